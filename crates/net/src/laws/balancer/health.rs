//! The targets of a group as a load balancer's node sees them, and their health.
//!
//! Health is what the document says. Where a group's `derive_health` is on, a target is unhealthy
//! as well if the node's check cannot reach it: the same laws are asked that a connection from the
//! node to the target meets, there and back.
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html>

use super::Choosing;
use crate::code::Code;
use crate::evidence::Packet;
use crate::id::ResourceId;
use crate::laws::host::{self, Host};
use crate::laws::security::{self, AclLaw, Crossing, GroupLaw, Guarded, Leg};
use crate::laws::{Keep, Ruling, ask};
use crate::network::{Interface, Network, Owner};
use crate::query::{Protocol, SOURCE_PORT};
use crate::topology::{LbTargetGroup, LbTargetGroupAttachment};
use std::net::IpAddr;

/// The port of a check where the group speaks GENEVE and says none.
const GENEVE_CHECK_PORT: u16 = 80;

/// A target as a node sees it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Its registration.
    pub id: &'a ResourceId,
    /// The same.
    pub attachment: &'a LbTargetGroupAttachment,
    /// Its interface; a load balancer has one for each of its nodes. `None` where the document
    /// does not hold it.
    pub interface: Option<&'a Interface>,
    /// Whether the node may send to it: it is in the node's zone, or zones are crossed. `None` where
    /// nobody knows whether they are.
    pub in_reach: Option<bool>,
    /// What keeps the check from reaching it, where health is derived.
    pub unchecked: Option<Code>,
}

impl Seen<'_> {
    /// Whether it takes new connections.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.attachment.is_healthy() && self.unchecked.is_none()
    }
}

/// The targets of a group, in document order.
#[must_use]
pub fn seen<'a>(choosing: &Choosing<'a>) -> Vec<Seen<'a>> {
    let topology = choosing.network.topology();
    let group = topology.lb_target_group.get(choosing.group);
    let cross_zone = match group {
        Some(group) => group.crosses_zones(choosing.balancer),
        None => choosing.balancer.crosses_zones(),
    };
    let attachments = topology.lb_target_group_attachment.iter();
    let registered = attachments
        .filter(|(_, it)| it.target_group_arn.as_ref() == Some(choosing.group))
        .flat_map(|(id, it)| {
            let interfaces = interfaces(choosing, it);
            interfaces.into_iter().map(move |at| (id, it, at))
        });
    let seen = registered.map(|(id, attachment, interface)| {
        let in_zone = |it: &Interface| it.zone == choosing.node.zone;
        let in_reach = match interface.is_none_or(in_zone) {
            true => Some(true),
            false => cross_zone,
        };
        let derived = group.filter(|it| it.derive_health == Some(true));
        let unchecked = derived.and_then(|group| {
            let target = interface?;
            let node = checking(choosing, target, in_reach != Some(false));
            let port = checked_port(group, attachment)?;
            check(choosing.network, node, target, port)
        });
        Seen {
            id,
            attachment,
            interface,
            in_reach,
            unchecked,
        }
    });
    seen.collect()
}

/// The interfaces of a target: an instance's primary one, the nodes of a load balancer, or the one
/// with the address; one that is not known where it has none.
fn interfaces<'a>(
    choosing: &Choosing<'a>,
    attachment: &LbTargetGroupAttachment,
) -> Vec<Option<&'a Interface>> {
    let network = choosing.network;
    let Some(target) = attachment.target_id.as_deref() else {
        return vec![None];
    };
    if let Ok(address) = target.parse::<IpAddr>() {
        let vpc = choosing.node.vpc.as_ref();
        return vec![vpc.and_then(|vpc| network.interface_at(vpc, address))];
    }
    let id = ResourceId::from(target);
    let mut found = network.interfaces_of(&id);
    if network.topology().lb.contains_key(target) {
        let nodes: Vec<_> = found.map(Some).collect();
        return if nodes.is_empty() { vec![None] } else { nodes };
    }
    vec![found.next()]
}

/// The node that checks a target: the one that asks, else the one of the target's zone.
fn checking<'a>(choosing: &Choosing<'a>, target: &Interface, in_reach: bool) -> &'a Interface {
    let Owner::LoadBalancer(balancer) = &choosing.node.owner else {
        return choosing.node;
    };
    let mut nodes = choosing.network.interfaces_of(balancer);
    let own = nodes.find(|it| !in_reach && it.zone == target.zone);
    own.unwrap_or(choosing.node)
}

/// The port a target is checked on.
fn checked_port(group: &LbTargetGroup, attachment: &LbTargetGroupAttachment) -> Option<u16> {
    let check = group.health_check.as_ref();
    let said = check.and_then(|it| it.port.as_deref()?.parse().ok());
    let geneve = group.protocol.as_deref() == Some("GENEVE");
    said.or(geneve.then_some(GENEVE_CHECK_PORT))
        .or(attachment.port)
        .or(group.port)
}

/// What keeps a node's check from a target, if anything does.
fn check(network: &Network, node: &Interface, target: &Interface, port: u16) -> Option<Code> {
    let destination = target.primary_address()?;
    let packet = Packet {
        source: node.address_towards(destination)?,
        source_port: Some(SOURCE_PORT),
        destination,
        destination_port: Some(port),
        protocol: Protocol::TCP,
    };
    let guarded = |laws: &'static [&'static GroupLaw], interface| {
        let at = Guarded {
            network,
            interface,
            packet,
            leg: Leg::Target,
            references: true,
            keep: Keep::Verdict,
        };
        stopped(&ask(laws, |judge| judge(&at)))
    };
    let crossed = |laws: &'static [&'static AclLaw], at: &Interface, packet| {
        let at = Crossing {
            network,
            subnet: &at.subnet,
            packet,
            leg: Leg::Target,
            keep: Keep::Verdict,
        };
        stopped(&ask(laws, |judge| judge(&at)))
    };
    let at = Host {
        network,
        interface: target,
        packet,
    };
    let away = node.subnet != target.subnet;
    let reply = packet.reply();
    guarded(security::SEND, node)
        .or_else(|| crossed(security::LEAVE, node, packet).filter(|_| away))
        .or_else(|| crossed(security::ENTER, target, packet).filter(|_| away))
        .or_else(|| guarded(security::RECEIVE, target))
        .or_else(|| stopped(&ask(host::LISTEN, |judge| judge(&at))))
        .or_else(|| crossed(security::LEAVE, target, reply).filter(|_| away))
        .or_else(|| crossed(security::ENTER, node, reply).filter(|_| away))
}

fn stopped<A>(ruling: &Ruling<A>) -> Option<Code> {
    ruling.stopped().and_then(|it| it.code)
}
