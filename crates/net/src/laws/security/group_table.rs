//! Security groups read as a table: every rule, and how near it came.

use super::Guarded;
use super::part::{Part, protocol_covers, protocol_text};
use crate::evidence::{Direction, Fact, Fared, Mismatch, SecurityGroupRow};
use crate::id::{PrefixListId, ResourceId, SecurityGroupId, VpcId};
use crate::laws::Keep;
use crate::network::{is_prefix_list_known, prefix_list_ranges};
use crate::topology::{SecurityGroup, SecurityGroupRule, is_partly_unknown, is_unknown};
use ipnet::IpNet;
use std::net::IpAddr;

/// What the groups of an interface say.
pub(super) enum Said {
    /// Some rule allows it.
    Allowed(Fact),
    /// No rule allows it.
    Denied(Fact),
    /// A group, a part of a rule or a prefix list is not in the topology, and no other rule allows
    /// it: what of which resource.
    Missing(ResourceId, &'static str),
}

/// Reads all rules of a direction of all groups on an interface (R1.23: their union).
pub(super) fn read(guarded: &Guarded<'_>, direction: Direction) -> Said {
    let fact = |rows| Fact::SecurityGroups {
        interface: guarded.interface.id.clone(),
        direction,
        rows,
    };
    let mut rows = Vec::new();
    let mut missing = guarded.interface.unknown_groups.then(|| {
        let id = guarded.interface.known_as();
        (id.clone(), "security_groups")
    });
    let peer = match direction {
        Direction::Ingress => guarded.packet.source,
        Direction::Egress => guarded.packet.destination,
    };
    for id in &guarded.interface.security_groups {
        let Some(group) = guarded.network.security_group(id) else {
            missing.get_or_insert_with(|| (id.clone().into(), "security_group"));
            continue;
        };
        let (rules, list) = match direction {
            Direction::Ingress => (&group.ingress, "ingress"),
            Direction::Egress => (&group.egress, "egress"),
        };
        if is_unknown(&group.more, &[list]) {
            missing.get_or_insert_with(|| (id.clone().into(), list));
        }
        for rule in rules {
            if is_partly_unknown(&rule.more) {
                // It may allow the packet; nobody can say.
                missing.get_or_insert_with(|| (id.clone().into(), "rule"));
                continue;
            }
            let read = Rule {
                guarded,
                id,
                rule,
                peer,
                direction,
            };
            missing = missing.or_else(|| read.doubt());
            match guarded.keep {
                Keep::Evidence => read.add_rows(group, &mut rows),
                Keep::Verdict if read.allows() => return Said::Allowed(fact(rows)),
                Keep::Verdict => {}
            }
        }
    }
    let allowed = settle(&mut rows);
    match (allowed, missing) {
        (false, Some((resource, what))) => Said::Missing(resource, what),
        (true, _) => Said::Allowed(fact(rows)),
        (false, None) => Said::Denied(fact(rows)),
    }
}

/// One rule, read for one packet.
struct Rule<'a> {
    guarded: &'a Guarded<'a>,
    id: &'a SecurityGroupId,
    rule: &'a SecurityGroupRule,
    peer: IpAddr,
    direction: Direction,
}

