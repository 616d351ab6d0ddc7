//! What must stay true: every expectation of the document, asked.
//!
//! Invariant: nothing is decided here. An expectation is one query and a comparison with its trace.

use crate::code::Code;
use crate::evidence::Fact;
use crate::id::ResourceId;
use crate::lang::Lang;
use crate::laws::dns::RecordType;
use crate::network::{Lookup, Network};
use crate::query::{Protocol, Query};
use crate::resolve::resolve;
use crate::topology::Expectation;
use crate::trace::{Outcome, Status, Trace, trace};
use serde::Serialize;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The format of a check written as JSON.
pub const FORMAT: &str = "sightline.check/1";

/// What came of all expectations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// The worst of all results; [`Mark::Pass`] where nothing is expected.
    pub result: Mark,
    /// Each expectation, in order of ids.
    pub expectations: Vec<Checked>,
}

/// What came of one expectation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    /// The expectation's id.
    pub expectation: ResourceId,
    /// What was asked; absent where the expectation is no question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<Query>,
    /// Whether it holds.
    pub result: Mark,
    /// How the query ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// And why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// What does not hold, or cannot be said.
    pub reasons: Vec<Reason>,
}

/// Whether an expectation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It holds.
    Pass,
    /// The topology does not say enough, or AWS chooses among ways that end differently.
    Undetermined,
    /// It does not hold.
    Fail,
}

/// Why an expectation does not hold, or cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It ended otherwise.
    Outcome {
        /// As expected.
        expected: String,
        /// As it is.
        actual: Outcome,
        /// Why.
        code: Code,
        /// Where that was decided.
        at: Option<ResourceId>,
    },
    /// The path does not touch a resource.
    NotThrough {
        /// The resource.
        resource: ResourceId,
    },
    /// The path touches a resource that it must not.
    Through {
        /// The resource.
        resource: ResourceId,
    },
    /// The name has other addresses.
    ResolvesTo {
        /// As expected, in order.
        expected: Vec<IpAddr>,
        /// As they are, in order.
        actual: Vec<IpAddr>,
    },
    /// An attribute is missing or has no meaning.
    Unreadable {
        /// Which.
        attribute: &'static str,
        /// What it says.
        value: String,
    },
    /// Nothing is expected.
    Empty,
}

/// Checks every expectation of the document.
#[must_use]
pub fn check(network: &Network) -> Check {
    let expectations: Vec<Checked> = network
        .topology()
        .expectation
        .iter()
        .map(|(id, expectation)| one(network, id, expectation))
        .collect();
    Check {
        format: FORMAT,
        result: expectations
            .iter()
            .map(|it| it.result)
            .max()
            .unwrap_or(Mark::Pass),
        expectations,
    }
}

impl Check {
    /// The check as pretty JSON with a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .unwrap_or_else(|error| unreachable!("a check is plain data: {error}"));
        text.push('\n');
        text
    }
}

fn one(network: &Network, id: &ResourceId, expectation: &Expectation) -> Checked {
    let query = match query(expectation) {
        Ok(query) => query,
        Err(reason) => {
            return Checked {
                expectation: id.clone(),
                query: None,
                result: Mark::Fail,
                outcome: None,
                code: None,
                reasons: vec![reason],
            };
        }
    };
    let trace = trace(network, &query);
    let judged = judge(network, expectation, &trace);
    Checked {
        expectation: id.clone(),
        query: Some(query),
        result: judged
            .iter()
            .map(|(mark, _)| *mark)
            .max()
            .unwrap_or(Mark::Pass),
        outcome: Some(trace.verdict.outcome),
        code: Some(trace.verdict.code),
        reasons: judged.into_iter().map(|(_, reason)| reason).collect(),
    }
}

/// The question of an expectation.
fn query(expectation: &Expectation) -> Result<Query, Reason> {
    let text = |attribute, value: &Option<String>| {
        value.clone().ok_or(Reason::Unreadable {
            attribute,
            value: String::new(),
        })
    };
    let protocol = expectation.protocol.as_deref().unwrap_or("tcp");
    let Some(read) = Protocol::parse(protocol) else {
        return Err(Reason::Unreadable {
            attribute: "protocol",
            value: protocol.to_owned(),
        });
    };
    let to = text("to", &expectation.to)?;
    let mut query = Query::new(&text("from", &expectation.from)?, &to, read);
    query.action.clone_from(&expectation.action);
    query.arn.clone_from(&expectation.arn);
    query.principal.clone_from(&expectation.principal);
    if read.has_ports() && query.port.is_none() {
        return Err(Reason::Unreadable {
            attribute: "to",
            value: to,
        });
    }
    let says_something = expectation.outcome.is_some()
        || !expectation.through.is_empty()
        || !expectation.not_through.is_empty()
        || !expectation.resolves_to.is_empty();
    if says_something {
        Ok(query)
    } else {
        Err(Reason::Empty)
    }
}

