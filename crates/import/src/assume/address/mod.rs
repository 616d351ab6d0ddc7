//! Addresses of what has none.

mod pool;
mod public;

use super::{ASSIGN_IPV6, IPV6_COUNT};
use crate::report::Log;
use crate::said::say;
use net::Topology;
use net::id::{InstanceId, NetworkInterfaceId, SubnetId};
use net::topology::{Attachment, Attributes, NetworkInterface, SubnetMapping};
use pool::Pools;
pub(super) use public::give_public;
use std::collections::{BTreeMap, BTreeSet};

/// Gives an instance that only lists further interfaces its primary one.
pub(super) fn make_primary_interfaces(topology: &mut Topology, log: &mut Log) {
    let mut attached: BTreeMap<InstanceId, bool> = BTreeMap::new();
    for interface in topology.network_interface.values() {
        if let Some(attachment) = &interface.attachment
            && let Some(instance) = &attachment.instance
        {
            let primary = attached.entry(instance.clone()).or_default();
            *primary |= matches!(attachment.device_index, None | Some(0));
        }
    }
    for (id, has_primary) in attached {
        let Some(instance) = topology.instance.get_mut(&id) else {
            continue;
        };
        if has_primary
            || instance.primary_network_interface_id.is_some()
            || instance.subnet_id.is_none()
        {
            continue;
        }
        let interface = NetworkInterface {
            subnet_id: instance.subnet_id.clone(),
            private_ip: instance.private_ip,
            ipv6_addresses: instance.ipv6_addresses.clone(),
            public_ip: instance.public_ip,
            security_groups: instance.vpc_security_group_ids.clone(),
            source_dest_check: instance.source_dest_check,
            attachment: Some(Attachment {
                instance: Some(id.clone()),
                device_index: Some(0),
                ..Attachment::default()
            }),
            ..NetworkInterface::default()
        };
        let interface_id = NetworkInterfaceId::from(format!("{id}.eni"));
        instance.primary_network_interface_id = Some(interface_id.clone());
        log.assume(
            id.as_str(),
            say!(
                "primary interface: {}, as its subnet and groups say",
                "プライマリインターフェイス: {} (サブネットとセキュリティグループの指定による)",
                interface_id
            ),
        );
        topology
            .network_interface
            .entry(interface_id)
            .or_insert(interface);
    }
}

/// Gives load balancers a node in each of their subnets.
pub(super) fn make_nodes(topology: &mut Topology, _: &mut Log) {
    for balancer in topology.lb.values_mut() {
        for subnet in &balancer.subnets {
            let there = balancer
                .subnet_mapping
                .iter()
                .any(|mapping| mapping.subnet_id.as_ref() == Some(subnet));
            if !there {
                balancer.subnet_mapping.push(SubnetMapping {
                    subnet_id: Some(subnet.clone()),
                    ..SubnetMapping::default()
                });
            }
        }
    }
}

