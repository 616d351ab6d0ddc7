//! Network interfaces, those listed and those implied by what has an address.

use crate::id::{InstanceId, NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId, VpcId};
use crate::topology::{Eip, EndpointType, NetworkInterface, Topology, is_unknown};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// A network interface as the laws see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// Its id; an interface nobody listed is `<owner>.eni`, or `<owner>.eni.<zone>`.
    pub id: NetworkInterfaceId,
    /// What it belongs to.
    pub owner: Owner,
    /// Its subnet.
    pub subnet: SubnetId,
    /// Its VPC, where the subnet has a place.
    pub vpc: Option<VpcId>,
    /// Its Availability Zone.
    pub zone: Option<String>,
    /// Its private and IPv6 addresses, the primary first.
    pub addresses: Vec<IpAddr>,
    /// The public address an internet gateway maps to the primary one.
    pub public_address: Option<IpAddr>,
    /// The groups that guard it, the VPC's default one where none is named.
    pub security_groups: Vec<SecurityGroupId>,
    /// Whether it carries groups that the document does not name.
    pub unknown_groups: bool,
    /// Whether it drops what is not addressed to or from itself.
    pub source_dest_check: bool,
    /// Whether internet gateways refuse it.
    pub deny_all_igw_traffic: bool,
}

/// What an interface belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// An instance.
    Instance(ResourceId),
    /// An interface endpoint.
    Endpoint(ResourceId),
    /// A load balancer, as one of its nodes.
    LoadBalancer(ResourceId),
    /// A NAT gateway.
    NatGateway(ResourceId),
    /// A Resolver endpoint.
    Resolver(ResourceId),
    /// A resource gateway of VPC Lattice.
    ResourceGateway(ResourceId),
    /// Nothing the topology names.
    Nothing,
}

impl Owner {
    /// The owner's id.
    #[must_use]
    pub const fn resource(&self) -> Option<&ResourceId> {
        match self {
            Self::Instance(id)
            | Self::Endpoint(id)
            | Self::LoadBalancer(id)
            | Self::NatGateway(id)
            | Self::Resolver(id)
            | Self::ResourceGateway(id) => Some(id),
            Self::Nothing => None,
        }
    }
}

impl Interface {
    /// The primary private address.
    #[must_use]
    pub fn primary_address(&self) -> Option<IpAddr> {
        self.addresses.first().copied()
    }

    /// The address it speaks with to another: its first of the same family.
    #[must_use]
    pub fn address_towards(&self, peer: IpAddr) -> Option<IpAddr> {
        let same = |it: &&IpAddr| it.is_ipv4() == peer.is_ipv4();
        self.addresses.iter().find(same).copied()
    }

    /// The id people know it by: its owner's for an instance or load balancer, else its own.
    #[must_use]
    pub const fn known_as(&self) -> &ResourceId {
        match &self.owner {
            Owner::Instance(id) | Owner::LoadBalancer(id) | Owner::NatGateway(id) => id,
            Owner::Endpoint(_)
            | Owner::Resolver(_)
            | Owner::ResourceGateway(_)
            | Owner::Nothing => self.id.as_resource(),
        }
    }

    /// Whether it carries the VPC's default group when it names none. Load balancers and NAT
    /// gateways may have no group at all.
    pub(super) const fn takes_default_group(&self) -> bool {
        matches!(
            self.owner,
            Owner::Instance(_) | Owner::Endpoint(_) | Owner::ResourceGateway(_) | Owner::Nothing
        )
    }
}

/// All interfaces of a topology, ordered by id.
pub(super) fn all(topology: &Topology) -> Vec<Interface> {
    let owners = owners(topology);
    let listed = topology.network_interface.iter();
    let mut found: Vec<Interface> = listed
        .filter_map(|(id, listed)| {
            let subnet = listed.subnet_id.clone()?;
            let owner = owners.get(id).cloned();
            let owner = owner.unwrap_or_else(|| owner_by_attachment(listed));
            Some(of_listed(topology, id, listed, subnet, owner))
        })
        .collect();
    found.extend(implied_by_instances(topology, &found));
    found.extend(implied_by_balancers(topology));
    found.extend(implied_by_nat_gateways(topology));
    found.extend(implied_by_resolvers(topology));
    // A listed one stands before what is implied by the same id.
    found.sort_by(|one, other| one.id.cmp(&other.id));
    found.dedup_by(|implied, listed| implied.id == listed.id);
    let elastic = elastic_addresses(topology);
    for interface in &mut found {
        if interface.security_groups.is_empty() {
            interface.unknown_groups |= groups_of_owner_unknown(topology, &interface.owner);
        }
        if interface.public_address.is_none() && !elastic.is_empty() {
            interface.public_address = elastic
                .get(interface.id.as_resource())
                .or_else(|| elastic.get(interface.owner.resource()?))
                .copied();
        }
    }
    found
}

fn owner_by_attachment(listed: &NetworkInterface) -> Owner {
    let attachment = listed.attachment.as_ref();
    let instance = attachment.and_then(|it| it.instance.clone());
    instance.map_or(Owner::Nothing, |id| Owner::Instance(id.into()))
}

