//! What names mean: variables, locals, resources, modules, `each`, `path`.

use super::config::Resource;
use super::data;
use super::evaluate::{Scope, instance};
use super::kind::to_text;
use super::path;
use super::syntax::{Attribute, Block, Body};
use super::value::{Instance, Key, Map, Shape, Value};
use super::world::{Answer, Bad, Each, Expansion, Module, World};
use crate::assume::{amazon_range, note_of_amazon_range};
use crate::limits::MAX_INSTANCES;
use crate::said::{Said, say};
use crate::terraform::path::{module_of, without_index};
use crate::tree::Place;
use crate::value::{Reference, Refers};
use net::lang::Says;
use std::rc::Rc;

/// Why an attribute that no text gives is not known.
pub(super) const AFTER_APPLY: &Says = &Says {
    en: "known after apply",
    ja: "適用後に決まります",
};

/// The attribute of a firewall that says where its endpoints are.
const FIREWALL_STATUS: &str = "firewall_status";

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
        let itself = |what: &str| {
            bad(say!(
                "{} refers to itself",
                "{} が自分自身を参照しています",
                what
            ))
        };
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
            let why = say!(
                "the number of {} refers to itself",
                "{} の数が自分自身を参照しています",
                resource.address
            );
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
            return Expansion::Unknown(say!(
                "more than {} instances",
                "インスタンスが {} を超えています",
                MAX_INSTANCES
            ));
        }
        self.instances.set(all);
        expansion
    }

    fn counted(&self, scope: Scope<'_>, count: &Attribute) -> Result<Expansion, Said> {
        let value = self.value(scope, &count.value).map_err(|bad| bad.shown())?;
        if let Value::Unknown(unknown) = &value {
            return Err(say!("count: {}", "count: {}", unknown.why));
        }
        let number = super::kind::to_number(&value);
        let count = number.ok().and_then(super::evaluate::usize_of);
        count.map(Expansion::Count).ok_or_else(|| {
            say!(
                "count: not a whole number: {}",
                "count: 整数ではありません: {}",
                super::kind::shown(&value)
            )
        })
    }

    fn paired(&self, scope: Scope<'_>, each: &Attribute) -> Result<Expansion, Said> {
        let value = self.value(scope, &each.value).map_err(|bad| bad.shown())?;
        let not_known = |why: Said| Err(say!("for_each: {}", "for_each: {}", why));
        let mut pairs = Vec::new();
        match &value {
            Value::Unknown(unknown) => return not_known(unknown.why.clone()),
            Value::Map(map) => pairs.extend(pairs_of(map)),
            Value::Seq(seq) if seq.open => {
                return not_known(say!(
                    "the number of items is not known",
                    "要素の数が不明です"
                ));
            }
            // Only a set will do in Terraform; an empty tuple is taken too.
            Value::Seq(seq) => {
                if seq.shape != Shape::Set && !seq.items.is_empty() {
                    return not_known(say!(
                        "a map or a set of strings is needed, not a list",
                        "リストではなく、マップまたは文字列のセットが必要です"
                    ));
                }
                for item in &seq.items {
                    match item {
                        // Ids of resources are not known yet, but each is another one's.
                        Value::Unknown(unknown) => match (&unknown.refers, &unknown.symbol) {
                            (Refers::To(_), Some(symbol)) => {
                                pairs.push((symbol.as_str().into(), item.clone()));
                            }
                            _ => return not_known(unknown.why.clone()),
                        },
                        item => {
                            let key = to_text(item)
                                .map_err(|why| say!("for_each: {}", "for_each: {}", why))?;
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
                    return not_known(say!(
                        "the number of instances is not known",
                        "インスタンスの数が不明です"
                    ));
                }
                _ => {
                    return not_known(say!(
                        "a map or a set of strings is needed, not a resource",
                        "リソースではなく、マップまたは文字列のセットが必要です"
                    ));
                }
            },
            other => {
                return not_known(say!(
                    "a map or a set is needed, not {}",
                    "{}ではなく、マップまたはセットが必要です",
                    other.what()
                ));
            }
        }
        Ok(Expansion::Each(pairs))
    }

    /// The instance of a type that a reference names, where it is one that the configuration makes.
    pub(super) fn instance_of(&self, to: &Reference, kind: &str) -> Option<Instance> {
        let modules = self.modules.borrow();
        let path = module_of(&to.address);
        let module = modules.iter().find(|it| it.path == path)?;
        let own = to.address.get(path.len()..)?.trim_start_matches('.');
        let (address, index) = without_index(own);
        let resource = module.resource(address)?;
        let is_one = *resource.kind == *kind || resource.kind.replacen("_default", "", 1) == kind;
        let key = match index.trim_start_matches('[').trim_end_matches(']') {
            "" => Key::Only,
            index => match index.parse() {
                Ok(number) => Key::Number(number),
                Err(_) => Key::Name(index.trim_matches('"').into()),
            },
        };
        (is_one && !resource.is_data).then(|| Instance {
            module: module.number,
            resource: Some(Rc::clone(&resource.address)),
            key,
        })
    }

    /// An attribute of an instance of a resource, or an output of a module.
    pub(super) fn attribute_of(&self, instance: &Instance, name: &Rc<str>) -> Answer {
        let Some(module) = self.module(instance.module) else {
            return Ok(Value::unknown(say!(
                "no such module",
                "そのようなモジュールはありません"
            )));
        };
        let Some(address) = &instance.resource else {
            return self.output(&module, name);
        };
        let Some(resource) = module.resource(address).map(Rc::clone) else {
            return Ok(Value::unknown(say!(
                "no such resource",
                "そのようなリソースはありません"
            )));
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
                message: say!(
                    "{}.{} refers to itself",
                    "{}.{} が自分自身を参照しています",
                    address,
                    name
                ),
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
        if name == "output"
            && &*resource.kind == "terraform_data"
            && let Some(input) = resource.body.attribute("input")
        {
            return self.value(scope, &input.value);
        }
        if name == "ipv6_cidr_block"
            && let Some(range) = self.amazon_range(scope, resource, key)
        {
            return Ok(range);
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
        let address = format!("{address}{}", key.shown());
        if name == FIREWALL_STATUS
            && let Some(status) = self.firewall_status(scope, resource, &address)
        {
            return Ok(status);
        }
        let to = Reference {
            address,
            attribute: name.to_owned(),
        };
        let why = match resource.is_data {
            true => say!("only known in AWS", "AWS でしか分かりません"),
            false => Said::of(AFTER_APPLY),
        };
        Ok(Value::reference(why, to))
    }
}

impl World<'_> {
    /// The IPv6 range of a VPC that Amazon gives one, as the VPC itself has it.
    fn amazon_range(&self, scope: Scope<'_>, resource: &Resource, key: &Key) -> Option<Value> {
        let asks = resource.body.attribute("assign_generated_ipv6_cidr_block");
        let asks = self.value(scope, &asks?.value).ok()?;
        let asks = super::kind::to_bool(&asks).ok()?;
        if resource.is_data || !asks {
            return None;
        }
        let address = scope.module.address(&resource.address);
        let range = amazon_range(&format!("{address}{}", key.shown()));
        self.assume(note_of_amazon_range(range));
        Some(Value::text(range.to_string()))
    }
}

impl World<'_> {
    /// Where a firewall's endpoints are, each with its zone, in the order of its subnets.
    fn firewall_status(
        &self,
        scope: Scope<'_>,
        resource: &Resource,
        address: &str,
    ) -> Option<Value> {
        let blocks = resource.body.blocks.iter();
        let mappings = self.blocks(scope, blocks.filter(|it| makes(it, "subnet_mapping")));
        let (_, mappings) = mappings.into_iter().next()?;
        let Ok(Value::Seq(mappings)) = mappings else {
            return None;
        };
        if mappings.open {
            return None;
        }
        let states = mappings.items.iter().enumerate().map(|(at, mapping)| {
            let subnet = match mapping {
                Value::Map(map) => map.entries.get("subnet_id").cloned(),
                _ => None,
            };
            let subnet = subnet.unwrap_or(Value::Null);
            let zone = match &subnet {
                Value::Unknown(unknown) => match &unknown.refers {
                    Refers::To(to) => self.instance_of(to, "aws_subnet"),
                    _ => None,
                },
                _ => None,
            };
            let zone = zone.and_then(|it| self.attribute_of(&it, &"availability_zone".into()).ok());
            let zone = zone.unwrap_or_else(|| Value::unknown(Said::of(AFTER_APPLY)));
            let to = Reference {
                address: address.to_owned(),
                attribute: format!(
                    "{FIREWALL_STATUS}[0].sync_states[{at}].attachment[0].endpoint_id"
                ),
            };
            let endpoint = Value::reference(Said::of(AFTER_APPLY), to);
            let attachment = [
                ("endpoint_id".into(), endpoint),
                ("subnet_id".into(), subnet),
            ];
            let state = [
                (
                    "attachment".into(),
                    Value::list(vec![Value::object(attachment.into())]),
                ),
                ("availability_zone".into(), zone),
            ];
            Value::object(state.into())
        });
        let status = [("sync_states".into(), Value::list(states.collect()))];
        Some(Value::list(vec![Value::object(status.into())]))
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
