//! Rules and entries that let just one packet pass a guard.

use super::edit::Edit;
use crate::evidence::{AclRow, Direction, Fared, Packet};
use crate::id::{NetworkAclId, NetworkInterfaceId};
use crate::laws::gateway::is_private;
use crate::network::Network;
use crate::topology::Topology;
use serde_json::json;
use std::net::IpAddr;

fn host_range(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("{address}/32"),
        IpAddr::V6(address) => format!("{address}/128"),
    }
}

/// A rule for just this peer, protocol and port, in the interface's first group.
pub(super) fn group_rule(
    network: &Network,
    interface: &NetworkInterfaceId,
    direction: Direction,
    packet: Packet,
) -> Option<Edit> {
    let topology = network.topology();
    let id = network
        .interface(interface.as_str())?
        .security_groups
        .first()?;
    let group = topology.security_group.get(id)?;
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
    let peer_text = match prefix_list_of(topology, peer) {
        Some(list) => {
            rule["prefix_list_ids"] = json!([list]);
            list
        }
        // The public address of a service is an assumption; no rule is built on it.
        None if !is_private(peer) => return None,
        None if peer.is_ipv4() => {
            rule["cidr_blocks"] = json!([host_range(peer)]);
            host_range(peer)
        }
        None => {
            rule["ipv6_cidr_blocks"] = json!([host_range(peer)]);
            host_range(peer)
        }
    };
    let mut all = serde_json::to_value(rules).ok()?;
    all.as_array_mut()?.push(rule);
    let port = packet
        .destination_port
        .map(|port| format!(" {port}"))
        .unwrap_or_default();
    let protocol = packet.protocol;
    Some(Edit::new(
        "security_group",
        id.as_str(),
        attribute,
        all,
        format!("add an {way} rule to {id}: {protocol}{port}, {peer_text}"),
        format!("{id} に{way_ja}ルールを追加する: {protocol}{port}, {peer_text}"),
    ))
}

/// The prefix list that holds a public address, where the topology lists one.
fn prefix_list_of(topology: &Topology, address: IpAddr) -> Option<String> {
    topology
        .prefix_list
        .iter()
        .find(|(_, list)| {
            let mut ranges = list.entry.iter().filter_map(|entry| entry.cidr);
            ranges.any(|range| range.contains(&address))
        })
        .map(|(id, _)| id.to_string())
}

/// An entry before the one that denied, for this peer; a reply needs the ephemeral ports.
pub(super) fn acl_entry(
    topology: &Topology,
    id: &NetworkAclId,
    direction: Direction,
    rows: &[AclRow],
    packet: Packet,
    reply: bool,
) -> Option<Edit> {
    let acl = topology.network_acl.get(id)?;
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
    let port = packet.destination_port?;
    // A reply goes to whichever ephemeral port the client drew.
    let (from, to) = if reply { (1024, 65_535) } else { (port, port) };
    let entry = json!({
        "rule_no": number,
        "action": "allow",
        "protocol": packet.protocol.to_string(),
        "from_port": from,
        "to_port": to,
        if peer.is_ipv4() { "cidr_block" } else { "ipv6_cidr_block" }: host_range(peer),
    });
    let mut all = serde_json::to_value(entries).ok()?;
    all.as_array_mut()?.push(entry);
    let peer = host_range(peer);
    Some(Edit::new(
        "network_acl",
        id.as_str(),
        attribute,
        all,
        format!("add an {way} entry {number} to {id}: allow {from}-{to}, {peer}"),
        format!("{id} に{way_ja}エントリ {number} を追加する: 許可 {from}-{to}, {peer}"),
    ))
}
