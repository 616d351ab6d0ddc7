//! DNS Firewall: rule groups, rules, associations, lists of domains.

use super::dump::{Dump, put};
use super::json::Json;
use super::view::View;
use crate::said::say;
use net::id::ResourceId;
use net::topology::{
    Attributes, FirewallDomainList, FirewallRule, FirewallRuleGroup, FirewallRuleGroupAssociation,
};

/// `route53resolver list-firewall-rule-groups`
pub(super) fn rule_group(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("Id")?;
    let group = FirewallRuleGroup {
        name: at.string("Name"),
        tags: at.tags(),
        ..FirewallRuleGroup::default()
    };
    let map = &mut dump.topology.route53_resolver_firewall_rule_group;
    put(map, id, group, at);
    Some(id.to_owned())
}

/// `route53resolver list-firewall-rules`: a rule is `<group>.<priority>`.
pub(super) fn rule(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let group = at.text("FirewallRuleGroupId")?;
    let priority: Option<i64> = at.number("Priority");
    let id = format!("{group}.{}", priority.unwrap_or_default());
    let rule = FirewallRule {
        name: at.string("Name"),
        firewall_rule_group_id: Some(group.into()),
        firewall_domain_list_id: at.id("FirewallDomainListId"),
        priority,
        action: at.string("Action"),
        block_response: at.string("BlockResponse"),
        block_override_domain: at.string("BlockOverrideDomain"),
        block_override_ttl: at.number("BlockOverrideTtl"),
        firewall_domain_redirection_action: at.string("FirewallDomainRedirectionAction"),
        q_type: at.string("Qtype"),
        ..FirewallRule::default()
    };
    put(
        &mut dump.topology.route53_resolver_firewall_rule,
        &id,
        rule,
        at,
    );
    Some(id)
}

/// `route53resolver list-firewall-rule-group-associations`
pub(super) fn association(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("Id")?;
    let association = FirewallRuleGroupAssociation {
        name: at.string("Name"),
        firewall_rule_group_id: at.id("FirewallRuleGroupId"),
        vpc_id: at.id("VpcId"),
        priority: at.number("Priority"),
        ..FirewallRuleGroupAssociation::default()
    };
    let map = &mut dump
        .topology
        .route53_resolver_firewall_rule_group_association;
    put(map, id, association, at);
    Some(id.to_owned())
}

/// `route53resolver list-firewall-domain-lists`
pub(super) fn domain_list(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("Id")?;
    let list = FirewallDomainList {
        name: at.string("Name"),
        managed_owner_name: at.string("ManagedOwnerName"),
        ..FirewallDomainList::default()
    };
    let map = &mut dump.topology.route53_resolver_firewall_domain_list;
    put(map, id, list, at);
    Some(id.to_owned())
}

/// `route53resolver list-firewall-domains`
pub(super) fn domains(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = dump.named.id("rslvr-fdl-")?.to_owned();
    let lists = &mut dump.topology.route53_resolver_firewall_domain_list;
    let list = lists.entry(ResourceId::from(id.as_str())).or_default();
    for item in at.items() {
        if let Some(Json::Text(domain)) = item.json()
            && !list.domains.iter().any(|it| it == domain)
        {
            list.domains.push(domain.to_string());
        }
    }
    Some(id)
}

/// What was listed without what is in it has contents nobody knows.
pub(super) fn unknown_contents(dump: &mut Dump<'_>) {
    let unknown = |what: &str, command: &str| {
        let why = say!(
            "{} is not among the inputs for it",
            "これについての {} が入力にありません",
            command
        );
        let reasons = serde_json::Map::from_iter([(what.to_owned(), why.en().into())]);
        (
            Attributes::from([("unknown".to_owned(), reasons.into())]),
            say!("{}: not known, since {}", "{}: 不明です。{}", what, why),
        )
    };
    let topology = &mut dump.topology;
    for (id, group) in &mut topology.route53_resolver_firewall_rule_group {
        let mut rules = topology.route53_resolver_firewall_rule.values();
        if !rules.any(|rule| rule.firewall_rule_group_id.as_ref() == Some(id)) {
            let (more, note) = unknown("rules", "list-firewall-rules");
            group.more.extend(more);
            dump.log.unresolved(id.as_str(), note);
        }
    }
    for (id, list) in &mut topology.route53_resolver_firewall_domain_list {
        if list.domains.is_empty() && list.managed_owner_name.is_none() {
            let (more, note) = unknown("domains", "list-firewall-domains");
            list.more.extend(more);
            dump.log.unresolved(id.as_str(), note);
        }
    }
}