fn of_listed(
    topology: &Topology,
    id: &NetworkInterfaceId,
    listed: &NetworkInterface,
    subnet: SubnetId,
    owner: Owner,
) -> Interface {
    let mut addresses: Vec<IpAddr> = listed.private_ip.into_iter().collect();
    for address in listed.private_ips.iter().chain(&listed.ipv6_addresses) {
        if !addresses.contains(address) {
            addresses.push(*address);
        }
    }
    let mut security_groups = listed.security_groups.clone();
    if security_groups.is_empty()
        && let Owner::Endpoint(endpoint) = &owner
    {
        security_groups = topology
            .vpc_endpoint
            .get(endpoint.as_str())
            .map(|endpoint| endpoint.security_group_ids.clone())
            .unwrap_or_default();
    }
    if security_groups.is_empty()
        && let Owner::ResourceGateway(gateway) = &owner
    {
        let gateway = topology.vpclattice_resource_gateway.get(gateway);
        security_groups = gateway.map_or_else(Vec::new, |it| it.security_group_ids.clone());
    }
    let unknown_groups = is_unknown(&listed.more, GROUPS);
    // R1.9: AWS sets it on the interfaces of endpoints that have IPv6.
    let set_by_aws = matches!(owner, Owner::Endpoint(_)) && addresses.iter().any(IpAddr::is_ipv6);
    Interface {
        id: id.clone(),
        owner,
        subnet,
        vpc: None,
        zone: None,
        addresses,
        public_address: listed.public_ip.map(IpAddr::V4),
        security_groups,
        unknown_groups,
        source_dest_check: listed.source_dest_check.unwrap_or(true),
        deny_all_igw_traffic: listed.deny_all_igw_traffic.unwrap_or(set_by_aws),
    }
}

/// How the formats that are read spell the groups of an interface and of what has one.
const GROUPS: &[&str] = &[
    "security_groups",
    "security_group_ids",
    "vpc_security_group_ids",
    "group_set",
    "groups",
];

fn groups_of_owner_unknown(topology: &Topology, owner: &Owner) -> bool {
    let more = match owner {
        Owner::Instance(id) => topology.instance.get(id.as_str()).map(|it| &it.more),
        Owner::Endpoint(id) => topology.vpc_endpoint.get(id.as_str()).map(|it| &it.more),
        Owner::LoadBalancer(id) => topology.lb.get(id.as_str()).map(|it| &it.more),
        Owner::Resolver(id) => topology
            .route53_resolver_endpoint
            .get(id)
            .map(|it| &it.more),
        Owner::ResourceGateway(id) => topology
            .vpclattice_resource_gateway
            .get(id)
            .map(|it| &it.more),
        Owner::NatGateway(_) | Owner::Nothing => None,
    };
    more.is_some_and(|more| is_unknown(more, GROUPS))
}

/// Who says that it owns a listed interface.
fn owners(topology: &Topology) -> BTreeMap<NetworkInterfaceId, Owner> {
    let mut owners = BTreeMap::new();
    for (id, instance) in &topology.instance {
        if let Some(interface) = &instance.primary_network_interface_id {
            owners.insert(interface.clone(), Owner::Instance(id.clone().into()));
        }
    }
    for (id, endpoint) in &topology.vpc_endpoint {
        if endpoint.kind() == EndpointType::Gateway {
            continue;
        }
        for interface in &endpoint.network_interface_ids {
            owners.insert(interface.clone(), Owner::Endpoint(id.clone().into()));
        }
    }
    for (id, balancer) in &topology.lb {
        for mapping in &balancer.subnet_mapping {
            if let Some(interface) = &mapping.network_interface_id {
                owners.insert(interface.clone(), Owner::LoadBalancer(id.clone().into()));
            }
        }
    }
    for (id, gateway) in &topology.vpclattice_resource_gateway {
        for interface in &gateway.network_interface_ids {
            owners.insert(interface.clone(), Owner::ResourceGateway(id.clone()));
        }
    }
    for (id, gateway) in &topology.nat_gateway {
        if let Some(interface) = &gateway.network_interface_id {
            owners.insert(interface.clone(), Owner::NatGateway(id.clone().into()));
        }
    }
    for (id, endpoint) in &topology.route53_resolver_endpoint {
        for address in &endpoint.ip_address {
            if let Some(interface) = &address.network_interface_id {
                owners.insert(interface.clone(), Owner::Resolver(id.clone()));
            }
        }
    }
    owners
}

fn implied(id: String, owner: Owner, subnet: SubnetId, addresses: Vec<IpAddr>) -> Interface {
    Interface {
        id: id.into(),
        owner,
        subnet,
        vpc: None,
        zone: None,
        addresses,
        public_address: None,
        security_groups: Vec::new(),
        unknown_groups: false,
        source_dest_check: true,
        deny_all_igw_traffic: false,
    }
}

