//! Ranges and addresses that do not fit.

use super::{Finding, FindingCode, finding};
use crate::id::ResourceId;
use crate::topology::Topology;
use ipnet::IpNet;
use std::collections::BTreeMap;

/// Sizes and overlaps of VPC and subnet ranges (R1.1, R1.2, R1.4).
pub(super) fn ranges(topology: &Topology, findings: &mut Vec<Finding>) {
    let bad_size =
        |range: &IpNet| matches!(range, IpNet::V4(net) if !(16..=28).contains(&net.prefix_len()));
    for (id, vpc) in &topology.vpc {
        for range in vpc.ranges().filter(bad_size) {
            findings.push(finding(
                FindingCode::CidrSize,
                id.as_resource(),
                range.to_string(),
            ));
        }
    }
    let mut siblings: BTreeMap<&crate::id::VpcId, Vec<(&ResourceId, IpNet)>> = BTreeMap::new();
    for (id, subnet) in &topology.subnet {
        let (Some(vpc_id), Some(range)) = (&subnet.vpc_id, subnet.cidr_block) else {
            continue;
        };
        let range = range.trunc();
        if bad_size(&range) {
            findings.push(finding(
                FindingCode::CidrSize,
                id.as_resource(),
                range.to_string(),
            ));
        }
        if let Some(vpc) = topology.vpc.get(vpc_id)
            && vpc.cidr_block.is_some()
            && !vpc.ranges().any(|outer| outer.contains(&range))
        {
            findings.push(finding(
                FindingCode::SubnetOutsideVpc,
                id.as_resource(),
                range.to_string(),
            ));
        }
        siblings
            .entry(vpc_id)
            .or_default()
            .push((id.as_resource(), range));
    }
    for subnets in siblings.into_values() {
        overlaps(subnets, findings);
    }
}

/// Ranges that overlap: each with the smallest one that holds it. Two ranges are apart or one
/// holds the other, so that in order of their first address the holders are a stack.
fn overlaps(mut ranges: Vec<(&ResourceId, IpNet)>, findings: &mut Vec<Finding>) {
    ranges.sort_by_key(|(id, range)| (range.network(), range.prefix_len(), *id));
    let mut holders: Vec<(&ResourceId, IpNet)> = Vec::new();
    for (id, range) in ranges {
        while holders.pop_if(|(_, its)| !its.contains(&range)).is_some() {}
        if let Some((other, its)) = holders.last() {
            findings.push(finding(
                FindingCode::CidrOverlap,
                id,
                format!("{range} and {its} of {other}"),
            ));
        }
        holders.push((id, range));
    }
}

/// Addresses of interfaces and instances that their subnet cannot give (R1.4).
pub(super) fn addresses(topology: &Topology, findings: &mut Vec<Finding>) {
    let listed = topology
        .network_interface
        .iter()
        .map(|(id, it)| (id.as_resource(), &it.subnet_id, it.private_ip));
    let of_instances = topology
        .instance
        .iter()
        .map(|(id, it)| (id.as_resource(), &it.subnet_id, it.private_ip));
    for (id, subnet, address) in listed.chain(of_instances) {
        let (Some(subnet), Some(address)) = (subnet, address) else {
            continue;
        };
        let Some(range) = topology.subnet.get(subnet).and_then(|it| it.cidr_block) else {
            continue;
        };
        let range = range.trunc();
        if !range.contains(&address) {
            findings.push(finding(
                FindingCode::AddressOutsideSubnet,
                id,
                format!("{address} and {range}"),
            ));
        } else if is_reserved(range, address) {
            findings.push(finding(FindingCode::ReservedIp, id, address.to_string()));
        }
    }
}

/// Whether an address is one of the five of its subnet that AWS keeps.
#[must_use]
pub fn is_reserved(range: IpNet, address: std::net::IpAddr) -> bool {
    match (range, address) {
        (IpNet::V4(range), std::net::IpAddr::V4(address)) => {
            let offset = u32::from(address).wrapping_sub(u32::from(range.network()));
            offset < 4 || address == range.broadcast()
        }
        (IpNet::V6(range), std::net::IpAddr::V6(address)) => {
            let offset = u128::from(address).wrapping_sub(u128::from(range.network()));
            offset < 4 || address == range.broadcast()
        }
        _ => false,
    }
}
