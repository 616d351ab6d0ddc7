//! Resources that only change others: routes, rules, associations and the like.
//!
//! They are applied once all sources are one topology, and all at once: the topology is JSON while
//! they are, so a list in any resource of any kind is reached by its name.

use super::World;
use super::field::Field;
use super::kinds::{Adds, Lists, Then, What};
use super::names::Named;
use super::read::{Reader, Remarks, Set};
use crate::assume::defaults;
use crate::report::{Action, Class, Log};
use crate::said::{Said, say};
use net::Topology;
use net::topology::Datum;
use serde_json::{Map, Value as Json};

/// What a block changes of another resource.
struct Change<'w> {
    /// Which root it is in.
    at: usize,
    named: &'w Named<'w>,
    /// The kind of the other resource.
    of: &'w &'static str,
    /// The attribute that names it.
    by: &'static str,
    adds: &'w Adds,
    then: Option<Then>,
    /// The other resource.
    target: String,
    /// Whether a plan takes it away again.
    is_gone: bool,
    /// Whether a plan changes it.
    is_update: bool,
}

/// Applies what the blocks of all roots change of other resources.
pub(super) fn apply(world: &World<'_>, topology: &mut Topology, log: &mut Log) {
    let mut changes = Vec::new();
    for (at, root) in world.roots.iter().enumerate() {
        let gone = root.gone.iter().map(|it| (it, true));
        let there = root.blocks.iter().map(|it| (it, false));
        for (block, is_gone) in gone.chain(there) {
            let Some(named) = world.names.named(at, &block.address) else {
                continue;
            };
            let Some(kind) = named.meaning else {
                continue;
            };
            if let What::Adds(of, by, adds) = &kind.is {
                let said = Remarks::default();
                let reader = Reader::new(world.around(at), block, &named.id, &said);
                if let Some(target) = reader.id(by, std::slice::from_ref(of)) {
                    let then = kind.then;
                    let is_update = root
                        .changes
                        .get(&block.address)
                        .is_some_and(|it| matches!(it.action, Action::Update | Action::Replace));
                    changes.push(Change {
                        at,
                        named,
                        of,
                        by,
                        adds,
                        then,
                        target,
                        is_gone,
                        is_update,
                    });
                }
                note(log, &named.id, said.notes());
            }
        }
    }
    let sets = world.sets.take();
    let mut defaults = world.names.defaults().peekable();
    if changes.is_empty() && sets.is_empty() && defaults.peek().is_none() {
        return;
    }
    // What AWS makes with a VPC is written out where something is added to it.
    for change in &changes {
        defaults::make_group(topology, &change.target);
        defaults::make_acl(topology, &change.target);
        defaults::make_table(topology, &change.target);
        defaults::make_transit_table(topology, &change.target);
    }
    let Json::Object(mut kinds) = topology.to_value() else {
        return;
    };
    for (vpc, attribute, id) in defaults {
        if let Some(vpc) = resource(&mut kinds, "vpc", vpc) {
            vpc.insert(attribute.to_owned(), id.into());
        }
    }
    for Set {
        kind,
        id,
        attribute,
        value,
    } in sets
    {
        if let Some(resource) = resource(&mut kinds, kind, &id) {
            resource.insert(attribute.to_owned(), value);
        }
    }
    for change in changes {
        let Change {
            named, by, target, ..
        } = &change;
        let said = Remarks::default();
        let reader = Reader::new(world.around(change.at), named.block, &named.id, &said);
        if resource(&mut kinds, change.of, target).is_none() {
            reader.remark(
                by,
                &say!("not among the inputs: {}", "入力にありません: {}", target),
            );
            change.stand_in(&mut kinds);
        }
        if let Some(resource) = resource(&mut kinds, change.of, target) {
            change.apply(world, &reader, resource);
        }
        note(log, &named.id, said.notes());
    }
    sort_entries(&mut kinds);
    *topology = super::make::topology_of(kinds, log);
}

impl Change<'_> {
    /// Makes an ACL that a subnet uses and nobody wrote: nothing is known of it, and it is not the
    /// default one.
    fn stand_in(&self, kinds: &mut Map<String, Json>) {
        if *self.of == "network_acl" && matches!(self.adds, Adds::Items(_)) {
            let made = defaults::unknown_acl(None, "not among the inputs");
            let map = kinds
                .entry("network_acl")
                .or_insert_with(|| Map::new().into());
            if let Some(map) = map.as_object_mut() {
                map.insert(self.target.clone(), made.to_value());
            }
        }
    }
}

