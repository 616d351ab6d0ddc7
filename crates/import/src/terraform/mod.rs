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
mod make;
mod mention;
mod names;
mod path;
mod plan;
mod policy;
mod read;
mod resource;
mod shape;
mod state;
mod transit;

use crate::assume::region;
use crate::bad_input::BadInput;
use crate::merge::{self, Conflict, Over};
use crate::report::{Action, Log};
use crate::source::Source;
use crate::tree::Node;
use crate::value::Is;
use block::Form;
pub(crate) use block::Root;
use kinds::{Kind, What};
pub(crate) use make::make;
use names::Names;
use net::Topology;
use read::{Around, Set};
use resource::{At, Bad};
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
