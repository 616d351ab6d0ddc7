//! What the outputs only hint at, once all of them are read.

use super::dump::Dump;
use super::{missing, site};
use crate::said::say;
use net::id::{LbId, NetworkInterfaceId, ResourceId, VpcId};
use net::service::{region_of_service, region_of_zone};
use net::topology::{NetworkInterface, SubnetMapping, ZoneVpc};
use std::collections::{BTreeMap, BTreeSet};

/// Links what was read.
pub(super) fn join(dump: &mut Dump<'_>) {
    missing::hold(dump);
    defaults_of_vpcs(dump);
    regions(dump);
    accounts(dump);
    interfaces_of_instances(dump);
    nodes_of_balancers(dump);
    interfaces_of_gateways(dump);
    interfaces_of_resolvers(dump);
    interfaces_of_endpoints(dump);
    lists_of_gateway_endpoints(dump);
    transit_gateways(dump);
    site::join(dump);
    private_zones(dump);
    super::firewall::unknown_contents(dump);
    super::lattice_service::join(dump);
    missing::note(dump);
}

fn defaults_of_vpcs(dump: &mut Dump<'_>) {
    for (id, vpc) in &mut dump.topology.vpc {
        vpc.main_route_table_id = dump.main_tables.get(id).cloned();
        vpc.default_network_acl_id = dump.default_acls.get(id).cloned();
        vpc.default_security_group_id = dump.default_groups.get(id).cloned();
    }
}

/// Zones and services of a VPC say its Region; else the name of the file does.
fn regions(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let mut said: BTreeMap<VpcId, String> = BTreeMap::new();
    for subnet in topology.subnet.values() {
        let zone = subnet.availability_zone.as_deref();
        if let (Some(vpc), Some(region)) = (&subnet.vpc_id, zone.and_then(region_of_zone)) {
            said.entry(vpc.clone()).or_insert(region);
        }
    }
    for endpoint in topology.vpc_endpoint.values() {
        let name = endpoint.service_name.as_deref();
        if let (Some(vpc), Some(region)) = (&endpoint.vpc_id, name.and_then(region_of_service))
            && endpoint.service_region.is_none()
        {
            said.entry(vpc.clone()).or_insert_with(|| region.to_owned());
        }
    }
    for (id, vpc) in &mut topology.vpc {
        vpc.region = said.remove(id).or_else(|| dump.regions.remove(id));
    }
}

fn accounts(dump: &mut Dump<'_>) {
    let owners: BTreeSet<_> = dump
        .topology
        .vpc
        .values()
        .filter_map(|vpc| vpc.owner_id.clone())
        .collect();
    for owner in owners {
        dump.topology.account.entry(owner).or_default();
    }
}

/// `describe-instances` lists interfaces too; it counts where nothing else does.
fn interfaces_of_instances(dump: &mut Dump<'_>) {
    for (id, card) in std::mem::take(&mut dump.cards) {
        dump.topology.network_interface.entry(id).or_insert(card);
    }
}

/// `ELB net/<name>/<id>` is the interface of the load balancer whose ARN ends so.
fn nodes_of_balancers(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let by_end: BTreeMap<String, LbId> = topology
        .lb
        .keys()
        .filter_map(|id| {
            let (_, end) = id.as_str().split_once(":loadbalancer/")?;
            Some((end.to_owned(), id.clone()))
        })
        .collect();
    for (interface_id, end) in std::mem::take(&mut dump.nodes) {
        let balancer = by_end.get(&end).and_then(|id| topology.lb.get_mut(id));
        let interface = topology.network_interface.get(&interface_id);
        let (Some(balancer), Some(interface)) = (balancer, interface) else {
            continue;
        };
        let known = balancer.subnet_mapping.iter_mut().find(|it| {
            it.subnet_id == interface.subnet_id
                && it.network_interface_id.is_none()
                && (it.private_ipv4_address.is_none()
                    || it.private_ipv4_address == interface.private_ip)
        });
        let mapping = SubnetMapping {
            subnet_id: interface.subnet_id.clone(),
            private_ipv4_address: interface.private_ip,
            network_interface_id: Some(interface_id),
            ..SubnetMapping::default()
        };
        match known {
            Some(known) => *known = mapping,
            None => balancer.subnet_mapping.push(mapping),
        }
    }
}

