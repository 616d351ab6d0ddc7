//! Terraform: what `terraform show -json` prints of a plan or a state, raw states, and folders of
//! configuration.
//!
//! All of them become [`block::Root`]s, and everything after that is the same for all. The
//! topology is spelled as Terraform spells, so what a resource type means is a row of a table: the
//! attributes that are copied (`kinds`), and those a companion adds to another resource (`add`).
//! `names` knows what an id of AWS or a reference stands for.
//!
//! Read in this order: `block`, `field`, `kinds`, `names`, `read`, `add`; then the readers.
//!
//! What it does not know: local values of a plan are not in its JSON, so what is made of them is
//! found by what there is in the module, and said to be assumed.

pub mod block;

mod add;
mod alias;
mod ask;
pub(crate) mod companion;
mod configuration;
mod field;
mod finish;
mod follow;
pub(crate) mod hcl;
mod identity;
mod kinds;
mod left_out;
mod lookup;
mod names;
mod path;
mod plan;
mod policy;
mod read;
mod resource;
mod state;
mod transit;

use crate::assume::region;
use crate::bad_input::BadInput;
use crate::merge::{self, Conflict, Over};
use crate::report::{Action, Class, Log, ResourceReport};
use crate::said::say;
use crate::source::Source;
use crate::tree::Node;
use crate::value::Is;
pub(crate) use block::Root;
use block::{Block, Form, Mode};
use kinds::{Kind, What};
use names::{Named, Names};
use net::Topology;
use read::{Around, Reader, Remarks, Set};
use resource::{At, Bad};
use serde_json::{Map, Value as Json};
use std::cell::RefCell;

/// The roots of one import and what is known beside them.
#[derive(Debug)]
pub(crate) struct World<'b> {
    roots: &'b [Root],
    names: Names<'b>,
    region: &'b str,
    region_is_assumed: bool,
    sets: RefCell<Vec<Set>>,
}

impl<'b> World<'b> {
    /// Makes ready for a reading: beside other sources, and with the reading before.
    pub(crate) fn new(
        roots: &'b [Root],
        others: &Topology,
        before: Option<&Topology>,
        region: &'b str,
        region_is_assumed: bool,
    ) -> Self {
        // Without a root nobody asks what others hold, and to name all of a large dump takes time.
        let nothing = Topology::default();
        let others = if roots.is_empty() { &nothing } else { others };
        Self {
            roots,
            names: Names::of(roots, others, before.map(Topology::to_value)),
            region,
            region_is_assumed,
            sets: RefCell::default(),
        }
    }

    /// Whether something was asked for that only the next reading can know.
    pub(crate) fn asks_for_more(&self) -> bool {
        self.names.asks_for_more()
    }

    fn around(&self, root: usize) -> Around<'_> {
        let form = self.roots.get(root).map(|it| it.form);
        Around {
            names: &self.names,
            root,
            region: self.region,
            region_is_assumed: self.region_is_assumed,
            is_applied: form == Some(Form::State),
            is_exact: form == Some(Form::Configuration),
        }
    }
}

