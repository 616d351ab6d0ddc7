//! Reading JSON straight from its text, by what is expected next.
//!
//! Nothing stands between the text and the document: no tree, no copy of a text without escapes.
//! Every refusal knows its place.

use serde_json::{Map, Value};
use std::borrow::Cow;

/// How deep lists and objects may stand in each other, as in `serde_json`.
const DEEPEST: u8 = 127;

/// A value that cannot be read, and where it stands.
#[derive(Debug)]
pub struct Wrong {
    /// Where it begins in the text, in bytes.
    pub(crate) at: usize,
    /// The keys and places that lead to it, the innermost first.
    pub(crate) path: Vec<String>,
    /// What is wrong.
    pub(crate) message: String,
}

impl Wrong {
    /// The same, of something in an object or a list.
    fn inside(mut self: Box<Self>, key: &str) -> Box<Self> {
        self.path.push(key.to_owned());
        self
    }
}

/// What reading gives.
pub type Read<T> = Result<T, Box<Wrong>>;

/// A text of JSON and how far it is read.
#[derive(Debug)]
pub struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: u8,
    /// What is to be said of attributes.
    pub(crate) remarks: Vec<Remark>,
}

/// An attribute that reads well, and of which something is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its name.
    pub name: String,
    /// Where its value begins in the text, in bytes.
    pub at: usize,
    /// What is to be said.
    pub about: About,
}

/// What is to be said of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// This version has no such attribute.
    Stranger,
    /// It is `null`: nobody knows its value.
    Unknown,
}

