//! One question from several vantages: their answers side by side, told in step on one picture.

use crate::answer::Answer;
use crate::document::Document;
use crate::outline;
use crate::question::{Field, Question};
use crate::scene::Scene;
use crate::vantage;
use net::evidence::{Fact, Fared};
use net::lang::Lang;
use net::{Network, ResourceId, Trace};
use std::collections::BTreeSet;
use std::rc::Rc;

/// How many vantages are told apart: each has a letter, a colour and a dash of its own.
pub const MOST: usize = 4;

/// Answers to one question from several vantages.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// One for each vantage, in order.
    pub answers: Vec<Rc<Answer>>,
    /// The network with what any of them leads to.
    pub scene: Rc<Scene>,
    /// Boxes on any of the paths; the rest fades.
    pub lit: BTreeSet<ResourceId>,
}

impl Comparison {
    /// Asks the question from each vantage, and draws the answers as the picture before was drawn.
    #[must_use]
    pub fn of(
        network: &Network,
        before: &Scene,
        question: &Question,
        vantages: &[String],
        lang: Lang,
    ) -> Self {
        let asked: Vec<(Question, Trace)> = vantages
            .iter()
            .filter_map(|from| {
                let question = question.with(Field::From, from);
                let trace = net::trace(network, &question.query()?);
                Some((question, trace))
            })
            .collect();
        let scene = Rc::new(scene_of(
            network,
            before,
            asked.iter().map(|(_, trace)| trace),
            lang,
        ));
        let answers: Vec<Rc<Answer>> = asked
            .into_iter()
            .map(|(question, trace)| Rc::new(Answer::told(question, trace, network, &scene, lang)))
            .collect();
        let lit = answers.iter().flat_map(|it| it.lit.iter().cloned());
        Self {
            lit: lit.collect(),
            scene,
            answers,
        }
    }

    /// The answer with the most events, which sets the pace.
    #[must_use]
    pub fn lead(&self) -> Option<&Rc<Answer>> {
        // The first of the longest, so that the picture does not depend on what follows.
        self.answers.iter().rev().max_by_key(|it| it.count())
    }

    /// How many events there are to play.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lead().map_or(0, |answer| answer.count())
    }
}

/// The letter of a vantage, by its place.
#[must_use]
pub const fn letter(at: usize) -> &'static str {
    match at {
        0 => "A",
        1 => "B",
        2 => "C",
        _ => "D",
    }
}

/// The vantages to begin with: those of the scenario, else the one asked from, one of each other VPC, and
/// the internet.
#[must_use]
pub fn usual(document: &Document, from: &str) -> Vec<String> {
    if let Some(scenario) = document.scenario().filter(|it| it.vantages.len() > 1) {
        let vantages = scenario.vantages.iter().take(MOST);
        return vantages.map(|it| (*it).to_owned()).collect();
    }
    let network = &document.network;
    let mut vantages = vec![from.to_owned()];
    let mut seen = BTreeSet::new();
    if let net::network::Lookup::Found(id) = network.find(from) {
        seen.extend(vantage::vpc_of(network, &id));
    }
    for id in vantage::vantages(network) {
        if vantages.len() + 1 >= MOST {
            break;
        }
        let vpc = vantage::vpc_of(network, &id);
        if vpc.is_some_and(|vpc| seen.insert(vpc)) {
            vantages.push(outline::askable(network, &id));
        }
    }
    if !vantages.iter().any(|it| it == crate::scene::INTERNET) {
        vantages.push(crate::scene::INTERNET.to_owned());
    }
    vantages
}

/// The zone or rule that decided the answer, as the domain it is for.
#[must_use]
pub fn deciding_zone(trace: &Trace) -> Option<(String, ResourceId)> {
    let steps = trace.resolution.steps.iter().rev();
    steps
        .flat_map(|step| step.evidence.iter().rev())
        .find_map(|it| match &it.fact {
            Fact::Zones { rows, .. } => {
                let won = rows.iter().find(|row| row.fared == Fared::Won)?;
                let domain = won.domain.trim_end_matches('.').to_owned();
                Some((domain, won.decided_by.clone()))
            }
            _ => None,
        })
}

/// The picture, after another one of the same document, with what any of several answers leads to.
#[must_use]
pub fn scene_of<'a>(
    network: &Network,
    before: &Scene,
    traces: impl IntoIterator<Item = &'a Trace>,
    lang: Lang,
) -> Scene {
    let all = together(traces.into_iter());
    before.next(network, all.as_ref(), lang)
}

/// All traces as one, for the picture: it draws what any of them leads to.
fn together<'a>(mut traces: impl Iterator<Item = &'a Trace>) -> Option<Trace> {
    let mut all = traces.next()?.clone();
    for trace in traces {
        all.forward.extend(trace.forward.iter().cloned());
        all.back.extend(trace.back.iter().cloned());
        all.blockers.extend(trace.blockers.iter().cloned());
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comparison(id: &str) -> Option<Comparison> {
        let document = Document::of_scenario(crate::scenario::find(id)?);
        let vantages = usual(&document, "internet");
        let question = document.opening.clone();
        Some(Comparison::of(
            &document.network,
            &Scene::default(),
            &question,
            &vantages,
            Lang::En,
        ))
    }

    #[test]
    fn one_name_has_two_answers_decided_by_two_zones() {
        let Some(it) = comparison("split-horizon") else {
            panic!("there is such a scenario");
        };
        let of = |at: usize| it.answers.get(at).map(|it| &it.trace);
        let value = |trace: &Trace| trace.resolution.answers.last().map(|it| it.data.value());
        assert_eq!(it.answers.len(), 2);
        assert_ne!(of(0).and_then(value), of(1).and_then(value));
        let zone = |trace: &Trace| deciding_zone(trace).map(|it| it.1);
        assert_ne!(of(0).and_then(zone), of(1).and_then(zone));
    }

    #[test]
    fn the_longest_answer_sets_the_pace_and_every_path_is_lit() {
        let Some(it) = comparison("nat-or-gateway") else {
            panic!("there is such a scenario");
        };
        let counts = it.answers.iter().map(|it| it.count());
        assert_eq!(Some(it.count()), counts.max());
        assert!(it.answers.iter().all(|one| one.lit.is_subset(&it.lit)));
    }
}
