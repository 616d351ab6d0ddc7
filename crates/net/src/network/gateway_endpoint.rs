//! The routes that gateway endpoints put into tables.

use super::prefix_list::prefix_list_ranges;
use super::route::{Rank, RouteEntry, RouteTarget};
use crate::id::{PrefixListId, RouteTableId, VpcEndpointId};
use crate::service;
use crate::topology::{EndpointType, Route, Topology, VpcEndpoint};
use std::collections::{BTreeMap, BTreeSet};

/// A gateway endpoint.
pub(super) type Gateway<'t> = (&'t VpcEndpointId, &'t VpcEndpoint);

/// The gateway endpoints of each table.
pub(super) fn gateway_endpoints(topology: &Topology) -> BTreeMap<&RouteTableId, Vec<Gateway<'_>>> {
    let mut found: BTreeMap<&RouteTableId, Vec<Gateway<'_>>> = BTreeMap::new();
    let endpoints = topology.vpc_endpoint.iter();
    for it in endpoints.filter(|(_, endpoint)| endpoint.kind() == EndpointType::Gateway) {
        let tables: BTreeSet<&RouteTableId> = it.1.route_table_ids.iter().collect();
        for table in tables {
            found.entry(table).or_default().push(it);
        }
    }
    found
}

/// The routes gateway endpoints put into a table, unless the table lists them itself (R2.10).
pub(super) fn gateway_endpoint_routes(
    topology: &Topology,
    gateways: &[Gateway<'_>],
    listed: &[Route],
) -> Vec<RouteEntry> {
    gateways
        .iter()
        .filter(|(id, _)| {
            !listed
                .iter()
                .any(|route| route.gateway_id.as_ref() == Some(id.as_resource()))
        })
        .map(|(id, endpoint)| gateway_endpoint_route(topology, id, endpoint))
        .collect()
}

fn gateway_endpoint_route(
    topology: &Topology,
    id: &VpcEndpointId,
    endpoint: &VpcEndpoint,
) -> RouteEntry {
    let service_name = endpoint.service_name.as_deref().unwrap_or_default();
    let list = endpoint
        .prefix_list_id
        .clone()
        .or_else(|| prefix_list_of_service(topology, service_name))
        .unwrap_or_else(|| service::prefix_list_id(service_name).into());
    let mut ranges = prefix_list_ranges(topology, &list);
    if ranges.is_empty() {
        ranges = service::prefix_list_ranges(service_name);
    }
    RouteEntry {
        destination: list.to_string(),
        ranges,
        target: RouteTarget::GatewayEndpoint(id.clone().into()),
        blackhole: false,
        rank: Rank::PrefixList,
    }
}

fn prefix_list_of_service(topology: &Topology, service_name: &str) -> Option<PrefixListId> {
    topology
        .prefix_list
        .iter()
        .find(|(_, list)| list.name.as_deref() == Some(service_name))
        .map(|(id, _)| id.clone())
}
