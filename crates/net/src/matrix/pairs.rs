//! Every pair of an instance's and an interface endpoint's interface at once.
//!
//! Interfaces that no rule of the document can tell apart form a class; each law is asked once
//! for a pair of classes and counts for all their members. What cannot be put into a class, because
//! two networks use the same addresses, is asked pair by pair.

use super::mention::Mentioned;
use super::question::{End, Question};
use crate::id::{NetworkAclId, ResourceId, RouteTableId, SecurityGroupId, SubnetId, VpcId};
use crate::network::{Interface, Network, Owner, RouteTarget};
use crate::topology::EndpointType;
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

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
    let from = classes.sort(&instances, |it| question.runs(it));
    let to = classes.sort(&endpoints, |it| question.open(it));
    Pairs {
        all: instances.len() as u64 * endpoints.len() as u64,
        reachable: classes.count(&from, &to),
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
    for from in instances.iter().filter_map(|it| Question::end(it)) {
        for to in endpoints.iter().filter_map(|it| Question::end(it)) {
            pairs.reachable += u64::from(question.reaches(from, to));
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
            Owner::LoadBalancer(_) | Owner::NatGateway(_) | Owner::Resolver(_) | Owner::Nothing => {
            }
        }
    }
    (instances, endpoints)
}

/// Ends that share a subnet and all ranges around their addresses, by their groups.
#[derive(Debug)]
struct Place<'a> {
    vpc: usize,
    spot: usize,
    acl: usize,
    range: usize,
    subnet: &'a SubnetId,
    groups: Vec<Guard<'a>>,
}

/// Ends of a place with the same groups.
#[derive(Debug)]
struct Guard<'a> {
    set: usize,
    one: End<'a>,
    count: u64,
    /// All of them, kept where they may have to be asked one by one.
    each: Vec<End<'a>>,
}

/// The ends of one side.
#[derive(Debug, Default)]
struct Side<'a> {
    places: Vec<Place<'a>>,
    /// Ends outside all classes.
    odd: Vec<End<'a>>,
}

/// Numbers for things, in the order they are met.
#[derive(Debug)]
struct Numbered<K> {
    numbers: BTreeMap<K, usize>,
}

impl<K: Ord> Numbered<K> {
    const fn new() -> Self {
        Self {
            numbers: BTreeMap::new(),
        }
    }

    fn number(&mut self, key: K) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(key).or_insert(next)
    }
}

/// Answers by two numbers, each found out once.
#[derive(Debug)]
struct Known<T> {
    rows: Vec<Vec<Option<T>>>,
}

impl<T: Copy> Known<T> {
    const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    fn get(&mut self, row: usize, column: usize, find: impl FnOnce() -> T) -> T {
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

type SpotKey<'a> = (&'a RouteTableId, &'a VpcId, Option<&'a str>);

struct Classes<'a> {
    question: Question<'a>,
    mentioned: Mentioned,
    vpcs: Numbered<&'a VpcId>,
    ranges: Numbered<IpNet>,
    sets: Numbered<(&'a VpcId, Vec<&'a SecurityGroupId>)>,
    acls: Numbered<&'a NetworkAclId>,
    spots: Numbered<SpotKey<'a>>,
    tables: Numbered<&'a RouteTableId>,
    /// VPCs with an interface whose address is none of the VPC's.
    strange: BTreeSet<&'a VpcId>,
    out: Known<bool>,
    inward: Known<bool>,
    out_near: BTreeMap<(usize, usize, usize), bool>,
    inward_near: BTreeMap<(usize, usize, usize), bool>,
    crossings: [Known<bool>; 4],
    carried: Known<Option<usize>>,
    routes: BTreeMap<(usize, IpNet), Option<RouteTarget>>,
    table_ranges: BTreeMap<usize, Vec<IpNet>>,
    transits: BTreeMap<(ResourceId, usize, Option<&'a str>, usize), Option<&'a VpcId>>,
    attachments: Numbered<(Vec<&'a ResourceId>, BTreeSet<&'a str>)>,
    attachment_classes: BTreeMap<&'a ResourceId, usize>,
}

impl<'a> Classes<'a> {
    fn new(question: Question<'a>) -> Self {
        let network = question.network;
        let mut mentioned = Mentioned::of(network.topology());
        for place in network.subnets().values() {
            let table = network.table(&place.route_table);
            for range in table
                .iter()
                .flat_map(|it| &it.routes)
                .flat_map(|it| &it.ranges)
            {
                mentioned.add(*range);
            }
        }
        let strange = network
            .interfaces()
            .iter()
            .filter_map(|it| {
                let vpc = it.vpc.as_ref()?;
                let inside = |address| network.vpc_ranges(vpc).any(|range| range.contains(address));
                (!it.addresses.iter().all(inside)).then_some(vpc)
            })
            .collect();
        Self {
            question,
            mentioned,
            strange,
            vpcs: Numbered::new(),
            ranges: Numbered::new(),
            sets: Numbered::new(),
            acls: Numbered::new(),
            spots: Numbered::new(),
            tables: Numbered::new(),
            out: Known::new(),
            inward: Known::new(),
            out_near: BTreeMap::new(),
            inward_near: BTreeMap::new(),
            crossings: [const { Known::new() }; 4],
            carried: Known::new(),
            routes: BTreeMap::new(),
            table_ranges: BTreeMap::new(),
            transits: BTreeMap::new(),
            attachments: Numbered::new(),
            attachment_classes: BTreeMap::new(),
        }
    }

