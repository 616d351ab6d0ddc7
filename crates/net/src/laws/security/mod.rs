//! Who guards what: security groups on interfaces, network ACLs on subnets.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>

mod acl_egress;
mod acl_ingress;
mod acl_table;
mod group_egress;
mod group_ingress;
mod group_stateful;
mod group_table;

use super::{Judgement, Law};
use crate::code::Code;
use crate::evidence::Packet;
use crate::id::SubnetId;
use crate::network::{Interface, Network};
use crate::query::Protocol;
use std::ops::RangeInclusive;

pub use acl_table::covers_all_ephemeral_ports;

/// How a guard of an interface judges.
pub type GroupLaw = Law<fn(&Guarded<'_>) -> Judgement>;
/// How a guard of a subnet judges.
pub type AclLaw = Law<fn(&Crossing<'_>) -> Judgement>;

/// Asked when an interface sends.
pub static SEND: &[&GroupLaw] = &[&group_egress::LAW];
/// Asked when a packet leaves a subnet.
pub static LEAVE: &[&AclLaw] = &[&acl_egress::LAW];
/// Asked when a packet enters a subnet.
pub static ENTER: &[&AclLaw] = &[&acl_ingress::LAW];
/// Asked when an interface receives.
pub static RECEIVE: &[&GroupLaw] = &[&group_ingress::LAW];
/// Asked when a reply comes back to an interface.
pub static REPLY: &[&GroupLaw] = &[&group_stateful::LAW];

/// A packet at an interface.
#[derive(Clone, Copy, Debug)]
pub struct Guarded<'a> {
    /// The network.
    pub network: &'a Network,
    /// The guarded interface.
    pub interface: &'a Interface,
    /// The packet.
    pub packet: Packet,
    /// Where on the way this is.
    pub leg: Leg,
    /// Whether rules that name a group can match the peer: not behind `PrivateLink` or a middlebox
    /// (R1.24, R3.13).
    pub references: bool,
}

/// A packet at the border of a subnet.
#[derive(Clone, Copy, Debug)]
pub struct Crossing<'a> {
    /// The network.
    pub network: &'a Network,
    /// The subnet.
    pub subnet: &'a SubnetId,
    /// The packet.
    pub packet: Packet,
    /// Where on the way this is.
    pub leg: Leg,
}

/// Parts of the way, which give a denial its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// From the client to what it addressed.
    Client,
    /// Through a subnet or an appliance on the way, such as a NAT gateway's.
    Transit,
    /// From a load balancer to its target.
    Target,
    /// The way back.
    Return,
}

impl Leg {
    const fn acl_egress_code(self) -> Code {
        match self {
            Self::Client => Code::SrcNaclEgressDenied,
            Self::Transit => Code::TransitNaclDenied,
            Self::Target => Code::TargetNaclDenied,
            Self::Return => Code::ReturnNaclEgressDenied,
        }
    }

    const fn acl_ingress_code(self) -> Code {
        match self {
            Self::Client => Code::DstNaclIngressDenied,
            Self::Transit => Code::TransitNaclDenied,
            Self::Target => Code::TargetNaclDenied,
            Self::Return => Code::ReturnNaclIngressDenied,
        }
    }
}

/// Whether a rule's protocol covers a packet's. `-1` is every protocol.
fn protocol_covers(rule: Option<&str>, packet: Packet) -> bool {
    match rule {
        None | Some("-1" | "all") => true,
        Some(text) => Protocol::parse(text) == Some(packet.protocol),
    }
}

/// The ports a rule is for; `None` is every port. Only TCP and UDP have ports: AWS ignores the
/// numbers beside any other protocol, such as the `0` to `0` that Terraform wants beside `-1`.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html>
fn ports_of(
    protocol: Option<&str>,
    from: Option<i32>,
    to: Option<i32>,
) -> Option<RangeInclusive<i32>> {
    let protocol = protocol.and_then(Protocol::parse)?;
    if !matches!(protocol, Protocol::TCP | Protocol::UDP) {
        return None;
    }
    let (from, to) = (from?, to?);
    (from >= 0 && to >= 0 && (from, to) != (0, 65_535)).then_some(from..=to)
}

/// Whether a rule's ports cover a packet's. A packet of a protocol without ports needs none.
fn ports_cover(ports: Option<&RangeInclusive<i32>>, port: Option<u16>) -> bool {
    match (ports, port) {
        (Some(ports), Some(port)) => ports.contains(&i32::from(port)),
        _ => true,
    }
}

/// Whether a rule's ICMP type and code cover a packet, which is an echo request on its way and an
/// echo reply on its way back. Nothing, or -1, is every type or code.
/// <https://www.iana.org/assignments/icmp-parameters/icmp-parameters.xhtml>
fn icmp_covers(
    protocol: Option<&str>,
    types: Option<i32>,
    codes: Option<i32>,
    packet: Packet,
    leg: Leg,
) -> bool {
    let reply = leg == Leg::Return;
    let echo = match packet.protocol {
        Protocol::ICMP => i32::from(!reply) * 8,
        Protocol::ICMPV6 => 128 + i32::from(reply),
        _ => return true,
    };
    if protocol.and_then(Protocol::parse) != Some(packet.protocol) {
        // A rule for every protocol has no type.
        return true;
    }
    let covers = |said: Option<i32>, is: i32| said.is_none_or(|said| said < 0 || said == is);
    covers(types, echo) && covers(codes, 0)
}

/// A rule's protocol as people read it.
fn protocol_text(rule: Option<&str>) -> String {
    match rule {
        None | Some("-1" | "all") => "all".to_owned(),
        Some(text) => {
            Protocol::parse(text).map_or_else(|| text.to_owned(), |protocol| protocol.to_string())
        }
    }
}

/// A rule's ports as people read them.
fn ports_text(ports: Option<&RangeInclusive<i32>>) -> String {
    match ports {
        None => "all".to_owned(),
        Some(ports) if ports.start() == ports.end() => ports.start().to_string(),
        Some(ports) => format!("{}-{}", ports.start(), ports.end()),
    }
}
