//! What may bring both ways of a connection to one middlebox, or let a middlebox work.

use super::edit::Edit;
use super::options::set;
use super::route;
use crate::evidence::{Fact, Fared};
use crate::id::{ResourceId, RouteTableId, VpcId};
use crate::network::Network;
use crate::trace::{Kind, Step, Trace};
use ipnet::IpNet;
use serde_json::json;

/// Turns off the source/destination check of an appliance's interface.
pub(super) fn take_packets_of_others(network: &Network, interface: &ResourceId) -> Vec<Edit> {
    let topology = network.topology();
    let Some(found) = network.interface(interface.as_str()) else {
        return Vec::new();
    };
    let kind = if topology.network_interface.contains_key(&found.id) {
        "network_interface"
    } else {
        "instance"
    };
    let id = match kind {
        "instance" => found.known_as(),
        _ => found.id.as_resource(),
    };
    set(
        kind,
        id,
        "source_dest_check",
        json!(false),
        "turn off the source/destination check",
        "送信元/送信先チェックを無効にする",
    )
}

/// Turns on appliance mode of the attachments to the VPC of an endpoint.
pub(super) fn keep_in_one_zone(network: &Network, endpoint: &ResourceId) -> Vec<Edit> {
    let vpc = vpc_of(network, endpoint);
    let attachments = &network.topology().transit_gateway_vpc_attachment;
    attachments
        .iter()
        .filter(|(_, it)| it.vpc_id.as_ref() == vpc && !it.has_appliance_mode())
        .flat_map(|(id, _)| {
            set(
                "transit_gateway_vpc_attachment",
                id,
                "appliance_mode_support",
                json!("enable"),
                "turn on appliance mode",
                "アプライアンスモードを有効にする",
            )
        })
        .collect()
}

/// Leads the way that missed an endpoint through it.
pub(super) fn lead_through(network: &Network, trace: &Trace, fact: &Fact) -> Vec<Edit> {
    let Fact::Flow {
        middlebox, request, ..
    } = fact
    else {
        return Vec::new();
    };
    let way = if request.contains(middlebox) {
        &trace.back
    } else {
        &trace.forward
    };
    let tables = way.iter().filter(|step| step.kind == Kind::RouteTable);
    tables
        .filter_map(|step| steer(network, step, middlebox))
        .collect()
}

/// A route that leads a packet to an endpoint, in the table that led it past it.
fn steer(network: &Network, step: &Step, endpoint: &ResourceId) -> Option<Edit> {
    let topology = network.topology();
    let (id, listed) = topology.route_table.get_key_value(step.resource.as_str())?;
    if listed.vpc_id.as_ref() != vpc_of(network, endpoint)
        || leads_from(network, endpoint) == Some(id)
    {
        return None;
    }
    let rows = step.evidence.iter().find_map(|it| match &it.fact {
        Fact::Routes { rows, .. } => rows.iter().find(|row| row.fared == Fared::Won),
        _ => None,
    });
    let row = rows?;
    let range = if row.target == "local" {
        let whole_subnet = |range: &IpNet| range.contains(&step.packet.destination);
        let subnets = topology.subnet.values();
        let mut own = subnets.filter(|it| it.vpc_id == listed.vpc_id);
        own.find_map(|it| {
            [it.cidr_block, it.ipv6_cidr_block]
                .into_iter()
                .flatten()
                .find(whole_subnet)
        })?
    } else {
        row.destination.parse().ok()?
    };
    route::add(network, id, range, "vpc_endpoint_id", endpoint)
}

fn vpc_of<'a>(network: &'a Network, endpoint: &ResourceId) -> Option<&'a VpcId> {
    let endpoints = &network.topology().vpc_endpoint;
    endpoints.get(endpoint.as_str())?.vpc_id.as_ref()
}

/// The table an endpoint's own subnet uses.
fn leads_from<'a>(network: &'a Network, endpoint: &ResourceId) -> Option<&'a RouteTableId> {
    let subnet = &network.interfaces_of(endpoint).next()?.subnet;
    Some(&network.subnet(subnet)?.route_table)
}
