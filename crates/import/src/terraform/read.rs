//! Reading attributes of a block: JSON for the topology out, and a note for everything that is not
//! known.

use super::block::Block;
use super::field::{Field, Shape};
use super::names::{Candidate, Names, index_of};
use crate::limits::MAX_ITEMS;
use crate::report::Class;
use crate::tree::Place;
use crate::value::{self, Is, Reference, Refers, Unknown, Value};
use ipnet::IpNet;
use net::service::region_of_zone;
use serde_json::{Map, Value as Json};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The key under which a resource lists its unknown attributes, each with the reason.
const UNKNOWN: &str = "unknown";

/// What is said of a block while it is read.
#[derive(Debug, Default)]
pub(super) struct Said {
    notes: RefCell<Vec<(Class, String)>>,
    sets: RefCell<Vec<Set>>,
    made: RefCell<Vec<Made>>,
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
    around: Around<'r>,
    block: &'r Block,
    /// What the block is called.
    id: &'r str,
    value: &'r Value,
    said: &'r Said,
}

impl<'r> Reader<'r> {
    pub(super) const fn new(
        around: Around<'r>,
        block: &'r Block,
        id: &'r str,
        said: &'r Said,
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
                let value = self.worked_out(value);
                if let Some(unknown) = value.first_unknown() {
                    self.unknown(map, field, value.place, &unknown.why.clone());
                }
                Some(match value.is {
                    Is::Text(text) if text.is_empty() => return None,
                    Is::Text(text) => text.into(),
                    Is::Unknown(_) => return None,
                    _ => value.to_policy().into(),
                })
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
                    let why = format!("a list of more than {MAX_ITEMS} items");
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

    /// A single value: nothing where it is empty, and why where it is not known.
    fn scalar(&self, shape: Shape, value: &Value) -> Result<Option<Json>, (Place, String)> {
        let value = self.worked_out(value);
        let place = value.place;
        let bad = |why: String| Err((place, why));
        let text = match &value.is {
            Is::Nothing => return Ok(None),
            Is::Text(text) => text.trim(),
            Is::Unknown(unknown) => return bad(unknown.why.clone()),
            Is::List(_) | Is::Map(_) => {
                return bad(format!("must be a text, not {}", value.what()));
            }
        };
        if text.is_empty() {
            return Ok(None);
        }
        let json = match shape {
            Shape::Truth | Shape::Setting => match value::truth(text) {
                Some(truth) => truth.into(),
                None => return bad(format!("neither true nor false: {text:?}")),
            },
            Shape::Number(from, to) => match value::number(text) {
                Some(number) if (from..=to).contains(&number) => number.into(),
                _ => return bad(format!("not a number that fits: {text:?}")),
            },
            Shape::Range => match text.parse::<IpNet>() {
                Ok(range) => range.trunc().to_string().into(),
                Err(_) => return bad(format!("not a range: {text:?}")),
            },
            Shape::Address | Shape::AddressV4 => match text.parse::<IpAddr>() {
                Ok(address) if address.is_ipv4() || matches!(shape, Shape::Address) => {
                    address.to_string().into()
                }
                _ => return bad(format!("not an address: {text:?}")),
            },
            _ => text.into(),
        };
        Ok(Some(json))
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
                if items.len() > MAX_ITEMS {
                    let why = format!("a list of more than {MAX_ITEMS} items");
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

    /// What an unknown stands for, where another block or the reading before says so.
    fn worked_out(&self, value: &Value) -> Value {
        let Is::Unknown(unknown) = &value.is else {
            return value.clone();
        };
        let names = self.around.names;
        let found = match &unknown.refers {
            Refers::To(to) => names.value(self.around.root, to),
            // The names an expression mentions are known, and not what it does with them.
            Refers::Among(among) => match among.as_slice() {
                [one] if !one.attribute.is_empty() && !self.around.is_exact => {
                    let found = names.value(self.around.root, one);
                    if found.is_some() {
                        self.assume(&format!(
                            "{one}: taken as it is, as all that is referred to"
                        ));
                    }
                    found
                }
                _ => None,
            },
            Refers::Nowhere => None,
        };
        found.unwrap_or_else(|| value.clone())
    }

    /// Ids, one way or another: a reference stays a reference.
    fn ids_of(&self, field: &Field, kinds: &'static [&'static str], value: &Value) -> Vec<String> {
        let many = matches!(field.shape, Shape::List(_));
        let names = self.around.names;
        match &value.is {
            Is::Nothing => Vec::new(),
            Is::Text(text) if text.trim().is_empty() => Vec::new(),
            Is::Text(text) => vec![names.of_text(text).unwrap_or(text).to_owned()],
            Is::List(items) if many => {
                let mut found: Vec<String> = Vec::new();
                for item in items.iter().take(MAX_ITEMS) {
                    for id in self.ids_of(field, kinds, item) {
                        if !found.contains(&id) {
                            found.push(id);
                        }
                    }
                }
                found
            }
            Is::Unknown(unknown) => {
                let (found, named) = match &unknown.refers {
                    Refers::To(to) => self.exactly(to, many),
                    Refers::Among(among) => self.among(field, among, kinds, many),
                    Refers::Nowhere => (Vec::new(), true),
                };
                if !found.is_empty() {
                    return found;
                }
                let why = match named {
                    true => unknown.why.clone(),
                    false => format!("{}: it may be several resources", unknown.why),
                };
                self.note(
                    Class::Unresolved,
                    self.placed(value.place, field.from, &why),
                );
                // Something is referred to, so the reference stays, to an id that says what it is.
                let own = || format!("{}.{}", self.id, field.from);
                vec![unknown.symbol.clone().unwrap_or_else(own)]
            }
            Is::List(_) | Is::Map(_) => {
                let why = format!("must be an id, not {}", value.what());
                self.note(
                    Class::Unresolved,
                    self.placed(value.place, field.from, &why),
                );
                Vec::new()
            }
        }
    }

    /// What a reference leads to that is the value itself.
    fn exactly(&self, to: &Reference, many: bool) -> (Vec<String>, bool) {
        let (names, root) = (self.around.names, self.around.root);
        let found = names.of_reference(root, to, &[]);
        if !found.is_empty() && (many || found.len() == 1) {
            return (found.into_iter().map(|it| it.id).collect(), true);
        }
        let ids = match names.value(root, to).map(|it| it.is) {
            Some(Is::Text(text)) => vec![text],
            Some(Is::List(items)) if many => items
                .into_iter()
                .filter_map(|it| match it.is {
                    Is::Text(text) => Some(text),
                    _ => None,
                })
                .collect(),
            _ => return (Vec::new(), found.is_empty()),
        };
        let called = |id: String| names.of_text(&id).map_or(id, str::to_owned);
        (ids.into_iter().map(called).collect(), true)
    }

    /// What an expression with several references leads to. The second is false where it may be
    /// one of several.
    fn among(
        &self,
        field: &Field,
        among: &[Reference],
        kinds: &'static [&'static str],
        many: bool,
    ) -> (Vec<String>, bool) {
        let mut found: Vec<Candidate> = Vec::new();
        let mut seen = BTreeSet::new();
        for reference in among {
            let names = self.around.names;
            for candidate in names.of_reference(self.around.root, reference, kinds) {
                if seen.insert(candidate.id.clone()) {
                    found.push(candidate);
                }
            }
        }
        // Itself is no candidate for what it refers to.
        found.retain(|it| it.id != self.id);
        let said: Vec<&Candidate> = found.iter().filter(|it| !it.guessed).collect();
        let what = field.from;
        match (said.as_slice(), many) {
            ([one], _) => return (vec![one.id.clone()], true),
            ([], _) => {}
            (several, true) => {
                let ids: Vec<String> = several.iter().map(|it| it.id.clone()).collect();
                self.assume(&format!(
                    "{what}: {}, all that its expression refers to",
                    ids.join(", ")
                ));
                return (ids, true);
            }
            (several, false) => {
                // `aws_subnet.a[count.index]` and the like: the same index.
                let own = index_of(&self.block.address);
                let mut same = several.iter().filter(|it| it.index.as_deref() == own);
                if let (Some(_), Some(one), None) = (own, same.next(), same.next()) {
                    self.assume(&format!("{what}: {}, by its index", one.id));
                    return (vec![one.id.clone()], true);
                }
                return (Vec::new(), false);
            }
        }
        match found.as_slice() {
            [one] => {
                self.assume(&format!(
                    "{what}: {}, the only one in the module whose local values it is made of",
                    one.id
                ));
                (vec![one.id.clone()], true)
            }
            [] => (Vec::new(), true),
            _ => (Vec::new(), false),
        }
    }

    /// Ids of resources that are among the inputs; the others are AWS's own affair.
    fn held_of(&self, kinds: &'static [&'static str], value: &Value) -> Vec<String> {
        let names = self.around.names;
        let called = |text: &str| names.of_text(text).unwrap_or(text).to_owned();
        let found: Vec<String> = match &value.is {
            Is::Text(text) => vec![called(text)],
            Is::List(items) => {
                let items = items.iter().take(MAX_ITEMS);
                items.flat_map(|it| self.held_of(kinds, it)).collect()
            }
            Is::Unknown(Unknown {
                refers: Refers::To(to),
                ..
            }) => self.exactly(to, true).0,
            Is::Unknown(Unknown {
                refers: Refers::Among(among),
                ..
            }) => {
                let all = among
                    .iter()
                    .flat_map(|it| names.of_reference(self.around.root, it, kinds));
                let said = all.filter(|it| !it.guessed);
                said.map(|it| it.id).collect()
            }
            Is::Nothing | Is::Map(_) | Is::Unknown(_) => Vec::new(),
        };
        let mut found: Vec<String> = found;
        found.retain(|id| names.holds(kinds, id));
        found
    }

