//! The outline of a text: its documents, their keys, and where each object starts.
//!
//! A dump has tens of megabytes and its objects are small, so the text is cut into objects first,
//! by brackets and quotes alone. Each piece is then read by `serde_json`, which also finds what is
//! wrong inside of it.

use crate::limits::MAX_OBJECTS;
use crate::said::{Said, say};

/// What is wrong, and at which byte.
pub(crate) type Trouble = (usize, Said);

/// A piece of the text: one value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'t> {
    /// The value's text.
    pub(crate) text: &'t str,
    /// Where it starts, in bytes of the whole text.
    pub(crate) start: usize,
}

/// One document of a text; several may follow each other.
#[derive(Debug)]
pub(crate) enum Document<'t> {
    /// `{"Vpcs": [...]}`, and the whole of it
    Map(Vec<Entry<'t>>, Piece<'t>),
    /// `[...]`
    List(Vec<Piece<'t>>),
}

/// A key of a document.
#[derive(Debug)]
pub(crate) struct Entry<'t> {
    /// The key as written.
    pub(crate) key: &'t str,
    /// Its value.
    pub(crate) value: Piece<'t>,
    /// The items of the value, where it is a list.
    pub(crate) items: Option<Vec<Piece<'t>>>,
}

/// Goes through a text from value to value.
#[derive(Debug)]
pub(crate) struct Scan<'t> {
    text: &'t str,
    at: usize,
    objects: usize,
}

impl<'t> Scan<'t> {
    /// A scan of a whole text.
    pub(crate) const fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            objects: 0,
        }
    }

    /// The next document; `None` at the end of the text.
    pub(crate) fn document(&mut self) -> Result<Option<Document<'t>>, Trouble> {
        match self.next_byte() {
            None => Ok(None),
            Some(b'{') => {
                let mut entries = Vec::new();
                let start = self.at;
                self.at += 1;
                while let Some(key) = self.key(entries.is_empty())? {
                    self.next_byte();
                    let from = self.at;
                    let items = self.items()?;
                    let value = match &items {
                        Some(_) => self.piece(from),
                        None => self.value()?,
                    };
                    entries.push(Entry { key, value, items });
                }
                Ok(Some(Document::Map(entries, self.piece(start))))
            }
            Some(b'[') => Ok(self.items()?.map(Document::List)),
            Some(_) => Err(self.trouble(say!(
                "expected an object or a list",
                "オブジェクトまたはリストが必要です"
            ))),
        }
    }

    /// The next key of an object, up to its value; `None` after the last.
    pub(crate) fn key(&mut self, first: bool) -> Result<Option<&'t str>, Trouble> {
        Ok(self.key_at(first)?.map(|key| key.text))
    }

    /// The same with its place.
    pub(crate) fn key_at(&mut self, first: bool) -> Result<Option<Piece<'t>>, Trouble> {
        if !self.another(first, b'}')? {
            return Ok(None);
        }
        if self.next_byte() != Some(b'"') {
            return Err(self.trouble(say!(
                "expected a key in double quotes",
                "二重引用符で囲んだキーが必要です"
            )));
        }
        let key = self.value()?;
        if self.next_byte() != Some(b':') {
            return Err(self.trouble(say!("expected a colon", "コロンが必要です")));
        }
        self.at += 1;
        let text = key.text.get(1..key.text.len().saturating_sub(1));
        Ok(text.map(|text| Piece { text, ..key }))
    }

    /// The items of the list that starts here, where one does.
    fn items(&mut self) -> Result<Option<Vec<Piece<'t>>>, Trouble> {
        if !self.open(b'[') {
            return Ok(None);
        }
        let mut items = Vec::new();
        while self.another(items.is_empty(), b']')? {
            self.objects += 1;
            if self.objects > MAX_OBJECTS {
                return Err(self.trouble(say!(
                    "more objects than are read of one text",
                    "1 つのテキストから読み込めるオブジェクト数を超えています"
                )));
            }
            items.push(self.value()?);
        }
        Ok(Some(items))
    }

    /// Goes past a bracket, where it is the next sign.
    pub(crate) fn open(&mut self, bracket: u8) -> bool {
        let opens = self.next_byte() == Some(bracket);
        self.at += usize::from(opens);
        opens
    }

    /// Whether nothing follows.
    pub(crate) fn is_done(&mut self) -> bool {
        self.next_byte().is_none()
    }

    /// Whether there is another item before the closing bracket.
    fn another(&mut self, first: bool, close: u8) -> Result<bool, Trouble> {
        match self.next_byte() {
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            Some(_) if first => Ok(true),
            Some(b',') => {
                self.at += 1;
                match self.next_byte() {
                    Some(byte) if byte == close => Err(self.trouble(say!(
                        "a comma before the end",
                        "末尾の前に余分なカンマがあります"
                    ))),
                    _ => Ok(true),
                }
            }
            Some(_) => Err(self.trouble(say!(
                "expected a comma or a closing bracket",
                "カンマまたは閉じ括弧が必要です"
            ))),
            None => Err(self.trouble(say!(
                "the text ends before its brackets are closed",
                "括弧が閉じる前にテキストが終わっています"
            ))),
        }
    }

    /// The value that starts here.
    pub(crate) fn value(&mut self) -> Result<Piece<'t>, Trouble> {
        let Some(first) = self.next_byte() else {
            return Err(self.trouble(say!(
                "expected a value, found the end of the file",
                "値が必要ですが、ファイルの末尾です"
            )));
        };
        let start = self.at;
        match first {
            b'"' => self.string()?,
            b'{' | b'[' => self.brackets()?,
            _ => self.word()?,
        }
        Ok(self.piece(start))
    }

    /// What was gone through from a byte on.
    fn piece(&self, start: usize) -> Piece<'t> {
        let text = self.text.get(start..self.at).unwrap_or_default();
        Piece { text, start }
    }

    fn string(&mut self) -> Result<(), Trouble> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at = start;
        Err(self.trouble(say!(
            "the string is not closed",
            "文字列が閉じられていません"
        )))
    }

    fn brackets(&mut self) -> Result<(), Trouble> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Ok(());
            }
        }
        self.at = start;
        Err(self.trouble(say!(
            "the bracket is not closed",
            "括弧が閉じられていません"
        )))
    }

    fn word(&mut self) -> Result<(), Trouble> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
            .unwrap_or(rest.len());
        if end == 0 {
            return Err(self.trouble(say!("expected a value", "値が必要です")));
        }
        self.at += end;
        Ok(())
    }

    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    fn trouble(&self, message: Said) -> Trouble {
        (self.at.min(self.text.len()), message)
    }
}
