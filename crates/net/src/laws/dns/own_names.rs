//! The names that endpoints and load balancers have of their own, and what they answer.

use super::{MADE_UP_TTL_SECS, RecordType, Reply};
use crate::id::{LbId, VpcEndpointId};
use crate::laws::balancer::Choosing;
use crate::laws::balancer::health::seen;
use crate::network::{Interface, Network, Owner, tell_apart};
use crate::topology::is_unknown;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The addresses of an endpoint's interfaces, those of one zone where it is given.
pub(super) fn endpoint_addresses(
    network: &Network,
    id: &VpcEndpointId,
    zone_name: Option<&str>,
) -> Vec<IpAddr> {
    let endpoint = network.topology().vpc_endpoint.get(id);
    network
        .interfaces_of(id.as_resource())
        .filter(|interface| {
            zone_name.is_none_or(|zone| {
                let subnet = network.topology().subnet.get(&interface.subnet);
                subnet.and_then(|it| it.availability_zone.as_deref()) == Some(zone)
            })
        })
        .flat_map(|interface| interface.addresses.iter().copied())
        .filter(|address| endpoint.is_none_or(|it| it.publishes(*address)))
        .collect()
}

/// Whether an endpoint has interfaces, and none of them an address that is known.
pub(super) fn has_unknown_addresses(network: &Network, id: &VpcEndpointId) -> bool {
    let endpoint = network.topology().vpc_endpoint.get(id);
    let stands = endpoint.is_some_and(|it| {
        !it.subnet_ids.is_empty()
            || !it.network_interface_ids.is_empty()
            || is_unknown(&it.more, &["subnet_ids", "subnet_configuration"])
    });
    let mut addresses = network
        .interfaces_of(id.as_resource())
        .flat_map(|it| &it.addresses);
    stands && addresses.next().is_none()
}

/// The reply for one of an endpoint's own names (R4.11, R4.12): regional, or of one zone.
pub(super) fn endpoint_name(
    network: &Network,
    name: &str,
    record_type: RecordType,
) -> Option<(VpcEndpointId, Reply)> {
    let (id, zone) = network.endpoint_named(name)?;
    let mut addresses = endpoint_addresses(network, id, zone);
    if zone.is_none() {
        // R3.16: the regional name leaves out interfaces whose zone has no healthy target, as
        // long as another zone has one.
        let healthy: Vec<IpAddr> = network
            .interfaces_of(id.as_resource())
            .filter(|interface| zone_is_healthy(network, id, interface.zone.as_deref()))
            .flat_map(|interface| interface.addresses.iter().copied())
            .filter(|address| addresses.contains(address))
            .collect();
        if !healthy.is_empty() {
            addresses = healthy;
        }
    }
    let reply = Reply::addresses(name, record_type, addresses, MADE_UP_TTL_SECS);
    Some((id.clone(), reply))
}

/// Whether the load balancers behind an endpoint have a healthy target for a zone. An AWS service
/// always has.
fn zone_is_healthy(network: &Network, id: &VpcEndpointId, zone: Option<&str>) -> bool {
    let topology = network.topology();
    let service = topology
        .vpc_endpoint
        .get(id)
        .and_then(|endpoint| topology.service_named(endpoint.service_name.as_deref()?));
    let Some((_, service)) = service else {
        return true;
    };
    let balancers = service.network_load_balancer_arns.iter();
    let nodes = balancers.flat_map(|lb| network.interfaces_of(lb.as_resource()));
    let mut nodes = nodes.filter(|node| {
        let its = node.zone.as_deref();
        its == zone || !tell_apart(its, zone)
    });
    nodes.any(|node| node_is_healthy(network, node))
}

// AWS: where target groups have no healthy target in a zone, the zone's address is taken out of
// DNS; where that would be all of them, it stays. So every group with targets needs a healthy one.
/// Whether a load balancer's node has healthy targets in its reach, in each of its groups.
fn node_is_healthy(network: &Network, node: &Interface) -> bool {
    let topology = network.topology();
    let Owner::LoadBalancer(id) = &node.owner else {
        return false;
    };
    let Some((id, balancer)) = topology.lb.get_key_value(id.as_str()) else {
        return false;
    };
    let groups = topology.forwards().filter(|(it, _)| *it == id);
    let groups: BTreeSet<_> = groups.map(|(_, group)| group).collect();
    let of_groups = groups.into_iter().filter_map(|group| {
        let seen = seen(&Choosing {
            network,
            balancer,
            node,
            group,
        });
        let healthy = seen
            .iter()
            .any(|it| it.in_reach != Some(false) && it.is_healthy());
        (!seen.is_empty()).then_some(healthy)
    });
    let of_groups: Vec<bool> = of_groups.collect();
    !of_groups.is_empty() && of_groups.into_iter().all(|it| it)
}

/// The reply for a load balancer's name: the addresses of its healthy nodes, of all where none is.
pub(super) fn balancer_name(
    network: &Network,
    name: &str,
    record_type: RecordType,
) -> Option<(LbId, Reply)> {
    let (id, balancer) =
        network.topology().lb.iter().find(|(_, it)| {
            it.dns_name.as_deref().map(super::canonical).as_deref() == Some(name)
        })?;
    let public = balancer.internal == Some(false);
    let nodes: Vec<&Interface> = network.interfaces_of(id.as_resource()).collect();
    let (healthy, others): (Vec<_>, Vec<_>) = nodes
        .into_iter()
        .partition(|node| node_is_healthy(network, node));
    let nodes = if healthy.is_empty() { others } else { healthy };
    let addresses = nodes.into_iter().flat_map(|node| {
        let four = if public {
            node.public_address
        } else {
            node.addresses.iter().find(|it| it.is_ipv4()).copied()
        };
        let six = node.addresses.iter().find(|it| it.is_ipv6()).copied();
        four.into_iter().chain(six)
    });
    let reply = Reply::addresses(name, record_type, addresses, MADE_UP_TTL_SECS);
    Some((id.clone(), reply))
}
