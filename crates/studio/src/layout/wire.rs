//! Ways for the wires, and words beside the tubes.

use crate::geometry::{Point, Rect};
use crate::layout::gutter::Gutters;
use crate::layout::link::Wire;
use crate::layout::search::Scratch;
use crate::layout::track;
use crate::scene::{BoxKind, Edge, EdgeKind, SceneBox, Text, TextAnchor, TextRole, word};
use net::ResourceId;
use net::lang::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// A tube to a load balancer, to an AWS service, and any other line.
const WIDE_PX: f64 = 16.0;
const NARROW_PX: f64 = 6.0;
const LINE_PX: f64 = 1.25;

/// Every wire whose two ends are drawn, on its way.
pub(crate) fn edges(
    wires: &[Wire],
    boxes: &[SceneBox],
    index: &BTreeMap<ResourceId, usize>,
    gutters: &Gutters,
    lang: Lang,
) -> Vec<Edge> {
    let find = |id: &ResourceId| index.get(id).and_then(|at| boxes.get(*at));
    let mut scratch = Scratch::default();
    let mut edges: Vec<Edge> = wires
        .iter()
        .filter_map(|wire| {
            let (from, to) = (find(&wire.from)?, find(&wire.to)?);
            Some(Edge {
                id: format!("{} > {}", wire.from, wire.to),
                kind: wire.kind,
                from: wire.from.clone(),
                to: wire.to.clone(),
                points: gutters.route(from, to, &mut scratch),
                width_px: width_px(wire.kind, to.kind),
                count: 1,
                labels: Vec::new(),
            })
        })
        .collect();
    let is_free = |edge: &Edge, run: Rect| match (find(&edge.from), find(&edge.to)) {
        (Some(from), Some(to)) => gutters.is_free(from, to, run),
        _ => false,
    };
    track::spread(&mut edges, &is_free);
    label_tubes(&mut edges, boxes, index, lang);
    edges
}

fn width_px(kind: EdgeKind, to: BoxKind) -> f64 {
    match kind {
        EdgeKind::PrivateLink if to == BoxKind::Balancer => WIDE_PX,
        EdgeKind::PrivateLink => NARROW_PX,
        EdgeKind::Target
        | EdgeKind::GatewayService
        | EdgeKind::NatExit
        | EdgeKind::InternetExit
        | EdgeKind::Attachment
        | EdgeKind::Peering
        | EdgeKind::TransitAttachment
        | EdgeKind::SiteLink
        | EdgeKind::NameForward => LINE_PX,
    }
}

/// Says once for each load balancer what its tube is, where there is room for the words.
fn label_tubes(
    edges: &mut [Edge],
    boxes: &[SceneBox],
    index: &BTreeMap<ResourceId, usize>,
    lang: Lang,
) {
    let mut said: BTreeSet<ResourceId> = BTreeSet::new();
    let mut taken: Vec<Rect> = Vec::new();
    for edge in edges.iter_mut() {
        let is_wide = edge.kind == EdgeKind::PrivateLink && edge.width_px >= WIDE_PX;
        if !is_wide || said.contains(&edge.to) {
            continue;
        }
        let ends = [&edge.from, &edge.to];
        let solid: Vec<Rect> = ends
            .iter()
            .filter_map(|id| boxes.get(*index.get(*id)?))
            .flat_map(|end| walls_of(end, boxes, index))
            .collect();
        let Some((left, right, y)) = open_run(&edge.points, &solid) else {
            continue;
        };
        let middle = f64::midpoint(left, right);
        let labels: Vec<Text> = [("PrivateLink", -17.0), (word::ONE_WAY.in_lang(lang), 26.0)]
            .into_iter()
            .map(|(content, down_px)| Text {
                at: Point::new(middle, y + down_px),
                anchor: TextAnchor::Middle,
                role: TextRole::Label,
                content: content.to_owned(),
            })
            .collect();
        let rects: Vec<Rect> = labels.iter().map(Text::rect).collect();
        let is_covered = |rect: &Rect| {
            taken.iter().any(|other| other.overlaps(rect))
                || boxes
                    .iter()
                    .any(|it| !it.is_container() && it.rect.overlaps(rect))
        };
        let fits = rects
            .iter()
            .all(|rect| rect.width_px <= right - left && !is_covered(rect));
        if fits {
            taken.extend(rects);
            said.insert(edge.to.clone());
            edge.labels = labels;
        }
    }
}

/// The outermost box around an end: words stay out of it.
fn walls_of(
    end: &SceneBox,
    boxes: &[SceneBox],
    index: &BTreeMap<ResourceId, usize>,
) -> Option<Rect> {
    let mut outer = end;
    while let Some(parent) = outer
        .parent
        .as_ref()
        .and_then(|id| index.get(id))
        .and_then(|at| boxes.get(*at))
    {
        outer = parent;
    }
    Some(outer.rect)
}

/// The longest level run of a line outside of some boxes: left, right, and its height.
fn open_run(points: &[Point], solid: &[Rect]) -> Option<(f64, f64, f64)> {
    let mut best: Option<(f64, f64, f64)> = None;
    for pair in points.windows(2) {
        if (pair[0].y - pair[1].y).abs() > 0.01 {
            continue;
        }
        let y = pair[0].y;
        let (mut left, mut right) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
        for rect in solid.iter().filter(|rect| rect.y < y && y < rect.bottom()) {
            if rect.x <= left && rect.right() > left {
                left = rect.right();
            } else if rect.x < right && rect.right() >= right {
                right = rect.x;
            }
        }
        if right - left > best.map_or(56.0, |(left, right, _)| right - left) {
            best = Some((left, right, y));
        }
    }
    best
}
