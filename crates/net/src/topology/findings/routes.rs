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

fn more_specific(
    topology: &Topology,
    table: &ResourceId,
    vpc_id: &VpcId,
    vpc: &Vpc,
    route: &Route,
    findings: &mut Vec<Finding>,
) {
    let Some(range) = route
        .cidr_block
        .or(route.ipv6_cidr_block)
        .map(|it| it.trunc())
    else {
        return;
    };
    let local = route
        .gateway_id
        .as_ref()
        .is_some_and(|it| it.as_str() == "local");
    let inside = |outer: IpNet| outer.contains(&range) && outer != range;
    if local || !vpc.ranges().any(inside) {
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
    let allowed = route.nat_gateway_id.is_some()
        || route.network_interface_id.is_some()
        || route.vpc_endpoint_id.is_some()
        || route
            .gateway_id
            .as_ref()
            .is_some_and(|it| topology.vpc_endpoint.contains_key(it.as_str()));
    if !(whole_subnet && allowed) {
        let note = range.to_string();
        findings.push(finding(
            FindingCode::RouteMoreSpecificThanLocal,
            table,
            note,
        ));
    }
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