/// An endpoint lists its interfaces; old outputs do not, and then their description does.
fn interfaces_of_endpoints(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    for (interface, endpoint) in std::mem::take(&mut dump.doors) {
        if let Some(endpoint) = topology.vpc_endpoint.get_mut(&endpoint)
            && !endpoint.network_interface_ids.contains(&interface)
        {
            endpoint.network_interface_ids.push(interface);
        }
    }
    for (id, endpoint) in &topology.vpc_endpoint {
        let missing: Vec<&NetworkInterfaceId> = endpoint
            .network_interface_ids
            .iter()
            .filter(|it| !topology.network_interface.contains_key(*it))
            .collect();
        let ids: Vec<&str> = missing.iter().map(|it| it.as_str()).collect();
        let ids = ids.join(", ");
        if missing.is_empty() {
            continue;
        }
        let subnets = &endpoint.subnet_ids;
        if missing.len() != subnets.len() {
            let note = say!(
                "its addresses are not known: no describe-network-interfaces among the inputs lists {}",
                "アドレスが分かりません。入力の describe-network-interfaces に {} がありません",
                ids
            );
            dump.log.unresolved(id.as_str(), note);
            continue;
        }
        let note = say!(
            "in its subnets, in the order of both lists: {}; no describe-network-interfaces among the inputs lists them",
            "両方のリストの順にサブネットへ割り当てました: {} (入力の describe-network-interfaces にないため)",
            ids
        );
        dump.log.assume(id.as_str(), note);
        for (interface, subnet) in missing.into_iter().zip(subnets) {
            let listed = NetworkInterface {
                subnet_id: Some(subnet.clone()),
                security_groups: endpoint.security_group_ids.clone(),
                interface_type: Some("vpc_endpoint".to_owned()),
                requester_managed: Some(true),
                description: Some(format!("VPC Endpoint Interface {id}")),
                ..NetworkInterface::default()
            };
            topology.network_interface.insert(interface.clone(), listed);
        }
    }
}

/// A NAT gateway says what its interface is; it counts where nothing else does.
fn interfaces_of_gateways(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    for (id, gateway) in &topology.nat_gateway {
        if let Some(interface) = &gateway.network_interface_id {
            let listed = || NetworkInterface {
                subnet_id: gateway.subnet_id.clone(),
                private_ip: gateway.private_ip,
                public_ip: gateway.public_ip,
                source_dest_check: Some(false),
                interface_type: Some("nat_gateway".to_owned()),
                requester_managed: Some(true),
                description: Some(format!("Interface for NAT Gateway {id}")),
                ..NetworkInterface::default()
            };
            let map = &mut topology.network_interface;
            map.entry(interface.clone()).or_insert_with(listed);
        }
    }
}

/// The interface with the address of a Resolver endpoint, in its subnet, is the endpoint's.
fn interfaces_of_resolvers(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    if topology.route53_resolver_endpoint.is_empty() {
        return;
    }
    let by_address: BTreeMap<_, _> = topology
        .network_interface
        .iter()
        .map(|(id, it)| ((&it.subnet_id, it.private_ip), id))
        .collect();
    for endpoint in topology.route53_resolver_endpoint.values_mut() {
        for address in &mut endpoint.ip_address {
            let found = by_address.get(&(&address.subnet_id, address.ip));
            if address.ip.is_some() {
                address.network_interface_id = found.map(|id| (*id).clone());
            }
        }
    }
}

