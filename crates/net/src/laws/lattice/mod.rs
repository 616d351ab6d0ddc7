//! VPC Lattice: which service or resource is meant, who may ask for it, and what stands behind it.
//! <https://docs.aws.amazon.com/vpc-lattice/latest/ug/how-it-works.html>

mod auth_policy;
mod lattice_listener;
mod lattice_target;
mod lattice_targets;
mod resource_gateway;
mod resource_ports;

use super::way::Way;
use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::{NetworkInterfaceId, ResourceId, VpcId};
use crate::network::Network;
use crate::query::Query;
use crate::topology::{ResourceConfiguration, VpcEndpoint};
use std::net::{IpAddr, Ipv4Addr};

/// How a law of what is meant judges; it settles on a service or a resource.
pub type WantedLaw = Law<fn(&Wanted<'_>) -> Judgement<Found>>;
/// How a law of a resource configuration judges; it settles on the gateway's interfaces.
pub type ResourceLaw = Law<fn(&AtResource<'_>) -> Judgement<Vec<NetworkInterfaceId>>>;
/// How a law of an auth policy judges.
pub type AuthLaw = Law<fn(&AtPolicy<'_>) -> Judgement>;
/// How a law of a service's listeners judges; it settles on all a request may come to.
pub type ListenLaw = Law<fn(&AtService<'_>) -> Judgement<Vec<Way<ResourceId>>>>;
/// How a law of a target group judges; it settles on the targets that may be chosen.
pub type TargetsLaw = Law<fn(&AtGroup<'_>) -> Judgement<Vec<Target>>>;

/// Asked of an endpoint, or of a VPC that uses service networks.
pub static WANTED: &[&WantedLaw] = &[&lattice_target::LAW];
/// Asked of a resource configuration.
pub static RESOURCE: &[&ResourceLaw] = &[&resource_ports::LAW, &resource_gateway::LAW];
/// Asked of a service network and of a service, in an open connection.
pub static AUTH: &[&AuthLaw] = &[&auth_policy::LAW];
/// Asked of a service.
pub static LISTEN: &[&ListenLaw] = &[&lattice_listener::LAW];
/// Asked of a target group.
pub static TARGETS: &[&TargetsLaw] = &[&lattice_targets::LAW];

/// The address assumed for a service of a service network where a VPC is associated with it, and
/// for VPC Lattice itself towards targets. AWS: 169.254.171.0/24.
pub const SERVICE_ADDRESS: Ipv4Addr = Ipv4Addr::new(169, 254, 171, 1);

/// The same for a resource. AWS: of 129.224.0.0/17.
pub const RESOURCE_ADDRESS: Ipv4Addr = Ipv4Addr::new(129, 224, 0, 1);

/// Whether an address leads to VPC Lattice in a VPC that is associated with a service network.
#[must_use]
pub const fn is_lattice(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => match four.octets() {
            [169, 254, 171, _] => true,
            [129, 224, third, _] => third < 128,
            _ => false,
        },
        IpAddr::V6(six) => matches!(six.segments(), [0xfd00, 0xec2, 0x80, 0, ..]),
    }
}

/// A connection that came to VPC Lattice.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The network.
    pub network: &'a Network,
    /// The name asked for, and those it led to.
    pub names: Vec<String>,
    /// By what it came.
    pub entrance: Entrance<'a>,
}

/// By what a connection comes to VPC Lattice.
#[derive(Clone, Copy, Debug)]
pub enum Entrance<'a> {
    /// A resource or service network endpoint.
    Endpoint(&'a VpcEndpoint),
    /// A VPC's associations.
    Vpc(&'a VpcId),
}

/// What is meant, and the service network that leads there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A resource configuration.
    Resource(ResourceId, Option<ResourceId>),
    /// A service.
    Service(ResourceId, ResourceId),
}

/// A connection to a resource.
#[derive(Clone, Copy, Debug)]
pub struct AtResource<'a> {
    /// The network.
    pub network: &'a Network,
    /// The resource configuration's id.
    pub id: &'a ResourceId,
    /// The resource configuration.
    pub resource: &'a ResourceConfiguration,
    /// The zone it comes from.
    pub zone: Option<&'a str>,
    /// The zones of the endpoint, or of the VPC that is associated.
    pub shared: &'a [&'a str],
    /// The packet.
    pub packet: Packet,
}

/// A request at an auth policy.
#[derive(Clone, Copy, Debug)]
pub struct AtPolicy<'a> {
    /// The network.
    pub network: &'a Network,
    /// What is asked.
    pub query: &'a Query,
    /// The service network or service.
    pub id: &'a ResourceId,
    /// Its auth type.
    pub auth_type: Option<&'a str>,
    /// The VPC the request comes from.
    pub vpc: Option<&'a VpcId>,
    /// The packet.
    pub packet: Packet,
}

/// A request at a service.
#[derive(Clone, Copy, Debug)]
pub struct AtService<'a> {
    /// The network.
    pub network: &'a Network,
    /// The service.
    pub id: &'a ResourceId,
    /// The packet.
    pub packet: Packet,
}

/// A request for a target group.
#[derive(Clone, Copy, Debug)]
pub struct AtGroup<'a> {
    /// The network.
    pub network: &'a Network,
    /// The target group.
    pub id: &'a ResourceId,
}

/// A target that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its id, address or ARN.
    pub id: String,
    /// Its port.
    pub port: Option<u16>,
}
