//! The one door of the page, in a real browser.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn mount_fills_the_element_it_is_given() {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .expect("a browser has a document");
    let element = document.create_element("div").expect("div is a valid name");
    web::mount(element.clone(), &JsValue::UNDEFINED);
    yew::platform::time::sleep(std::time::Duration::from_millis(50)).await;
    assert_eq!(element.text_content().as_deref(), Some("Sightline"));
}
