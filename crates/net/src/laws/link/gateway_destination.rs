//! From a site only to interfaces.

use super::{AtSite, SiteLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::service;

pub(super) static LAW: SiteLaw = Law {
    doc: LawDoc {
        id: "gateway_destination",
        rules: &["R1.22", "R2.12"],
        says: Says {
            en: "From on-premises a VPC is entered for the private addresses of its interfaces only; its gateway endpoints and internet gateway cannot be used.",
            ja: "オンプレミスからは VPC 内の ENI のプライベートアドレスだけに到達できます。ゲートウェイエンドポイントやインターネットゲートウェイは使えません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    },
    judge,
};

fn judge(at: &AtSite<'_>) -> Judgement {
    let Some(vpc) = at.vpc else {
        return Judgement::Silent;
    };
    let destination = at.packet.destination;
    let fact = Fact::Attribute {
        resource: vpc.clone().into(),
        attribute: "destination",
        value: destination.to_string(),
    };
    let network = at.network;
    if network.vpc_ranges(vpc).any(|it| it.contains(&destination)) {
        let is_held = network.interface_at(vpc, destination).is_some()
            || at.packet.destination_port == Some(53) && network.is_resolver_of(vpc, destination)
            || network.may_have(vpc, destination).is_some();
        return if is_held {
            Judgement::Passes(fact)
        } else {
            Judgement::Stops(Code::VgwDestNotEni, fact)
        };
    }
    if !network.knows_ranges_of(vpc) {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: vpc.clone().into(),
                what: "cidr_block",
            },
        );
    }
    let serves = network.endpoints_of(vpc).any(|(_, endpoint)| {
        let name = endpoint.service_name.as_deref().unwrap_or_default();
        let listed = endpoint
            .prefix_list_id
            .as_ref()
            .map_or_else(Vec::new, |list| {
                crate::network::prefix_list_ranges(network.topology(), list)
            });
        endpoint.kind() == crate::topology::EndpointType::Gateway
            && listed
                .into_iter()
                .chain(service::prefix_list_ranges(name))
                .any(|range| range.contains(&destination))
    });
    let code = if serves {
        Code::GwvpceEdgeToEdge
    } else {
        Code::VgwDestNotEni
    };
    Judgement::Stops(code, fact)
}
