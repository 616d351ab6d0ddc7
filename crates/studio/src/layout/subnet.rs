//! The inside of a subnet: load balancers left, hosts in the middle, endpoints right, each group
//! in rows and columns. So an endpoint is next to the gutter its traffic leaves by, and a load
//! balancer next to the one it comes in by. Where that is too wide the groups stand below each
//! other, each next to both gutters.

use crate::layout::block::{Block, GAP_PX, LEAF_HEIGHT_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::manner::Flow;
use crate::layout::part::caption_px;
use crate::layout::vpc::step;
use crate::layout::ward::sign_id;
use crate::scene::{BoxKind, word};
use net::ResourceId;
use net::lang::Lang;
use std::cmp::Reverse;

/// Which group of a subnet a leaf belongs to, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Where traffic comes in.
    Balancer,
    /// Where it starts and ends.
    Host,
    /// Where it goes out.
    Endpoint,
}

/// A leaf that waits for its place in a subnet.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) rank: Rank,
    /// Leaves of a rank stand in this order.
    pub(crate) order: String,
    pub(crate) block: Block,
}

pub(crate) const HEADER_PX: f64 = 34.0;
/// Between groups: room for a line to turn and for a mark on it.
pub(crate) const GROUP_GAP_PX: f64 = 40.0;
/// Up to so many leaves stand in one column.
const COLUMN_ROWS: usize = 6;

/// How much wider a subnet may get for its name.
const MOST_FOR_CAPTION_PX: f64 = 48.0;
/// Between groups below each other.
const ROW_GROUP_GAP_PX: f64 = 24.0;

/// A subnet around its leaves. Room it has anyway is used for more columns and fewer rows.
pub(crate) fn subnet(skin: Skin, mut leaves: Vec<Leaf>, room_px: f64, flow: Flow) -> Block {
    leaves.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.order.cmp(&b.order)));
    let least_px = LEAF_WIDTH_PX + 2.0 * GAP_PX;
    let width_px = caption_px(&skin).clamp(least_px, least_px + MOST_FOR_CAPTION_PX);
    let mut block = skin.sized(width_px, HEADER_PX);
    let groups: Vec<Vec<Block>> = [Rank::Balancer, Rank::Host, Rank::Endpoint]
        .into_iter()
        .map(|rank| {
            let group = leaves.iter().filter(|leaf| leaf.rank == rank);
            group.map(|leaf| leaf.block.clone()).collect::<Vec<_>>()
        })
        .filter(|group| !group.is_empty())
        .collect();
    let counts: Vec<usize> = groups.iter().map(Vec::len).collect();
    match flow {
        Flow::Across => {
            let mut x = GAP_PX;
            for (group, columns) in groups.into_iter().zip(columns_of(&counts, room_px)) {
                let group = rows_and_columns(group, columns);
                let width_px = group.width_px;
                block.put(x, HEADER_PX, group);
                x += width_px + GROUP_GAP_PX;
            }
        }
        Flow::Down => {
            let mut y = HEADER_PX;
            for group in groups {
                let columns = columns_of(&[group.len()], room_px);
                // What a load balancer fronts stands above it: below are its targets.
                let group = group.into_iter().map(Block::upside_down).collect();
                let group = rows_and_columns(group, columns.into_iter().sum());
                let height_px = group.height_px;
                block.put(GAP_PX, y, group);
                y += height_px + ROW_GROUP_GAP_PX;
            }
        }
    }
    if !block.children.is_empty() {
        block.grow(GAP_PX);
    }
    block
}

/// A subnet whose leaves are folded away by hand.
pub(crate) fn folded_subnet(skin: Skin, count: usize, lang: Lang) -> Block {
    let sign = sign_id(&skin.id);
    let mut block = skin.sized(LEAF_WIDTH_PX + 2.0 * GAP_PX, HEADER_PX);
    if count > 0 {
        block.put(GAP_PX, HEADER_PX, folded(&sign, count, lang));
        block.grow(GAP_PX);
    }
    block
}

/// What a folded container shows instead of its leaves.
pub(crate) fn folded(id: &ResourceId, count: usize, lang: Lang) -> Block {
    Skin::new(id, BoxKind::Folded, "folded")
        .named(format!("{count} ENI"))
        .detailed(word::HIDDEN.in_lang(lang))
        .coded("+")
        .sized(LEAF_WIDTH_PX, LEAF_HEIGHT_PX)
}

/// Blocks in rows, in reading order.
pub(crate) fn rows_and_columns(blocks: Vec<Block>, columns: usize) -> Block {
    let mut grid = Block::invisible();
    let mut y = 0.0;
    let mut row: Vec<Block> = Vec::with_capacity(columns);
    let mut place = |row: &mut Vec<Block>| {
        let height_px = row.iter().map(|block| block.height_px).fold(0.0, f64::max);
        let mut x = 0.0;
        for block in row.drain(..) {
            let width_px = block.width_px;
            grid.put(x, y, block);
            x += width_px + GAP_PX;
        }
        y += height_px + GAP_PX;
    };
    for block in blocks {
        row.push(block);
        if row.len() == columns {
            place(&mut row);
        }
    }
    place(&mut row);
    grid.grow(0.0);
    grid
}

/// How many columns so many leaves stand in if nothing else says.
pub(crate) fn usual_columns(count: usize) -> usize {
    count.div_ceil(rows_of(count)).max(1)
}

/// The columns of each group; the longest gets another one while there is room.
fn columns_of(counts: &[usize], room_px: f64) -> Vec<usize> {
    const COLUMN_PX: f64 = LEAF_WIDTH_PX + GAP_PX;
    let mut columns: Vec<usize> = counts.iter().map(|&count| usual_columns(count)).collect();
    let gaps_px: f64 = counts.iter().skip(1).map(|_| GROUP_GAP_PX - GAP_PX).sum();
    let mut used_px = gaps_px + GAP_PX;
    used_px += columns
        .iter()
        .map(|&count| step(COLUMN_PX, count))
        .sum::<f64>();
    while used_px + COLUMN_PX <= room_px {
        let rows = |at: usize| counts[at].div_ceil(columns[at]);
        let longest = (0..counts.len()).max_by_key(|&at| (rows(at), Reverse(at)));
        match longest.filter(|&at| rows(at) > 1) {
            Some(at) => columns[at] += 1,
            None => break,
        }
        used_px += COLUMN_PX;
    }
    columns
}

/// How many rows so many leaves take: one column while few, then about 3 wide to 2 high.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of leaves are far below 2^52, and the root of a count is a count"
)]
fn rows_of(count: usize) -> usize {
    COLUMN_ROWS.max((count as f64 / 0.5).sqrt().ceil() as usize)
}
