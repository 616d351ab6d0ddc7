//! Whether every map of a JSON text has each of its keys once, without a tree.

use super::{Place, Trouble};
use crate::said::{quoted, say};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// Goes through a JSON text.
///
/// # Errors
///
/// When it is none, or a map has a key twice.
pub(crate) fn unique(text: &str) -> Result<(), Trouble> {
    let twice = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Part(&twice).deserialize(&mut reader);
    read.and_then(|()| reader.end()).map_err(|error| {
        let place = Place {
            line: error.line().max(1),
            column: error.column().max(1),
        };
        let message = match twice.take() {
            Some(key) => say!(
                "the key {} is given twice",
                "キー {} が 2 回指定されています",
                quoted(key)
            ),
            None => {
                let message = error.to_string();
                let end = message.rfind(" at line ").unwrap_or(message.len());
                let message = message.get(..end).unwrap_or_default();
                say!("{}", "正しい JSON ではありません: {}", message)
            }
        };
        (place, message)
    })
}

/// A value that is gone through; a key that stands twice is kept.
#[derive(Clone, Copy)]
struct Part<'r>(&'r RefCell<Option<String>>);

impl<'t> DeserializeSeed<'t> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if seen.contains(&key) {
                self.0.replace(Some(key));
                return Err(A::Error::custom("a key is given twice"));
            }
            seen.insert(key);
            entries.next_value_seed(self)?;
        }
        Ok(())
    }
}
