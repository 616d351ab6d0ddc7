//! Pseudonyms of public addresses and ranges.
//!
//! A range that holds others moves as a whole, so what lies in what stays so. Private ranges stay,
//! and so do wide public ones (IPv4 wider than /24, IPv6 wider than /48), which belong to providers,
//! and what the document says of AWS's services; an address inside of one moves within it.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where narrow public ranges move to: ranges for benchmarks and for documentation.
const POOLS: [IpNet; 2] = [
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(198, 18, 0, 0), 15)),
    IpNet::V6(Ipv6Net::new_assert(
        Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0),
        32,
    )),
];

/// What moves, and where to.
#[derive(Clone, Debug, Default)]
pub(super) struct Addresses {
    moved: BTreeMap<IpNet, IpNet>,
}

impl Addresses {
    /// Learns the public addresses of a document.
    pub(super) fn of(document: &Value) -> Self {
        let (mut found, mut of_aws) = (BTreeSet::new(), BTreeSet::new());
        for (kind, resources) in document.as_object().into_iter().flatten() {
            for resource in resources.as_object().into_iter().flat_map(|it| it.values()) {
                let name = resource.get("name").and_then(Value::as_str);
                let is_of_aws = kind == "aws_service"
                    || name.is_some_and(|name| name.starts_with("com.amazonaws."));
                collect(resource, if is_of_aws { &mut of_aws } else { &mut found });
            }
        }
        let is_kept = |net: &IpNet| is_wide(net) || of_aws.contains(net);
        let all: Vec<IpNet> = found.union(&of_aws).copied().collect();
        let kept: Vec<IpNet> = all.iter().copied().filter(is_kept).collect();
        let mut moved = BTreeMap::new();
        // Where the next one goes, in each range that stays and in the pools.
        let mut next: BTreeMap<IpNet, u128> = BTreeMap::new();
        let mut last_moved: Option<IpNet> = None;
        for net in all {
            if is_kept(&net) || last_moved.is_some_and(|it| it.contains(&net)) {
                continue;
            }
            let around = kept.iter().filter(|it| it.contains(&net));
            let room = around.max_by_key(|it| it.prefix_len()).copied();
            let Some(room) = room.or_else(|| pool_of(&net)) else {
                continue;
            };
            let from = next.entry(room).or_insert_with(|| bits(room.network()));
            if let Some(place) = place_in(&room, &net, from, &kept) {
                moved.insert(net, place);
                last_moved = Some(net);
            }
        }
        Self { moved }
    }

    /// What stands for an address or a range; itself where it stays. `None` where a text is
    /// neither.
    pub(super) fn pseudonym(&self, text: &str) -> Option<String> {
        if let Ok(address) = text.parse::<IpAddr>() {
            let moved = self.moved_to(&IpNet::from(address));
            return Some(moved.map_or_else(|| text.to_owned(), |net| net.addr().to_string()));
        }
        let range = text.parse::<IpNet>().ok()?;
        let moved = self.moved_to(&range.trunc());
        Some(moved.map_or_else(|| text.to_owned(), |net| net.to_string()))
    }

    fn moved_to(&self, net: &IpNet) -> Option<IpNet> {
        let (old, new) = self.moved.iter().find(|(old, _)| old.contains(net))?;
        let offset = bits(net.addr()).checked_sub(bits(old.network()))?;
        let address = address(bits(new.network()).checked_add(offset)?, net);
        IpNet::new(address, net.prefix_len()).ok()
    }

    /// Each pseudonym and what it stands for.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let moved = self.moved.iter();
        moved.map(|(old, new)| (new.to_string(), old.to_string()))
    }
}

