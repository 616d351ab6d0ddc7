//! The bottom panel: names above packets, one dot an event, the line of now across both.

use crate::browser::size;
use crate::panel::compare::swatch;
use crate::panel::glyph::{self, glyph};
use crate::panel::transport::{LoopButton, SpeedChoice, Transport};
use crate::store::Dispatch;
use studio::action::{Action, Move};
use studio::geometry::Point;
use studio::link::Embed;
use studio::scene::TextRole;
use studio::text::width_px;
use studio::timeline::{BeatMark, Lane};
use studio::view::{Tick, Time, TimeLine, VerdictView};
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// Where the lanes begin and end within the panel, in pixels: room for their names.
const LANE_START_PX: f64 = 58.0;
const LANE_END_PX: f64 = 30.0;
const LANE_TOPS_PX: [f64; 2] = [22.0, 72.0];
/// In a narrow panel the lanes are closer, and labels stand below their dots only.
const NARROW_TOPS_PX: [f64; 2] = [11.0, 47.0];
const NARROW_PX: f64 = 480.0;
/// How far below, or above, its dot a label stands.
const BELOW_PX: f64 = 21.0;
const ABOVE_PX: f64 = -12.0;

/// What the timeline shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TimeProps {
    /// Its words.
    pub(crate) time: Time,
    /// The language.
    pub(crate) lang: Lang,
    /// How much of the page is shown.
    pub(crate) embed: Embed,
}

/// The timeline.
#[component]
pub(crate) fn TimePanel(props: &TimeProps) -> Html {
    let (time, lang) = (&props.time, props.lang);
    let count = time.ticks.len();
    html! {
        <section class="time" aria-label={words::TIMELINE.in_lang(lang)}>
            <div class="time-row">
                <Transport is_running={time.is_running} event={time.event} {count} {lang} />
                <p class="now" aria-live={if time.is_running { "off" } else { "polite" }}>
                    if let Some(nothing) = time.nothing {
                        { nothing }
                    } else {
                        <b>{ time.label.clone() }</b><span>{ time.title.clone() }</span>
                    }
                </p>
                if let Some(verdict) = &time.verdict {
                    { verdict_chip(verdict) }
                }
                <LoopButton is_on={time.is_loop} {lang} />
                <SpeedChoice speed={time.speed} {lang} />
            </div>
            if count > 0 {
                <Lanes ticks={time.ticks.clone()} lines={time.lines.clone()} event={time.event} {lang} />
            }
        </section>
    }
}

