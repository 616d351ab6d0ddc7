//! An embed and the page around it, which may give commands and hears how the answer goes.
//!
//! To the frame: `postMessage({ sightline: "step" }, "*")`, with the name of a command, `play` or `pause`; or
//! `{ sightline: { step: 9 } }`, with the keys of `mount`'s options, `topology` among them. From the frame, when it is
//! drawn and whenever that changes: `{ sightline: { event, events, playing, outcome, code } }`.

use crate::browser::listen::listen;
use crate::browser::parent;
use crate::command::perform;
use crate::mount::reopen_by;
use crate::store::{Dispatch, Store};
use std::rc::Rc;
use studio::command::Command;
use studio::link::Embed;
use studio::state::{Motion, State};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// Listens to the page around this one, where this one is an embed.
#[hook]
pub(crate) fn use_messages(dispatch: &Dispatch) {
    use_effect_with(dispatch.clone(), |dispatch| {
        let heard = dispatch.clone();
        let listening = is_embed(&dispatch.0, &dispatch.0.state()).then(|| {
            listen("message", move |event| {
                if let Some(said) = parent::said(&event) {
                    hear(&heard.0, &said);
                }
            })
        });
        move || drop(listening)
    });
}

/// Tells the page around an embed how the answer goes, where that is new.
pub(crate) fn tell(store: &Store, before: Option<&State>, state: &State) {
    if !is_embed(store, state) {
        return;
    }
    let now = Progress::of(state);
    if before.is_some_and(|it| Progress::of(it) == now) {
        return;
    }
    let text = |it: Option<&'static str>| it.map_or(JsValue::NULL, JsValue::from_str);
    parent::tell(&[
        ("event", JsValue::from_f64(f64::from(now.event))),
        ("events", JsValue::from_f64(f64::from(now.events))),
        ("playing", now.is_playing.into()),
        ("outcome", text(now.outcome)),
        ("code", text(now.code)),
    ]);
}

/// A frame that shows a whole page is no embed: nobody but the person rules it.
fn is_embed(store: &Store, state: &State) -> bool {
    store.owns_address() && state.embed != Embed::Page
}

fn hear(store: &Rc<Store>, said: &JsValue) {
    let Some(name) = said.as_string() else {
        reopen_by(store, said);
        return;
    };
    let is_playing = store.state().playhead.motion == Motion::Running;
    let command = match name.as_str() {
        "play" => (!is_playing).then_some(Command::PlayPause),
        "pause" => is_playing.then_some(Command::PlayPause),
        name => Command::of_message(name),
    };
    if let Some(command) = command {
        perform(store, command);
    }
}

/// What the page around may know: nothing that names a resource.
#[derive(PartialEq)]
struct Progress {
    event: u32,
    events: u32,
    is_playing: bool,
    outcome: Option<&'static str>,
    code: Option<&'static str>,
}

impl Progress {
    fn of(state: &State) -> Self {
        let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let answer = state.answer.as_deref();
        let verdict = answer.map(|it| &it.trace.verdict);
        Self {
            event: count(state.playhead.event),
            events: count(answer.map_or(0, studio::answer::Answer::count)),
            is_playing: state.playhead.motion == Motion::Running,
            outcome: verdict.map(|it| it.outcome.as_str()),
            code: verdict.map(|it| it.code.as_str()),
        }
    }
}
