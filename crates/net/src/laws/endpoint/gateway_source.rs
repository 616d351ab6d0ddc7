//! A gateway endpoint serves its own VPC.

use super::{AtEndpoint, EndpointLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: EndpointLaw = Law {
    doc: LawDoc {
        id: "gateway_endpoint_source",
        rules: &["R2.12"],
        says: Says {
            en: "A gateway endpoint serves sources inside its own VPC only, not those that come by peering, transit gateway, VPN or Direct Connect.",
            ja: "ゲートウェイエンドポイントを使えるのは同じ VPC 内の送信元だけです。ピアリング、Transit Gateway、VPN、Direct Connect からは使えません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    },
    judge,
};

fn judge(at: &AtEndpoint<'_>) -> Judgement {
    let Some(vpc) = &at.endpoint.vpc_id else {
        return Judgement::Silent;
    };
    let source = at.packet.source;
    if at
        .network
        .vpc_ranges(vpc)
        .any(|range| range.contains(&source))
    {
        return Judgement::Silent;
    }
    Judgement::Stops(
        Code::GwvpceEdgeToEdge,
        Fact::Attribute {
            resource: at.id.clone().into(),
            attribute: "source",
            value: source.to_string(),
        },
    )
}
