//! Files come in: chosen, dropped or fetched, read by the importer in its worker, shown or refused.

use crate::browser::importer::{self, Done, Given, Said};
use crate::browser::{drop, fetch, mark, page};
use crate::store::{Dispatch, Store};
use net::Topology;
use net::network::Indexing;
use net::topology::{BadDocument, Finding};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use studio::action::{Action, Busy, Edit};
use studio::document::{Document, Origin};
use studio::report::{Problem, Report, problems};
use studio::state::State;
use studio::words;
use wasm_bindgen::JsCast as _;
use web_sys::{DataTransfer, HtmlInputElement};
use yew::prelude::*;

/// What was given, so that it can be read again with other settings.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    files: Rc<[Given]>,
    origin: Origin,
}

/// The file inputs, which buttons and scripts share: one for files, one for a folder.
#[component]
pub(crate) fn ImportInput() -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let onchange = use_callback(dispatch.clone(), |event: Event, dispatch| {
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            read(&dispatch.0, drop::chosen(input.files().as_ref()));
            // The same file may be chosen again.
            input.set_value("");
        }
    });
    let lang = dispatch.0.state().lang;
    let say = |says: words::Says| says.in_lang(lang);
    html! {
        <>
            <input key="files" id={dispatch.0.own_id("import")} hidden={true} type="file" name="import" multiple={true}
                aria-label={say(words::IMPORT_FILES)} onchange={onchange.clone()} />
            <input key="folder" id={dispatch.0.own_id("import-folder")} hidden={true} type="file" name="import-folder"
                webkitdirectory={true} aria-label={say(words::IMPORT_FOLDER)} {onchange} />
        </>
    }
}

/// Reads what was dropped, folders with all that is in them.
pub(crate) fn read_dropped(store: &Rc<Store>, data: &DataTransfer) {
    let (store, dropped) = (Rc::clone(store), drop::dropped(data));
    wasm_bindgen_futures::spawn_local(async move {
        read(&store, dropped.await);
    });
}

fn read(store: &Rc<Store>, files: Vec<Given>) {
    if files.is_empty() {
        return;
    }
    let name = name_of(&files);
    let request = Request {
        files: files.into(),
        origin: Origin::Given { name },
    };
    start(store, request, &BTreeMap::new(), |_| {});
}

/// Fetches a document and opens it.
pub(crate) fn fetch(store: Rc<Store>, address: String) {
    // Before the state writes its own.
    let link = crate::browser::hash::read();
    store.dispatch(Action::Busy(Some(Busy::Reading { read: 0, count: 1 })));
    wasm_bindgen_futures::spawn_local(async move {
        match fetch::file(&address).await {
            Ok(file) => {
                let name = address.clone();
                let request = Request {
                    files: Rc::new([Given { name, file }]),
                    origin: Origin::Address(address),
                };
                start(&store, request, &BTreeMap::new(), move |store| {
                    if store.owns_address() && (link.from.is_some() || link.to.is_some()) {
                        let state = store.state();
                        let mut moment = State::opened(&link, Rc::clone(state.document()));
                        moment.report.clone_from(&state.report);
                        store.reopen(moment);
                    }
                });
            }
            Err(message) => {
                let said = words::FETCH_FAILED.in_lang(store.state().lang);
                store.dispatch(Action::Fail(vec![Problem {
                    file: address,
                    message: format!("{said} {message}"),
                    ..Problem::default()
                }]));
            }
        }
    });
}

/// Reads the last files again, with values for what they leave open.
pub(crate) fn read_again(store: &Rc<Store>, parameters: &BTreeMap<String, String>) {
    if let Some(request) = store.request() {
        start(store, request, parameters, |_| {});
    }
}

/// Ends what is being read.
pub(crate) fn cancel(store: &Store) {
    store.set_run(None);
    store.dispatch(Action::Busy(None));
}

fn start(
    store: &Rc<Store>,
    request: Request,
    parameters: &BTreeMap<String, String>,
    then: impl Fn(&Rc<Store>) + Clone + 'static,
) {
    mark::set("sightline:import:start");
    store.begin_import();
    let count = request.files.len();
    store.dispatch(Action::Busy(Some(Busy::Reading { read: 0, count })));
    let settings = serde_json::json!({ "parameters": parameters }).to_string();
    let files = Rc::clone(&request.files);
    store.set_request(request.clone());
    let run = importer::run(&files, &settings, {
        let (store, request, then) = (Rc::downgrade(store), request.clone(), then.clone());
        let taken = Rc::new(RefCell::new(Taken::default()));
        move |said| {
            if let Some(store) = store.upgrade() {
                hear(&store, &request, &taken, said, then.clone());
            }
        }
    });
    let has_started = run.is_some();
    store.set_run(run);
    if !has_started {
        open_without_worker(store, request, then);
    }
}

