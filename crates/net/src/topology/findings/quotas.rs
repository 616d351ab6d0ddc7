//! More than AWS lets an account have.
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html>

use super::{Finding, FindingCode, finding};
use crate::id::{ResourceId, VpcId};
use crate::topology::{EndpointType, Topology};
use std::collections::BTreeMap;

/// Interface and Gateway Load Balancer endpoints of a VPC together.
const INTERFACE_ENDPOINTS_PER_VPC: usize = 50;
/// Gateway endpoints of a VPC, a quota that cannot be raised.
const GATEWAY_ENDPOINTS_PER_VPC: usize = 255;
/// Gateway endpoints of an account in a Region.
const GATEWAY_ENDPOINTS_PER_REGION: usize = 20;
/// Characters of an endpoint policy, blanks included.
const POLICY_CHARACTERS: usize = 20_480;

/// Ranges of a VPC, of each family (R1.2).
/// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
const RANGES_PER_VPC: usize = 5;

/// How many ranges a VPC has.
pub(super) fn ranges(topology: &Topology, findings: &mut Vec<Finding>) {
    for (id, vpc) in &topology.vpc {
        for (what, four) in [("IPv4 ranges", true), ("IPv6 ranges", false)] {
            let of_family = vpc.ranges().filter(|it| it.addr().is_ipv4() == four);
            let count = of_family.count();
            exceeded(findings, id.as_resource(), what, count, RANGES_PER_VPC);
        }
    }
}

/// What of endpoints is counted (R2.9).
pub(super) fn quotas(topology: &Topology, findings: &mut Vec<Finding>) {
    let mut interfaces: BTreeMap<&VpcId, usize> = BTreeMap::new();
    let mut gateways: BTreeMap<&VpcId, usize> = BTreeMap::new();
    let mut by_region: BTreeMap<(Option<&str>, &str), (usize, &VpcId)> = BTreeMap::new();
    for (id, endpoint) in &topology.vpc_endpoint {
        let length = endpoint
            .policy
            .as_deref()
            .map_or(0, |it| it.chars().count());
        exceeded(
            findings,
            id.as_resource(),
            "policy",
            length,
            POLICY_CHARACTERS,
        );
        let Some(vpc_id) = &endpoint.vpc_id else {
            continue;
        };
        match endpoint.kind() {
            EndpointType::Interface | EndpointType::GatewayLoadBalancer => {
                *interfaces.entry(vpc_id).or_default() += 1;
            }
            EndpointType::Gateway => {
                *gateways.entry(vpc_id).or_default() += 1;
                let vpc = topology.vpc.get(vpc_id);
                let owner = vpc.and_then(|it| it.owner_id.as_ref());
                let region = vpc.and_then(|it| it.region.as_deref());
                if let Some(region) = region {
                    let key = (owner.map(|it| it.as_str()), region);
                    by_region.entry(key).or_insert((0, vpc_id)).0 += 1;
                }
            }
            EndpointType::Resource | EndpointType::ServiceNetwork | EndpointType::Other => {}
        }
    }
    for (vpc, count) in interfaces {
        let limit = INTERFACE_ENDPOINTS_PER_VPC;
        exceeded(
            findings,
            vpc.as_resource(),
            "interface endpoints",
            count,
            limit,
        );
    }
    for (vpc, count) in gateways {
        let limit = GATEWAY_ENDPOINTS_PER_VPC;
        exceeded(
            findings,
            vpc.as_resource(),
            "gateway endpoints",
            count,
            limit,
        );
    }
    for ((_, region), (count, vpc)) in by_region {
        let what = format!("gateway endpoints in {region}");
        let limit = GATEWAY_ENDPOINTS_PER_REGION;
        exceeded(findings, vpc.as_resource(), &what, count, limit);
    }
}

fn exceeded(
    findings: &mut Vec<Finding>,
    resource: &ResourceId,
    what: &str,
    count: usize,
    limit: usize,
) {
    if count > limit {
        let note = format!("{what}: {count} of {limit}");
        findings.push(finding(FindingCode::Quota, resource, note));
    }
}
