//! One topology of several: the same id is the same resource.
//!
//! A resource that stands in several sources has the attributes of all of them. Where two give an
//! attribute different values, the first given stays and the conflict is reported.

use net::Topology;
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
                Some(first) => conflicts.push(Conflict {
                    id: id.clone(),
                    note: format!(
                        "{attribute} is {first} first and {value} in {file}; the first stays"
                    ),
                }),
            }
        }
    }
}
