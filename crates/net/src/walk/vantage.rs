//! Where a question is asked from.

use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::host::Sources;
use crate::network::{Interface, Lookup, Network};
use crate::query::Query;
use crate::topology::findings::is_reserved;
use crate::trace::Kind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The address a client on the internet has unless the query says another: documentation's
/// own (RFC 5737).
pub const INTERNET_SOURCE: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 10);

/// The same for IPv6 (RFC 9637).
pub const INTERNET_SOURCE_V6: Ipv6Addr = Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0x10);

/// A place to ask from.
#[derive(Clone, Debug)]
pub enum Vantage<'a> {
    /// A host in a subnet, with its interface where the topology has one.
    Host(Host<'a>),
    /// Anywhere on the internet.
    Internet,
    /// An on-premises network.
    Site(ResourceId),
}

/// A host in a subnet.
#[derive(Clone, Debug)]
pub struct Host<'a> {
    /// The resource people know it by.
    pub resource: ResourceId,
    /// Its kind.
    pub kind: Kind,
    /// Its interface; a host assumed in a subnet has none, and so no group: all egress, no
    /// ingress.
    pub interface: Option<&'a Interface>,
    /// Its subnet.
    pub subnet: &'a SubnetId,
    /// Its VPC.
    pub vpc: &'a VpcId,
    /// Its Availability Zone.
    pub zone: Option<&'a str>,
    /// Its address.
    pub address: IpAddr,
}

impl Vantage<'_> {
    /// The VPC whose resolver answers there.
    #[must_use]
    pub const fn vpc(&self) -> Option<&VpcId> {
        match self {
            Self::Host(host) => Some(host.vpc),
            Self::Internet | Self::Site(_) => None,
        }
    }

    /// The resource that stands for it.
    #[must_use]
    pub fn resource(&self) -> ResourceId {
        match self {
            Self::Host(host) => host.resource.clone(),
            Self::Internet => "internet".into(),
            Self::Site(id) => id.clone(),
        }
    }

    /// The addresses it speaks with: its own, or the query's from outside of AWS.
    #[must_use]
    pub fn sources(&self, network: &Network, query: &Query) -> Sources {
        match (self, query.source_ip) {
            (Self::Host(host), _) => match host.interface {
                Some(interface) => Sources::of(interface.addresses.iter().copied()),
                None => Sources::of(free_addresses(network, host.subnet, None)),
            },
            (Self::Internet | Self::Site(_), Some(said)) => Sources::of([said]),
            (Self::Internet, None) => {
                Sources::of([IpAddr::V4(INTERNET_SOURCE), IpAddr::V6(INTERNET_SOURCE_V6)])
            }
            (Self::Site(id), None) => {
                let site = network.topology().site.get(id).into_iter();
                let ranges = site.flat_map(|site| &site.cidr_blocks);
                Sources::of(ranges.filter_map(|range| range.hosts().nth(9)))
            }
        }
    }
}

/// The place a query names; `None` where nothing, or more than one thing, is meant.
#[must_use]
pub fn vantage<'a>(network: &'a Network, query: &Query) -> Option<Vantage<'a>> {
    if query.from == "internet" {
        return Some(Vantage::Internet);
    }
    let Lookup::Found(id) = network.find(&query.from) else {
        return None;
    };
    let topology = network.topology();
    if topology.site.contains_key(&id) {
        return Some(Vantage::Site(id));
    }
    if let Some((subnet, place)) = network.subnets().get_key_value(id.as_str()) {
        return Some(Vantage::Host(Host {
            address: free_addresses(network, subnet, None).into_iter().next()?,
            resource: id,
            kind: Kind::Subnet,
            interface: None,
            subnet,
            vpc: &place.vpc,
            zone: place.zone.as_deref(),
        }));
    }
    let interface = network
        .interface(id.as_str())
        .or_else(|| network.interfaces_of(&id).next())?;
    host(network, interface).map(Vantage::Host)
}

/// An interface as a host.
#[must_use]
pub fn host<'a>(network: &'a Network, interface: &'a Interface) -> Option<Host<'a>> {
    let (subnet, place) = network.subnets().get_key_value(&interface.subnet)?;
    Some(Host {
        resource: interface.known_as().clone(),
        kind: kind(interface),
        interface: Some(interface),
        subnet,
        vpc: &place.vpc,
        zone: place.zone.as_deref(),
        address: interface.primary_address()?,
    })
}

/// The kind of resource an interface is known as.
#[must_use]
pub const fn kind(interface: &Interface) -> Kind {
    use crate::network::Owner;
    match interface.owner {
        Owner::Instance(_) => Kind::Instance,
        Owner::LoadBalancer(_) => Kind::Lb,
        Owner::NatGateway(_) => Kind::NatGateway,
        Owner::Endpoint(_) | Owner::Resolver(_) | Owner::ResourceGateway(_) | Owner::Nothing => {
            Kind::NetworkInterface
        }
    }
}

/// The first address of each range of a subnet that AWS may give and nobody has, nor is to have.
pub(crate) fn free_addresses(
    network: &Network,
    subnet: &SubnetId,
    besides: Option<IpAddr>,
) -> Vec<IpAddr> {
    let topology = network.topology();
    let (Some(place), Some(it)) = (network.subnet(subnet), topology.subnet.get(subnet)) else {
        return Vec::new();
    };
    let ranges = [it.cidr_block, it.ipv6_cidr_block];
    ranges
        .into_iter()
        .flatten()
        .filter_map(|range| {
            let range = range.trunc();
            let free = |it: &IpAddr| {
                !is_reserved(range, *it)
                    && besides != Some(*it)
                    && network.interface_at(&place.vpc, *it).is_none()
            };
            range.hosts().find(free)
        })
        .collect()
}