fn implied_by_instances(topology: &Topology, listed: &[Interface]) -> Vec<Interface> {
    let with_interface: BTreeSet<&ResourceId> = listed
        .iter()
        .filter_map(|interface| match &interface.owner {
            Owner::Instance(id) => Some(id),
            _ => None,
        })
        .collect();
    let without = |id: &InstanceId| !with_interface.contains(id.as_resource());
    topology
        .instance
        .iter()
        .filter(|(id, _)| without(id))
        .filter_map(|(id, instance)| {
            let addresses = instance
                .private_ip
                .into_iter()
                .chain(instance.ipv6_addresses.iter().copied())
                .collect();
            let owner = Owner::Instance(id.clone().into());
            Some(Interface {
                public_address: instance.public_ip.map(IpAddr::V4),
                security_groups: instance.vpc_security_group_ids.clone(),
                source_dest_check: instance.source_dest_check.unwrap_or(true),
                ..implied(
                    format!("{id}.eni"),
                    owner,
                    instance.subnet_id.clone()?,
                    addresses,
                )
            })
        })
        .collect()
}

fn implied_by_balancers(topology: &Topology) -> Vec<Interface> {
    let mut nodes = Vec::new();
    for (id, balancer) in &topology.lb {
        for (index, mapping) in balancer.subnet_mapping.iter().enumerate() {
            let addresses: Vec<IpAddr> = mapping
                .private_ipv4_address
                .into_iter()
                .chain(mapping.ipv6_address)
                .collect();
            let (Some(subnet), false, None) = (
                &mapping.subnet_id,
                addresses.is_empty(),
                &mapping.network_interface_id,
            ) else {
                continue;
            };
            let zone = topology
                .subnet
                .get(subnet)
                .and_then(|subnet| subnet.availability_zone.clone())
                .unwrap_or_else(|| index.to_string());
            let elastic = mapping.allocation_id.as_ref();
            let elastic = elastic.and_then(|it| allocated(topology, it)?.public_ip);
            nodes.push(Interface {
                public_address: mapping.public_ip.or(elastic).map(IpAddr::V4),
                security_groups: balancer.security_groups.clone(),
                source_dest_check: false,
                ..implied(
                    format!("{id}.eni.{zone}"),
                    Owner::LoadBalancer(id.clone().into()),
                    subnet.clone(),
                    addresses,
                )
            });
        }
    }
    nodes
}

fn implied_by_nat_gateways(topology: &Topology) -> Vec<Interface> {
    topology
        .nat_gateway
        .iter()
        .filter(|(_, gateway)| gateway.network_interface_id.is_none())
        .filter_map(|(id, gateway)| {
            Some(Interface {
                public_address: gateway.public_ip.map(IpAddr::V4),
                source_dest_check: false,
                ..implied(
                    format!("{id}.eni"),
                    Owner::NatGateway(id.clone().into()),
                    gateway.subnet_id.clone()?,
                    gateway
                        .private_ip
                        .into_iter()
                        .chain(gateway.secondary_private_ip_addresses.iter().copied())
                        .collect(),
                )
            })
        })
        .collect()
}

fn implied_by_resolvers(topology: &Topology) -> Vec<Interface> {
    let mut found = Vec::new();
    for (id, endpoint) in &topology.route53_resolver_endpoint {
        for (index, address) in endpoint.ip_address.iter().enumerate() {
            let (Some(subnet), Some(ip), None) = (
                &address.subnet_id,
                address.ip,
                &address.network_interface_id,
            ) else {
                continue;
            };
            found.push(Interface {
                security_groups: endpoint.security_group_ids.clone(),
                ..implied(
                    format!("{id}.eni.{index}"),
                    Owner::Resolver(id.clone()),
                    subnet.clone(),
                    vec![ip],
                )
            });
        }
    }
    found
}

/// Elastic IP addresses by the interface, instance or NAT gateway they are associated with.
/// The Elastic IP of an allocation.
fn allocated<'t>(topology: &'t Topology, allocation: &ResourceId) -> Option<&'t Eip> {
    let mut all = topology.eip.iter();
    let found =
        all.find(|(id, it)| *id == allocation || it.allocation_id.as_ref() == Some(allocation));
    found.map(|(_, it)| it)
}

fn elastic_addresses(topology: &Topology) -> BTreeMap<ResourceId, IpAddr> {
    let mut addresses = BTreeMap::new();
    for (id, elastic) in &topology.eip {
        let Some(address) = elastic.public_ip.map(IpAddr::V4) else {
            continue;
        };
        if let Some(instance) = &elastic.instance {
            addresses.insert(instance.clone().into(), address);
        }
        if let Some(interface) = &elastic.network_interface {
            addresses.insert(interface.clone().into(), address);
        }
        for (gateway_id, gateway) in &topology.nat_gateway {
            let allocation = gateway.allocation_id.as_ref();
            if allocation == Some(id)
                || (allocation.is_some() && allocation == elastic.allocation_id.as_ref())
            {
                addresses.insert(gateway_id.clone().into(), address);
            }
        }
    }
    addresses
}
