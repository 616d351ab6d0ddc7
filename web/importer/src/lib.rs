//! The door in, as a module of its own.
//!
//! It runs in a worker, so that the page answers while files are read, and it is loaded when the first file
//! comes, so that a page nobody imports into is without it. What goes in and out is plain data: files and
//! settings in, a topology and a report as JSON out, the topology in pieces that the page takes in one by one.
//! It knows nothing of the page.

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the module runs in browsers alone")
)]

use import::bilingual::Both;
use import::limits::MAX_BYTES;
use import::report::Report;
use import::source::{configures, is_read};
use import::{BadInput, Said, Settings, Source, Step, Stopped};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use net::topology::Finding;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Reads files into one topology.
///
/// `files` is an array of `{ name, file }`, the file a `Blob`; `settings` is JSON, `{ "region": text,
/// "parameters": { name: text } }`, all optional.
/// `tell(step, done, of)` says how far it is: the
/// step is `files` (so many of them are in memory) or the importer's own, `reading` or `working_out` (so many
/// bytes are done), told once for every hundredth. `give(piece)` hands over the topology, each piece a document
/// of its own as JSON in bytes.
///
/// Gives `{ findings, summary, rows }` in bytes: what is wrong with the topology as JSON, and the report, see
/// `import::bilingual::ForScreen`. There is no report where the only file is a topology of our own: nothing in it is
/// for an importer to assume.
///
/// # Errors
///
/// A text, JSON: an array of `{ file, line, column, message, why }` for everything that cannot be read, where
/// `message` is `{ en, ja }` and `why` is `nothing_read`, `too_large`, `unreadable`, `empty`, `not_text` or `bad_input`.
#[wasm_bindgen]
pub async fn read(
    files: Array,
    settings: String,
    tell: Function,
    give: Function,
) -> Result<Object, JsValue> {
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    let all = files.length();
    let files = wanted(&files);
    if files.length() == 0 && all > 0 {
        return Err(told(vec![problem(
            &BadInput::whole("", Said::plain("")),
            "nothing_read",
        )]));
    }
    let count = files.length() as usize;
    let mut begun = files.iter().map(|given| Begun::of(&given));
    let mut ahead: VecDeque<Begun> = begun.by_ref().take(AT_ONCE).collect();
    while let Some(next) = ahead.pop_front() {
        match next.sources(count == 1).await {
            Ok(found) => sources.extend(found),
            Err(problem) => problems.push(problem),
        }
        ahead.extend(begun.next());
        let left = begun.len() + ahead.len();
        if is_told(count - left, count) {
            say(&tell, "files", count - left, count);
        }
    }
    // Several files together are a heap in which others may lie; one alone is meant.
    if sources.is_empty() || !problems.is_empty() {
        return Err(told(problems));
    }
    if let [only] = sources.as_slice()
        && let Ok(topology) = net::Topology::from_json(only.body())
    {
        let found = topology.findings();
        hand_over(topology, &give);
        return Ok(done(&found, None));
    }
    let mut last = (Step::Reading, 0);
    let imported = import::import_watched(&sources, &settings_of(&settings), &mut |it| {
        let now = (it.step, it.done.saturating_mul(100) / it.all.max(1));
        if now != last {
            last = now;
            let step = match it.step {
                Step::Reading => "reading",
                Step::WorkingOut => "working_out",
            };
            say(&tell, step, it.done, it.all);
        }
        ControlFlow::Continue(())
    });
    match imported {
        Ok(imported) => {
            hand_over(imported.topology, &give);
            Ok(done(&imported.report.findings, Some(&imported.report)))
        }
        Err(Stopped::Bad(bad)) => Err(told(vec![problem(&bad, "bad_input")])),
        // Who wants no more ends the worker instead.
        Err(Stopped::Cancelled) => Err(told(Vec::new())),
    }
}

