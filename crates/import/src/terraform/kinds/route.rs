//! Route tables, routes, associations and prefix lists.

use super::super::field::{Field, id, label, list, parts, range, tags, text};
use super::{Adds, ENDPOINT, INSTANCE, INTERFACE, Kind, LIST, Lists, SUBNET, TABLE, TRANSIT, VPC};
use crate::said::say;
use crate::terraform::field::Shape;
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

const GATEWAYS: &[&str] = &["internet_gateway", "vpn_gateway"];
const ASSOCIATED: &[&str] = &["internet_gateway", "vpn_gateway"];

/// A route as it stands in a table.
const ROUTE: &[Field] = &[
    range("cidr_block"),
    range("ipv6_cidr_block"),
    id("destination_prefix_list_id", LIST),
    id("gateway_id", GATEWAYS),
    id("nat_gateway_id", &["nat_gateway"]),
    id("vpc_endpoint_id", ENDPOINT),
    id("network_interface_id", INTERFACE),
    id("transit_gateway_id", TRANSIT),
    id("vpc_peering_connection_id", &["vpc_peering_connection"]),
    id("egress_only_gateway_id", &["egress_only_internet_gateway"]),
    id("instance_id", INSTANCE),
    text("carrier_gateway_id"),
    text("local_gateway_id"),
    text("core_network_arn"),
    text("state"),
];

/// A route as a resource of its own.
const LONE_ROUTE: &[Field] = &[
    range("destination_cidr_block").to("cidr_block"),
    range("destination_ipv6_cidr_block").to("ipv6_cidr_block"),
    id("destination_prefix_list_id", LIST),
    id("gateway_id", GATEWAYS),
    id("nat_gateway_id", &["nat_gateway"]),
    id("vpc_endpoint_id", ENDPOINT),
    id("network_interface_id", INTERFACE),
    id("transit_gateway_id", TRANSIT),
    id("vpc_peering_connection_id", &["vpc_peering_connection"]),
    id("egress_only_gateway_id", &["egress_only_internet_gateway"]),
    id("instance_id", INSTANCE),
    text("carrier_gateway_id"),
    text("local_gateway_id"),
    text("core_network_arn"),
    text("state"),
];

const TABLE_FIELDS: &[Field] = &[
    id("vpc_id", VPC),
    parts("route", ROUTE),
    list("propagating_vgws", &Shape::Id(&["vpn_gateway"])),
    text("owner_id"),
    tags(),
];

const LIST_FIELDS: &[Field] = &[
    label("name"),
    parts("entry", &[range("cidr"), label("description")]),
    text("owner_id"),
    tags(),
];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes("aws_route_table", "route_table", TABLE_FIELDS).then(routes),
    Kind::makes("aws_default_route_table", "route_table", TABLE_FIELDS).then(default_table),
    Kind::makes(
        "data.aws_route_table",
        "route_table",
        &[
            id("vpc_id", VPC),
            parts("routes", ROUTE).to("route"),
            text("owner_id"),
            tags(),
        ],
    )
    .then(looked_up),
    Kind::adds(
        "aws_route",
        "route_table",
        "route_table_id",
        Adds::Part(Lists::Named("route"), LONE_ROUTE, same_route),
    )
    .then(targets),
    Kind::makes(
        "aws_route_table_association",
        "route_table_association",
        &[
            id("route_table_id", TABLE),
            id("subnet_id", SUBNET),
            id("gateway_id", ASSOCIATED),
        ],
    ),
    Kind::adds(
        "aws_main_route_table_association",
        "vpc",
        "vpc_id",
        Adds::Sets(&[id("route_table_id", TABLE).to("main_route_table_id")]),
    ),
    Kind::adds(
        "aws_vpn_gateway_route_propagation",
        "route_table",
        "route_table_id",
        Adds::Items(&[id("vpn_gateway_id", &["vpn_gateway"]).to("propagating_vgws")]),
    ),
    Kind::makes("aws_ec2_managed_prefix_list", "prefix_list", LIST_FIELDS),
    Kind::makes("data.aws_ec2_managed_prefix_list", "prefix_list", {
        &[
            label("name"),
            parts("entries", &[range("cidr"), label("description")]).to("entry"),
            text("owner_id"),
            tags(),
        ]
    }),
    Kind::makes("data.aws_prefix_list", "prefix_list", &[label("name")]).then(ranges_of_list),
    Kind::adds(
        "aws_ec2_managed_prefix_list_entry",
        "prefix_list",
        "prefix_list_id",
        Adds::Part(
            Lists::Named("entry"),
            &[range("cidr"), label("description")],
            |there, new| there.get("cidr") == new.get("cidr"),
        ),
    ),
];

/// One destination has one route.
fn same_route(there: &Map<String, Json>, new: &Map<String, Json>) -> bool {
    const DESTINATIONS: &[&str] = &[
        "cidr_block",
        "ipv6_cidr_block",
        "destination_prefix_list_id",
    ];
    let unknown = new.contains_key("unknown") || there.contains_key("unknown");
    !unknown
        && DESTINATIONS
            .iter()
            .all(|name| there.get(*name) == new.get(*name))
}

fn routes(table: &mut Map<String, Json>, at: &Reader<'_>) {
    for route in table
        .get_mut("route")
        .and_then(Json::as_array_mut)
        .into_iter()
        .flatten()
    {
        if let Json::Object(route) = route {
            targets(route, at);
        }
    }
}

/// Targets that are written otherwise in the topology, or are not simulated.
fn targets(route: &mut Map<String, Json>, at: &Reader<'_>) {
    // A route to an instance goes to the instance's interface.
    if let Some(Json::String(instance)) = route.remove("instance_id") {
        route
            .entry("network_interface_id")
            .or_insert_with(|| at.interface_of(&instance).into());
    }
    for target in ["carrier_gateway_id", "local_gateway_id", "core_network_arn"] {
        if route.remove(target).is_some() {
            at.not_known(
                route,
                target,
                &say!(
                    "targets of this kind are not simulated",
                    "この種類のターゲットはシミュレーションの対象外です"
                ),
            );
        }
    }
}

/// The table that AWS makes with a VPC is the one its subnets use unless told otherwise.
fn default_table(table: &mut Map<String, Json>, at: &Reader<'_>) {
    routes(table, at);
    at.belongs_to_vpc(table);
}

/// A table that was looked up names the subnets that use it.
fn looked_up(table: &mut Map<String, Json>, at: &Reader<'_>) {
    routes(table, at);
    at.rest_is_unknown(table, "route");
    for (index, association) in at.parts("associations").iter().enumerate() {
        let of = association.object(&[id("subnet_id", SUBNET), id("gateway_id", ASSOCIATED)]);
        if !of.is_empty() {
            let mut of = of;
            of.insert("route_table_id".to_owned(), at.own_id().into());
            let name = format!("{}.association.{index}", at.own_id());
            at.makes("route_table_association", name, of);
        }
    }
}

/// The ranges of a list of AWS's own.
fn ranges_of_list(list: &mut Map<String, Json>, at: &Reader<'_>) {
    let ranges = at.ranges("cidr_blocks");
    let entry: Vec<Json> = ranges
        .into_iter()
        .map(|range| Json::Object(Map::from_iter([("cidr".to_owned(), range)])))
        .collect();
    if !entry.is_empty() {
        list.insert("entry".to_owned(), entry.into());
    }
}
