//! A policy as people and tools write it: a JSON text, or the JSON itself.

use super::datum::Datum;
use super::reader::{Read, Reader};
use super::writer::Writer;
use serde_json::Value;
use std::ops::Deref;

/// A policy document. AWS and Terraform keep it as a text; written as an object it stays one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyText {
    text: String,
    object: Option<Value>,
}

impl From<String> for PolicyText {
    fn from(text: String) -> Self {
        Self { text, object: None }
    }
}

/// The policy as a text.
impl Deref for PolicyText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Datum for PolicyText {
    fn read(from: &mut Reader<'_>) -> Read<Self> {
        if !from.is_object() {
            return String::read(from).map(Self::from);
        }
        let object = from.value()?;
        Ok(Self {
            text: object.to_string(),
            object: Some(object),
        })
    }

    fn write(&self, to: &mut dyn Writer) {
        match &self.object {
            Some(object) => object.write(to),
            None => to.text(&self.text),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PolicyText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PolicyText".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "object"] })
    }
}
