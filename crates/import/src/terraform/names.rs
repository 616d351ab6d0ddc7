//! What ids and references stand for: one name for a resource, however it is spoken of.
//!
//! A resource is called by its address. Where another source has it by its id in AWS, it is called
//! by that, so both are one; where two different configurations use the same address, the later
//! one's names start with the name of its file.

use super::block::{Block, Form, Mode, Root};
use super::kinds::{self, Kind};
use super::path::{at_path, module_of, steps};
use crate::limits::{ITEMS_A_STEP, MAX_STEPS};
use crate::value::{Is, Reference, Value};
use net::Topology;
use serde_json::Value as Json;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What a block is called and what it is.
#[derive(Debug)]
pub(super) struct Named<'b> {
    pub(super) id: String,
    pub(super) block: &'b Block,
    pub(super) meaning: Option<&'static Kind>,
    /// Of a data source whose name is the one of what it looks up.
    pub(super) stands_for: Option<StandsFor>,
}

/// How a data source came to the name of what it looks up.
#[derive(Debug)]
pub(super) struct StandsFor {
    /// What it is called itself.
    pub(super) own: String,
    /// Whether it names that by its id.
    pub(super) is_sure: bool,
}

/// All names of an import.
#[derive(Debug)]
pub(super) struct Names<'b> {
    /// What the roots are called.
    roots: Vec<&'b str>,
    pub(super) by_address: Vec<BTreeMap<&'b str, Named<'b>>>,
    pub(super) by_module: Vec<BTreeMap<&'b str, Vec<&'b str>>>,
    pub(super) by_aws_id: BTreeMap<&'b str, String>,
    /// The resources that AWS makes with a VPC and Terraform takes over: by VPC and attribute.
    pub(super) defaults: BTreeMap<(String, &'static str), String>,
    /// Every resource of the topology by kind.
    pub(super) held: BTreeMap<String, BTreeSet<String>>,
    /// The reading before, as JSON, which knows what was assumed there.
    before: Option<Json>,
    /// Whether something was asked for that only the next reading can know.
    asked: Cell<bool>,
    steps: Cell<usize>,
}

impl<'b> Names<'b> {
    /// Names what is in the roots, beside what other sources hold.
    pub(super) fn of(roots: &'b [Root], others: &Topology, before: Option<Json>) -> Self {
        let mut names = Self {
            roots: roots.iter().map(|it| it.name.as_str()).collect(),
            by_address: Vec::new(),
            by_module: Vec::new(),
            by_aws_id: BTreeMap::new(),
            defaults: BTreeMap::new(),
            held: held(others),
            before,
            asked: Cell::new(false),
            steps: Cell::new(0),
        };
        let mut taken: BTreeMap<&str, (Form, Option<&str>)> = BTreeMap::new();
        for root in roots {
            let prefix = names.prefix(root, &taken);
            // Managed resources first: what one root makes and another looks up is the former's.
            let (managed, data): (Vec<&Block>, Vec<&Block>) =
                root.blocks.iter().partition(|it| it.mode == Mode::Managed);
            let mut by_address = BTreeMap::new();
            let mut by_module: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for block in managed.into_iter().chain(data).chain(&root.gone) {
                let named = names.name(root, block, &prefix);
                taken
                    .entry(&block.address)
                    .or_insert((root.form, aws_id(block)));
                by_module
                    .entry(module_of(&block.address))
                    .or_default()
                    .push(&block.address);
                by_address.entry(block.address.as_str()).or_insert(named);
            }
            names.by_address.push(by_address);
            names.by_module.push(by_module);
        }
        names.find_vpcs();
        names.find_defaults(roots);
        names.find_lookups();
        names.find_aliases(roots);
        names
    }

