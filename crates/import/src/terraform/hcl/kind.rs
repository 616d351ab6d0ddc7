//! Types: what a variable asks for, what a value is, and how one becomes the other.

use super::syntax::{Expression, Kind as Syntax};
use super::value::{Entries, Shape, Value, number_text};
use crate::said::{Said, quoted, say};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A type constraint.
#[derive(Clone, Debug)]
pub(super) enum Type {
    Any,
    Text,
    Number,
    Bool,
    List(Box<Self>),
    Set(Box<Self>),
    Map(Box<Self>),
    Tuple(Vec<Self>),
    Object(BTreeMap<Rc<str>, Field>),
}

/// An attribute of an object type.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) kind: Type,
    /// Whether it may be missing.
    pub(super) optional: bool,
    /// What it is then; the expression is a constant.
    pub(super) default: Option<Expression>,
}

impl Type {
    /// Reads `list(object({ name = string, port = optional(number, 80) }))`.
    pub(super) fn read(expression: &Expression) -> Result<Self, Said> {
        match &expression.is {
            Syntax::Parens(inner) => Self::read(inner),
            Syntax::Name(name) => Self::named(name),
            // The way it was written before version 0.12: "string".
            Syntax::Literal(Value::Text(name)) => Self::named(name),
            Syntax::Call {
                name, arguments, ..
            } => {
                let Some(first) = arguments.first() else {
                    return Err(say!(
                        "the type {} needs an argument",
                        "型 {} には引数が必要です",
                        name
                    ));
                };
                let inner = || Self::read(first).map(Box::new);
                match (&**name, &first.is) {
                    ("list", _) => Ok(Self::List(inner()?)),
                    ("set", _) => Ok(Self::Set(inner()?)),
                    ("map", _) => Ok(Self::Map(inner()?)),
                    ("tuple", Syntax::Tuple(items)) => {
                        let items = items.iter().map(Self::read);
                        Ok(Self::Tuple(items.collect::<Result<_, _>>()?))
                    }
                    ("object", Syntax::Object(items)) => {
                        let fields = items.iter().map(|(key, kind)| match &key.is {
                            Syntax::Literal(Value::Text(key)) => {
                                Ok((Rc::clone(key), Field::read(kind)?))
                            }
                            _ => Err(say!(
                                "an attribute of an object type needs a name",
                                "object 型の属性には名前が必要です"
                            )),
                        });
                        Ok(Self::Object(fields.collect::<Result<_, _>>()?))
                    }
                    ("optional", _) => Self::read(first),
                    _ => Err(say!(
                        "no such type: {}",
                        "そのような型はありません: {}",
                        name
                    )),
                }
            }
            _ => Err(say!("not a type", "型ではありません")),
        }
    }

    fn named(name: &str) -> Result<Self, Said> {
        Ok(match name {
            "any" => Self::Any,
            "string" => Self::Text,
            "number" => Self::Number,
            "bool" => Self::Bool,
            "list" => Self::List(Box::new(Self::Any)),
            "set" => Self::Set(Box::new(Self::Any)),
            "map" => Self::Map(Box::new(Self::Any)),
            _ => {
                return Err(say!(
                    "no such type: {}",
                    "そのような型はありません: {}",
                    name
                ));
            }
        })
    }

    /// Whether a value of it is written as it is on a command line, not as an expression.
    pub(super) const fn is_plain(&self) -> bool {
        matches!(self, Self::Any | Self::Text | Self::Number | Self::Bool)
    }

