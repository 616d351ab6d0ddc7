//! Replies pass security groups unasked.

use super::{GroupLaw, Guarded};
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: GroupLaw = Law {
    doc: LawDoc {
        id: "security_group_stateful",
        rules: &["R1.23", "R2.5"],
        says: Says {
            en: "Security groups are stateful: the reply to an allowed packet passes without a rule of its own.",
            ja: "セキュリティグループはステートフルです。許可された通信の応答は、ルールがなくても通ります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
    },
    judge,
};

fn judge(guarded: &Guarded<'_>) -> Judgement {
    Judgement::Passes(Fact::Interface {
        interface: guarded.interface.id.clone(),
        address: guarded.packet.destination,
    })
}
