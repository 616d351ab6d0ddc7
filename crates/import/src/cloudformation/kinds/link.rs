//! Gateways, Elastic IP addresses, peerings, and what is let through to the internet.

use super::Properties;
use net::Topology;
use net::topology::{
    EgressOnlyInternetGateway, Eip, InternetGateway, NatGateway, NatZone,
    VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions, VpcPeeringConnection,
};

/// `AWS::EC2::InternetGateway`
pub(super) fn internet_gateway(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let gateway = InternetGateway {
        tags: p.tags(),
        more: p.unknown(),
        ..InternetGateway::default()
    };
    topology.internet_gateway.insert(id.into(), gateway);
}

/// `AWS::EC2::VPCGatewayAttachment`
pub(super) fn gateway_attachment(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let vpc = p.id("VpcId");
    if let Some(gateway) = p.id::<String>("VpnGatewayId") {
        match topology.vpn_gateway.get_mut(gateway.as_str()) {
            Some(gateway) => gateway.vpc_id.clone_from(&vpc),
            None => p.not_among("VpnGatewayId", &gateway),
        }
    }
    let Some(gateway) = p.id::<String>("InternetGatewayId") else {
        return;
    };
    match topology.internet_gateway.get_mut(gateway.as_str()) {
        Some(gateway) => gateway.vpc_id = vpc,
        None => p.not_among("InternetGatewayId", &gateway),
    }
}

/// `AWS::EC2::EgressOnlyInternetGateway`
pub(super) fn egress_only_internet_gateway(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let gateway = EgressOnlyInternetGateway {
        vpc_id: p.id("VpcId"),
        tags: p.tags(),
        more: p.unknown(),
    };
    topology
        .egress_only_internet_gateway
        .insert(id.into(), gateway);
}

/// `AWS::EC2::NatGateway`
pub(super) fn nat_gateway(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let gateway = NatGateway {
        subnet_id: p.id("SubnetId"),
        connectivity_type: p
            .text("ConnectivityType")
            .map(|text| text.to_ascii_lowercase()),
        availability_mode: p.text("AvailabilityMode"),
        vpc_id: p.id("VpcId"),
        availability_zone_address: p
            .parts("AvailabilityZoneAddresses")
            .iter()
            .map(|zone| NatZone {
                availability_zone: zone.text("AvailabilityZone"),
                availability_zone_id: zone.text("AvailabilityZoneId"),
                allocation_ids: zone.ids("AllocationIds"),
                more: zone.unknown(),
            })
            .collect(),
        secondary_private_ip_addresses: p
            .texts("SecondaryPrivateIpAddresses")
            .iter()
            .filter_map(|it| it.parse().ok())
            .collect(),
        private_ip: p.address("PrivateIpAddress"),
        allocation_id: p.id("AllocationId"),
        tags: p.tags(),
        more: p.unknown(),
        ..NatGateway::default()
    };
    topology.nat_gateway.insert(id.into(), gateway);
}

/// `AWS::EC2::EIP`
pub(super) fn eip(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let eip = Eip {
        instance: p.id("InstanceId"),
        tags: p.tags(),
        more: p.unknown(),
        ..Eip::default()
    };
    topology.eip.insert(id.into(), eip);
}

/// `AWS::EC2::EIPAssociation`
pub(super) fn eip_association(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(eip) = p.id::<String>("AllocationId").or_else(|| p.id("EIP")) else {
        return;
    };
    let instance = p.id("InstanceId");
    let network_interface = p.id("NetworkInterfaceId");
    match topology.eip.get_mut(eip.as_str()) {
        Some(eip) => {
            eip.instance = instance.or(eip.instance.take());
            eip.network_interface = network_interface.or(eip.network_interface.take());
        }
        None => p.not_among("AllocationId", &eip),
    }
}

/// `AWS::EC2::VPCPeeringConnection`
pub(super) fn peering(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let peering = VpcPeeringConnection {
        vpc_id: p.id("VpcId"),
        peer_vpc_id: p.id("PeerVpcId"),
        peer_region: p.text("PeerRegion"),
        tags: p.tags(),
        more: p.unknown(),
        ..VpcPeeringConnection::default()
    };
    topology.vpc_peering_connection.insert(id.into(), peering);
}

/// `AWS::EC2::VPCBlockPublicAccessOptions`
pub(super) fn public_access(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let options = VpcBlockPublicAccessOptions {
        internet_gateway_block_mode: p.text("InternetGatewayBlockMode"),
        aws_region: Some(p.context().region().to_owned()),
        more: p.unknown(),
        ..VpcBlockPublicAccessOptions::default()
    };
    let map = &mut topology.vpc_block_public_access_options;
    map.insert(id.into(), options);
}

/// `AWS::EC2::VPCBlockPublicAccessExclusion`
pub(super) fn public_access_exclusion(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let exclusion = VpcBlockPublicAccessExclusion {
        internet_gateway_exclusion_mode: p.text("InternetGatewayExclusionMode"),
        vpc_id: p.id("VpcId"),
        subnet_id: p.id("SubnetId"),
        more: p.unknown(),
    };
    let map = &mut topology.vpc_block_public_access_exclusion;
    map.insert(id.into(), exclusion);
}
