//! Rules of a listener choose among requests.

use super::listener::{taking, unsaid};
use super::{AtBalancer, FrontLaw};
use crate::evidence::{Fact, Fared, LawDoc, ListenerRuleRow};
use crate::id::LbTargetGroupId;
use crate::lang::Says;
use crate::laws::way::{Way, add, ways_of};
use crate::laws::{Judgement, Law};
use crate::policy::holds_in_any_case;
use crate::topology::listener::ConditionValues;
use crate::topology::{ListenerCondition, is_unknown};
use ipnet::IpNet;

pub(super) static LAW: FrontLaw = Law {
    doc: LawDoc {
        id: "listener_rule",
        rules: &["R3.15"],
        says: Says {
            en: "Of an Application Load Balancer's listener the rule with the lowest number whose conditions a request all meets decides; the default action is for the rest.",
            ja: "Application Load Balancer のリスナーでは、条件をすべて満たすルールのうち優先度の数字が最も小さいものがリクエストを処理し、それ以外はデフォルトアクションが処理します。",
        },
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
    },
    judge,
};

fn judge(at: &AtBalancer<'_>) -> Judgement<Vec<Way<LbTargetGroupId>>> {
    let topology = at.network.topology();
    let Some((id, listener)) = taking(at) else {
        return Judgement::Silent;
    };
    let rules = topology.lb_listener_rule.iter();
    let mut rules: Vec<_> = rules
        .filter(|(_, it)| it.listener_arn.as_ref() == Some(id))
        .collect();
    let held = !is_unknown(&listener.more, &["lb_listener_rule"]);
    if rules.is_empty() && held {
        return Judgement::Silent;
    }
    // A rule without a number is given the next one after the highest.
    rules.sort_by_key(|(_, it)| (it.priority.is_none(), it.priority));
    let mut ways = Vec::new();
    let mut rows = Vec::new();
    let mut decided = false;
    for (id, rule) in rules {
        let of_rule = ways_of(id, &rule.action);
        let met = meets(at, &rule.condition);
        rows.push(ListenerRuleRow {
            rule: id.clone(),
            priority: rule.priority,
            conditions: rule.condition.iter().flat_map(written).collect(),
            actions: of_rule.iter().map(Way::label).collect(),
            fared: match met {
                Some(false) => Fared::Missed,
                _ if decided => Fared::Lost,
                Some(true) => Fared::Won,
                None => Fared::Open,
            },
        });
        if !decided && met != Some(false) {
            add(&mut ways, of_rule);
        }
        decided |= met == Some(true);
    }
    if !held {
        // A rule that is not held may come before those that are.
        add(&mut ways, [Way::Unsaid(id.clone().into())]);
    }
    let by_default = ways_of(id.as_resource(), &listener.default_action);
    rows.push(ListenerRuleRow {
        rule: id.clone().into(),
        priority: None,
        conditions: Vec::new(),
        actions: by_default.iter().map(Way::label).collect(),
        fared: match (decided, ways.is_empty()) {
            (true, _) => Fared::Lost,
            (false, true) => Fared::Won,
            (false, false) => Fared::Open,
        },
    });
    if !decided {
        add(&mut ways, by_default);
    }
    let fact = Fact::ListenerRules {
        listener: id.clone().into(),
        rows,
    };
    if let [Way::Unsaid(who)] = ways.as_slice() {
        return unsaid(who);
    }
    Judgement::Settles(ways, fact)
}

/// Whether a request meets all conditions; `None` where that hangs on what the question does not
/// say.
fn meets(at: &AtBalancer<'_>, conditions: &[ListenerCondition]) -> Option<bool> {
    let all: Vec<Option<bool>> = conditions.iter().map(|it| meets_one(at, it)).collect();
    if all.contains(&Some(false)) {
        return Some(false);
    }
    // Every rule has a condition: none is one that nobody told us.
    (!all.is_empty() && !all.contains(&None)).then_some(true)
}

fn meets_one(at: &AtBalancer<'_>, condition: &ListenerCondition) -> Option<bool> {
    let plain = |it: &ConditionValues| it.regex_values.is_empty() && !it.values.is_empty();
    if let Some(hosts) = condition.host_header.as_ref().filter(|it| plain(it)) {
        let mut patterns = hosts.values.iter();
        return at
            .host
            .map(|host| patterns.any(|it| holds_in_any_case(it, host)));
    }
    let ranges = condition.source_ip.as_ref()?;
    let ranges: Vec<Option<IpNet>> = ranges.values.iter().map(|it| it.parse().ok()).collect();
    let within = ranges
        .iter()
        .flatten()
        .any(|it| it.contains(&at.packet.source));
    let all_read = !ranges.is_empty() && ranges.iter().all(Option::is_some);
    (within || all_read).then_some(within)
}

/// A condition as AWS's console writes it.
fn written(condition: &ListenerCondition) -> Vec<String> {
    let listed = |field: &str, it: &Option<ConditionValues>| {
        let values = it
            .iter()
            .flat_map(|it| it.values.iter().chain(&it.regex_values));
        let values: Vec<&str> = values.map(String::as_str).collect();
        it.is_some()
            .then(|| format!("{field} {}", values.join(", ")))
    };
    let header = condition.http_header.as_ref().map(|it| {
        let name = it.http_header_name.as_deref().unwrap_or_default();
        format!("http-header {name} {}", it.values.join(", "))
    });
    let query = condition.query_string.iter().map(|it| {
        let [key, value] = [&it.key, &it.value].map(|it| it.as_deref().unwrap_or_default());
        format!("query-string {key}={value}")
    });
    let lists = [
        listed("host-header", &condition.host_header),
        listed("path-pattern", &condition.path_pattern),
        listed("source-ip", &condition.source_ip),
        listed("http-request-method", &condition.http_request_method),
        header,
    ];
    lists.into_iter().flatten().chain(query).collect()
}
