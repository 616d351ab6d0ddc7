//! What `aws --output yaml` prints, as the JSON that `--output json` would, with everything on the
//! line where it stands, so that what is said of it names the right place.

use super::output::Output;
use super::{OTHER_FORMATS, is_key};
use crate::bad_input::BadInput;
use crate::source::Source;
use crate::tree::{self, Node, Place, Value};
use serde_json::Value as Json;

/// The JSON of a text, where that is YAML and an output of the AWS CLI.
///
/// # Errors
///
/// When its keys tell that it is one, and it is no YAML.
pub(crate) fn as_json(source: &Source) -> Result<Option<String>, BadInput> {
    let text = source.body();
    if tree::is_json(text) || !looks_like_one(text) {
        return Ok(None);
    }
    let root = tree::read(&source.name, text)?;
    let is_output = match &root.value {
        Value::Map(entries) => entries.iter().any(|it| is_key(&it.key)),
        Value::List(items) => items.first().is_some_and(|item| {
            let keys = item.entries().unwrap_or_default();
            let keys: Vec<&str> = keys.iter().map(|it| it.key.as_str()).collect();
            Output::marked(&keys).is_some()
        }),
        Value::Null | Value::Text { .. } => false,
    };
    Ok(is_output.then(|| {
        let mut writer = Writer::default();
        writer.node(&root);
        writer.text
    }))
}

/// Whether the keys that stand furthest to the left are those of an output, or it is a list of maps.
fn looks_like_one(text: &str) -> bool {
    let mut is_output = false;
    for line in text.lines() {
        let Some((key, _)) = line.split_once(':') else {
            continue;
        };
        if OTHER_FORMATS.contains(&key) {
            return false;
        }
        let is_first = line.starts_with("- ");
        is_output |= is_first || is_key(key);
    }
    is_output
}

#[derive(Debug)]
struct Writer {
    text: String,
    at: Place,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            text: String::new(),
            at: Place { line: 1, column: 1 },
        }
    }
}

impl Writer {
    fn node(&mut self, node: &Node) {
        // A list stands where its first item does, which needs the place for itself.
        if node.items().is_none() {
            self.go_to(node.place);
        }
        match &node.value {
            Value::Null => self.push("null"),
            Value::Text { text, quoted } => {
                let plain = serde_json::from_str::<Json>(text);
                match plain {
                    Ok(Json::Bool(_) | Json::Number(_)) if !quoted => self.push(text),
                    _ => self.push(&Json::from(text.as_str()).to_string()),
                }
            }
            Value::List(items) => {
                self.push("[");
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.push(",");
                    }
                    self.node(item);
                }
                self.push("]");
            }
            Value::Map(entries) => {
                self.push("{");
                for (index, entry) in entries.iter().enumerate() {
                    if index > 0 {
                        self.push(",");
                    }
                    self.go_to(entry.place);
                    self.push(&Json::from(entry.key.as_str()).to_string());
                    self.push(":");
                    self.node(&entry.value);
                }
                self.push("}");
            }
        }
    }

    /// Goes on to a place that is further down, or to the right.
    fn go_to(&mut self, place: Place) {
        while self.at.line < place.line {
            self.text.push('\n');
            self.at = Place {
                line: self.at.line + 1,
                column: 1,
            };
        }
        while self.at.line == place.line && self.at.column < place.column {
            self.push(" ");
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.at.column += text.chars().count();
    }
}
