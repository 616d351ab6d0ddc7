//! Interfaces that no rule can tell apart, and answers that hold for all of them.

use super::mention::Mentioned;
use super::question::{End, Question};
use super::way::Ways;
use crate::id::{NetworkAclId, SecurityGroupId, SubnetId, VpcId};
use crate::network::Network;
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers for things, in the order they are met.
#[derive(Debug)]
pub(super) struct Numbered<K> {
    numbers: BTreeMap<K, usize>,
    keys: Vec<K>,
}

impl<K: Ord + Clone> Numbered<K> {
    pub(super) const fn new() -> Self {
        Self {
            numbers: BTreeMap::new(),
            keys: Vec::new(),
        }
    }

    pub(super) fn number(&mut self, key: K) -> usize {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = self.keys.len();
        self.keys.push(key.clone());
        self.numbers.insert(key, number);
        number
    }

    pub(super) fn key(&self, number: usize) -> Option<&K> {
        self.keys.get(number)
    }
}

/// Answers by two numbers, each found out once.
#[derive(Debug)]
pub(super) struct Known<T> {
    rows: Vec<Vec<Option<T>>>,
}

impl<T: Copy> Known<T> {
    pub(super) const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    pub(super) fn get(&mut self, row: usize, column: usize, find: impl FnOnce() -> T) -> T {
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = self.rows.get_mut(row) else {
            return find();
        };
        if cells.len() <= column {
            cells.resize(column + 1, None);
        }
        match cells.get_mut(column) {
            Some(Some(known)) => *known,
            Some(cell) => *cell.insert(find()),
            None => find(),
        }
    }
}

/// Ends that share a subnet and all ranges around their addresses, by their groups.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) vpc: usize,
    pub(super) spot: usize,
    pub(super) acl: usize,
    pub(super) range: usize,
    pub(super) subnet: &'a SubnetId,
    /// One of them.
    pub(super) one: End<'a>,
    pub(super) groups: Vec<Guard<'a>>,
}

/// Ends of a place with the same groups.
#[derive(Debug)]
pub(super) struct Guard<'a> {
    pub(super) set: usize,
    pub(super) one: End<'a>,
    pub(super) each: Vec<End<'a>>,
}

/// The ends of one side, by VPC.
#[derive(Debug, Default)]
pub(super) struct Side<'a> {
    pub(super) places: BTreeMap<usize, Vec<Place<'a>>>,
    /// Ends outside all classes.
    pub(super) odd: Vec<End<'a>>,
}

impl Side<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.odd.is_empty()
    }
}

/// VPCs whose ranges meet another's, where both name groups of other VPCs.
fn mistakable<'a>(
    network: &'a Network,
    ranges: &BTreeMap<&'a VpcId, Vec<IpNet>>,
) -> BTreeSet<&'a VpcId> {
    let mut sorted: Vec<(IpNet, &VpcId)> = ranges
        .iter()
        .filter(|(vpc, _)| network.vpcs_named_from(vpc).next().is_some())
        .flat_map(|(vpc, ranges)| ranges.iter().map(|range| (range.trunc(), *vpc)))
        .collect();
    sorted.sort_unstable();
    let mut found = BTreeSet::new();
    // In this order a range follows all that hold it; two ranges meet only where one holds the other.
    let mut around: Vec<(IpNet, &VpcId)> = Vec::new();
    for (range, vpc) in sorted {
        while around
            .last()
            .is_some_and(|(last, _)| !last.contains(&range))
        {
            around.pop();
        }
        for (_, other) in around.iter().filter(|(_, other)| *other != vpc) {
            found.extend([vpc, *other]);
        }
        around.push((range, vpc));
    }
    found
}

