//! What may lift the first blocker of a trace.

use super::{edit::Edit, middlebox};
use crate::code::Code;
use crate::evidence::{AclRow, Direction, Evidence, Fact, Fared, Packet};
use crate::id::{NetworkAclId, NetworkInterfaceId, ResourceId, RouteTableId, VpcId};
use crate::laws::gateway::is_private;
use crate::network::Network;
use crate::topology::{EndpointType, Topology};
use crate::trace::{Action, Blocker, Trace};
use serde_json::{Value, json};
use std::net::IpAddr;

/// Edits that may lift the first blocker, the least first.
pub(super) fn lifting_first(network: &Network, trace: &Trace) -> Vec<Edit> {
    let Some(blocker) = trace.blockers.first() else {
        return Vec::new();
    };
    let topology = network.topology();
    let id = &blocker.resource;
    let fact = blocker.evidence.first().map(|it| &it.fact);
    match (blocker.code, fact) {
        (
            _,
            Some(Fact::SecurityGroups {
                interface,
                direction,
                ..
            }),
        ) => {
            let packet = packet_of(trace, blocker);
            packet
                .and_then(|packet| group_rule(network, interface, *direction, packet))
                .into_iter()
                .collect()
        }
        (
            _,
            Some(Fact::NetworkAcl {
                network_acl,
                direction,
                rows,
                ..
            }),
        ) => {
            let reply = matches!(
                blocker.code,
                Code::ReturnNaclEgressDenied | Code::ReturnNaclIngressDenied
            );
            let packet = packet_of(trace, blocker);
            packet
                .and_then(|packet| {
                    acl_entry(topology, network_acl, *direction, rows, packet, reply)
                })
                .into_iter()
                .collect()
        }
        (
            Code::RouteNotFound,
            Some(Fact::Routes {
                route_table,
                destination,
                ..
            }),
        ) => missing_route(network, trace, route_table, *destination),
        (
            Code::ReturnRouteNotFound,
            Some(Fact::Routes {
                route_table,
                destination,
                ..
            }),
        ) => link_route(network, route_table, *destination)
            .into_iter()
            .collect(),
        (Code::VpcePendingAcceptance, _) => set(
            "vpc_endpoint",
            id,
            "state",
            json!("available"),
            "accept the endpoint connection",
            "エンドポイント接続を承諾する",
        ),
        (Code::DnsSupportDisabled, Some(Fact::Attribute { resource, .. })) => set(
            "vpc",
            resource,
            "enable_dns_support",
            json!(true),
            "turn on enableDnsSupport",
            "enableDnsSupport を有効にする",
        ),
        (Code::InstanceNotRunning, Some(Fact::Attribute { resource, .. })) => set(
            "instance",
            resource,
            "instance_state",
            json!("running"),
            "start the instance",
            "インスタンスを起動する",
        ),
        (Code::PcxNotActive, _) => set(
            "vpc_peering_connection",
            id,
            "status",
            json!("active"),
            "accept the peering connection",
            "ピアリング接続を承諾する",
        ),
        (Code::TgwAttachmentNotAvailable, _) => set(
            "transit_gateway_peering_attachment",
            id,
            "state",
            json!("available"),
            "accept the transit gateway peering",
            "Transit Gateway ピアリングを承諾する",
        ),
        (Code::SrcDstCheck, Some(Fact::Attribute { resource, .. })) => {
            middlebox::take_packets_of_others(network, resource)
        }
        (Code::TgwAsymmetricAz, Some(Fact::Flow { middlebox: it, .. })) => {
            middlebox::keep_in_one_zone(network, it)
        }
        (Code::GwlbAsymmetric, Some(fact)) => middlebox::lead_through(network, trace, fact),
        (Code::NlbNoHealthyTargetInAz | Code::NlbNoTargetsInAz, _) => set(
            "lb",
            id,
            "enable_cross_zone_load_balancing",
            json!(true),
            "turn on cross-zone load balancing",
            "クロスゾーン負荷分散を有効にする",
        ),
        _ => Vec::new(),
    }
}

/// One attribute of one resource.
pub(super) fn set(
    kind: &str,
    id: &ResourceId,
    attribute: &str,
    value: Value,
    en: &str,
    ja: &str,
) -> Vec<Edit> {
    let (en, ja) = (format!("{en}: {id}"), format!("{ja}: {id}"));
    vec![Edit::new(kind, id.as_str(), attribute, value, en, ja)]
}

