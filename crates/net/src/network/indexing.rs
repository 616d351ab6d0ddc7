//! Indexing a topology: the order of its steps. Each rests on those before it.

use super::defaults::{allow_all_acl, default_group};
use super::zones::Zones;
use super::{Network, SubnetPlace, consumers, domains, interface, links, named_groups, table};
use crate::id::VpcId;
use crate::laws::gateway::is_private;
use crate::service;
use crate::topology::{Topology, Vpc, is_unknown};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A network in the making. Between two steps whoever indexes a large one can do something else.
#[derive(Debug)]
pub struct Indexing {
    network: Network,
    next: usize,
}

const STEPS: [fn(&mut Network); 7] = [
    |network| network.interfaces = interface::all(&network.topology),
    |network| {
        network.links = links::Links::new(&network.topology);
        network.place_subnets();
    },
    Network::index_interfaces,
    |network| {
        network.index_endpoints();
        network.regions = network.find_regions();
    },
    |network| {
        network.domains = domains::Domains::new(network);
        network.consumers = consumers::all(network);
    },
    |network| {
        network.tables = table::all(&network.topology, &network.subnets, |id| {
            network.interface(id.as_str()).is_some()
        });
    },
    |network| network.named_groups = named_groups::all(network),
];

impl Indexing {
    /// A network of which nothing is indexed yet.
    #[must_use]
    pub fn of(topology: Arc<Topology>) -> Self {
        let network = Network {
            topology,
            ..Network::default()
        };
        Self { network, next: 0 }
    }

    /// The network, without a rest.
    #[must_use]
    pub fn finish(mut self) -> Network {
        loop {
            match self.step() {
                Ok(network) => return network,
                Err(rest) => self = *rest,
            }
        }
    }

    /// Does the next step: the network after the last one.
    ///
    /// # Errors
    ///
    /// Itself, while there is more to do.
    pub fn step(mut self) -> Result<Network, Box<Self>> {
        if let Some(step) = STEPS.get(self.next) {
            step(&mut self.network);
            self.next += 1;
        }
        if self.next < STEPS.len() {
            Err(Box::new(self))
        } else {
            Ok(self.network)
        }
    }
}

impl Network {
    fn find_regions(&self) -> BTreeMap<VpcId, String> {
        let mut by_zone = BTreeMap::new();
        for subnet in self.topology.subnet.values() {
            if let (Some(vpc), Some(zone)) = (&subnet.vpc_id, subnet.availability_zone.as_deref())
                && let Some(region) = service::region_of_zone(zone)
            {
                by_zone.entry(vpc).or_insert(region);
            }
        }
        let by_service = |vpc: &VpcId| {
            self.endpoints_of(vpc).find_map(|(_, endpoint)| {
                service::region_of_service(endpoint.service_name.as_deref()?).map(str::to_owned)
            })
        };
        let region = |(id, vpc): (&VpcId, &Vpc)| {
            let own = vpc.region.clone();
            let found = own.or_else(|| by_zone.get(id).cloned());
            Some((id.clone(), found.or_else(|| by_service(id))?))
        };
        self.topology.vpc.iter().filter_map(region).collect()
    }

