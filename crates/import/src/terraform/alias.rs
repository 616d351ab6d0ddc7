//! Names of what is no resource of the inputs: what AWS makes with a VPC, with a transit gateway or
//! with an instance, the endpoints of a firewall, and what only changes another resource.

use super::block::{Block, Mode, Root};
use super::kinds::{self, What};
use super::names::{Names, attribute_of, kind_of, text};
use super::path::at_path;
use crate::assume::endpoint_of_firewall;
use crate::assume::transit::DEFAULT_TABLE;
use crate::value::{Is, Refers, Value};
use std::collections::BTreeMap;

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
pub(super) fn companions(block: &Block) -> impl Iterator<Item = (&'static str, &'static str)> {
    let kind = match block.kind.as_str() {
        "aws_default_vpc" => "aws_vpc",
        kind => kind,
    };
    let all = COMPANIONS.iter().filter(move |(of, _, _)| *of == kind);
    all.map(|(_, attribute, ending)| (*attribute, *ending))
}

impl<'b> Names<'b> {
    /// What stands for the table, ACL and group that come with each VPC.
    pub(super) fn find_defaults(&mut self, roots: &'b [Root]) {
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
    pub(super) fn find_aliases(&mut self, roots: &'b [Root]) {
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

    pub(super) fn companion(&self, of: &str, attribute: &str, ending: &str) -> String {
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
