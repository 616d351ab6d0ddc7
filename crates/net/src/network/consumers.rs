//! Which networks have an endpoint on a service of which other network (R3.11).

use super::Network;
use crate::id::VpcId;
use std::collections::{BTreeMap, BTreeSet};

/// By the VPC a service's load balancers stand in: those of the endpoints on it.
pub(super) fn all(network: &Network) -> BTreeMap<VpcId, BTreeSet<VpcId>> {
    let topology = network.topology();
    let mut found: BTreeMap<VpcId, BTreeSet<VpcId>> = BTreeMap::new();
    for (_, endpoint) in network.interface_endpoints() {
        let service = endpoint.service_name.as_deref();
        let service = service.and_then(|name| topology.service_named(name));
        let (Some((_, service)), Some(consumer)) = (service, &endpoint.vpc_id) else {
            continue;
        };
        let balancers = &service.network_load_balancer_arns;
        let nodes = balancers
            .iter()
            .flat_map(|id| network.interfaces_of(id.as_resource()));
        for provider in nodes.filter_map(|node| node.vpc.as_ref()) {
            let consumers = found.entry(provider.clone()).or_default();
            consumers.insert(consumer.clone());
        }
    }
    found
}
