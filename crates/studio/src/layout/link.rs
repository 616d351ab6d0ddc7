//! What leads to what: the wires of a network before they have a way.

use crate::layout::join;
use crate::layout::leaf::Leaves;
use crate::scene::{EdgeKind, INTERNET, SERVICES};
use net::id::VpcId;
use net::network::Owner;
use net::topology::{EndpointType, Topology};
use net::trace::{Kind, Trace};
use net::{Network, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Wires, and what follows from them for the places of boxes.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// In painting order.
    pub(crate) wires: Vec<Wire>,
    /// VPC of a consumer, VPC of its provider.
    pub(crate) provided: BTreeSet<(ResourceId, ResourceId)>,
    /// Services that something leads to.
    pub(crate) services: BTreeSet<ResourceId>,
    /// Whether they are bundles between VPCs that stand in shelves.
    pub(crate) is_large: bool,
}

/// A wire between two boxes, by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wire {
    pub(crate) kind: EdgeKind,
    pub(crate) from: ResourceId,
    pub(crate) to: ResourceId,
}

/// All wires of a network, and the services a trace leads to.
pub(crate) fn links(network: &Network, leaves: &Leaves, trace: Option<&Trace>) -> Links {
    let topology = network.topology();
    let mut links = Links::default();
    let nodes = nodes(leaves);
    endpoints(network, &nodes, &mut links);
    targets(network, &nodes, None, &mut links);
    exits(network, &mut links);
    join::wires(network, &mut links);
    for id in topology.vpc_endpoint_service.keys() {
        links.services.insert(id.clone().into());
    }
    links.services.extend(asked_services(trace));
    links.wires.sort();
    links.wires.dedup();
    links
}

/// Services a trace leads to.
fn asked_services(trace: Option<&Trace>) -> impl Iterator<Item = ResourceId> {
    trace
        .into_iter()
        .flat_map(|trace| trace.forward.iter().chain(&trace.back))
        .filter(|step| step.kind == Kind::AwsService)
        .map(|step| step.resource.clone())
}

/// The wires of a large network, from VPC to VPC; as often as there are endpoints behind one.
pub(crate) fn bundles(network: &Network, trace: Option<&Trace>) -> Links {
    let topology = network.topology();
    let mut links = Links {
        is_large: true,
        ..Links::default()
    };
    let own: BTreeMap<&str, ResourceId> = topology
        .vpc_endpoint_service
        .values()
        .filter_map(|service| {
            let fronts = service.network_load_balancer_arns.iter();
            let lb = fronts.chain(&service.gateway_load_balancer_arns).next()?;
            let lb = topology.lb.get(lb)?;
            let by_subnet = || topology.subnet.get(lb.subnets.first()?)?.vpc_id.clone();
            let vpc = lb.vpc_id.clone().or_else(by_subnet)?;
            Some((service.service_name.as_deref()?, vpc.into()))
        })
        .collect();
    for (id, endpoint) in &topology.vpc_endpoint {
        let (Some(name), Some(vpc)) = (endpoint.service_name.as_deref(), &endpoint.vpc_id) else {
            continue;
        };
        if endpoint.kind() == EndpointType::Gateway {
            links.add(EdgeKind::GatewayService, id.as_resource(), &SERVICES.into());
            links.services.insert(name.into());
        } else if let Some(provider) = own.get(name) {
            links.add(EdgeKind::PrivateLink, vpc.as_resource(), provider);
        } else {
            links.add(EdgeKind::PrivateLink, vpc.as_resource(), &SERVICES.into());
            links.services.insert(name.into());
        }
    }
    join::wires(network, &mut links);
    links.services.extend(asked_services(trace));
    links
}

