//! Reading properties: typed values out, and a note for everything that is not what it should be.
//!
//! A literal of the wrong type is bad input, as CloudFormation would refuse the template. A value
//! that was worked out, or is unknown, or is no address, is noted, and its attribute is listed
//! under `unknown`.

mod read;

use super::context::Context;
use super::template::{Resource, Template};
use crate::limits::MAX_ITEMS;
use crate::said::{Said, quoted, say};
use crate::tree::{Node, Place};
use crate::value::{self, Is, Value};
use ipnet::IpNet;
use net::topology::{Attributes, Setting, Tags};
use std::cell::RefCell;
use std::net::IpAddr;

/// The key under which a resource lists its unknown attributes, each with the reason.
pub(crate) const UNKNOWN: &str = "unknown";

/// Lists attributes under `unknown`.
pub(super) fn list_unknown(more: &mut Attributes, attributes: &[&str], why: &str) {
    let unknown = more.entry(UNKNOWN.to_owned());
    let unknown = unknown.or_insert_with(|| serde_json::json!({}));
    for attribute in attributes {
        unknown[*attribute] = why.into();
    }
}

/// The properties of a resource, or of a part of one.
#[derive(Debug)]
pub(super) struct Properties<'c> {
    context: &'c Context<'c>,
    /// Where they are written: that of the resource at hand, unless they are another's.
    template: &'c Template<'c>,
    place: Place,
    from: From<'c>,
    unknown: RefCell<serde_json::Map<String, serde_json::Value>>,
}

/// Properties of a resource are worked out when asked for; those of a part already are.
#[derive(Debug)]
enum From<'c> {
    Written(Option<&'c Node>),
    WorkedOut(Vec<(String, Value)>),
}

impl<'c> Properties<'c> {
    pub(super) fn of_resource(context: &'c Context<'c>, resource: &Resource<'c>) -> Self {
        Self {
            context,
            template: context.template,
            place: resource.place,
            from: From::Written(resource.properties),
            unknown: RefCell::default(),
        }
    }

    /// A section of the properties of another resource, such as the data of a launch template.
    /// Nothing of it is worked out before it is asked for.
    pub(super) fn section_of(&self, id: &str, name: &str) -> Option<Self> {
        let world = self.context.world;
        let (template, resource) = world.templates.iter().find_map(|it| {
            let logical_id = id.strip_prefix(it.stack.as_str())?.strip_prefix('.')?;
            Some((it, it.resource(logical_id)?))
        })?;
        let section = resource.properties?.get(name)?;
        Some(Self {
            context: self.context,
            template,
            place: section.place,
            from: From::Written(Some(section)),
            unknown: RefCell::default(),
        })
    }

    /// What is known beside the properties.
    pub(super) const fn context(&self) -> &'c Context<'c> {
        self.context
    }

    /// Where they stand.
    pub(super) const fn place(&self) -> Place {
        self.place
    }

    /// The attributes that are unknown, to be kept with the resource.
    pub(super) fn unknown(&self) -> Attributes {
        let unknown = self.unknown.borrow();
        if unknown.is_empty() {
            return Attributes::new();
        }
        Attributes::from([(UNKNOWN.to_owned(), unknown.clone().into())])
    }

