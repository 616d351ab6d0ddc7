//! Fixes that were tried: what each edit says, and what it changes, line by line.

use crate::state::State;
use crate::thing;
use crate::words::Lang;
use net::fix::Edit;
use serde_json::Value;
use std::collections::BTreeMap;

/// One way to make a blocked question succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixView {
    /// Its number, from 1.
    pub number: usize,
    /// Its edits, in order.
    pub edits: Vec<EditView>,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditView {
    /// What to do.
    pub says: String,
    /// What that changes.
    pub changes: Vec<ChangeView>,
}

/// What changes of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// The resource, by what it is called, and the attribute, where just one changes.
    pub head: String,
    /// What goes and what comes.
    pub lines: Vec<DiffLine>,
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    /// Whether it comes; else it goes.
    pub is_new: bool,
    /// The line.
    pub text: String,
}

/// The fixes of the answer.
pub(super) fn fixes(state: &State) -> Vec<FixView> {
    let Some(answer) = &state.answer else {
        return Vec::new();
    };
    let fixes = answer.trace.fixes.iter().enumerate();
    fixes
        .map(|(at, fix)| {
            // An edit may change what an earlier one of the same fix has changed.
            let mut changed = BTreeMap::new();
            let edits = fix.edits.iter();
            FixView {
                number: at + 1,
                edits: edits.map(|it| view(state, it, &mut changed)).collect(),
            }
        })
        .collect()
}

type Changed<'a> = BTreeMap<(&'a str, &'a str, &'a str), &'a Value>;

fn view<'a>(state: &'a State, edit: &'a Edit, changed: &mut Changed<'a>) -> EditView {
    let document = state.document();
    let says = match state.lang {
        Lang::En => &edit.en,
        Lang::Ja => &edit.ja,
    };
    let mut changes = Vec::new();
    for (kind, id, patch) in resources(&edit.patch) {
        let name = thing::name_of(&document.network, id);
        let there = thing::find(document, id).filter(|it| it.kind == kind);
        match (there, patch.as_object()) {
            (Some(gone), None) => changes.push(ChangeView {
                head: name,
                lines: vec![DiffLine {
                    is_new: false,
                    text: shown(&gone.json),
                }],
            }),
            (Some(there), Some(patch)) => {
                for (attribute, after) in patch {
                    let before = changed.insert((kind, id, attribute), after).cloned();
                    let before = before.or_else(|| there.json.get(attribute).cloned());
                    changes.push(ChangeView {
                        head: format!("{name} · {attribute}"),
                        lines: difference(before.as_ref(), after),
                    });
                }
            }
            (None, Some(made)) => changes.push(ChangeView {
                head: format!("{name} · {kind}"),
                lines: made
                    .iter()
                    .map(|(attribute, value)| DiffLine {
                        is_new: true,
                        text: format!("{attribute}: {}", shown(value)),
                    })
                    .collect(),
            }),
            (None, None) => {}
        }
    }
    EditView {
        says: says.clone(),
        changes,
    }
}

/// Every resource a patch is about: kind, id, what becomes of it.
fn resources(patch: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    fn inside(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
        value.as_object().into_iter().flatten()
    }
    inside(patch).flat_map(|(kind, resources)| {
        inside(resources).map(move |(id, it)| (kind.as_str(), id.as_str(), it))
    })
}

/// What goes and what comes; of a list, the items.
fn difference(before: Option<&Value>, after: &Value) -> Vec<DiffLine> {
    let line = |is_new: bool, value: &Value| DiffLine {
        is_new,
        text: shown(value),
    };
    if let (Some(Value::Array(before)), Value::Array(after)) = (before, after) {
        let gone = before.iter().filter(|it| !after.contains(it));
        let come = after.iter().filter(|it| !before.contains(it));
        return gone
            .map(|it| line(false, it))
            .chain(come.map(|it| line(true, it)))
            .collect();
    }
    let gone = before.filter(|it| !it.is_null()).map(|it| line(false, it));
    gone.into_iter().chain([line(true, after)]).collect()
}

/// A value on one line: of an object, what it says, without brackets and quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(attributes) => {
            let parts = attributes.iter().filter(|(_, value)| {
                !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
            });
            let parts: Vec<String> = parts
                .map(|(name, value)| format!("{name}: {}", shown(value)))
                .collect();
            parts.join(", ")
        }
        Value::Array(list) => {
            let parts: Vec<String> = list.iter().map(shown).collect();
            parts.join(", ")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_difference_of_lists_is_of_their_items() {
        let check = |before: Option<Value>, after: Value, expected: &[&str]| {
            let lines: Vec<String> = difference(before.as_ref(), &after)
                .iter()
                .map(|it| format!("{}{}", if it.is_new { '+' } else { '-' }, it.text))
                .collect();
            assert_eq!(lines, expected);
        };
        check(
            Some(json!([{ "port": 80 }])),
            json!([{ "port": 80 }, { "port": 81, "peer": "10.0.0.1/32", "groups": [], "self": null }]),
            &["+port: 81, peer: 10.0.0.1/32"],
        );
        check(Some(json!(false)), json!(true), &["-false", "+true"]);
        check(None, json!("available"), &["+available"]);
    }
}
