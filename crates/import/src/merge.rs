//! One topology of several: the same id is the same resource.
//!
//! A resource that stands in several sources has the attributes of all of them. Where two give an
//! attribute different values, the first given stays and the conflict is reported.

use crate::said::{Said, say};
use net::Topology;
use net::topology::Datum;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A conflict: the resource, and what the two sources say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    pub(crate) id: String,
    pub(crate) note: Said,
}

/// What is to be done where the later one does not only add.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Over {
    /// Resources whose later values count, with the attributes that are empty there.
    pub(crate) later: BTreeMap<String, Vec<&'static str>>,
    /// Resources that are made anew: nothing of the earlier one counts.
    pub(crate) replaced: BTreeSet<String>,
    /// Resources that are gone, with their kinds.
    pub(crate) gone: Vec<(&'static str, String)>,
}

/// Adds the resources of one topology to another.
pub(crate) fn merge(into: &mut Topology, from: Topology, file: &str) -> Vec<Conflict> {
    merge_over(into, from, file, &Over::default())
}

/// The same, where the later one may also change and take away.
pub(crate) fn merge_over(
    into: &mut Topology,
    from: Topology,
    file: &str,
    over: &Over,
) -> Vec<Conflict> {
    if *into == Topology::default() {
        *into = from;
        return Vec::new();
    }
    let mut conflicts = Vec::new();
    let (Value::Object(mut kinds), Value::Object(more)) = (into.to_value(), from.to_value()) else {
        return conflicts;
    };
    for (kind, id) in &over.gone {
        if let Some(Value::Object(resources)) = kinds.get_mut(*kind) {
            resources.remove(id);
        }
    }
    for (kind, resources) in more {
        match (kinds.get_mut(&kind), resources) {
            (Some(Value::Object(into)), Value::Object(from)) => {
                merge_kind(into, from, file, over, &mut conflicts);
            }
            (None, resources) => {
                kinds.insert(kind, resources);
            }
            (Some(_), _) => {}
        }
    }
    if let Ok(topology) = Topology::from_value(&Value::Object(kinds)) {
        *into = topology;
    }
    conflicts
}

fn merge_kind(
    into: &mut Map<String, Value>,
    from: Map<String, Value>,
    file: &str,
    over: &Over,
    conflicts: &mut Vec<Conflict>,
) {
    for (id, resource) in from {
        let (Some(Value::Object(into)), Value::Object(from)) = (into.get_mut(&id), &resource)
        else {
            into.entry(id).or_insert(resource);
            continue;
        };
        if let Some(emptied) = over.later.get(&id) {
            let is_new = over.replaced.contains(&id);
            into.retain(|name, _| {
                !is_new && !emptied.contains(&name.as_str()) && !from.contains_key(name)
            });
        }
        let notes = fill(into, from, &say!(" in {}", "{} では ", file));
        conflicts.extend(notes.into_iter().map(|note| Conflict {
            id: id.clone(),
            note,
        }));
    }
}

/// One resource of two descriptions of it, with what they disagree on. `None` where they cannot be
/// joined.
pub(crate) fn joined<T: Datum>(first: &T, other: &T) -> (Option<T>, Vec<Said>) {
    let (Value::Object(mut into), Value::Object(from)) = (first.to_value(), other.to_value())
    else {
        return (None, Vec::new());
    };
    let conflicts = fill(&mut into, &from, &say!(" later", "後では "));
    (T::from_value(&Value::Object(into)).ok(), conflicts)
}

/// Gives a resource the attributes it lacks. The notes say what is different.
fn fill(into: &mut Map<String, Value>, from: &Map<String, Value>, place: &Said) -> Vec<Said> {
    let mut conflicts = Vec::new();
    let known: Vec<String> = unsaid(into, from).chain(unsaid(from, into)).collect();
    for (attribute, value) in from {
        match into.get_mut(attribute) {
            None => {
                into.insert(attribute.clone(), value.clone());
            }
            Some(first) if first == value || says(first) == says(value) => {}
            // An unknown is no value to stand up for.
            Some(first) if first.is_null() => *first = value.clone(),
            Some(_) if value.is_null() => {}
            // Tags and the like: by key.
            Some(Value::Object(first)) if value.is_object() => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    first.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
            Some(first) => conflicts.push(say!(
                "{} is {} first and {}{}; the first stays",
                "{} は先に {}、{3}{2} です。前者を採用します",
                attribute,
                first,
                value,
                place
            )),
        }
    }
    if let Some(Value::Object(unknown)) = into.get_mut("unknown") {
        unknown.retain(|attribute, _| !known.contains(attribute));
        if unknown.is_empty() {
            into.remove("unknown");
        }
    }
    conflicts
}

/// The attributes that one description says it does not know, and the other says in full.
fn unsaid<'a>(
    one: &'a Map<String, Value>,
    other: &'a Map<String, Value>,
) -> impl Iterator<Item = String> + 'a {
    let is_said = |it: &Map<String, Value>, attribute: &str| {
        it.get(attribute).is_some_and(|it| !it.is_null())
    };
    let unknown = |it: &'a Map<String, Value>| it.get("unknown").and_then(Value::as_object);
    let attributes = unknown(one).into_iter().flat_map(Map::keys);
    let attributes = attributes.filter(move |it| !is_said(one, it) && is_said(other, it));
    let theirs = unknown(other);
    let attributes = attributes.filter(move |it| theirs.is_none_or(|map| !map.contains_key(*it)));
    attributes.cloned()
}

/// What a list says, whatever its order and however its items are joined: a rule for two ranges is
/// two rules for one. What only describes is left out.
fn says(value: &Value) -> BTreeSet<String> {
    let Value::Array(items) = value else {
        return BTreeSet::from([value.to_string()]);
    };
    let mut said = BTreeSet::new();
    for item in items {
        let Value::Object(map) = item else {
            said.insert(item.to_string());
            continue;
        };
        let all = map.get("protocol").and_then(Value::as_str) == Some("-1");
        let (lists, mut lone): (Vec<_>, Vec<_>) = map
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "description" | "origin" | "state"))
            .filter(|(name, _)| !(all && name.ends_with("_port")))
            .partition(|(_, value)| value.is_array());
        lone.sort_by_key(|(name, _)| *name);
        let lone = format!("{lone:?}");
        let each = lists.iter().flat_map(|(name, value)| {
            let items = value.as_array().into_iter().flatten();
            items.map(move |item| format!("{name}={item}"))
        });
        let before = said.len();
        said.extend(each.map(|it| format!("{lone} {it}")));
        if said.len() == before {
            said.insert(lone);
        }
    }
    said
}
