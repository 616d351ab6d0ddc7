//! IPv6 passes as it is.

use super::{AtGateway, InternetLaw, is_private};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: InternetLaw = Law {
    doc: LawDoc {
        id: "igw_ipv6",
        rules: &["R1.17", "R1.19"],
        says: Says {
            en: "Between IPv6 addresses an internet gateway translates nothing: the source must have a public address of the VPC itself.",
            ja: "IPv6 では、インターネットゲートウェイはアドレスを変換しません。送信元には、VPC 自身の公開 IPv6 アドレスが必要です。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
    },
    judge,
};

fn judge(at: &AtGateway<'_>) -> Judgement<Packet> {
    let source = at.packet.source;
    if source.is_ipv4() {
        return Judgement::Silent;
    }
    let own = at.network.vpc_ranges(at.vpc).any(|it| it.contains(&source));
    if own && !is_private(source) {
        let fact = Fact::Attribute {
            resource: at.inside(),
            attribute: "ipv6_addresses",
            value: source.to_string(),
        };
        return Judgement::Settles(at.packet, fact);
    }
    Judgement::Stops(
        Code::IgwNoPublicIp,
        Fact::Attribute {
            resource: at.inside(),
            attribute: "public_ip",
            value: String::new(),
        },
    )
}
