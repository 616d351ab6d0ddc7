//! What depends on several resources at once, when all of them are there.

use super::World;
use super::block::{Block, Mode};
use super::names::{Named, attribute_of, text};
use crate::report::Log;
use crate::said::say;
use crate::value::{self, Is};
use net::Topology;
use net::topology::TransitGatewayRoute;

/// Finishes what needs it.
pub(super) fn all(world: &World<'_>, topology: &mut Topology, log: &mut Log) {
    for (at, root) in world.roots.iter().enumerate() {
        for block in root.blocks.iter().filter(|it| it.mode == Mode::Managed) {
            let Some(named) = world.names.named(at, &block.address) else {
                continue;
            };
            match block.kind.as_str() {
                "aws_route53_record" => whole_name(named, topology),
                "aws_vpc_endpoint_security_group_association" => {
                    default_group(world, at, block, topology);
                }
                "aws_vpn_connection" => tunnels(world, at, block, topology),
                "aws_ec2_transit_gateway_prefix_list_reference" => {
                    routes_of_list(world, at, block, topology, log);
                }
                _ => {}
            }
        }
    }
}

/// A route of a transit gateway to a prefix list is one to each of its ranges.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/create-prefix-list-reference.html>
fn routes_of_list(
    world: &World<'_>,
    at: usize,
    block: &Block,
    topology: &mut Topology,
    log: &mut Log,
) {
    let of = |name: &str| attribute_of(block, name).and_then(|it| world.names.of_value(at, it));
    let list = of("prefix_list_id").and_then(|it| topology.prefix_list.get(it.as_str()));
    let table = of("transit_gateway_route_table_id");
    let tables = &mut topology.transit_gateway_route_table;
    let table = table.and_then(|it| tables.get_mut(it.as_str()));
    let (Some(list), Some(table)) = (list, table) else {
        if let Some(named) = world.names.named(at, &block.address) {
            let note = say!(
                "its list or its route table is not among the inputs",
                "プレフィックスリストまたはルートテーブルが入力にありません"
            );
            log.unresolved(&named.id, note.to_owned());
        }
        return;
    };
    let attachment = of("transit_gateway_attachment_id");
    let blackhole = text(block, "blackhole").and_then(value::truth);
    for range in list.entry.iter().filter_map(|it| it.cidr) {
        let known = table
            .route
            .iter()
            .any(|it| it.destination_cidr_block == Some(range));
        if !known && world.names.searched(table.route.len()) {
            table.route.push(TransitGatewayRoute {
                destination_cidr_block: Some(range),
                transit_gateway_attachment_id: attachment.as_deref().map(Into::into),
                blackhole: blackhole.filter(|it| *it),
                ..TransitGatewayRoute::default()
            });
        }
    }
}

/// What the tunnels of a VPN connection carry is said of its site: IPv4, unless it is told otherwise. A
/// plan leaves open what nobody told; connections that differ leave it open too.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html>
fn tunnels(world: &World<'_>, at: usize, block: &Block, topology: &mut Topology) {
    let site = attribute_of(block, "customer_gateway_id");
    let site = site.and_then(|it| world.names.of_value(at, it));
    let Some(site) = site.and_then(|it| topology.site.get_mut(it.as_str())) else {
        return;
    };
    let told = attribute_of(block, "tunnel_inside_ip_version").map(|it| &it.is);
    let is_exact = world.around(at).is_exact;
    let version = match told {
        Some(Is::Text(version)) if !version.is_empty() => version.as_str(),
        Some(Is::Unknown(_)) if is_exact => return,
        _ => "ipv4",
    };
    let is_first = site.vpn_connection_ids.len() < 2;
    let same = site.tunnel_inside_ip_version.as_deref() == Some(version);
    let is_settled = is_first || same || site.tunnel_inside_ip_version.is_none();
    site.tunnel_inside_ip_version = is_settled.then(|| version.to_owned());
}

/// The name of a record is a whole one: Terraform lets it leave out the zone's.
fn whole_name(named: &Named<'_>, topology: &mut Topology) {
    let Some(record) = topology.route53_record.get_mut(named.id.as_str()) else {
        return;
    };
    let zone = record
        .zone_id
        .as_ref()
        .and_then(|it| topology.route53_zone.get(it))
        .and_then(|zone| zone.name.as_deref());
    let Some(zone) = zone.map(|it| it.trim_end_matches('.')) else {
        return;
    };
    let name = record.name.as_deref().unwrap_or_default();
    let bare = name.trim_end_matches('.').to_ascii_lowercase();
    let lower = zone.to_ascii_lowercase();
    if bare.is_empty() {
        record.name = Some(zone.to_owned());
    } else if bare != lower && !bare.ends_with(&format!(".{lower}")) && !name.ends_with('.') {
        record.name = Some(format!("{name}.{zone}"));
    }
}

/// An endpoint made without groups has the default one, and keeps it beside those that are
/// associated, unless the association replaces it.
/// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_security_group_association>
fn default_group(world: &World<'_>, at: usize, block: &Block, topology: &mut Topology) {
    let replaces = text(block, "replace_default_association").and_then(value::truth);
    let endpoint = attribute_of(block, "vpc_endpoint_id");
    let Some(id) = endpoint.and_then(|it| world.names.of_value(at, it)) else {
        return;
    };
    let Some(endpoint) = topology.vpc_endpoint.get_mut(id.as_str()) else {
        return;
    };
    let is_said = world.names.says(&id, "security_group_ids");
    if replaces == Some(true) || is_said {
        return;
    }
    if let Some(vpc) = &endpoint.vpc_id {
        let group = world.names.default_group(vpc.as_str()).into();
        if !endpoint.security_group_ids.contains(&group) {
            endpoint.security_group_ids.push(group);
        }
    }
}
