//! Attachments that nothing is said of use the tables their transit gateway gives to new ones.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html>

use super::World;
use super::block::{Block, Mode};
use super::names::attribute_of;
use crate::report::Log;
use crate::value::{self, Is};
use net::Topology;
use net::id::ResourceId;
use net::topology::TransitGatewayRouteTable;
use std::collections::BTreeMap;

/// The tables that new attachments of a transit gateway are associated with and propagate to.
type Defaults = (Option<ResourceId>, Option<ResourceId>);

/// Joins attachments and tables.
pub(super) fn join(world: &World<'_>, topology: &mut Topology, log: &mut Log) {
    let mut defaults: BTreeMap<ResourceId, Defaults> = BTreeMap::new();
    for (at, block) in blocks(world, "aws_ec2_transit_gateway") {
        let Some(named) = world.names.named(at, &block.address) else {
            continue;
        };
        let gateway = ResourceId::from(named.id.as_str());
        let of = |switch: &str, table: &str| {
            let off = text(block, switch).is_some_and(|it| it.eq_ignore_ascii_case("disable"));
            // A state says which table it is, and a gateway without one says so by an empty text.
            let known = text(block, table).map(|it| world.names.of_text(it).unwrap_or(it));
            let table = known.map_or_else(|| format!("{}.default", named.id), str::to_owned);
            (!off).then(|| ResourceId::from(table))
        };
        let pair = (
            of(
                "default_route_table_association",
                "association_default_route_table_id",
            ),
            of(
                "default_route_table_propagation",
                "propagation_default_route_table_id",
            ),
        );
        defaults.entry(gateway).or_insert(pair);
    }
    for (at, block) in blocks(world, "aws_ec2_transit_gateway_vpc_attachment") {
        let Some(named) = world.names.named(at, &block.address) else {
            continue;
        };
        let id = ResourceId::from(named.id.as_str());
        let gateway = topology
            .transit_gateway_vpc_attachment
            .get(&id)
            .and_then(|it| it.transit_gateway_id.clone());
        let Some((gateway, (association, propagation))) = gateway
            .as_ref()
            .and_then(|gateway| Some((gateway, defaults.get(gateway)?)))
        else {
            continue;
        };
        let tables = &mut topology.transit_gateway_route_table;
        let on = |switch: &str| text(block, switch).and_then(value::truth) != Some(false);
        let is_associated = tables.values().any(|it| it.associations.contains(&id));
        if let Some(table_id) = association
            && !is_associated
            && on("transit_gateway_default_route_table_association")
        {
            let table = table(tables, table_id, gateway, log);
            table.associations.push(id.clone());
        }
        if let Some(table_id) = propagation
            && on("transit_gateway_default_route_table_propagation")
        {
            let table = table(tables, table_id, gateway, log);
            if !table.propagations.contains(&id) {
                table.propagations.push(id.clone());
            }
        }
    }
}

fn table<'t>(
    tables: &'t mut BTreeMap<ResourceId, TransitGatewayRouteTable>,
    id: &ResourceId,
    gateway: &ResourceId,
    log: &mut Log,
) -> &'t mut TransitGatewayRouteTable {
    tables.entry(id.clone()).or_insert_with(|| {
        log.assume(
            gateway.as_str(),
            format!("default route table: {id}, which new attachments use"),
        );
        TransitGatewayRouteTable {
            transit_gateway_id: Some(gateway.clone()),
            ..TransitGatewayRouteTable::default()
        }
    })
}

fn blocks<'w>(
    world: &'w World<'_>,
    kind: &'static str,
) -> impl Iterator<Item = (usize, &'w Block)> {
    let roots = world.roots.iter().enumerate();
    roots
        .flat_map(|(at, root)| root.blocks.iter().map(move |block| (at, block)))
        .filter(move |(_, block)| block.kind == kind && block.mode == Mode::Managed)
}

fn text<'b>(block: &'b Block, name: &str) -> Option<&'b str> {
    match &attribute_of(block, name)?.is {
        Is::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}
