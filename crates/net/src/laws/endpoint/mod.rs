//! VPC endpoints and the endpoint services behind them.
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html>

mod endpoint_policy;
mod endpoint_state;
mod gateway_protocol;
mod gateway_source;
mod interface_protocol;
mod service_accepts;
mod service_state;
mod service_zone;

use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::{NetworkInterfaceId, VpcEndpointId, VpcEndpointServiceId};
use crate::network::Network;
use crate::query::Query;
use crate::topology::{VpcEndpoint, VpcEndpointService};

/// How a law of an endpoint judges.
pub type EndpointLaw = Law<fn(&AtEndpoint<'_>) -> Judgement>;
/// How a law of an endpoint service judges; it settles on the nodes of its load balancers.
pub type ServiceLaw = Law<fn(&AtService<'_>) -> Judgement<Vec<NetworkInterfaceId>>>;

/// Asked of an interface endpoint.
pub static INTERFACE: &[&EndpointLaw] = &[&endpoint_state::LAW, &interface_protocol::LAW];
/// Asked of a gateway endpoint.
pub static GATEWAY: &[&EndpointLaw] = &[
    &gateway_source::LAW,
    &endpoint_state::LAW,
    &gateway_protocol::LAW,
];
/// Asked of the request in a connection through either; the connection is open by then.
pub static REQUEST: &[&EndpointLaw] = &[&endpoint_policy::LAW, &service_accepts::LAW];
/// Asked of a Gateway Load Balancer endpoint.
pub static GATEWAY_LOAD_BALANCER: &[&EndpointLaw] = &[&endpoint_state::LAW];
/// Asked of an endpoint service.
pub static SERVICE: &[&ServiceLaw] = &[&service_state::LAW, &service_zone::LAW];

/// A packet at an endpoint.
#[derive(Clone, Copy, Debug)]
pub struct AtEndpoint<'a> {
    /// The network.
    pub network: &'a Network,
    /// What is asked.
    pub query: &'a Query,
    /// The name that led here, empty where an address was asked for.
    pub name: &'a str,
    /// The endpoint's id.
    pub id: &'a VpcEndpointId,
    /// The endpoint.
    pub endpoint: &'a VpcEndpoint,
    /// The packet.
    pub packet: Packet,
}

/// A packet that crossed `PrivateLink`.
#[derive(Clone, Copy, Debug)]
pub struct AtService<'a> {
    /// The network.
    pub network: &'a Network,
    /// The service's id.
    pub id: &'a VpcEndpointServiceId,
    /// The service.
    pub service: &'a VpcEndpointService,
    /// The zone of the endpoint's interface it entered by.
    pub zone: Option<&'a str>,
    /// Whether Gateway Load Balancers stand in front, for an endpoint of their kind.
    pub gateway: bool,
    /// Whether the service is in another Region, where zones need not match (R3.7).
    pub across_regions: bool,
}
