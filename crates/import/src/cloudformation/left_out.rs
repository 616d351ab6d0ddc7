//! Why a resource is left out.

use crate::report::Class;

/// Types with a part in the network that is not simulated, by the start of their name.
const NOT_SIMULATED: &[&str] = &[
    "AWS::AppRunner::VpcConnector",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::DirectConnect::",
    "AWS::EC2::CarrierGateway",
    "AWS::EC2::ClientVpn",
    "AWS::EC2::CustomerGateway",
    "AWS::EC2::DHCPOptions",
    "AWS::EC2::InstanceConnectEndpoint",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::LocalGateway",
    "AWS::EC2::TransitGateway",
    "AWS::EC2::VPCBlockPublicAccess",
    "AWS::EC2::VPCDHCPOptionsAssociation",
    "AWS::EC2::VPNConnection",
    "AWS::EC2::VPNGateway",
    "AWS::EC2::VerifiedAccess",
    "AWS::ECS::Service",
    "AWS::EFS::MountTarget",
    "AWS::EKS::Cluster",
    "AWS::ElastiCache::",
    "AWS::ElasticLoadBalancing::",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::Lambda::Function",
    "AWS::MWAA::Environment",
    "AWS::NetworkFirewall::",
    "AWS::NetworkManager::",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DB",
    "AWS::Redshift::Cluster",
    "AWS::Route53Resolver::",
    "AWS::Serverless::",
    "AWS::VpcLattice::",
];

/// Whether a type has a part in the network although it is not simulated.
pub(super) fn is_network(kind: &str) -> bool {
    NOT_SIMULATED.iter().any(|start| kind.starts_with(start))
}

/// The class of a resource of a type nobody reads, and why.
pub(super) fn why(kind: &str) -> (Class, &'static str) {
    if is_network(kind) {
        return (
            Class::Ignored,
            "has a part in the network that is not simulated",
        );
    }
    if kind.starts_with("Custom::") || kind == "AWS::CloudFormation::CustomResource" {
        return (
            Class::Ignored,
            "a custom resource: what it makes is not known",
        );
    }
    if kind == "AWS::CloudFormation::Stack" {
        return (
            Class::Ignored,
            "a nested stack: give its template as an input",
        );
    }
    if kind.starts_with("Fn::") || kind.ends_with("::MODULE") {
        return (Class::Unresolved, "a loop, macro or module is not expanded");
    }
    (Class::Ignored, "has no part in the way of a packet")
}