/// The entries of an ACL are asked in their order.
fn sort_entries(kinds: &mut Map<String, Json>) {
    let acls = kinds.get_mut("network_acl").and_then(Json::as_object_mut);
    for acl in acls.into_iter().flat_map(Map::values_mut) {
        for list in ["ingress", "egress"] {
            if let Some(Json::Array(entries)) = acl.get_mut(list) {
                entries.sort_by_key(|it| it.get("rule_no").and_then(Json::as_u64));
            }
        }
    }
}

fn resource<'k>(
    kinds: &'k mut Map<String, Json>,
    kind: &str,
    id: &str,
) -> Option<&'k mut Map<String, Json>> {
    kinds.get_mut(kind)?.get_mut(id)?.as_object_mut()
}

fn note(log: &mut Log, id: &str, notes: Vec<(Class, Said)>) {
    for (class, note) in notes {
        log.note(id, class, note);
    }
}

impl Change<'_> {
    fn apply(&self, world: &World<'_>, reader: &Reader<'_>, resource: &mut Map<String, Json>) {
        match self.adds {
            Adds::Sets(_) | Adds::States(_) if self.is_gone => {}
            Adds::Sets(fields) => {
                for (name, value) in self.read(reader, fields) {
                    resource.insert(name, value);
                }
            }
            Adds::States(states) => {
                for (name, value) in *states {
                    resource.insert((*name).to_owned(), (*value).into());
                }
            }
            Adds::Items(fields) => {
                for (name, value) in self.read(reader, fields) {
                    let items = match value {
                        Json::Array(items) => items,
                        Json::Object(unknown) => {
                            let there = resource.entry(name).or_insert_with(|| Map::new().into());
                            if let Json::Object(there) = there {
                                there.extend(unknown);
                            }
                            continue;
                        }
                        item => vec![item],
                    };
                    let list = list(resource, &name);
                    for item in items {
                        if !world.names.searched(list.len()) {
                            list.push(item);
                        } else if self.is_gone {
                            list.retain(|it| *it != item);
                        } else if !list.contains(&item) {
                            list.push(item);
                        }
                    }
                }
            }
            Adds::Part(lists, fields, covers) => {
                let name = match lists {
                    Lists::Named(name) => name,
                    Lists::ByType => match reader.known("type") {
                        Some("egress") => "egress",
                        Some("ingress") => "ingress",
                        None => {
                            return reader.remark(
                                "type",
                                &say!("the input does not say it", "入力に値がありません"),
                            );
                        }
                        Some(_) => {
                            return reader.remark(
                                "type",
                                &say!(
                                    "neither ingress nor egress",
                                    "ingress でも egress でもありません"
                                ),
                            );
                        }
                    },
                    Lists::ByEgress if reader.is_true("egress") => "egress",
                    Lists::ByEgress => "ingress",
                };
                let part = self.read(reader, fields);
                let list = list(resource, name);
                if !world.names.searched(list.len()) {
                    reader.remark(
                        self.by,
                        &say!(
                            "too many to be compared with each other",
                            "互いに比較するには多すぎます"
                        ),
                    );
                    list.push(part.into());
                    return;
                }
                if self.is_gone || self.is_update {
                    list.retain(|it| !it.as_object().is_some_and(|it| covers(it, &part)));
                }
                if self.is_gone {
                    return;
                }
                let mut there = list.iter().filter_map(Json::as_object);
                match there.find(|it| covers(it, &part)) {
                    None => list.push(part.into()),
                    Some(there) => {
                        if let Some(what) = disagreement(there, &part) {
                            reader.remark(self.by, &what);
                        }
                    }
                }
            }
        }
    }

    fn read(&self, reader: &Reader<'_>, fields: &[Field]) -> Map<String, Json> {
        let mut map = reader.object(fields);
        if let Some(then) = self.then {
            then(&mut map, reader);
        }
        map
    }
}

fn list<'r>(resource: &'r mut Map<String, Json>, name: &str) -> &'r mut Vec<Json> {
    let list = resource
        .entry(name.to_owned())
        .or_insert_with(|| Json::Array(Vec::new()));
    if !list.is_array() {
        *list = Json::Array(Vec::new());
    }
    match list {
        Json::Array(items) => items,
        _ => unreachable!("it was just made a list"),
    }
}

/// What two descriptions of one thing say differently, beside what only describes it.
fn disagreement(there: &Map<String, Json>, new: &Map<String, Json>) -> Option<Said> {
    let said = new.iter().filter(|(name, value)| {
        value.is_string() && !matches!(name.as_str(), "description" | "state" | "protocol")
    });
    let mut differs = said.filter(|(name, value)| there.get(*name) != Some(value));
    let (name, value) = differs.next()?;
    let first = there.get(name).unwrap_or(&Json::Null);
    Some(say!(
        "{} is {} first and {} here; the first stays",
        "{} は先に {}、ここでは {} です。前者を採用します",
        name,
        first,
        value
    ))
}
