//! The pieces of a text with parts, and how they are put into each other.

use super::super::syntax::{Expression, Part, Template, height_of};
use super::Trouble;
use crate::limits::{MAX_DEPTH, too_deep};
use crate::said::say;
use crate::tree::Place;
use std::rc::Rc;
use std::vec::IntoIter;

/// A piece of a text, before pieces are put into each other.
#[derive(Debug)]
pub(super) enum Piece {
    /// A line at most.
    Text(String),
    Mark {
        place: Place,
        is: Mark,
        /// `~` at its start and at its end: space before it, or after it, is dropped.
        trims: (bool, bool),
    },
}

#[derive(Debug)]
pub(super) enum Mark {
    Value(Expression),
    If(Expression),
    Else,
    EndIf,
    For(Option<Rc<str>>, Rc<str>, Expression),
    EndFor,
}

/// Drops the space that `~` asks to drop: what is left of the line before, and of the line after.
pub(super) fn trim(pieces: &mut [Piece]) {
    let mut drops_after = false;
    for at in 0..pieces.len() {
        let drops_before = matches!(
            pieces.get(at + 1),
            Some(Piece::Mark {
                trims: (true, _),
                ..
            })
        );
        match pieces.get_mut(at) {
            Some(Piece::Text(text)) => {
                if drops_after {
                    *text = text.trim_start().to_owned();
                }
                if drops_before {
                    text.truncate(text.trim_end().len());
                }
                drops_after = false;
            }
            Some(Piece::Mark { trims, .. }) => drops_after = trims.1,
            None => {}
        }
    }
}

/// Drops the indentation that all lines have. Empty lines do not count, and a line whose break
/// before it was dropped is none.
pub(super) fn outdent(pieces: &mut [Piece]) {
    let indent = |text: &str| {
        let line = text.trim_end_matches(['\n', '\r']);
        line.len() - line.trim_start().len()
    };
    let mut least = usize::MAX;
    let mut starts = Vec::new();
    let mut at_start = true;
    for piece in &*pieces {
        starts.push(at_start);
        match piece {
            Piece::Text(text) if at_start => {
                if !(text.trim().is_empty() && text.ends_with('\n')) {
                    least = least.min(indent(text));
                }
            }
            Piece::Mark { .. } if at_start => least = 0,
            Piece::Text(_) | Piece::Mark { .. } => {}
        }
        at_start = matches!(piece, Piece::Text(text) if text.ends_with('\n'));
    }
    for (piece, at_start) in pieces.iter_mut().zip(starts) {
        if let Piece::Text(text) = piece
            && at_start
            && !(text.trim().is_empty() && text.ends_with('\n'))
        {
            *text = text.get(least..).unwrap_or_default().to_owned();
        }
    }
}

/// Puts the pieces between `if` and `endif`, and between `for` and `endfor`, into one part.
pub(super) fn built(pieces: Vec<Piece>) -> Result<Template, Trouble> {
    let mut pieces = pieces.into_iter();
    let (template, end) = parts(&mut pieces, 0)?;
    match end {
        None => Ok(template),
        Some((place, _)) => Err((
            place,
            say!(
                "this ends nothing that was begun",
                "対応する開始がありません"
            ),
        )),
    }
}

/// Parts up to a mark that ends them.
fn parts(
    pieces: &mut IntoIter<Piece>,
    depth: usize,
) -> Result<(Template, Option<(Place, Mark)>), Trouble> {
    let mut template = Template::new();
    let mut plain = String::new();
    let flush = |plain: &mut String, template: &mut Template| {
        if !plain.is_empty() {
            template.push(Part::Text(plain.as_str().into()));
            plain.clear();
        }
    };
    while let Some(piece) = pieces.next() {
        let (place, mark) = match piece {
            Piece::Text(text) => {
                plain.push_str(&text);
                continue;
            }
            Piece::Mark { place, is, .. } => (place, is),
        };
        flush(&mut plain, &mut template);
        if depth >= MAX_DEPTH {
            return Err((place, too_deep()));
        }
        let part = match mark {
            Mark::Value(value) => Part::Value(value),
            Mark::If(condition) => {
                let (yes, end) = parts(pieces, depth + 1)?;
                let (no, end) = match end {
                    Some((_, Mark::Else)) => parts(pieces, depth + 1)?,
                    end => (Template::new(), end),
                };
                let Some((_, Mark::EndIf)) = end else {
                    return Err((
                        place,
                        say!("no endif ends this", "対応する endif がありません"),
                    ));
                };
                Part::If(condition, yes, no)
            }
            Mark::For(key_name, item_name, of) => {
                let (body, end) = parts(pieces, depth + 1)?;
                let Some((_, Mark::EndFor)) = end else {
                    return Err((
                        place,
                        say!("no endfor ends this", "対応する endfor がありません"),
                    ));
                };
                Part::For {
                    key_name,
                    item_name,
                    of,
                    body,
                }
            }
            Mark::Else | Mark::EndIf | Mark::EndFor => return Ok((template, Some((place, mark)))),
        };
        if height_of(std::slice::from_ref(&part)) > MAX_DEPTH {
            return Err((place, too_deep()));
        }
        template.push(part);
    }
    flush(&mut plain, &mut template);
    Ok((template, None))
}
