//! The smallest parts: space, comments, names, numbers.

use super::{Reader, Trouble};
use crate::said::{Said, quoted, say};
use std::rc::Rc;

impl<'t> Reader<'t> {
    /// Goes over space and comments, and over line breaks where they are space.
    pub(super) fn space(&mut self) {
        loop {
            let lines = self.lines;
            let is_space =
                |c: char| matches!(c, ' ' | '\t' | '\r' | '\u{feff}') || (lines && c == '\n');
            let end = self.rest.find(|c| !is_space(c)).unwrap_or(self.rest.len());
            self.skip(end);
            if self.rest.starts_with('#') || self.rest.starts_with("//") {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.skip(end);
            } else if self.rest.starts_with("/*") {
                let end = self.rest.find("*/").map_or(self.rest.len(), |at| at + 2);
                self.skip(end);
            } else {
                return;
            }
        }
    }

    /// Goes over space, comments and line breaks.
    pub(super) fn space_and_lines(&mut self) {
        let before = std::mem::replace(&mut self.lines, true);
        self.space();
        self.lines = before;
    }

    /// A name: letters, digits, `_` and `-`, not starting with a digit.
    pub(super) fn name(&mut self) -> Option<&'t str> {
        let starts = |c: char| c.is_alphabetic() || c == '_';
        self.rest.starts_with(starts).then_some(())?;
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
            .unwrap_or(self.rest.len());
        Some(self.skip(end))
    }

    pub(super) fn expected_name(&mut self, what: &Said) -> Result<Rc<str>, Trouble> {
        match self.name() {
            Some(name) => Ok(name.into()),
            None => Err(self.expected(what)),
        }
    }

    /// A word that is a whole name.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let follows = |rest: &str| {
            let more = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            !rest.starts_with(more)
        };
        match self.rest.strip_prefix(word) {
            Some(rest) if follows(rest) => {
                self.skip(word.len());
                true
            }
            _ => false,
        }
    }

    /// A sign, where it comes next.
    pub(super) fn sign(&mut self, sign: &str) -> bool {
        let comes = self.rest.starts_with(sign);
        if comes {
            self.skip(sign.len());
        }
        comes
    }

    pub(super) fn expected_sign(&mut self, sign: &str) -> Result<(), Trouble> {
        self.space();
        match self.sign(sign) {
            true => Ok(()),
            false => Err(self.expected(&Said::plain(format!("{sign:?}")))),
        }
    }

    /// A number without a sign: digits, a fraction, an exponent.
    pub(super) fn number(&mut self) -> Option<f64> {
        let digits =
            |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = |at: usize| self.rest.get(at..).unwrap_or_default();
        let mut end = digits(self.rest);
        if end == 0 {
            return None;
        }
        if let Some(fraction) = after(end).strip_prefix('.')
            && digits(fraction) > 0
        {
            end += 1 + digits(fraction);
        }
        if let Some(exponent) = after(end).strip_prefix(['e', 'E']) {
            let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits(unsigned) > 0 {
                end += 1 + exponent.len() - unsigned.len() + digits(unsigned);
            }
        }
        let number = self.rest.get(..end)?.parse().ok()?;
        self.skip(end);
        Some(number)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Goes past so many bytes and gives them.
    pub(super) fn skip(&mut self, bytes: usize) -> &'t str {
        let (before, after) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        for c in before.chars() {
            if c == '\n' {
                self.place.line += 1;
                self.place.column = 1;
            } else {
                self.place.column += 1;
            }
        }
        self.rest = after;
        before
    }

    pub(super) fn expected(&self, what: &Said) -> Trouble {
        match self.peek() {
            Some('\n') => self.trouble(say!(
                "expected {}, found the end of the line",
                "{}が必要ですが、行末です",
                what
            )),
            Some(found) => self.trouble(say!(
                "expected {}, found {}",
                "{}が必要ですが、{} があります",
                what,
                quoted(found)
            )),
            None => self.trouble(say!(
                "expected {}, found the end of the file",
                "{}が必要ですが、ファイルの末尾です",
                what
            )),
        }
    }

    pub(super) fn trouble(&self, message: Said) -> Trouble {
        (self.place, message)
    }
}
