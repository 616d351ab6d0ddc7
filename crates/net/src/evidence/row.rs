//! The rows of the tables that evidence shows: what was compared, and how each row fared.

use super::Fared;
use crate::code::Code;
use crate::id::{ResourceId, SecurityGroupId};
use serde::Serialize;

/// One rule of a security group, for one kind of peer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SecurityGroupRow {
    /// The group.
    pub security_group: SecurityGroupId,
    /// Its name, where it has one.
    pub group_name: Option<String>,
    /// `tcp`, `all`, ...
    pub protocol: String,
    /// `443`, `1024-65535`, `all`.
    pub ports: String,
    /// A range, a prefix list or a group.
    pub peer: String,
    /// How it fared.
    pub fared: Fared,
    /// What did not match.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mismatch: Vec<Mismatch>,
}

/// What of a rule did not match the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// The protocol.
    Protocol,
    /// The port.
    Port,
    /// The peer's address.
    Peer,
}

/// One entry of a network ACL.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AclRow {
    /// Its number; `None` is the implied last denial, `*`.
    pub rule_no: Option<u32>,
    /// Whether it allows.
    pub allows: bool,
    /// `tcp`, `all`, ...
    pub protocol: String,
    /// `443`, `1024-65535`, `all`.
    pub ports: String,
    /// The range.
    pub peer: String,
    /// How it fared.
    pub fared: Fared,
}

/// One rule of DNS Firewall.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FirewallRow {
    /// The rule group.
    pub rule_group: ResourceId,
    /// The priorities of the group and of the rule in it; the lowest is asked first.
    pub priority: String,
    /// `ALLOW`, `ALERT`, or `BLOCK` with what it answers.
    pub action: String,
    /// The domain that matches, or the list that does not.
    pub domains: String,
    /// How it fared.
    pub fared: Fared,
}

/// One statement of a policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementRow {
    /// Its `Sid`, else `#` and its place, from 1.
    pub statement: String,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// Its actions.
    pub actions: String,
    /// Its resources.
    pub resources: String,
    /// How it fared.
    pub fared: Fared,
    /// What did not match: `principal`, `action`, `resource`, `condition`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mismatch: Vec<&'static str>,
    /// What it hangs on that was not said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
}

/// One route of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RouteRow {
    /// A range, or a prefix list's id.
    pub destination: String,
    /// The range that matched, where the destination is a prefix list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<String>,
    /// `local`, or the target's id.
    pub target: String,
    /// `active` or `blackhole`.
    pub state: &'static str,
    /// How it fared.
    pub fared: Fared,
    /// Why it lost: `less_specific`, `lower_priority`, `no_match`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<&'static str>,
}

/// A zone or rule that could answer for a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneRow {
    /// The zone, the rule, or the endpoint whose hidden zone it is.
    pub decided_by: ResourceId,
    /// What kind of source of answers it is.
    pub kind: ZoneKind,
    /// Its domain.
    pub domain: String,
    /// How it fared.
    pub fared: Fared,
    /// Why it does not apply: `dns_attributes_off`, `not_parent`, `less_specific`, `no_name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<&'static str>,
}

/// Kinds of sources of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneKind {
    /// A private hosted zone of the user's.
    Private,
    /// The hidden zone AWS makes for an endpoint with private DNS.
    Endpoint,
    /// Names AWS answers inside a VPC, such as `compute.internal`.
    Internal,
    /// A Resolver rule of the user's.
    Rule,
    /// The public DNS.
    Public,
}

/// One record of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordRow {
    /// The name.
    pub name: String,
    /// `A`, `AAAA`, `CNAME`.
    #[serde(rename = "type")]
    pub record_type: &'static str,
    /// The value.
    pub value: String,
}

/// One listener of a load balancer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListenerRow {
    /// The listener.
    pub listener: ResourceId,
    /// `TCP`, ...
    pub protocol: String,
    /// The port.
    pub port: Option<u16>,
    /// How it fared.
    pub fared: Fared,
}

/// One rule of a listener.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListenerRuleRow {
    /// The rule; the listener for its default action.
    pub rule: ResourceId,
    /// Its number; `None` for the default action.
    pub priority: Option<u32>,
    /// What requests must all meet, as in `host-header *.example.com`.
    pub conditions: Vec<String>,
    /// Target groups, or what the load balancer answers.
    pub actions: Vec<String>,
    /// How it fared.
    pub fared: Fared,
}

/// One target of a target group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetRow {
    /// An instance id or an address.
    pub target: String,
    /// Its port.
    pub port: Option<u16>,
    /// Its zone.
    pub zone: Option<String>,
    /// Its health.
    pub state: String,
    /// What keeps the load balancer's check from it, where health is derived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Code>,
    /// How it fared.
    pub fared: Fared,
}

/// One of the ways AWS may choose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlternativeRow {
    /// What was chosen at each point: addresses, interfaces, targets.
    pub chosen: Vec<String>,
    /// How it ends.
    pub outcome: crate::trace::Outcome,
    /// Why.
    pub code: Code,
}
