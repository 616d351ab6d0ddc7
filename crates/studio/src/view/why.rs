//! The right panel: the current event with its reason, or the selected resource.

use super::fix::{self, FixView};
use super::sum::{self, Sum};
use crate::answer::Answer;
use crate::outline;
use crate::state::State;
use crate::switch::{Switch, switches};
use crate::table::Table;
use crate::thing::{self, Thing};
use crate::timeline::{BeatMark, Lane, Source};
use crate::unsaid::{Unsaid, unsaid};
use crate::words::{self, Lang, outcome};
use net::code::Code;
use net::evidence::Packet;
use std::rc::Rc;

/// The right panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The current event; `None` without an answer.
    pub event: Option<EventView>,
    /// The selected resource.
    pub thing: Option<ThingView>,
    /// What the scenario shows.
    pub lesson: Option<&'static str>,
    /// All that must change, where something blocks, in the order in which it is met.
    pub blockers: Vec<Blocker>,
    /// What helps, as tried.
    pub fixes: Vec<FixView>,
    /// Whether fixes could still be looked for.
    pub may_seek_fixes: bool,
    /// What no input says, to be answered.
    pub unsaid: Vec<Unsaid>,
    /// What to know although it works.
    pub warnings: Vec<(String, String)>,
}

/// Something that must change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// What blocks, by what it is called.
    pub name: String,
    /// What it does.
    pub sentence: String,
    /// The event that tells it, from 1.
    pub event: Option<usize>,
}

