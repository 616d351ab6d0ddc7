//! YAML, from the parser's events. The parser is known to this file alone.

use super::{Entry, Node, Place, Trouble, Value, push_unique};
use crate::limits::{MAX_DEPTH, MAX_NODES, too_deep};
use crate::said::say;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// CloudFormation's short tags and the keys they stand for.
const SHORT_TAGS: &[(&str, &str)] = &[
    ("And", "Fn::And"),
    ("Base64", "Fn::Base64"),
    ("Cidr", "Fn::Cidr"),
    ("Condition", "Condition"),
    ("Contains", "Fn::Contains"),
    ("EachMemberEquals", "Fn::EachMemberEquals"),
    ("EachMemberIn", "Fn::EachMemberIn"),
    ("Equals", "Fn::Equals"),
    ("FindInMap", "Fn::FindInMap"),
    ("GetAZs", "Fn::GetAZs"),
    ("GetAtt", "Fn::GetAtt"),
    ("GetStackOutput", "Fn::GetStackOutput"),
    ("If", "Fn::If"),
    ("ImportValue", "Fn::ImportValue"),
    ("Join", "Fn::Join"),
    ("Length", "Fn::Length"),
    ("Not", "Fn::Not"),
    ("Or", "Fn::Or"),
    ("Ref", "Ref"),
    ("RefAll", "Fn::RefAll"),
    ("Select", "Fn::Select"),
    ("Split", "Fn::Split"),
    ("Sub", "Fn::Sub"),
    ("ToJsonString", "Fn::ToJsonString"),
    ("Transform", "Fn::Transform"),
    ("ValueOf", "Fn::ValueOf"),
    ("ValueOfAll", "Fn::ValueOfAll"),
];

/// How many closing brackets that stand too far left are moved.
const MAX_MOVED: usize = 100;

/// How far they are moved, in characters.
const MOVED_BY: usize = 200;

/// Reads the first document of a YAML text; a second one is refused.
///
/// A closing bracket at the start of a line must stand further right than its parent, says YAML;
/// CloudFormation takes it anywhere, and people write it below the key. So it is moved.
pub(super) fn read(text: &str) -> Result<Node, Trouble> {
    let mut moved: BTreeSet<usize> = BTreeSet::new();
    loop {
        let outcome = if moved.is_empty() {
            document(text, &moved)
        } else {
            document(&with_moved(text, &moved), &moved)
        };
        match outcome {
            Err((place, message))
                if message.en() == "invalid indentation"
                    && moved.len() < MAX_MOVED
                    && starts_with_closing(text, place.line)
                    && moved.insert(place.line) => {}
            outcome => return outcome,
        }
    }
}

fn starts_with_closing(text: &str, line: usize) -> bool {
    let line = text.lines().nth(line.saturating_sub(1));
    line.is_some_and(|line| line.trim_start().starts_with(['}', ']']))
}

/// The same text with some lines moved to the right.
fn with_moved(text: &str, lines: &BTreeSet<usize>) -> String {
    let mut out = String::new();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if lines.contains(&(index + 1)) {
            out.push_str(&" ".repeat(MOVED_BY));
        }
        out.push_str(line);
    }
    out
}

fn document(text: &str, moved: &BTreeSet<usize>) -> Result<Node, Trouble> {
    let place = |line: usize, col: usize| {
        let by = if moved.contains(&line) { MOVED_BY } else { 0 };
        Place {
            line: line.max(1),
            column: (col + 1).saturating_sub(by).max(1),
        }
    };
    let mut builder = Builder::default();
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let message = match error.info() {
                "recursion limit exceeded" => too_deep(),
                info => say!("{}", "正しい YAML ではありません: {}", info),
            };
            (place(error.marker().line(), error.marker().col()), message)
        })?;
        let at = place(span.start.line(), span.start.col());
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                return Err((
                    at,
                    say!(
                        "a second document starts here; one is expected",
                        "2 つ目のドキュメントがここから始まっています。1 つだけにしてください"
                    ),
                ));
            }
        }
        builder.event(event, at)?;
    }
    builder
        .root
        .ok_or_else(|| (Place::START, say!("the file is empty", "空のファイルです")))
}

/// A list or map whose end has not been read.
struct Open {
    place: Place,
    anchor: usize,
    tag: Option<&'static str>,
    inside: Inside,
}

