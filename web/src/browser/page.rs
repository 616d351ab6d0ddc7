//! The HTML page around: its language, its readiness, its elements.

use studio::link::lang_code;
use studio::words::Lang;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, HtmlElement};

/// The document, in a browser.
pub(crate) fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// Says on `html` that the first diagram is drawn.
pub(crate) fn ready() {
    set("data-ready", "");
}

/// Says on `html` which language is spoken.
pub(crate) fn set_lang(lang: Lang) {
    set("lang", lang_code(lang));
}

fn set(name: &str, value: &str) {
    if let Some(html) = document().and_then(|document| document.document_element()) {
        // Nothing to be done where the page refuses the mark.
        let _ = html.set_attribute(name, value);
    }
}

/// The language the person reads, of those there are.
pub(crate) fn preferred_lang() -> Option<Lang> {
    let languages = web_sys::window()?.navigator().languages();
    languages
        .iter()
        .filter_map(|it| it.as_string())
        .find_map(|it| studio::link::parse_lang(&it))
}

/// Puts the cursor into an element.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        // An element that is not shown takes no focus.
        let _ = element.focus();
    }
}

/// Clicks an element.
pub(crate) fn click(id: &str) {
    if let Some(element) = element(id) {
        element.click();
    }
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Runs something in the frame after the next one, when what was changed now is on the screen.
pub(crate) fn after_paint(then: impl FnOnce() + 'static) {
    use wasm_bindgen::closure::Closure;
    let second = Closure::once_into_js(then);
    let first = Closure::once_into_js(move || request_frame(&second));
    request_frame(&first);
}

/// Runs something in the next frame, with the time of the frame in milliseconds.
pub(crate) fn next_frame(then: impl FnOnce(f64) + 'static) {
    request_frame(&wasm_bindgen::closure::Closure::once_into_js(then));
}

fn request_frame(callback: &wasm_bindgen::JsValue) {
    if let (Some(window), Some(callback)) = (web_sys::window(), callback.dyn_ref()) {
        // Without frames nothing is ever painted.
        let _ = window.request_animation_frame(callback);
    }
}

/// Closes the menu an event came from.
pub(crate) fn close_menu(event: &web_sys::Event) {
    let menu = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("details").ok().flatten());
    if let Some(menu) = menu {
        // A menu that is gone is closed.
        let _ = menu.remove_attribute("open");
    }
}
