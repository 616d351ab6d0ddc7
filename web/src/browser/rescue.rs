//! The last good document, kept where it outlives this module: the boot script offers it for download.

use std::cell::RefCell;
use std::rc::Rc;
use studio::document::Document;
use wasm_bindgen::JsValue;

/// Documents larger than this are kept only as long as nothing fails: writing them costs too much.
const MOST_RESOURCES: usize = 400;

thread_local! {
    static LAST: RefCell<Option<Rc<Document>>> = const { RefCell::new(None) };
}

/// Keeps a document.
pub(crate) fn keep(document: &Rc<Document>) {
    LAST.set(Some(Rc::clone(document)));
    let topology = document.network.topology();
    if topology.network_interface.len() + topology.instance.len() > MOST_RESOURCES {
        put(&JsValue::NULL);
        return;
    }
    put(&JsValue::from_str(&topology.to_json()));
}

/// Writes down a document that was too large to be kept as text; called when something fails.
pub(crate) fn write_down() {
    let last = LAST.with(|last| last.try_borrow().ok().and_then(|it| it.clone()));
    if let Some(document) = last {
        put(&JsValue::from_str(&document.network.topology().to_json()));
    }
}

fn put(value: &JsValue) {
    if let Some(window) = web_sys::window() {
        // A page that forbids this has no overlay either.
        let _ = js_sys::Reflect::set(&window, &JsValue::from_str("__sightline_rescue"), value);
    }
}