    fn get(&self, name: &str) -> Option<&'r Value> {
        let Is::Map(entries) = &self.value.is else {
            return None;
        };
        let (_, value) = entries.iter().find(|(key, _)| key == name)?;
        (value.is != Is::Nothing).then_some(value)
    }

    const fn within(&self, value: &'r Value) -> Self {
        Self { value, ..*self }
    }

    fn no_map(&self, map: &mut Map<String, Json>, field: &Field, value: &Value) {
        let why = match value.first_unknown() {
            Some(unknown) => unknown.why.clone(),
            None => format!("must be a map, not {}", value.what()),
        };
        self.unknown(map, field, value.place, &why);
    }

    fn unknown(&self, map: &mut Map<String, Json>, field: &Field, place: Place, why: &str) {
        self.note(Class::Unresolved, self.placed(place, field.from, why));
        mark(map, field.to, why);
    }

    fn placed(&self, place: Place, what: &str, why: &str) -> String {
        let (file, Place { line, column }) = (&self.block.file, place);
        format!("{file}:{line}:{column}: {what}: {why}")
    }

    fn note(&self, class: Class, note: String) {
        let mut notes = self.said.notes.borrow_mut();
        if !notes.iter().any(|(_, said)| *said == note) {
            notes.push((class, note));
        }
    }
}

