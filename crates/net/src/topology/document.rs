//! Reading and writing the document.

use super::{Topology, culprit};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
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

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == FORMAT {
            Ok(Self::One)
        } else {
            Err(de::Error::custom(format!(
                "format {text:?} is not one this version reads; it reads {FORMAT:?}"
            )))
        }
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

impl Topology {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, is of another format, or has a value of the wrong type. A
    /// document that is merely wrong about the network reads well; see
    /// [`findings`](Topology::findings).
    pub fn from_json(text: &str) -> Result<Self, BadDocument> {
        // One reader of the fifty types, straight from the text, since a second one would cost the
        // page a hundred kilobytes. What it refuses is looked at again, without haste.
        serde_json::from_str(text).or_else(|_| {
            let value: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
            Self::from_value(&value).map_err(|message| culprit::find(text, message))
        })
    }

    /// Reads a document that is JSON already.
    ///
    /// # Errors
    ///
    /// When it is of another format or has a value of the wrong type: what is wrong.
    pub fn from_value(value: &Value) -> Result<Self, String> {
        serde_json::from_str(&value.to_string()).map_err(|error| without_place(&error))
    }

    /// The document as a JSON value, keys in the order they are written.
    #[must_use]
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self)
            .unwrap_or_else(|error| unreachable!("a document is plain data: {error}"))
    }

    /// The document as JSON in one line, for a reader in a hurry.
    #[must_use]
    pub fn to_line(&self) -> String {
        serde_json::to_string(self)
            .unwrap_or_else(|error| unreachable!("a document is plain data: {error}"))
    }

    /// The document as pretty JSON with a final newline; the same topology gives the same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.to_value())
    }
}

fn not_json(error: &serde_json::Error) -> BadDocument {
    BadDocument {
        line: error.line(),
        column: error.column(),
        path: String::new(),
        message: without_place(error),
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
