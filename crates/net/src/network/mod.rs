//! The topology indexed for lookup: which interface has an address, which table a subnet uses,
//! who guards it, what implied things AWS adds.
//!
//! Everything here restates the document; nothing decides. AWS adds things nobody writes down
//! (the `local` route, the main route table, the default group and ACL): they are made here once,
//! with ids of their own, so that the laws meet no special case.

mod consumers;
mod defaults;
mod domains;
mod gateway_endpoint;
mod indexing;
mod interface;
mod links;
mod named_groups;
mod names;
mod owned;
mod prefix_list;
mod route;
mod table;
mod zones;

use crate::id::{
    NetworkAclId, NetworkInterfaceId, ResourceId, RouteTableId, SecurityGroupId, SubnetId,
    VpcEndpointId, VpcId,
};
use crate::service;
use crate::topology::{
    EndpointType, NetworkAcl, SecurityGroup, Topology, Vpc, VpcEndpoint, is_unknown,
};
use ipnet::IpNet;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::net::IpAddr;
use std::sync::Arc;

pub(crate) use domains::name_in;
pub use domains::{PrivateNames, Records};
pub use indexing::Indexing;
pub use interface::{Interface, Owner};
pub use names::Lookup;
pub(crate) use prefix_list::{is_prefix_list_known, prefix_list_ranges};
pub use route::{Rank, RouteEntry, RouteTarget};
pub use table::Table;
pub(crate) use zones::tell_apart;

/// The places of interfaces by their owner. Never walked, so its order is nobody's.
type Owned = HashMap<ResourceId, Vec<usize>, BuildHasherDefault<DefaultHasher>>;

/// A topology, indexed.
#[derive(Debug, Default)]
pub struct Network {
    topology: Arc<Topology>,
    interfaces: Vec<Interface>,
    /// By VPC, the addresses in order, each with the place of its interface.
    by_address: BTreeMap<VpcId, Vec<(IpAddr, usize)>>,
    by_public_address: BTreeMap<IpAddr, usize>,
    without_address: BTreeMap<SubnetId, NetworkInterfaceId>,
    by_owner: Owned,
    subnets: BTreeMap<SubnetId, SubnetPlace>,
    tables: BTreeMap<RouteTableId, Table>,
    gateway_tables: BTreeMap<ResourceId, RouteTableId>,
    implied_groups: BTreeMap<SecurityGroupId, SecurityGroup>,
    implied_acls: BTreeMap<NetworkAclId, NetworkAcl>,
    endpoints_of: BTreeMap<VpcId, Vec<VpcEndpointId>>,
    names: names::Names,
    regions: BTreeMap<VpcId, String>,
    domains: domains::Domains,
    consumers: BTreeMap<VpcId, BTreeSet<VpcId>>,
    ranged_services: Vec<(String, Vec<IpNet>)>,
    links: links::Links,
    named_groups: BTreeMap<VpcId, BTreeMap<VpcId, bool>>,
}

/// What holds for a subnet, implied things included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubnetPlace {
    /// Its VPC.
    pub vpc: VpcId,
    /// The route table in effect (R1.10).
    pub route_table: RouteTableId,
    /// The network ACL in effect.
    pub network_acl: NetworkAclId,
    /// Its Availability Zone: the id where known, else the name (R1.5).
    pub zone: Option<String>,
}

impl Network {
    /// Indexes a topology. Never fails: what does not fit is left out here and reported by
    /// [`Topology::findings`].
    #[must_use]
    pub fn new(topology: Arc<Topology>) -> Self {
        Indexing::of(topology).finish()
    }

    /// The document.
    #[must_use]
    pub fn topology(&self) -> &Topology {
        &self.topology
    }

    /// The document, shared.
    #[must_use]
    pub fn shared_topology(&self) -> Arc<Topology> {
        Arc::clone(&self.topology)
    }

    /// All interfaces, listed and implied, ordered by id.
    #[must_use]
    pub fn interfaces(&self) -> &[Interface] {
        &self.interfaces
    }

    /// The interface with a private (or IPv6) address in a VPC.
    #[must_use]
    pub fn interface_at(&self, vpc: &VpcId, address: IpAddr) -> Option<&Interface> {
        let addresses = self.by_address.get(vpc)?;
        let at = addresses.partition_point(|(its, _)| *its < address);
        let (_, index) = addresses.get(at).filter(|(its, _)| *its == address)?;
        self.interfaces.get(*index)
    }

