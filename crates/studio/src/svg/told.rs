//! A trace over a picture: the path, what it touches, how each thing judged, and the verdict.

use super::Told;
use super::paint::{Light, rect, text};
use super::play::Play;
use crate::geometry::{CORNER_PX, Point, Rect, chevrons, number, path_data};
use crate::scene::{Edge, Scene, SceneBox, Text, TextAnchor, TextRole};
use crate::text::width_px;
use crate::timeline::{Beat, BeatMark, Lane, Source, Stroke, Timeline};
use net::ResourceId;
use std::collections::{BTreeMap, BTreeSet};

/// How the boxes stand to a trace.
pub(super) struct Lights {
    by_box: BTreeMap<ResourceId, Light>,
    kept: BTreeSet<ResourceId>,
}

impl Lights {
    pub(super) fn of<'a>(scene: &Scene, timelines: impl IntoIterator<Item = &'a Timeline>) -> Self {
        let mut by_box: BTreeMap<ResourceId, Light> = BTreeMap::new();
        let mut kept = BTreeSet::new();
        for beat in timelines.into_iter().flat_map(|it| &it.beats) {
            let Some(at) = &beat.at else { continue };
            kept.insert(at.clone());
            kept.extend(scene.around(at.as_str()).iter().map(|it| it.id.clone()));
            let light = match (beat.mark, beat.lane) {
                (BeatMark::Stopped, _) if !beat.hypothetical => Light::Halt,
                _ if beat.hypothetical => Light::Plain,
                (_, Lane::Packet) => Light::Packet,
                (_, Lane::Dns) => Light::Dns,
            };
            let now = by_box.entry(at.clone()).or_insert(light);
            if strength(light) > strength(*now) {
                *now = light;
            }
        }
        Self { by_box, kept }
    }

    pub(super) fn on_box(&self, scene_box: &SceneBox) -> Light {
        if !self.kept.contains(&scene_box.id) {
            let named_by_kept = scene_box.kind == crate::scene::BoxKind::EndpointService;
            return if named_by_kept {
                Light::Plain
            } else {
                Light::Faded
            };
        }
        if scene_box.is_container() {
            return Light::Plain;
        }
        self.by_box
            .get(&scene_box.id)
            .copied()
            .unwrap_or(Light::Plain)
    }

    pub(super) fn is_faded(&self, edge: &Edge) -> bool {
        !(self.kept.contains(&edge.from) && self.kept.contains(&edge.to))
    }
}

const fn strength(light: Light) -> u8 {
    match light {
        Light::Faded => 0,
        Light::Plain => 1,
        Light::Dns => 2,
        Light::Packet => 3,
        Light::Halt => 4,
    }
}

/// The path, below the leaves.
pub(super) fn path(out: &mut String, timeline: &Timeline, play: &mut Play<'_>) {
    for stroke in timeline.strokes() {
        // What a reply would do past a blocker says nothing the way there does not.
        if stroke.hypothetical && stroke.is_return {
            continue;
        }
        let class = stroke_class(&stroke);
        let is_solid = stroke.lane == Lane::Packet && !stroke.hypothetical;
        let beat = timeline.beat(stroke.event);
        let moving = beat
            .map(|beat| play.stroke(beat, is_solid))
            .unwrap_or_default();
        let dash = if is_solid && !moving.is_empty() {
            " pathLength=\"1\" stroke-dasharray=\"1\""
        } else {
            ""
        };
        out.push_str(&format!(
            "<path class=\"{class}{moving}\"{dash} d=\"{}\"/>",
            path_data(&stroke.points, CORNER_PX)
        ));
    }
}

/// The motion of a box's light: from when the dot first is there.
pub(super) fn arrival(timeline: &Timeline, scene_box: &SceneBox, play: &mut Play<'_>) -> String {
    timeline
        .beats
        .iter()
        .find(|beat| beat.at.as_ref() == Some(&scene_box.id))
        .map(|beat| play.sign(beat))
        .unwrap_or_default()
}

/// The arrows of a tube stay readable under the path.
pub(super) fn arrows_on_way(out: &mut String, scene: &Scene, lights: &Lights) {
    let tubes = scene.edges.iter().filter(|edge| {
        edge.kind == crate::scene::EdgeKind::PrivateLink
            && edge.width_px > 10.0
            && !lights.is_faded(edge)
    });
    for tube in tubes {
        out.push_str(&format!(
            "<path class=\"lit-core\" d=\"{}\"/>",
            chevrons(&tube.points)
        ));
    }
}

const fn stroke_class(stroke: &Stroke) -> &'static str {
    match (stroke.lane, stroke.hypothetical, stroke.is_return) {
        (Lane::Dns, false, _) => "ask",
        (Lane::Dns, true, _) => "ask maybe",
        (Lane::Packet, false, false) => "go",
        (Lane::Packet, false, true) => "back",
        (Lane::Packet, true, false) => "go maybe",
        (Lane::Packet, true, true) => "back maybe",
    }
}