/// The wires between leaves of one VPC.
pub(crate) fn within(network: &Network, leaves: &Leaves, vpc: &VpcId) -> Vec<Wire> {
    let mut links = Links::default();
    let nodes = nodes(leaves);
    targets(network, &nodes, Some(vpc), &mut links);
    let topology = network.topology();
    let own = |id: &ResourceId| {
        let subnet = topology.nat_gateway.get(id.as_str())?.subnet_id.as_ref()?;
        topology.subnet.get(subnet)?.vpc_id.as_ref()
    };
    let gateway = topology
        .internet_gateway
        .iter()
        .find(|(_, it)| it.vpc_id.as_ref() == Some(vpc));
    if let Some((exit, _)) = gateway {
        let gateways = topology.nat_gateway.keys().map(|id| id.as_resource());
        for id in gateways.filter(|id| own(id) == Some(vpc)) {
            links.add(EdgeKind::NatExit, id, exit.as_resource());
        }
    }
    links.wires.sort();
    links.wires.dedup();
    links.wires
}

/// A load balancer's nodes: the box's id and the subnet it stands in.
type Nodes<'a> = BTreeMap<&'a ResourceId, Vec<(&'a ResourceId, &'a ResourceId)>>;

fn nodes(leaves: &Leaves) -> Nodes<'_> {
    let mut nodes: Nodes<'_> = BTreeMap::new();
    for (subnet, inside) in &leaves.by_subnet {
        for skin in inside.iter().filter_map(|leaf| {
            leaf.block
                .skin
                .as_ref()
                .or_else(|| leaf.block.children.first()?.block.skin.as_ref())
        }) {
            if skin.data_kind == "lb" {
                nodes
                    .entry(&skin.resource)
                    .or_default()
                    .push((&skin.id, subnet));
            }
        }
    }
    nodes
}

impl Links {
    pub(crate) fn add(&mut self, kind: EdgeKind, from: &ResourceId, to: &ResourceId) {
        self.wires.push(Wire {
            kind,
            from: from.clone(),
            to: to.clone(),
        });
    }
}

fn zone_of<'a>(topology: &'a Topology, subnet: &str) -> Option<&'a str> {
    let subnet = topology.subnet.get(subnet)?;
    subnet
        .availability_zone_id
        .as_deref()
        .or(subnet.availability_zone.as_deref())
}

/// From each interface of an endpoint to its service, or to the load balancer in its own zone.
fn endpoints(network: &Network, nodes: &Nodes<'_>, links: &mut Links) {
    let topology = network.topology();
    for (id, endpoint) in &topology.vpc_endpoint {
        let of_lattice = endpoint.resource_configuration_arn.iter();
        for lattice in of_lattice.chain(&endpoint.service_network_arn) {
            for interface in network.interfaces_of(id.as_resource()) {
                links.add(EdgeKind::PrivateLink, interface.id.as_resource(), lattice);
            }
        }
        let Some(service_name) = endpoint.service_name.as_deref() else {
            continue;
        };
        if endpoint.kind() == EndpointType::Gateway {
            let service = ResourceId::from(service_name);
            links.add(EdgeKind::GatewayService, id.as_resource(), &service);
            links.services.insert(service);
            continue;
        }
        let own = topology.service_named(service_name);
        let service = own.map_or_else(|| service_name.into(), |(id, _)| id.as_resource().clone());
        let fronts: Vec<_> = own
            .into_iter()
            .flat_map(|(_, it)| {
                it.network_load_balancer_arns
                    .iter()
                    .chain(&it.gateway_load_balancer_arns)
            })
            .filter_map(|lb| nodes.get(lb.as_resource()))
            .flatten()
            .collect();
        links.services.insert(service.clone());
        for interface in network.interfaces_of(id.as_resource()) {
            let zone = zone_of(topology, interface.subnet.as_str());
            let front = fronts
                .iter()
                .find(|(_, subnet)| zone.is_some() && zone_of(topology, subnet.as_str()) == zone)
                .or_else(|| fronts.first());
            let Some((node, subnet)) = front else {
                links.add(EdgeKind::PrivateLink, interface.id.as_resource(), &service);
                continue;
            };
            links.add(EdgeKind::PrivateLink, interface.id.as_resource(), node);
            let provider = topology
                .subnet
                .get(subnet.as_str())
                .and_then(|it| it.vpc_id.clone());
            if let (Some(consumer), Some(provider)) = (endpoint.vpc_id.clone(), provider)
                && consumer != provider
            {
                links.provided.insert((consumer.into(), provider.into()));
            }
        }
    }
}

