//! Listeners of load balancers, and their rules.
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html>

use super::{Attributes, Tags, Topology};
use crate::id::{LbId, LbListenerId, LbTargetGroupId};
use serde::{Deserialize, Serialize};

/// A port a load balancer listens on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LbListener {
    /// The load balancer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer_arn: Option<LbId>,
    /// The port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// `TCP`, `UDP`, `TCP_UDP`, `TLS`, `HTTP`, `HTTPS`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// What it does with a connection, or with requests no rule is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub default_action: Vec<ListenerAction>,
    /// Attributes this version does not know. Where `unknown` has `lb_listener_rule`, the document
    /// may lack rules.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A rule of an Application Load Balancer's listener, for some of its requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LbListenerRule {
    /// The listener.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listener_arn: Option<LbListenerId>,
    /// The lowest is tried first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// What it does with its requests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub action: Vec<ListenerAction>,
    /// What requests must all meet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub condition: Vec<ListenerCondition>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// What a listener or a rule does with a connection or a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ListenerAction {
    /// `forward`, `redirect`, `fixed-response`, `authenticate-oidc`, ...
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Where it forwards to, where that is one group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group_arn: Option<LbTargetGroupId>,
    /// Where it forwards to, each group with its share.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub forward: Option<ListenerForward>,
    /// The load balancer answers by itself.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub fixed_response: Option<ListenerResponse>,
    /// It sends the client elsewhere.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub redirect: Option<ListenerResponse>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Target groups that share requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ListenerForward {
    /// The target groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub target_group: Vec<ListenerTargetGroup>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A target group and its share of requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ListenerTargetGroup {
    /// The target group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<LbTargetGroupId>,
    /// Its share, from 0, which is none, to 999.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// What a load balancer answers by itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ListenerResponse {
    /// `404`, `HTTP_301`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// Attributes this version does not know: `host`, `path`, `message_body`, ...
    #[serde(flatten)]
    pub more: Attributes,
}

/// What a request must meet: one of these.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ListenerCondition {
    /// The name it is for; `*` is any text and `?` any one character.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub host_header: Option<ConditionValues>,
    /// The path it is for, in the same way.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub path_pattern: Option<ConditionValues>,
    /// Ranges its client is in.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub source_ip: Option<ConditionValues>,
    /// `GET`, ...
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub http_request_method: Option<ConditionValues>,
    /// A header and what it holds.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub http_header: Option<ConditionHeader>,
    /// Keys and values of its query.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub query_string: Vec<ConditionQuery>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Values of which a request must have one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ConditionValues {
    /// The values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// Regular expressions instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regex_values: Vec<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A header, and values of which it must have one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ConditionHeader {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_header_name: Option<String>,
    /// The values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A key and a value of a query; any key where none is said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ConditionQuery {
    /// The key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

impl ListenerAction {
    /// The groups it forwards to, each once; not those whose share is none.
    pub fn target_groups(&self) -> impl Iterator<Item = &LbTargetGroupId> {
        let lone = self.target_group_arn.as_ref();
        let shared = self.forward.iter().flat_map(|it| &it.target_group);
        let shared = shared.filter(|it| it.weight != Some(0));
        let others = shared.filter_map(|it| it.arn.as_ref());
        lone.into_iter()
            .chain(others.filter(move |it| Some(*it) != lone))
    }
}

impl Topology {
    /// Which load balancers forward to which target groups, by a listener's default action or a
    /// rule; once for each.
    pub fn forwards(&self) -> impl Iterator<Item = (&LbId, &LbTargetGroupId)> {
        let by_default = self.lb_listener.values().flat_map(|listener| {
            let actions = listener.default_action.iter();
            actions.map(move |it| (listener, it))
        });
        let by_rule = self.lb_listener_rule.values().flat_map(|rule| {
            let listener = rule.listener_arn.as_ref();
            let listener = listener.and_then(|id| self.lb_listener.get(id));
            let actions = rule.action.iter();
            actions.filter_map(move |it| Some((listener?, it)))
        });
        by_default.chain(by_rule).flat_map(|(listener, action)| {
            let balancer = listener.load_balancer_arn.as_ref();
            let groups = action.target_groups();
            groups.filter_map(move |group| Some((balancer?, group)))
        })
    }
}