enum Inside {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        seen: BTreeSet<String>,
        key: Option<(String, Place)>,
        merged: Vec<Entry>,
    },
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, at: Place) -> Result<(), Trouble> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let (tag, core) = short_tag(tag.as_deref(), at)?;
                let quoted = style != ScalarStyle::Plain || core == Some("str");
                let value = if !quoted && is_null(&text) && tag.is_none() {
                    Value::Null
                } else {
                    Value::Text {
                        text: text.into_owned(),
                        quoted,
                    }
                };
                self.finished(Node { place: at, value }, anchor, tag)
            }
            Event::Alias(anchor) => {
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err((
                        at,
                        say!(
                            "the alias refers to itself or to nothing",
                            "エイリアスが自分自身を参照しているか、参照先がありません"
                        ),
                    ));
                };
                self.count(size, at)?;
                self.finished(node, 0, None)
            }
            Event::SequenceStart(anchor, tag) => {
                self.start(at, anchor, tag.as_deref(), Inside::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                let inside = Inside::Map {
                    entries: Vec::new(),
                    seen: BTreeSet::new(),
                    key: None,
                    merged: Vec::new(),
                };
                self.start(at, anchor, tag.as_deref(), inside)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn start(
        &mut self,
        place: Place,
        anchor: usize,
        tag: Option<&Tag>,
        inside: Inside,
    ) -> Result<(), Trouble> {
        if self.open.len() >= MAX_DEPTH {
            return Err((place, too_deep()));
        }
        let (tag, _) = short_tag(tag, place)?;
        self.open.push(Open {
            place,
            anchor,
            tag,
            inside,
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Trouble> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = match open.inside {
            Inside::List(items) => Value::List(items),
            Inside::Map {
                mut entries,
                mut seen,
                merged,
                ..
            } => {
                for entry in merged {
                    if seen.insert(entry.key.clone()) {
                        entries.push(entry);
                    }
                }
                Value::Map(entries)
            }
        };
        let node = Node {
            place: open.place,
            value,
        };
        self.finished(node, open.anchor, open.tag)
    }

    /// Puts a node where it belongs: into the open list or map, or at the root.
    fn finished(
        &mut self,
        mut node: Node,
        anchor: usize,
        tag: Option<&'static str>,
    ) -> Result<(), Trouble> {
        let place = node.place;
        self.count(1, place)?;
        if let Some(key) = tag {
            self.count(1, place)?;
            node = Node {
                place,
                value: Value::Map(vec![Entry {
                    key: key.to_owned(),
                    place,
                    value: node,
                }]),
            };
        }
        if anchor > 0 {
            let size = size(&node);
            self.count(size, place)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.root = Some(node),
            Some(Inside::List(items)) => items.push(node),
            Some(Inside::Map {
                entries,
                seen,
                key,
                merged,
            }) => match key.take() {
                None => *key = Some((key_text(node)?, place)),
                Some((key, key_place))
                    if key == "<<" && !matches!(node.value, Value::Text { .. }) =>
                {
                    merge(merged, node, key_place)?;
                }
                Some((key, place)) => push_unique(
                    entries,
                    seen,
                    Entry {
                        key,
                        place,
                        value: node,
                    },
                )?,
            },
        }
        Ok(())
    }

    fn count(&mut self, nodes: usize, at: Place) -> Result<(), Trouble> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err((
                at,
                say!(
                    "more than {} values, aliases counted",
                    "値が (エイリアスの展開を含めて) {} 個を超えています",
                    MAX_NODES
                ),
            ));
        }
        Ok(())
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null | Value::Text { .. } => 0,
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(entries) => entries.iter().map(|entry| size(&entry.value)).sum(),
    }
}

fn key_text(node: Node) -> Result<String, Trouble> {
    match node.value {
        Value::Text { text, .. } => Ok(text),
        Value::Null => Ok(String::new()),
        Value::List(_) | Value::Map(_) => Err((
            node.place,
            say!("a key must be a text", "キーは文字列でなければなりません"),
        )),
    }
}

/// What `<<` brings in; keys that stand in the map itself stay.
fn merge(merged: &mut Vec<Entry>, node: Node, at: Place) -> Result<(), Trouble> {
    match node.value {
        Value::Map(entries) => merged.extend(entries),
        Value::List(items) => {
            for item in items {
                merge(merged, item, at)?;
            }
        }
        Value::Null | Value::Text { .. } => {
            return Err((
                at,
                say!(
                    "<< takes a map or a list of maps",
                    "<< に指定できるのはマップまたはマップのリストです"
                ),
            ));
        }
    }
    Ok(())
}

/// The long form of a short tag, or the kind of a core tag (`!!str`).
fn short_tag(
    tag: Option<&Tag>,
    at: Place,
) -> Result<(Option<&'static str>, Option<&str>), Trouble> {
    let Some(tag) = tag else {
        return Ok((None, None));
    };
    if tag.is_yaml_core_schema() {
        return Ok((None, Some(&tag.suffix)));
    }
    // A lone `!` says: no tag, but a text.
    if tag.suffix.is_empty() || (tag.handle.is_empty() && tag.suffix == "!") {
        return Ok((None, Some("str")));
    }
    if tag.handle == "!" {
        let known = SHORT_TAGS.iter().find(|(short, _)| *short == tag.suffix);
        if let Some((_, long)) = known {
            return Ok((Some(long), None));
        }
    }
    Err((
        at,
        say!(
            "unknown tag: {}{}",
            "未知のタグ: {}{}",
            tag.handle,
            tag.suffix
        ),
    ))
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
