//! What ids and references stand for: one name for a resource, however it is spoken of.
//!
//! A resource is called by its address. Where another source has it by its id in AWS, it is called
//! by that, so both are one; where two different configurations use the same address, the later
//! one's names start with the name of its file.

use super::alias::companions;
use super::block::{Block, Form, Mode, Root};
use super::kinds::{self, Kind, What};
use super::path::{at_path, bare, index_of, module_of, steps};
use crate::assume::endpoint_of_firewall;
use crate::limits::{ITEMS_A_STEP, MAX_STEPS};
use crate::value::{Is, Reference, Refers, Value};
use net::Topology;
use serde_json::Value as Json;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// Attributes that are the id of their resource, under the provider's many names.
const IDS: &[&str] = &[
    "",
    "allocation_id",
    "arn",
    "ids",
    "id",
    "listener_id",
    "zone_id",
];

/// How far a reference is followed through attributes of other resources.
const MAX_HOPS: usize = 16;

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

/// Which resources a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) id: String,
    /// Its own last index, such as `0` or `"a"`.
    pub(super) index: Option<String>,
    /// Whether the reference only named the module it is in.
    pub(super) guessed: bool,
}

/// Candidates, each once.
#[derive(Debug, Default)]
struct Candidates {
    all: Vec<Candidate>,
    seen: BTreeSet<String>,
}

impl Candidates {
    fn push(&mut self, it: Candidate) {
        if self.seen.insert(it.id.clone()) {
            self.all.push(it);
        }
    }
}

/// All names of an import.
#[derive(Debug)]
pub(super) struct Names<'b> {
    pub(super) by_address: Vec<BTreeMap<&'b str, Named<'b>>>,
    by_module: Vec<BTreeMap<&'b str, Vec<&'b str>>>,
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

    /// The resources of some kinds that a reference leads to.
    pub(super) fn of_reference(
        &self,
        root: usize,
        reference: &Reference,
        kinds: &[&str],
    ) -> Vec<Candidate> {
        let mut found = Candidates::default();
        self.follow(root, reference, kinds, 0, &mut found);
        found.all
    }

    fn follow(
        &self,
        root: usize,
        reference: &Reference,
        kinds: &[&str],
        hops: usize,
        found: &mut Candidates,
    ) {
        if hops > MAX_HOPS {
            return;
        }
        let (instances, guessed) = self.instances(root, &reference.address);
        for named in instances {
            if !self.step() {
                return;
            }
            let mut push = |id: String| {
                let index = index_of(&named.block.address).map(str::to_owned);
                found.push(Candidate { id, index, guessed });
            };
            let attribute = bare(&reference.attribute);
            if let Some(ids) = self.listed(root, named.block) {
                ids.into_iter().for_each(&mut push);
                continue;
            }
            let kind = kind_of(named);
            let companion = companions(named.block).find(|it| it.0 == attribute);
            if let Some((name, ending)) = companion {
                push(self.companion(&named.id, name, ending));
                continue;
            }
            if attribute == "firewall_status" {
                let mappings = attribute_of(named.block, "subnet_mapping").map(|it| &it.is);
                let Some(Is::List(mappings)) = mappings else {
                    continue;
                };
                // `firewall_status[0].sync_states[1]...` is the second one.
                let mut one = steps(&reference.attribute).skip_while(|it| *it != "sync_states");
                let one: Option<usize> = one.nth(1).and_then(|it| it.parse().ok());
                for index in (0..mappings.len()).filter(|at| one.is_none_or(|it| it == *at)) {
                    found.push(Candidate {
                        id: endpoint_of_firewall(&named.id, index),
                        index: Some(index.to_string()),
                        guessed,
                    });
                }
                continue;
            }
            let is_service = kind == Some("vpc_endpoint_service") && attribute == "service_name";
            if IDS.contains(&attribute) || is_service {
                // What only changes another resource has no id of its own: the other's is meant.
                if let Some(What::Adds(_, by, _)) = named.meaning.map(|it| it.is)
                    && !guessed
                    && let Some(value) = attribute_of(named.block, by)
                {
                    self.follow_value(root, value, kinds, hops, found);
                } else if kinds.is_empty() || kind.is_some_and(|it| kinds.contains(&it)) {
                    // A bucket's id is its name.
                    let name = (named.block.kind == "aws_s3_bucket")
                        .then(|| text(named.block, "bucket"))
                        .flatten();
                    push(name.map_or_else(|| named.id.clone(), str::to_owned));
                }
                continue;
            }
            if let Some(value) = at_path(&named.block.attributes, &reference.attribute) {
                self.follow_value(root, value, kinds, hops, found);
            }
        }
    }

    fn follow_value(
        &self,
        root: usize,
        value: &Value,
        kinds: &[&str],
        hops: usize,
        found: &mut Candidates,
    ) {
        match &value.is {
            Is::Text(text) => {
                let id = self.of_text(text).unwrap_or(text);
                let is_there = match kinds {
                    [] => id != text || self.held.values().any(|held| held.contains(id)),
                    kinds => self.holds(kinds, id),
                };
                if is_there {
                    found.push(Candidate {
                        id: id.to_owned(),
                        index: None,
                        guessed: false,
                    });
                }
            }
            Is::List(items) => {
                for item in items {
                    self.follow_value(root, item, kinds, hops + 1, found);
                }
            }
            Is::Unknown(unknown) => {
                let references = match &unknown.refers {
                    Refers::To(reference) => std::slice::from_ref(reference),
                    Refers::Among(references) => references,
                    Refers::Nowhere => &[],
                };
                for reference in references {
                    self.follow(root, reference, kinds, hops + 1, found);
                }
            }
            Is::Nothing | Is::Map(_) => {}
        }
    }

    /// The one resource that a value stands for.
    pub(super) fn of_value(&self, root: usize, value: &Value) -> Option<String> {
        let mut found = Candidates::default();
        self.follow_value(root, value, &[], 0, &mut found);
        match found.all.as_slice() {
            [one] => Some(one.id.clone()),
            _ => None,
        }
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

    /// The blocks an address names: one instance, all of a resource, or all of a module. Whether
    /// it was a module is said beside.
    fn instances(&self, root: usize, address: &str) -> (Vec<&Named<'b>>, bool) {
        let Some(blocks) = self.by_address.get(root) else {
            return (Vec::new(), false);
        };
        if let Some(named) = blocks.get(address) {
            return (vec![named], false);
        }
        let opened = format!("{address}[");
        let from = (Bound::Included(opened.as_str()), Bound::Unbounded);
        let all: Vec<&Named<'b>> = blocks
            .range::<str, _>(from)
            .take_while(|(it, _)| it.starts_with(&opened))
            .filter(|(it, _)| !it.get(opened.len()..).unwrap_or_default().contains("]."))
            .map(|(_, named)| named)
            .collect();
        if !all.is_empty() {
            return (all, false);
        }
        let members = self.by_module.get(root).and_then(|it| it.get(address));
        let members = members.into_iter().flatten();
        (members.filter_map(|it| blocks.get(it)).collect(), true)
    }

    /// A value of an attribute of another block that is written, or was assumed by the reading
    /// before.
    pub(super) fn value(&self, root: usize, reference: &Reference) -> Option<Value> {
        let named = self.named(root, &reference.address)?;
        let written = at_path(&named.block.attributes, &reference.attribute);
        if let Some(value) = written
            && value.first_unknown().is_none()
            && value.is != Is::Nothing
        {
            return Some(value.clone());
        }
        if reference.attribute == "service_type" {
            return service_type(named.block);
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

    fn step(&self) -> bool {
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