    /// As it is written, without the attributes of objects.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Text => "string".to_owned(),
            Self::Number => "number".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::List(of) => format!("list({})", of.shown()),
            Self::Set(of) => format!("set({})", of.shown()),
            Self::Map(of) => format!("map({})", of.shown()),
            Self::Tuple(_) => "tuple".to_owned(),
            Self::Object(_) => "object".to_owned(),
        }
    }

    /// The type of a value. Nothing is known of the type of an unknown.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null | Value::Unknown(_) | Value::Instance(_) => Self::Any,
            Value::Bool(_) => Self::Bool,
            Value::Number(_) => Self::Number,
            Value::Text(_) => Self::Text,
            Value::Seq(seq) => {
                let items = seq.items.iter().map(Self::of);
                let one =
                    || Box::new(Self::common(seq.items.iter().map(Self::of)).unwrap_or(Self::Any));
                match seq.shape {
                    Shape::Tuple if !seq.open => Self::Tuple(items.collect()),
                    Shape::Tuple | Shape::List => Self::List(one()),
                    Shape::Set => Self::Set(one()),
                }
            }
            Value::Map(map) if map.uniform => {
                let common = Self::common(map.entries.values().map(Self::of));
                Self::Map(Box::new(common.unwrap_or(Self::Any)))
            }
            Value::Map(map) => Self::Object(
                map.entries
                    .iter()
                    .map(|(key, value)| (Rc::clone(key), Field::needed(Self::of(value))))
                    .collect(),
            ),
        }
    }

    /// The type all of these can become. `None` where there is none.
    pub(super) fn common(types: impl IntoIterator<Item = Self>) -> Option<Self> {
        types.into_iter().try_fold(Self::Any, Self::both)
    }

    fn both(a: Self, b: Self) -> Option<Self> {
        let boxed = |a: Self, b: Self| Self::both(a, b).map(Box::new);
        Some(match (a, b) {
            (Self::Any, it) | (it, Self::Any) => it,
            (Self::Text, Self::Text | Self::Number | Self::Bool)
            | (Self::Number | Self::Bool, Self::Text) => Self::Text,
            (Self::Number, Self::Number) => Self::Number,
            (Self::Bool, Self::Bool) => Self::Bool,
            (Self::Set(a), Self::Set(b)) => Self::Set(boxed(*a, *b)?),
            (Self::Set(a), Self::List(b)) | (Self::List(b), Self::Set(a)) => {
                Self::List(boxed(*a, *b)?)
            }
            (Self::List(a), Self::List(b)) => Self::List(boxed(*a, *b)?),
            (Self::List(a) | Self::Set(a), Self::Tuple(items))
            | (Self::Tuple(items), Self::List(a) | Self::Set(a)) => {
                Self::List(boxed(*a, Self::common(items)?)?)
            }
            (Self::Tuple(a), Self::Tuple(b)) if a.len() == b.len() => {
                let items = a.into_iter().zip(b).map(|(a, b)| Self::both(a, b));
                Self::Tuple(items.collect::<Option<_>>()?)
            }
            (Self::Tuple(a), Self::Tuple(b)) => {
                Self::List(Box::new(Self::common(a.into_iter().chain(b))?))
            }
            (Self::Map(a), Self::Map(b)) => Self::Map(boxed(*a, *b)?),
            (Self::Map(a), Self::Object(fields)) | (Self::Object(fields), Self::Map(a)) => {
                let values = Self::common(fields.into_values().map(|field| field.kind))?;
                Self::Map(boxed(*a, values)?)
            }
            (Self::Object(a), Self::Object(b)) if a.keys().eq(b.keys()) => {
                let fields = a.into_iter().zip(b.into_values()).map(|((key, a), b)| {
                    let kind = Self::both(a.kind, b.kind)?;
                    Some((key, Field::needed(kind)))
                });
                Self::Object(fields.collect::<Option<_>>()?)
            }
            (Self::Object(a), Self::Object(b)) => {
                let values = a.into_values().chain(b.into_values());
                Self::Map(Box::new(Self::common(values.map(|field| field.kind))?))
            }
            _ => return None,
        })
    }
}

impl Field {
    const fn needed(kind: Type) -> Self {
        Self {
            kind,
            optional: false,
            default: None,
        }
    }

    fn read(expression: &Expression) -> Result<Self, Said> {
        if let Syntax::Call {
            name, arguments, ..
        } = &expression.is
            && &**name == "optional"
        {
            return Ok(Self {
                kind: Type::read(expression)?,
                optional: true,
                default: arguments.get(1).cloned(),
            });
        }
        Ok(Self::needed(Type::read(expression)?))
    }
}

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
