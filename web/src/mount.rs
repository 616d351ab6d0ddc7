//! The door in from JavaScript: `mount(element, options)`.

use crate::app::{App, AppProps};
use crate::browser::{hash, page, panic, storage};
use crate::panel::door;
use crate::store::{Dispatch, Store};
use std::cell::RefCell;
use std::rc::Rc;
use studio::document::{Document, Origin};
use studio::link::{BadPacking, Embed, Link, Source, Theme, unpack};
use studio::report::Problem;
use studio::scenario::Scenario;
use studio::state::State;
use studio::words::{self, Lang};
use wasm_bindgen::prelude::*;
use yew::AppHandle;

/// The keys of `options`; the same as in the hash of the page.
const KEYS: [&str; 13] = [
    "scenario",
    "src",
    "t",
    "from",
    "to",
    "protocol",
    "action",
    "arn",
    "principal",
    "step",
    "view",
    "theme",
    "lang",
];

/// Shows Sightline inside `element`.
///
/// `options` is an object with the keys of the page's hash: `scenario`, `src`, `t`, `from`, `to`,
/// `protocol`, `action`, `arn`, `principal`, `step`, `view`, `theme`, `lang`, `embed`, and `topology`, a document as an object
/// or as JSON. Without any of them the page's own hash is read, and kept in step.
#[wasm_bindgen]
pub fn mount(element: web_sys::Element, options: &JsValue) -> Handle {
    panic::install();
    let said = said(options);
    let owns_address = said.is_none();
    let (link, topology) = said.unwrap_or_else(|| (hash::read(), None));
    let link = with_remembered(link, owns_address);
    let (state, later) = opened(&link, topology);
    let store = Store::new(state, owns_address);
    let props = AppProps {
        store: Dispatch(Rc::clone(&store)),
    };
    let app = yew::Renderer::<App>::with_root_and_props(element, props).render();
    fulfil(&store, later);
    Handle {
        store,
        app: RefCell::new(Some(app)),
    }
}

