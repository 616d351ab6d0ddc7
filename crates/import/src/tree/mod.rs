//! A text as a tree, with a line and a column for every part.
//!
//! YAML and JSON give the same tree, so one importer serves both. Scalars stay texts: what is a
//! number or a truth is asked for, never guessed, so `2012-10-17` and `010` stay as written.
//! CloudFormation's short tags are spelled out: `!Ref x` is the map `{Ref: x}`.

mod json;
mod unique;
mod yaml;

pub(crate) use unique::unique;

use crate::bad_input::BadInput;
use crate::limits::MAX_TREE_BYTES;
use crate::said::{Said, quoted, say};

/// A place in a text. Both numbers start at 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it starts.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `null`, `~`, or an empty value.
    Null,
    /// A scalar as written.
    Text {
        /// Its text.
        text: String,
        /// Whether it was quoted, so that it can only be a text.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the text; keys are unique.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// The value.
    pub value: Node,
}

/// Reads a part of a JSON text, which starts at a place of it.
///
/// # Errors
///
/// As [`read`].
pub(crate) fn read_at(file: &str, text: &str, start: Place) -> Result<Node, BadInput> {
    json::read(text, start).map_err(|(place, message)| BadInput::at(file, place, message))
}

/// Refuses a text too large for a tree.
fn check_tree_size(file: &str, text: &str) -> Result<(), BadInput> {
    if text.len() <= MAX_TREE_BYTES {
        return Ok(());
    }
    let (has, most) = (text.len() / (1024 * 1024), MAX_TREE_BYTES / (1024 * 1024));
    let message = say!(
        "the text has {} MB; of this format at most {} MB are read",
        "テキストは {} MB です。この形式で読み込めるのは {} MB までです",
        has,
        most
    );
    Err(BadInput::at(file, Place::START, message))
}

/// Reads a text: JSON where it starts with a bracket, else YAML.
///
/// # Errors
///
/// When it is neither, has an unknown tag or a key twice, or goes beyond the limits.
pub fn read(file: &str, text: &str) -> Result<Node, BadInput> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(BadInput::at(
            file,
            Place::START,
            say!("the file is empty", "空のファイルです"),
        ));
    }
    check_tree_size(file, text)?;
    if is_json(text) {
        json::read(text, Place::START)
    } else {
        yaml::read(text)
    }
    .map_err(|(place, message)| BadInput::at(file, place, message))
}

/// Whether a text is to be read as JSON.
#[must_use]
pub fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// A message and its place, until the file's name is added.
type Trouble = (Place, Said);

impl Place {
    /// The start of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The place right after a text.
    #[must_use]
    pub fn after(text: &str) -> Self {
        Self::START.then(text)
    }

    /// The place right after a text that starts here.
    #[must_use]
    pub fn then(self, text: &str) -> Self {
        match text.rsplit_once('\n') {
            None => Self {
                column: self.column + text.chars().count(),
                ..self
            },
            Some((before, last)) => Self {
                line: self.line + 1 + before.matches('\n').count(),
                column: 1 + last.chars().count(),
            },
        }
    }
}

impl Node {
    /// The value of a key, where the node is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()?
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// The entries of a map.
    #[must_use]
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            Value::Null | Value::Text { .. } | Value::List(_) => None,
        }
    }

    /// The items of a list.
    #[must_use]
    pub fn items(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(items) => Some(items),
            Value::Null | Value::Text { .. } | Value::Map(_) => None,
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text { text, .. } => Some(text),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// What it is, for a message: `a map`, `a list`, ...
    #[must_use]
    pub fn what(&self) -> Said {
        match &self.value {
            Value::Null => say!("nothing", "空の値"),
            Value::Text { .. } => say!("a text", "文字列"),
            Value::List(_) => say!("a list", "リスト"),
            Value::Map(_) => say!("a map", "マップ"),
        }
    }
}

/// Adds an entry unless the key is there already.
fn push_unique(
    entries: &mut Vec<Entry>,
    seen: &mut std::collections::BTreeSet<String>,
    entry: Entry,
) -> Result<(), Trouble> {
    if !seen.insert(entry.key.clone()) {
        return Err((
            entry.place,
            say!(
                "the key {} is given twice",
                "キー {} が 2 回指定されています",
                quoted(&entry.key)
            ),
        ));
    }
    entries.push(entry);
    Ok(())
}

#[cfg(test)]
mod tests;
