//! Somebody listens.

use super::{Host, HostLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Owner;

pub(super) static LAW: HostLaw = Law {
    doc: LawDoc {
        id: "port_open",
        rules: &["R5.1"],
        says: Says {
            en: "A host answers a connection to a port nobody listens on with a reset.",
            ja: "誰も待ち受けていないポートへの接続には、リセットが返ります。",
        },
        source: "https://www.rfc-editor.org/rfc/rfc9293#section-3.5.2",
    },
    judge,
};

fn judge(host: &Host<'_>) -> Judgement {
    let (Owner::Instance(id), Some(port)) = (&host.interface.owner, host.packet.destination_port)
    else {
        return Judgement::Silent;
    };
    let closed = host
        .network
        .topology()
        .instance
        .get(id.as_str())
        .is_some_and(|instance| instance.closed_ports.contains(&port));
    if !closed {
        return Judgement::Silent;
    }
    Judgement::Stops(
        Code::TargetPortClosed,
        Fact::Attribute {
            resource: id.clone(),
            attribute: "closed_ports",
            value: port.to_string(),
        },
    )
}
