//! Working out expressions.

use super::convert::{alike, convert, no_constant, to_bool, to_text};
use super::function;
use super::kind::Type;
use super::operator;
use super::syntax::{Expression, Kind, Part};
use super::value::{Entries, Instance, Key, Seq, Shape, Value};
use super::world::{Answer, Bad, Each, Module, World};
use crate::said::{Said, quoted, say};
use crate::tree::Place;
use std::rc::Rc;

/// Where an expression stands: what its names mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'s> {
    pub(super) module: &'s Rc<Module>,
    pub(super) file: &'s Rc<str>,
    pub(super) each: &'s Each,
    pub(super) names: Option<&'s Names<'s>>,
}

/// The names a `for`, a dynamic block or a template brings along.
#[derive(Clone, Debug)]
pub(super) struct Names<'s> {
    pub(super) pairs: Vec<(&'s str, Value)>,
    pub(super) before: Option<&'s Self>,
}

impl<'s> Scope<'s> {
    /// What stands in a file of a module, outside of what is there several times.
    pub(super) fn of(module: &'s Rc<Module>, file: &'s Rc<str>) -> Self {
        Self {
            module,
            file,
            each: &Each {
                index: None,
                pair: None,
            },
            names: None,
        }
    }

    /// The same for one of several instances.
    pub(super) fn of_each(self, each: &'s Each) -> Self {
        Self { each, ..self }
    }

    pub(super) fn bad(&self, place: Place, message: Said) -> Rc<Bad> {
        Bad::at(self.file, place, message)
    }

    pub(super) fn name(&self, name: &str) -> Option<&'s Value> {
        let mut names = self.names;
        while let Some(it) = names {
            if let Some((_, value)) = it.pairs.iter().find(|pair| pair.0 == name) {
                return Some(value);
            }
            names = it.before;
        }
        None
    }
}