    /// Puts ends that hold into classes.
    fn sort(
        &mut self,
        interfaces: &[&'a Interface],
        mut holds: impl FnMut(End<'a>) -> bool,
    ) -> Side<'a> {
        let network = self.question.network;
        let mut side = Side::default();
        let mut at: BTreeMap<(&SubnetId, usize), usize> = BTreeMap::new();
        for interface in interfaces {
            let Some(end) = Question::end(interface) else {
                continue;
            };
            let Some(place) = network.subnet(&interface.subnet) else {
                continue;
            };
            if !holds(end) {
                continue;
            }
            if self.strange.contains(end.vpc) || !self.question.found(end) {
                side.odd.push(end);
                continue;
            }
            let range = self.ranges.number(self.mentioned.around(end.address));
            let index = *at.entry((&interface.subnet, range)).or_insert_with(|| {
                let zone = place.zone.as_deref();
                side.places.push(Place {
                    vpc: self.vpcs.number(end.vpc),
                    spot: self.spots.number((&place.route_table, end.vpc, zone)),
                    acl: self.acls.number(&place.network_acl),
                    range,
                    subnet: &interface.subnet,
                    groups: Vec::new(),
                });
                side.places.len() - 1
            });
            let mut groups: Vec<_> = interface.security_groups.iter().collect();
            groups.sort();
            groups.dedup();
            let set = self.sets.number((end.vpc, groups));
            let Some(place) = side.places.get_mut(index) else {
                continue;
            };
            match place.groups.iter_mut().find(|it| it.set == set) {
                Some(guard) => {
                    guard.count += 1;
                    guard.each.push(end);
                }
                None => place.groups.push(Guard {
                    set,
                    one: end,
                    count: 1,
                    each: vec![end],
                }),
            }
        }
        side
    }

    /// Counts the pairs of two sides that connect.
    fn count(&mut self, from: &Side<'a>, to: &Side<'a>) -> u64 {
        let mut reachable = 0;
        for here in &from.places {
            for there in &to.places {
                if self.joined(here, there) {
                    reachable += self.guarded(here, there);
                }
            }
        }
        let all = |side: &Side<'a>| -> Vec<End<'a>> {
            let guards = side.places.iter().flat_map(|it| &it.groups);
            guards.flat_map(|it| it.each.iter().copied()).collect()
        };
        let question = self.question;
        let one_by_one = |from: &[End<'a>], to: &[End<'a>]| -> u64 {
            from.iter()
                .map(|from| to.iter().filter(|to| question.reaches(*from, **to)).count() as u64)
                .sum()
        };
        if !from.odd.is_empty() {
            reachable += one_by_one(&from.odd, &all(to)) + one_by_one(&from.odd, &to.odd);
        }
        if !to.odd.is_empty() {
            reachable += one_by_one(&all(from), &to.odd);
        }
        reachable
    }

    /// Whether the network carries packets between two places, there and back.
    fn joined(&mut self, here: &Place<'a>, there: &Place<'a>) -> bool {
        let (Some(from), Some(to)) = (here.groups.first(), there.groups.first()) else {
            return false;
        };
        let (from, to) = (from.one, to.one);
        if from.address.is_ipv4() != to.address.is_ipv4() {
            return false;
        }
        if here.subnet == there.subnet {
            return true;
        }
        if self.carries(here, there, to) != Some(there.vpc)
            || self.carries(there, here, from) != Some(here.vpc)
        {
            return false;
        }
        let question = self.question;
        let packet = question.there(from.address, to.address);
        let reply = packet.reply();
        let [out, inward, back_out, back_in] = &mut self.crossings;
        out.get(here.acl, there.range, || {
            question.leaves(here.subnet, packet)
        }) && inward.get(there.acl, here.range, || {
            question.enters(there.subnet, packet)
        }) && back_out.get(there.acl, here.range, || {
            question.leaves(there.subnet, reply)
        }) && back_in.get(here.acl, there.range, || {
            question.enters(here.subnet, reply)
        })
    }

    /// How many pairs of two joined places their groups let connect.
    fn guarded(&mut self, here: &Place<'a>, there: &Place<'a>) -> u64 {
        let question = self.question;
        let mut reachable = 0;
        for from in &here.groups {
            for to in &there.groups {
                let (one, other) = (from.one, to.one);
                if here.vpc == there.vpc {
                    let key = (from.set, to.set, there.range);
                    let out = *self
                        .out_near
                        .entry(key)
                        .or_insert_with(|| question.lets_out(one, other.address));
                    let key = (to.set, from.set, here.range);
                    let pass = out
                        && *self
                            .inward_near
                            .entry(key)
                            .or_insert_with(|| question.receives(other, one.address));
                    reachable += if pass { from.count * to.count } else { 0 };
                } else if self.overlap(one, other) || self.overlap(other, one) {
                    // The same address means another interface in the other network.
                    for from in &from.each {
                        let lets = |to: &&End<'a>| {
                            question.lets_out(*from, to.address)
                                && question.receives(**to, from.address)
                        };
                        reachable += to.each.iter().filter(lets).count() as u64;
                    }
                } else {
                    let lets_out = || question.lets_out(one, other.address);
                    let receives = || question.receives(other, one.address);
                    if self.out.get(from.set, there.range, lets_out)
                        && self.inward.get(to.set, here.range, receives)
                    {
                        reachable += from.count * to.count;
                    }
                }
            }
        }
        reachable
    }

