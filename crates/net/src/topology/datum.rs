//! What an attribute's value may be, and how each is read and written.

use super::reader::{Read, Reader};
use super::writer::{Line, Writer};
use super::{BadDocument, Setting};
use crate::id::ResourceId;
use ipnet::IpNet;
use serde_json::Value;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;
use std::sync::Arc;

/// A value of the document.
pub trait Datum {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When what comes next is of another type, or a text that does not say such a value.
    fn read(from: &mut Reader<'_>) -> Read<Self>
    where
        Self: Sized;

    /// Writes it.
    fn write(&self, to: &mut dyn Writer);

    /// Reads it where it may be left out: `null` says nothing.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    fn said(from: &mut Reader<'_>) -> Read<Option<Self>>
    where
        Self: Sized,
    {
        if from.null() {
            return Ok(None);
        }
        Self::read(from).map(Some)
    }

    /// Reads all of a text.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not of this type.
    fn from_json(text: &str) -> Result<Self, BadDocument>
    where
        Self: Sized,
    {
        let mut reader = Reader::new(text);
        Self::read(&mut reader)
            .and_then(|read| reader.end().map(|()| read))
            .map_err(|wrong| BadDocument::of(text, *wrong))
    }

    /// Reads what is JSON already.
    ///
    /// # Errors
    ///
    /// When it is not of this type: what is wrong.
    fn from_value(value: &Value) -> Result<Self, String>
    where
        Self: Sized,
    {
        Self::from_json(&value.to_string()).map_err(|bad| bad.message)
    }

    /// It as JSON in one line.
    fn to_line(&self) -> String {
        let mut line = Line::default();
        self.write(&mut line);
        line.text
    }

    /// It as a JSON value, keys in the order they are written.
    fn to_value(&self) -> Value {
        serde_json::from_str(&self.to_line()).unwrap_or_default()
    }
}

/// One attribute of a record, whatever its type.
pub(crate) trait Attribute {
    /// Takes its value. `false` where it says that there is one and not which.
    fn take(&mut self, from: &mut Reader<'_>) -> Read<bool>;

    /// Whether it is written out.
    fn is_said(&self) -> bool;

    fn give(&self, to: &mut dyn Writer);

    /// Whether a record without it is one.
    fn may_be_missing(&self) -> bool {
        true
    }
}

macro_rules! bare {
    ($($type:ident)*) => {$(
        impl Datum for $type {
            fn read(from: &mut Reader<'_>) -> Read<Self> {
                from.integer(stringify!($type))
            }

            fn write(&self, to: &mut dyn Writer) {
                to.bare(&self.to_string());
            }
        }
    )*};
}

bare! { u16 u32 i32 i64 }

impl Datum for bool {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.boolean()
    }

    fn write(&self, to: &mut dyn Writer) {
        to.bare(if *self { "true" } else { "false" });
    }
}

impl<T: Datum> Datum for Arc<T> {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        T::read(from).map(Self::new)
    }

    fn write(&self, to: &mut dyn Writer) {
        T::write(self, to);
    }
}

/// A pair.
impl<T: Datum + Copy + Default> Datum for [T; 2] {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let at = from.place();
        let items = Vec::read(from)?;
        Self::try_from(items).or_else(|_| Reader::wrong(at, "invalid length: two are expected"))
    }

    fn write(&self, to: &mut dyn Writer) {
        write_list(self, to);
    }
}

impl Datum for String {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.text("a string").map(Into::into)
    }

    fn write(&self, to: &mut dyn Writer) {
        to.text(self);
    }
}

impl Datum for ResourceId {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.text("a string").map(|text| Self::from(&*text))
    }

    fn write(&self, to: &mut dyn Writer) {
        to.text(self.as_str());
    }
}

/// Reads a text that is parsed.
fn parsed<T: FromStr<Err: Display>>(from: &mut Reader<'_>, expected: &str) -> Read<T> {
    let at = from.place();
    let text = from.text(expected)?;
    text.parse()
        .or_else(|error: T::Err| Reader::wrong(at, error.to_string()))
}

