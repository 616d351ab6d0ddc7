//! Whose security groups the rules of a VPC may name (R1.24).
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security>

use super::Network;
use crate::id::{ResourceId, VpcId};
use crate::topology::TransitGatewayVpcAttachment;
use std::collections::BTreeMap;

/// By VPC: the others, and whether outbound rules may name their groups as well as inbound ones.
pub(super) fn all(network: &Network) -> BTreeMap<VpcId, BTreeMap<VpcId, bool>> {
    let topology = network.topology();
    let mut found: BTreeMap<VpcId, BTreeMap<VpcId, bool>> = BTreeMap::new();
    let mut attached: BTreeMap<&ResourceId, Vec<&VpcId>> = BTreeMap::new();
    for attachment in topology.transit_gateway_vpc_attachment.values() {
        if let (Some(gateway), Some(vpc)) = (&attachment.transit_gateway_id, &attachment.vpc_id)
            && names_groups(network, gateway, attachment)
        {
            attached.entry(gateway).or_default().push(vpc);
        }
    }
    for vpcs in attached.values() {
        for one in vpcs {
            let others = vpcs.iter().filter(|other| *other != one);
            let named = found.entry((*one).clone()).or_default();
            // AWS: "You can cross-reference security groups in inbound rules only."
            named.extend(others.map(|other| ((*other).clone(), false)));
        }
    }
    for peering in topology.vpc_peering_connection.values() {
        let (Some(one), Some(other)) = (&peering.vpc_id, &peering.peer_vpc_id) else {
            continue;
        };
        let status = peering.accept_status.as_deref();
        let active = status.is_none_or(|it| it.eq_ignore_ascii_case("active"));
        let region = network.region_of(one);
        let theirs = peering
            .peer_region
            .clone()
            .or_else(|| network.region_of(other));
        let apart = region.is_some() && theirs.is_some() && region != theirs;
        if active && !apart {
            for (one, other) in [(one, other), (other, one)] {
                let named = found.entry(one.clone()).or_default();
                named.insert(other.clone(), true);
            }
        }
    }
    found
}

/// AWS: "will only work if it has been enabled for both a transit gateway and its VPC
/// attachments". An attachment that says nothing takes what Terraform makes: enabled.
fn names_groups(
    network: &Network,
    gateway: &ResourceId,
    attachment: &TransitGatewayVpcAttachment,
) -> bool {
    let gateway = network.topology().transit_gateway.get(gateway);
    let enabled = |it: &str| it.eq_ignore_ascii_case("enable");
    gateway
        .and_then(|it| it.security_group_referencing_support.as_deref())
        .is_some_and(enabled)
        && attachment
            .security_group_referencing_support
            .as_deref()
            .is_none_or(enabled)
}
