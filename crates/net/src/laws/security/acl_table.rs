//! Network ACLs read as a table, in the order their entries are tried.

use super::part::{Part, protocol_covers, protocol_text};
use super::{Crossing, Leg};
use crate::evidence::{AclRow, Direction, Fact, Fared};
use crate::id::NetworkAclId;
use crate::network::Network;
use crate::query::Protocol;
use crate::topology::{AclEntry, NetworkAcl, is_partly_unknown};
use ipnet::IpNet;
use std::net::IpAddr;

/// What the ACL of a subnet says.
pub(super) enum Said {
    /// The first entry that matches allows.
    Allowed(Fact),
    /// The first entry that matches denies, or none matches.
    Denied(Fact),
    /// The ACL, or a part of an entry that comes first, is not in the topology.
    Missing(NetworkAclId),
}

/// Tries the entries of a direction, lowest number first (R1.25).
pub(super) fn read(crossing: &Crossing<'_>, direction: Direction) -> Option<Said> {
    let place = crossing.network.subnet(crossing.subnet)?;
    let Some(acl) = crossing.network.network_acl(&place.network_acl) else {
        return Some(Said::Missing(place.network_acl.clone()));
    };
    let packet = crossing.packet;
    let peer = match direction {
        Direction::Ingress => packet.source,
        Direction::Egress => packet.destination,
    };
    let mut decided = None;
    let mut unknown = false;
    let mut rows: Vec<AclRow> = entries(acl, direction)
        .into_iter()
        .map(|entry| {
            unknown |= decided.is_none() && is_partly_unknown(&entry.more);
            let matches = protocol_covers(entry.protocol.as_deref(), packet)
                && part(entry).covers(packet, crossing.leg == Leg::Return)
                && range(entry).is_some_and(|range| range.contains(&peer));
            row(entry, matches, &mut decided)
        })
        .collect();
    if unknown {
        return Some(Said::Missing(place.network_acl.clone()));
    }
    rows.push(AclRow {
        rule_no: None,
        allows: false,
        protocol: "all".to_owned(),
        ports: "all".to_owned(),
        peer: match peer {
            IpAddr::V4(_) => "0.0.0.0/0".to_owned(),
            IpAddr::V6(_) => "::/0".to_owned(),
        },
        fared: if decided.is_none() {
            Fared::Won
        } else {
            Fared::Lost
        },
    });
    let fact = Fact::NetworkAcl {
        network_acl: place.network_acl.clone(),
        subnet: crossing.subnet.clone(),
        direction,
        rows,
    };
    Some(if decided == Some(true) {
        Said::Allowed(fact)
    } else {
        Said::Denied(fact)
    })
}

fn row(entry: &AclEntry, matches: bool, decided: &mut Option<bool>) -> AclRow {
    let allows = allows(entry);
    let fared = match (matches, decided.is_some()) {
        (false, _) => Fared::Missed,
        (true, true) => Fared::Lost,
        (true, false) => {
            *decided = Some(allows);
            Fared::Won
        }
    };
    AclRow {
        rule_no: entry.rule_no,
        allows,
        protocol: protocol_text(entry.protocol.as_deref()),
        ports: part(entry).text(),
        peer: range(entry)
            .map(|range| range.to_string())
            .unwrap_or_default(),
        fared,
    }
}

/// Terraform writes a type and a code of ICMP beside every protocol, and ports beside ICMP.
fn part(entry: &AclEntry) -> Part {
    let protocol = entry.protocol.as_deref();
    let (from, to) = match protocol.and_then(Protocol::parse) {
        Some(Protocol::ICMP | Protocol::ICMPV6) => (entry.icmp_type, entry.icmp_code),
        _ => (entry.from_port, entry.to_port),
    };
    Part::of(protocol, from, to)
}

fn allows(entry: &AclEntry) -> bool {
    entry
        .action
        .as_deref()
        .is_some_and(|action| action.eq_ignore_ascii_case("allow"))
}

fn range(entry: &AclEntry) -> Option<IpNet> {
    entry.cidr_block.or(entry.ipv6_cidr_block)
}

fn entries(acl: &NetworkAcl, direction: Direction) -> Vec<&AclEntry> {
    let mut entries: Vec<&AclEntry> = match direction {
        Direction::Ingress => acl.ingress.iter(),
        Direction::Egress => acl.egress.iter(),
    }
    .collect();
    entries.sort_by_key(|entry| entry.rule_no);
    entries
}

/// Whether a subnet's ACL lets replies to every ephemeral port (1024 to 65535) pass, not just to
/// the one this flow uses (R1.26). Entries are tried at both ends of the range and at every
/// border between entries, which is where the answer can change.
#[must_use]
pub fn covers_all_ephemeral_ports(
    network: &Network,
    crossing: &Crossing<'_>,
    direction: Direction,
) -> bool {
    let Some(acl) = network
        .subnet(crossing.subnet)
        .and_then(|place| network.network_acl(&place.network_acl))
    else {
        return true;
    };
    let mut ports = vec![1024_i32, 65_535];
    for entry in entries(acl, direction) {
        if let Part::Ports(range) = part(entry) {
            let (from, to) = range.into_inner();
            ports.extend([from - 1, from, from + 1, to - 1, to, to + 1]);
        }
    }
    ports
        .into_iter()
        .filter(|port| (1024..=65_535).contains(port))
        .filter_map(|port| u16::try_from(port).ok())
        .all(|port| {
            let mut tried = *crossing;
            tried.packet.destination_port = Some(port);
            matches!(read(&tried, direction), None | Some(Said::Allowed(_)))
        })
}
