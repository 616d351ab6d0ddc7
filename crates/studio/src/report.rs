//! What came of reading files, told without knowing their formats.
//!
//! The importer runs elsewhere and sends both as JSON.

use crate::words::{self, Lang, Says};
use serde_json::Value;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One row for each resource of the input.
    pub rows: Vec<ReportRow>,
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
    /// The file it stands in; empty where nothing says.
    pub file: String,
    /// 1-based line; 0 where nothing says.
    pub line: usize,
    /// 1-based column; 0 where nothing says.
    pub column: usize,
    /// What was assumed, or not understood.
    pub notes: Vec<String>,
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

impl ReportRow {
    /// Where it is, such as `Consumer.yml:12:3`; empty where nothing says.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.file.as_str(), self.line) {
            ("", _) => String::new(),
            (file, 0) => file.to_owned(),
            (file, line) => format!("{file}:{line}:{}", self.column),
        }
    }
}

impl Class {
    /// All classes, in the order of the counts.
    pub const ALL: [Self; 4] = [
        Self::Understood,
        Self::Assumed,
        Self::Ignored,
        Self::Unresolved,
    ];

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

/// The importer's problems, from its JSON: `[{ file, line, column, message, why }]`.
#[must_use]
pub fn problems(json: &str, lang: Lang) -> Vec<Problem> {
    let parsed: Value = serde_json::from_str(json).unwrap_or_default();
    let rows = parsed.as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .map(|it| Problem {
            file: text(it, "file"),
            line: number(it, "line"),
            column: number(it, "column"),
            message: match text(it, "why").as_str() {
                "too_large" => words::FILE_TOO_LARGE.in_lang(lang).to_owned(),
                "unreadable" => words::FILE_UNREADABLE.in_lang(lang).to_owned(),
                "empty" => words::FILE_EMPTY.in_lang(lang).to_owned(),
                "not_text" => words::FILE_NOT_TEXT.in_lang(lang).to_owned(),
                _ => text(it, "message"),
            },
        })
        .collect()
}

fn text(it: &Value, key: &str) -> String {
    it.get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn number(it: &Value, key: &str) -> usize {
    it.get(key)
        .and_then(Value::as_u64)
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or_default()
}

impl Report {
    /// The importer's report, from its JSON (design section 5).
    #[must_use]
    pub fn of_json(json: &str) -> Self {
        let parsed: Value = serde_json::from_str(json).unwrap_or_default();
        let rows = |key: &str| {
            let rows = parsed.get(key).and_then(Value::as_array);
            rows.map(Vec::as_slice).unwrap_or_default()
        };
        let notes = |it: &Value| {
            let notes = it.get("notes").and_then(Value::as_array);
            let notes = notes.map(Vec::as_slice).unwrap_or_default();
            let texts = notes.iter().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        };
        let resources = rows("resources").iter().map(|it| ReportRow {
            id: text(it, "id"),
            kind: text(it, "type"),
            class: Class::parse(&text(it, "class")),
            file: text(it, "file"),
            line: number(it, "line"),
            column: number(it, "column"),
            notes: notes(it),
        });
        Self {
            rows: resources.collect(),
        }
    }

    /// How many resources are of a class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.rows.iter().filter(|row| row.class == class).count()
    }
}
