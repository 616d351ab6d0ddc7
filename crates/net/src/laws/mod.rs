//! What AWS does, one file a law.
//!
//! A law is an id, one sentence in two languages, the AWS page that says it, and one function
//! that is silent, passes, settles or stops, each with a typed fact as the reason. A stage is an
//! ordered list of laws: the order in which they are asked is the order in the list. To add a law:
//! one file, one list entry, one scenario.
//!
//! Invariant: a law does not know what was asked before it or what comes after it; that is
//! [`walk`](crate::walk)'s and [`resolve`](crate::resolve)'s.

pub mod balancer;
pub mod dns;
pub mod endpoint;
pub mod gateway;
pub mod host;
pub mod lattice;
pub mod link;
pub mod middlebox;
pub mod passage;
pub mod route;
pub mod security;
pub mod service;
pub mod way;

use crate::code::Code;
use crate::evidence::{Decision, Evidence, Fact, LawDoc};

/// A law: what it is, and how it judges.
#[derive(Debug)]
pub struct Law<Judge> {
    /// What it is.
    pub doc: LawDoc,
    /// How it judges.
    pub judge: Judge,
}

/// What a law says to a subject. `A` is what the stage has to find out; `()` for a mere guard.
#[derive(Debug)]
pub enum Judgement<A = ()> {
    /// The law has nothing to say here.
    Silent,
    /// It looked, and lets it go on.
    Passes(Fact),
    /// It lets it go on, and there is something to know.
    Warns(Code, Fact),
    /// It found what the stage looks for.
    Settles(A, Fact),
    /// It stops the packet or the resolution.
    Stops(Code, Fact),
    /// It would decide, but a fact is missing or not modelled.
    Unknown(Code, Fact),
}

/// What is kept of a judgement besides how it ends. The laws are the same for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The whole reason.
    Evidence,
    /// How it ends: the tables that guards and routes read are left without rows.
    Verdict,
}

/// What a stage came to.
#[derive(Debug)]
pub struct Ruling<A> {
    /// What was found out, if anything.
    pub settled: Option<A>,
    /// Every law that had something to say, in order.
    pub evidence: Vec<Evidence>,
}

impl<A> Ruling<A> {
    /// The first law that stopped it.
    #[must_use]
    pub fn stopped(&self) -> Option<&Evidence> {
        self.evidence
            .iter()
            .find(|it| it.decision == Decision::Stopped)
    }

    /// The first law that could not say.
    #[must_use]
    pub fn unknown(&self) -> Option<&Evidence> {
        self.evidence
            .iter()
            .find(|it| it.decision == Decision::Unknown)
    }
}

/// Asks each law in order, and keeps why.
pub fn ask<Judge, A>(
    laws: &'static [&'static Law<Judge>],
    judge: impl FnMut(&Judge) -> Judgement<A>,
) -> Ruling<A> {
    let mut evidence = Vec::new();
    let settled = each(laws, judge, |said| evidence.push(said));
    Ruling { settled, evidence }
}

/// Whether nothing stops it and nothing is unknown, and what was found out: the same laws, of which
/// no reason is kept.
pub fn clear<Judge, A>(
    laws: &'static [&'static Law<Judge>],
    judge: impl FnMut(&Judge) -> Judgement<A>,
) -> (bool, Option<A>) {
    let mut is_clear = true;
    let settled = each(laws, judge, |said| {
        is_clear &= !matches!(said.decision, Decision::Stopped | Decision::Unknown);
    });
    (is_clear, settled)
}

/// Asks each law in order and passes on what it says. Guards are all asked, so that everything that
/// must change is known; a settling law ends the stage.
#[inline]
fn each<Judge, A>(
    laws: &'static [&'static Law<Judge>],
    mut judge: impl FnMut(&Judge) -> Judgement<A>,
    mut pass_on: impl FnMut(Evidence),
) -> Option<A> {
    for law in laws {
        let mut settled = None;
        let (decision, code, fact) = match judge(&law.judge) {
            Judgement::Silent => continue,
            Judgement::Passes(fact) => (Decision::Passed, None, fact),
            Judgement::Warns(code, fact) => (Decision::Passed, Some(code), fact),
            Judgement::Stops(code, fact) => (Decision::Stopped, Some(code), fact),
            Judgement::Unknown(code, fact) => (Decision::Unknown, Some(code), fact),
            Judgement::Settles(found, fact) => {
                settled = Some(found);
                (Decision::Settled, None, fact)
            }
        };
        pass_on(Evidence {
            law: &law.doc,
            decision,
            code,
            fact,
        });
        if settled.is_some() {
            return settled;
        }
    }
    None
}

