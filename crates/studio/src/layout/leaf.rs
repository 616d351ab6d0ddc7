//! What stands in subnets: instances, interfaces, nodes of load balancers, NAT gateways.

use crate::layout::block::{Block, LEAF_WIDTH_PX, Skin};
use crate::layout::census::{self, Counts, Occupant};
use crate::layout::name::{endpoint_name, name_of, service_label, with_port};
use crate::layout::subnet::{Leaf, Rank};
use crate::scene::{BoxKind, MarkKind, Place, Scene, word};
use crate::thing::short;
use net::id::SubnetId;
use net::lang::Lang;
use net::network::Interface;
use net::topology::{EndpointState, Topology, VpcEndpoint};
use net::{Network, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Leaves by the subnet they stand in, and who is found where.
#[derive(Debug, Default)]
pub(crate) struct Leaves {
    pub(crate) by_subnet: BTreeMap<ResourceId, Vec<Leaf>>,
    /// In a large network: how many stand in each subnet, drawn when someone comes near.
    pub(crate) closed: Option<BTreeMap<SubnetId, Counts>>,
    /// Leaves whose subnet the topology does not say.
    pub(crate) unplaced: Vec<Block>,
    /// Resources that are found at another's box.
    pub(crate) places: BTreeMap<ResourceId, Place>,
    /// Endpoint services that stand at a load balancer.
    pub(crate) fronted: BTreeSet<ResourceId>,
}

impl Leaves {
    /// Leaves that were drawn before stand in the same order, and those that are new behind them.
    pub(crate) fn stand_as_in(&mut self, before: &Scene) {
        for leaf in self.by_subnet.values_mut().flatten() {
            let at = leaf.block.shown().and_then(|id| before.index.get(id));
            leaf.order = match at {
                Some(at) => format!("0 {at:08}"),
                None => format!("1 {}", leaf.order),
            };
        }
    }
}

/// The leaves of a census, those in subnets that are asked for.
pub(crate) fn leaves(
    network: &Network,
    census: &[census::Place<'_>],
    is_asked: &dyn Fn(&SubnetId) -> bool,
    lang: Lang,
) -> Leaves {
    let topology = network.topology();
    let asked: Vec<&census::Place<'_>> = census
        .iter()
        .filter(|(subnet, _)| subnet.is_none_or(is_asked))
        .collect();
    let mut gathering = Gathering {
        network,
        lang,
        leaves: Leaves::default(),
        seen: BTreeSet::new(),
        stands: BTreeMap::new(),
        to_own_services: to_own_services(topology),
        target_states: target_states(topology),
        target_ports: target_ports(topology),
    };
    for (subnet, occupant) in asked {
        gathering.add(*subnet, occupant);
    }
    gathering.add_services();
    gathering.leaves
}

struct Gathering<'a> {
    network: &'a Network,
    lang: Lang,
    leaves: Leaves,
    seen: BTreeSet<ResourceId>,
    /// The subnet of a box in one, and its number there.
    stands: BTreeMap<ResourceId, (ResourceId, usize)>,
    to_own_services: BTreeSet<&'a ResourceId>,
    target_states: BTreeMap<&'a str, &'a str>,
    target_ports: BTreeMap<&'a str, BTreeSet<u16>>,
}

impl Gathering<'_> {
    fn add(&mut self, subnet: Option<&SubnetId>, occupant: &Occupant<'_>) {
        let address = |interface: Option<&Interface>| {
            interface
                .and_then(Interface::primary_address)
                .map(|it| it.to_string())
                .unwrap_or_default()
        };
        let rank = occupant.rank();
        match *occupant {
            Occupant::Instance(owner, interface) => {
                let block = self.instance(owner, &address(interface));
                self.put(subnet, rank, block);
                if let Some(interface) = interface {
                    self.found_at(interface.id.as_resource(), owner);
                }
            }
            Occupant::Nat(owner, interface) => {
                let block = self.nat(owner, &address(interface));
                self.put(subnet, rank, block);
                if let Some(interface) = interface {
                    self.found_at(interface.id.as_resource(), owner);
                }
            }
            Occupant::Interface(interface) => {
                let block = self.interface(interface, address(Some(interface)));
                self.put(subnet, rank, block);
            }
            Occupant::Endpoint(owner, interface) => {
                let id = interface.id.as_resource();
                let block = self.endpoint_interface(owner, id, &address(Some(interface)));
                self.put(subnet, rank, block);
                self.found_at(owner, id);
            }
            Occupant::Resolver(owner, interface) => {
                let id = interface.id.as_resource();
                let skin = self.resolver_endpoint(owner, id, &address(Some(interface)));
                self.put(subnet, rank, skin.leaf());
                self.found_at(owner, id);
            }
            Occupant::Balancer(owner, interface) => {
                let node = match subnet {
                    Some(subnet) if self.seen.contains(owner) => format!("{owner}@{subnet}").into(),
                    Some(_) | None => owner.clone(),
                };
                let block = self.balancer_skin(owner, &node, &address(interface)).leaf();
                self.put(subnet, rank, block);
                if let Some(interface) = interface {
                    self.found_at(interface.id.as_resource(), &node);
                }
            }
        }
    }

    /// An instance's further interface, or one a service made: called by its name, else by what
    /// the service wrote on it.
    fn interface(&self, interface: &Interface, address: String) -> Block {
        let id = interface.id.as_resource();
        let listed = self.network.topology().network_interface.get(&interface.id);
        let name = listed.map_or_else(
            || short(id.as_str()).to_owned(),
            |listed| match listed.description.as_deref().filter(|it| !it.is_empty()) {
                Some(description) if !listed.tags.contains_key("Name") => description.to_owned(),
                Some(_) | None => name_of(&listed.tags, id.as_str()),
            },
        );
        Skin::new(id, BoxKind::Interface, "network_interface")
            .named(name)
            .detailed(address)
            .coded("ENI")
            .leaf()
    }

    /// Endpoint services stand under the first node of the load balancer they are.
    fn add_services(&mut self) {
        let topology = self.network.topology();
        for (id, service) in &topology.vpc_endpoint_service {
            let node = service
                .network_load_balancer_arns
                .iter()
                .chain(&service.gateway_load_balancer_arns)
                .find(|lb| self.seen.contains(lb.as_resource()));
            let Some(node) = node else { continue };
            let pill = Skin::new(
                id.as_resource(),
                BoxKind::EndpointService,
                "vpc_endpoint_service",
            )
            .named(service_label(id.as_str(), service.service_name.as_deref()))
            .sized(LEAF_WIDTH_PX, 20.0);
            let at = self
                .stands
                .get(node.as_resource())
                .and_then(|(subnet, number)| {
                    self.leaves.by_subnet.get_mut(subnet)?.get_mut(*number)
                });
            if let Some(leaf) = at {
                let leaf_block = std::mem::replace(&mut leaf.block, Block::invisible());
                let below = leaf_block.height_px + 6.0;
                leaf.block.put(0.0, 0.0, leaf_block);
                leaf.block.put(0.0, below, pill);
                leaf.block.grow(0.0);
                self.leaves.fronted.insert(id.clone().into());
            }
        }
    }

    fn instance(&self, id: &ResourceId, address: &str) -> Block {
        let topology = self.network.topology();
        let instance = topology.instance.get(id.as_str());
        let name = instance.map_or_else(
            || short(id.as_str()).to_owned(),
            |instance| name_of(&instance.tags, id.as_str()),
        );
        let states = [id.as_str(), address].map(|key| self.target_states.get(key));
        let port = [id.as_str(), address]
            .iter()
            .find_map(|key| single(self.target_ports.get(key)));
        let mut skin = Skin::new(id, BoxKind::Instance, "instance")
            .named(name)
            .detailed(with_port(address, port))
            .coded("EC2");
        let state = instance.and_then(|instance| instance.instance_state.as_deref());
        if let Some(state) = state.filter(|state| !state.eq_ignore_ascii_case("running")) {
            skin = skin.marked(MarkKind::Broken, state);
        } else if let Some(health) = states.into_iter().flatten().next() {
            skin = skin.marked(MarkKind::Broken, *health);
        }
        skin.leaf()
    }

    fn endpoint_interface(&self, owner: &ResourceId, id: &ResourceId, address: &str) -> Block {
        let topology = self.network.topology();
        let endpoint = topology.vpc_endpoint.get(owner.as_str());
        let mut skin = Skin::new(id, BoxKind::EndpointInterface, "network_interface")
            .named(endpoint.map_or_else(
                || short(id.as_str()).to_owned(),
                |endpoint| endpoint_name(endpoint, owner.as_str()),
            ))
            .detailed(address)
            .coded("ENI");
        if let Some(endpoint) = endpoint {
            skin = with_endpoint_marks(skin, endpoint, self.lang);
        }
        skin.leaf()
    }

    fn resolver_endpoint(&self, owner: &ResourceId, id: &ResourceId, address: &str) -> Skin {
        let topology = self.network.topology();
        let endpoint = topology.route53_resolver_endpoint.get(owner);
        let name = endpoint.map_or_else(
            || short(owner.as_str()).to_owned(),
            |it| name_of(&it.tags, owner.as_str()),
        );
        let direction = endpoint.and_then(|it| it.direction.as_deref());
        let code = match direction.map(str::to_ascii_uppercase).as_deref() {
            Some("INBOUND") => "IN",
            Some("OUTBOUND") => "OUT",
            _ => "R53",
        };
        Skin::new(id, BoxKind::ResolverEndpoint, "network_interface")
            .named(name)
            .detailed(address)
            .coded(code)
    }

    fn nat(&self, id: &ResourceId, address: &str) -> Block {
        let gateway = self.network.topology().nat_gateway.get(id.as_str());
        let mut skin = Skin::new(id, BoxKind::Nat, "nat_gateway")
            .named(gateway.map_or_else(
                || short(id.as_str()).to_owned(),
                |gateway| name_of(&gateway.tags, id.as_str()),
            ))
            .detailed(address)
            .coded("NAT");
        let state = gateway.and_then(|gateway| gateway.state.as_deref());
        if let Some(state) = state.filter(|state| !state.eq_ignore_ascii_case("available")) {
            skin = skin.marked(MarkKind::Broken, state);
        }
        skin.leaf()
    }

    fn balancer_skin(&self, id: &ResourceId, node: &ResourceId, address: &str) -> Skin {
        let topology = self.network.topology();
        let lb = topology.lb.get(id.as_str());
        let code = match lb.and_then(|lb| lb.load_balancer_type.as_deref()) {
            Some("application") => "ALB",
            Some("gateway") => "GLB",
            _ => "NLB",
        };
        let name = lb.and_then(|lb| lb.name.clone()).unwrap_or_else(|| {
            lb.map_or_else(
                || short(id.as_str()).to_owned(),
                |lb| name_of(&lb.tags, id.as_str()),
            )
        });
        let ports: BTreeSet<u16> = topology
            .lb_listener
            .values()
            .filter(|it| {
                it.load_balancer_arn
                    .as_ref()
                    .is_some_and(|lb| lb.as_resource() == id)
            })
            .filter_map(|listener| listener.port)
            .collect();
        let mut skin = Skin::new(node, BoxKind::Balancer, "lb")
            .named(name)
            .detailed(with_port(address, single(Some(&ports))))
            .coded(code);
        skin.resource = id.clone();
        let state = lb.and_then(|lb| lb.state.as_deref());
        if let Some(state) = state.filter(|state| !state.eq_ignore_ascii_case("active")) {
            skin = skin.marked(MarkKind::Broken, state);
        }
        skin
    }

    fn put(&mut self, subnet: Option<&SubnetId>, rank: Rank, block: Block) {
        let Some(skin) = &block.skin else { return };
        self.seen.insert(skin.id.clone());
        // Endpoints to services in the topology come first: they face them.
        let is_later = !self.to_own_services.contains(&skin.id);
        let order = format!("{} {} {}", u8::from(is_later), skin.name, skin.id);
        let id = skin.id.clone();
        let known = subnet.filter(|it| self.network.topology().subnet.contains_key(*it));
        if let Some(subnet) = known.map(SubnetId::as_resource) {
            let leaves = self.leaves.by_subnet.entry(subnet.clone()).or_default();
            self.stands.insert(id, (subnet.clone(), leaves.len()));
            leaves.push(Leaf { rank, order, block });
        } else {
            self.leaves.unplaced.push(block);
        }
    }

    fn found_at(&mut self, id: &ResourceId, at: &ResourceId) {
        let places = &mut self.leaves.places;
        match places.get_mut(id) {
            None => {
                places.insert(id.clone(), Place::Box(at.clone()));
            }
            Some(Place::Boxes(boxes)) => boxes.push(at.clone()),
            Some(Place::Box(first) | Place::Border(first)) => {
                let both = vec![first.clone(), at.clone()];
                places.insert(id.clone(), Place::Boxes(both));
            }
        }
    }
}

