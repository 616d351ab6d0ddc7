//! DNS Firewall is asked before any zone.

use super::{Filter, Filtering, FirewallLaw, canonical, is_within};
use crate::code::Code;
use crate::evidence::{Fact, Fared, FirewallRow, LawDoc};
use crate::id::ResourceId;
use crate::lang::Says;
use crate::laws::{Judgement, Law};
use crate::service::matches_name;
use crate::topology::{FirewallRule, Topology, is_partly_unknown};

pub(super) static LAW: FirewallLaw = Law {
    doc: LawDoc {
        id: "dns_firewall",
        rules: &["R4.4"],
        says: Says {
            en: "DNS Firewall asks its rule groups, and in each its rules, by priority, the lowest first; the first rule that matches decides.",
            ja: "DNS Firewall は、ルールグループとその中のルールを優先度の数値が小さい順に調べ、最初に一致したルールで判定します。",
        },
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-actions.html",
    },
    judge,
};

/// Domains whose names are AWS's own services. AWS's managed lists hold names of malware and
/// botnets, and these are taken not to be among them; what else they hold is not known.
const NOT_ON_AWS_LISTS: &[&str] = &["amazonaws.com", "amazonaws.com.cn", "api.aws", "on.aws"];

// A rule of which it is not known whether it matches matters only where it would decide otherwise
// than what comes after it.
fn judge(asking: &Filtering<'_>) -> Judgement<Filter> {
    if asking.trusted {
        return Judgement::Silent;
    }
    let topology = asking.network.topology();
    let mut groups: Vec<_> = topology
        .route53_resolver_firewall_rule_group_association
        .iter()
        .filter(|(_, it)| it.vpc_id.as_ref() == Some(asking.vpc))
        .collect();
    if groups.is_empty() {
        return Judgement::Silent;
    }
    groups.sort_by_key(|(id, it)| (it.priority, *id));
    let mut rows = Vec::new();
    let mut filter = Filter::Passes { trusts: false };
    let mut open_filters = Vec::new();
    'groups: for (_, association) in groups {
        let Some(group) = &association.firewall_rule_group_id else {
            continue;
        };
        let place = association.priority.unwrap_or_default();
        let listed = topology.route53_resolver_firewall_rule_group.get(group);
        if listed.is_none_or(|it| is_partly_unknown(&it.more)) {
            rows.push(row(
                group,
                place.to_string(),
                "?".to_owned(),
                "?",
                Fared::Open,
            ));
            open_filters.push(None);
        }
        for rule in rules_of(topology, group) {
            let (domains, fared) = fits(topology, rule, asking);
            let rule_place = format!("{place}.{}", rule.priority.unwrap_or_default());
            rows.push(row(group, rule_place, action(rule), &domains, fared));
            match fared {
                Fared::Won => {
                    filter = what_it_does(rule);
                    break 'groups;
                }
                Fared::Open => open_filters.push(Some(what_it_does(rule))),
                Fared::Lost | Fared::Nearest | Fared::Missed => {}
            }
        }
    }
    let passes = |filter: &Filter| matches!(filter, Filter::Passes { .. });
    let alike = |open: &Option<Filter>| {
        open.as_ref()
            .is_some_and(|open| passes(open) == passes(&filter))
    };
    let name = asking.name.to_owned();
    if open_filters.iter().all(alike) {
        Judgement::Settles(filter, Fact::Firewall { name, rows })
    } else {
        rows.retain(|row| row.fared != Fared::Won);
        Judgement::Unknown(Code::FactMissing, Fact::Firewall { name, rows })
    }
}

fn rules_of<'a>(topology: &'a Topology, group: &ResourceId) -> Vec<&'a FirewallRule> {
    let mut rules: Vec<_> = topology
        .route53_resolver_firewall_rule
        .iter()
        .filter(|(_, rule)| rule.firewall_rule_group_id.as_ref() == Some(group))
        .collect();
    rules.sort_by_key(|(id, rule)| (rule.priority, *id));
    rules.into_iter().map(|(_, rule)| rule).collect()
}

/// Whether a rule is about the question, and the domain that says so, or the list that does not.
fn fits(topology: &Topology, rule: &FirewallRule, asking: &Filtering<'_>) -> (String, Fared) {
    let list_id = rule.firewall_domain_list_id.as_ref();
    let list = list_id.and_then(|id| topology.route53_resolver_firewall_domain_list.get(id));
    let called = list
        .and_then(|list| list.name.clone())
        .or_else(|| list_id.map(ToString::to_string))
        .unwrap_or_else(|| "DNS Firewall Advanced".to_owned());
    let asked = asking.record_type.as_str();
    let other_type = rule
        .q_type
        .as_deref()
        .is_some_and(|it| !it.eq_ignore_ascii_case(asked) && it != asking.record_type.number());
    if other_type {
        return (called, Fared::Missed);
    }
    let domains = list.map_or(&[][..], |list| &list.domains);
    let found = domains
        .iter()
        .find(|domain| matches_name(&canonical(domain), asking.name));
    if let Some(domain) = found {
        return (domain.clone(), Fared::Won);
    }
    let secret = match list {
        None => true,
        Some(list) => list.managed_owner_name.is_some() || is_partly_unknown(&list.more),
    };
    let own = NOT_ON_AWS_LISTS
        .iter()
        .any(|domain| is_within(asking.name, domain));
    let managed = list.is_some_and(|list| list.managed_owner_name.is_some()) || list_id.is_none();
    if secret && !(own && managed) {
        (called, Fared::Open)
    } else {
        (called, Fared::Missed)
    }
}

fn what_it_does(rule: &FirewallRule) -> Filter {
    if rule.action.as_deref() != Some("BLOCK") {
        return Filter::Passes {
            trusts: rule.firewall_domain_redirection_action.as_deref()
                == Some("TRUST_REDIRECTION_DOMAIN"),
        };
    }
    match rule.block_response.as_deref() {
        Some("NXDOMAIN") => Filter::NxDomain,
        Some("OVERRIDE") => Filter::Override {
            domain: canonical(rule.block_override_domain.as_deref().unwrap_or_default()),
            ttl_secs: rule.block_override_ttl.unwrap_or_default(),
        },
        _ => Filter::NoData,
    }
}

fn action(rule: &FirewallRule) -> String {
    let action = rule.action.as_deref().unwrap_or("?");
    match rule.block_response.as_deref() {
        Some(response) if action == "BLOCK" => format!("{action} {response}"),
        _ => action.to_owned(),
    }
}

fn row(
    group: &ResourceId,
    priority: String,
    action: String,
    domains: &str,
    fared: Fared,
) -> FirewallRow {
    FirewallRow {
        rule_group: group.clone(),
        priority,
        action,
        domains: domains.to_owned(),
        fared,
    }
}
