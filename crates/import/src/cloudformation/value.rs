//! What a worked-out value may be.

use crate::tree::Place;
use serde_json::Value as Json;

/// A worked-out value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) place: Place,
    /// Whether it stands in the template as it is, not worked out by a function.
    pub(crate) literal: bool,
    pub(crate) is: Is,
}

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    /// `AWS::NoValue` or `null`: as if the property were not there.
    Nothing,
    /// A scalar. A reference to a resource is its id.
    Text(String),
    /// A list without its nothings.
    List(Vec<Value>),
    /// A map without its nothings.
    Map(Vec<(String, Value)>),
    /// A value that cannot be worked out.
    Unknown(Unknown),
}

/// A value that cannot be worked out, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// Why.
    pub(crate) why: String,
    /// An id that stands for it, so that two uses of the same unknown stay the same thing.
    pub(crate) symbol: Option<String>,
    /// How it reads inside a text, such as `${Prefix}-vpc`.
    pub(crate) shown: String,
}

impl Value {
    pub(crate) const fn new(place: Place, is: Is) -> Self {
        Self {
            place,
            literal: false,
            is,
        }
    }

    pub(crate) fn text(place: Place, text: impl Into<String>) -> Self {
        Self::new(place, Is::Text(text.into()))
    }

    pub(crate) fn unknown(place: Place, why: impl Into<String>) -> Self {
        Self::new(
            place,
            Is::Unknown(Unknown {
                why: why.into(),
                symbol: None,
                shown: "${?}".to_owned(),
            }),
        )
    }

    /// An unknown that a name stands for.
    pub(crate) fn symbol(place: Place, why: impl Into<String>, symbol: String, name: &str) -> Self {
        Self::new(
            place,
            Is::Unknown(Unknown {
                why: why.into(),
                symbol: Some(symbol),
                shown: format!("${{{name}}}"),
            }),
        )
    }

    /// What it is, for a message.
    pub(crate) const fn what(&self) -> &'static str {
        match &self.is {
            Is::Nothing => "nothing",
            Is::Text(_) => "a text",
            Is::List(_) => "a list",
            Is::Map(_) => "a map",
            Is::Unknown(_) => "unknown",
        }
    }

    /// The first unknown in it, however deep.
    pub(crate) fn first_unknown(&self) -> Option<&Unknown> {
        match &self.is {
            Is::Unknown(unknown) => Some(unknown),
            Is::List(items) => items.iter().find_map(Self::first_unknown),
            Is::Map(entries) => entries.iter().find_map(|(_, value)| value.first_unknown()),
            Is::Nothing | Is::Text(_) => None,
        }
    }

    /// The same as JSON, with unknowns as they read inside a text.
    pub(crate) fn to_json(&self) -> Json {
        match &self.is {
            Is::Nothing => Json::Null,
            Is::Text(text) => Json::String(text.clone()),
            Is::List(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            Is::Map(entries) => Json::Object(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), value.to_json()))
                    .collect(),
            ),
            Is::Unknown(unknown) => Json::String(unknown.shown.clone()),
        }
    }
}
