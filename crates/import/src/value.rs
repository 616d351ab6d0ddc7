//! What a worked-out value may be, whatever format it comes from.
//!
//! A value that cannot be worked out is a value too: it says why, keeps an id where it stands for
//! a resource, and names the attributes of other resources it is or is made of.

use crate::said::{Said, say};
use crate::tree::Place;
use serde_json::Value as Json;
use std::fmt;

/// A worked-out value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Where it is written.
    pub place: Place,
    /// Whether it stands in the text as it is, not worked out by a function.
    pub literal: bool,
    /// What it is.
    pub is: Is,
}

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
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
pub struct Unknown {
    /// Why.
    pub why: Said,
    /// An id that stands for it, so that two uses of the same unknown stay the same thing.
    pub symbol: Option<String>,
    /// How it reads inside a text, such as `${Prefix}-vpc`.
    pub shown: String,
    /// What it is in terms of other resources.
    pub refers: Refers,
}

/// What an unknown is in terms of other resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Refers {
    /// To no resource of the inputs.
    #[default]
    Nowhere,
    /// It is exactly this attribute.
    To(Reference),
    /// It is worked out of these attributes, in the order in which they are written: one of them,
    /// a list of them, or a text with them in it. Of none, where it stands for the items that a
    /// list may have beside those that are known.
    Among(Vec<Reference>),
}

/// An attribute of a resource, as Terraform writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The address of the instance, such as `module.vpc.aws_subnet.private[0]`; without the last
    /// index where all instances are meant, or where it is not known which.
    pub address: String,
    /// The root module it is in, by its name, where that is not the one of who refers to it.
    pub root: Option<String>,
    /// The way to the attribute, such as `id` or `dns_entry[0].dns_name`; empty where none is
    /// named.
    pub attribute: String,
}

impl Value {
    /// A worked-out value.
    #[must_use]
    pub const fn new(place: Place, is: Is) -> Self {
        Self {
            place,
            literal: false,
            is,
        }
    }

    /// A worked-out text.
    #[must_use]
    pub fn text(place: Place, text: impl Into<String>) -> Self {
        Self::new(place, Is::Text(text.into()))
    }

    /// An unknown that nothing stands for.
    #[must_use]
    pub fn unknown(place: Place, why: Said) -> Self {
        Self::new(
            place,
            Is::Unknown(Unknown {
                why,
                symbol: None,
                shown: "${?}".to_owned(),
                refers: Refers::Nowhere,
            }),
        )
    }

    /// What stands in a list for items that it may have beside the others.
    #[must_use]
    pub const fn more(place: Place, why: Said) -> Self {
        let unknown = Unknown {
            why,
            symbol: None,
            shown: String::new(),
            refers: Refers::Among(Vec::new()),
        };
        Self::new(place, Is::Unknown(unknown))
    }

    /// Why a list may have more items than are in it.
    #[must_use]
    pub fn why_more(&self) -> Option<&Said> {
        let Is::List(items) = &self.is else {
            return None;
        };
        items.iter().find_map(|item| match &item.is {
            Is::Unknown(Unknown {
                why,
                refers: Refers::Among(among),
                ..
            }) if among.is_empty() => Some(why),
            _ => None,
        })
    }

    /// An unknown that a name stands for.
    #[must_use]
    pub fn symbol(place: Place, why: Said, symbol: String, name: &str) -> Self {
        Self::new(
            place,
            Is::Unknown(Unknown {
                why,
                symbol: Some(symbol),
                shown: format!("${{{name}}}"),
                refers: Refers::Nowhere,
            }),
        )
    }

    /// An attribute of a resource of the inputs that its text does not say.
    #[must_use]
    pub fn reference(place: Place, why: Said, to: Reference) -> Self {
        let shown = format!("${{{to}}}");
        let unknown = Unknown {
            why,
            symbol: Some(to.to_string()),
            shown,
            refers: Refers::To(to),
        };
        Self::new(place, Is::Unknown(unknown))
    }

    /// What it is, for a message.
    #[must_use]
    pub fn what(&self) -> Said {
        match &self.is {
            Is::Nothing => say!("nothing", "空の値"),
            Is::Text(_) => say!("a text", "文字列"),
            Is::List(_) => say!("a list", "リスト"),
            Is::Map(_) => say!("a map", "マップ"),
            Is::Unknown(_) => say!("unknown", "不明な値"),
        }
    }

    /// The same as the text of a policy: what is unknown in it is a variable that nothing fills in.
    #[must_use]
    pub fn to_policy(&self) -> String {
        // `${?}` is IAM's way to write a question mark.
        self.to_json().to_string().replace("${?}", "${unknown}")
    }

    /// The first unknown in it, however deep.
    #[must_use]
    pub fn first_unknown(&self) -> Option<&Unknown> {
        match &self.is {
            Is::Unknown(unknown) => Some(unknown),
            Is::List(items) => items.iter().find_map(Self::first_unknown),
            Is::Map(entries) => entries.iter().find_map(|(_, value)| value.first_unknown()),
            Is::Nothing | Is::Text(_) => None,
        }
    }

    /// Adds every known text in it, however deep.
    pub fn texts(&self, into: &mut Vec<String>) {
        match &self.is {
            Is::Text(text) => into.push(text.clone()),
            Is::List(items) => items.iter().for_each(|it| it.texts(into)),
            Is::Map(entries) => entries.iter().for_each(|(_, it)| it.texts(into)),
            Is::Nothing | Is::Unknown(_) => {}
        }
    }

    /// The same as JSON, with unknowns as they read inside a text.
    #[must_use]
    pub fn to_json(&self) -> Json {
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

impl Reference {
    /// What the resource is called among those of all roots.
    #[must_use]
    pub fn own_id(&self) -> String {
        match &self.root {
            Some(root) => format!("{root}.{}", self.address),
            None => self.address.clone(),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.own_id())?;
        match self.attribute.as_str() {
            "" => Ok(()),
            attribute => write!(f, ".{attribute}"),
        }
    }
}

/// A text as a truth, in all the ways in which truths are written.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// A text as a whole number; `443.0` is one.
#[must_use]
pub fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}
