//! What resources and their blocks have in common: attributes with names, read from JSON and written to it.
//!
//! [`record!`] gives a type the list of its attributes; one reader and one writer serve all types. Code that
//! is derived for each of sixty types alike would be a tenth of the page.

use super::{Attributes, Setting};
use crate::id::ResourceId;
use ipnet::IpNet;
use serde::de::{Error as _, Unexpected};
use serde_json::{Error, Map, Value};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

/// What an attribute's value may be.
pub trait Datum: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When the JSON is of another type, or a text that does not say such a value.
    fn from_value(value: Value) -> Result<Self, Error>;

    /// The JSON that reads as this value.
    fn to_value(&self) -> Value;

    /// Hands over every text in it, names of attributes left out; a record also leaves out the attributes `but`.
    fn texts(&self, but: &[&str], hear: &mut dyn FnMut(&str));

    /// Reads it where it may be left out: `null` says nothing.
    ///
    /// # Errors
    ///
    /// As [`from_value`](Self::from_value).
    fn said(value: Value) -> Result<Option<Self>, Error> {
        if value.is_null() {
            return Ok(None);
        }
        Self::from_value(value).map(Some)
    }
}

/// One attribute of a record, whatever its type.
pub(crate) trait Attribute {
    /// Takes its value from JSON.
    fn read(&mut self, value: Value) -> Result<(), Error>;

    /// Its JSON; `None` where nothing is said, and then it is not written out.
    fn written(&self) -> Option<Value>;

    /// Hands over every text in it.
    fn texts(&self, hear: &mut dyn FnMut(&str));
}

/// The names of a record's attributes, in the order in which they are written.
pub(crate) struct Shape {
    /// The type's own name, for messages.
    pub(crate) name: &'static str,
    pub(crate) attributes: &'static [&'static str],
    /// Other spellings, each with the attribute it stands for.
    pub(crate) aliases: &'static [(&'static str, &'static str)],
}

/// Declares the type of a resource or of a block in one: each attribute is left out where nothing is said, and
/// what nobody knows is kept in `more`. A name that is a word of Rust ends in `_`; `a | b` is also read as `b`.
macro_rules! record {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$doc:meta])* pub $attribute:ident $(| $alias:ident)?: $type:ty,)*
        }
    ) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$about])*
        pub struct $name {
            $(
                $(#[$doc])*
                #[cfg_attr(feature = "schema", schemars(
                    default,
                    skip_serializing_if = "crate::topology::record::is_unsaid",
                ))]
                pub $attribute: $type,
            )*
            /// Attributes this version does not know.
            #[cfg_attr(feature = "schema", schemars(flatten))]
            pub more: $crate::topology::Attributes,
        }

        impl $name {
            const SHAPE: $crate::topology::record::Shape = $crate::topology::record::Shape {
                name: concat!("struct ", stringify!($name)),
                attributes: &[$($crate::topology::record::spelled(stringify!($attribute)),)*],
                aliases: &[$($((stringify!($alias), stringify!($attribute)),)?)*],
            };
        }

        impl $crate::topology::record::Datum for $name {
            fn from_value(value: serde_json::Value) -> Result<Self, serde_json::Error> {
                let mut record = Self::default();
                $crate::topology::record::read(
                    value,
                    &Self::SHAPE,
                    &mut [$(&mut record.$attribute,)*],
                    &mut record.more,
                )?;
                Ok(record)
            }

            fn to_value(&self) -> serde_json::Value {
                $crate::topology::record::written(
                    &Self::SHAPE,
                    &[$(&self.$attribute,)*],
                    &self.more,
                )
            }

            fn texts(&self, but: &[&str], hear: &mut dyn FnMut(&str)) {
                $crate::topology::record::texts(
                    &Self::SHAPE,
                    &[$(&self.$attribute,)*],
                    &self.more,
                    but,
                    hear,
                );
            }

            fn said(value: serde_json::Value) -> Result<Option<Self>, serde_json::Error> {
                match $crate::topology::record::once(value)? {
                    Some(value) => $crate::topology::Datum::from_value(value).map(Some),
                    None => Ok(None),
                }
            }
        }
    };
}
pub(crate) use record;

