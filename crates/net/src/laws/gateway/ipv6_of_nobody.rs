//! An IPv6 address of a VPC's range that no interface has.

use super::{Arriving, FromInternetLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::{NetworkInterfaceId, VpcId};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: FromInternetLaw = Law {
    doc: LawDoc {
        id: "ipv6_of_nobody",
        rules: &["R1.17"],
        says: Says {
            en: "An IPv6 range on the internet belongs to one VPC, so an address of it that no interface has is nobody's.",
            ja: "インターネット上の IPv6 範囲は 1 つの VPC のものなので、その中でどの ENI にもないアドレスには届け先がありません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    },
    judge,
};

fn judge(arriving: &Arriving<'_>) -> Judgement<NetworkInterfaceId> {
    let (network, address) = (arriving.network, arriving.packet.destination);
    if !address.is_ipv6() || network.interface_at_public(address).is_some() {
        return Judgement::Silent;
    }
    let holds = |vpc: &&VpcId| network.vpc_ranges(vpc).any(|it| it.contains(&address));
    let Some(vpc) = network.topology().vpc.keys().find(holds) else {
        return Judgement::Silent;
    };
    match network.may_have(vpc, address) {
        Some((resource, _)) => {
            let what = "ipv6_addresses";
            Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
        }
        None => Judgement::Stops(
            Code::DstNotFound,
            Fact::Attribute {
                resource: vpc.clone().into(),
                attribute: "ipv6_addresses",
                value: address.to_string(),
            },
        ),
    }
}
