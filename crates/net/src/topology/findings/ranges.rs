//! Ranges and addresses that do not fit.

use super::{Finding, FindingCode, finding};
use crate::id::ResourceId;
use crate::topology::Topology;
use ipnet::IpNet;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Sizes and overlaps of VPC and subnet ranges (R1.1, R1.2, R1.4).
pub(super) fn ranges(topology: &Topology, findings: &mut Vec<Finding>) {
    for (id, vpc) in &topology.vpc {
        let ranges: Vec<IpNet> = vpc.ranges().collect();
        for range in &ranges {
            if !fits(range, 60) {
                findings.push(finding(
                    FindingCode::CidrSize,
                    id.as_resource(),
                    range.to_string(),
                ));
            }
            if is_refused(range) {
                let code = FindingCode::CidrRefused;
                findings.push(finding(code, id.as_resource(), range.to_string()));
            }
        }
        let own = ranges.into_iter().map(|range| (id.as_resource(), range));
        overlaps(own.collect(), findings);
    }
    let mut siblings: BTreeMap<&crate::id::VpcId, Vec<(&ResourceId, IpNet)>> = BTreeMap::new();
    for (id, subnet) in &topology.subnet {
        let Some(vpc_id) = &subnet.vpc_id else {
            continue;
        };
        let vpc = topology.vpc.get(vpc_id);
        for range in [subnet.cidr_block, subnet.ipv6_cidr_block]
            .into_iter()
            .flatten()
        {
            let range = range.trunc();
            if !fits(&range, 64) {
                findings.push(finding(
                    FindingCode::CidrSize,
                    id.as_resource(),
                    range.to_string(),
                ));
            }
            // A VPC that says no range of the family is not known to hold the subnet's or not.
            let same = |outer: &IpNet| outer.addr().is_ipv4() == range.addr().is_ipv4();
            let said = vpc.is_some_and(|vpc| vpc.ranges().any(|outer| same(&outer)));
            if said && !vpc.is_some_and(|vpc| vpc.ranges().any(|outer| outer.contains(&range))) {
                let code = FindingCode::SubnetOutsideVpc;
                findings.push(finding(code, id.as_resource(), range.to_string()));
            }
            let siblings = siblings.entry(vpc_id).or_default();
            siblings.push((id.as_resource(), range));
        }
    }
    for subnets in siblings.into_values() {
        overlaps(subnets, findings);
    }
}

/// Whether a range has a size AWS takes: /16 to /28, for IPv6 /44 to so many in steps of four.
fn fits(range: &IpNet, longest: u8) -> bool {
    let length = range.prefix_len();
    match range {
        IpNet::V4(_) => (16..=28).contains(&length),
        IpNet::V6(_) => (44..=longest).contains(&length) && length.is_multiple_of(4),
    }
}

/// Whether AWS refuses a VPC's range: this network, loopback, link-local, multicast.
fn is_refused(range: &IpNet) -> bool {
    let refused = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];
    let mut refused = refused.iter().filter_map(|it| it.parse::<IpNet>().ok());
    refused.any(|it| it.contains(range) || range.contains(&it))
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
    let listed = topology.network_interface.iter().map(|(id, it)| {
        let addresses = it.private_ip.iter().chain(&it.ipv6_addresses);
        (id.as_resource(), &it.subnet_id, addresses)
    });
    let of_instances = topology.instance.iter().map(|(id, it)| {
        let addresses = it.private_ip.iter().chain(&it.ipv6_addresses);
        (id.as_resource(), &it.subnet_id, addresses)
    });
    for (id, subnet, addresses) in listed.chain(of_instances) {
        let Some(subnet) = subnet.as_ref().and_then(|it| topology.subnet.get(it)) else {
            continue;
        };
        for address in addresses {
            let range = match address {
                IpAddr::V4(_) => subnet.cidr_block,
                IpAddr::V6(_) => subnet.ipv6_cidr_block,
            };
            let Some(range) = range.map(|range| range.trunc()) else {
                continue;
            };
            if !range.contains(address) {
                let note = format!("{address} and {range}");
                findings.push(finding(FindingCode::AddressOutsideSubnet, id, note));
            } else if is_reserved(range, *address) {
                findings.push(finding(FindingCode::ReservedIp, id, address.to_string()));
            }
        }
    }
}

/// Whether an address is one of the five of its subnet that AWS keeps.
#[must_use]
pub fn is_reserved(range: IpNet, address: IpAddr) -> bool {
    match (range, address) {
        (IpNet::V4(range), IpAddr::V4(address)) => {
            let offset = u32::from(address).wrapping_sub(u32::from(range.network()));
            offset < 4 || address == range.broadcast()
        }
        (IpNet::V6(range), IpAddr::V6(address)) => {
            let offset = u128::from(address).wrapping_sub(u128::from(range.network()));
            offset < 4 || address == range.broadcast()
        }
        _ => false,
    }
}
