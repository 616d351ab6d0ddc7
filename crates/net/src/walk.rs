//! The order in which the laws are asked.

use crate::code::Code;
use crate::network::Network;
use crate::query::Query;
use crate::trace::{FORMAT, Observed, Outcome, Resolution, Status, Trace, Verdict};

/// Answers a query.
pub(crate) fn answer(_network: &Network, query: &Query) -> Trace {
    Trace {
        format: FORMAT,
        query: query.clone(),
        verdict: Verdict {
            outcome: Outcome::Undetermined,
            code: Code::NotModelled,
            observed: Observed::Unknown,
            at: None,
        },
        resolution: Resolution {
            name: query.to.clone(),
            status: Status::Skipped,
            answers: Vec::new(),
            steps: Vec::new(),
        },
        forward: Vec::new(),
        back: Vec::new(),
        blockers: Vec::new(),
        warnings: Vec::new(),
        fixes: Vec::new(),
    }
}
