//! Every pair of an instance's and an interface endpoint's interface at once.
//!
//! Interfaces that no rule of the document can tell apart form a class; each law is asked once
//! for a pair of classes and counts for all their members. What cannot be put into a class, because
//! two networks use the same addresses, is asked pair by pair.

use super::class::{Classes, Known, Place, Side};
use super::mention::{narrow_first, narrowest, ranges_in};
use super::question::{End, Question};
use crate::id::VpcId;
use crate::network::{Interface, Network, Owner, prefix_list_ranges};
use crate::topology::EndpointType;
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How many pairs there are, and how many of them connect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Instances' interfaces times interface endpoints' interfaces.
    pub all: u64,
    /// Those that connect.
    pub reachable: u64,
}

/// Asks every pair, class by class.
#[must_use]
pub fn pairs(network: &Network, port: u16) -> Pairs {
    let question = Question { network, port };
    let (instances, endpoints) = ends(network);
    let mut classes = Classes::new(question);
    let mut guards = Guards::new(question);
    let mut reachable = 0;
    // A host speaks to each endpoint by the family of the endpoint's address.
    let four: IpAddr = Ipv4Addr::UNSPECIFIED.into();
    let six: IpAddr = Ipv6Addr::UNSPECIFIED.into();
    for family in [four, six] {
        let of_family = |it: &End<'_>| it.address.is_ipv4() == family.is_ipv4();
        let to = endpoints.iter().filter_map(|it| Question::end(it));
        let to = classes.sort(to.filter(of_family), |it| question.open(it));
        if to.is_empty() {
            continue;
        }
        let from = instances
            .iter()
            .filter_map(|it| Question::end_towards(it, family));
        let from = classes.sort(from, |it| question.runs(it));
        reachable += count(&mut classes, &mut guards, question, &from, &to);
    }
    Pairs {
        all: instances.len() as u64 * endpoints.len() as u64,
        reachable,
    }
}

/// Asks every pair on its own: what [`pairs`] must equal, slowly.
#[must_use]
pub fn pairs_one_by_one(network: &Network, port: u16) -> Pairs {
    let question = Question { network, port };
    let (instances, endpoints) = ends(network);
    let mut pairs = Pairs {
        all: instances.len() as u64 * endpoints.len() as u64,
        reachable: 0,
    };
    for from in instances {
        for to in endpoints.iter().filter_map(|it| Question::end(it)) {
            let from = Question::end_towards(from, to.address);
            pairs.reachable += u64::from(from.is_some_and(|from| question.reaches(from, to)));
        }
    }
    pairs
}

/// The interfaces of instances, and those of interface endpoints.
fn ends(network: &Network) -> (Vec<&Interface>, Vec<&Interface>) {
    let (mut instances, mut endpoints) = (Vec::new(), Vec::new());
    for interface in network.interfaces() {
        match &interface.owner {
            Owner::Instance(_) => instances.push(interface),
            Owner::Endpoint(id) => {
                let endpoint = network.topology().vpc_endpoint.get(id.as_str());
                if endpoint.is_some_and(|it| it.kind() == EndpointType::Interface) {
                    endpoints.push(interface);
                }
            }
            Owner::LoadBalancer(_)
            | Owner::NatGateway(_)
            | Owner::Resolver(_)
            | Owner::ResourceGateway(_)
            | Owner::Nothing => {}
        }
    }
    (instances, endpoints)
}

/// What each guard says, asked once for each of its own ranges.
#[derive(Debug)]
struct Guards<'a> {
    question: Question<'a>,
    of_acls: Vec<Option<Vec<IpNet>>>,
    of_sets: Vec<Option<Vec<IpNet>>>,
    crossings: [Known<bool>; 4],
    out: Known<bool>,
    inward: Known<bool>,
    /// Where rules may name the groups of the other end, those count as well.
    out_near: BTreeMap<(Near, usize, usize, usize), bool>,
    inward_near: BTreeMap<(Near, usize, usize, usize), bool>,
}

/// How rules of two VPCs may name each other's groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    /// It is one VPC.
    Same,
    /// All rules may, or inbound ones only.
    Named(bool),
    /// None may.
    No,
}

