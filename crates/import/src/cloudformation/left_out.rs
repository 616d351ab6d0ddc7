//! Why a resource is left out.

use crate::report::{Class, NOT_SIMULATED};
use crate::said::{Said, say};

/// Types with a part in the network that is not simulated, by the start of their name.
const NETWORK: &[&str] = &[
    "AWS::DirectConnect::",
    "AWS::EC2::CarrierGateway",
    "AWS::EC2::ClientVpn",
    "AWS::EC2::InstanceConnectEndpoint",
    "AWS::EC2::LocalGateway",
    "AWS::EC2::RouteServer",
    "AWS::EC2::TransitGatewayConnect",
    "AWS::EC2::TransitGatewayMulticast",
    "AWS::EC2::VPCBlockPublicAccess",
    "AWS::EC2::VerifiedAccess",
    "AWS::ElasticLoadBalancing::",
    "AWS::GlobalAccelerator::",
    "AWS::NetworkFirewall::VpcEndpointAssociation",
    "AWS::NetworkManager::",
    "AWS::Route53Profiles::",
    "AWS::Route53Resolver::Firewall",
    "AWS::VpcLattice::",
];

/// Types whose network interfaces only AWS makes, by the start of their name.
const HOSTED: &[&str] = &[
    "AWS::AmazonMQ::Broker",
    "AWS::AppRunner::VpcConnector",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::Batch::ComputeEnvironment",
    "AWS::Cloud9::",
    "AWS::CodeBuild::Project",
    "AWS::DAX::Cluster",
    "AWS::DMS::ReplicationInstance",
    "AWS::DirectoryService::",
    "AWS::DocDB::DB",
    "AWS::ECS::Service",
    "AWS::EC2::EC2Fleet",
    "AWS::EC2::SpotFleet",
    "AWS::EFS::MountTarget",
    "AWS::EKS::Cluster",
    "AWS::EKS::Nodegroup",
    "AWS::ElastiCache::",
    "AWS::Elasticsearch::Domain",
    "AWS::EMR::Cluster",
    "AWS::FSx::",
    "AWS::Lambda::Function",
    "AWS::MSK::",
    "AWS::MWAA::Environment",
    "AWS::Neptune::DB",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DB",
    "AWS::Redshift::Cluster",
    "AWS::SageMaker::",
    "AWS::Serverless::Function",
    "AWS::Transfer::Server",
    "AWS::WorkSpaces::",
];

/// Whether a type has a part in the network although it is not simulated.
pub(super) fn is_network(kind: &str) -> bool {
    starts(NETWORK, kind) || starts(HOSTED, kind)
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
    if kind.starts_with("Custom::") || kind == "AWS::CloudFormation::CustomResource" {
        return (
            Class::Ignored,
            say!(
                "a custom resource: what it makes is not known",
                "カスタムリソースです。何を作成するか分かりません"
            ),
        );
    }
    if kind == "AWS::CloudFormation::Stack" {
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
    (
        Class::Ignored,
        say!(
            "has no part in the way of a packet",
            "パケットの経路に関係しません"
        ),
    )
}
