//! Loops of templates, written out before anything else is read.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html>
//!
//! `Fn::ForEach::Name: [Identifier, [a, b], {Subnet${Identifier}: ...}]` becomes the entries for `a`
//! and for `b`. A loop over what is not known stays as it is.

use super::condition::Truth;
use super::evaluate::World;
use super::template::Template;
use crate::bad_input::BadInput;
use crate::limits::{MAX_BYTES, MAX_NODES};
use crate::said::{quoted, say};
use crate::source::{Settings, Source};
use crate::tree::{Entry, Node, Place, Value as Tree};
use crate::value::{Is, Value};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// How the key of a loop begins.
const LOOP: &str = "Fn::ForEach::";

/// Writes out the loops of a template. `None` where it has none.
///
/// # Errors
///
/// When the template is none, when what is written out is too big, or has a key twice.
pub(crate) fn written_out(
    source: &Source,
    root: &Node,
    settings: &Settings,
    region: &str,
) -> Result<Option<Node>, BadInput> {
    if !has_loop(root) {
        return Ok(None);
    }
    let template = Template::read(source, root)?;
    let world = World::new(vec![template], settings, region.to_owned(), false);
    let Some(template) = world.templates.first() else {
        return Ok(None);
    };
    Writer::new(&world, template)
        .node(root, &mut Vec::new())
        .map(Some)
}

/// The templates of nested stacks with loops over what their parents pass, written out once more,
/// by the stacks' names.
///
/// # Errors
///
/// When what is written out is too big, or has a key twice.
pub(crate) fn written_for_stacks<'t>(
    templates: &[Template<'t>],
    settings: &'t Settings,
    region: &str,
) -> Result<BTreeMap<String, Node>, BadInput> {
    let mut written = BTreeMap::new();
    if templates.iter().all(|it| it.identifiers.is_empty()) {
        return Ok(written);
    }
    // A loop may make stacks that have loops themselves.
    loop {
        let mut more = BTreeMap::new();
        let mut world = World::new(templates.to_vec(), settings, region.to_owned(), false);
        world.nest(&written)?;
        let mut nodes = 0;
        for stack in &world.templates {
            if stack.parent.is_none() || written.contains_key(&stack.stack) {
                continue;
            }
            if !stack.identifiers.is_empty() {
                let writer = Writer::new(&world, stack);
                writer.nodes.set(nodes);
                let root = writer.node(stack.root, &mut Vec::new())?;
                nodes = writer.nodes.get();
                more.insert(stack.stack.clone(), root);
            }
        }
        if more.is_empty() {
            return Ok(written);
        }
        written.extend(more);
    }
}

/// That a loop makes something is not known, since its list is not, and why.
pub(super) fn unknown(world: &World<'_>, template: &Template<'_>, list: &Node) -> Truth {
    let list = world.value(template, list);
    let why = list.first_unknown().map(|it| it.why.clone());
    Truth::Unknown(
        why.unwrap_or_else(|| say!("it is no list of texts", "文字列のリストではありません")),
    )
}

/// The parts of a loop: the identifier, the list and what is made for each of its items.
pub(super) fn parts(entry: &Entry) -> Option<(&str, &Node, &[Entry])> {
    let [identifier, list, body] = entry.value.items()? else {
        return None;
    };
    let is_loop = entry.key.starts_with(LOOP);
    is_loop.then_some((identifier.text()?, list, body.entries()?))
}

/// Whether a text has the value of a loop in it that was not written out.
pub(super) fn has_identifier(text: &str, identifiers: &[&str]) -> bool {
    text.contains("{")
        && identifiers
            .iter()
            .any(|it| text.contains(&format!("${{{it}}}")) || text.contains(&format!("&{{{it}}}")))
}

fn has_loop(node: &Node) -> bool {
    match &node.value {
        Tree::Map(entries) => entries
            .iter()
            .any(|entry| entry.key.starts_with(LOOP) || has_loop(&entry.value)),
        Tree::List(items) => items.iter().any(has_loop),
        Tree::Null | Tree::Text { .. } => false,
    }
}

/// The identifiers of the loops around a node, and their values.
type Identifiers = Vec<(String, String)>;

struct Writer<'w> {
    world: &'w World<'w>,
    template: &'w Template<'w>,
    nodes: Cell<usize>,
    bytes: Cell<usize>,
}

impl<'w> Writer<'w> {
    const fn new(world: &'w World<'w>, template: &'w Template<'w>) -> Self {
        Self {
            world,
            template,
            nodes: Cell::new(0),
            bytes: Cell::new(0),
        }
    }

