//! VPN: the network on the other side of a connection is a site of the topology.

use super::super::field::{Field, id, label, range, tags};
use super::{Adds, Kind, TRANSIT};
use crate::said::say;
use crate::terraform::read::Reader;
use serde_json::{Map, Value as Json};

const SITE: &[Field] = &[label("ip_address"), tags()];

pub(super) const KINDS: &[Kind] = &[
    Kind::makes("aws_customer_gateway", "site", SITE),
    Kind::makes("data.aws_customer_gateway", "site", SITE),
    Kind::adds(
        "aws_vpn_connection",
        "site",
        "customer_gateway_id",
        Adds::Items(&[id("vpn_gateway_id", &["vpn_gateway"]).to("attachments")]),
    )
    .then(connection),
    Kind::adds(
        "aws_vpn_connection_route",
        "site",
        "vpn_connection_id",
        Adds::Items(&[range("destination_cidr_block").to("cidr_blocks")]),
    ),
];

/// At a transit gateway, the connection makes an attachment of its own.
fn connection(site: &mut Map<String, Json>, at: &Reader<'_>) {
    if at.id("transit_gateway_id", TRANSIT).is_some() {
        let attachment = format!("{}.attachment", at.own_id());
        site.insert("attachments".to_owned(), vec![attachment].into());
    }
    site.insert("vpn_connection_ids".to_owned(), vec![at.own_id()].into());
    let routes = at.parts("routes");
    let told: Vec<Json> = routes
        .iter()
        .filter_map(|it| it.range("destination_cidr_block"))
        .collect();
    if !told.is_empty() {
        site.insert("cidr_blocks".to_owned(), told.into());
    } else if !at.is_true("static_routes_only") {
        let why = say!(
            "the site tells them by BGP; give the topology its ranges",
            "サイトが BGP で広告します。トポロジーに範囲を指定してください"
        );
        at.not_known(site, "cidr_blocks", &why);
    }
}
