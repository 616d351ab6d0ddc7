//! What a root module keeps for others: the outputs in its state, and values in the parameter store.

use super::config::{Backend, Config, Resource, literal};
use super::evaluate::Scope;
use super::path;
use super::syntax::Body;
use super::value::{Entries, Value};
use super::world::{Module, World};
use crate::said::say;
use crate::value::{Reference, Refers};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What others find of a root module.
#[derive(Debug)]
pub(super) struct Kept {
    outputs: Value,
    /// Values of the parameter store by their names.
    parameters: BTreeMap<Rc<str>, Value>,
}

impl World<'_> {
    /// The outputs of the root module whose state a data source reads: the only one that keeps it
    /// there. <https://developer.hashicorp.com/terraform/language/state/remote-state-data>
    pub(super) fn remote_outputs(&self, scope: Scope<'_>, resource: &Resource) -> Option<Value> {
        let body = &resource.body;
        let kind = literal(body, "backend")?;
        let config = body.attribute("config")?;
        let Value::Map(config) = self.value(scope, &config.value).ok()? else {
            return None;
        };
        let folders = self.inputs.roots_of();
        let mut there = folders.iter().filter(|folder| {
            let module = self.inputs.configs.get(*folder);
            module.is_some_and(|it| keeps_at(it, (folder, self.folder), &kind, &config.entries))
        });
        let (folder, None) = (there.next()?, there.next()) else {
            return None;
        };
        Some(self.kept(folder)?.outputs.clone())
    }

    /// A value of the parameter store, where only one root module of the inputs keeps it.
    pub(super) fn stored(&self, name: &str) -> Option<Value> {
        let folders = self.inputs.roots_of();
        let stores = folders.iter().filter(|folder| {
            let config = self.inputs.configs.get(*folder);
            config.is_some_and(|it| it.resources.values().any(|it| stores(it)))
        });
        let kept: Vec<Rc<Kept>> = stores.filter_map(|it| self.kept(it)).collect();
        let mut found = kept.iter().filter_map(|it| it.parameters.get(name));
        match (found.next(), found.next()) {
            (Some(one), None) => Some(one.clone()),
            _ => None,
        }
    }

    /// What another root module keeps. Nothing where that asks for what this one does.
    fn kept(&self, folder: &str) -> Option<Rc<Kept>> {
        let inputs = self.inputs;
        if let Some(kept) = inputs.kept.borrow().get(folder) {
            return kept.clone();
        }
        let region = (self.region.clone(), self.region_is_assumed);
        let (world, module) = inputs.world(folder, self.settings?, region)?;
        inputs.kept.borrow_mut().insert(folder.to_owned(), None);
        let told = Told {
            world: &world,
            root: inputs.name_of(folder),
        };
        let mut outputs = Entries::new();
        for name in module.config.outputs.keys() {
            let value = world.output(&module, name);
            let value = value.unwrap_or_else(|bad| Value::unknown(bad.shown()));
            outputs.insert(Rc::clone(name), told.of(&value));
        }
        let kept = Rc::new(Kept {
            outputs: Value::object(outputs),
            parameters: told.parameters(&module),
        });
        let done = Some(Rc::clone(&kept));
        inputs.kept.borrow_mut().insert(folder.to_owned(), done);
        Some(kept)
    }
}