/// The files that are read: of a folder, as the command line does.
fn wanted(files: &Array) -> Array {
    let name = |given: &JsValue| get(given, "name").as_string().unwrap_or_default();
    let has_configuration = files.iter().any(|given| configures(&name(&given)));
    let is_wanted = |given: &JsValue| {
        let name = name(given);
        // One that was given itself is meant, whatever it is called.
        !name.contains('/') || is_read(&name, has_configuration)
    };
    files.iter().filter(is_wanted).collect()
}

/// How many files are fetched at once: the browser answers each from another process.
const AT_ONCE: usize = 32;

/// Whether so many of `count` are told: every hundredth, and the last.
const fn is_told(done: usize, count: usize) -> bool {
    done == count || done * 100 / count != (done - 1) * 100 / count
}

/// A file that is being fetched.
struct Begun {
    name: String,
    buffer: Result<Promise, &'static str>,
}

impl Begun {
    /// Begins to fetch a file.
    fn of(given: &JsValue) -> Self {
        let name = get(given, "name").as_string().unwrap_or_default();
        let buffer = match get(given, "file").dyn_into::<Blob>() {
            Ok(blob) if blob.size() > MAX_BYTES as f64 => Err("too_large"),
            Ok(blob) => Ok(blob.array_buffer()),
            Err(_) => Err("unreadable"),
        };
        Self { name, buffer }
    }

    /// The text of the file, or the texts of an archive.
    async fn sources(self, is_only: bool) -> Result<Vec<Source>, Value> {
        let Self { name, buffer } = self;
        let whole = |why: &'static str| problem(&BadInput::whole(&name, Said::plain("")), why);
        let Ok(buffer) = JsFuture::from(buffer.map_err(whole)?).await else {
            return Err(whole("unreadable"));
        };
        let bytes = Uint8Array::new(&buffer).to_vec();
        let is_archive = import::archive::is_one(&bytes);
        match Source::all_from_bytes(&name, bytes) {
            Ok(sources) => match sources.as_slice() {
                [only] if is_only && only.body().trim().is_empty() => Err(whole("empty")),
                _ => Ok(sources),
            },
            Err(bad) if is_archive => Err(problem(&bad, "bad_input")),
            Err(bad) => Err(problem(&bad, "not_text")),
        }
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
    json!({ "file": bad.file, "line": bad.line, "column": bad.column, "message": Both::of(&bad.message), "why": why })
}

fn told(problems: Vec<Value>) -> JsValue {
    JsValue::from_str(&Value::Array(problems).to_string())
}

/// How many resources are handed over at once: so many are read in the time of a frame or two.
const MOST_AT_ONCE: usize = 1_000;

fn hand_over(topology: net::Topology, give: &Function) {
    topology.into_pieces(MOST_AT_ONCE, &mut |piece| {
        // Whoever does not take it wants nothing more.
        let _ = give.call1(&JsValue::NULL, &bytes(&piece.to_line()));
        // The worker ends after this, with all its memory: to give back a million texts first takes longer.
        std::mem::forget(piece);
    });
}

/// What is said besides the topology.
fn done(findings: &[Finding], report: Option<&Report>) -> Object {
    let object = Object::new();
    let put = |name: &str, text: &str| {
        // A fresh object takes every key.
        let _ = Reflect::set(&object, &name.into(), &bytes(text));
    };
    put(
        "findings",
        &serde_json::to_string(findings).unwrap_or_default(),
    );
    if let Some(report) = report.map(Report::for_screen) {
        put("summary", &report.summary);
        put("rows", &report.rows);
    }
    object
}

fn bytes(text: &str) -> Uint8Array {
    Uint8Array::from(text.as_bytes())
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn say(tell: &Function, step: &str, done: usize, of: usize) {
    // Whoever does not listen misses nothing but a number.
    let _ = tell.call3(&JsValue::NULL, &step.into(), &number(done), &number(of));
}

fn number(count: usize) -> JsValue {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}
