//! How a value becomes one of a type, and values of one type: what Terraform does unasked.

use super::kind::Type;
use super::syntax::Expression;
use super::value::{Entries, Shape, Value, number_text};
use crate::said::{Said, quoted, say};
use std::cmp::Ordering;
use std::rc::Rc;

/// Works out a constant, for the defaults of optional attributes.
pub(super) type Constant<'c> = &'c dyn Fn(&Expression) -> Result<Value, Said>;

/// Makes a value one of a type.
pub(super) fn convert(value: &Value, to: &Type, constant: Constant<'_>) -> Result<Value, Said> {
    let wrong = || {
        Err(say!(
            "{} cannot be {}",
            "{}を{}にはできません",
            value.what(),
            what(to)
        ))
    };
    let unlike = || {
        say!(
            "the items have no type in common",
            "要素に共通の型がありません"
        )
    };
    match (to, value) {
        (_, Value::Null | Value::Unknown(_) | Value::Instance(_)) | (Type::Any, _) => {
            Ok(value.clone())
        }
        (Type::Text, _) => to_text(value).map(Value::Text).or_else(|_| wrong()),
        (Type::Number, _) => to_number(value).map(Value::Number),
        (Type::Bool, _) => to_bool(value).map(Value::Bool),
        (Type::List(of) | Type::Set(of), Value::Seq(seq)) => {
            let common;
            let of = match &**of {
                Type::Any => {
                    common = Type::common(seq.items.iter().map(Type::of)).ok_or_else(unlike)?;
                    &common
                }
                of => of,
            };
            let items = seq.items.iter().map(|item| convert(item, of, constant));
            let items = items.collect::<Result<_, _>>()?;
            Ok(match to {
                Type::Set(_) => set(items, seq.open),
                _ => Value::seq(Shape::List, items, seq.open),
            })
        }
        (Type::Tuple(types), Value::Seq(seq)) => {
            if types.len() != seq.items.len() || seq.shape == Shape::Set {
                return wrong();
            }
            let items = seq.items.iter().zip(types);
            let items = items.map(|(item, to)| convert(item, to, constant));
            Ok(Value::tuple(items.collect::<Result<_, _>>()?))
        }
        (Type::Map(of), Value::Map(map)) => {
            let common;
            let of = match &**of {
                Type::Any => {
                    common = Type::common(map.entries.values().map(Type::of)).ok_or_else(unlike)?;
                    &common
                }
                of => of,
            };
            let entries = map.entries.iter();
            let entries = entries.map(|(key, it)| Ok((Rc::clone(key), convert(it, of, constant)?)));
            Ok(Value::map(entries.collect::<Result<_, Said>>()?, true))
        }
        (Type::Object(fields), Value::Map(map)) => {
            let mut entries = Entries::new();
            for (name, field) in fields {
                let given = map
                    .entries
                    .get(name)
                    .filter(|it| !matches!(it, Value::Null));
                let found = match (given, &field.default) {
                    (Some(given), _) => convert(given, &field.kind, constant)
                        .map_err(|why| say!("{}: {}", "{}: {}", name, why))?,
                    (None, Some(default)) => {
                        let default = constant(default)?;
                        convert(&default, &field.kind, constant)?
                    }
                    (None, None) if field.optional || map.entries.contains_key(name) => Value::Null,
                    (None, None) => {
                        return Err(say!(
                            "the attribute {} is missing",
                            "属性 {} がありません",
                            name
                        ));
                    }
                };
                entries.insert(Rc::clone(name), found);
            }
            Ok(Value::object(entries))
        }
        _ => wrong(),
    }
}

/// A type, for a message.
fn what(kind: &Type) -> Said {
    match kind {
        Type::Any => say!("any value", "任意の値"),
        Type::Text => say!("a string", "文字列"),
        Type::Number => say!("a number", "数値"),
        Type::Bool => say!("a bool", "真偽値"),
        Type::List(_) => say!("a list", "リスト"),
        Type::Set(_) => say!("a set", "セット"),
        Type::Map(_) => say!("a map", "マップ"),
        Type::Tuple(_) => say!("this tuple", "このタプル"),
        Type::Object(_) => say!("an object", "オブジェクト"),
    }
}

