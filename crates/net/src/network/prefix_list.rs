//! The ranges behind a prefix list.

use crate::id::PrefixListId;
use crate::service;
use crate::topology::{Topology, is_partly_unknown, is_unknown};
use ipnet::IpNet;

/// Whether all ranges of a prefix list are known: it is listed whole, or is one of AWS's that are
/// built in.
pub(crate) fn is_prefix_list_known(topology: &Topology, id: &PrefixListId) -> bool {
    let Some(listed) = topology.prefix_list.get(id) else {
        return !prefix_list_ranges(topology, id).is_empty();
    };
    let of_aws = |name: &str| name.starts_with("com.amazonaws.");
    let empty = prefix_list_ranges(topology, id).is_empty();
    !(is_unknown(&listed.more, &["entry", "entries", "cidr_blocks"])
        || listed.entry.iter().any(|it| is_partly_unknown(&it.more))
        || empty && listed.name.as_deref().is_some_and(of_aws))
}

/// The ranges of a prefix list: as listed, else as built in where the id or name is one of AWS's.
pub(crate) fn prefix_list_ranges(topology: &Topology, id: &PrefixListId) -> Vec<IpNet> {
    let listed = topology.prefix_list.get(id);
    let ranges: Vec<IpNet> = listed
        .into_iter()
        .flat_map(|list| &list.entry)
        .filter_map(|entry| entry.cidr)
        .map(|range| range.trunc())
        .collect();
    if !ranges.is_empty() {
        return ranges;
    }
    let name = listed.and_then(|list| list.name.as_deref());
    name.map(service::prefix_list_ranges)
        .filter(|ranges| !ranges.is_empty())
        .unwrap_or_else(|| service::ranges_of_prefix_list_id(id.as_str()))
}
