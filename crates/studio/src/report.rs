//! What came of reading files, told without knowing their formats.
//!
//! The importer runs elsewhere and sends both as JSON, every sentence of its own in both languages.

use crate::plan::{Change, Deed};
use crate::words::{self, Lang, Says};
use net::topology::{Finding, FindingCode};
use serde_json::Value;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// Why something could not be read, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The file, or what stands for one; empty where there is none.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: usize,
    /// The column, from 1; 0 where there is none.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// What was understood, assumed and left out.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The files, in their order.
    pub files: Vec<FileReport>,
    /// What a plan among the inputs would change in the network.
    pub changes: Vec<Change>,
    /// What the inputs ask for.
    pub parameters: Vec<Parameter>,
}

/// What came of the resources of one file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file; empty where nothing says.
    pub file: String,
    /// How many resources are of each class, in the order of [`Class::ALL`].
    counts: [usize; 4],
    /// Its rows as they came, somewhere in the text of all files.
    text: Rc<[u8]>,
    at: Range<usize>,
    rows: OnceCell<Vec<ReportRow>>,
}

/// A value an input asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// The key its value is given by.
    pub key: String,
    /// Its name in the input.
    pub name: String,
    /// Its type, as the source spells it.
    pub kind: String,
    /// How a value of a type with parts is written; empty where it is written as it is.
    pub example: String,
    /// What the author says of it.
    pub description: String,
    /// The only values it may have; empty where any may be.
    pub allowed_values: Vec<String>,
    /// What the inputs hold that it may be about, by id, and what people call it.
    pub choices: Vec<(String, String)>,
    /// Its value where none is given.
    pub default: Option<String>,
    /// The value that was given.
    pub given: Option<String>,
    /// Whether something of the network is not known for want of its value.
    pub needed: bool,
    /// What is wrong with the value that was given.
    pub problem: Option<Sentence>,
    /// Whether its value is not shown.
    pub secret: bool,
    /// The file it stands in.
    pub file: String,
}

/// The `[{ "id", "name" }]` under `choices` of a parameter.
fn choices(parameter: &Value) -> Vec<(String, String)> {
    let list = parameter.get("choices").and_then(Value::as_array);
    let list = list.map(Vec::as_slice).unwrap_or_default();
    let both = |it: &Value| (text_of(it, "id"), text_of(it, "name"));
    list.iter().map(both).collect()
}

/// One resource of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id in the document.
    pub id: String,
    /// Its type in the input.
    pub kind: String,
    /// What came of it.
    pub class: Class,
    /// 1-based line; 0 where nothing says.
    pub line: usize,
    /// 1-based column; 0 where nothing says.
    pub column: usize,
    /// What was assumed, or not understood.
    pub notes: Vec<Sentence>,
}

/// What the importer says, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    en: String,
    ja: String,
}

impl Sentence {
    /// The sentence in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
        }
    }

    /// From `{ "en": ..., "ja": ... }`.
    fn of(value: &Value) -> Self {
        Self {
            en: text_of(value, "en"),
            ja: text_of(value, "ja"),
        }
    }
}

/// What came of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It is in the document as it is in the input.
    Understood,
    /// Something about it was assumed.
    Assumed,
    /// It says nothing about the network.
    Ignored,
    /// It refers to something that is not there.
    Unresolved,
}

impl Class {
    /// All classes, in the order of the counts.
    pub const ALL: [Self; 4] = [
        Self::Understood,
        Self::Assumed,
        Self::Ignored,
        Self::Unresolved,
    ];

    /// A sign that tells it without colour.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Understood => "✓",
            Self::Assumed => "≈",
            Self::Ignored => "–",
            Self::Unresolved => "?",
        }
    }

    /// Its word in style sheets and tests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Understood => "understood",
            Self::Assumed => "assumed",
            Self::Ignored => "ignored",
            Self::Unresolved => "unresolved",
        }
    }

    /// The class by its word. A word nobody knows is what nobody understood.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|class| class.as_str() == word)
            .unwrap_or(Self::Unresolved)
    }

    /// What it is called.
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::Understood => words::UNDERSTOOD,
            Self::Assumed => words::ASSUMED,
            Self::Ignored => words::IGNORED,
            Self::Unresolved => words::UNRESOLVED,
        }
    }
}

/// The importer's problems, from its JSON: `[{ file, line, column, message, why }]`, the message
/// in both languages.
#[must_use]
pub fn problems(json: &str, lang: Lang) -> Vec<Problem> {
    let parsed: Value = serde_json::from_str(json).unwrap_or_default();
    let rows = parsed.as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .map(|it| Problem {
            file: text_of(it, "file"),
            line: number(it, "line"),
            column: number(it, "column"),
            message: match text_of(it, "why").as_str() {
                "nothing_read" => words::FOLDER_EMPTY.in_lang(lang).to_owned(),
                "too_large" => words::FILE_TOO_LARGE.in_lang(lang).to_owned(),
                "unreadable" => words::FILE_UNREADABLE.in_lang(lang).to_owned(),
                "empty" => words::FILE_EMPTY.in_lang(lang).to_owned(),
                "not_text" => words::FILE_NOT_TEXT.in_lang(lang).to_owned(),
                _ => it
                    .get("message")
                    .map_or_else(Sentence::default, Sentence::of)
                    .in_lang(lang)
                    .to_owned(),
            },
        })
        .collect()
}

