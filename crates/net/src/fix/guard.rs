//! Rules and entries that let just one packet pass a guard.

use super::edit::Edit;
use crate::evidence::{AclRow, Direction, Fared, Packet};
use crate::id::{NetworkAclId, NetworkInterfaceId, PrefixListId};
use crate::laws::gateway::is_private;
use crate::network::{Network, prefix_list_ranges};
use crate::query::{Protocol, Query};
use crate::service;
use crate::topology::Datum;
use ipnet::IpNet;
use serde_json::json;
use std::net::IpAddr;

/// The other end of a packet, as a rule may name it.
enum Peer {
    /// Just this address.
    Host(IpNet),
    /// An address of a service that AWS publishes: its list, and the range of it.
    Listed(PrefixListId, IpNet),
}

impl Peer {
    /// What to call an address; `None` for one that is itself an assumption, as those of most
    /// public services are: no rule is built on it.
    fn of(network: &Network, query: &Query, address: IpAddr) -> Option<Self> {
        if let Some((list, range)) = published(network, address) {
            return Some(Self::Listed(list, range));
        }
        let vpcs = &network.topology().vpc;
        let is_known = is_private(address)
            || query.source_ip == Some(address)
            || query.to.contains(&address.to_string())
            || network.interface_at_public(address).is_some()
            || vpcs
                .keys()
                .any(|vpc| network.vpc_ranges(vpc).any(|it| it.contains(&address)));
        is_known.then(|| Self::Host(IpNet::from(address)))
    }

    const fn range(&self) -> IpNet {
        match self {
            Self::Host(range) | Self::Listed(_, range) => *range,
        }
    }
}

/// A rule for just this peer, protocol and port, in the interface's first group.
pub(super) fn group_rule(
    network: &Network,
    query: &Query,
    interface: &NetworkInterfaceId,
    direction: Direction,
    packet: Packet,
) -> Option<Edit> {
    let topology = network.topology();
    let id = network
        .interface(interface.as_str())?
        .security_groups
        .first()?;
    let group = network.security_group(id)?;
    let is_implied = !topology.security_group.contains_key(id);
    let (attribute, rules, peer, way, way_ja) = match direction {
        Direction::Ingress => (
            "ingress",
            &group.ingress,
            packet.source,
            "inbound",
            "インバウンド",
        ),
        Direction::Egress => (
            "egress",
            &group.egress,
            packet.destination,
            "outbound",
            "アウトバウンド",
        ),
    };
    let mut rule = json!({ "protocol": packet.protocol.to_string() });
    if let Some(port) = packet.destination_port {
        rule["from_port"] = json!(port);
        rule["to_port"] = json!(port);
    }
    let peer_text = match Peer::of(network, query, peer)? {
        Peer::Listed(list, _) => {
            rule["prefix_list_ids"] = json!([list]);
            list.to_string()
        }
        Peer::Host(range) => {
            rule[attribute_of(range, "cidr_blocks", "ipv6_cidr_blocks")] = json!([range]);
            range.to_string()
        }
    };
    let mut all = rules.to_value();
    all.as_array_mut()?.push(rule);
    let port = packet
        .destination_port
        .map(|port| format!(" {port}"))
        .unwrap_or_default();
    let protocol = packet.protocol;
    Some(Edit::writing(
        &["security_group"],
        id.as_str(),
        is_implied.then(|| group.to_value()),
        attribute,
        all,
        [
            format!("add an {way} rule to {id}: {protocol}{port}, {peer_text}"),
            format!("{id} に{way_ja}ルールを追加する: {protocol}{port}, {peer_text}"),
        ],
    ))
}

/// The prefix list that holds a public address, and which of its ranges: one the topology lists,
/// else one of AWS's that are built in.
fn published(network: &Network, address: IpAddr) -> Option<(PrefixListId, IpNet)> {
    let topology = network.topology();
    let listed = topology.prefix_list.keys().cloned();
    let vpcs = topology.vpc.keys();
    let regions = vpcs.filter_map(|vpc| network.region_of(vpc));
    let built_in = regions.flat_map(|region| {
        ["s3", "dynamodb"].map(|service| {
            PrefixListId::from(service::prefix_list_id(&format!(
                "com.amazonaws.{region}.{service}"
            )))
        })
    });
    listed.chain(built_in).find_map(|list| {
        let ranges = prefix_list_ranges(topology, &list);
        let range = ranges.into_iter().find(|range| range.contains(&address))?;
        Some((list, range))
    })
}

fn attribute_of(range: IpNet, four: &'static str, six: &'static str) -> &'static str {
    match range {
        IpNet::V4(_) => four,
        IpNet::V6(_) => six,
    }
}

/// An entry before the one that denied, for this peer; a reply needs the ephemeral ports.
pub(super) fn acl_entry(
    network: &Network,
    query: &Query,
    id: &NetworkAclId,
    direction: Direction,
    rows: &[AclRow],
    packet: Packet,
    reply: bool,
) -> Option<Edit> {
    let acl = network.topology().network_acl.get(id)?;
    let decided = rows.iter().find(|row| row.fared == Fared::Won)?;
    let taken: Vec<u32> = rows.iter().filter_map(|row| row.rule_no).collect();
    let below = decided.rule_no.unwrap_or(32_767);
    let number = (1..below).rev().find(|number| !taken.contains(number))?;
    let (attribute, entries, peer, way, way_ja) = match direction {
        Direction::Ingress => (
            "ingress",
            &acl.ingress,
            packet.source,
            "inbound",
            "インバウンド",
        ),
        Direction::Egress => (
            "egress",
            &acl.egress,
            packet.destination,
            "outbound",
            "アウトバウンド",
        ),
    };
    let range = Peer::of(network, query, peer)?.range();
    let mut entry = json!({
        "rule_no": number,
        "action": "allow",
        "protocol": packet.protocol.to_string(),
        attribute_of(range, "cidr_block", "ipv6_cidr_block"): range,
    });
    let what = match packet.destination_port {
        Some(port) => {
            // A reply goes to whichever ephemeral port the client drew.
            let (from, to) = if reply { (1024, 65_535) } else { (port, port) };
            entry["from_port"] = json!(from);
            entry["to_port"] = json!(to);
            format!("{from}-{to}")
        }
        None => {
            if matches!(packet.protocol, Protocol::ICMP | Protocol::ICMPV6) {
                entry["icmp_type"] = json!(-1);
                entry["icmp_code"] = json!(-1);
            }
            packet.protocol.to_string()
        }
    };
    let mut all = entries.to_value();
    all.as_array_mut()?.push(entry);
    Some(Edit::new(
        "network_acl",
        id.as_str(),
        attribute,
        all,
        format!("add an {way} entry {number} to {id}: allow {what}, {range}"),
        format!("{id} に{way_ja}エントリ {number} を追加する: 許可 {what}, {range}"),
    ))
}