    fn node(&self, node: &Node, identifiers: &mut Identifiers) -> Result<Node, BadInput> {
        self.count(node.place, 1, 0)?;
        let value = match &node.value {
            Tree::Null => Tree::Null,
            Tree::Text { text, quoted } => Tree::Text {
                text: self.text(node.place, text, identifiers)?,
                quoted: *quoted,
            },
            Tree::List(items) => {
                let items = items.iter().map(|item| self.node(item, identifiers));
                Tree::List(items.collect::<Result<_, _>>()?)
            }
            Tree::Map(entries) => match referred(entries, identifiers) {
                Some(text) => Tree::Text {
                    text: text.to_owned(),
                    quoted: true,
                },
                None => Tree::Map(self.entries(entries, identifiers)?),
            },
        };
        Ok(Node {
            place: node.place,
            value,
        })
    }

    fn entries(
        &self,
        entries: &[Entry],
        identifiers: &mut Identifiers,
    ) -> Result<Vec<Entry>, BadInput> {
        let mut written = Vec::with_capacity(entries.len());
        let mut seen = BTreeSet::new();
        for entry in entries {
            for entry in self.entry(entry, identifiers)? {
                if !seen.insert(entry.key.clone()) {
                    let message = say!(
                        "the loop gives the key {} twice",
                        "ループがキー {} を 2 回作ります",
                        quoted(&entry.key)
                    );
                    return Err(BadInput::at(self.template.file, entry.place, message));
                }
                written.push(entry);
            }
        }
        Ok(written)
    }

    /// An entry, or those it is a loop over.
    fn entry(&self, entry: &Entry, identifiers: &mut Identifiers) -> Result<Vec<Entry>, BadInput> {
        if let Some((identifier, collection, body)) = parts(entry) {
            let collection = self.node(collection, identifiers)?;
            if let Some(items) = texts(&self.world.value(self.template, &collection)) {
                let mut written = Vec::new();
                for item in items {
                    identifiers.push((identifier.to_owned(), item));
                    let made = self.entries(body, identifiers);
                    identifiers.pop();
                    written.extend(made?);
                }
                return Ok(written);
            }
        }
        Ok(vec![Entry {
            key: self.text(entry.place, &entry.key, identifiers)?,
            place: entry.place,
            value: self.node(&entry.value, identifiers)?,
        }])
    }

    /// A text with `${Identifier}` as it is, and `&{Identifier}` without signs ids may not have.
    fn text(
        &self,
        place: Place,
        text: &str,
        identifiers: &Identifiers,
    ) -> Result<String, BadInput> {
        let mut text = text.to_owned();
        self.count(place, 0, text.len())?;
        if !text.contains('{') {
            return Ok(text);
        }
        for (identifier, value) in identifiers.iter().rev() {
            let plain = format!("${{{identifier}}}");
            let bare = format!("&{{{identifier}}}");
            if text.contains(&plain) {
                text = text.replace(&plain, value);
            }
            if text.contains(&bare) {
                let value: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
                text = text.replace(&bare, &value);
            }
            self.count(place, 0, text.len())?;
        }
        Ok(text)
    }

    fn count(&self, place: Place, nodes: usize, bytes: usize) -> Result<(), BadInput> {
        self.nodes.set(self.nodes.get() + nodes);
        self.bytes.set(self.bytes.get() + bytes);
        if self.nodes.get() <= MAX_NODES && self.bytes.get() <= MAX_BYTES {
            return Ok(());
        }
        let message = say!(
            "the loops of the template make more than is read",
            "テンプレートのループが作るものが多すぎます"
        );
        Err(BadInput::at(self.template.file, place, message))
    }
}

/// The value of `{Ref: Identifier}`.
fn referred<'i>(entries: &[Entry], identifiers: &'i Identifiers) -> Option<&'i str> {
    let [entry] = entries else { return None };
    let name = entry.value.text().filter(|_| entry.key == "Ref")?;
    let found = identifiers.iter().rev().find(|(its, _)| its == name);
    found.map(|(_, value)| value.as_str())
}

/// The texts of a list of which all items are known.
fn texts(value: &Value) -> Option<Vec<String>> {
    let Is::List(items) = &value.is else {
        return None;
    };
    items
        .iter()
        .map(|item| match &item.is {
            Is::Text(text) => Some(text.clone()),
            Is::Nothing | Is::List(_) | Is::Map(_) | Is::Unknown(_) => None,
        })
        .collect()
}
