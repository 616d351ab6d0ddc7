//! What holds at either end: a host that runs, an address that exists, a port that listens.

mod address_exists;
mod address_family;
mod instance_running;
mod link_local;
mod nat_inbound;
mod port_open;

use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::{NetworkInterfaceId, ResourceId, SubnetId, VpcId};
use crate::network::{Interface, Network, RouteTarget};
use std::net::IpAddr;

/// How a law about a host judges.
pub type HostLaw = Law<fn(&Host<'_>) -> Judgement>;
/// How a law about which addresses are spoken to judges; it settles on those.
pub type SpeakLaw = Law<fn(&Speaker<'_>) -> Judgement<Vec<IpAddr>>>;
/// How a law about delivery inside a VPC judges.
pub type DeliveryLaw = Law<fn(&Delivery<'_>) -> Judgement<NetworkInterfaceId>>;

/// How a law about what answers on a host's own link judges; it settles on what that is.
pub type NearLaw = Law<fn(&Delivery<'_>) -> Judgement<ResourceId>>;

/// Asked of a packet before any guard or route.
pub static NEAR: &[&NearLaw] = &[&link_local::LAW];
/// Asked of whoever has addresses to speak to.
pub static SPEAK: &[&SpeakLaw] = &[&address_family::LAW];
/// Asked of the host that sends.
pub static SEND: &[&HostLaw] = &[&instance_running::LAW];
/// Asked when a VPC delivers to one of its own addresses.
pub static DELIVER: &[&DeliveryLaw] = &[&address_exists::LAW];
/// Asked of the host that is to answer.
pub static LISTEN: &[&HostLaw] = &[&instance_running::LAW, &nat_inbound::LAW, &port_open::LAW];

/// Somebody with addresses to speak to.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    /// The network.
    pub network: &'a Network,
    /// Who speaks.
    pub from: &'a ResourceId,
    /// The subnet it is in, where it is in a VPC.
    pub subnet: Option<&'a SubnetId>,
    /// The addresses it has.
    pub sources: Sources,
    /// Those it may speak to.
    pub answers: &'a [IpAddr],
}

/// The addresses a place speaks with, at most one of each family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The IPv4 one.
    pub four: Option<IpAddr>,
    /// The IPv6 one.
    pub six: Option<IpAddr>,
}

impl Sources {
    /// The first address of each family.
    #[must_use]
    pub fn of(addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        let mut sources = Self::default();
        for address in addresses {
            match address {
                IpAddr::V4(_) => sources.four.get_or_insert(address),
                IpAddr::V6(_) => sources.six.get_or_insert(address),
            };
        }
        sources
    }

    /// The one that speaks to an address.
    #[must_use]
    pub const fn towards(&self, peer: IpAddr) -> Option<IpAddr> {
        match peer {
            IpAddr::V4(_) => self.four,
            IpAddr::V6(_) => self.six,
        }
    }
}

impl Speaker<'_> {
    /// Whether the subnet's table leads somewhere for an address.
    fn has_route(&self, address: IpAddr) -> bool {
        let place = self.subnet.and_then(|it| self.network.subnet(it));
        let table = place.and_then(|it| self.network.table(&it.route_table));
        let best = table.and_then(|it| it.covering(address).first().map(|(_, route)| *route));
        best.is_some_and(|route| !route.blackhole || route.target == RouteTarget::Local)
    }
}

/// A host with a packet.
#[derive(Clone, Copy, Debug)]
pub struct Host<'a> {
    /// The network.
    pub network: &'a Network,
    /// Its interface.
    pub interface: &'a Interface,
    /// The packet.
    pub packet: Packet,
}

/// A packet for an address of a VPC.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// The network.
    pub network: &'a Network,
    /// The VPC.
    pub vpc: &'a VpcId,
    /// The packet.
    pub packet: Packet,
}
