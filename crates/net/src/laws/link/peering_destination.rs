//! Peering is not transitive.

use super::{AtPeering, PeeringLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::VpcId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: PeeringLaw = Law {
    doc: LawDoc {
        id: "peering_destination",
        rules: &["R1.20", "R2.12"],
        says: Says {
            en: "A peering connection leads to addresses of the peer VPC only: not on through its gateways, connections or gateway endpoints.",
            ja: "VPC ピアリングで到達できるのは相手 VPC のアドレスだけです。その先のゲートウェイや接続、ゲートウェイエンドポイントは使えません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations",
    },
    judge,
};

fn judge(at: &AtPeering<'_>) -> Judgement<VpcId> {
    let peering = at.peering;
    let other = if peering.vpc_id.as_ref() == Some(at.from) {
        &peering.peer_vpc_id
    } else {
        &peering.vpc_id
    };
    let Some(other) = other
        .clone()
        .filter(|id| at.network.topology().vpc.contains_key(id))
    else {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone(),
                what: "peer_vpc_id",
            },
        );
    };
    let destination = at.packet.destination;
    let inside = at
        .network
        .vpc_ranges(&other)
        .any(|range| range.contains(&destination));
    let fact = Fact::Attribute {
        resource: other.clone().into(),
        attribute: "cidr_block",
        value: at
            .network
            .vpc_ranges(&other)
            .map(|range| range.to_string())
            .collect::<Vec<_>>()
            .join(", "),
    };
    if inside {
        Judgement::Settles(other, fact)
    } else if !at.network.knows_ranges_of(&other) {
        Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: other.into(),
                what: "cidr_block",
            },
        )
    } else {
        Judgement::Stops(Code::PcxEdgeToEdge, fact)
    }
}
