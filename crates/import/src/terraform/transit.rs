//! Attachments that no table is said to have are in the default one of their transit gateway.

use super::World;
use super::block::{Block, Mode};
use super::names::{attribute_of, text};
use crate::assume::transit::{Joins, join_default_table};
use crate::report::Log;
use crate::said::say;
use crate::value;
use net::Topology;
use net::id::ResourceId;

/// Joins attachments and tables.
pub(super) fn join(world: &World<'_>, topology: &mut Topology, log: &mut Log) {
    let blocks = world.roots.iter().enumerate();
    for (at, block) in blocks.flat_map(|(at, root)| root.blocks.iter().map(move |it| (at, it))) {
        let Some(named) = world.names.named(at, &block.address) else {
            continue;
        };
        let id = named.id.as_str();
        let (attachment, gateway) = match (block.mode, block.kind.as_str()) {
            (Mode::Managed, "aws_ec2_transit_gateway_vpc_attachment") => {
                let listed = topology.transit_gateway_vpc_attachment.get(id);
                let gateway = listed.and_then(|it| it.transit_gateway_id.clone());
                (ResourceId::from(id), gateway)
            }
            (Mode::Managed, "aws_vpn_connection") => {
                let gateway = attribute_of(block, "transit_gateway_id");
                let gateway = gateway.and_then(|it| world.names.of_value(at, it));
                (format!("{id}.attachment").into(), gateway.map(Into::into))
            }
            _ => continue,
        };
        let Some(gateway) = gateway else {
            continue;
        };
        let joins = Joins {
            associates: is_on(block, "transit_gateway_default_route_table_association"),
            propagates: is_on(block, "transit_gateway_default_route_table_propagation"),
        };
        if let Some(table) = join_default_table(topology, attachment, &gateway, joins) {
            let note = say!(
                "route table: {}, the default one of {}, since no input says another",
                "ルートテーブル: {} ({} のデフォルト。ほかを指定する入力がないため)",
                table,
                gateway
            );
            log.assume(id, note);
        }
    }
}

fn is_on(block: &Block, switch: &str) -> bool {
    text(block, switch).and_then(value::truth) != Some(false)
}
