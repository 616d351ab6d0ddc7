//! Questions asked, and what they are asked of drawn.

use super::{Motion, State};
use crate::answer::Answer;
use crate::outline::Outline;
use net::lang::Lang;
use std::rc::Rc;

/// In a network larger than this, fixes are looked for when somebody asks: each is a network tried.
const MOST_TO_FIX: usize = 2_000;

/// The page with its question asked and answered. A question with an empty field asks nothing.
pub(super) fn asked(state: &State) -> State {
    asked_for(state, false)
}

/// The same; where it is thorough, fixes are looked for in a network of any size.
pub(super) fn asked_for(state: &State, is_thorough: bool) -> State {
    let mut next = state.clone();
    next.selection = None;
    next.source = None;
    let document = Rc::clone(state.document());
    next.answer = None;
    next.is_suggested = false;
    let size = document.network.topology().network_interface.len();
    next.fixes_sought = is_thorough || size <= MOST_TO_FIX;
    next.playhead.event = 0;
    next.playhead.motion = Motion::Resting;
    if let Some(query) = next.question.query() {
        let network = &document.network;
        let trace = if next.fixes_sought {
            net::trace_with_fixes(network, &query)
        } else {
            net::trace(network, &query)
        };
        let scene = Rc::new(next.scene.next(&document.network, Some(&trace), next.lang));
        if *scene != *next.scene {
            next.scene = scene;
        }
        let question = next.question.clone();
        let answer = Answer::told(question, trace, &document.network, &next.scene, next.lang);
        next.playhead.event = answer.count().min(1);
        next.answer = Some(Rc::new(answer));
    }
    next
}

/// The page in another language, standing at the same event.
pub(super) fn spoken(state: &State, lang: Lang) -> State {
    let mut next = state.clone();
    next.lang = lang;
    let trace = next.answer.as_ref().map(|answer| answer.trace.clone());
    let document = Rc::clone(state.document());
    next.scene = Rc::new(next.scene.next(&document.network, trace.as_ref(), lang));
    next.outline = Rc::new(Outline::of(&document, &next.scene, lang));
    if let (Some(answer), Some(trace)) = (&state.answer, trace) {
        let question = answer.question.clone();
        let told = Answer::told(question, trace, &document.network, &next.scene, lang);
        next.answer = Some(Rc::new(told));
    }
    next
}

/// The page with its document drawn, and nothing asked.
pub(super) fn drawn(state: &State) -> State {
    let mut next = state.clone();
    let network = &state.document().network;
    next.scene = Rc::new(state.scene.next(network, None, state.lang));
    next
}
