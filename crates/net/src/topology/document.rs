//! Reading and writing the document.

use super::record::{Attribute, Datum};
use super::{Topology, culprit};
use serde::de;
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

impl Datum for Format {
    fn from_value(value: Value) -> Result<Self, serde_json::Error> {
        let text = String::from_value(value)?;
        if text == FORMAT {
            Ok(Self::One)
        } else {
            Err(de::Error::custom(format!(
                "format {text:?} is not one this version reads; it reads {FORMAT:?}"
            )))
        }
    }

    fn to_value(&self) -> Value {
        FORMAT.into()
    }

    fn texts(&self, _: &[&str], _: &mut dyn FnMut(&str)) {}
}

impl Attribute for Format {
    fn read(&mut self, value: Value) -> Result<(), serde_json::Error> {
        *self = Self::from_value(value)?;
        Ok(())
    }

    fn written(&self) -> Option<Value> {
        Some(self.to_value())
    }

    fn texts(&self, _: &mut dyn FnMut(&str)) {}
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
        let value: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
        Self::from_value(value).map_err(|message| culprit::find(text, message))
    }

    /// Reads a document that is JSON already.
    ///
    /// # Errors
    ///
    /// When it is of another format or has a value of the wrong type: what is wrong.
    pub fn from_value(value: Value) -> Result<Self, String> {
        let says_format = value.get("format").is_some();
        let topology: Self = Datum::from_value(value).map_err(|error| error.to_string())?;
        if says_format {
            Ok(topology)
        } else {
            Err(<serde_json::Error as de::Error>::missing_field("format").to_string())
        }
    }

    /// The document as a JSON value, keys in the order they are written.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Datum::to_value(self)
    }

    /// The document as pretty JSON with a final newline; the same topology gives the same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.to_value())
    }
}

fn not_json(error: &serde_json::Error) -> BadDocument {
    let mut message = error.to_string();
    // serde_json ends its text with the place, which is kept apart here.
    if let Some(at) = message.rfind(" at line ") {
        message.truncate(at);
    }
    BadDocument {
        line: error.line(),
        column: error.column(),
        path: String::new(),
        message,
    }
}
