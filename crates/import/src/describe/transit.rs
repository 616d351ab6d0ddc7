//! Transit gateways, their attachments and route tables.

use super::dump::{Dump, put};
use super::missing;
use super::view::View;
use crate::said::say;
use net::id::ResourceId;
use net::topology::{
    TransitGateway, TransitGatewayPeeringAttachment, TransitGatewayRoute, TransitGatewayRouteTable,
    TransitGatewayVpcAttachment,
};

/// `describe-transit-gateways`
pub(super) fn gateway(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("TransitGatewayId")?;
    let options = at.get("Options");
    let referencing = "SecurityGroupReferencingSupport";
    let gateway = TransitGateway {
        security_group_referencing_support: options.string(referencing),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..TransitGateway::default()
    };
    let enabled = |key: &str| options.is(key, &["enable", "enabled"]);
    if enabled("DefaultRouteTableAssociation")
        && let Some(table) = options.text("AssociationDefaultRouteTableId")
    {
        dump.default_association.insert(id.into(), table.into());
    }
    if enabled("DefaultRouteTablePropagation")
        && let Some(table) = options.text("PropagationDefaultRouteTableId")
    {
        dump.default_propagation.insert(id.into(), table.into());
    }
    put(&mut dump.topology.transit_gateway, id, gateway, at);
    Some(id.to_owned())
}

/// `describe-transit-gateway-vpc-attachments`
pub(super) fn vpc_attachment(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("TransitGatewayAttachmentId")?;
    let attachment = TransitGatewayVpcAttachment {
        transit_gateway_id: at.id("TransitGatewayId"),
        vpc_id: at.id("VpcId"),
        subnet_ids: at.ids("SubnetIds"),
        appliance_mode_support: at.get("Options").string("ApplianceModeSupport"),
        ipv6_support: at.get("Options").string("Ipv6Support"),
        security_group_referencing_support: at
            .get("Options")
            .string("SecurityGroupReferencingSupport"),
        state: at.string("State"),
        tags: at.tags(),
        ..TransitGatewayVpcAttachment::default()
    };
    let map = &mut dump.topology.transit_gateway_vpc_attachment;
    put(map, id, attachment, at);
    Some(id.to_owned())
}

/// `describe-transit-gateway-peering-attachments`
pub(super) fn peering_attachment(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("TransitGatewayAttachmentId")?;
    let (requester, accepter) = (at.get("RequesterTgwInfo"), at.get("AccepterTgwInfo"));
    let attachment = TransitGatewayPeeringAttachment {
        transit_gateway_id: requester.id("TransitGatewayId"),
        peer_transit_gateway_id: accepter.id("TransitGatewayId"),
        peer_region: accepter.string("Region"),
        peer_account_id: accepter.id("OwnerId"),
        state: at.string("State"),
        tags: at.tags(),
        ..TransitGatewayPeeringAttachment::default()
    };
    let map = &mut dump.topology.transit_gateway_peering_attachment;
    // Another output names the ends as one side sees them.
    map.remove(&ResourceId::from(id));
    put(map, id, attachment, at);
    Some(id.to_owned())
}

/// `describe-transit-gateway-attachments`: any attachment, and the table it is associated with.
pub(super) fn attachment(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("TransitGatewayAttachmentId")?;
    let gateway: Option<ResourceId> = at.id("TransitGatewayId");
    let association = at.get("Association");
    if let Some(table) = association.text("TransitGatewayRouteTableId") {
        let gone = association.is("State", &["disassociating", "disassociated"]);
        let map = &mut dump.topology.transit_gateway_route_table;
        let table = map.entry(table.into()).or_default();
        if table.transit_gateway_id.is_none() {
            table.transit_gateway_id = gateway.clone();
        }
        if !gone {
            add(&mut table.associations, id);
        }
    }
    if let Some(gateway) = &gateway {
        dump.associations_known.insert(gateway.clone());
    }
    let map = &mut dump.topology.transit_gateway_vpc_attachment;
    match at.text("ResourceType") {
        Some(kind) if kind.eq_ignore_ascii_case("vpc") => {
            let known = map.get_mut(&ResourceId::from(id));
            if known.is_none() {
                let attachment = TransitGatewayVpcAttachment {
                    transit_gateway_id: gateway,
                    vpc_id: at.id("ResourceId"),
                    state: at.string("State"),
                    tags: at.tags(),
                    more: missing::subnets_unknown(),
                    ..TransitGatewayVpcAttachment::default()
                };
                map.insert(id.into(), attachment);
                at.note(say!(
                    "its subnets are not known: describe-transit-gateway-vpc-attachments has them",
                    "サブネットが分かりません (describe-transit-gateway-vpc-attachments にあります)"
                ));
            }
        }
        Some(kind) if kind.eq_ignore_ascii_case("peering") => {
            let map = &mut dump.topology.transit_gateway_peering_attachment;
            let other: Option<ResourceId> = at.id("ResourceId");
            map.entry(id.into())
                .or_insert_with(|| TransitGatewayPeeringAttachment {
                    transit_gateway_id: gateway,
                    peer_transit_gateway_id: other,
                    state: at.string("State"),
                    tags: at.tags(),
                    ..TransitGatewayPeeringAttachment::default()
                });
        }
        Some(kind) if kind.eq_ignore_ascii_case("vpn") => {
            if let Some(connection) = at.string("ResourceId") {
                dump.vpn_attachments.insert(connection, id.into());
            }
        }
        kind => {
            let kind = kind.unwrap_or("unknown");
            let why = say!(
                "an attachment of type {}, which leads out of what is simulated; a site of the topology may name it",
                "シミュレーションの対象外につながる {} 型のアタッチメントです。トポロジーのサイトで指定できます",
                kind
            );
            dump.leave_out(id, why);
        }
    }
    Some(id.to_owned())
}

