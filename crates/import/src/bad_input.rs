//! Why a text cannot be read, and where.

use crate::tree::Place;
use std::fmt;

/// A text that is no document of a known format. Nothing of it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadInput {
    /// The name of the source.
    pub file: String,
    /// 1-based line; 0 where the whole file is meant.
    pub line: usize,
    /// 1-based column, in characters; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong, in one line.
    pub message: String,
}

impl BadInput {
    /// What is wrong with a source as a whole.
    #[must_use]
    pub fn whole(file: &str, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            column: 0,
            message: message.into(),
        }
    }

    /// What is wrong at a place of a source.
    #[must_use]
    pub fn at(file: &str, place: Place, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            message: message.into(),
        }
    }
}

impl fmt::Display for BadInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for BadInput {}
