//! Hosted zones, records and Resolver.

use super::super::field::{
    Field, address, id, label, list, number, part, parts, port, tags, text, texts, truth,
};
use super::{Adds, GROUPS, Kind, Lists, SUBNET, VPC};
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

const ZONE: &[&str] = &["route53_zone"];

const PLACE: &[Field] = &[id("vpc_id", VPC), text("vpc_region")];

const RECORD: &[Field] = &[
    id("zone_id", ZONE),
    text("name"),
    text("type"),
    number("ttl"),
    texts("records"),
    part(
        "alias",
        &[
            text("name"),
            label("zone_id"),
            truth("evaluate_target_health"),
        ],
    ),
    text("set_identifier"),
];

const RULE: &[Field] = &[
    text("domain_name"),
    text("rule_type"),
    id("resolver_endpoint_id", &["route53_resolver_endpoint"]),
    parts("target_ip", &[address("ip"), port("port")]),
    tags(),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes(
        "aws_route53_zone",
        "route53_zone",
        &[text("name"), parts("vpc", PLACE), label("comment"), tags()],
    ),
    Kind::makes(
        "data.aws_route53_zone",
        "route53_zone",
        &[text("name"), label("comment"), tags()],
    )
    .then(looked_up),
    Kind::adds(
        "aws_route53_zone_association",
        "route53_zone",
        "zone_id",
        Adds::Part(Lists::Named("vpc"), PLACE, |there, new| {
            there.get("vpc_id") == new.get("vpc_id")
        }),
    ),
    Kind::makes("aws_route53_record", "route53_record", RECORD).then(record),
    Kind::makes(
        "aws_route53_resolver_endpoint",
        "route53_resolver_endpoint",
        &[
            text("direction"),
            list("security_group_ids", &GROUPS),
            parts("ip_address", &[id("subnet_id", SUBNET), address("ip")]),
            id("host_vpc_id", VPC),
            tags(),
        ],
    ),
    Kind::makes("aws_route53_resolver_rule", "route53_resolver_rule", RULE),
    Kind::makes(
        "data.aws_route53_resolver_rule",
        "route53_resolver_rule",
        RULE,
    ),
    Kind::makes(
        "aws_route53_resolver_rule_association",
        "route53_resolver_rule_association",
        &[
            id("resolver_rule_id", &["route53_resolver_rule"]),
            id("vpc_id", VPC),
        ],
    ),
    Kind::makes(
        "aws_route53_resolver_firewall_rule_group",
        GROUP,
        &[label("name"), tags()],
    ),
    Kind::makes(
        "aws_route53_resolver_firewall_rule",
        "route53_resolver_firewall_rule",
        RULE_OF_FIREWALL,
    ),
    Kind::makes(
        "aws_route53_resolver_firewall_rule_group_association",
        "route53_resolver_firewall_rule_group_association",
        &[
            label("name"),
            id("firewall_rule_group_id", &[GROUP]),
            id("vpc_id", VPC),
            number("priority"),
        ],
    ),
    Kind::makes(
        "aws_route53_resolver_firewall_domain_list",
        DOMAINS,
        &[label("name"), texts("domains"), tags()],
    ),
];

const RULE_OF_FIREWALL: &[Field] = &[
    label("name"),
    id("firewall_rule_group_id", &[GROUP]),
    id("firewall_domain_list_id", &[DOMAINS]),
    number("priority"),
    text("action"),
    text("block_response"),
    text("block_override_domain"),
    number("block_override_ttl"),
    text("firewall_domain_redirection_action"),
    text("q_type"),
];

const GROUP: &str = "route53_resolver_firewall_rule_group";
const DOMAINS: &str = "route53_resolver_firewall_domain_list";

/// A looked-up zone does not say where it holds, except the one VPC it was looked up by.
fn looked_up(zone: &mut Map<String, Json>, at: &Reader<'_>) {
    if let Some(vpc) = at.id("vpc_id", VPC) {
        let place = Map::from_iter([("vpc_id".to_owned(), Json::from(vpc))]);
        zone.insert("vpc".to_owned(), Json::from(vec![Json::Object(place)]));
    } else if at.is_true("private_zone") {
        at.rest_is_unknown(zone, "vpc");
    }
}

/// The whole name where it is known; the zone's is added later where it is not in it.
fn record(record: &mut Map<String, Json>, at: &Reader<'_>) {
    if let Some(name) = at.known("fqdn") {
        record.insert("name".to_owned(), name.into());
    }
}
