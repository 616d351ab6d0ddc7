//! Policies: JSON as a text in which resources are spoken of.

use super::read::Reader;
use crate::assume::region::partition;
use crate::said::Said;
use crate::value::{Is, Reference, Refers, Unknown, Value};
use serde_json::Value as Json;

/// A policy, and why a part of it is not known.
pub(super) struct Policy {
    /// Its text; what is not known in it is a variable that nothing fills in. Nothing where not even
    /// that much is known.
    pub(super) text: Option<String>,
    pub(super) unknown: Option<Said>,
}

impl Reader<'_> {
    /// A policy in which resources are called by their names in the topology.
    pub(super) fn policy(&self, value: &Value) -> Policy {
        let value = self.worked_out(value);
        let why = value.first_unknown().map(|it| it.why.clone());
        match &value.is {
            Is::Nothing => Policy {
                text: None,
                unknown: None,
            },
            Is::Text(text) => Policy {
                text: Some(text.clone()).filter(|it| !it.is_empty()),
                unknown: None,
            },
            Is::Unknown(unknown) => self.filled_in(unknown),
            Is::List(_) | Is::Map(_) => Policy {
                text: Some(value.to_policy()),
                unknown: why,
            },
        }
    }

    /// The text around what is unknown, with the names of the resources that it speaks of.
    fn filled_in(&self, unknown: &Unknown) -> Policy {
        let mut text = String::new();
        let mut is_whole = true;
        let mut rest = unknown.shown.as_str();
        while let Some((before, after)) = rest.split_once("${") {
            let (inner, behind) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(before);
            // Inside JSON the key of an instance is written `[\"a\"]`.
            match self.spoken_of(unknown, &inner.replace("\\\"", "\"")) {
                Some(name) => text.push_str(json_inside(&name).as_str()),
                // A variable of IAM has a colon, as in `aws:username`, or is `*` or `$`.
                None if inner.contains(':') || matches!(inner, "*" | "$") => {
                    text.push_str("${");
                    text.push_str(inner);
                    text.push('}');
                }
                None => {
                    is_whole = false;
                    text.push_str("${unknown}");
                }
            }
            rest = behind;
        }
        text.push_str(rest);
        let is_json = serde_json::from_str::<Json>(&text).is_ok_and(|it| it.is_object());
        Policy {
            text: is_json.then_some(text),
            unknown: (!is_whole || !is_json).then(|| unknown.why.clone()),
        }
    }

    /// What an attribute is that a text speaks of, where the topology or the inputs have it.
    fn spoken_of(&self, unknown: &Unknown, shown: &str) -> Option<String> {
        let references = match &unknown.refers {
            Refers::Nowhere => return None,
            Refers::To(to) => std::slice::from_ref(to),
            Refers::Among(among) => among,
        };
        let reference = references.iter().find(|it| it.to_string() == shown)?;
        let names = self.around.names;
        let root = names.root_of(self.around.root, reference);
        let named = names.named(root, &reference.address)?;
        let attribute = &reference.attribute;
        let attribute = attribute.as_str();
        if named.block.kind == "aws_s3_bucket" && matches!(attribute, "id" | "bucket" | "arn") {
            let id = Reference {
                attribute: "id".to_owned(),
                ..reference.clone()
            };
            let mut found = names.of_reference(self.around.root, &id, &[]);
            let bucket = found.pop()?.id;
            let region = named.block.region.as_deref().unwrap_or(self.around.region);
            return Some(match attribute {
                "arn" => format!("arn:{}:s3:::{bucket}", partition(region)),
                _ => bucket,
            });
        }
        let is_resource = named.meaning.and_then(super::kinds::Kind::kind).is_some();
        if attribute == "id" && is_resource {
            return Some(named.id.clone());
        }
        match names.value(self.around.root, reference)?.is {
            Is::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A text as it stands between the quotes of JSON.
fn json_inside(text: &str) -> String {
    let quoted = Json::from(text).to_string();
    let inside = quoted.get(1..quoted.len().saturating_sub(1));
    inside.unwrap_or_default().to_owned()
}
