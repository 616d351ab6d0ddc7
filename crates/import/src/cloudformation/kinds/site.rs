//! VPN: the gateway of a VPC, and the network on the other side, which is a site of the topology.

use super::{Properties, transit};
use crate::said::say;
use net::Topology;
use net::id::ResourceId;
use net::topology::{Site, VpnGateway};

/// `AWS::EC2::VPNGateway`
pub(super) fn vpn_gateway(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let gateway = VpnGateway {
        tags: p.tags(),
        more: p.unknown(),
        ..VpnGateway::default()
    };
    topology.vpn_gateway.insert(id.into(), gateway);
}

/// `AWS::EC2::VPNGatewayRoutePropagation`
pub(super) fn propagation(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(gateway) = p.id::<ResourceId>("VpnGatewayId") else {
        return;
    };
    for table in p.ids::<String>("RouteTableIds") {
        match topology.route_table.get_mut(table.as_str()) {
            Some(table) => table.propagating_vgws.push(gateway.clone()),
            None => p.not_among("RouteTableIds", &table),
        }
    }
}

/// `AWS::EC2::CustomerGateway`: the device of a site, and here the site.
pub(super) fn customer_gateway(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let mut more = p.unknown();
    if let Some(address) = p.label("IpAddress") {
        more.insert("ip_address".to_owned(), address.into());
    }
    let site = topology.site.entry(id.into()).or_default();
    site.tags = p.tags();
    site.more.append(&mut more);
}

/// `AWS::EC2::VPNConnection`: joins a site to a VPN gateway or a transit gateway.
pub(super) fn vpn_connection(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let Some(customer) = p.id::<String>("CustomerGatewayId") else {
        return;
    };
    let attachment = match p.has("TransitGatewayId") {
        true => Some(attachment_of(id)),
        false => p.id("VpnGatewayId"),
    };
    let is_static = p.truth("StaticRoutesOnly") == Some(true);
    if !is_static {
        let why = say!(
            "the site tells them by BGP; give the topology its ranges",
            "サイトが BGP で広告します。トポロジーに範囲を指定してください"
        );
        p.not_known("CidrBlocks", p.place(), &why);
    }
    let site = topology.site.entry(customer.as_str().into()).or_default();
    site.attachments.extend(attachment);
    site.vpn_connection_ids.push(id.into());
    site.more.append(&mut p.unknown());
}

/// Once all associations are read: as for any attachment of a transit gateway.
pub(super) fn settle_connection(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let gateway = p.id("TransitGatewayId");
    transit::settle(p, attachment_of(id).as_str(), gateway, topology);
}

/// `AWS::EC2::VPNConnectionRoute`: a range of the site.
pub(super) fn connection_route(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let range = p.range("DestinationCidrBlock");
    let Some(connection) = p.id::<String>("VpnConnectionId") else {
        return;
    };
    p.context().world.searched(topology.site.len());
    let mut sites = topology.site.values_mut();
    match sites.find(|site| has_connection(site, &connection)) {
        Some(site) => site.cidr_blocks.extend(range),
        None => p.not_among("VpnConnectionId", &connection),
    }
}

/// The attachment that a VPN connection makes at a transit gateway.
fn attachment_of(connection: &str) -> ResourceId {
    format!("{connection}.attachment").into()
}

fn has_connection(site: &Site, id: &str) -> bool {
    let mut ids = site.vpn_connection_ids.iter();
    ids.any(|it| it.as_str() == id)
}
