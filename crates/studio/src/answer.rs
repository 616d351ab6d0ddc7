//! A question and everything derived from it: the trace, its timeline, and what is said of each beat.

use crate::question::Question;
use crate::scene::Scene;
use crate::table::{self, Table};
use crate::thing;
use crate::timeline::{Beat, BeatMark, Lane, Source, Timeline};
use crate::words::reason::{self, At, Told};
use crate::words::{self, Lang};
use net::code::Code;
use net::evidence::{Evidence, LawDoc, Packet};
use net::query::Query;
use net::trace::{Action, Kind, Step, Trace};
use net::{Network, ResourceId};
use std::collections::BTreeSet;

/// An answered question, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question as it was asked.
    pub question: Question,
    /// The engine's answer.
    pub trace: Trace,
    /// The same as motion.
    pub timeline: Timeline,
    /// One for each beat of the timeline.
    pub events: Vec<Event>,
    /// Boxes on the path and the boxes around them; the rest fades.
    pub lit: BTreeSet<ResourceId>,
}

/// One event: a beat of the timeline, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its number from 1.
    pub number: usize,
    /// Which lane it stands in.
    pub lane: Lane,
    /// How it went.
    pub mark: BeatMark,
    /// Whether it lies past a blocker.
    pub hypothetical: bool,
    /// Whether it is on the way back.
    pub is_return: bool,
    /// A word or two for the timeline.
    pub label: String,
    /// One sentence.
    pub title: String,
    /// The law that judged.
    pub law: Option<&'static LawDoc>,
    /// The code, where it stopped.
    pub code: Option<Code>,
    /// Where it happens.
    pub at: Option<ResourceId>,
}

/// The packet at an event, and what changed there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headers {
    /// The headers in force.
    pub now: Packet,
    /// The headers before, where they differ.
    pub before: Option<Packet>,
}

impl Answer {
    /// Asks the engine and tells its answer.
    #[must_use]
    pub fn to(question: &Question, query: &Query, network: &Network, lang: Lang) -> Self {
        let trace = net::trace(network, query);
        let scene = Scene::of(network, Some(&trace), lang);
        Self::told(question.clone(), trace, network, &scene, lang)
    }

    /// Tells a trace on a scene.
    #[must_use]
    pub fn told(
        question: Question,
        trace: Trace,
        network: &Network,
        scene: &Scene,
        lang: Lang,
    ) -> Self {
        let timeline = Timeline::of(&trace, scene);
        let events = timeline
            .beats
            .iter()
            .map(|beat| event(beat, &trace, network, lang))
            .collect();
        let lit = lit(&trace, &timeline, scene);
        Self {
            question,
            trace,
            timeline,
            events,
            lit,
        }
    }

    /// The event of that number, from 1.
    #[must_use]
    pub fn event(&self, number: usize) -> Option<&Event> {
        self.events.get(number.checked_sub(1)?)
    }

    /// The event that decided against it, or left it open: the first that stops, else the first that is not known.
    #[must_use]
    pub fn stop(&self) -> Option<&Event> {
        let first = |mark| {
            let mut judged = self.events.iter().filter(|it| it.law.is_some());
            judged.find(|it| it.mark == mark)
        };
        first(BeatMark::Stopped).or_else(|| first(BeatMark::Unknown))
    }

    /// How many events there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.events.len()
    }

    /// The judgement told by an event, where a law judged.
    #[must_use]
    pub fn evidence(&self, number: usize) -> Option<&Evidence> {
        evidence_of(self.timeline.beat(number)?.source, &self.trace)
    }

    /// The table in which the event's reason was found.
    #[must_use]
    pub fn table(&self, number: usize, network: &Network, lang: Lang) -> Option<Table> {
        let names = |id: &str| thing::name_of(network, id);
        table::of(lang, &self.evidence(number)?.fact, &names)
    }

    /// What an event hangs on and nobody says: a resource and its attribute.
    #[must_use]
    pub fn missing(&self, number: usize) -> Option<(&str, &'static str)> {
        match &self.evidence(number)?.fact {
            net::evidence::Fact::Missing { resource, what } => Some((resource.as_str(), what)),
            _ => None,
        }
    }

    /// The packet at an event.
    #[must_use]
    pub fn headers(&self, number: usize) -> Option<Headers> {
        let now = self.timeline.beat(number)?.packet?;
        let earlier = self.timeline.beats.iter().take(number.saturating_sub(1));
        let before = earlier
            .rev()
            .find_map(|beat| beat.packet)
            .filter(|before| *before != now && *before != now.reply());
        Some(Headers { now, before })
    }
}

fn evidence_of(source: Source, trace: &Trace) -> Option<&Evidence> {
    match source {
        Source::Question { .. } | Source::Answer | Source::Verdict => None,
        Source::Resolution { step, evidence } => {
            trace.resolution.steps.get(step)?.evidence.get(evidence?)
        }
        Source::Forward { step, evidence } => trace.forward.get(step)?.evidence.get(evidence?),
        Source::Back { step, evidence } => trace.back.get(step)?.evidence.get(evidence?),
    }
}

