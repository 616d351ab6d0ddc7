//! Security groups read as a table: every rule, and how near it came.

use super::{
    Guarded, Leg, icmp_covers, ports_cover, ports_of, ports_text, protocol_covers, protocol_text,
};
use crate::evidence::{Direction, Fact, Fared, Mismatch, Packet, SecurityGroupRow};
use crate::id::SecurityGroupId;
use crate::network::{Interface, Network};
use crate::topology::{SecurityGroup, SecurityGroupRule, is_partly_unknown};
use ipnet::IpNet;
use std::net::IpAddr;
use std::ops::RangeInclusive;

/// What the groups of an interface say.
pub(super) enum Said {
    /// Some rule allows it.
    Allowed(Fact),
    /// No rule allows it.
    Denied(Fact),
    /// A group, or a part of a rule, is not in the topology, and no other rule allows it.
    Missing(SecurityGroupId),
}

/// Reads all rules of a direction of all groups on an interface (R1.23: their union).
pub(super) fn read(guarded: &Guarded<'_>, direction: Direction) -> Said {
    let mut rows = Vec::new();
    let mut missing = None;
    let (peer, port) = match direction {
        Direction::Ingress => (guarded.packet.source, guarded.packet.destination_port),
        Direction::Egress => (guarded.packet.destination, guarded.packet.destination_port),
    };
    for id in &guarded.interface.security_groups {
        let Some(group) = guarded.network.security_group(id) else {
            missing.get_or_insert_with(|| id.clone());
            continue;
        };
        let rules = match direction {
            Direction::Ingress => &group.ingress,
            Direction::Egress => &group.egress,
        };
        for rule in rules {
            if is_partly_unknown(&rule.more) {
                // It may allow the packet; nobody can say.
                missing.get_or_insert_with(|| id.clone());
                continue;
            }
            add_rows(&mut rows, guarded, id, group, rule, peer, port);
        }
    }
    let allowed = settle(&mut rows);
    match (allowed, missing) {
        (false, Some(group)) => Said::Missing(group),
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

/// One row for each peer a rule names.
fn add_rows(
    rows: &mut Vec<SecurityGroupRow>,
    guarded: &Guarded<'_>,
    id: &SecurityGroupId,
    group: &SecurityGroup,
    rule: &SecurityGroupRule,
    peer: IpAddr,
    port: Option<u16>,
) {
    let mut row = |text: String, matches: bool| {
        rows.push(of_rule(
            id,
            group,
            rule,
            text,
            guarded.packet,
            port,
            matches,
        ));
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
        let carries = guarded.references
            && carries_group(guarded.network, guarded.interface, peer, reference);
        row(reference.to_string(), carries);
    }
}

/// R1.24: a reference matches the private addresses of interfaces that carry the group.
fn carries_group(
    network: &Network,
    interface: &Interface,
    peer: IpAddr,
    group: &SecurityGroupId,
) -> bool {
    interface
        .vpc
        .as_ref()
        .and_then(|vpc| network.interface_at(vpc, peer))
        .is_some_and(|peer| peer.security_groups.contains(group))
}

fn rule_ports(rule: &SecurityGroupRule) -> Option<RangeInclusive<i32>> {
    ports_of(rule.protocol.as_deref(), rule.from_port, rule.to_port)
}

fn of_rule(
    id: &SecurityGroupId,
    group: &SecurityGroup,
    rule: &SecurityGroupRule,
    peer: String,
    packet: Packet,
    port: Option<u16>,
    peer_matches: bool,
) -> SecurityGroupRow {
    let mut mismatch = Vec::new();
    if !protocol_covers(rule.protocol.as_deref(), packet) {
        mismatch.push(Mismatch::Protocol);
    }
    let (types, codes) = (rule.from_port, rule.to_port);
    let protocol = rule.protocol.as_deref();
    if !ports_cover(rule_ports(rule).as_ref(), port)
        || !icmp_covers(protocol, types, codes, packet, Leg::Client)
    {
        mismatch.push(Mismatch::Port);
    }
    if !peer_matches {
        mismatch.push(Mismatch::Peer);
    }
    SecurityGroupRow {
        security_group: id.clone(),
        group_name: group.name.clone(),
        protocol: protocol_text(rule.protocol.as_deref()),
        ports: ports_text(rule_ports(rule).as_ref()),
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
