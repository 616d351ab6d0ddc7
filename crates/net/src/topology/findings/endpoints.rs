//! Endpoints and zones AWS would refuse.

use super::{Finding, FindingCode, finding};
use crate::id::{LbId, ResourceId, RouteTableId, VpcId};
use crate::laws::dns::canonical;
use crate::topology::{EndpointState, EndpointType, Topology, VpcEndpoint};
use std::collections::BTreeMap;

/// Interface endpoints that AWS would refuse (R2.2, R4.15).
pub(super) fn endpoints(topology: &Topology, findings: &mut Vec<Finding>) {
    let mut private_names: BTreeMap<(&VpcId, String), &ResourceId> = BTreeMap::new();
    for (id, endpoint) in &topology.vpc_endpoint {
        if endpoint.kind() != EndpointType::Interface {
            continue;
        }
        let mut zones = BTreeMap::new();
        for subnet_id in &endpoint.subnet_ids {
            let zone = topology
                .subnet
                .get(subnet_id)
                .and_then(|it| it.availability_zone.as_ref());
            if let Some(zone) = zone
                && let Some(other) = zones.insert(zone, subnet_id)
            {
                findings.push(finding(
                    FindingCode::DupSubnetAz,
                    id.as_resource(),
                    format!("{other} and {subnet_id} are both in {zone}"),
                ));
            }
        }
        let service_name = endpoint.service_name.as_deref().unwrap_or_default();
        address_type(topology, id.as_resource(), endpoint, findings);
        inbound_only(topology, id.as_resource(), endpoint, findings);
        not_accepted(id.as_resource(), endpoint, findings);
        if endpoint.private_dns_enabled == Some(true)
            && let Some(vpc_id) = &endpoint.vpc_id
            && let Some(vpc) = topology.vpc.get(vpc_id)
        {
            if vpc.private_zones_apply() == Some(false) {
                findings.push(finding(
                    FindingCode::PrivateDnsAttrs,
                    id.as_resource(),
                    vpc_id.to_string(),
                ));
            }
            let names = topology.private_names_of(endpoint);
            if names.is_empty() && !service_name.is_empty() {
                findings.push(finding(
                    FindingCode::PrivateDnsNotProvided,
                    id.as_resource(),
                    service_name.to_owned(),
                ));
            }
            for name in names {
                if let Some(other) = private_names.insert((vpc_id, name.clone()), id.as_resource())
                {
                    findings.push(finding(
                        FindingCode::PrivateDnsConflict,
                        id.as_resource(),
                        format!("{name}, as {other}"),
                    ));
                }
            }
        }
        another_region(topology, id.as_resource(), endpoint, findings);
        let is_custom = service_name.contains("vpce-svc-");
        if is_custom && topology.service_named(service_name).is_none() {
            findings.push(finding(
                FindingCode::ServiceNotFound,
                id.as_resource(),
                service_name.to_owned(),
            ));
        }
    }
}

