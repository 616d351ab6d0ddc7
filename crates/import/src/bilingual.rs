//! The report in both languages, for a screen that may change its language.

use crate::parameter::Parameter;
use crate::report::{Action, Class, Counts, FORMAT, Report, ResourceReport};
use crate::said::Said;
use net::lang::Lang;
use net::topology::Finding;
use serde::Serialize;

impl Report {
    /// The report as JSON in which every sentence is `{ "en": ..., "ja": ... }`.
    #[must_use]
    pub fn to_bilingual_json(&self) -> String {
        let whole = Whole {
            format: FORMAT,
            counts: self.counts,
            resources: self.resources.iter().map(Row::of).collect(),
            findings: &self.findings,
            parameters: &self.parameters,
        };
        serde_json::to_string(&whole).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Whole<'r> {
    format: &'static str,
    counts: Counts,
    resources: Vec<Row<'r>>,
    findings: &'r [Finding],
    parameters: &'r [Parameter],
}

#[derive(Serialize)]
struct Row<'r> {
    id: &'r str,
    #[serde(rename = "type")]
    kind: &'r str,
    class: Class,
    file: &'r str,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Changed>,
}

#[derive(Serialize)]
struct Changed {
    action: Action,
    attributes: Vec<Both>,
}

/// A sentence in both languages.
#[derive(Serialize)]
pub struct Both {
    en: String,
    ja: String,
}

impl Both {
    /// What was said, in both languages.
    #[must_use]
    pub fn of(said: &Said) -> Self {
        Self {
            en: said.en(),
            ja: said.in_lang(Lang::Ja),
        }
    }
}

impl<'r> Row<'r> {
    fn of(resource: &'r ResourceReport) -> Self {
        Self {
            id: &resource.id,
            kind: &resource.kind,
            class: resource.class,
            file: &resource.file,
            line: resource.line,
            column: resource.column,
            notes: resource.notes.iter().map(Both::of).collect(),
            change: resource.change.as_ref().map(|change| Changed {
                action: change.action,
                attributes: change.attributes.iter().map(Both::of).collect(),
            }),
        }
    }
}
