//! Files come in: chosen, dropped or fetched, read by the importer, shown or refused.

use crate::browser::{fetch, file, mark};
use crate::shared::Shared;
use crate::store::{Dispatch, Store};
use std::rc::Rc;
use studio::action::{Action, Edit};
use studio::document::{Document, Origin};
use studio::report::{Class, Problem, Report, ReportRow};
use studio::words;
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// The file input, which buttons and scripts share.
#[component]
pub(crate) fn ImportInput() -> Html {
    let Some(dispatch) = use_context::<Dispatch>() else {
        return Html::default();
    };
    let id = dispatch.0.own_id("import");
    let onchange = use_callback(dispatch.clone(), |event: Event, dispatch| {
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            let files = file::of_list(input.files().as_ref());
            read(Rc::clone(&dispatch.0), files);
            // The same file may be chosen again.
            input.set_value("");
        }
    });
    let label = words::IMPORT_FILES.in_lang(dispatch.0.state().lang);
    html! {
        <input {id} hidden={true} type="file" name="import" multiple={true} aria-label={label} {onchange} />
    }
}

/// Reads files and opens what they hold.
pub(crate) fn read(store: Rc<Store>, files: Vec<File>) {
    if files.is_empty() {
        return;
    }
    mark::set("sightline:import:start");
    store.begin_import();
    store.dispatch(Action::Busy);
    let lang = store.state().lang;
    wasm_bindgen_futures::spawn_local(async move {
        match file::read(&files, lang).await {
            Err(problems) => store.dispatch(Action::Fail(problems)),
            Ok(texts) => {
                let name = name_of(&texts);
                let sources: Vec<_> = texts
                    .into_iter()
                    .map(|it| import::Source::new(it.name, it.text))
                    .collect();
                open(&store, &sources, Origin::Given { name });
            }
        }
    });
}

/// Fetches a document and opens it.
pub(crate) fn fetch(store: Rc<Store>, address: String) {
    store.dispatch(Action::Busy);
    wasm_bindgen_futures::spawn_local(async move {
        match fetch::text(&address).await {
            Ok(text) => {
                let source = import::Source::new(address.clone(), text);
                let link = crate::browser::hash::read();
                open(&store, &[source], Origin::Address(address));
                let state = store.state();
                if store.owns_address() && (link.from.is_some() || link.to.is_some()) {
                    let document = Rc::clone(state.document());
                    store.reopen(studio::state::State::opened(&link, document));
                }
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

fn open(store: &Rc<Store>, sources: &[import::Source], origin: Origin) {
    // A document of our own is opened as it is: nothing in it is for an importer to assume.
    if let [only] = sources
        && let Ok(topology) = net::Topology::from_json(&only.text)
    {
        let document = Rc::new(Document::of_topology(topology, origin));
        mark::set("sightline:import:end");
        store.dispatch(Action::Edit(Edit::Load {
            document,
            report: None,
        }));
        return;
    }
    match import::import(sources, &import::Settings::default()) {
        Ok(imported) => {
            let report = report(&imported.report);
            let document = Rc::new(Document::of_topology(imported.topology, origin));
            mark::set("sightline:import:end");
            store.dispatch(Action::Edit(Edit::Load {
                document,
                report: Some(Rc::new(report)),
            }));
        }
        Err(bad) => store.dispatch(Action::Fail(vec![Problem {
            file: bad.file,
            line: bad.line,
            column: bad.column,
            message: bad.message,
        }])),
    }
}

fn name_of(files: &[file::TextFile]) -> String {
    let stem = |name: &str| name.split('.').next().unwrap_or(name).to_owned();
    let names: Vec<String> = files.iter().take(3).map(|it| stem(&it.name)).collect();
    let mut name = names.join(" + ");
    if files.len() > 3 {
        name.push_str(" …");
    }
    name
}

fn report(report: &import::Report) -> Report {
    let class = |class| match class {
        import::Class::Understood => Class::Understood,
        import::Class::Assumed => Class::Assumed,
        import::Class::Ignored => Class::Ignored,
        import::Class::Unresolved => Class::Unresolved,
    };
    let place = |it: &import::ResourceReport| match (it.file.as_str(), it.line) {
        ("", _) => String::new(),
        (file, 0) => file.to_owned(),
        (file, line) => format!("{file}:{line}:{}", it.column),
    };
    Report {
        rows: report
            .resources
            .iter()
            .map(|it| ReportRow {
                id: it.id.clone(),
                kind: it.kind.clone(),
                class: class(it.class),
                place: place(it),
                notes: it.notes.clone(),
            })
            .collect(),
    }
}

/// What the importer said, to be shown.
pub(crate) type SharedReport = Shared<Report>;
