//! Names to addresses, as one vantage sees them: which laws of DNS are asked, in what order.
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html>

mod server;

use crate::code::Code;
use crate::evidence::Evidence;
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::ask;
use crate::laws::dns::{RecordType, Reply, SYNTHESIZE, Synthesizing, canonical};
use crate::laws::host::Sources;
use crate::network::Network;
use crate::query::Query;
use crate::trace::{Resolution, Status};
use crate::walk::vantage::{Vantage, vantage};
use server::Resolving;

/// How many names an answer may lead through (R4.8), and servers a question.
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

/// What a name resolves to for a place with these addresses. A host of both families asks for
/// both; others ask for the family they have, and for the other one where that has no address, to
/// know whether the name could be reached at all.
pub(crate) fn resolve_for(
    network: &Network,
    vantage: &Vantage<'_>,
    name: &str,
    sources: Sources,
) -> Resolved {
    let ask = |record_type| resolve_from(network, vantage, name, record_type);
    let (first, other) = match (sources.four, sources.six) {
        (None, Some(_)) => (RecordType::Aaaa, RecordType::A),
        _ => (RecordType::A, RecordType::Aaaa),
    };
    let both = sources.four.is_some() && sources.six.is_some();
    if both && matches!(vantage, Vantage::Host(_)) {
        return ask(RecordType::Aaaa).and(ask(RecordType::A));
    }
    let asked = ask(first);
    if asked.resolution.status != Status::NoData {
        return asked;
    }
    let second = ask(other);
    if second.has_address() {
        asked.and(second)
    } else {
        asked
    }
}

impl Resolved {
    fn has_address(&self) -> bool {
        let mut answers = self.resolution.answers.iter();
        answers.any(|answer| answer.data.address().is_some())
    }

    /// Two questions for one name, of one type each.
    fn and(mut self, other: Self) -> Self {
        let (own, theirs) = (self.has_address(), other.has_address());
        let status = if theirs && !own {
            other.resolution.status
        } else {
            self.resolution.status
        };
        // An answer that is not known could be the one that is used.
        let unknown = |it: &Trouble| it.unknown || !(own || theirs);
        let missing = |it: &Trouble| it.code == Code::DnsNodata;
        let (one, two) = (
            self.trouble.take().filter(unknown),
            other.trouble.filter(unknown),
        );
        self.trouble = match (one, two) {
            (Some(one), Some(two)) if missing(&one) => Some(two),
            (one, two) => one.or(two),
        };
        let resolution = &mut self.resolution;
        resolution.status = status;
        resolution.steps.extend(other.resolution.steps);
        for answer in other.resolution.answers {
            // A CNAME comes with the answer to either question.
            if !resolution.answers.contains(&answer) {
                resolution.answers.push(answer);
            }
        }
        self
    }
}

pub(crate) fn resolve_from(
    network: &Network,
    vantage: &Vantage<'_>,
    name: &str,
    record_type: RecordType,
) -> Resolved {
    let asked = follow(network, vantage, name, record_type);
    let nothing = asked.resolution.status == Status::NoData;
    let Vantage::Host(host) = vantage else {
        return asked;
    };
    let subnet = network.topology().subnet.get(host.subnet);
    let made = subnet.and_then(|it| it.enable_dns64) == Some(true);
    if record_type != RecordType::Aaaa || !nothing || !made {
        return asked;
    }
    synthesized(network, vantage, host.subnet, name, asked)
}

/// What the resolver makes out of IPv4 answers, where the host's own VPC's resolver answers.
fn synthesized(
    network: &Network,
    vantage: &Vantage<'_>,
    subnet: &SubnetId,
    name: &str,
    asked: Resolved,
) -> Resolved {
    let mut four = follow(network, vantage, name, RecordType::A);
    let own = vantage.vpc().map(resolver_id);
    let first = four.resolution.steps.first().map(|it| &it.resolver);
    if !four.has_address() || first != own.as_ref() {
        return asked;
    }
    let subject = Synthesizing {
        network,
        subnet,
        answers: &four.resolution.answers,
    };
    let ruling = ask(SYNTHESIZE, |judge| judge(&subject));
    let Some(answers) = ruling.settled else {
        return asked;
    };
    let mut steps = asked.resolution.steps;
    steps.append(&mut four.resolution.steps);
    if let Some(last) = steps.last_mut() {
        last.evidence.extend(ruling.evidence);
    }
    four.resolution.steps = steps;
    four.resolution.answers = answers;
    four
}

fn follow(
    network: &Network,
    vantage: &Vantage<'_>,
    name: &str,
    record_type: RecordType,
) -> Resolved {
    let mut asking = Resolving {
        network,
        record_type,
        trusted: false,
        asked: unanswered(name),
    };
    let mut current = canonical(name);
    for _ in 0..MAX_NAMES {
        let Some(server) = asking.first_server(vantage, &current) else {
            return asking.asked;
        };
        match asking.one(server, &current) {
            Some(Reply {
                follow: Some(next), ..
            }) => current = next,
            _ => return asking.asked,
        }
    }
    asking.fail(
        Status::ServFail,
        Code::DnsLoop,
        PUBLIC_RESOLVER.into(),
        Vec::new(),
    );
    asking.asked
}
