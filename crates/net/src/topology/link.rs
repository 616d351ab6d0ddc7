//! Gateways and other ways out of a VPC.

use super::{Attributes, Subnet, Tags};
use crate::id::{AccountId, NetworkInterfaceId, ResourceId, RouteTableId, SubnetId, VpcId};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr};

/// An internet gateway. <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct InternetGateway {
    /// The VPC it is attached to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<AccountId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A way out for IPv6 only, closed to what comes from the internet.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct EgressOnlyInternetGateway {
    /// The VPC it is attached to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A NAT gateway. <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NatGateway {
    /// The subnet it lives in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    /// `public` (the default) or `private`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connectivity_type: Option<String>,
    /// Its private address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_ip: Option<IpAddr>,
    /// Its Elastic IP address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<Ipv4Addr>,
    /// The Elastic IP's allocation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation_id: Option<ResourceId>,
    /// Its interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<NetworkInterfaceId>,
    /// Further private addresses it sends from.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub secondary_private_ip_addresses: Vec<IpAddr>,
    /// `zonal` (the default), or `regional`: one gateway for all zones, in no subnet.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_mode: Option<String>,
    /// The VPC of a regional one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// The table of a regional one, which AWS makes with a route to the internet gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_table_id: Option<RouteTableId>,
    /// The zones a regional one serves where they are chosen by hand; none where AWS chooses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub availability_zone_address: Vec<NatZone>,
    /// `available` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A zone of a regional NAT gateway.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NatZone {
    /// The zone's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    /// The zone's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_zone_id: Option<String>,
    /// Its Elastic IP addresses' allocations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allocation_ids: Vec<ResourceId>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

impl NatGateway {
    /// Whether it serves all zones of its VPC and stands in no subnet.
    #[must_use]
    pub fn is_regional(&self) -> bool {
        let mode = self.availability_mode.as_deref();
        mode.is_some_and(|mode| mode.eq_ignore_ascii_case("regional"))
    }
}

impl NatZone {
    /// Whether it is the zone of a subnet.
    #[must_use]
    pub fn holds(&self, subnet: &Subnet) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        same(&self.availability_zone, &subnet.availability_zone)
            || same(&self.availability_zone_id, &subnet.availability_zone_id)
    }
}

/// A peering of two VPCs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct VpcPeeringConnection {
    /// The requester's VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// The accepter's VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_vpc_id: Option<VpcId>,
    /// The accepter's Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_region: Option<String>,
    /// `active` where nothing is said.
    #[serde(alias = "status", skip_serializing_if = "Option::is_none")]
    pub accept_status: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A virtual private gateway: where VPN and Direct Connect enter a VPC.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct VpnGateway {
    /// The VPC it is attached to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A transit gateway. <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TransitGateway {
    /// `enable` or `disable` (the default): whether inbound rules may name groups of other
    /// attached VPCs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_group_referencing_support: Option<String>,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<AccountId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A VPC attached to a transit gateway, by one subnet a zone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TransitGatewayVpcAttachment {
    /// The transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// The subnets it has an interface in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<SubnetId>,
    /// `enable` or `disable` (the default).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appliance_mode_support: Option<String>,
    /// `enable` (the default) or `disable`: whether the VPC takes part in that of its gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_group_referencing_support: Option<String>,
    /// `enable` or `disable` (the default): whether the VPC's IPv6 ranges are propagated. It
    /// filters no packets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6_support: Option<String>,
    /// `available` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

impl TransitGatewayVpcAttachment {
    /// Whether it keeps both ways of a flow in one zone.
    #[must_use]
    pub fn has_appliance_mode(&self) -> bool {
        self.appliance_mode_support.as_deref() == Some("enable")
    }
}

/// A peering of two transit gateways, of one Region or two. Its routes are static.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TransitGatewayPeeringAttachment {
    /// The requester's transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// The accepter's transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_transit_gateway_id: Option<ResourceId>,
    /// The accepter's Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_region: Option<String>,
    /// The accepter's account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_account_id: Option<AccountId>,
    /// `available` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A route table of a transit gateway.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TransitGatewayRouteTable {
    /// The transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// Its routes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub route: Vec<TransitGatewayRoute>,
    /// Attachments whose traffic it routes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub associations: Vec<ResourceId>,
    /// Attachments whose ranges are routes of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub propagations: Vec<ResourceId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// One route of a transit gateway.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TransitGatewayRoute {
    /// The destination.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_cidr_block: Option<IpNet>,
    /// The attachment it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_attachment_id: Option<ResourceId>,
    /// Whether it drops.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blackhole: Option<bool>,
    /// `static` (the default) or `propagated`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
