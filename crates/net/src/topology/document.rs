//! Reading and writing the document.

use super::Topology;
use super::datum::{Attribute, Datum};
use super::reader::{Read, Reader, Remark, Wrong};
use super::writer::Writer;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::fmt;

/// The format this version writes, and the only one there has been.
pub const FORMAT: &str = "sightline.topology/1";

/// The `format` key. It can only be a version that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Format {
    /// `sightline.topology/1`
    #[default]
    #[cfg_attr(feature = "schema", schemars(rename = "sightline.topology/1"))]
    One,
}

impl Attribute for Format {
    fn take(&mut self, from: &mut Reader<'_>) -> Read<bool> {
        let at = from.place();
        let text = from.text("a string")?;
        if text == FORMAT {
            return Ok(true);
        }
        let message = format!("format {text:?} is not one this version reads; it reads {FORMAT:?}");
        Reader::wrong(at, message)
    }

    fn is_said(&self) -> bool {
        true
    }

    fn give(&self, to: &mut dyn Writer) {
        to.text(FORMAT);
    }

    fn may_be_missing(&self) -> bool {
        false
    }
}

/// Why a text is not a document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDocument {
    /// 1-based line, 0 when there is none.
    pub line: usize,
    /// 1-based column, 0 when there is none.
    pub column: usize,
    /// Where in the document, such as `vpc.vpc-1.cidr_block`; empty at the top.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for BadDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.path.is_empty() && self.path != "." {
            write!(f, ": {}", self.path)?;
        }
        Ok(())
    }
}

impl BadDocument {
    /// What reading a text refused. Where the text is no JSON at all, that counts first.
    pub(super) fn of(text: &str, wrong: Wrong) -> Self {
        if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
            return Self {
                line: error.line(),
                column: error.column(),
                path: String::new(),
                message: without_place(&error),
            };
        }
        let before = text.get(..wrong.at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let path: Vec<String> = wrong.path.into_iter().rev().collect();
        Self {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            path: path.join("."),
            message: wrong.message,
        }
    }
}

/// What is wrong; `serde_json` ends its text with the place, which is kept apart here.
fn without_place(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    if let Some(at) = message.rfind(" at line ") {
        message.truncate(at);
    }
    message
}

impl Topology {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, is of another format, or has a value of the wrong type. A
    /// document that is merely wrong about the network reads well; see
    /// [`findings`](Topology::findings).
    pub fn from_json(text: &str) -> Result<Self, BadDocument> {
        Datum::from_json(text)
    }

    /// The same, with what is to be said of attributes that read well.
    ///
    /// # Errors
    ///
    /// As [`from_json`](Self::from_json).
    pub fn from_json_with_remarks(text: &str) -> Result<(Self, Vec<Remark>), BadDocument> {
        let mut reader = Reader::new(text);
        let read = Self::read(&mut reader);
        let read = read.and_then(|read| reader.end().map(|()| read));
        read.map(|read| (read, reader.remarks))
            .map_err(|wrong| BadDocument::of(text, *wrong))
    }

    /// Reads a document that is JSON already.
    ///
    /// # Errors
    ///
    /// When it is of another format or has a value of the wrong type: what is wrong.
    pub fn from_value(value: &Value) -> Result<Self, String> {
        Datum::from_value(value)
    }

    /// The document as a JSON value, keys in the order they are written.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Datum::to_value(self)
    }

    /// The document as JSON in one line, for a reader in a hurry.
    #[must_use]
    pub fn to_line(&self) -> String {
        Datum::to_line(self)
    }

    /// The document as pretty JSON with a final newline; the same topology gives the same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.to_value())
    }
}

#[cfg(test)]
mod tests {
    use super::Topology;

    #[test]
    fn a_wrong_value_is_found_where_it_stands() {
        let check = |text: &str, expected: (usize, usize, &str, &str)| {
            let bad = Topology::from_json(text).unwrap_err();
            let found = (
                bad.line,
                bad.column,
                bad.path.as_str(),
                bad.message.as_str(),
            );
            assert_eq!(found, expected, "{text}");
        };
        let head = "{\n  \"format\": \"sightline.topology/1\",\n  ";
        check(
            &format!("{head}\"vpc\": {{ \"a, }}\": {{}}, \"vpc-1\": {{ \"cidr_block\": 7 }} }} }}"),
            (
                3,
                49,
                "vpc.vpc-1.cidr_block",
                "invalid type: integer `7`, expected IPv4 or IPv6 network address",
            ),
        );
        check(
            &format!("{head}\"subnet\": [] }}"),
            (3, 13, "subnet", "invalid type: sequence, expected a map"),
        );
        check(
            &format!("{head}\"subnet\": {{ \"s\": true }} }}"),
            (
                3,
                20,
                "subnet.s",
                "invalid type: boolean `true`, expected struct Subnet",
            ),
        );
        check(
            "[]",
            (1, 1, "", "invalid type: sequence, expected struct Topology"),
        );
        check("{}", (1, 1, "", "missing field `format`"));
        check("{ \"format\":", (1, 11, "", "EOF while parsing a value"));
        check(
            "{\"format\": \"sightline.topology/9\"}",
            (
                1,
                12,
                "format",
                "format \"sightline.topology/9\" is not one this version reads; it reads \"sightline.topology/1\"",
            ),
        );
    }
}
