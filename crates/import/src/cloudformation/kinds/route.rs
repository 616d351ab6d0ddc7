//! Route tables, routes, associations and prefix lists.

use super::Properties;
use crate::said::say;
use net::Topology;
use net::topology::{PrefixList, PrefixListEntry, Route, RouteTable, RouteTableAssociation};

/// `AWS::EC2::RouteTable`
pub(super) fn route_table(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let table = RouteTable {
        vpc_id: p.id("VpcId"),
        tags: p.tags(),
        more: p.unknown(),
        ..RouteTable::default()
    };
    topology.route_table.insert(id.into(), table);
}

/// `AWS::EC2::Route`
pub(super) fn route(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(table) = p.id::<String>("RouteTableId") else {
        return;
    };
    // A route to an instance goes to the instance's interface.
    let instance = p.id::<String>("InstanceId").map(|instance| {
        let listed = topology.instance.get(instance.as_str());
        match listed.and_then(|it| it.primary_network_interface_id.clone()) {
            Some(interface) => interface.into(),
            None => format!("{instance}.eni").into(),
        }
    });
    let mut route = Route {
        cidr_block: p.range("DestinationCidrBlock"),
        ipv6_cidr_block: p.range("DestinationIpv6CidrBlock"),
        destination_prefix_list_id: p.id("DestinationPrefixListId"),
        gateway_id: p.id("GatewayId"),
        nat_gateway_id: p.id("NatGatewayId"),
        vpc_endpoint_id: p.id("VpcEndpointId"),
        network_interface_id: p.id("NetworkInterfaceId").or(instance),
        transit_gateway_id: p.id("TransitGatewayId"),
        vpc_peering_connection_id: p.id("VpcPeeringConnectionId"),
        egress_only_gateway_id: p.id("EgressOnlyInternetGatewayId"),
        ..Route::default()
    };
    for target in ["CarrierGatewayId", "LocalGatewayId", "CoreNetworkArn"] {
        if p.has(target) {
            p.not_known(
                target,
                p.place(),
                &say!(
                    "targets of this kind are not simulated",
                    "この種類のターゲットはシミュレーションの対象外です"
                ),
            );
        }
    }
    route.more = p.unknown();
    match topology.route_table.get_mut(table.as_str()) {
        Some(table) => table.route.push(route),
        None => p.not_among("RouteTableId", &table),
    }
}

/// `AWS::EC2::SubnetRouteTableAssociation` and `AWS::EC2::GatewayRouteTableAssociation`
pub(super) fn association(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let association = RouteTableAssociation {
        route_table_id: p.id("RouteTableId"),
        subnet_id: p.id("SubnetId"),
        gateway_id: p.id("GatewayId"),
        more: p.unknown(),
    };
    topology
        .route_table_association
        .insert(id.into(), association);
}

/// `AWS::EC2::PrefixList`
pub(super) fn prefix_list(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let entry = p
        .parts("Entries")
        .iter()
        .map(|entry| PrefixListEntry {
            cidr: entry.range("Cidr"),
            description: entry.label("Description"),
            more: entry.unknown(),
        })
        .collect();
    let list = PrefixList {
        name: p.label("PrefixListName"),
        entry,
        tags: p.tags(),
        more: p.unknown(),
        ..PrefixList::default()
    };
    topology.prefix_list.insert(id.into(), list);
}
