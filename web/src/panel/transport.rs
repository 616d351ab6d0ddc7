//! Play, step and speed.

use crate::panel::glyph::{self, glyph, solid};
use crate::panel::tool::Tool;
use crate::store::Dispatch;
use studio::action::{Action, Move};
use studio::command::Command;
use studio::words::{self, Lang};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

const SPEEDS: [(f64, &str); 5] = [
    (0.25, "0.25×"),
    (0.5, "0.5×"),
    (1.0, "1×"),
    (2.0, "2×"),
    (4.0, "4×"),
];

/// What the buttons show.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TransportProps {
    /// Whether it runs.
    pub(crate) is_running: bool,
    /// The current event, from 1.
    pub(crate) event: usize,
    /// How many there are.
    pub(crate) count: usize,
    /// The language.
    pub(crate) lang: Lang,
}

/// The buttons.
#[component]
pub(crate) fn Transport(props: &TransportProps) -> Html {
    let lang = props.lang;
    let (event, count) = (props.event, props.count);
    let (action, label, drawing) = if props.is_running {
        ("pause", words::PAUSE, glyph::PAUSE)
    } else {
        ("play", words::PLAY, glyph::PLAY)
    };
    html! {
        <div class="transport" role="group" aria-label={words::TIMELINE.in_lang(lang)}>
            <Tool command={Command::Start} class="round edge-button" {lang} is_enabled={event > 1}>{ glyph(glyph::START) }</Tool>
            <Tool command={Command::Back} class="round" {lang} is_enabled={event > 1}>{ glyph(glyph::BACK) }</Tool>
            <Tool command={Command::PlayPause} {action} class="round main" {lang} is_enabled={count > 0} label={label.in_lang(lang)}>{ solid(drawing) }</Tool>
            <Tool command={Command::Step} class="round" {lang} is_enabled={event < count}>{ glyph(glyph::STEP) }</Tool>
            <Tool command={Command::End} class="round edge-button" {lang} is_enabled={event < count}>{ glyph(glyph::END) }</Tool>
        </div>
    }
}

/// The speed.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct SpeedProps {
    /// How fast, 1 being as designed.
    pub(crate) speed: f64,
    /// The language.
    pub(crate) lang: Lang,
}

/// The choice of speeds.
#[component]
pub(crate) fn SpeedChoice(props: &SpeedProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onchange = use_callback(dispatch, |event: Event, dispatch| {
        let chosen = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
            .and_then(|select| select.value().parse().ok());
        if let (Some(dispatch), Some(speed)) = (dispatch, chosen) {
            dispatch.0.dispatch(Action::Play(Move::Speed(speed)));
        }
    });
    html! {
        <select class="speed" name="speed" aria-label={words::SPEED.in_lang(props.lang)} {onchange}>
            { for SPEEDS.iter().map(|(speed, label)| html! {
                <option key={*label} value={speed.to_string()} selected={(props.speed - speed).abs() < 0.01}>{ *label }</option>
            }) }
        </select>
    }
}

/// Whether it goes on from the last event to the first.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct LoopProps {
    /// Whether it does.
    pub(crate) is_on: bool,
    /// The language.
    pub(crate) lang: Lang,
}

/// The switch for that.
#[component]
pub(crate) fn LoopButton(props: &LoopProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let onclick = use_callback(dispatch, |_: MouseEvent, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.0.dispatch(Action::Play(Move::Loop));
        }
    });
    let label = words::LOOP.in_lang(props.lang);
    html! {
        <button type="button" class="round loop" data-action="loop" title={format!("{label} (L)")} aria-label={label}
            aria-pressed={if props.is_on { "true" } else { "false" }} {onclick}>{ glyph(glyph::LOOP) }</button>
    }
}
