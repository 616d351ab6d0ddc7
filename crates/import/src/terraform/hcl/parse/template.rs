//! Texts with parts: quoted ones, heredocs and template files.

use super::super::syntax::{Kind, Part, Template};
use super::super::value::Value;
use super::piece::{Mark, Piece, built, outdent, trim};
use super::{Reader, Trouble};
use crate::said::{Said, say};
use std::rc::Rc;

impl Reader<'_> {
    /// A text in double quotes.
    pub(super) fn quoted(&mut self) -> Result<Kind, Trouble> {
        let start = self.place;
        self.skip(1);
        let mut pieces = self.pieces(true)?;
        trim(&mut pieces);
        if !self.sign("\"") {
            return Err((
                start,
                say!(
                    "the text is not closed on its line",
                    "文字列がその行で閉じられていません"
                ),
            ));
        }
        Ok(kind(built(pieces)?))
    }

    /// A text in double quotes without parts, such as a label.
    pub(super) fn plain_string(&mut self) -> Result<Rc<str>, Trouble> {
        let start = self.place;
        match self.quoted()? {
            Kind::Literal(Value::Text(text)) => Ok(text),
            _ => Err((
                start,
                say!(
                    "a label may have no parts to be worked out",
                    "ラベルに式は使えません"
                ),
            )),
        }
    }

    /// `<<END` and its lines, or `<<-END` whose common indentation is dropped.
    pub(super) fn heredoc(&mut self) -> Result<Kind, Trouble> {
        let start = self.place;
        self.skip(2);
        let indented = self.sign("-");
        let end = self.expected_name(&say!("a name after \"<<\"", "「<<」の後の名前"))?;
        self.sign("\r");
        if self.peek() != Some('\n') {
            return Err(self.expected(&say!(
                "the end of the line after \"<<\"",
                "「<<」の後の行末"
            )));
        }
        self.skip(1);
        let mut length = 0;
        let closed = self.rest.split_inclusive('\n').any(|line| {
            let ends = line.trim() == &*end;
            if !ends {
                length += line.len();
            }
            ends
        });
        if !closed {
            return Err((
                start,
                say!(
                    "no line with {} closes the text",
                    "{} だけの行で閉じられていません",
                    end
                ),
            ));
        }
        let text = self.rest.get(..length).unwrap_or_default();
        let mut inner = Reader {
            rest: text,
            lines: false,
            ..*self
        };
        let mut pieces = inner.pieces(false)?;
        self.nodes = inner.nodes;
        self.skip(length);
        // The line break after the name stays: it ends the attribute.
        let line = self.rest.find('\n').unwrap_or(self.rest.len());
        let last = self.rest.get(..line).unwrap_or_default().trim_end().len();
        self.skip(last);
        trim(&mut pieces);
        if indented {
            outdent(&mut pieces);
        }
        Ok(kind(built(pieces)?))
    }

    /// All of the text as a template.
    pub(super) fn whole_template(&mut self) -> Result<Template, Trouble> {
        let mut pieces = self.pieces(false)?;
        trim(&mut pieces);
        built(pieces)
    }

    fn pieces(&mut self, quoted: bool) -> Result<Vec<Piece>, Trouble> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        loop {
            let plain = |c: char| !matches!(c, '"' | '\\' | '$' | '%' | '\n');
            let end = self.rest.find(|c| !plain(c)).unwrap_or(self.rest.len());
            text.push_str(self.skip(end));
            let rest = self.rest;
            let next = rest.chars().next();
            if (next == Some('"') && quoted) || next.is_none() {
                break;
            }
            if rest.starts_with("$${") || rest.starts_with("%%{") {
                text.push_str(rest.get(1..3).unwrap_or_default());
                self.skip(3);
            } else if rest.starts_with("${") || rest.starts_with("%{") {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(self.nested(Self::mark)?);
            } else if next == Some('\n') && quoted {
                return Err(self.trouble(say!(
                    "the text is not closed on its line",
                    "文字列がその行で閉じられていません"
                )));
            } else if next == Some('\\') && quoted {
                text.push(self.escape()?);
            } else {
                text.push_str(self.skip(next.map_or(0, char::len_utf8)));
                if next == Some('\n') {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(pieces)
    }

    fn escape(&mut self) -> Result<char, Trouble> {
        let place = self.place;
        self.skip(1);
        let next = self.peek();
        let simple = match next {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('"') => '"',
            Some('\\') => '\\',
            Some('u' | 'U') => {
                self.skip(1);
                let length = if next == Some('u') { 4 } else { 8 };
                let digits = self.rest.get(..length).unwrap_or_default();
                let code = u32::from_str_radix(digits, 16).ok();
                let Some(found) = code.and_then(char::from_u32) else {
                    return Err((
                        place,
                        say!(
                            "the escape is not a character",
                            "エスケープが文字になりません"
                        ),
                    ));
                };
                self.skip(length);
                return Ok(found);
            }
            _ => {
                return Err((
                    place,
                    say!(
                        "unknown escape in a text",
                        "文字列に未知のエスケープがあります"
                    ),
                ));
            }
        };
        self.skip(1);
        Ok(simple)
    }

    /// `${value}` or `%{if ...}` and the like.
    fn mark(&mut self) -> Result<Piece, Trouble> {
        let place = self.place;
        let is_value = self.rest.starts_with('$');
        self.skip(2);
        let before = self.sign("~");
        let is = self.with_lines(true, |it| {
            it.space();
            if is_value {
                return Ok(Mark::Value(it.expression()?));
            }
            Ok(match it.name() {
                Some("if") => Mark::If(it.expression()?),
                Some("else") => Mark::Else,
                Some("endif") => Mark::EndIf,
                Some("for") => {
                    let (key, item) = it.for_names()?;
                    Mark::For(key, item, it.expression()?)
                }
                Some("endfor") => Mark::EndFor,
                _ => {
                    return Err((
                        place,
                        say!(
                            "expected if, else, endif, for or endfor",
                            "if、else、endif、for、endfor のいずれかが必要です"
                        ),
                    ));
                }
            })
        })?;
        self.with_lines(true, |it| {
            it.space();
            Ok(())
        })?;
        let after = self.sign("~");
        if !self.sign("}") {
            return Err(self.expected(&Said::plain("\"}\"")));
        }
        Ok(Piece::Mark {
            place,
            is,
            trims: (before, after),
        })
    }
}

/// A text without parts is a literal.
fn kind(template: Template) -> Kind {
    match template.as_slice() {
        [] => Kind::Literal(Value::text("")),
        [Part::Text(text)] => Kind::Literal(Value::Text(Rc::clone(text))),
        _ => Kind::Template(template),
    }
}
