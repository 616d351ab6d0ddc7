//! Ways from one network to another: peering, transit gateways, VPN and Direct Connect.
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>

mod gateway_destination;
mod line_family;
mod peering_destination;
mod peering_state;
mod site_state;
mod transit_association;
mod transit_peering;
mod transit_route;
mod transit_zone;

use super::{Judgement, Law};
use crate::evidence::Packet;
use crate::id::{ResourceId, VpcId};
use crate::network::Network;
use crate::topology::{
    Site, TransitGatewayPeeringAttachment, TransitGatewayVpcAttachment, VpcPeeringConnection,
};

/// How a law of a peering connection judges; it settles on the VPC beyond.
pub type PeeringLaw = Law<fn(&AtPeering<'_>) -> Judgement<VpcId>>;
/// How a law of a transit gateway judges; it settles on the attachment beyond.
pub type TransitLaw = Law<fn(&AtTransit<'_>) -> Judgement<ResourceId>>;
/// How a law of a peering of transit gateways judges.
pub type TransitPeeringLaw = Law<fn(&AtTransitPeering<'_>) -> Judgement>;
/// How a law of a connection to a site judges.
pub type SiteLaw = Law<fn(&AtSite<'_>) -> Judgement>;

/// Asked of a peering connection.
pub static PEERING: &[&PeeringLaw] = &[&peering_state::LAW, &peering_destination::LAW];
/// Asked of a transit gateway.
pub static TRANSIT: &[&TransitLaw] = &[
    &transit_zone::LAW,
    &transit_association::LAW,
    &transit_route::LAW,
];
/// Asked of a peering of transit gateways.
pub static TRANSIT_PEERING: &[&TransitPeeringLaw] = &[&transit_peering::LAW];
/// Asked of a connection to a site, in either direction.
pub static SITE: &[&SiteLaw] = &[&site_state::LAW, &line_family::LAW];
/// Asked of a virtual private gateway that takes a packet from a site.
pub static FROM_SITE: &[&SiteLaw] = &[&gateway_destination::LAW];

/// A packet at a peering connection.
#[derive(Clone, Copy, Debug)]
pub struct AtPeering<'a> {
    /// The network.
    pub network: &'a Network,
    /// The connection's id.
    pub id: &'a ResourceId,
    /// The connection.
    pub peering: &'a VpcPeeringConnection,
    /// The VPC it comes from.
    pub from: &'a VpcId,
    /// The packet.
    pub packet: Packet,
}

/// A packet at a transit gateway.
#[derive(Clone, Copy, Debug)]
pub struct AtTransit<'a> {
    /// The network.
    pub network: &'a Network,
    /// The transit gateway.
    pub id: &'a ResourceId,
    /// The attachment it came by.
    pub attachment_id: &'a ResourceId,
    /// The same, of a VPC; a site's attachment is not listed.
    pub attachment: Option<&'a TransitGatewayVpcAttachment>,
    /// The zone it comes from.
    pub zone: Option<&'a str>,
    /// The packet.
    pub packet: Packet,
}

/// A packet at a peering of transit gateways.
#[derive(Clone, Copy, Debug)]
pub struct AtTransitPeering<'a> {
    /// The attachment's id, the same on both sides.
    pub id: &'a ResourceId,
    /// The attachment.
    pub peering: &'a TransitGatewayPeeringAttachment,
}

/// A packet between a site and a VPC.
#[derive(Clone, Copy, Debug)]
pub struct AtSite<'a> {
    /// The network.
    pub network: &'a Network,
    /// The site's id.
    pub id: &'a ResourceId,
    /// The site.
    pub site: &'a Site,
    /// Whether a virtual private gateway is on the other side, not a transit gateway.
    pub through_vpn_gateway: bool,
    /// The VPC on the other side; beyond a transit gateway that is not yet known.
    pub vpc: Option<&'a VpcId>,
    /// The packet.
    pub packet: Packet,
}
