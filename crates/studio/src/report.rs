//! What came of reading files, told without knowing their formats.
//!
//! The importer runs elsewhere and sends both as JSON, every sentence of its own in both languages.

use crate::words::{self, Lang, Says};
use serde_json::Value;
use std::collections::BTreeMap;

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
    /// What the inputs ask for.
    pub parameters: Vec<Parameter>,
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
    /// What the author says of it.
    pub description: String,
    /// The only values it may have; empty where any may be.
    pub allowed_values: Vec<String>,
    /// Its value where none is given.
    pub default: Option<String>,
    /// The value that was given.
    pub given: Option<String>,
    /// Whether something of the network is not known for want of its value.
    pub needed: bool,
    /// Whether its value is not shown.
    pub secret: bool,
    /// The file it stands in.
    pub file: String,
}

/// The resources of one file, those that need a look first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRows<'a> {
    /// The file; empty where nothing says.
    pub file: &'a str,
    /// Its rows.
    pub rows: Vec<&'a ReportRow>,
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
            en: text(value, "en"),
            ja: text(value, "ja"),
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

    /// How much it needs a look: the more, the more.
    const fn urgency(self) -> u8 {
        match self {
            Self::Ignored => 0,
            Self::Understood => 1,
            Self::Assumed => 2,
            Self::Unresolved => 3,
        }
    }

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
            file: text(it, "file"),
            line: number(it, "line"),
            column: number(it, "column"),
            message: match text(it, "why").as_str() {
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

fn text(it: &Value, key: &str) -> String {
    it.get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn texts(it: &Value, key: &str) -> Vec<String> {
    let list = it.get(key).and_then(Value::as_array);
    let list = list.map(Vec::as_slice).unwrap_or_default();
    let texts = list.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn sentences(it: &Value, key: &str) -> Vec<Sentence> {
    let list = it.get(key).and_then(Value::as_array);
    list.map_or_else(Vec::new, |list| list.iter().map(Sentence::of).collect())
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
        let resources = rows("resources").iter().map(|it| ReportRow {
            id: text(it, "id"),
            kind: text(it, "type"),
            class: Class::parse(&text(it, "class")),
            file: text(it, "file"),
            line: number(it, "line"),
            column: number(it, "column"),
            notes: sentences(it, "notes"),
        });
        let given = |it: &Value, key: &str| Some(it.get(key)?.as_str()?.to_owned());
        let says = |it: &Value, key: &str| it.get(key).and_then(Value::as_bool) == Some(true);
        let parameters = rows("parameters").iter().map(|it| Parameter {
            key: text(it, "key"),
            name: text(it, "name"),
            kind: text(it, "type"),
            description: text(it, "description"),
            allowed_values: texts(it, "allowed_values"),
            default: given(it, "default"),
            given: given(it, "given"),
            needed: says(it, "needed"),
            secret: says(it, "secret"),
            file: text(it, "file"),
        });
        Self {
            parameters: parameters.collect(),
            rows: resources.collect(),
        }
    }

    /// The rows of a class, or all, by file in the order of the files; what needs a look comes first.
    #[must_use]
    pub fn files(&self, class: Option<Class>) -> Vec<FileRows<'_>> {
        let mut files: Vec<FileRows<'_>> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let wanted = |row: &&ReportRow| class.is_none_or(|class| row.class == class);
        for row in self.rows.iter().filter(wanted) {
            let at = *known.entry(&row.file).or_insert_with(|| {
                files.push(FileRows {
                    file: &row.file,
                    rows: Vec::new(),
                });
                files.len() - 1
            });
            if let Some(file) = files.get_mut(at) {
                file.rows.push(row);
            }
        }
        for file in &mut files {
            file.rows
                .sort_by_key(|row| (std::cmp::Reverse(row.class.urgency()), row.line));
        }
        files
    }

    /// How many resources are of a class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.rows.iter().filter(|row| row.class == class).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{ "format": "sightline.import/1", "resources": [
        { "id": "a.Vpc", "type": "AWS::EC2::VPC", "class": "understood", "file": "a.yml", "line": 3, "column": 3, "notes": [] },
        { "id": "b.Vpc", "type": "AWS::EC2::VPC", "class": "understood", "file": "b.yml", "line": 3, "column": 3, "notes": [] },
        { "id": "a.Role", "type": "AWS::IAM::Role", "class": "ignored", "file": "a.yml", "line": 9, "column": 3, "notes": [{ "en": "no part", "ja": "関係しません" }] },
        { "id": "a.Route", "type": "AWS::EC2::Route", "class": "unresolved", "file": "a.yml", "line": 20, "column": 3, "notes": [] } ],
        "parameters": [ { "key": "a.Cidr", "name": "Cidr", "type": "String", "needed": true, "file": "a.yml", "allowed_values": ["1", "2"] } ] }"#;

    #[test]
    fn a_report_lists_by_file_what_needs_a_look_first() {
        let report = Report::of_json(JSON);
        let ids = |class| -> Vec<Vec<&str>> {
            let files = report.files(class);
            let rows = files.iter().map(|it| &it.rows);
            rows.map(|rows| rows.iter().map(|row| row.id.as_str()).collect())
                .collect()
        };
        assert_eq!(
            ids(None),
            [vec!["a.Route", "a.Vpc", "a.Role"], vec!["b.Vpc"]]
        );
        assert_eq!(ids(Some(Class::Ignored)), [vec!["a.Role"]]);
        assert_eq!(report.rows[3].place(), "a.yml:20:3");
        assert_eq!(report.rows[2].notes[0].in_lang(Lang::Ja), "関係しません");
    }

    #[test]
    fn a_report_tells_what_the_inputs_ask_for() {
        let report = Report::of_json(JSON);
        let asked = report.parameters.first();
        assert_eq!(
            asked.map(|it| (it.key.as_str(), it.needed)),
            Some(("a.Cidr", true))
        );
        assert_eq!(asked.map(|it| it.allowed_values.len()), Some(2));
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
