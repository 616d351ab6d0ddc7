//! The screen.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[component]
fn Hello() -> Html {
    html! { <main><h1>{ "Sightline" }</h1></main> }
}

/// Shows Sightline inside `element`.
#[wasm_bindgen]
pub fn mount(element: web_sys::Element, _options: &JsValue) {
    if let Some(page) = element
        .owner_document()
        .and_then(|document| document.document_element())
    {
        // Nothing to be done where the page refuses the mark.
        let _ = page.set_attribute("data-ready", "");
    }
    yew::Renderer::<Hello>::with_root(element).render();
}