impl World<'_> {
    /// Works out an expression.
    pub(super) fn value(&self, scope: Scope<'_>, expression: &Expression) -> Answer {
        let bad = |message| scope.bad(expression.place, message);
        self.step(0).map_err(bad)?;
        let found = self.nested(|| self.value_of(scope, expression));
        let Some(found) = found else {
            return Err(bad(say!(
                "the value is nested too deep, or refers to itself",
                "値の入れ子が深すぎるか、自分自身を参照しています"
            )));
        };
        self.fits(found?).map_err(bad)
    }

    fn value_of(&self, scope: Scope<'_>, expression: &Expression) -> Answer {
        let place = expression.place;
        match &expression.is {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::Template(parts) => match parts.as_slice() {
                [Part::Value(value)] => self.value(scope, value),
                parts => self.template(scope, parts),
            },
            Kind::Name(name) => match scope.name(name) {
                Some(value) => Ok(value.clone()),
                None => Err(scope.bad(
                    place,
                    say!(
                        "nothing is called {} here",
                        "ここに {} というものはありません",
                        name
                    ),
                )),
            },
            Kind::Attribute(of, name) => self.attribute(scope, of, name, place),
            Kind::Index(of, key) => {
                let of = self.value(scope, of)?;
                let key_value = self.value(scope, key)?;
                self.index(&of, &key_value)
                    .map_err(|why| scope.bad(key.place, why))
            }
            Kind::Splat(of, item) => self.splat(scope, of, item),
            Kind::Parens(inner) => self.value(scope, inner),
            Kind::Tuple(items) => {
                let items = items.iter().map(|item| self.value(scope, item));
                Ok(Value::tuple(items.collect::<Result<_, _>>()?))
            }
            Kind::Object(items) => self.object(scope, items),
            Kind::For(it) => self.for_(scope, it, place),
            Kind::Conditional(parts) => self.conditional(scope, parts),
            Kind::Negative(of) => {
                let of = self.value(scope, of)?;
                operator::negative(&of).map_err(|why| scope.bad(place, why))
            }
            Kind::Not(of) => {
                let of = self.value(scope, of)?;
                operator::not(&of).map_err(|why| scope.bad(place, why))
            }
            Kind::Binary(sign, sides) => {
                let [left, right] = &**sides;
                let left = self.value(scope, left);
                let right = self.value(scope, right);
                operator::binary(*sign, &left?, &right?).map_err(|why| scope.bad(place, why))
            }
            Kind::Call {
                name,
                arguments,
                spread,
            } => function::call(self, scope, name, arguments, *spread, place),
        }
    }

    fn attribute(&self, scope: Scope<'_>, of: &Expression, name: &Rc<str>, place: Place) -> Answer {
        match &of.is {
            Kind::Name(root) if scope.name(root).is_none() => {
                self.reference(scope, root, name, place)
            }
            Kind::Attribute(prefix, kind)
                if matches!(&prefix.is, Kind::Name(root)
                    if matches!(&**root, "data" | "ephemeral") && scope.name(root).is_none()) =>
            {
                let Kind::Name(prefix) = &prefix.is else {
                    return Err(scope.bad(place, say!("not a reference", "参照ではありません")));
                };
                Ok(self.resource(scope, &format!("{prefix}.{kind}.{name}"), place))
            }
            _ => {
                let of_value = self.value(scope, of)?;
                self.part(&of_value, name)
                    .map_err(|why| scope.bad(place, why))?
            }
        }
    }

    /// `value.name`. The inner error is one of the value that stands there.
    pub(super) fn part(&self, of: &Value, name: &Rc<str>) -> Result<Answer, Said> {
        match of {
            Value::Map(map) => match map.entries.get(name) {
                Some(value) => Ok(Ok(value.clone())),
                None => Err(say!("there is no {} in it", "{} がありません", name)),
            },
            Value::Unknown(unknown) => Ok(Ok(Value::part_of(unknown, &format!(".{name}")))),
            Value::Instance(instance) => Ok(self.attribute_of(instance, name)),
            Value::Null => Err(say!("null has no {}", "null に {} はありません", name)),
            other => Err(say!(
                "{} has no {}",
                "{}に {} はありません",
                other.what(),
                name
            )),
        }
    }

    /// `of[key]`
    pub(super) fn index(&self, of: &Value, key: &Value) -> Result<Value, Said> {
        match (of, key) {
            (Value::Null, _) => Err(say!("null has no items", "null に要素はありません")),
            (_, Value::Null) => Err(say!(
                "null is not an index",
                "null はインデックスになりません"
            )),
            (Value::Instance(instance), _) if instance.key == Key::Any => Ok(of.clone()),
            (Value::Instance(_), Value::Text(name)) => {
                self.part(of, name)?.map_err(|bad| bad.shown())
            }
            (Value::Instance(_), _) => Err(say!(
                "it has neither count nor for_each",
                "count も for_each もありません"
            )),
            (Value::Unknown(unknown), _) => {
                let step = match key {
                    Value::Text(name) => format!("[\"{name}\"]"),
                    Value::Number(_) => format!("[{}]", super::convert::shown(key).en()),
                    _ => "[*]".to_owned(),
                };
                Ok(Value::part_of(unknown, &step))
            }
            (Value::Seq(seq), _) if seq.shape == Shape::Set => Err(say!(
                "the items of a set have no index",
                "セットの要素にインデックスはありません"
            )),
            (Value::Seq(seq), Value::Unknown(_)) => Ok(one_of(seq, key)),
            (Value::Seq(seq), _) => {
                let number = super::convert::to_number(key)?;
                match usize_of(number).and_then(|at| seq.items.get(at)) {
                    Some(item) => Ok(item.clone()),
                    None if seq.open => Ok(one_of(seq, key)),
                    None => Err(say!(
                        "there is no item {} among {}",
                        "{1} 個の要素に {0} 番はありません",
                        super::convert::shown(key),
                        seq.items.len()
                    )),
                }
            }
            (Value::Map(map), Value::Unknown(_)) => Ok(Value::worked_out_of(
                map.entries.values().chain([key]),
                "${?}",
            )),
            (Value::Map(map), _) => {
                let key = to_text(key)?;
                let found = map.entries.get(&key);
                found
                    .cloned()
                    .ok_or_else(|| say!("there is no {} in it", "{} がありません", quoted(key)))
            }
            _ => Err(say!("{} has no items", "{}に要素はありません", of.what())),
        }
    }

    fn object(&self, scope: Scope<'_>, items: &[(Expression, Expression)]) -> Answer {
        let mut entries = Entries::new();
        let mut unknown_key = None;
        for (key, value) in items {
            let name = self.value(scope, key)?;
            let value = self.value(scope, value)?;
            match name {
                Value::Unknown(_) => unknown_key = Some(name),
                name => {
                    let name = to_text(&name)
                        .map_err(|why| scope.bad(key.place, say!("a key: {}", "キー: {}", why)))?;
                    entries.insert(name, value);
                }
            }
        }
        Ok(match unknown_key {
            Some(key) => Value::worked_out_of([&key].into_iter().chain(entries.values()), "${?}"),
            None => Value::object(entries),
        })
    }

    fn conditional(&self, scope: Scope<'_>, parts: &[Expression; 3]) -> Answer {
        let [condition, yes, no] = parts;
        let truth = self.value(scope, condition)?;
        if let Value::Unknown(_) | Value::Instance(_) = truth {
            let sides = (self.value(scope, yes), self.value(scope, no));
            let (Ok(yes), Ok(no)) = sides else {
                return Ok(Value::worked_out_of([&truth], "${?}"));
            };
            if super::value::equal(&yes, &no) == Some(true) {
                return Ok(yes);
            }
            return Ok(Value::worked_out_of([&truth, &yes, &no], "${?}"));
        }
        let bad = |why| scope.bad(condition.place, say!("the condition: {}", "条件: {}", why));
        let truth = to_bool(&truth).map_err(bad)?;
        let (chosen, other) = if truth { (yes, no) } else { (no, yes) };
        let chosen = self.value(scope, chosen)?;
        // The result has the type that both sides can become. A side that is not chosen may be
        // wrong, such as the first item of an empty list.
        let is_plain = matches!(chosen, Value::Unknown(_) | Value::Instance(_) | Value::Null);
        if is_plain {
            return Ok(chosen);
        }
        let Ok(other) = self.value(scope, other) else {
            return Ok(chosen);
        };
        self.step((chosen.weight().size + other.weight().size) / 8)
            .map_err(|why| scope.bad(condition.place, why))?;
        let common = Type::common([Type::of(&chosen), Type::of(&other)]);
        Ok(match common {
            Some(common) => convert(&chosen, &common, &no_constant).unwrap_or(chosen),
            None => chosen,
        })
    }
}

/// One item of a list, where it is not known which: the only one there is, or any of them.
fn one_of(seq: &Seq, key: &Value) -> Value {
    match seq.items.as_slice() {
        [only] => only.clone(),
        items => Value::worked_out_of(items.iter().chain([key]), "${?}"),
    }
}

/// A whole number that is not negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked"
)]
pub(super) fn usize_of(number: f64) -> Option<usize> {
    let fits = (0.0..=1e15).contains(&number) && number.trunc().total_cmp(&number).is_eq();
    fits.then_some(number as usize)
}

/// The items of a value that is used as a list, all of one type.
pub(super) fn list_of(items: &[Value]) -> Value {
    Value::list(alike(items))
}

/// An instance, for a value.
pub(super) fn instance(module: usize, resource: Option<Rc<str>>, key: Key) -> Value {
    Value::Instance(Rc::new(Instance {
        module,
        resource,
        key,
    }))
}
