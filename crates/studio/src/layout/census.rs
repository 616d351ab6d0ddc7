//! Who stands in which subnet, counted before anything is drawn.
//!
//! Knows no names, sizes or words: a network of a hundred thousand interfaces is counted whole,
//! and dressed where someone looks.

use crate::layout::subnet::Rank;
use net::id::{LbId, SubnetId, VpcId};
use net::network::{Interface, Owner};
use net::topology::Topology;
use net::{Network, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Something that has a box in a subnet.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Occupant<'a> {
    /// An instance, with its primary interface where it is known.
    Instance(&'a ResourceId, Option<&'a Interface>),
    /// An instance's further interface, or one of nobody.
    Interface(&'a Interface),
    /// An endpoint's interface.
    Endpoint(&'a ResourceId, &'a Interface),
    /// A Resolver endpoint's interface.
    Resolver(&'a ResourceId, &'a Interface),
    /// A node of a load balancer.
    Balancer(&'a ResourceId, Option<&'a Interface>),
    /// A NAT gateway.
    Nat(&'a ResourceId, Option<&'a Interface>),
}

/// An occupant and its subnet, where the topology says one.
pub(crate) type Place<'a> = (Option<&'a SubnetId>, Occupant<'a>);

/// How many of each rank.
pub(crate) type Counts = [usize; 3];

impl Occupant<'_> {
    pub(crate) const fn rank(&self) -> Rank {
        match self {
            Self::Balancer(..) => Rank::Balancer,
            Self::Instance(..) | Self::Interface(_) | Self::Nat(..) => Rank::Host,
            Self::Endpoint(..) | Self::Resolver(..) => Rank::Endpoint,
        }
    }
}

/// Everyone, in a stable order; only those of one VPC where it is given.
pub(crate) fn census<'a>(network: &'a Network, only: Option<&VpcId>) -> Vec<Place<'a>> {
    let topology = network.topology();
    let mut taking = Taking {
        network,
        topology,
        balancers: balancers_by_description(topology),
        nodes: BTreeSet::new(),
        found: Vec::with_capacity(if only.is_some() {
            64
        } else {
            network.interfaces().len()
        }),
    };
    let is_asked = |interface: &&Interface| only.is_none() || interface.vpc.as_ref() == only;
    for interface in network.interfaces().iter().filter(is_asked) {
        taking.interface(interface);
    }
    let stands_in = |subnet: Option<&SubnetId>| match only {
        None => true,
        Some(vpc) => subnet
            .and_then(|id| topology.subnet.get(id)?.vpc_id.as_ref())
            .is_some_and(|it| it == vpc),
    };
    taking.without_interface(&stands_in);
    taking.found
}

/// How many stand in each subnet.
pub(crate) fn counts<'a>(census: &[Place<'a>]) -> BTreeMap<&'a SubnetId, Counts> {
    let mut counts: BTreeMap<&SubnetId, Counts> = BTreeMap::new();
    for (subnet, occupant) in census {
        if let Some(subnet) = subnet {
            counts.entry(subnet).or_default()[occupant.rank() as usize] += 1;
        }
    }
    counts
}

struct Taking<'a> {
    network: &'a Network,
    topology: &'a Topology,
    balancers: BTreeMap<&'a str, &'a LbId>,
    /// Nodes that are counted already.
    nodes: BTreeSet<(&'a ResourceId, &'a SubnetId)>,
    found: Vec<Place<'a>>,
}

