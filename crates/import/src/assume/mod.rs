//! What no input says and AWS would have given: names, interfaces, addresses.
//!
//! Given in a stable order and only where the inputs say nothing, so the same inputs give the
//! same topology, and reading a topology again adds nothing. Everything is noted.
//!
//! - Private addresses: the first free address of the subnet from the fifth on, since AWS keeps
//!   the first four and the last (R1.4); never one that is given. Instances come first, then
//!   network interfaces, NAT gateways, load balancer nodes, Resolver endpoints and endpoint interfaces,
//!   each by id.
//! - Public addresses: the documentation range `203.0.113.0/24`, then the benchmark range
//!   `198.18.0.0/15`; Elastic IPs first, then instances, each by id.
//! - IPv6: a range of Amazon's is a /56 of the documentation prefix `2001:db8::/32`, drawn from the
//!   VPC's id; an interface that is given an address has the first free one of its subnet.
//! - Names of endpoints, services and load balancers: in AWS's shape, with what AWS draws at
//!   random drawn from the resource's id.

mod address;
pub(crate) mod defaults;
mod endpoint;
pub(crate) mod region;
mod target;
pub(crate) mod transit;

pub(crate) use target::{note_of_targets, unknown_target};

use crate::report::Log;
use crate::said::{Said, say};
use ipnet::Ipv6Net;
use net::Topology;
use std::net::Ipv6Addr;

/// Whether a subnet gives its interfaces an IPv6 address, as Terraform spells it.
pub(crate) const ASSIGN_IPV6: &str = "assign_ipv6_address_on_creation";

/// How many IPv6 addresses an instance or interface is given, as Terraform spells it.
pub(crate) const IPV6_COUNT: &str = "ipv6_address_count";

/// Fills in what only AWS would have given.
pub(crate) fn fill(topology: &mut Topology, region: &str, log: &mut Log) {
    defaults::make_referenced_groups(topology, log);
    defaults::make_referenced_tables(topology);
    target::settle(topology);
    endpoint::name_services(topology, region, log);
    endpoint::await_acceptance(topology, log);
    endpoint::make_interfaces(topology, log);
    endpoint::make_gateway_interfaces(topology);
    address::make_primary_interfaces(topology, log);
    address::make_nodes(topology, log);
    address::give_private(topology, log);
    address::give_public(topology, log);
    endpoint::name_endpoints(topology, region, log);
    endpoint::name_balancers(topology, region, log);
    endpoint::name_lattice_services(topology, region, log);
}

/// The id of a firewall's endpoint in its subnet of that index.
pub(crate) fn endpoint_of_firewall(firewall: &str, index: usize) -> String {
    format!("{firewall}.endpoint.{index}")
}

/// Seventeen hexadecimal digits in the shape of AWS's ids, drawn from a text.
fn drawn(from: &str) -> String {
    format!("0{:016x}", hash(from))
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The IPv6 range that Amazon would give a VPC: a /56 of the documentation prefix `2001:db8::/32`,
/// drawn from the VPC's id, so that whoever asks is told the same.
pub(crate) fn amazon_range(vpc: &str) -> Ipv6Net {
    let drawn = u128::from(hash(vpc) >> 40);
    let bits = u128::from(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0)) | drawn << 72;
    Ipv6Net::new_assert(Ipv6Addr::from(bits), 56)
}

/// What is said where that range is used.
pub(crate) fn note_of_amazon_range(range: Ipv6Net) -> Said {
    say!(
        "ipv6_cidr_block: {}, for the one Amazon gives when it is made",
        "ipv6_cidr_block: {} (作成時に Amazon が割り当てる範囲の代わり)",
        range
    )
}