fn text_of(it: &Value, key: &str) -> String {
    it.get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn number(it: &Value, key: &str) -> usize {
    it.get(key)
        .and_then(Value::as_u64)
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or_default()
}

/// What is wrong with the topology, as the importer found it: `[{ code, resource, notes }]`.
#[must_use]
pub fn findings(json: &str) -> Vec<Finding> {
    let parsed: Value = serde_json::from_str(json).unwrap_or_default();
    let finding = |it: &Value| {
        let said = text_of(it, "code");
        let mut codes = FindingCode::ALL.iter();
        Some(Finding {
            code: *codes.find(|code| code.as_str() == said)?,
            resource: text_of(it, "resource").into(),
            notes: texts(it.get("notes")),
        })
    };
    parsed
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(finding)
        .collect()
}

impl Report {
    /// What the importer hands over: `{ files: [{ file, counts, at }], changes, parameters }` as JSON,
    /// and the rows of all files, each file's at its place.
    ///
    /// Rows are read when somebody looks at their file: a large network has hundreds of thousands.
    #[must_use]
    pub fn of_json(json: &str, rows: Vec<u8>) -> Self {
        let parsed: Value = serde_json::from_str(json).unwrap_or_default();
        let list = |key: &str| {
            let list = parsed.get(key).and_then(Value::as_array);
            list.map(Vec::as_slice).unwrap_or_default()
        };
        let text: Rc<[u8]> = rows.into();
        let files = list("files").iter().map(|it| {
            let numbers = |key: &str, at: usize| {
                let number = it.get(key).and_then(|list| list.get(at)?.as_u64());
                number
                    .and_then(|it| usize::try_from(it).ok())
                    .unwrap_or_default()
            };
            FileReport {
                file: text_of(it, "file"),
                counts: std::array::from_fn(|class| numbers("counts", class)),
                text: Rc::clone(&text),
                at: numbers("at", 0)..numbers("at", 1),
                rows: OnceCell::new(),
            }
        });
        let given = |it: &Value, key: &str| Some(it.get(key)?.as_str()?.to_owned());
        let says = |it: &Value, key: &str| it.get(key).and_then(Value::as_bool) == Some(true);
        let parameters = list("parameters").iter().map(|it| Parameter {
            key: text_of(it, "key"),
            name: text_of(it, "name"),
            kind: text_of(it, "type"),
            example: text_of(it, "example"),
            description: text_of(it, "description"),
            allowed_values: texts(it.get("allowed_values")),
            choices: choices(it),
            default: given(it, "default"),
            given: given(it, "given"),
            needed: says(it, "needed"),
            problem: it.get("problem").map(Sentence::of),
            secret: says(it, "secret"),
            file: text_of(it, "file"),
        });
        Self {
            parameters: parameters.collect(),
            changes: list("changes").iter().filter_map(change).collect(),
            files: files.collect(),
        }
    }

    /// How many resources are of a class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.files.iter().map(|it| it.count(Some(class))).sum()
    }
}

impl FileReport {
    /// An id under the file's heading: a stack is called as its file, and need not be said again.
    #[must_use]
    pub fn id_within<'i>(&self, id: &'i str) -> &'i str {
        let file = self.file.rsplit('/').next().unwrap_or(&self.file);
        let stack = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        id.strip_prefix(stack)
            .and_then(|rest| rest.strip_prefix('.'))
            .unwrap_or(id)
    }

    /// How many of its resources are of a class, or of any.
    #[must_use]
    pub fn count(&self, class: Option<Class>) -> usize {
        let classes = Class::ALL.iter().zip(&self.counts);
        let wanted = classes.filter(|(it, _)| class.is_none_or(|class| class == **it));
        wanted.map(|(_, count)| count).sum()
    }

    /// Its rows of a class, or all: what needs a look comes first.
    pub fn rows(&self, class: Option<Class>) -> impl Iterator<Item = &ReportRow> {
        let rows = self.rows.get_or_init(|| {
            let text = self.text.get(self.at.clone()).unwrap_or_default();
            let text = std::str::from_utf8(text).unwrap_or_default();
            let parsed: Value = serde_json::from_str(text).unwrap_or_default();
            parsed.as_array().into_iter().flatten().map(row).collect()
        });
        rows.iter()
            .filter(move |it| class.is_none_or(|class| it.class == class))
    }
}

/// A change as it comes: `{ id, action, attributes, within }`.
fn change(it: &Value) -> Option<Change> {
    let attributes = it.get("attributes").and_then(Value::as_array);
    Some(Change {
        id: text_of(it, "id"),
        deed: Deed::parse(&text_of(it, "action"))?,
        attributes: attributes.into_iter().flatten().map(Sentence::of).collect(),
        within: it.get("within").and_then(Value::as_str).map(str::to_owned),
    })
}

