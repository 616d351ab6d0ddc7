//! Where a matrix is asked from, and which of these places are alike.

use super::mention::Mentioned;
use crate::id::{SecurityGroupId, SubnetId};
use crate::network::{Interface, Lookup, Network, Owner};
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// Every instance and site, the first subnet of each VPC without instances, and the internet.
#[must_use]
pub fn vantages(network: &Network) -> Vec<String> {
    let topology = network.topology();
    let mut vantages: Vec<String> = topology.instance.keys().map(ToString::to_string).collect();
    let mut seen: BTreeSet<_> = network
        .interfaces()
        .iter()
        .filter(|it| matches!(it.owner, Owner::Instance(_)))
        .filter_map(|it| it.vpc.clone())
        .collect();
    for (id, place) in network.subnets() {
        if seen.insert(place.vpc.clone()) {
            vantages.push(id.to_string());
        }
    }
    vantages.extend(topology.site.keys().map(ToString::to_string));
    vantages.push("internet".to_owned());
    vantages
}

/// What tells vantages apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Nothing is like it.
    Own(String),
    /// Instances with an interface like this.
    Like(Likeness),
}

/// What the document can know of an instance's interface, but for its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness {
    subnet: SubnetId,
    groups: Vec<SecurityGroupId>,
    /// The narrowest mentioned range around each address.
    ranges: Vec<IpNet>,
    public: Option<IpNet>,
    source_dest_check: bool,
    deny_all_igw_traffic: bool,
    state: Option<String>,
}

/// Tells which vantages are alike.
#[derive(Debug)]
pub(super) struct Alike {
    mentioned: Mentioned,
    /// Addresses that several interfaces have, in different networks.
    shared: BTreeSet<IpAddr>,
}

impl Alike {
    pub(super) fn new(network: &Network) -> Self {
        let mut owners: BTreeMap<IpAddr, usize> = BTreeMap::new();
        for address in network.interfaces().iter().flat_map(|it| &it.addresses) {
            *owners.entry(*address).or_default() += 1;
        }
        let shared = owners.into_iter().filter(|(_, count)| *count > 1);
        Self {
            mentioned: Mentioned::of_network(network),
            shared: shared.map(|(address, _)| address).collect(),
        }
    }

    /// The class of a vantage.
    pub(super) fn class(&self, network: &Network, from: &str) -> Class {
        let own = || Class::Own(from.to_owned());
        let Some((id, instance)) = network.topology().instance.get_key_value(from) else {
            return own();
        };
        if network.find(from) != Lookup::Found(id.clone().into()) {
            return own();
        }
        // An instance answers with its first interface; one with several stays by itself.
        let mut interfaces = network.interfaces_of(id.as_resource());
        match (interfaces.next(), interfaces.next()) {
            (Some(interface), None) if self.has_likes(network, interface) => {
                let around = |address: &IpAddr| self.mentioned.around(*address);
                let mut groups = interface.security_groups.clone();
                groups.sort();
                groups.dedup();
                Class::Like(Likeness {
                    subnet: interface.subnet.clone(),
                    groups,
                    ranges: interface.addresses.iter().map(around).collect(),
                    public: interface.public_address.as_ref().map(around),
                    source_dest_check: interface.source_dest_check,
                    deny_all_igw_traffic: interface.deny_all_igw_traffic,
                    state: instance.instance_state.clone(),
                })
            }
            _ => own(),
        }
    }

    /// Whether an interface can be like another: its addresses are its own and its network's.
    fn has_likes(&self, network: &Network, interface: &Interface) -> bool {
        let Some(vpc) = &interface.vpc else {
            return false;
        };
        interface.addresses.iter().all(|address| {
            !self.shared.contains(address)
                && network.vpc_ranges(vpc).any(|range| range.contains(address))
        })
    }
}
