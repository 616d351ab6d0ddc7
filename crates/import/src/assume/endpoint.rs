//! Interfaces and names of endpoints, services and load balancers.

use super::drawn;
use super::region::{Places, named_in};
use crate::report::Log;
use crate::said::say;
use net::Topology;
use net::id::{SubnetId, VpcEndpointServiceId};
use net::service::{endpoint_names, region_of_service};
use net::topology::{
    DnsEntry, EndpointState, EndpointType, NetworkInterface, SubnetConfiguration, VpcEndpoint,
};
use std::collections::{BTreeMap, BTreeSet};

/// Gives services a name, and endpoints that name a service by its id the service's name.
pub(super) fn name_services(topology: &mut Topology, region: &str, log: &mut Log) {
    for (id, service) in &mut topology.vpc_endpoint_service {
        if service.service_name.is_none() {
            let own = if id.as_str().starts_with("vpce-svc-") {
                id.to_string()
            } else {
                format!("vpce-svc-{}", drawn(id.as_str()))
            };
            let region = service.region.as_deref().unwrap_or(region);
            let name = format!("com.amazonaws.vpce.{region}.{own}");
            log.assume(
                id.as_str(),
                say!(
                    "service name: {}, drawn from its id",
                    "サービス名: {} (ID から生成)",
                    name
                ),
            );
            service.service_name = Some(name);
        }
    }
    for endpoint in topology.vpc_endpoint.values_mut() {
        let Some(name) = &endpoint.service_name else {
            continue;
        };
        let after_region = || {
            let rest = name.strip_prefix("com.amazonaws.vpce.")?;
            rest.split_once('.').map(|(_, rest)| rest)
        };
        let id = after_region().unwrap_or(name);
        let service = topology
            .vpc_endpoint_service
            .get(&VpcEndpointServiceId::from(id));
        if let Some(service) = service {
            endpoint.service_name.clone_from(&service.service_name);
        }
    }
}

/// An endpoint of a template starts by asking, where its service must accept it (R3.4).
pub(super) fn await_acceptance(topology: &mut Topology, log: &mut Log) {
    let services: BTreeMap<&str, &VpcEndpointServiceId> = topology
        .vpc_endpoint_service
        .iter()
        .filter(|(_, service)| service.acceptance_required == Some(true))
        .filter_map(|(id, service)| Some((service.service_name.as_deref()?, id)))
        .collect();
    for (id, endpoint) in &mut topology.vpc_endpoint {
        if endpoint.state.is_some() {
            continue;
        }
        let asked = endpoint.service_name.as_deref();
        if let Some(service_id) = asked.and_then(|name| services.get(name))
            && log.is_from_template(id.as_str())
        {
            endpoint.state = Some("pendingAcceptance".to_owned());
            log.assume(
                id.as_str(),
                say!(
                    "state: pendingAcceptance, since {} must accept it and no input says it has",
                    "状態: pendingAcceptance ({} による承諾が必要で、承諾済みと示す入力がないため)",
                    service_id
                ),
            );
        }
    }
}

/// Makes the interfaces of endpoints that list none: one for each subnet.
pub(super) fn make_interfaces(topology: &mut Topology, log: &mut Log) {
    for (id, endpoint) in &mut topology.vpc_endpoint {
        let interface_type = match endpoint.kind() {
            EndpointType::Interface | EndpointType::Resource | EndpointType::ServiceNetwork => {
                "vpc_endpoint"
            }
            EndpointType::GatewayLoadBalancer => "gateway_load_balancer_endpoint",
            EndpointType::Gateway | EndpointType::Other => continue,
        };
        if !endpoint.network_interface_ids.is_empty() || !has_interfaces(endpoint) {
            continue;
        }
        let mut taken = BTreeSet::new();
        let subnets: Vec<(SubnetId, SubnetConfiguration)> = chosen_addresses(endpoint);
        for (index, (subnet_id, chosen)) in subnets.into_iter().enumerate() {
            let Some(subnet) = topology.subnet.get(&subnet_id) else {
                log.unresolved(
                    id.as_str(),
                    say!(
                        "interface: none in {}, which is not among the inputs",
                        "インターフェイス: {} は入力にないため、なし",
                        subnet_id
                    ),
                );
                continue;
            };
            let zone = subnet.availability_zone.clone();
            let place = zone
                .filter(|zone| taken.insert(zone.clone()))
                .unwrap_or_else(|| index.to_string());
            let interface_id = format!("{id}.eni.{place}");
            let interface = NetworkInterface {
                subnet_id: Some(subnet_id),
                private_ip: chosen.ipv4,
                ipv6_addresses: chosen.ipv6.into_iter().collect(),
                security_groups: endpoint.security_group_ids.clone(),
                interface_type: Some(interface_type.to_owned()),
                requester_managed: Some(true),
                description: Some(format!("VPC Endpoint Interface {id}")),
                ..NetworkInterface::default()
            };
            endpoint
                .network_interface_ids
                .push(interface_id.as_str().into());
            topology
                .network_interface
                .entry(interface_id.into())
                .or_insert(interface);
        }
    }
}

/// Makes the interfaces of resource gateways that list none: one for each subnet.
pub(super) fn make_gateway_interfaces(topology: &mut Topology) {
    for (id, gateway) in &mut topology.vpclattice_resource_gateway {
        if !gateway.network_interface_ids.is_empty() {
            continue;
        }
        for (index, subnet_id) in gateway.subnet_ids.iter().enumerate() {
            if !topology.subnet.contains_key(subnet_id) {
                continue;
            }
            let interface = NetworkInterface {
                subnet_id: Some(subnet_id.clone()),
                security_groups: gateway.security_group_ids.clone(),
                requester_managed: Some(true),
                description: Some(format!("VPC Lattice resource gateway {id}")),
                ..NetworkInterface::default()
            };
            let interface_id = format!("{id}.eni.{index}");
            let ids = &mut gateway.network_interface_ids;
            ids.push(interface_id.as_str().into());
            let map = &mut topology.network_interface;
            map.entry(interface_id.into()).or_insert(interface);
        }
    }
}

