//! Route tables and prefix lists.

use super::dump::{Dump, put};
use super::view::View;
use crate::said::say;
use net::id::{PrefixListId, ResourceId};
use net::topology::{PrefixList, PrefixListEntry, Route, RouteTable, RouteTableAssociation};

/// `describe-route-tables`
pub(super) fn route_table(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("RouteTableId")?;
    let routes = at.get("Routes");
    let table = RouteTable {
        vpc_id: at.id("VpcId"),
        route: routes.items().filter_map(|it| route(&it)).collect(),
        propagating_vgws: at.ids_in("PropagatingVgws", "GatewayId"),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..RouteTable::default()
    };
    for part in at.get("Associations").items() {
        if part
            .get("AssociationState")
            .is("State", &["disassociating", "disassociated", "failed"])
        {
            continue;
        }
        if part.flag("Main") == Some(true)
            && let Some(vpc) = &table.vpc_id
        {
            dump.main_tables.insert(vpc.clone(), id.into());
        }
        let association = RouteTableAssociation {
            route_table_id: Some(id.into()),
            subnet_id: part.id("SubnetId"),
            gateway_id: part.id("GatewayId"),
            ..RouteTableAssociation::default()
        };
        let target = part.text("SubnetId").or_else(|| part.text("GatewayId"));
        if let Some(target) = target {
            let own = part.string("RouteTableAssociationId");
            let key = own.unwrap_or_else(|| format!("{id}.{target}"));
            let map = &mut dump.topology.route_table_association;
            put(map, &key, association, &part);
        }
    }
    put(&mut dump.topology.route_table, id, table, at);
    Some(id.to_owned())
}

/// One route; `None` for the `local` ones, which a VPC's ranges imply.
fn route(at: &View<'_>) -> Option<Route> {
    let mut route = Route {
        cidr_block: at.parsed("DestinationCidrBlock"),
        ipv6_cidr_block: at.parsed("DestinationIpv6CidrBlock"),
        destination_prefix_list_id: at.id("DestinationPrefixListId"),
        nat_gateway_id: at.id("NatGatewayId"),
        network_interface_id: at.id("NetworkInterfaceId"),
        transit_gateway_id: at.id("TransitGatewayId"),
        vpc_peering_connection_id: at.id("VpcPeeringConnectionId"),
        egress_only_gateway_id: at.id("EgressOnlyInternetGatewayId"),
        state: at.string("State"),
        origin: at.string("Origin"),
        ..Route::default()
    };
    // Gateway endpoints and Gateway Load Balancer endpoints are both `vpce-`; only the former
    // take a prefix list, and they take nothing else (R2.10, R2.18).
    match at.text("GatewayId") {
        Some("local") => return None,
        Some(id) if id.starts_with("vpce-") && route.destination_prefix_list_id.is_none() => {
            route.vpc_endpoint_id = Some(id.into());
        }
        Some(id) => route.gateway_id = Some(id.into()),
        // Other ways out are not simulated; the route still wins, so it is kept.
        None => {
            route.gateway_id = ["CarrierGatewayId", "LocalGatewayId", "CoreNetworkArn"]
                .iter()
                .find_map(|key| at.id::<ResourceId>(key));
        }
    }
    if route.network_interface_id.is_none()
        && let Some(instance) = at.text("InstanceId")
    {
        at.note(say!(
            "{}: a route to {} that names no interface",
            "{}: {} へのルートにインターフェイスの指定がありません",
            at.pointer(),
            instance
        ));
        // It still wins over shorter ones.
        route.gateway_id = route.gateway_id.or_else(|| Some(instance.into()));
    }
    Some(route)
}

/// `describe-managed-prefix-lists`, `describe-prefix-lists`
pub(super) fn prefix_list(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("PrefixListId")?;
    let ranges = at.get("Cidrs");
    let entry = ranges
        .items()
        .filter_map(|range| match range.json()? {
            super::json::Json::Text(text) => match text.parse() {
                Ok(cidr) => Some(PrefixListEntry {
                    cidr: Some(cidr),
                    ..PrefixListEntry::default()
                }),
                Err(_) => {
                    at.note(say!(
                        "{}: no range: {}",
                        "{}: 範囲ではありません: {}",
                        range.pointer(),
                        text
                    ));
                    None
                }
            },
            _ => None,
        })
        .collect();
    let list = PrefixList {
        name: at.string("PrefixListName"),
        entry,
        owner_id: at
            .text("OwnerId")
            .filter(|owner| *owner != "AWS")
            .map(Into::into),
        tags: at.tags(),
        ..PrefixList::default()
    };
    put(&mut dump.topology.prefix_list, id, list, at);
    Some(id.to_owned())
}

/// `get-managed-prefix-list-entries`
pub(super) fn prefix_list_entries(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = dump
        .beside("PrefixListId")
        .or_else(|| dump.named.id("pl-"))?
        .to_owned();
    let list = dump
        .topology
        .prefix_list
        .entry(PrefixListId::from(id.as_str()))
        .or_default();
    for item in at.items() {
        let entry = PrefixListEntry {
            cidr: item.parsed("Cidr"),
            description: item.string("Description"),
            ..PrefixListEntry::default()
        };
        let there = list.entry.iter_mut().find(|it| it.cidr == entry.cidr);
        match there {
            Some(there) if there.description.is_none() => *there = entry,
            Some(_) => {}
            None => list.entry.push(entry),
        }
    }
    Some(id)
}