/// Everything that has a number.
#[derive(Debug)]
pub(super) struct Classes<'a> {
    question: Question<'a>,
    mentioned: Mentioned,
    pub(super) ways: Ways<'a>,
    ranges: Numbered<IpNet>,
    pub(super) sets: Numbered<Vec<&'a SecurityGroupId>>,
    /// The numbers of those sets by the lists that interfaces have, in any order.
    lists: BTreeMap<&'a [SecurityGroupId], usize>,
    pub(super) acls: Numbered<&'a NetworkAclId>,
    /// VPCs with an interface whose address is none of the VPC's, and those whose addresses are
    /// another's too while groups of other VPCs are named: an address alone does not say whose it is.
    strange: BTreeSet<&'a VpcId>,
}

impl<'a> Classes<'a> {
    pub(super) fn new(question: Question<'a>) -> Self {
        let network = question.network;
        let ranges: BTreeMap<&VpcId, Vec<IpNet>> = network
            .topology()
            .vpc
            .iter()
            .map(|(id, vpc)| (id, vpc.ranges().collect()))
            .collect();
        let mut strange = BTreeSet::new();
        for interface in network.interfaces() {
            if let Some(vpc) = &interface.vpc
                && let Some((vpc, ranges)) = ranges.get_key_value(vpc)
                && !interface
                    .addresses
                    .iter()
                    .all(|address| ranges.iter().any(|range| range.contains(address)))
            {
                strange.insert(*vpc);
            }
        }
        strange.extend(mistakable(network, &ranges));
        Self {
            question,
            mentioned: Mentioned::of_network(network),
            ways: Ways::new(question),
            ranges: Numbered::new(),
            sets: Numbered::new(),
            lists: BTreeMap::new(),
            acls: Numbered::new(),
            strange,
        }
    }

    /// The number of a set of groups.
    fn set(&mut self, list: &'a [SecurityGroupId]) -> usize {
        if let Some(set) = self.lists.get(list) {
            return *set;
        }
        let mut groups: Vec<_> = list.iter().collect();
        groups.sort();
        groups.dedup();
        let set = self.sets.number(groups);
        self.lists.insert(list, set);
        set
    }

    /// Puts the ends that hold into classes.
    pub(super) fn sort(
        &mut self,
        ends: impl Iterator<Item = End<'a>>,
        holds: impl Fn(End<'a>) -> bool,
    ) -> Side<'a> {
        let network = self.question.network;
        let mut side = Side::default();
        let mut at: BTreeMap<(&SubnetId, usize), (usize, usize)> = BTreeMap::new();
        for end in ends {
            let interface = end.interface;
            if !holds(end) {
                continue;
            }
            let odd = self.strange.contains(end.vpc) || interface.unknown_groups;
            if odd || !self.question.found(end) {
                side.odd.push(end);
                continue;
            }
            let range = self.ranges.number(self.mentioned.around(end.address));
            let key = (&interface.subnet, range);
            let (vpc, index) = match at.get(&key) {
                Some(at) => *at,
                None => {
                    let (Some(place), Some(spot)) = (
                        network.subnet(&interface.subnet),
                        self.ways.spot(&interface.subnet),
                    ) else {
                        continue;
                    };
                    let vpc = self.ways.vpcs.number(end.vpc);
                    let places = side.places.entry(vpc).or_default();
                    places.push(Place {
                        vpc,
                        spot,
                        acl: self.acls.number(&place.network_acl),
                        range,
                        subnet: &interface.subnet,
                        one: end,
                        groups: Vec::new(),
                    });
                    at.insert(key, (vpc, places.len() - 1));
                    (vpc, places.len() - 1)
                }
            };
            let places = side.places.get_mut(&vpc);
            let Some(place) = places.and_then(|places| places.get_mut(index)) else {
                continue;
            };
            let set = self.set(&interface.security_groups);
            match place.groups.iter_mut().find(|it| it.set == set) {
                Some(guard) => guard.each.push(end),
                None => place.groups.push(Guard {
                    set,
                    one: end,
                    each: vec![end],
                }),
            }
        }
        side
    }
}