impl<'a> Taking<'a> {
    fn interface(&mut self, interface: &'a Interface) {
        let occupant = match &interface.owner {
            Owner::Instance(owner) if self.is_primary(owner, interface) => {
                Occupant::Instance(owner, Some(interface))
            }
            Owner::Instance(_) | Owner::ResourceGateway(_) => Occupant::Interface(interface),
            Owner::Endpoint(owner) => Occupant::Endpoint(owner, interface),
            Owner::Resolver(owner) => Occupant::Resolver(owner, interface),
            Owner::NatGateway(owner) => Occupant::Nat(owner, Some(interface)),
            Owner::LoadBalancer(owner) => {
                self.node(owner, &interface.subnet, Some(interface));
                return;
            }
            Owner::Nothing => {
                let Some(listed) = self.topology.network_interface.get(&interface.id) else {
                    return;
                };
                let described = listed.description.as_deref();
                let tail = described.and_then(|it| it.strip_prefix("ELB "));
                let by_name = |tail: &str| self.balancers.get(tail.split('/').nth(1)?);
                let balancer = |tail| self.balancers.get(tail).or_else(|| by_name(tail));
                if let Some(balancer) = tail.and_then(balancer) {
                    self.node(balancer.as_resource(), &interface.subnet, Some(interface));
                    return;
                }
                Occupant::Interface(interface)
            }
        };
        self.found.push((Some(&interface.subnet), occupant));
    }

    /// Things no interface speaks for, as an import may give them.
    fn without_interface(&mut self, is_asked: &dyn Fn(Option<&SubnetId>) -> bool) {
        let topology = self.topology;
        let has_none = |id: &ResourceId| self.network.interfaces_of(id).next().is_none();
        let instances = topology
            .instance
            .iter()
            .filter(|(id, it)| is_asked(it.subnet_id.as_ref()) && has_none(id.as_resource()))
            .map(|(id, it)| {
                let occupant = Occupant::Instance(id.as_resource(), None);
                (it.subnet_id.as_ref(), occupant)
            });
        let gateways = topology
            .nat_gateway
            .iter()
            .filter(|(id, it)| is_asked(it.subnet_id.as_ref()) && has_none(id.as_resource()))
            .map(|(id, it)| {
                let occupant = Occupant::Nat(id.as_resource(), None);
                (it.subnet_id.as_ref(), occupant)
            });
        let placed: Vec<Place<'a>> = instances.chain(gateways).collect();
        self.found.extend(placed);
        for (id, lb) in &topology.lb {
            let mapped = lb
                .subnet_mapping
                .iter()
                .filter_map(|it| it.subnet_id.as_ref());
            let subnets: BTreeSet<&SubnetId> = lb.subnets.iter().chain(mapped).collect();
            let id = id.as_resource();
            if subnets.is_empty() && is_asked(None) && !self.nodes.iter().any(|(lb, _)| *lb == id) {
                self.found.push((None, Occupant::Balancer(id, None)));
            }
            for subnet in subnets.into_iter().filter(|it| is_asked(Some(it))) {
                self.node(id, subnet, None);
            }
        }
    }

    /// The node of a load balancer in a subnet, once.
    fn node(&mut self, id: &'a ResourceId, subnet: &'a SubnetId, interface: Option<&'a Interface>) {
        if self.nodes.insert((id, subnet)) {
            self.found
                .push((Some(subnet), Occupant::Balancer(id, interface)));
        }
    }

    /// The interface an instance is drawn at: the one it names, else device 0, else its first.
    fn is_primary(&self, owner: &ResourceId, interface: &Interface) -> bool {
        let instance = self.topology.instance.get(owner.as_str());
        if let Some(said) = instance.and_then(|it| it.primary_network_interface_id.as_ref()) {
            return *said == interface.id;
        }
        let is_first = |it: &Interface| {
            let listed = self.topology.network_interface.get(&it.id);
            listed.and_then(|it| it.attachment.as_ref()?.device_index) == Some(0)
        };
        let mut others = self.network.interfaces_of(owner);
        match self.network.interfaces_of(owner).find(|it| is_first(it)) {
            Some(first) => first.id == interface.id,
            None => others.next().is_none_or(|first| first.id == interface.id),
        }
    }
}

/// Load balancers by what AWS writes on their interfaces: `net/<name>/<id>`, or by name.
fn balancers_by_description(topology: &Topology) -> BTreeMap<&str, &LbId> {
    let mut found = BTreeMap::new();
    for (id, lb) in &topology.lb {
        if let Some(name) = &lb.name {
            found.insert(name.as_str(), id);
        }
        if let Some((_, tail)) = id.as_str().split_once("loadbalancer/") {
            found.insert(tail, id);
        }
    }
    found
}
