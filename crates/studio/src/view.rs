//! The state put into words: what each panel shows, ready to be drawn.

pub mod compare;
mod fix;
mod sum;
mod why;

use crate::answer::Answer;
use crate::outline::{self, Row};
use crate::question::Question;
use crate::state::{Motion, State};
use crate::timeline::{BeatMark, Lane};
use crate::words::{self, Lang, outcome};

pub use fix::{DiffLine, EditView, FixView};
pub use sum::{Part, Sum};
pub use why::{Blocker, EventView, ThingView, Why};

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The line above everything.
    pub header: Header,
    /// The left panel.
    pub outline: OutlineView,
    /// The bottom panel.
    pub time: Time,
    /// The right panel.
    pub why: Why,
    /// What the source is called that waits for its target.
    pub source: Option<String>,
    /// The same in a comparison.
    pub compare: Option<compare::CompareView>,
}

/// The document and the question.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// What the document is called.
    pub title: String,
    /// The scenario it is, by id.
    pub scenario: Option<&'static str>,
    /// What the query bar says.
    pub question: Question,
    /// Vantages a scenario offers: what to type, what to say, and whether it is the one asked from.
    pub vantages: Vec<(String, String, bool)>,
    /// Whether the importer said something of the document.
    pub has_report: bool,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
}

/// The left panel.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineView {
    /// The text in the search field.
    pub search: String,
    /// What was found; `None` while nothing is searched for.
    pub found: Option<Vec<Row>>,
    /// The vantage asked from.
    pub from: String,
    /// The target asked for.
    pub to: String,
    /// The selected resource.
    pub selected: Option<String>,
    /// The selected resource, else the one of the current event.
    pub current: Option<String>,
}

/// The bottom panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// One for each event.
    pub ticks: Vec<Tick>,
    /// The current event, from 1; 0 without any.
    pub event: usize,
    /// Whether it runs.
    pub is_running: bool,
    /// How fast.
    pub speed: f64,
    /// Whether it goes on from the last event to the first.
    pub is_loop: bool,
    /// In a comparison, the events of each vantage.
    pub lines: Vec<TimeLine>,
    /// The current event's label.
    pub label: String,
    /// Its sentence.
    pub title: String,
    /// How it all ended.
    pub verdict: Option<VerdictView>,
    /// Where nothing is asked: what to do, or that there is nothing to ask.
    pub nothing: Option<&'static str>,
}

/// The events of one compared vantage.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeLine {
    /// The vantage.
    pub name: String,
    /// One for each event.
    pub ticks: Vec<Tick>,
}

/// One event on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its number, from 1.
    pub number: usize,
    /// Its lane.
    pub lane: Lane,
    /// How it went.
    pub mark: BeatMark,
    /// A word or two.
    pub label: String,
    /// One sentence.
    pub title: String,
    /// Whether it lies past a blocker.
    pub hypothetical: bool,
    /// Whether it is on the way back.
    pub is_return: bool,
}

/// How a question ended.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictView {
    /// The outcome's word in traces, for `data-outcome`.
    pub outcome: &'static str,
    /// The code, for `data-verdict`.
    pub code: &'static str,
    /// The outcome, for people.
    pub text: &'static str,
    /// What is seen of it, or missing.
    pub seen: Option<&'static str>,
    /// What the client sees.
    pub observed: &'static str,
    /// What the code means.
    pub sentence: &'static str,
}

/// Puts a state into words.
#[must_use]
pub fn view(state: &State) -> View {
    View {
        header: header(state),
        outline: outline_view(state),
        time: time(state),
        why: why::why(state),
        source: state
            .source
            .as_ref()
            .map(|id| compare::vantage_name(state.document(), id.as_str(), state.lang)),
        compare: compare::compare(state),
    }
}

fn header(state: &State) -> Header {
    let document = state.document();
    let scenario = document.scenario();
    let vantages = scenario.map_or_else(Vec::new, |scenario| {
        let asked = state.answer.as_ref().map(|it| it.question.from.as_str());
        scenario
            .vantages
            .iter()
            .map(|from| {
                let text = match *from {
                    "internet" => words::INTERNET.in_lang(state.lang),
                    name => name,
                };
                ((*from).to_owned(), text.to_owned(), asked == Some(from))
            })
            .collect()
    });
    Header {
        title: document.title(state.lang),
        scenario: scenario.map(|it| it.id),
        question: state.question.clone(),
        vantages,
        has_report: state.report.is_some(),
        can_undo: state.documents.can_undo(),
        can_redo: state.documents.can_redo(),
    }
}

fn outline_view(state: &State) -> OutlineView {
    let is_searching = !state.search.trim().is_empty();
    let at = state.answer.as_ref().and_then(|answer| {
        let at = answer.event(state.playhead.event)?.at.as_ref()?;
        Some(state.scene.find(at.as_str())?.resource.to_string())
    });
    let asked = state.answer.as_ref().map(|answer| &answer.question);
    OutlineView {
        search: state.search.clone(),
        found: is_searching
            .then(|| outline::search(&state.document().network, &state.scene, &state.search)),
        from: asked.map_or_else(String::new, |it| it.from.clone()),
        to: asked.map_or_else(String::new, |it| it.to.clone()),
        selected: state.selection.as_ref().map(ToString::to_string),
        current: state.selection.as_ref().map(ToString::to_string).or(at),
    }
}

fn time(state: &State) -> Time {
    let comparison = state.comparison.as_ref();
    let answer = match comparison {
        Some(comparison) => comparison.lead(),
        None => state.answer.as_ref(),
    };
    let current = answer.and_then(|it| it.event(state.playhead.event));
    Time {
        ticks: answer.map_or_else(Vec::new, |answer| ticks(answer)),
        event: state.playhead.event,
        is_running: state.playhead.motion == Motion::Running,
        speed: state.playhead.speed,
        is_loop: state.playhead.is_loop,
        lines: comparison.map_or_else(Vec::new, |it| {
            let line = |answer: &std::rc::Rc<Answer>| TimeLine {
                name: compare::vantage_name(state.document(), &answer.question.from, state.lang),
                ticks: ticks(answer),
            };
            it.answers.iter().map(line).collect()
        }),
        label: current.map_or_else(String::new, |it| it.label.clone()),
        title: current.map_or_else(String::new, |it| it.title.clone()),
        verdict: answer
            .filter(|_| comparison.is_none())
            .map(|answer| verdict(answer, state.lang)),
        nothing: answer.is_none().then(|| {
            let says = if crate::vantage::is_network(&state.document().network) {
                words::NOTHING_ASKED
            } else {
                words::NO_NETWORK
            };
            says.in_lang(state.lang)
        }),
    }
}

fn ticks(answer: &Answer) -> Vec<Tick> {
    let tick = |event: &crate::answer::Event| Tick {
        number: event.number,
        lane: event.lane,
        mark: event.mark,
        label: event.label.clone(),
        title: event.title.clone(),
        hypothetical: event.hypothetical,
        is_return: event.is_return,
    };
    answer.events.iter().map(tick).collect()
}

pub(crate) fn verdict(answer: &Answer, lang: Lang) -> VerdictView {
    let verdict = &answer.trace.verdict;
    VerdictView {
        outcome: verdict.outcome.as_str(),
        code: verdict.code.as_str(),
        text: outcome::outcome_says(verdict.outcome).in_lang(lang),
        seen: outcome::seen(verdict).map(|it| it.in_lang(lang)),
        observed: outcome::observed_says(verdict.observed).in_lang(lang),
        sentence: verdict.code.says().in_lang(lang),
    }
}
