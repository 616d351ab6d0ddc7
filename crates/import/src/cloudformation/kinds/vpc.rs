//! VPCs, subnets and ranges added to them.

use super::Properties;
use crate::assume::{ASSIGN_IPV6, amazon_range, note_of_amazon_range};
use crate::said::say;
use ipnet::IpNet;
use net::Topology;
use net::topology::{Subnet, Vpc};

/// `AWS::EC2::VPC`
pub(super) fn vpc(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let (context, region) = (p.context(), p.context().region());
    if context.world.assumes_region_of(context.template) {
        context.assume(say!(
            "region: {}, since no input says one",
            "リージョン: {} (どの入力にも指定がないため)",
            region
        ));
    }
    let vpc = Vpc {
        cidr_block: range(p),
        enable_dns_support: p.setting("EnableDnsSupport"),
        enable_dns_hostnames: p.setting("EnableDnsHostnames"),
        region: Some(region.to_owned()),
        tags: p.tags(),
        more: p.unknown(),
        ..Vpc::default()
    };
    topology.vpc.insert(id.into(), vpc);
}

/// The range of a VPC or a subnet. One that comes from a pool is only known once it is made.
fn range(p: &Properties<'_>) -> Option<IpNet> {
    let said = p.range("CidrBlock");
    if said.is_none() && p.has("Ipv4IpamPoolId") {
        let why = say!(
            "a pool of IPAM gives it once it is made",
            "作成時に IPAM プールから割り当てられます"
        );
        p.not_known("CidrBlock", p.place(), &why);
    }
    said
}

/// `AWS::EC2::VPCCidrBlock`
pub(super) fn vpc_range(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(vpc_id) = p.id::<String>("VpcId") else {
        return;
    };
    let Some(vpc) = topology.vpc.get_mut(vpc_id.as_str()) else {
        p.not_among("VpcId", &vpc_id);
        return;
    };
    let world = p.context().world;
    world.searched(vpc.secondary_cidr_blocks.len());
    if let Some(range) = p.range("CidrBlock")
        && !vpc.secondary_cidr_blocks.contains(&range)
    {
        vpc.secondary_cidr_blocks.push(range);
    }
    if let Some(range) = p.range("Ipv6CidrBlock") {
        match vpc.ipv6_cidr_block {
            Some(first) if first != range => vpc.secondary_cidr_blocks.push(range),
            _ => vpc.ipv6_cidr_block = Some(range),
        }
    } else if p.truth("AmazonProvidedIpv6CidrBlock") == Some(true) {
        let range = amazon_range(&vpc_id);
        p.context().assume(note_of_amazon_range(range));
        vpc.ipv6_cidr_block.get_or_insert(range.into());
    }
}

/// `AWS::EC2::Subnet`
pub(super) fn subnet(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let mut subnet = Subnet {
        vpc_id: p.id("VpcId"),
        cidr_block: range(p),
        ipv6_cidr_block: p.range("Ipv6CidrBlock"),
        availability_zone: p.text("AvailabilityZone"),
        availability_zone_id: p.text("AvailabilityZoneId"),
        enable_dns64: p.truth("EnableDns64"),
        map_public_ip_on_launch: p.truth("MapPublicIpOnLaunch"),
        tags: p.tags(),
        more: p.unknown(),
        ..Subnet::default()
    };
    if p.truth("AssignIpv6AddressOnCreation") == Some(true) {
        subnet.more.insert(ASSIGN_IPV6.to_owned(), true.into());
    }
    topology.subnet.insert(id.into(), subnet);
}

/// `AWS::EC2::SubnetCidrBlock`
pub(super) fn subnet_range(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(subnet) = p.id::<String>("SubnetId") else {
        return;
    };
    match topology.subnet.get_mut(subnet.as_str()) {
        Some(subnet) => subnet.ipv6_cidr_block = p.range("Ipv6CidrBlock"),
        None => p.not_among("SubnetId", &subnet),
    }
}
