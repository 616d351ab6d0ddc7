//! The outputs that are read: one plain table of AWS's keys, in `table`, and how one is told.

mod table;

use super::dump::Dump;
use super::view::View;
use net::lang::Says;
use table::OUTPUTS;

/// Reads one object, and gives the id it is listed by.
pub(super) type Read = fn(&View<'_>, &mut Dump<'_>) -> Option<String>;

/// An output of the AWS CLI.
pub(super) struct Output {
    /// The key its objects stand under.
    pub(super) key: &'static str,
    /// What its objects are.
    pub(super) holds: Holds,
    /// What is done with them.
    pub(super) does: Does,
    /// What is done where the list is empty, which says something too.
    pub(super) empty: Option<Read>,
    /// Keys that tell one of its objects where nothing is around it.
    marks: &'static [&'static str],
}

/// What stands under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A list of objects, or one object.
    Each,
    /// A list of objects that hold a list of objects.
    Inner(&'static str),
    /// Parts of one thing.
    Whole,
}

/// What is done with an object.
#[derive(Clone, Copy)]
pub(super) enum Does {
    /// It is a resource.
    Makes(Read),
    /// It says something of a resource, which is read first.
    Adds(Read),
    /// It has no part in the topology. The key of its id, and why.
    Ignores(&'static str, &'static Says),
}

const fn each(key: &'static str, read: Read, marks: &'static [&'static str]) -> Output {
    Output {
        key,
        holds: Holds::Each,
        does: Does::Makes(read),
        empty: None,
        marks,
    }
}

const fn later(key: &'static str, read: Read, marks: &'static [&'static str]) -> Output {
    Output {
        key,
        holds: Holds::Each,
        does: Does::Adds(read),
        empty: None,
        marks,
    }
}

const fn whole(key: &'static str, read: Read) -> Output {
    Output {
        key,
        holds: Holds::Whole,
        does: Does::Adds(read),
        empty: None,
        marks: &[],
    }
}

const fn ignored(key: &'static str, id: &'static str, why: &'static Says) -> Output {
    Output {
        key,
        holds: Holds::Each,
        does: Does::Ignores(id, why),
        empty: None,
        marks: &[],
    }
}

/// What VPC Lattice lists, whatever it is, stands under this key.
const LATTICE: &str = "items";

/// Outputs of commands that give one object, with nothing around it.
const BARE: &[&str] = &[LATTICE, "get-auth-policy"];

/// Outputs of commands that give one object, under its own key.
const ALONE: &[(&str, &str)] = &[
    ("Vpc", "Vpcs"),
    ("Subnet", "Subnets"),
    ("VpcEndpoint", "VpcEndpoints"),
    ("ServiceConfiguration", "ServiceConfigurations"),
    ("HostedZone", "HostedZones"),
    ("ResolverEndpoint", "ResolverEndpoints"),
    ("ResolverRule", "ResolverRules"),
    ("FirewallRuleGroup", "FirewallRuleGroups"),
    (
        "FirewallRuleGroupAssociation",
        "FirewallRuleGroupAssociations",
    ),
    ("FirewallDomainList", "FirewallDomainLists"),
    ("ResolverRuleAssociation", "ResolverRuleAssociations"),
];

impl Output {
    /// The output of a key: as AWS prints it, or as some tools have it, in `snake_case`.
    pub(super) fn of(key: &str) -> Option<&'static Self> {
        let alone = ALONE.iter().find(|(alone, _)| *alone == key);
        let key = alone.map_or(key, |(_, list)| *list);
        OUTPUTS.iter().find(|it| {
            it.key == key || matches!(it.does, Does::Makes(_)) && is_snake_of(key, it.key)
        })
    }

    /// The output that a document is of alone, by its keys.
    pub(super) fn alone(keys: &[&str]) -> Option<&'static Self> {
        Self::marked(keys).filter(|it| BARE.contains(&it.key))
    }

    /// The output an object is of, by its keys.
    pub(super) fn marked(keys: &[&str]) -> Option<&'static Self> {
        OUTPUTS
            .iter()
            .find(|it| !it.marks.is_empty() && it.marks.iter().all(|mark| keys.contains(mark)))
    }
}

fn is_snake_of(key: &str, pascal: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.split('_').map(str::len).sum::<usize>() == pascal.len()
        && key.replace('_', "").eq_ignore_ascii_case(pascal)
}
