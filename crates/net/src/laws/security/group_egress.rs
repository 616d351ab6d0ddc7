//! Outbound rules of security groups.

use super::group_table::{Said, read};
use super::{GroupLaw, Guarded, Leg};
use crate::code::Code;
use crate::evidence::{Direction, Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Owner;

pub(super) static LAW: GroupLaw = Law {
    doc: LawDoc {
        id: "security_group_egress",
        rules: &["R1.23", "R1.24", "R2.13"],
        says: Says {
            en: "A packet leaves an interface only if an outbound rule of one of its security groups allows it.",
            ja: "パケットは、ENI のいずれかのセキュリティグループのアウトバウンドルールが許可するときだけ送信されます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    },
    judge,
};

fn judge(guarded: &Guarded<'_>) -> Judgement {
    if guarded.interface.security_groups.is_empty() && !guarded.interface.unknown_groups {
        return Judgement::Silent;
    }
    match read(guarded, Direction::Egress) {
        Said::Allowed(fact) => Judgement::Passes(fact),
        Said::Denied(fact) => Judgement::Stops(
            match guarded.leg {
                Leg::Target if matches!(guarded.interface.owner, Owner::ResourceGateway(_)) => {
                    Code::ResourceGatewaySgDenied
                }
                Leg::Target => Code::NlbSgEgressDenied,
                Leg::Transit | Leg::Return => Code::TransitSgDenied,
                Leg::Client => Code::SrcSgEgressDenied,
            },
            fact,
        ),
        Said::Missing(resource, what) => {
            Judgement::Unknown(Code::FactMissing, Fact::Missing { resource, what })
        }
    }
}
