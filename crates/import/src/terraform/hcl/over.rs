//! Going over lists and maps: `for` and splats.

use super::convert::{to_bool, to_text};
use super::evaluate::{Names, Scope};
use super::syntax::{Expression, For, ITEM};
use super::value::{Entries, Key, Shape, Value};
use super::world::{Answer, World};
use crate::said::{Said, quoted, say};
use crate::tree::Place;
use crate::value::{Refers, Unknown};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a `for` goes over.
pub(super) struct Items {
    pub(super) pairs: Vec<(Value, Value)>,
    /// Whether there may be more, or fewer.
    pub(super) open: bool,
}

impl World<'_> {
    pub(super) fn splat(&self, scope: Scope<'_>, of: &Expression, item: &Expression) -> Answer {
        let value = self.value(scope, of)?;
        let (items, open, is_list) = match &value {
            Value::Null => return Ok(Value::tuple(Vec::new())),
            Value::Seq(seq) => (seq.items.clone(), seq.open, seq.shape != Shape::Tuple),
            Value::Unknown(unknown) => (vec![Value::part_of(unknown, "[*]")], true, false),
            Value::Instance(instance) => (vec![value.clone()], instance.key == Key::Any, false),
            _ => (vec![value], false, false),
        };
        let found = items.into_iter().map(|value| {
            let names = Names {
                pairs: vec![(ITEM, value)],
                before: scope.names,
            };
            let names = Some(&names);
            self.value(Scope { names, ..scope }, item)
        });
        let shape = if is_list { Shape::List } else { Shape::Tuple };
        Ok(Value::seq(shape, found.collect::<Result<_, _>>()?, open))
    }

    /// What a `for` goes over.
    pub(super) fn items(&self, of: &Value) -> Result<Items, Said> {
        let unknown = |unknown: &Unknown| Items {
            pairs: vec![(
                Value::Unknown(Rc::new(keyed(unknown))),
                Value::part_of(unknown, "[*]"),
            )],
            open: true,
        };
        Ok(match of {
            Value::Seq(seq) => Items {
                pairs: seq
                    .items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| match seq.shape {
                        Shape::Set => (item.clone(), item.clone()),
                        Shape::Tuple | Shape::List => (Value::count(at), item.clone()),
                    })
                    .collect(),
                open: seq.open,
            },
            Value::Map(map) => Items {
                pairs: map
                    .entries
                    .iter()
                    .map(|(key, value)| (Value::Text(Rc::clone(key)), value.clone()))
                    .collect(),
                open: false,
            },
            Value::Unknown(it) => unknown(it),
            Value::Instance(instance) => {
                if let Some(outputs) = self.outputs_of(instance) {
                    return self.items(&outputs);
                }
                let why = say!(
                    "the keys of a resource are not known",
                    "リソースのキーは分かりません"
                );
                Items {
                    pairs: vec![(Value::symbol(why, "each.key"), of.clone())],
                    open: true,
                }
            }
            Value::Null => return Err(say!("null has no items", "null に要素はありません")),
            other => {
                return Err(say!(
                    "{} has no items",
                    "{}に要素はありません",
                    other.what()
                ));
            }
        })
    }

    pub(super) fn for_(&self, scope: Scope<'_>, it: &For, place: Place) -> Answer {
        let of = self.value(scope, &it.of)?;
        let items = self.items(&of).map_err(|why| scope.bad(it.of.place, why))?;
        let mut open = items.open;
        let mut found: Vec<Value> = Vec::new();
        let mut entries = Entries::new();
        let mut groups: BTreeMap<Rc<str>, Vec<Value>> = BTreeMap::new();
        let mut unknown: Option<Value> = None;
        for (key, item) in items.pairs {
            let names = Names {
                pairs: vec![
                    (&*it.item_name, item),
                    (it.key_name.as_deref().unwrap_or(""), key),
                ],
                before: scope.names,
            };
            let inner = Scope {
                names: Some(&names),
                ..scope
            };
            if let Some(condition) = &it.condition {
                match self.value(inner, condition)? {
                    Value::Unknown(_) => open = true,
                    truth => {
                        let bad = |why| scope.bad(condition.place, why);
                        if !to_bool(&truth).map_err(bad)? {
                            continue;
                        }
                    }
                }
            }
            let value = self.value(inner, &it.value)?;
            let Some(key) = &it.key else {
                found.push(value);
                continue;
            };
            let name = match self.value(inner, key)? {
                not_known @ (Value::Unknown(_) | Value::Instance(_)) => {
                    found.push(value);
                    unknown = Some(not_known);
                    continue;
                }
                name => to_text(&name)
                    .map_err(|why| scope.bad(key.place, say!("a key: {}", "キー: {}", why)))?,
            };
            if it.groups {
                groups.entry(name).or_default().push(value);
            } else if entries.insert(Rc::clone(&name), value).is_some() {
                let message = say!(
                    "two items have the key {}; \"...\" would group them",
                    "2 つの要素が同じキー {} を持ちます。「...」でまとめられます",
                    quoted(name)
                );
                return Err(scope.bad(place, message));
            }
        }
        if it.key.is_none() {
            return Ok(Value::seq(Shape::Tuple, found, open));
        }
        let grouped = groups
            .into_iter()
            .map(|(key, all)| (key, Value::tuple(all)));
        entries.extend(grouped);
        if open || unknown.is_some() {
            let parts = found.iter().chain(entries.values()).chain(&unknown);
            let shown = Value::worked_out_of(parts.chain(open.then_some(&of)), "${?}");
            return Ok(shown);
        }
        Ok(Value::object(entries))
    }
}

/// The unknown that a key of an unknown collection is.
fn keyed(unknown: &Unknown) -> Unknown {
    Unknown {
        why: unknown.why.clone(),
        symbol: None,
        shown: "${each.key}".to_owned(),
        refers: Refers::Nowhere,
    }
}
