//! Route 53 Resolver DNS Firewall.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html>

use super::{Attributes, Tags};
use crate::id::{ResourceId, VpcId};
use serde::{Deserialize, Serialize};

/// A group of DNS Firewall rules; the rules name it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FirewallRuleGroup {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A rule: what is done with questions for the domains of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FirewallRule {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The group it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firewall_rule_group_id: Option<ResourceId>,
    /// The list of its domains; a rule of DNS Firewall Advanced has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firewall_domain_list_id: Option<ResourceId>,
    /// Its place in the group: the lowest is asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
    /// `ALLOW`, `ALERT` or `BLOCK`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What a `BLOCK` answers: `NODATA`, `NXDOMAIN` or `OVERRIDE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_response: Option<String>,
    /// The name an `OVERRIDE` answers with, as a CNAME.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_override_domain: Option<String>,
    /// How long that may be kept, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_override_ttl: Option<u32>,
    /// `INSPECT_REDIRECTION_DOMAIN`, the default, or `TRUST_REDIRECTION_DOMAIN`: whether the names
    /// a CNAME leads to are asked for, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firewall_domain_redirection_action: Option<String>,
    /// The type of record it is about, such as `A`; absent is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q_type: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Says in which VPC a group of rules holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FirewallRuleGroupAssociation {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firewall_rule_group_id: Option<ResourceId>,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// Its place among the groups of the VPC: the lowest is asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A list of domains that rules name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FirewallDomainList {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Domains: `example.com` is that name alone, `*.example.com` every name below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Who keeps a managed list. What is on AWS's lists is not public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_owner_name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}
