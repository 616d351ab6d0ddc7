//! Ways for lines: between boxes, never through one.
//!
//! Candidate lanes lie halfway in the gutters between containers. A search over their crossings
//! finds the shortest way with few bends. A container that holds neither end is one solid block,
//! so a line never enters a subnet, a VPC or an account that it has no business in; the zones of
//! a VPC are passed through, in the gaps between their rows.

use crate::geometry::{Point, Rect, straightened};
use crate::layout::search::{BEND_COST, Goal, Grid, Scratch, Walk, Way};
use crate::layout::tiles::Tiles;
use crate::scene::{BoxKind, SceneBox, Shape};
use net::ResourceId;
use std::collections::BTreeMap;

/// Lanes and what they must go around.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Gutters {
    /// Lanes outside of everything.
    open_lanes: Lanes,
    solids: Vec<Solid>,
    number_by_id: BTreeMap<ResourceId, usize>,
    tiles: Tiles,
    words: Vec<Rect>,
    word_tiles: Tiles,
}

#[derive(Clone, Debug, PartialEq)]
struct Solid {
    rect: Rect,
    kind: BoxKind,
    parent: Option<usize>,
    /// The nearest box around it that is solid from outside.
    wall: Option<usize>,
    /// Lanes between what is in it.
    lanes: Lanes,
}

/// Where lines may run: upright ones at an x, level ones at a y.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lanes {
    xs: Vec<f64>,
    ys: Vec<f64>,
}

impl Lanes {
    /// Lanes on the four sides of a box, where there is room.
    fn add(&mut self, rect: Rect, (across_px, along_px): (f64, f64)) {
        if across_px > 0.0 {
            self.xs
                .extend([rect.x - across_px, rect.right() + across_px]);
        }
        if along_px > 0.0 {
            self.ys
                .extend([rect.y - along_px, rect.bottom() + along_px]);
        }
    }

    fn extend(&mut self, other: &Self) {
        self.xs.extend(&other.xs);
        self.ys.extend(&other.ys);
    }

    fn tidy(&mut self) {
        tidy(&mut self.xs);
        tidy(&mut self.ys);
    }
}

/// A side of a box where a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Port {
    point: Point,
    outward: Way,
    cost: f64,
}

/// How much longer a way counts for every box it is still inside of: out first, then along.
const DEPTH_COST: f64 = 0.12;
const WORD_COST: f64 = 900.0;
/// How far from words lines keep: level ones, and upright ones with the way back beside them.
const BESIDE_WORDS_PX: f64 = 10.0;
const UNDER_WORDS_PX: f64 = 3.5;
const SIDE_COST: f64 = 40.0;
const LEAF_LANE_PX: f64 = 8.0;
/// How far from leaves that are not its ends a line keeps at least.
const AWAY_PX: f64 = 2.0;
const BORDER_LANE_PX: f64 = 12.0;

impl Gutters {
    /// The gutters of boxes at their places; parents come before children.
    pub(crate) fn between(boxes: &[SceneBox]) -> Self {
        let mut gutters = Self::default();
        for scene_box in boxes {
            let number = gutters.solids.len();
            let parent = scene_box
                .parent
                .as_ref()
                .and_then(|id| gutters.number_by_id.get(id))
                .copied();
            let wall = parent.and_then(|at| {
                if is_wall(gutters.solids[at].kind) {
                    Some(at)
                } else {
                    gutters.solids[at].wall
                }
            });
            // What sits across a wall stands on both sides of it.
            let wall = match wall {
                Some(at) if scene_box.kind.is_on_border() => gutters.solids[at].wall,
                wall => wall,
            };
            gutters.number_by_id.insert(scene_box.id.clone(), number);
            gutters.solids.push(Solid {
                rect: scene_box.rect,
                kind: scene_box.kind,
                parent,
                wall,
                lanes: Lanes::default(),
            });
            let is_in_strip = parent.is_some_and(|at| gutters.solids[at].kind == BoxKind::Internet);
            let sides = match clearance(scene_box.kind) {
                // Above and below there is the border of the strip, with a lane of its own.
                (beside_px, _) if is_in_strip => (beside_px, 0.0),
                sides => sides,
            };
            match wall {
                Some(at) => gutters.solids[at].lanes.add(scene_box.rect, sides),
                None => gutters.open_lanes.add(scene_box.rect, sides),
            }
            if scene_box.is_container() {
                for text in &scene_box.texts {
                    let words = text.rect().spread(BESIDE_WORDS_PX, UNDER_WORDS_PX);
                    gutters.word_tiles.add(words, gutters.words.len());
                    gutters.words.push(words);
                }
            }
            if !matches!(scene_box.kind, BoxKind::Zone | BoxKind::Unplaced) {
                gutters.tiles.add(scene_box.rect, number);
            }
        }
        gutters.open_lanes.tidy();
        for solid in &mut gutters.solids {
            solid.lanes.tidy();
        }
        gutters
    }

