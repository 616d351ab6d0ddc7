//! What an endpoint carries.

use super::{AtEndpoint, EndpointLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::query::Protocol;

pub(super) static LAW: EndpointLaw = Law {
    doc: LawDoc {
        id: "gateway_endpoint_protocol",
        rules: &["R2.15"],
        says: Says {
            en: "A gateway endpoint carries TCP and ICMP echo.",
            ja: "ゲートウェイエンドポイントは TCP と ICMP エコーを運びます。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    },
    judge,
};

fn judge(at: &AtEndpoint<'_>) -> Judgement {
    let protocol = at.packet.protocol;
    let fact = Fact::Attribute {
        resource: at.id.clone().into(),
        attribute: "protocol",
        value: protocol.to_string(),
    };
    if matches!(protocol, Protocol::TCP | Protocol::ICMP) {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::GwvpceProtocol, fact)
    }
}
