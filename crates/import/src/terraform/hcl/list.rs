//! From a worked-out configuration to the form in which all of Terraform arrives.

use super::config::{Call, Item, Resource};
use super::convert::to_text;
use super::data;
use super::evaluate::Scope;
use super::module::source_of;
use super::reference::{META, META_BLOCKS};
use super::syntax::{Block as Written, Body, Expression, Kind};
use super::value::{Key, Value};
use super::world::{Answer, Expansion, Module, World};
use crate::report::Class;
use crate::said::{Said, say};
use crate::terraform::block::{Block, Mode, Root};
use crate::tree::Place;
use crate::value::{Is, Reference, Refers, Value as Found};
use std::rc::Rc;

impl World<'_> {
    /// Lists every instance of a module and of the modules it calls, in the order of the texts.
    pub(super) fn list(&self, module: &Rc<Module>, root: &mut Root) {
        for item in &module.config.order {
            match item {
                Item::Resource(resource) => self.list_resource(module, resource, root),
                Item::Call(call) => self.list_call(module, call, root),
                Item::Statement(it) => self.list_statement(module, it, root),
            }
        }
    }

    fn list_call(&self, module: &Rc<Module>, call: &Rc<Call>, root: &mut Root) {
        let children = self.children(module, call);
        let listed = |key: &Key, why: Said| {
            let id = module.address(&format!("module.{}{}", call.name, key.shown()));
            super::listed(id, "module", (&call.file, call.place), why)
        };
        for (key, number) in children.iter() {
            match number.and_then(|number| self.module(number)) {
                Some(child) => {
                    if *key == Key::Any {
                        let note = say!(
                            "how many there are is not known; listed once",
                            "数が不明なため、1 つとして挙げています"
                        );
                        root.others.push(listed(key, note));
                    }
                    self.list(&child, root);
                }
                None => {
                    let note = say!(
                        "the module {} is not among the inputs",
                        "モジュール {} は入力にありません",
                        source_of(call)
                    );
                    root.others.push(listed(key, note));
                }
            }
        }
    }

    fn list_resource(&self, module: &Rc<Module>, resource: &Rc<Resource>, root: &mut Root) {
        let expansion = self.expansion(module, resource);
        for (key, each) in expansion.instances() {
            self.take_assumed();
            // What its own number rests on is noted here.
            self.expansion(module, resource);
            let scope = Scope::of(module, &resource.file).of_each(&each);
            let mut notes = Vec::new();
            if let Expansion::Unknown(why) = &*expansion {
                let note = say!(
                    "how many there are is not known, drawn once: {}",
                    "数が不明なため、1 つとして描画します: {}",
                    why
                );
                notes.push((Class::Unresolved, note));
            }
            let mut attributes = self.inside_of(scope, &resource.body, true);
            if resource.is_data {
                for name in data::known_attributes(&resource.kind) {
                    let is_there = attributes.iter().any(|(there, _)| there == name);
                    if !is_there && let Some(known) = data::attribute(self, scope, resource, name) {
                        let found = self.found(scope, known, resource.place, false);
                        attributes.push(((*name).to_owned(), found));
                    }
                }
            }
            let region = self.region_of(scope, &resource.kind, &resource.body);
            if !resource.is_data {
                self.add_provided(scope, resource, &mut attributes);
            }
            let assumed = self.take_assumed();
            notes.extend(assumed.iter().map(|it| (Class::Assumed, it.clone())));
            let (file, place) = match &module.stands_at {
                Some(stands_at) => stands_at.clone(),
                None => (Rc::clone(&resource.file), resource.place),
            };
            let address = format!("{}{}", module.address(&resource.address), key.shown());
            if let Some(id) = self.imported_id(&address).filter(|_| !resource.is_data) {
                attributes.push(("id".to_owned(), id));
            }
            root.blocks.push(Block {
                address,
                mode: if resource.is_data {
                    Mode::Data
                } else {
                    Mode::Managed
                },
                kind: (*resource.kind).to_owned(),
                region,
                file: (*file).to_owned(),
                place,
                attributes: Found {
                    place,
                    literal: true,
                    is: Is::Map(attributes),
                },
                notes,
            });
        }
    }

    /// The tags and the account that a resource has of its provider.
    fn add_provided(
        &self,
        scope: Scope<'_>,
        resource: &Resource,
        attributes: &mut Vec<(String, Found)>,
    ) {
        let provider = self.provider_of(scope.module, &resource.kind, &resource.body);
        let found = |value: Value| self.found(scope, Ok(value), resource.place, false);
        if let Some(account) = provider.account {
            attributes.push(("owner_id".to_owned(), found(Value::text(account))));
        }
        if provider.tags.is_empty() {
            return;
        }
        let Is::Map(tags) = found(Value::object(provider.tags)).is else {
            return;
        };
        match attributes.iter_mut().find(|(name, _)| name == "tags") {
            // Its own are stronger.
            Some((
                _,
                Found {
                    is: Is::Map(own), ..
                },
            )) => {
                for (key, value) in tags {
                    if !own.iter().any(|(it, _)| *it == key) {
                        own.push((key, value));
                    }
                }
            }
            Some(_) => {}
            None => {
                let tags = Found::new(resource.place, Is::Map(tags));
                attributes.push(("tags".to_owned(), tags));
            }
        }
    }

    /// The attributes and nested blocks of a body.
    fn inside_of(&self, scope: Scope<'_>, body: &Body, is_resource: bool) -> Vec<(String, Found)> {
        let mut all: Vec<(String, Found)> = Vec::new();
        for attribute in &body.attributes {
            if is_resource && META.contains(&&*attribute.name) {
                continue;
            }
            let found = self.found_of(scope, &attribute.value);
            if found.is != Is::Nothing {
                all.push(((*attribute.name).to_owned(), found));
            }
        }
        for block in &body.blocks {
            if META_BLOCKS.contains(&&*block.kind) {
                continue;
            }
            let (kind, items) = self.block(scope, block);
            match all.iter_mut().find(|(there, _)| *there == *kind) {
                Some((
                    _,
                    Found {
                        is: Is::List(list), ..
                    },
                )) => list.extend(items),
                Some(_) => {}
                None => all.push((
                    (*kind).to_owned(),
                    Found {
                        place: self.place(scope, block.place),
                        literal: true,
                        is: Is::List(items),
                    },
                )),
            }
        }
        all
    }

    /// A nested block, or all that a dynamic one makes.
    fn block(&self, scope: Scope<'_>, block: &Written) -> (Rc<str>, Vec<Found>) {
        let place = self.place(scope, block.place);
        if &*block.kind == "dynamic"
            && let Some(kind) = block.labels.first()
        {
            let mut blocks = self.blocks(scope, [block]);
            let found = blocks.pop().map(|(_, found)| found);
            let found = found.unwrap_or_else(|| Ok(Value::tuple(Vec::new())));
            let found = self.found(scope, found, block.place, false);
            return match found.is {
                Is::List(items) => (Rc::clone(kind), items),
                _ => (Rc::clone(kind), vec![found]),
            };
        }
        let inside = self.nested(|| self.inside_of(scope, &block.body, false));
        let is = match inside {
            Some(inside) => Is::Map(inside),
            None => Is::Nothing,
        };
        let literal = true;
        (Rc::clone(&block.kind), vec![Found { place, literal, is }])
    }

    /// What an expression gives, with a place for each part that is written down.
    fn found_of(&self, scope: Scope<'_>, expression: &Expression) -> Found {
        let place = self.place(scope, expression.place);
        let is = match &expression.is {
            Kind::Tuple(items) => {
                let items = items.iter().map(|item| self.found_of(scope, item));
                Is::List(items.filter(|it| it.is != Is::Nothing).collect())
            }
            Kind::Object(items) => {
                let mut entries = Vec::new();
                for (key, value) in items {
                    let key = self.value(scope, key);
                    let Some(key) = key.ok().and_then(|key| to_text(&key).ok()) else {
                        let found = self.value(scope, expression);
                        return self.found(scope, found, expression.place, false);
                    };
                    let value = self.found_of(scope, value);
                    entries.retain(|(there, _)| *there != *key);
                    if value.is != Is::Nothing {
                        entries.push(((*key).to_owned(), value));
                    }
                }
                Is::Map(entries)
            }
            is => {
                let literal = matches!(is, Kind::Literal(_));
                let found = self.value(scope, expression);
                return self.found(scope, found, expression.place, literal);
            }
        };
        Found {
            place,
            literal: true,
            is,
        }
    }

    fn found(&self, scope: Scope<'_>, answer: Answer, place: Place, literal: bool) -> Found {
        let place = self.place(scope, place);
        let value = answer.unwrap_or_else(|bad| Value::unknown(bad.shown()));
        Found {
            literal,
            ..self.plain(place, &value)
        }
    }

    /// Where a thing is said to stand: at the call, where a module's text is not among the inputs.
    fn place(&self, scope: Scope<'_>, place: Place) -> Place {
        match &scope.module.stands_at {
            Some((_, at)) => *at,
            None => place,
        }
    }

    /// A value as all of Terraform has it.
    fn plain(&self, place: Place, value: &Value) -> Found {
        let is = match value {
            Value::Null => Is::Nothing,
            Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
                Is::Text(to_text(value).map_or_else(|_| String::new(), |text| (*text).to_owned()))
            }
            Value::Seq(seq) => {
                let items = seq.items.iter().map(|item| self.plain(place, item));
                let mut items: Vec<Found> = items.filter(|it| it.is != Is::Nothing).collect();
                // A reference has a name; what refers to nothing says already that something is unknown.
                let says_so = |it: &Found| {
                    let unknown = it.first_unknown();
                    unknown.is_some_and(|it| it.refers == Refers::Nowhere)
                };
                if seq.open && !items.iter().any(says_so) {
                    items.push(Found::more(
                        place,
                        say!("the number of items is not known", "要素の数が不明です"),
                    ));
                }
                Is::List(items)
            }
            Value::Map(map) => {
                let entries = map.entries.iter();
                let entries = entries.map(|(key, it)| ((**key).to_owned(), self.plain(place, it)));
                Is::Map(entries.filter(|(_, it)| it.is != Is::Nothing).collect())
            }
            Value::Unknown(unknown) => Is::Unknown((**unknown).clone()),
            Value::Instance(instance) => {
                let module = self.module(instance.module);
                let Some((module, resource)) = module.zip(instance.resource.as_ref()) else {
                    return Found::unknown(place, say!("a whole module", "モジュール全体です"));
                };
                let to = Reference {
                    address: format!("{}{}", module.address(resource), instance.key.shown()),
                    root: None,
                    attribute: String::new(),
                };
                return Found::reference(place, say!("a whole resource", "リソース全体です"), to);
            }
        };
        Found::new(place, is)
    }
}
