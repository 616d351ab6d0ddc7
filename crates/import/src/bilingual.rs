//! The report as a screen shows it: in both languages, and file by file.

use crate::parameter::Parameter;
use crate::report::{Action, Class, Counts, Report, ResourceReport};
use crate::said::Said;
use net::lang::Lang;
use serde::Serialize;

/// A report for a screen that may change its language, and that shows of a hundred thousand
/// resources a few dozen: what is to be read at once, and what is to be read in parts.
#[derive(Clone, Debug)]
pub struct ForScreen {
    /// `{ "files": [{ "file", "counts", "at" }], "changes", "parameters" }` as JSON; `at` is where
    /// the rows of the file begin and end, in bytes; `changes` is what a plan would do.
    pub summary: String,
    /// The rows of all files, each file's as JSON: `[[id, type, class, line, column, notes]]`, every
    /// note `{ "en": ..., "ja": ... }`.
    pub rows: String,
}

impl Report {
    /// The report for a screen.
    #[must_use]
    pub fn for_screen(&self) -> ForScreen {
        let mut rows = String::new();
        let files = self.by_file().into_iter().map(|it| {
            let begin = rows.len();
            let list: Vec<Row<'_>> = it.resources.into_iter().map(row).collect();
            rows += &serde_json::to_string(&list).unwrap_or_default();
            File {
                file: it.file,
                counts: in_order(it.counts),
                at: [begin, rows.len()],
            }
        });
        let changes = self.resources.iter().filter_map(changed);
        let summary = Summary {
            files: files.collect(),
            changes: changes.collect(),
            parameters: self.parameters.iter().map(asked).collect(),
        };
        ForScreen {
            summary: serde_json::to_string(&summary).unwrap_or_default(),
            rows,
        }
    }
}

#[derive(Serialize)]
struct Summary<'r> {
    files: Vec<File<'r>>,
    changes: Vec<Changed<'r>>,
    parameters: Vec<Asked<'r>>,
}

/// A parameter, and what is wrong with its value in both languages.
#[derive(Serialize)]
struct Asked<'r> {
    #[serde(flatten)]
    parameter: &'r Parameter,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Both>,
}

fn asked(parameter: &Parameter) -> Asked<'_> {
    let problem = parameter.wrong.as_ref().map(Both::of);
    Asked { parameter, problem }
}

#[derive(Serialize)]
struct File<'r> {
    file: &'r str,
    counts: [usize; 4],
    at: [usize; 2],
}

/// What a plan would do with a resource.
#[derive(Serialize)]
struct Changed<'r> {
    id: &'r str,
    action: Action,
    attributes: Vec<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'r str>,
}

/// What would change; what has no part in the network is left out.
fn changed(it: &ResourceReport) -> Option<Changed<'_>> {
    let change = it.change.as_ref()?;
    let is_seen = it.class != Class::Ignored || change.action == Action::Delete;
    let changes = !matches!(change.action, Action::None | Action::Read);
    (is_seen && changes).then(|| Changed {
        id: &it.id,
        action: change.action,
        attributes: change.attributes.iter().map(Both::of).collect(),
        within: change.within.as_deref(),
    })
}

/// A resource as it is listed.
type Row<'r> = (&'r str, &'r str, &'static str, usize, usize, Vec<Both>);

fn row(it: &ResourceReport) -> Row<'_> {
    let notes = it.notes.iter().map(Both::of).collect();
    let class = it.class.as_str();
    (&it.id, &it.kind, class, it.line, it.column, notes)
}

const fn in_order(counts: Counts) -> [usize; 4] {
    [
        counts.understood,
        counts.assumed,
        counts.ignored,
        counts.unresolved,
    ]
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
