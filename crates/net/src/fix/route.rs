//! Ways to where no route leads.

use super::edit::Edit;
use crate::id::{ResourceId, RouteTableId, VpcId};
use crate::network::Network;
use crate::topology::EndpointType;
use crate::trace::Trace;
use serde_json::json;
use std::net::IpAddr;

/// Ways round a missing route: a gateway endpoint's table, private DNS, a link.
pub(super) fn missing_route(
    network: &Network,
    trace: &Trace,
    table: &RouteTableId,
    destination: IpAddr,
) -> Vec<Edit> {
    let Some(vpc) = network.table(table).map(|table| table.vpc.clone()) else {
        return Vec::new();
    };
    let mut edits: Vec<Edit> = link_route(network, table, destination)
        .into_iter()
        .collect();
    let name = crate::laws::dns::canonical(&trace.resolution.name);
    for (id, endpoint) in network.endpoints_of(&vpc) {
        let service = endpoint.service_name.as_deref().unwrap_or_default();
        let names = network.topology().private_names_of(endpoint);
        let for_name = names
            .iter()
            .any(|it| crate::service::matches_name(it, &name));
        match endpoint.kind() {
            EndpointType::Gateway => {
                let asked = crate::service::of_public_name(&name);
                if asked.is_some_and(|it| it.service_name() == service) {
                    let mut tables = endpoint.route_table_ids.clone();
                    tables.push(table.clone());
                    edits.push(Edit::new(
                        "vpc_endpoint",
                        id.as_str(),
                        "route_table_ids",
                        json!(tables),
                        format!("associate {table} with the gateway endpoint {id}"),
                        format!("ゲートウェイエンドポイント {id} に {table} を関連付ける"),
                    ));
                }
            }
            EndpointType::Interface if for_name => {
                edits.extend(private_dns(network, id.as_resource(), &vpc));
            }
            EndpointType::Interface
            | EndpointType::GatewayLoadBalancer
            | EndpointType::Resource
            | EndpointType::ServiceNetwork
            | EndpointType::Other => {}
        }
    }
    edits
}

/// Private DNS and the two attributes it needs.
fn private_dns(network: &Network, endpoint: &ResourceId, vpc: &VpcId) -> Option<Edit> {
    let topology = network.topology();
    let off = topology.vpc.get(vpc)?.private_zones_apply() == Some(false);
    let on = topology
        .vpc_endpoint
        .get(endpoint.as_str())?
        .private_dns_enabled
        == Some(true);
    let mut edit = Edit::new(
        "vpc_endpoint",
        endpoint.as_str(),
        "private_dns_enabled",
        json!(true),
        format!("turn on private DNS of {endpoint}"),
        format!("{endpoint} のプライベート DNS を有効にする"),
    );
    if off {
        edit.en = format!("turn on both DNS attributes of {vpc}");
        edit.ja = format!("{vpc} の DNS 属性を両方とも有効にする");
        edit.patch["vpc"] =
            json!({ vpc.as_str(): { "enable_dns_support": true, "enable_dns_hostnames": true } });
    }
    (off || !on).then_some(edit)
}

/// A route to the network that holds an address, over the link that leads there.
pub(super) fn link_route(
    network: &Network,
    table: &RouteTableId,
    destination: IpAddr,
) -> Option<Edit> {
    let topology = network.topology();
    let listed = topology.route_table.get(table)?;
    let vpc = listed.vpc_id.as_ref()?;
    let link = network.link_towards(vpc, destination)?;
    let vpcs = topology.vpc.keys().flat_map(|vpc| network.vpc_ranges(vpc));
    let sites = topology
        .site
        .values()
        .flat_map(|site| site.cidr_blocks.iter().copied());
    let range = vpcs
        .chain(sites)
        .find(|range| range.contains(&destination))?;
    let target = if topology.vpc_peering_connection.contains_key(link) {
        "vpc_peering_connection_id"
    } else if topology.vpn_gateway.contains_key(link) {
        "gateway_id"
    } else {
        "transit_gateway_id"
    };
    let mut routes = serde_json::to_value(&listed.route).ok()?;
    let key = if range.addr().is_ipv4() {
        "cidr_block"
    } else {
        "ipv6_cidr_block"
    };
    routes
        .as_array_mut()?
        .push(json!({ key: range.to_string(), target: link.as_str() }));
    Some(Edit::new(
        "route_table",
        table.as_str(),
        "route",
        routes,
        format!("add a route to {table}: {range} to {link}"),
        format!("{table} にルートを追加する: {range} → {link}"),
    ))
}
