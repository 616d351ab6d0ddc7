//! Network ACLs read as a table, in the order their entries are tried.

use super::part::{Part, protocol_covers, protocol_text};
use super::{Crossing, Leg};
use crate::evidence::{AclRow, Direction, Fact, Fared, Packet};
use crate::id::NetworkAclId;
use crate::laws::Keep;
use crate::network::Network;
use crate::query::Protocol;
use crate::topology::{AclEntry, NetworkAcl, is_partly_unknown, is_unknown};
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
    let list = match direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    };
    if is_unknown(&acl.more, &[list]) {
        return Some(Said::Missing(place.network_acl.clone()));
    }
    let entries = entries(acl, direction);
    let tried = Tried::of(crossing, direction);
    let first = match tried.first(&entries) {
        First::Unknown => return Some(Said::Missing(place.network_acl.clone())),
        First::Entry(at) => Some(at),
        First::Nothing => None,
    };
    let fact = Fact::NetworkAcl {
        network_acl: place.network_acl.clone(),
        subnet: crossing.subnet.clone(),
        direction,
        rows: match crossing.keep {
            Keep::Evidence => tried.rows(&entries, first),
            Keep::Verdict => Vec::new(),
        },
    };
    let allowed = first.is_some_and(|at| entries.get(at).is_some_and(|it| allows(it)));
    Some(if allowed {
        Said::Allowed(fact)
    } else {
        Said::Denied(fact)
    })
}

/// A packet as entries are tried on it.
#[derive(Clone, Copy)]
struct Tried {
    packet: Packet,
    peer: IpAddr,
    reply: bool,
}

/// The first entry that decides.
enum First {
    /// This one.
    Entry(usize),
    /// None: the implied last denial does.
    Nothing,
    /// One that comes before is not known in full, and could.
    Unknown,
}

impl Tried {
    fn of(crossing: &Crossing<'_>, direction: Direction) -> Self {
        let packet = crossing.packet;
        Self {
            packet,
            peer: match direction {
                Direction::Ingress => packet.source,
                Direction::Egress => packet.destination,
            },
            reply: crossing.leg == Leg::Return,
        }
    }

    fn matches(&self, entry: &AclEntry) -> bool {
        range(entry).is_some_and(|range| range.contains(&self.peer))
            && protocol_covers(entry.protocol.as_deref(), self.packet)
            && part(entry).covers(self.packet, self.reply)
    }

    fn first(&self, entries: &[&AclEntry]) -> First {
        let decides = |it: &&AclEntry| is_partly_unknown(&it.more) || self.matches(it);
        match entries.iter().position(decides) {
            Some(at)
                if entries
                    .get(at)
                    .is_some_and(|it| is_partly_unknown(&it.more)) =>
            {
                First::Unknown
            }
            Some(at) => First::Entry(at),
            None => First::Nothing,
        }
    }

    fn rows(&self, entries: &[&AclEntry], first: Option<usize>) -> Vec<AclRow> {
        let fared = |at: usize, entry: &AclEntry| match first {
            Some(first) if at == first => Fared::Won,
            Some(first) if at > first && self.matches(entry) => Fared::Lost,
            _ => Fared::Missed,
        };
        let listed = entries.iter().enumerate().map(|(at, entry)| AclRow {
            rule_no: entry.rule_no,
            allows: allows(entry),
            protocol: protocol_text(entry.protocol.as_deref()),
            ports: part(entry).text(),
            peer: range(entry)
                .map(|range| range.to_string())
                .unwrap_or_default(),
            fared: fared(at, entry),
        });
        let implied = AclRow {
            rule_no: None,
            allows: false,
            protocol: "all".to_owned(),
            ports: "all".to_owned(),
            peer: match self.peer {
                IpAddr::V4(_) => "0.0.0.0/0".to_owned(),
                IpAddr::V6(_) => "::/0".to_owned(),
            },
            fared: if first.is_none() {
                Fared::Won
            } else {
                Fared::Lost
            },
        };
        listed.chain([implied]).collect()
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
    let entries = entries(acl, direction);
    let mut ports = vec![1024_i32, 65_535];
    for entry in &entries {
        if let Part::Ports(range) = part(entry) {
            let (from, to) = range.into_inner();
            ports.extend([from - 1, from, from + 1, to - 1, to, to + 1]);
        }
    }
    let mut tried = Tried::of(crossing, direction);
    ports
        .into_iter()
        .filter(|port| (1024..=65_535).contains(port))
        .filter_map(|port| u16::try_from(port).ok())
        .all(|port| {
            tried.packet.destination_port = Some(port);
            match tried.first(&entries) {
                First::Entry(at) => entries.get(at).is_some_and(|it| allows(it)),
                First::Nothing | First::Unknown => false,
            }
        })
}
