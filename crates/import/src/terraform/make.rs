//! What the blocks of a root are in the topology, and what is listed of each.

use super::block::{Block, Mode, Root};
use super::kinds::{Kind, What};
use super::names::Named;
use super::read::{Reader, Remarks};
use super::{World, left_out};
use crate::report::{Change, Class, Log, ResourceReport};
use crate::said::say;
use net::Topology;
use serde_json::{Map, Value as Json};

/// Turns the blocks of one root into the topology's resources, and lists every one of them.
///
/// What only changes another resource is left for [`add`].
pub(crate) fn make(world: &World<'_>, at: usize, log: &mut Log) -> Topology {
    let mut kinds: Map<String, Json> = Map::new();
    let Some(root) = world.roots.get(at) else {
        return Topology::default();
    };
    for block in &root.blocks {
        let Some(named) = world.names.named(at, &block.address) else {
            continue;
        };
        let own = named.stands_for.as_ref().map(|it| &it.own);
        let mut entry = entry(block, own.unwrap_or(&named.id));
        let change = change_of(world, root, &block.address);
        for (class, note) in &block.notes {
            entry.class = entry.class.max(*class);
            entry.notes.push(note.clone());
        }
        match (named.meaning, &named.stands_for) {
            (None, _) => leave_out(world, at, block, &mut entry),
            (Some(_), Some(it)) => stand_for(&named.id, it.is_sure, &mut entry),
            (Some(_), None) => make_one(world, at, named, &mut kinds, &mut entry),
        }
        let id = entry.id.clone();
        log.list(entry);
        if let Some(change) = change {
            log.change(&id, change);
        }
    }
    for other in &root.others {
        log.list(other.clone());
    }
    for block in &root.gone {
        let Some(named) = world.names.named(at, &block.address) else {
            continue;
        };
        let mut entry = entry(block, &named.id);
        entry.class = Class::Ignored;
        entry
            .notes
            .extend(block.notes.iter().map(|it| it.1.clone()));
        if entry.notes.is_empty() {
            entry
                .notes
                .push(say!("the plan deletes it", "プランで削除されます"));
        }
        log.list(entry);
        if let Some(change) = change_of(world, root, &block.address) {
            log.change(&named.id, change);
        }
    }
    topology_of(kinds, log)
}

/// What a plan would do with a resource, and what that is in by its name in the topology.
fn change_of(world: &World<'_>, root: &Root, address: &str) -> Option<Change> {
    let mut change = root.changes.get(address)?.clone();
    let around = change.within.as_deref();
    if let Some(named) = around.and_then(|id| world.names.of_text(id)) {
        change.within = Some(named.to_owned());
    }
    Some(change)
}

/// The document as a topology. A test holds the tables to the topology's types; a resource that
/// does not fit all the same is left out and said to be.
pub(super) fn topology_of(kinds: Map<String, Json>, log: &mut Log) -> Topology {
    let document = |kinds: Map<String, Json>| {
        let format = ("format".to_owned(), net::topology::FORMAT.into());
        Topology::from_value(&Json::Object(kinds.into_iter().chain([format]).collect()))
    };
    if let Ok(topology) = document(kinds.clone()) {
        return topology;
    }
    let mut fit: Map<String, Json> = Map::new();
    for (kind, resources) in kinds {
        let Json::Object(resources) = resources else {
            continue;
        };
        let mut kept = Map::new();
        for (id, resource) in resources {
            let lone = Json::Object(Map::from_iter([(id.clone(), resource.clone())]));
            match document(Map::from_iter([(kind.clone(), lone)])) {
                Ok(_) => {
                    kept.insert(id, resource);
                }
                Err(message) => {
                    log.unresolved(&id, say!("left out: {}", "除外しました: {}", message));
                }
            }
        }
        fit.insert(kind, kept.into());
    }
    document(fit).unwrap_or_default()
}

fn make_one(
    world: &World<'_>,
    at: usize,
    named: &Named<'_>,
    kinds: &mut Map<String, Json>,
    entry: &mut ResourceReport,
) {
    let Some(Kind { is, then, .. }) = named.meaning else {
        return;
    };
    let said = Remarks::default();
    let reader = Reader::new(world.around(at), named.block, &named.id, &said);
    let mut made = Vec::new();
    match (is, then) {
        (What::Makes(kind, fields), _) => {
            let mut resource = reader.object(fields);
            if let Some(then) = then {
                then(&mut resource, &reader);
            }
            made.push((*kind, named.id.clone(), resource));
        }
        (What::Known(_), Some(then)) => then(&mut Map::new(), &reader),
        (What::Known(_), None) => leave_out(world, at, named.block, entry),
        (What::Adds(..), _) => {}
    }
    made.extend(said.made());
    world.sets.borrow_mut().extend(said.sets());
    for (class, note) in said.notes() {
        entry.class = entry.class.max(class);
        entry.notes.push(note);
    }
    for (kind, id, resource) in made {
        let Json::Object(resources) = kinds
            .entry(kind)
            .or_insert_with(|| Json::Object(Map::new()))
        else {
            continue;
        };
        // What is looked up and made by the same configuration is one; the first says more.
        match resources.get_mut(&id) {
            Some(Json::Object(there)) => {
                for (name, value) in resource {
                    there.entry(name).or_insert(value);
                }
            }
            _ => {
                resources.insert(id, resource.into());
            }
        }
    }
}

/// What a data source looks up is another resource of the inputs.
fn stand_for(id: &str, is_sure: bool, entry: &mut ResourceReport) {
    let (class, note) = match is_sure {
        true => (
            Class::Understood,
            say!("looks up {}", "{} を参照します", id),
        ),
        false => (
            Class::Assumed,
            say!(
                "looks up {}, the only one of the inputs that fits",
                "{} を参照します (入力の中で条件に合う唯一のもの)",
                id
            ),
        ),
    };
    entry.class = entry.class.max(class);
    entry.notes.push(note);
}

fn leave_out(world: &World<'_>, at: usize, block: &Block, entry: &mut ResourceReport) {
    if let Some(ids) = world.names.listed(at, block) {
        entry.class = entry.class.max(Class::Assumed);
        entry.notes.push(say!(
            "looks up {}: all of the inputs that fit",
            "{} を参照します (入力の中で条件に合うすべて)",
            ids.join(", ")
        ));
        return;
    }
    let (class, why) = left_out::why(block);
    entry.class = entry.class.max(class);
    entry.notes.push(why);
}

fn entry(block: &Block, id: &str) -> ResourceReport {
    let kind = match block.mode {
        Mode::Managed => block.kind.clone(),
        Mode::Data => format!("data.{}", block.kind),
    };
    ResourceReport {
        id: id.to_owned(),
        kind,
        class: Class::Understood,
        file: block.file.clone(),
        line: block.place.line,
        column: block.place.column,
        notes: Vec::new(),
        change: None,
    }
}