/// One event in full.
#[derive(Clone, Debug, PartialEq)]
pub struct EventView {
    /// Its number, from 1.
    pub number: usize,
    /// `Event 3 of 13 · DNS`.
    pub place: String,
    /// One sentence.
    pub title: String,
    /// How it went.
    pub mark: BeatMark,
    /// What the code means, where it stopped.
    pub stopped: Option<&'static str>,
    /// Why what it hangs on is not known, where anything tells.
    pub unknown: Option<String>,
    /// What the client sees, at the end.
    pub observed: Option<&'static str>,
    /// The whole answer in a few lines, at the end.
    pub sum: Vec<Sum>,
    /// Whether it lies past a blocker.
    pub hypothetical: bool,
    /// The whole name that is asked for, where one is.
    pub asked: Option<String>,
    /// The table with the deciding row.
    pub table: Option<Table>,
    /// Headers: name, value, and the value before where it changed.
    pub headers: Vec<(&'static str, String, Option<String>)>,
    /// The records that came back.
    pub answers: Vec<(String, &'static str, String, u32)>,
    /// The law's sentence.
    pub law: Option<&'static str>,
    /// The page that says it.
    pub source: Option<&'static str>,
}

/// A resource in full.
#[derive(Clone, Debug, PartialEq)]
pub struct ThingView {
    /// Its id.
    pub id: String,
    /// What to type to ask from or to it.
    pub askable: String,
    /// Its kind, for people.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What is wrong with it, and what to do about that.
    pub findings: Vec<(&'static str, &'static str)>,
    /// What of it can be flipped.
    pub switches: Vec<Switch>,
    /// Plain attributes.
    pub facts: Vec<(String, String)>,
    /// Its JSON.
    pub json: String,
}

pub(super) fn why(state: &State) -> Why {
    let network = &state.document().network;
    let lang = state.lang;
    let said = |code: Code, resource: &net::ResourceId| {
        let name = thing::name_of(network, resource.as_str());
        (name, code.says().in_lang(lang).to_owned())
    };
    let trace = state.answer.as_ref().map(|answer| &answer.trace);
    // What is true of the whole question stands at its ends, where nothing else is to be read.
    let at_end = state.playhead.event == state.count();
    let at_ends = at_end || state.playhead.event <= 1;
    let event_now = state
        .answer
        .as_ref()
        .and_then(|answer| answer.event(state.playhead.event));
    let is_stop = event_now.is_some_and(|it| it.mark == BeatMark::Stopped);
    let tells_verdict = at_ends || is_stop;
    Why {
        event: state
            .answer
            .as_ref()
            .and_then(|answer| event(state, answer)),
        thing: state
            .selection
            .as_ref()
            .and_then(|id| selected(state, id.as_str())),
        lesson: state
            .document()
            .scenario()
            .filter(|_| at_ends)
            .map(|scenario| scenario.lesson.in_lang(lang)),
        blockers: state
            .answer
            .as_ref()
            .filter(|_| tells_verdict)
            .map_or_else(Vec::new, |answer| blockers(state, answer)),
        fixes: if tells_verdict {
            fix::fixes(state)
        } else {
            Vec::new()
        },
        may_seek_fixes: tells_verdict
            && !state.fixes_sought
            && trace.is_some_and(|it| it.verdict.outcome == net::trace::Outcome::Blocked),
        unsaid: state
            .answer
            .as_ref()
            .map_or_else(Vec::new, |answer| unsaid(network, answer)),
        warnings: trace.filter(|_| at_end).map_or_else(Vec::new, |it| {
            it.warnings
                .iter()
                .map(|it| said(it.code, &it.resource))
                .collect()
        }),
    }
}

fn blockers(state: &State, answer: &Answer) -> Vec<Blocker> {
    let mut stops = answer
        .events
        .iter()
        .filter(|it| it.mark == BeatMark::Stopped);
    let blocker = |it: &net::trace::Blocker| Blocker {
        name: thing::name_of(&state.document().network, it.resource.as_str()),
        sentence: it.code.says().in_lang(state.lang).to_owned(),
        // Both are in the order of the way, but not every stop is a blocker of its own.
        event: stops
            .by_ref()
            .find(|event| event.code == Some(it.code))
            .map(|event| event.number),
    };
    answer.trace.blockers.iter().map(blocker).collect()
}

fn event(state: &State, answer: &Rc<Answer>) -> Option<EventView> {
    let lang = state.lang;
    let network = &state.document().network;
    let number = state.playhead.event;
    let event = answer.event(number)?;
    // At the end the rule that decided is shown once more.
    let deciding = match (answer.timeline.beat(number)?.source, answer.stop()) {
        (Source::Verdict, Some(stop)) => stop,
        (_, _) => event,
    };
    let lane = match event.lane {
        Lane::Dns => words::LANE_DNS,
        Lane::Packet => words::LANE_PACKET,
    };
    let place = words::event_of(lang, number, answer.count());
    let source = answer.timeline.beat(number)?.source;
    let is_answer = matches!(source, Source::Answer);
    let is_verdict = matches!(source, Source::Verdict);
    let asked = match source {
        Source::Question { step } => answer.trace.resolution.steps.get(step),
        Source::Resolution { .. }
        | Source::Answer
        | Source::Forward { .. }
        | Source::Back { .. }
        | Source::Verdict => None,
    };
    let observed = outcome::observed_says(answer.trace.verdict.observed);
    let answers = answer.trace.resolution.answers.iter().filter(|_| is_answer);
    Some(EventView {
        number,
        place: format!("{place} · {}", lane.in_lang(lang)),
        title: event.title.clone(),
        mark: event.mark,
        stopped: event
            .code
            .map(|code| code.says().in_lang(lang))
            .filter(|_| event.mark == BeatMark::Stopped),
        unknown: answer.missing(number).and_then(|(resource, what)| {
            let topology = state.document().network.topology();
            words::unknown::why(lang, topology, resource, what)
        }),
        observed: is_verdict.then(|| observed.in_lang(lang)),
        sum: if is_verdict {
            sum::sum(answer, network, lang)
        } else {
            Vec::new()
        },
        asked: asked.map(|step| step.question.clone()),
        hypothetical: event.hypothetical,
        table: answer.table(deciding.number, network, lang),
        headers: if is_verdict {
            Vec::new()
        } else {
            headers(answer, number, lang)
        },
        answers: answers.map(record).collect(),
        law: deciding.law.map(|law| law.says.in_lang(lang)),
        source: deciding.law.map(|law| law.source),
    })
}

fn record(answer: &net::trace::Answer) -> (String, &'static str, String, u32) {
    (
        answer.name.trim_end_matches('.').to_owned(),
        answer.data.type_name(),
        answer.data.value().trim_end_matches('.').to_owned(),
        answer.ttl_secs,
    )
}

fn headers(
    answer: &Answer,
    number: usize,
    lang: Lang,
) -> Vec<(&'static str, String, Option<String>)> {
    let Some(headers) = answer.headers(number) else {
        return Vec::new();
    };
    let (now, before) = (headers.now, headers.before);
    let source = |it: Packet| end(it.source, it.source_port);
    let destination = |it: Packet| end(it.destination, it.destination_port);
    let was = |of: fn(Packet) -> std::net::IpAddr, text: &dyn Fn(Packet) -> String| {
        before.filter(|it| of(*it) != of(now)).map(text)
    };
    vec![
        (
            words::FROM_HEADER.in_lang(lang),
            source(now),
            was(|it| it.source, &source),
        ),
        (
            words::TO_HEADER.in_lang(lang),
            destination(now),
            was(|it| it.destination, &destination),
        ),
        (
            words::PROTOCOL_HEADER.in_lang(lang),
            now.protocol.to_string(),
            None,
        ),
    ]
}

fn end(address: std::net::IpAddr, port: Option<u16>) -> String {
    match port {
        Some(port) => std::net::SocketAddr::new(address, port).to_string(),
        None => address.to_string(),
    }
}

fn selected(state: &State, id: &str) -> Option<ThingView> {
    let network = &state.document().network;
    let found = thing::find(state.document(), id);
    let drawn = state.scene.find(id);
    if found.is_none() && drawn.is_none() {
        return None;
    }
    let kind = found
        .as_ref()
        .map(|it| it.kind)
        .or(drawn.map(|it| it.data_kind))
        .unwrap_or_default();
    let name = found
        .as_ref()
        .and_then(|it| it.name.clone())
        .or_else(|| drawn.map(|it| it.name.clone()))
        .unwrap_or_else(|| id.to_owned());
    let mut facts: Vec<(String, String)> = Vec::new();
    if let Some(drawn) = drawn.filter(|it| !it.detail.is_empty() && found.is_none()) {
        facts.push((kind.to_owned(), drawn.detail.clone()));
    }
    facts.extend(found.iter().flat_map(plain_facts));
    facts.extend(found.iter().flat_map(|it| unknown_facts(state.lang, it)));
    Some(ThingView {
        id: id.to_owned(),
        askable: outline::askable(network, &id.into()),
        kind: words::thing::kind_name(state.lang, kind),
        name,
        findings: state
            .document()
            .findings()
            .iter()
            .filter(|it| it.resource.as_str() == id)
            .map(|it| {
                let advice = words::advice::advice(it.code);
                (
                    it.code.says().in_lang(state.lang),
                    advice.in_lang(state.lang),
                )
            })
            .collect(),
        switches: switches(network, id),
        facts,
        json: found.map_or_else(String::new, |it| {
            serde_json::to_string_pretty(&it.json).unwrap_or_default()
        }),
    })
}

/// Attributes that are not known, and why.
fn unknown_facts(lang: Lang, thing: &Thing) -> Vec<(String, String)> {
    let unknown = thing.json.get("unknown").and_then(|it| it.as_object());
    let told = |(attribute, why): (&String, &serde_json::Value)| {
        let why = words::unknown::reason(lang, why.as_str()?);
        Some((attribute.clone(), words::not_known_since(lang, &why)))
    };
    unknown.into_iter().flatten().filter_map(told).collect()
}

/// Attributes that fit into a line.
fn plain_facts(thing: &Thing) -> Vec<(String, String)> {
    use serde_json::Value;
    let Some(object) = thing.json.as_object() else {
        return Vec::new();
    };
    let line = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(list) => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            texts.filter(|it| !it.is_empty()).map(|it| it.join(", "))
        }
        Value::Null | Value::Object(_) => None,
    };
    object
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), line(value)?)))
        .collect()
}
