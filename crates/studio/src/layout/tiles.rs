//! A coarse net over the scene, to ask only near things whether they are in the way.

use crate::geometry::{Point, Rect};
use std::collections::BTreeMap;

/// Numbers of rectangles by the tiles they touch: columns, and rows in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tiles {
    columns: BTreeMap<i32, BTreeMap<i32, Vec<usize>>>,
}

const TILE_PX: f64 = 256.0;

impl Tiles {
    pub(crate) fn add(&mut self, rect: Rect, number: usize) {
        for column in tile(rect.x)..=tile(rect.right()) {
            let column = self.columns.entry(column).or_default();
            for row in tile(rect.y)..=tile(rect.bottom()) {
                column.entry(row).or_default().push(number);
            }
        }
    }

    /// Whether any rectangle near a level or upright segment is one of those asked for.
    pub(crate) fn any(&self, from: Point, to: Point, asked: impl Fn(usize) -> bool) -> bool {
        let columns = tile(from.x.min(to.x))..=tile(from.x.max(to.x));
        self.columns.range(columns).any(|(_, column)| {
            let rows = tile(from.y.min(to.y))..=tile(from.y.max(to.y));
            let mut near = column.range(rows);
            near.any(|(_, numbers)| numbers.iter().any(|&number| asked(number)))
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a scene is far smaller than 2^31 tiles"
)]
fn tile(at_px: f64) -> i32 {
    (at_px / TILE_PX).floor() as i32
}
