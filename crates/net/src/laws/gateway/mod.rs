//! Gateways out of a VPC and back in.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>

mod block_public_access;
mod deny_all_igw_traffic;
mod egress_only;
mod igw_ipv6;
mod igw_private_destination;
mod igw_public_address;
mod internet_private_destination;
mod ipv6_of_nobody;
pub mod nat64;
mod nat_available;
mod nat_protocol;
mod nat_rewrite;
mod nat_source;
mod nat_zone;
mod public_address_owner;

use super::{Judgement, Law};
use crate::evidence::{Direction, Packet};
use crate::id::{NatGatewayId, NetworkInterfaceId, ResourceId, SubnetId, VpcId};
use crate::network::{Interface, Network};
use crate::query::SOURCE_PORT;
use std::net::IpAddr;

/// How a law of an internet gateway judges, in either direction; it settles on the packet as it
/// leaves.
pub type InternetLaw = Law<fn(&AtGateway<'_>) -> Judgement<Packet>>;
/// How a law about packets from the internet judges; it settles on the interface addressed.
pub type FromInternetLaw = Law<fn(&Arriving<'_>) -> Judgement<NetworkInterfaceId>>;
/// How a law of a NAT gateway judges; it settles on the packet as it leaves.
pub type NatLaw = Law<fn(&Translating<'_>) -> Judgement<Packet>>;

/// Asked when an internet gateway, or an egress-only one, carries a packet out.
pub static INTERNET: &[&InternetLaw] = &[
    &egress_only::LAW,
    &deny_all_igw_traffic::LAW,
    &block_public_access::LAW,
    &igw_private_destination::LAW,
    &igw_ipv6::LAW,
    &igw_public_address::LAW,
];
/// Asked when one of them takes a packet in.
pub static INBOUND: &[&InternetLaw] = &[
    &egress_only::LAW,
    &deny_all_igw_traffic::LAW,
    &block_public_access::LAW,
];
/// Asked of a packet that comes from the internet.
pub static FROM_INTERNET: &[&FromInternetLaw] = &[
    &internet_private_destination::LAW,
    &public_address_owner::LAW,
    &ipv6_of_nobody::LAW,
];
/// Asked of a NAT gateway.
pub static NAT: &[&NatLaw] = &[
    &nat_available::LAW,
    &nat_zone::LAW,
    &nat_source::LAW,
    &nat_protocol::LAW,
    &nat64::LAW,
    &nat_rewrite::LAW,
];

/// A packet at an internet gateway, on its way out or in.
#[derive(Clone, Copy, Debug)]
pub struct AtGateway<'a> {
    /// The network.
    pub network: &'a Network,
    /// The gateway.
    pub gateway: &'a ResourceId,
    /// The VPC it belongs to.
    pub vpc: &'a VpcId,
    /// The subnet it carries the packet for; a regional NAT gateway is in none.
    pub subnet: Option<&'a SubnetId>,
    /// The interface inside; a host assumed in a subnet has none, nor has one of another network.
    pub interface: Option<&'a Interface>,
    /// The appliance that sent it on, where the document does not say what that does with packets:
    /// it may be a NAT instance.
    pub forwarder: Option<&'a Interface>,
    /// Whether a Gateway Load Balancer endpoint is on the packet's way.
    pub inspected: bool,
    /// The public address a regional NAT gateway has put on it.
    pub translated: Option<IpAddr>,
    /// The packet.
    pub packet: Packet,
    /// Out of the VPC or into it.
    pub direction: Direction,
}

impl AtGateway<'_> {
    /// Whether the gateway is an egress-only one.
    fn is_egress_only(&self) -> bool {
        let gateways = &self.network.topology().egress_only_internet_gateway;
        gateways.contains_key(self.gateway)
    }

    /// What the packet belongs to inside, else the gateway.
    fn inside(&self) -> ResourceId {
        self.interface
            .map_or(self.gateway, |it| it.known_as())
            .clone()
    }
}

/// A packet from the internet.
#[derive(Clone, Copy, Debug)]
pub struct Arriving<'a> {
    /// The network.
    pub network: &'a Network,
    /// The packet.
    pub packet: Packet,
}

/// A packet at a NAT gateway.
#[derive(Clone, Copy, Debug)]
pub struct Translating<'a> {
    /// The network.
    pub network: &'a Network,
    /// The gateway.
    pub gateway: &'a NatGatewayId,
    /// The address it sends from.
    pub address: IpAddr,
    /// The subnet whose table led there.
    pub subnet: &'a SubnetId,
    /// How the packet came into the gateway's VPC.
    pub came_by: CameBy,
    /// The packet.
    pub packet: Packet,
}

/// How a packet came into a VPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBy {
    /// It started there.
    Inside,
    /// Over a transit gateway.
    Transit,
    /// Over a peering connection.
    Peering,
    /// Through a virtual private gateway.
    VpnGateway,
}

impl Translating<'_> {
    /// The source port after translation: NAT gateways use 1024 to 65535.
    fn source_port(&self) -> Option<u16> {
        self.packet
            .source_port
            .map(|port| if port < 1024 { SOURCE_PORT } else { port })
    }
}

/// Whether an address is not routed on the internet: RFC 1918, RFC 6598, link-local, unique local, and what
/// stands for IPv4 in IPv6 (RFC 6052).
#[must_use]
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            v4.is_private()
                || v4.is_link_local()
                || v4.is_loopback()
                || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            (first & 0xfe00) == 0xfc00
                || (first & 0xffc0) == 0xfe80
                || v6.is_loopback()
                || nat64::inside(v6).is_some()
        }
    }
}
