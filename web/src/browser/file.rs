//! Files saved.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Saves a text as a file.
pub(crate) fn save(name: &str, mime: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

/// Saves anything as a file.
pub(crate) fn save_blob(name: &str, blob: &Blob) {
    // A browser that refuses shows so itself.
    let _ = try_save(name, blob);
}

fn try_save(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let document = super::page::document().ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    let release = wasm_bindgen::closure::Closure::once_into_js(move || {
        // Nothing is left to do where the address is gone already.
        let _ = Url::revoke_object_url(&address);
    });
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000)?;
    Ok(())
}
