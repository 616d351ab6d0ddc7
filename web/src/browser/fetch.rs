//! A document at an address, which the page's policy limits to its own host.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text at an address, or why there is none.
pub(crate) async fn text(address: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or_else(String::new)?;
    let response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(|error| message(&error))?;
    let response: Response = response.dyn_into().map_err(|_| String::new())?;
    if !response.ok() {
        return Err(format!("HTTP {}", response.status()));
    }
    let text = response.text().map_err(|error| message(&error))?;
    let text = JsFuture::from(text)
        .await
        .map_err(|error| message(&error))?;
    Ok(text.as_string().unwrap_or_default())
}

fn message(error: &wasm_bindgen::JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(String::new, |error| String::from(error.message()))
}
