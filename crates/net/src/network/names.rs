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

/// Names of everything that can be a vantage or a target. They are gathered when somebody types one:
/// what is asked by its id alone needs none.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: OnceLock<BTreeMap<String, Vec<ResourceId>>>,
    /// Ids once each, in the order of their letters read backwards.
    backwards: OnceLock<Vec<ResourceId>>,
}

impl Names {
    /// By id first, then by exact name, then by the end of an id.
    pub(super) fn find(&self, topology: &Topology, text: &str) -> Lookup {
        if let Some(id) = with_id(topology, text) {
            return Lookup::Found(id.clone());
        }
        if let Some(named) = self.by_name.get_or_init(|| by_name(topology)).get(text) {
            return of(named.clone());
        }
        if text.is_empty() {
            return Lookup::Nothing;
        }
        let backwards = self.backwards.get_or_init(|| backwards(topology));
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

fn by_name(topology: &Topology) -> BTreeMap<String, Vec<ResourceId>> {
    let mut names: BTreeMap<String, Vec<ResourceId>> = BTreeMap::new();
    each(topology, |id, name| {
        if let Some(name) = name {
            names.entry(name.to_owned()).or_default().push(id.clone());
        }
    });
    names
}

fn backwards(topology: &Topology) -> Vec<ResourceId> {
    let mut ids = Vec::new();
    each(topology, |id, _| ids.push(id.clone()));
    ids.sort_by(|one, other| reversed(one.as_str()).cmp(reversed(other.as_str())));
    ids.dedup();
    ids
}

/// The id, where something that can be a vantage or a target has it.
fn with_id<'a>(topology: &'a Topology, id: &str) -> Option<&'a ResourceId> {
    let of = topology;
    None.or_else(|| Some(of.instance.get_key_value(id)?.0.as_resource()))
        .or_else(|| Some(of.network_interface.get_key_value(id)?.0.as_resource()))
        .or_else(|| Some(of.subnet.get_key_value(id)?.0.as_resource()))
        .or_else(|| Some(of.vpclattice_service.get_key_value(id)?.0))
        .or_else(|| Some(of.vpclattice_resource_configuration.get_key_value(id)?.0))
        .or_else(|| Some(of.vpc_endpoint.get_key_value(id)?.0.as_resource()))
        .or_else(|| Some(of.lb.get_key_value(id)?.0.as_resource()))
        .or_else(|| Some(of.nat_gateway.get_key_value(id)?.0.as_resource()))
        .or_else(|| Some(of.site.get_key_value(id)?.0))
        .or_else(|| Some(of.aws_service.get_key_value(id)?.0))
}

/// Everything that can be a vantage or a target, with its name.
fn each(topology: &Topology, mut add: impl FnMut(&ResourceId, Option<&str>)) {
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
