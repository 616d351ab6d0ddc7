//! Gateways, peerings and transit gateways.

use super::super::field::{
    Field, Shape, address, addresses, held, id, label, list, parts, public, range, tags, text,
    truth,
};
use super::{Adds, INTERFACE, Kind, Lists, SUBNET, SUBNETS, TRANSIT, VPC, same};
use crate::assume::transit::{DEFAULT_ASSOCIATION, DEFAULT_PROPAGATION};
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

const PEERING: &[Field] = &[
    id("vpc_id", VPC),
    id("peer_vpc_id", VPC),
    text("peer_region"),
    text("accept_status"),
    tags(),
];

const NAT: &[Field] = &[
    id("subnet_id", SUBNET),
    text("connectivity_type"),
    text("availability_mode"),
    id("vpc_id", VPC),
    id("route_table_id", &["route_table"]),
    parts(
        "availability_zone_address",
        &[
            text("availability_zone"),
            text("availability_zone_id"),
            list("allocation_ids", &Shape::Id(&["eip"])),
        ],
    ),
    parts(
        "regional_nat_gateway_address",
        &[
            text("availability_zone"),
            text("availability_zone_id"),
            id("allocation_id", &["eip"]),
            public("public_ip"),
        ],
    ),
    address("private_ip"),
    addresses("secondary_private_ip_addresses"),
    public("public_ip"),
    id("allocation_id", &["eip"]),
    held("network_interface_id", INTERFACE),
    text("state"),
    tags(),
];

const FAR: &str = "transit_gateway_peering_attachment";

/// What a route, an association or a propagation may name.
const ATTACHMENTS: &[&str] = &["transit_gateway_vpc_attachment", FAR, "site"];

const PEER: &[Field] = &[
    id("transit_gateway_id", TRANSIT),
    id("peer_transit_gateway_id", TRANSIT),
    text("peer_region"),
    text("peer_account_id"),
    text("state"),
    tags(),
];

const TABLES: &str = "transit_gateway_route_table";

pub(super) const KINDS: &[Kind] = &[
    Kind::makes(
        "aws_internet_gateway",
        "internet_gateway",
        &[id("vpc_id", VPC), text("owner_id"), tags()],
    ),
    Kind::makes(
        "data.aws_internet_gateway",
        "internet_gateway",
        &[text("owner_id"), tags()],
    )
    .then(attached),
    Kind::adds(
        "aws_internet_gateway_attachment",
        "internet_gateway",
        "internet_gateway_id",
        Adds::Sets(&[id("vpc_id", VPC)]),
    ),
    Kind::makes(
        "aws_egress_only_internet_gateway",
        "egress_only_internet_gateway",
        &[id("vpc_id", VPC), tags()],
    ),
    Kind::makes("aws_nat_gateway", "nat_gateway", NAT),
    Kind::makes("data.aws_nat_gateway", "nat_gateway", NAT),
    Kind::makes(
        "aws_vpn_gateway",
        "vpn_gateway",
        &[id("vpc_id", VPC), tags()],
    ),
    Kind::makes(
        "data.aws_vpn_gateway",
        "vpn_gateway",
        &[id("attached_vpc_id", VPC).to("vpc_id"), tags()],
    ),
    Kind::adds(
        "aws_vpn_gateway_attachment",
        "vpn_gateway",
        "vpn_gateway_id",
        Adds::Sets(&[id("vpc_id", VPC)]),
    ),
    Kind::makes(
        "aws_vpc_peering_connection",
        "vpc_peering_connection",
        PEERING,
    )
    .then(peering),
    Kind::makes(
        "data.aws_vpc_peering_connection",
        "vpc_peering_connection",
        &[
            id("vpc_id", VPC),
            id("peer_vpc_id", VPC),
            text("peer_region"),
            text("status").to("accept_status"),
            tags(),
        ],
    ),
    Kind::adds(
        "aws_vpc_peering_connection_accepter",
        "vpc_peering_connection",
        "vpc_peering_connection_id",
        Adds::States(&[("accept_status", "active")]),
    ),
    Kind::adds(
        "aws_vpc_peering_connection_options",
        "vpc_peering_connection",
        "vpc_peering_connection_id",
        Adds::Sets(&[]),
    ),
    Kind::makes("aws_ec2_transit_gateway", "transit_gateway", GATEWAY).then(gateway),
    Kind::makes("data.aws_ec2_transit_gateway", "transit_gateway", GATEWAY),
    Kind::makes(
        "aws_ec2_transit_gateway_vpc_attachment",
        "transit_gateway_vpc_attachment",
        ATTACHED,
    ),
    Kind::makes(
        "data.aws_ec2_transit_gateway_vpc_attachment",
        "transit_gateway_vpc_attachment",
        ATTACHED,
    ),
    Kind::adds(
        "aws_ec2_transit_gateway_vpc_attachment_accepter",
        "transit_gateway_vpc_attachment",
        "transit_gateway_attachment_id",
        Adds::States(&[("state", "available")]),
    ),
    Kind::makes("aws_ec2_transit_gateway_peering_attachment", FAR, PEER).then(far),
    Kind::makes("data.aws_ec2_transit_gateway_peering_attachment", FAR, PEER),
    Kind::adds(
        "aws_ec2_transit_gateway_peering_attachment_accepter",
        FAR,
        "transit_gateway_attachment_id",
        Adds::States(&[("state", "available")]),
    ),
    Kind::makes("aws_ec2_transit_gateway_route_table", TABLES, TABLE),
    Kind::makes("data.aws_ec2_transit_gateway_route_table", TABLES, TABLE),
    // Its routes are made once its list is whole.
    Kind::adds(
        "aws_ec2_transit_gateway_prefix_list_reference",
        TABLES,
        "transit_gateway_route_table_id",
        Adds::Sets(&[]),
    ),
    Kind::adds(
        "aws_ec2_transit_gateway_route",
        TABLES,
        "transit_gateway_route_table_id",
        Adds::Part(
            Lists::Named("route"),
            &[
                range("destination_cidr_block"),
                id("transit_gateway_attachment_id", ATTACHMENTS),
                truth("blackhole"),
            ],
            same,
        ),
    ),
    Kind::adds(
        "aws_ec2_transit_gateway_route_table_association",
        TABLES,
        "transit_gateway_route_table_id",
        Adds::Items(&[id("transit_gateway_attachment_id", ATTACHMENTS).to("associations")]),
    ),
    Kind::adds(
        "aws_ec2_transit_gateway_route_table_propagation",
        TABLES,
        "transit_gateway_route_table_id",
        Adds::Items(&[id("transit_gateway_attachment_id", ATTACHMENTS).to("propagations")]),
    ),
];

