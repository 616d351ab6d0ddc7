//! A load balancer listens on its listeners' ports.

use super::{AtBalancer, FrontLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::evidence::{Fared, ListenerRow};
use crate::id::LbTargetGroupId;
use crate::lang::Says;
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

fn judge(at: &AtBalancer<'_>) -> Judgement<LbTargetGroupId> {
    let mut found = None;
    let listeners = &at.network.topology().lb_listener;
    let rows = listeners
        .iter()
        .filter(|(_, listener)| listener.load_balancer_arn.as_ref() == Some(at.id))
        .map(|(id, listener)| {
            let takes = found.is_none() && takes(listener, at);
            if takes {
                found = Some(listener);
            }
            ListenerRow {
                listener: id.clone().into(),
                protocol: listener.protocol.clone().unwrap_or_default(),
                port: listener.port,
                fared: if takes { Fared::Won } else { Fared::Missed },
            }
        })
        .collect();
    let fact = Fact::Listeners {
        load_balancer: at.id.clone().into(),
        rows,
    };
    let Some(listener) = found else {
        let unsaid = listeners
            .iter()
            .filter(|(_, listener)| listener.load_balancer_arn.as_ref() == Some(at.id))
            .find(|(_, it)| it.port.is_none() || it.protocol.is_none());
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
    let group = listener
        .default_action
        .iter()
        .find_map(|action| action.target_group_arn.clone());
    match group {
        Some(group) => Judgement::Settles(group, fact),
        None => Judgement::Unknown(Code::FactMissing, fact),
    }
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
