//! Tracks of a lane: lines that run side by side are told apart.
//!
//! Lines to one end stay one line: that they come together is what they say. Others that would
//! lie on each other get a track each, in the order in which they cross least.

use crate::geometry::{Point, Rect};
use crate::scene::{Edge, EdgeKind};
use std::collections::BTreeMap;

/// Between tracks, and how far the outermost may be beside the middle of its lane.
const TRACK_PX: f64 = 4.0;
const MOST_PX: f64 = 6.0;

/// A straight part of an edge that is not at either end.
#[derive(Clone, Debug)]
struct Run {
    edge: usize,
    /// The corner it starts at.
    corner: usize,
    is_level: bool,
    /// Its x if it is upright, its y if it is level.
    lane_px: f64,
    from_px: f64,
    to_px: f64,
    /// On which side the line goes on before and after: -1, 0 or 1 each.
    sides: i32,
}

/// Moves runs that lie on each other apart, where nothing is in the way.
pub(crate) fn spread(edges: &mut [Edge], is_free: &dyn Fn(&Edge, Rect) -> bool) {
    let mut lanes: BTreeMap<(bool, i64), Vec<Run>> = BTreeMap::new();
    for (number, edge) in edges.iter().enumerate() {
        for corner in 1..edge.points.len().saturating_sub(2) {
            let run = run_of(&edge.points, number, corner);
            lanes
                .entry((run.is_level, key(run.lane_px)))
                .or_default()
                .push(run);
        }
    }
    for runs in lanes.into_values() {
        for group in touching(runs) {
            spread_group(edges, group, is_free);
        }
    }
}

fn run_of(points: &[Point], edge: usize, corner: usize) -> Run {
    let (from, to) = (points[corner], points[corner + 1]);
    let is_level = (from.y - to.y).abs() < 0.01;
    let across = |point: Point| if is_level { point.y } else { point.x };
    let along = |point: Point| if is_level { point.x } else { point.y };
    let lane_px = across(from);
    let side = |point: Point| match across(point) - lane_px {
        away if away > 0.01 => 1,
        away if away < -0.01 => -1,
        _ => 0,
    };
    Run {
        edge,
        corner,
        is_level,
        lane_px,
        from_px: along(from),
        to_px: along(to),
        sides: side(points[corner - 1]) + side(points[corner + 2]),
    }
}

/// Groups of runs that share a stretch of their lane.
fn touching(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    let low = |run: &Run| run.from_px.min(run.to_px);
    let high = |run: &Run| run.from_px.max(run.to_px);
    runs.sort_by(|a, b| low(a).total_cmp(&low(b)).then(a.edge.cmp(&b.edge)));
    let mut groups: Vec<Vec<Run>> = Vec::new();
    let mut end_px = f64::NEG_INFINITY;
    for run in runs {
        let (start, end) = (low(&run), high(&run));
        match groups.last_mut().filter(|_| start < end_px - 0.01) {
            Some(group) => group.push(run),
            None => groups.push(vec![run]),
        }
        end_px = end_px.max(end);
    }
    groups
}

/// Lines of one kind that share an end are one bundle.
fn bundle(edge: &Edge) -> (EdgeKind, String) {
    let shared = match edge.kind {
        EdgeKind::NatExit
        | EdgeKind::PrivateLink
        | EdgeKind::GatewayService
        | EdgeKind::TransitAttachment
        | EdgeKind::InternetExit => &edge.to,
        EdgeKind::Target
        | EdgeKind::Attachment
        | EdgeKind::Peering
        | EdgeKind::SiteLink
        | EdgeKind::NameForward => &edge.from,
    };
    (edge.kind, shared.to_string())
}

fn spread_group(edges: &mut [Edge], group: Vec<Run>, is_free: &dyn Fn(&Edge, Rect) -> bool) {
    let mut bundles: BTreeMap<(EdgeKind, String), Vec<Run>> = BTreeMap::new();
    for run in group {
        bundles
            .entry(bundle(&edges[run.edge]))
            .or_default()
            .push(run);
    }
    if bundles.len() < 2 {
        return;
    }
    let mut tracks: Vec<Vec<Run>> = bundles.into_values().collect();
    tracks.sort_by(|a, b| {
        order(a)
            .0
            .cmp(&order(b).0)
            .then(order(a).1.total_cmp(&order(b).1))
    });
    let count = crate::layout::vpc::step(1.0, tracks.len() - 1);
    let pitch_px = TRACK_PX.min(2.0 * MOST_PX / count);
    for (number, runs) in tracks.into_iter().enumerate() {
        let away_px = crate::layout::vpc::step(pitch_px, number) - pitch_px * count / 2.0;
        for run in runs {
            shift(&mut edges[run.edge], &run, away_px, is_free);
        }
    }
}

/// Lines that turn off to one side lie on that side; of those that cross over, the one that
/// starts first lies where the others will not meet it.
fn order(runs: &[Run]) -> (i32, f64) {
    let first = &runs[0];
    let sides = runs.iter().map(|run| run.sides).sum::<i32>().signum();
    let forward = if first.from_px < first.to_px {
        -1.0
    } else {
        1.0
    };
    (sides, forward * first.from_px)
}

fn shift(edge: &mut Edge, run: &Run, away_px: f64, is_free: &dyn Fn(&Edge, Rect) -> bool) {
    let moved = |point: Point| {
        if run.is_level {
            point.moved(0.0, away_px)
        } else {
            point.moved(away_px, 0.0)
        }
    };
    let (from, to) = (
        moved(edge.points[run.corner]),
        moved(edge.points[run.corner + 1]),
    );
    let (before, after) = (edge.points[run.corner - 1], edge.points[run.corner + 2]);
    let point = |it: Point| Rect::new(it.x, it.y, 0.0, 0.0);
    let stretches = [(before, from), (from, to), (to, after)];
    let is_clear = stretches
        .iter()
        .all(|(a, b)| is_free(edge, point(*a).around(point(*b))));
    // A short end must not turn back on itself.
    let keeps_way = |a: Point, b: Point, was: Point| {
        (a.x - b.x) * (a.x - was.x) >= 0.0 && (a.y - b.y) * (a.y - was.y) >= 0.0
    };
    if is_clear
        && keeps_way(before, from, edge.points[run.corner])
        && keeps_way(after, to, edge.points[run.corner + 1])
    {
        edge.points[run.corner] = from;
        edge.points[run.corner + 1] = to;
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a scene is far smaller than 2^63"
)]
fn key(lane_px: f64) -> i64 {
    (lane_px * 10.0).round() as i64
}
