//! What resource types mean for the network, one plain table; a file for each family.

mod balancer;
mod dns;
mod endpoint;
mod eni;
mod link;
mod route;
mod security;
mod vpc;

use super::properties::Properties;
use net::Topology;

/// What to do with a resource of a type.
#[derive(Clone, Copy)]
pub(super) enum How {
    /// It is a resource of the topology.
    Makes(Read),
    /// It only changes another resource, which may come from another source.
    Adds(Read),
}

/// Reads a resource with its id into the topology.
pub(super) type Read = fn(&Properties<'_>, &str, &mut Topology);

use How::{Adds, Makes};

const KINDS: &[(&str, How)] = &[
    ("AWS::EC2::EIP", Makes(link::eip)),
    ("AWS::EC2::EIPAssociation", Adds(link::eip_association)),
    (
        "AWS::EC2::EgressOnlyInternetGateway",
        Makes(link::egress_only_internet_gateway),
    ),
    (
        "AWS::EC2::GatewayRouteTableAssociation",
        Makes(route::association),
    ),
    ("AWS::EC2::Instance", Makes(eni::instance)),
    ("AWS::EC2::InternetGateway", Makes(link::internet_gateway)),
    ("AWS::EC2::NatGateway", Makes(link::nat_gateway)),
    ("AWS::EC2::NetworkAcl", Makes(security::network_acl)),
    (
        "AWS::EC2::NetworkAclEntry",
        Adds(security::network_acl_entry),
    ),
    ("AWS::EC2::NetworkInterface", Makes(eni::network_interface)),
    (
        "AWS::EC2::NetworkInterfaceAttachment",
        Adds(eni::attachment),
    ),
    ("AWS::EC2::PrefixList", Makes(route::prefix_list)),
    ("AWS::EC2::Route", Adds(route::route)),
    ("AWS::EC2::RouteTable", Makes(route::route_table)),
    ("AWS::EC2::SecurityGroup", Makes(security::security_group)),
    ("AWS::EC2::SecurityGroupEgress", Adds(security::egress)),
    ("AWS::EC2::SecurityGroupIngress", Adds(security::ingress)),
    ("AWS::EC2::Subnet", Makes(vpc::subnet)),
    ("AWS::EC2::SubnetCidrBlock", Adds(vpc::subnet_range)),
    (
        "AWS::EC2::SubnetNetworkAclAssociation",
        Adds(security::network_acl_association),
    ),
    (
        "AWS::EC2::SubnetRouteTableAssociation",
        Makes(route::association),
    ),
    ("AWS::EC2::VPC", Makes(vpc::vpc)),
    ("AWS::EC2::VPCCidrBlock", Adds(vpc::vpc_range)),
    ("AWS::EC2::VPCEndpoint", Makes(endpoint::vpc_endpoint)),
    (
        "AWS::EC2::VPCEndpointService",
        Makes(endpoint::vpc_endpoint_service),
    ),
    (
        "AWS::EC2::VPCEndpointServicePermissions",
        Adds(endpoint::permissions),
    ),
    (
        "AWS::EC2::VPCGatewayAttachment",
        Adds(link::gateway_attachment),
    ),
    ("AWS::EC2::VPCPeeringConnection", Makes(link::peering)),
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        Makes(balancer::listener),
    ),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        Makes(balancer::load_balancer),
    ),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        Makes(balancer::target_group),
    ),
    ("AWS::Route53::HostedZone", Makes(dns::hosted_zone)),
    ("AWS::Route53::RecordSet", Adds(dns::record_set)),
    ("AWS::Route53::RecordSetGroup", Adds(dns::record_set_group)),
];

/// What to do with resources of a type, where it is known.
pub(super) fn of(kind: &str) -> Option<How> {
    KINDS
        .iter()
        .find(|(name, _)| *name == kind)
        .map(|(_, how)| *how)
}
