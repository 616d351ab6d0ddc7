//! The page around a frame.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, MessageEvent, Window};

/// The key under which both sides speak: other scripts of a page send messages, too.
const KEY: &str = "sightline";

/// The window around this one; `None` where this page stands alone.
fn around() -> Option<Window> {
    let window = web_sys::window()?;
    let parent = window.parent().ok()??;
    (!Object::is(&parent, &window)).then_some(parent)
}

/// What the page around this one says to Sightline by an event; other windows are not heard.
pub(crate) fn said(event: &Event) -> Option<JsValue> {
    let event = event.dyn_ref::<MessageEvent>()?;
    let from = event.source()?;
    if !Object::is(&from, around()?.as_ref()) {
        return None;
    }
    let said = Reflect::get(&event.data(), &KEY.into()).ok()?;
    (!said.is_undefined()).then_some(said)
}

/// Tells the page around this one, whoever that is: nothing of a document may be in it.
pub(crate) fn tell(pairs: &[(&str, JsValue)]) {
    let Some(parent) = around() else { return };
    let (said, message) = (Object::new(), Object::new());
    for (key, value) in pairs {
        // A fresh object takes every key.
        let _ = Reflect::set(&said, &(*key).into(), value);
    }
    let _ = Reflect::set(&message, &KEY.into(), &said);
    // A parent that is gone hears nothing.
    let _ = parent.post_message(&message, "*");
}
