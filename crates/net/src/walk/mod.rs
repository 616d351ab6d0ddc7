//! The order in which the laws are asked: resolve, walk there, walk back, give a verdict.
//!
//! One [`forward::Walk`] follows one packet with the choices AWS would make; [`answer`] tries
//! every choice and says so where they end differently. Only the way that is shown is written down
//! in full; of the others the same laws say how they end ([`Keep`]).

mod appliance;
mod back;
mod balance;
mod carry;
mod choices;
mod flow;
mod forward;
mod inward;
mod lattice;
mod lattice_service;
mod middlebox;
mod nat;
mod outward;
mod passage;
mod peering;
mod private_link;
mod record;
mod site;
mod transit;
pub mod vantage;

mod target;

use crate::code::Code;
use crate::evidence::{AlternativeRow, Decision, Evidence, Fact};
use crate::id::ResourceId;
use crate::laws::Keep;
use crate::laws::passage::AWS_CHOOSES;
use crate::network::Network;
use crate::query::{Protocol, Query};
use crate::resolve::{Resolved, resolve_for, unanswered};
use crate::trace::{Blocker, FORMAT, Observed, Outcome, Trace, Verdict};
use choices::{Choices, Way};
use forward::Walk;
use record::Outlook;
use std::net::IpAddr;
use target::Target;
use vantage::{Vantage, vantage};

/// Answers a query.
pub(crate) fn answer(network: &Network, query: &Query, keep: Keep) -> Trace {
    let Some(from) = vantage(network, query) else {
        return undetermined(query, unanswered(&query.to), Code::UnknownVantage, None);
    };
    let Some(target) = target::target(network, &query.to) else {
        return undetermined(query, unanswered(&query.to), Code::UnknownTarget, None);
    };
    let (resolved, addresses) = match target {
        Target::Address(address) => (unanswered(&query.to), vec![address]),
        Target::Name(name) => {
            let sources = from.sources(network, query);
            let resolved = resolve_for(network, &from, &name, sources);
            let addresses = resolved.resolution.addresses().collect::<Vec<_>>();
            (resolved, addresses)
        }
    };
    if let Some(trouble) = &resolved.trouble {
        let (code, at) = (trouble.code, trouble.at.clone());
        if trouble.unknown {
            return undetermined(query, resolved, code, Some(at));
        }
        let blocker = Blocker {
            code,
            resource: at,
            evidence: trouble.evidence.clone(),
        };
        let mut trace = Outlook::blocked_at(blocker).into_trace(query);
        trace.resolution = resolved.resolution;
        return trace;
    }
    let walk = |choices: &mut Choices, keep| {
        let walk = Walk::new(network, query, &resolved.resolution, choices, keep);
        walk.run(&from, &addresses)
    };
    // Of the other ways only how they end is asked, until one of them is to be shown.
    let mut first = None;
    let (ways, all) = choices::every_way(|choices| match first {
        Some(_) => walk(choices, Keep::Verdict).verdict(),
        None => first.insert(walk(choices, keep)).verdict(),
    });
    let (shown, differ) = worst(&ways);
    let outlook = match (shown, first) {
        (Some(way), _) => walk(&mut way.again(), keep),
        (None, Some(first)) => first,
        (None, None) => Outlook::default(),
    };
    let mut trace = outlook.into_trace(query);
    if differ {
        choose(&mut trace, &ways);
    } else if !all && trace.verdict.outcome == Outcome::Reachable {
        // The ways that were not tried may end otherwise.
        trace.verdict.outcome = Outcome::Undetermined;
        trace.verdict.code = Code::NotModelled;
        trace.verdict.observed = Observed::Unknown;
    }
    trace.resolution = resolved.resolution;
    trace
}

/// What stops a DNS query on its way from a vantage to a server, if anything does.
pub(crate) fn way_to_server(
    network: &Network,
    from: &Vantage<'_>,
    server: IpAddr,
) -> Option<Blocker> {
    let mut query = Query::new("", &server.to_string(), Protocol::UDP);
    query.port = Some(53);
    let nothing = unanswered(&query.to).resolution;
    let mut choices = Choices::default();
    let walk = Walk::new(network, &query, &nothing, &mut choices, Keep::Evidence);
    walk.run(from, &[server]).blockers.into_iter().next()
}

/// Where ways end differently, the worst of them if that is not the first; and whether they do.
fn worst(ways: &[Way<Verdict>]) -> (Option<&Way<Verdict>>, bool) {
    let first = ways.first().map(|way| way.end.outcome);
    let differ = ways.iter().any(|way| Some(way.end.outcome) != first);
    let blocked = |way: &&Way<Verdict>| way.end.outcome == Outcome::Blocked;
    let unsure = |way: &&Way<Verdict>| way.end.outcome != Outcome::Reachable;
    let worst = ways
        .iter()
        .find(blocked)
        .or_else(|| ways.iter().find(unsure));
    let is_first = |way: &&Way<Verdict>| ways.first().is_some_and(|it| std::ptr::eq(it, *way));
    let other = worst.filter(|way| differ && !is_first(way));
    (other, differ)
}

/// Says that AWS chooses among ways that end differently.
fn choose(trace: &mut Trace, ways: &[Way<Verdict>]) {
    trace.verdict.outcome = Outcome::Ambiguous;
    trace.verdict.observed = Observed::Unknown;
    let rows = ways.iter().map(|way| AlternativeRow {
        chosen: way.chosen.clone(),
        outcome: way.end.outcome,
        code: way.end.code,
    });
    if let Some(step) = trace.forward.first_mut() {
        step.evidence.push(Evidence {
            law: &AWS_CHOOSES,
            decision: Decision::Settled,
            code: None,
            fact: Fact::Alternatives {
                rows: rows.collect(),
            },
        });
    }
}

fn undetermined(query: &Query, resolved: Resolved, code: Code, at: Option<ResourceId>) -> Trace {
    Trace {
        format: FORMAT,
        query: query.clone(),
        verdict: Verdict {
            outcome: Outcome::Undetermined,
            code,
            observed: Observed::Unknown,
            at,
        },
        resolution: resolved.resolution,
        forward: Vec::new(),
        back: Vec::new(),
        blockers: Vec::new(),
        warnings: Vec::new(),
        fixes: Vec::new(),
    }
}
