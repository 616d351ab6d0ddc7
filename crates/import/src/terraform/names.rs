//! What ids and references stand for: one name for a resource, however it is spoken of.
//!
//! A resource is called by its address. Where another source has it by its id in AWS, it is called
//! by that, so both are one; where two different configurations use the same address, the later
//! one's names start with the name of its file.

use super::block::{Block, Form, Mode, Root};
use super::kinds::{self, Kind, What};
use crate::assume::endpoint_of_firewall;
use crate::assume::transit::DEFAULT_TABLE;
use crate::limits::{ITEMS_A_STEP, MAX_STEPS};
use crate::value::{Is, Reference, Refers, Value};
use net::Topology;
use serde_json::Value as Json;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// Attributes that are the id of their resource, under the provider's many names.
const IDS: &[&str] = &["", "allocation_id", "arn", "ids", "id", "zone_id"];

/// Attributes that are ids of what AWS makes with a resource of a type, and how the network calls
/// that, after the id of the resource.
const COMPANIONS: &[(&str, &str, &str)] = &[
    ("aws_vpc", "main_route_table_id", ".main"),
    ("aws_vpc", "default_route_table_id", ".main"),
    ("aws_vpc", "default_network_acl_id", ".default-acl"),
    ("aws_vpc", "default_security_group_id", ".default-sg"),
    (
        "aws_ec2_transit_gateway",
        "association_default_route_table_id",
        DEFAULT_TABLE,
    ),
    (
        "aws_ec2_transit_gateway",
        "propagation_default_route_table_id",
        DEFAULT_TABLE,
    ),
    ("aws_instance", "primary_network_interface_id", ".eni"),
    (
        "aws_vpn_connection",
        "transit_gateway_attachment_id",
        ".attachment",
    ),
];

/// The companions of a block: the attribute, and the ending of its name.
fn companions(block: &Block) -> impl Iterator<Item = (&'static str, &'static str)> {
    let kind = match block.kind.as_str() {
        "aws_default_vpc" => "aws_vpc",
        kind => kind,
    };
    let all = COMPANIONS.iter().filter(move |(of, _, _)| *of == kind);
    all.map(|(_, attribute, ending)| (*attribute, *ending))
}

/// How far a reference is followed through attributes of other resources.
const MAX_HOPS: usize = 16;

