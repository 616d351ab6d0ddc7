//! The order in which the laws are asked: resolve, walk there, walk back, give a verdict.
//!
//! One [`forward::Walk`] follows one packet with the choices AWS would make; [`answer`] tries
//! every choice and says so where they end differently.

mod appliance;
mod back;
mod carry;
mod choices;
mod flow;
mod forward;
mod middlebox;
mod nat;
mod outward;
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
use crate::laws::passage::AWS_CHOOSES;
use crate::network::Network;
use crate::query::{Protocol, Query};
use crate::resolve::{Resolved, resolve_for, unanswered};
use crate::trace::{Blocker, FORMAT, Observed, Outcome, Trace, Verdict};
use forward::Walk;
use record::Outlook;
use std::net::IpAddr;
use target::Target;
use vantage::{Vantage, vantage};

/// Answers a query.
pub(crate) fn answer(network: &Network, query: &Query) -> Trace {
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
            let addresses = addresses(&resolved);
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
    let (ways, all) = choices::every_way(|choices| {
        Walk::new(network, query, &resolved.resolution, choices).run(&from, &addresses)
    });
    let mut ways = ways
        .into_iter()
        .map(|(outlook, chosen)| (outlook.into_trace(query), chosen))
        .collect::<Vec<_>>();
    let mut trace = worst(&mut ways);
    if !all && trace.verdict.outcome == Outcome::Reachable {
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
    let mut choices = choices::Choices::default();
    let walk = Walk::new(network, &query, &nothing, &mut choices);
    walk.run(from, &[server]).blockers.into_iter().next()
}

/// The trace to show: the first way, or where ways end differently the worst of them.
fn worst(ways: &mut Vec<(Trace, Vec<String>)>) -> Trace {
    let first = ways.first().map(|(trace, _)| trace.verdict.outcome);
    let differ = ways
        .iter()
        .any(|(trace, _)| Some(trace.verdict.outcome) != first);
    if !differ {
        return ways.swap_remove(0).0;
    }
    let rows = ways
        .iter()
        .map(|(trace, chosen)| AlternativeRow {
            chosen: chosen.clone(),
            outcome: trace.verdict.outcome,
            code: trace.verdict.code,
        })
        .collect();
    let blocked = |trace: &Trace| trace.verdict.outcome == Outcome::Blocked;
    let reachable = |trace: &Trace| trace.verdict.outcome == Outcome::Reachable;
    let at = ways
        .iter()
        .position(|(trace, _)| blocked(trace))
        .or_else(|| ways.iter().position(|(trace, _)| !reachable(trace)))
        .unwrap_or(0);
    let mut trace = ways.swap_remove(at).0;
    trace.verdict.outcome = Outcome::Ambiguous;
    trace.verdict.observed = Observed::Unknown;
    if let Some(step) = trace.forward.first_mut() {
        step.evidence.push(Evidence {
            law: &AWS_CHOOSES,
            decision: Decision::Settled,
            code: None,
            fact: Fact::Alternatives { rows },
        });
    }
    trace
}

fn addresses(resolved: &Resolved) -> Vec<IpAddr> {
    resolved
        .resolution
        .answers
        .iter()
        .filter_map(|answer| answer.data.address())
        .collect()
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
