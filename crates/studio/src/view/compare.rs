//! A comparison as a table: each vantage's answer, who decided it, and how it ended.

use crate::answer::Answer;
use crate::compare::deciding_zone;
use crate::document::Document;
use crate::outline::Row;
use crate::state::State;
use crate::thing;
use crate::view::{VerdictView, verdict};
use crate::words::{self, Lang, outcome::status_name};
use net::network::Lookup;
use net::trace::Status;

/// A comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareView {
    /// What is asked.
    pub target: String,
    /// One for each vantage.
    pub rows: Vec<CompareRow>,
    /// Vantages that could join.
    pub others: Vec<Row>,
}

/// One vantage.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareRow {
    /// What to ask from.
    pub from: String,
    /// What it is called.
    pub name: String,
    /// The addresses, or how the resolution ended.
    pub answers: Vec<String>,
    /// The domain of the zone that decided, and whose it is; `None` where no name was asked.
    pub zone: Option<(String, String)>,
    /// What happens at the current event.
    pub event: String,
    /// How it ended.
    pub verdict: VerdictView,
}

pub(super) fn compare(state: &State) -> Option<CompareView> {
    let comparison = state.comparison.as_ref()?;
    let (document, lang) = (state.document(), state.lang);
    let rows = comparison.answers.iter().map(|answer| {
        let resolution = &answer.trace.resolution;
        let mut answers: Vec<String> = resolution.addresses().map(|it| it.to_string()).collect();
        if answers.is_empty() && resolution.status != Status::Skipped {
            answers.push(status_name(resolution.status).to_owned());
        }
        let event = answer.event(state.playhead.event.min(answer.count()));
        CompareRow {
            from: answer.question.from.clone(),
            name: vantage_name(document, &answer.question.from, lang),
            answers,
            zone: zone(answer, document, lang),
            event: event.map_or_else(String::new, |it| it.title.clone()),
            verdict: verdict(answer, lang),
        }
    });
    let others = state.outline.vantages.iter().filter(|row| {
        let chosen = |it: &String| *it == row.id || *it == row.text;
        !state.vantages.iter().any(chosen)
    });
    Some(CompareView {
        target: state.question.target(),
        rows: rows.collect(),
        others: others.cloned().collect(),
    })
}

/// The zone that decided, and whose it is; the public DNS has no zones here.
fn zone(answer: &Answer, document: &Document, lang: Lang) -> Option<(String, String)> {
    let decided = deciding_zone(&answer.trace);
    if let Some((domain, by)) = decided.filter(|(domain, _)| !domain.is_empty()) {
        return Some((domain, thing::name_of(&document.network, by.as_str())));
    }
    let mut steps = answer.trace.resolution.steps.iter();
    let is_public = steps.any(|it| it.resolver.as_str() == crate::scene::PUBLIC_RESOLVER);
    let public = words::PUBLIC_DNS.in_lang(lang);
    is_public.then(|| (public.to_owned(), public.to_owned()))
}

/// What a vantage is called.
pub(super) fn vantage_name(document: &Document, from: &str, lang: Lang) -> String {
    if from == crate::scene::INTERNET {
        return words::INTERNET.in_lang(lang).to_owned();
    }
    match document.network.find(from) {
        Lookup::Found(id) => thing::name_of(&document.network, id.as_str()),
        Lookup::Several(_) | Lookup::Nothing => from.to_owned(),
    }
}
