//! Reading attributes of a block: JSON for the topology out, and a note for everything that is not
//! known.

use super::block::Block;
use super::field::{Field, Shape};
use super::names::Names;
use super::policy::Policy;
use super::shape::{label, tags};
use crate::limits::MAX_ITEMS;
use crate::report::Class;
use crate::said::{Said, say};
use crate::tree::Place;
use crate::value::{Is, Value};
use serde_json::{Map, Value as Json};
use std::cell::RefCell;

/// The key under which a resource lists its unknown attributes, each with the reason.
const UNKNOWN: &str = "unknown";

/// What is said of a block while it is read.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    notes: RefCell<Vec<(Class, Said)>>,
    pub(super) sets: RefCell<Vec<Set>>,
    pub(super) made: RefCell<Vec<Made>>,
}

/// A resource that stands for a part of another: its kind, its id, and what it is.
pub(super) type Made = (&'static str, String, Map<String, Json>);

/// An attribute of another resource.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) attribute: &'static str,
    pub(super) value: Json,
}

/// What is around the block that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'r> {
    pub(super) names: &'r Names<'r>,
    /// Which root it is in.
    pub(super) root: usize,
    /// The Region where nothing says one, and whether it is only assumed.
    pub(super) region: &'r str,
    pub(super) region_is_assumed: bool,
    /// Whether the root says what there is, and not what there will be.
    pub(super) is_applied: bool,
    /// Whether what an expression does with the names it mentions was worked out, so that an
    /// unknown that refers among them is none of them.
    pub(super) is_exact: bool,
}

/// A block, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'r> {
    pub(super) around: Around<'r>,
    pub(super) block: &'r Block,
    /// What the block is called.
    pub(super) id: &'r str,
    pub(super) value: &'r Value,
    pub(super) said: &'r Remarks,
}

impl<'r> Reader<'r> {
    pub(super) const fn new(
        around: Around<'r>,
        block: &'r Block,
        id: &'r str,
        said: &'r Remarks,
    ) -> Self {
        Self {
            around,
            block,
            id,
            value: &block.attributes,
            said,
        }
    }

    /// The attributes of a list of fields.
    pub(super) fn object(&self, fields: &[Field]) -> Map<String, Json> {
        let mut map = Map::new();
        for field in fields {
            self.copy(&mut map, field);
        }
        map
    }

    /// Copies one attribute.
    pub(super) fn copy(&self, map: &mut Map<String, Json>, field: &Field) {
        let value = match field.from {
            "" => Some(self.value),
            name => self.get(name),
        };
        if let Some(value) = value
            && let Some(json) = self.shaped(field, field.shape, value, map)
        {
            map.insert(field.to.to_owned(), json);
        }
    }

    /// One attribute, and what is unknown of it beside.
    pub(super) fn field(&self, field: &Field) -> Option<Json> {
        self.shaped(field, field.shape, self.get(field.from)?, &mut Map::new())
    }

    fn shaped(
        &self,
        field: &Field,
        shape: Shape,
        value: &Value,
        map: &mut Map<String, Json>,
    ) -> Option<Json> {
        match shape {
            Shape::Id(kinds) => self.ids_of(field, kinds, value).pop().map(Json::from),
            Shape::Held(kinds) => self.held_of(kinds, value).pop().map(Json::from),
            Shape::Label => label(value).map(Json::from),
            Shape::Tags => tags(value),
            Shape::Json => {
                let Policy { text, unknown } = self.policy(value);
                if let Some(why) = unknown {
                    self.unknown(map, field, value.place, &why);
                }
                text.map(Json::from)
            }
            Shape::List(of) => self.list(field, *of, value, map),
            Shape::Part(fields) => {
                let first = match &value.is {
                    Is::List(items) => items.first()?,
                    _ => value,
                };
                match &first.is {
                    Is::Map(_) => {
                        let part = self.within(first).object(fields);
                        (!part.is_empty()).then(|| part.into())
                    }
                    _ => {
                        self.no_map(map, field, first);
                        None
                    }
                }
            }
            Shape::Parts(fields) => {
                let items = match &value.is {
                    Is::List(items) => items.as_slice(),
                    _ => std::slice::from_ref(value),
                };
                let parts: Vec<Json> = items
                    .iter()
                    .take(MAX_ITEMS)
                    .filter(|item| item.is != Is::Nothing)
                    .map(|item| match &item.is {
                        Is::Map(_) => self.within(item).object(fields).into(),
                        _ => {
                            // There may be any number of them: one stands for all.
                            let mut part = Map::new();
                            self.no_map(&mut part, field, item);
                            part.into()
                        }
                    })
                    .collect();
                if items.len() > MAX_ITEMS {
                    let why = say!(
                        "a list of more than {} items",
                        "要素が {} を超えるリストです",
                        MAX_ITEMS
                    );
                    self.unknown(map, field, value.place, &why);
                }
                (!parts.is_empty()).then(|| parts.into())
            }
            Shape::Text
            | Shape::Truth
            | Shape::Setting
            | Shape::Number(..)
            | Shape::Range
            | Shape::Address
            | Shape::AddressV4 => match self.scalar(shape, value) {
                Ok(json) => json,
                Err((place, why)) => {
                    self.unknown(map, field, place, &why);
                    // Unsaid is AWS's default; this is said, and nobody knows what.
                    matches!(shape, Shape::Setting).then_some(Json::Null)
                }
            },
        }
    }