/// A gateway endpoint stands for the prefix list of the routes that lead to it.
fn lists_of_gateway_endpoints(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    for route in topology.route_table.values().flat_map(|it| &it.route) {
        if let (Some(gateway), Some(list)) = (&route.gateway_id, &route.destination_prefix_list_id)
            && let Some(endpoint) = topology.vpc_endpoint.get_mut(gateway.as_str())
            && endpoint.prefix_list_id.is_none()
        {
            endpoint.prefix_list_id = Some(list.clone());
        }
    }
}

/// Attachments nothing is said of use the tables their transit gateway gives to new ones.
fn transit_gateways(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let defaults = dump
        .default_association
        .iter()
        .chain(&dump.default_propagation);
    for (gateway, table) in defaults {
        let map = &mut topology.transit_gateway_route_table;
        let table = map.entry(table.clone()).or_default();
        if table.transit_gateway_id.is_none() {
            table.transit_gateway_id = Some(gateway.clone());
        }
    }
    for (id, attachment) in &topology.transit_gateway_vpc_attachment {
        let Some(gateway) = &attachment.transit_gateway_id else {
            continue;
        };
        let tables = &mut topology.transit_gateway_route_table;
        let associated = tables.values().any(|it| it.associations.contains(id));
        if !associated && !dump.associations_known.contains(gateway) {
            let default = dump.default_association.get(gateway);
            let other = || only_table_of(tables, gateway);
            match default.cloned().or_else(other) {
                Some(table) => {
                    if let Some(table) = tables.get_mut(&table) {
                        table.associations.push(id.clone());
                    }
                    let note = say!(
                        "associated with {}, as new attachments of {} are; describe-transit-gateway-attachments is not among the inputs",
                        "{1} の新しいアタッチメントと同じく {0} に関連付けました (describe-transit-gateway-attachments が入力にないため)",
                        table,
                        gateway
                    );
                    dump.log.assume(id.as_str(), note);
                }
                None => {
                    let note = say!(
                        "its route table is not known: describe-transit-gateway-attachments is not among the inputs for {}",
                        "ルートテーブルが分かりません ({} についての describe-transit-gateway-attachments が入力にありません)",
                        gateway
                    );
                    dump.log.unresolved(id.as_str(), note);
                }
            }
        }
        let default = dump.default_propagation.get(gateway);
        let told = |table: &ResourceId| {
            dump.routes_known.contains(table) || dump.propagations_known.contains(table)
        };
        if let Some(table_id) = default
            && !told(table_id)
            && let Some(table) = tables.get_mut(table_id)
            && !table.propagations.contains(id)
        {
            table.propagations.push(id.clone());
            let note = say!(
                "propagates to {}, as new attachments of {} do; search-transit-gateway-routes is not among the inputs",
                "{1} の新しいアタッチメントと同じく {0} に伝播します (search-transit-gateway-routes が入力にないため)",
                table_id,
                gateway
            );
            dump.log.assume(id.as_str(), note);
        }
    }
}

/// The table of a transit gateway that has one only.
fn only_table_of(
    tables: &net::topology::Resources<ResourceId, net::topology::TransitGatewayRouteTable>,
    gateway: &ResourceId,
) -> Option<ResourceId> {
    let mut found = tables
        .iter()
        .filter(|(_, table)| table.transit_gateway_id.as_ref() == Some(gateway));
    match (found.next(), found.next()) {
        (Some((id, _)), None) => Some(id.clone()),
        _ => None,
    }
}

/// A private zone of which no VPC is known answers in an unknown one: it is not public.
fn private_zones(dump: &mut Dump<'_>) {
    for id in &dump.private_zones {
        if let Some(zone) = dump.topology.route53_zone.get_mut(id)
            && zone.vpc.is_empty()
        {
            zone.vpc.push(ZoneVpc::default());
            let note = say!(
                "private, and in which VPCs is not known: get-hosted-zone-{}.json is not among the inputs",
                "プライベートですが、どの VPC に関連付けられているか分かりません (get-hosted-zone-{}.json が入力にありません)",
                id
            );
            dump.log.unresolved(id.as_str(), note);
        }
    }
}
