//! What is taken of each subnet, and what is free.

use crate::report::Log;
use crate::said::{Said, say};
use ipnet::{IpNet, Ipv4Net};
use net::Topology;
use net::id::SubnetId;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Addresses at the start of a subnet that AWS keeps.
const KEPT_AT_START: u32 = 4;

/// What is taken of each subnet.
pub(super) struct Pools {
    subnets: BTreeMap<SubnetId, Pool>,
}

#[derive(Default)]
struct Pool {
    four: Option<Ipv4Net>,
    six: Option<IpNet>,
    taken: BTreeSet<IpAddr>,
    next: u32,
    next_six: u32,
}

impl Pools {
    pub(super) fn of(topology: &Topology) -> Self {
        let mut subnets: BTreeMap<SubnetId, Pool> = topology
            .subnet
            .iter()
            .map(|(id, subnet)| {
                let four = match subnet.cidr_block {
                    Some(IpNet::V4(range)) => Some(range.trunc()),
                    Some(IpNet::V6(_)) | None => None,
                };
                let pool = Pool {
                    four,
                    six: subnet.ipv6_cidr_block,
                    next: KEPT_AT_START,
                    next_six: KEPT_AT_START,
                    ..Pool::default()
                };
                (id.clone(), pool)
            })
            .collect();
        let mut take = |subnet: &Option<SubnetId>, addresses: &[IpAddr]| {
            let pool = subnet.as_ref().and_then(|id| subnets.get_mut(id));
            if let Some(pool) = pool {
                pool.taken.extend(addresses.iter().copied());
            }
        };
        for it in topology.network_interface.values() {
            take(&it.subnet_id, it.private_ip.as_slice());
            take(&it.subnet_id, &it.private_ips);
            take(&it.subnet_id, &it.ipv6_addresses);
        }
        for it in topology.instance.values() {
            take(&it.subnet_id, it.private_ip.as_slice());
            take(&it.subnet_id, &it.ipv6_addresses);
        }
        for it in topology.nat_gateway.values() {
            take(&it.subnet_id, it.private_ip.as_slice());
        }
        for it in topology.lb.values().flat_map(|lb| &lb.subnet_mapping) {
            take(&it.subnet_id, it.private_ipv4_address.as_slice());
        }
        let resolvers = topology.route53_resolver_endpoint.values();
        for it in resolvers.flat_map(|it| &it.ip_address) {
            take(&it.subnet_id, it.ip.as_slice());
        }
        Self { subnets }
    }

    /// The next free IPv4 address of a subnet, noted with the resource it is for.
    pub(super) fn take(
        &mut self,
        subnet: &SubnetId,
        noted: &str,
        what: &Said,
        log: &mut Log,
    ) -> Option<IpAddr> {
        let why = match self.subnets.get_mut(subnet) {
            None => say!("is not among the inputs", "は入力にないため"),
            Some(pool) => match (pool.four, pool.free()) {
                (_, Some(address)) => {
                    log.assume(
                        noted,
                        say!(
                            "{}: {}, the first free one of {}",
                            "{}: {} ({} の最初の空きアドレス)",
                            what,
                            address,
                            subnet
                        ),
                    );
                    return Some(address);
                }
                (None, None) => say!("has no known range", "の範囲が分からないため"),
                (Some(_), None) => say!("is full", "に空きがないため"),
            },
        };
        log.unresolved(
            noted,
            say!(
                "{}: none, since {} {}",
                "{}: なし ({} {})",
                what,
                subnet,
                why
            ),
        );
        None
    }

    pub(super) fn take_six(
        &mut self,
        subnet: &SubnetId,
        noted: &str,
        id: &str,
        log: &mut Log,
    ) -> Vec<IpAddr> {
        let address = self.subnets.get_mut(subnet).and_then(Pool::free_six);
        if let Some(address) = address {
            log.assume(
                noted,
                say!(
                    "address of {}: {}, the first free one of {}",
                    "{} のアドレス: {} ({} の最初の空きアドレス)",
                    id,
                    address,
                    subnet
                ),
            );
        }
        address.into_iter().collect()
    }
}

impl Pool {
    fn free(&mut self) -> Option<IpAddr> {
        let range = self.four?;
        let start = u32::from(range.network());
        // The last address is the broadcast one, which AWS keeps as well.
        let end = u32::from(range.broadcast());
        loop {
            let candidate = start.checked_add(self.next)?;
            if candidate >= end {
                return None;
            }
            self.next += 1;
            let address = IpAddr::V4(Ipv4Addr::from(candidate));
            if self.taken.insert(address) {
                return Some(address);
            }
        }
    }

    fn free_six(&mut self) -> Option<IpAddr> {
        let Some(IpNet::V6(range)) = self.six else {
            return None;
        };
        loop {
            let candidate = u128::from(range.network()).checked_add(u128::from(self.next_six))?;
            self.next_six = self.next_six.checked_add(1)?;
            let address = Ipv6Addr::from(candidate);
            if !range.contains(&address) {
                return None;
            }
            if self.taken.insert(IpAddr::V6(address)) {
                return Some(IpAddr::V6(address));
            }
        }
    }
}
