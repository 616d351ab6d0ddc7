//! What resource types mean for the network, one plain table; a file for each family.

mod balancer;
mod custom;
mod dns;
mod endpoint;
mod eni;
mod firewall;
mod lattice;
mod link;
mod resolver;
mod route;
mod security;
mod site;
mod transit;
mod vpc;

use super::left_out;
use super::properties::Properties;
use net::Topology;

/// What to do with a resource of a type.
#[derive(Clone, Copy)]
pub(super) enum How {
    /// It is a resource of the topology.
    Makes(Read),
    /// It only changes another resource, which may come from another source.
    Adds(Read),
    /// It has no part in the topology itself, and only changes another resource.
    Fills(Read),
    /// It is a resource, and the second looks at what all others have added.
    Settles(Read, Read),
}

/// Reads a resource with its id into the topology.
pub(super) type Read = fn(&Properties<'_>, &str, &mut Topology);

use How::{Adds, Fills, Makes, Settles};

const KINDS: &[(&str, How)] = &[
    (
        "AWS::AutoScaling::AutoScalingGroup",
        Fills(balancer::scaling_group),
    ),
    ("AWS::EC2::CustomerGateway", Makes(site::customer_gateway)),
    ("AWS::EC2::DHCPOptions", Makes(resolver::dhcp_options)),
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
    ("AWS::EC2::LaunchTemplate", Makes(eni::launch_template)),
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
    ("AWS::EC2::TransitGateway", Makes(transit::gateway)),
    (
        "AWS::EC2::TransitGatewayAttachment",
        Settles(transit::vpc_attachment, transit::settle_attachment),
    ),
    (
        "AWS::EC2::TransitGatewayPeeringAttachment",
        Makes(transit::peering_attachment),
    ),
    ("AWS::EC2::TransitGatewayRoute", Adds(transit::route)),
    (
        "AWS::EC2::TransitGatewayRouteTable",
        Makes(transit::route_table),
    ),
    (
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        Adds(transit::association),
    ),
    (
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        Adds(transit::propagation),
    ),
    (
        "AWS::EC2::TransitGatewayVpcAttachment",
        Settles(transit::vpc_attachment, transit::settle_attachment),
    ),
    ("AWS::EC2::VPC", Makes(vpc::vpc)),
    (
        "AWS::EC2::VPCBlockPublicAccessExclusion",
        Makes(link::public_access_exclusion),
    ),
    (
        "AWS::EC2::VPCBlockPublicAccessOptions",
        Makes(link::public_access),
    ),
    ("AWS::EC2::VPCCidrBlock", Adds(vpc::vpc_range)),
    (
        "AWS::EC2::VPCDHCPOptionsAssociation",
        Adds(resolver::dhcp_association),
    ),
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
        "AWS::EC2::VPNConnection",
        Settles(site::vpn_connection, site::settle_connection),
    ),
    ("AWS::EC2::VPNConnectionRoute", Adds(site::connection_route)),
    ("AWS::EC2::VPNGateway", Makes(site::vpn_gateway)),
    (
        "AWS::EC2::VPNGatewayRoutePropagation",
        Adds(site::propagation),
    ),
    ("AWS::ECS::Service", Fills(balancer::container_service)),
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        Makes(balancer::listener),
    ),
    (
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        Makes(balancer::listener_rule),
    ),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        Makes(balancer::load_balancer),
    ),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        Makes(balancer::target_group),
    ),
    ("AWS::NetworkFirewall::Firewall", Makes(firewall::firewall)),
    ("AWS::Route53::HostedZone", Makes(dns::hosted_zone)),
    ("AWS::Route53::RecordSet", Adds(dns::record_set)),
    ("AWS::Route53::RecordSetGroup", Adds(dns::record_set_group)),
    (
        "AWS::Route53Profiles::ProfileAssociation",
        Makes(resolver::profile_association),
    ),
    (
        "AWS::Route53Resolver::FirewallDomainList",
        Makes(resolver::firewall_domain_list),
    ),
    (
        "AWS::Route53Resolver::FirewallRuleGroup",
        Makes(resolver::firewall_rule_group),
    ),
    (
        "AWS::Route53Resolver::FirewallRuleGroupAssociation",
        Makes(resolver::firewall_association),
    ),
    (
        "AWS::Route53Resolver::ResolverEndpoint",
        Makes(resolver::endpoint),
    ),
    ("AWS::Route53Resolver::ResolverRule", Makes(resolver::rule)),
    (
        "AWS::Route53Resolver::ResolverRuleAssociation",
        Makes(resolver::rule_association),
    ),
    ("AWS::S3::BucketPolicy", Makes(endpoint::bucket_policy)),
    (
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
        Makes(dns::private_namespace),
    ),
    ("AWS::VpcLattice::AuthPolicy", Makes(lattice::auth_policy)),
    ("AWS::VpcLattice::Listener", Makes(lattice::listener)),
    (
        "AWS::VpcLattice::ResourceConfiguration",
        Makes(lattice::resource_configuration),
    ),
    (
        "AWS::VpcLattice::ResourceGateway",
        Makes(lattice::resource_gateway),
    ),
    ("AWS::VpcLattice::Rule", Makes(lattice::rule)),
    ("AWS::VpcLattice::Service", Makes(lattice::service)),
    (
        "AWS::VpcLattice::ServiceNetwork",
        Makes(lattice::service_network),
    ),
    (
        "AWS::VpcLattice::ServiceNetworkResourceAssociation",
        Makes(lattice::resource_association),
    ),
    (
        "AWS::VpcLattice::ServiceNetworkServiceAssociation",
        Makes(lattice::service_association),
    ),
    (
        "AWS::VpcLattice::ServiceNetworkVpcAssociation",
        Makes(lattice::vpc_association),
    ),
    ("AWS::VpcLattice::TargetGroup", Makes(lattice::target_group)),
    // The CDK makes it for a VPC's `restrictDefaultSecurityGroup`.
    (
        "Custom::VpcRestrictDefaultSG",
        Adds(security::restrict_default_group),
    ),
];

/// What to do with resources of a type, where it is known.
pub(super) fn of(kind: &str) -> Option<How> {
    let own = KINDS.iter().find(|(name, _)| *name == kind);
    let own = own.map(|(_, how)| *how);
    own.or_else(|| left_out::is_custom(kind).then_some(Fills(custom::resource)))
}