    /// The best way from one box to another; an angle through everything where there is none.
    pub(crate) fn route(
        &self,
        from: &SceneBox,
        to: &SceneBox,
        scratch: &mut Scratch,
    ) -> Vec<Point> {
        let (Some(&start), Some(&goal)) = (
            self.number_by_id.get(&from.id),
            self.number_by_id.get(&to.id),
        ) else {
            return angle(from.rect.center(), to.rect.center());
        };
        if start == goal {
            return vec![from.rect.center()];
        }
        if self.is_inside(start, goal) {
            return beside_leaf(from.rect, to.rect);
        }
        if self.is_inside(goal, start) {
            return beside_leaf(to.rect, from.rect).into_iter().rev().collect();
        }
        self.search(start, goal, scratch)
            .unwrap_or_else(|| angle(from.rect.center(), to.rect.center()))
    }

    /// Whether a line between two boxes may run along a straight stretch.
    pub(crate) fn is_free(&self, from: &SceneBox, to: &SceneBox, run: Rect) -> bool {
        let ends = (
            self.number_by_id.get(&from.id),
            self.number_by_id.get(&to.id),
        );
        let (Some(&start), Some(&goal)) = ends else {
            return false;
        };
        let open = self.opened(start, goal);
        let corners = (
            Point::new(run.x, run.y),
            Point::new(run.right(), run.bottom()),
        );
        !self.is_blocked(corners.0, corners.1, [start, goal], &open)
            && !self.is_over_words(corners.0, corners.1)
    }

    fn is_over_words(&self, here: Point, there: Point) -> bool {
        self.word_tiles
            .any(here, there, |at| self.words[at].is_crossed_by(here, there))
    }

    fn search(&self, start: usize, goal: usize, scratch: &mut Scratch) -> Option<Vec<Point>> {
        let open = self.opened(start, goal);
        let from = self.ports(start, goal);
        let to = self.ports(goal, start);
        let mut lanes = self.open_lanes.clone();
        for &wall in &open {
            lanes.extend(&self.solids[wall].lanes);
        }
        for port in from.iter().chain(&to) {
            lanes.xs.push(port.point.x);
            lanes.ys.push(port.point.y);
        }
        lanes.tidy();
        let Lanes { xs, ys } = lanes;
        let grid = Grid { xs: &xs, ys: &ys };
        let goals: Vec<Goal> = to
            .iter()
            .map(|port| (grid.at(port.point), port.outward.back(), port.cost))
            .collect();
        let mut walk = Walk::new(&grid, &goals, scratch);
        for port in &from {
            walk.offer((grid.at(port.point), port.outward), port.cost, None);
        }
        while let Some((state, cost)) = walk.best() {
            let (node, way) = state;
            // What is estimated to be left counts the port too, so the first end is the best one.
            if goals
                .iter()
                .any(|&(goal, inward, _)| goal == node && inward == way)
            {
                return Some(straightened(&walk.way_to(state)));
            }
            let here = grid.point(node);
            for turn in way.ahead() {
                // A line leaves its box straight on, not along the border.
                if turn != way && walk.is_start(state) {
                    continue;
                }
                let Some(next) = grid.step(node, turn) else {
                    continue;
                };
                let there = grid.point(next);
                if self.is_blocked(here, there, [start, goal], &open) {
                    continue;
                }
                let depth = self.depth_of(here, there, &open);
                let mut price = cost + here.distance_px(there) * (1.0 + DEPTH_COST * depth);
                if turn != way {
                    price += BEND_COST;
                }
                if self.is_over_words(here, there) {
                    price += WORD_COST;
                }
                walk.offer((next, turn), price, Some(state));
            }
        }
        None
    }

    fn ports(&self, of: usize, toward: usize) -> Vec<Port> {
        let Solid { rect, kind, .. } = &self.solids[of];
        let other = self.solids[toward].rect;
        let (mid_x, mid_y) = if kind.is_container() {
            let inner = rect.grown(-12.0_f64.min(rect.width_px / 2.0).min(rect.height_px / 2.0));
            (
                other.center().x.clamp(inner.x, inner.right()),
                other.center().y.clamp(inner.y, inner.bottom()),
            )
        } else {
            (rect.center().x, rect.center().y)
        };
        let mut ports = Vec::with_capacity(6);
        let only = self.border_side(of, toward);
        let mut add = |x, y, outward, cost| {
            if only.is_none_or(|only| only == outward) {
                ports.push(Port {
                    point: Point::new(x, y),
                    outward,
                    cost,
                });
            }
        };
        let up_cost = if kind.is_container() { 0.0 } else { SIDE_COST };
        add(mid_x, rect.y, Way::Up, up_cost);
        add(rect.right(), mid_y, Way::Right, 0.0);
        add(mid_x, rect.bottom(), Way::Down, up_cost);
        add(rect.x, mid_y, Way::Left, 0.0);
        // Where the middle would run over words, there is a place further right.
        if !kind.is_container() && rect.width_px > 100.0 {
            add(rect.right() - 28.0, rect.y, Way::Up, up_cost + 3.0);
            add(rect.right() - 28.0, rect.bottom(), Way::Down, up_cost + 3.0);
        }
        // Two boxes side by side whose middles differ are still joined by a straight line.
        let (top, bottom) = (
            rect.y.max(other.y) + 10.0,
            rect.bottom().min(other.bottom()) - 10.0,
        );
        if top <= bottom {
            add(rect.right(), f64::midpoint(top, bottom), Way::Right, 2.0);
            add(rect.x, f64::midpoint(top, bottom), Way::Left, 2.0);
        }
        let (left, right) = (
            rect.x.max(other.x) + 16.0,
            rect.right().min(other.right()) - 16.0,
        );
        if left <= right {
            add(f64::midpoint(left, right), rect.y, Way::Up, up_cost + 2.0);
            add(
                f64::midpoint(left, right),
                rect.bottom(),
                Way::Down,
                up_cost + 2.0,
            );
        }
        ports
    }

