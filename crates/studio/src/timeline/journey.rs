//! A dot on its way over a scene: where it is, and how it gets to the next thing.

use crate::geometry::{Point, Rect, beginning, beside, length_px, straightened};
use crate::scene::{Scene, SceneBox};
use net::ResourceId;

/// A dot that goes from box to box.
pub(super) struct Journey<'a> {
    scene: &'a Scene,
    /// The box it is at.
    pub(super) at: Option<&'a SceneBox>,
    /// Where it is.
    pub(super) point: Point,
    /// How far beside the middle of its lane it keeps.
    right_px: f64,
}

/// The way between two boxes, done piece by piece.
pub(super) struct Leg<'a> {
    line: Vec<Point>,
    done_px: f64,
    to: &'a SceneBox,
}

impl<'a> Journey<'a> {
    /// A dot at a box, or nowhere.
    pub(super) fn from(scene: &'a Scene, at: Option<&'a SceneBox>, right_px: f64) -> Self {
        let point = at.map_or(scene.bounds.center(), |it| it.rect.center());
        Self {
            scene,
            at,
            point,
            right_px,
        }
    }

    /// The same dot, keeping another distance beside its lane.
    pub(super) const fn beside(self, right_px: f64) -> Self {
        Self { right_px, ..self }
    }

    /// Stands where the way to a box begins, if it has not moved yet, or is all over a container.
    pub(super) fn face(&mut self, to: &SceneBox) {
        let Some(at) = self.at else { return };
        let has_moved = self.point.distance_px(at.rect.center()) > 0.5;
        if at.id == to.id || has_moved && !at.is_container() {
            return;
        }
        let route = beside(
            &self.scene.route(at.id.as_str(), to.id.as_str()),
            self.right_px,
        );
        self.point = route.first().copied().unwrap_or(self.point);
    }

    /// The way to another box; `None` where the dot is there already, or has no place.
    pub(super) fn leg_to(&self, to: &'a SceneBox) -> Option<Leg<'a>> {
        let at = self.at?;
        if at.id == to.id {
            return None;
        }
        let route = beside(
            &self.scene.route(at.id.as_str(), to.id.as_str()),
            self.right_px,
        );
        let start = route.first().copied()?;
        // Any side of a subnet is the host in it; a way across would run over what stands there.
        let mut line = if at.is_container() {
            vec![start]
        } else {
            through(self.point, start, at.rect)
        };
        line.extend(route);
        Some(Leg {
            line: straightened(&line),
            done_px: 0.0,
            to,
        })
    }

    /// Does the rest of a leg.
    pub(super) fn finish(&mut self, leg: &Leg<'a>) -> Vec<Point> {
        let rest = leg.between(leg.done_px, f64::INFINITY);
        self.at = Some(leg.to);
        self.point = leg.line.last().copied().unwrap_or(self.point);
        rest
    }

    /// Does a leg up to where it crosses the border of a box on the way out or in.
    pub(super) fn cross(
        &mut self,
        leg: &mut Leg<'a>,
        border: Rect,
        is_way_out: bool,
    ) -> Vec<Point> {
        let Some(crossing_px) = leg.crossing(border, is_way_out) else {
            return Vec::new();
        };
        let upto_px = crossing_px.max(leg.done_px);
        let part = leg.between(leg.done_px, upto_px);
        leg.done_px = upto_px;
        self.point = part.last().copied().unwrap_or(self.point);
        part
    }

    /// The id of the box the dot is at.
    pub(super) fn at_id(&self) -> Option<ResourceId> {
        self.at.map(|it| it.id.clone())
    }
}

impl Leg<'_> {
    fn between(&self, from_px: f64, to_px: f64) -> Vec<Point> {
        if to_px - from_px < 0.5 {
            return Vec::new();
        }
        let upto = beginning(&self.line, to_px);
        let mut left_px = from_px;
        let mut part: Vec<Point> = Vec::new();
        for pair in upto.windows(2) {
            let step_px = pair[0].distance_px(pair[1]);
            if left_px < step_px {
                if part.is_empty() {
                    part.extend(crate::geometry::point_along(pair, left_px));
                }
                part.push(pair[1]);
                left_px = 0.0;
            } else {
                left_px -= step_px;
            }
        }
        straightened(&part)
    }

    /// How far along the line it first leaves, or enters, a rectangle.
    fn crossing(&self, border: Rect, is_way_out: bool) -> Option<f64> {
        let mut before_px = 0.0;
        for pair in self.line.windows(2) {
            let crosses =
                border.contains(pair[0]) == is_way_out && border.contains(pair[1]) != is_way_out;
            if crosses {
                // Level or upright: the crossing is where the one changing coordinate meets a side.
                let stop = Point::new(
                    pair[1]
                        .x
                        .clamp(border.x.min(pair[0].x), border.right().max(pair[0].x)),
                    pair[1]
                        .y
                        .clamp(border.y.min(pair[0].y), border.bottom().max(pair[0].y)),
                );
                let along_px = if is_way_out {
                    pair[0].distance_px(stop)
                } else {
                    let entry = Point::new(
                        pair[0].x.clamp(border.x, border.right()),
                        pair[0].y.clamp(border.y, border.bottom()),
                    );
                    pair[0].distance_px(entry)
                };
                return Some(before_px + along_px);
            }
            before_px += pair[0].distance_px(pair[1]);
        }
        let total_px = length_px(&self.line);
        (total_px > 0.0 && !is_way_out).then_some(total_px)
    }
}

/// From a side of a box to another one, inside it: a turn on the border would show. On one side
/// it stays on the border: a dot that goes in only to come out again says nothing.
fn through(from: Point, to: Point, rect: Rect) -> Vec<Point> {
    let is_one_side = [rect.x, rect.right()]
        .iter()
        .any(|x| (from.x - x).abs() < 0.5 && (to.x - x).abs() < 0.5)
        || [rect.y, rect.bottom()]
            .iter()
            .any(|y| (from.y - y).abs() < 0.5 && (to.y - y).abs() < 0.5);
    if is_one_side {
        return vec![from];
    }
    let middle = rect.center();
    let is_level =
        |point: Point| (point.x - rect.x).abs() < 0.5 || (point.x - rect.right()).abs() < 0.5;
    match (is_level(from), is_level(to)) {
        (true, true) => vec![
            from,
            Point::new(middle.x, from.y),
            Point::new(middle.x, to.y),
        ],
        (true, false) => vec![from, Point::new(to.x, from.y)],
        (false, true) => vec![from, Point::new(from.x, to.y)],
        (false, false) => vec![
            from,
            Point::new(from.x, middle.y),
            Point::new(to.x, middle.y),
        ],
    }
}
