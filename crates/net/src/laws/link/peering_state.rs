//! A peering connection must be active.

use super::{AtPeering, PeeringLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::VpcId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: PeeringLaw = Law {
    doc: LawDoc {
        id: "peering_state",
        rules: &["R1.20"],
        says: Says {
            en: "A peering connection carries packets while it is active.",
            ja: "VPC ピアリング接続は、アクティブな間だけ通信を運びます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
    },
    judge,
};

fn judge(at: &AtPeering<'_>) -> Judgement<VpcId> {
    if is_unknown(&at.peering.more, &["accept_status"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone(),
                what: "accept_status",
            },
        );
    }
    let Some(status) = at.peering.accept_status.clone() else {
        return Judgement::Silent;
    };
    let active = status.eq_ignore_ascii_case("active");
    let fact = Fact::Attribute {
        resource: at.id.clone(),
        attribute: "accept_status",
        value: status,
    };
    if active {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::PcxNotActive, fact)
    }
}
