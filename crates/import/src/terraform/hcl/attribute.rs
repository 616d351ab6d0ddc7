//! Attributes of instances: what is written, what is known without AWS, and else a reference.

use super::config::Resource;
use super::data;
use super::evaluate::Scope;
use super::reference::{AFTER_APPLY, META};
use super::syntax::Block;
use super::value::{Instance, Key, Value};
use super::world::{Answer, Bad, World};
use crate::assume::{amazon_range, note_of_amazon_range};
use crate::said::{Said, say};
use crate::terraform::path::{module_of, without_index};
use crate::value::{Reference, Refers};
use std::rc::Rc;

/// The attribute of a firewall that says where its endpoints are.
const FIREWALL_STATUS: &str = "firewall_status";

impl World<'_> {
    /// The instance of a type that a reference names, where it is one that the configuration makes.
    pub(super) fn instance_of(&self, to: &Reference, kind: &str) -> Option<Instance> {
        if to.root.is_some() {
            return None;
        }
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
            let scope = Scope::of(&module, &resource.file).of_each(&each);
            self.attribute_in(scope, &resource, &instance.key, name)
        });
        found.unwrap_or_else(|| {
            let what = format!("{address}.{name}");
            Err(Bad::circle(&resource.file, resource.place, what))
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
            root: None,
            attribute: name.to_owned(),
        };
        let why = match resource.is_data {
            true => say!("only known in AWS", "AWS でしか分かりません"),
            false => Said::of(AFTER_APPLY),
        };
        Ok(Value::reference(why, to))
    }

    /// The IPv6 range of a VPC that Amazon gives one, as the VPC itself has it.
    fn amazon_range(&self, scope: Scope<'_>, resource: &Resource, key: &Key) -> Option<Value> {
        let asks = resource.body.attribute("assign_generated_ipv6_cidr_block");
        let asks = self.value(scope, &asks?.value).ok()?;
        let asks = super::convert::to_bool(&asks).ok()?;
        if resource.is_data || !asks {
            return None;
        }
        let address = scope.module.address(&resource.address);
        let range = amazon_range(&format!("{address}{}", key.shown()));
        self.assume(note_of_amazon_range(range));
        Some(Value::text(range.to_string()))
    }

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
                root: None,
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
