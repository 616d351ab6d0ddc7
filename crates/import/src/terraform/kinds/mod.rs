//! What resource types mean for the network: plain tables, a file for each family.

mod balancer;
mod dns;
mod endpoint;
mod eni;
mod link;
mod route;
mod security;
mod vpc;

use super::block::Mode;
use super::field::{Field, Shape};
use super::read::Reader;
use serde_json::{Map, Value as Json};

/// A resource type of the AWS provider.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// Its name, such as `aws_subnet`; a data source starts with `data.`.
    pub(super) name: &'static str,
    /// What it is.
    pub(super) is: What,
    /// What is more than copying.
    pub(super) then: Option<Then>,
}

/// What a resource type is for the network.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// A resource of the topology of this kind, with these attributes.
    Makes(&'static str, &'static [Field]),
    /// A change of another resource, which may come from another source: its kind, the attribute
    /// that names it, and what changes.
    Adds(&'static str, &'static str, Adds),
}

/// What is more than copying: what was read so far, and what Terraform says.
pub(super) type Then = fn(&mut Map<String, Json>, &Reader<'_>);

/// What changes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Adds {
    /// Attributes are set.
    Sets(&'static [Field]),
    /// Attributes are set to what is not said by the resource, but by its being there.
    States(&'static [(&'static str, &'static str)]),
    /// A value is added to a list, unless it is there.
    Item(Field),
    /// A map is added to a list, unless the list says as much already.
    Part(Lists, &'static [Field], Covers),
}

/// Which list a map is added to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lists {
    /// This one.
    Named(&'static str),
    /// `ingress` or `egress`, as the attribute `type` says.
    ByType,
    /// `egress` where the attribute of that name is true, else `ingress`.
    ByEgress,
}

/// Whether an entry of a list says all that a new one does.
pub(super) type Covers = fn(&Map<String, Json>, &Map<String, Json>) -> bool;

/// Where every attribute that is given is the same.
pub(super) fn same(there: &Map<String, Json>, new: &Map<String, Json>) -> bool {
    new.iter()
        .all(|(name, value)| there.get(name) == Some(value))
}

impl Kind {
    const fn makes(name: &'static str, kind: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            is: What::Makes(kind, fields),
            then: None,
        }
    }

    const fn adds(name: &'static str, kind: &'static str, by: &'static str, adds: Adds) -> Self {
        Self {
            name,
            is: What::Adds(kind, by, adds),
            then: None,
        }
    }

    const fn then(self, then: Then) -> Self {
        Self {
            then: Some(then),
            ..self
        }
    }

    /// The names of the attributes that are read.
    pub(super) fn attributes(&self) -> Vec<&'static str> {
        let names = |fields: &[Field]| fields.iter().map(|it| it.from).collect();
        match self.is {
            What::Makes(_, fields) => names(fields),
            What::Adds(_, by, adds) => {
                let mut all: Vec<&str> = match adds {
                    Adds::Sets(fields) | Adds::Part(_, fields, _) => names(fields),
                    Adds::Item(field) => vec![field.from],
                    Adds::States(_) => Vec::new(),
                };
                all.push(by);
                all
            }
        }
    }

    /// The kind of the topology's resource that it is.
    pub(super) const fn kind(&self) -> Option<&'static str> {
        match self.is {
            What::Makes(kind, _) => Some(kind),
            What::Adds(..) => None,
        }
    }
}

const FAMILIES: &[&[Kind]] = &[
    vpc::KINDS,
    route::KINDS,
    security::KINDS,
    eni::KINDS,
    link::KINDS,
    endpoint::KINDS,
    balancer::KINDS,
    dns::KINDS,
];

/// What a resource type means, where it is known.
pub(super) fn of(mode: Mode, kind: &str) -> Option<&'static Kind> {
    let mut kinds = FAMILIES.iter().copied().flatten();
    match mode {
        Mode::Managed => kinds.find(|it| it.name == kind),
        Mode::Data => kinds.find(|it| it.name.strip_prefix("data.") == Some(kind)),
    }
}

// The kinds of the topology that references lead to.
const VPC: &[&str] = &["vpc"];
const SUBNET: &[&str] = &["subnet"];
const TABLE: &[&str] = &["route_table"];
const GROUP: &[&str] = &["security_group"];
const ACL: &[&str] = &["network_acl"];
const INTERFACE: &[&str] = &["network_interface"];
const INSTANCE: &[&str] = &["instance"];
const ENDPOINT: &[&str] = &["vpc_endpoint"];
const SERVICE: &[&str] = &["vpc_endpoint_service"];
const LIST: &[&str] = &["prefix_list"];
const BALANCER: &[&str] = &["lb"];
const TRANSIT: &[&str] = &["transit_gateway"];
const ATTACHMENT: &[&str] = &["transit_gateway_vpc_attachment"];

const SUBNETS: Shape = Shape::Id(SUBNET);
const TABLES: Shape = Shape::Id(TABLE);
const GROUPS: Shape = Shape::Id(GROUP);
const LISTS: Shape = Shape::Id(LIST);
const BALANCERS: Shape = Shape::Id(BALANCER);
