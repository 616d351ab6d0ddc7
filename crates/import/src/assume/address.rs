//! Addresses of what has none.

use super::{ASSIGN_IPV6, IPV6_COUNT};
use crate::report::Log;
use crate::said::{Said, say};
use ipnet::{IpNet, Ipv4Net};
use net::Topology;
use net::id::{InstanceId, NetworkInterfaceId, SubnetId};
use net::topology::{Attachment, Attributes, NetworkInterface, SubnetMapping};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Addresses at the start of a subnet that AWS keeps.
const KEPT_AT_START: u32 = 4;

/// Where assumed public addresses come from, one range after the other.
const PUBLIC: &[(Ipv4Addr, u8)] = &[
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
];

/// The attribute that asks for a public address, as Terraform spells it.
const ASSOCIATE_PUBLIC: &str = "associate_public_ip_address";

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

/// What is taken of each subnet.
struct Pools {
    subnets: BTreeMap<SubnetId, Pool>,
}

#[derive(Default)]
struct Pool {
    four: Option<Ipv4Net>,
    six: Option<IpNet>,
    taken: BTreeSet<IpAddr>,
    next: u32,
    next_six: u32,
}

impl Pools {
    fn of(topology: &Topology) -> Self {
        let mut subnets: BTreeMap<SubnetId, Pool> = topology
            .subnet
            .iter()
            .map(|(id, subnet)| {
                let four = match subnet.cidr_block {
                    Some(IpNet::V4(range)) => Some(range.trunc()),
                    Some(IpNet::V6(_)) | None => None,
                };
                let pool = Pool {
                    four,
                    six: subnet.ipv6_cidr_block,
                    next: KEPT_AT_START,
                    next_six: KEPT_AT_START,
                    ..Pool::default()
                };
                (id.clone(), pool)
            })
            .collect();
        let mut take = |subnet: &Option<SubnetId>, addresses: &[IpAddr]| {
            let pool = subnet.as_ref().and_then(|id| subnets.get_mut(id));
            if let Some(pool) = pool {
                pool.taken.extend(addresses.iter().copied());
            }
        };
        for it in topology.network_interface.values() {
            take(&it.subnet_id, it.private_ip.as_slice());
            take(&it.subnet_id, &it.private_ips);
            take(&it.subnet_id, &it.ipv6_addresses);
        }
        for it in topology.instance.values() {
            take(&it.subnet_id, it.private_ip.as_slice());
            take(&it.subnet_id, &it.ipv6_addresses);
        }
        for it in topology.nat_gateway.values() {
            take(&it.subnet_id, it.private_ip.as_slice());
        }
        for it in topology.lb.values().flat_map(|lb| &lb.subnet_mapping) {
            take(&it.subnet_id, it.private_ipv4_address.as_slice());
        }
        let resolvers = topology.route53_resolver_endpoint.values();
        for it in resolvers.flat_map(|it| &it.ip_address) {
            take(&it.subnet_id, it.ip.as_slice());
        }
        Self { subnets }
    }

    /// The next free IPv4 address of a subnet, noted with the resource it is for.
    fn take(
        &mut self,
        subnet: &SubnetId,
        noted: &str,
        what: &Said,
        log: &mut Log,
    ) -> Option<IpAddr> {
        let why = match self.subnets.get_mut(subnet) {
            None => say!("is not among the inputs", "は入力にないため"),
            Some(pool) => match (pool.four, pool.free()) {
                (_, Some(address)) => {
                    log.assume(
                        noted,
                        say!(
                            "{}: {}, the first free one of {}",
                            "{}: {} ({} の最初の空きアドレス)",
                            what,
                            address,
                            subnet
                        ),
                    );
                    return Some(address);
                }
                (None, None) => say!("has no known range", "の範囲が分からないため"),
                (Some(_), None) => say!("is full", "に空きがないため"),
            },
        };
        log.unresolved(
            noted,
            say!(
                "{}: none, since {} {}",
                "{}: なし ({} {})",
                what,
                subnet,
                why
            ),
        );
        None
    }

    fn take_six(&mut self, subnet: &SubnetId, noted: &str, id: &str, log: &mut Log) -> Vec<IpAddr> {
        let address = self.subnets.get_mut(subnet).and_then(Pool::free_six);
        if let Some(address) = address {
            log.assume(
                noted,
                say!(
                    "address of {}: {}, the first free one of {}",
                    "{} のアドレス: {} ({} の最初の空きアドレス)",
                    id,
                    address,
                    subnet
                ),
            );
        }
        address.into_iter().collect()
    }
}

impl Pool {
    fn free(&mut self) -> Option<IpAddr> {
        let range = self.four?;
        let start = u32::from(range.network());
        // The last address is the broadcast one, which AWS keeps as well.
        let end = u32::from(range.broadcast());
        loop {
            let candidate = start.checked_add(self.next)?;
            if candidate >= end {
                return None;
            }
            self.next += 1;
            let address = IpAddr::V4(Ipv4Addr::from(candidate));
            if self.taken.insert(address) {
                return Some(address);
            }
        }
    }

    fn free_six(&mut self) -> Option<IpAddr> {
        let Some(IpNet::V6(range)) = self.six else {
            return None;
        };
        loop {
            let candidate = u128::from(range.network()).checked_add(u128::from(self.next_six))?;
            self.next_six = self.next_six.checked_add(1)?;
            let address = Ipv6Addr::from(candidate);
            if !range.contains(&address) {
                return None;
            }
            if self.taken.insert(IpAddr::V6(address)) {
                return Some(IpAddr::V6(address));
            }
        }
    }
}

/// Gives Elastic IPs, and instances that ask for one, a public address.
pub(super) fn give_public(topology: &mut Topology, log: &mut Log) {
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
