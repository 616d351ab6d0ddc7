//! A load balancer listens on its listeners' ports.

use super::{AtBalancer, FrontLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::evidence::{Fared, ListenerRow};
use crate::id::{LbListenerId, LbTargetGroupId, ResourceId};
use crate::lang::Says;
use crate::laws::way::{Way, ways_of};
use crate::laws::{Judgement, Law};
use crate::query::Protocol;
use crate::topology::LbListener;

pub(super) static LAW: FrontLaw = Law {
    doc: LawDoc {
        id: "listener",
        rules: &["R3.15"],
        says: Says {
            en: "A load balancer takes a connection only where a listener has its protocol and port, and forwards it to the listener's target group.",
            ja: "ロードバランサーは、プロトコルとポートが一致するリスナーがあるときだけ接続を受け、ターゲットグループへ転送します。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
    },
    judge,
};

fn judge(at: &AtBalancer<'_>) -> Judgement<Vec<Way<LbTargetGroupId>>> {
    let found = taking(at);
    let rows = own(at).map(|(id, listener)| ListenerRow {
        listener: id.clone().into(),
        protocol: listener.protocol.clone().unwrap_or_default(),
        port: listener.port,
        fared: if found.is_some_and(|(taking, _)| taking == id) {
            Fared::Won
        } else {
            Fared::Missed
        },
    });
    let fact = Fact::Listeners {
        load_balancer: at.id.clone().into(),
        rows: rows.collect(),
    };
    let Some((id, listener)) = found else {
        let unsaid = own(at).find(|(_, it)| it.port.is_none() || it.protocol.is_none());
        return match unsaid {
            Some((id, _)) => Judgement::Unknown(
                Code::FactMissing,
                Fact::Missing {
                    resource: id.clone().into(),
                    what: "port",
                },
            ),
            None => Judgement::Stops(Code::NlbNoListener, fact),
        };
    };
    let ways = ways_of(id.as_resource(), &listener.default_action);
    if let [Way::Unsaid(who)] = ways.as_slice() {
        return unsaid(who);
    }
    Judgement::Settles(ways, fact)
}

/// The listener that takes the connection.
pub(super) fn taking<'a>(at: &AtBalancer<'a>) -> Option<(&'a LbListenerId, &'a LbListener)> {
    own(at).find(|(_, listener)| takes(listener, at))
}

/// The listeners of the load balancer.
pub(super) fn own<'a>(
    at: &AtBalancer<'a>,
) -> impl Iterator<Item = (&'a LbListenerId, &'a LbListener)> {
    let (network, balancer) = (at.network, at.id);
    let listeners = network.topology().lb_listener.iter();
    listeners.filter(move |(_, it)| it.load_balancer_arn.as_ref() == Some(balancer))
}

/// What a listener or a rule does is not said.
pub(super) fn unsaid<A>(who: &ResourceId) -> Judgement<A> {
    Judgement::Unknown(
        Code::FactMissing,
        Fact::Missing {
            resource: who.clone(),
            what: "target_group_arn",
        },
    )
}

fn takes(listener: &LbListener, at: &AtBalancer<'_>) -> bool {
    let protocol = listener.protocol.as_deref().unwrap_or_default();
    let protocol_fits = match at.packet.protocol {
        Protocol::TCP => matches!(protocol, "TCP" | "TLS" | "TCP_UDP" | "HTTP" | "HTTPS"),
        Protocol::UDP => matches!(protocol, "UDP" | "TCP_UDP" | "QUIC" | "TCP_QUIC"),
        _ => false,
    };
    protocol_fits && listener.port.is_some() && listener.port == at.packet.destination_port
}