    /// The interface that has an address on the internet: mapped to it by an internet gateway, or
    /// as its own IPv6 address.
    #[must_use]
    pub fn interface_at_public(&self, address: IpAddr) -> Option<&Interface> {
        self.interfaces.get(*self.by_public_address.get(&address)?)
    }

    /// What of a VPC may have an address, and what of it is missing: an interface whose own is not
    /// known, or the VPC, where not all of its interfaces are.
    #[must_use]
    pub fn may_have(&self, vpc: &VpcId, address: IpAddr) -> Option<(ResourceId, &'static str)> {
        let mut unknown = self.without_address.iter();
        let found = unknown.find(|(id, _)| {
            let here = self.subnets.get(*id).is_some_and(|it| it.vpc == *vpc);
            let subnet = self.topology.subnet.get(*id).filter(|_| here);
            subnet.is_some_and(|it| {
                let mut ranges = it.cidr_block.iter().chain(&it.ipv6_cidr_block);
                ranges.any(|range| range.contains(&address))
            })
        });
        found
            .map(|(_, id)| (id.clone().into(), "private_ip"))
            .or_else(|| {
                let all = &self.topology.vpc.get(vpc)?.more;
                let what = "network_interface";
                is_unknown(all, &[what]).then(|| (vpc.clone().into(), what))
            })
    }

    /// The interfaces of an instance, endpoint, load balancer or NAT gateway, in order.
    pub fn interfaces_of(&self, owner: &ResourceId) -> impl Iterator<Item = &Interface> {
        self.by_owner
            .get(owner)
            .into_iter()
            .flatten()
            .filter_map(|index| self.interfaces.get(*index))
    }

    /// The interface of that id.
    #[must_use]
    pub fn interface(&self, id: &str) -> Option<&Interface> {
        self.interfaces
            .binary_search_by(|interface| interface.id.as_str().cmp(id))
            .ok()
            .and_then(|index| self.interfaces.get(index))
    }

    /// Where a subnet is; `None` when it names no VPC of the topology.
    #[must_use]
    pub fn subnet(&self, id: &SubnetId) -> Option<&SubnetPlace> {
        self.subnets.get(id)
    }

    /// All subnets that have a place.
    #[must_use]
    pub const fn subnets(&self) -> &BTreeMap<SubnetId, SubnetPlace> {
        &self.subnets
    }

    /// A route table with what AWS adds to it.
    #[must_use]
    pub fn table(&self, id: &RouteTableId) -> Option<&Table> {
        self.tables.get(id)
    }

    /// The route table an internet or virtual private gateway sends by what comes in (R1.16).
    #[must_use]
    pub fn gateway_table(&self, gateway: &ResourceId) -> Option<&RouteTableId> {
        self.gateway_tables.get(gateway)
    }

    /// The gateways that have a route table, and theirs.
    #[must_use]
    pub const fn gateway_tables(&self) -> &BTreeMap<ResourceId, RouteTableId> {
        &self.gateway_tables
    }

    /// A network ACL, listed or implied.
    #[must_use]
    pub fn network_acl(&self, id: &NetworkAclId) -> Option<&NetworkAcl> {
        self.topology
            .network_acl
            .get(id)
            .or_else(|| self.implied_acls.get(id))
    }

    /// A security group, listed or implied.
    #[must_use]
    pub fn security_group(&self, id: &SecurityGroupId) -> Option<&SecurityGroup> {
        self.topology
            .security_group
            .get(id)
            .or_else(|| self.implied_groups.get(id))
    }

    /// The endpoints of a VPC, in order.
    pub fn endpoints_of(
        &self,
        vpc: &VpcId,
    ) -> impl Iterator<Item = (&VpcEndpointId, &VpcEndpoint)> {
        self.endpoints_of
            .get(vpc)
            .into_iter()
            .flatten()
            .filter_map(|id| self.topology.vpc_endpoint.get_key_value(id))
    }

    /// Endpoints of the whole topology that have names of their own: interface endpoints, and
    /// those for resources and service networks.
    pub fn interface_endpoints(&self) -> impl Iterator<Item = (&VpcEndpointId, &VpcEndpoint)> {
        self.topology.vpc_endpoint.iter().filter(|(_, endpoint)| {
            matches!(
                endpoint.kind(),
                EndpointType::Interface
                    | EndpointType::Resource
                    | EndpointType::ServiceNetwork
                    | EndpointType::Other
            )
        })
    }

