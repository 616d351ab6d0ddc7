//! A packet in a packet.

use super::{TunnelLaw, Tunnelling};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc, Packet};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::query::Protocol;

/// The port of GENEVE (RFC 8926), which Gateway Load Balancers use.
const GENEVE_PORT: u16 = 6081;
/// What GENEVE adds to a packet: outer IPv4, UDP, GENEVE and AWS's options.
const OVERHEAD_BYTES: u16 = 68;

pub(super) static LAW: TunnelLaw = Law {
    doc: LawDoc {
        id: "geneve",
        rules: &["R2.18", "R2.21"],
        says: Says {
            en: "A Gateway Load Balancer hands a packet to an appliance unchanged, in GENEVE on UDP port 6081, which adds 68 bytes; of a flow all packets go to the same appliance.",
            ja: "Gateway Load Balancer はパケットを変更せず、GENEVE (UDP 6081、68 バイト追加) で包んでアプライアンスに渡します。同じフローは同じアプライアンスに届きます。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html",
    },
    judge,
};

// The source port is drawn from the flow; the document cannot know it.
fn judge(tunnelling: &Tunnelling<'_>) -> Judgement<Packet> {
    let ends = [tunnelling.node, tunnelling.appliance];
    if let Some(silent) = ends.iter().find(|it| it.primary_address().is_none()) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: silent.id.clone().into(),
                what: "private_ip",
            },
        );
    }
    let [Some(source), Some(destination)] = ends.map(|it| it.primary_address()) else {
        return Judgement::Silent;
    };
    let outer = Packet {
        source,
        source_port: None,
        destination,
        destination_port: Some(GENEVE_PORT),
        protocol: Protocol::UDP,
    };
    Judgement::Settles(
        outer,
        Fact::Encapsulation {
            outer,
            inner: tunnelling.packet,
            overhead_bytes: OVERHEAD_BYTES,
        },
    )
}
