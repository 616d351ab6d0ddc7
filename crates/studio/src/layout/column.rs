//! Columns of the world: consumers, then their providers, each at the height of what leads to it.

use crate::geometry::Rect;
use crate::layout::block::{Block, Child};
use crate::layout::link::Links;
use crate::layout::manner::{Flow, Manner, Packing};
use net::ResourceId;
use std::collections::BTreeMap;

/// Between columns: room for the tubes and their words.
pub(crate) const COLUMN_GAP_PX: f64 = 112.0;
pub(crate) const BLOCK_GAP_PX: f64 = 36.0;
/// Between users and the providers below them.
const BELOW_GAP_PX: f64 = 66.0;
/// The same in a large network: room for a channel of bundles.
const WIDE_GAP_PX: f64 = 54.0;
const ASPECT: f64 = 1.6;
/// Beside them, for the trunk of their bundles.
pub(crate) const NARROW_GAP_PX: f64 = 88.0;
/// The shape of the place of the diagram in a window, and what another shape costs.
const WINDOW_ASPECT: f64 = 1.3;
const OUT_OF_SHAPE: f64 = 0.3;
/// How many widths are tried.
const MOST_TRIED: usize = 64;
/// How much wider a column may get so that one more block fits beside another.
const SLACK: f64 = 1.15;
/// How far above and below its users a provider may reach to face them, of their height.
const OUT: f64 = 0.1;
/// How much higher than the rest a stack of providers may be.
const TALL: f64 = 1.3;

/// Columns from left to right, or rows from top to bottom. What provides is put at the height of what uses it.
pub(crate) fn facing(columns: BTreeMap<usize, Vec<Block>>, links: &Links, manner: Manner) -> Block {
    if links.is_large {
        let wide = aspect(manner.packing) / ASPECT * WINDOW_ASPECT;
        let cost = |width_px, height_px| room_of(width_px, height_px, wide);
        return shelved(columns.into_values().flatten().collect(), &cost);
    }
    let areas: Vec<f64> = columns.values().map(|blocks| area(blocks)).collect();
    let height_px = (areas.iter().sum::<f64>() / aspect(manner.packing)).sqrt();
    let mut body = Block::invisible();
    for (blocks, area) in columns.into_values().zip(areas) {
        if manner.columns == Flow::Down {
            let width_px = height_px * aspect(manner.packing) * SLACK;
            let gap_px = if body.children.is_empty() {
                0.0
            } else {
                BELOW_GAP_PX
            };
            let y = body.height_px + gap_px;
            body.put(0.0, y, packed(blocks, width_px, BLOCK_GAP_PX));
            body.grow(0.0);
            continue;
        }
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
        face(&mut body, x, blocks, links);
    }
    body
}

/// Puts providers into a column, each at the height of its users as far as there is room.
fn face(body: &mut Block, x: f64, blocks: Vec<Block>, links: &Links) {
    let (least, most) = (-body.height_px * OUT, body.height_px * (1.0 + OUT));
    let mut wanted: Vec<(f64, Block)> = {
        let users = body.rects();
        let top = |block: &Block| {
            let facing = wanted_top(block, &users, links).unwrap_or(0.0);
            facing.min(most - block.height_px).max(least)
        };
        blocks
            .into_iter()
            .map(|block| (top(&block), block))
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

/// How much wider than high VPCs are packed.
const fn aspect(packing: Packing) -> f64 {
    match packing {
        Packing::Usual => ASPECT,
        Packing::High => ASPECT / 2.5,
        Packing::Wide => ASPECT * 2.5,
    }
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

pub(crate) fn middle(mut values: Vec<f64>) -> Option<f64> {
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

/// The room something takes in what is around it: its area, and a little more if it has another shape than wanted.
fn room_of(width_px: f64, height_px: f64, wide: f64) -> f64 {
    let shape = (width_px / height_px / wide).ln().abs();
    width_px * height_px * (1.0 + shape * OUT_OF_SHAPE)
}

/// Everything in shelves: as large as it can be in a window, beside the lanes at its sides.
pub(crate) fn world_shelves(blocks: Vec<Block>) -> Block {
    const LANES_PX: f64 = 600.0;
    const STRIP_PX: f64 = 80.0;
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
    let mut shelves: Vec<Vec<Block>> = Vec::new();
    let mut x = 0.0;
    for block in blocks {
        let fits = x == 0.0 || x + block.width_px <= limit_px;
        x = if fits { x } else { 0.0 } + block.width_px + gap_px;
        match shelves.last_mut().filter(|_| fits) {
            Some(shelf) => shelf.push(block),
            None => shelves.push(vec![block]),
        }
    }
    let mut pack = Block::invisible();
    let (mut y, mut under_px) = (0.0, 0.0);
    for shelf in shelves {
        // What sits on the borders needs its own room between shelves; there is some in a large network.
        let most = |of: fn(&Block) -> f64| shelf.iter().map(of).fold(0.0, f64::max);
        if y > 0.0 && gap_px < WIDE_GAP_PX {
            y += under_px + most(|it| it.overhang_px().0);
        }
        under_px = most(|it| it.overhang_px().1);
        let height_px = most(|it| it.height_px);
        let mut x = 0.0;
        for block in shelf {
            let width_px = block.width_px;
            pack.put(x, y, block);
            x += width_px + gap_px;
        }
        y += height_px + gap_px;
    }
    pack.grow(0.0);
    pack
}
