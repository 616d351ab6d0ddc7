//! VPC endpoints and endpoint services.

use super::Properties;
use net::Topology;
use net::topology::{DnsOptions, S3BucketPolicy, VpcEndpoint, VpcEndpointService};

/// `AWS::EC2::VPCEndpoint`. One without a type is a gateway endpoint.
pub(super) fn vpc_endpoint(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let dns_options = p.part("DnsOptions").map(|options| DnsOptions {
        dns_record_ip_type: options.text("DnsRecordIpType"),
        private_dns_only_for_inbound_resolver_endpoint: options
            .text("PrivateDnsOnlyForInboundResolverEndpoint")
            .map(|text| text == "OnlyInboundResolver" || text.eq_ignore_ascii_case("true")),
        more: options.unknown(),
    });
    let endpoint = VpcEndpoint {
        vpc_endpoint_type: p.text("VpcEndpointType"),
        service_name: p.text("ServiceName"),
        resource_configuration_arn: p.id("ResourceConfigurationArn"),
        service_network_arn: p.id("ServiceNetworkArn"),
        service_region: p.text("ServiceRegion"),
        vpc_id: p.id("VpcId"),
        subnet_ids: p.ids("SubnetIds"),
        security_group_ids: p.ids("SecurityGroupIds"),
        route_table_ids: p.ids("RouteTableIds"),
        private_dns_enabled: p.truth("PrivateDnsEnabled"),
        dns_options,
        ip_address_type: p.text("IpAddressType"),
        policy: p.policy("PolicyDocument").map(Into::into),
        tags: p.tags(),
        more: p.unknown(),
        ..VpcEndpoint::default()
    };
    topology.vpc_endpoint.insert(id.into(), endpoint);
}

/// `AWS::EC2::VPCEndpointService`. Where nothing is said, endpoints must be accepted.
pub(super) fn vpc_endpoint_service(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let acceptance_required = match p.has("AcceptanceRequired") {
        true => p.truth("AcceptanceRequired"),
        false => Some(true),
    };
    let service = VpcEndpointService {
        acceptance_required,
        network_load_balancer_arns: p.ids("NetworkLoadBalancerArns"),
        gateway_load_balancer_arns: p.ids("GatewayLoadBalancerArns"),
        private_dns_name: p.text("PrivateDnsName"),
        supported_ip_address_types: p.texts("SupportedIpAddressTypes"),
        supported_regions: p
            .parts("SupportedRegions")
            .iter()
            .filter_map(|part| part.text("Region"))
            .collect(),
        region: Some(p.context().region().to_owned()),
        tags: p.tags(),
        more: p.unknown(),
        ..VpcEndpointService::default()
    };
    topology.vpc_endpoint_service.insert(id.into(), service);
}

/// `AWS::EC2::VPCEndpointServicePermissions`
pub(super) fn permissions(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let principals = p.texts("AllowedPrincipals");
    let Some(service) = p.id::<String>("ServiceId") else {
        return;
    };
    let Some(service) = topology.vpc_endpoint_service.get_mut(service.as_str()) else {
        p.not_among("ServiceId", &service);
        return;
    };
    let world = p.context().world;
    world.searched(service.allowed_principals.len());
    for principal in principals {
        if !service.allowed_principals.contains(&principal) {
            service.allowed_principals.push(principal);
        }
    }
}

/// `AWS::S3::BucketPolicy`. A bucket of the template is known by its name, or by its logical id
/// where CloudFormation would make one up.
pub(super) fn bucket_policy(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let policy = S3BucketPolicy {
        bucket: p.id("Bucket"),
        policy: p.policy("PolicyDocument").map(Into::into),
        more: p.unknown(),
    };
    topology.s3_bucket_policy.insert(id.into(), policy);
}