/// What the tables ask for beside copying.
impl<'r> Reader<'r> {
    /// Says that it has no part in the topology, and why.
    pub(super) fn leave_out(&self, why: &str) {
        self.note(Class::Ignored, why.to_owned());
    }

    /// Says that something is assumed.
    pub(super) fn assume(&self, note: &str) {
        self.note(Class::Assumed, note.to_owned());
    }

    /// Says that an attribute is not known, and why.
    pub(super) fn not_known(&self, map: &mut Map<String, Json>, attribute: &str, why: &str) {
        self.remark(attribute, why);
        mark(map, attribute, why);
    }

    /// Says that something is not known or does not fit, which no attribute of its own holds.
    pub(super) fn remark(&self, what: &str, why: &str) {
        self.note(Class::Unresolved, self.placed(self.value.place, what, why));
    }

    /// A list that a data source does not give, or only where it was read: one part of it stands
    /// for all that may be there.
    pub(super) fn rest_is_unknown(&self, map: &mut Map<String, Json>, list: &str) {
        if map.contains_key(list) {
            return;
        }
        let mut part = Map::new();
        self.not_known(&mut part, list, "the data source does not give it");
        map.insert(list.to_owned(), vec![Json::Object(part)].into());
    }

    /// Nested blocks.
    pub(super) fn parts(&self, name: &str) -> Vec<Self> {
        let items: &[Value] = match self.get(name) {
            None => &[],
            Some(value) => match &value.is {
                Is::List(items) => items,
                _ => std::slice::from_ref(value),
            },
        };
        items.iter().map(|it| self.within(it)).collect()
    }

    /// A text that is written.
    pub(super) fn known(&self, name: &str) -> Option<&'r str> {
        match &self.get(name)?.is {
            Is::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether an attribute is written and true.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.known(name).and_then(value::truth) == Some(true)
    }

