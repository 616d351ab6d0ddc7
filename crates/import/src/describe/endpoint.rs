//! VPC endpoints and endpoint services.

use super::dump::{Dump, put};
use super::json::Json;
use super::view::View;
use crate::said::{Said, say};
use net::id::{VpcEndpointId, VpcEndpointServiceId};
use net::service::region_of_service;
use net::topology::{
    DnsEntry, DnsOptions, PrivateDnsNameConfiguration, VpcEndpoint, VpcEndpointService,
};

/// `describe-vpc-endpoints`
pub(super) fn endpoint(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("VpcEndpointId")?;
    let options = at.get("DnsOptions");
    let entries = at.get("DnsEntries");
    let mut endpoint = VpcEndpoint {
        vpc_endpoint_type: at.string("VpcEndpointType"),
        service_name: at.string("ServiceName"),
        resource_configuration_arn: at.id("ResourceConfigurationArn"),
        service_network_arn: at.id("ServiceNetworkArn"),
        service_region: at.string("ServiceRegion"),
        vpc_id: at.id("VpcId"),
        state: at.string("State"),
        subnet_ids: at.ids("SubnetIds"),
        network_interface_ids: at.ids("NetworkInterfaceIds"),
        security_group_ids: at.ids_in("Groups", "GroupId"),
        route_table_ids: at.ids("RouteTableIds"),
        private_dns_enabled: at.flag("PrivateDnsEnabled"),
        dns_options: options.is_there().then(|| DnsOptions {
            dns_record_ip_type: options.string("DnsRecordIpType"),
            private_dns_only_for_inbound_resolver_endpoint: options
                .flag("PrivateDnsOnlyForInboundResolverEndpoint"),
            ..DnsOptions::default()
        }),
        dns_entry: entries
            .items()
            .map(|it| DnsEntry {
                dns_name: it.string("DnsName"),
                hosted_zone_id: it.string("HostedZoneId"),
                ..DnsEntry::default()
            })
            .collect(),
        ip_address_type: at.string("IpAddressType"),
        policy: policy(at).map(Into::into),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..VpcEndpoint::default()
    };
    if endpoint.vpc_endpoint_type.is_none() && !endpoint.network_interface_ids.is_empty() {
        // Printed before there were types to print; gateway endpoints have no interfaces.
        endpoint.vpc_endpoint_type = Some("Interface".to_owned());
    }
    put(&mut dump.topology.vpc_endpoint, id, endpoint, at);
    Some(id.to_owned())
}

/// A policy is a text that holds JSON; some tools have unpacked it.
fn policy(at: &View<'_>) -> Option<String> {
    match at.get("PolicyDocument").json()? {
        Json::Map(_) => {
            let policy = at.get("PolicyDocument");
            policy.json().map(|json| json.to_value().to_string())
        }
        _ => at.string("PolicyDocument"),
    }
}

/// `describe-vpc-endpoint-service-configurations`: a service of one's own.
pub(super) fn service(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("ServiceId")?;
    let name = at.string("ServiceName");
    // A service with several names lists them, and their proofs.
    let one = at.get("PrivateDnsNameConfiguration");
    let several = at.get("PrivateDnsNameConfigurations");
    let proof = match several.items().next() {
        Some(first) if !one.is_there() => first,
        _ => one,
    };
    let service = VpcEndpointService {
        private_dns_name_configuration: proof.is_there().then(|| PrivateDnsNameConfiguration {
            state: proof.string("State"),
            type_: proof.string("Type"),
            name: proof.string("Name"),
            value: proof.string("Value"),
            ..PrivateDnsNameConfiguration::default()
        }),
        state: at.string("ServiceState"),
        acceptance_required: at.flag("AcceptanceRequired"),
        network_load_balancer_arns: at.ids("NetworkLoadBalancerArns"),
        gateway_load_balancer_arns: at.ids("GatewayLoadBalancerArns"),
        availability_zones: at.ids("AvailabilityZones"),
        private_dns_name: at
            .string("PrivateDnsName")
            .or_else(|| names(at).into_iter().next()),
        private_dns_names: several_of(names(at)),
        supported_ip_address_types: at.ids("SupportedIpAddressTypes"),
        supported_regions: at
            .get("SupportedRegions")
            .items()
            .filter_map(|it| it.string("Region"))
            .collect(),
        region: region(name.as_deref()),
        owner_id: dump.owner_or(at, "NetworkLoadBalancerArns", "GatewayLoadBalancerArns"),
        service_name: name,
        tags: at.tags(),
        ..VpcEndpointService::default()
    };
    put(&mut dump.topology.vpc_endpoint_service, id, service, at);
    Some(id.to_owned())
}

