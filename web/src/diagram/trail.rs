//! The way the question and the packet took, and how each was judged on it.

use crate::diagram::player::Player;
use crate::shared::Shared;
use studio::answer::Answer;
use studio::cargo::{Cargo, CargoKind, LINE_PX};
use studio::geometry::{CORNER_PX, Point, number, path_data};
use studio::scene::{Scene, TextRole};
use studio::state::{Motion, Playhead};
use studio::timeline::{Beat, BeatMark, Lane, Sign, Source};
use studio::words::{self, Lang};
use yew::prelude::*;

/// The trail up to an event.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TrailProps {
    /// The scene it is told on.
    pub(crate) scene: Shared<Scene>,
    /// The answer.
    pub(crate) answer: Shared<Answer>,
    /// Where it stands.
    pub(crate) playhead: Playhead,
    /// The language of its words.
    pub(crate) lang: Lang,
    /// What moves between the events.
    pub(crate) player: Shared<Player>,
}

/// Lines: those behind, those ahead, and the one being drawn.
#[component]
pub(crate) fn Trail(props: &TrailProps) -> Html {
    let beats = &props.answer.timeline.beats;
    let event = props.playhead.event;
    html! {
        <g class="trail" aria-hidden="true">
            <g>{ for beats.iter().filter(|beat| !beat.motion.is_empty()).map(|beat| line(beat, event)) }</g>
            <path ref={props.player.line.clone()} class={now_class(beats, event)} d="" />
        </g>
    }
}

fn line(beat: &Beat, event: usize) -> Html {
    let when = if beat.event < event { "done" } else { "ahead" };
    let class = classes!("way", lane_class(beat), when);
    html! { <path key={beat.event} {class} d={path_data(&beat.motion, CORNER_PX)} /> }
}

fn now_class(beats: &[Beat], event: usize) -> Classes {
    let beat = event.checked_sub(1).and_then(|at| beats.get(at));
    classes!("way", "now", beat.map(lane_class))
}

fn lane_class(beat: &Beat) -> Classes {
    classes!(
        match beat.lane {
            Lane::Dns => "dns",
            Lane::Packet => "packet",
        },
        beat.hypothetical.then_some("hypothetical"),
        beat.is_return().then_some("return"),
    )
}

/// Signs where something was judged, and the dot.
#[component]
pub(crate) fn Signs(props: &TrailProps) -> Html {
    let event = props.playhead.event;
    let is_there = props.playhead.motion == Motion::Resting;
    let Some(now) = props.answer.timeline.beat(event) else {
        return Html::default();
    };
    let timeline = &props.answer.timeline;
    let signs = timeline.signs(event.saturating_sub(1), judges);
    // The sign of this event is shown when the dot arrives, over a milder one.
    let new = timeline
        .signs(event, judges)
        .into_iter()
        .find(|it| it.event == event);
    let dot = classes!("dot", lane_class(now), is_there.then_some("resting"));
    let cargo = Cargo::of(&props.answer, event, props.lang);
    // Nothing hides where it was stopped, not even the dot.
    let (stops, others): (Vec<_>, Vec<_>) = signs
        .into_iter()
        .partition(|it| it.mark == BeatMark::Stopped);
    let drawn = |signs: Vec<Sign>| {
        signs
            .into_iter()
            .map(|it| sign(&it, &props.scene, props.lang))
            .collect::<Html>()
    };
    html! {
        <g class="signs" aria-hidden="true">
            <g>{ drawn(others) }</g>
            <g ref={props.player.dot.clone()} class={dot}>
                <circle key="halo" class="halo" r="13" />
                <circle key="core" class="core" r="7" />
                if let Some(cargo) = cargo {
                    { pill(&cargo, &props.scene, now.point) }
                }
            </g>
            <g>{ drawn(stops) }</g>
            <g ref={props.player.badge.clone()}>
                if let Some(new) = new {
                    { sign(&new, &props.scene, props.lang) }
                }
            </g>
        </g>
    }
}

/// Whether a sign is left of an event.
const fn judges(beat: &Beat) -> bool {
    matches!(
        beat.mark,
        BeatMark::Passed | BeatMark::Stopped | BeatMark::Unknown
    ) && !matches!(
        beat.source,
        Source::Verdict | Source::Question { .. } | Source::Answer
    )
}

fn sign(it: &Sign, scene: &Scene, lang: Lang) -> Html {
    let Sign {
        point,
        mark,
        hypothetical,
        ..
    } = *it;
    let key = format!("{:.0}.{:.0}", point.x, point.y);
    let (class, drawing) = match mark {
        BeatMark::Stopped => ("stop", "M-3.6 -3.6L3.6 3.6M3.6 -3.6L-3.6 3.6"),
        BeatMark::Unknown => ("unknown", "M-2.4 -2a2.4 2.4 0 1 1 2.4 2.6v1M0 4.2v.2"),
        BeatMark::Passed | BeatMark::Settled | BeatMark::Moved => {
            ("ok", "M-3.5 0.2l2.4 2.6l4.6 -5")
        }
    };
    let class = classes!("sign", class, hypothetical.then_some("hypothetical"));
    let transform = format!("translate({} {})", number(point.x), number(point.y));
    html! {
        <g {key} {class} {transform}>
            <circle key="ground" r={if mark == BeatMark::Stopped { "11" } else { "8" }} />
            <path key="drawing" d={drawing} />
            if mark == BeatMark::Stopped {
                { word(words::STOPPED_HERE.in_lang(lang), scene, point) }
            }
        </g>
    }
}

fn word(text: &str, scene: &Scene, point: Point) -> Html {
    let width = studio::text::width_px(text, TextRole::Title) + 16.0;
    let at = scene.clear_beside(point, width, 22.0);
    html! {
        <g key="word" class="word" transform={format!("translate({} {})", number(at.x), number(at.y))}>
            <rect key="ground" x={number(-width / 2.0)} y="-10" width={number(width)} height="20" rx="10" />
            <text key="text" y="4" text-anchor="middle">{ text.to_owned() }</text>
        </g>
    }
}

/// Beside the dot, what it carries.
fn pill(cargo: &Cargo, scene: &Scene, point: Point) -> Html {
    let room = cargo.room(scene, point);
    let (width, height) = (room.width_px, room.height_px);
    let at = room.center().moved(-point.x, -point.y);
    let class = match cargo.kind {
        CargoKind::Name => "name",
        CargoKind::Packet => "packet",
        CargoKind::Rewritten => "rewritten",
    };
    let mut y = 11.0 + 3.0 - height / 2.0 - LINE_PX;
    let lines = cargo.lines.iter().map(|line| {
        y += LINE_PX;
        html! { <text key={line.clone()} y={number(y)} text-anchor="middle">{ line.clone() }</text> }
    });
    let lines: Vec<Html> = lines.collect();
    html! {
        <g key="pill" class={classes!("pill", class)} transform={format!("translate({} {})", number(at.x), number(at.y))}>
            <rect key="ground" x={number(-width / 2.0)} y={number(-height / 2.0)} width={number(width)} height={number(height)} rx="10" />
            <g key="lines">{ for lines }</g>
        </g>
    }
}
