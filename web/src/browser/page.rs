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

/// Opens the print dialog of the browser.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // A frame may forbid dialogs.
        let _ = window.print();
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

/// Runs something later.
pub(crate) fn after_millis(millis: i32, then: impl FnOnce() + 'static) {
    let callback = wasm_bindgen::closure::Closure::once_into_js(then);
    if let (Some(window), Some(callback)) = (web_sys::window(), callback.dyn_ref()) {
        // A page that cannot wait does without.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, millis);
    }
}

/// Waits until the browser has done what waits for it: keys, presses, frames.
pub(crate) async fn breath() {
    let rested = js_sys::Promise::new(&mut |done, _| {
        let timer = web_sys::window().map(|it| it.set_timeout_with_callback(&done));
        if !matches!(timer, Some(Ok(_))) {
            // A page that cannot wait goes on at once.
            let _ = done.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    // A timer never fails.
    let _ = wasm_bindgen_futures::JsFuture::from(rested).await;
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

/// Closes every menu.
pub(crate) fn close_all_menus() {
    let root = document().and_then(|document| document.document_element());
    if let (Some(root), Ok(event)) = (root, web_sys::Event::new("close")) {
        close_other_menus(&root, &event);
    }
}

/// Closes the menus an event did not come from.
pub(crate) fn close_other_menus(root: &web_sys::Element, event: &web_sys::Event) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let came_from = |menu: &web_sys::Element| target.is_some() && menu.contains(target.as_ref());
    let Ok(menus) = root.query_selector_all("details.menu[open]") else {
        return;
    };
    for at in 0..menus.length() {
        let menu = menus
            .get(at)
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        if let Some(menu) = menu.filter(|menu| !came_from(menu)) {
            // A menu that is gone is closed.
            let _ = menu.remove_attribute("open");
        }
    }
}
