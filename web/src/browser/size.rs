//! Tells when an element gets another size.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::NodeRef;

/// Watches as long as it lives.
pub(crate) struct Watch {
    observer: ResizeObserver,
    _tell: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Watches an element.
pub(crate) fn watch(node: &NodeRef, tell: impl FnMut() + 'static) -> Option<Watch> {
    let element = node.cast::<Element>()?;
    let tell = Closure::<dyn FnMut()>::new(tell);
    let observer = ResizeObserver::new(tell.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(Watch {
        observer,
        _tell: tell,
    })
}