/// A peer that a rule names.
#[derive(Clone, Copy)]
enum Peer<'a> {
    Range(&'a IpNet),
    List(&'a PrefixListId),
    Group(&'a SecurityGroupId),
}

impl<'a> Rule<'a> {
    fn peers(&self) -> impl Iterator<Item = Peer<'a>> {
        let rule = self.rule;
        let own = rule.self_.unwrap_or(false).then_some(self.id);
        let ranges = rule.cidr_blocks.iter().chain(&rule.ipv6_cidr_blocks);
        let groups = rule.security_groups.iter().chain(own);
        ranges
            .map(Peer::Range)
            .chain(rule.prefix_list_ids.iter().map(Peer::List))
            .chain(groups.map(Peer::Group))
    }

    fn is_for(&self, peer: Peer<'_>) -> bool {
        let guarded = self.guarded;
        match peer {
            Peer::Range(range) => range.contains(&self.peer),
            Peer::List(list) => prefix_list_ranges(guarded.network.topology(), list)
                .iter()
                .any(|range| range.contains(&self.peer)),
            Peer::Group(group) => {
                guarded.references && carries_group(guarded, self.peer, self.direction, group)
            }
        }
    }

    fn part(&self) -> Part {
        let rule = self.rule;
        Part::of(rule.protocol.as_deref(), rule.from_port, rule.to_port)
    }

    fn covers_protocol(&self) -> bool {
        protocol_covers(self.rule.protocol.as_deref(), self.guarded.packet)
    }

    /// Groups remember what they let through, so only what opens a connection is judged.
    fn covers_part(&self, part: &Part) -> bool {
        part.covers(self.guarded.packet, false)
    }

    fn allows(&self) -> bool {
        self.covers_protocol()
            && self.covers_part(&self.part())
            && self.peers().any(|peer| self.is_for(peer))
    }

    /// What a rule for such packets names without saying whom that is: a prefix list of unknown
    /// ranges, or a group that the peer may carry.
    fn doubt(&self) -> Option<(ResourceId, &'static str)> {
        let (guarded, rule) = (self.guarded, self.rule);
        if !self.covers_protocol() || !self.covers_part(&self.part()) {
            return None;
        }
        let network = guarded.network;
        let unsaid = |list: &&PrefixListId| !is_prefix_list_known(network.topology(), list);
        if let Some(list) = rule.prefix_list_ids.iter().find(unsaid) {
            return Some((list.clone().into(), "entry"));
        }
        let by_group = !rule.security_groups.is_empty() || rule.self_ == Some(true);
        let of_vpc = guarded.interface.vpc.as_ref();
        let peer = of_vpc.and_then(|vpc| network.interface_at(vpc, self.peer));
        let peer = peer.filter(|it| by_group && guarded.references && it.unknown_groups);
        peer.map(|it| (it.known_as().clone(), "security_groups"))
    }

    /// One row for each peer it names.
    fn add_rows(&self, group: &SecurityGroup, rows: &mut Vec<SecurityGroupRow>) {
        let part = self.part();
        let (protocol, ports) = (self.covers_protocol(), self.covers_part(&part));
        for peer in self.peers() {
            let fits = [
                (Mismatch::Protocol, protocol),
                (Mismatch::Port, ports),
                (Mismatch::Peer, self.is_for(peer)),
            ];
            let mismatch = fits.into_iter().filter(|(_, fits)| !fits);
            rows.push(SecurityGroupRow {
                security_group: self.id.clone(),
                group_name: group.name.clone(),
                protocol: protocol_text(self.rule.protocol.as_deref()),
                ports: part.text(),
                peer: peer.text(),
                fared: Fared::Missed,
                mismatch: mismatch.map(|(what, _)| what).collect(),
            });
        }
    }
}

impl Peer<'_> {
    fn text(self) -> String {
        match self {
            Self::Range(range) => range.to_string(),
            Self::List(list) => list.to_string(),
            Self::Group(group) => group.to_string(),
        }
    }
}

/// R1.24: a reference matches the private addresses of interfaces that carry the group, in the
/// VPC itself and in those whose groups it may name. An address of the VPC's own ranges is its own.
fn carries_group(
    guarded: &Guarded<'_>,
    peer: IpAddr,
    direction: Direction,
    group: &SecurityGroupId,
) -> bool {
    let network = guarded.network;
    let carries = |vpc: &VpcId| {
        let peer = network.interface_at(vpc, peer);
        peer.is_some_and(|peer| peer.security_groups.contains(group))
    };
    let Some(own) = &guarded.interface.vpc else {
        return false;
    };
    let inbound = direction == Direction::Ingress;
    if network.vpc_ranges(own).any(|range| range.contains(&peer)) {
        return carries(own);
    }
    let mut named = network.vpcs_named_from(own);
    carries(own) || named.any(|(vpc, both)| (inbound || both) && carries(vpc))
}

/// Marks the first rule that matches, or the one that came nearest; says whether one matched.
fn settle(rows: &mut [SecurityGroupRow]) -> bool {
    let mut won = false;
    for row in rows.iter_mut().filter(|row| row.mismatch.is_empty()) {
        row.fared = if won { Fared::Lost } else { Fared::Won };
        won = true;
    }
    if !won && let Some(nearest) = rows.iter_mut().min_by_key(|row| row.mismatch.len()) {
        nearest.fared = Fared::Nearest;
    }
    won
}