/// From a load balancer's node to the targets of its zone; to the rest from its first node.
fn targets(network: &Network, nodes: &Nodes<'_>, only: Option<&VpcId>, links: &mut Links) {
    let topology = network.topology();
    let mut groups: BTreeMap<&ResourceId, BTreeSet<&ResourceId>> = BTreeMap::new();
    for (lb, group) in topology.forwards() {
        let lbs = groups.entry(group.as_resource()).or_default();
        lbs.insert(lb.as_resource());
    }
    for target in topology.lb_target_group_attachment.values() {
        let (Some(group), Some(id)) = (&target.target_group_arn, &target.target_id) else {
            continue;
        };
        let vpc = topology
            .lb_target_group
            .get(group)
            .and_then(|it| it.vpc_id.clone());
        if only.is_some() && vpc.as_ref() != only {
            continue;
        }
        let by_address = || {
            let interface = network.interface_at(&vpc?, id.parse().ok()?)?;
            Some((interface.known_as().clone(), interface.subnet.clone()))
        };
        let by_id = || {
            let owner = ResourceId::from(id.as_str());
            let interface = network.interfaces_of(&owner).next()?;
            Some((owner.clone(), interface.subnet.clone()))
        };
        let Some((found, subnet)) = by_id().or_else(by_address) else {
            continue;
        };
        let zone = zone_of(topology, subnet.as_str());
        for lb in groups.get(group.as_resource()).into_iter().flatten() {
            let Some(nodes) = nodes.get(*lb) else {
                continue;
            };
            let node = nodes
                .iter()
                .find(|(_, subnet)| zone.is_some() && zone_of(topology, subnet.as_str()) == zone)
                .or_else(|| nodes.first());
            if let Some((node, _)) = node {
                links.add(EdgeKind::Target, node, &found);
            }
        }
    }
}

/// NAT gateways to their VPC's internet gateway, that to the internet, further interfaces.
fn exits(network: &Network, links: &mut Links) {
    let topology = network.topology();
    let mut gateway_of: BTreeMap<&ResourceId, &ResourceId> = BTreeMap::new();
    for (id, gateway) in &topology.internet_gateway {
        if let Some(vpc) = gateway
            .vpc_id
            .as_ref()
            .filter(|vpc| topology.vpc.contains_key(*vpc))
        {
            gateway_of.insert(vpc.as_resource(), id.as_resource());
            links.add(EdgeKind::InternetExit, id.as_resource(), &INTERNET.into());
        }
    }
    for (id, gateway) in &topology.egress_only_internet_gateway {
        if gateway
            .vpc_id
            .as_ref()
            .is_some_and(|vpc| topology.vpc.contains_key(vpc))
        {
            links.add(EdgeKind::InternetExit, id, &INTERNET.into());
        }
    }
    for (id, gateway) in &topology.nat_gateway {
        let vpc = gateway
            .subnet_id
            .as_ref()
            .and_then(|it| topology.subnet.get(it)?.vpc_id.as_ref());
        let is_public = gateway.connectivity_type.as_deref() != Some("private");
        if let Some(exit) = vpc.and_then(|vpc| gateway_of.get(vpc.as_resource()))
            && is_public
        {
            links.add(EdgeKind::NatExit, id.as_resource(), exit);
        }
    }
    for interface in network.interfaces() {
        if let Owner::Instance(owner) = &interface.owner
            && interface.known_as() == owner
            && topology.network_interface.contains_key(&interface.id)
        {
            links.add(EdgeKind::Attachment, owner, interface.id.as_resource());
        }
    }
}