/// R2.4: the address type must fit the subnets, and the service must offer it.
fn address_type(
    topology: &Topology,
    id: &ResourceId,
    endpoint: &VpcEndpoint,
    findings: &mut Vec<Finding>,
) {
    let kind = endpoint.ip_address_type.as_deref().unwrap_or("ipv4");
    let subnets = endpoint
        .subnet_ids
        .iter()
        .filter_map(|id| topology.subnet.get_key_value(id));
    for (subnet_id, subnet) in subnets {
        let (v4, v6) = (
            subnet.cidr_block.is_some(),
            subnet.ipv6_cidr_block.is_some(),
        );
        let fits = match kind {
            "ipv6" => v6,
            "dualstack" => v4 && v6,
            _ => v4 || !v6,
        };
        if !fits {
            let note = format!("{kind} in {subnet_id}");
            findings.push(finding(FindingCode::IpType, id, note));
        }
    }
    let service = endpoint
        .service_name
        .as_deref()
        .and_then(|name| topology.service_named(name));
    if let Some((service_id, service)) = service {
        let offered = &service.supported_ip_address_types;
        let wanted: &[&str] = match kind {
            "dualstack" => &["ipv4", "ipv6"],
            "ipv6" => &["ipv6"],
            _ => &["ipv4"],
        };
        let lacks = |it: &&&str| !offered.iter().any(|offer| offer == **it);
        if !offered.is_empty() && wanted.iter().any(|it| lacks(&it)) {
            let note = format!("{kind} of {service_id}");
            findings.push(finding(FindingCode::IpType, id, note));
        }
        for (subnet_id, subnet) in endpoint
            .subnet_ids
            .iter()
            .filter_map(|id| topology.subnet.get_key_value(id))
        {
            let zones = [&subnet.availability_zone, &subnet.availability_zone_id];
            let offered = |zone: &String| service.availability_zones.contains(zone);
            // Names and ids are not the same zones, and a name is each account's own (R1.5).
            let is_id = |zone: &str| zone.contains("-az");
            let vpc = subnet.vpc_id.as_ref().and_then(|it| topology.vpc.get(it));
            let owner = vpc.and_then(|it| it.owner_id.as_ref());
            let owner = subnet.owner_id.as_ref().or(owner);
            let one_account = match (owner, &service.owner_id) {
                (Some(one), Some(other)) => one == other,
                (None, _) | (_, None) => true,
            };
            let comparable = zones.into_iter().flatten().any(|zone| {
                let mut offers = service.availability_zones.iter();
                offers.any(|it| is_id(zone) == is_id(it) && (is_id(zone) || one_account))
            });
            if comparable && !zones.into_iter().flatten().any(offered) {
                let note = format!("{subnet_id} and {service_id}");
                findings.push(finding(FindingCode::AzUnsupported, id, note));
            }
        }
    }
}

/// Zones that take no part in PrivateLink across Regions (R3.7).
const NOT_ACROSS_REGIONS: &[&str] = &[
    "use1-az3",
    "usw1-az2",
    "apne1-az3",
    "apne2-az2",
    "apne2-az4",
];

/// R3.7: a service of another Region must be offered in the endpoint's, and not in every zone.
fn another_region(
    topology: &Topology,
    id: &ResourceId,
    endpoint: &VpcEndpoint,
    findings: &mut Vec<Finding>,
) {
    let service = endpoint
        .service_name
        .as_deref()
        .and_then(|name| topology.service_named(name));
    let here = endpoint
        .vpc_id
        .as_ref()
        .and_then(|vpc| topology.vpc.get(vpc)?.region.as_deref());
    let (Some((service_id, service)), Some(here)) = (service, here) else {
        return;
    };
    if service.region.as_deref().is_none_or(|there| there == here) {
        return;
    }
    let asked = endpoint.service_region == service.region;
    if !asked || !service.supported_regions.iter().any(|it| it == here) {
        let note = format!("{service_id} in {here}");
        findings.push(finding(FindingCode::ServiceNotFound, id, note));
    }
    for subnet_id in &endpoint.subnet_ids {
        let zone = topology
            .subnet
            .get(subnet_id)
            .and_then(|it| it.availability_zone_id.as_deref());
        if zone.is_some_and(|zone| NOT_ACROSS_REGIONS.contains(&zone)) {
            let note = format!("{subnet_id} across Regions");
            findings.push(finding(FindingCode::AzUnsupported, id, note));
        }
    }
}

/// R4.19: names for inbound resolver endpoints only need an S3 gateway endpoint beside them.
fn inbound_only(
    topology: &Topology,
    id: &ResourceId,
    endpoint: &VpcEndpoint,
    findings: &mut Vec<Finding>,
) {
    let asked = endpoint
        .dns_options
        .as_ref()
        .is_some_and(|it| it.private_dns_only_for_inbound_resolver_endpoint == Some(true));
    let beside = topology.vpc_endpoint.values().any(|other| {
        other.kind() == EndpointType::Gateway
            && other.vpc_id == endpoint.vpc_id
            && other.service_name == endpoint.service_name
    });
    if asked && !beside {
        let note = endpoint.vpc_id.as_ref().map(ToString::to_string);
        let code = FindingCode::S3InboundOnlyNeedsGateway;
        findings.push(finding(code, id, note.unwrap_or_default()));
    }
}

