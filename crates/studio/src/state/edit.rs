//! Edits of the document, and the page with another one.

use super::asking::{asked, drawn, spoken};
use super::{Motion, State};
use crate::action::Edit;
use crate::document::Document;
use crate::history::History;
use crate::outline::Outline;
use crate::switch;
use crate::timeline::BeatMark;
use crate::unsaid;
use net::ResourceId;
use std::rc::Rc;

/// The page with an edit made.
pub(super) fn edited(state: &State, edit: Edit) -> State {
    match edit {
        Edit::Move {
            id,
            by: [right, down],
        } => {
            let document = state.document().arranged(|view| {
                let placement = view.entry(id).or_default();
                let [x, y] = placement.nudge.unwrap_or_default();
                placement.nudge = Some([x.saturating_add(right), y.saturating_add(down)]);
            });
            rearranged(state, state.documents.edited(Rc::new(document)))
        }
        Edit::Fold(id) => {
            let document = state.document().arranged(|view| {
                let placement = view.entry(id).or_default();
                let is_folded = placement.collapsed == Some(true);
                placement.collapsed = (!is_folded).then_some(true);
            });
            rearranged(state, state.documents.edited(Rc::new(document)))
        }
        Edit::Load { document, report } => {
            let mut next = reopened(state, state.documents.edited(document));
            next.is_report_open = report.is_some();
            next.report = report;
            next
        }
        Edit::Fix(at) => match fixed(state, at) {
            Some(document) => reopened(state, state.documents.edited(Rc::new(document))),
            None => state.clone(),
        },
        Edit::Answer {
            id,
            attribute,
            choice,
        } => answered(state, &id, attribute, choice),
        Edit::Set {
            kind,
            id,
            attribute,
            value,
        } => {
            let document = state.document();
            let topology = document.network.topology();
            let question = state.question.clone();
            match switch::flipped(topology, kind, &id, attribute, value) {
                Some(topology) => {
                    let document = document.edited(topology, question, state.lang);
                    let mut next = reopened(state, state.documents.edited(Rc::new(document)));
                    // Whoever flips a switch looks at what it is on.
                    next.selection.clone_from(&state.selection);
                    next
                }
                None => state.clone(),
            }
        }
    }
}

/// The document with something answered that no input says; what could not be told goes on from there.
fn answered(state: &State, id: &ResourceId, attribute: &str, choice: usize) -> State {
    let (document, question) = (state.document(), state.question.clone());
    let topology = document.network.topology();
    let Some(topology) = unsaid::answered(topology, id, attribute, choice) else {
        return state.clone();
    };
    let stood_at = state.answer.as_ref().and_then(|answer| {
        let mut events = answer.events.iter();
        events.find(|it| it.mark == BeatMark::Unknown)
    });
    let stood_at = stood_at.map_or(1, |it| it.number);
    let document = document.edited(topology, question, state.lang);
    let mut next = reopened(state, state.documents.edited(Rc::new(document)));
    next.playhead.event = stood_at.min(next.count());
    if next.count() > stood_at {
        next.playhead.motion = Motion::Running;
    }
    next
}

fn fixed(state: &State, at: usize) -> Option<Document> {
    let answer = state.answer.as_ref()?;
    let fix = answer.trace.fixes.get(at)?;
    let document = state.document();
    let topology = net::fix::applied(document.network.topology(), &fix.edits)?;
    Some(document.edited(topology, answer.question.clone(), state.lang))
}

/// The page one edit back or forth: another arrangement of what is open leaves the question alone.
pub(super) fn stepped(state: &State, documents: History<Document>) -> State {
    if documents.present().is_same_network(state.document()) {
        rearranged(state, documents)
    } else {
        reopened(state, documents)
    }
}

/// The page with its boxes elsewhere, at the same moment.
fn rearranged(state: &State, documents: History<Document>) -> State {
    let next = State {
        documents,
        ..state.clone()
    };
    spoken(&next, state.lang)
}

/// The page with another document and its opening question asked; with an edit of the same
/// document, the question stays.
fn reopened(state: &State, documents: History<Document>) -> State {
    let mut next = state.clone();
    next.documents = documents;
    let is_kin = next.document().is_kin(state.document());
    if !is_kin {
        next.scene = Rc::default();
        next.question = next.document().opening.clone();
        next.report = None;
        next.vantages = Vec::new();
        next.look.port = None;
        next.look.row = 0;
        next.look.column = 0;
        next.look.filter.clear();
        next.look.open.clear();
    }
    next.selection = None;
    next.source = None;
    next.search = String::new();
    next.dialog = None;
    next.problems = Rc::default();
    next.notice = None;
    next.is_report_open = false;
    next.busy = None;
    next.answer = None;
    next = if next.question.query().is_some() {
        asked(&next)
    } else {
        drawn(&next)
    };
    next.is_suggested = if is_kin {
        state.is_suggested
    } else {
        next.document().scenario().is_none()
    };
    next.outline = Rc::new(Outline::of(next.document(), &next.scene, next.lang));
    next
}
