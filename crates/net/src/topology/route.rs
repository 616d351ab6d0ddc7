//! Route tables and prefix lists.

use super::{Attributes, Tags};
use crate::id::{AccountId, PrefixListId, ResourceId, RouteTableId, SubnetId, VpcId};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// A route table. The `local` routes are implied by the VPC's ranges and need not be listed.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct RouteTable {
    /// The VPC it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// Its routes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub route: Vec<Route>,
    /// Virtual private gateways that propagate into it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub propagating_vgws: Vec<ResourceId>,
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

/// One route: a destination and where it leads. Exactly one of each is set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Route {
    /// An IPv4 destination.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<IpNet>,
    /// An IPv6 destination.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block: Option<IpNet>,
    /// A prefix list as destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_prefix_list_id: Option<PrefixListId>,
    /// An internet or virtual private gateway, `local`, or a VPC endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<ResourceId>,
    /// A NAT gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nat_gateway_id: Option<ResourceId>,
    /// A Gateway Load Balancer endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint_id: Option<ResourceId>,
    /// An interface, of an appliance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<ResourceId>,
    /// A transit gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<ResourceId>,
    /// A peering connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_peering_connection_id: Option<ResourceId>,
    /// An egress-only internet gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub egress_only_gateway_id: Option<ResourceId>,
    /// `active`, or `blackhole` where the target is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `CreateRoute`, or `EnableVgwRoutePropagation` for a propagated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Says which route table a subnet (or, as edge association, a gateway) uses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct RouteTableAssociation {
    /// The table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route_table_id: Option<RouteTableId>,
    /// The subnet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    /// The internet or virtual private gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<ResourceId>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A named list of ranges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PrefixList {
    /// Such as `com.amazonaws.ap-northeast-1.s3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The ranges.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entry: Vec<PrefixListEntry>,
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

/// One range of a prefix list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PrefixListEntry {
    /// The range.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr: Option<IpNet>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
