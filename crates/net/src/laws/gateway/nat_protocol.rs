//! A NAT gateway knows three protocols.

use super::{NatLaw, Translating};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::query::Protocol;

pub(super) static LAW: NatLaw = Law {
    doc: LawDoc {
        id: "nat_protocol",
        rules: &["R1.18"],
        says: Says {
            en: "A NAT gateway carries TCP, UDP and ICMP.",
            ja: "NAT ゲートウェイが通すのは TCP、UDP、ICMP です。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    },
    judge,
};

fn judge(translating: &Translating<'_>) -> Judgement<Packet> {
    match translating.packet.protocol {
        Protocol::TCP | Protocol::UDP | Protocol::ICMP | Protocol::ICMPV6 => Judgement::Silent,
        other => Judgement::Stops(
            Code::NatProtocol,
            Fact::Attribute {
                resource: translating.gateway.clone().into(),
                attribute: "protocol",
                value: other.to_string(),
            },
        ),
    }
}
