//! Why a text cannot be read, and where.

use crate::said::Said;
use crate::tree::Place;
use net::lang::Lang;
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
    pub message: Said,
}

impl BadInput {
    /// What is wrong with a source as a whole.
    #[must_use]
    pub fn whole(file: &str, message: Said) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            column: 0,
            message,
        }
    }

    /// What is wrong at a place of a source.
    #[must_use]
    pub fn at(file: &str, place: Place, message: Said) -> Self {
        Self {
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            message,
        }
    }
}

impl BadInput {
    /// The place and what is wrong, in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> String {
        let message = self.message.in_lang(lang);
        match self.line {
            0 => format!("{}: {message}", self.file),
            line => format!("{}:{line}:{}: {message}", self.file, self.column),
        }
    }
}

impl fmt::Display for BadInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_lang(Lang::En))
    }
}

impl std::error::Error for BadInput {}
