//! One topology of several: the same id is the same resource.
//!
//! A resource that stands in several sources has the attributes of all of them. Where two give an
//! attribute different values, the first given stays and the conflict is reported.

use net::Topology;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A conflict: the resource, and what the two sources say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub(crate) id: String,
    pub(crate) note: String,
}

/// Adds the resources of one topology to another.
pub(crate) fn merge(into: &mut Topology, from: Topology, file: &str) -> Vec<Conflict> {
    if *into == Topology::default() {
        *into = from;
        return Vec::new();
    }
    let mut conflicts = Vec::new();
    let (Value::Object(mut kinds), Value::Object(more)) = (into.to_value(), from.to_value()) else {
        return conflicts;
    };
    for (kind, resources) in more {
        match (kinds.get_mut(&kind), resources) {
            (Some(Value::Object(into)), Value::Object(from)) => {
                merge_kind(into, from, file, &mut conflicts);
            }
            (None, resources) => {
                kinds.insert(kind, resources);
            }
            (Some(_), _) => {}
        }
    }
    if let Ok(topology) = Topology::from_value(Value::Object(kinds)) {
        *into = topology;
    }
    conflicts
}

fn merge_kind(
    into: &mut Map<String, Value>,
    from: Map<String, Value>,
    file: &str,
    conflicts: &mut Vec<Conflict>,
) {
    for (id, resource) in from {
        let (Some(Value::Object(into)), Value::Object(from)) = (into.get_mut(&id), &resource)
        else {
            into.entry(id).or_insert(resource);
            continue;
        };
        let notes = fill(into, from, &format!(" in {file}"));
        conflicts.extend(notes.into_iter().map(|note| Conflict {
            id: id.clone(),
            note,
        }));
    }
}

/// One resource of two descriptions of it, with what they disagree on. `None` where they cannot be
/// joined.
pub(crate) fn joined<T: Serialize + DeserializeOwned>(
    first: &T,
    other: &T,
) -> (Option<T>, Vec<String>) {
    let (Ok(Value::Object(mut into)), Ok(Value::Object(from))) =
        (serde_json::to_value(first), serde_json::to_value(other))
    else {
        return (None, Vec::new());
    };
    let conflicts = fill(&mut into, &from, " later");
    (serde_json::from_value(Value::Object(into)).ok(), conflicts)
}

/// Gives a resource the attributes it lacks. The notes say what is different.
fn fill(into: &mut Map<String, Value>, from: &Map<String, Value>, place: &str) -> Vec<String> {
    let mut conflicts = Vec::new();
    for (attribute, value) in from {
        match into.get_mut(attribute) {
            None => {
                into.insert(attribute.clone(), value.clone());
            }
            Some(first) if first == value => {}
            // An unknown is no value to stand up for.
            Some(first) if first.is_null() => *first = value.clone(),
            Some(_) if value.is_null() => {}
            // Tags and the like: by key.
            Some(Value::Object(first)) if value.is_object() => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    first.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
            Some(first) => conflicts.push(format!(
                "{attribute} is {first} first and {value}{place}; the first stays"
            )),
        }
    }
    conflicts
}
