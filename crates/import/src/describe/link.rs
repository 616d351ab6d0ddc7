//! Gateways of a VPC, peering connections, and what is let through to the internet.

use super::dump::{Dump, put};
use super::missing;
use super::view::View;
use crate::said::say;
use net::topology::{
    EgressOnlyInternetGateway, InternetGateway, NatAddress, NatGateway, NatZone,
    VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions, VpcPeeringConnection, VpnGateway,
};

/// States of an attachment that does not hold, or no longer.
const DETACHED: &[&str] = &["detaching", "detached"];

/// The VPC of the first attachment in a list that holds.
fn attached<'v>(at: &View<'v>, list: &'v str) -> Option<net::id::VpcId> {
    at.get(list)
        .items()
        .find(|it| !it.is("State", DETACHED))
        .and_then(|it| it.text("VpcId").map(Into::into))
}

/// `describe-internet-gateways`
pub(super) fn internet_gateway(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("InternetGatewayId")?;
    let gateway = InternetGateway {
        vpc_id: attached(at, "Attachments"),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..InternetGateway::default()
    };
    put(&mut dump.topology.internet_gateway, id, gateway, at);
    Some(id.to_owned())
}

/// `describe-egress-only-internet-gateways`
pub(super) fn egress_only(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("EgressOnlyInternetGatewayId")?;
    let gateway = EgressOnlyInternetGateway {
        vpc_id: attached(at, "Attachments"),
        tags: at.tags(),
        ..EgressOnlyInternetGateway::default()
    };
    let map = &mut dump.topology.egress_only_internet_gateway;
    put(map, id, gateway, at);
    Some(id.to_owned())
}

/// `describe-nat-gateways`
pub(super) fn nat_gateway(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("NatGatewayId")?;
    let addresses = at.get("NatGatewayAddresses");
    let primary = addresses
        .items()
        .find(|it| it.flag("IsPrimary") == Some(true))
        .or_else(|| addresses.items().next());
    let mut gateway = NatGateway {
        subnet_id: at.id("SubnetId"),
        connectivity_type: at.string("ConnectivityType"),
        availability_mode: at.string("AvailabilityMode"),
        vpc_id: at.id("VpcId"),
        route_table_id: at.id("RouteTableId"),
        state: at.string("State"),
        tags: at.tags(),
        ..NatGateway::default()
    };
    if let Some(primary) = primary {
        gateway.private_ip = primary.parsed("PrivateIp");
        gateway.public_ip = primary.parsed("PublicIp");
        gateway.allocation_id = primary.id("AllocationId");
        gateway.network_interface_id = primary.id("NetworkInterfaceId");
    }
    if gateway.is_regional() {
        gateway.availability_zone_address = zones(at, &addresses);
        gateway.regional_nat_gateway_address = addresses
            .items()
            .map(|it| NatAddress {
                availability_zone: it.string("AvailabilityZone"),
                availability_zone_id: it.string("AvailabilityZoneId"),
                allocation_id: it.id("AllocationId"),
                public_ip: it.parsed("PublicIp"),
                ..NatAddress::default()
            })
            .collect();
    } else {
        let others = addresses.items().filter_map(|it| it.parsed("PrivateIp"));
        let primary = gateway.private_ip;
        let others = others.filter(|it| Some(*it) != primary);
        gateway.secondary_private_ip_addresses = others.collect();
        // Its subnet says both.
        gateway.vpc_id = None;
        gateway.route_table_id = None;
    }
    put(&mut dump.topology.nat_gateway, id, gateway, at);
    Some(id.to_owned())
}

/// The zones of a regional NAT gateway, where they are chosen by hand.
fn zones(at: &View<'_>, addresses: &View<'_>) -> Vec<NatZone> {
    if at.is("AutoProvisionZones", &["enabled"]) {
        return Vec::new();
    }
    let mut zones: Vec<NatZone> = Vec::new();
    for address in addresses.items() {
        let zone = NatZone {
            availability_zone: address.string("AvailabilityZone"),
            availability_zone_id: address.string("AvailabilityZoneId"),
            ..NatZone::default()
        };
        let same = |it: &&mut NatZone| {
            it.availability_zone == zone.availability_zone
                && it.availability_zone_id == zone.availability_zone_id
        };
        let allocation = address.id("AllocationId");
        match zones.iter_mut().find(same) {
            Some(known) => known.allocation_ids.extend(allocation),
            None => zones.push(NatZone {
                allocation_ids: allocation.into_iter().collect(),
                ..zone
            }),
        }
    }
    zones
}

/// `describe-vpc-peering-connections`
pub(super) fn peering(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("VpcPeeringConnectionId")?;
    let accepter = at.get("AccepterVpcInfo");
    let peering = VpcPeeringConnection {
        vpc_id: at.get("RequesterVpcInfo").text("VpcId").map(Into::into),
        peer_vpc_id: accepter.id("VpcId"),
        peer_region: accepter.string("Region"),
        accept_status: at.get("Status").string("Code"),
        tags: at.tags(),
        ..VpcPeeringConnection::default()
    };
    put(&mut dump.topology.vpc_peering_connection, id, peering, at);
    Some(id.to_owned())
}

/// `describe-vpn-gateways`
pub(super) fn vpn_gateway(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("VpnGatewayId")?;
    let gateway = VpnGateway {
        vpc_id: attached(at, "VpcAttachments"),
        tags: at.tags(),
        ..VpnGateway::default()
    };
    put(&mut dump.topology.vpn_gateway, id, gateway, at);
    Some(id.to_owned())
}

/// `describe-vpc-block-public-access-options`: the one setting of an account and Region, listed
/// by these.
pub(super) fn public_access(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let account = at.text("AwsAccountId");
    let region = at.string("AwsRegion").or_else(|| dump.region());
    let id = missing::public_access_id(account, region.as_deref());
    let options = VpcBlockPublicAccessOptions {
        internet_gateway_block_mode: at.string("InternetGatewayBlockMode"),
        aws_account_id: account.map(Into::into).or_else(|| dump.owner(at)),
        aws_region: region,
        ..VpcBlockPublicAccessOptions::default()
    };
    let map = &mut dump.topology.vpc_block_public_access_options;
    put(map, &id, options, at);
    Some(id)
}

/// `describe-vpc-block-public-access-exclusions`
pub(super) fn public_access_exclusion(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    const GONE: &[&str] = &[
        "create-in-progress",
        "create-failed",
        "delete-complete",
        "disable-complete",
    ];
    let id = at.text("ExclusionId")?;
    if at.is("State", GONE) {
        dump.leave_out(
            id,
            say!(
                "an exclusion that is not in force",
                "有効でない除外設定です"
            ),
        );
        return Some(id.to_owned());
    }
    // arn:aws:ec2:REGION:ACCOUNT:vpc/vpc-…, or subnet/subnet-…
    let arn = at.text("ResourceArn").unwrap_or_default();
    let named = arn.rsplit_once(':').map_or(arn, |(_, rest)| rest);
    let exclusion = VpcBlockPublicAccessExclusion {
        internet_gateway_exclusion_mode: at.string("InternetGatewayExclusionMode"),
        vpc_id: named.strip_prefix("vpc/").map(Into::into),
        subnet_id: named.strip_prefix("subnet/").map(Into::into),
        ..VpcBlockPublicAccessExclusion::default()
    };
    let map = &mut dump.topology.vpc_block_public_access_exclusion;
    put(map, id, exclusion, at);
    Some(id.to_owned())
}
