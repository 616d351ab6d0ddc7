//! What owners say of their interfaces: an instance, an endpoint, a load balancer and so on name
//! their interfaces or imply them, with addresses and groups.

use super::interface::Owner;
use crate::id::{InstanceId, NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId};
use crate::topology::{Attributes, Eip, EndpointType, Topology};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// What an owner says of one of its interfaces.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) owner: Owner,
    pub(super) subnet: Option<&'a SubnetId>,
    /// Private and IPv6 addresses, the primary first.
    pub(super) addresses: Vec<IpAddr>,
    pub(super) public_address: Option<IpAddr>,
    pub(super) security_groups: &'a [SecurityGroupId],
    pub(super) source_dest_check: Option<bool>,
    /// Where the owner keeps what nobody knows of it.
    pub(super) more: Option<&'a Attributes>,
}

impl Said<'_> {
    /// Whose it is, and no more.
    pub(super) const fn nothing_but(owner: Owner) -> Self {
        Self {
            owner,
            subnet: None,
            addresses: Vec::new(),
            public_address: None,
            security_groups: &[],
            source_dest_check: None,
            more: None,
        }
    }
}

/// By the id of the interface; one that is not listed is `<owner>.eni`, or `<owner>.eni.<zone>`.
pub(super) fn all(topology: &Topology) -> BTreeMap<NetworkInterfaceId, Said<'_>> {
    let mut all = BTreeMap::new();
    by_instances(topology, &mut all);
    by_endpoints(topology, &mut all);
    by_balancers(topology, &mut all);
    by_nat_gateways(topology, &mut all);
    by_resolvers(topology, &mut all);
    all
}

type All<'a> = BTreeMap<NetworkInterfaceId, Said<'a>>;

/// The id an owner gives an interface where the document lists that, else the one made here.
fn id_of(
    topology: &Topology,
    named: Option<&NetworkInterfaceId>,
    made: impl FnOnce() -> String,
) -> NetworkInterfaceId {
    let listed = named.filter(|id| topology.network_interface.contains_key(*id));
    listed.cloned().unwrap_or_else(|| made().into())
}

/// Of an instance's interfaces the primary one is what the instance says of itself.
fn by_instances<'a>(topology: &'a Topology, all: &mut All<'a>) {
    let mut attached: BTreeMap<&InstanceId, (u32, &NetworkInterfaceId)> = BTreeMap::new();
    for (id, interface) in &topology.network_interface {
        let attachment = interface.attachment.as_ref();
        if let Some(instance) = attachment.and_then(|it| it.instance.as_ref()) {
            let index = attachment.and_then(|it| it.device_index).unwrap_or(0);
            let first = attached.entry(instance).or_insert((index, id));
            *first = (*first).min((index, id));
        }
    }
    for (id, instance) in &topology.instance {
        let primary = instance.primary_network_interface_id.as_ref();
        let primary = primary.or_else(|| attached.get(id).map(|(_, it)| *it));
        let said = Said {
            subnet: instance.subnet_id.as_ref(),
            addresses: instance
                .private_ip
                .into_iter()
                .chain(instance.ipv6_addresses.iter().copied())
                .collect(),
            public_address: instance.public_ip.map(IpAddr::V4),
            security_groups: &instance.vpc_security_group_ids,
            source_dest_check: instance.source_dest_check,
            more: Some(&instance.more),
            ..Said::nothing_but(Owner::Instance(id.clone().into()))
        };
        all.insert(id_of(topology, primary, || format!("{id}.eni")), said);
    }
}

/// Endpoints and resource gateways name their interfaces, and have groups for all of them.
fn by_endpoints<'a>(topology: &'a Topology, all: &mut All<'a>) {
    for (id, endpoint) in &topology.vpc_endpoint {
        if endpoint.kind() == EndpointType::Gateway {
            continue;
        }
        for interface in &endpoint.network_interface_ids {
            let said = Said {
                security_groups: &endpoint.security_group_ids,
                more: Some(&endpoint.more),
                ..Said::nothing_but(Owner::Endpoint(id.clone().into()))
            };
            all.insert(interface.clone(), said);
        }
    }
    for (id, gateway) in &topology.vpclattice_resource_gateway {
        for interface in &gateway.network_interface_ids {
            let said = Said {
                security_groups: &gateway.security_group_ids,
                more: Some(&gateway.more),
                ..Said::nothing_but(Owner::ResourceGateway(id.clone()))
            };
            all.insert(interface.clone(), said);
        }
    }
}

fn by_balancers<'a>(topology: &'a Topology, all: &mut All<'a>) {
    for (id, balancer) in &topology.lb {
        for (index, mapping) in balancer.subnet_mapping.iter().enumerate() {
            let subnet = mapping.subnet_id.as_ref();
            let zone = || {
                subnet
                    .and_then(|it| topology.subnet.get(it)?.availability_zone.clone())
                    .unwrap_or_else(|| index.to_string())
            };
            let elastic = mapping.allocation_id.as_ref();
            let elastic = elastic.and_then(|it| allocated(topology, it)?.public_ip);
            let said = Said {
                subnet,
                public_address: mapping.public_ip.or(elastic).map(IpAddr::V4),
                addresses: mapping
                    .private_ipv4_address
                    .into_iter()
                    .chain(mapping.ipv6_address)
                    .collect(),
                security_groups: &balancer.security_groups,
                source_dest_check: Some(false),
                more: Some(&balancer.more),
                ..Said::nothing_but(Owner::LoadBalancer(id.clone().into()))
            };
            let named = mapping.network_interface_id.as_ref();
            let made = || format!("{id}.eni.{}", zone());
            all.insert(id_of(topology, named, made), said);
        }
    }
}

/// The Elastic IP of an allocation.
fn allocated<'t>(topology: &'t Topology, allocation: &ResourceId) -> Option<&'t Eip> {
    let mut all = topology.eip.iter();
    let found =
        all.find(|(id, it)| *id == allocation || it.allocation_id.as_ref() == Some(allocation));
    found.map(|(_, it)| it)
}

fn by_nat_gateways<'a>(topology: &'a Topology, all: &mut All<'a>) {
    for (id, gateway) in &topology.nat_gateway {
        let said = Said {
            subnet: gateway.subnet_id.as_ref(),
            addresses: gateway
                .private_ip
                .into_iter()
                .chain(gateway.secondary_private_ip_addresses.iter().copied())
                .collect(),
            public_address: gateway.public_ip.map(IpAddr::V4),
            source_dest_check: Some(false),
            ..Said::nothing_but(Owner::NatGateway(id.clone().into()))
        };
        let named = gateway.network_interface_id.as_ref();
        all.insert(id_of(topology, named, || format!("{id}.eni")), said);
    }
}

fn by_resolvers<'a>(topology: &'a Topology, all: &mut All<'a>) {
    for (id, endpoint) in &topology.route53_resolver_endpoint {
        for (index, address) in endpoint.ip_address.iter().enumerate() {
            let said = Said {
                subnet: address.subnet_id.as_ref(),
                addresses: address.ip.into_iter().collect(),
                security_groups: &endpoint.security_group_ids,
                more: Some(&endpoint.more),
                ..Said::nothing_but(Owner::Resolver(id.clone()))
            };
            let named = address.network_interface_id.as_ref();
            let made = || format!("{id}.eni.{index}");
            all.insert(id_of(topology, named, made), said);
        }
    }
}