/// What a block is called and what it is.
#[derive(Debug)]
pub(super) struct Named<'b> {
    pub(super) id: String,
    pub(super) block: &'b Block,
    pub(super) meaning: Option<&'static Kind>,
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
    by_address: Vec<BTreeMap<&'b str, Named<'b>>>,
    by_module: Vec<BTreeMap<&'b str, Vec<&'b str>>>,
    by_aws_id: BTreeMap<&'b str, String>,
    /// The resources that AWS makes with a VPC and Terraform takes over: by VPC and attribute.
    defaults: BTreeMap<(String, &'static str), String>,
    /// Every resource of the topology by kind.
    held: BTreeMap<String, BTreeSet<String>>,
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
        names.find_defaults(roots);
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
        Named { id, block, meaning }
    }

    /// What stands for the table, ACL and group that come with each VPC.
    fn find_defaults(&mut self, roots: &'b [Root]) {
        for (at, root) in roots.iter().enumerate() {
            for block in root.blocks.iter().filter(|it| it.mode == Mode::Managed) {
                let (attribute, named_by): (&str, &[&str]) = match block.kind.as_str() {
                    "aws_default_route_table" => {
                        ("main_route_table_id", &["vpc_id", "default_route_table_id"])
                    }
                    "aws_default_network_acl" => (
                        "default_network_acl_id",
                        &["vpc_id", "default_network_acl_id"],
                    ),
                    "aws_default_security_group" => ("default_security_group_id", &["vpc_id"]),
                    _ => continue,
                };
                let vpc = named_by.iter().find_map(|name| {
                    let value = attribute_of(block, name)?;
                    self.vpc_named(at, value)
                });
                let own = self.named(at, &block.address).map(|it| it.id.clone());
                if let (Some(vpc), Some(own)) = (vpc, own) {
                    self.defaults.insert((vpc, attribute), own);
                }
            }
        }
    }

    /// Ids of what is no resource of the inputs, and stands for one or for a part of one.
    fn find_aliases(&mut self, roots: &'b [Root]) {
        for (at, root) in roots.iter().enumerate() {
            for block in &root.blocks {
                let Some(id) = self.named(at, &block.address).map(|it| it.id.clone()) else {
                    continue;
                };
                for (attribute, ending) in companions(block) {
                    if let Some(aws_id) = text(block, attribute) {
                        let name = self.companion(&id, attribute, ending);
                        self.by_aws_id.entry(aws_id).or_insert(name);
                    }
                }
                for (index, aws_id) in firewall_endpoints(block).into_iter().enumerate() {
                    if let Some(aws_id) = aws_id {
                        let name = endpoint_of_firewall(&id, index);
                        self.by_aws_id.entry(aws_id).or_insert(name);
                    }
                }
                if let Some(What::Adds(_, by, _)) =
                    kinds::of(block.mode, &block.kind).map(|it| it.is)
                    && let Some(aws_id) = text(block, "id")
                    && let Some(target) = attribute_of(block, by)
                    && let Some(target) = self.of_value(at, target)
                {
                    self.by_aws_id.entry(aws_id).or_insert(target);
                }
            }
        }
    }

    /// The VPC that a `vpc_id`, or the id of what came with it, leads to.
    fn vpc_named(&self, root: usize, value: &Value) -> Option<String> {
        match &value.is {
            Is::Text(id) => self.by_aws_id.get(id.as_str()).cloned().or_else(|| {
                let mut blocks = self.by_address.iter().flat_map(BTreeMap::values);
                let vpc = blocks.find(|it| {
                    companions(it.block).any(|(name, _)| text(it.block, name) == Some(id))
                })?;
                Some(vpc.id.clone())
            }),
            Is::Unknown(unknown) => {
                let references = match &unknown.refers {
                    Refers::To(reference) => std::slice::from_ref(reference),
                    Refers::Among(references) => references,
                    Refers::Nowhere => return None,
                };
                let mut named = references
                    .iter()
                    .filter_map(|it| self.named(root, &it.address))
                    .filter(|it| kind_of(it) == Some("vpc"));
                named.next().map(|it| it.id.clone())
            }
            Is::Nothing | Is::List(_) | Is::Map(_) => None,
        }
    }

    fn companion(&self, of: &str, attribute: &str, ending: &str) -> String {
        let attribute = match attribute {
            "default_route_table_id" => "main_route_table_id",
            other => other,
        };
        let mut found = self.defaults.iter();
        match found.find(|((vpc, name), _)| vpc == of && *name == attribute) {
            Some((_, id)) => id.clone(),
            None => format!("{of}{ending}"),
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
                for index in 0..mappings.len() {
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

fn kind_of(named: &Named<'_>) -> Option<&'static str> {
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

/// The ids of a firewall's endpoints, in the order of its subnets, as a state has them.
fn firewall_endpoints(block: &Block) -> Vec<Option<&str>> {
    fn part<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
        match &at_path(value, name)?.is {
            Is::Text(text) => Some(text),
            _ => None,
        }
    }
    let list = |path: &str| match attribute_of(block, path).map(|it| &it.is) {
        Some(Is::List(items)) => items.as_slice(),
        _ => &[],
    };
    if block.kind != "aws_networkfirewall_firewall" {
        return Vec::new();
    }
    let mappings = list("subnet_mapping").iter();
    mappings
        .map(|mapping| {
            let subnet = part(mapping, "subnet_id")?;
            let mut states = list("firewall_status[0].sync_states").iter();
            states.find_map(|state| {
                let attachment = at_path(state, "attachment[0]")?;
                (part(attachment, "subnet_id")? == subnet)
                    .then(|| part(attachment, "endpoint_id"))
                    .flatten()
            })
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

/// A value within another.
fn at_path<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let mut at = value;
    for step in steps(path) {
        at = match &at.is {
            Is::Map(entries) => &entries.iter().find(|(key, _)| key == step)?.1,
            Is::List(items) => items.get(step.parse::<usize>().ok()?)?,
            Is::Nothing | Is::Text(_) | Is::Unknown(_) => return None,
        };
    }
    Some(at)
}

/// The steps of a way such as `dns_entry[0].dns_name` or `tags["Name"]`.
fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split(['.', '[', ']'])
        .map(|step| step.trim_matches('"'))
        .filter(|step| !step.is_empty())
}

/// A way without indexes at its end: `ids[0]` is `ids`.
fn bare(path: &str) -> &str {
    path.split('[').next().unwrap_or(path)
}

/// The index an address ends with: `0`, or `"a"` with its quotes.
pub(super) fn index_of(address: &str) -> Option<&str> {
    let inner = address.strip_suffix(']')?;
    let start = last_open(inner)?;
    inner.get(start + 1..)
}

/// Where the bracket that an address ends with was opened. A key may hold brackets itself.
fn last_open(inner: &str) -> Option<usize> {
    match inner.ends_with('"') {
        true => inner.find("[\"").map(|_| inner.rfind("[\""))?,
        false => inner.rfind('['),
    }
}

/// The module an address is in; nothing for the root module.
pub(super) fn module_of(address: &str) -> &str {
    let mut rest = address;
    let mut end = 0;
    while let Some(after) = rest.strip_prefix("module.") {
        // A key in quotes may hold anything.
        let mut quoted = false;
        let close = after.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            !quoted && *c == '.'
        });
        let Some((at, _)) = close else {
            return address;
        };
        end += "module.".len() + at + 1;
        rest = address.get(end..).unwrap_or_default();
    }
    address.get(..end.saturating_sub(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{index_of, module_of};

    #[test]
    fn an_address_has_a_module_and_an_index() {
        let check = |address: &str, module: &str, index: Option<&str>| {
            assert_eq!(module_of(address), module, "{address}");
            assert_eq!(index_of(address), index, "{address}");
        };
        check("aws_vpc.main", "", None);
        check("aws_vpc.main[0]", "", Some("0"));
        check(
            "module.a.aws_vpc.main[\"x.y\"]",
            "module.a",
            Some("\"x.y\""),
        );
        check(
            "module.a[\"b.c\"].module.d[1].data.aws_vpc.main",
            "module.a[\"b.c\"].module.d[1]",
            None,
        );
        check("module.a", "module.a", None);
    }
}
