//! Variables: what they are given by the caller, a file or the command line, and their defaults.

use super::config::Variable;
use super::convert::{convert, to_text};
use super::evaluate::Scope;
use super::syntax::{Expression, Kind};
use super::value::Value;
use super::world::{Answer, Bad, Given, Module, Spot, World};
use crate::parameter::Parameter;
use crate::said::{Said, say};
use crate::tree::Place;
use std::rc::Rc;

impl World<'_> {
    /// A variable. `None` where none is declared, then `None` where it refers to itself.
    pub(super) fn variable(&self, module: &Rc<Module>, name: &Rc<str>) -> Option<Option<Answer>> {
        let variable = module.config.variables.get(name)?;
        Some(self.remembered(&module.variables, Rc::clone(name), || {
            let own = Scope::of(module, &variable.file);
            let constant = |expression: &Expression| {
                self.value(own, expression)
                    .map_err(|bad| bad.message.clone())
            };
            let (given, (file, place)) = match self.given(module, name) {
                None => (None, (Rc::clone(&variable.file), variable.place)),
                Some(Ok((value, spot))) => (Some(value), spot),
                Some(Err(bad)) => return Err(bad),
            };
            let given = given.filter(|it| variable.nullable || !matches!(it, Value::Null));
            let value = match (given, &variable.default) {
                (Some(given), _) => given,
                (None, Some(default)) => self.value(own, default)?,
                (None, None) => {
                    let symbol = module.address(&format!("var.{name}"));
                    if module.path.is_empty() {
                        self.needed.borrow_mut().insert(Rc::clone(name));
                    }
                    return Ok(Value::symbol(super::no_value(name), &symbol));
                }
            };
            convert(&value, &variable.kind, &constant)
                .map_err(|why| Bad::at(&file, place, say!("var.{}: {}", "var.{}: {}", name, why)))
        }))
    }

    /// The value a variable is given, by the caller, a file or the command line.
    fn given(&self, module: &Rc<Module>, name: &Rc<str>) -> Option<Result<(Value, Spot), Rc<Bad>>> {
        if let Some(caller) = &module.caller {
            let attribute = caller.call.body.attribute(name)?;
            let parent = self.module(caller.module)?;
            let scope = Scope::of(&parent, &caller.call.file).of_each(&caller.each);
            let value = self.value(scope, &attribute.value);
            let file = Rc::clone(&caller.call.file);
            return Some(value.map(|value| (value, (file, attribute.value.place))));
        }
        match module.given.get(name)? {
            Given::Written(file, expression) => {
                let scope = Scope::of(module, file);
                let value = self.value(scope, expression);
                Some(value.map(|value| (value, (Rc::clone(file), expression.place))))
            }
            Given::Text(text) => {
                let variable = module.config.variables.get(name)?;
                let file: Rc<str> = format!("var.{name}").into();
                let bad = |(place, message)| Bad::at(&file, place, message);
                if variable.kind.is_plain() {
                    return Some(Ok((Value::text(text), (file, Place::START))));
                }
                let parsed = super::parse::expression(text, Place::START).map_err(bad);
                let scope = Scope::of(module, &file);
                let value = parsed.and_then(|expression| self.value(scope, &expression));
                Some(value.map(|value| (value, (Rc::clone(&file), Place::START))))
            }
        }
    }
}

/// The variables of a root module.
pub(super) fn asked(world: &World<'_>, module: &Rc<Module>, prefix: &str) -> Vec<Parameter> {
    let wrong = |name: &Rc<str>| match module.given.get(name)? {
        Given::Text(_) => {
            let found = world.variable(module, name)??;
            found.err().map(|bad| bad.message.clone())
        }
        Given::Written(..) => None,
    };
    let wrong: Vec<Option<Said>> = module.config.variables.keys().map(wrong).collect();
    let needed = world.needed.borrow();
    let variables = module.config.variables.iter().zip(wrong);
    let parameter = |((name, variable), wrong): ((&Rc<str>, &Variable), Option<Said>)| {
        let given = match module.given.get(name) {
            Some(Given::Text(text)) => Some(text.clone()),
            Some(Given::Written(_, expression)) => constant(expression),
            None => None,
        };
        Parameter {
            key: format!("{prefix}{name}"),
            name: (**name).to_owned(),
            kind: variable.kind.shown(),
            example: variable.kind.example(),
            description: variable.description.clone(),
            allowed_values: variable.kind.allowed(),
            choices: Vec::new(),
            default: variable.default.as_ref().and_then(constant),
            given: given.filter(|_| !variable.sensitive),
            needed: needed.contains(name),
            wrong,
            secret: variable.sensitive,
            file: (*variable.file).to_owned(),
            line: variable.place.line,
            column: variable.place.column,
        }
    };
    let mut all: Vec<Parameter> = variables.map(parameter).collect();
    // They are asked in the order in which they are written.
    all.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    all
}

/// A scalar that stands in the text as it is.
fn constant(expression: &Expression) -> Option<String> {
    match &expression.is {
        Kind::Literal(value) => to_text(value).ok().map(|text| (*text).to_owned()),
        _ => None,
    }
}
