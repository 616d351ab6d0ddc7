//! What measuring scripts ask: `window.__sightline.leafPx()` and `.nodes()`.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Answers for the scene that is shown now.
pub(crate) fn publish(leaf_px: impl Fn() -> Option<f64> + 'static, nodes: usize) {
    // These live as long as the page: a measuring script may keep them.
    let leaf_px = Closure::<dyn Fn() -> JsValue>::new(move || {
        leaf_px().map_or(JsValue::NULL, JsValue::from_f64)
    })
    .into_js_value();
    let nodes = Closure::<dyn Fn() -> u32>::new(move || u32::try_from(nodes).unwrap_or(u32::MAX))
        .into_js_value();
    let object = js_sys::Object::new();
    let put = |name: &str, value: &JsValue| {
        // A fresh object takes every key.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    };
    put("leafPx", &leaf_px);
    put("nodes", &nodes);
    if let Some(window) = web_sys::window() {
        // A page that forbids this is not measured.
        let _ = js_sys::Reflect::set(&window, &JsValue::from_str("__sightline"), &object);
    }
}
