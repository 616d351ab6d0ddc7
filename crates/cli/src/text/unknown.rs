//! What an answer hangs on and no input says, and why.

use super::word;
use crate::style::Style;
use net::evidence::{Evidence, Fact};
use net::lang::Lang;
use net::topology::Topology;
use net::trace::Trace;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use studio::words::{missing, unknown};

/// A line for each attribute that is missing, where the document or AWS's ids tell why.
pub(crate) fn list(out: &mut String, trace: &Trace, topology: &Topology, style: Style, lang: Lang) {
    let asked = trace.resolution.steps.iter().flat_map(|it| &it.evidence);
    let walked = trace.forward.iter().chain(&trace.back);
    let evidence = asked.chain(walked.flat_map(|it| &it.evidence));
    let missing = |it: &Evidence| match &it.fact {
        Fact::Missing { resource, what } => {
            let why = unknown::why(lang, topology, resource.as_str(), what)?;
            let word = missing::word(lang, what);
            Some(format!("  {resource}  {word}: {why}"))
        }
        _ => None,
    };
    let lines: BTreeSet<String> = evidence.filter_map(missing).collect();
    if lines.is_empty() {
        return;
    }
    let head = word(lang, "What is not known", "分からないこと");
    let _ = writeln!(out, "\n{}", style.bold(head));
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
}