/// An attribute's name in the document.
pub(crate) const fn spelled(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [rest @ .., b'_'] => name.split_at(rest.len()).0,
        _ => name,
    }
}

pub(crate) fn read(
    value: Value,
    shape: &Shape,
    attributes: &mut [&mut dyn Attribute],
    more: &mut Attributes,
) -> Result<(), Error> {
    let Value::Object(object) = value else {
        return Err(wrong(&value, shape.name));
    };
    for (alias, name) in shape.aliases {
        if object.contains_key(*alias) && object.contains_key(*name) {
            return Err(Error::duplicate_field(name));
        }
    }
    for (key, value) in object {
        let alias = shape.aliases.iter().find(|(alias, _)| *alias == key);
        let name = alias.map_or(key.as_str(), |(_, name)| name);
        let place = shape.attributes.iter().position(|known| *known == name);
        match place.and_then(|place| attributes.get_mut(place)) {
            Some(attribute) => attribute.read(value)?,
            None => {
                more.insert(key, value);
            }
        }
    }
    Ok(())
}

pub(crate) fn written(shape: &Shape, attributes: &[&dyn Attribute], more: &Attributes) -> Value {
    let mut object = Map::new();
    for (name, attribute) in shape.attributes.iter().zip(attributes) {
        if let Some(value) = attribute.written() {
            object.insert((*name).to_owned(), value);
        }
    }
    object.extend(more.iter().map(|(key, value)| (key.clone(), value.clone())));
    Value::Object(object)
}

pub(crate) fn texts(
    shape: &Shape,
    attributes: &[&dyn Attribute],
    more: &Attributes,
    but: &[&str],
    hear: &mut dyn FnMut(&str),
) {
    for (name, attribute) in shape.attributes.iter().zip(attributes) {
        if !but.contains(name) {
            attribute.texts(hear);
        }
    }
    for (key, value) in more {
        hear(key);
        value.texts(&[], hear);
    }
}

/// The one block of a place that holds at most one. Terraform writes it as a list of one; both forms are read.
pub(crate) fn once(value: Value) -> Result<Option<Value>, Error> {
    let block = match value {
        Value::Array(mut blocks) => {
            if blocks.len() > 1 {
                return Err(Error::custom("invalid length: one block is expected"));
            }
            blocks.pop().unwrap_or(Value::Null)
        }
        block => block,
    };
    Ok(Some(block).filter(|block| !block.is_null()))
}

/// Whether an attribute is left out of the document.
#[cfg(feature = "schema")]
pub(crate) fn is_unsaid(attribute: &impl Attribute) -> bool {
    attribute.written().is_none()
}

/// That a value is not of the type that is expected.
fn wrong(value: &Value, expected: &str) -> Error {
    let found = match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(it) => Unexpected::Bool(*it),
        Value::Number(it) => match (it.as_u64(), it.as_i64()) {
            (Some(it), _) => Unexpected::Unsigned(it),
            (None, Some(it)) => Unexpected::Signed(it),
            (None, None) => Unexpected::Float(it.as_f64().unwrap_or_default()),
        },
        Value::String(it) => Unexpected::Str(it),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    };
    Error::invalid_type(found, &expected)
}

macro_rules! plain {
    ($($type:ty: |$value:ident, $hear:ident| $texts:expr;)*) => {$(
        impl Datum for $type {
            fn from_value(value: Value) -> Result<Self, Error> {
                serde_json::from_value(value)
            }

            fn to_value(&self) -> Value {
                serde_json::to_value(self).unwrap_or_default()
            }

            fn texts(&self, _: &[&str], $hear: &mut dyn FnMut(&str)) {
                let $value = self;
                $texts
            }
        }
    )*};
}