    fn place_subnets(&mut self) {
        let topology = Arc::clone(&self.topology);
        let mut tables = BTreeMap::new();
        for association in topology.route_table_association.values() {
            let Some(table) = &association.route_table_id else {
                continue;
            };
            if let Some(subnet) = &association.subnet_id {
                tables.insert(subnet.clone(), table.clone());
            }
            if let Some(gateway) = &association.gateway_id {
                let gateways = &mut self.gateway_tables;
                gateways.insert(gateway.clone(), table.clone());
            }
        }
        let mut acls = BTreeMap::new();
        let mut default_acls = BTreeMap::new();
        for (id, acl) in &topology.network_acl {
            for subnet in &acl.subnet_ids {
                acls.insert(subnet.clone(), id.clone());
            }
            if let (Some(true), Some(vpc)) = (acl.is_default, &acl.vpc_id) {
                default_acls.insert(vpc.clone(), id.clone());
            }
        }
        let zones = Zones::new(&topology);
        for (id, subnet) in &topology.subnet {
            let Some((vpc_id, vpc)) = subnet
                .vpc_id
                .as_ref()
                .and_then(|vpc| topology.vpc.get_key_value(vpc))
            else {
                continue;
            };
            let route_table = tables
                .get(id)
                .or(vpc.main_route_table_id.as_ref())
                .cloned()
                .unwrap_or_else(|| format!("{vpc_id}.main").into());
            let network_acl = acls
                .get(id)
                .or(vpc.default_network_acl_id.as_ref())
                .or_else(|| default_acls.get(vpc_id))
                .cloned()
                .unwrap_or_else(|| format!("{vpc_id}.default-acl").into());
            let implied = network_acl.as_str() == format!("{vpc_id}.default-acl")
                && !is_unknown(&vpc.more, &["default_network_acl_id"]);
            if implied && !topology.network_acl.contains_key(&network_acl) {
                self.implied_acls
                    .entry(network_acl.clone())
                    .or_insert_with(|| allow_all_acl(vpc_id));
            }
            let zone = zones.of(subnet, vpc);
            self.subnets.insert(
                id.clone(),
                SubnetPlace {
                    vpc: vpc_id.clone(),
                    route_table,
                    network_acl,
                    zone,
                },
            );
        }
    }

    fn index_interfaces(&mut self) {
        for (index, interface) in self.interfaces.iter_mut().enumerate() {
            if let Some(place) = self.subnets.get(&interface.subnet) {
                interface.zone.clone_from(&place.zone);
                interface.vpc = Some(place.vpc.clone());
                if interface.security_groups.is_empty()
                    && !interface.unknown_groups
                    && interface.takes_default_group()
                {
                    let listed = self
                        .topology
                        .vpc
                        .get(&place.vpc)
                        .and_then(|vpc| vpc.default_security_group_id.clone());
                    let implied = listed.is_none();
                    let group =
                        listed.unwrap_or_else(|| format!("{}.default-sg", place.vpc).into());
                    if implied && !self.topology.security_group.contains_key(&group) {
                        self.implied_groups
                            .entry(group.clone())
                            .or_insert_with(|| default_group(&place.vpc));
                    }
                    interface.security_groups.push(group);
                }
                if interface.addresses.is_empty() {
                    let first = self.without_address.entry(interface.subnet.clone());
                    first.or_insert_with(|| interface.id.clone());
                }
                if !self.by_address.contains_key(&place.vpc) {
                    self.by_address.insert(place.vpc.clone(), Vec::new());
                }
                if let Some(addresses) = self.by_address.get_mut(&place.vpc) {
                    addresses.extend(interface.addresses.iter().map(|it| (*it, index)));
                }
            }
            let global = interface.addresses.iter().copied();
            let global = global.filter(|it| it.is_ipv6() && !is_private(*it));
            for public in interface.public_address.into_iter().chain(global) {
                self.by_public_address.entry(public).or_insert(index);
            }
            if let Some(owner) = interface.owner.resource() {
                self.by_owner.entry(owner.clone()).or_default().push(index);
            }
        }
        for addresses in self.by_address.values_mut() {
            addresses.sort_unstable();
        }
    }

    fn index_endpoints(&mut self) {
        for (id, endpoint) in &self.topology.vpc_endpoint {
            if let Some(name) = &endpoint.service_name
                && self.ranged_services.iter().all(|(its, _)| its != name)
            {
                let ranges = service::prefix_list_ranges(name);
                if !ranges.is_empty() {
                    self.ranged_services.push((name.clone(), ranges));
                }
            }
            if let Some(vpc) = &endpoint.vpc_id {
                self.endpoints_of
                    .entry(vpc.clone())
                    .or_default()
                    .push(id.clone());
            }
        }
    }
}
