//! An interface takes packets of others only when told to.

use super::{ForwarderLaw, Forwarding};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::topology::is_unknown;

pub(super) static LAW: ForwarderLaw = Law {
    doc: LawDoc {
        id: "source_dest_check",
        rules: &["R1.8"],
        says: Says {
            en: "While its source/destination check is on, an interface drops every packet that is neither from nor to one of its own addresses; appliances need it off.",
            ja: "送信元/送信先チェックが有効な ENI は、自身のアドレスが送信元でも宛先でもないパケットを破棄します。アプライアンスでは無効にします。",
        },
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html",
    },
    judge,
};

fn judge(forwarding: &Forwarding<'_>) -> Judgement {
    let interface = forwarding.interface;
    if interface.addresses.contains(&forwarding.packet.destination) {
        return Judgement::Silent;
    }
    let fact = Fact::Attribute {
        resource: interface.id.clone().into(),
        attribute: "source_dest_check",
        value: interface.source_dest_check.to_string(),
    };
    if interface.source_dest_check && is_unsaid(forwarding) {
        let missing = Fact::Missing {
            resource: interface.known_as().clone(),
            what: "source_dest_check",
        };
        return Judgement::Unknown(Code::FactMissing, missing);
    }
    if interface.source_dest_check {
        Judgement::Stops(Code::SrcDstCheck, fact)
    } else {
        Judgement::Passes(fact)
    }
}

/// Whether the document says that it does not know the interface's check.
fn is_unsaid(forwarding: &Forwarding<'_>) -> bool {
    let topology = forwarding.network.topology();
    let interface = forwarding.interface;
    let instance = interface.owner.resource();
    let instance = instance.and_then(|id| topology.instance.get(id.as_str()));
    let listed = topology.network_interface.get(&interface.id);
    let more = listed.map(|it| &it.more).into_iter();
    more.chain(instance.map(|it| &it.more))
        .any(|more| is_unknown(more, &["source_dest_check"]))
}
