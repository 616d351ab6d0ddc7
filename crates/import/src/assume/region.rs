//! Which Region a template is for.

use crate::tree::{Node, Value};
use net::Topology;
use net::id::{LbId, SubnetId, VpcId};
use net::service::{REGIONS, is_region, region_of_zone};
use net::topology::{Resources, Subnet, Vpc};
use std::collections::BTreeMap;

/// Parts of a template that mention Regions it is not for.
const ELSEWHERE: &[&str] = &[
    "Mappings",
    "Metadata",
    "Rules",
    "AllowedValues",
    "Description",
];

/// The usual zones of a Region.
pub(crate) fn zones(region: &str) -> Vec<String> {
    let letters = if region == "ap-northeast-1" {
        "acd"
    } else {
        "abc"
    };
    letters
        .chars()
        .map(|letter| format!("{region}{letter}"))
        .collect()
}

/// The partition of a Region, as ARNs have it.
pub(crate) fn partition(region: &str) -> &'static str {
    match region.split('-').next() {
        Some("cn") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

/// The Region most often named in ARNs, zone names and service names; the first of equals.
pub(crate) fn inferred<'t>(roots: impl Iterator<Item = &'t Node>) -> Option<String> {
    let mut votes = BTreeMap::new();
    for root in roots {
        count(root, named_in, &mut votes);
    }
    first_of_most(votes)
}

/// The Region most of the zones that a template names are in; the first of equals.
pub(crate) fn of_zones(root: &Node) -> Option<String> {
    let mut votes = BTreeMap::new();
    count(root, zone_in, &mut votes);
    first_of_most(votes)
}

fn first_of_most(votes: BTreeMap<String, usize>) -> Option<String> {
    let most = votes.values().copied().max()?;
    votes
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(region, _)| region)
}

/// The Region most VPCs of a topology are in, else most of its zones, endpoints or load balancers;
/// the first of equals.
pub(crate) fn of_most(topology: &Topology) -> Option<String> {
    let said = most(topology.vpc.values().filter_map(|it| it.region.as_deref()));
    let named = |names: &mut dyn Iterator<Item = &str>| -> Option<String> {
        let regions: Vec<String> = names.filter_map(named_in).collect();
        most(regions.iter().map(String::as_str))
    };
    let zones = &mut topology
        .subnet
        .values()
        .filter_map(|it| it.availability_zone.as_deref());
    let endpoints = &mut topology
        .vpc_endpoint
        .values()
        .filter_map(|it| it.service_name.as_deref());
    let balancers = &mut topology.lb.keys().map(LbId::as_str);
    said.or_else(|| named(zones))
        .or_else(|| named(endpoints))
        .or_else(|| named(balancers))
}

/// Where resources stand.
#[derive(Clone, Copy)]
pub(crate) struct Places<'t> {
    pub(crate) vpc: &'t Resources<VpcId, Vpc>,
    pub(crate) subnet: &'t Resources<SubnetId, Subnet>,
}

impl Places<'_> {
    /// The Region a resource is in: its ARN says it, or the VPC or one of the subnets it stands in.
    pub(crate) fn region_of(
        self,
        id: &str,
        vpc: Option<&VpcId>,
        subnets: &[SubnetId],
    ) -> Option<String> {
        let of_vpc = || self.vpc.get(vpc?)?.region.clone();
        let of_zone = |subnet: &Subnet| region_of_zone(subnet.availability_zone.as_deref()?);
        let of_subnets = || {
            let subnets = subnets.iter().filter_map(|it| self.subnet.get(it));
            subnets.filter_map(of_zone).next()
        };
        named_in(id).or_else(of_vpc).or_else(of_subnets)
    }
}

/// The name given most often; the first of equals.
pub(crate) fn most<'r>(regions: impl Iterator<Item = &'r str>) -> Option<String> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for region in regions {
        *votes.entry(region).or_default() += 1;
    }
    let most = votes.values().copied().max()?;
    let found = votes.into_iter().find(|(_, count)| *count == most);
    found.map(|(region, _)| region.to_owned())
}

fn count(node: &Node, named: fn(&str) -> Option<String>, votes: &mut BTreeMap<String, usize>) {
    match &node.value {
        Value::Null => {}
        Value::Text { text, .. } => {
            if let Some(region) = named(text) {
                *votes.entry(region).or_default() += 1;
            }
        }
        Value::List(items) => items.iter().for_each(|item| count(item, named, votes)),
        Value::Map(entries) => {
            for entry in entries {
                if entry.key == "region"
                    && let Some(region) = entry.value.text().filter(|text| REGIONS.contains(text))
                {
                    *votes.entry(region.to_owned()).or_default() += 1;
                } else if !ELSEWHERE.contains(&entry.key.as_str()) {
                    count(&entry.value, named, votes);
                }
            }
        }
    }
}

/// The Region an ARN, a zone's name or a service's name speaks of.
pub(crate) fn named_in(text: &str) -> Option<String> {
    let known = |region: &str| REGIONS.contains(&region);
    if let Some(rest) = text.strip_prefix("arn:") {
        let region = rest.split(':').nth(2)?;
        return known(region).then(|| region.to_owned());
    }
    if text.starts_with("com.amazonaws.") || text.ends_with(".amazonaws.com") {
        let region = text.split('.').find(|label| is_region(label))?;
        return known(region).then(|| region.to_owned());
    }
    zone_in(text)
}

/// The Region of a zone's name.
fn zone_in(text: &str) -> Option<String> {
    let is_known = |region: &String| region.as_str() != text && REGIONS.contains(&region.as_str());
    region_of_zone(text).filter(is_known)
}

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn a_region_is_named_in_arns_zones_and_services() {
        let check = |text: &str, region: Option<&str>| {
            assert_eq!(named_in(text).as_deref(), region, "{text}");
        };
        check(
            "arn:aws:elasticloadbalancing:eu-west-1:1:x",
            Some("eu-west-1"),
        );
        check("arn:aws:iam::aws:policy/x", None);
        check("ap-northeast-1a", Some("ap-northeast-1"));
        check("ap-northeast-1", None);
        check("com.amazonaws.us-west-2.s3", Some("us-west-2"));
        check("com.amazonaws.vpce.us-west-2.vpce-svc-1", Some("us-west-2"));
        check("ssm.eu-central-1.amazonaws.com", Some("eu-central-1"));
        check("a-b-1a", None);
    }
}
