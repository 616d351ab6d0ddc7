//! Types: what a variable asks for, what a value is, and how one becomes the other.

use super::syntax::{Expression, Kind as Syntax};
use super::value::{Shape, Value};
use crate::said::{Said, say};
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

    /// The only values it may have; none where any may be.
    pub(super) fn allowed(&self) -> Vec<String> {
        match self {
            Self::Bool => vec!["true".to_owned(), "false".to_owned()],
            _ => Vec::new(),
        }
    }

    /// How a value of a type with parts is written; nothing for one that is written as it is.
    pub(super) fn example(&self) -> Option<String> {
        (!self.is_plain()).then(|| self.part_of_example())
    }

    fn part_of_example(&self) -> String {
        match self {
            Self::Any | Self::Text => "\"...\"".to_owned(),
            Self::Number => "0".to_owned(),
            Self::Bool => "true".to_owned(),
            Self::List(of) | Self::Set(of) => format!("[{}]", of.part_of_example()),
            Self::Map(of) => format!("{{ name = {} }}", of.part_of_example()),
            Self::Tuple(items) => {
                let items: Vec<String> = items.iter().map(Self::part_of_example).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(fields) => {
                let fields = fields.iter().filter(|(_, field)| !field.optional);
                let fields: Vec<String> = fields
                    .map(|(name, field)| format!("{name} = {}", field.kind.part_of_example()))
                    .collect();
                match fields.is_empty() {
                    true => "{}".to_owned(),
                    false => format!("{{ {} }}", fields.join(", ")),
                }
            }
        }
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