/// A row as it comes: `[id, type, class, line, column, notes]`.
fn row(it: &Value) -> ReportRow {
    let text = |at: usize| it.get(at).and_then(Value::as_str).unwrap_or_default();
    let number = |at: usize| {
        let number = it.get(at).and_then(Value::as_u64);
        number
            .and_then(|it| usize::try_from(it).ok())
            .unwrap_or_default()
    };
    let notes = it.get(5).and_then(Value::as_array);
    ReportRow {
        id: text(0).to_owned(),
        kind: text(1).to_owned(),
        class: Class::parse(text(2)),
        line: number(3),
        column: number(4),
        notes: notes.into_iter().flatten().map(Sentence::of).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = r#"[["a.Route","AWS::EC2::Route","unresolved",20,3,[{"en":"no part","ja":"関係しません"}]],["a.Role","AWS::IAM::Role","ignored",9,3,[]]][["b.Vpc","AWS::EC2::VPC","understood",3,3,[]]]"#;
    const JSON: &str = r#"{ "files": [ { "file": "a.yml", "counts": [0, 0, 1, 1], "at": [0, 139] }, { "file": "b.yml", "counts": [1, 0, 0, 0], "at": [139, 186] } ],
        "changes": [ { "id": "a.Vpc", "action": "replace", "attributes": [ { "en": "x: 1 -> 2", "ja": "x: 1 -> 2" } ] }, { "id": "b", "action": "none" } ],
        "parameters": [ { "key": "a.Cidr", "name": "Cidr", "type": "String", "needed": true, "file": "a.yml", "allowed_values": ["1", "2"], "choices": [{ "id": "b.Vpc", "name": "main" }, { "id": "c.Vpc" }] } ] }"#;

    #[test]
    fn the_rows_of_a_file_are_read_when_they_are_asked_for() {
        let report = Report::of_json(JSON, ROWS.into());
        let ids = |class| -> Vec<Vec<&str>> {
            let files = report.files.iter();
            files
                .map(|it| it.rows(class).map(|row| row.id.as_str()).collect())
                .collect()
        };
        assert_eq!(ids(None), [vec!["a.Route", "a.Role"], vec!["b.Vpc"]]);
        assert_eq!(ids(Some(Class::Ignored)), [vec!["a.Role"], vec![]]);
        assert_eq!(Class::ALL.map(|it| report.count(it)), [1, 0, 1, 1]);
        let first = report.files.first().and_then(|it| it.rows(None).next());
        let told = first.map(|it| (it.line, it.column, it.notes[0].in_lang(Lang::Ja)));
        assert_eq!(told, Some((20, 3, "関係しません")));
    }

    #[test]
    fn a_report_tells_what_a_plan_would_change() {
        let report = Report::of_json(JSON, Vec::new());
        let told: Vec<(&str, Deed)> = report
            .changes
            .iter()
            .map(|it| (it.id.as_str(), it.deed))
            .collect();
        assert_eq!(told, [("a.Vpc", Deed::Replace)]);
    }

    #[test]
    fn rows_that_are_not_there_are_none() {
        let report = Report::of_json(JSON, Vec::new());
        assert_eq!(report.files.iter().flat_map(|it| it.rows(None)).count(), 0);
    }

    #[test]
    fn findings_come_as_they_are_written() {
        let text = r#"{ "format": "sightline.topology/1", "subnet": { "subnet-1": { "vpc_id": "vpc-gone" } } }"#;
        let Ok(topology) = net::Topology::from_json(text) else {
            panic!("the document can be read");
        };
        let written = serde_json::to_string(&topology.findings()).unwrap_or_default();
        assert_eq!(findings(&written), topology.findings());
        assert!(!topology.findings().is_empty());
    }

    #[test]
    fn a_report_tells_what_the_inputs_ask_for() {
        let report = Report::of_json(JSON, Vec::new());
        let asked = report.parameters.first();
        assert_eq!(
            asked.map(|it| (it.key.as_str(), it.needed)),
            Some(("a.Cidr", true))
        );
        assert_eq!(asked.map(|it| it.allowed_values.len()), Some(2));
        let both = |id: &str, name: &str| (id.to_owned(), name.to_owned());
        let choices = [both("b.Vpc", "main"), both("c.Vpc", "")];
        assert_eq!(
            asked.map(|it| it.choices.as_slice()),
            Some(choices.as_slice())
        );
        assert_eq!(asked.and_then(|it| it.default.clone()), None);
    }

    #[test]
    fn a_problem_the_page_knows_is_told_in_its_language() {
        let json = r#"[{ "file": "a.yml", "line": 0, "column": 0, "message": { "en": "", "ja": "" }, "why": "empty" },
            { "file": "b.yml", "line": 2, "column": 5, "message": { "en": "no colon", "ja": "コロンがありません" }, "why": "bad_input" }]"#;
        let told = problems(json, Lang::Ja);
        let messages: Vec<&str> = told.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(messages, ["空のファイルです", "コロンがありません"]);
        assert_eq!(told.iter().map(|it| it.line).collect::<Vec<_>>(), [0, 2]);
    }
}
