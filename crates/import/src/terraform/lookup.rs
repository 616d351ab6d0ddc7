//! Data sources that look up what the inputs hold: by its id, or by what they ask for.
//!
//! What is looked up by its id is that resource. What is looked up by attributes is the one that
//! fits, which is said to be assumed: AWS may hold more than the inputs do.

use super::block::{Block, Mode};
use super::kinds::Kind;
use super::names::{Named, Names, StandsFor, attribute_of};
use crate::value::{Is, Value};
use std::collections::BTreeMap;

/// How a data source names one resource where it is not by `id`.
const NAMED_BY: &[(&str, &str)] = &[
    ("aws_alb", "arn"),
    ("aws_alb_listener", "arn"),
    ("aws_alb_target_group", "arn"),
    ("aws_instance", "instance_id"),
    ("aws_internet_gateway", "internet_gateway_id"),
    ("aws_lb", "arn"),
    ("aws_lb_listener", "arn"),
    ("aws_lb_target_group", "arn"),
    ("aws_route53_zone", "zone_id"),
    ("aws_route_table", "route_table_id"),
];

/// Data sources that list resources, and what they list.
const LISTS: &[(&str, &str)] = &[
    ("aws_instances", "instance"),
    ("aws_network_acls", "network_acl"),
    ("aws_network_interfaces", "network_interface"),
    ("aws_route_tables", "route_table"),
    ("aws_security_groups", "security_group"),
    ("aws_subnet_ids", "subnet"),
    ("aws_subnets", "subnet"),
    ("aws_vpcs", "vpc"),
];

/// Kinds of which AWS makes one with every VPC: the VPC's attribute, and how that is called.
const COMPANIONS: &[(&str, &str, &str)] = &[
    ("network_acl", "default_network_acl_id", ".default-acl"),
    ("route_table", "main_route_table_id", ".main"),
    ("security_group", "default_security_group_id", ".default-sg"),
];

/// What a filter of the API is called as an attribute, where that is more than its dashes.
const FILTERS: &[(&str, &str)] = &[
    ("attachment.vpc-id", "vpc_id"),
    ("cidr", "cidr_block"),
    ("group-name", "name"),
    ("isDefault", "default"),
    ("is-default", "default"),
];

/// How often it is looked for what was looked up: a subnet of a VPC, a table of that subnet.
const ROUNDS: usize = 2;

/// Arguments that do not choose among resources.
const NO_CHOICE: &[&str] = &["id", "ids", "region", "state", "timeouts"];

/// The argument by which a data source of a type names one resource.
pub(super) fn named_by(kind: &str) -> &'static str {
    let found = NAMED_BY.iter().find(|(of, _)| *of == kind);
    found.map_or("id", |(_, by)| by)
}

/// What a data source asks for: an attribute, and the values that will do.
type Asked<'b> = (String, Vec<&'b Value>);

impl<'b> Names<'b> {
    /// Gives every data source that looks up a VPC of the inputs that VPC's name.
    pub(super) fn find_vpcs(&mut self) {
        self.look_up(|kind| kind == "vpc");
    }

    /// The same for all others: a table of a subnet of a VPC may be looked up by all three.
    pub(super) fn find_lookups(&mut self) {
        for _ in 0..ROUNDS {
            self.look_up(|_| true);
        }
    }

    fn look_up(&mut self, is_meant: fn(&str) -> bool) {
        let mut found = Vec::new();
        for (at, blocks) in self.by_address.iter().enumerate() {
            for (address, named) in blocks {
                if named.block.mode == Mode::Data
                    && named.stands_for.is_none()
                    && let Some(kind) = named.meaning.and_then(Kind::kind)
                    && is_meant(kind)
                    && let Some((id, is_sure)) = self.looked_up(at, named, kind)
                {
                    found.push((at, *address, kind, id, is_sure));
                }
            }
        }
        for (at, address, kind, id, is_sure) in found {
            let blocks = self.by_address.get_mut(at);
            if let Some(named) = blocks.and_then(|it| it.get_mut(address)) {
                let own = std::mem::replace(&mut named.id, id);
                if own != named.id
                    && let Some(held) = self.held.get_mut(kind)
                {
                    held.remove(&own);
                }
                named.stands_for = Some(StandsFor { own, is_sure });
            }
        }
    }

    /// The resource that a data source looks up, and whether it is named by its id.
    fn looked_up(&self, at: usize, named: &Named<'b>, kind: &str) -> Option<(String, bool)> {
        let by = named_by(&named.block.kind);
        if let Some(value) = attribute_of(named.block, by).filter(|it| it.is != Is::Nothing) {
            let id = self.of_value(at, value)?;
            let is_other = id != named.id || self.is_managed(at, &id);
            return (is_other && self.holds(&[kind], &id)).then_some((id, true));
        }
        let asked = asked(named.block)?;
        if kind == "security_group"
            && let [(name, named), (vpc, of)] = asked.as_slice()
            && (name.as_str(), vpc.as_str()) == ("name", "vpc_id")
            && let ([name], [of]) = (named.as_slice(), of.as_slice())
            && name.is == Is::Text("default".to_owned())
        {
            return Some((self.default_group(&self.of_value(at, of)?), true));
        }
        match self.fitting(at, named.block, kind, &asked)?.as_slice() {
            [one] => Some((one.clone(), false)),
            _ => None,
        }
    }

