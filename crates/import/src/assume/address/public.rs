//! Public addresses of what asks for one.

use crate::report::Log;
use crate::said::say;
use ipnet::Ipv4Net;
use net::Topology;
use std::collections::BTreeSet;
use std::net::Ipv4Addr;

/// Where assumed public addresses come from, one range after the other.
const PUBLIC: &[(Ipv4Addr, u8)] = &[
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
];

/// The attribute that asks for a public address, as Terraform spells it.
const ASSOCIATE_PUBLIC: &str = "associate_public_ip_address";

/// Gives Elastic IPs, and instances that ask for one, a public address.
pub(in crate::assume) fn give_public(topology: &mut Topology, log: &mut Log) {
    let mut taken: BTreeSet<Ipv4Addr> = BTreeSet::new();
    taken.extend(topology.eip.values().filter_map(|it| it.public_ip));
    taken.extend(topology.instance.values().filter_map(|it| it.public_ip));
    taken.extend(topology.nat_gateway.values().filter_map(|it| it.public_ip));
    let nodes = topology.lb.values().flat_map(|it| &it.subnet_mapping);
    taken.extend(nodes.filter_map(|it| it.public_ip));
    taken.extend(
        topology
            .network_interface
            .values()
            .filter_map(|it| it.public_ip),
    );
    let mut free = PUBLIC
        .iter()
        .filter_map(|(base, length)| Ipv4Net::new(*base, *length).ok())
        .flat_map(|range| range.hosts())
        .filter(|address| !taken.contains(address));
    for (id, eip) in &mut topology.eip {
        if eip.public_ip.is_none() {
            eip.public_ip = free.next();
            if let Some(address) = eip.public_ip {
                log.assume(
                    id.as_str(),
                    say!(
                        "public address: {}, the next of a range for documentation",
                        "パブリックアドレス: {} (ドキュメント用の範囲の次のアドレス)",
                        address
                    ),
                );
            }
        }
    }
    let elastic: BTreeSet<String> = topology
        .eip
        .values()
        .flat_map(|eip| {
            let instance = eip.instance.as_ref().map(ToString::to_string);
            let interface = eip.network_interface.as_ref().map(ToString::to_string);
            instance.into_iter().chain(interface)
        })
        .collect();
    for (id, instance) in &mut topology.instance {
        let primary = instance.primary_network_interface_id.clone();
        let has_elastic = elastic.contains(id.as_str())
            || primary
                .as_ref()
                .is_some_and(|it| elastic.contains(it.as_str()));
        let asked = instance
            .more
            .get(ASSOCIATE_PUBLIC)
            .and_then(serde_json::Value::as_bool);
        let by_subnet = instance
            .subnet_id
            .as_ref()
            .and_then(|subnet| topology.subnet.get(subnet)?.map_public_ip_on_launch);
        if instance.public_ip.is_some() || has_elastic || !asked.or(by_subnet).unwrap_or(false) {
            continue;
        }
        let listed = primary.and_then(|it| topology.network_interface.get_mut(&it));
        if listed.as_ref().is_some_and(|it| it.public_ip.is_some()) {
            continue;
        }
        let Some(address) = free.next() else {
            continue;
        };
        match listed {
            Some(interface) => interface.public_ip = Some(address),
            None => instance.public_ip = Some(address),
        }
        log.assume(
            id.as_str(),
            say!(
                "public address: {}, the next of a range for documentation",
                "パブリックアドレス: {} (ドキュメント用の範囲の次のアドレス)",
                address
            ),
        );
    }
    for (id, balancer) in &mut topology.lb {
        if balancer.internal != Some(false) {
            continue;
        }
        for node in &mut balancer.subnet_mapping {
            if node.public_ip.is_some()
                || node.allocation_id.is_some()
                || node.network_interface_id.is_some()
                || node.private_ipv4_address.is_none()
            {
                continue;
            }
            node.public_ip = free.next();
            if let (Some(address), Some(subnet)) = (node.public_ip, &node.subnet_id) {
                log.assume(
                    id.as_str(),
                    say!(
                        "public address of the node in {}: {}, the next of a range for documentation",
                        "{} のノードのパブリックアドレス: {} (ドキュメント用の範囲の次のアドレス)",
                        subnet,
                        address
                    ),
                );
            }
        }
    }
}