const GATEWAY: &[Field] = &[
    text("security_group_referencing_support"),
    text("owner_id"),
    text(DEFAULT_ASSOCIATION),
    text(DEFAULT_PROPAGATION),
    tags(),
];

const ATTACHED: &[Field] = &[
    id("transit_gateway_id", TRANSIT),
    id("vpc_id", VPC),
    list("subnet_ids", &SUBNETS),
    text("appliance_mode_support"),
    text("ipv6_support"),
    text("security_group_referencing_support"),
    text("state"),
    tags(),
];

const TABLE: &[Field] = &[id("transit_gateway_id", TRANSIT), label("name"), tags()];

/// Where nothing is said, new attachments are in a table of their own accord.
fn gateway(gateway: &mut Map<String, Json>, _: &Reader<'_>) {
    for attribute in [DEFAULT_ASSOCIATION, DEFAULT_PROPAGATION] {
        gateway.entry(attribute).or_insert_with(|| "enable".into());
    }
}

/// The VPC of a gateway that was looked up.
fn attached(gateway: &mut Map<String, Json>, at: &Reader<'_>) {
    for attachment in at.parts("attachments") {
        if let Some(vpc) = attachment.id("vpc_id", VPC) {
            gateway.insert("vpc_id".to_owned(), vpc.into());
        }
    }
}

/// A peering of transit gateways that nobody accepts stays pending.
fn far(peering: &mut Map<String, Json>, at: &Reader<'_>) {
    if !peering.contains_key("state") && !at.is_applied() {
        peering.insert("state".to_owned(), "pendingAcceptance".into());
    }
}

/// A peering that nobody accepts stays pending.
/// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection>
fn peering(peering: &mut Map<String, Json>, at: &Reader<'_>) {
    if peering.contains_key("accept_status") || at.is_applied() {
        return;
    }
    let status = match at.is_true("auto_accept") {
        true => "active",
        false => "pending-acceptance",
    };
    peering.insert("accept_status".to_owned(), status.into());
}
