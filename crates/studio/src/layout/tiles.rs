//! A coarse net over the scene, to ask only near things whether they are in the way.

use crate::geometry::{Point, Rect};
use std::collections::BTreeMap;

/// Numbers of rectangles by the tiles they touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tiles {
    by_tile: BTreeMap<(i32, i32), Vec<usize>>,
}

const TILE_PX: f64 = 192.0;

impl Tiles {
    pub(crate) fn add(&mut self, rect: Rect, number: usize) {
        for column in tile(rect.x)..=tile(rect.right()) {
            for row in tile(rect.y)..=tile(rect.bottom()) {
                self.by_tile.entry((column, row)).or_default().push(number);
            }
        }
    }

    /// Whether any rectangle near a level or upright segment is one of those asked for.
    pub(crate) fn any(&self, from: Point, to: Point, asked: impl Fn(usize) -> bool) -> bool {
        (tile(from.x.min(to.x))..=tile(from.x.max(to.x))).any(|column| {
            (tile(from.y.min(to.y))..=tile(from.y.max(to.y))).any(|row| {
                self.by_tile
                    .get(&(column, row))
                    .is_some_and(|numbers| numbers.iter().any(|&number| asked(number)))
            })
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
