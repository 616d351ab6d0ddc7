//! Inbound rules of security groups.

use super::group_table::{Said, read};
use super::{GroupLaw, Guarded, Leg};
use crate::code::Code;
use crate::evidence::{Direction, Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Keep, Law};
use crate::network::Owner;

pub(super) static LAW: GroupLaw = Law {
    doc: LawDoc {
        id: "security_group_ingress",
        rules: &["R1.23", "R1.24", "R2.5", "R3.12", "R3.13"],
        says: Says {
            en: "A packet enters an interface only if an inbound rule of one of its security groups allows it.",
            ja: "パケットは、ENI のいずれかのセキュリティグループのインバウンドルールが許可するときだけ受信されます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    },
    judge,
};

fn judge(guarded: &Guarded<'_>) -> Judgement {
    if guarded.interface.security_groups.is_empty() && !guarded.interface.unknown_groups {
        // A load balancer made without a group has none to ask (R3.12).
        return Judgement::Silent;
    }
    match read(guarded, Direction::Ingress) {
        Said::Allowed(fact) => Judgement::Passes(fact),
        Said::Denied(fact) => Judgement::Stops(
            match (guarded.leg, &guarded.interface.owner) {
                (Leg::Target, _) => Code::TargetSgDenied,
                (_, Owner::LoadBalancer(_)) => Code::NlbSgIngressDenied,
                (Leg::Transit | Leg::Return, _) => Code::TransitSgDenied,
                (Leg::Client, _) if would_match(guarded) => Code::SgRefNotPreserved,
                (Leg::Client, _) => Code::DstSgIngressDenied,
            },
            fact,
        ),
        Said::Missing(resource, what) => {
            Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
        }
    }
}

// AWS: "If you reference the security group of the other instance as the source, this does not
// allow traffic to flow between the instances", of two instances with a middlebox between them.
fn would_match(guarded: &Guarded<'_>) -> bool {
    let with_references = Guarded {
        references: true,
        keep: Keep::Verdict,
        ..*guarded
    };
    !guarded.references && matches!(read(&with_references, Direction::Ingress), Said::Allowed(_))
}
