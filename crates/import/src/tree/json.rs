//! JSON (RFC 8259), by hand: the tree needs a place for every part.

use super::{Entry, Node, Place, Trouble, Value, push_unique};
use crate::limits::{MAX_DEPTH, MAX_NODES, too_deep};
use crate::said::{Said, quoted, say};
use std::collections::BTreeSet;

/// Reads a JSON text that starts at a place.
pub(super) fn read(text: &str, start: Place) -> Result<Node, Trouble> {
    let mut reader = Reader {
        rest: text,
        place: start,
        nodes: 0,
    };
    let node = reader.node(0)?;
    reader.space();
    match reader.peek() {
        None => Ok(node),
        Some(found) => Err(reader.trouble(say!(
            "expected the end of the file, found {}",
            "ファイルの末尾のはずですが、{} があります",
            quoted(found)
        ))),
    }
}

struct Reader<'t> {
    rest: &'t str,
    place: Place,
    nodes: usize,
}

impl<'t> Reader<'t> {
    fn node(&mut self, depth: usize) -> Result<Node, Trouble> {
        self.space();
        self.nodes += 1;
        if depth > MAX_DEPTH {
            return Err(self.trouble(too_deep()));
        }
        if self.nodes > MAX_NODES {
            return Err(self.trouble(say!(
                "more than {} values",
                "値が {} 個を超えています",
                MAX_NODES
            )));
        }
        let place = self.place;
        let value = match self.peek() {
            Some('{') => self.map(depth)?,
            Some('[') => self.list(depth)?,
            Some('"') => Value::Text {
                text: self.string()?,
                quoted: true,
            },
            _ => self.word()?,
        };
        Ok(Node { place, value })
    }

    fn map(&mut self, depth: usize) -> Result<Value, Trouble> {
        self.take();
        let mut entries = Vec::new();
        let mut seen = BTreeSet::new();
        self.space();
        if self.peek() == Some('}') {
            self.take();
            return Ok(Value::Map(entries));
        }
        loop {
            self.space();
            let place = self.place;
            if self.peek() != Some('"') {
                return Err(
                    self.expected(&say!("a key in double quotes", "二重引用符で囲んだキー"))
                );
            }
            let key = self.string()?;
            self.space();
            if self.peek() != Some(':') {
                return Err(self.expected(&say!("a colon", "コロン")));
            }
            self.take();
            let value = self.node(depth + 1)?;
            push_unique(&mut entries, &mut seen, Entry { key, place, value })?;
            self.space();
            match self.peek() {
                Some(',') => self.take(),
                Some('}') => {
                    self.take();
                    return Ok(Value::Map(entries));
                }
                _ => {
                    return Err(self.expected(&say!(
                        "a comma or a closing brace",
                        "カンマまたは閉じ波括弧"
                    )));
                }
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Trouble> {
        self.take();
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(']') {
            self.take();
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.node(depth + 1)?);
            self.space();
            match self.peek() {
                Some(',') => self.take(),
                Some(']') => {
                    self.take();
                    return Ok(Value::List(items));
                }
                _ => {
                    return Err(self.expected(&say!(
                        "a comma or a closing bracket",
                        "カンマまたは閉じ括弧"
                    )));
                }
            }
        }
    }

    fn string(&mut self) -> Result<String, Trouble> {
        self.take();
        let mut text = String::new();
        loop {
            let plain = self
                .rest
                .find(|c: char| c == '"' || c == '\\' || c < ' ')
                .unwrap_or(self.rest.len());
            text.push_str(self.skip(plain));
            match self.peek() {
                Some('"') => {
                    self.take();
                    return Ok(text);
                }
                Some('\\') => text.push(self.escape()?),
                Some(_) => {
                    return Err(self.trouble(say!(
                        "a string may not hold a bare line break or control character",
                        "文字列に改行や制御文字をそのまま書くことはできません"
                    )));
                }
                None => {
                    return Err(self.trouble(say!(
                        "the string is not closed",
                        "文字列が閉じられていません"
                    )));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Trouble> {
        let place = self.place;
        self.take();
        let kind = self.peek();
        self.take();
        let simple = match kind {
            Some('"') => '"',
            Some('\\') => '\\',
            Some('/') => '/',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => return self.code_point(place),
            _ => {
                return Err((
                    place,
                    say!(
                        "unknown escape in a string",
                        "文字列に未知のエスケープがあります"
                    ),
                ));
            }
        };
        Ok(simple)
    }

    fn code_point(&mut self, place: Place) -> Result<char, Trouble> {
        let bad = || {
            (
                place,
                say!(
                    "a \\u escape is not a character",
                    "\\u エスケープが文字になりません"
                ),
            )
        };
        let high = self.hex().ok_or_else(bad)?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high).ok_or_else(bad);
        }
        if !self.rest.starts_with("\\u") {
            return Err(bad());
        }
        self.skip(2);
        let low = self.hex().ok_or_else(bad)?;
        let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400);
        char::from_u32(0x10000 + ((high - 0xd800) << 10) + low.ok_or_else(bad)?).ok_or_else(bad)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4)?;
        if !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.skip(4);
        Some(value)
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Value, Trouble> {
        let end = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
            .unwrap_or(self.rest.len());
        let word = self.rest.get(..end).unwrap_or_default();
        match word {
            "null" => {
                self.skip(end);
                Ok(Value::Null)
            }
            "" => Err(self.expected(&say!("a value", "値"))),
            _ if matches!(word, "true" | "false") || is_number(word) => {
                let text = self.skip(end).to_owned();
                Ok(Value::Text {
                    text,
                    quoted: false,
                })
            }
            _ => Err(self.trouble(say!(
                "expected a value, found {}",
                "値が必要ですが、{} があります",
                quoted(word)
            ))),
        }
    }

    fn space(&mut self) {
        let end = self
            .rest
            .find(|c: char| !matches!(c, ' ' | '\t' | '\n' | '\r'))
            .unwrap_or(self.rest.len());
        self.skip(end);
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Goes past one character.
    fn take(&mut self) {
        let length = self.peek().map_or(0, char::len_utf8);
        self.skip(length);
    }

    /// Goes past so many bytes and gives them.
    fn skip(&mut self, bytes: usize) -> &'t str {
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

    fn expected(&self, what: &Said) -> Trouble {
        match self.peek() {
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

    fn trouble(&self, message: Said) -> Trouble {
        (self.place, message)
    }
}

fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let leading_zero = digits.len() > 1
        && digits.starts_with('0')
        && !digits.starts_with("0.")
        && !digits.starts_with("0e")
        && !digits.starts_with("0E");
    digits.starts_with(|c: char| c.is_ascii_digit())
        && !leading_zero
        && !digits.ends_with('.')
        && word.parse::<f64>().is_ok()
}