/// Gives every interface, instance, gateway and node without a private address one.
pub(super) fn give_private(topology: &mut Topology, log: &mut Log) {
    let mut pools = Pools::of(topology);
    let mut with_interface: BTreeSet<InstanceId> = BTreeSet::new();
    for interface in topology.network_interface.values() {
        let attachment = interface.attachment.as_ref();
        with_interface.extend(attachment.and_then(|it| it.instance.clone()));
    }
    for (id, instance) in &mut topology.instance {
        let listed = instance.primary_network_interface_id.is_some() || with_interface.contains(id);
        if instance.private_ip.is_none()
            && !listed
            && let Some(subnet) = &instance.subnet_id
        {
            instance.private_ip = pools.take(
                subnet,
                id.as_str(),
                &say!("private address", "プライベートアドレス"),
                log,
            );
        }
    }
    let endpoints: BTreeMap<NetworkInterfaceId, (String, bool)> = endpoint_interfaces(topology);
    give_six(topology, &endpoints, &mut pools, log);
    for (id, interface) in &mut topology.network_interface {
        if interface.private_ip.is_none()
            && !endpoints.contains_key(id)
            && let Some(subnet) = &interface.subnet_id
        {
            let instance = interface.attachment.as_ref();
            let owner = instance.and_then(|it| it.instance.as_ref());
            let noted = match owner {
                Some(owner) if !log.lists(id.as_str()) => owner.as_str(),
                Some(_) | None => id.as_str(),
            };
            interface.private_ip = interface.private_ips.first().copied().or_else(|| {
                pools.take(
                    subnet,
                    noted,
                    &say!("private address of {}", "{} のプライベートアドレス", id),
                    log,
                )
            });
        }
    }
    for (id, gateway) in &mut topology.nat_gateway {
        if gateway.private_ip.is_none()
            && gateway.network_interface_id.is_none()
            && let Some(subnet) = &gateway.subnet_id
        {
            gateway.private_ip = pools.take(
                subnet,
                id.as_str(),
                &say!("private address", "プライベートアドレス"),
                log,
            );
        }
    }
    for (id, balancer) in &mut topology.lb {
        for mapping in &mut balancer.subnet_mapping {
            if mapping.private_ipv4_address.is_none()
                && mapping.network_interface_id.is_none()
                && let Some(subnet) = &mapping.subnet_id
            {
                let what = say!("address of the node in {}", "{} のノードのアドレス", subnet);
                mapping.private_ipv4_address = pools.take(subnet, id.as_str(), &what, log);
            }
        }
    }
    for (id, endpoint) in &mut topology.route53_resolver_endpoint {
        for address in &mut endpoint.ip_address {
            if address.ip.is_none()
                && address.network_interface_id.is_none()
                && let Some(subnet) = &address.subnet_id
            {
                let what = say!("address in {}", "{} でのアドレス", subnet);
                address.ip = pools.take(subnet, id.as_str(), &what, log);
            }
        }
    }
    for (id, (endpoint, six)) in endpoints {
        let Some(interface) = topology.network_interface.get_mut(&id) else {
            continue;
        };
        let Some(subnet) = &interface.subnet_id else {
            continue;
        };
        if interface.private_ip.is_none() {
            interface.private_ip = interface.private_ips.first().copied().or_else(|| {
                pools.take(
                    subnet,
                    &endpoint,
                    &say!("address of {}", "{} のアドレス", id),
                    log,
                )
            });
        }
        if six && interface.ipv6_addresses.is_empty() {
            interface.ipv6_addresses = pools.take_six(subnet, &endpoint, id.as_str(), log);
            // R1.9: automatic on endpoint interfaces with IPv6.
            interface.deny_all_igw_traffic = Some(true);
        }
    }
}

/// Gives an IPv6 address to what asks for one, or stands in a subnet that gives it one.
fn give_six(
    topology: &mut Topology,
    endpoints: &BTreeMap<NetworkInterfaceId, (String, bool)>,
    pools: &mut Pools,
    log: &mut Log,
) {
    let subnets = &topology.subnet;
    let asks = |subnet: Option<&SubnetId>, more: &Attributes| {
        let own = more.get(IPV6_COUNT).and_then(serde_json::Value::as_u64);
        let subnet = subnet.and_then(|id| subnets.get(id));
        let by_subnet = subnet.and_then(|it| it.more.get(ASSIGN_IPV6)?.as_bool());
        own.map_or(by_subnet == Some(true), |count| count > 0)
    };
    for (id, instance) in &mut topology.instance {
        if instance.ipv6_addresses.is_empty()
            && instance.primary_network_interface_id.is_none()
            && asks(instance.subnet_id.as_ref(), &instance.more)
            && let Some(subnet) = &instance.subnet_id
        {
            instance.ipv6_addresses = pools.take_six(subnet, id.as_str(), id.as_str(), log);
        }
    }
    for (id, interface) in &mut topology.network_interface {
        if interface.ipv6_addresses.is_empty()
            && !endpoints.contains_key(id)
            && asks(interface.subnet_id.as_ref(), &interface.more)
            && let Some(subnet) = &interface.subnet_id
        {
            let instance = interface.attachment.as_ref();
            let owner = instance.and_then(|it| it.instance.as_ref());
            let noted = match owner {
                Some(owner) if !log.lists(id.as_str()) => owner.as_str(),
                Some(_) | None => id.as_str(),
            };
            interface.ipv6_addresses = pools.take_six(subnet, noted, id.as_str(), log);
        }
    }
}

/// The interfaces of endpoints, with the endpoint's id and whether it speaks IPv6.
fn endpoint_interfaces(topology: &Topology) -> BTreeMap<NetworkInterfaceId, (String, bool)> {
    let mut found = BTreeMap::new();
    for (id, endpoint) in &topology.vpc_endpoint {
        let six = matches!(
            endpoint.ip_address_type.as_deref(),
            Some("dualstack" | "ipv6")
        );
        for interface in &endpoint.network_interface_ids {
            found.insert(interface.clone(), (id.to_string(), six));
        }
    }
    found
}
