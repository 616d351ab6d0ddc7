//! The smallest edits that make a blocked query succeed, each tried before it is proposed.
//!
//! A fix is found by lifting the first blocker, asking again, and going on until the query is
//! reachable. One that does not get there is not proposed. Nothing is opened further than the
//! query needs: a rule is for one address, one protocol and one port.

mod edit;
mod guard;
mod middlebox;
mod options;
mod route;

use crate::network::Network;
use crate::topology::Topology;
use crate::trace::{Fix, Outcome, Trace, trace};
use std::sync::Arc;

pub use edit::Edit;

/// How many blockers one fix may lift.
const MAX_EDITS: usize = 8;

/// Fixes of a blocked trace, the first way of lifting its first blocker first.
#[must_use]
pub fn fixes(network: &Network, blocked: &Trace) -> Vec<Fix> {
    if blocked.verdict.outcome != Outcome::Blocked {
        return Vec::new();
    }
    let mut found: Vec<Fix> = options::lifting_first(network, blocked)
        .into_iter()
        .filter_map(|edit| complete(network, blocked, edit))
        .collect();
    found.sort_by_key(|fix| fix.edits.len());
    found
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

/// Applies an edit and goes on lifting what then blocks; `None` where that leads nowhere.
fn complete(network: &Network, blocked: &Trace, first: Edit) -> Option<Fix> {
    let mut topology: Topology = network.topology().clone();
    let mut edits = vec![first];
    loop {
        edits.last()?.apply(&mut topology)?;
        let network = Network::new(Arc::new(topology.clone()));
        let again = trace(&network, &blocked.query);
        if again.verdict.outcome == Outcome::Reachable {
            return Some(Fix {
                code: blocked.verdict.code,
                edits,
                verified: true,
            });
        }
        if edits.len() == MAX_EDITS || again.verdict.outcome != Outcome::Blocked {
            return None;
        }
        let next = options::lifting_first(&network, &again)
            .into_iter()
            .next()?;
        if edits.contains(&next) {
            return None;
        }
        edits.push(next);
    }
}
