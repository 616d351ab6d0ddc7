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
//! - Names of endpoints, services and load balancers: in AWS's shape, with what AWS draws at
//!   random drawn from the resource's id.

mod address;
pub(crate) mod defaults;
mod endpoint;
pub(crate) mod region;
pub(crate) mod transit;

use crate::report::Log;
use net::Topology;

/// Fills in what only AWS would have given.
pub(crate) fn fill(topology: &mut Topology, region: &str, log: &mut Log) {
    defaults::make_referenced_groups(topology, log);
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
}

/// The id of a firewall's endpoint in its subnet of that index.
pub(crate) fn endpoint_of_firewall(firewall: &str, index: usize) -> String {
    format!("{firewall}.endpoint.{index}")
}

/// Seventeen hexadecimal digits in the shape of AWS's ids, drawn from a text (FNV-1a, 64 bits).
fn drawn(from: &str) -> String {
    let hash = from.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("0{hash:016x}")
}
