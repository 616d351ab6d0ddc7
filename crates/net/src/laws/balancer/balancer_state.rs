//! A load balancer must be active.

use super::{AtBalancer, FrontLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::LbTargetGroupId;
use crate::lang::Says;
use crate::laws::way::Way;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: FrontLaw = Law {
    doc: LawDoc {
        id: "balancer_state",
        rules: &["R3.15"],
        says: Says {
            en: "A load balancer takes connections while it is active.",
            ja: "ロードバランサーは、アクティブな間だけ接続を受け付けます。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#network-load-balancer-state",
    },
    judge,
};

fn judge(at: &AtBalancer<'_>) -> Judgement<Vec<Way<LbTargetGroupId>>> {
    if is_unknown(&at.balancer.more, &["state"]) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone().into(),
                what: "state",
            },
        );
    }
    let Some(state) = at.balancer.state.clone() else {
        return Judgement::Silent;
    };
    let active = matches!(
        state.to_ascii_lowercase().as_str(),
        "active" | "active_impaired"
    );
    let fact = Fact::Attribute {
        resource: at.id.clone().into(),
        attribute: "state",
        value: state,
    };
    if active {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::NlbNotActive, fact)
    }
}
