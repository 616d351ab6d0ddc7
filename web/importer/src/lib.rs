//! The door in, as a module of its own.
//!
//! It runs in a worker, so that the page answers while files are read, and it is loaded when the first file
//! comes, so that a page nobody imports into is without it. What goes in and out is plain data: files and
//! settings in, a topology and a report as JSON out. It knows nothing of the page.

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the module runs in browsers alone")
)]

use import::limits::MAX_BYTES;
use import::{BadInput, Settings, Source};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use serde_json::{Value, json};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Reads files into one topology.
///
/// `files` is an array of `{ name, file }`, the file a `Blob`; `settings` is JSON, `{ "region": text,
/// "parameters": { name: text } }`, all optional. `tell(read, count)` is called after each file.
///
/// Gives `{ topology, report }`, both JSON as bytes. The report is missing where the only file is a topology of
/// our own: nothing in it is for an importer to assume.
///
/// # Errors
///
/// A text, JSON: an array of `{ file, line, column, message, why }` for everything that cannot be read, where
/// `why` is `too_large`, `unreadable`, `empty`, `not_text` or `bad_input`.
#[wasm_bindgen]
pub async fn read(files: Array, settings: String, tell: Function) -> Result<Object, JsValue> {
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    for (at, given) in files.iter().enumerate() {
        match source(&given, files.length() == 1).await {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
        // Whoever does not listen misses nothing but a number.
        let _ = tell.call2(&JsValue::NULL, &number(at + 1), &files.length().into());
    }
    // Several files together are a heap in which others may lie; one alone is meant.
    if sources.is_empty() || !problems.is_empty() {
        return Err(told(problems));
    }
    if let [only] = sources.as_slice()
        && net::Topology::from_json(only.body()).is_ok()
    {
        return Ok(done(only.body(), None));
    }
    match import::import(&sources, &settings_of(&settings)) {
        Ok(imported) => Ok(done(
            &imported.topology.to_json(),
            Some(&serde_json::to_string(&imported.report).unwrap_or_default()),
        )),
        Err(bad) => Err(told(vec![problem(&bad, "bad_input")])),
    }
}

async fn source(given: &JsValue, is_only: bool) -> Result<Source, Value> {
    let name = get(given, "name").as_string().unwrap_or_default();
    let whole = |why: &'static str| problem(&BadInput::whole(&name, ""), why);
    let Ok(blob) = get(given, "file").dyn_into::<Blob>() else {
        return Err(whole("unreadable"));
    };
    if blob.size() > MAX_BYTES as f64 {
        return Err(whole("too_large"));
    }
    let Ok(buffer) = JsFuture::from(blob.array_buffer()).await else {
        return Err(whole("unreadable"));
    };
    let bytes = Uint8Array::new(&buffer).to_vec();
    match Source::from_bytes(&name, bytes) {
        Ok(source) if is_only && source.body().trim().is_empty() => Err(whole("empty")),
        Ok(source) => Ok(source),
        Err(bad) => Err(problem(&bad, "not_text")),
    }
}

fn settings_of(text: &str) -> Settings {
    let said: Value = serde_json::from_str(text).unwrap_or_default();
    let parameters = said.get("parameters").and_then(Value::as_object);
    Settings {
        region: said
            .get("region")
            .and_then(Value::as_str)
            .map(str::to_owned),
        parameters: parameters
            .into_iter()
            .flatten()
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect(),
    }
}

fn problem(bad: &BadInput, why: &'static str) -> Value {
    json!({ "file": bad.file, "line": bad.line, "column": bad.column, "message": bad.message, "why": why })
}

fn told(problems: Vec<Value>) -> JsValue {
    JsValue::from_str(&Value::Array(problems).to_string())
}

fn done(topology: &str, report: Option<&str>) -> Object {
    let object = Object::new();
    let put = |name: &str, text: &str| {
        // A fresh object takes every key.
        let _ = Reflect::set(&object, &name.into(), &Uint8Array::from(text.as_bytes()));
    };
    put("topology", topology);
    if let Some(report) = report {
        put("report", report);
    }
    object
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn number(count: usize) -> JsValue {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}
