//! Routes and peerings AWS would refuse.

use super::{Finding, FindingCode, finding};
use crate::id::{ResourceId, VpcId};
use crate::topology::{EndpointType, Route, Topology, Vpc};
use ipnet::IpNet;

/// Routes inside the VPC's own ranges (R1.12), and prefix lists to appliances (R2.18).
pub(super) fn routes(topology: &Topology, findings: &mut Vec<Finding>) {
    for (id, table) in &topology.route_table {
        let Some((vpc_id, vpc)) = table
            .vpc_id
            .as_ref()
            .and_then(|vpc| topology.vpc.get_key_value(vpc))
        else {
            continue;
        };
        for route in &table.route {
            more_specific(topology, id.as_resource(), vpc_id, vpc, route, findings);
            let appliance = [&route.gateway_id, &route.vpc_endpoint_id]
                .into_iter()
                .flatten()
                .find(|target| {
                    let endpoint = topology.vpc_endpoint.get(target.as_str());
                    endpoint.is_some_and(|it| it.kind() == EndpointType::GatewayLoadBalancer)
                });
            if let (Some(list), Some(target)) = (&route.destination_prefix_list_id, appliance) {
                let note = format!("{list} to {target}");
                findings.push(finding(
                    FindingCode::GwlbePrefixList,
                    id.as_resource(),
                    note,
                ));
            }
        }
    }
}

/// Ranges that are as wide as a route's destination, or wider (R1.2). What AWS lets stand inside a
/// range (R1.12), and in the place of `local` itself, are routes to an appliance.
pub(super) fn within_ranges(topology: &Topology, findings: &mut Vec<Finding>) {
    for (id, table) in &topology.route_table {
        let vpc = table.vpc_id.as_ref();
        let Some((vpc_id, vpc)) = vpc.and_then(|vpc| topology.vpc.get_key_value(vpc)) else {
            continue;
        };
        let is_later = |range: &IpNet| vpc.cidr_block.map(|it| it.trunc()) != Some(*range);
        for route in table.route.iter().filter(|it| is_written(it)) {
            let Some(destination) = destination(route) else {
                continue;
            };
            let covers =
                |it: &IpNet| *it == destination || is_later(it) && it.contains(&destination);
            let subnets = topology.subnet.values();
            let own = subnets.filter(|it| it.vpc_id.as_ref() == Some(vpc_id));
            let mut whole = own
                .flat_map(|it| [it.cidr_block, it.ipv6_cidr_block])
                .flatten();
            for range in vpc.ranges().filter(covers) {
                let fits = range == destination || whole.any(|it| it.trunc() == destination);
                if !(fits && leads_to_appliance(topology, route)) {
                    let note = format!("{range} and the route to {destination} of {id}");
                    let code = FindingCode::CidrOverlap;
                    findings.push(finding(code, vpc_id.as_resource(), note));
                }
            }
        }
    }
}

/// Tables of internet and virtual private gateways (R1.16).
pub(super) fn of_gateways(topology: &Topology, findings: &mut Vec<Finding>) {
    let associations = topology.route_table_association.values();
    for association in associations.filter(|it| it.gateway_id.is_some()) {
        let Some((id, table)) = association
            .route_table_id
            .as_ref()
            .and_then(|id| topology.route_table.get_key_value(id))
        else {
            continue;
        };
        let mut found = |note: String| {
            let code = FindingCode::GatewayRoute;
            findings.push(finding(code, id.as_resource(), note));
        };
        for gateway in &table.propagating_vgws {
            found(format!("propagating_vgws: {gateway}"));
        }
        let vpcs = topology.vpc.values();
        if vpcs
            .into_iter()
            .any(|vpc| vpc.main_route_table_id.as_ref() == Some(id))
        {
            found("main_route_table_id".to_owned());
        }
        for route in &table.route {
            if let Some(list) = &route.destination_prefix_list_id {
                found(list.to_string());
                continue;
            }
            let range = route
                .cidr_block
                .or(route.ipv6_cidr_block)
                .map(|it| it.trunc());
            if let Some(range) =
                range.filter(|range| !is_whole(topology, table.vpc_id.as_ref(), *range))
            {
                found(range.to_string());
            } else if let Some(target) = other_target(topology, route) {
                found(target.to_string());
            }
        }
    }
}