fn step_of(source: Source, trace: &Trace) -> Option<&Step> {
    match source {
        Source::Forward { step, .. } => trace.forward.get(step),
        Source::Back { step, .. } => trace.back.get(step),
        Source::Question { .. } | Source::Resolution { .. } | Source::Answer | Source::Verdict => {
            None
        }
    }
}

fn event(beat: &Beat, trace: &Trace, network: &Network, lang: Lang) -> Event {
    let evidence = evidence_of(beat.source, trace);
    let told = told(beat, evidence, trace, network, lang);
    Event {
        number: beat.event,
        lane: beat.lane,
        mark: beat.mark,
        hypothetical: beat.hypothetical,
        is_return: beat.is_return(),
        label: told.label,
        title: told.title,
        law: evidence.map(|it| it.law),
        code: evidence.and_then(|it| it.code),
        at: beat.at.clone(),
    }
}

fn told(
    beat: &Beat,
    evidence: Option<&Evidence>,
    trace: &Trace,
    network: &Network,
    lang: Lang,
) -> Told {
    let names = |id: &str| match id {
        crate::scene::INTERNET => words::THE_INTERNET.in_lang(lang).to_owned(),
        id => reason::in_a_sentence(&thing::name_of(network, id)),
    };
    let step = step_of(beat.source, trace);
    let at = step.map(|step| At {
        kind: step.kind,
        action: step.action,
        is_reply: matches!(beat.source, Source::Back { .. }),
    });
    if let Some(evidence) = evidence {
        return reason::judgement(lang, &evidence.fact, evidence.decision, at, &names);
    }
    match beat.source {
        Source::Question { step } | Source::Resolution { step, .. } => {
            let is_public = trace
                .resolution
                .steps
                .get(step)
                .is_some_and(|step| step.resolver.as_str() == crate::scene::PUBLIC_RESOLVER);
            let (resolver, asked) = trace.resolution.steps.get(step).map_or_else(
                || (String::new(), trace.resolution.name.clone()),
                |step| {
                    (
                        resolver_name(lang, step.resolver.as_str(), network),
                        step.question.clone(),
                    )
                },
            );
            let label = if is_public {
                words::ASK_PUBLIC_DNS
            } else {
                words::ASK_RESOLVER
            };
            let from = asker(lang, &trace.query.from, network);
            reason::question(lang, &from, &resolver, label.in_lang(lang), &asked)
        }
        Source::Answer => {
            let addresses = trace.resolution.addresses();
            let values: Vec<String> = addresses.map(|it| it.to_string()).collect();
            reason::answer(lang, trace.resolution.status, &values)
        }
        Source::Forward { .. } | Source::Back { .. } => match (step, at) {
            (Some(step), Some(at)) => {
                let is_end = matches!(at.action, Action::Send | Action::Receive);
                let name = match step.kind {
                    Kind::Internet if is_end => words::SOMEONE_OUTSIDE.in_lang(lang).to_owned(),
                    _ => names(step.resource.as_str()),
                };
                let mut told = reason::passing(lang, &name, at, step.packet.destination);
                if step.kind == Kind::Internet && at.action == Action::Receive {
                    words::BACK_AT_CLIENT
                        .in_lang(lang)
                        .clone_into(&mut told.label);
                }
                told
            }
            (_, _) => reason::verdict(lang, trace.verdict.outcome, trace.verdict.code),
        },
        Source::Verdict => reason::verdict(lang, trace.verdict.outcome, trace.verdict.code),
    }
}

/// Who asks: a resource by its name, the internet by its own.
fn asker(lang: Lang, from: &str, network: &Network) -> String {
    if from == crate::scene::INTERNET {
        return words::SOMEONE_OUTSIDE.in_lang(lang).to_owned();
    }
    match network.find(from) {
        net::network::Lookup::Found(id) => {
            reason::in_a_sentence(&thing::name_of(network, id.as_str()))
        }
        net::network::Lookup::Several(_) | net::network::Lookup::Nothing => from.to_owned(),
    }
}

fn resolver_name(lang: Lang, id: &str, network: &Network) -> String {
    match id.strip_suffix(".resolver") {
        Some("internet") => words::PUBLIC_DNS.in_lang(lang).to_owned(),
        Some(vpc) => {
            words::resolver_of(lang, &reason::in_a_sentence(&thing::name_of(network, vpc)))
        }
        None => thing::name_of(network, id),
    }
}

fn lit(trace: &Trace, timeline: &Timeline, scene: &Scene) -> BTreeSet<ResourceId> {
    let mut lit = timeline.touched();
    // An endpoint service is met at its load balancer, so no beat happens at its own box.
    let services = trace
        .forward
        .iter()
        .filter(|step| step.kind == Kind::VpcEndpointService);
    lit.extend(services.map(|step| step.resource.clone()));
    let touched: Vec<ResourceId> = lit.iter().cloned().collect();
    for id in touched {
        if let Some(found) = scene.find(id.as_str()) {
            lit.insert(found.id.clone());
            lit.extend(
                scene
                    .around(found.id.as_str())
                    .into_iter()
                    .map(|it| it.id.clone()),
            );
        }
    }
    lit
}
