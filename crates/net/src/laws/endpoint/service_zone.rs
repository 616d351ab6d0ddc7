//! PrivateLink stays in its zone.

use super::{AtService, ServiceLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};

pub(super) static LAW: ServiceLaw = Law {
    doc: LawDoc {
        id: "service_zone",
        rules: &["R1.5", "R3.1", "R3.6"],
        says: Says {
            en: "PrivateLink leads from an endpoint's interface to a load balancer node of the same Availability Zone.",
            ja: "PrivateLink は、エンドポイントの ENI から同じアベイラビリティーゾーンのロードバランサーノードへつながります。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html",
    },
    judge,
};

fn judge(at: &AtService<'_>) -> Judgement<Vec<NetworkInterfaceId>> {
    let nodes: Vec<_> = at
        .service
        .network_load_balancer_arns
        .iter()
        .flat_map(|id| at.network.interfaces_of(id.as_resource()))
        .collect();
    if nodes.is_empty() {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone().into(),
                what: "network_load_balancer_arns",
            },
        );
    }
    let zone = at.entered.zone.as_ref();
    let same: Vec<_> = nodes
        .iter()
        .filter(|node| node.zone.as_ref() == zone)
        .collect();
    match same.first() {
        None => Judgement::Stops(
            Code::SvcAzNotInstalled,
            Fact::Attribute {
                resource: at.id.clone().into(),
                attribute: "availability_zone",
                value: zone.cloned().unwrap_or_default(),
            },
        ),
        Some(first) => {
            let fact = Fact::Attribute {
                resource: first.known_as().clone(),
                attribute: "availability_zone",
                value: zone.cloned().unwrap_or_default(),
            };
            Judgement::Settles(same.iter().map(|node| node.id.clone()).collect(), fact)
        }
    }
}