/// A mounted page.
#[wasm_bindgen]
pub struct Handle {
    store: Rc<Store>,
    app: RefCell<Option<AppHandle<App>>>,
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl Handle {
    /// Opens the page again as `options` say; see `mount`.
    pub fn update(&self, options: &JsValue) {
        reopen_by(&self.store, options);
    }

    /// Takes the page out of its element.
    pub fn destroy(&self) {
        if let Some(app) = self.app.borrow_mut().take() {
            app.destroy();
        }
    }
}

/// Opens the page again as options say; what they leave open stays.
pub(crate) fn reopen_by(store: &Rc<Store>, options: &JsValue) {
    let Some((mut link, topology)) = said(options) else {
        return;
    };
    let state = store.state();
    let names_document = link.source.is_some() || topology.is_some();
    if !names_document {
        let now = state.link(None);
        link.from = link.from.or(now.from);
        link.to = link.to.or(now.to);
        link.protocol = link.protocol.or(now.protocol);
    }
    link.theme = link.theme.or(Some(state.theme));
    link.lang = link.lang.or(Some(state.lang));
    link.embed = link.embed.or(Some(state.embed));
    let (next, later) = if names_document {
        opened(&link, topology)
    } else {
        (
            State::opened(&link, Rc::clone(state.document())),
            Later::Nothing,
        )
    };
    store.reopen(next);
    fulfil(store, later);
}

/// What is still to be done once the page is there.
enum Later {
    Nothing,
    Fetch(String),
    Tell(Problem),
}

/// Opens the page again by its own hash, which a person or another page changed.
pub(crate) fn reopen_by_hash(store: &Rc<Store>) {
    let link = with_remembered(hash::read(), true);
    let (state, later) = opened(&link, None);
    store.reopen(state);
    fulfil(store, later);
}

fn fulfil(store: &Rc<Store>, later: Later) {
    match later {
        Later::Nothing => {}
        Later::Fetch(address) => door::fetch(Rc::clone(store), address),
        Later::Tell(problem) => store.dispatch(studio::action::Action::Fail(vec![problem])),
    }
}

fn opened(link: &Link, topology: Option<JsValue>) -> (State, Later) {
    let lang = link.lang.unwrap_or_default();
    let (document, later) = match (topology, &link.source) {
        (Some(topology), _) => of_value(&topology),
        (None, Some(Source::Packed(packed))) => of_packed(packed, lang),
        (None, Some(Source::Address(address))) => (empty(), Later::Fetch(address.clone())),
        (None, Some(Source::Scenario(_)) | None) => match State::scenario_of(link) {
            Some(scenario) => (of_scenario(scenario), Later::Nothing),
            None => (
                studio::scenario::ALL
                    .first()
                    .map_or_else(empty, of_scenario),
                Later::Tell(problem(words::UNKNOWN_SCENARIO.in_lang(lang))),
            ),
        },
    };
    (State::opened(link, document), later)
}

fn of_scenario(scenario: &'static Scenario) -> Rc<Document> {
    Rc::new(Document::of_scenario(scenario))
}

fn empty() -> Rc<Document> {
    let origin = Origin::Given {
        name: String::new(),
    };
    Rc::new(Document::of_topology(net::Topology::default(), origin))
}

fn of_packed(packed: &str, lang: Lang) -> (Rc<Document>, Later) {
    let fail = |says: words::Says| {
        let first = studio::scenario::ALL
            .first()
            .map_or_else(empty, of_scenario);
        (first, Later::Tell(problem(says.in_lang(lang))))
    };
    match unpack(packed) {
        Ok(json) => of_json(&json),
        Err(BadPacking::Version) => fail(words::LINK_BAD_VERSION),
        Err(BadPacking::Damaged) => fail(words::LINK_DAMAGED),
        Err(BadPacking::TooLarge) => fail(words::LINK_TOO_LARGE),
    }
}

fn of_value(value: &JsValue) -> (Rc<Document>, Later) {
    let json = value
        .as_string()
        .or_else(|| js_sys::JSON::stringify(value).ok().map(String::from));
    of_json(&json.unwrap_or_default())
}

fn of_json(json: &str) -> (Rc<Document>, Later) {
    let origin = Origin::Given {
        name: String::new(),
    };
    match net::Topology::from_json(json) {
        Ok(topology) => {
            let document = Document::of_topology(topology, origin);
            (Rc::new(document), Later::Nothing)
        }
        Err(bad) => {
            let problem = Problem {
                file: "#t".to_owned(),
                line: bad.line,
                column: bad.column,
                message: bad.to_string(),
            };
            (empty(), Later::Tell(problem))
        }
    }
}

fn problem(message: &str) -> Problem {
    Problem {
        message: message.to_owned(),
        ..Problem::default()
    }
}

/// What the options say; `None` when they say nothing.
fn said(options: &JsValue) -> Option<(Link, Option<JsValue>)> {
    if !options.is_object() {
        return None;
    }
    let get = |key: &str| {
        js_sys::Reflect::get(options, &JsValue::from_str(key))
            .ok()
            .filter(|value| !value.is_undefined() && !value.is_null())
    };
    let text = |value: JsValue| {
        value
            .as_string()
            .or_else(|| value.as_f64().map(|number| number.to_string()))
    };
    let topology = get("topology");
    let pairs: Vec<(&str, String)> = KEYS
        .iter()
        .chain(&["embed"])
        .filter_map(|key| Some((*key, text(get(key)?)?)))
        .collect();
    if pairs.is_empty() && topology.is_none() {
        return None;
    }
    Some((Link::from_pairs(pairs.into_iter()), topology))
}

/// The link with what it leaves open taken from the last visit and from the browser.
fn with_remembered(mut link: Link, owns_address: bool) -> Link {
    let remembered = owns_address && link.embed.unwrap_or_default() == Embed::Page;
    let read = |key| remembered.then(|| storage::read(key)).flatten();
    link.theme = link
        .theme
        .or_else(|| read("sightline:theme").and_then(|it| Theme::parse(&it)));
    link.lang = link
        .lang
        .or_else(|| read("sightline:lang").and_then(|it| studio::link::parse_lang(&it)))
        .or_else(page::preferred_lang);
    link
}
