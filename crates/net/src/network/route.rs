//! A route, as tables hold it: where to, by what, and how it ranks.

use crate::id::ResourceId;
use ipnet::IpNet;

/// One route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteEntry {
    /// The destination as people write it: a range, or a prefix list's id.
    pub destination: String,
    /// The ranges it stands for.
    pub ranges: Vec<IpNet>,
    /// Where it leads.
    pub target: RouteTarget,
    /// Whether AWS says the target is gone.
    pub blackhole: bool,
    /// Rank among routes to the same range: the lowest wins (R1.11).
    pub rank: Rank,
}

/// Where a route leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteTarget {
    /// The VPC itself.
    Local,
    /// An internet gateway.
    InternetGateway(ResourceId),
    /// An egress-only internet gateway.
    EgressOnlyInternetGateway(ResourceId),
    /// A NAT gateway.
    NatGateway(ResourceId),
    /// A gateway endpoint.
    GatewayEndpoint(ResourceId),
    /// A Gateway Load Balancer endpoint.
    GatewayLoadBalancerEndpoint(ResourceId),
    /// A network interface, of an appliance.
    Interface(ResourceId),
    /// A VPC peering connection.
    Peering(ResourceId),
    /// A transit gateway.
    TransitGateway(ResourceId),
    /// A virtual private gateway.
    VpnGateway(ResourceId),
    /// Something that is not simulated, or that the topology does not hold.
    Other(ResourceId),
}

impl RouteTarget {
    /// `local`, or the target's id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Local => "local",
            Self::InternetGateway(id)
            | Self::EgressOnlyInternetGateway(id)
            | Self::NatGateway(id)
            | Self::GatewayEndpoint(id)
            | Self::GatewayLoadBalancerEndpoint(id)
            | Self::Interface(id)
            | Self::Peering(id)
            | Self::TransitGateway(id)
            | Self::VpnGateway(id)
            | Self::Other(id) => id.as_str(),
        }
    }
}

/// Ranks of routes to one and the same range: the first wins (R1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The VPC's own range.
    Local,
    /// Written by hand.
    Static,
    /// By prefix list.
    PrefixList,
    /// Propagated by a gateway.
    Propagated,
}