/// The private names that stand in a list.
fn names(at: &View<'_>) -> Vec<String> {
    let private = at.get("PrivateDnsNames");
    let names = private.items().filter_map(|it| it.string("PrivateDnsName"));
    names.collect()
}

/// Names, where there are several.
fn several_of(names: Vec<String>) -> Vec<String> {
    match names.len() {
        0 | 1 => Vec::new(),
        _ => names,
    }
}

fn region(service_name: Option<&str>) -> Option<String> {
    service_name.and_then(region_of_service).map(str::to_owned)
}

/// `describe-vpc-endpoint-services`: a service that may be used, AWS's or somebody's.
pub(super) fn service_detail(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let name = at.text("ServiceName")?;
    let Some(own) = name.find("vpce-svc-").and_then(|from| name.get(from..)) else {
        dump.leave_out(
            name,
            say!(
                "one of AWS's own services; its names and addresses are built in",
                "AWS 自身のサービスです。名前とアドレスは組み込まれています"
            ),
        );
        return Some(name.to_owned());
    };
    let id = at.text("ServiceId").unwrap_or(own);
    let service = VpcEndpointService {
        service_name: Some(name.to_owned()),
        acceptance_required: at.flag("AcceptanceRequired"),
        availability_zones: at.ids("AvailabilityZones"),
        private_dns_name: at
            .string("PrivateDnsName")
            .or_else(|| names(at).into_iter().next()),
        private_dns_names: several_of(names(at)),
        supported_ip_address_types: at.ids("SupportedIpAddressTypes"),
        region: region(Some(name)),
        owner_id: at
            .text("Owner")
            .filter(|owner| owner.len() == 12)
            .map(Into::into),
        ..VpcEndpointService::default()
    };
    put(&mut dump.topology.vpc_endpoint_service, id, service, at);
    Some(id.to_owned())
}

/// `describe-vpc-endpoint-service-permissions`
pub(super) fn principals(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let said = at.items().find_map(|it| it.text("ServiceId"));
    let id = said.or_else(|| dump.named.id("vpce-svc-"))?.to_owned();
    let key = VpcEndpointServiceId::from(id.as_str());
    let Some(service) = dump.topology.vpc_endpoint_service.get_mut(&key) else {
        at.note(say!(
            "{} is not among the inputs",
            "{} は入力にありません",
            id
        ));
        return Some(id);
    };
    for principal in at.items().filter_map(|it| it.string("Principal")) {
        if !service.allowed_principals.contains(&principal) {
            service.allowed_principals.push(principal);
        }
    }
    Some(id)
}

/// `describe-vpc-endpoint-connections`: what a provider sees of an endpoint.
pub(super) fn connection(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("VpcEndpointId")?;
    let state = at.text("VpcEndpointState");
    let Some(endpoint) = dump.topology.vpc_endpoint.get_mut(&VpcEndpointId::from(id)) else {
        let owner = at
            .text("VpcEndpointOwner")
            .map_or_else(|| say!("another account", "別のアカウント"), Said::plain);
        let why = say!(
            "an endpoint of {}, whose side is not among the inputs",
            "{} のエンドポイントで、コンシューマー側の情報が入力にありません",
            owner
        );
        dump.leave_out(id, why);
        return Some(id.to_owned());
    };
    match (&endpoint.state, state) {
        (None, Some(state)) => endpoint.state = Some(state.to_owned()),
        (Some(first), Some(state)) if !first.eq_ignore_ascii_case(state) => at.note(say!(
            "the consumer's side says {}, the provider's side {}; the first stays",
            "コンシューマー側は {}、プロバイダー側は {} です。前者を採用します",
            first,
            state
        )),
        _ => {}
    }
    Some(id.to_owned())
}