/// Whether a range is all of a VPC's or a subnet's.
fn is_whole(topology: &Topology, vpc: Option<&VpcId>, range: IpNet) -> bool {
    let ranges = vpc.and_then(|vpc| topology.vpc.get(vpc)).into_iter();
    let subnets = topology
        .subnet
        .values()
        .filter(|it| it.vpc_id.as_ref() == vpc);
    let whole_subnets = subnets.flat_map(|it| [it.cidr_block, it.ipv6_cidr_block]);
    ranges
        .flat_map(Vpc::ranges)
        .chain(whole_subnets.flatten().map(|it| it.trunc()))
        .any(|it| it == range)
}

/// The target of a route that a gateway's table cannot have.
fn other_target<'a>(topology: &Topology, route: &'a Route) -> Option<&'a ResourceId> {
    let fits = |id: &ResourceId| {
        let endpoint = topology.vpc_endpoint.get(id.as_str());
        id.as_str() == "local"
            || endpoint.is_some_and(|it| it.kind() == EndpointType::GatewayLoadBalancer)
    };
    [&route.gateway_id, &route.vpc_endpoint_id]
        .into_iter()
        .flatten()
        .find(|id| !fits(id))
        .or(route.nat_gateway_id.as_ref())
        .or(route.transit_gateway_id.as_ref())
        .or(route.vpc_peering_connection_id.as_ref())
        .or(route.egress_only_gateway_id.as_ref())
}

fn more_specific(
    topology: &Topology,
    table: &ResourceId,
    vpc_id: &VpcId,
    vpc: &Vpc,
    route: &Route,
    findings: &mut Vec<Finding>,
) {
    let Some(range) = destination(route) else {
        return;
    };
    let inside = |outer: IpNet| outer.contains(&range) && outer != range;
    if !is_written(route) || !vpc.ranges().any(inside) {
        return;
    }
    let subnets = topology
        .subnet
        .values()
        .filter(|it| it.vpc_id.as_ref() == Some(vpc_id));
    let mut ranges = subnets
        .flat_map(|it| [it.cidr_block, it.ipv6_cidr_block])
        .flatten();
    let whole_subnet = ranges.any(|it| it.trunc() == range);
    if !(whole_subnet && leads_to_appliance(topology, route)) {
        let note = range.to_string();
        findings.push(finding(
            FindingCode::RouteMoreSpecificThanLocal,
            table,
            note,
        ));
    }
}

fn destination(route: &Route) -> Option<IpNet> {
    let range = route.cidr_block.or(route.ipv6_cidr_block);
    range.map(|it| it.trunc())
}

/// Whether somebody put it there: it is neither `local` nor propagated.
fn is_written(route: &Route) -> bool {
    let gateway = route.gateway_id.as_ref();
    let local = gateway.is_some_and(|it| it.as_str() == "local");
    !local && route.origin.as_deref() != Some("EnableVgwRoutePropagation")
}

/// Whether a route leads to what may stand in for `local`: a NAT gateway, an interface, or a
/// Gateway Load Balancer endpoint.
fn leads_to_appliance(topology: &Topology, route: &Route) -> bool {
    let gateway = route.gateway_id.as_ref();
    route.nat_gateway_id.is_some()
        || route.network_interface_id.is_some()
        || route.vpc_endpoint_id.is_some()
        || gateway.is_some_and(|it| topology.vpc_endpoint.contains_key(it.as_str()))
}

/// Peered VPCs whose ranges overlap (R1.20).
pub(super) fn peerings(topology: &Topology, findings: &mut Vec<Finding>) {
    for (id, peering) in &topology.vpc_peering_connection {
        let [Some(one), Some(other)] = [&peering.vpc_id, &peering.peer_vpc_id]
            .map(|vpc| vpc.as_ref().and_then(|vpc| topology.vpc.get(vpc)))
        else {
            continue;
        };
        for range in one.ranges() {
            for its in other.ranges() {
                if range.contains(&its) || its.contains(&range) {
                    let note = format!("{range} and {its}");
                    findings.push(finding(FindingCode::PcxOverlap, id, note));
                }
            }
        }
    }
}
