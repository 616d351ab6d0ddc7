//! Where a reference leads: through attributes of other blocks, to the resources it stands for.

use super::alias::companions;
use super::kinds::What;
use super::names::{Named, Names, attribute_of, kind_of, text};
use super::path::{at_path, bare, index_of, steps};
use crate::assume::endpoint_of_firewall;
use crate::value::{Is, Reference, Refers, Value};
use std::collections::BTreeSet;
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

impl<'b> Names<'b> {
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
        let root = self.root_of(root, reference);
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
}
