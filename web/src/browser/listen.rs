//! Events of the window.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A listener on the window, as long as it lives.
#[derive(Debug)]
pub(crate) struct Listening {
    target: EventTarget,
    name: &'static str,
    heard: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        // A listener that is gone hears nothing.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, self.heard.as_ref().unchecked_ref());
    }
}

/// Hears the events of a name.
pub(crate) fn listen(name: &'static str, heard: impl FnMut(Event) + 'static) -> Option<Listening> {
    let target: EventTarget = web_sys::window()?.into();
    let heard = Closure::<dyn FnMut(Event)>::new(heard);
    target
        .add_event_listener_with_callback(name, heard.as_ref().unchecked_ref())
        .ok()?;
    Some(Listening {
        target,
        name,
        heard,
    })
}
