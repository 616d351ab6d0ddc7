//! Functions: one plain table, a file for each family.
//!
//! What they do is Terraform's, <https://developer.hashicorp.com/terraform/language/functions>;
//! a test asks the program itself about each.

mod collection;
mod encode;
mod file;
mod format;
mod map;
mod network;
mod number;
mod set;
mod table;
mod text;

pub(super) use file::rendered;

use super::evaluate::Scope;
use super::syntax::Expression;
use super::value::Value;
use super::world::{Answer, World};
use crate::said::{Said, say};
use crate::tree::Place;
use std::rc::Rc;
use table::{FUNCTIONS, Function, NOT_WORKED_OUT};

/// What a function is called with.
pub(super) struct Call<'c> {
    pub(super) world: &'c World<'c>,
    pub(super) scope: Scope<'c>,
    pub(super) arguments: Vec<Value>,
}

/// A value, or what is wrong.
type Outcome = Result<Value, Said>;

/// How a function treats what is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// It needs every part of every argument.
    Deep,
    /// The same, and it makes a text that reads well with an unknown's name in it.
    Text,
    /// It needs the arguments, but not what is in them.
    Shallow,
    /// It knows what to do itself.
    Own,
}

/// Works out a call.
pub(super) fn call(
    world: &World<'_>,
    scope: Scope<'_>,
    name: &str,
    arguments: &[Expression],
    spread: bool,
    place: Place,
) -> Answer {
    let bad = |message: Said| scope.bad(place, message);
    let name = name.strip_prefix("core::").unwrap_or(name);
    match name {
        "try" => {
            let mut last = None;
            for argument in arguments {
                match world.value(scope, argument) {
                    Ok(value) => return Ok(value),
                    Err(why) => last = Some(why),
                }
            }
            let why = last.map_or_else(|| say!("without arguments", "引数なし"), |bad| bad.shown());
            return Err(bad(say!(
                "try: no argument has a value: {}",
                "try: 値のある引数がありません: {}",
                why
            )));
        }
        "can" => {
            let Some(argument) = arguments.first() else {
                return Err(bad(say!("can needs an argument", "can には引数が必要です")));
            };
            return Ok(match world.value(scope, argument) {
                Ok(Value::Unknown(unknown)) => {
                    Value::worked_out_of([&Value::Unknown(unknown)], "${?}")
                }
                found => Value::Bool(found.is_ok()),
            });
        }
        _ => {}
    }
    let mut values = Vec::new();
    for argument in arguments {
        values.push(world.value(scope, argument)?);
    }
    if spread {
        match values.pop() {
            Some(Value::Seq(seq)) if !seq.open => values.extend(seq.items.iter().cloned()),
            Some(last @ (Value::Unknown(_) | Value::Seq(_) | Value::Instance(_))) => {
                values.push(last);
                return Ok(Value::worked_out_of(&values, "${?}"));
            }
            Some(other) => {
                return Err(bad(say!(
                    "{} cannot be spread by \"...\"",
                    "{}は「...」で展開できません",
                    other.what()
                )));
            }
            None => {}
        }
    }
    if name.contains("::") || NOT_WORKED_OUT.contains(&name) {
        let why = say!(
            "{} is not worked out here",
            "{} はここでは評価されません",
            name
        );
        return Ok(Value::unknown(why));
    }
    let Ok(at) = FUNCTIONS.binary_search_by(|it| it.name.cmp(name)) else {
        return Err(bad(say!(
            "no function is called {}",
            "{} という関数はありません",
            name
        )));
    };
    let Some(function) = FUNCTIONS.get(at) else {
        return Err(bad(say!(
            "no function is called {}",
            "{} という関数はありません",
            name
        )));
    };
    if values.len() < function.least || values.len() > function.most {
        return Err(bad(say!(
            "{} does not take {} arguments",
            "{} の引数は {} 個ではありません",
            name,
            values.len()
        )));
    }
    let size: usize = values.iter().map(|it| it.weight().size).sum();
    world.step(size / 4).map_err(bad)?;
    let call = Call {
        world,
        scope,
        arguments: values,
    };
    if let Some(unknown) = call.not_known(function) {
        return Ok(unknown);
    }
    (function.run)(&call).map_err(|why| bad(say!("{}: {}", "{}: {}", name, why)))
}

impl<'c> Call<'c> {
    /// What the call is where too little is known for it.
    fn not_known(&self, function: &Function) -> Option<Value> {
        let lacks = match function.care {
            Care::Deep | Care::Text => !self.arguments.iter().all(Value::is_known),
            Care::Shallow => self
                .arguments
                .iter()
                .any(|it| it.is_open() || matches!(it, Value::Instance(_))),
            Care::Own => false,
        };
        if !lacks {
            return None;
        }
        let mut shown = "${?}".to_owned();
        if function.care == Care::Text {
            let arguments = self.arguments.iter().map(named).collect();
            let call = Call { arguments, ..*self };
            if let Ok(Value::Text(text)) = (function.run)(&call) {
                shown = (*text).to_owned();
            }
        }
        Some(Value::worked_out_of(&self.arguments, &shown))
    }

    fn value(&self, at: usize) -> &Value {
        self.arguments.get(at).unwrap_or(&Value::Null)
    }

    fn text(&self, at: usize) -> Result<Rc<str>, Said> {
        super::convert::to_text(self.value(at))
    }

    fn number(&self, at: usize) -> Result<f64, Said> {
        super::convert::to_number(self.value(at))
    }

    /// A whole number.
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    fn whole(&self, at: usize) -> Result<i64, Said> {
        let number = self.number(at)?;
        let fits = number.abs() <= 1e15 && number.trunc().total_cmp(&number).is_eq();
        match fits {
            true => Ok(number as i64),
            false => Err(say!(
                "a whole number is required, not {}",
                "{} ではなく整数が必要です",
                number
            )),
        }
    }

    /// The items of a list, a set or a tuple.
    fn items(&self, at: usize) -> Result<&[Value], Said> {
        items(self.value(at))
    }

    /// The items as texts.
    fn texts(&self, at: usize) -> Result<Vec<Rc<str>>, Said> {
        self.items(at)?
            .iter()
            .map(super::convert::to_text)
            .collect()
    }
}

fn items(value: &Value) -> Result<&[Value], Said> {
    match value {
        Value::Seq(seq) => Ok(&seq.items),
        other => Err(say!(
            "a list is required, not {}",
            "{}ではなくリストが必要です",
            other.what()
        )),
    }
}

/// A value with unknowns replaced by how they read.
fn named(value: &Value) -> Value {
    match value {
        Value::Unknown(unknown) => Value::text(&unknown.shown),
        Value::Seq(seq) => Value::seq(seq.shape, seq.items.iter().map(named).collect(), false),
        other => other.clone(),
    }
}

/// The argument itself.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a function")]
fn same(call: &Call<'_>) -> Outcome {
    Ok(call.value(0).clone())
}
