//! Files: read in, and saved.

use studio::report::Problem;
use studio::words::{self, Lang};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

/// A file's name and text.
#[derive(Clone, Debug)]
pub(crate) struct TextFile {
    /// Its name.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// The files of a list.
pub(crate) fn of_list(list: Option<&FileList>) -> Vec<File> {
    let count = list.map_or(0, FileList::length);
    (0..count).filter_map(|at| list?.get(at)).collect()
}

/// Reads files as UTF-8.
pub(crate) async fn read(files: &[File], lang: Lang) -> Result<Vec<TextFile>, Vec<Problem>> {
    let mut read = Vec::with_capacity(files.len());
    let mut problems = Vec::new();
    for file in files {
        let fail = |message: words::Says| Problem {
            file: file.name(),
            message: message.in_lang(lang).to_owned(),
            ..Problem::default()
        };
        if file.size() > import::limits::MAX_BYTES as f64 {
            problems.push(fail(words::FILE_TOO_LARGE));
            continue;
        }
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            problems.push(fail(words::FILE_UNREADABLE));
            continue;
        };
        match String::from_utf8(js_sys::Uint8Array::new(&buffer).to_vec()) {
            Ok(text) if text.trim().is_empty() => problems.push(fail(words::FILE_EMPTY)),
            Ok(text) => read.push(TextFile {
                name: file.name(),
                text: text.trim_start_matches('\u{feff}').to_owned(),
            }),
            Err(_) => problems.push(fail(words::FILE_NOT_TEXT)),
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(problems)
    }
}

/// Saves a text as a file.
pub(crate) fn save(name: &str, mime: &str, text: &str) {
    // A browser that refuses shows so itself.
    let _ = try_save(name, mime, text);
}

fn try_save(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
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