    /// What the names of a root start with: nothing, unless another root uses its addresses.
    fn prefix(&self, root: &Root, taken: &BTreeMap<&str, (Form, Option<&str>)>) -> String {
        let clashes = root.blocks.iter().any(|block| {
            let makes = kinds::of(block.mode, &block.kind).is_some_and(|it| it.kind().is_some());
            taken.get(block.address.as_str()).is_some_and(|(form, id)| {
                let other = id.zip(aws_id(block)).is_some_and(|(a, b)| a != b);
                makes && (*form == root.form || other)
            })
        });
        match root.is_stack || clashes {
            true => format!("{}.", root.name),
            false => String::new(),
        }
    }

    fn name(&mut self, root: &'b Root, block: &'b Block, prefix: &str) -> Named<'b> {
        let meaning = kinds::of(block.mode, &block.kind);
        let own = format!("{prefix}{}", block.address);
        let Some(kind) = meaning.and_then(Kind::kind) else {
            return Named {
                id: own,
                block,
                meaning,
                stands_for: None,
            };
        };
        let mut ids: Vec<&str> = ["arn", "id"]
            .iter()
            .filter_map(|name| text(block, name))
            .collect();
        // What is replaced has another id before.
        let change = root.changes.get(&block.address);
        ids.extend(change.and_then(|it| it.id_before.as_deref()));
        let elsewhere = self.held.get(kind);
        let known = ids
            .iter()
            .find(|it| elsewhere.is_some_and(|held| held.contains(**it)))
            .map(|it| (*it).to_owned());
        let called = ids.iter().find_map(|it| self.by_aws_id.get(it)).cloned();
        let id = known.or(called).unwrap_or(own);
        for aws_id in ids {
            self.by_aws_id.entry(aws_id).or_insert_with(|| id.clone());
        }
        self.held
            .entry(kind.to_owned())
            .or_default()
            .insert(id.clone());
        Named {
            id,
            block,
            meaning,
            stands_for: None,
        }
    }

    /// The resources that Terraform takes over from a VPC: VPC, attribute, id.
    pub(super) fn defaults(&self) -> impl Iterator<Item = (&str, &'static str, &str)> {
        let all = self.defaults.iter();
        all.map(|((vpc, attribute), id)| (vpc.as_str(), *attribute, id.as_str()))
    }

    /// The VPC that a default resource came with.
    pub(super) fn vpc_of_default(&self, id: &str) -> Option<&str> {
        self.defaults()
            .find(|(_, _, own)| *own == id)
            .map(|it| it.0)
    }

    /// The root that a reference leads to from another one.
    pub(super) fn root_of(&self, from: usize, reference: &Reference) -> usize {
        let Some(root) = &reference.root else {
            return from;
        };
        self.roots.iter().position(|it| it == root).unwrap_or(from)
    }

    /// A block by its address.
    pub(super) fn named(&self, root: usize, address: &str) -> Option<&Named<'b>> {
        self.by_address.get(root)?.get(address)
    }

    /// Whether a resource of one of the kinds is among the inputs.
    pub(super) fn holds(&self, kinds: &[&str], id: &str) -> bool {
        kinds
            .iter()
            .any(|kind| self.held.get(*kind).is_some_and(|held| held.contains(id)))
    }

    /// What an id of AWS is called here.
    pub(super) fn of_text(&self, id: &str) -> Option<&str> {
        self.by_aws_id.get(id).map(String::as_str)
    }

    /// Whether a block called so writes an attribute.
    pub(super) fn says(&self, id: &str, name: &str) -> bool {
        let mut blocks = self.by_address.iter().flat_map(BTreeMap::values);
        blocks.any(|it| {
            let value = attribute_of(it.block, name).map(|it| &it.is);
            it.id == id && value.is_some_and(|it| *it != Is::List(Vec::new()))
        })
    }

    /// The default group of a VPC.
    pub(super) fn default_group(&self, vpc: &str) -> String {
        self.companion(vpc, "default_security_group_id", ".default-sg")
    }

    /// A value of an attribute of another block that is written, or was assumed by the reading
    /// before.
    pub(super) fn value(&self, root: usize, reference: &Reference) -> Option<Value> {
        let named = self.named(self.root_of(root, reference), &reference.address)?;
        let written = at_path(&named.block.attributes, &reference.attribute);
        if let Some(value) = written
            && value.first_unknown().is_none()
            && value.is != Is::Nothing
        {
            return Some(value.clone());
        }
        match reference.attribute.as_str() {
            "service_type" => return service_type(named.block),
            "prefix_list_id" => return prefix_list(named.block),
            _ => {}
        }
        let kind = kind_of(named)?;
        let Some(before) = &self.before else {
            self.asked.set(true);
            return None;
        };
        let mut at = before.get(kind)?.get(&named.id)?;
        for step in steps(&reference.attribute) {
            at = match at {
                Json::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                other => other.get(step)?,
            };
        }
        of_json(named.block, at)
    }

    /// Whether another reading would know more.
    pub(super) fn asks_for_more(&self) -> bool {
        self.asked.get()
    }

    /// Counts things that were looked through. False where there have been too many.
    pub(super) fn searched(&self, items: usize) -> bool {
        self.steps.set(self.steps.get() + items / ITEMS_A_STEP);
        self.steps.get() <= MAX_STEPS
    }

    pub(super) fn step(&self) -> bool {
        self.steps.set(self.steps.get() + 1);
        self.steps.get() <= MAX_STEPS
    }
}

