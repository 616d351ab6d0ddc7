//! Ways through a transit gateway.

use super::edit::Edit;
use crate::id::{ResourceId, SubnetId};
use crate::network::Network;
use crate::topology::Datum;
use crate::trace::Trace;
use crate::walk::vantage::{Vantage, vantage};
use ipnet::IpNet;
use serde_json::json;
use std::net::IpAddr;

/// A subnet of the attachment in the zone it has none in: that of the host, else any of the zone.
pub(super) fn in_zone(network: &Network, trace: &Trace, attachment: &ResourceId) -> Option<Edit> {
    let topology = network.topology();
    let attached = topology.transit_gateway_vpc_attachment.get(attachment)?;
    let zone = |subnet: &SubnetId| network.subnet(subnet).and_then(|it| it.zone.clone());
    let zones: Vec<_> = attached.subnet_ids.iter().map(zone).collect();
    let own = match vantage(network, &trace.query) {
        Some(Vantage::Host(host)) => Some(host.subnet),
        Some(Vantage::Internet | Vantage::Site(_)) | None => None,
    };
    let subnets = topology.subnet.iter();
    let missing = subnets
        .filter(|(id, it)| it.vpc_id == attached.vpc_id && !zones.contains(&zone(id)))
        .map(|(id, _)| id);
    let subnet = missing.min_by_key(|id| (Some(*id) != own, *id))?;
    let mut subnets = attached.subnet_ids.clone();
    subnets.push(subnet.clone());
    Some(Edit::new(
        "transit_gateway_vpc_attachment",
        attachment.as_str(),
        "subnet_ids",
        json!(subnets),
        format!("add {subnet} to the attachment {attachment}"),
        format!("アタッチメント {attachment} に {subnet} を追加する"),
    ))
}

/// A route table for an attachment that is associated with none.
pub(super) fn associate(network: &Network, attachment: &ResourceId) -> Vec<Edit> {
    let topology = network.topology();
    let attached = topology.transit_gateway_vpc_attachment.get(attachment);
    let gateway = attached.and_then(|it| it.transit_gateway_id.as_ref());
    let tables = topology.transit_gateway_route_table.iter();
    tables
        .filter(|(_, it)| gateway.is_some() && it.transit_gateway_id.as_ref() == gateway)
        .map(|(id, table)| {
            let mut associations = table.associations.clone();
            associations.push(attachment.clone());
            Edit::new(
                "transit_gateway_route_table",
                id.as_str(),
                "associations",
                json!(associations),
                format!("associate {attachment} with {id}"),
                format!("{attachment} を {id} に関連付ける"),
            )
        })
        .collect()
}

/// What makes the attachment whose VPC holds an address give its ranges to a table: propagation,
/// and for IPv6 ranges that the attachment supports them.
pub(super) fn propagate(network: &Network, table: &ResourceId, address: IpAddr) -> Option<Edit> {
    let topology = network.topology();
    let id = holder(network, table, address)?;
    // Peerings propagate nothing.
    let attachment = topology.transit_gateway_vpc_attachment.get(id)?;
    let mut propagations = topology
        .transit_gateway_route_table
        .get(table)?
        .propagations
        .clone();
    if !propagations.contains(id) {
        propagations.push(id.clone());
        return Some(Edit::new(
            "transit_gateway_route_table",
            table.as_str(),
            "propagations",
            json!(propagations),
            format!("propagate {id} into {table}"),
            format!("{id} から {table} へ経路を伝播する"),
        ));
    }
    let lacks_ipv6 = address.is_ipv6() && attachment.ipv6_support.as_deref() != Some("enable");
    lacks_ipv6.then(|| {
        Edit::new(
            "transit_gateway_vpc_attachment",
            id.as_str(),
            "ipv6_support",
            json!("enable"),
            format!("turn on IPv6 support of the attachment {id}"),
            format!("アタッチメント {id} の IPv6 サポートを有効にする"),
        )
    })
}

/// A static route of a table for one address, to the attachment whose VPC holds it.
pub(super) fn route(network: &Network, table: &ResourceId, address: IpAddr) -> Option<Edit> {
    let attachment = holder(network, table, address)?;
    let listed = network.topology().transit_gateway_route_table.get(table)?;
    let range = IpNet::from(address);
    let mut routes = listed.route.to_value();
    routes.as_array_mut()?.push(json!({
        "destination_cidr_block": range,
        "transit_gateway_attachment_id": attachment,
    }));
    Some(Edit::new(
        "transit_gateway_route_table",
        table.as_str(),
        "route",
        routes,
        format!("add a route to {table}: {range} to {attachment}"),
        format!("{table} にルートを追加する: {range} → {attachment}"),
    ))
}

/// The attachment of a table's transit gateway that leads to the VPC or site that holds an
/// address.
fn holder<'a>(network: &'a Network, table: &ResourceId, address: IpAddr) -> Option<&'a ResourceId> {
    let topology = network.topology();
    let listed = topology.transit_gateway_route_table.get(table)?;
    let gateway = listed.transit_gateway_id.as_ref()?;
    if let Some(attachment) = vpc_behind(network, gateway, address) {
        return Some(attachment);
    }
    let mut peerings = topology.transit_gateway_peering_attachment.iter();
    let peering = peerings.find(|(_, it)| {
        let ends = [&it.transit_gateway_id, &it.peer_transit_gateway_id];
        let other = |end: &&Option<ResourceId>| end.as_ref() != Some(gateway);
        let leads = |end: &Option<ResourceId>| {
            end.as_ref()
                .is_some_and(|it| vpc_behind(network, it, address).is_some())
        };
        ends.iter().any(|end| end.as_ref() == Some(gateway))
            && ends.into_iter().filter(other).any(leads)
    });
    if let Some((attachment, _)) = peering {
        return Some(attachment);
    }
    let tables = topology.transit_gateway_route_table.values();
    let mut associated = tables
        .filter(|it| it.transit_gateway_id.as_ref() == Some(gateway))
        .flat_map(|it| &it.associations);
    associated.find(|attachment| {
        let mut sites = topology.site.values();
        sites.any(|site| {
            site.attachments.contains(attachment)
                && site.cidr_blocks.iter().any(|it| it.contains(&address))
        })
    })
}

/// The attachment to a transit gateway whose VPC holds an address.
fn vpc_behind<'a>(
    network: &'a Network,
    gateway: &ResourceId,
    address: IpAddr,
) -> Option<&'a ResourceId> {
    let mut attached = network.topology().transit_gateway_vpc_attachment.iter();
    let found = attached.find(|(_, it)| {
        let mut ranges = it.vpc_id.iter().flat_map(|vpc| network.vpc_ranges(vpc));
        it.transit_gateway_id.as_ref() == Some(gateway) && ranges.any(|it| it.contains(&address))
    });
    found.map(|(id, _)| id)
}
