//! VPC endpoints and endpoint services.

use super::super::field::{
    Field, address, held, id, json, list, part, parts, tags, text, texts, truth,
};
use super::{
    Adds, BALANCERS, GROUP, GROUPS, INTERFACE, Kind, LIST, SERVICE, SUBNET, SUBNETS, TABLE, TABLES,
    VPC,
};
use crate::said::say;
use crate::terraform::field::Shape;
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

const INTERFACES: Shape = Shape::Held(INTERFACE);

const ENDPOINT_FIELDS: &[Field] = &[
    text("vpc_endpoint_type"),
    id(
        "resource_configuration_arn",
        &["vpclattice_resource_configuration"],
    ),
    id("service_network_arn", &["vpclattice_service_network"]),
    text("service_region"),
    id("vpc_id", VPC),
    text("state"),
    list("subnet_ids", &SUBNETS),
    list("network_interface_ids", &INTERFACES),
    list("security_group_ids", &GROUPS),
    list("route_table_ids", &TABLES),
    held("prefix_list_id", LIST),
    truth("private_dns_enabled"),
    part(
        "dns_options",
        &[
            text("dns_record_ip_type"),
            truth("private_dns_only_for_inbound_resolver_endpoint"),
        ],
    ),
    parts("dns_entry", &[text("dns_name"), text("hosted_zone_id")]),
    parts(
        "subnet_configuration",
        &[id("subnet_id", SUBNET), address("ipv4"), address("ipv6")],
    ),
    text("ip_address_type"),
    json("policy"),
    text("owner_id"),
    tags(),
];

const SERVICE_FIELDS: &[Field] = &[
    text("service_name"),
    text("state"),
    truth("acceptance_required"),
    list("network_load_balancer_arns", &BALANCERS),
    list("gateway_load_balancer_arns", &BALANCERS),
    texts("allowed_principals"),
    texts("availability_zones"),
    text("private_dns_name"),
    part(
        "private_dns_name_configuration",
        &[text("state"), text("type"), text("name"), text("value")],
    ),
    texts("supported_ip_address_types"),
    texts("supported_regions"),
    tags(),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes("aws_vpc_endpoint", "vpc_endpoint", ENDPOINT_FIELDS).then(endpoint),
    Kind::makes("data.aws_vpc_endpoint", "vpc_endpoint", ENDPOINT_FIELDS).then(endpoint),
    Kind::adds(
        "aws_vpc_endpoint_route_table_association",
        "vpc_endpoint",
        "vpc_endpoint_id",
        Adds::Items(&[id("route_table_id", TABLE).to("route_table_ids")]),
    ),
    Kind::adds(
        "aws_vpc_endpoint_subnet_association",
        "vpc_endpoint",
        "vpc_endpoint_id",
        Adds::Items(&[id("subnet_id", SUBNET).to("subnet_ids")]),
    ),
    Kind::adds(
        "aws_vpc_endpoint_security_group_association",
        "vpc_endpoint",
        "vpc_endpoint_id",
        Adds::Items(&[id("security_group_id", GROUP).to("security_group_ids")]),
    ),
    Kind::adds(
        "aws_vpc_endpoint_policy",
        "vpc_endpoint",
        "vpc_endpoint_id",
        Adds::Sets(&[json("policy")]),
    ),
    Kind::adds(
        "aws_vpc_endpoint_private_dns",
        "vpc_endpoint",
        "vpc_endpoint_id",
        Adds::Sets(&[truth("private_dns_enabled")]),
    ),
    Kind::adds(
        "aws_vpc_endpoint_connection_accepter",
        "vpc_endpoint",
        "vpc_endpoint_id",
        Adds::States(&[("state", "available")]),
    ),
    Kind::makes(
        "aws_vpc_endpoint_service",
        "vpc_endpoint_service",
        SERVICE_FIELDS,
    )
    .then(service),
    Kind::known("data.aws_vpc_endpoint_service", &["service_name"]).then(found_service),
    Kind::adds(
        "aws_vpc_endpoint_service_allowed_principal",
        "vpc_endpoint_service",
        "vpc_endpoint_service_id",
        Adds::Items(&[text("principal_arn").to("allowed_principals")]),
    ),
    Kind::makes(
        "aws_s3_bucket_policy",
        "s3_bucket_policy",
        &[id("bucket", &[]), json("policy")],
    ),
    // A bucket is called by its name, which is its id.
    Kind::known("aws_s3_bucket", &["bucket"]),
    Kind::known("data.aws_s3_bucket", &["bucket"]),
];

/// Adds a configuration may leave out.
fn endpoint(endpoint: &mut Map<String, Json>, at: &Reader<'_>) {
    // Accepted where the service is one's own; nothing else is said before it is made.
    if !endpoint.contains_key("state") && at.is_true("auto_accept") {
        endpoint.insert("state".to_owned(), "available".into());
    }
    // A reference to the name of a service is one to the service, whose name may be unknown.
    match at.held_ids("service_name", SERVICE).pop() {
        Some(service) => {
            endpoint.insert("service_name".to_owned(), service.into());
        }
        None => at.copy(endpoint, &text("service_name")),
    }
}

fn service(service: &mut Map<String, Json>, at: &Reader<'_>) {
    service.insert("region".to_owned(), at.region().into());
}

/// Somebody's service that was looked up; those of AWS are built in.
fn found_service(_: &mut Map<String, Json>, at: &Reader<'_>) {
    let name = at.known("service_name").unwrap_or_default();
    let Some(id) = name.find("vpce-svc-").and_then(|from| name.get(from..)) else {
        at.leave_out(say!(
            "one of AWS's own services; its names and addresses are built in",
            "AWS 自身のサービスです。名前とアドレスは組み込まれています"
        ));
        return;
    };
    let mut service = at.object(&[
        text("service_name"),
        truth("acceptance_required"),
        texts("availability_zones"),
        text("private_dns_name"),
        texts("supported_ip_address_types"),
    ]);
    service.insert("region".to_owned(), at.region().into());
    at.makes("vpc_endpoint_service", id.to_owned(), service);
}