    /// The one side of a box on a border that a line may use: the inner one from inside its
    /// parent, else the outer one.
    fn border_side(&self, of: usize, toward: usize) -> Option<Way> {
        let solid = &self.solids[of];
        let parent = solid.parent.filter(|_| solid.kind.is_on_border())?;
        let is_on_top = solid.rect.y < self.solids[parent].rect.y;
        let outer = if is_on_top { Way::Up } else { Way::Down };
        Some(if self.is_inside(toward, parent) {
            outer.back()
        } else {
            outer
        })
    }

    /// Walls around the two ends: a line between them may be inside these.
    fn opened(&self, start: usize, goal: usize) -> Vec<usize> {
        let mut open = Vec::new();
        for (end, other) in [(start, goal), (goal, start)] {
            let mut wall = self.solids[end].wall;
            let parent = self.solids[end].parent;
            if let Some(parent) = parent.filter(|parent| {
                self.solids[end].kind.is_on_border() && self.is_inside(other, *parent)
            }) {
                wall = Some(parent);
            }
            while let Some(at) = wall {
                open.push(at);
                wall = self.solids[at].wall;
            }
        }
        open.sort_unstable();
        open.dedup();
        open
    }

    /// How many opened walls a run is inside of.
    fn depth_of(&self, from: Point, to: Point, open: &[usize]) -> f64 {
        let middle = Point::new(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
        let around = |wall: &&usize| self.solids[**wall].rect.contains(middle);
        open.iter().filter(around).map(|_| 1.0).sum()
    }

    fn is_blocked(&self, from: Point, to: Point, ends: [usize; 2], open: &[usize]) -> bool {
        self.tiles.any(from, to, |at| {
            let solid = &self.solids[at];
            // A line touches its ends, and keeps a little away from other leaves.
            let is_end = ends.contains(&at);
            let away_px = if is_end || solid.kind.is_container() {
                0.0
            } else {
                AWAY_PX
            };
            let rect = solid.rect.grown(away_px);
            rect.is_crossed_by(from, to) && is_in_the_way(self, at, open)
        })
    }

    fn is_inside(&self, inner: usize, outer: usize) -> bool {
        let mut next = self.solids[inner].parent;
        while let Some(at) = next {
            if at == outer {
                return true;
            }
            next = self.solids[at].parent;
        }
        false
    }
}

/// Whether a box is solid for a line that may be inside some walls: what is behind a closed wall
/// is guarded by that wall.
fn is_in_the_way(gutters: &Gutters, at: usize, open: &[usize]) -> bool {
    let is_open = |wall: usize| open.binary_search(&wall).is_ok();
    !is_open(at) && gutters.solids[at].wall.is_none_or(is_open)
}

const fn is_wall(kind: BoxKind) -> bool {
    kind.is_container() && !matches!(kind.shape(), Shape::Zone | Shape::Unplaced)
}

/// How far beside a box its lanes run: left and right, above and below.
const fn clearance(kind: BoxKind) -> (f64, f64) {
    // Beside it a question and its answer run side by side; above it is the name of what is around.
    if kind.is_on_border() {
        return (BORDER_LANE_PX, LEAF_LANE_PX * 0.75);
    }
    match kind.shape() {
        Shape::PublicSubnet | Shape::PrivateSubnet => (6.0, 12.0),
        Shape::Zone => (9.0, 0.0),
        Shape::Vpc => (9.0, 12.0),
        Shape::Group | Shape::Services | Shape::Site | Shape::Strip => (18.0, 18.0),
        Shape::Unplaced => (0.0, 0.0),
        Shape::Pill | Shape::Leaf => (LEAF_LANE_PX, LEAF_LANE_PX),
    }
}

/// From a box to somewhere in the box around it: to its right, as far as there is room.
fn beside_leaf(leaf: Rect, around: Rect) -> Vec<Point> {
    let y = leaf.center().y;
    let end = (leaf.right() + 200.0)
        .min(around.right() - 8.0)
        .max(leaf.right());
    vec![Point::new(leaf.right(), y), Point::new(end, y)]
}

/// Level, then upright; straight where both lie on one line.
fn angle(from: Point, to: Point) -> Vec<Point> {
    straightened(&[from, Point::new(to.x, from.y), to])
}

/// Sorted, and each lane once.
fn tidy(lanes: &mut Vec<f64>) {
    lanes.sort_by(f64::total_cmp);
    lanes.dedup_by(|a, b| (*a - *b).abs() < 0.01);
}
