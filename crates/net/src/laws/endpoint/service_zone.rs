//! PrivateLink stays in its zone.

use super::{AtService, ServiceLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::tell_apart;

pub(super) static LAW: ServiceLaw = Law {
    doc: LawDoc {
        id: "service_zone",
        rules: &["R1.5", "R2.17", "R3.1", "R3.6", "R3.7"],
        says: Says {
            en: "PrivateLink leads from an endpoint's interface to a load balancer node of the same Availability Zone; across Regions, of any.",
            ja: "PrivateLink は、エンドポイントの ENI から同じアベイラビリティーゾーンのロードバランサーノードへつながります。リージョンをまたぐ場合、ゾーンは問いません。",
        },
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html",
    },
    judge,
};

fn judge(at: &AtService<'_>) -> Judgement<Vec<NetworkInterfaceId>> {
    let (what, balancers) = if at.gateway {
        (
            "gateway_load_balancer_arns",
            &at.service.gateway_load_balancer_arns,
        )
    } else {
        (
            "network_load_balancer_arns",
            &at.service.network_load_balancer_arns,
        )
    };
    let nodes: Vec<_> = balancers
        .iter()
        .flat_map(|id| at.network.interfaces_of(id.as_resource()))
        .collect();
    if nodes.is_empty() {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone().into(),
                what,
            },
        );
    }
    let same: Vec<_> = nodes
        .iter()
        .filter(|node| at.across_regions || node.zone.as_deref() == at.zone)
        .collect();
    let zone = at.zone.unwrap_or_default().to_owned();
    let is_comparable = |zone: Option<&str>| tell_apart(zone, at.zone);
    match same.first() {
        // A zone's name in one account may be another one's in another account.
        None if !nodes.iter().all(|it| is_comparable(it.zone.as_deref())) => Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: at.id.clone().into(),
                what: "availability_zone_id",
            },
        ),
        None => Judgement::Stops(
            Code::SvcAzNotInstalled,
            Fact::Attribute {
                resource: at.id.clone().into(),
                attribute: "availability_zone",
                value: zone,
            },
        ),
        Some(first) => {
            let fact = Fact::Attribute {
                resource: first.known_as().clone(),
                attribute: "availability_zone",
                value: zone,
            };
            Judgement::Settles(same.iter().map(|node| node.id.clone()).collect(), fact)
        }
    }
}