pub(crate) fn verdict_chip(verdict: &VerdictView) -> Html {
    let drawing = match verdict.outcome {
        "reachable" => glyph::CHECK,
        "blocked" => glyph::CROSS,
        _ => glyph::KEYS,
    };
    html! {
        <output class={classes!("chip", verdict.outcome)} data-outcome={verdict.outcome} data-verdict={verdict.code}
            title={format!("{} {}", verdict.sentence, verdict.observed)}>
            { glyph(drawing) }
            <span>{ verdict.text }
                if let Some(seen) = verdict.seen {
                    <span class="chip-seen">{ format!(" · {seen}") }</span>
                }
            </span>
        </output>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct LanesProps {
    ticks: Vec<Tick>,
    lines: Vec<TimeLine>,
    event: usize,
    lang: Lang,
}

/// The two lanes, with a slider over them.
#[component]
fn Lanes(props: &LanesProps) -> Html {
    let place = use_node_ref();
    let width = use_state_eq(|| 900.0_f64);
    {
        let (place, width) = (place.clone(), width.clone());
        use_effect_with((), move |()| {
            let measured = place.clone();
            let watch = size::watch(&place, move || {
                if let Some(element) = measured.cast::<Element>() {
                    width.set(f64::from(element.client_width()));
                }
            });
            move || drop(watch)
        });
    }
    let dispatch = use_context::<Dispatch>();
    let oninput = use_callback(dispatch, |event: InputEvent, dispatch| {
        let chosen = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .and_then(|input| input.value().parse().ok());
        if let (Some(dispatch), Some(event)) = (dispatch, chosen) {
            dispatch.0.dispatch(Action::Play(Move::To(event)));
        }
    });
    let count = props.ticks.len();
    let now = props.ticks.get(props.event.saturating_sub(1));
    let spoken = format!(
        "{}: {}",
        words::event_of(props.lang, props.event, count),
        now.map_or("", |tick| tick.title.as_str())
    );
    html! {
        <div class="lanes" ref={place}>
            if props.lines.is_empty() {
                { drawing(props, *width) }
            } else {
                { lines(props, *width) }
            }
            <input type="range" name="position" min="1" max={count.to_string()} step="1" value={props.event.to_string()}
                aria-label={words::POSITION.in_lang(props.lang)} aria-valuetext={spoken} {oninput} />
        </div>
    }
}

fn drawing(props: &LanesProps, width: f64) -> Html {
    let labelled = labelled(&props.ticks, props.event, width);
    let height = if width < NARROW_PX { 72.0 } else { 100.0 };
    let at = |number: usize| x_of(number, props.ticks.len(), width);
    let now = at(props.event.max(1));
    let end = width - LANE_END_PX + 12.0;
    let lane = |lane: Lane, name: words::Says| {
        let y = top(lane, width);
        let line = format!("M{} {y}H{end:.1}", LANE_START_PX - 12.0);
        html! {
            <g key={name.en}>
                <text class="lane-name" x="0" y={(y + 4.0).to_string()}>{ name.in_lang(props.lang) }</text>
                <path class="lane-line" d={line} />
            </g>
        }
    };
    html! {
        <svg class="lane-drawing" width="100%" height={height.to_string()} aria-hidden="true">
            { lane(Lane::Dns, words::LANE_DNS) }
            { lane(Lane::Packet, words::LANE_PACKET) }
            <path key="now" class="lane-now" d={format!("M{now:.1} 4V{}", height - 10.0)} />
            <g key="ticks">{ for props.ticks.iter().map(|tick| {
                let label = labelled.iter().find(|label| label.number == tick.number);
                shape(tick, props.event, Point::new(at(tick.number), top(tick.lane, width)), label)
            }) }</g>
        </svg>
    }
}

/// One lane for each compared vantage.
fn lines(props: &LanesProps, width: f64) -> Html {
    let count = props.ticks.len();
    let at = |number: usize| x_of(number, count, width);
    let now = at(props.event.max(1));
    let end = width - LANE_END_PX + 12.0;
    html! {
        <svg class="lane-drawing compared" width="100%" height="100" aria-hidden="true">
            <path key="now" class="lane-now" d={format!("M{now:.1} 2V96")} />
            <g key="lines">{ for props.lines.iter().enumerate().map(|(place, line)| {
                let y = line_top(place, props.lines.len());
                let ticks = line.ticks.iter().map(|tick| dot(tick, props.event, at(tick.number), y));
                let last = at(line.ticks.len().max(1));
                html! {
                    <g key={place} class={format!("line-{place}")}>
                        <path key="lane" class="lane-line" d={format!("M{} {y}H{end:.1}", LANE_START_PX - 12.0)} />
                        <path key="way" class="way" d={format!("M{} {y}H{last:.1}", LANE_START_PX - 12.0)} />
                        <g key="swatch" transform={format!("translate(0 {})", y - 10.0)}>{ swatch(place) }</g>
                        <g key="ticks">{ for ticks }</g>
                    </g>
                }
            }) }</g>
        </svg>
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are four at most")]
fn line_top(place: usize, count: usize) -> f64 {
    let apart = 84.0 / count.max(1) as f64;
    8.0 + apart * (place as f64 + 0.5)
}

fn dot(tick: &Tick, event: usize, x: f64, y: f64) -> Html {
    let class = classes!(
        "tick",
        (tick.number > event).then_some("ahead"),
        (tick.number == event).then_some("now"),
        match tick.mark {
            BeatMark::Stopped => Some("stop"),
            BeatMark::Unknown => Some("unknown"),
            BeatMark::Moved | BeatMark::Passed | BeatMark::Settled => None,
        },
    );
    html! {
        <g key={tick.number} {class} transform={format!("translate({x:.1} {y:.1})")}>
            <circle key="dot" r={if tick.number == event { "6" } else { "4" }} />
            if tick.mark == BeatMark::Stopped {
                <path key="cross" class="tick-cross" d="M-2.2 -2.2L2.2 2.2M2.2 -2.2L-2.2 2.2" />
            }
        </g>
    }
}

fn shape(tick: &Tick, event: usize, at: Point, label: Option<&Label>) -> Html {
    let is_now = tick.number == event;
    let class = classes!(
        "tick",
        match tick.lane {
            Lane::Dns => "dns",
            Lane::Packet => "packet",
        },
        (tick.number > event).then_some("ahead"),
        is_now.then_some("now"),
        tick.hypothetical.then_some("hypothetical"),
        match tick.mark {
            BeatMark::Stopped => Some("stop"),
            BeatMark::Unknown => Some("unknown"),
            BeatMark::Moved | BeatMark::Passed | BeatMark::Settled => None,
        },
    );
    let radius = if is_now { "7" } else { "5" };
    html! {
        <g key={tick.number} {class} transform={format!("translate({:.1} {})", at.x, at.y)}>
            <circle key="dot" r={radius} />
            if tick.mark == BeatMark::Stopped {
                <path key="cross" class="tick-cross" d="M-2.6 -2.6L2.6 2.6M2.6 -2.6L-2.6 2.6" />
            }
            if let Some(label) = label {
                <text key="label" x={label.x.to_string()} y={label.y.to_string()} text-anchor="middle">{ tick.label.clone() }</text>
            }
        </g>
    }
}

fn top(lane: Lane, width: f64) -> f64 {
    let [dns, packet] = if width < NARROW_PX {
        NARROW_TOPS_PX
    } else {
        LANE_TOPS_PX
    };
    match lane {
        Lane::Dns => dns,
        Lane::Packet => packet,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "there are far fewer events than 2^52"
)]
fn x_of(number: usize, count: usize, width: f64) -> f64 {
    let room = (width - LANE_START_PX - LANE_END_PX).max(1.0);
    let share = if count > 1 {
        (number - 1) as f64 / (count - 1) as f64
    } else {
        0.0
    };
    LANE_START_PX + room * share
}

/// Where a label stands, seen from its dot.
struct Label {
    number: usize,
    x: f64,
    y: f64,
}

/// Which labels find room, and how far below their dot: the current one first, then what stops, how it ended, what
/// decided, and the rest; each under its dot where there is room, else above it.
fn labelled(ticks: &[Tick], event: usize, width: f64) -> Vec<Label> {
    const GAP_PX: f64 = 9.0;
    struct Taken {
        lane: Lane,
        y: f64,
        left: f64,
        right: f64,
        number: usize,
        shift: f64,
    }
    let mut taken: Vec<Taken> = Vec::new();
    let mut by_weight: Vec<&Tick> = ticks.iter().collect();
    by_weight.sort_by_key(|tick| match tick.mark {
        _ if tick.number == event => 0,
        BeatMark::Stopped | BeatMark::Unknown => 1,
        _ if tick.number == ticks.len() => 2,
        BeatMark::Settled => 3,
        BeatMark::Moved | BeatMark::Passed => 4,
    });
    for tick in by_weight {
        let half = f64::midpoint(width_px(&tick.label, TextRole::Label), GAP_PX);
        let x = x_of(tick.number, ticks.len(), width);
        // A label at an end is pushed inside.
        let shift = (half - 8.0 - x).max(0.0) - (x + half - width).max(0.0);
        let (left, right) = (x + shift - half, x + shift + half);
        let is_free = |y: f64| {
            taken.iter().all(|it| {
                it.lane != tick.lane
                    || (it.y - y).abs() > 1.0
                    || right <= it.left
                    || left >= it.right
            })
        };
        let rows = if width < NARROW_PX { 1 } else { 2 };
        let mut heights = [BELOW_PX, ABOVE_PX].into_iter().take(rows);
        if let Some(y) = heights.find(|y| is_free(*y)) {
            taken.push(Taken {
                lane: tick.lane,
                y,
                left,
                right,
                number: tick.number,
                shift,
            });
        }
    }
    let label = |it: Taken| Label {
        number: it.number,
        x: it.shift,
        y: it.y,
    };
    taken.into_iter().map(label).collect()
}
