//! Load balancers: listener, rules, targets, and in whose name they speak.
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html>

mod balancer_source;
mod balancer_state;
mod gateway_listener;
pub mod health;
mod listener;
mod listener_rule;
mod target;
mod target_group_filled;

use super::way::Way;
use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::{LbId, LbTargetGroupId, NetworkInterfaceId, ResourceId};
use crate::network::{Interface, Network};
use crate::topology::Lb;
use std::net::IpAddr;

/// How a law of a load balancer's front judges; it settles on all a request may come to.
pub type FrontLaw = Law<fn(&AtBalancer<'_>) -> Judgement<Vec<Way<LbTargetGroupId>>>>;
/// How a law of choosing a target judges; it settles on those that may be chosen.
pub type TargetLaw = Law<fn(&Choosing<'_>) -> Judgement<Candidates>>;
/// How a law about the connection to a target judges; it settles on the packet sent.
pub type SourceLaw = Law<fn(&Sending<'_>) -> Judgement<Packet>>;

/// Asked of a load balancer that receives a connection.
pub static FRONT: &[&FrontLaw] = &[&balancer_state::LAW, &listener_rule::LAW, &listener::LAW];
/// Asked of a Gateway Load Balancer that receives a packet.
pub static GATEWAY_FRONT: &[&FrontLaw] = &[&balancer_state::LAW, &gateway_listener::LAW];
/// Asked when it chooses a target.
pub static CHOOSE: &[&TargetLaw] = &[&target_group_filled::LAW, &target::LAW];
/// Asked when it opens a connection to the target.
pub static SOURCE: &[&SourceLaw] = &[&balancer_source::LAW];

/// A connection at a load balancer.
#[derive(Clone, Copy, Debug)]
pub struct AtBalancer<'a> {
    /// The network.
    pub network: &'a Network,
    /// The load balancer's id.
    pub id: &'a LbId,
    /// The load balancer.
    pub balancer: &'a Lb,
    /// The packet.
    pub packet: Packet,
    /// The name asked for, which a client gives as its request's host; `None` where an address or
    /// a resource was asked for.
    pub host: Option<&'a str>,
}

/// A target to be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choosing<'a> {
    /// The network.
    pub network: &'a Network,
    /// The load balancer.
    pub balancer: &'a Lb,
    /// The node that chooses.
    pub node: &'a Interface,
    /// The target group.
    pub group: &'a LbTargetGroupId,
}

/// Targets a load balancer may choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates {
    /// The targets, in document order; never empty.
    pub targets: Vec<Candidate>,
    /// Whether none of the group is healthy, so all are used (R3.15).
    pub fail_open: bool,
}

/// A target a load balancer may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its interface.
    pub interface: NetworkInterfaceId,
    /// Its port.
    pub port: Option<u16>,
    /// Its registration.
    pub attachment: ResourceId,
}

/// A connection from a load balancer to a target.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The node that sends.
    pub node: &'a Interface,
    /// The target's interface.
    pub target: &'a Interface,
    /// The target's port.
    pub port: Option<u16>,
    /// The packet as it came to the load balancer.
    pub packet: Packet,
    /// Any address of the family its group speaks to targets by.
    pub family: IpAddr,
    /// Whether the client's address is kept.
    pub keeps_client: bool,
}
