//! The networks on the other side of VPN connections, which are sites of the topology.

use super::dump::{Dump, put};
use super::view::View;
use crate::said::say;
use ipnet::IpNet;
use net::id::ResourceId;
use net::topology::Site;
use std::collections::BTreeSet;

/// The states of what is no longer there.
const GONE: &[&str] = &["deleted", "deleting"];

/// A VPN connection, until all of them are read.
pub(super) struct Connection {
    id: String,
    customer_gateway: ResourceId,
    vpn_gateway: Option<ResourceId>,
    transit_gateway: bool,
    /// Its static ranges.
    ranges: Vec<IpNet>,
    /// Whether the site tells its ranges itself, by BGP.
    learns: bool,
    /// Whether all tunnels are said to be down.
    is_down: bool,
}

/// `describe-customer-gateways`: the device of a site, and here the site.
pub(super) fn customer_gateway(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("CustomerGatewayId")?;
    if at.is("State", GONE) {
        dump.leave_out(id, say!("it is deleted", "削除済みです"));
        return Some(id.to_owned());
    }
    let mut site = Site {
        tags: at.tags(),
        ..Site::default()
    };
    if let Some(address) = at.text("IpAddress") {
        site.more.insert("ip_address".to_owned(), address.into());
    }
    put(&mut dump.topology.site, id, site, at);
    Some(id.to_owned())
}

/// `describe-vpn-connections`. Its configuration, which holds keys, is not looked at.
pub(super) fn vpn_connection(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("VpnConnectionId")?;
    if at.is("State", GONE) {
        dump.leave_out(id, say!("it is deleted", "削除済みです"));
        return Some(id.to_owned());
    }
    let telemetry = at.get("VgwTelemetry");
    let mut tunnels = telemetry.items().peekable();
    let is_down = tunnels.peek().is_some() && tunnels.all(|it| it.is("Status", &["DOWN"]));
    let routes = at.get("Routes");
    let connection = Connection {
        id: id.to_owned(),
        customer_gateway: at.id("CustomerGatewayId")?,
        vpn_gateway: at.id("VpnGatewayId"),
        transit_gateway: at.text("TransitGatewayId").is_some(),
        ranges: routes
            .items()
            .filter(|it| !it.is("State", GONE))
            .filter_map(|it| it.parsed("DestinationCidrBlock"))
            .collect(),
        learns: at.get("Options").flag("StaticRoutesOnly") != Some(true),
        is_down,
    };
    dump.connections.push(connection);
    Some(id.to_owned())
}

/// Joins sites by their connections, once all outputs are read.
pub(super) fn join(dump: &mut Dump<'_>) {
    let connections = std::mem::take(&mut dump.connections);
    // Where several sites are behind one gateway, no table says which of them told a range.
    let by_gateway: BTreeSet<_> = connections
        .iter()
        .filter_map(|it| Some((it.vpn_gateway.clone()?, it.customer_gateway.clone())))
        .collect();
    for connection in connections {
        let Connection {
            id,
            customer_gateway,
            vpn_gateway,
            transit_gateway,
            ranges,
            learns,
            is_down,
        } = connection;
        let attachment = dump.vpn_attachments.get(&id).cloned();
        if transit_gateway && attachment.is_none() {
            let note = say!(
                "its attachment is not known: describe-transit-gateway-attachments has it",
                "アタッチメントが分かりません (describe-transit-gateway-attachments にあります)"
            );
            dump.log.unresolved(&id, note.to_owned());
        }
        // What a VPN gateway was told stands in the tables it propagates into.
        let is_alone = |gateway: &&ResourceId| {
            by_gateway.iter().filter(|(its, _)| its == *gateway).count() == 1
        };
        let own = vpn_gateway.iter().filter(|_| learns).filter(is_alone);
        let learned = own.flat_map(|gateway| {
            let tables = dump.topology.route_table.values();
            tables.flat_map(|it| &it.route).filter_map(move |route| {
                let is_learned = route.gateway_id.as_ref() == Some(gateway)
                    && route.origin.as_deref() == Some("EnableVgwRoutePropagation");
                route.cidr_block.filter(|_| is_learned)
            })
        });
        let mut ranges = ranges;
        ranges.extend(learned);
        ranges.sort();
        ranges.dedup();
        let site = dump.topology.site.entry(customer_gateway).or_default();
        if learns && ranges.is_empty() {
            let note = say!(
                "the ranges of the site are not known: it tells them by BGP, and no route table among the inputs has learned one of it alone",
                "サイトの範囲が分かりません。BGP で広告され、このサイトだけから学習したルートが入力のルートテーブルにありません"
            );
            dump.log.unresolved(&id, note.to_owned());
            let unknown = serde_json::json!({ "cidr_blocks": note.en() });
            site.more.insert("unknown".to_owned(), unknown);
        }
        for range in ranges {
            if !site.cidr_blocks.contains(&range) {
                site.cidr_blocks.push(range);
            }
        }
        for attachment in vpn_gateway.into_iter().chain(attachment) {
            if !site.attachments.contains(&attachment) {
                site.attachments.push(attachment);
            }
        }
        site.vpn_connection_ids.push(id.into());
        if is_down {
            site.state = Some("down".to_owned());
        }
    }
}