    /// Whether an end's VPC uses addresses like the other end's itself.
    fn overlap(&self, of: End<'a>, other: End<'a>) -> bool {
        let mut ranges = self.question.network.vpc_ranges(of.vpc);
        ranges.any(|range| range.contains(&other.address))
    }

    /// The VPC that a packet comes to from one place for an end of another.
    fn carries(&mut self, from: &Place<'a>, to: &Place<'a>, end: End<'a>) -> Option<usize> {
        if let Some(known) = self
            .carried
            .rows
            .get(from.spot)
            .and_then(|row| row.get(to.range))
            .copied()
            .flatten()
        {
            return known;
        }
        let vpc = self
            .find_way(from, to.range, end)
            .map(|vpc| self.vpcs.number(vpc));
        self.carried.get(from.spot, to.range, || vpc)
    }

    fn find_way(&mut self, from: &Place<'a>, range: usize, end: End<'a>) -> Option<&'a VpcId> {
        let question = self.question;
        let place = question.network.subnet(from.subnet)?;
        match self.route(from.subnet, end)? {
            RouteTarget::Local => Some(&place.vpc),
            RouteTarget::Peering(id) => question.over_peering(&id, &place.vpc, end.address),
            RouteTarget::TransitGateway(id) => {
                let attachment = question.attachment(&id, &place.vpc)?;
                let class = self.attachment_class(attachment);
                let zone = place.zone.as_deref();
                *self
                    .transits
                    .entry((id.clone(), class, zone, range))
                    .or_insert_with(|| question.over_transit(&id, attachment, zone, end.address))
            }
            RouteTarget::InternetGateway(_)
            | RouteTarget::NatGateway(_)
            | RouteTarget::GatewayEndpoint(_)
            | RouteTarget::VpnGateway(_)
            | RouteTarget::Other(_) => None,
        }
    }

    /// The route of a table, asked once for each of its ranges: addresses that have the same
    /// narrowest range of the table around them have all its wider ranges around them as well.
    fn route(&mut self, subnet: &'a SubnetId, end: End<'a>) -> Option<RouteTarget> {
        let network = self.question.network;
        let id = &network.subnet(subnet)?.route_table;
        let table = self.tables.number(id);
        let ranges = self.table_ranges.entry(table).or_insert_with(|| {
            let routes = network.table(id).into_iter().flat_map(|it| &it.routes);
            let mut ranges: Vec<IpNet> = routes.flat_map(|it| it.ranges.iter().copied()).collect();
            ranges.sort_by_key(|range| (std::cmp::Reverse(range.prefix_len()), *range));
            ranges.dedup();
            ranges
        });
        // Without any range around it no route covers the address.
        let narrowest = *ranges.iter().find(|range| range.contains(&end.address))?;
        self.routes
            .entry((table, narrowest))
            .or_insert_with(|| self.question.route(subnet, end.address))
            .clone()
    }

    /// Attachments that stand in the same zones and in the same tables are alike.
    fn attachment_class(&mut self, id: &'a ResourceId) -> usize {
        if let Some(class) = self.attachment_classes.get(id) {
            return *class;
        }
        let network = self.question.network;
        let topology = network.topology();
        let tables = topology
            .transit_gateway_route_table
            .iter()
            .filter(|(_, table)| table.associations.contains(id))
            .map(|(table, _)| table)
            .collect();
        let zones = topology
            .transit_gateway_vpc_attachment
            .get(id)
            .into_iter()
            .flat_map(|it| &it.subnet_ids)
            .filter_map(|subnet| network.subnet(subnet)?.zone.as_deref())
            .collect();
        let class = self.attachments.number((tables, zones));
        self.attachment_classes.insert(id, class);
        class
    }
}
