//! A document at an address, which the page's policy limits to its own host.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// What lies at an address, or why there is nothing.
pub(crate) async fn file(address: &str) -> Result<Blob, String> {
    let window = web_sys::window().ok_or_else(String::new)?;
    let response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(|error| message(&error))?;
    let response: Response = response.dyn_into().map_err(|_| String::new())?;
    if !response.ok() {
        return Err(format!("HTTP {}", response.status()));
    }
    let blob = response.blob().map_err(|error| message(&error))?;
    let blob = JsFuture::from(blob)
        .await
        .map_err(|error| message(&error))?;
    blob.dyn_into().map_err(|_| String::new())
}

/// The text of a file, where it can be read.
pub(crate) async fn text_of(file: &Blob) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

fn message(error: &wasm_bindgen::JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(String::new, |error| String::from(error.message()))
}
