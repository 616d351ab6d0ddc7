//! Hosted zones and records.

use super::{Attributes, Tags};
use crate::id::{NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId, VpcId, ZoneId};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// A Route 53 hosted zone; private where it names a VPC.
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Route53Zone {
    /// The domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The VPCs it answers in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vpc: Vec<ZoneVpc>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A VPC a private hosted zone is associated with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ZoneVpc {
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// Its Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_region: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A record set of a hosted zone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Route53Record {
    /// The zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone_id: Option<ZoneId>,
    /// Its name, in full or relative to its zone; `*` as first label is a wildcard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `A`, `AAAA`, `CNAME`, ...
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// How long an answer may be kept, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<u32>,
    /// Its values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    /// What it stands for, instead of values.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub alias: Option<Alias>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// What an alias record stands for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Alias {
    /// The name answered for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The zone of that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone_id: Option<String>,
    /// Whether the target's health counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluate_target_health: Option<bool>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A Resolver endpoint: where queries enter a VPC, or leave it.
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Route53ResolverEndpoint {
    /// `INBOUND` or `OUTBOUND`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// The groups of its interfaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_group_ids: Vec<SecurityGroupId>,
    /// Its addresses, one a subnet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ip_address: Vec<ResolverAddress>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// An address of a Resolver endpoint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ResolverAddress {
    /// The subnet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    /// The address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip: Option<IpAddr>,
    /// Its interface, where it is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<NetworkInterfaceId>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A Resolver rule: where queries for a domain go.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Route53ResolverRule {
    /// The domain; `.` is every name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// `FORWARD`, `SYSTEM` or `DELEGATE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_type: Option<String>,
    /// The outbound endpoint a FORWARD rule leaves by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolver_endpoint_id: Option<ResourceId>,
    /// The servers a FORWARD rule asks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub target_ip: Vec<ResolverTarget>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A DNS server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ResolverTarget {
    /// Its address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip: Option<IpAddr>,
    /// Its port, 53 where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Says in which VPC a Resolver rule holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Route53ResolverRuleAssociation {
    /// The rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolver_rule_id: Option<ResourceId>,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// What DHCP tells the hosts of a VPC.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct VpcDhcpOptions {
    /// DNS servers: `AmazonProvidedDNS`, or addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domain_name_servers: Vec<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
