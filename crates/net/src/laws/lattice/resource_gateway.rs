//! Where a connection comes into a resource's VPC.

use super::{AtResource, ResourceLaw};
use crate::code::Code;
use crate::evidence::{Fact, LawDoc};
use crate::id::NetworkInterfaceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::network::Interface;
use crate::topology::lattice::named;

pub(super) static LAW: ResourceLaw = Law {
    doc: LawDoc {
        id: "resource_gateway",
        rules: &["R2.22"],
        says: Says {
            en: "A connection comes into the resource's VPC by the resource gateway, whose zones must overlap with the endpoint's; the resource sees the gateway's address.",
            ja: "接続はリソースゲートウェイからリソースの VPC に入ります。エンドポイントと共通のゾーンが必要で、リソースからはゲートウェイのアドレスが送信元に見えます。",
        },
        source: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html",
    },
    judge,
};

// AWS says that one zone must be common, and not by which of a gateway's zones a connection from
// another zone comes in: that is tried in every zone.
fn judge(at: &AtResource<'_>) -> Judgement<Vec<NetworkInterfaceId>> {
    let topology = at.network.topology();
    let group = at.resource.resource_configuration_group_id.as_ref();
    let group =
        group.and_then(|id| named(&topology.vpclattice_resource_configuration, id.as_str()));
    let own = at.resource.resource_gateway_identifier.as_ref();
    let id = own.or_else(|| group.and_then(|(_, it)| it.resource_gateway_identifier.as_ref()));
    let gateway = id.and_then(|id| named(&topology.vpclattice_resource_gateway, id.as_str()));
    let Some((id, _)) = gateway else {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: id.unwrap_or(at.id).clone(),
                what: "resource_gateway_identifier",
            },
        );
    };
    let nodes: Vec<_> = at
        .network
        .interfaces_of(id)
        .filter(|it| it.primary_address().is_some())
        .collect();
    if nodes.is_empty() {
        return Judgement::Unknown(
            Code::FactMissing,
            Fact::Missing {
                resource: id.clone(),
                what: "network_interface_ids",
            },
        );
    }
    let zones: Vec<&str> = nodes.iter().filter_map(|it| it.zone.as_deref()).collect();
    let fact = Fact::Attribute {
        resource: id.clone(),
        attribute: "availability_zones",
        value: zones.join(", "),
    };
    let here: Vec<_> = nodes
        .iter()
        .filter(|it| it.zone.as_deref() == at.zone)
        .collect();
    let ids = |it: &[&Interface]| it.iter().map(|it| it.id.clone()).collect();
    if !here.is_empty() {
        let here: Vec<&Interface> = here.into_iter().copied().collect();
        Judgement::Settles(ids(&here), fact)
    } else if at.shared.iter().any(|zone| zones.contains(zone)) {
        Judgement::Settles(ids(&nodes), fact)
    } else {
        Judgement::Stops(Code::ResourceNoCommonAz, fact)
    }
}