/// What lies above the leaves: the answer, the judgements and the dot.
pub(super) fn signs(out: &mut String, scene: &Scene, told: Told<'_>, play: &mut Play<'_>) {
    answer(out, scene, told, play);
    // One sign a place: the worst judgement there, shown when it is first made.
    let judges = |beat: &Beat| {
        let is_judged = match beat.source {
            Source::Forward { .. } => beat.mark != BeatMark::Moved,
            Source::Resolution { .. } | Source::Back { .. } => {
                matches!(beat.mark, BeatMark::Stopped | BeatMark::Unknown)
            }
            Source::Question { .. } | Source::Answer | Source::Verdict => false,
        };
        is_judged && (!beat.hypothetical || beat.mark == BeatMark::Stopped)
    };
    for sign in told.timeline.signs(usize::MAX, judges) {
        let moving = told
            .timeline
            .beat(sign.event)
            .map(|beat| play.sign(beat))
            .unwrap_or_default();
        badge(out, sign.point, sign.mark, &moving);
    }
    play.dots(out);
}

/// A check, a question mark or a cross in a disc.
pub(super) fn badge(out: &mut String, point: Point, mark: BeatMark, moving: &str) {
    let (class, sign, radius) = match mark {
        BeatMark::Moved | BeatMark::Passed | BeatMark::Settled => {
            ("badge", "M-3.5 .2l2.4 2.6l4.6-5", 8.0)
        }
        BeatMark::Unknown => (
            "badge badge-unknown",
            "M-2.2-2.2a2.3 2.3 0 1 1 3.2 2.1q-1 .5-1 1.6M0 4v.1",
            8.0,
        ),
        BeatMark::Stopped => (
            "badge badge-stop",
            "M-3.6-3.6l7.2 7.2M3.6-3.6l-7.2 7.2",
            10.0,
        ),
    };
    out.push_str(&format!(
        "<g class=\"at{moving}\" transform=\"translate({} {})\"><circle class=\"{class}\" r=\"{}\"/><path class=\"sign\" d=\"{sign}\"/></g>",
        number(point.x),
        number(point.y),
        number(radius)
    ));
}

/// The address that came back, on the way it came, where it hides nothing.
fn answer(out: &mut String, scene: &Scene, told: Told<'_>, play: &mut Play<'_>) {
    let Some(address) = told
        .trace
        .resolution
        .answers
        .iter()
        .find_map(|it| it.data.address())
    else {
        return;
    };
    let Some(beat) = told
        .timeline
        .beats
        .iter()
        .find(|beat| beat.source == Source::Answer)
    else {
        return;
    };
    let content = address.to_string();
    let pill_px = width_px(&content, TextRole::Address) + 20.0;
    let taken: Vec<Rect> = scene
        .boxes
        .iter()
        .flat_map(|it| {
            let own = (!it.is_container()).then_some(it.rect);
            own.into_iter().chain(it.texts.iter().map(Text::rect))
        })
        .collect();
    let way: Vec<Rect> = told
        .timeline
        .strokes()
        .iter()
        .filter(|stroke| stroke.lane == Lane::Packet)
        .flat_map(|stroke| stroke.points.windows(2))
        .map(|run| {
            Rect::new(run[0].x, run[0].y, 0.0, 0.0).around(Rect::new(run[1].x, run[1].y, 0.0, 0.0))
        })
        .map(|run| run.grown(4.0))
        .collect();
    let pill_at =
        |center: &Point| Rect::new(center.x - pill_px / 2.0, center.y - 10.0, pill_px, 20.0);
    let fits = |center: &Point| {
        let pill = pill_at(center);
        !taken.iter().any(|rect| rect.grown(10.0).overlaps(&pill))
            && !way.iter().any(|rect| rect.overlaps(&pill))
    };
    let is_open = |center: &Point| {
        let pill = pill_at(center).grown(3.0);
        let mut containers = scene.boxes.iter().filter(|it| it.is_container());
        containers.all(|it| !it.rect.overlaps(&pill) || it.rect.holds(&pill))
    };
    // On the longest run first, and there from the middle outwards; off borders if it can be.
    let mut runs: Vec<&[Point]> = beat.motion.windows(2).collect();
    runs.sort_by(|a, b| b[0].distance_px(b[1]).total_cmp(&a[0].distance_px(a[1])));
    let places: Vec<Point> = runs
        .into_iter()
        .flat_map(|run| {
            (0..16).filter_map(move |number| {
                let away = f64::from((number + 1) / 2) / 18.0;
                let share = 0.5 + if number % 2 == 0 { -away } else { away };
                crate::geometry::point_along(run, run[0].distance_px(run[1]) * share)
            })
        })
        .filter(fits)
        .collect();
    let place = places
        .iter()
        .find(|center| is_open(center))
        .or(places.first())
        .copied();
    let Some(center) = place else { return };
    let moving = play.sign(beat);
    out.push_str(&format!("<g class=\"answer{moving}\">"));
    let pill = Rect::new(center.x - pill_px / 2.0, center.y - 10.0, pill_px, 20.0);
    rect(out, "", pill, 10.0);
    let words = Text {
        at: Point::new(center.x, center.y + 4.0),
        anchor: TextAnchor::Middle,
        role: TextRole::Address,
        content,
    };
    text(out, &words);
    out.push_str("</g>");
}
