//! States: what `terraform show -json` prints of one, and the raw `terraform.tfstate`, version 4
//! and the older version 3.
//! <https://developer.hashicorp.com/terraform/internals/json-format>

use super::block::{Block, Form, Mode, Root};
use super::kinds;
use super::resource::{self, At, Bad, Resource};
use crate::report::Class;
use crate::said::say;
use crate::tree::{Entry, Node};
use crate::value::{Is, Value};
use std::collections::BTreeMap;

/// `terraform show -json` of a state.
pub(super) fn shown(root: &mut Root, at: &At<'_>, document: &Node) -> Result<(), Bad> {
    root.form = Form::State;
    let Some(values) = document.get("values") else {
        return Ok(());
    };
    let mut found = Vec::new();
    resource::of_values(values, &mut found)?;
    for it in found {
        root.blocks.push(it.block(at));
    }
    Ok(())
}

/// `terraform.tfstate`, version 4.
pub(super) fn raw(root: &mut Root, at: &At<'_>, document: &Node) -> Result<(), Bad> {
    root.form = Form::State;
    for node in resource::list(document, "resources")? {
        let kind = resource::needed(node, "type")?;
        let name = resource::needed(node, "name")?;
        let mode = resource::mode(node)?;
        let module = resource::text(node, "module").unwrap_or_default();
        for instance in resource::list(node, "instances")? {
            let index = instance.get("index_key").filter(|it| it.text().is_some());
            let deposed = resource::text(instance, "deposed");
            let attributes = instance.get("attributes");
            // Before version 0.12 was asked to write it, a state kept the old form inside.
            let flat = instance.get("attributes_flat");
            let mut block = Resource {
                node: instance,
                address: resource::address(module, mode, kind, name, index),
                mode,
                kind,
                values: attributes,
            }
            .block(at);
            if let Some(flat) = flat.and_then(Node::entries)
                && kinds::of(mode, kind).is_some()
            {
                block.attributes = Value::new(instance.place, unflattened(flat));
            }
            if let Some(deposed) = deposed {
                // An object that was replaced and is still to be deleted.
                block.address = format!("{} (deposed {deposed})", block.address);
                let why = say!(
                    "was replaced, and is still to be deleted",
                    "置換済みで、削除待ちです"
                );
                block.notes.push((Class::Ignored, why));
                root.gone.push(block);
            } else {
                root.blocks.push(block);
            }
        }
    }
    Ok(())
}

/// `terraform.tfstate`, version 3: every attribute is a text under a flat key.
pub(super) fn version_3(root: &mut Root, at: &At<'_>, document: &Node) -> Result<(), Bad> {
    root.form = Form::State;
    for module in resource::list(document, "modules")? {
        let path = resource::list(module, "path")?;
        let names = path.iter().skip(1).filter_map(Node::text);
        let prefix: Vec<String> = names.map(|name| format!("module.{name}")).collect();
        let prefix = prefix.join(".");
        for entry in resource::map(module, "resources")? {
            let kind = resource::needed(&entry.value, "type")?;
            let mode = match entry.key.starts_with("data.") {
                true => Mode::Data,
                false => Mode::Managed,
            };
            let primary = entry.value.get("primary");
            let flat = primary.and_then(|it| it.get("attributes"));
            let is = match flat.and_then(Node::entries) {
                Some(flat) if kinds::of(mode, kind).is_some() => unflattened(flat),
                _ => Is::Map(Vec::new()),
            };
            let mut address = version_3_address(&entry.key);
            if !prefix.is_empty() {
                address = format!("{prefix}.{address}");
            }
            let mut block = Block {
                address,
                mode,
                kind: kind.to_owned(),
                region: None,
                file: at.file.to_owned(),
                place: entry.place,
                attributes: Value::new(entry.value.place, is),
                notes: Vec::new(),
            };
            if primary.is_none() {
                let why = say!(
                    "the state lists no instance of it",
                    "ステートにインスタンスがありません"
                );
                block.notes.push((Class::Unresolved, why));
            }
            root.blocks.push(block);
        }
    }
    Ok(())
}

/// `aws_subnet.a.0` is what is `aws_subnet.a[0]` today.
fn version_3_address(key: &str) -> String {
    match key.rsplit_once('.') {
        Some((resource, index))
            if resource.contains('.') && index.chars().all(|c| c.is_ascii_digit()) =>
        {
            format!("{resource}[{index}]")
        }
        _ => key.to_owned(),
    }
}

/// A part of a flat map: what is below a key.
#[derive(Default)]
struct Below<'n> {
    text: Option<&'n Node>,
    parts: BTreeMap<&'n str, Self>,
}

/// Keys such as `ingress.123.cidr_blocks.0`: a list says its length under `#`, a map under `%`.
fn unflattened(flat: &[Entry]) -> Is {
    let mut all = Below::default();
    for entry in flat {
        let mut at = &mut all;
        // Keys of a map of texts may hold dots themselves.
        let (way, last) = tag_key(&entry.key);
        for step in way.split('.').take(crate::limits::MAX_DEPTH) {
            at = at.parts.entry(step).or_default();
        }
        if let Some(last) = last {
            at = at.parts.entry(last).or_default();
        }
        at.text = Some(&entry.value);
    }
    let entries = all.parts.into_iter();
    Is::Map(
        entries
            .map(|(key, it)| (key.to_owned(), it.value()))
            .collect(),
    )
}

fn tag_key(key: &str) -> (&str, Option<&str>) {
    match key.split_once('.') {
        Some((way @ ("tags" | "tags_all"), last)) => (way, Some(last)),
        _ => (key, None),
    }
}

impl Below<'_> {
    fn value(self) -> Value {
        let place = self.text.map(|it| it.place);
        let mut parts = self.parts;
        let is_list = parts.remove("#");
        let is_map = parts.remove("%").is_some();
        let counted = is_list.as_ref().and_then(|it| it.text).map(|it| it.place);
        let place = place.or(counted);
        let is = if is_list.is_some() {
            let mut items: Vec<(&str, Below<'_>)> = parts.into_iter().collect();
            // Sets are listed by a number drawn from the item, lists by their index.
            items.sort_by_key(|(key, _)| key.parse::<u64>().unwrap_or(u64::MAX));
            Is::List(items.into_iter().map(|(_, it)| it.value()).collect())
        } else if is_map || !parts.is_empty() {
            let entries = parts.into_iter();
            Is::Map(
                entries
                    .map(|(key, it)| (key.to_owned(), it.value()))
                    .collect(),
            )
        } else {
            match self.text.and_then(Node::text) {
                Some(text) => Is::Text(text.to_owned()),
                None => Is::Nothing,
            }
        };
        let first = match &is {
            Is::List(items) => items.first().map(|it| it.place),
            Is::Map(entries) => entries.first().map(|(_, it)| it.place),
            Is::Nothing | Is::Text(_) | Is::Unknown(_) => None,
        };
        Value::new(place.or(first).unwrap_or(crate::tree::Place::START), is)
    }
}