/// The type of endpoint that an endpoint service takes: what stands behind it says so.
fn service_type(service: &Block) -> Option<Value> {
    let has = |attribute| {
        let balancers = attribute_of(service, attribute);
        balancers.is_some_and(|it| !matches!(&it.is, Is::Nothing) && it.is != Is::List(Vec::new()))
    };
    let is = match (
        has("gateway_load_balancer_arns"),
        has("network_load_balancer_arns"),
    ) {
        (true, false) => "GatewayLoadBalancer",
        (false, true) => "Interface",
        _ => return None,
    };
    Some(Value::text(service.place, is))
}

/// The prefix list that a gateway endpoint routes to, by the name that the network gives AWS's own.
fn prefix_list(endpoint: &Block) -> Option<Value> {
    let kind = text(endpoint, "vpc_endpoint_type").unwrap_or("Gateway");
    let service = text(endpoint, "service_name")?;
    let is_gateway = endpoint.kind == "aws_vpc_endpoint" && kind.eq_ignore_ascii_case("gateway");
    is_gateway.then(|| Value::text(endpoint.place, net::service::prefix_list_id(service)))
}

pub(super) fn kind_of(named: &Named<'_>) -> Option<&'static str> {
    named.meaning?.kind()
}

/// A value of the topology as a value of Terraform.
fn of_json(block: &Block, json: &Json) -> Option<Value> {
    let is = match json {
        Json::String(text) => Is::Text(text.clone()),
        Json::Number(number) => Is::Text(number.to_string()),
        Json::Bool(truth) => Is::Text(truth.to_string()),
        Json::Array(items) => Is::List(items.iter().filter_map(|it| of_json(block, it)).collect()),
        Json::Null | Json::Object(_) => return None,
    };
    Some(Value::new(block.place, is))
}

fn held(topology: &Topology) -> BTreeMap<String, BTreeSet<String>> {
    let Json::Object(kinds) = topology.to_value() else {
        return BTreeMap::new();
    };
    kinds
        .into_iter()
        .filter_map(|(kind, resources)| match resources {
            Json::Object(resources) => Some((kind, resources.into_iter().map(|it| it.0).collect())),
            _ => None,
        })
        .collect()
}

/// The id in AWS, where it is known.
fn aws_id(block: &Block) -> Option<&str> {
    text(block, "id")
}

/// A text of a block.
pub(super) fn text<'b>(block: &'b Block, name: &str) -> Option<&'b str> {
    match &attribute_of(block, name)?.is {
        Is::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// A value of a block.
pub(super) fn attribute_of<'b>(block: &'b Block, name: &str) -> Option<&'b Value> {
    at_path(&block.attributes, name)
}
