//! The kinds of boxes and marks, and the shapes they are drawn in.

use crate::geometry::Point;
use crate::scene::{Mark, MarkKind};

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoxKind {
    /// The internet, across the top.
    Internet,
    /// Someone on the internet, who asks from there.
    Client,
    /// An on-premises network.
    Site,
    /// An account, or what is known to belong together.
    Account,
    /// A Region.
    Region,
    /// A VPC.
    Vpc,
    /// An Availability Zone.
    Zone,
    /// A subnet with a route to an internet gateway.
    PublicSubnet,
    /// Another subnet.
    PrivateSubnet,
    /// The public sides of AWS services.
    Services,
    /// Resources whose place the topology does not say.
    Unplaced,
    /// An EC2 instance.
    Instance,
    /// An interface of a VPC endpoint.
    EndpointInterface,
    /// Another network interface.
    Interface,
    /// A node of a load balancer.
    Balancer,
    /// A NAT gateway.
    Nat,
    /// An internet gateway, on its VPC's border.
    InternetGateway,
    /// A gateway endpoint, on its VPC's border; it has no interface.
    GatewayEndpoint,
    /// A VPC peering connection, on the border of the requester's VPC.
    Peering,
    /// A virtual private gateway, on its VPC's border.
    VpnGateway,
    /// A transit gateway.
    TransitGateway,
    /// A virtual interface of Direct Connect.
    DirectConnect,
    /// An interface of a Resolver endpoint.
    ResolverEndpoint,
    /// A DNS resolver.
    Resolver,
    /// An endpoint service, a pill above the load balancer it fronts.
    EndpointService,
    /// One AWS service.
    Service,
    /// What a folded container hides.
    Folded,
}

/// How a kind of box is drawn: containers each in their own way, things alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A strip across the picture: the internet.
    Strip,
    /// A dashed frame around what belongs together: an account, a Region.
    Group,
    /// What stands together for want of a place.
    Unplaced,
    /// A VPC.
    Vpc,
    /// A column of a VPC: an Availability Zone.
    Zone,
    /// A subnet with a route to an internet gateway.
    PublicSubnet,
    /// Another subnet.
    PrivateSubnet,
    /// The dotted frame around AWS services.
    Services,
    /// A network of its own, a leaf that keeps its distance.
    Site,
    /// A pill above what it fronts: an endpoint service.
    Pill,
    /// A card with letters and a name: everything that holds nothing.
    Leaf,
}

impl BoxKind {
    /// How boxes of this kind are drawn.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Internet => Shape::Strip,
            Self::Account | Self::Region => Shape::Group,
            Self::Unplaced => Shape::Unplaced,
            Self::Vpc => Shape::Vpc,
            Self::Zone => Shape::Zone,
            Self::PublicSubnet => Shape::PublicSubnet,
            Self::PrivateSubnet => Shape::PrivateSubnet,
            Self::Services => Shape::Services,
            Self::Site => Shape::Site,
            Self::EndpointService => Shape::Pill,
            Self::Client
            | Self::Instance
            | Self::EndpointInterface
            | Self::Interface
            | Self::Balancer
            | Self::Nat
            | Self::InternetGateway
            | Self::GatewayEndpoint
            | Self::Peering
            | Self::VpnGateway
            | Self::TransitGateway
            | Self::DirectConnect
            | Self::ResolverEndpoint
            | Self::Resolver
            | Self::Service
            | Self::Folded => Shape::Leaf,
        }
    }

    /// Whether boxes of this kind hold others.
    #[must_use]
    pub const fn is_container(self) -> bool {
        !matches!(self.shape(), Shape::Site | Shape::Pill | Shape::Leaf)
    }

    /// Whether it sits across its parent's border instead of inside.
    #[must_use]
    pub const fn is_on_border(self) -> bool {
        matches!(
            self,
            Self::InternetGateway | Self::GatewayEndpoint | Self::Peering | Self::VpnGateway
        )
    }
}

impl MarkKind {
    /// The drawing of its sign around the origin, for the rule `evenodd`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            // A tag with its hole.
            Self::PrivateDns => {
                "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zM-1.4 0a1.4 1.4 0 1 1 2.8 0a1.4 1.4 0 1 1-2.8 0z"
            }
            // An hourglass.
            Self::Waiting => "M-3 -4h6l-3 4zM-3 4h6l-3-4z",
            // A cross.
            Self::Broken => {
                "M-3.6-2.4l1.2-1.2l2.4 2.4l2.4-2.4l1.2 1.2l-2.4 2.4l2.4 2.4l-1.2 1.2l-2.4-2.4l-2.4 2.4l-1.2-1.2l2.4-2.4z"
            }
            // A stack.
            Self::Count => "M-3-3h6v2h-6zM-3 1h6v2h-6z",
        }
    }
}

impl Mark {
    /// Where its sign stands, before its words.
    #[must_use]
    pub fn sign_at(&self) -> Point {
        Point::new(self.rect.x + 9.0, self.rect.center().y)
    }
}