    fn list(
        &self,
        field: &Field,
        of: Shape,
        value: &Value,
        map: &mut Map<String, Json>,
    ) -> Option<Json> {
        let items: Vec<Json> = match of {
            Shape::Id(kinds) => {
                let ids = self.ids_of(field, kinds, value);
                if let Some(why) = value.why_more() {
                    self.unknown(map, field, value.place, why);
                }
                ids.into_iter().map(Json::from).collect()
            }
            Shape::Held(kinds) => {
                let ids = self.held_of(kinds, value);
                ids.into_iter().map(Json::from).collect()
            }
            _ => {
                let worked_out = self.worked_out(value);
                let items = match &worked_out.is {
                    Is::List(items) => items.as_slice(),
                    _ => std::slice::from_ref(&worked_out),
                };
                // Before Terraform 0.12 a list in a list was its items: `["${var.ranges}"]`.
                let items: Vec<&Value> = items
                    .iter()
                    .flat_map(|item| match &item.is {
                        Is::List(inner) => inner.as_slice(),
                        _ => std::slice::from_ref(item),
                    })
                    .collect();
                if items.len() > MAX_ITEMS {
                    let why = say!(
                        "a list of more than {} items",
                        "要素が {} を超えるリストです",
                        MAX_ITEMS
                    );
                    self.unknown(map, field, value.place, &why);
                    return None;
                }
                let mut found = Vec::new();
                for item in items {
                    match self.scalar(of, item) {
                        Ok(json) => found.extend(json),
                        Err((place, why)) => self.unknown(map, field, place, &why),
                    }
                }
                found
            }
        };
        (!items.is_empty()).then(|| items.into())
    }

    pub(super) fn get(&self, name: &str) -> Option<&'r Value> {
        let Is::Map(entries) = &self.value.is else {
            return None;
        };
        let (_, value) = entries.iter().find(|(key, _)| key == name)?;
        (value.is != Is::Nothing).then_some(value)
    }

    pub(super) const fn within(&self, value: &'r Value) -> Self {
        Self { value, ..*self }
    }

    fn no_map(&self, map: &mut Map<String, Json>, field: &Field, value: &Value) {
        let why = match value.first_unknown() {
            Some(unknown) => unknown.why.clone(),
            None => say!(
                "must be a map, not {}",
                "{}ではなくマップでなければなりません",
                value.what()
            ),
        };
        self.unknown(map, field, value.place, &why);
    }

    fn unknown(&self, map: &mut Map<String, Json>, field: &Field, place: Place, why: &Said) {
        self.note(Class::Unresolved, self.placed(place, field.from, why));
        mark(map, field.to, why);
    }

    pub(super) fn placed(&self, place: Place, what: &str, why: &Said) -> Said {
        let (file, Place { line, column }) = (&self.block.file, place);
        say!(
            "{}:{}:{}: {}: {}",
            "{}:{}:{}: {}: {}",
            file,
            line,
            column,
            what,
            why
        )
    }

    pub(super) fn note(&self, class: Class, note: Said) {
        let mut notes = self.said.notes.borrow_mut();
        if !notes.iter().any(|(_, said)| *said == note) {
            notes.push((class, note));
        }
    }
}

impl Remarks {
    /// What was said, for the report.
    pub(super) fn notes(&self) -> Vec<(Class, Said)> {
        self.notes.take()
    }

    /// What stands for parts of it.
    pub(super) fn made(&self) -> Vec<Made> {
        self.made.take()
    }

    /// What is to be set in other resources.
    pub(super) fn sets(&self) -> Vec<Set> {
        self.sets.take()
    }
}

/// Lists an attribute as unknown, with the reason.
pub(super) fn mark(map: &mut Map<String, Json>, attribute: &str, why: &Said) {
    let unknown = map
        .entry(UNKNOWN)
        .or_insert_with(|| Json::Object(Map::new()));
    if let Json::Object(unknown) = unknown {
        unknown.insert(attribute.to_owned(), why.en().into());
    }
}
