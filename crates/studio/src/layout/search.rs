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
    reached: Vec<Reached>,
    open: BinaryHeap<Reverse<Offer>>,
}

#[derive(Clone, Copy)]
struct Reached {
    cost: f64,
    before: u32,
}

const NOWHERE: u32 = u32::MAX;

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
    pub(crate) fn new(grid: &'a Grid<'a>, goals: &'a [Goal]) -> Self {
        let reached = vec![
            Reached {
                cost: f64::INFINITY,
                before: NOWHERE
            };
            grid.xs.len() * grid.ys.len() * 4
        ];
        Self {
            grid,
            goals,
            reached,
            open: BinaryHeap::new(),
        }
    }

    /// Proposes a way to a state; it counts if no cheaper one is known.
    pub(crate) fn offer(&mut self, (node, way): State, cost: f64, before: Option<State>) {
        let number = node * 4 + way as usize;
        if cost >= self.reached[number].cost {
            return;
        }
        let before = before.map_or(NOWHERE, |(node, way)| small(node * 4 + way as usize));
        self.reached[number] = Reached { cost, before };
        let here = self.grid.point(node);
        let left_px = self
            .goals
            .iter()
            .map(|&(goal, _, end_cost)| {
                let there = self.grid.point(goal);
                (here.x - there.x).abs() + (here.y - there.y).abs() + end_cost
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
            if offer.cost <= self.reached[number].cost {
                return Some(((number / 4, Way::of(number % 4)), offer.cost));
            }
        }
        None
    }

    /// Whether a state is where the way begins.
    pub(crate) fn is_start(&self, (node, way): State) -> bool {
        self.reached[node * 4 + way as usize].before == NOWHERE
    }

    /// The corners and crossings of the way to a state.
    pub(crate) fn way_to(&self, (node, way): State) -> Vec<Point> {
        let mut points = vec![self.grid.point(node)];
        let mut before = self.reached[node * 4 + way as usize].before;
        while before != NOWHERE {
            points.push(self.grid.point(before as usize / 4));
            before = self.reached[before as usize].before;
        }
        points.reverse();
        points
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
        self.total
            .total_cmp(&other.total)
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