/// The headers in force where something blocked.
fn packet_of(trace: &Trace, blocker: &Blocker) -> Option<Packet> {
    let holds = |evidence: &[Evidence]| blocker.evidence.iter().any(|it| evidence.contains(it));
    let steps = trace.forward.iter().chain(&trace.back);
    let (mut before, mut outer) = (None, None);
    for step in steps {
        let around = step.evidence.iter().find_map(|it| match it.fact {
            Fact::Encapsulation { outer, .. } => Some(outer),
            _ => None,
        });
        outer = around.or(outer);
        if step.resource == blocker.resource && holds(&step.evidence) {
            // An appliance's group judges what the packet came in.
            if step.action == Action::Inspect && blocker.code == Code::TargetSgDenied {
                return outer;
            }
            // A load balancer's step shows what it sent; its group judged what came in.
            return match blocker.code {
                Code::NlbSgIngressDenied => before,
                _ => Some(step.packet),
            };
        }
        before = Some(step.packet);
    }
    None
}

fn host_range(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("{address}/32"),
        IpAddr::V6(address) => format!("{address}/128"),
    }
}

/// A rule for just this peer, protocol and port, in the interface's first group.
fn group_rule(
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
fn acl_entry(
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

/// Ways round a missing route: a gateway endpoint's table, private DNS, a link.
fn missing_route(
    network: &Network,
    trace: &Trace,
    table: &RouteTableId,
    destination: IpAddr,
) -> Vec<Edit> {
    let Some(vpc) = network.table(table).map(|table| table.vpc.clone()) else {
        return Vec::new();
    };
    let mut edits: Vec<Edit> = link_route(network, table, destination)
        .into_iter()
        .collect();
    let name = crate::laws::dns::canonical(&trace.resolution.name);
    for (id, endpoint) in network.endpoints_of(&vpc) {
        let service = endpoint.service_name.as_deref().unwrap_or_default();
        let names = network.topology().private_names_of(endpoint);
        let for_name = names
            .iter()
            .any(|it| crate::service::matches_name(it, &name));
        match endpoint.kind() {
            EndpointType::Gateway => {
                let asked = crate::service::of_public_name(&name);
                if asked.is_some_and(|it| it.service_name() == service) {
                    let mut tables = endpoint.route_table_ids.clone();
                    tables.push(table.clone());
                    edits.push(Edit::new(
                        "vpc_endpoint",
                        id.as_str(),
                        "route_table_ids",
                        json!(tables),
                        format!("associate {table} with the gateway endpoint {id}"),
                        format!("ゲートウェイエンドポイント {id} に {table} を関連付ける"),
                    ));
                }
            }
            EndpointType::Interface if for_name => {
                edits.extend(private_dns(network, id.as_resource(), &vpc));
            }
            EndpointType::Interface | EndpointType::GatewayLoadBalancer | EndpointType::Other => {}
        }
    }
    edits
}

/// Private DNS and the two attributes it needs.
fn private_dns(network: &Network, endpoint: &ResourceId, vpc: &VpcId) -> Option<Edit> {
    let topology = network.topology();
    let off = topology.vpc.get(vpc)?.private_zones_apply() == Some(false);
    let on = topology
        .vpc_endpoint
        .get(endpoint.as_str())?
        .private_dns_enabled
        == Some(true);
    let mut edit = Edit::new(
        "vpc_endpoint",
        endpoint.as_str(),
        "private_dns_enabled",
        json!(true),
        format!("turn on private DNS of {endpoint}"),
        format!("{endpoint} のプライベート DNS を有効にする"),
    );
    if off {
        edit.en = format!("turn on both DNS attributes of {vpc}");
        edit.ja = format!("{vpc} の DNS 属性を両方とも有効にする");
        edit.patch["vpc"] =
            json!({ vpc.as_str(): { "enable_dns_support": true, "enable_dns_hostnames": true } });
    }
    (off || !on).then_some(edit)
}

/// A route to the network that holds an address, over the link that leads there.
fn link_route(network: &Network, table: &RouteTableId, destination: IpAddr) -> Option<Edit> {
    let topology = network.topology();
    let listed = topology.route_table.get(table)?;
    let vpc = listed.vpc_id.as_ref()?;
    let link = network.link_towards(vpc, destination)?;
    let vpcs = topology.vpc.keys().flat_map(|vpc| network.vpc_ranges(vpc));
    let sites = topology
        .site
        .values()
        .flat_map(|site| site.cidr_blocks.iter().copied());
    let range = vpcs
        .chain(sites)
        .find(|range| range.contains(&destination))?;
    let target = if topology.vpc_peering_connection.contains_key(link) {
        "vpc_peering_connection_id"
    } else if topology.vpn_gateway.contains_key(link) {
        "gateway_id"
    } else {
        "transit_gateway_id"
    };
    let mut routes = serde_json::to_value(&listed.route).ok()?;
    let key = if range.addr().is_ipv4() {
        "cidr_block"
    } else {
        "ipv6_cidr_block"
    };
    routes
        .as_array_mut()?
        .push(json!({ key: range.to_string(), target: link.as_str() }));
    Some(Edit::new(
        "route_table",
        table.as_str(),
        "route",
        routes,
        format!("add a route to {table}: {range} to {link}"),
        format!("{table} にルートを追加する: {range} → {link}"),
    ))
}
