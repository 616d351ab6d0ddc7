//! Security groups and network ACLs.
//!
//! Terraform removes the egress rule that AWS gives a new group (R1.23), and the entries of a
//! default ACL it takes over, so what is not written is not there.
//! <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group>

use super::super::field::{
    Field, id, label, list, number, parts, port_or_all, range, ranges, tags, text, truth,
};
use super::{Adds, GROUPS, Kind, LISTS, Lists, SUBNET, SUBNETS, VPC};
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

/// A rule as it stands in a group.
const RULE: &[Field] = &[
    text("protocol"),
    port_or_all("from_port"),
    port_or_all("to_port"),
    ranges("cidr_blocks"),
    ranges("ipv6_cidr_blocks"),
    list("prefix_list_ids", &LISTS),
    list("security_groups", &GROUPS),
    truth("self"),
    label("description"),
];

/// `aws_security_group_rule`
const LONE_RULE: &[Field] = &[
    text("protocol"),
    port_or_all("from_port"),
    port_or_all("to_port"),
    ranges("cidr_blocks"),
    ranges("ipv6_cidr_blocks"),
    list("prefix_list_ids", &LISTS),
    list("source_security_group_id", &GROUPS).to("security_groups"),
    truth("self"),
    label("description"),
];

/// `aws_vpc_security_group_ingress_rule` and `aws_vpc_security_group_egress_rule`
const SINGLE_RULE: &[Field] = &[
    text("ip_protocol").to("protocol"),
    port_or_all("from_port"),
    port_or_all("to_port"),
    ranges("cidr_ipv4").to("cidr_blocks"),
    ranges("cidr_ipv6").to("ipv6_cidr_blocks"),
    list("prefix_list_id", &LISTS).to("prefix_list_ids"),
    list("referenced_security_group_id", &GROUPS).to("security_groups"),
    label("description"),
];

const GROUP_FIELDS: &[Field] = &[
    label("name"),
    label("description"),
    id("vpc_id", VPC),
    parts("ingress", RULE),
    parts("egress", RULE),
    text("owner_id"),
    tags(),
];

/// An entry as it stands in an ACL.
const ENTRY: &[Field] = &[
    number("rule_no"),
    text("action"),
    text("protocol"),
    port_or_all("from_port"),
    port_or_all("to_port"),
    range("cidr_block"),
    range("ipv6_cidr_block"),
    port_or_all("icmp_type"),
    port_or_all("icmp_code"),
];

/// `aws_network_acl_rule`
const LONE_ENTRY: &[Field] = &[
    number("rule_number").to("rule_no"),
    text("rule_action").to("action"),
    text("protocol"),
    port_or_all("from_port"),
    port_or_all("to_port"),
    range("cidr_block"),
    range("ipv6_cidr_block"),
    port_or_all("icmp_type"),
    port_or_all("icmp_code"),
];

const ACL_FIELDS: &[Field] = &[
    id("vpc_id", VPC),
    list("subnet_ids", &SUBNETS),
    parts("ingress", ENTRY),
    parts("egress", ENTRY),
    text("owner_id"),
    tags(),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes("aws_security_group", "security_group", GROUP_FIELDS).then(empty_rules),
    Kind::makes("aws_default_security_group", "security_group", GROUP_FIELDS).then(default_group),
    Kind::makes("data.aws_security_group", "security_group", GROUP_FIELDS).then(looked_up),
    Kind::adds(
        "aws_security_group_rule",
        "security_group",
        "security_group_id",
        Adds::Part(Lists::ByType, LONE_RULE, covers),
    )
    .then(not_itself),
    Kind::adds(
        "aws_vpc_security_group_ingress_rule",
        "security_group",
        "security_group_id",
        Adds::Part(Lists::Named("ingress"), SINGLE_RULE, covers),
    ),
    Kind::adds(
        "aws_vpc_security_group_egress_rule",
        "security_group",
        "security_group_id",
        Adds::Part(Lists::Named("egress"), SINGLE_RULE, covers),
    ),
    Kind::makes("aws_network_acl", "network_acl", ACL_FIELDS).then(entries),
    Kind::makes("aws_default_network_acl", "network_acl", ACL_FIELDS).then(default_acl),
    Kind::adds(
        "aws_network_acl_rule",
        "network_acl",
        "network_acl_id",
        Adds::Part(Lists::ByEgress, LONE_ENTRY, |there, new| {
            there.get("rule_no") == new.get("rule_no") && !new.contains_key("unknown")
        }),
    )
    .then(lower_action),
    Kind::adds(
        "aws_network_acl_association",
        "network_acl",
        "network_acl_id",
        Adds::Items(&[id("subnet_id", SUBNET).to("subnet_ids")]),
    ),
];

