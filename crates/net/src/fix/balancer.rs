//! Listeners, and targets of other zones. Which targets an empty group should have, nobody but its
//! owner knows: nothing is proposed for that.

use super::edit::Edit;
use super::options::set;
use crate::evidence::Packet;
use crate::id::{LbId, LbTargetGroupId, ResourceId};
use crate::network::Network;
use crate::query::Protocol;
use crate::topology::Lb;
use serde_json::json;

/// A listener for a packet's protocol and port, for each group it may forward to: those the load
/// balancer forwards to already, else those of its VPC that no load balancer does.
pub(super) fn listen(network: &Network, id: &ResourceId, packet: Packet) -> Vec<Edit> {
    let topology = network.topology();
    let Some((id, balancer)) = topology.lb.get_key_value(id.as_str()) else {
        return Vec::new();
    };
    let (Some(port), Some(protocol)) = (
        packet.destination_port,
        protocol_of(network, id, balancer, packet.protocol),
    ) else {
        return Vec::new();
    };
    let own = |group: &LbTargetGroupId| topology.forwards().any(|it| it == (id, group));
    let free = |group: &LbTargetGroupId| !topology.forwards().any(|(_, it)| it == group);
    let has_own = topology.forwards().any(|(it, _)| it == id);
    let groups = topology.lb_target_group.iter().filter(|(group, it)| {
        let same_protocol = balancer.is_application()
            || it
                .protocol
                .as_deref()
                .is_none_or(|it| carries(it, &protocol));
        let near = it.vpc_id.is_some() && it.vpc_id == balancer.vpc_id;
        same_protocol
            && if has_own {
                own(group)
            } else {
                near && free(group)
            }
    });
    groups
        .map(|(group, _)| {
            let listener = json!({
                "load_balancer_arn": id,
                "port": port,
                "protocol": protocol,
                "default_action": [{ "type": "forward", "target_group_arn": group }],
            });
            Edit::making(
                &["lb_listener"],
                json!({ "lb_listener": { format!("{id}.listener.{port}"): listener } }),
                format!(
                    "add a {protocol} listener on port {port} of {id} that forwards to {group}"
                ),
                format!("{id} のポート {port} に {protocol} リスナーを追加し、{group} に転送する"),
            )
        })
        .collect()
}

/// What a new listener speaks: a Network Load Balancer's the packet's protocol, an Application
/// Load Balancer's what its others speak.
fn protocol_of(network: &Network, id: &LbId, balancer: &Lb, protocol: Protocol) -> Option<String> {
    if !balancer.is_application() {
        let known = protocol == Protocol::TCP || protocol == Protocol::UDP;
        return known.then(|| protocol.to_string().to_ascii_uppercase());
    }
    let mut listeners = network.topology().lb_listener.values();
    let other = listeners.find(|it| it.load_balancer_arn.as_ref() == Some(id));
    other
        .filter(|_| protocol == Protocol::TCP)
        .and_then(|it| it.protocol.clone())
}

/// Whether a target group's protocol takes what a listener forwards.
fn carries(group: &str, listener: &str) -> bool {
    group.eq_ignore_ascii_case(listener) || group.eq_ignore_ascii_case("TCP_UDP")
}

/// Targets of other zones, turned on where it is turned off: at the group, which comes first, or at
/// the load balancer.
pub(super) fn cross_zones(network: &Network, id: &ResourceId, group: &ResourceId) -> Vec<Edit> {
    let groups = &network.topology().lb_target_group;
    let own = groups
        .get(group.as_str())
        .and_then(|it| it.load_balancing_cross_zone_enabled.as_deref());
    let (en, ja) = (
        "turn on cross-zone load balancing",
        "クロスゾーン負荷分散を有効にする",
    );
    if own == Some("false") {
        let attribute = "load_balancing_cross_zone_enabled";
        return set("lb_target_group", group, attribute, json!("true"), en, ja);
    }
    let attribute = "enable_cross_zone_load_balancing";
    set("lb", id, attribute, json!(true), en, ja)
}