    /// Whether a root makes a resource called so.
    fn is_managed(&self, at: usize, id: &str) -> bool {
        let blocks = self
            .by_address
            .get(at)
            .into_iter()
            .flat_map(BTreeMap::values);
        let mut managed = blocks.filter(|it| it.block.mode == Mode::Managed);
        managed.any(|it| it.id == id)
    }

    /// The resources that a data source lists, as far as the inputs hold them.
    pub(super) fn listed(&self, at: usize, block: &Block) -> Option<Vec<String>> {
        let (_, kind) = LISTS.iter().find(|(of, _)| *of == block.kind)?;
        let asked = asked(block)?;
        let mut found = self.fitting(at, block, kind, &asked)?;
        // What comes with a VPC is there without being written.
        if let Some((_, attribute, ending)) = COMPANIONS.iter().find(|(of, ..)| of == kind)
            && let [(name, values)] = asked.as_slice()
            && let ("vpc_id", [vpc]) = (name.as_str(), values.as_slice())
            && let Some(vpc) = self.of_value(at, vpc)
        {
            let own = self.companion(&vpc, attribute, ending);
            if !found.contains(&own) {
                found.push(own);
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// The resources of a kind that have all that is asked for; none where nothing is.
    fn fitting(
        &self,
        at: usize,
        by: &Block,
        kind: &str,
        asked: &[Asked<'_>],
    ) -> Option<Vec<String>> {
        if asked.is_empty() {
            return None;
        }
        let mut found = Vec::new();
        for (root, blocks) in self.by_address.iter().enumerate() {
            for named in blocks.values() {
                let is_one = named.meaning.and_then(Kind::kind) == Some(kind);
                let regions = by.region.as_ref().zip(named.block.region.as_ref());
                let is_there = regions.is_none_or(|(asked, own)| asked == own);
                if named.block.mode == Mode::Managed
                    && is_one
                    && is_there
                    && self.searched(1)
                    && asked.iter().all(|asked| self.fits(at, asked, root, named))
                    && !found.contains(&named.id)
                {
                    found.push(named.id.clone());
                }
            }
        }
        Some(found)
    }

    fn fits(&self, at: usize, (name, values): &Asked<'_>, root: usize, named: &Named<'_>) -> bool {
        if name == "default" {
            return named.block.kind.starts_with("aws_default_");
        }
        let Some(own) = attribute_of(named.block, name) else {
            return false;
        };
        values.iter().any(|value| match (&value.is, &own.is) {
            (Is::Text(asked), Is::Text(own)) => {
                asked == own
                    || self
                        .of_text(asked)
                        .is_some_and(|it| self.of_text(own) == Some(it))
            }
            _ => {
                let one = self.of_value(at, value);
                one.is_some() && one == self.of_value(root, own)
            }
        })
    }
}

/// What a data source asks for, in the order of the attributes' names; `None` where it asks for
/// something of which the inputs do not say whether it is so.
fn asked(block: &Block) -> Option<Vec<Asked<'_>>> {
    let Is::Map(arguments) = &block.attributes.is else {
        return None;
    };
    let mut all = Vec::new();
    for (name, value) in arguments {
        match (name.as_str(), &value.is) {
            (_, Is::Nothing) => {}
            (name, _) if NO_CHOICE.contains(&name) => {}
            ("default", Is::Text(truth)) if truth == "false" => {}
            ("tags", Is::Map(tags)) => {
                all.extend(tags.iter().map(|(key, value)| (tag(key), vec![value])));
            }
            ("filter", Is::List(filters)) => {
                for filter in filters {
                    all.push(filtered(filter)?);
                }
            }
            (name, Is::Text(_) | Is::Unknown(_)) => all.push((name.to_owned(), vec![value])),
            _ => return None,
        }
    }
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    Some(all)
}

fn filtered(filter: &Value) -> Option<Asked<'_>> {
    let Is::Map(parts) = &filter.is else {
        return None;
    };
    let part = |name: &str| parts.iter().find(|(it, _)| it == name).map(|(_, it)| it);
    let Is::Text(name) = &part("name")?.is else {
        return None;
    };
    let Is::List(values) = &part("values")?.is else {
        return None;
    };
    // A star stands for any text.
    let is_pattern = |it: &Value| matches!(&it.is, Is::Text(text) if text.contains(['*', '?']));
    if values.iter().any(is_pattern) {
        return None;
    }
    let known = FILTERS.iter().find(|(filter, _)| filter == name);
    let attribute = match (known, name.strip_prefix("tag:")) {
        (Some((_, attribute)), _) => (*attribute).to_owned(),
        (None, Some(key)) => tag(key),
        (None, None) => name.replace('-', "_"),
    };
    Some((attribute, values.iter().collect()))
}

/// The way to a tag.
fn tag(key: &str) -> String {
    format!("tags[\"{key}\"]")
}
