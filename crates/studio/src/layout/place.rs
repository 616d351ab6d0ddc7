//! Where resources without a box of their own are found.

use crate::layout::vpc::resolver_id;
use crate::scene::{BoxKind, PUBLIC_RESOLVER, Place, SceneBox};
use net::topology::EndpointType;
use net::{Network, ResourceId};
use std::collections::BTreeMap;

/// Everything that is found at another's box.
pub(crate) fn places(
    network: &Network,
    of_leaves: BTreeMap<ResourceId, Place>,
    boxes: &[SceneBox],
    index: &BTreeMap<ResourceId, usize>,
    is_large: bool,
) -> BTreeMap<ResourceId, Place> {
    let topology = network.topology();
    let mut places = of_leaves;
    let mut put = |id: &ResourceId, place: Place| {
        places.entry(id.clone()).or_insert(place);
    };

    let mut guarded: BTreeMap<ResourceId, Vec<ResourceId>> = BTreeMap::new();
    let mut routed: BTreeMap<ResourceId, Vec<ResourceId>> = BTreeMap::new();
    for (id, place) in network.subnets() {
        let subnet = id.as_resource();
        guarded
            .entry(place.network_acl.clone().into())
            .or_default()
            .push(subnet.clone());
        routed
            .entry(place.route_table.clone().into())
            .or_default()
            .push(subnet.clone());
    }
    for (acl, mut subnets) in guarded {
        if let [only] = subnets.as_mut_slice() {
            put(&acl, Place::Border(only.clone()));
        } else {
            put(&acl, Place::Boxes(subnets));
        }
    }
    for (gateway, table) in network.gateway_tables() {
        let users = routed.entry(table.clone().into()).or_default();
        users.push(gateway.clone());
    }
    for (table, subnets) in routed {
        put(&table, Place::Boxes(subnets));
    }
    let mut grouped: BTreeMap<ResourceId, Vec<ResourceId>> = BTreeMap::new();
    // In a large network what a group guards is mostly not drawn.
    let guarded = if is_large {
        &[][..]
    } else {
        network.interfaces()
    };
    for interface in guarded {
        for group in &interface.security_groups {
            let known = interface.known_as();
            grouped
                .entry(group.clone().into())
                .or_default()
                .push(known.clone());
        }
    }
    for (group, leaves) in grouped {
        put(&group, Place::Boxes(leaves));
    }
    for (id, listener) in &topology.lb_listener {
        if let Some(lb) = &listener.load_balancer_arn {
            put(id.as_resource(), Place::Box(lb.clone().into()));
        }
    }
    for (id, rule) in &topology.lb_listener_rule {
        let listener = rule.listener_arn.as_ref();
        let listener = listener.and_then(|id| topology.lb_listener.get(id));
        if let Some(lb) = listener.and_then(|it| it.load_balancer_arn.clone()) {
            put(id, Place::Box(lb.into()));
        }
    }
    for (lb, group) in topology.forwards() {
        put(group.as_resource(), Place::Box(lb.clone().into()));
    }
    // R4.3: a VPC's resolver has an address, which answers inside that VPC only.
    for scene_box in boxes.iter().filter(|it| it.kind == BoxKind::Resolver) {
        if !scene_box.detail.is_empty() {
            put(
                &scene_box.detail.as_str().into(),
                Place::Box(scene_box.id.clone()),
            );
        }
    }
    for (id, zone) in &topology.route53_zone {
        let resolvers: Vec<ResourceId> = zone
            .vpc
            .iter()
            .filter_map(|it| it.vpc_id.as_ref())
            .map(resolver_id)
            .collect();
        if resolvers.is_empty() {
            put(id.as_resource(), Place::Box(PUBLIC_RESOLVER.into()));
        } else {
            put(id.as_resource(), Place::Boxes(resolvers));
        }
    }
    for (id, endpoint) in &topology.vpc_endpoint {
        if endpoint.kind() == EndpointType::Gateway
            && let Some(list) = &endpoint.prefix_list_id
        {
            put(list.as_resource(), Place::Box(id.clone().into()));
        }
    }
    for (id, service) in &topology.aws_service {
        if let Some(name) = &service.service_name {
            put(id, Place::Box(name.as_str().into()));
        }
    }
    for (id, attachment) in &topology.transit_gateway_vpc_attachment {
        if let Some(gateway) = &attachment.transit_gateway_id {
            put(id, Place::Box(gateway.clone()));
        }
    }
    for (id, peering) in &topology.transit_gateway_peering_attachment {
        let ends = [
            &peering.transit_gateway_id,
            &peering.peer_transit_gateway_id,
        ];
        put(
            id,
            Place::Boxes(ends.into_iter().flatten().cloned().collect()),
        );
    }
    for (id, table) in &topology.transit_gateway_route_table {
        if let Some(gateway) = &table.transit_gateway_id {
            put(id, Place::Box(gateway.clone()));
        }
    }
    for (id, elastic) in &topology.eip {
        let holder = elastic
            .instance
            .as_ref()
            .map(net::id::InstanceId::as_resource)
            .or_else(|| {
                elastic
                    .network_interface
                    .as_ref()
                    .map(net::id::NetworkInterfaceId::as_resource)
            });
        if let Some(holder) = holder {
            put(id, Place::Box(holder.clone()));
        }
    }
    fold(&mut places, network, boxes, index);
    places
}

/// What a folded container hides is found at that container.
fn fold(
    places: &mut BTreeMap<ResourceId, Place>,
    network: &Network,
    boxes: &[SceneBox],
    index: &BTreeMap<ResourceId, usize>,
) {
    if !boxes
        .iter()
        .any(|scene_box| scene_box.kind == BoxKind::Folded)
    {
        return;
    }
    for interface in network.interfaces() {
        let known = interface.known_as();
        if index.contains_key(known) {
            continue;
        }
        let subnet = interface.subnet.as_resource();
        let vpc = interface.vpc.as_ref().map(net::id::VpcId::as_resource);
        let around = Some(subnet)
            .into_iter()
            .chain(vpc)
            .find(|id| index.contains_key(*id));
        if let Some(around) = around {
            let hidden = ResourceId::from(format!("{around}.folded"));
            let place = Place::Box(if index.contains_key(&hidden) {
                hidden
            } else {
                around.clone()
            });
            for id in [known, interface.id.as_resource()]
                .into_iter()
                .chain(interface.owner.resource())
            {
                places.insert(id.clone(), place.clone());
            }
        }
    }
}