/// Whether a rule of a group lets through all that another one does. A state lists the rules of
/// separate resources in the group as well, joined where ports and protocol are the same.
fn covers(there: &Map<String, Json>, new: &Map<String, Json>) -> bool {
    const PEERS: &[&str] = &[
        "cidr_blocks",
        "ipv6_cidr_blocks",
        "prefix_list_ids",
        "security_groups",
    ];
    let all = |rule: &Map<String, Json>| rule.get("protocol") == Some(&Json::from("-1"));
    let same_ports = (all(there) && all(new))
        || ["protocol", "from_port", "to_port"]
            .iter()
            .all(|name| there.get(*name) == new.get(*name));
    let has = |name: &str, item: &Json| {
        let items = there.get(name).and_then(Json::as_array);
        items.is_some_and(|items| items.contains(item))
    };
    let peers = PEERS.iter().all(|name| {
        let mut items = new
            .get(*name)
            .and_then(Json::as_array)
            .into_iter()
            .flatten();
        items.all(|item| has(name, item))
    });
    let is_self = |rule: &Map<String, Json>| rule.get("self") == Some(&Json::Bool(true));
    !new.contains_key("unknown") && same_ports && peers && (is_self(there) || !is_self(new))
}

/// `self = false` says nothing.
fn not_itself(rule: &mut Map<String, Json>, _: &Reader<'_>) {
    if rule.get("self") == Some(&Json::Bool(false)) {
        rule.remove("self");
    }
}

fn empty_rules(group: &mut Map<String, Json>, at: &Reader<'_>) {
    for list in ["ingress", "egress"] {
        for rule in group
            .get_mut(list)
            .and_then(Json::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Json::Object(rule) = rule {
                not_itself(rule, at);
            }
        }
    }
}

fn default_group(group: &mut Map<String, Json>, at: &Reader<'_>) {
    empty_rules(group, at);
    group.entry("name").or_insert_with(|| "default".into());
    at.belongs_to_vpc(group);
}

/// A group that was looked up does not say its rules.
fn looked_up(group: &mut Map<String, Json>, at: &Reader<'_>) {
    at.rest_is_unknown(group, "ingress");
    at.rest_is_unknown(group, "egress");
}

/// Entries in their order.
fn entries(acl: &mut Map<String, Json>, at: &Reader<'_>) {
    for list in ["ingress", "egress"] {
        if let Some(Json::Array(entries)) = acl.get_mut(list) {
            for entry in entries.iter_mut().filter_map(Json::as_object_mut) {
                lower_action(entry, at);
            }
            entries.sort_by_key(|entry| entry.get("rule_no").and_then(Json::as_u64));
        }
    }
}

fn lower_action(entry: &mut Map<String, Json>, _: &Reader<'_>) {
    if let Some(Json::String(action)) = entry.get_mut("action") {
        action.make_ascii_lowercase();
    }
}

fn default_acl(acl: &mut Map<String, Json>, at: &Reader<'_>) {
    entries(acl, at);
    acl.insert("is_default".to_owned(), true.into());
    at.belongs_to_vpc(acl);
}
