//! What holds at either end: a host that runs, an address that exists, a port that listens.

mod address_exists;
mod instance_running;
mod nat_inbound;
mod port_open;

use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::{NetworkInterfaceId, VpcId};
use crate::network::{Interface, Network};

/// How a law about a host judges.
pub type HostLaw = Law<fn(&Host<'_>) -> Judgement>;
/// How a law about delivery inside a VPC judges.
pub type DeliveryLaw = Law<fn(&Delivery<'_>) -> Judgement<NetworkInterfaceId>>;

/// Asked of the host that sends.
pub static SEND: &[&HostLaw] = &[&instance_running::LAW];
/// Asked when a VPC delivers to one of its own addresses.
pub static DELIVER: &[&DeliveryLaw] = &[&address_exists::LAW];
/// Asked of the host that is to answer.
pub static LISTEN: &[&HostLaw] = &[&instance_running::LAW, &nat_inbound::LAW, &port_open::LAW];

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
