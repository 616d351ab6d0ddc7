//! Routes: to where none leads, and in place of one that leads nowhere.

use super::edit::Edit;
use crate::evidence::{Fared, RouteRow};
use crate::id::{ResourceId, RouteTableId, VpcId};
use crate::laws::gateway::is_private;
use crate::network::Network;
use crate::topology::{Datum, Route};
use ipnet::IpNet;
use serde_json::json;
use std::net::IpAddr;

/// A route to the network that holds an address, over the link that leads there.
pub(super) fn by_link(
    network: &Network,
    table: &RouteTableId,
    destination: IpAddr,
) -> Option<Edit> {
    let topology = network.topology();
    let link = network.link_towards(&network.table(table)?.vpc, destination)?;
    let vpcs = topology.vpc.keys().flat_map(|vpc| network.vpc_ranges(vpc));
    let sites = topology
        .site
        .values()
        .flat_map(|site| site.cidr_blocks.iter().copied());
    let range = vpcs
        .chain(sites)
        .find(|range| range.contains(&destination))?;
    add(network, table, range, named_by(network, link), link)
}

/// The attribute of a route that names a link.
fn named_by(network: &Network, link: &ResourceId) -> &'static str {
    let topology = network.topology();
    if topology.vpc_peering_connection.contains_key(link) {
        "vpc_peering_connection_id"
    } else if topology.vpn_gateway.contains_key(link) {
        "gateway_id"
    } else {
        "transit_gateway_id"
    }
}

/// Routes to one public address by the gateways of the table's VPC.
pub(super) fn by_gateway(
    network: &Network,
    table: &RouteTableId,
    destination: IpAddr,
) -> Vec<Edit> {
    let Some(it) = network.table(table).filter(|_| !is_private(destination)) else {
        return Vec::new();
    };
    gateways(network, &it.vpc, destination)
        .into_iter()
        .filter_map(|(key, id)| add(network, table, IpNet::from(destination), key, id))
        .collect()
}

/// The same destination as that of a route whose target is gone, by what leads there instead.
pub(super) fn instead(
    network: &Network,
    table: &RouteTableId,
    destination: IpAddr,
    rows: &[RouteRow],
) -> Vec<Edit> {
    let dead = rows.iter().find(|row| row.fared == Fared::Won);
    let (Some(dead), Some(it)) = (dead, network.table(table)) else {
        return Vec::new();
    };
    let (vpc, Ok(range)) = (&it.vpc, dead.destination.parse::<IpNet>()) else {
        return Vec::new();
    };
    let mut others = gateways(network, vpc, destination);
    if let Some(link) = network.link_towards(vpc, destination) {
        others.push((named_by(network, link), link));
    }
    others
        .into_iter()
        .filter(|(_, id)| dead.target != id.as_str())
        .filter_map(|(key, id)| add(network, table, range, key, id))
        .collect()
}

/// The gateways of a VPC that lead to public addresses, with the attribute a route names them by.
fn gateways<'a>(
    network: &'a Network,
    vpc: &VpcId,
    destination: IpAddr,
) -> Vec<(&'static str, &'a ResourceId)> {
    let topology = network.topology();
    let of_vpc = |it: &Option<VpcId>| it.as_ref() == Some(vpc);
    let internet = topology.internet_gateway.iter();
    let internet = internet
        .filter(|(_, it)| of_vpc(&it.vpc_id))
        .map(|(id, _)| ("gateway_id", id.as_resource()));
    let egress_only = topology.egress_only_internet_gateway.iter();
    let egress_only = egress_only
        .filter(|(_, it)| destination.is_ipv6() && of_vpc(&it.vpc_id))
        .map(|(id, _)| ("egress_only_gateway_id", id));
    let nat = topology.nat_gateway.iter().filter(|(_, it)| {
        let subnet = it.subnet_id.as_ref().and_then(|id| network.subnet(id));
        destination.is_ipv4() && subnet.is_some_and(|place| place.vpc == *vpc)
    });
    let nat = nat.map(|(id, _)| ("nat_gateway_id", id.as_resource()));
    internet.chain(egress_only).chain(nat).collect()
}

/// A route of a table, in place of the one with the same destination. The main table that AWS
/// implies is written down with it.
pub(super) fn add(
    network: &Network,
    table: &RouteTableId,
    range: IpNet,
    target: &str,
    id: &ResourceId,
) -> Option<Edit> {
    let listed = network.topology().route_table.get(table);
    let whole = match listed {
        Some(_) => None,
        None => Some(json!({ "vpc_id": network.table(table)?.vpc })),
    };
    let before = listed.map_or(&[][..], |it| &it.route);
    let same = |it: &Route| it.cidr_block.or(it.ipv6_cidr_block) == Some(range);
    let mut kept = before.to_vec();
    kept.retain(|it| !same(it));
    let (verb, verb_ja) = if kept.len() == before.len() {
        ("add a route to", "にルートを追加する")
    } else {
        ("change a route of", "のルートを変更する")
    };
    let mut routes = kept.to_value();
    let key = if range.addr().is_ipv4() {
        "cidr_block"
    } else {
        "ipv6_cidr_block"
    };
    routes
        .as_array_mut()?
        .push(json!({ key: range.to_string(), target: id.as_str() }));
    Some(Edit::writing(
        &["route_table"],
        table.as_str(),
        whole,
        "route",
        routes,
        [
            format!("{verb} {table}: {range} to {id}"),
            format!("{table} {verb_ja}: {range} → {id}"),
        ],
    ))
}
