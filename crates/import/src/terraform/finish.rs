//! What depends on several resources at once, when all of them are there.

use super::World;
use super::block::{Block, Mode};
use super::names::{Named, attribute_of, text};
use crate::value;
use net::Topology;

/// Finishes what needs it.
pub(super) fn all(world: &World<'_>, topology: &mut Topology) {
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
                _ => {}
            }
        }
    }
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