plain! {
    bool: |_it, _hear| {};
    u16: |_it, _hear| {};
    u32: |_it, _hear| {};
    i32: |_it, _hear| {};
    i64: |_it, _hear| {};
    [i32; 2]: |_it, _hear| {};
    String: |it, hear| hear(it);
    ResourceId: |it, hear| hear(it.as_str());
    IpNet: |it, hear| hear(&it.to_string());
    IpAddr: |it, hear| hear(&it.to_string());
    Ipv4Addr: |it, hear| hear(&it.to_string());
}

impl Datum for Value {
    fn from_value(value: Value) -> Result<Self, Error> {
        Ok(value)
    }

    fn to_value(&self) -> Value {
        self.clone()
    }

    fn texts(&self, _: &[&str], hear: &mut dyn FnMut(&str)) {
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => {}
            Self::String(text) => hear(text),
            Self::Array(items) => items.iter().for_each(|item| item.texts(&[], hear)),
            Self::Object(object) => {
                for (key, value) in object {
                    hear(key);
                    value.texts(&[], hear);
                }
            }
        }
    }
}

impl<T: Datum> Datum for Vec<T> {
    fn from_value(value: Value) -> Result<Self, Error> {
        match value {
            Value::Array(items) => items.into_iter().map(T::from_value).collect(),
            value => Err(wrong(&value, "a sequence")),
        }
    }

    fn to_value(&self) -> Value {
        self.iter().map(T::to_value).collect()
    }

    fn texts(&self, _: &[&str], hear: &mut dyn FnMut(&str)) {
        self.iter().for_each(|item| item.texts(&[], hear));
    }
}

impl<K: Ord + From<String> + ToString, T: Datum> Datum for BTreeMap<K, T> {
    fn from_value(value: Value) -> Result<Self, Error> {
        let Value::Object(object) = value else {
            return Err(wrong(&value, "a map"));
        };
        let mut map = Self::new();
        for (key, value) in object {
            map.insert(key.into(), T::from_value(value)?);
        }
        Ok(map)
    }

    fn to_value(&self) -> Value {
        let write = |(key, value): (&K, &T)| (key.to_string(), value.to_value());
        self.iter().map(write).collect()
    }

    fn texts(&self, _: &[&str], hear: &mut dyn FnMut(&str)) {
        for (key, value) in self {
            hear(&key.to_string());
            value.texts(&[], hear);
        }
    }
}

impl<T: Datum> Attribute for Option<T> {
    fn read(&mut self, value: Value) -> Result<(), Error> {
        *self = T::said(value)?;
        Ok(())
    }

    fn written(&self) -> Option<Value> {
        self.as_ref().map(T::to_value)
    }

    fn texts(&self, hear: &mut dyn FnMut(&str)) {
        self.iter().for_each(|value| value.texts(&[], hear));
    }
}

impl<T: Datum> Attribute for Setting<T> {
    fn read(&mut self, value: Value) -> Result<(), Error> {
        *self = T::said(value)?.map_or(Self::Unknown, Self::Is);
        Ok(())
    }

    fn written(&self) -> Option<Value> {
        match self {
            Self::Unsaid => None,
            Self::Unknown => Some(Value::Null),
            Self::Is(value) => Some(value.to_value()),
        }
    }

    fn texts(&self, hear: &mut dyn FnMut(&str)) {
        if let Self::Is(value) = self {
            value.texts(&[], hear);
        }
    }
}

impl<T: Datum> Attribute for Vec<T> {
    fn read(&mut self, value: Value) -> Result<(), Error> {
        *self = Self::from_value(value)?;
        Ok(())
    }

    fn written(&self) -> Option<Value> {
        (!self.is_empty()).then(|| self.to_value())
    }

    fn texts(&self, hear: &mut dyn FnMut(&str)) {
        Datum::texts(self, &[], hear);
    }
}

impl<K: Ord + From<String> + ToString, T: Datum> Attribute for BTreeMap<K, T> {
    fn read(&mut self, value: Value) -> Result<(), Error> {
        *self = Self::from_value(value)?;
        Ok(())
    }

    fn written(&self) -> Option<Value> {
        (!self.is_empty()).then(|| self.to_value())
    }

    fn texts(&self, hear: &mut dyn FnMut(&str)) {
        Datum::texts(self, &[], hear);
    }
}
