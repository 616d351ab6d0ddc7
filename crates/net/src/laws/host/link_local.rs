//! What every host reaches on its own link.

use super::{Delivery, NearLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::resolve::resolver_id;
use std::net::IpAddr;

pub(super) static LAW: NearLaw = Law {
    doc: LawDoc {
        id: "link_local",
        rules: &["R1.4", "R1.15", "R1.27"],
        says: Says {
            en: "What Amazon provides to each host, such as its resolver, instance metadata and time, is reached without route, security group or network ACL.",
            ja: "リゾルバー、インスタンスメタデータ、時刻など Amazon が各ホストに提供するものには、ルートもセキュリティグループもネットワーク ACL も関わらずに届きます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    },
    judge,
};

fn judge(delivery: &Delivery<'_>) -> Judgement<ResourceId> {
    let address = delivery.packet.destination;
    let vpc = delivery.vpc;
    let asks_names = delivery.packet.destination_port == Some(53);
    if delivery.network.is_resolver_of(vpc, address) && asks_names {
        let support = delivery.network.topology().vpc.get(vpc);
        let support = support.and_then(|it| it.enable_dns_support.known_or(true));
        let fact = |value: &str| Fact::Attribute {
            resource: vpc.clone().into(),
            attribute: "enable_dns_support",
            value: value.to_owned(),
        };
        return match support {
            Some(true) => Judgement::Settles(resolver_id(vpc), fact("true")),
            Some(false) => Judgement::Stops(Code::DnsSupportDisabled, fact("false")),
            None => Judgement::Unknown(Code::FactMissing, fact("unknown")),
        };
    }
    let provided = match address {
        IpAddr::V4(four) => match four.octets() {
            [169, 254, 169, 254] => "metadata",
            [169, 254, 169, 123] => "time",
            // AWS: 169.254.168.0/22 and fd00:ec2::/32 are never routed.
            [169, 254, 168..=171, _] => "link-local",
            _ => return Judgement::Silent,
        },
        IpAddr::V6(six) => match six.segments() {
            [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] => "metadata",
            [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x123] => "time",
            [0xfd00, 0xec2, ..] => "link-local",
            _ => return Judgement::Silent,
        },
    };
    Judgement::Settles(
        vpc.clone().into(),
        Fact::Attribute {
            resource: vpc.clone().into(),
            attribute: "link_local",
            value: provided.to_owned(),
        },
    )
}
