//! Why a resource is left out.

use super::block::{Block, Mode};
use crate::report::{Class, NOT_SIMULATED};
use crate::said::{Said, say};

/// Types with a part in the network that is not simulated, by the start of their name.
const NETWORK: &[&str] = &[
    "aws_apprunner_vpc",
    "aws_autoscaling_group",
    "aws_carrier_gateway",
    "aws_customer_gateway",
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_dx_",
    "aws_ec2_carrier_gateway",
    "aws_ec2_client_vpn",
    "aws_ec2_instance_connect_endpoint",
    "aws_ec2_local_gateway",
    "aws_ec2_transit_gateway",
    "aws_ecs_service",
    "aws_efs_mount_target",
    "aws_eks_cluster",
    "aws_elasticache_",
    "aws_elasticsearch_domain",
    "aws_elb",
    "aws_lambda_function",
    "aws_launch_template",
    "aws_msk_",
    "aws_mwaa_",
    "aws_neptune_cluster",
    "aws_networkfirewall_",
    "aws_networkmanager_",
    "aws_opensearch_domain",
    "aws_rds_cluster",
    "aws_redshift_cluster",
    "aws_route53_resolver_",
    "aws_route53profiles_",
    "aws_spot_instance_request",
    "aws_verifiedaccess_",
    "aws_vpc_endpoint_service_private_dns_verification",
    "aws_vpclattice_",
    "aws_vpn_",
    // The provider that AWS makes of its own API spells everything otherwise.
    "awscc_ec2_",
    "awscc_elasticloadbalancingv2_",
    "awscc_networkfirewall_",
    "awscc_networkmanager_",
    "awscc_route53",
    "awscc_vpclattice_",
];

/// The class of a resource of a type nobody reads, and why.
pub(super) fn why(block: &Block) -> (Class, Said) {
    let starts = |table: &[&str]| table.iter().any(|start| block.kind.starts_with(start));
    let why = match block.mode {
        Mode::Data => say!(
            "looks something up; what refers to it has the value",
            "参照用のデータソースです。値は参照元にあります"
        ),
        Mode::Managed if starts(NETWORK) => Said::of(&NOT_SIMULATED),
        Mode::Managed => say!(
            "has no part in the way of a packet",
            "パケットの経路に関係しません"
        ),
    };
    (Class::Ignored, why)
}
