//! Finding a resource by what a person types.

use crate::id::ResourceId;
use crate::topology::Topology;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a text that names a resource came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// One resource.
    Found(ResourceId),
    /// Several resources, in order.
    Several(Vec<ResourceId>),
    /// None.
    Nothing,
}

/// Ids and names of everything that can be a vantage or a target.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: BTreeMap<String, Vec<ResourceId>>,
    /// Ids once each, in the order of their letters read backwards: sorted when somebody types the
    /// end of one.
    backwards: OnceLock<Vec<ResourceId>>,
}

impl Names {
    pub(super) fn new(topology: &Topology) -> Self {
        Self {
            by_name: all(topology),
            backwards: OnceLock::new(),
        }
    }

    /// By exact id or name first, then by the end of an id.
    pub(super) fn find(&self, text: &str) -> Lookup {
        if let Some(exact) = self.by_name.get(text) {
            return of(exact.clone());
        }
        if text.is_empty() {
            return Lookup::Nothing;
        }
        let backwards = self.backwards.get_or_init(|| {
            let mut ids: Vec<ResourceId> = self.by_name.values().flatten().cloned().collect();
            ids.sort_by(|one, other| reversed(one.as_str()).cmp(reversed(other.as_str())));
            ids.dedup();
            ids
        });
        let before = |id: &ResourceId| reversed(id.as_str()).lt(reversed(text));
        let first = backwards.partition_point(before);
        let ends = backwards.iter().skip(first);
        let mut found: Vec<ResourceId> = ends
            .take_while(|id| id.as_str().ends_with(text))
            .cloned()
            .collect();
        found.sort();
        of(found)
    }
}

fn reversed(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().rev()
}

fn all(topology: &Topology) -> BTreeMap<String, Vec<ResourceId>> {
    let mut names: BTreeMap<String, Vec<ResourceId>> = BTreeMap::new();
    let mut add = |id: &ResourceId, name: Option<&str>| {
        names.entry(id.to_string()).or_default().push(id.clone());
        if let Some(name) = name.filter(|name| *name != id.as_str()) {
            names.entry(name.to_owned()).or_default().push(id.clone());
        }
    };
    for (id, it) in &topology.instance {
        add(id.as_resource(), name_tag(&it.tags));
    }
    for (id, it) in &topology.network_interface {
        add(id.as_resource(), name_tag(&it.tags));
    }
    for (id, it) in &topology.subnet {
        add(id.as_resource(), name_tag(&it.tags));
    }
    for (id, it) in &topology.vpclattice_service {
        add(id, it.name.as_deref());
    }
    for (id, it) in &topology.vpclattice_resource_configuration {
        add(id, it.name.as_deref());
    }
    for (id, it) in &topology.vpc_endpoint {
        add(id.as_resource(), name_tag(&it.tags));
    }
    for (id, it) in &topology.lb {
        add(id.as_resource(), it.name.as_deref());
    }
    for (id, it) in &topology.nat_gateway {
        add(id.as_resource(), name_tag(&it.tags));
    }
    for (id, it) in &topology.site {
        add(id, name_tag(&it.tags));
    }
    for id in topology.aws_service.keys() {
        add(id, None);
    }
    names
}

fn of(mut found: Vec<ResourceId>) -> Lookup {
    match (found.pop(), found.is_empty()) {
        (None, _) => Lookup::Nothing,
        (Some(one), true) => Lookup::Found(one),
        (Some(last), false) => {
            found.push(last);
            Lookup::Several(found)
        }
    }
}

fn name_tag(tags: &crate::topology::Tags) -> Option<&str> {
    tags.get("Name").map(String::as_str)
}
