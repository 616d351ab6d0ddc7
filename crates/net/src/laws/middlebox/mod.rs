//! What a route puts into a packet's way: Gateway Load Balancer endpoints with the appliances
//! behind them, and appliances a route leads to by their interface.
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html>
//! <https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing>

mod appliance_verdict;
mod endpoint_family;
mod endpoint_loop;
mod flow_symmetry;
mod geneve;
mod several_interfaces;
mod source_dest_check;

use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::{ResourceId, SubnetId, VpcEndpointId};
use crate::network::{Interface, Network};
use crate::topology::{Appliance, Setting, VpcEndpoint};

/// How a law of a Gateway Load Balancer endpoint judges.
pub type DetourLaw = Law<fn(&AtDetour<'_>) -> Judgement>;
/// How a law of the tunnel to an appliance judges; it settles on the packet around the packet.
pub type TunnelLaw = Law<fn(&Tunnelling<'_>) -> Judgement<Packet>>;
/// How a law of an appliance judges; it settles on what it does.
pub type ApplianceLaw = Law<fn(&Inspecting<'_>) -> Judgement<Appliance>>;
/// How a law of an interface that takes packets of others judges.
pub type ForwarderLaw = Law<fn(&Forwarding<'_>) -> Judgement>;
/// How a law about both ways of a connection judges.
pub type FlowLaw = Law<fn(&Flow<'_>) -> Judgement>;

/// Asked of a Gateway Load Balancer endpoint.
pub static DETOUR: &[&DetourLaw] = &[&endpoint_loop::LAW, &endpoint_family::LAW];
/// Asked when a Gateway Load Balancer sends to an appliance.
pub static TUNNEL: &[&TunnelLaw] = &[&geneve::LAW];
/// Asked of the interface a route names.
pub static FORWARD: &[&ForwarderLaw] = &[&source_dest_check::LAW, &several_interfaces::LAW];
/// Asked of an appliance that holds a packet.
pub static INSPECT: &[&ApplianceLaw] = &[&appliance_verdict::LAW];
/// Asked of each middlebox about both ways of a connection.
pub static FLOW: &[&FlowLaw] = &[&flow_symmetry::LAW];

/// A packet at a Gateway Load Balancer endpoint.
#[derive(Clone, Copy, Debug)]
pub struct AtDetour<'a> {
    /// The endpoint's id.
    pub id: &'a VpcEndpointId,
    /// The endpoint.
    pub endpoint: &'a VpcEndpoint,
    /// Its subnet.
    pub subnet: &'a SubnetId,
    /// Whether the packet comes from inspection, sent back by the endpoint's own subnet.
    pub again: bool,
    /// The packet.
    pub packet: Packet,
}

/// A packet on its way from a Gateway Load Balancer to an appliance.
#[derive(Clone, Copy, Debug)]
pub struct Tunnelling<'a> {
    /// The load balancer's node.
    pub node: &'a Interface,
    /// The appliance's interface.
    pub appliance: &'a Interface,
    /// The packet.
    pub packet: Packet,
}

/// A packet in an appliance.
#[derive(Clone, Debug)]
pub struct Inspecting<'a> {
    /// The appliance, or what is known of it.
    pub resource: &'a ResourceId,
    /// What the document says it does.
    pub said: Setting<Appliance>,
    /// Whether the topology holds the appliance; one that it holds lets pass unless it says else.
    pub is_known: bool,
    /// Whether it stands behind a Gateway Load Balancer.
    pub balanced: bool,
}

/// A packet at an interface whose address it does not have.
#[derive(Clone, Copy, Debug)]
pub struct Forwarding<'a> {
    /// The network.
    pub network: &'a Network,
    /// The interface.
    pub interface: &'a Interface,
    /// The packet.
    pub packet: Packet,
}

/// A middlebox, and those that a request and its reply pass.
#[derive(Clone, Copy, Debug)]
pub struct Flow<'a> {
    /// The middlebox in question.
    pub middlebox: &'a ResourceId,
    /// Those on the request's way.
    pub request: &'a [ResourceId],
    /// Those on the reply's way.
    pub reply: &'a [ResourceId],
    /// Whether it drops half a connection; `None` where the document does not say.
    pub is_stateful: Option<bool>,
    /// The transit gateway attachment where the two ways parted, if that is why.
    pub parted_at: Option<&'a ResourceId>,
}
