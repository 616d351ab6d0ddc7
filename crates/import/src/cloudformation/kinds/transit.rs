//! Transit gateways, their attachments and route tables.

use super::Properties;
use crate::assume::transit::{self, DEFAULT_ASSOCIATION, DEFAULT_PROPAGATION, Joins};
use crate::said::say;
use net::Topology;
use net::id::ResourceId;
use net::topology::{
    TransitGateway, TransitGatewayPeeringAttachment, TransitGatewayRoute, TransitGatewayRouteTable,
    TransitGatewayVpcAttachment,
};

/// `AWS::EC2::TransitGateway`. Where nothing is said, it has a table that new attachments are
/// associated with and propagate to.
pub(super) fn gateway(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let mut gateway = TransitGateway {
        security_group_referencing_support: p.text("SecurityGroupReferencingSupport"),
        tags: p.tags(),
        ..TransitGateway::default()
    };
    for (property, attribute) in [
        ("DefaultRouteTableAssociation", DEFAULT_ASSOCIATION),
        ("DefaultRouteTablePropagation", DEFAULT_PROPAGATION),
    ] {
        let choice = match p.has(property) {
            true => p.text(property),
            false => Some("enable".to_owned()),
        };
        if let Some(choice) = choice {
            gateway.more.insert(attribute.to_owned(), choice.into());
        }
    }
    gateway.more.append(&mut p.unknown());
    topology.transit_gateway.insert(id.into(), gateway);
}

/// `AWS::EC2::TransitGatewayAttachment` and `AWS::EC2::TransitGatewayVpcAttachment`
pub(super) fn vpc_attachment(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let options = p.part("Options");
    let option = |key: &str| options.as_ref().and_then(|it| it.text(key));
    let attachment = TransitGatewayVpcAttachment {
        transit_gateway_id: p.id("TransitGatewayId"),
        vpc_id: p.id("VpcId"),
        subnet_ids: p.ids("SubnetIds"),
        appliance_mode_support: option("ApplianceModeSupport"),
        ipv6_support: option("Ipv6Support"),
        security_group_referencing_support: option("SecurityGroupReferencingSupport"),
        tags: p.tags(),
        more: p.unknown(),
        ..TransitGatewayVpcAttachment::default()
    };
    topology
        .transit_gateway_vpc_attachment
        .insert(id.into(), attachment);
}

/// `AWS::EC2::TransitGatewayPeeringAttachment`
pub(super) fn peering_attachment(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let attachment = TransitGatewayPeeringAttachment {
        transit_gateway_id: p.id("TransitGatewayId"),
        peer_transit_gateway_id: p.id("PeerTransitGatewayId"),
        peer_region: p.text("PeerRegion"),
        peer_account_id: p.id("PeerAccountId"),
        tags: p.tags(),
        more: p.unknown(),
        ..TransitGatewayPeeringAttachment::default()
    };
    topology
        .transit_gateway_peering_attachment
        .insert(id.into(), attachment);
}

/// Once all associations are read: an attachment without one is in the default table.
pub(super) fn settle_attachment(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let attachment = topology.transit_gateway_vpc_attachment.get(id);
    let gateway = attachment.and_then(|it| it.transit_gateway_id.clone());
    settle(p, id, gateway, topology);
}

/// Puts an attachment into the default table of its gateway, where it has one.
pub(super) fn settle(
    p: &Properties<'_>,
    attachment: &str,
    gateway: Option<ResourceId>,
    topology: &mut Topology,
) {
    let Some(gateway) = gateway else { return };
    if let Some(table) =
        transit::join_default_table(topology, attachment.into(), &gateway, Joins::BOTH)
    {
        p.context().assume(say!(
            "route table: {}, the default one of {}, since no input says another",
            "ルートテーブル: {} ({} のデフォルト。ほかを指定する入力がないため)",
            table,
            gateway
        ));
    }
}

/// `AWS::EC2::TransitGatewayRouteTable`
pub(super) fn route_table(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let table = TransitGatewayRouteTable {
        transit_gateway_id: p.id("TransitGatewayId"),
        tags: p.tags(),
        more: p.unknown(),
        ..TransitGatewayRouteTable::default()
    };
    topology
        .transit_gateway_route_table
        .insert(id.into(), table);
}

/// `AWS::EC2::TransitGatewayRoute`
pub(super) fn route(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let route = TransitGatewayRoute {
        destination_cidr_block: p.range("DestinationCidrBlock"),
        transit_gateway_attachment_id: p.id("TransitGatewayAttachmentId"),
        blackhole: p.truth("Blackhole"),
        more: p.unknown(),
        ..TransitGatewayRoute::default()
    };
    change_table(p, topology, |table| table.route.push(route));
}

/// `AWS::EC2::TransitGatewayRouteTableAssociation`
pub(super) fn association(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(attachment) = p.id("TransitGatewayAttachmentId") else {
        return;
    };
    change_table(p, topology, |table| table.associations.push(attachment));
}

/// `AWS::EC2::TransitGatewayRouteTablePropagation`
pub(super) fn propagation(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(attachment) = p.id("TransitGatewayAttachmentId") else {
        return;
    };
    change_table(p, topology, |table| table.propagations.push(attachment));
}

fn change_table(
    p: &Properties<'_>,
    topology: &mut Topology,
    change: impl FnOnce(&mut TransitGatewayRouteTable),
) {
    let Some(id) = p.id::<String>("TransitGatewayRouteTableId") else {
        return;
    };
    match topology.transit_gateway_route_table.get_mut(id.as_str()) {
        Some(table) => change(table),
        None => p.not_among("TransitGatewayRouteTableId", &id),
    }
}
