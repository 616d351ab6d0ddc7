//! Ingress entries of network ACLs.

use super::acl_table::{Said, read};
use super::{AclLaw, Crossing};
use crate::code::Code;
use crate::evidence::{Direction, Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: AclLaw = Law {
    doc: LawDoc {
        id: "network_acl_ingress",
        rules: &["R1.25", "R1.26"],
        says: Says {
            en: "A packet enters a subnet only if the first matching inbound entry of its network ACL allows it.",
            ja: "パケットは、サブネットのネットワーク ACL で最初に一致したインバウンドルールが許可するときだけ中へ入ります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
    },
    judge,
};

fn judge(crossing: &Crossing<'_>) -> Judgement {
    match read(crossing, Direction::Ingress) {
        None => Judgement::Silent,
        Some(Said::Allowed(fact)) => Judgement::Passes(fact),
        Some(Said::Denied(fact)) => Judgement::Stops(crossing.leg.acl_ingress_code(), fact),
        Some(Said::Missing(acl)) => Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: acl.into(),
                what: "network_acl",
            },
        ),
    }
}
