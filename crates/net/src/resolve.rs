//! Names to addresses, as one vantage sees them: which laws of DNS are asked, in what order.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html>

use crate::code::Code;
use crate::evidence::Evidence;
use crate::id::{ResourceId, VpcId};
use crate::laws::dns::{
    ANSWER, Asked, Asking, CHOOSE, RESOLVER, RecordType, Reply, Source, canonical,
};
use crate::laws::{Ruling, ask};
use crate::network::Network;
use crate::query::Query;
use crate::trace::{Resolution, ResolutionStep, Status};
use crate::walk::vantage::{Vantage, vantage};

/// How many names an answer may lead through (R4.8).
const MAX_NAMES: usize = 8;

/// The public DNS, as a resource of traces.
pub const PUBLIC_RESOLVER: &str = "internet.resolver";

/// A resolution, and why it cannot be relied on where it cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// What was answered.
    pub resolution: Resolution,
    /// The code of a failed resolution, or of one that cannot be known.
    pub trouble: Option<Trouble>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// The code.
    pub code: Code,
    /// Whether the answer is unknown rather than absent.
    pub unknown: bool,
    /// Where.
    pub at: ResourceId,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// What a name resolves to from a vantage. Total; a vantage nobody knows has no answer.
#[must_use]
pub fn resolve(network: &Network, from: &str, name: &str, record_type: RecordType) -> Resolved {
    match vantage(network, &Query::tcp(from, name)) {
        Some(place) => resolve_from(network, &place, name, record_type),
        None => {
            let mut resolved = unanswered(name);
            resolved.trouble = Some(Trouble {
                code: Code::UnknownVantage,
                unknown: true,
                at: from.into(),
                evidence: Vec::new(),
            });
            resolved
        }
    }
}

/// The resource that stands for a VPC's resolver in traces and diagrams.
#[must_use]
pub fn resolver_id(vpc: &VpcId) -> ResourceId {
    format!("{vpc}.resolver").into()
}

pub(crate) fn resolve_from(
    network: &Network,
    vantage: &Vantage<'_>,
    name: &str,
    record_type: RecordType,
) -> Resolved {
    let mut asked = unanswered(name);
    let mut current = canonical(name);
    for _ in 0..MAX_NAMES {
        match one(network, vantage.vpc(), &current, record_type, &mut asked) {
            Some(Reply {
                follow: Some(next), ..
            }) => current = next,
            _ => return asked,
        }
    }
    fail(
        &mut asked,
        Status::ServFail,
        Code::DnsLoop,
        PUBLIC_RESOLVER.into(),
    );
    asked
}

/// A resolution before anything was asked.
pub(crate) fn unanswered(name: &str) -> Resolved {
    Resolved {
        resolution: Resolution {
            name: name.to_owned(),
            status: Status::Skipped,
            answers: Vec::new(),
            steps: Vec::new(),
        },
        trouble: None,
    }
}

/// Asks one name, at the VPC's resolver where there is one, then at the public DNS where the
/// resolver goes on to it.
fn one(
    network: &Network,
    vpc: Option<&VpcId>,
    name: &str,
    record_type: RecordType,
    asked: &mut Resolved,
) -> Option<Reply> {
    let question = format!("{name} {}", record_type.as_str());
    let mut source = Source::Public;
    if let Some(vpc) = vpc {
        let resolver = resolver_id(vpc);
        let asking = Asking { network, vpc, name };
        let mut guard: Ruling<()> = ask(RESOLVER, |judge| judge(&asking));
        let mut evidence = std::mem::take(&mut guard.evidence);
        let stopped = evidence.iter().find(|it| it.code.is_some()).cloned();
        let choice = match stopped {
            Some(_) => None,
            None => {
                let choice = ask(CHOOSE, |judge| judge(&asking));
                evidence.extend(choice.evidence);
                choice.settled
            }
        };
        let trouble = evidence.iter().find(|it| it.code.is_some()).cloned();
        let decided_by = match &choice {
            Some(Source::Endpoint(id, _)) => Some(id.clone().into()),
            Some(Source::Private(id, _)) => Some(id.clone().into()),
            Some(Source::Public) | None => None,
        };
        let private = decided_by.is_some();
        asked.resolution.steps.push(ResolutionStep {
            resolver: resolver.clone(),
            question: question.clone(),
            decided_by,
            evidence,
        });
        if let Some(evidence) = trouble {
            asked.trouble = Some(Trouble {
                code: evidence.code.unwrap_or(Code::FactMissing),
                unknown: evidence.decision == crate::evidence::Decision::Unknown,
                at: resolver,
                evidence: vec![evidence],
            });
            asked.resolution.status = Status::Timeout;
            return None;
        }
        source = choice?;
        if private {
            return answer(network, &source, name, record_type, resolver, asked);
        }
    }
    asked.resolution.steps.push(ResolutionStep {
        resolver: PUBLIC_RESOLVER.into(),
        question,
        decided_by: None,
        evidence: Vec::new(),
    });
    answer(
        network,
        &source,
        name,
        record_type,
        PUBLIC_RESOLVER.into(),
        asked,
    )
}

/// Lets the chosen zone answer, and adds its reason to the last step.
fn answer(
    network: &Network,
    source: &Source,
    name: &str,
    record_type: RecordType,
    at: ResourceId,
    asked: &mut Resolved,
) -> Option<Reply> {
    let subject = Asked {
        network,
        source,
        name,
        record_type,
    };
    let ruling = ask(ANSWER, |judge| judge(&subject));
    if let Some(step) = asked.resolution.steps.last_mut() {
        step.evidence.extend(ruling.evidence.iter().cloned());
    }
    let Some(reply) = ruling.settled else {
        asked.trouble = Some(Trouble {
            code: Code::FactMissing,
            unknown: true,
            at,
            evidence: ruling.evidence,
        });
        return None;
    };
    asked
        .resolution
        .answers
        .extend(reply.answers.iter().cloned());
    asked.resolution.status = reply.status;
    let code = match reply.status {
        Status::NxDomain => Some(Code::DnsNxdomain),
        Status::NoData => Some(Code::DnsNodata),
        Status::NoError
        | Status::ServFail
        | Status::Timeout
        | Status::Refused
        | Status::Skipped => None,
    };
    if let Some(code) = code {
        asked.trouble = Some(Trouble {
            code,
            unknown: false,
            at,
            evidence: ruling.evidence,
        });
    }
    Some(reply)
}

fn fail(asked: &mut Resolved, status: Status, code: Code, at: ResourceId) {
    asked.resolution.status = status;
    asked.trouble = Some(Trouble {
        code,
        unknown: false,
        at,
        evidence: Vec::new(),
    });
}