    /// Whether a property that was read has a part that is not known.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.unknown.borrow().contains_key(&attribute(name))
    }

    /// Whether a property is written and not `AWS::NoValue`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether a property is written and no empty list.
    pub(super) fn has_items(&self, name: &str) -> bool {
        match self.get(name).map(|value| value.is) {
            None => false,
            Some(Is::List(items)) => !items.is_empty(),
            Some(_) => true,
        }
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        self.as_text(name, value)
    }

    /// A text nothing rests on, such as a description: what is unknown in it stays readable.
    pub(super) fn label(&self, name: &str) -> Option<String> {
        match self.context.world.aside(|| self.get(name))?.is {
            Is::Text(text) => Some(text),
            Is::Unknown(unknown) => Some(unknown.shown),
            Is::Nothing | Is::List(_) | Is::Map(_) => None,
        }
    }

    /// A list of texts; a lone worked-out text is a list of one.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        self.list(name)
            .into_iter()
            .filter_map(|item| self.as_text(name, item))
            .collect()
    }

    /// The id of a resource. An unknown one is the id that stands for it.
    pub(super) fn id<T: core::convert::From<String>>(&self, name: &str) -> Option<T> {
        let value = self.get(name)?;
        self.as_id(name, value).map(T::from)
    }

    /// Ids of resources.
    pub(super) fn ids<T: core::convert::From<String>>(&self, name: &str) -> Vec<T> {
        self.list(name)
            .into_iter()
            .filter_map(|item| self.as_id(name, item))
            .map(T::from)
            .collect()
    }

    /// A truth that may be unsaid.
    pub(super) fn setting(&self, name: &str) -> Setting<bool> {
        match self.get(name) {
            None => Setting::Unsaid,
            Some(value) => match self.as_truth(name, value) {
                Some(truth) => Setting::Is(truth),
                None => Setting::Unknown,
            },
        }
    }

    /// A truth.
    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        self.as_truth(name, value)
    }

    /// A number that fits.
    pub(super) fn number<T: TryFrom<i64>>(&self, name: &str) -> Option<T> {
        let value = self.get(name)?;
        let (place, literal) = (value.place, value.literal);
        let text = self.as_text(name, value)?;
        let number = value::number(&text).and_then(|it| T::try_from(it).ok());
        if number.is_none() {
            self.wrong(
                name,
                place,
                literal,
                &say!(
                    "not a number that fits: {}",
                    "使える数値ではありません: {}",
                    quoted(text)
                ),
            );
        }
        number
    }

    /// A range, canonical.
    pub(super) fn range(&self, name: &str) -> Option<IpNet> {
        let value = self.get(name)?;
        self.as_range(name, value)
    }

    /// An address.
    pub(super) fn address(&self, name: &str) -> Option<IpAddr> {
        let value = self.get(name)?;
        let place = value.place;
        let text = self.as_text(name, value)?;
        let address = text.trim().parse().ok();
        if address.is_none() {
            self.not_known(
                name,
                place,
                &say!(
                    "not an address: {}",
                    "アドレスではありません: {}",
                    quoted(text)
                ),
            );
        }
        address
    }

    /// A part that is a map.
    pub(super) fn part(&self, name: &str) -> Option<Self> {
        let value = self.get(name)?;
        self.as_part(name, value)
    }

    /// A list of parts that are maps.
    pub(super) fn parts(&self, name: &str) -> Vec<Self> {
        self.list(name)
            .into_iter()
            .filter_map(|item| self.as_part(name, item))
            .collect()
    }

    /// A policy as JSON text; a text stays as it is. What is unknown in it stays as a variable,
    /// which a policy hangs on, since nothing fills it in.
    pub(super) fn policy(&self, name: &str) -> Option<String> {
        let value = self.get(name)?;
        if let Some(unknown) = value.first_unknown() {
            let why = unknown.why.clone();
            self.not_known(name, value.place, &why);
        }
        Some(match value.is {
            Is::Text(text) => text,
            _ => value.to_policy(),
        })
    }

    /// `Tags`; unknown parts stay readable, since nothing rests on a tag.
    pub(super) fn tags(&self) -> Tags {
        let mut tags = Tags::new();
        let shown = |value: &Value| match &value.is {
            Is::Text(text) => Some(text.clone()),
            Is::Unknown(unknown) => Some(unknown.shown.clone()),
            Is::Nothing | Is::List(_) | Is::Map(_) => None,
        };
        let Some(Value {
            is: Is::List(items),
            ..
        }) = self.context.world.aside(|| self.get("Tags"))
        else {
            return tags;
        };
        for item in items {
            if let Is::Map(entries) = &item.is {
                let find = |name: &str| {
                    let (_, value) = entries.iter().find(|(key, _)| key == name)?;
                    shown(value)
                };
                if let (Some(key), Some(value)) = (find("Key"), find("Value")) {
                    tags.insert(key, value);
                }
            }
        }
        tags
    }

    /// Says that an attribute is not known, and why.
    pub(super) fn not_known(&self, name: &str, place: Place, why: &Said) {
        self.context
            .unresolved(place, &say!("{}: {}", "{}: {}", name, why));
        self.unknown
            .borrow_mut()
            .insert(attribute(name), why.en().into());
    }

    /// Says that what a property refers to is not there.
    pub(super) fn not_among(&self, name: &str, id: &str) {
        self.not_known(
            name,
            self.place,
            &say!("not among the inputs: {}", "入力にありません: {}", id),
        );
    }

    /// Every text in them, however deep; no parameter is needed for that.
    pub(super) fn all_texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        match &self.from {
            From::Written(None) => {}
            From::Written(Some(node)) => {
                let world = self.context.world;
                let value = world.aside(|| world.value(self.template, node));
                value.texts(&mut texts);
            }
            From::WorkedOut(entries) => entries.iter().for_each(|(_, it)| it.texts(&mut texts)),
        }
        texts
    }

    fn get(&self, name: &str) -> Option<Value> {
        let value = match &self.from {
            From::Written(None) => return None,
            From::Written(Some(node)) => {
                let node = node.get(name)?;
                let world = self.context.world;
                world.take_assumed();
                let value = world.value(self.template, node);
                for what in world.take_assumed() {
                    self.context.assume(what);
                }
                value
            }
            From::WorkedOut(entries) => {
                let (_, value) = entries.iter().find(|(key, _)| key == name)?;
                value.clone()
            }
        };
        (value.is != Is::Nothing).then_some(value)
    }

    fn list(&self, name: &str) -> Vec<Value> {
        let Some(value) = self.get(name) else {
            return Vec::new();
        };
        match value.is {
            Is::List(items) if items.len() > MAX_ITEMS => {
                let why = say!(
                    "a list of more than {} items",
                    "要素が {} を超えるリストです",
                    MAX_ITEMS
                );
                self.not_known(name, value.place, &why);
                Vec::new()
            }
            Is::List(items) => items,
            // A lone map is read as a list of one, as CloudFormation does.
            Is::Text(_) if value.literal => {
                let message = say!(
                    "{} must be a list, not {}",
                    "{} は{}ではなくリストでなければなりません",
                    name,
                    value.what()
                );
                self.context.bad(value.place, message);
                Vec::new()
            }
            Is::Text(_) | Is::Map(_) | Is::Unknown(_) => vec![value],
            Is::Nothing => Vec::new(),
        }
    }
}

/// Properties whose attribute has another name, as Terraform spells it.
const RENAMED: &[(&str, &str)] = &[
    ("AliasTarget", "alias"),
    ("ResourceRecords", "records"),
    ("Scheme", "internal"),
    ("SecurityGroupEgress", "egress"),
    ("SecurityGroupIngress", "ingress"),
    ("VPCs", "vpc"),
];

/// The attribute that a property is read into.
fn attribute(property: &str) -> String {
    let mut renamed = RENAMED.iter();
    match renamed.find(|(name, _)| *name == property) {
        Some((_, attribute)) => (*attribute).to_owned(),
        None => snake_case(property),
    }
}

/// `VpcId` as `vpc_id`.
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    let mut before_is_low = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && before_is_low {
            out.push('_');
        }
        before_is_low = c.is_ascii_lowercase() || c.is_ascii_digit();
        out.push(c.to_ascii_lowercase());
    }
    out
}
