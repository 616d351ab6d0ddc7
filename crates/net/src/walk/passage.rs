//! What a packet passed, kept for its reply: the stretches of the way and the middleboxes on them.

use super::vantage::Host;
use crate::evidence::Packet;
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::security::Leg;
use crate::network::Interface;
use crate::trace::Kind;

/// What a packet meets between two ends, which its reply has to meet as well.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch<'a> {
    /// Middleboxes, in order.
    pub(super) middleboxes: Vec<Middlebox<'a>>,
    /// Attachments by which a transit gateway led into a VPC, and the subnets entered.
    pub(super) entries: Vec<(&'a ResourceId, &'a SubnetId)>,
}

/// A Gateway Load Balancer endpoint, or the interface of an appliance.
#[derive(Clone, Debug)]
pub(super) struct Middlebox<'a> {
    pub(super) id: ResourceId,
    /// Where it is judged what becomes of half a connection.
    pub(super) at: ResourceId,
    pub(super) kind: Kind,
    /// Whether it drops half a connection; `None` where the document does not say.
    pub(super) is_stateful: Option<bool>,
    /// Behind an endpoint, the way to the appliance.
    pub(super) tunnel: Option<Tunnel<'a>>,
}

/// The ends of a Gateway Load Balancer's tunnel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tunnel<'a> {
    pub(super) node: &'a Interface,
    pub(super) appliance: &'a Interface,
}

/// A stretch of the way, kept for the way back.
#[derive(Clone, Debug)]
pub(super) enum Passage<'a> {
    /// Inside a VPC, from one host to another.
    Inside {
        from: Host<'a>,
        to: Host<'a>,
        packet: Packet,
        leg: Leg,
        met: Stretch<'a>,
    },
    /// Out of a VPC through a gateway or gateway endpoint.
    Out {
        from: Host<'a>,
        through: ResourceId,
        kind: Kind,
        packet: Packet,
        met: Stretch<'a>,
    },
    /// Out of a VPC to a site.
    ToSite {
        from: Host<'a>,
        through: ResourceId,
        site: &'a ResourceId,
        packet: Packet,
        met: Stretch<'a>,
    },
    /// Into a VPC from the internet.
    In {
        to: Host<'a>,
        through: ResourceId,
        kind: Kind,
        packet: Packet,
        met: Stretch<'a>,
    },
    /// Into a VPC from a site.
    FromSite {
        site: &'a ResourceId,
        through: ResourceId,
        to: Host<'a>,
        packet: Packet,
        met: Stretch<'a>,
    },
    /// Through a gateway without a host behind it.
    Through {
        resource: ResourceId,
        kind: Kind,
        packet: Packet,
    },
    /// Out of a VPC to VPC Lattice, by the VPC's association.
    ToLattice {
        from: Host<'a>,
        through: ResourceId,
        packet: Packet,
    },
    /// From VPC Lattice to a target.
    FromLattice {
        to: Host<'a>,
        service: ResourceId,
        packet: Packet,
    },
    /// Across `PrivateLink`.
    Tube {
        endpoint: ResourceId,
        packet: Packet,
    },
}

/// A place a packet is routed from: a host's subnet, or a gateway's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'a> {
    pub(super) subnet: &'a SubnetId,
    pub(super) vpc: &'a VpcId,
    pub(super) zone: Option<&'a str>,
}

impl<'a> Host<'a> {
    /// The place it sends from.
    pub(super) const fn spot(&self) -> Spot<'a> {
        Spot {
            subnet: self.subnet,
            vpc: self.vpc,
            zone: self.zone,
        }
    }
}