/// Whether a root module keeps its state where another one looks for it.
fn keeps_at(config: &Config, (folder, from): (&str, &str), kind: &str, asked: &Entries) -> bool {
    let text = |name: &str| match asked.get(name) {
        Some(Value::Text(text)) => Some(&**text),
        _ => None,
    };
    if kind == "local" {
        let kept = config.backends.iter().find(|it| &*it.kind == kind);
        let kept = kept.and_then(|it| literal(&it.body, "path"));
        let kept = kept.as_deref().unwrap_or("terraform.tfstate");
        return text("path").is_some_and(|it| path::join(from, it) == path::join(folder, kept));
    }
    let same = |it: &Backend| match kind {
        "remote" => {
            let workspace =
                |body: &Body| literal(&body.blocks_of("workspaces").next()?.body, "name");
            let wanted = match asked.get("workspaces") {
                Some(Value::Map(map)) => match map.entries.get("name") {
                    Some(Value::Text(name)) => Some(Rc::clone(name)),
                    _ => None,
                },
                _ => None,
            };
            wanted.is_some() && workspace(&it.body) == wanted
        }
        _ => ["key", "prefix", "path"].iter().any(|name| {
            let kept = literal(&it.body, name);
            kept.is_some() && kept.as_deref() == text(name)
        }),
    };
    // What both say must be the same; a part may be given when it is initialised.
    let agrees = |it: &Backend| {
        [
            "bucket",
            "container_name",
            "organization",
            "storage_account_name",
        ]
        .iter()
        .all(|name| {
            let kept = literal(&it.body, name);
            kept.is_none() || text(name).is_none() || kept.as_deref() == text(name)
        })
    };
    let mut all = config.backends.iter().filter(|it| &*it.kind == kind);
    all.any(|it| same(it) && agrees(it))
}

fn stores(resource: &Resource) -> bool {
    !resource.is_data && &*resource.kind == "aws_ssm_parameter"
}

/// What is told of a root to others.
struct Told<'t> {
    world: &'t World<'t>,
    root: &'t str,
}

impl Told<'_> {
    fn parameters(&self, module: &Rc<Module>) -> BTreeMap<Rc<str>, Value> {
        let mut found = BTreeMap::new();
        for resource in module.config.resources.values().filter(|it| stores(it)) {
            let expansion = self.world.expansion(module, resource);
            for (_, each) in expansion.instances() {
                let scope = Scope::of(module, &resource.file).of_each(&each);
                let value = |name: &str| {
                    let attribute = resource.body.attribute(name)?;
                    self.world.value(scope, &attribute.value).ok()
                };
                let Some(Value::Text(name)) = value("name") else {
                    continue;
                };
                if let Some(value) = value("value").or_else(|| value("insecure_value")) {
                    found.insert(name, self.of(&value));
                }
            }
        }
        found
    }

    /// A value in which references lead to this root.
    fn of(&self, value: &Value) -> Value {
        match value {
            Value::Seq(seq) => {
                let items = seq.items.iter().map(|it| self.of(it)).collect();
                Value::seq(seq.shape, items, seq.open)
            }
            Value::Map(map) => {
                let entries = map.entries.iter();
                let entries = entries.map(|(key, it)| (Rc::clone(key), self.of(it)));
                Value::map(entries.collect(), map.uniform)
            }
            Value::Unknown(unknown) => {
                let mut unknown = (**unknown).clone();
                let lead = |to: &mut Reference| {
                    to.root.get_or_insert_with(|| self.root.to_owned());
                };
                match &mut unknown.refers {
                    Refers::To(to) => {
                        lead(to);
                        return Value::reference(unknown.why, to.clone());
                    }
                    Refers::Among(among) => {
                        for to in among {
                            let before = format!("${{{to}}}");
                            lead(to);
                            unknown.shown = unknown.shown.replace(&before, &format!("${{{to}}}"));
                        }
                    }
                    Refers::Nowhere => {}
                }
                unknown.symbol = unknown.symbol.map(|it| format!("{}.{it}", self.root));
                Value::Unknown(Rc::new(unknown))
            }
            Value::Instance(instance) => {
                let module = self.world.module(instance.module);
                let Some((module, resource)) = module.zip(instance.resource.as_ref()) else {
                    let outputs = self.world.outputs_of(instance);
                    let unknown = || Value::unknown(say!("a whole module", "モジュール全体です"));
                    return outputs.map_or_else(unknown, |it| self.of(&it));
                };
                let address = format!("{}{}", module.address(resource), instance.key.shown());
                let to = Reference {
                    address,
                    root: Some(self.root.to_owned()),
                    attribute: String::new(),
                };
                Value::reference(say!("a whole resource", "リソース全体です"), to)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => value.clone(),
        }
    }
}