macro_rules! parsed {
    ($($type:ident: $expected:literal, $told:expr;)*) => {$(
        impl Datum for $type {
            fn read(from: &mut Reader<'_>) -> Read<Self> {
                parsed(from, $expected)
            }

            fn write(&self, to: &mut dyn Writer) {
                let told: fn(&mut dyn Writer, Self) = $told;
                told(to, *self);
            }
        }
    )*};
}

parsed! {
    IpNet: "IPv4 or IPv6 network address", |to, it| to.range(it);
    IpAddr: "IP address", |to, it| to.address(it);
    Ipv4Addr: "IPv4 address", |to, it| to.address(it.into());
}

impl Datum for Value {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        from.value()
    }

    fn write(&self, to: &mut dyn Writer) {
        match self {
            Self::String(text) => to.text(text),
            Self::Array(items) => write_list(items, to),
            Self::Object(object) => write_object(object.iter(), to),
            bare => to.bare(&bare.to_string()),
        }
    }
}

fn write_list<T: Datum>(items: &[T], to: &mut dyn Writer) {
    to.open('[');
    for item in items {
        to.item();
        item.write(to);
    }
    to.close(']');
}

fn write_object<'o, K: Borrow<str> + 'o, T: Datum + 'o>(
    object: impl Iterator<Item = (&'o K, &'o T)>,
    to: &mut dyn Writer,
) {
    to.open('{');
    for (key, value) in object {
        if to.key(key.borrow()) {
            value.write(to);
        }
    }
    to.close('}');
}

impl<T: Datum> Datum for Vec<T> {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let mut items = Self::new();
        from.list(&mut |from| {
            items.push(T::read(from)?);
            Ok(())
        })?;
        Ok(items)
    }

    fn write(&self, to: &mut dyn Writer) {
        write_list(self, to);
    }
}

impl<K: Ord + for<'k> From<&'k str> + Borrow<str>, T: Datum> Datum for BTreeMap<K, T> {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        let mut map = Self::new();
        from.object("a map", &mut |from, key| {
            map.insert(K::from(&key), T::read(from)?);
            Ok(())
        })?;
        Ok(map)
    }

    fn write(&self, to: &mut dyn Writer) {
        write_object(self.iter(), to);
    }
}

impl<T: Datum> Attribute for Option<T> {
    fn take(&mut self, from: &mut Reader<'_>) -> Read<bool> {
        if from.null() {
            return Ok(false);
        }
        *self = T::said(from)?;
        Ok(true)
    }

    fn is_said(&self) -> bool {
        self.is_some()
    }

    fn give(&self, to: &mut dyn Writer) {
        if let Some(value) = self {
            value.write(to);
        }
    }
}

impl<T: Datum> Attribute for Setting<T> {
    fn take(&mut self, from: &mut Reader<'_>) -> Read<bool> {
        *self = T::said(from)?.map_or(Self::Unknown, Self::Is);
        Ok(true)
    }

    fn is_said(&self) -> bool {
        !self.is_unsaid()
    }

    fn give(&self, to: &mut dyn Writer) {
        match self {
            Self::Unsaid | Self::Unknown => to.bare("null"),
            Self::Is(value) => value.write(to),
        }
    }
}

impl<T: Datum> Attribute for Vec<T> {
    fn take(&mut self, from: &mut Reader<'_>) -> Read<bool> {
        if from.null() {
            return Ok(false);
        }
        *self = Self::read(from)?;
        Ok(true)
    }

    fn is_said(&self) -> bool {
        !self.is_empty()
    }

    fn give(&self, to: &mut dyn Writer) {
        self.write(to);
    }
}

impl<K: Ord + for<'k> From<&'k str> + Borrow<str>, T: Datum> Attribute for BTreeMap<K, T> {
    fn take(&mut self, from: &mut Reader<'_>) -> Read<bool> {
        // Nothing rests on a tag.
        *self = Self::said(from)?.unwrap_or_default();
        Ok(true)
    }

    fn is_said(&self) -> bool {
        !self.is_empty()
    }

    fn give(&self, to: &mut dyn Writer) {
        self.write(to);
    }
}
