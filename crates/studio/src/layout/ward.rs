//! A closed subnet of a large network: room for every leaf in a grid, known by counting alone.
//!
//! Whether its leaves are drawn or not, the room stays the same, so nothing moves when someone
//! comes near.

use crate::geometry::Rect;
use crate::layout::block::{Block, GAP_PX, LEAF_HEIGHT_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::census::Counts;
use crate::layout::subnet::{HEADER_PX, Leaf, Rank};
use crate::layout::vpc::step;
use crate::scene::{SceneBox, Ward};
use net::ResourceId;
use net::topology::Topology;

/// How high a plain leaf is, and what lies between two.
const LOW_PX: f64 = 38.0;
const CELL_GAP_PX: f64 = 8.0;

/// How high the room of a leaf is: a load balancer has a service below, an endpoint its marks.
const fn height_px(rank: Rank) -> f64 {
    match rank {
        Rank::Balancer => LEAF_HEIGHT_PX + 26.0,
        Rank::Host => LOW_PX,
        Rank::Endpoint => LOW_PX + 18.0,
    }
}

/// How high a leaf is drawn in its room.
pub(crate) const fn leaf_height_px(rank: Rank) -> f64 {
    match rank {
        Rank::Balancer => LEAF_HEIGHT_PX,
        Rank::Host | Rank::Endpoint => height_px(rank),
    }
}

const RANKS: [Rank; 3] = [Rank::Balancer, Rank::Host, Rank::Endpoint];

/// A closed subnet as large as its leaves need. Room it has anyway is used for more columns.
pub(crate) fn measured(mut skin: Skin, counts: Counts, room_px: f64) -> Block {
    const COLUMN_PX: f64 = LEAF_WIDTH_PX + CELL_GAP_PX;
    let count: usize = counts.iter().sum();
    let mut columns = (1..count).find(|it| it * it * 3 >= count).unwrap_or(1);
    let fits = |columns: usize| step(COLUMN_PX, columns) + 2.0 * GAP_PX - CELL_GAP_PX <= room_px;
    while columns < count && fits(columns + 1) {
        columns += 1;
    }
    let ward = Ward { counts, columns };
    let (mut width_px, mut bottom) = (LEAF_WIDTH_PX + 2.0 * GAP_PX, HEADER_PX);
    for (_, cell) in cells(&ward, Rect::default()) {
        width_px = width_px.max(cell.right() + GAP_PX);
        bottom = bottom.max(cell.bottom() + CELL_GAP_PX);
    }
    skin.ward = Some(ward);
    skin.sized(width_px, bottom)
}

/// The rooms of a closed subnet's leaves, rank by rank in reading order; a row is as high as the
/// highest in it.
pub(crate) fn cells(ward: &Ward, around: Rect) -> impl Iterator<Item = (Rank, Rect)> + use<> {
    let Ward { counts, columns } = *ward;
    let ranks = RANKS.into_iter().zip(counts);
    let all = ranks.flat_map(|(rank, count)| std::iter::repeat_n(rank, count));
    let (mut top, mut row_px) = (around.y + HEADER_PX, 0.0_f64);
    all.enumerate().map(move |(number, rank)| {
        let column = number % columns.max(1);
        if column == 0 && number > 0 {
            top += row_px + CELL_GAP_PX;
            row_px = 0.0;
        }
        row_px = row_px.max(height_px(rank));
        let x = around.x + GAP_PX + step(LEAF_WIDTH_PX + CELL_GAP_PX, column);
        (rank, Rect::new(x, top, LEAF_WIDTH_PX, height_px(rank)))
    })
}

/// The leaves of a closed subnet, each in its room.
pub(crate) fn opened(
    subnet: &SceneBox,
    mut leaves: Vec<Leaf>,
    topology: &Topology,
) -> Vec<SceneBox> {
    let Some(ward) = &subnet.ward else {
        return Vec::new();
    };
    leaves.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.order.cmp(&b.order)));
    let mut boxes = Vec::with_capacity(leaves.len());
    let mut waiting = leaves.into_iter().peekable();
    for (rank, cell) in cells(ward, subnet.rect) {
        let Some(leaf) = waiting.next_if(|leaf| leaf.rank == rank) else {
            continue;
        };
        let mut block = leaf.block;
        block.height_px = block.height_px.min(cell.height_px);
        let around = Some(subnet.rect);
        block.place_at(cell, Some(&subnet.id), around, topology, &mut boxes);
    }
    boxes
}

/// The id of the sign that says so.
pub(crate) fn sign_id(subnet: &ResourceId) -> ResourceId {
    format!("{subnet}.folded").into()
}
