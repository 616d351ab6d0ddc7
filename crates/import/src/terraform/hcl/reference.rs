//! What names mean: variables, locals, resources, modules, `each`, `path`.

use super::config::Resource;
use super::data;
use super::evaluate::{Names, Scope, instance};
use super::kind::{convert, to_text};
use super::path;
use super::syntax::{Attribute, Block, Body, Expression, Kind};
use super::value::{Entries, Instance, Key, Map, Shape, Value};
use super::world::{Answer, Bad, Each, Expansion, Given, Module, Spot, World};
use crate::limits::MAX_INSTANCES;
use crate::tree::Place;
use crate::value::Reference;
use std::rc::Rc;

/// Why an attribute that no text gives is not known.
pub(super) const AFTER_APPLY: &str = "known after apply";

/// Arguments that are Terraform's own, not the resource's.
pub(super) const META: &[&str] = &["count", "for_each", "provider", "depends_on"];

/// Blocks that are Terraform's own.
pub(super) const META_BLOCKS: &[&str] = &["lifecycle", "provisioner", "connection"];

/// Nested blocks of one kind, and whether there may be more.
type Blocks = Result<(Vec<Value>, bool), Rc<Bad>>;

impl World<'_> {
    /// `root.name`, the beginning of a reference.
    pub(super) fn reference(
        &self,
        scope: Scope<'_>,
        root: &str,
        name: &Rc<str>,
        place: Place,
    ) -> Answer {
        let bad = |message: String| Err(scope.bad(place, message));
        let itself = |what: &str| bad(format!("{what} refers to itself"));
        match root {
            "var" => match self.variable(scope.module, name) {
                Some(Some(value)) => value,
                Some(None) => itself(&format!("var.{name}")),
                None => bad(format!("var.{name} is not declared")),
            },
            "local" => {
                let Some(local) = scope.module.config.locals.get(name) else {
                    return bad(format!("local.{name} is not declared"));
                };
                let found = self.remembered(&scope.module.locals, Rc::clone(name), || {
                    let scope = Scope {
                        file: &local.file,
                        each: &Each::default(),
                        names: None,
                        ..scope
                    };
                    self.value(scope, &local.value)
                });
                found.unwrap_or_else(|| itself(&format!("local.{name}")))
            }
            "each" => match (&scope.each.pair, &**name) {
                (Some((key, _)), "key") => Ok(key.clone()),
                (Some((_, value)), "value") => Ok(value.clone()),
                _ => bad(format!(
                    "each.{name} is not known here: there is no for_each"
                )),
            },
            "count" => match &scope.each.index {
                Some(index) if &**name == "index" => Ok(index.clone()),
                _ => bad(format!("count.{name} is not known here: there is no count")),
            },
            "path" => Ok(Value::text(match &**name {
                "module" => path::relative(&scope.module.folder, self.folder),
                _ => ".".to_owned(),
            })),
            "terraform" => match &**name {
                "workspace" => Ok(Value::text("default")),
                _ => bad(format!("terraform.{name} is not known")),
            },
            "self" => Ok(Value::symbol(
                "only known when it is applied",
                &format!("self.{name}"),
            )),
            "module" => Ok(self.module_value(scope, name)),
            kind => Ok(self.resource(scope, &format!("{kind}.{name}"), place)),
        }
    }

    /// A variable. `None` where none is declared, then `None` where it refers to itself.
    fn variable(&self, module: &Rc<Module>, name: &Rc<str>) -> Option<Option<Answer>> {
        let variable = module.config.variables.get(name)?;
        Some(self.remembered(&module.variables, Rc::clone(name), || {
            let none = Each::default();
            let own = Scope {
                module,
                file: &variable.file,
                each: &none,
                names: None,
            };
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
            convert(&value, &variable.kind, &constant).map_err(|why| {
                Rc::new(Bad {
                    file,
                    place,
                    message: format!("var.{name}: {why}"),
                })
            })
        }))
    }

    /// The value a variable is given, by the caller, a file or the command line.
    fn given(&self, module: &Rc<Module>, name: &Rc<str>) -> Option<Result<(Value, Spot), Rc<Bad>>> {
        let none = Each::default();
        if let Some(caller) = &module.caller {
            let attribute = caller.call.body.attribute(name)?;
            let parent = self.module(caller.module)?;
            let scope = Scope {
                module: &parent,
                file: &caller.call.file,
                each: &caller.each,
                names: None,
            };
            let value = self.value(scope, &attribute.value);
            let file = Rc::clone(&caller.call.file);
            return Some(value.map(|value| (value, (file, attribute.value.place))));
        }
        match module.given.get(name)? {
            Given::Written(file, expression) => {
                let scope = Scope {
                    module,
                    file,
                    each: &none,
                    names: None,
                };
                let value = self.value(scope, expression);
                Some(value.map(|value| (value, (Rc::clone(file), expression.place))))
            }
            Given::Text(text) => {
                let variable = module.config.variables.get(name)?;
                let file: Rc<str> = format!("--param {name}").into();
                let bad = |(place, message)| {
                    let file = Rc::clone(&file);
                    Rc::new(Bad {
                        file,
                        place,
                        message,
                    })
                };
                if variable.kind.is_plain() {
                    return Some(Ok((Value::text(text), (file, Place::START))));
                }
                let parsed = super::parse::expression(text, Place::START).map_err(bad);
                let scope = Scope {
                    module,
                    file: &file,
                    each: &none,
                    names: None,
                };
                let value = parsed.and_then(|expression| self.value(scope, &expression));
                Some(value.map(|value| (value, (Rc::clone(&file), Place::START))))
            }
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
                attribute: String::new(),
            };
            return Value::reference(format!("{address} is not declared in the inputs"), to);
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

    /// How many instances a resource has.
    pub(super) fn expansion(&self, module: &Rc<Module>, resource: &Resource) -> Rc<Expansion> {
        let key = Rc::clone(&resource.address);
        let found = self.remembered(&module.expansions, key, || {
            let each = Each::default();
            let scope = Scope {
                module,
                file: &resource.file,
                each: &each,
                names: None,
            };
            Rc::new(self.expanded(scope, &resource.body))
        });
        found.unwrap_or_else(|| {
            let why = format!("the number of {} refers to itself", resource.address);
            Rc::new(Expansion::Unknown(why))
        })
    }

    /// What `count` or `for_each` gives.
    pub(super) fn expanded(&self, scope: Scope<'_>, body: &Body) -> Expansion {
        let expansion = match (body.attribute("count"), body.attribute("for_each")) {
            (Some(count), _) => self.counted(scope, count),
            (None, Some(each)) => self.paired(scope, each),
            (None, None) => return Expansion::One,
        };
        let expansion = expansion.unwrap_or_else(Expansion::Unknown);
        let count = match &expansion {
            Expansion::Count(count) => *count,
            Expansion::Each(pairs) => pairs.len(),
            Expansion::One | Expansion::Unknown(_) => 0,
        };
        let all = self.instances.get().saturating_add(count);
        if all > MAX_INSTANCES {
            return Expansion::Unknown(format!("more than {MAX_INSTANCES} instances"));
        }
        self.instances.set(all);
        expansion
    }

    fn counted(&self, scope: Scope<'_>, count: &Attribute) -> Result<Expansion, String> {
        let value = self.value(scope, &count.value).map_err(|bad| bad.shown())?;
        if let Value::Unknown(unknown) = &value {
            return Err(format!("count: {}", unknown.why));
        }
        let number = super::kind::to_number(&value);
        let count = number.ok().and_then(super::evaluate::usize_of);
        count
            .map(Expansion::Count)
            .ok_or_else(|| format!("count: not a whole number: {}", super::kind::shown(&value)))
    }

    fn paired(&self, scope: Scope<'_>, each: &Attribute) -> Result<Expansion, String> {
        let value = self.value(scope, &each.value).map_err(|bad| bad.shown())?;
        let not_known = |why: &str| Err(format!("for_each: {why}"));
        let mut pairs = Vec::new();
        match &value {
            Value::Unknown(unknown) => return not_known(&unknown.why),
            Value::Map(map) => pairs.extend(pairs_of(map)),
            Value::Seq(seq) if seq.open => return not_known("the number of items is not known"),
            // Only a set will do in Terraform; an empty tuple is taken too.
            Value::Seq(seq) => {
                if seq.shape != Shape::Set && !seq.items.is_empty() {
                    return not_known("a map or a set of strings is needed, not a list");
                }
                for item in &seq.items {
                    match item {
                        Value::Unknown(unknown) => return not_known(&unknown.why),
                        item => {
                            let key = to_text(item).map_err(|why| format!("for_each: {why}"))?;
                            pairs.push((key, item.clone()));
                        }
                    }
                }
            }
            Value::Instance(it) => match self.outputs_of(it) {
                Some(Value::Map(map)) => {
                    pairs.extend(pairs_of(&map));
                }
                _ if it.key == Key::Any => {
                    return not_known("the number of instances is not known");
                }
                _ => return not_known("a map or a set of strings is needed, not a resource"),
            },
            other => return not_known(&format!("a map or a set is needed, not {}", other.what())),
        }
        Ok(Expansion::Each(pairs))
    }

    /// An attribute of an instance of a resource, or an output of a module.
    pub(super) fn attribute_of(&self, instance: &Instance, name: &Rc<str>) -> Answer {
        let Some(module) = self.module(instance.module) else {
            return Ok(Value::unknown("no such module"));
        };
        let Some(address) = &instance.resource else {
            return self.output(&module, name);
        };
        let Some(resource) = module.resource(address).map(Rc::clone) else {
            return Ok(Value::unknown("no such resource"));
        };
        let key = (Rc::clone(address), instance.key.clone(), Rc::clone(name));
        let found = self.remembered(&module.attributes, key, || {
            let expansion = self.quietly(|| self.expansion(&module, &resource));
            let instances = expansion.instances();
            let each = instances.into_iter().find(|(key, _)| *key == instance.key);
            let each = each.map(|(_, each)| each).unwrap_or_default();
            let scope = Scope {
                module: &module,
                file: &resource.file,
                each: &each,
                names: None,
            };
            self.attribute_in(scope, &resource, &instance.key, name)
        });
        found.unwrap_or_else(|| {
            let bad = Bad {
                file: Rc::clone(&resource.file),
                place: resource.place,
                message: format!("{address}.{name} refers to itself"),
            };
            Err(Rc::new(bad))
        })
    }

    fn attribute_in(&self, scope: Scope<'_>, resource: &Resource, key: &Key, name: &str) -> Answer {
        if resource.is_data
            && let Some(known) = data::attribute(self, scope, resource, name)
        {
            return known;
        }
        if !META.contains(&name)
            && let Some(attribute) = resource.body.attribute(name)
        {
            match self.value(scope, &attribute.value)? {
                // An argument that is not given may be an attribute that AWS gives.
                Value::Null => {}
                value => return Ok(value),
            }
        }
        if name == "tags_all"
            && let Some(tags) = resource.body.attribute("tags")
        {
            return self.value(scope, &tags.value);
        }
        if name == "region"
            && let Some(region) = self.region_of(scope, &resource.kind, &resource.body)
        {
            return Ok(Value::text(region));
        }
        let blocks = resource.body.blocks.iter();
        if let Some((_, blocks)) = self
            .blocks(scope, blocks.filter(|it| makes(it, name)))
            .pop()
        {
            return blocks;
        }
        let address = scope.module.address(&resource.address);
        let to = Reference {
            address: format!("{address}{}", key.shown()),
            attribute: name.to_owned(),
        };
        let why = match resource.is_data {
            true => "only known in AWS",
            false => AFTER_APPLY,
        };
        Ok(Value::reference(why, to))
    }

    /// The nested blocks of a body by their kind, with dynamic ones, each a list of objects.
    pub(super) fn blocks<'b>(
        &self,
        scope: Scope<'_>,
        blocks: impl IntoIterator<Item = &'b Block>,
    ) -> Vec<(Rc<str>, Answer)> {
        let mut kinds: Vec<(Rc<str>, Blocks)> = Vec::new();
        for block in blocks {
            if META_BLOCKS.contains(&&*block.kind) {
                continue;
            }
            let (kind, found) = match (&*block.kind, block.labels.first()) {
                ("dynamic", Some(kind)) => (Rc::clone(kind), self.dynamic(scope, kind, block)),
                _ => {
                    let object = self.inside(scope, &block.body);
                    (Rc::clone(&block.kind), object.map(|it| (vec![it], false)))
                }
            };
            match kinds.iter_mut().find(|it| it.0 == kind) {
                None => kinds.push((kind, found)),
                Some((_, all)) => match (&mut *all, found) {
                    (Ok((items, open)), Ok((more, more_open))) => {
                        items.extend(more);
                        *open |= more_open;
                    }
                    (Ok(_), Err(bad)) => *all = Err(bad),
                    (Err(_), _) => {}
                },
            }
        }
        kinds
            .into_iter()
            .map(|(kind, all)| {
                (
                    kind,
                    all.map(|(items, open)| Value::seq(Shape::List, items, open)),
                )
            })
            .collect()
    }

    fn dynamic(&self, scope: Scope<'_>, kind: &Rc<str>, block: &Block) -> Blocks {
        let content = block.body.blocks_of("content").next();
        let (Some(each), Some(content)) = (block.body.attribute("for_each"), content) else {
            let message = "a dynamic block needs for_each and content";
            return Err(scope.bad(block.place, message));
        };
        let name = match block.body.attribute("iterator").map(|it| &it.value.is) {
            Some(Kind::Name(name)) => Rc::clone(name),
            _ => Rc::clone(kind),
        };
        let value = self.value(scope, &each.value)?;
        let items = self
            .items(&value)
            .map_err(|why| scope.bad(each.value.place, why))?;
        let mut found = Vec::new();
        for (key, item) in items.pairs {
            self.step(0).map_err(|why| scope.bad(block.place, why))?;
            let pair = Entries::from([("key".into(), key), ("value".into(), item)]);
            let names = Names {
                pairs: vec![(&*name, Value::object(pair))],
                before: scope.names,
            };
            let inner = Scope {
                names: Some(&names),
                ..scope
            };
            found.push(self.inside(inner, &content.body)?);
        }
        Ok((found, items.open))
    }

    /// The inside of a nested block as an object.
    fn inside(&self, scope: Scope<'_>, body: &Body) -> Answer {
        let place = body.attributes.first().map_or(Place::START, |it| it.place);
        let found = self.nested(|| {
            let mut entries = Entries::new();
            for attribute in &body.attributes {
                let value = match self.value(scope, &attribute.value) {
                    Ok(value) => value,
                    Err(bad) => Value::unknown(bad.shown()),
                };
                entries.insert(Rc::clone(&attribute.name), value);
            }
            for (kind, blocks) in self.blocks(scope, &body.blocks) {
                entries.insert(
                    kind,
                    blocks.unwrap_or_else(|bad| Value::unknown(bad.shown())),
                );
            }
            Value::object(entries)
        });
        found.ok_or_else(|| scope.bad(place, "the block is nested too deep"))
    }
}

/// Whether a block, written or dynamic, is of a kind.
fn makes(block: &Block, kind: &str) -> bool {
    match (&*block.kind, block.labels.first()) {
        ("dynamic", Some(made)) => **made == *kind,
        (written, _) => written == kind,
    }
}

/// The entries of a map.
fn pairs_of(map: &Map) -> impl Iterator<Item = (Rc<str>, Value)> {
    let entries = map.entries.iter();
    entries.map(|(key, value)| (Rc::clone(key), value.clone()))
}
