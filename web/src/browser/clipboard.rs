//! The clipboard, which frames and old browsers may refuse.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; says whether that worked.
pub(crate) async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into())
        .ok()
        .and_then(|it| it.dyn_into::<web_sys::Clipboard>().ok());
    match clipboard {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}