/// R4.15: private DNS waits for the provider.
fn not_accepted(id: &ResourceId, endpoint: &VpcEndpoint, findings: &mut Vec<Finding>) {
    let pending = endpoint.lifecycle() == EndpointState::PendingAcceptance;
    if pending && endpoint.private_dns_enabled == Some(true) {
        let note = endpoint.service_name.clone().unwrap_or_default();
        findings.push(finding(FindingCode::PrivateDnsNotAccepted, id, note));
    }
}

/// Private hosted zones of one name in one VPC (R4.10), and those that meet a hidden zone (R4.15).
pub(super) fn zones(topology: &Topology, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(&VpcId, String), &ResourceId> = BTreeMap::new();
    for (id, zone) in &topology.route53_zone {
        let Some(name) = zone.name.as_deref().map(canonical) else {
            continue;
        };
        for vpc in zone.vpc.iter().filter_map(|it| it.vpc_id.as_ref()) {
            if let Some(other) = seen.insert((vpc, name.clone()), id.as_resource()) {
                let note = format!("{name} in {vpc}, as {other}");
                findings.push(finding(FindingCode::PhzConflict, id.as_resource(), note));
            }
        }
    }
    for (id, endpoint) in &topology.vpc_endpoint {
        let private = endpoint.private_dns_enabled == Some(true);
        let (true, Some(vpc)) = (private, &endpoint.vpc_id) else {
            continue;
        };
        for name in topology.private_names_of(endpoint) {
            if let Some(zone) = seen.get(&(vpc, canonical(name.trim_start_matches("*.")))) {
                let note = format!("{name}, as {zone}");
                findings.push(finding(
                    FindingCode::PrivateDnsConflict,
                    id.as_resource(),
                    note,
                ));
            }
        }
    }
}

/// Load balancers in front of several services (R3.1), endpoints that route (R2.10, R2.17).
pub(super) fn services(topology: &Topology, findings: &mut Vec<Finding>) {
    let mut fronts: BTreeMap<&LbId, &ResourceId> = BTreeMap::new();
    for (id, service) in &topology.vpc_endpoint_service {
        for balancer in &service.network_load_balancer_arns {
            if let Some(other) = fronts.insert(balancer, id.as_resource()) {
                let note = format!("{balancer}, as {other}");
                findings.push(finding(
                    FindingCode::NlbInOtherService,
                    id.as_resource(),
                    note,
                ));
            }
        }
    }
    let mut routes: BTreeMap<(&RouteTableId, &str), &ResourceId> = BTreeMap::new();
    for (id, endpoint) in &topology.vpc_endpoint {
        let service = endpoint.service_name.as_deref().unwrap_or_default();
        match endpoint.kind() {
            EndpointType::Gateway => {
                for table in &endpoint.route_table_ids {
                    if let Some(other) = routes.insert((table, service), id.as_resource()) {
                        let note = format!("{table}, as {other}");
                        findings.push(finding(FindingCode::GwRouteDup, id.as_resource(), note));
                    }
                }
            }
            EndpointType::GatewayLoadBalancer if endpoint.subnet_ids.len() != 1 => {
                let note = endpoint.subnet_ids.len().to_string();
                findings.push(finding(FindingCode::GwlbeOneSubnet, id.as_resource(), note));
            }
            EndpointType::GatewayLoadBalancer
            | EndpointType::Interface
            | EndpointType::Resource
            | EndpointType::ServiceNetwork
            | EndpointType::Other => {}
        }
    }
}
