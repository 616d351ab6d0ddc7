//! VPCs, their attributes, subnets, DHCP options.

use super::dump::{Dump, put};
use super::view::View;
use crate::said::say;
use ipnet::IpNet;
use net::id::VpcId;
use net::topology::{Setting, Subnet, Vpc, VpcDhcpOptions};

/// States of a range that is not, or no longer, one of its VPC or subnet.
const GONE: &[&str] = &["disassociating", "disassociated", "failing", "failed"];

/// `describe-vpcs`
pub(super) fn vpc(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("VpcId")?;
    let primary: Option<IpNet> = at.parsed("CidrBlock");
    let mut later = ranges(at, "CidrBlockAssociationSet", "CidrBlock", "CidrBlockState");
    later.retain(|range| Some(*range) != primary);
    let mut sixes = ranges(
        at,
        "Ipv6CidrBlockAssociationSet",
        "Ipv6CidrBlock",
        "Ipv6CidrBlockState",
    )
    .into_iter();
    let ipv6_cidr_block = sixes.next();
    later.extend(sixes);
    let vpc = Vpc {
        cidr_block: primary,
        secondary_cidr_blocks: later,
        ipv6_cidr_block,
        // AWS prints these with another command only.
        enable_dns_support: Setting::Unknown,
        enable_dns_hostnames: Setting::Unknown,
        dhcp_options_id: at.string("DhcpOptionsId").filter(|id| id != "default"),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..Vpc::default()
    };
    if let Some(region) = dump.region() {
        dump.regions.insert(id.into(), region);
    }
    put(&mut dump.topology.vpc, id, vpc, at);
    Some(id.to_owned())
}

fn ranges<'v>(at: &View<'v>, list: &'v str, key: &str, state: &'v str) -> Vec<IpNet> {
    at.get(list)
        .items()
        .filter(|item| !item.get(state).is("State", GONE))
        .filter_map(|item| item.parsed(key))
        .collect()
}

/// `describe-subnets`
pub(super) fn subnet(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("SubnetId")?;
    let sixes = ranges(
        at,
        "Ipv6CidrBlockAssociationSet",
        "Ipv6CidrBlock",
        "Ipv6CidrBlockState",
    );
    let subnet = Subnet {
        vpc_id: at.id("VpcId"),
        cidr_block: at.parsed("CidrBlock"),
        ipv6_cidr_block: sixes.first().copied(),
        availability_zone: at.string("AvailabilityZone"),
        availability_zone_id: at.string("AvailabilityZoneId"),
        enable_dns64: at.flag("EnableDns64"),
        map_public_ip_on_launch: at.flag("MapPublicIpOnLaunch"),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..Subnet::default()
    };
    put(&mut dump.topology.subnet, id, subnet, at);
    Some(id.to_owned())
}

/// `describe-vpc-attribute --attribute enableDnsSupport`
pub(super) fn dns_support(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    attribute(at, dump, |vpc| &mut vpc.enable_dns_support)
}

/// `describe-vpc-attribute --attribute enableDnsHostnames`
pub(super) fn dns_hostnames(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    attribute(at, dump, |vpc| &mut vpc.enable_dns_hostnames)
}

fn attribute(
    at: &View<'_>,
    dump: &mut Dump<'_>,
    of: fn(&mut Vpc) -> &mut Setting<bool>,
) -> Option<String> {
    let said = dump.beside("VpcId").or_else(|| dump.named.id("vpc-"));
    let id = said?.to_owned();
    let vpc = dump.topology.vpc.get_mut(&VpcId::from(id.as_str()));
    match (vpc, at.flag("Value")) {
        (Some(vpc), Some(value)) => *of(vpc) = Setting::Is(value),
        (Some(_), None) => at.trouble(
            "Value",
            &say!("neither true nor false", "true でも false でもありません"),
        ),
        (None, _) => at.note(say!(
            "{} is not among the inputs",
            "{} は入力にありません",
            id
        )),
    }
    Some(id)
}

/// `describe-dhcp-options`
pub(super) fn dhcp_options(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("DhcpOptionsId")?;
    let configurations = at.get("DhcpConfigurations");
    let mut options = VpcDhcpOptions {
        tags: at.tags(),
        ..VpcDhcpOptions::default()
    };
    for configuration in configurations.items() {
        if configuration.is("Key", &["domain-name-servers"]) {
            options.domain_name_servers = configuration.ids_in("Values", "Value");
        }
    }
    put(&mut dump.topology.vpc_dhcp_options, id, options, at);
    Some(id.to_owned())
}
