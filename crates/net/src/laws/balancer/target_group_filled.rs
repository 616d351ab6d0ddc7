//! A target group must hold a target.

use super::{Candidates, Choosing, TargetLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: TargetLaw = Law {
    doc: LawDoc {
        id: "target_group_filled",
        rules: &["R3.15"],
        says: Says {
            en: "A load balancer has nothing to send to while its target group is empty.",
            ja: "ターゲットグループが空なら、ロードバランサーには転送先がありません。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
    },
    judge,
};

fn judge(choosing: &Choosing<'_>) -> Judgement<Candidates> {
    let mut attachments = choosing
        .network
        .topology()
        .lb_target_group_attachment
        .values();
    if attachments.any(|it| it.target_group_arn.as_ref() == Some(choosing.group)) {
        return Judgement::Silent;
    }
    if !choosing
        .network
        .topology()
        .lb_target_group
        .contains_key(choosing.group)
    {
        // It belongs to somebody else, and so do its targets.
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: choosing.group.clone().into(),
                what: "targets",
            },
        );
    }
    Judgement::Stops(
        Code::NlbNoTargets,
        Fact::Targets {
            target_group: choosing.group.clone().into(),
            rows: Vec::new(),
        },
    )
}
