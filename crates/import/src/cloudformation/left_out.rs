//! Why a resource is left out.

use super::nested;
use crate::report::{Class, NOT_SIMULATED};
use crate::said::{Said, say};

/// Types with a part in the network that is not simulated, by the start of their name.
const NETWORK: &[&str] = &[
    "AWS::DirectConnect::",
    "AWS::EC2::CarrierGateway",
    "AWS::EC2::ClientVpn",
    "AWS::EC2::InstanceConnectEndpoint",
    "AWS::EC2::IpPoolRouteTableAssociation",
    "AWS::EC2::LocalGateway",
    "AWS::EC2::RouteServer",
    "AWS::EC2::SecurityGroupVpcAssociation",
    "AWS::EC2::TransitGatewayConnect",
    "AWS::EC2::TransitGatewayMulticast",
    "AWS::EC2::VPCBlockPublicAccess",
    "AWS::EC2::VPCEncryptionControl",
    "AWS::EC2::VPNConcentrator",
    "AWS::EC2::VerifiedAccess",
    "AWS::ElasticLoadBalancing::",
    "AWS::GlobalAccelerator::",
    "AWS::FMS::Policy",
    "AWS::NetworkFirewall::FirewallPolicy",
    "AWS::NetworkFirewall::RuleGroup",
    "AWS::NetworkFirewall::TLSInspectionConfiguration",
    "AWS::NetworkFirewall::VpcEndpointAssociation",
    "AWS::NetworkManager::",
    "AWS::OpenSearchServerless::VpcEndpoint",
    "AWS::Redshift::EndpointAccess",
    "AWS::Route53::HealthCheck",
    "AWS::Route53Profiles::",
    "AWS::Route53Resolver::Firewall",
    "AWS::Route53Resolver::ResolverConfig",
    "AWS::Route53Resolver::ResolverDNSSECConfig",
    "AWS::ServiceDiscovery::",
    "AWS::VpcLattice::",
    "AWS::WAFRegional::WebACLAssociation",
    "AWS::WAFv2::WebACLAssociation",
];

/// Types whose network interfaces only AWS makes, by the start of their name.
const HOSTED: &[&str] = &[
    "AWS::AmazonMQ::Broker",
    "AWS::ApiGatewayV2::VpcLink",
    "AWS::AppRunner::VpcConnector",
    "AWS::AppStream::Fleet",
    "AWS::AppStream::ImageBuilder",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::Batch::ComputeEnvironment",
    "AWS::Cloud9::",
    "AWS::CloudHSM::",
    "AWS::CodeBuild::Project",
    "AWS::DataSync::Agent",
    "AWS::DAX::Cluster",
    "AWS::DirectoryService::",
    "AWS::DMS::ReplicationConfig",
    "AWS::DMS::ReplicationInstance",
    "AWS::DocDB::DB",
    "AWS::EC2::EC2Fleet",
    "AWS::EC2::SpotFleet",
    "AWS::ECS::Service",
    "AWS::ECS::TaskSet",
    "AWS::EFS::MountTarget",
    "AWS::EKS::Cluster",
    "AWS::EKS::FargateProfile",
    "AWS::EKS::Nodegroup",
    "AWS::ElastiCache::",
    "AWS::ElasticBeanstalk::Environment",
    "AWS::Elasticsearch::Domain",
    "AWS::EMR::Cluster",
    "AWS::EMRServerless::Application",
    "AWS::EVS::",
    "AWS::FSx::",
    "AWS::GameLift::Fleet",
    "AWS::Glue::Connection",
    "AWS::Glue::DevEndpoint",
    "AWS::Grafana::Workspace",
    "AWS::ImageBuilder::InfrastructureConfiguration",
    "AWS::KafkaConnect::Connector",
    "AWS::KinesisAnalyticsV2::Application",
    "AWS::Lambda::CapacityProvider",
    "AWS::Lambda::Function",
    "AWS::MemoryDB::Cluster",
    "AWS::MSK::",
    "AWS::MWAA::Environment",
    "AWS::Neptune::DB",
    "AWS::OpenSearchService::Domain",
    "AWS::OpsWorks::Instance",
    "AWS::OSIS::Pipeline",
    "AWS::PCS::",
    "AWS::QuickSight::VPCConnection",
    "AWS::RDS::DB",
    "AWS::Redshift::Cluster",
    "AWS::RedshiftServerless::Workgroup",
    "AWS::SageMaker::",
    "AWS::Serverless::Function",
    "AWS::Synthetics::Canary",
    "AWS::Timestream::InfluxDB",
    "AWS::Transfer::Server",
    "AWS::WorkSpaces::",
    "AWS::WorkSpacesWeb::NetworkSettings",
];

/// Types that make resources which stand in another template, by the start of their name.
const MAKERS: &[&str] = &[
    "AWS::CloudFormation::StackSet",
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
];

/// Whether a type has a part in the network although it is not simulated.
pub(super) fn is_network(kind: &str) -> bool {
    starts(NETWORK, kind) || starts(HOSTED, kind)
}

/// Whether a type is made by code of the template's own.
pub(super) fn is_custom(kind: &str) -> bool {
    kind.starts_with("Custom::") || kind == "AWS::CloudFormation::CustomResource"
}

fn starts(table: &[&str], kind: &str) -> bool {
    table.iter().any(|start| kind.starts_with(start))
}

/// The class of a resource of a type nobody reads, and why.
pub(super) fn why(kind: &str) -> (Class, Said) {
    if starts(NETWORK, kind) {
        return (Class::Ignored, Said::of(&NOT_SIMULATED));
    }
    if starts(HOSTED, kind) {
        return (
            Class::Ignored,
            say!(
                "only AWS makes its network interfaces; take them from a dump",
                "ネットワークインターフェイスは AWS が作成します。AWS CLI の出力から読み込んでください"
            ),
        );
    }
    if is_custom(kind) {
        return (
            Class::Ignored,
            say!(
                "a custom resource: what it makes is not known",
                "カスタムリソースです。何を作成するか分かりません"
            ),
        );
    }
    if starts(MAKERS, kind) {
        return (
            Class::Ignored,
            say!(
                "makes the resources of another template: give that one as an input too",
                "別のテンプレートのリソースを作成します。そのテンプレートも入力に加えてください"
            ),
        );
    }
    if nested::makes_stacks(kind) {
        return (
            Class::Ignored,
            say!(
                "a nested stack: give its template as an input",
                "ネストされたスタックです。そのテンプレートも入力に加えてください"
            ),
        );
    }
    if kind.starts_with("Fn::") || kind.ends_with("::MODULE") {
        return (
            Class::Unresolved,
            say!(
                "a loop, macro or module is not expanded",
                "ループ、マクロ、モジュールは展開されません"
            ),
        );
    }
    if !kind.starts_with("AWS::") {
        return (
            Class::Ignored,
            say!(
                "a type that AWS does not make: what it makes is not known",
                "AWS のリソースタイプではありません。何を作成するか分かりません"
            ),
        );
    }
    (
        Class::Ignored,
        say!(
            "has no part in the way of a packet",
            "パケットの経路に関係しません"
        ),
    )
}
