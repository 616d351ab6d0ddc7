//! A JSON value that borrows from its text.
//!
//! Like `serde_json::Value`, without a copy of every key and text: a dump is mostly both.

use crate::said::{Said, say};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'t> {
    Null,
    Flag(bool),
    Number(serde_json::Number),
    Text(Cow<'t, str>),
    List(Vec<Self>),
    /// Keys in the order of the text.
    Map(Vec<(Cow<'t, str>, Self)>),
}

impl Json<'_> {
    /// What it is, for a message.
    pub(super) fn what(&self) -> Said {
        match self {
            Self::Null => say!("nothing", "空の値"),
            Self::Flag(_) => say!("a truth", "真偽値"),
            Self::Number(_) => say!("a number", "数値"),
            Self::Text(_) => say!("a text", "文字列"),
            Self::List(_) => say!("a list", "リスト"),
            Self::Map(_) => say!("an object", "オブジェクト"),
        }
    }

    /// The same as a value of its own.
    pub(super) fn to_value(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Self::Null => Value::Null,
            Self::Flag(it) => Value::Bool(*it),
            Self::Number(it) => Value::Number(it.clone()),
            Self::Text(it) => Value::String(it.to_string()),
            Self::List(items) => items.iter().map(Self::to_value).collect(),
            Self::Map(entries) => entries
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_value()))
                .collect(),
        }
    }
}

impl<'t> Deserialize<'t> for Json<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'t> Visitor<'t> for Any {
    type Value = Json<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Self::Value, E> {
        Ok(Json::Flag(it))
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(it.into()))
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(it.into()))
    }

    fn visit_f64<E: Error>(self, it: f64) -> Result<Self::Value, E> {
        Ok(serde_json::Number::from_f64(it).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E: Error>(self, it: &'t str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(it)))
    }

    fn visit_str<E: Error>(self, it: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(it.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = access.next_key()? {
            entries.push((key, access.next_value()?));
        }
        match twice(&entries) {
            Some(key) => Err(A::Error::custom(format_args!(
                "the key {key:?} is given twice"
            ))),
            None => Ok(Json::Map(entries)),
        }
    }
}

/// A key that stands twice.
fn twice<'k>(entries: &'k [(Cow<'_, str>, Json<'_>)]) -> Option<&'k str> {
    // Objects of AWS are small; a large one is somebody's jest, and sorted.
    if entries.len() <= 64 {
        let mut keys = entries.iter().enumerate();
        let stands_before = |at: usize, key: &str| entries.iter().take(at).any(|it| it.0 == key);
        return keys.find_map(|(at, (key, _))| stands_before(at, key).then_some(&**key));
    }
    let mut keys: Vec<&str> = entries.iter().map(|(key, _)| &**key).collect();
    keys.sort_unstable();
    let mut pairs = keys.windows(2);
    pairs
        .find(|pair| pair.first() == pair.last())?
        .first()
        .copied()
}

/// A key, borrowed where it has no escapes.
struct Key<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Key<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'t> Visitor<'t> for Text {
            type Value = Key<'t>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E: Error>(self, it: &'t str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(it)))
            }
            fn visit_str<E: Error>(self, it: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(it.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}