/// What the importer has handed over so far.
#[derive(Debug, Default)]
struct Taken {
    topology: Topology,
    pieces: usize,
}

fn hear(
    store: &Rc<Store>,
    request: &Request,
    taken: &RefCell<Taken>,
    said: Said,
    then: impl Fn(&Rc<Store>) + 'static,
) {
    let lang = store.state().lang;
    match said {
        Said::At(busy) => store.dispatch(Action::Busy(Some(busy))),
        Said::Piece(json) => match Topology::from_json(&json) {
            Ok(piece) => {
                let mut taken = taken.borrow_mut();
                taken.topology.take_in(piece);
                taken.pieces += 1;
                if taken.pieces == 2 {
                    store.dispatch(Action::Busy(Some(Busy::Drawing)));
                }
            }
            Err(bad) => {
                store.set_run(None);
                store.dispatch(Action::Fail(vec![problem_of(&bad)]));
            }
        },
        Said::Done(Done { findings, report }) => {
            store.set_run(None);
            let Taken { topology, pieces } = taken.take();
            mark::set("sightline:import:end");
            let (report, origin) = (report.map(Rc::new), request.origin.clone());
            let opening = Opening {
                indexing: Indexing::of(Arc::new(topology)),
                findings,
                origin,
                report,
            };
            if pieces < 2 {
                opening.at_once(store);
                then(store);
            } else {
                opening.step_by_step(store, then);
            }
        }
        Said::Bad(json) => {
            store.set_run(None);
            store.dispatch(Action::Fail(problems(&json, lang)));
        }
        Said::Died(message) => {
            store.set_run(None);
            store.dispatch(Action::Fail(vec![Problem {
                message: format!("{} {message}", words::IMPORTER_DIED.in_lang(lang)),
                ..Problem::default()
            }]));
        }
    }
}

/// A document that is being opened.
struct Opening {
    indexing: Indexing,
    findings: Option<Vec<Finding>>,
    origin: Origin,
    report: Option<Rc<Report>>,
}

impl Opening {
    fn at_once(self, store: &Store) {
        let network = self.indexing.finish();
        let document = Document::of_network(network, self.findings, self.origin);
        load(store, document, self.report);
    }

    /// Between any two steps the page answers, and may be told to stop.
    fn step_by_step(self, store: &Rc<Store>, then: impl Fn(&Rc<Store>) + 'static) {
        let store = Rc::clone(store);
        wasm_bindgen_futures::spawn_local(async move {
            let mut indexing = self.indexing;
            let network = loop {
                page::breath().await;
                if store.state().busy != Some(Busy::Drawing) {
                    return;
                }
                match indexing.step() {
                    Ok(network) => break network,
                    Err(rest) => indexing = *rest,
                }
            };
            page::breath().await;
            let document = Document::of_network(network, self.findings, self.origin);
            load(&store, document, self.report);
            then(&store);
        });
    }
}

fn load(store: &Store, document: Document, report: Option<Rc<Report>>) {
    store.dispatch(Action::Edit(Edit::Load {
        document: Rc::new(document),
        report,
    }));
}

fn problem_of(bad: &BadDocument) -> Problem {
    Problem {
        line: bad.line,
        column: bad.column,
        message: bad.to_string(),
        ..Problem::default()
    }
}

/// Without a worker there is no importer; a topology of our own opens all the same.
fn open_without_worker(store: &Rc<Store>, request: Request, then: impl Fn(&Rc<Store>) + 'static) {
    let store = Rc::clone(store);
    wasm_bindgen_futures::spawn_local(async move {
        let [only] = &*request.files else {
            refuse(&store, "");
            return;
        };
        let text = fetch::text_of(&only.file).await.unwrap_or_default();
        if let Ok(topology) = Topology::from_json(&text) {
            mark::set("sightline:import:end");
            let document = Document::of_topology(topology, request.origin.clone());
            load(&store, document, None);
            then(&store);
        } else {
            refuse(&store, &only.name);
        }
    });
}

fn refuse(store: &Store, file: &str) {
    let message = words::NO_WORKER.in_lang(store.state().lang).to_owned();
    store.dispatch(Action::Fail(vec![Problem {
        file: file.to_owned(),
        message,
        ..Problem::default()
    }]));
}

/// What to call what came of files: their folder, else the first few names without endings.
fn name_of(files: &[Given]) -> String {
    let folder = |given: &Given| Some(given.name.split_once('/')?.0.to_owned());
    if let Some(first) = files.first().and_then(folder)
        && files.iter().all(|it| folder(it).as_ref() == Some(&first))
    {
        return first;
    }
    let stem = |name: &str| name.split('.').next().unwrap_or(name).to_owned();
    let names: Vec<String> = files.iter().take(3).map(|it| stem(&it.name)).collect();
    let mut name = names.join(" + ");
    if files.len() > 3 {
        name.push_str(" …");
    }
    name
}
