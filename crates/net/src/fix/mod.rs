//! The smallest edits that make a blocked query succeed, each tried before it is proposed.
//!
//! A fix is found by lifting the first blocker, asking again, and going on until the query is
//! reachable. One that does not get there is not proposed. Nothing is opened further than the
//! query needs: a rule is for one address, one protocol and one port.

mod balancer;
mod dns;
mod edit;
mod endpoint;
mod guard;
mod lattice;
mod middlebox;
mod options;
mod policy;
mod public_access;
mod route;
mod transit;

use crate::network::Network;
use crate::query::Query;
use crate::topology::Topology;
use crate::trace::{Fix, Outcome, Trace, trace};
use std::sync::Arc;

pub use edit::Edit;

/// How many blockers one fix may lift.
const MAX_EDITS: usize = 8;

/// How often one fix may ask again before it is given up.
const MAX_TRIES: usize = 10;

/// How often all fixes of a trace may: each time a network is indexed.
const MAX_TRIES_IN_ALL: usize = 24;

/// Fixes of a trace that is blocked, or that is for some of AWS's choices: the one with the
/// fewest edits first, then by the order in which a blocker's are tried.
#[must_use]
pub fn fixes(network: &Network, blocked: &Trace) -> Vec<Fix> {
    if !may_be_mended(blocked) {
        return Vec::new();
    }
    let mut left = MAX_TRIES_IN_ALL;
    let mut found: Vec<Fix> = options::lifting_first(network, blocked)
        .into_iter()
        .filter_map(|edit| {
            let tries = MAX_TRIES.min(left);
            let mut search = Search {
                query: &blocked.query,
                edits: Vec::new(),
                tries,
            };
            let is_mended = search.ends_reachable(network.topology(), blocked, edit);
            left -= tries - search.tries;
            is_mended.then_some(Fix {
                code: blocked.verdict.code,
                edits: search.edits,
                verified: true,
            })
        })
        .collect();
    found.sort_by_key(|fix| fix.edits.len());
    without_more(found)
}

/// Fixes without those that do all that another does, and more.
fn without_more(found: Vec<Fix>) -> Vec<Fix> {
    let mut kept: Vec<Fix> = Vec::new();
    for fix in found {
        let does_all_of = |other: &Fix| other.edits.iter().all(|edit| fix.edits.contains(edit));
        if !kept.iter().any(does_all_of) {
            kept.push(fix);
        }
    }
    kept
}

/// The document with edits made, in order; `None` where it has not what one is about.
#[must_use]
pub fn applied(topology: &Topology, edits: &[Edit]) -> Option<Topology> {
    let mut topology = topology.clone();
    for edit in edits {
        edit.apply(&mut topology)?;
    }
    Some(topology)
}

const fn may_be_mended(trace: &Trace) -> bool {
    matches!(trace.verdict.outcome, Outcome::Blocked | Outcome::Ambiguous)
}

/// The way from one edit to a query that is reachable: what blocks next is lifted next, and where
/// that leads nowhere, lifted otherwise.
struct Search<'a> {
    query: &'a Query,
    edits: Vec<Edit>,
    tries: usize,
}

impl Search<'_> {
    /// Makes an edit and goes on; whether that ends reachable, by `self.edits`. An edit after which
    /// the same thing blocks as before leads nowhere.
    fn ends_reachable(&mut self, topology: &Topology, before: &Trace, edit: Edit) -> bool {
        if self.tries == 0 || self.edits.len() == MAX_EDITS || self.edits.contains(&edit) {
            return false;
        }
        self.tries -= 1;
        let mut topology = topology.clone();
        if edit.apply(&mut topology).is_none() {
            return false;
        }
        let network = Network::new(Arc::new(topology));
        let again = trace(&network, self.query);
        self.edits.push(edit);
        let is_mended = again.verdict.outcome == Outcome::Reachable
            || may_be_mended(&again)
                && again.blockers.first() != before.blockers.first()
                && options::lifting_first(&network, &again)
                    .into_iter()
                    .any(|next| self.ends_reachable(network.topology(), &again, next));
        if !is_mended {
            self.edits.pop();
        }
        is_mended
    }
}
