//! Columns of the world: consumers, then their providers, then AWS services, each at the height
//! of what leads to it.

use crate::geometry::Rect;
use crate::layout::block::{Block, Child, GAP_PX, LEAF_HEIGHT_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::leaf::Leaves;
use crate::layout::link::Links;
use crate::layout::name::{last_part, name_of, service_label};
use crate::layout::vpc::step;
use crate::scene::{BoxKind, EdgeKind, SERVICES, word};
use net::lang::Lang;
use net::topology::Tags;
use net::{ResourceId, Topology};
use std::collections::{BTreeMap, BTreeSet};

/// Between columns: room for the tubes and their words.
const COLUMN_GAP_PX: f64 = 144.0;
pub(crate) const BLOCK_GAP_PX: f64 = 48.0;
/// The same in a large network: room for a channel of bundles.
const WIDE_GAP_PX: f64 = 60.0;
const ASPECT: f64 = 1.6;
/// Beside them, for the trunk of their bundles.
const NARROW_GAP_PX: f64 = 88.0;
/// The shape of the place of the diagram in a window, and what another shape costs.
const WINDOW_ASPECT: f64 = 1.2;
const OUT_OF_SHAPE: f64 = 0.3;
/// How many widths are tried.
const MOST_TRIED: usize = 64;
/// How much wider a column may get so that one more block fits beside another.
const SLACK: f64 = 1.15;
/// How much higher than the rest a stack of providers may be.
const TALL: f64 = 1.3;

/// Columns from left to right. What provides is put at the height of what uses it.
pub(crate) fn facing(columns: BTreeMap<usize, Vec<Block>>, links: &Links) -> Block {
    if links.is_large {
        return shelved(columns.into_values().flatten().collect(), &area_of);
    }
    // The height that makes the whole about 16 to 10.
    let areas: Vec<f64> = columns.values().map(|blocks| area(blocks)).collect();
    let height_px = (areas.iter().sum::<f64>() / ASPECT).sqrt();
    let mut body = Block::invisible();
    for (blocks, area) in columns.into_values().zip(areas) {
        let x = if body.children.is_empty() {
            0.0
        } else {
            body.width_px + COLUMN_GAP_PX
        };
        let stacked_px: f64 = blocks
            .iter()
            .map(|block| block.height_px + BLOCK_GAP_PX)
            .sum();
        let is_tall = blocks.len() > 1 && stacked_px > height_px * TALL;
        if body.children.is_empty() || is_tall {
            let width_px = area / height_px.max(1.0) * SLACK;
            body.put(x, 0.0, packed(blocks, width_px, BLOCK_GAP_PX));
            body.grow(0.0);
            continue;
        }
        let mut wanted: Vec<(f64, Block)> = {
            let users = body.rects();
            blocks
                .into_iter()
                .map(|block| (wanted_top(&block, &users, links).unwrap_or(0.0), block))
                .collect()
        };
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut y = f64::NEG_INFINITY;
        let mut lowest: f64 = 0.0;
        let mut placed: Vec<Child> = Vec::new();
        for (top, block) in wanted {
            let at = y.max(top).round();
            lowest = lowest.min(at);
            y = at + block.height_px + BLOCK_GAP_PX;
            placed.push(Child { x, y: at, block });
        }
        // A provider whose load balancer sits low may start above its users: move all down.
        for child in &mut body.children {
            child.y -= lowest;
        }
        for mut child in placed {
            child.y -= lowest;
            body.children.push(child);
        }
        body.grow(0.0);
    }
    body
}

/// The top that puts a block's services at the middle height of the endpoints leading there.
fn wanted_top(block: &Block, users: &BTreeMap<&ResourceId, Rect>, links: &Links) -> Option<f64> {
    let own = block.rects();
    let offsets: Vec<f64> = links
        .wires
        .iter()
        .filter_map(|wire| {
            let from = users.get(&wire.from)?;
            let to = own.get(&wire.to)?;
            Some(from.center().y - to.center().y)
        })
        .collect();
    middle(offsets)
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn area(blocks: &[Block]) -> f64 {
    blocks
        .iter()
        .map(|block| (block.width_px + BLOCK_GAP_PX) * (block.height_px + BLOCK_GAP_PX))
        .sum()
}

/// Blocks in shelves, in the width that wastes least room of a window.
fn shelved(blocks: Vec<Block>, cost: &dyn Fn(f64, f64) -> f64) -> Block {
    let mut wide_px = 0.0;
    let widths: Vec<f64> = blocks
        .iter()
        .map(|block| {
            wide_px += block.width_px + WIDE_GAP_PX;
            wide_px - WIDE_GAP_PX
        })
        .collect();
    let sizes: Vec<(f64, f64)> = blocks
        .iter()
        .map(|block| (block.width_px, block.height_px))
        .collect();
    let best = widths
        .into_iter()
        .take(MOST_TRIED)
        .min_by(|a, b| waste(&sizes, *a, cost).total_cmp(&waste(&sizes, *b, cost)));
    packed(blocks, best.unwrap_or_default(), WIDE_GAP_PX)
}

/// What shelves of a width cost.
fn waste(sizes: &[(f64, f64)], limit_px: f64, cost: &dyn Fn(f64, f64) -> f64) -> f64 {
    let widest = sizes.iter().map(|size| size.0).fold(limit_px, f64::max);
    let (mut x, mut y, mut shelf_px, mut right) = (0.0, 0.0, 0.0_f64, 0.0_f64);
    for (width_px, height_px) in sizes {
        if x > 0.0 && x + width_px > widest {
            y += shelf_px + WIDE_GAP_PX;
            (x, shelf_px) = (0.0, 0.0);
        }
        shelf_px = shelf_px.max(*height_px);
        x += width_px + WIDE_GAP_PX;
        right = right.max(x - WIDE_GAP_PX);
    }
    cost(right + WIDE_GAP_PX, y + shelf_px + WIDE_GAP_PX)
}

/// The room something takes in what is around it: its area, and a little more if it is a strip.
fn area_of(width_px: f64, height_px: f64) -> f64 {
    let shape = (width_px / height_px / WINDOW_ASPECT).ln().abs();
    width_px * height_px * (1.0 + shape * OUT_OF_SHAPE)
}

/// Everything in shelves: as large as it can be in a window, beside the lanes at its sides.
pub(crate) fn world_shelves(blocks: Vec<Block>) -> Block {
    const LANES_PX: f64 = 600.0;
    const STRIP_PX: f64 = 112.0;
    shelved(blocks, &|width_px, height_px| {
        (width_px + LANES_PX).max((height_px + STRIP_PX) * WINDOW_ASPECT)
    })
}

/// Blocks in shelves, not much wider than asked for.
fn packed(blocks: Vec<Block>, width_px: f64, gap_px: f64) -> Block {
    let widest = blocks
        .iter()
        .map(|block| block.width_px)
        .fold(0.0, f64::max);
    let limit_px = widest.max(width_px);
    let mut pack = Block::invisible();
    let (mut x, mut y, mut shelf_px) = (0.0, 0.0, 0.0_f64);
    for block in blocks {
        if x > 0.0 && x + block.width_px > limit_px {
            y += shelf_px + gap_px;
            (x, shelf_px) = (0.0, 0.0);
        }
        shelf_px = shelf_px.max(block.height_px);
        let width_px = block.width_px;
        pack.put(x, y, block);
        x += width_px + gap_px;
    }
    pack.grow(0.0);
    pack
}

/// A box for every service something leads to, except those that stand at a load balancer.
pub(crate) fn services(
    topology: &Topology,
    leaves: &Leaves,
    links: &Links,
) -> Vec<(ResourceId, Block)> {
    links
        .services
        .iter()
        .filter(|id| !leaves.fronted.contains(*id))
        .map(|id| {
            let service = topology.vpc_endpoint_service.get(id.as_str());
            let (name, detail, kind) = match service {
                Some(service) => (
                    name_of(&service.tags, id.as_str()),
                    service_label(id.as_str(), service.service_name.as_deref()),
                    "vpc_endpoint_service",
                ),
                None => (
                    net::service::short_name(id.as_str()).to_owned(),
                    net::service::region_of_service(id.as_str())
                        .unwrap_or_default()
                        .to_owned(),
                    "aws_service",
                ),
            };
            let name = if name.is_empty() {
                last_part(id.as_str()).to_owned()
            } else {
                name
            };
            let skin = Skin::new(id, BoxKind::Service, kind)
                .named(name)
                .detailed(detail);
            (id.clone(), skin.coded("SVC").leaf())
        })
        .chain(of_lattice(topology))
        .collect()
}

/// What VPC Lattice has: it stands in no VPC, so among the services.
fn of_lattice(topology: &Topology) -> Vec<(ResourceId, Block)> {
    let leaf = |id: &ResourceId, kind: &'static str, name: Option<&str>, tags: &Tags| {
        let named = match name {
            Some(name) if !tags.contains_key("Name") => name.to_owned(),
            _ => name_of(tags, id.as_str()),
        };
        let skin = Skin::new(id, BoxKind::Service, kind).named(named);
        (id.clone(), skin.coded("LAT").leaf())
    };
    let networks = topology.vpclattice_service_network.iter();
    let services = topology.vpclattice_service.iter();
    let resources = topology.vpclattice_resource_configuration.iter();
    let mut found: Vec<(ResourceId, Block)> = networks
        .map(|(id, it)| {
            leaf(
                id,
                "vpclattice_service_network",
                it.name.as_deref(),
                &it.tags,
            )
        })
        .collect();
    found.extend(
        services.map(|(id, it)| leaf(id, "vpclattice_service", it.name.as_deref(), &it.tags)),
    );
    found.extend(resources.map(|(id, it)| {
        let kind = "vpclattice_resource_configuration";
        leaf(id, kind, it.name.as_deref(), &it.tags)
    }));
    found
}

/// Puts the services in the rightmost column, each at the height of its endpoints if it can be.
pub(crate) fn put_services(
    body: &mut Block,
    services: Vec<(ResourceId, Block)>,
    links: &Links,
    lang: Lang,
) {
    const SIDE_PX: f64 = 16.0;
    const HEADER_PX: f64 = 36.0;
    let users = body.rects();
    let mut wanted: Vec<(f64, ResourceId, Block)> = services
        .into_iter()
        .map(|(id, block)| {
            let heights = links
                .wires
                .iter()
                .filter(|wire| wire.to == id)
                .filter_map(|wire| Some((wire.kind, users.get(&wire.from)?)))
                .map(|(kind, rect)| match kind {
                    EdgeKind::GatewayService => rect.bottom() + 8.0,
                    _ => rect.center().y,
                })
                .map(|height| height - block.height_px / 2.0)
                .collect();
            (middle(heights).unwrap_or(f64::INFINITY), id, block)
        })
        .collect();
    // Services of gateway endpoints last: their lines come from below.
    let by_gateway: BTreeSet<&ResourceId> = links
        .wires
        .iter()
        .filter(|wire| wire.kind == EdgeKind::GatewayService)
        .map(|wire| &wire.to)
        .collect();
    wanted.sort_by(|a, b| {
        let last = by_gateway.contains(&a.1).cmp(&by_gateway.contains(&b.1));
        last.then(a.0.total_cmp(&b.0)).then_with(|| a.1.cmp(&b.1))
    });

    let mut block = Skin::new(&SERVICES.into(), BoxKind::Services, "services")
        .named(word::SERVICES.in_lang(lang))
        .sized(LEAF_WIDTH_PX + 2.0 * SIDE_PX, HEADER_PX + SIDE_PX);
    let pitch_px = LEAF_HEIGHT_PX + GAP_PX;
    let rows = if wanted.len() <= 12 || links.is_large {
        wanted.len()
    } else {
        wanted.len().div_ceil(3).max(12)
    };
    let columns = wanted.len().div_ceil(rows.max(1)).max(1);
    let size = Rect::new(
        0.0,
        0.0,
        step(LEAF_WIDTH_PX + GAP_PX, columns) - GAP_PX + 2.0 * SIDE_PX,
        HEADER_PX + step(pitch_px, rows) - GAP_PX + SIDE_PX,
    );
    // A column of its own; or above the providers where there is room, else below them.
    let is_alone = body.children.len() < 2;
    let (x, floor) = if links.is_large {
        (body.width_px + NARROW_GAP_PX, 0.0)
    } else {
        services_place(body, size.height_px)
    };
    let is_aligned = wanted.len() <= rows && is_alone;
    let first = wanted.first().map_or(0.0, |(top, ..)| *top);
    let top = if first.is_finite() && is_alone {
        (first - HEADER_PX).max(floor).round()
    } else {
        floor
    };
    let mut y = HEADER_PX;
    for (number, (height, _, leaf)) in wanted.into_iter().enumerate() {
        if is_aligned {
            let at = if height.is_finite() {
                y.max((height - top).round())
            } else {
                y
            };
            y = at + pitch_px;
            block.put(SIDE_PX, at, leaf);
        } else {
            let column = number / rows.max(1);
            let row = number % rows.max(1);
            block.put(
                SIDE_PX + step(LEAF_WIDTH_PX + GAP_PX, column),
                HEADER_PX + step(pitch_px, row),
                leaf,
            );
        }
    }
    block.grow(SIDE_PX);
    body.put(x, top, block);
    body.grow(0.0);
}

/// Where the services stand: the column and its free height for so high a box.
fn services_place(body: &Block, height_px: f64) -> (f64, f64) {
    let Some(last) = body.children.last() else {
        return (0.0, 0.0);
    };
    if body.children.len() < 2 {
        return (body.width_px + COLUMN_GAP_PX, 0.0);
    }
    let column: Vec<&Child> = body
        .children
        .iter()
        .filter(|child| child.x >= last.x)
        .collect();
    let top = column
        .iter()
        .map(|child| child.y)
        .fold(f64::INFINITY, f64::min);
    let bottom = column
        .iter()
        .map(|child| child.y + child.block.height_px)
        .fold(0.0, f64::max);
    if top >= height_px + BLOCK_GAP_PX {
        (last.x, top - height_px - BLOCK_GAP_PX)
    } else {
        (last.x, bottom + BLOCK_GAP_PX)
    }
}
