//! Listeners of load balancers, and their rules.
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html>

use super::record::record;
use super::{Tags, Topology};
use crate::id::{LbId, LbListenerId, LbTargetGroupId};

record! {
    /// A port a load balancer listens on. Where `unknown` has `lb_listener_rule`, the document may lack
    /// rules.
    pub struct LbListener {
        /// The load balancer.
        pub load_balancer_arn: Option<LbId>,
        /// The port.
        pub port: Option<u16>,
        /// `TCP`, `UDP`, `TCP_UDP`, `TLS`, `HTTP`, `HTTPS`, ...
        pub protocol: Option<String>,
        /// What it does with a connection, or with requests no rule is for.
        pub default_action: Vec<ListenerAction>,
    }
}

record! {
    /// A rule of an Application Load Balancer's listener, for some of its requests.
    pub struct LbListenerRule {
        /// The listener.
        pub listener_arn: Option<LbListenerId>,
        /// The lowest is tried first.
        pub priority: Option<u32>,
        /// What it does with its requests.
        pub action: Vec<ListenerAction>,
        /// What requests must all meet.
        pub condition: Vec<ListenerCondition>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// What a listener or a rule does with a connection or a request.
    pub struct ListenerAction {
        /// `forward`, `redirect`, `fixed-response`, `authenticate-oidc`, ...
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        pub type_: Option<String>,
        /// Where it forwards to, where that is one group.
        pub target_group_arn: Option<LbTargetGroupId>,
        /// Where it forwards to, each group with its share.
        pub forward: Option<ListenerForward>,
        /// The load balancer answers by itself.
        pub fixed_response: Option<ListenerResponse>,
        /// It sends the client elsewhere.
        pub redirect: Option<ListenerResponse>,
    }
}

record! {
    /// Target groups that share requests.
    pub struct ListenerForward {
        /// The target groups.
        pub target_group: Vec<ListenerTargetGroup>,
    }
}

record! {
    /// A target group and its share of requests.
    pub struct ListenerTargetGroup {
        /// The target group.
        pub arn: Option<LbTargetGroupId>,
        /// Its share, from 0, which is none, to 999.
        pub weight: Option<u32>,
    }
}

record! {
    /// What a load balancer answers by itself.
    pub struct ListenerResponse {
        /// `404`, `HTTP_301`, ...
        pub status_code: Option<String>,
    }
}

record! {
    /// What a request must meet: one of these.
    pub struct ListenerCondition {
        /// The name it is for; `*` is any text and `?` any one character.
        pub host_header: Option<ConditionValues>,
        /// The path it is for, in the same way.
        pub path_pattern: Option<ConditionValues>,
        /// Ranges its client is in.
        pub source_ip: Option<ConditionValues>,
        /// `GET`, ...
        pub http_request_method: Option<ConditionValues>,
        /// A header and what it holds.
        pub http_header: Option<ConditionHeader>,
        /// Keys and values of its query.
        pub query_string: Vec<ConditionQuery>,
    }
}

record! {
    /// Values of which a request must have one.
    pub struct ConditionValues {
        /// The values.
        pub values: Vec<String>,
        /// Regular expressions instead.
        pub regex_values: Vec<String>,
    }
}

record! {
    /// A header, and values of which it must have one.
    pub struct ConditionHeader {
        /// Its name.
        pub http_header_name: Option<String>,
        /// The values.
        pub values: Vec<String>,
    }
}

record! {
    /// A key and a value of a query; any key where none is said.
    pub struct ConditionQuery {
        /// The key.
        pub key: Option<String>,
        /// The value.
        pub value: Option<String>,
    }
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