/// The next free place for a range: of its size, and in nothing else that stays.
fn place_in(room: &IpNet, net: &IpNet, from: &mut u128, kept: &[IpNet]) -> Option<IpNet> {
    let size = 1_u128.checked_shl(u32::from(net.max_prefix_len() - net.prefix_len()))?;
    let mut start = from.checked_next_multiple_of(size)?;
    loop {
        let place = IpNet::new(address(start, net), net.prefix_len()).ok()?;
        if !room.contains(&place) {
            return None;
        }
        let in_the_way = kept.iter().find(|other| {
            !other.contains(room) && (other.contains(&place) || place.contains(*other))
        });
        match in_the_way {
            None => {
                *from = start.checked_add(size)?;
                return Some(place);
            }
            Some(other) => {
                let end = bits(other.broadcast()).checked_add(1)?;
                start = end.max(start + 1).checked_next_multiple_of(size)?;
            }
        }
    }
}

/// The public addresses and ranges in a part of the document, policies included.
fn collect(value: &Value, found: &mut BTreeSet<IpNet>) {
    match value {
        Value::String(text) => {
            if text.starts_with('{') {
                if let Ok(inner) = serde_json::from_str::<Value>(text) {
                    collect(&inner, found);
                }
                return;
            }
            let net = match text.parse::<IpAddr>() {
                Ok(address) => Some(IpNet::from(address)),
                Err(_) => text.parse::<IpNet>().ok(),
            };
            if let Some(net) = net
                && is_public(&net)
            {
                found.insert(net.trunc());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(entries) => entries.values().for_each(|value| collect(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_wide(net: &IpNet) -> bool {
    match net {
        IpNet::V4(net) => net.prefix_len() < 24,
        IpNet::V6(net) => net.prefix_len() < 48,
    }
}

/// Whether a range is of the public internet, and not nearly all of it.
fn is_public(net: &IpNet) -> bool {
    match net {
        IpNet::V4(net) => {
            let address = net.network();
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && second & 0xc0 == 64;
            let is_special = address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || first == 0
                || first >= 224;
            net.prefix_len() >= 8 && !is_special && !is_shared
        }
        IpNet::V6(net) => net.prefix_len() >= 16 && net.network().segments()[0] & 0xe000 == 0x2000,
    }
}

fn pool_of(net: &IpNet) -> Option<IpNet> {
    POOLS
        .into_iter()
        .find(|pool| pool.max_prefix_len() == net.max_prefix_len())
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

/// The address of a number, of the same kind as a range.
fn address(bits: u128, like: &IpNet) -> IpAddr {
    match like {
        IpNet::V4(_) => IpAddr::V4(Ipv4Addr::from(u32::try_from(bits).unwrap_or(u32::MAX))),
        IpNet::V6(_) => IpAddr::V6(Ipv6Addr::from(bits)),
    }
}

#[cfg(test)]
mod tests {
    use super::Addresses;
    use serde_json::json;

    #[test]
    fn what_lies_in_what_stays_so() {
        let document = json!({ "x": { "a": {
            "wide": "52.94.0.0/16", "inside": "52.94.7.8", "narrow": "81.2.69.0/24",
            "host": "81.2.69.142", "alone": "9.9.9.9/32", "private": "10.1.2.3",
            "six": "2a05:d018:1::/56", "sub": "2a05:d018:1:2::/64", "all": "0.0.0.0/0"
        } } });
        let addresses = Addresses::of(&document);
        let check = |text: &str, expected: &str| {
            assert_eq!(
                addresses.pseudonym(text).as_deref(),
                Some(expected),
                "{text}"
            );
        };
        check("52.94.0.0/16", "52.94.0.0/16");
        check("52.94.7.8", "52.94.0.0");
        check("81.2.69.0/24", "198.18.1.0/24");
        check("81.2.69.142", "198.18.1.142");
        check("9.9.9.9/32", "198.18.0.0/32");
        check("10.1.2.3", "10.1.2.3");
        check("0.0.0.0/0", "0.0.0.0/0");
        check("2a05:d018:1::/56", "2001:db8::/56");
        check("2a05:d018:1:2::/64", "2001:db8:0:2::/64");
        assert_eq!(addresses.pseudonym("web"), None);
    }
}
