//! VPC Lattice.

use super::super::field::{
    Field, address, id, json, label, list, number, part, parts, port, tags, text, texts, truth,
};
use super::{GROUPS, Kind, SUBNETS, VPC};

const NETWORK: &[&str] = &["vpclattice_service_network"];
const SERVICE: &[&str] = &["vpclattice_service"];
const RESOURCE: &[&str] = &["vpclattice_resource_configuration"];
const GATEWAY: &[&str] = &["vpclattice_resource_gateway"];
const LISTENER: &[&str] = &["vpclattice_listener"];
const TARGET_GROUP: &[&str] = &["vpclattice_target_group"];
const ASKED: &[&str] = &["vpclattice_service_network", "vpclattice_service"];

const NAME: &[Field] = &[text("domain_name"), text("hosted_zone_id")];

const ACTION: &[Field] = &[
    part(
        "forward",
        &[parts(
            "target_groups",
            &[
                id("target_group_identifier", TARGET_GROUP),
                number("weight"),
            ],
        )],
    ),
    part("fixed_response", &[number("status_code")]),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes(
        "aws_vpclattice_service_network",
        "vpclattice_service_network",
        &[label("name"), text("auth_type"), tags()],
    ),
    Kind::makes(
        "aws_vpclattice_service",
        "vpclattice_service",
        &[
            label("name"),
            text("auth_type"),
            text("custom_domain_name"),
            part("dns_entry", NAME),
            text("status"),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_service_network_vpc_association",
        "vpclattice_service_network_vpc_association",
        &[
            id("service_network_identifier", NETWORK),
            id("vpc_identifier", VPC),
            list("security_group_ids", &GROUPS),
            truth("private_dns_enabled"),
            text("status"),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_service_network_service_association",
        "vpclattice_service_network_service_association",
        &[
            id("service_network_identifier", NETWORK),
            id("service_identifier", SERVICE),
            part("dns_entry", NAME),
            text("status"),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_service_network_resource_association",
        "vpclattice_service_network_resource_association",
        &[
            id("service_network_identifier", NETWORK),
            id("resource_configuration_identifier", RESOURCE),
            part("dns_entry", NAME),
            truth("private_dns_enabled"),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_resource_configuration",
        "vpclattice_resource_configuration",
        &[
            label("name"),
            text("type"),
            id("resource_gateway_identifier", GATEWAY),
            id("resource_configuration_group_id", RESOURCE),
            part(
                "resource_configuration_definition",
                &[
                    part("ip_resource", &[address("ip_address")]),
                    part(
                        "dns_resource",
                        &[text("domain_name"), text("ip_address_type")],
                    ),
                    part("arn_resource", &[text("arn")]),
                ],
            ),
            texts("port_ranges"),
            text("protocol"),
            text("custom_domain_name"),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_resource_gateway",
        "vpclattice_resource_gateway",
        &[
            label("name"),
            id("vpc_id", VPC),
            list("subnet_ids", &SUBNETS),
            list("security_group_ids", &GROUPS),
            text("ip_address_type"),
            text("resource_config_dns_resolution"),
            text("status"),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_listener",
        "vpclattice_listener",
        &[
            id("service_identifier", SERVICE),
            id("service_arn", SERVICE).to("service_identifier"),
            port("port"),
            text("protocol"),
            part("default_action", ACTION),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_listener_rule",
        "vpclattice_listener_rule",
        &[
            id("service_identifier", SERVICE),
            id("listener_identifier", LISTENER),
            number("priority"),
            part("action", ACTION),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_target_group",
        "vpclattice_target_group",
        &[
            label("name"),
            text("type"),
            part(
                "config",
                &[
                    id("vpc_identifier", VPC),
                    port("port"),
                    text("protocol"),
                    text("ip_address_type"),
                ],
            ),
            tags(),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_target_group_attachment",
        "vpclattice_target_group_attachment",
        &[
            id("target_group_identifier", TARGET_GROUP),
            part("target", &[id("id", &["instance", "lb"]), port("port")]),
        ],
    ),
    Kind::makes(
        "aws_vpclattice_auth_policy",
        "vpclattice_auth_policy",
        &[id("resource_identifier", ASKED), json("policy")],
    ),
];
