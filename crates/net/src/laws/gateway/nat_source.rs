//! A NAT gateway serves its own VPC, and what a transit gateway brings.

use super::{CameBy, NatLaw, Translating};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: NatLaw = Law {
    doc: LawDoc {
        id: "nat_source",
        rules: &["R1.18", "R1.20"],
        says: Says {
            en: "A NAT gateway takes packets from its own VPC and over a transit gateway, not over a peering connection or a virtual private gateway.",
            ja: "NAT ゲートウェイを使えるのは、同じ VPC か Transit Gateway 経由の通信です。VPC ピアリングや仮想プライベートゲートウェイ経由では使えません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    },
    judge,
};

fn judge(translating: &Translating<'_>) -> Judgement<Packet> {
    match translating.came_by {
        CameBy::Inside | CameBy::Transit => Judgement::Silent,
        CameBy::Peering | CameBy::VpnGateway => Judgement::Stops(
            Code::NatSourceNotInVpc,
            Fact::Attribute {
                resource: translating.gateway.clone().into(),
                attribute: "source",
                value: translating.packet.source.to_string(),
            },
        ),
    }
}
