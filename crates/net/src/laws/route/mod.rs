//! Which way a packet leaves a subnet.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>

mod ambiguous_prefix_list;
mod blackhole;
mod longest_prefix;
mod no_route;
mod provider_initiated;
mod unknown_route;

use super::{Judgement, Keep, Law};
use crate::evidence::{Fact, Fared, RouteRow};
use crate::id::RouteTableId;
use crate::network::{Network, Rank, RouteEntry, RouteTarget, Table};
use ipnet::IpNet;
use std::net::IpAddr;

/// How a law of routing judges.
pub type RouteLaw = Law<fn(&Lookup<'_>) -> Judgement<RouteTarget>>;

/// Asked of a subnet's route table, in this order.
pub static ROUTE: &[&RouteLaw] = &[
    &unknown_route::LAW,
    &provider_initiated::LAW,
    &ambiguous_prefix_list::LAW,
    &no_route::LAW,
    &blackhole::LAW,
    &longest_prefix::LAW,
];

/// A destination looked up in a table.
#[derive(Clone, Debug)]
pub struct Lookup<'a> {
    /// The network.
    pub network: &'a Network,
    /// The table's id.
    pub id: &'a RouteTableId,
    /// The table.
    pub table: &'a Table,
    /// The destination.
    pub destination: IpAddr,
    /// Whether this is the way back.
    pub back: bool,
    /// What is kept of the answer.
    pub keep: Keep,
    /// The routes that cover the destination, the winner first: looked up once for all laws.
    covering: Vec<(IpNet, &'a RouteEntry)>,
    /// Whether prefix lists that lead elsewhere cover it as well (R1.13).
    ambiguous: bool,
}

impl<'a> Lookup<'a> {
    /// Looks a destination up.
    #[must_use]
    pub fn new(
        network: &'a Network,
        id: &'a RouteTableId,
        table: &'a Table,
        destination: IpAddr,
        back: bool,
        keep: Keep,
    ) -> Self {
        let mut covering = table.covering(destination);
        let ambiguous = prefer_lowest_list(&mut covering);
        Self {
            network,
            id,
            table,
            destination,
            back,
            keep,
            covering,
            ambiguous,
        }
    }

    fn winner(&self) -> Option<(IpNet, &'a RouteEntry)> {
        self.covering.first().copied()
    }

    /// Whether a route that is not known could win. Next to nothing is more specific than
    /// `local`, so a destination inside the VPC is certain.
    fn undecided(&self) -> bool {
        let local = |(_, route): (IpNet, &RouteEntry)| route.target == RouteTarget::Local;
        self.table.uncertain && !self.winner().is_some_and(local)
    }

    /// Whether no route covers an address of a network that has an endpoint on a service of
    /// this one.
    fn provider_initiated(&self) -> bool {
        !self.back
            && !self.undecided()
            && self.winner().is_none()
            && self.network.consumers_of(&self.table.vpc).any(|vpc| {
                let mut ranges = self.network.vpc_ranges(vpc);
                ranges.any(|it| it.contains(&self.destination))
            })
    }

    /// The table as evidence: the winner, then the losers with why, then what does not match.
    fn fact(&self) -> Fact {
        let rows = match self.keep {
            Keep::Evidence => self.rows(),
            Keep::Verdict => Vec::new(),
        };
        Fact::Routes {
            route_table: self.id.clone(),
            destination: self.destination,
            rows,
        }
    }

    fn rows(&self) -> Vec<RouteRow> {
        let covering = &self.covering;
        let best = covering.first().map(|(range, _)| range.prefix_len());
        let mut rows = Vec::new();
        for (index, (range, route)) in covering.iter().enumerate() {
            let because = match index {
                0 => None,
                _ if Some(range.prefix_len()) == best => Some("lower_priority"),
                _ => Some("less_specific"),
            };
            let fared = if index == 0 { Fared::Won } else { Fared::Lost };
            rows.push(row(route, Some(*range), fared, because));
        }
        let covers = |route: &RouteEntry| {
            covering
                .iter()
                .any(|(_, other)| std::ptr::eq(*other, route))
        };
        for route in self.table.routes.iter().filter(|route| !covers(route)) {
            rows.push(row(route, None, Fared::Missed, Some("no_match")));
        }
        rows
    }
}

/// Where the winner comes from a prefix list and another list leads elsewhere, puts the list with
/// the lowest id first; says whether it is so.
fn prefer_lowest_list(covering: &mut [(IpNet, &RouteEntry)]) -> bool {
    let listed = |(_, route): &(IpNet, &RouteEntry)| route.rank == Rank::PrefixList;
    let Some(first) = covering.first().filter(|it| listed(it)) else {
        return false;
    };
    let target = first.1.target.clone();
    if !covering
        .iter()
        .any(|it| listed(it) && it.1.target != target)
    {
        return false;
    }
    let lowest = covering
        .iter()
        .enumerate()
        .filter(|(_, it)| listed(it))
        .min_by_key(|(_, it)| &it.1.destination)
        .map_or(0, |(at, _)| at);
    if let Some(before) = covering.get_mut(..=lowest) {
        before.rotate_right(1);
    }
    true
}

fn row(
    route: &RouteEntry,
    matched: Option<IpNet>,
    fared: Fared,
    because: Option<&'static str>,
) -> RouteRow {
    RouteRow {
        destination: route.destination.clone(),
        matched: matched
            .map(|range| range.to_string())
            .filter(|range| *range != route.destination),
        target: route.target.as_str().to_owned(),
        state: if route.blackhole {
            "blackhole"
        } else {
            "active"
        },
        fared,
        because,
    }
}
