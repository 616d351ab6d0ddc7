//! The address of the page: read when it opens, kept in step without filling the history.

use crate::browser::page;
use std::cell::RefCell;
use std::rc::Rc;
use studio::document::{Document, Origin};
use studio::link::{LONGEST_LINK_BYTES, Link, pack, pack_within};
use studio::state::State;

/// What the address says.
pub(crate) fn read() -> Link {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Link::from_hash(&hash.unwrap_or_default())
}

/// Puts the moment into the address, where it fits: at once, unless the document has to be packed
/// first, which waits until the page has drawn it.
pub(crate) fn write(state: &Rc<State>) {
    let has_to_pack = is_packed(state.document()) && known(state.document()).is_none();
    if !has_to_pack {
        WAITING.set(None);
        put(state);
    } else if WAITING.replace(Some(Rc::clone(state))).is_none() {
        page::after_millis(QUIET_MILLIS, || {
            if let Some(state) = WAITING.take() {
                put(&state);
            }
        });
    }
}

fn put(state: &State) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let document = state.document();
    let packed = match (is_packed(document), known(document)) {
        (false, _) => None,
        (true, Some(Packed::Whole(packed))) => Some(packed),
        (true, Some(Packed::TooLong)) => return,
        (true, None) => match fitting(document) {
            Some(packed) => Some(packed),
            None => return,
        },
    };
    let hash = state.link(packed).to_hash();
    if hash.len() > LONGEST_LINK_BYTES {
        return;
    }
    let address = format!("#{hash}");
    if window.location().hash().is_ok_and(|now| now == address) {
        return;
    }
    // A frame with an opaque origin may refuse; the page works without.
    let _ = window.history().and_then(|history| {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address))
    });
}

/// The document packed, if a link of the longest length holds it.
fn fitting(document: &Rc<Document>) -> Option<String> {
    let topology = document.network.topology();
    let packed = (topology.network_interface.len() + topology.instance.len() <= MOST_IN_ADDRESS)
        .then(|| pack_within(&json(document), LONGEST_LINK_BYTES))
        .flatten();
    let known = packed.clone().map_or(Packed::TooLong, Packed::Whole);
    PACKED.set(Some((Rc::clone(document), known)));
    packed
}

fn json(document: &Document) -> String {
    document.network.topology().to_value().to_string()
}

/// A link to the moment, whole; `None` where the document cannot fit into one.
pub(crate) fn link_to(state: &State) -> Option<String> {
    let page = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    Some(format!("{page}#{}", hash_of(state)?))
}

/// Whether a link has to carry the document: it came from files, or was arranged by hand.
fn is_packed(document: &Document) -> bool {
    match document.origin {
        Origin::Given { .. } => true,
        Origin::Scenario(_) | Origin::Address(_) => document.is_arranged,
    }
}

/// How long the page rests before a document is packed for its address, in milliseconds.
const QUIET_MILLIS: i32 = 250;

/// Their random ids alone, of 8 bytes and a half, fill the longest link.
const MOST_IN_ADDRESS: usize = 700;

/// A document with more interfaces than this fits into no link, and is not packed to say how long
/// one would be.
const MOST_INTERFACES: usize = 2_000;

/// What became of packing a document.
#[derive(Clone)]
enum Packed {
    Whole(String),
    TooLong,
}

thread_local! {
    /// The last packed document, by its place in memory: packing costs.
    static PACKED: RefCell<Option<(Rc<Document>, Packed)>> = const { RefCell::new(None) };
    /// The moment that waits for its document to be packed.
    static WAITING: RefCell<Option<Rc<State>>> = const { RefCell::new(None) };
}

fn known(document: &Rc<Document>) -> Option<Packed> {
    PACKED.with_borrow(|packed| {
        let (_, known) = packed.as_ref().filter(|(of, _)| Rc::ptr_eq(of, document))?;
        Some(known.clone())
    })
}

fn hash_of(state: &State) -> Option<String> {
    let document = state.document();
    let packed = match (is_packed(document), known(document)) {
        (false, _) => None,
        (true, Some(Packed::Whole(packed))) => Some(packed),
        (true, Some(Packed::TooLong) | None) => {
            if document.network.interfaces().len() > MOST_INTERFACES {
                return None;
            }
            Some(pack(&json(document)))
        }
    };
    Some(state.link(packed).to_hash())
}
