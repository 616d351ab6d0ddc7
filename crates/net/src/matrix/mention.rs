//! Every address range the document mentions.
//!
//! Two addresses that lie in exactly the same mentioned ranges cannot be told apart by any rule,
//! entry, route or policy of the document. Reading them off the document as it is written, rather
//! than kind by kind, keeps that true when kinds are added.

use crate::network::{Network, prefix_list_ranges};
use crate::topology::{Datum, Writer};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use prefix_trie::PrefixMap;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Kinds whose addresses are those of hosts, which are told apart otherwise.
const HOSTS: &[&str] = &[
    "account",
    "expectation",
    "instance",
    "network_interface",
    "view",
];

/// The mentioned ranges, ready to be asked.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    v4: PrefixMap<Ipv4Net, ()>,
    v6: PrefixMap<Ipv6Net, ()>,
}

impl Mentioned {
    /// The ranges of a document or a part of one.
    pub(super) fn of(part: &impl Datum) -> Self {
        let mut mentioned = Self::default();
        for range in ranges_in(part) {
            mentioned.add(range);
        }
        mentioned
    }

    /// The ranges of a network: those of its document and those that AWS adds to it.
    pub(super) fn of_network(network: &Network) -> Self {
        let mut mentioned = Self::of(network.topology());
        for place in network.subnets().values() {
            let routes = network.table(&place.route_table).into_iter();
            for range in routes.flat_map(|it| &it.routes).flat_map(|it| &it.ranges) {
                mentioned.add(*range);
            }
        }
        // A rule may name one of AWS's own lists, whose ranges are nowhere in the document.
        let topology = network.topology();
        for group in topology.security_group.values() {
            let rules = group.ingress.iter().chain(&group.egress);
            for list in rules.flat_map(|rule| &rule.prefix_list_ids) {
                for range in prefix_list_ranges(topology, list) {
                    mentioned.add(range);
                }
            }
        }
        mentioned
    }

    /// Adds a range that holds without being written down.
    pub(super) fn add(&mut self, range: IpNet) {
        match range {
            IpNet::V4(net) => {
                self.v4.insert(net, ());
            }
            IpNet::V6(net) => {
                self.v6.insert(net, ());
            }
        }
    }

    /// The narrowest mentioned range around an address, which stands for all ranges around it.
    pub(super) fn around(&self, address: IpAddr) -> IpNet {
        match address {
            IpAddr::V4(v4) => {
                let found = self.v4.get_lpm(&Ipv4Net::from(v4)).map(|(net, ())| net);
                IpNet::V4(found.unwrap_or_default())
            }
            IpAddr::V6(v6) => {
                let found = self.v6.get_lpm(&Ipv6Net::from(v6)).map(|(net, ())| net);
                IpNet::V6(found.unwrap_or_default())
            }
        }
    }
}

/// The ranges a document, or a part of one, mentions.
pub(super) fn ranges_in(part: &impl Datum) -> BTreeSet<IpNet> {
    let mut ranges = Ranges::default();
    part.write(&mut ranges);
    ranges.found
}

/// Ranges with the narrowest first, each once.
pub(super) fn narrow_first(mut ranges: Vec<IpNet>) -> Vec<IpNet> {
    ranges.sort_by_key(|range| (Reverse(range.prefix_len()), *range));
    ranges.dedup();
    ranges
}

/// The place of the first, so the narrowest, of such ranges that holds an address.
pub(super) fn narrowest<'r>(
    mut ranges: impl Iterator<Item = &'r IpNet>,
    address: IpAddr,
) -> Option<usize> {
    ranges.position(|range| range.contains(&address))
}

/// Hears the document and notes the ranges in it.
#[derive(Debug, Default)]
struct Ranges {
    found: BTreeSet<IpNet>,
    /// How many lists and objects are open.
    depth: usize,
}

impl Ranges {
    /// Notes every address and range in a text, such as a policy.
    fn read(&mut self, text: &str) {
        if !text.contains(['.', ':']) {
            return;
        }
        let part_of_one = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '/');
        for word in text.split(|c| !part_of_one(c)) {
            if word.len() < 2 || !word.contains(['.', ':']) {
                continue;
            }
            if let Ok(range) = word.parse::<IpNet>() {
                self.found.insert(range.trunc());
            } else if let Ok(address) = word.parse::<IpAddr>() {
                self.found.insert(IpNet::from(address));
            }
        }
    }
}

impl Writer for Ranges {
    fn open(&mut self, _: char) {
        self.depth += 1;
    }

    fn close(&mut self, _: char) {
        self.depth -= 1;
    }

    fn key(&mut self, key: &str) -> bool {
        if self.depth == 1 && HOSTS.contains(&key) {
            return false;
        }
        self.read(key);
        true
    }

    fn item(&mut self) {}

    fn text(&mut self, text: &str) {
        self.read(text);
    }

    fn range(&mut self, range: IpNet) {
        self.found.insert(range.trunc());
    }

    fn address(&mut self, address: IpAddr) {
        self.found.insert(IpNet::from(address));
    }

    fn bare(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::Mentioned;
    use crate::topology::Topology;

    #[test]
    fn ranges_are_found_wherever_they_stand_and_hosts_are_no_ranges() {
        let topology = Topology::from_json(
            r#"{
                "format": "sightline.topology/1",
                "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16" } },
                "network_interface": { "eni-1": { "private_ip": "10.0.0.77" } },
                "security_group": { "sg-1": { "ingress": [{ "cidr_blocks": ["10.0.0.64/26"] }] } },
                "vpc_endpoint": { "vpce-1": { "policy": "{\"aws:SourceIp\":[\"10.0.1.0/24\"]}" } },
                "a_kind_to_come": { "x": { "deep": [{ "peer": "10.0.2.9" }] } }
            }"#,
        )
        .unwrap();
        let mentioned = Mentioned::of(&topology);
        let check = |address: &str, range: &str| {
            let around = mentioned.around(address.parse().unwrap());
            assert_eq!(around.to_string(), range, "{address}");
        };
        check("10.0.0.77", "10.0.0.64/26");
        check("10.0.0.1", "10.0.0.0/16");
        check("10.0.1.1", "10.0.1.0/24");
        check("10.0.2.9", "10.0.2.9/32");
        check("8.8.8.8", "0.0.0.0/0");
        check("2001:db8::1", "::/0");
    }
}