/// What must be seen of an endpoint: that it does not work, or that it answers for names.
pub(crate) fn with_endpoint_marks(skin: Skin, endpoint: &VpcEndpoint, lang: Lang) -> Skin {
    let words = endpoint.state.as_deref().unwrap_or_default();
    match endpoint.lifecycle() {
        EndpointState::Available | EndpointState::Other => {
            if endpoint.private_dns_enabled == Some(true) {
                skin.marked(MarkKind::PrivateDns, word::PRIVATE_DNS.in_lang(lang))
            } else {
                skin
            }
        }
        EndpointState::PendingAcceptance => {
            skin.marked(MarkKind::Waiting, word::NOT_ACCEPTED.in_lang(lang))
        }
        EndpointState::Pending | EndpointState::Partial => skin.marked(MarkKind::Waiting, words),
        EndpointState::Rejected
        | EndpointState::Expired
        | EndpointState::Failed
        | EndpointState::Deleting => skin.marked(MarkKind::Broken, words),
    }
}

/// Interfaces of endpoints that lead to an endpoint service.
fn to_own_services(topology: &Topology) -> BTreeSet<&ResourceId> {
    topology
        .vpc_endpoint
        .values()
        .filter(|endpoint| endpoint.short_service_name().starts_with("vpce-svc-"))
        .flat_map(|endpoint| &endpoint.network_interface_ids)
        .map(net::id::NetworkInterfaceId::as_resource)
        .collect()
}

/// Unhealthy targets by instance id or address.
fn target_states(topology: &Topology) -> BTreeMap<&str, &str> {
    topology
        .lb_target_group_attachment
        .values()
        .filter_map(|target| Some((target.target_id.as_deref()?, target.state.as_deref()?)))
        .filter(|(_, state)| !state.eq_ignore_ascii_case("healthy"))
        .collect()
}

fn target_ports(topology: &Topology) -> BTreeMap<&str, BTreeSet<u16>> {
    let mut ports: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
    for target in topology.lb_target_group_attachment.values() {
        let group = target.target_group_arn.as_ref();
        let of_group = group.and_then(|group| topology.lb_target_group.get(group)?.port);
        if let (Some(id), Some(port)) = (target.target_id.as_deref(), target.port.or(of_group)) {
            ports.entry(id).or_default().insert(port);
        }
    }
    ports
}

fn single(ports: Option<&BTreeSet<u16>>) -> Option<u16> {
    ports
        .filter(|ports| ports.len() == 1)
        .and_then(|ports| ports.first().copied())
}
