//! A Gateway Load Balancer listens to everything.

use super::listener::{own, unsaid};
use super::{AtBalancer, FrontLaw};
use crate::code::Code;
use crate::evidence::{Fact, Fared, LawDoc, ListenerRow};
use crate::id::LbTargetGroupId;
use crate::lang::Says;
use crate::laws::way::{Way, ways_of};
use crate::laws::{Judgement, Law};

pub(super) static LAW: FrontLaw = Law {
    doc: LawDoc {
        id: "gateway_listener",
        rules: &["R2.18"],
        says: Says {
            en: "A Gateway Load Balancer takes every IP packet on every port, and forwards it to the target group of its one listener.",
            ja: "Gateway Load Balancer は、すべてのポートの IP パケットを受け、リスナーのターゲットグループへ転送します。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-listeners.html",
    },
    judge,
};

fn judge(at: &AtBalancer<'_>) -> Judgement<Vec<Way<LbTargetGroupId>>> {
    let first = own(at).next();
    let fact = Fact::Listeners {
        load_balancer: at.id.clone().into(),
        rows: first
            .iter()
            .map(|(id, listener)| ListenerRow {
                listener: (*id).clone().into(),
                protocol: listener.protocol.clone().unwrap_or_else(|| "IP".to_owned()),
                port: listener.port,
                fared: Fared::Won,
            })
            .collect(),
    };
    let Some((id, listener)) = first else {
        return Judgement::Stops(Code::NlbNoListener, fact);
    };
    let ways = ways_of(id.as_resource(), &listener.default_action);
    match ways.as_slice() {
        [Way::Unsaid(who)] => unsaid(who),
        _ => Judgement::Settles(ways, fact),
    }
}
