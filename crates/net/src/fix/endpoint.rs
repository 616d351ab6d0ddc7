//! Ways to a service of AWS by an endpoint: one that is there, or one to be made.

use super::dns;
use super::edit::Edit;
use crate::id::{ResourceId, VpcId};
use crate::network::Network;
use crate::service;
use crate::topology::{EndpointType, VpcEndpoint};
use crate::trace::{Status, Trace};
use crate::walk::vantage::{Host, Vantage, free_addresses, vantage};
use serde_json::json;
use std::net::IpAddr;

/// Ways from where the query is asked to the service its name is of: the table of a gateway
/// endpoint, private DNS of an interface endpoint, or a new endpoint where there is none.
pub(super) fn by_endpoint(network: &Network, trace: &Trace) -> Vec<Edit> {
    let Some(Vantage::Host(host)) = vantage(network, &trace.query) else {
        return Vec::new();
    };
    if trace.resolution.status == Status::Skipped {
        return Vec::new();
    }
    let name = crate::laws::dns::canonical(&trace.resolution.name);
    let asked = service::of_public_name(&name).map(|it| it.service_name());
    let mut edits: Vec<Edit> = Vec::new();
    let mut is_there = false;
    for (id, endpoint) in network.endpoints_of(host.vpc) {
        is_there |= endpoint.service_name == asked;
        let names = network.topology().private_names_of(endpoint);
        let for_name = names.iter().any(|it| service::matches_name(it, &name));
        match endpoint.kind() {
            EndpointType::Gateway if endpoint.service_name == asked => {
                edits.extend(associate(network, &host, id.as_resource(), endpoint));
            }
            EndpointType::Interface if for_name => {
                edits.extend(private_dns(network, id.as_resource(), host.vpc));
                edits.extend(dns::without_rule(network, trace, host.vpc));
            }
            EndpointType::Interface
            | EndpointType::Gateway
            | EndpointType::GatewayLoadBalancer
            | EndpointType::Resource
            | EndpointType::ServiceNetwork
            | EndpointType::Other => {}
        }
    }
    if let (Some(service_name), false) = (asked, is_there) {
        edits.extend(new_endpoint(network, &host, trace, &service_name, &name));
    }
    edits
}

/// The table of the host's subnet, for a gateway endpoint.
fn associate(
    network: &Network,
    host: &Host<'_>,
    id: &ResourceId,
    endpoint: &VpcEndpoint,
) -> Option<Edit> {
    let table = &network.subnet(host.subnet)?.route_table;
    if endpoint.route_table_ids.contains(table) {
        return None;
    }
    let mut tables = endpoint.route_table_ids.clone();
    tables.push(table.clone());
    Some(Edit::new(
        "vpc_endpoint",
        id.as_str(),
        "route_table_ids",
        json!(tables),
        format!("associate {table} with the gateway endpoint {id}"),
        format!("ゲートウェイエンドポイント {id} に {table} を関連付ける"),
    ))
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

/// An endpoint for a service of the VPC's own Region: a gateway endpoint, which is free, for the
/// table of the host's subnet, else an interface endpoint that lets just this host in.
fn new_endpoint(
    network: &Network,
    host: &Host<'_>,
    trace: &Trace,
    service_name: &str,
    name: &str,
) -> Option<Edit> {
    let region = network.region_of(host.vpc)?;
    if service::region_of_service(service_name) != Some(region.as_str()) {
        return None;
    }
    let (vpc, subnet) = (host.vpc, host.subnet);
    let id = format!("{vpc}.new-{}", service::short_name(service_name));
    if !service::prefix_list_ranges(service_name).is_empty() {
        let table = &network.subnet(subnet)?.route_table;
        let endpoint = json!({
            "vpc_endpoint_type": "Gateway",
            "service_name": service_name,
            "vpc_id": vpc,
            "route_table_ids": [table],
        });
        return Some(Edit::making(
            &["vpc_endpoint"],
            json!({ "vpc_endpoint": { id: endpoint } }),
            format!("create a gateway endpoint for {service_name}, associated with {table}"),
            format!("{service_name} のゲートウェイエンドポイントを作成し、{table} に関連付ける"),
        ));
    }
    let mut names = service::private_names(service_name).into_iter();
    if !names.any(|it| service::matches_name(&it, name)) {
        return None;
    }
    let (IpAddr::V4(source), Some(port)) = (host.address, trace.query.port) else {
        return None;
    };
    let protocol = trace.query.protocol;
    let group = format!("{id}.sg");
    let interface = format!("{id}.eni");
    let address = free_address(network, host)?;
    let patch = json!({
        "security_group": { &group: {
            "vpc_id": vpc,
            "ingress": [{
                "protocol": protocol.to_string(),
                "from_port": port,
                "to_port": port,
                "cidr_blocks": [format!("{source}/32")],
            }],
        }},
        "network_interface": { &interface: {
            "subnet_id": subnet,
            "private_ip": address,
            "security_groups": [&group],
            "interface_type": "vpc_endpoint",
        }},
        "vpc_endpoint": { id: {
            "vpc_endpoint_type": "Interface",
            "service_name": service_name,
            "vpc_id": vpc,
            "subnet_ids": [subnet],
            "security_group_ids": [&group],
            "network_interface_ids": [&interface],
            "private_dns_enabled": true,
        }},
    });
    Some(Edit::making(
        &["security_group", "network_interface", "vpc_endpoint"],
        patch,
        format!(
            "create an interface endpoint for {service_name} in {subnet}, with private DNS, that lets in {protocol} {port} from {source}/32"
        ),
        format!(
            "{subnet} に {service_name} のインターフェイスエンドポイントを作成する (プライベート DNS 有効、{source}/32 からの {protocol} {port} を許可)"
        ),
    ))
}

/// A first subnet for an interface endpoint that has none: the host's, where that is its VPC.
pub(super) fn first_subnet(network: &Network, trace: &Trace, id: &ResourceId) -> Option<Edit> {
    let endpoint = network.topology().vpc_endpoint.get(id.as_str())?;
    let Some(Vantage::Host(host)) = vantage(network, &trace.query) else {
        return None;
    };
    if endpoint.vpc_id.as_ref() != Some(host.vpc) {
        return None;
    }
    let interface = format!("{id}.eni");
    let address = free_address(network, &host)?;
    let subnet = host.subnet;
    let patch = json!({
        "network_interface": { &interface: {
            "subnet_id": subnet,
            "private_ip": address,
            "security_groups": endpoint.security_group_ids,
            "interface_type": "vpc_endpoint",
        }},
        "vpc_endpoint": { id.as_str(): {
            "subnet_ids": [subnet],
            "network_interface_ids": [&interface],
        }},
    });
    Some(Edit::making(
        &["network_interface"],
        patch,
        format!("give {id} an interface in {subnet}"),
        format!("{id} に {subnet} を追加し、ENI を作成する"),
    ))
}

/// An IPv4 address of the host's subnet that nobody has, nor the host.
fn free_address(network: &Network, host: &Host<'_>) -> Option<IpAddr> {
    let free = free_addresses(network, host.subnet, Some(host.address));
    free.into_iter().find(IpAddr::is_ipv4)
}