/// Counts the pairs of two sides that connect.
fn count<'a>(
    classes: &mut Classes<'a>,
    guards: &mut Guards<'a>,
    question: Question<'a>,
    from: &Side<'a>,
    to: &Side<'a>,
) -> u64 {
    let mut reachable = 0;
    for (vpc, here) in &from.places {
        let Some(id) = classes.ways.vpcs.key(*vpc).copied() else {
            continue;
        };
        for other in classes.ways.neighbours(id) {
            let Some(there) = to.places.get(&other) else {
                continue;
            };
            let near = near(classes, question, *vpc, other);
            let overlap = *vpc != other && overlap(classes, question, *vpc, other);
            for here in here {
                for there in there {
                    if joined(classes, guards, here, there) {
                        reachable += guards.admitted(classes, here, there, near, overlap);
                    }
                }
            }
        }
    }
    reachable + odd(question, from, to)
}

/// Pairs with an end outside all classes, one by one.
fn odd<'a>(question: Question<'a>, from: &Side<'a>, to: &Side<'a>) -> u64 {
    let all = |side: &Side<'a>| -> Vec<End<'a>> {
        let places = side.places.values().flatten();
        let guards = places.flat_map(|it| &it.groups);
        guards.flat_map(|it| it.each.iter().copied()).collect()
    };
    let one_by_one = |from: &[End<'a>], to: &[End<'a>]| -> u64 {
        let reached = |from: &End<'a>| to.iter().filter(|to| question.reaches(*from, **to)).count();
        from.iter().map(|from| reached(from) as u64).sum()
    };
    let mut reachable = 0;
    if !from.odd.is_empty() {
        reachable += one_by_one(&from.odd, &all(to)) + one_by_one(&from.odd, &to.odd);
    }
    if !to.odd.is_empty() {
        reachable += one_by_one(&all(from), &to.odd);
    }
    reachable
}

/// How near two VPCs are.
fn near(classes: &Classes<'_>, question: Question<'_>, one: usize, other: usize) -> Near {
    if one == other {
        return Near::Same;
    }
    let vpcs = &classes.ways.vpcs;
    let (Some(one), Some(other)) = (vpcs.key(one), vpcs.key(other)) else {
        return Near::No;
    };
    let mut named = question.network.vpcs_named_from(one);
    let found = named.find(|(vpc, _)| vpc == other);
    found.map_or(Near::No, |(_, both)| Near::Named(both))
}

/// Whether two VPCs use the same addresses, or one of them those of a third whose groups the other
/// may name: then an address does not tell whose it is.
fn overlap(classes: &Classes<'_>, question: Question<'_>, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (classes.ways.vpcs.key(one), classes.ways.vpcs.key(other))
    else {
        return true;
    };
    let network = question.network;
    let meet = |one: &VpcId, other: &VpcId| {
        network.vpc_ranges(one).any(|range| {
            let meets = |it: IpNet| it.contains(&range) || range.contains(&it);
            network.vpc_ranges(other).any(meets)
        })
    };
    let named = |from: &VpcId, to: &VpcId| {
        let mut others = network.vpcs_named_from(from);
        others.any(|(third, _)| third != to && meet(third, to))
    };
    meet(one, other) || named(one, other) || named(other, one)
}

/// Whether the network carries packets between two places, there and back.
fn joined<'a>(
    classes: &mut Classes<'a>,
    guards: &mut Guards<'a>,
    here: &Place<'a>,
    there: &Place<'a>,
) -> bool {
    let (from, to) = (here.one, there.one);
    if from.address.is_ipv4() != to.address.is_ipv4() {
        return false;
    }
    let ways = &mut classes.ways;
    here.subnet == there.subnet
        || (ways.carries(here.spot, here.subnet, there.range, to) == Some(there.vpc)
            && ways.carries(there.spot, there.subnet, here.range, from) == Some(here.vpc)
            && guards.crossed(classes, here, there))
}

impl<'a> Guards<'a> {
    const fn new(question: Question<'a>) -> Self {
        Self {
            question,
            of_acls: Vec::new(),
            of_sets: Vec::new(),
            crossings: [const { Known::new() }; 4],
            out: Known::new(),
            inward: Known::new(),
            out_near: BTreeMap::new(),
            inward_near: BTreeMap::new(),
        }
    }