/// The subnets of an endpoint, each with the addresses chosen there, if any were.
fn chosen_addresses(endpoint: &VpcEndpoint) -> Vec<(SubnetId, SubnetConfiguration)> {
    let mut subnets: Vec<(SubnetId, SubnetConfiguration)> = endpoint
        .subnet_ids
        .iter()
        .map(|subnet| (subnet.clone(), SubnetConfiguration::default()))
        .collect();
    for chosen in &endpoint.subnet_configuration {
        let Some(subnet) = &chosen.subnet_id else {
            continue;
        };
        match subnets.iter_mut().find(|(id, _)| id == subnet) {
            Some((_, known)) => known.clone_from(chosen),
            None => subnets.push((subnet.clone(), chosen.clone())),
        }
    }
    subnets
}

fn has_interfaces(endpoint: &VpcEndpoint) -> bool {
    match endpoint.lifecycle() {
        EndpointState::Failed | EndpointState::Deleting => false,
        EndpointState::PendingAcceptance
        | EndpointState::Pending
        | EndpointState::Available
        | EndpointState::Rejected
        | EndpointState::Expired
        | EndpointState::Partial
        | EndpointState::Other => true,
    }
}

/// The label that AWS puts between a service of VPC Lattice and the rest of its name.
const LATTICE_LABEL: &str = "7d67968";

/// Gives interface endpoints their names in DNS: regional, then one for each zone (R4.13).
pub(super) fn name_endpoints(topology: &mut Topology, region: &str, log: &mut Log) {
    let places = Places {
        vpc: &topology.vpc,
        subnet: &topology.subnet,
    };
    for (id, endpoint) in &mut topology.vpc_endpoint {
        if endpoint.kind() != EndpointType::Interface
            || !endpoint.dns_entry.is_empty()
            || !has_interfaces(endpoint)
        {
            continue;
        }
        let Some(service) = &endpoint.service_name else {
            continue;
        };
        let own_region = endpoint
            .service_region
            .clone()
            .or_else(|| region_of_service(service).map(str::to_owned))
            .or_else(|| {
                places.region_of(id.as_str(), endpoint.vpc_id.as_ref(), &endpoint.subnet_ids)
            })
            .unwrap_or_else(|| region.to_owned());
        let zones: Vec<&str> = endpoint
            .network_interface_ids
            .iter()
            .filter_map(|interface| {
                let subnet = topology
                    .network_interface
                    .get(interface)?
                    .subnet_id
                    .as_ref()?;
                topology.subnet.get(subnet)?.availability_zone.as_deref()
            })
            .collect();
        let names = endpoint_names(id.as_str(), service, &own_region, &zones);
        log.assume(
            id.as_str(),
            say!(
                "DNS names: {}, drawn from its id",
                "DNS 名: {} (ID から生成)",
                names.first().map_or("", String::as_str)
            ),
        );
        endpoint.dns_entry = names
            .into_iter()
            .map(|name| DnsEntry {
                dns_name: Some(name),
                ..DnsEntry::default()
            })
            .collect();
    }
}

/// Gives load balancers their VPC and their name in DNS.
pub(super) fn name_balancers(topology: &mut Topology, region: &str, log: &mut Log) {
    let places = Places {
        vpc: &topology.vpc,
        subnet: &topology.subnet,
    };
    for (id, balancer) in &mut topology.lb {
        let subnet = balancer.subnets.first();
        if balancer.vpc_id.is_none() {
            balancer.vpc_id = subnet
                .and_then(|subnet| topology.subnet.get(subnet))
                .and_then(|subnet| subnet.vpc_id.clone());
        }
        // A Gateway Load Balancer has no name: nobody speaks to it.
        let is_gateway = balancer.load_balancer_type.as_deref() == Some("gateway");
        if balancer.dns_name.is_some() || is_gateway {
            continue;
        }
        let own_region = places.region_of(id.as_str(), balancer.vpc_id.as_ref(), &balancer.subnets);
        let own_region = own_region.as_deref().unwrap_or(region);
        let name: String = balancer
            .name
            .as_deref()
            .unwrap_or(id.as_str())
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let hash = drawn(id.as_str()).split_off(1);
        let dns_name = format!("{name}-{hash}.elb.{own_region}.amazonaws.com");
        log.assume(
            id.as_str(),
            say!(
                "DNS name: {}, drawn from its id",
                "DNS 名: {} (ID から生成)",
                dns_name
            ),
        );
        balancer.dns_name = Some(dns_name);
    }
}

/// Gives services of VPC Lattice their names in DNS.
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/services.html>
pub(super) fn name_lattice_services(topology: &mut Topology, region: &str, log: &mut Log) {
    for (id, service) in &mut topology.vpclattice_service {
        if service.dns_entry.is_some() || service.more.contains_key("unknown") {
            continue;
        }
        let name = service.name.as_deref().unwrap_or(id.as_str());
        let name: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let own = drawn(id.as_str());
        let own_region = named_in(id.as_str());
        let region = own_region.as_deref().unwrap_or(region);
        let dns_name = format!("{name}-{own}.{LATTICE_LABEL}.vpc-lattice-svcs.{region}.on.aws");
        log.assume(
            id.as_str(),
            say!(
                "DNS name: {}, drawn from its id",
                "DNS 名: {} (ID から生成)",
                dns_name
            ),
        );
        service.dns_entry.get_or_insert_default().domain_name = Some(dns_name);
    }
}