    /// A number that is written.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.known(name).and_then(value::number)
    }

    /// The id of a resource.
    pub(super) fn id(&self, name: &'static str, kinds: &'static [&'static str]) -> Option<String> {
        match self.field(&super::field::id(name, kinds))? {
            Json::String(id) => Some(id),
            _ => None,
        }
    }

    /// Ids of resources that are among the inputs.
    pub(super) fn held_ids(&self, name: &str, kinds: &'static [&'static str]) -> Vec<String> {
        let value = self.get(name);
        value.map_or_else(Vec::new, |value| self.held_of(kinds, value))
    }

    /// A range.
    pub(super) fn range(&self, name: &'static str) -> Option<Json> {
        self.field(&super::field::range(name))
    }

    /// Ranges.
    pub(super) fn ranges(&self, name: &'static str) -> Vec<Json> {
        match self.field(&super::field::ranges(name)) {
            Some(Json::Array(ranges)) => ranges,
            _ => Vec::new(),
        }
    }

    /// A public address.
    pub(super) fn public(&self, name: &'static str) -> Option<Json> {
        self.field(&super::field::public(name))
    }

    /// Whether the root says what there is, and not what there will be.
    pub(super) const fn is_applied(&self) -> bool {
        self.around.is_applied
    }

    /// The Region: said by the block, its provider, its ARN or its zone, else the import's.
    pub(super) fn region(&self) -> String {
        let arn = |text: &str| {
            let region = text.split(':').nth(3)?;
            (!region.is_empty()).then(|| region.to_owned())
        };
        let said = self
            .known("region")
            .map(str::to_owned)
            .or_else(|| self.known("arn").and_then(arn))
            .or_else(|| self.block.region.clone())
            .or_else(|| self.known("availability_zone").and_then(region_of_zone));
        said.unwrap_or_else(|| {
            let region = self.around.region;
            if self.around.region_is_assumed {
                self.assume(&format!("region: {region}, since no input says one"));
            }
            region.to_owned()
        })
    }

    /// The interface that a route to an instance leads to.
    pub(super) fn interface_of(&self, instance: &str) -> String {
        format!("{instance}.eni")
    }

    /// Gives a resource that came with a VPC that VPC.
    pub(super) fn belongs_to_vpc(&self, map: &mut Map<String, Json>) {
        match self.around.names.vpc_of_default(self.id) {
            Some(vpc) => {
                map.insert("vpc_id".to_owned(), vpc.into());
            }
            None if map.contains_key("vpc_id") => {}
            None => self.not_known(map, "vpc_id", "which VPC it came with is not known"),
        }
    }

    /// What the block is called.
    pub(super) const fn own_id(&self) -> &'r str {
        self.id
    }

    /// Makes a resource that stands for a part of this one.
    pub(super) fn makes(&self, kind: &'static str, id: String, resource: Map<String, Json>) {
        self.said.made.borrow_mut().push((kind, id, resource));
    }

    /// Says that an interface is attached to this instance.
    pub(super) fn attaches(&self, interface: &str, device: i64) {
        let mut attachment = Map::new();
        attachment.insert("instance".to_owned(), self.id.into());
        attachment.insert("device_index".to_owned(), device.into());
        self.said.sets.borrow_mut().push(Set {
            kind: "network_interface",
            id: interface.to_owned(),
            attribute: "attachment",
            value: attachment.into(),
        });
    }
}

impl Said {
    /// What was said, for the report.
    pub(super) fn notes(&self) -> Vec<(Class, String)> {
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
fn mark(map: &mut Map<String, Json>, attribute: &str, why: &str) {
    let unknown = map
        .entry(UNKNOWN)
        .or_insert_with(|| Json::Object(Map::new()));
    if let Json::Object(unknown) = unknown {
        unknown.insert(attribute.to_owned(), why.into());
    }
}

fn label(value: &Value) -> Option<String> {
    match &value.is {
        Is::Text(text) if text.is_empty() => None,
        Is::Text(text) => Some(text.clone()),
        Is::Unknown(unknown) => Some(unknown.shown.clone()),
        Is::Nothing | Is::List(_) | Is::Map(_) => None,
    }
}

fn tags(value: &Value) -> Option<Json> {
    let Is::Map(entries) = &value.is else {
        return None;
    };
    let tags: Map<String, Json> = entries
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), label(value)?.into())))
        .collect();
    (!tags.is_empty()).then(|| tags.into())
}
