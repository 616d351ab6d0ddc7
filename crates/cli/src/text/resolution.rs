//! A resolution: who was asked, what decided, what came back.

use super::{fact, word};
use crate::style::Style;
use net::lang::Lang;
use net::resolve::Resolved;
use net::trace::{RecordData, Resolution, Status};
use std::fmt::Write as _;

/// A resolution of its own.
pub(crate) fn show(from: &str, resolved: &Resolved, style: Style, lang: Lang) -> String {
    let resolution = &resolved.resolution;
    let mut out = String::new();
    let status = match &resolved.trouble {
        Some(trouble) => format!("{}  {}", trouble.code, trouble.code.says().in_lang(lang)),
        None => status(resolution.status).to_owned(),
    };
    let head = format!("{from}: {}", resolution.name);
    let _ = writeln!(out, "{}  {status}", style.bold(&head));
    out.push_str(&answers(resolution, "  "));
    out.push_str(&steps(resolution, style, lang));
    out
}

/// The status as DNS spells it.
const fn status(status: Status) -> &'static str {
    match status {
        Status::NoError => "NOERROR",
        Status::NoData => "NODATA",
        Status::NxDomain => "NXDOMAIN",
        Status::ServFail => "SERVFAIL",
        Status::Timeout => "TIMEOUT",
        Status::Refused => "REFUSED",
        Status::Skipped => "SKIPPED",
    }
}

/// The records of the answer.
pub(crate) fn answers(resolution: &Resolution, indent: &str) -> String {
    let mut out = String::new();
    for answer in &resolution.answers {
        let (kind, value) = match &answer.data {
            RecordData::A(address) => ("A", address.to_string()),
            RecordData::Aaaa(address) => ("AAAA", address.to_string()),
            RecordData::Cname(name) => ("CNAME", name.clone()),
        };
        let _ = writeln!(
            out,
            "{indent}{} {} {kind} {value}",
            answer.name, answer.ttl_secs
        );
    }
    out
}

/// Who was asked what, and why they answered so.
pub(crate) fn steps(resolution: &Resolution, style: Style, lang: Lang) -> String {
    let mut out = String::new();
    for step in &resolution.steps {
        let decided = step.decided_by.as_ref().map_or_else(String::new, |zone| {
            format!("  {} {zone}", word(lang, "decided by", "決定:"))
        });
        let _ = writeln!(
            out,
            "  {} ? {}{}",
            step.resolver,
            step.question,
            style.dim(&decided)
        );
        for evidence in &step.evidence {
            out.push_str(&fact::evidence(evidence, style, lang));
        }
    }
    out
}
