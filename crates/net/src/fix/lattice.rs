//! Ways into VPC Lattice.

use super::edit::Edit;
use crate::id::ResourceId;
use crate::network::Network;
use crate::query::{Protocol, Query};
use serde_json::json;

/// Associations of a VPC with the service networks there are.
pub(super) fn associate(network: &Network, vpc: &ResourceId) -> Vec<Edit> {
    let networks = network.topology().vpclattice_service_network.keys();
    networks
        .map(|id| {
            let association = json!({
                "service_network_identifier": id,
                "vpc_identifier": vpc,
            });
            Edit::making(
                &["vpclattice_service_network_vpc_association"],
                json!({ "vpclattice_service_network_vpc_association": { format!("{id}.{vpc}"): association } }),
                format!("associate {vpc} with the service network {id}"),
                format!("{vpc} をサービスネットワーク {id} に関連付ける"),
            )
        })
        .collect()
}

/// The port asked for, among those a resource configuration shares.
pub(super) fn share_port(network: &Network, query: &Query, id: &ResourceId) -> Option<Edit> {
    let shared = network
        .topology()
        .vpclattice_resource_configuration
        .get(id)?;
    let port = query.port.filter(|_| query.protocol == Protocol::TCP)?;
    let mut ranges = shared.port_ranges.clone();
    ranges.push(port.to_string());
    Some(Edit::new(
        "vpclattice_resource_configuration",
        id.as_str(),
        "port_ranges",
        json!(ranges),
        format!("share the port {port} of {id}"),
        format!("{id} のポート {port} を共有する"),
    ))
}
