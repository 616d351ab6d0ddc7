//! What something refers to and no output lists: held, with what refers to it says of it.

use super::{unknown, why};
use crate::describe::dump::{Dump, SubnetPlace};
use crate::report::{Class, Log, ResourceReport};
use crate::said::say;
use crate::tree::Place;
use net::id::{AccountId, LbId, VpcId};
use net::service::region_of_zone;
use net::topology::{Lb, Setting, Subnet, Vpc, VpcEndpoint};
use std::collections::{BTreeMap, BTreeSet};

/// Lists what is only referred to, at the place of what refers to it first.
fn list(log: &mut Log, id: &str, kind: &str, by: &str, output: &str) {
    let Some((file, Place { line, column })) = log.place_of(by) else {
        return;
    };
    let note = say!(
        "only referred to, by {} and others of its kind; {}",
        "{} などが参照しているだけです。{}",
        by,
        why(output)
    );
    log.list(ResourceReport {
        id: id.to_owned(),
        kind: kind.to_owned(),
        class: Class::Unresolved,
        file,
        line,
        column,
        notes: vec![note],
        change: None,
    });
}

/// The subnets of what stands in them.
pub(super) fn subnets(dump: &mut Dump<'_>) {
    let output = "describe-subnets";
    let mut places = std::mem::take(&mut dump.subnets);
    let balancers = dump.topology.lb.iter();
    let balancers = balancers.map(|(id, it)| (id.as_str(), &it.vpc_id, &it.subnets));
    let endpoints = dump.topology.vpc_endpoint.iter();
    let endpoints = endpoints.map(|(id, it)| (id.as_str(), &it.vpc_id, &it.subnet_ids));
    for (by, vpc, subnets) in balancers.chain(endpoints) {
        let Some(vpc) = vpc else { continue };
        for subnet in subnets {
            let place = || SubnetPlace {
                by: by.to_owned(),
                vpc: vpc.clone(),
                zone: None,
            };
            places.entry(subnet.clone()).or_insert_with(place);
        }
    }
    for (id, place) in places {
        if dump.topology.subnet.contains_key(&id) {
            continue;
        }
        list(dump.log, id.as_str(), "Subnets", &place.by, output);
        let mut subnet = Subnet {
            vpc_id: Some(place.vpc),
            availability_zone: place.zone,
            ..Subnet::default()
        };
        let ranges = ["cidr_block", "ipv6_cidr_block"];
        unknown(&mut subnet.more, &ranges, output);
        dump.topology.subnet.insert(id, subnet);
    }
}

/// The VPCs of subnets, route tables, endpoints and groups.
pub(super) fn vpcs(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let subnets = topology.subnet.iter();
    let subnets = subnets.map(|(id, it)| (id.as_str(), it.vpc_id.clone(), it.owner_id.clone()));
    let tables = topology.route_table.iter();
    let tables = tables.map(|(id, it)| (id.as_str(), it.vpc_id.clone(), None));
    let mut missing: BTreeMap<VpcId, (String, Option<AccountId>)> = BTreeMap::new();
    let endpoints = topology.vpc_endpoint.iter();
    let endpoints = endpoints.map(|(id, it)| (id.as_str(), it.vpc_id.clone(), None));
    let groups = topology.security_group.iter();
    let groups = groups.map(|(id, it)| (id.as_str(), it.vpc_id.clone(), None));
    for (by, vpc, owner) in subnets.chain(tables).chain(endpoints).chain(groups) {
        if let Some(vpc) = vpc.filter(|it| !topology.vpc.contains_key(it)) {
            let (_, known) = missing.entry(vpc).or_insert((by.to_owned(), None));
            *known = known.take().or(owner);
        }
    }
    let output = "describe-vpcs";
    for (id, (by, owner_id)) in missing {
        list(dump.log, id.as_str(), "Vpcs", &by, output);
        let mut vpc = Vpc {
            enable_dns_support: Setting::Unknown,
            enable_dns_hostnames: Setting::Unknown,
            owner_id,
            ..Vpc::default()
        };
        unknown(&mut vpc.more, &["cidr_block", "ipv6_cidr_block"], output);
        topology.vpc.insert(id, vpc);
    }
}

