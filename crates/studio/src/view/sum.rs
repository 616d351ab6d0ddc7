//! The whole answer in a few lines, for the last event: which name led to which address, which way the packet
//! went, what let it pass, and what that costs.

use crate::answer::Answer;
use crate::thing;
use crate::timeline::Source;
use crate::words::{self, Lang, Says, outcome, reason};
use net::Network;
use net::ResourceId;
use net::code::Code;
use net::cost::{Quantity, Unit, Usd, cost};
use net::evidence::{Decision, Direction, Fact, Fared};
use net::trace::{Kind, Status, Step, Trace};
use std::collections::BTreeSet;

/// One line of the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What it is about.
    pub name: &'static str,
    /// What is said, piece by piece.
    pub parts: Vec<Part>,
    /// Whether the pieces follow each other, as on a way.
    pub is_way: bool,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is said.
    pub text: String,
    /// The event that tells it, from 1.
    pub event: Option<usize>,
}

/// The lines for an answer; a line of which nothing is known is not there.
pub(super) fn sum(answer: &Answer, network: &Network, lang: Lang) -> Vec<Sum> {
    let summing = Summing {
        answer,
        trace: &answer.trace,
        network,
        lang,
    };
    let lines: [(Says, Vec<Part>); 8] = [
        (words::SUM_NAME, summing.name()),
        (words::SUM_WAY, summing.way()),
        (words::SUM_DECIDED, summing.decision()),
        (words::SUM_SOURCE, summing.source()),
        (words::SUM_COST, summing.costs()),
        (words::SUM_ROUTE, summing.routes()),
        (words::SUM_GUARDS, summing.guards()),
        (words::SUM_CODE, summing.code()),
    ];
    lines
        .into_iter()
        .filter(|(_, parts)| !parts.is_empty())
        .map(|(name, parts)| Sum {
            name: name.in_lang(lang),
            parts,
            is_way: name == words::SUM_WAY || name == words::SUM_NAME,
        })
        .collect()
}

struct Summing<'a> {
    answer: &'a Answer,
    trace: &'a Trace,
    network: &'a Network,
    lang: Lang,
}