    /// The service of some endpoint that has an address by AWS's prefix list.
    pub(crate) fn ranged_service_at(&self, address: IpAddr) -> Option<&str> {
        let mut services = self.ranged_services.iter();
        let found = services.find(|(_, ranges)| ranges.iter().any(|it| it.contains(&address)));
        found.map(|(name, _)| name.as_str())
    }

    /// Whether a VPC's resolver answers at an address: 169.254.169.253, `fd00:ec2::253`, and the
    /// base of the VPC's primary range plus two, whatever its subnets (R1.4).
    #[must_use]
    pub fn is_resolver_of(&self, vpc: &VpcId, address: IpAddr) -> bool {
        let plus_two = || match self.topology.vpc.get(vpc)?.cidr_block? {
            IpNet::V4(range) => {
                let plus_two = u32::from(range.network()).checked_add(2);
                plus_two.map(|it| IpAddr::V4(it.into()))
            }
            IpNet::V6(_) => None,
        };
        match address {
            IpAddr::V4(four) if four.octets() == [169, 254, 169, 253] => true,
            IpAddr::V4(_) => plus_two() == Some(address),
            IpAddr::V6(six) => six.segments() == [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x253],
        }
    }

    /// Finds a resource by id, unique name, or unique end of an id.
    #[must_use]
    pub fn find(&self, text: &str) -> Lookup {
        self.names.find(&self.topology, text)
    }

    /// The first link on the shortest way from a VPC to the network that holds an address.
    #[must_use]
    pub fn link_towards(&self, vpc: &VpcId, address: IpAddr) -> Option<&ResourceId> {
        self.links.first_towards(vpc, address)
    }

    /// The other VPCs whose groups the rules of a VPC may name (R1.24), and whether outbound rules
    /// may, too.
    pub fn vpcs_named_from(&self, vpc: &VpcId) -> impl Iterator<Item = (&VpcId, bool)> {
        let named = self.named_groups.get(vpc).into_iter().flatten();
        named.map(|(other, both)| (other, *both))
    }

    /// The VPCs that have an endpoint on a service in a VPC.
    pub fn consumers_of(&self, provider: &VpcId) -> impl Iterator<Item = &VpcId> {
        self.consumers.get(provider).into_iter().flatten()
    }

    /// The ranges of a VPC, canonical.
    pub fn vpc_ranges(&self, vpc: &VpcId) -> impl Iterator<Item = IpNet> + '_ {
        self.topology.vpc.get(vpc).into_iter().flat_map(Vpc::ranges)
    }

    /// Whether all ranges of a VPC are known.
    #[must_use]
    pub fn knows_ranges_of(&self, vpc: &VpcId) -> bool {
        let vpc = self.topology.vpc.get(vpc);
        vpc.is_some_and(|it| {
            it.cidr_block.is_some() && !is_unknown(&it.more, &["cidr_block", "ipv6_cidr_block"])
        })
    }

    /// The Region of a VPC: its own, or that of a zone or a service in it.
    #[must_use]
    pub fn region_of(&self, vpc: &VpcId) -> Option<String> {
        self.regions.get(vpc).cloned()
    }

    /// The names of an endpoint: regional, then zonal by zone. One that is a route's target has none.
    #[must_use]
    pub fn endpoint_names(&self, id: &VpcEndpointId) -> Vec<String> {
        let Some(endpoint) = self.topology.vpc_endpoint.get(id) else {
            return Vec::new();
        };
        let listed: Vec<String> = endpoint
            .dns_entry
            .iter()
            .filter_map(|entry| entry.dns_name.clone())
            .collect();
        if !listed.is_empty() || endpoint.kind() == EndpointType::GatewayLoadBalancer {
            return listed;
        }
        if matches!(
            endpoint.kind(),
            EndpointType::Resource | EndpointType::ServiceNetwork | EndpointType::Other
        ) {
            // VPC Lattice draws its names; only AWS can say them.
            return Vec::new();
        }
        let zones = self
            .interfaces_of(id.as_resource())
            .filter_map(|interface| {
                let subnet = self.topology.subnet.get(&interface.subnet)?;
                subnet.availability_zone.as_deref()
            })
            .collect::<Vec<_>>();
        let region = endpoint
            .vpc_id
            .as_ref()
            .and_then(|vpc| self.region_of(vpc))
            .unwrap_or_else(|| service::ASSUMED_REGION.to_owned());
        service::endpoint_names(
            id.as_str(),
            endpoint.service_name.as_deref().unwrap_or_default(),
            &region,
            &zones,
        )
    }
}
