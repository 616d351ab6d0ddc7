//! The address of the page: read when it opens, kept in step without filling the history.

use studio::document::{Document, Origin};
use studio::link::{LONGEST_LINK_BYTES, Link, pack};
use studio::state::State;

/// What the address says.
pub(crate) fn read() -> Link {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Link::from_hash(&hash.unwrap_or_default())
}

/// Puts the moment into the address, where it fits.
pub(crate) fn write(state: &State) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let Some(hash) = hash_of(state).filter(|hash| hash.len() <= LONGEST_LINK_BYTES) else {
        return;
    };
    let address = format!("#{hash}");
    if window.location().hash().is_ok_and(|now| now == address) {
        return;
    }
    // A frame with an opaque origin may refuse; the page works without.
    let _ = window.history().and_then(|history| {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address))
    });
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

thread_local! {
    /// The last packed document, by the address of the document in memory: packing costs.
    static PACKED: std::cell::RefCell<Option<(std::rc::Rc<Document>, String)>> =
        const { std::cell::RefCell::new(None) };
}

/// A document with more interfaces than this fits into no link, and is not packed to find that out.
const MOST_INTERFACES: usize = 2_000;

fn hash_of(state: &State) -> Option<String> {
    let document = state.document();
    let packed = match is_packed(document) {
        false => None,
        true => {
            if document.network.interfaces().len() > MOST_INTERFACES {
                return None;
            }
            let known = PACKED.with_borrow(|packed| {
                packed
                    .as_ref()
                    .filter(|(of, _)| std::rc::Rc::ptr_eq(of, document))
                    .map(|(_, packed)| packed.clone())
            });
            Some(known.unwrap_or_else(|| {
                let json = document.json().to_string();
                let packed = pack(&json);
                PACKED.set(Some((std::rc::Rc::clone(document), packed.clone())));
                packed
            }))
        }
    };
    Some(state.link(packed).to_hash())
}
