//! What names mean: variables, locals, resources, modules, `each`, `path`.

use super::evaluate::{Scope, instance};
use super::path;
use super::value::{Key, Value};
use super::world::{Answer, Bad, Expansion, World};
use crate::said::{Said, say};
use crate::tree::Place;
use crate::value::Reference;
use net::lang::Says;
use std::rc::Rc;

/// Why an attribute that no text gives is not known.
pub(super) const AFTER_APPLY: &Says = &Says {
    en: "known after apply",
    ja: "適用後に決まります",
};

/// Arguments that are Terraform's own, not the resource's.
pub(super) const META: &[&str] = &["count", "for_each", "provider", "depends_on"];

/// Blocks that are Terraform's own.
pub(super) const META_BLOCKS: &[&str] = &["lifecycle", "provisioner", "connection"];

impl World<'_> {
    /// `root.name`, the beginning of a reference.
    pub(super) fn reference(
        &self,
        scope: Scope<'_>,
        root: &str,
        name: &Rc<str>,
        place: Place,
    ) -> Answer {
        let bad = |message: Said| Err(scope.bad(place, message));
        let itself = |what: &str| Err(Bad::circle(scope.file, place, what));
        match root {
            "var" => match self.variable(scope.module, name) {
                Some(Some(value)) => value,
                Some(None) => itself(&format!("var.{name}")),
                None => bad(say!(
                    "var.{} is not declared",
                    "var.{} が宣言されていません",
                    name
                )),
            },
            "local" => {
                let Some(local) = scope.module.config.locals.get(name) else {
                    return bad(say!(
                        "local.{} is not declared",
                        "local.{} が宣言されていません",
                        name
                    ));
                };
                let found = self.remembered(&scope.module.locals, Rc::clone(name), || {
                    self.value(Scope::of(scope.module, &local.file), &local.value)
                });
                found.unwrap_or_else(|| itself(&format!("local.{name}")))
            }
            "each" => match (&scope.each.pair, &**name) {
                (Some((key, _)), "key") => Ok(key.clone()),
                (Some((_, value)), "value") => Ok(value.clone()),
                _ => bad(say!(
                    "each.{} is not known here: there is no for_each",
                    "for_each がないため、each.{} は使えません",
                    name
                )),
            },
            "count" => match &scope.each.index {
                Some(index) if &**name == "index" => Ok(index.clone()),
                _ => bad(say!(
                    "count.{} is not known here: there is no count",
                    "count がないため、count.{} は使えません",
                    name
                )),
            },
            "path" => Ok(Value::text(match &**name {
                "module" => path::relative(&scope.module.folder, self.folder),
                _ => ".".to_owned(),
            })),
            "terraform" => match &**name {
                "workspace" => Ok(Value::text("default")),
                _ => bad(say!(
                    "terraform.{} is not known",
                    "terraform.{} は使えません",
                    name
                )),
            },
            "self" => Ok(Value::symbol(
                say!("only known when it is applied", "適用時に決まります"),
                &format!("self.{name}"),
            )),
            "module" => Ok(self.module_value(scope, name)),
            kind => Ok(self.resource(scope, &format!("{kind}.{name}"), place)),
        }
    }

    /// A resource as a value: one instance, or all of them by their keys.
    pub(super) fn resource(&self, scope: Scope<'_>, address: &str, place: Place) -> Value {
        let module = scope.module;
        let Some(resource) = module.resource(address) else {
            let address: Rc<str> = module.address(address).into();
            let place = (Rc::clone(scope.file), place);
            let mut undeclared = self.undeclared.borrow_mut();
            undeclared.entry(Rc::clone(&address)).or_insert(place);
            let to = Reference {
                address: (*address).to_owned(),
                root: None,
                attribute: String::new(),
            };
            return Value::reference(
                say!(
                    "{} is not declared in the inputs",
                    "{} は入力で宣言されていません",
                    address
                ),
                to,
            );
        };
        let one = |key: Key| instance(module.number, Some(Rc::clone(&resource.address)), key);
        match &*self.quietly(|| self.expansion(module, resource)) {
            Expansion::One => one(Key::Only),
            Expansion::Unknown(_) => one(Key::Any),
            Expansion::Count(count) => {
                Value::tuple((0..*count).map(|at| one(Key::Number(at))).collect())
            }
            Expansion::Each(pairs) => {
                let pairs = pairs.iter();
                let entries =
                    pairs.map(|(key, _)| (Rc::clone(key), one(Key::Name(Rc::clone(key)))));
                Value::object(entries.collect())
            }
        }
    }
}
