//! A page in a browser, for tests: where it is put, and what is asked of it.

#![allow(dead_code, reason = "each test crate uses some of it")]

use std::time::Duration;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement};

pub(crate) fn options(pairs: &[(&str, &str)]) -> JsValue {
    let options = js_sys::Object::new();
    for (key, value) in pairs {
        js_sys::Reflect::set(&options, &(*key).into(), &(*value).into())
            .expect("a fresh object takes every key");
    }
    options.into()
}

pub(crate) fn element() -> Element {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .expect("a browser has a document");
    let element = document.create_element("div").expect("div is a valid name");
    let body = document.body().expect("a document has a body");
    body.append_child(&element).expect("a body takes children");
    element
}

pub(crate) async fn settled() {
    yew::platform::time::sleep(Duration::from_millis(120)).await;
}

pub(crate) fn text(element: &Element, selector: &str) -> String {
    element
        .query_selector(selector)
        .expect("the selector is sound")
        .and_then(|found| found.text_content())
        .unwrap_or_default()
}

pub(crate) fn count(element: &Element, selector: &str) -> u32 {
    element
        .query_selector_all(selector)
        .expect("the selector is sound")
        .length()
}

/// The first element of the page that a selector finds.
pub(crate) fn find(element: &Element, selector: &str) -> Element {
    let found = element.query_selector(selector);
    let found = found.expect("the selector is sound");
    found.unwrap_or_else(|| panic!("nothing is {selector}"))
}

/// An attribute of that element.
pub(crate) fn attribute(element: &Element, selector: &str, name: &str) -> String {
    find(element, selector)
        .get_attribute(name)
        .unwrap_or_default()
}

/// Presses it.
pub(crate) async fn press(element: &Element, selector: &str) {
    find(element, selector)
        .dyn_into::<HtmlElement>()
        .expect("what is pressed is of HTML")
        .click();
    settled().await;
}
