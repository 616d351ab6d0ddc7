//! The importer, which runs in a worker of its own: this side sends files and hears what came of them.

use js_sys::{Array, Object, Reflect, Uint8Array};
use net::topology::Finding;
use studio::action::Busy;
use studio::report::{Report, findings};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

/// The script of the worker, beside the module of the page.
const SCRIPT: &str = "./importer-worker.js";

#[wasm_bindgen]
extern "C" {
    type ImportMeta;

    #[wasm_bindgen(method, getter)]
    fn url(this: &ImportMeta) -> String;

    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static IMPORT_META: ImportMeta;
}

/// A file by its name, or by its path within a folder.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// The name or path.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) file: Blob,
}

/// What the importer says.
#[derive(Debug)]
pub(crate) enum Said {
    /// How far it is.
    At(Busy),
    /// A piece of the topology, as JSON.
    Piece(String),
    /// All pieces were said.
    Done(Done),
    /// What could not be read, as JSON.
    Bad(String),
    /// The importer itself failed.
    Died(String),
}

/// What is said besides the topology.
#[derive(Debug)]
pub(crate) struct Done {
    /// What is wrong with it.
    pub(crate) findings: Option<Vec<Finding>>,
    /// What became of the input, unless that was a topology of our own.
    pub(crate) report: Option<Report>,
}

/// A run of the importer. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Run {
    worker: Worker,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Run {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Starts the importer; `None` where no worker may be started.
pub(crate) fn run(
    files: &[Given],
    settings: &str,
    tell: impl Fn(Said) + Clone + 'static,
) -> Option<Run> {
    let worker = worker()?;
    let heard = {
        let tell = tell.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            tell(said(&event.data()));
        })
    };
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    let failed = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let message = event.dyn_ref::<web_sys::ErrorEvent>();
        tell(Said::Died(
            message.map_or_else(String::new, |it| it.message()),
        ));
    });
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    let message = message(files, settings);
    worker.post_message(&message).ok()?;
    Some(Run {
        worker,
        _heard: heard,
        _failed: failed,
    })
}

/// A worker of our script. From another origin, as where a page embeds Sightline from elsewhere, a browser
/// starts it only by way of a script of the page's own.
fn worker() -> Option<Worker> {
    let page = IMPORT_META.with(ImportMeta::url);
    let own = Url::new(&page).ok()?;
    let address = Url::new_with_base(SCRIPT, &page).ok()?;
    address.set_search(&own.search());
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&address.href(), &options)
        .or_else(|_| {
            let script = format!("import \"{}\";", address.href());
            let options_of_blob = web_sys::BlobPropertyBag::new();
            options_of_blob.set_type("text/javascript");
            let parts = Array::of1(&script.into());
            let blob = Blob::new_with_str_sequence_and_options(&parts, &options_of_blob)?;
            Worker::new_with_options(&Url::create_object_url_with_blob(&blob)?, &options)
        })
        .ok()
}

fn message(files: &[Given], settings: &str) -> Object {
    let list: Array = files
        .iter()
        .map(|given| object(&[("name", &given.name.as_str().into()), ("file", &given.file)]))
        .collect();
    object(&[("files", &list), ("settings", &settings.into())])
}

fn object(pairs: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        // A fresh object takes every key.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}

fn said(data: &JsValue) -> Said {
    let get = |key: &str| Reflect::get(data, &key.into()).unwrap_or(JsValue::UNDEFINED);
    // The importer writes UTF-8.
    let text = |bytes: &Uint8Array| String::from_utf8(bytes.to_vec()).unwrap_or_default();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of files"
    )]
    let count = |key: &str| get(key).as_f64().map(|number| number as usize);
    if let (Some(step), Some(done), Some(of)) =
        (get("step").as_string(), count("done"), count("of"))
    {
        return Said::At(match step.as_str() {
            "files" => Busy::Reading {
                read: done,
                count: of,
            },
            _ => Busy::Understanding {
                percent: done.saturating_mul(100) / of.max(1),
            },
        });
    }
    if let Ok(piece) = get("piece").dyn_into::<Uint8Array>() {
        return Said::Piece(text(&piece));
    }
    let done = get("done");
    if !done.is_undefined() {
        let part = |key: &str| {
            let part = Reflect::get(&done, &key.into()).ok()?;
            part.dyn_into::<Uint8Array>().ok()
        };
        let report = part("summary").zip(part("rows"));
        return Said::Done(Done {
            findings: part("findings").map(|it| findings(&text(&it))),
            report: report.map(|(summary, rows)| Report::of_json(&text(&summary), rows.to_vec())),
        });
    }
    match get("problems").as_string() {
        Some(problems) => Said::Bad(problems),
        None => Said::Died(get("died").as_string().unwrap_or_default()),
    }
}
