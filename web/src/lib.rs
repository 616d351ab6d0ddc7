//! The screen.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[component]
fn Hello() -> Html {
    html! { <main><h1>{ "Sightline" }</h1></main> }
}

/// Shows Sightline inside `element`.
#[wasm_bindgen]
pub fn mount(element: web_sys::Element, options: JsValue) {
    let _ = options;
    yew::Renderer::<Hello>::with_root(element).render();
}