impl Summing<'_> {
    /// The name and its addresses.
    fn name(&self) -> Vec<Part> {
        let resolution = &self.trace.resolution;
        if resolution.status == Status::Skipped || resolution.steps.is_empty() {
            return Vec::new();
        }
        let addresses: Vec<String> = resolution.addresses().map(|it| it.to_string()).collect();
        let came = if addresses.is_empty() {
            outcome::status_name(resolution.status).to_owned()
        } else {
            addresses.join(", ")
        };
        let zones = self.events(|fact| matches!(fact, Fact::Zones { .. }));
        vec![
            Part {
                text: resolution.name.trim_end_matches('.').to_owned(),
                event: zones.last().map(|(event, _)| *event),
            },
            Part {
                text: came,
                event: self.event_from(|source| source == Source::Answer),
            },
        ]
    }

    /// What the packet passed, as far as it came.
    fn way(&self) -> Vec<Part> {
        let mut way: Vec<Part> = Vec::new();
        for (number, step) in self.went() {
            let text = match step.kind {
                Kind::NetworkAcl | Kind::RouteTable => continue,
                Kind::Internet => words::INTERNET.in_lang(self.lang).to_owned(),
                _ => self.name_of(step.resource.as_str()),
            };
            if way.last().is_some_and(|last| last.text == text) {
                continue;
            }
            let event = self.event_from(
                |source| matches!(source, Source::Forward { step, .. } if step == number),
            );
            way.push(Part { text, event });
        }
        way
    }

    /// What decided against it, or left it open.
    fn decision(&self) -> Vec<Part> {
        let stop = self.answer.stop().map(|stop| Part {
            text: stop.title.clone(),
            event: Some(stop.number),
        });
        stop.into_iter().collect()
    }

    /// Routes that chose, but for those within a VPC.
    fn routes(&self) -> Vec<Part> {
        let routes = self.events(|fact| matches!(fact, Fact::Routes { .. }));
        let won = routes.into_iter().filter_map(|(event, fact)| {
            let Fact::Routes { rows, .. } = fact else {
                return None;
            };
            let row = rows.iter().find(|row| row.fared == Fared::Won)?;
            let target = self.name_of(&row.target);
            (row.target != "local").then(|| Part {
                text: self.of_way(event, format!("{} → {target}", row.destination)),
                event: Some(event),
            })
        });
        won.collect()
    }

    /// Groups, ACLs and policies that let it pass.
    fn guards(&self) -> Vec<Part> {
        let way = |direction: &Direction, out: Says, inward: Says| match direction {
            Direction::Egress => out.in_lang(self.lang),
            Direction::Ingress => inward.in_lang(self.lang),
        };
        let mut guards: Vec<Part> = Vec::new();
        for (event, fact) in self.events(|_| true) {
            let (label, guarded) = match fact {
                Fact::SecurityGroups {
                    interface,
                    direction,
                    ..
                } => (
                    way(direction, words::SG_OUT, words::SG_IN),
                    interface.as_str(),
                ),
                Fact::NetworkAcl {
                    subnet, direction, ..
                } => (
                    way(direction, words::ACL_OUT, words::ACL_IN),
                    subnet.as_str(),
                ),
                Fact::Policy {
                    resource, needs, ..
                } if needs.is_empty() => (words::POLICY.in_lang(self.lang), resource.as_str()),
                _ => continue,
            };
            let judged = self.answer.evidence(event).map(|it| it.decision);
            if judged == Some(Decision::Passed) || judged == Some(Decision::Settled) {
                let name = self.name_of(guarded);
                let text = self.of_way(event, format!("{label} {name}"));
                guards.push(Part {
                    text,
                    event: Some(event),
                });
            }
        }
        guards
    }

    /// The source that the end of the way sees, where that is another one.
    fn source(&self) -> Vec<Part> {
        let (Some((_, first)), Some((_, last))) = (self.went().next(), self.went().last()) else {
            return Vec::new();
        };
        let [first, last] = [first, last].map(|step| step.packet.source);
        if first == last {
            return Vec::new();
        }
        let text = words::source_rewritten(self.lang, &last.to_string(), &first.to_string());
        let rewrites = self.events(
            |fact| matches!(fact, Fact::Rewrite { before, after } if before.source != after.source),
        );
        let event = rewrites.last().map(|(event, _)| *event);
        vec![Part { text, event }]
    }

    /// What of the way has a price: its hours, and each gigabyte.
    fn costs(&self) -> Vec<Part> {
        let passed: BTreeSet<&ResourceId> = self.went().map(|(_, step)| &step.resource).collect();
        let bill = cost(self.network, Quantity::default());
        let mut ids: Vec<&ResourceId> = bill.items.iter().map(|item| &item.resource).collect();
        ids.dedup();
        let priced = ids.into_iter().filter(|id| passed.contains(id));
        let part = |id: &ResourceId| {
            let items = bill.items.iter().filter(|item| item.resource == *id);
            let (per_gb, by_hour): (Vec<_>, Vec<_>) =
                items.partition(|item| item.unit == Unit::Gigabyte);
            let month: Usd = by_hour.iter().map(|item| item.monthly).sum();
            let gb: Usd = per_gb.iter().map(|item| item.unit_price).sum();
            let amounts = [
                (month, words::a_month(self.lang, &month.to_string())),
                (gb, words::per_gb(self.lang, &gb.to_string())),
            ];
            let said: Vec<String> = amounts
                .into_iter()
                .filter(|(amount, _)| *amount != Usd::ZERO)
                .map(|(_, said)| said)
                .collect();
            let said = if said.is_empty() {
                words::FREE_OF_CHARGE.in_lang(self.lang).to_owned()
            } else {
                said.join(" + ")
            };
            Part {
                text: format!("{}: {said}", self.name_of(id.as_str())),
                event: None,
            }
        };
        priced.map(part).collect()
    }

    /// The code, for who looks it up, where it is not simply fine.
    fn code(&self) -> Vec<Part> {
        let code = self.trace.verdict.code;
        if code == Code::Ok {
            return Vec::new();
        }
        vec![Part {
            text: code.as_str().to_owned(),
            event: None,
        }]
    }

    /// A resource as it is called here.
    fn name_of(&self, id: &str) -> String {
        reason::in_a_sentence(&thing::name_of(self.network, id))
    }

    /// Steps of the way there that the packet took, with their numbers.
    fn went(&self) -> impl Iterator<Item = (usize, &Step)> {
        let steps = self.trace.forward.iter().enumerate();
        steps.filter(|(_, step)| !step.hypothetical)
    }

    /// The facts that were met before anything stopped it, each with its event.
    fn events(&self, wanted: impl Fn(&Fact) -> bool) -> Vec<(usize, &Fact)> {
        let events = self.answer.events.iter().filter(|it| !it.hypothetical);
        events
            .filter_map(|it| Some((it.number, &self.answer.evidence(it.number)?.fact)))
            .filter(|(_, fact)| wanted(fact))
            .collect()
    }

    /// What is said of an event; on the way back with an arrow.
    fn of_way(&self, event: usize, said: String) -> String {
        match self.answer.event(event) {
            Some(event) if event.is_return => format!("← {said}"),
            Some(_) | None => said,
        }
    }

    fn event_from(&self, wanted: impl Fn(Source) -> bool) -> Option<usize> {
        let beats = &self.answer.timeline.beats;
        Some(beats.iter().find(|beat| wanted(beat.source))?.event)
    }
}
