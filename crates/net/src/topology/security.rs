//! Security groups and network ACLs.

use super::{Attributes, Tags};
use crate::id::{AccountId, PrefixListId, SecurityGroupId, SubnetId, VpcId};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// A security group: allow rules only, stateful. No egress rules means nothing may leave.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SecurityGroup {
    /// Its group name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The VPC it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// What may come in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ingress: Vec<SecurityGroupRule>,
    /// What may go out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub egress: Vec<SecurityGroupRule>,
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

/// One rule: a protocol, ports, and the peers it is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SecurityGroupRule {
    /// `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// First port, or ICMP type; absent or -1 is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_port: Option<i32>,
    /// Last port, or ICMP code; absent or -1 is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_port: Option<i32>,
    /// IPv4 peers.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cidr_blocks: Vec<IpNet>,
    /// IPv6 peers.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ipv6_cidr_blocks: Vec<IpNet>,
    /// Peers by prefix list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prefix_list_ids: Vec<PrefixListId>,
    /// Peers by the group their interfaces carry.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_groups: Vec<SecurityGroupId>,
    /// Whether members of this very group are peers.
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    pub self_: Option<bool>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A network ACL: stateless, first match wins, and what matches nothing is denied.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NetworkAcl {
    /// The VPC it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// The subnets it guards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<SubnetId>,
    /// Whether it guards the subnets that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
    /// Entries for what comes in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ingress: Vec<AclEntry>,
    /// Entries for what goes out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub egress: Vec<AclEntry>,
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

/// One numbered entry of a network ACL.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct AclEntry {
    /// Its number; the lowest matching one decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_no: Option<u32>,
    /// `allow` or `deny`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// As in a security group rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// First port; absent is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_port: Option<i32>,
    /// Last port; absent is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_port: Option<i32>,
    /// The IPv4 peers.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<IpNet>,
    /// The IPv6 peers.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block: Option<IpNet>,
    /// ICMP type; -1 is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icmp_type: Option<i32>,
    /// ICMP code; -1 is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icmp_code: Option<i32>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
