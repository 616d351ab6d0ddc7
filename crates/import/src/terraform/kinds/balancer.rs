//! Load balancers, listeners and target groups.

use super::super::field::{Field, address, id, label, list, parts, port, tags, text, truth};
use super::{BALANCER, GROUPS, Kind, SUBNET, SUBNETS, VPC};
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

const TARGET_GROUP: &[&str] = &["lb_target_group"];

const LB: &[Field] = &[
    label("name"),
    text("load_balancer_type"),
    truth("internal"),
    id("vpc_id", VPC),
    list("subnets", &SUBNETS),
    parts(
        "subnet_mapping",
        &[
            id("subnet_id", SUBNET),
            address("private_ipv4_address"),
            address("ipv6_address"),
        ],
    ),
    list("security_groups", &GROUPS),
    text("enforce_security_group_inbound_rules_on_private_link_traffic"),
    truth("enable_cross_zone_load_balancing"),
    text("dns_name"),
    tags(),
];

const LISTENER: &[Field] = &[
    id("load_balancer_arn", BALANCER),
    port("port"),
    text("protocol"),
    parts(
        "default_action",
        &[text("type"), id("target_group_arn", TARGET_GROUP)],
    ),
];

const GROUP: &[Field] = &[
    label("name"),
    id("vpc_id", VPC),
    text("protocol"),
    port("port"),
    text("target_type"),
    text("ip_address_type"),
    text("preserve_client_ip"),
    text("ip_address_type"),
    tags(),
];

const ATTACHMENT: &[Field] = &[
    id("target_group_arn", TARGET_GROUP),
    id("target_id", &["instance", "lb"]),
    port("port"),
    text("availability_zone"),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes("aws_lb", "lb", LB).then(balancer),
    Kind::makes("aws_alb", "lb", LB).then(balancer),
    Kind::makes("data.aws_lb", "lb", LB).then(balancer),
    Kind::makes("data.aws_alb", "lb", LB).then(balancer),
    Kind::makes("aws_lb_listener", "lb_listener", LISTENER).then(listener),
    Kind::makes("aws_alb_listener", "lb_listener", LISTENER).then(listener),
    Kind::makes("data.aws_lb_listener", "lb_listener", LISTENER).then(listener),
    Kind::makes("data.aws_alb_listener", "lb_listener", LISTENER).then(listener),
    Kind::makes("aws_lb_target_group", "lb_target_group", GROUP),
    Kind::makes("aws_alb_target_group", "lb_target_group", GROUP),
    Kind::makes("data.aws_lb_target_group", "lb_target_group", GROUP),
    Kind::makes("data.aws_alb_target_group", "lb_target_group", GROUP),
    Kind::makes(
        "aws_lb_target_group_attachment",
        "lb_target_group_attachment",
        ATTACHMENT,
    )
    .then(target),
    Kind::makes(
        "aws_alb_target_group_attachment",
        "lb_target_group_attachment",
        ATTACHMENT,
    )
    .then(target),
];

/// Subnets are said once, in either way; a state says both.
fn balancer(balancer: &mut Map<String, Json>, _: &Reader<'_>) {
    balancer
        .entry("load_balancer_type")
        .or_insert_with(|| "application".into());
    let internal = balancer.get("load_balancer_type") == Some(&Json::from("gateway"));
    balancer.entry("internal").or_insert(internal.into());
    let mut subnets: Vec<Json> = match balancer.get("subnets") {
        Some(Json::Array(subnets)) => subnets.clone(),
        _ => Vec::new(),
    };
    let mapped = balancer.get("subnet_mapping").and_then(Json::as_array);
    for subnet in mapped
        .into_iter()
        .flatten()
        .filter_map(|it| it.get("subnet_id"))
    {
        if !subnets.contains(subnet) {
            subnets.push(subnet.clone());
        }
    }
    if !subnets.is_empty() {
        balancer.insert("subnets".to_owned(), subnets.into());
    }
}

/// An action that forwards to several groups is one action for each.
fn listener(listener: &mut Map<String, Json>, at: &Reader<'_>) {
    let mut actions = Vec::new();
    let written = at.parts("default_action");
    let read = match listener.remove("default_action") {
        Some(Json::Array(read)) => read,
        _ => Vec::new(),
    };
    for (action, written) in read.into_iter().zip(written) {
        let Json::Object(action) = action else {
            continue;
        };
        let mut groups: Vec<String> = Vec::new();
        let lone = action.get("target_group_arn").and_then(Json::as_str);
        groups.extend(lone.map(str::to_owned));
        for group in written
            .parts("forward")
            .iter()
            .flat_map(|it| it.parts("target_group"))
        {
            if let Some(group) = group.id("arn", TARGET_GROUP)
                && !groups.contains(&group)
            {
                groups.push(group);
            }
        }
        if groups.is_empty() {
            actions.push(Json::Object(action));
            continue;
        }
        for group in groups {
            let mut action = action.clone();
            action.insert("target_group_arn".to_owned(), group.into());
            actions.push(action.into());
        }
    }
    if !actions.is_empty() {
        listener.insert("default_action".to_owned(), actions.into());
    }
    // Adds follows from the load balancer where nothing is said.
    let protocol = listener.get("protocol").and_then(Json::as_str);
    if let Some(upper) = protocol.map(str::to_ascii_uppercase) {
        listener.insert("protocol".to_owned(), upper.into());
    }
}

/// `all` is every zone.
fn target(target: &mut Map<String, Json>, _: &Reader<'_>) {
    if target.get("availability_zone") == Some(&Json::from("all")) {
        target.remove("availability_zone");
    }
}