/// How a form of Terraform's JSON is told, and who reads it.
struct Tell {
    tells: fn(&Node) -> bool,
    read: fn(&mut Root, &At<'_>, &Node) -> Result<(), Bad>,
}

/// The forms, in the order in which they are tried.
const FORMS: &[Tell] = &[
    Tell {
        tells: |it| it.get("planned_values").is_some() || it.get("resource_changes").is_some(),
        read: plan::planned,
    },
    Tell {
        tells: |it| it.get("version").is_some() && it.get("modules").is_some(),
        read: state::version_3,
    },
    Tell {
        tells: |it| it.get("version").is_some() && it.get("terraform_version").is_some(),
        read: state::raw,
    },
    Tell {
        tells: |it| {
            let keys = ["format_version", "terraform_version"];
            it.get("values")
                .is_some_and(|it| it.get("root_module").is_some())
                || keys.iter().all(|key| it.get(key).is_some())
        },
        read: state::shown,
    },
];

/// What it is, for people who gave something else.
pub(crate) const WHAT: net::lang::Says = net::lang::Says {
    en: "a plan or a state of Terraform as JSON",
    ja: "Terraform のプランまたはステートの JSON",
};

/// Whether a tree is JSON of Terraform.
pub(crate) fn looks_like_one(document: &Node) -> bool {
    FORMS.iter().any(|form| (form.tells)(document))
}

/// Reads a plan or a state.
///
/// # Errors
///
/// When a part of it is not what Terraform writes.
pub(crate) fn read(source: &Source, document: &Node) -> Result<Root, BadInput> {
    let mut root = Root {
        name: source.stack_name().to_owned(),
        is_stack: source.stack.is_some(),
        ..Root::default()
    };
    let at = At { file: &source.name };
    if let Some(form) = FORMS.iter().find(|form| (form.tells)(document)) {
        let read = (form.read)(&mut root, &at, document);
        read.map_err(|(place, message)| BadInput::at(&source.name, place, message))?;
    }
    Ok(root)
}

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
fn change_of(world: &World<'_>, root: &Root, address: &str) -> Option<crate::report::Change> {
    let mut change = root.changes.get(address)?.clone();
    let around = change.within.as_deref();
    if let Some(named) = around.and_then(|id| world.names.of_text(id)) {
        change.within = Some(named.to_owned());
    }
    Some(change)
}

/// The document as a topology. A test holds the tables to the topology's types; a resource that
/// does not fit all the same is left out and said to be.
fn topology_of(kinds: Map<String, Json>, log: &mut Log) -> Topology {
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

/// Makes the resources of a root part of everything. A plan is over what there is: what it would
/// change and delete is changed and gone.
pub(crate) fn merge(
    world: &World<'_>,
    at: usize,
    topology: &mut Topology,
    part: Topology,
) -> Vec<Conflict> {
    let Some(root) = world.roots.get(at) else {
        return Vec::new();
    };
    let mut over = Over::default();
    for block in &root.blocks {
        let change = root.changes.get(&block.address).map(|it| it.action);
        if let Some(Action::Update | Action::Replace) = change
            && let Some(named) = world.names.named(at, &block.address)
            && let Some(Kind {
                is: What::Makes(_, fields),
                ..
            }) = named.meaning
        {
            let is_empty = |name: &str| {
                names::attribute_of(block, name).is_some_and(|it| it.is == Is::List(Vec::new()))
            };
            let emptied = fields.iter().filter(|it| is_empty(it.from)).map(|it| it.to);
            over.later.insert(named.id.clone(), emptied.collect());
            if change == Some(Action::Replace) {
                over.replaced.insert(named.id.clone());
            }
        }
    }
    for block in &root.gone {
        if let Some(named) = world.names.named(at, &block.address)
            && let Some(kind) = named.meaning.and_then(Kind::kind)
        {
            over.gone.push((kind, named.id.clone()));
        }
    }
    // The interface that came with an instance goes with it.
    topology.network_interface.retain(|_, interface| {
        let instance = interface
            .attachment
            .as_ref()
            .and_then(|it| it.instance.as_ref());
        instance.is_none_or(|it| {
            let is_gone = over.gone.iter().any(|(_, id)| id == it.as_str());
            !is_gone && !over.replaced.contains(it.as_str())
        })
    });
    merge::merge_over(topology, part, &root.name, &over)
}

/// The Region that most of the roots' providers name; the first of equals.
pub(crate) fn region_of_most(roots: &[Root]) -> Option<String> {
    let blocks = roots.iter().flat_map(|it| &it.blocks);
    region::most(blocks.filter_map(|it| it.region.as_deref()))
}

/// Lets the resources that only change others do so, now that all sources are one topology.
pub(crate) fn add(world: &World<'_>, topology: &mut Topology, log: &mut Log) {
    add::apply(world, topology, log);
    transit::join(world, topology, log);
    finish::all(world, topology, log);
}