impl<'t> Reader<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            remarks: Vec::new(),
        }
    }

    /// The first byte of what comes next.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        let spaces = rest.iter().take_while(|byte| space(byte)).count();
        self.at += spaces;
        rest.get(spaces).copied()
    }

    /// Takes a byte, if it comes next.
    fn takes(&mut self, byte: u8) -> bool {
        let next = self.peek() == Some(byte);
        self.at += usize::from(next);
        next
    }

    /// Takes a word, if it comes next.
    fn takes_word(&mut self, word: &str) -> bool {
        self.peek();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let next = rest.starts_with(word);
        self.at += if next { word.len() } else { 0 };
        next
    }

    /// Remembers that something is to be said of an attribute.
    pub(crate) fn remark(&mut self, name: &str, at: usize, about: About) {
        let name = name.to_owned();
        self.remarks.push(Remark { name, at, about });
    }

    /// Where what comes next begins, in bytes.
    pub(crate) fn place(&mut self) -> usize {
        self.peek();
        self.at
    }

    /// That what stands at a place is wrong.
    pub(crate) fn wrong<T>(at: usize, message: impl Into<String>) -> Read<T> {
        Err(Box::new(Wrong {
            at,
            path: Vec::new(),
            message: message.into(),
        }))
    }

    /// That what comes next is of another type than is expected.
    pub(crate) fn unexpected<T>(&mut self, expected: &str) -> Read<T> {
        let at = self.place();
        let found = match self.value()? {
            Value::Null => "null".to_owned(),
            Value::Bool(it) => format!("boolean `{it}`"),
            Value::Number(it) if it.is_f64() => format!("floating point `{it}`"),
            Value::Number(it) => format!("integer `{it}`"),
            Value::String(it) => format!("string {it:?}"),
            Value::Array(_) => "sequence".to_owned(),
            Value::Object(_) => "map".to_owned(),
        };
        Self::wrong(at, format!("invalid type: {found}, expected {expected}"))
    }

    /// That nothing comes any more.
    pub(crate) fn end(&mut self) -> Read<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Self::wrong(self.at, "trailing characters"),
        }
    }

    /// Takes a `null`, if it comes next.
    pub(crate) fn null(&mut self) -> bool {
        self.takes_word("null")
    }

    /// Whether an object comes next.
    pub(crate) fn is_object(&mut self) -> bool {
        self.peek() == Some(b'{')
    }

    /// Whether a list comes next.
    pub(crate) fn is_list(&mut self) -> bool {
        self.peek() == Some(b'[')
    }

    /// Reads an object: `each` takes the value of every key.
    pub(crate) fn object(
        &mut self,
        expected: &str,
        each: &mut dyn FnMut(&mut Self, Cow<'t, str>) -> Read<()>,
    ) -> Read<()> {
        self.within(b'{', b'}', expected, &mut |reader, _| {
            let key = reader.text("a key")?;
            if !reader.takes(b':') {
                return Self::wrong(reader.at, "expected `:`");
            }
            each(reader, key.clone()).map_err(|wrong| wrong.inside(&key))
        })
    }

    /// Reads a list: `each` takes every item.
    pub(crate) fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Read<()>) -> Read<()> {
        self.within(b'[', b']', "a sequence", &mut |reader, place| {
            each(reader).map_err(|wrong| wrong.inside(&place.to_string()))
        })
    }

    fn within(
        &mut self,
        open: u8,
        close: u8,
        expected: &str,
        each: &mut dyn FnMut(&mut Self, usize) -> Read<()>,
    ) -> Read<()> {
        if self.peek() != Some(open) {
            return self.unexpected(expected);
        }
        if self.depth == DEEPEST {
            return Self::wrong(self.at, "recursion limit exceeded");
        }
        self.at += 1;
        self.depth += 1;
        if !self.takes(close) {
            for place in 0.. {
                each(self, place)?;
                if self.takes(close) {
                    break;
                }
                if !self.takes(b',') {
                    return Self::wrong(self.at, "expected `,`");
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a text.
    pub(crate) fn text(&mut self, expected: &str) -> Read<Cow<'t, str>> {
        if self.peek() != Some(b'"') {
            return self.unexpected(expected);
        }
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        let mut plain = true;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    plain = false;
                    end += 2;
                }
                Some(0x20..) => end += 1,
                Some(_) => return Self::wrong(end, "control character in a string"),
                None => return Self::wrong(start, "a string without an end"),
            }
        }
        self.at = end + 1;
        if plain {
            return Ok(self.text.get(start + 1..end).unwrap_or_default().into());
        }
        let quoted = self.text.get(start..=end).unwrap_or_default();
        match serde_json::from_str::<String>(quoted) {
            Ok(text) => Ok(text.into()),
            Err(_) => Self::wrong(start, "invalid escape in a string"),
        }
    }

    /// Reads `true` or `false`.
    pub(crate) fn boolean(&mut self) -> Read<bool> {
        if self.takes_word("true") {
            return Ok(true);
        }
        if self.takes_word("false") {
            return Ok(false);
        }
        self.unexpected("a boolean")
    }

    /// Reads a whole number.
    pub(crate) fn integer<T: TryFrom<i64>>(&mut self, expected: &str) -> Read<T> {
        let at = self.place();
        let Some(number) = self.number() else {
            return self.unexpected(expected);
        };
        if number.is_f64() {
            self.at = at;
            return self.unexpected(expected);
        }
        let small = number.as_i64().and_then(|it| T::try_from(it).ok());
        small.map_or_else(
            || {
                let message = format!("invalid value: integer `{number}`, expected {expected}");
                Self::wrong(at, message)
            },
            Ok,
        )
    }

    /// Takes a number, if one comes next.
    fn number(&mut self) -> Option<Value> {
        self.peek();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let of_one = |c: char| matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
        let end = rest.find(|c| !of_one(c)).unwrap_or(rest.len());
        let number = serde_json::from_str(rest.get(..end)?).ok()?;
        self.at += end;
        Some(number)
    }

    /// Reads anything.
    pub(crate) fn value(&mut self) -> Read<Value> {
        match self.peek() {
            Some(b'"') => Ok(Value::String(self.text("a string")?.into_owned())),
            Some(b'[') => {
                let mut items = Vec::new();
                self.list(&mut |reader| {
                    items.push(reader.value()?);
                    Ok(())
                })?;
                Ok(items.into())
            }
            Some(b'{') => {
                let mut object = Map::new();
                self.object("a map", &mut |reader, key| {
                    object.insert(key.into_owned(), reader.value()?);
                    Ok(())
                })?;
                Ok(object.into())
            }
            _ if self.null() => Ok(Value::Null),
            _ if self.takes_word("true") => Ok(true.into()),
            _ if self.takes_word("false") => Ok(false.into()),
            _ => self
                .number()
                .map_or_else(|| Self::wrong(self.at, "expected value"), Ok),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use serde_json::Value;

    fn read(text: &str) -> Option<Value> {
        let mut reader = Reader::new(text);
        let value = reader.value().ok()?;
        reader.end().ok().map(|()| value)
    }

    #[test]
    fn what_is_json_is_read_and_nothing_else_is() {
        let text =
            r#" {"a":[-1,2.5e3,0,true],"b\n\u00e9":{"c":null},"d":"\ud83d\ude00 é","e":[],"f":{}}"#;
        let mut read_well = 0;
        for (at, old) in text.char_indices() {
            for new in [
                "", ",", "\"", "\\", "{", "}", "[", "]", ":", "0", "-", "e", ".", "\n",
            ] {
                let (before, after) = (&text[..at], &text[at + old.len_utf8()..]);
                let changed = format!("{before}{new}{after}");
                let expected: Option<Value> = serde_json::from_str(&changed).ok();
                assert_eq!(read(&changed), expected, "{changed}");
                read_well += usize::from(expected.is_some());
            }
        }
        assert!(read_well > 50, "{read_well}");
        for deep in [127, 128] {
            let text = "[".repeat(deep) + &"]".repeat(deep);
            assert_eq!(read(&text), serde_json::from_str(&text).ok(), "{deep}");
        }
    }
}
