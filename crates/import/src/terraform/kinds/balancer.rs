//! Load balancers, listeners and target groups.

use super::super::field::{
    Field, address, id, label, list, number, part, parts, port, tags, text, texts, truth,
};
use super::{BALANCER, GROUPS, Kind, SUBNET, SUBNETS, VPC};
use crate::assume::{note_of_targets, unknown_target};
use crate::report::NOT_SIMULATED;
use crate::said::Said;
use crate::terraform::read::Reader;
use net::topology::Datum as _;
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
    parts("default_action", ACTION),
];

const ACTION: &[Field] = &[
    text("type"),
    id("target_group_arn", TARGET_GROUP),
    part(
        "forward",
        &[parts(
            "target_group",
            &[id("arn", TARGET_GROUP), number("weight")],
        )],
    ),
    part("fixed_response", &[text("status_code")]),
    part("redirect", &[text("status_code")]),
];

const RULE: &[Field] = &[
    id("listener_arn", &["lb_listener"]),
    number("priority"),
    parts("action", ACTION),
    parts(
        "condition",
        &[
            part("host_header", VALUES),
            part("path_pattern", VALUES),
            part("source_ip", VALUES),
            part("http_request_method", VALUES),
            part("http_header", &[text("http_header_name"), texts("values")]),
            parts("query_string", &[text("key"), text("value")]),
        ],
    ),
    tags(),
];

const VALUES: &[Field] = &[texts("values"), texts("regex_values")];

const GROUP: &[Field] = &[
    label("name"),
    id("vpc_id", VPC),
    text("protocol"),
    port("port"),
    text("target_type"),
    text("ip_address_type"),
    text("load_balancing_cross_zone_enabled"),
    text("preserve_client_ip"),
    part("health_check", &[text("port")]),
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
    Kind::makes("aws_lb_listener_rule", "lb_listener_rule", RULE),
    Kind::makes("aws_alb_listener_rule", "lb_listener_rule", RULE),
    Kind::makes("data.aws_lb_listener_rule", "lb_listener_rule", RULE),
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
    Kind::known(
        "aws_autoscaling_group",
        &["target_group_arns", "traffic_source"],
    )
    .then(fills),
    Kind::known(
        "aws_autoscaling_attachment",
        &["lb_target_group_arn", "alb_target_group_arn"],
    )
    .then(fills),
    Kind::known(
        "aws_autoscaling_traffic_source_attachment",
        &["traffic_source"],
    )
    .then(fills),
    Kind::known("aws_ecs_service", &["load_balancer"]).then(fills),
];

/// Puts what only AWS makes into target groups, under any of the names they have.
fn fills(_: &mut Map<String, Json>, at: &Reader<'_>) {
    let mut groups = at.held_ids("target_group_arns", TARGET_GROUP);
    for name in ["lb_target_group_arn", "alb_target_group_arn"] {
        groups.extend(at.held_ids(name, TARGET_GROUP));
    }
    for part in at.parts("traffic_source") {
        groups.extend(part.held_ids("identifier", TARGET_GROUP));
    }
    for part in at.parts("load_balancer") {
        groups.extend(part.held_ids("target_group_arn", TARGET_GROUP));
    }
    if groups.is_empty() {
        at.leave_out(Said::of(&NOT_SIMULATED));
    }
    for group in groups {
        at.remark("targets", &note_of_targets(at.id, &group));
        let (id, target) = unknown_target(at.id, &group.as_str().into());
        if let Json::Object(target) = target.to_value() {
            at.makes("lb_target_group_attachment", id.to_string(), target);
        }
    }
}

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

fn listener(listener: &mut Map<String, Json>, _: &Reader<'_>) {
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
