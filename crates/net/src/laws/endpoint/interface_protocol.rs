//! What an endpoint carries.

use super::{AtEndpoint, EndpointLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::query::Protocol;

pub(super) static LAW: EndpointLaw = Law {
    doc: LawDoc {
        id: "interface_endpoint_protocol",
        rules: &["R2.6"],
        says: Says {
            en: "An interface endpoint carries TCP and UDP; it does not answer ICMP.",
            ja: "インターフェイスエンドポイントは TCP と UDP を運び、ICMP には応答しません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
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
    if matches!(protocol, Protocol::TCP | Protocol::UDP) {
        Judgement::Passes(fact)
    } else {
        Judgement::Stops(Code::VpceProtocolUnsupported, fact)
    }
}
