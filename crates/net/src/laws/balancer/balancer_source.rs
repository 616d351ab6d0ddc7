//! In whose name a load balancer speaks.

use super::{Sending, SourceLaw};
use crate::code::Code;
use crate::evidence::Packet;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Interface;
use crate::query::SOURCE_PORT;

pub(super) static LAW: SourceLaw = Law {
    doc: LawDoc {
        id: "balancer_source",
        rules: &["R3.10"],
        says: Says {
            en: "Through PrivateLink a target always sees the load balancer's private address as the source, never the client's.",
            ja: "PrivateLink 経由では、ターゲットから見た送信元は常にロードバランサーのプライベート IP です。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation",
    },
    judge,
};

fn judge(sending: &Sending<'_>) -> Judgement<Packet> {
    let before = sending.packet;
    let Some(target) = sending.target.address_towards(sending.family) else {
        return missing(sending.target);
    };
    // A connection by IPv6 goes on by IPv4 in the name of the node (R3.8).
    let keeps_client = sending.keeps_client && before.source.is_ipv4() == target.is_ipv4();
    let Some(node) = sending.node.address_towards(target) else {
        return missing(sending.node);
    };
    let after = Packet {
        source: if keeps_client { before.source } else { node },
        source_port: if keeps_client {
            before.source_port
        } else {
            before.source_port.map(|_| SOURCE_PORT)
        },
        destination: target,
        destination_port: sending.port.or(before.destination_port),
        protocol: before.protocol,
    };
    Judgement::Settles(after, Fact::Rewrite { before, after })
}

fn missing(interface: &Interface) -> Judgement<Packet> {
    Judgement::Unknown(
        Code::FactMissing,
        Fact::Missing {
            resource: interface.known_as().clone(),
            what: "address",
        },
    )
}
