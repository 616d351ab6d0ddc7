//! Functions of maps.

use super::{Call, Outcome, items};
use crate::said::{Said, quoted, say};
use crate::terraform::hcl::convert::to_text;
use crate::terraform::hcl::value::{Entries, Shape, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

fn map_of(value: &Value) -> Result<&Entries, Said> {
    match value {
        Value::Map(map) => Ok(&map.entries),
        other => Err(say!(
            "a map is required, not {}",
            "{}ではなくマップが必要です",
            other.what()
        )),
    }
}

pub(super) fn keys(call: &Call<'_>) -> Outcome {
    let keys = map_of(call.value(0))?.keys();
    let keys: Vec<Value> = keys.map(|key| Value::Text(Rc::clone(key))).collect();
    Ok(match call.value(0) {
        Value::Map(map) if map.uniform => Value::list(keys),
        _ => Value::tuple(keys),
    })
}

/// `map(key, value, ...)`, which is `{...}` since version 0.12.
pub(super) fn map(call: &Call<'_>) -> Outcome {
    let mut entries = Entries::new();
    for pair in call.arguments.chunks(2) {
        let [key, value] = pair else {
            return Err(say!(
                "keys and values come in pairs",
                "キーと値は対で指定します"
            ));
        };
        entries.insert(to_text(key)?, value.clone());
    }
    Ok(Value::map(entries, true))
}

pub(super) fn lookup(call: &Call<'_>) -> Outcome {
    if let Value::Unknown(_) = call.value(1) {
        return Ok(Value::worked_out_of(&call.arguments, "${?}"));
    }
    let (map, key) = (map_of(call.value(0))?, call.text(1)?);
    match (map.get(&key), call.arguments.get(2)) {
        (Some(found), _) => Ok(found.clone()),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(say!(
            "there is no {} in it, and no default",
            "{} がなく、デフォルトもありません",
            quoted(key)
        )),
    }
}

pub(super) fn merge(call: &Call<'_>) -> Outcome {
    let mut all = Entries::new();
    let mut uniform = true;
    for argument in &call.arguments {
        match argument {
            Value::Null => {}
            Value::Map(map) => {
                uniform &= map.uniform;
                let entries = map.entries.iter();
                all.extend(entries.map(|(key, value)| (Rc::clone(key), value.clone())));
            }
            Value::Unknown(_) | Value::Instance(_) => {
                return Ok(Value::worked_out_of(&call.arguments, "${?}"));
            }
            other => {
                return Err(say!(
                    "a map is required, not {}",
                    "{}ではなくマップが必要です",
                    other.what()
                ));
            }
        }
    }
    Ok(Value::map(all, uniform && !call.arguments.is_empty()))
}

pub(super) fn transpose(call: &Call<'_>) -> Outcome {
    let mut turned: BTreeMap<Rc<str>, Vec<Value>> = BTreeMap::new();
    for (key, list) in map_of(call.value(0))? {
        for item in items(list)? {
            let all = turned.entry(to_text(item)?).or_default();
            all.push(Value::Text(Rc::clone(key)));
        }
    }
    let lists = turned.into_iter().map(|(key, all)| (key, Value::list(all)));
    Ok(Value::map(lists.collect(), true))
}

pub(super) fn values(call: &Call<'_>) -> Outcome {
    match call.value(0) {
        Value::Map(map) => {
            let values: Vec<Value> = map.entries.values().cloned().collect();
            Ok(match map.uniform {
                true => Value::list(values),
                false => Value::tuple(values),
            })
        }
        Value::Unknown(unknown) => {
            let item = Value::part_of(unknown, "[*]");
            Ok(Value::seq(Shape::Tuple, vec![item], true))
        }
        value @ Value::Instance(it) => match call.world.outputs_of(it) {
            Some(Value::Map(map)) => Ok(Value::tuple(map.entries.values().cloned().collect())),
            _ => Ok(Value::seq(Shape::Tuple, vec![value.clone()], true)),
        },
        other => Err(say!(
            "a map is required, not {}",
            "{}ではなくマップが必要です",
            other.what()
        )),
    }
}

pub(super) fn zipmap(call: &Call<'_>) -> Outcome {
    let (keys, values) = (call.items(0)?, call.items(1)?);
    if keys.len() != values.len() {
        return Err(say!(
            "there are not as many keys as values",
            "キーと値の数が異なります"
        ));
    }
    if keys.iter().any(|key| matches!(key, Value::Unknown(_))) {
        return Ok(Value::worked_out_of(&call.arguments, "${?}"));
    }
    let mut entries = Entries::new();
    for (key, value) in keys.iter().zip(values) {
        entries.insert(to_text(key)?, value.clone());
    }
    let uniform = matches!(call.value(1), Value::Seq(seq) if seq.shape == Shape::List);
    Ok(Value::map(entries, uniform))
}