    /// Whether the ACLs of two subnets let packets pass, there and back.
    fn crossed(&mut self, classes: &Classes<'a>, here: &Place<'a>, there: &Place<'a>) -> bool {
        let question = self.question;
        let (from, to) = (here.one.address, there.one.address);
        let packet = question.there(from, to);
        let reply = packet.reply();
        let ours = self.by_acl(classes, here.acl, to);
        let theirs = self.by_acl(classes, there.acl, from);
        let [out, inward, back_out, back_in] = &mut self.crossings;
        out.get(here.acl, ours, || question.leaves(here.subnet, packet))
            && inward.get(there.acl, theirs, || question.enters(there.subnet, packet))
            && back_out.get(there.acl, theirs, || question.leaves(there.subnet, reply))
            && back_in.get(here.acl, ours, || question.enters(here.subnet, reply))
    }

    /// How many pairs of two joined places their groups let connect.
    fn admitted(
        &mut self,
        classes: &Classes<'a>,
        here: &Place<'a>,
        there: &Place<'a>,
        near: Near,
        overlap: bool,
    ) -> u64 {
        let question = self.question;
        let mut reachable = 0;
        for from in &here.groups {
            for to in &there.groups {
                if overlap {
                    // The same address means another interface in the other network.
                    for from in &from.each {
                        let admitted = |to: &&End<'a>| {
                            question.lets_out(*from, to.address)
                                && question.receives(**to, from.address)
                        };
                        reachable += to.each.iter().filter(admitted).count() as u64;
                    }
                    continue;
                }
                let (one, other) = (from.one, to.one);
                let ours = self.by_set(classes, from.set, other.address);
                let theirs = self.by_set(classes, to.set, one.address);
                let lets_out = || question.lets_out(one, other.address);
                let receives = || question.receives(other, one.address);
                let admitted = if near == Near::No {
                    self.out.get(from.set, ours, lets_out)
                        && self.inward.get(to.set, theirs, receives)
                } else {
                    let out = self.out_near.entry((near, from.set, to.set, ours));
                    let inward = self.inward_near.entry((near, to.set, from.set, theirs));
                    *out.or_insert_with(lets_out) && *inward.or_insert_with(receives)
                };
                if admitted {
                    reachable += from.each.len() as u64 * to.each.len() as u64;
                }
            }
        }
        reachable
    }

    /// Which of an ACL's own ranges an address is in: all it can know of it.
    fn by_acl(&mut self, classes: &Classes<'a>, acl: usize, address: IpAddr) -> usize {
        let network = self.question.network;
        let ranges = found(&mut self.of_acls, acl, || {
            let acl = classes.acls.key(acl).and_then(|id| network.network_acl(id));
            acl.map(ranges_in).unwrap_or_default().into_iter().collect()
        });
        narrowest(ranges.iter(), address).unwrap_or(ranges.len())
    }

    /// Which of the ranges of some groups an address is in: all they can know of one outside the
    /// VPC, where no reference to a group matches.
    fn by_set(&mut self, classes: &Classes<'a>, set: usize, address: IpAddr) -> usize {
        let network = self.question.network;
        let ranges = found(&mut self.of_sets, set, || {
            let ids = classes.sets.key(set).into_iter().flatten();
            let groups = ids.filter_map(|id| network.security_group(id));
            let mut ranges = BTreeSet::new();
            for group in groups {
                ranges.extend(ranges_in(group));
                let rules = group.ingress.iter().chain(&group.egress);
                for list in rules.flat_map(|rule| &rule.prefix_list_ids) {
                    ranges.extend(prefix_list_ranges(network.topology(), list));
                }
            }
            ranges
        });
        narrowest(ranges.iter(), address).unwrap_or(ranges.len())
    }
}

/// The ranges of a guard, the narrowest first, collected once.
fn found(
    known: &mut Vec<Option<Vec<IpNet>>>,
    number: usize,
    collect: impl FnOnce() -> BTreeSet<IpNet>,
) -> &[IpNet] {
    if known.len() <= number {
        known.resize(number + 1, None);
    }
    match known.get_mut(number) {
        Some(cell) => cell.get_or_insert_with(|| narrow_first(collect().into_iter().collect())),
        None => &[],
    }
}
