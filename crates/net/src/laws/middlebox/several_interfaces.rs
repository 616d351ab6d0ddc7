//! By which interface an appliance sends on.

use super::{ForwarderLaw, Forwarding};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: ForwarderLaw = Law {
    doc: LawDoc {
        id: "appliance_interfaces",
        rules: &["R1.8"],
        says: Says {
            en: "An appliance with one interface sends on by it, with the table of its subnet; which one of several it takes is the appliance's own decision.",
            ja: "ENI が 1 つのアプライアンスは、その ENI のサブネットのルートテーブルで転送します。複数ある場合にどれを使うかは、アプライアンス自身の設定によります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html",
    },
    judge,
};

fn judge(forwarding: &Forwarding<'_>) -> Judgement {
    let Some(owner) = forwarding.interface.owner.resource() else {
        return Judgement::Silent;
    };
    if forwarding.network.interfaces_of(owner).count() < 2 {
        return Judgement::Silent;
    }
    Judgement::Unknown(
        Code::FactMissing,
        Fact::Missing {
            resource: owner.clone(),
            what: "network_interface",
        },
    )
}
