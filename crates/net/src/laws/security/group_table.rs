//! Security groups read as a table: every rule, and how near it came.

use super::Guarded;
use super::part::{Part, protocol_covers, protocol_text};
use crate::evidence::{Direction, Fact, Fared, Mismatch, Packet, SecurityGroupRow};
use crate::id::{PrefixListId, ResourceId, SecurityGroupId, VpcId};
use crate::topology::{SecurityGroup, SecurityGroupRule, is_partly_unknown};
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
        let rules = match direction {
            Direction::Ingress => &group.ingress,
            Direction::Egress => &group.egress,
        };
        for rule in rules {
            if is_partly_unknown(&rule.more) {
                // It may allow the packet; nobody can say.
                missing.get_or_insert_with(|| (id.clone().into(), "rule"));
                continue;
            }
            let doubt = doubt(guarded, rule, peer);
            missing = missing.or(doubt);
            add_rows(&mut rows, guarded, id, group, rule, peer, direction);
        }
    }
    let allowed = settle(&mut rows);
    match (allowed, missing) {
        (false, Some((resource, what))) => Said::Missing(resource, what),
        (allowed, _) => {
            let fact = Fact::SecurityGroups {
                interface: guarded.interface.id.clone(),
                direction,
                rows,
            };
            if allowed {
                Said::Allowed(fact)
            } else {
                Said::Denied(fact)
            }
        }
    }
}

/// What a rule for such packets names without saying whom that is: a prefix list of unknown ranges,
/// or a group that the peer may carry.
fn doubt(
    guarded: &Guarded<'_>,
    rule: &SecurityGroupRule,
    peer: IpAddr,
) -> Option<(ResourceId, &'static str)> {
    let part = Part::of(rule.protocol.as_deref(), rule.from_port, rule.to_port);
    if !protocol_covers(rule.protocol.as_deref(), guarded.packet)
        || !part.covers(guarded.packet, false)
    {
        return None;
    }
    let network = guarded.network;
    let unsaid =
        |list: &&PrefixListId| !crate::network::is_prefix_list_known(network.topology(), list);
    if let Some(list) = rule.prefix_list_ids.iter().find(unsaid) {
        return Some((list.clone().into(), "entry"));
    }
    let by_group = !rule.security_groups.is_empty() || rule.self_ == Some(true);
    let of_vpc = guarded.interface.vpc.as_ref();
    let peer = of_vpc.and_then(|vpc| network.interface_at(vpc, peer));
    let peer = peer.filter(|it| by_group && guarded.references && it.unknown_groups);
    peer.map(|it| (it.known_as().clone(), "security_groups"))
}

/// One row for each peer a rule names.
fn add_rows(
    rows: &mut Vec<SecurityGroupRow>,
    guarded: &Guarded<'_>,
    id: &SecurityGroupId,
    group: &SecurityGroup,
    rule: &SecurityGroupRule,
    peer: IpAddr,
    direction: Direction,
) {
    let mut row = |text: String, matches: bool| {
        rows.push(of_rule(id, group, rule, text, guarded.packet, matches));
    };
    for range in rule.cidr_blocks.iter().chain(&rule.ipv6_cidr_blocks) {
        row(range.to_string(), range.contains(&peer));
    }
    for list in &rule.prefix_list_ids {
        let ranges = crate::network::prefix_list_ranges(guarded.network.topology(), list);
        row(
            list.to_string(),
            ranges.iter().any(|range: &IpNet| range.contains(&peer)),
        );
    }
    let own = rule.self_.unwrap_or(false).then_some(id);
    for reference in rule.security_groups.iter().chain(own) {
        let carries = guarded.references && carries_group(guarded, peer, direction, reference);
        row(reference.to_string(), carries);
    }
}

/// R1.24: a reference matches the private addresses of interfaces that carry the group, in the
/// VPC itself and in those whose groups it may name.
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
    let mut named = network.vpcs_named_from(own);
    carries(own) || named.any(|(vpc, both)| (inbound || both) && carries(vpc))
}

fn of_rule(
    id: &SecurityGroupId,
    group: &SecurityGroup,
    rule: &SecurityGroupRule,
    peer: String,
    packet: Packet,
    peer_matches: bool,
) -> SecurityGroupRow {
    let mut mismatch = Vec::new();
    if !protocol_covers(rule.protocol.as_deref(), packet) {
        mismatch.push(Mismatch::Protocol);
    }
    let part = Part::of(rule.protocol.as_deref(), rule.from_port, rule.to_port);
    // Groups remember what they let through, so only what opens a connection is judged.
    if !part.covers(packet, false) {
        mismatch.push(Mismatch::Port);
    }
    if !peer_matches {
        mismatch.push(Mismatch::Peer);
    }
    SecurityGroupRow {
        security_group: id.clone(),
        group_name: group.name.clone(),
        protocol: protocol_text(rule.protocol.as_deref()),
        ports: part.text(),
        peer,
        fared: Fared::Missed,
        mismatch,
    }
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
