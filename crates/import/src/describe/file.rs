//! A file of a dump: its pieces as JSON, and the places of its bytes.

use super::json::Json;
use super::scan::{Piece, Trouble};
use crate::bad_input::BadInput;
use crate::limits::MAX_OBJECT;
use crate::said::{Said, say};
use crate::source::Source;
use crate::tree::Place;

/// A file, read up to somewhere.
pub(super) struct File<'t> {
    /// Its name and text.
    pub(super) source: &'t Source,
    /// The text without a byte order mark.
    pub(super) text: &'t str,
    at: usize,
    place: Place,
}

impl<'t> File<'t> {
    /// A file from its start.
    pub(super) fn new(source: &'t Source) -> Self {
        Self {
            source,
            text: source.body(),
            at: 0,
            place: Place::START,
        }
    }

    /// Reads a piece.
    pub(super) fn json(&self, piece: Piece<'t>) -> Result<Json<'t>, BadInput> {
        if piece.text.len() > MAX_OBJECT {
            let message = say!(
                "an object of more than {} MB",
                "{} MB を超えるオブジェクトです",
                MAX_OBJECT / (1024 * 1024)
            );
            return Err(self.bad_at(piece.start, message));
        }
        serde_json::from_str(piece.text).map_err(|error| {
            let start = self.place_of(piece.start);
            let column = error.column().max(1);
            let place = match error.line() {
                0 | 1 => Place {
                    line: start.line,
                    column: start.column + column - 1,
                },
                line => Place {
                    line: start.line + line - 1,
                    column,
                },
            };
            let mut message = error.to_string();
            if let Some(at) = message.rfind(" at line ") {
                message.truncate(at);
            }
            BadInput::at(
                &self.source.name,
                place,
                say!("{}", "正しい JSON ではありません: {}", message),
            )
        })
    }

    /// The place of a byte; bytes are asked for mostly in the order of the text.
    pub(super) fn place(&mut self, byte: usize) -> Place {
        if byte < self.at {
            (self.at, self.place) = (0, Place::START);
        }
        let between = self.text.get(self.at..byte).unwrap_or_default();
        match between.rfind('\n') {
            None => self.place.column += between.chars().count(),
            Some(last) => {
                self.place.line += between.matches('\n').count();
                let rest = between.get(last + 1..).unwrap_or_default();
                self.place.column = 1 + rest.chars().count();
            }
        }
        self.at = byte;
        self.place
    }

    fn place_of(&self, byte: usize) -> Place {
        Place::after(self.text.get(..byte).unwrap_or_default())
    }

    /// The trouble as it is shown.
    pub(super) fn bad(&self, (byte, message): Trouble) -> BadInput {
        self.bad_at(byte, message)
    }

    fn bad_at(&self, byte: usize, message: Said) -> BadInput {
        BadInput::at(&self.source.name, self.place_of(byte), message)
    }
}
