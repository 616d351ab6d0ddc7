//! The search for the cheapest way over the crossings of lanes.

use crate::geometry::Point;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// The direction a line runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    Up,
    Right,
    Down,
    Left,
}

/// The crossings of upright and level lanes, numbered row by row.
pub(crate) struct Grid<'a> {
    pub(crate) xs: &'a [f64],
    pub(crate) ys: &'a [f64],
}

/// A crossing and the direction it was entered in.
pub(crate) type State = (usize, Way);

/// Where a way may end: the crossing, the direction it must arrive in, and what that costs.
pub(crate) type Goal = (usize, Way, f64);

/// A search under way (A*): what was reached, from where, at what cost.
pub(crate) struct Walk<'a> {
    grid: &'a Grid<'a>,
    goals: &'a [Goal],
    scratch: &'a mut Scratch,
    open: BinaryHeap<Reverse<Offer>>,
}

/// Memory that one search leaves clean for the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    reached: Vec<Reached>,
    touched: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Reached {
    cost: f64,
    before: u32,
}

/// What a bend costs, in scene units of detour.
pub(crate) const BEND_COST: f64 = 36.0;

const NOWHERE: u32 = u32::MAX;
const UNREACHED: Reached = Reached {
    cost: f64::INFINITY,
    before: NOWHERE,
};

impl Way {
    pub(crate) const fn back(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Right => Self::Left,
            Self::Down => Self::Up,
            Self::Left => Self::Right,
        }
    }

    /// Straight on and the two turns; a line never runs back over itself.
    pub(crate) const fn ahead(self) -> [Self; 3] {
        match self {
            Self::Up => [Self::Up, Self::Left, Self::Right],
            Self::Right => [Self::Right, Self::Up, Self::Down],
            Self::Down => [Self::Down, Self::Right, Self::Left],
            Self::Left => [Self::Left, Self::Down, Self::Up],
        }
    }

    /// A distance as seen by someone going this way: ahead, and aside.
    const fn along(self, right: f64, down: f64) -> (f64, f64) {
        match self {
            Self::Up => (-down, right),
            Self::Right => (right, down),
            Self::Down => (down, right),
            Self::Left => (-right, down),
        }
    }

    const fn of(number: usize) -> Self {
        match number {
            0 => Self::Up,
            1 => Self::Right,
            2 => Self::Down,
            _ => Self::Left,
        }
    }
}

impl Grid<'_> {
    pub(crate) fn point(&self, node: usize) -> Point {
        Point::new(self.xs[node % self.xs.len()], self.ys[node / self.xs.len()])
    }

    /// The crossing at a point whose lanes are part of the grid.
    pub(crate) fn at(&self, point: Point) -> usize {
        nearest(self.ys, point.y) * self.xs.len() + nearest(self.xs, point.x)
    }

    pub(crate) fn step(&self, node: usize, way: Way) -> Option<usize> {
        let (column, row) = (node % self.xs.len(), node / self.xs.len());
        match way {
            Way::Up => (row > 0).then(|| node - self.xs.len()),
            Way::Right => (column + 1 < self.xs.len()).then(|| node + 1),
            Way::Down => (row + 1 < self.ys.len()).then(|| node + self.xs.len()),
            Way::Left => (column > 0).then(|| node - 1),
        }
    }
}

impl<'a> Walk<'a> {
    pub(crate) fn new(grid: &'a Grid<'a>, goals: &'a [Goal], scratch: &'a mut Scratch) -> Self {
        for number in scratch.touched.drain(..) {
            scratch.reached[number as usize] = UNREACHED;
        }
        let states = grid.xs.len() * grid.ys.len() * 4;
        if scratch.reached.len() < states {
            scratch.reached.resize(states, UNREACHED);
        }
        Self {
            grid,
            goals,
            scratch,
            open: BinaryHeap::new(),
        }
    }

    /// Proposes a way to a state; it counts if no cheaper one is known.
    pub(crate) fn offer(&mut self, (node, way): State, cost: f64, before: Option<State>) {
        let number = node * 4 + way as usize;
        if cost >= self.scratch.reached[number].cost {
            return;
        }
        let before = before.map_or(NOWHERE, |(node, way)| small(node * 4 + way as usize));
        if self.scratch.reached[number].cost.is_infinite() {
            self.scratch.touched.push(small(number));
        }
        self.scratch.reached[number] = Reached { cost, before };
        let here = self.grid.point(node);
        let left_px = self
            .goals
            .iter()
            .map(|&(goal, inward, end_cost)| {
                let there = self.grid.point(goal);
                let (right, down) = (there.x - here.x, there.y - here.y);
                let bends = least_bends(way, inward, right, down);
                right.abs() + down.abs() + bends * BEND_COST + end_cost
            })
            .fold(f64::INFINITY, f64::min);
        self.open.push(Reverse(Offer {
            total: cost + left_px,
            cost,
            number: small(number),
        }));
    }

    /// The most promising state and its cost.
    pub(crate) fn best(&mut self) -> Option<(State, f64)> {
        while let Some(Reverse(offer)) = self.open.pop() {
            let number = offer.number as usize;
            if offer.cost <= self.scratch.reached[number].cost {
                return Some(((number / 4, Way::of(number % 4)), offer.cost));
            }
        }
        None
    }

    /// Whether a state is where the way begins.
    pub(crate) fn is_start(&self, (node, way): State) -> bool {
        self.scratch.reached[node * 4 + way as usize].before == NOWHERE
    }

    /// The corners and crossings of the way to a state.
    pub(crate) fn way_to(&self, (node, way): State) -> Vec<Point> {
        let mut points = vec![self.grid.point(node)];
        let mut before = self.scratch.reached[node * 4 + way as usize].before;
        while before != NOWHERE {
            points.push(self.grid.point(before as usize / 4));
            before = self.scratch.reached[before as usize].before;
        }
        points.reverse();
        points
    }
}

/// How many bends at least lead from one direction to another over a distance.
fn least_bends(way: Way, inward: Way, right: f64, down: f64) -> f64 {
    let (ahead, aside) = way.along(right, down);
    if way == inward {
        return if ahead >= -0.01 && aside.abs() < 0.01 {
            0.0
        } else {
            2.0
        };
    }
    if way == inward.back() {
        return 2.0;
    }
    let (last, _) = inward.along(right, down);
    if ahead >= -0.01 && last >= -0.01 {
        1.0
    } else {
        3.0
    }
}

/// An entry of the queue: cheapest first, and on a tie always the same one.
struct Offer {
    total: f64,
    cost: f64,
    number: u32,
}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        // Of equal promises the one further on comes first, so that few are followed.
        self.total
            .total_cmp(&other.total)
            .then(other.cost.total_cmp(&self.cost))
            .then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

fn nearest(lanes: &[f64], at: f64) -> usize {
    let after = lanes.partition_point(|lane| *lane < at - 0.02);
    after.min(lanes.len().saturating_sub(1))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "four states a crossing stay below 2^32"
)]
const fn small(number: usize) -> u32 {
    number as u32
}
