//! What VPC Block Public Access may leave out.

use super::edit::Edit;
use crate::id::{ResourceId, SubnetId};
use crate::network::Network;
use crate::topology::{ExclusionMode, PublicAccessMode};
use crate::trace::Trace;
use crate::walk::vantage::{Vantage, vantage};
use serde_json::json;

/// Exclusions of one subnet the packet leaves or enters, for no more than its direction.
pub(super) fn exclude(network: &Network, trace: &Trace, options: &ResourceId) -> Vec<Edit> {
    let topology = network.topology();
    let Some(options) = topology.vpc_block_public_access_options.get(options) else {
        return Vec::new();
    };
    let own = match vantage(network, &trace.query) {
        Some(Vantage::Host(host)) => Some(host.subnet),
        Some(Vantage::Internet | Vantage::Site(_)) | None => None,
    };
    // AWS: an egress-only exclusion applies only where both directions are blocked.
    let outward = own.is_some() && options.mode() == PublicAccessMode::BlockBidirectional;
    let mode = if outward {
        ExclusionMode::AllowEgress
    } else {
        ExclusionMode::AllowBidirectional
    };
    let mut subnets: Vec<&SubnetId> = own.into_iter().collect();
    for step in &trace.forward {
        let passed = network.interfaces_of(&step.resource).map(|it| &it.subnet);
        let reached = network.interface_at_public(step.packet.destination);
        for subnet in passed.chain(reached.map(|it| &it.subnet)) {
            if !subnets.contains(&subnet) {
                subnets.push(subnet);
            }
        }
    }
    subnets
        .into_iter()
        .map(|subnet| {
            let id = format!("{subnet}.exclusion");
            let exclusion = json!({
                "subnet_id": subnet,
                "internet_gateway_exclusion_mode": mode.as_str(),
            });
            let mode = mode.as_str();
            Edit::making(
                &["vpc_block_public_access_exclusion"],
                json!({ "vpc_block_public_access_exclusion": { id: exclusion } }),
                format!("exclude {subnet} from Block Public Access: {mode}"),
                format!("{subnet} をブロックパブリックアクセスの除外対象にする: {mode}"),
            )
        })
        .collect()
}
