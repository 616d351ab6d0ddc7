//! Network interfaces, those listed and those implied by what has an address.

use super::owned::{self, Said};
use crate::id::{NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId, VpcId};
use crate::topology::{NetworkInterface, Topology, is_unknown};
use std::collections::BTreeMap;
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

/// All interfaces of a topology, ordered by id. What a listed one does not say of itself, its owner
/// may; one that is not listed is all its owner says.
pub(super) fn all(topology: &Topology) -> Vec<Interface> {
    let mut by_owners: BTreeMap<NetworkInterfaceId, Said<'_>> = owned::all(topology);
    let listed = topology.network_interface.iter();
    let mut found: Vec<Interface> = listed
        .filter_map(|(id, listed)| of_listed(id, listed, by_owners.remove(id)))
        .collect();
    found.extend(by_owners.into_iter().filter_map(|(id, it)| implied(id, it)));
    found.sort_by(|one, other| one.id.cmp(&other.id));
    let elastic = elastic_addresses(topology);
    for interface in &mut found {
        if interface.public_address.is_none() && !elastic.is_empty() {
            interface.public_address = elastic
                .get(interface.id.as_resource())
                .or_else(|| elastic.get(interface.owner.resource()?))
                .copied();
        }
    }
    found
}

fn of_listed(
    id: &NetworkInterfaceId,
    listed: &NetworkInterface,
    said: Option<Said<'_>>,
) -> Option<Interface> {
    let said = said.unwrap_or_else(|| Said::nothing_but(owner_by_attachment(listed)));
    let mut addresses: Vec<IpAddr> = listed.private_ip.into_iter().collect();
    for address in listed.private_ips.iter().chain(&listed.ipv6_addresses) {
        if !addresses.contains(address) {
            addresses.push(*address);
        }
    }
    if addresses.is_empty() {
        addresses = said.addresses;
    }
    let own_groups_unknown = is_unknown(&listed.more, GROUPS);
    let (security_groups, unknown_groups) = match &*listed.security_groups {
        [] => {
            let by_owner = said.more.is_some_and(|more| is_unknown(more, GROUPS));
            let unsaid = said.security_groups.is_empty() && own_groups_unknown;
            (said.security_groups.to_vec(), by_owner || unsaid)
        }
        own => (own.to_vec(), own_groups_unknown),
    };
    // R1.9: AWS sets it on the interfaces of endpoints that have IPv6.
    let set_by_aws =
        matches!(said.owner, Owner::Endpoint(_)) && addresses.iter().any(IpAddr::is_ipv6);
    Some(Interface {
        id: id.clone(),
        owner: said.owner,
        subnet: listed.subnet_id.as_ref().or(said.subnet)?.clone(),
        vpc: None,
        zone: None,
        addresses,
        public_address: listed.public_ip.map(IpAddr::V4).or(said.public_address),
        security_groups,
        unknown_groups,
        source_dest_check: listed
            .source_dest_check
            .or(said.source_dest_check)
            .unwrap_or(true),
        deny_all_igw_traffic: listed.deny_all_igw_traffic.unwrap_or(set_by_aws),
    })
}

/// One that nobody listed. But for an instance's, it is there where it has an address.
fn implied(id: NetworkInterfaceId, said: Said<'_>) -> Option<Interface> {
    let is_there = match said.owner {
        Owner::Instance(_) | Owner::NatGateway(_) => true,
        Owner::LoadBalancer(_) | Owner::Resolver(_) => !said.addresses.is_empty(),
        Owner::Endpoint(_) | Owner::ResourceGateway(_) | Owner::Nothing => false,
    };
    let subnet = said.subnet.filter(|_| is_there)?.clone();
    Some(Interface {
        id,
        subnet,
        vpc: None,
        zone: None,
        addresses: said.addresses,
        public_address: said.public_address,
        unknown_groups: said.more.is_some_and(|more| is_unknown(more, GROUPS)),
        security_groups: said.security_groups.to_vec(),
        source_dest_check: said.source_dest_check.unwrap_or(true),
        deny_all_igw_traffic: false,
        owner: said.owner,
    })
}

/// How the formats that are read spell the groups of an interface and of what has one.
const GROUPS: &[&str] = &[
    "security_groups",
    "security_group_ids",
    "vpc_security_group_ids",
    "group_set",
    "groups",
];

fn owner_by_attachment(listed: &NetworkInterface) -> Owner {
    let attachment = listed.attachment.as_ref();
    let instance = attachment.and_then(|it| it.instance.clone());
    instance.map_or(Owner::Nothing, |id| Owner::Instance(id.into()))
}

/// Elastic IP addresses by the interface, instance or NAT gateway they are associated with.
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