fn add(ids: &mut Vec<ResourceId>, id: &str) {
    if !ids.iter().any(|it| it.as_str() == id) {
        ids.push(id.into());
    }
}

/// `describe-transit-gateway-route-tables`
pub(super) fn route_table(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("TransitGatewayRouteTableId")?;
    let gateway: Option<ResourceId> = at.id("TransitGatewayId");
    if let Some(gateway) = &gateway {
        if at.flag("DefaultAssociationRouteTable") == Some(true) {
            dump.default_association.insert(gateway.clone(), id.into());
        }
        if at.flag("DefaultPropagationRouteTable") == Some(true) {
            dump.default_propagation.insert(gateway.clone(), id.into());
        }
    }
    let table = TransitGatewayRouteTable {
        transit_gateway_id: gateway,
        tags: at.tags(),
        ..TransitGatewayRouteTable::default()
    };
    let map = &mut dump.topology.transit_gateway_route_table;
    put(map, id, table, at);
    Some(id.to_owned())
}

/// The table a file is about: said inside, or in its name.
fn table<'d>(
    at: &View<'_>,
    dump: &'d mut Dump<'_>,
) -> Option<(String, &'d mut TransitGatewayRouteTable)> {
    let id = at
        .text("TransitGatewayRouteTableId")
        .or_else(|| dump.beside("TransitGatewayRouteTableId"))
        .or_else(|| dump.named.id("tgw-rtb-"))?
        .to_owned();
    let map = &mut dump.topology.transit_gateway_route_table;
    let table = map.entry(id.as_str().into()).or_default();
    Some((id, table))
}

/// `search-transit-gateway-routes`
pub(super) fn routes(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    add_routes(at, at, dump)
}

/// The same as one list for all tables.
pub(super) fn routes_of_one(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    add_routes(at, &at.get("Routes"), dump)
}

fn add_routes(at: &View<'_>, list: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let (id, table) = table(at, dump)?;
    for item in list.items() {
        let attachments = item.get("TransitGatewayAttachments");
        let mut leads: Vec<Option<ResourceId>> = attachments
            .items()
            .map(|it| it.id("TransitGatewayAttachmentId"))
            .collect();
        if leads.is_empty() {
            leads.push(None);
        }
        for attachment in leads {
            let route = TransitGatewayRoute {
                destination_cidr_block: item.parsed("DestinationCidrBlock"),
                transit_gateway_attachment_id: attachment,
                blackhole: item.is("State", &["blackhole"]).then_some(true),
                type_: item.string("Type"),
                ..TransitGatewayRoute::default()
            };
            if item.text("PrefixListId").is_some() && route.destination_cidr_block.is_none() {
                item.note(say!(
                    "{}: a route to a prefix list",
                    "{}: プレフィックスリストへのルートです",
                    item.pointer()
                ));
            } else if !table.route.contains(&route) {
                table.route.push(route);
            }
        }
    }
    dump.routes_known.insert(id.as_str().into());
    Some(id)
}

/// `get-transit-gateway-route-table-associations`
pub(super) fn associations(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let (id, table) = table(at, dump)?;
    for item in at.items() {
        if !item.is("State", &["disassociating", "disassociated"])
            && let Some(attachment) = item.text("TransitGatewayAttachmentId")
        {
            add(&mut table.associations, attachment);
        }
    }
    if let Some(gateway) = table.transit_gateway_id.clone() {
        dump.associations_known.insert(gateway);
    }
    Some(id)
}

/// `get-transit-gateway-route-table-propagations`
pub(super) fn propagations(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    add_propagations(at, at, dump)
}

/// The same as one list for all tables.
pub(super) fn propagations_of_one(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let list = at.get("TransitGatewayRouteTablePropagations");
    add_propagations(at, &list, dump)
}

fn add_propagations(at: &View<'_>, list: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let (id, table) = table(at, dump)?;
    for item in list.items() {
        if !item.is("State", &["disabling", "disabled"])
            && let Some(attachment) = item.text("TransitGatewayAttachmentId")
        {
            add(&mut table.propagations, attachment);
        }
    }
    dump.propagations_known.insert(id.as_str().into());
    Some(id)
}
