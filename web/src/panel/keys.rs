//! Keys that give commands, wherever the cursor is not in a text.

use crate::browser::listen::listen;
use crate::command::perform;
use crate::mount::reopen_by_hash;
use crate::store::Dispatch;
use std::rc::Rc;
use studio::command::Command;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

/// Listens on the whole window, as long as the page lives. Only the page that owns the address
/// does: embedded ones hear what happens within themselves, see [`crate::panel::pointer`].
#[hook]
pub(crate) fn use_keys(dispatch: &Dispatch) {
    use_effect_with(dispatch.clone(), |dispatch| {
        let listening = dispatch.0.owns_address().then(|| {
            let (by_key, by_hash) = (dispatch.clone(), dispatch.clone());
            [
                listen("keydown", move |event| {
                    if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
                        press(&by_key, &event);
                    }
                }),
                listen("hashchange", move |_| reopen_by_hash(&by_hash.0)),
            ]
        });
        move || drop(listening)
    });
}

/// Does what a key says.
pub(crate) fn press(dispatch: &Dispatch, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || event.alt_key() {
        return;
    }
    let control = event.ctrl_key() || event.meta_key();
    let Some(command) = Command::of_key(&event.key(), control, event.shift_key()) else {
        return;
    };
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let store = &dispatch.0;
    let is_modal = store.state().dialog.is_some();
    if target.as_ref().is_some_and(|it| keeps(it, command)) || is_modal {
        return;
    }
    event.prevent_default();
    perform(&Rc::clone(store), command);
}

/// Whether an element needs the key for itself.
fn keeps(target: &Element, command: Command) -> bool {
    let is = |selector: &str| target.matches(selector).unwrap_or(false);
    let is_text = is("input:not([type=range]), textarea, [contenteditable]");
    match command {
        Command::Palette => false,
        Command::Undo | Command::Redo => is_text,
        Command::PlayPause => is_text || is("button, select, summary, a, [role=button]"),
        Command::Start | Command::End => is_text || is("select, input[type=range], pre"),
        Command::Deselect => is("select"),
        _ => is_text || is("select"),
    }
}
