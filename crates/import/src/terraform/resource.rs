//! The parts that states and plans share: a resource as JSON, and what is expected of its keys.

use super::block::{Block, Mode};
use super::kinds;
use crate::said::{Said, quoted, say};
use crate::tree::{Entry, Node, Place, Value as Tree};
use crate::value::{Is, Value};

/// What is wrong with a document, and where.
pub(super) type Bad = (Place, Said);

/// What is known of all resources of a document.
#[derive(Debug, Default)]
pub(super) struct At<'d> {
    pub(super) file: &'d str,
}

/// A resource instance as it is written.
#[derive(Clone, Debug)]
pub(super) struct Resource<'d> {
    pub(super) node: &'d Node,
    pub(super) address: String,
    pub(super) mode: Mode,
    pub(super) kind: &'d str,
    pub(super) values: Option<&'d Node>,
}

impl<'d> Resource<'d> {
    /// Reads one, as it stands in `resources` of what `terraform show -json` prints.
    pub(super) fn of(node: &'d Node, module: &str) -> Result<Self, Bad> {
        let kind = needed(node, "type")?;
        let mode = mode(node)?;
        let index = node.get("index").filter(|it| it.text().is_some());
        let address = match text(node, "address") {
            // Old versions leave the index out of the address.
            Some(address) if address.ends_with(']') || index.is_none() => address.to_owned(),
            _ => address(module, mode, kind, needed(node, "name")?, index),
        };
        Ok(Self {
            node,
            address,
            mode,
            kind,
            values: node.get("values"),
        })
    }

    /// The block of a resource of which everything is known.
    pub(super) fn block(&self, at: &At<'_>) -> Block {
        // What nobody reads need not be copied.
        let is_read = kinds::of(self.mode, self.kind).is_some();
        let place = self.node.place;
        let attributes = match self.values {
            Some(values) if is_read => known(values),
            _ => Value::new(place, Is::Map(Vec::new())),
        };
        Block {
            address: self.address.clone(),
            mode: self.mode,
            kind: self.kind.to_owned(),
            region: None,
            file: at.file.to_owned(),
            place,
            attributes,
            notes: Vec::new(),
        }
    }
}

/// The resources of `values`, `planned_values` and the like, modules and all.
pub(super) fn of_values<'d>(values: &'d Node, found: &mut Vec<Resource<'d>>) -> Result<(), Bad> {
    match values.get("root_module") {
        Some(module) => of_module(module, found),
        None => Ok(()),
    }
}

fn of_module<'d>(module: &'d Node, found: &mut Vec<Resource<'d>>) -> Result<(), Bad> {
    let address = text(module, "address").unwrap_or_default();
    for node in list(module, "resources")? {
        found.push(Resource::of(node, address)?);
    }
    for child in list(module, "child_modules")? {
        of_module(child, found)?;
    }
    Ok(())
}

/// A value of which everything is known. What is `null` is not there.
pub(super) fn known(node: &Node) -> Value {
    let is = match &node.value {
        Tree::Null => Is::Nothing,
        Tree::Text { text, .. } => Is::Text(text.clone()),
        Tree::List(items) => Is::List(
            items
                .iter()
                .filter(|item| item.value != Tree::Null)
                .map(known)
                .collect(),
        ),
        Tree::Map(entries) => Is::Map(
            entries
                .iter()
                .filter(|entry| entry.value.value != Tree::Null)
                .map(|entry| (entry.key.clone(), known(&entry.value)))
                .collect(),
        ),
    };
    Value {
        place: node.place,
        literal: true,
        is,
    }
}

/// `module.a.data.aws_vpc.main["x"]`
pub(super) fn address(
    module: &str,
    mode: Mode,
    kind: &str,
    name: &str,
    index: Option<&Node>,
) -> String {
    let dot = if module.is_empty() { "" } else { "." };
    let data = match mode {
        Mode::Managed => "",
        Mode::Data => "data.",
    };
    let index = match index.map(|it| &it.value) {
        Some(Tree::Text { text, quoted: true }) => format!("[\"{text}\"]"),
        Some(Tree::Text { text, .. }) => format!("[{text}]"),
        _ => String::new(),
    };
    format!("{module}{dot}{data}{kind}.{name}{index}")
}

/// `managed` where nothing is said.
pub(super) fn mode(node: &Node) -> Result<Mode, Bad> {
    match text(node, "mode") {
        None | Some("managed") => Ok(Mode::Managed),
        Some("data") => Ok(Mode::Data),
        Some(other) => Err((
            node.place,
            say!(
                "mode: neither managed nor data: {}",
                "mode: managed でも data でもありません: {}",
                quoted(other)
            ),
        )),
    }
}

/// The text of a key.
pub(super) fn text<'d>(node: &'d Node, key: &str) -> Option<&'d str> {
    node.get(key).and_then(Node::text)
}

/// The text of a key that must be there.
pub(super) fn needed<'d>(node: &'d Node, key: &str) -> Result<&'d str, Bad> {
    match text(node, key) {
        Some(text) => Ok(text),
        None => Err((
            node.get(key).map_or(node.place, |it| it.place),
            say!(
                "a resource must have a {} that is a text",
                "リソースには文字列の {} が必要です",
                key
            ),
        )),
    }
}

/// The items of a list; a key that is not there has none.
pub(super) fn list<'d>(node: &'d Node, key: &str) -> Result<&'d [Node], Bad> {
    match node.get(key) {
        None => Ok(&[]),
        Some(list) if list.value == Tree::Null => Ok(&[]),
        Some(list) => list.items().ok_or_else(|| {
            (
                list.place,
                say!(
                    "{} must be a list, not {}",
                    "{} は{}ではなくリストでなければなりません",
                    key,
                    list.what()
                ),
            )
        }),
    }
}

/// The entries of a map; a key that is not there has none.
pub(super) fn map<'d>(node: &'d Node, key: &str) -> Result<&'d [Entry], Bad> {
    match node.get(key) {
        None => Ok(&[]),
        Some(map) if map.value == Tree::Null => Ok(&[]),
        Some(map) => map.entries().ok_or_else(|| {
            (
                map.place,
                say!(
                    "{} must be a map, not {}",
                    "{} は{}ではなくマップでなければなりません",
                    key,
                    map.what()
                ),
            )
        }),
    }
}
