//! Our own faults: logged, and told to the script that started the page.

use std::panic::PanicHookInfo;
use wasm_bindgen::JsValue;

/// Makes every panic speak, once for all pages. The boot script shows its overlay on `sightline:crash`.
pub(crate) fn install() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    if !std::thread::panicking() {
        ONCE.call_once(|| yew::set_custom_panic_hook(Box::new(tell)));
    }
}

fn tell(info: &PanicHookInfo<'_>) {
    let message = info.to_string();
    super::rescue::write_down();
    web_sys::console::error_1(&JsValue::from_str(&message));
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&JsValue::from_str(&message));
    let event = web_sys::CustomEvent::new_with_event_init_dict("sightline:crash", &init);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // Whoever listens, listens; the panic goes on all the same.
        let _ = window.dispatch_event(&event);
    }
}
