//! Ways for the bundles of a large network: from a box sideways into the gap beside it, down to
//! the channel under its shelf, along to a side, and so on outwards.
//!
//! Boxes that are packed in shelves leave these channels free by construction, so nothing is
//! searched for, and what runs together lies in one lane.

use crate::geometry::{Point, Rect, straightened};
use crate::scene::{BoxKind, SceneBox};
use net::ResourceId;
use std::collections::BTreeMap;

/// How far below a shelf its channel runs: below what sits on a lower border, above what sits on
/// the next upper one.
const BELOW_SHELF_PX: f64 = 28.0;
/// How far beside a box its way down runs, and how far inside its parent at most.
const BESIDE_PX: f64 = 27.0;
const INSIDE_PX: f64 = 9.0;
/// How far beside everything the trunks run.
const TRUNK_PX: f64 = 40.0;

/// The channels between packed boxes.
#[derive(Debug)]
pub(crate) struct Channels<'a> {
    boxes: &'a [SceneBox],
    index: &'a BTreeMap<ResourceId, usize>,
    /// The lower end of each shelf, by parent and upper end.
    shelves: BTreeMap<(Option<&'a ResourceId>, i64), f64>,
    /// Around everything that stands in shelves.
    body: Rect,
}

/// A way out: where it stands now, and what it has passed.
struct Out<'a> {
    points: Vec<Point>,
    /// The box around the channel it is in; none outside of all.
    around: Option<&'a SceneBox>,
}

impl<'a> Channels<'a> {
    pub(crate) fn between(boxes: &'a [SceneBox], index: &'a BTreeMap<ResourceId, usize>) -> Self {
        let mut shelves: BTreeMap<(Option<&ResourceId>, i64), f64> = BTreeMap::new();
        let mut body: Option<Rect> = None;
        for it in boxes.iter().filter(|it| is_packed(it.kind)) {
            let lowest = shelves
                .entry((it.parent.as_ref(), key(it.rect.y)))
                .or_insert(it.rect.bottom());
            *lowest = lowest.max(it.rect.bottom());
            if it.parent.is_none() {
                body = Some(body.map_or(it.rect, |body| body.around(it.rect)));
            }
        }
        Self {
            boxes,
            index,
            shelves,
            body: body.unwrap_or_default(),
        }
    }

    /// The way between two boxes.
    pub(crate) fn route(&self, from: &'a SceneBox, to: &'a SceneBox) -> Vec<Point> {
        let meeting = self.common(from, to);
        let is_left = |it: &SceneBox| it.rect.right() <= self.body.x;
        let to_left = is_left(from) || is_left(to);
        let start = self.out(from, meeting, to_left);
        let mut end = self.out(to, meeting, to_left);
        let (Some(&one), Some(&other)) = (start.points.last(), end.points.last()) else {
            return Vec::new();
        };
        let mut points = start.points;
        if (one.y - other.y).abs() > 0.01 && (one.x - other.x).abs() > 0.01 {
            let side = self.side(start.around, to_left);
            // What already stands at the side needs no corner there.
            points.push(Point::new(side, one.y));
            points.push(Point::new(side, other.y));
        }
        end.points.reverse();
        points.extend(end.points);
        straightened(&points)
    }

    /// Out of a box into the channel at the level of `meeting`.
    fn out(&self, from: &'a SceneBox, meeting: Option<&ResourceId>, to_left: bool) -> Out<'a> {
        let mut standing = self.beside(from, to_left);
        while let Some(around) = standing.around.filter(|it| Some(&it.id) != meeting) {
            let Some(last) = standing.points.last().copied() else {
                break;
            };
            let side = self.side(Some(around), to_left);
            let channel = self.channel_under(around);
            standing.points.push(Point::new(side, last.y));
            standing.points.push(Point::new(side, channel));
            standing.around = self.parent(around);
        }
        standing
    }

    /// The first step out of a box.
    fn beside(&self, from: &'a SceneBox, to_left: bool) -> Out<'a> {
        let rect = from.rect;
        let parent = self.parent(from);
        if from.kind.is_on_border() {
            let around = parent.and_then(|vpc| self.parent(vpc));
            let channel = parent.map_or(rect.bottom(), |vpc| self.channel_under(vpc));
            let x = rect.center().x;
            return Out {
                points: vec![Point::new(x, rect.bottom()), Point::new(x, channel)],
                around,
            };
        }
        if !is_packed(from.kind) || parent.is_none() && !self.is_in_body(from) {
            // In a lane of its own beside the body: straight to the trunk.
            let is_left = rect.right() <= self.body.x;
            let (start, trunk) = if is_left {
                (rect.right(), self.body.x - TRUNK_PX)
            } else {
                (rect.x, self.body.right() + TRUNK_PX)
            };
            let y = rect.center().y;
            return Out {
                points: vec![Point::new(start, y), Point::new(trunk, y)],
                around: None,
            };
        }
        let room = parent.map_or(self.body.grown(TRUNK_PX + INSIDE_PX), |it| it.rect);
        let (start, aside) = if to_left {
            (rect.x, (rect.x - BESIDE_PX).max(room.x + INSIDE_PX))
        } else {
            let inner = room.right() - INSIDE_PX;
            (rect.right(), (rect.right() + BESIDE_PX).min(inner))
        };
        let y = rect.center().y;
        let channel = self.channel_under(from);
        Out {
            points: vec![
                Point::new(start, y),
                Point::new(aside, y),
                Point::new(aside, channel),
            ],
            around: parent,
        }
    }

    fn is_in_body(&self, it: &SceneBox) -> bool {
        self.body.holds(&it.rect)
    }

    /// The side along which one goes up and down inside a box, or outside of everything.
    fn side(&self, around: Option<&SceneBox>, to_left: bool) -> f64 {
        let (room, away_px) = around.map_or((self.body, -TRUNK_PX), |it| (it.rect, INSIDE_PX));
        if to_left {
            room.x + away_px
        } else {
            room.right() - away_px
        }
    }

    fn channel_under(&self, it: &SceneBox) -> f64 {
        let shelf = (it.parent.as_ref(), key(it.rect.y));
        self.shelves
            .get(&shelf)
            .copied()
            .unwrap_or(it.rect.bottom())
            + BELOW_SHELF_PX
    }

    fn parent(&self, it: &SceneBox) -> Option<&'a SceneBox> {
        self.boxes.get(*self.index.get(it.parent.as_ref()?)?)
    }

    /// The innermost box around both.
    fn common(&self, one: &'a SceneBox, other: &'a SceneBox) -> Option<&'a ResourceId> {
        let around = |it: &'a SceneBox| {
            std::iter::successors(self.parent(it), |it| self.parent(it)).map(|it| &it.id)
        };
        let others: Vec<&ResourceId> = around(other).collect();
        around(one).find(|id| others.contains(id))
    }
}

const fn is_packed(kind: BoxKind) -> bool {
    matches!(kind, BoxKind::Account | BoxKind::Region | BoxKind::Vpc)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a scene is far smaller than 2^63"
)]
fn key(at_px: f64) -> i64 {
    (at_px * 10.0).round() as i64
}
