//! The last good document, kept where it outlives this module: the boot script offers it for download.

use crate::browser::page;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use studio::document::Document;
use wasm_bindgen::JsValue;

/// Documents larger than this are kept only as long as nothing fails: writing them costs too much.
const MOST_RESOURCES: usize = 400;

thread_local! {
    static LAST: RefCell<Option<Rc<Document>>> = const { RefCell::new(None) };
}

/// Keeps a document; its text once the picture of it is painted.
pub(crate) fn keep(document: &Rc<Document>) {
    LAST.set(Some(Rc::clone(document)));
    put(&JsValue::NULL);
    let topology = document.network.topology();
    if topology.network_interface.len() + topology.instance.len() > MOST_RESOURCES {
        return;
    }
    let kept = Rc::downgrade(document);
    page::after_paint(move || {
        // Another may have come meanwhile.
        if last().is_some_and(|last| Weak::ptr_eq(&Rc::downgrade(&last), &kept)) {
            write_down();
        }
    });
}

/// Writes down the last document; also when something fails, for one that was too large to be kept as text.
pub(crate) fn write_down() {
    if let Some(document) = last() {
        put(&JsValue::from_str(&document.network.topology().to_json()));
    }
}

fn last() -> Option<Rc<Document>> {
    LAST.with(|last| last.try_borrow().ok().and_then(|it| it.clone()))
}

fn put(value: &JsValue) {
    if let Some(window) = web_sys::window() {
        // A page that forbids this has no overlay either.
        let _ = js_sys::Reflect::set(&window, &JsValue::from_str("__sightline_rescue"), value);
    }
}
