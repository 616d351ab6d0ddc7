//! HCL written as JSON: `.tf.json` and `.tfvars.json`.
//!
//! The way from JSON to blocks is Terraform's, <https://developer.hashicorp.com/terraform/language/syntax/json>.
//! What is an argument and what a nested block cannot be told without the provider's schema, so
//! inside a resource everything but `dynamic` is an argument: a block is a map or a list of maps.

use super::parse;
use super::syntax::{Attribute, Block, Body, Expression, Kind, Part};
use super::value::Value;
use crate::bad_input::BadInput;
use crate::said::say;
use crate::tree::{self, Node, Place, Value as Tree};
use std::rc::Rc;

/// Blocks of a file and how many labels each has.
const BLOCKS: &[(&str, usize)] = &[
    ("check", 1),
    ("data", 2),
    ("ephemeral", 2),
    ("import", 0),
    ("locals", 0),
    ("module", 1),
    ("moved", 0),
    ("output", 1),
    ("provider", 1),
    ("removed", 0),
    ("resource", 2),
    ("terraform", 0),
    ("variable", 1),
];

/// Reads a `.tf.json` file.
pub(super) fn file(name: &str, text: &str) -> Result<Body, BadInput> {
    let root = tree::read(name, text)?;
    let bad = |(place, message)| BadInput::at(name, place, message);
    let Some(entries) = root.entries() else {
        return Err(bad((
            root.place,
            say!(
                "must be a map, not {}",
                "{}ではなくマップでなければなりません",
                root.what()
            ),
        )));
    };
    let mut body = Body::default();
    for entry in entries.iter().filter(|entry| entry.key != "//") {
        let Some((kind, labels)) = BLOCKS.iter().find(|(kind, _)| *kind == entry.key) else {
            return Err(bad((
                entry.place,
                say!(
                    "no block is called {}",
                    "{} というブロックはありません",
                    entry.key
                ),
            )));
        };
        let mut open = Open {
            kind: (*kind).into(),
            labels: Vec::new(),
            into: &mut body,
        };
        open.blocks(*labels, entry.place, &entry.value)
            .map_err(bad)?;
    }
    Ok(body)
}

/// Reads a `.tfvars.json` file: names and values, which are texts as they are.
pub(super) fn variables(name: &str, text: &str) -> Result<Body, BadInput> {
    let root = tree::read(name, text)?;
    let mut body = Body::default();
    for entry in root.entries().unwrap_or_default() {
        body.attributes.push(Attribute {
            name: entry.key.as_str().into(),
            place: entry.place,
            value: Expression::new(entry.value.place, Kind::Literal(value(&entry.value))),
        });
    }
    Ok(body)
}

/// A tree as a value, as `jsondecode` and `yamldecode` give it.
pub(super) fn value(node: &Node) -> Value {
    match &node.value {
        Tree::Null => Value::Null,
        Tree::Text { text, quoted: true } => Value::text(text),
        Tree::Text { text, .. } => scalar(text),
        Tree::List(items) => Value::tuple(items.iter().map(value).collect()),
        Tree::Map(entries) => Value::object(
            entries
                .iter()
                .map(|entry| (entry.key.as_str().into(), value(&entry.value)))
                .collect(),
        ),
    }
}

fn scalar(text: &str) -> Value {
    let starts_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.');
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ if text.starts_with(starts_number) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => Value::text(text),
        },
        _ => Value::text(text),
    }
}

/// Blocks in the making: labels are keys one in another.
struct Open<'b> {
    kind: Rc<str>,
    labels: Vec<Rc<str>>,
    into: &'b mut Body,
}

