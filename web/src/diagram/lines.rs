//! The ways of a comparison, in step: each vantage with a letter, a colour and a dash of its own.

use crate::shared::Shared;
use studio::answer::Answer;
use studio::compare::{Comparison, letter};
use studio::geometry::{CORNER_PX, number, path_data};
use yew::prelude::*;

/// How far apart lines on one way are drawn, in pixels.
const APART_PX: f64 = 4.0;

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct LinesProps {
    /// The comparison.
    pub(crate) comparison: Shared<Comparison>,
    /// The current event, from 1.
    pub(crate) event: usize,
}

/// The ways: those behind drawn full, those ahead faint.
#[component]
pub(crate) fn Lines(props: &LinesProps) -> Html {
    let count = props.comparison.answers.len();
    html! {
        <g class="trail lines" aria-hidden="true">{ for props.comparison.answers.iter().enumerate().map(|(at, answer)| {
            let event = props.event;
            let shift = shift(at, count);
            html! {
                <g key={at} class={format!("line-{at}")} transform={format!("translate({0} {0})", number(shift))}>
                    { for answer.timeline.beats.iter().filter(|it| !it.motion.is_empty()).map(|beat| {
                        let when = if beat.event <= event { "done" } else { "ahead" };
                        let class = classes!("way", when, beat.hypothetical.then_some("hypothetical"));
                        html! { <path key={beat.event} {class} d={path_data(&beat.motion, CORNER_PX)} /> }
                    }) }
                </g>
            }
        }) }</g>
    }
}

/// Where each is now, by its letter. Letters at one place stand beside each other.
#[component]
pub(crate) fn Letters(props: &LinesProps) -> Html {
    let now = |answer: &Answer| {
        let event = props.event.min(answer.count());
        let beat = answer.timeline.beat(event)?;
        Some((beat.point, event == answer.count()))
    };
    let mut taken: Vec<studio::geometry::Point> = Vec::new();
    html! {
        <g class="letters" aria-hidden="true">{ for props.comparison.answers.iter().enumerate().map(|(at, answer)| {
            let Some((point, is_over)) = now(answer) else {
                return Html::default();
            };
            let beside = taken.iter().filter(|it| it.distance_px(point) < 12.0).count();
            taken.push(point);
            #[expect(clippy::cast_precision_loss, reason = "there are four at most")]
            let right = beside as f64 * 24.0;
            let class = classes!("letter", format!("line-{at}"), is_over.then_some("over"));
            html! {
                <g key={at} {class} transform={format!("translate({} {})", number(point.x + right), number(point.y))}>
                    <circle key="ground" r="11" />
                    <text key="letter" y="4" text-anchor="middle">{ letter(at) }</text>
                </g>
            }
        }) }</g>
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are four at most")]
fn shift(at: usize, count: usize) -> f64 {
    (at as f64 - (count.max(1) - 1) as f64 / 2.0) * APART_PX
}