/// Every law there is, stage by stage.
#[must_use]
pub fn all() -> Vec<&'static LawDoc> {
    let mut docs = Vec::new();
    docs.extend(dns::RESOLVER.iter().map(|law| &law.doc));
    docs.extend(dns::FIREWALL.iter().map(|law| &law.doc));
    docs.extend(dns::CHOOSE.iter().map(|law| &law.doc));
    docs.extend(dns::ANSWER.iter().map(|law| &law.doc));
    docs.extend(dns::SYNTHESIZE.iter().map(|law| &law.doc));
    docs.extend(host::SPEAK.iter().map(|law| &law.doc));
    docs.extend(host::SEND.iter().map(|law| &law.doc));
    docs.extend(host::NEAR.iter().map(|law| &law.doc));
    docs.extend(security::SEND.iter().map(|law| &law.doc));
    docs.extend(security::LEAVE.iter().map(|law| &law.doc));
    docs.extend(route::ROUTE.iter().map(|law| &law.doc));
    docs.extend(gateway::INTERNET.iter().map(|law| &law.doc));
    docs.extend(gateway::FROM_INTERNET.iter().map(|law| &law.doc));
    docs.extend(gateway::NAT.iter().map(|law| &law.doc));
    docs.extend(link::PEERING.iter().map(|law| &law.doc));
    docs.extend(link::TRANSIT.iter().map(|law| &law.doc));
    docs.extend(link::TRANSIT_PEERING.iter().map(|law| &law.doc));
    docs.extend(link::SITE.iter().map(|law| &law.doc));
    docs.extend(link::FROM_SITE.iter().map(|law| &law.doc));
    docs.extend(security::ENTER.iter().map(|law| &law.doc));
    docs.extend(security::RECEIVE.iter().map(|law| &law.doc));
    docs.extend(host::DELIVER.iter().map(|law| &law.doc));
    docs.extend(host::LISTEN.iter().map(|law| &law.doc));
    docs.extend(endpoint::INTERFACE.iter().map(|law| &law.doc));
    docs.extend(endpoint::GATEWAY.iter().map(|law| &law.doc));
    docs.extend(endpoint::REQUEST.iter().map(|law| &law.doc));
    docs.extend(endpoint::SERVICE.iter().map(|law| &law.doc));
    docs.extend(service::SERVE.iter().map(|law| &law.doc));
    docs.extend(balancer::FRONT.iter().map(|law| &law.doc));
    docs.extend(balancer::CHOOSE.iter().map(|law| &law.doc));
    docs.extend(balancer::SOURCE.iter().map(|law| &law.doc));
    docs.extend(balancer::GATEWAY_FRONT.iter().map(|law| &law.doc));
    docs.extend(middlebox::DETOUR.iter().map(|law| &law.doc));
    docs.extend(middlebox::TUNNEL.iter().map(|law| &law.doc));
    docs.extend(middlebox::FORWARD.iter().map(|law| &law.doc));
    docs.extend(middlebox::INSPECT.iter().map(|law| &law.doc));
    docs.extend(middlebox::FLOW.iter().map(|law| &law.doc));
    docs.extend(security::REPLY.iter().map(|law| &law.doc));
    docs.extend(lattice::WANTED.iter().map(|law| &law.doc));
    docs.extend(lattice::RESOURCE.iter().map(|law| &law.doc));
    docs.extend(lattice::AUTH.iter().map(|law| &law.doc));
    docs.extend(lattice::LISTEN.iter().map(|law| &law.doc));
    docs.extend(lattice::TARGETS.iter().map(|law| &law.doc));
    docs.extend(passage::ALL);
    docs
}