/// Everything that does not hold, or cannot be said.
fn judge(network: &Network, expectation: &Expectation, trace: &Trace) -> Vec<(Mark, Reason)> {
    let actual = trace.verdict.outcome;
    // Where the path itself is not certain, what it does not show may still be so.
    let certain = matches!(actual, Outcome::Reachable | Outcome::Blocked);
    let absent = if certain {
        Mark::Fail
    } else {
        Mark::Undetermined
    };
    let mut judged = Vec::new();
    if let Some(expected) = &expectation.outcome {
        match outcome(expected) {
            None => judged.push((
                Mark::Fail,
                Reason::Unreadable {
                    attribute: "outcome",
                    value: expected.clone(),
                },
            )),
            Some(wanted) if wanted == actual => {}
            Some(_) => judged.push((
                absent,
                Reason::Outcome {
                    expected: expected.clone(),
                    actual,
                    code: trace.verdict.code,
                    at: trace.verdict.at.clone(),
                },
            )),
        }
    }
    let touched = touched(trace);
    for named in &expectation.through {
        let resource = known(network, named);
        if !touched.contains(&resource) {
            judged.push((absent, Reason::NotThrough { resource }));
        }
    }
    for named in &expectation.not_through {
        let resource = known(network, named);
        if touched.contains(&resource) {
            judged.push((Mark::Fail, Reason::Through { resource }));
        }
    }
    if !expectation.resolves_to.is_empty() {
        judged.extend(addresses(network, expectation, trace));
    }
    judged
}

fn outcome(text: &str) -> Option<Outcome> {
    [
        Outcome::Reachable,
        Outcome::Blocked,
        Outcome::Ambiguous,
        Outcome::Undetermined,
    ]
    .into_iter()
    .find(|outcome| outcome.as_str() == text)
}

/// A name works wherever an id does.
fn known(network: &Network, named: &ResourceId) -> ResourceId {
    match network.find(named.as_str()) {
        Lookup::Found(id) => id,
        Lookup::Several(_) | Lookup::Nothing => named.clone(),
    }
}

/// What the path touches, there and back, up to what blocks it: the resources of its steps, the
/// interfaces it was sent from and delivered to, and the subnets it left and entered.
fn touched(trace: &Trace) -> BTreeSet<ResourceId> {
    let mut touched = BTreeSet::new();
    for step in trace.forward.iter().chain(&trace.back) {
        if step.hypothetical {
            continue;
        }
        touched.insert(step.resource.clone());
        for evidence in &step.evidence {
            match &evidence.fact {
                Fact::SecurityGroups { interface, .. } | Fact::Interface { interface, .. } => {
                    touched.insert(interface.clone().into());
                }
                Fact::NetworkAcl { subnet, .. } => {
                    touched.insert(subnet.clone().into());
                }
                _ => {}
            }
        }
    }
    touched
}

/// Compares the addresses of a name, family by family as the expectation names them; their order
/// does not matter, since resolvers turn it.
fn addresses(
    network: &Network,
    expectation: &Expectation,
    trace: &Trace,
) -> Option<(Mark, Reason)> {
    let expected: BTreeSet<IpAddr> = expectation.resolves_to.iter().copied().collect();
    let mut actual = BTreeSet::new();
    let mut unknown = trace.verdict.outcome == Outcome::Undetermined && trace.forward.is_empty();
    if trace.resolution.status == Status::Skipped {
        // An address, or a resource that is addressed by one, stands for itself.
        actual.extend(trace.forward.first().map(|step| step.packet.destination));
    } else {
        for record_type in [RecordType::A, RecordType::Aaaa] {
            let v4 = record_type == RecordType::A;
            if !expected.iter().any(|it| it.is_ipv4() == v4) {
                continue;
            }
            let (from, name) = (&trace.query.from, &trace.resolution.name);
            let resolved = resolve(network, from, name, record_type);
            unknown |= resolved.trouble.as_ref().is_some_and(|it| it.unknown);
            actual.extend(resolved.resolution.addresses());
        }
    }
    if actual == expected {
        return None;
    }
    let mark = if unknown && actual.is_empty() {
        Mark::Undetermined
    } else {
        Mark::Fail
    };
    let reason = Reason::ResolvesTo {
        expected: expected.into_iter().collect(),
        actual: actual.into_iter().collect(),
    };
    Some((mark, reason))
}

impl Reason {
    /// The reason as a sentence without a full stop.
    #[must_use]
    pub fn says(&self, lang: Lang) -> String {
        let en = lang == Lang::En;
        match self {
            Self::Outcome {
                expected,
                actual,
                code,
                at,
            } => {
                let at = at
                    .as_ref()
                    .map_or_else(String::new, |at| format!(" @ {at}"));
                let actual = actual.as_str();
                let says = code.says().in_lang(lang);
                if en {
                    format!("expected {expected}, is {actual}: {code}{at}. {says}")
                } else {
                    format!("期待は {expected}、実際は {actual}: {code}{at}。{says}")
                }
            }
            Self::NotThrough { resource } if en => format!("does not pass {resource}"),
            Self::NotThrough { resource } => format!("{resource} を経由しません"),
            Self::Through { resource } if en => format!("passes {resource}, which it must not"),
            Self::Through { resource } => {
                format!("経由してはならない {resource} を経由します")
            }
            Self::ResolvesTo { expected, actual } => {
                let (expected, actual) = (list(expected), list(actual));
                if en {
                    format!("expected {expected}, resolves to {actual}")
                } else {
                    format!("期待は {expected}、実際の名前解決は {actual}")
                }
            }
            Self::Unreadable { attribute, value } if en => {
                format!("the expectation cannot be read: {attribute} {value:?}")
            }
            Self::Unreadable { attribute, value } => {
                format!("期待を読み取れません: {attribute} {value:?}")
            }
            Self::Empty if en => "the expectation expects nothing".to_owned(),
            Self::Empty => "何も期待していません".to_owned(),
        }
    }
}

fn list(addresses: &[IpAddr]) -> String {
    if addresses.is_empty() {
        return "-".to_owned();
    }
    let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
    addresses.join(", ")
}
