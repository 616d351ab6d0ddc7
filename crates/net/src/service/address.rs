//! The public addresses of AWS services, and the ranges of their prefix lists, where no input says
//! them.
//!
//! They are assumptions, dated 2026-11: one fixed address for each service and Region, outside all
//! private ranges, so that a question about a public name has a definite answer. A topology that
//! knows better says so in `prefix_list` or `aws_service`.

use super::{ASSUMED_REGION, REGIONS, fnv1a, region_of_service, short_name};
use crate::topology::Topology;
use ipnet::{IpNet, Ipv4Net};
use std::net::{IpAddr, Ipv4Addr};

/// Addresses seen in the wild (the `dig`s of seed 003), used instead of made-up ones.
const OBSERVED: &[(&str, &str, Ipv4Addr)] = &[
    (
        "monitoring",
        "ap-northeast-1",
        Ipv4Addr::new(52, 119, 219, 193),
    ),
    ("s3", "ap-northeast-1", Ipv4Addr::new(52, 219, 16, 194)),
];

/// The public addresses a service answers with, and whether they are the built-in ones.
#[must_use]
pub fn public_addresses(topology: &Topology, service_name: &str) -> (Vec<IpAddr>, bool) {
    let said: Vec<IpAddr> = topology
        .aws_service
        .iter()
        .filter(|(id, it)| {
            id.as_str() == service_name || it.service_name.as_deref() == Some(service_name)
        })
        .flat_map(|(_, it)| it.public_ips.iter().copied())
        .collect();
    if !said.is_empty() {
        return (said, false);
    }
    let listed = topology
        .prefix_list
        .values()
        .filter(|list| list.name.as_deref() == Some(service_name))
        .flat_map(|list| &list.entry)
        .find_map(|entry| match entry.cidr? {
            IpNet::V4(range) => range.hosts().next(),
            IpNet::V6(_) => None,
        });
    let address = listed.unwrap_or_else(|| built_in_address(service_name));
    (vec![IpAddr::V4(address)], true)
}

fn built_in_address(service_name: &str) -> Ipv4Addr {
    let service = short_name(service_name);
    let region = region_of_service(service_name).unwrap_or(ASSUMED_REGION);
    let observed = OBSERVED
        .iter()
        .find(|(its, place, _)| *its == service && *place == region);
    if let Some((_, _, address)) = observed {
        return *address;
    }
    if let Some(range) = built_in_range(service, region) {
        return range.hosts().nth(9).unwrap_or_else(|| range.addr());
    }
    // 52.119.128.0/17 is AWS's; a service and a Region always fall on the same address of it.
    let hash = fnv1a(service_name.as_bytes());
    let [_, _, third, fourth] = hash.to_be_bytes();
    Ipv4Addr::new(52, 119, 128 | third, 1 + fourth % 254)
}

/// The range of a service that gateway endpoints serve.
fn built_in_range(service: &str, region: &str) -> Option<Ipv4Net> {
    if service == "vpc-lattice" {
        // AWS lists addresses it does not route on the internet beside these.
        return Ipv4Net::new(Ipv4Addr::new(169, 254, 171, 0), 24).ok();
    }
    let place = REGIONS.iter().position(|it| *it == region).unwrap_or(63);
    let third = u8::try_from(place).unwrap_or(63).saturating_mul(4);
    let base = match service {
        "s3" => Ipv4Addr::new(52, 219, third, 0),
        "dynamodb" => Ipv4Addr::new(52, 94, third, 0),
        "s3express" => Ipv4Addr::new(52, 218, third, 0),
        _ => return None,
    };
    Ipv4Net::new(base, 22).ok()
}

/// The id assumed for AWS's prefix list of a service, such as `pl-s3.ap-northeast-1`.
#[must_use]
pub fn prefix_list_id(service_name: &str) -> String {
    let region = region_of_service(service_name).unwrap_or(ASSUMED_REGION);
    format!("pl-{}.{region}", short_name(service_name))
}

/// The ranges assumed for AWS's prefix list of a service.
#[must_use]
pub fn prefix_list_ranges(service_name: &str) -> Vec<IpNet> {
    let region = region_of_service(service_name).unwrap_or(ASSUMED_REGION);
    built_in_range(short_name(service_name), region)
        .map(IpNet::V4)
        .into_iter()
        .collect()
}

/// The ranges of an id made by [`prefix_list_id`].
#[must_use]
pub fn ranges_of_prefix_list_id(id: &str) -> Vec<IpNet> {
    id.strip_prefix("pl-")
        .and_then(|rest| rest.split_once('.'))
        .and_then(|(service, region)| built_in_range(service, region))
        .map(IpNet::V4)
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_address_of_s3_lies_in_its_built_in_prefix_list() {
        for region in REGIONS {
            let service = format!("com.amazonaws.{region}.s3");
            let (addresses, assumed) = public_addresses(&Topology::default(), &service);
            assert!(assumed);
            for address in addresses {
                let address = IpNet::from(address);
                assert!(
                    prefix_list_ranges(&service)
                        .iter()
                        .any(|it| it.contains(&address)),
                    "{region}"
                );
            }
        }
    }
}