impl Open<'_> {
    fn blocks(&mut self, labels: usize, place: Place, node: &Node) -> Result<(), parse::Trouble> {
        if let Some(items) = node.items() {
            return items
                .iter()
                .try_for_each(|item| self.blocks(labels, item.place, item));
        }
        let Some(entries) = node.entries() else {
            let message = say!(
                "{} must be a map, not {}",
                "{} は{}ではなくマップでなければなりません",
                self.kind,
                node.what()
            );
            return Err((node.place, message));
        };
        if labels == 0 {
            let body = match &*self.kind {
                "variable" => inside(node, &["type"])?,
                _ => inside(node, &[])?,
            };
            self.into.blocks.push(Block {
                kind: Rc::clone(&self.kind),
                labels: self.labels.clone(),
                place,
                body,
            });
            return Ok(());
        }
        for entry in entries.iter().filter(|entry| entry.key != "//") {
            self.labels.push(entry.key.as_str().into());
            self.blocks(labels - 1, entry.place, &entry.value)?;
            self.labels.pop();
        }
        Ok(())
    }
}

/// The inside of a block. `bare` are the attributes whose text is an expression itself.
fn inside(node: &Node, bare: &[&str]) -> Result<Body, parse::Trouble> {
    let mut body = Body::default();
    for entry in node.entries().unwrap_or_default() {
        match entry.key.as_str() {
            "//" => {}
            "dynamic" | "lifecycle" | "required_providers" => {
                let labels = usize::from(entry.key == "dynamic");
                let mut open = Open {
                    kind: entry.key.as_str().into(),
                    labels: Vec::new(),
                    into: &mut body,
                };
                open.blocks(labels, entry.place, &entry.value)?;
            }
            // The inside of a dynamic block.
            "content" if entry.value.entries().is_some() => body.blocks.push(Block {
                kind: "content".into(),
                labels: Vec::new(),
                place: entry.place,
                body: inside(&entry.value, &[])?,
            }),
            name => {
                // References that stand without `${}`.
                let is_bare = bare.contains(&name) || matches!(name, "provider" | "iterator");
                let value = match entry.value.text() {
                    Some(text) if is_bare => parse::expression(text, entry.value.place)?,
                    _ if name == "providers" => providers(&entry.value)?,
                    _ => expression(&entry.value)?,
                };
                body.attributes.push(Attribute {
                    name: name.into(),
                    place: entry.place,
                    value,
                });
            }
        }
    }
    Ok(body)
}

/// `providers` of a module: texts that are references.
fn providers(node: &Node) -> Result<Expression, parse::Trouble> {
    let mut items = Vec::new();
    for entry in node.entries().unwrap_or_default() {
        let key = Expression::new(entry.place, Kind::Literal(Value::text(&entry.key)));
        let text = entry.value.text().unwrap_or_default();
        items.push((key, parse::expression(text, entry.value.place)?));
    }
    Ok(Expression::new(node.place, Kind::Object(items)))
}

/// A value whose texts have parts to be worked out.
fn expression(node: &Node) -> Result<Expression, parse::Trouble> {
    let kind = match &node.value {
        Tree::Text { text, quoted: true } => {
            let parts = parse::template(text, node.place)?;
            match parts.as_slice() {
                [] => Kind::Literal(Value::text("")),
                [Part::Text(text)] => Kind::Literal(Value::Text(Rc::clone(text))),
                _ => Kind::Template(parts),
            }
        }
        Tree::Null | Tree::Text { .. } => Kind::Literal(value(node)),
        Tree::List(items) => Kind::Tuple(items.iter().map(expression).collect::<Result<_, _>>()?),
        Tree::Map(entries) => {
            let entries = entries.iter().map(|entry| {
                let parts = parse::template(&entry.key, entry.place)?;
                let key = match parts.as_slice() {
                    [] => Kind::Literal(Value::text("")),
                    [Part::Text(text)] => Kind::Literal(Value::Text(Rc::clone(text))),
                    _ => Kind::Template(parts),
                };
                Ok((Expression::new(entry.place, key), expression(&entry.value)?))
            });
            Kind::Object(entries.collect::<Result<_, parse::Trouble>>()?)
        }
    };
    Ok(Expression::new(node.place, kind))
}
