//! An SVG as pixels: the browser draws it, so the picture is as the browser shows it.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url,
};

/// Pixels of the file for each of the picture.
const SCALE: f64 = 2.0;

/// The longest side browsers agree to draw.
const LONGEST_SIDE_PX: f64 = 16_384.0;

/// A PNG of an SVG; `None` where this browser draws none.
pub(crate) async fn png(svg: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&svg.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let canvas = drawn(&address).await;
    // Nothing is left to do where the address is gone already.
    let _ = Url::revoke_object_url(&address);
    let canvas = canvas?;
    let promise = js_sys::Promise::new(&mut |yes, no| {
        let give = Closure::once_into_js(move |blob: JsValue| {
            // Whoever waits is this function.
            let _ = yes.call1(&JsValue::NULL, &blob);
        });
        if canvas.to_blob(give.unchecked_ref()).is_err() {
            let _ = no.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

async fn drawn(address: &str) -> Option<HtmlCanvasElement> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let scale = SCALE.min(LONGEST_SIDE_PX / width.max(height).max(1.0));
    let document = super::page::document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between nothing and the longest side"
    )]
    let side = |length: f64| (length * scale).round() as u32;
    canvas.set_width(side(width));
    canvas.set_height(side(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(
            &image,
            0.0,
            0.0,
            width * scale,
            height * scale,
        )
        .ok()?;
    Some(canvas)
}