/// The load balancers whose interfaces are there: `ELB net/<name>/<id>`.
pub(super) fn balancers(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let end = |arn: &str| {
        let (_, end) = arn.split_once(":loadbalancer/")?;
        Some(end.to_owned())
    };
    let known: BTreeSet<String> = topology
        .lb
        .keys()
        .filter_map(|it| end(it.as_str()))
        .collect();
    let listeners = topology.lb_listener.values();
    let services = topology.vpc_endpoint_service.values();
    let services = services.flat_map(|it| {
        it.network_load_balancer_arns
            .iter()
            .chain(&it.gateway_load_balancer_arns)
    });
    let named = listeners.filter_map(|it| it.load_balancer_arn.as_ref());
    let named = named
        .chain(services)
        .filter_map(|it| Some((end(it.as_str())?, it.clone())));
    let named: BTreeMap<String, LbId> = named.collect();
    let output = "describe-load-balancers";
    for (interface_id, its) in &dump.nodes {
        let mut parts = its.split('/');
        let (Some(kind), Some(name), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
            // A Classic Load Balancer, which cannot serve PrivateLink.
            continue;
        };
        let Some(interface) = topology.network_interface.get(interface_id) else {
            continue;
        };
        if known.contains(its) {
            continue;
        }
        let subnet = interface.subnet_id.as_ref();
        let subnet = subnet.and_then(|id| topology.subnet.get_key_value(id));
        let region = subnet.and_then(|(_, it)| region_of_zone(it.availability_zone.as_deref()?));
        let id = named.get(its).cloned().unwrap_or_else(|| {
            let region = region.as_deref().unwrap_or_default();
            let owner = interface.owner_id.as_ref().map_or("", AccountId::as_str);
            arn(region, owner, its).as_str().into()
        });
        let balancer = topology.lb.entry(id.clone()).or_insert_with(|| {
            let by = interface_id.as_str();
            list(dump.log, id.as_str(), "LoadBalancers", by, output);
            let mut balancer = Lb {
                name: Some(name.to_owned()),
                load_balancer_type: Some(match kind {
                    "net" => "network".to_owned(),
                    "gwy" => "gateway".to_owned(),
                    "app" => "application".to_owned(),
                    other => other.to_owned(),
                }),
                vpc_id: subnet.and_then(|(_, it)| it.vpc_id.clone()),
                security_groups: interface.security_groups.clone(),
                owner_id: interface.owner_id.clone(),
                ..Lb::default()
            };
            let attributes = ["internal", "dns_name", "state"];
            unknown(&mut balancer.more, &attributes, output);
            balancer
        });
        if let Some((id, _)) = subnet
            && !balancer.subnets.contains(id)
        {
            balancer.subnets.push(id.clone());
        }
    }
}

fn arn(region: &str, owner: &str, end: &str) -> String {
    let partition = match region.split_once('-') {
        Some(("cn", _)) => "aws-cn",
        Some(("us", rest)) if rest.starts_with("gov-") => "aws-us-gov",
        _ => "aws",
    };
    format!("arn:{partition}:elasticloadbalancing:{region}:{owner}:loadbalancer/{end}")
}

/// The endpoints whose interfaces are there: `VPC Endpoint Interface <id>`.
pub(super) fn endpoints(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let missing = dump.doors.iter();
    let missing = missing.filter(|(_, id)| !topology.vpc_endpoint.contains_key(*id));
    let missing: Vec<_> = missing.map(|(eni, id)| (eni.clone(), id.clone())).collect();
    let output = "describe-vpc-endpoints";
    for (interface_id, id) in missing {
        let Some(interface) = topology.network_interface.get(&interface_id) else {
            continue;
        };
        let subnet_id = interface.subnet_id.as_ref();
        let subnet = subnet_id.and_then(|id| topology.subnet.get(id));
        let vpc_id = subnet.and_then(|it| it.vpc_id.clone());
        let endpoint = topology.vpc_endpoint.entry(id.clone()).or_insert_with(|| {
            let by = interface_id.as_str();
            list(dump.log, id.as_str(), "VpcEndpoints", by, output);
            let kind = match interface.interface_type.as_deref() {
                Some("gateway_load_balancer_endpoint") => "GatewayLoadBalancer",
                _ => "Interface",
            };
            let mut endpoint = VpcEndpoint {
                vpc_endpoint_type: Some(kind.to_owned()),
                vpc_id,
                security_group_ids: interface.security_groups.clone(),
                owner_id: interface.owner_id.clone(),
                ..VpcEndpoint::default()
            };
            let attributes = ["service_name", "private_dns_enabled", "state", "policy"];
            unknown(&mut endpoint.more, &attributes, output);
            endpoint
        });
        if let Some(subnet) = subnet_id
            && !endpoint.subnet_ids.contains(subnet)
        {
            endpoint.subnet_ids.push(subnet.clone());
        }
    }
}
