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
mod part;

use super::{Judgement, Keep, Law};
use crate::code::Code;
use crate::evidence::Packet;
use crate::id::SubnetId;
use crate::network::{Interface, Network};

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
    /// What is kept of the answer.
    pub keep: Keep,
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
    /// What is kept of the answer.
    pub keep: Keep,
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