/// The types' defaults are not constants here: for conversions the rules make, not a variable.
pub(super) fn no_constant(_: &Expression) -> Result<Value, Said> {
    Ok(Value::Null)
}

/// Makes values of one type, where there is one; else they stay as they are.
pub(super) fn alike(items: &[Value]) -> Vec<Value> {
    let Some(common) = Type::common(items.iter().map(Type::of)) else {
        return items.to_vec();
    };
    let alike =
        |item: &Value| convert(item, &common, &no_constant).unwrap_or_else(|_| item.clone());
    items.iter().map(alike).collect()
}

/// A scalar as a text.
pub(super) fn to_text(value: &Value) -> Result<Rc<str>, Said> {
    match value {
        Value::Text(text) => Ok(Rc::clone(text)),
        Value::Number(number) => Ok(number_text(*number).into()),
        Value::Bool(truth) => Ok(if *truth { "true" } else { "false" }.into()),
        _ => Err(say!(
            "a string is required, not {}",
            "{}ではなく文字列が必要です",
            value.what()
        )),
    }
}

/// A number, or a text that is one.
pub(super) fn to_number(value: &Value) -> Result<f64, Said> {
    let parsed = match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => {
            let is_plain = text
                .bytes()
                .all(|c| matches!(c, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
            text.parse().ok().filter(|_| is_plain)
        }
        _ => None,
    };
    parsed
        .filter(|number: &f64| number.is_finite())
        .map(|number| number + 0.0) // no negative zero
        .ok_or_else(|| {
            say!(
                "a number is required, not {}",
                "{}ではなく数値が必要です",
                shown(value)
            )
        })
}

/// A truth, or a text that is one.
pub(super) fn to_bool(value: &Value) -> Result<bool, Said> {
    match value {
        Value::Bool(truth) => Ok(*truth),
        Value::Text(text) if matches!(&**text, "true" | "1") => Ok(true),
        Value::Text(text) if matches!(&**text, "false" | "0") => Ok(false),
        _ => Err(say!(
            "a bool is required, not {}",
            "{}ではなく真偽値が必要です",
            shown(value)
        )),
    }
}

/// A value in a message: a short text as it is.
pub(super) fn shown(value: &Value) -> Said {
    match value {
        Value::Text(text) if text.len() <= 60 => Said::plain(quoted(text)),
        Value::Number(number) => Said::plain(number_text(*number)),
        _ => value.what(),
    }
}

/// A set: each value once, in Terraform's order.
pub(super) fn set(mut items: Vec<Value>, open: bool) -> Value {
    items.sort_by(order);
    items.dedup_by(|a, b| super::value::equal(a, b) == Some(true));
    Value::seq(Shape::Set, items, open)
}

/// The order in which a set is gone through.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    const fn rank(value: &Value) -> u8 {
        match value {
            Value::Null => 0,
            Value::Bool(_) => 1,
            Value::Number(_) => 2,
            Value::Text(_) => 3,
            Value::Seq(_) => 4,
            Value::Map(_) => 5,
            Value::Instance(_) => 6,
            Value::Unknown(_) => 7,
        }
    }
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Seq(a), Value::Seq(b)) => {
            let pairs = a.items.iter().zip(&b.items).map(|(a, b)| order(a, b));
            let first = pairs.into_iter().find(|it| it.is_ne());
            first.unwrap_or_else(|| a.items.len().cmp(&b.items.len()))
        }
        (Value::Map(a), Value::Map(b)) => {
            let pairs = a.entries.iter().zip(&b.entries);
            let mut pairs = pairs.map(|(a, b)| a.0.cmp(b.0).then_with(|| order(a.1, b.1)));
            let first = pairs.find(|it| it.is_ne());
            first.unwrap_or_else(|| a.entries.len().cmp(&b.entries.len()))
        }
        (Value::Instance(a), Value::Instance(b)) => {
            (a.module, &a.resource, &a.key).cmp(&(b.module, &b.resource, &b.key))
        }
        (Value::Unknown(a), Value::Unknown(b)) => a.shown.cmp(&b.shown),
        _ => rank(a).cmp(&rank(b)),
    }
}
