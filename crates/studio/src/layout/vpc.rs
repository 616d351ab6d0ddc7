//! A VPC: its resolver on top, zones side by side, tiers in rows that line up across zones.

use crate::layout::block::{Block, GAP_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::leaf::{Leaves, endpoint_name, last_part, name_of, with_endpoint_marks};
use crate::layout::subnet::{Rank, folded, rows_and_columns, subnet};
use crate::scene::{BoxKind, MarkKind, word};
use net::id::{SubnetId, VpcId};
use net::lang::Lang;
use net::network::RouteTarget;
use net::topology::EndpointType;
use net::{Network, ResourceId};
use std::collections::BTreeMap;

/// A row of subnets: outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// With a route to an internet gateway.
    Public,
    /// Without.
    Private,
    /// Without, and with nothing in it but endpoints.
    Endpoints,
}

const HEADER_PX: f64 = 40.0;
const SIDE_PX: f64 = 24.0;
const ZONE_HEADER_PX: f64 = 28.0;
const ZONE_SIDE_PX: f64 = 16.0;
/// Between rows of subnets; lines run along its middle.
const ROW_GAP_PX: f64 = 24.0;
const BORDER_LEAF_PX: f64 = 40.0;

/// What a VPC is made of, in ids of the topology.
#[derive(Clone, Debug, Default)]
pub(crate) struct VpcParts {
    pub(crate) subnets: Vec<SubnetId>,
    pub(crate) internet_gateways: Vec<(ResourceId, &'static str)>,
}

/// The id of a VPC's resolver, as traces name it.
pub(crate) fn resolver_id(vpc: &VpcId) -> ResourceId {
    format!("{vpc}.resolver").into()
}

/// A VPC around everything in it.
pub(crate) fn vpc(
    network: &Network,
    id: &VpcId,
    parts: &VpcParts,
    leaves: &mut Leaves,
    lang: Lang,
) -> Block {
    let topology = network.topology();
    let document = topology.vpc.get(id);
    let name = document.map_or_else(
        || last_part(id.as_str()).to_owned(),
        |vpc| name_of(&vpc.tags, id.as_str()),
    );
    let ranges: Vec<String> = network
        .vpc_ranges(id)
        .map(|range| range.to_string())
        .collect();
    let is_folded = topology
        .view
        .get(id.as_str())
        .is_some_and(|it| it.collapsed == Some(true));
    let mut block = Skin::new(id.as_resource(), BoxKind::Vpc, "vpc")
        .named(format!("VPC {name}"))
        .detailed(ranges.first().cloned().unwrap_or_default())
        .sized(
            LEAF_WIDTH_PX + 2.0 * (SIDE_PX + ZONE_SIDE_PX + GAP_PX),
            HEADER_PX,
        );

    let inside_x = SIDE_PX + ZONE_SIDE_PX + GAP_PX;
    let mut strip = Block::invisible();
    strip.put(0.0, 0.0, resolver(network, id, lang));
    for (number, endpoint) in endpoints_without_interface(network, id, lang)
        .into_iter()
        .enumerate()
    {
        strip.put(step(LEAF_WIDTH_PX + GAP_PX, number + 1), 0.0, endpoint);
    }
    strip.grow(0.0);
    let y = HEADER_PX + strip.height_px + GAP_PX;
    block.put(inside_x, HEADER_PX, strip);

    if is_folded {
        let count = parts.subnets.iter().map(|id| count_of(leaves, id)).sum();
        for subnet in &parts.subnets {
            leaves.by_subnet.remove(subnet.as_resource());
        }
        block.put(inside_x, y, folded(&format!("{id}.folded").into(), count));
    } else if !parts.subnets.is_empty() {
        let matrix = matrix(network, id, parts, leaves, lang);
        block.put(SIDE_PX, y, matrix);
    }
    block.grow(SIDE_PX);

    let on_top = parts.internet_gateways.len();
    let on_bottom: Vec<Block> = gateway_endpoints(network, id, lang);
    let across_px = step(LEAF_WIDTH_PX + GAP_PX, on_bottom.len()) + 2.0 * SIDE_PX - GAP_PX;
    block.width_px = block.width_px.max(across_px);
    if on_top > 0 {
        block.width_px = block
            .width_px
            .max(step(LEAF_WIDTH_PX + GAP_PX, on_top) + 320.0);
    }
    stretch_zones(&mut block);
    let top_px = step(LEAF_WIDTH_PX + GAP_PX, on_top) - GAP_PX;
    for (number, (gateway, code)) in parts.internet_gateways.iter().enumerate() {
        let x = ((block.width_px - top_px) / 2.0).round() + step(LEAF_WIDTH_PX + GAP_PX, number);
        let tags = topology
            .internet_gateway
            .get(gateway.as_str())
            .map(|it| &it.tags)
            .or_else(|| {
                topology
                    .egress_only_internet_gateway
                    .get(gateway.as_str())
                    .map(|it| &it.tags)
            });
        let name = tags.map_or_else(
            || last_part(gateway.as_str()).to_owned(),
            |tags| name_of(tags, gateway.as_str()),
        );
        let kind = if *code == "IGW" {
            "internet_gateway"
        } else {
            "egress_only_internet_gateway"
        };
        let leaf = Skin::new(gateway, BoxKind::InternetGateway, kind)
            .named(name)
            .coded(code);
        block.put(
            x,
            -BORDER_LEAF_PX / 2.0,
            leaf.sized(LEAF_WIDTH_PX, BORDER_LEAF_PX),
        );
    }
    if !on_bottom.is_empty() {
        block.height_px += 16.0;
        let bottom = block.height_px;
        for (number, leaf) in on_bottom.into_iter().enumerate() {
            let x = block.width_px - SIDE_PX - LEAF_WIDTH_PX - step(LEAF_WIDTH_PX + GAP_PX, number);
            block.put(x, bottom - 24.0, leaf);
        }
    }
    block
}

/// How many leaves a subnet has.
fn count_of(leaves: &Leaves, id: &SubnetId) -> usize {
    leaves.by_subnet.get(id.as_resource()).map_or(0, Vec::len)
}

fn resolver(network: &Network, id: &VpcId, lang: Lang) -> Block {
    let document = network.topology().vpc.get(id);
    let address = document.and_then(|vpc| match vpc.cidr_block?.network() {
        std::net::IpAddr::V4(base) => Some(std::net::Ipv4Addr::from(u32::from(base) + 2)),
        std::net::IpAddr::V6(_) => None,
    });
    let mut skin = Skin::new(&resolver_id(id), BoxKind::Resolver, "resolver")
        .named(word::RESOLVER.in_lang(lang))
        .detailed(address.map(|it| it.to_string()).unwrap_or_default())
        .coded("DNS");
    let is_off = document.is_some_and(|vpc| vpc.enable_dns_support.known_or(true) == Some(false));
    if is_off {
        skin = skin.marked(MarkKind::Broken, "enableDnsSupport: false");
    }
    skin.leaf()
}

/// Interface endpoints that chose no subnet: they exist, and lead nowhere.
fn endpoints_without_interface(network: &Network, id: &VpcId, lang: Lang) -> Vec<Block> {
    network
        .endpoints_of(id)
        .filter(|(_, endpoint)| endpoint.kind() != EndpointType::Gateway)
        .filter(|(id, _)| network.interfaces_of(id.as_resource()).next().is_none())
        .map(|(id, endpoint)| {
            let skin = Skin::new(id.as_resource(), BoxKind::EndpointInterface, "vpc_endpoint")
                .named(endpoint_name(endpoint, id.as_str()))
                .detailed(word::NO_INTERFACE.in_lang(lang))
                .coded("VPCE");
            with_endpoint_marks(skin, endpoint, lang).leaf()
        })
        .collect()
}

fn gateway_endpoints(network: &Network, id: &VpcId, lang: Lang) -> Vec<Block> {
    network
        .endpoints_of(id)
        .filter(|(_, endpoint)| endpoint.kind() == EndpointType::Gateway)
        .map(|(id, endpoint)| {
            let detail = endpoint.prefix_list_id.as_ref().map_or_else(
                || endpoint.short_service_name().to_owned(),
                ToString::to_string,
            );
            let skin = Skin::new(id.as_resource(), BoxKind::GatewayEndpoint, "vpc_endpoint")
                .named(endpoint_name(endpoint, id.as_str()))
                .detailed(detail)
                .coded("GWE");
            let mut block = with_endpoint_marks(skin, endpoint, lang).leaf();
            block.height_px = 48.0;
            block
        })
        .collect()
}

/// Zones as columns, tiers as rows. All subnets of a row are as high as the highest.
fn matrix(
    network: &Network,
    vpc: &VpcId,
    parts: &VpcParts,
    leaves: &mut Leaves,
    lang: Lang,
) -> Block {
    let topology = network.topology();
    let mut cells: BTreeMap<(String, Tier), Vec<(String, Block)>> = BTreeMap::new();
    for id in &parts.subnets {
        let Some(document) = topology.subnet.get(id) else {
            continue;
        };
        let inside = leaves
            .by_subnet
            .remove(id.as_resource())
            .unwrap_or_default();
        let tier = if is_public(network, id) {
            Tier::Public
        } else if !inside.is_empty() && inside.iter().all(|leaf| leaf.rank == Rank::Endpoint) {
            Tier::Endpoints
        } else {
            Tier::Private
        };
        let (kind, tier_word) = match tier {
            Tier::Public => (BoxKind::PublicSubnet, word::PUBLIC),
            Tier::Private | Tier::Endpoints => (BoxKind::PrivateSubnet, word::PRIVATE),
        };
        let name = name_of(&document.tags, id.as_str());
        // What the name says already is not said twice.
        let says_it = [tier_word.en, tier_word.ja]
            .iter()
            .any(|tier_word| name.to_lowercase().contains(tier_word));
        let caption = if says_it {
            name.clone()
        } else {
            format!("{name} · {}", tier_word.in_lang(lang))
        };
        let range = document.cidr_block.or(document.ipv6_cidr_block);
        let skin = Skin::new(id.as_resource(), kind, "subnet")
            .named(caption)
            .detailed(range.map(|range| range.to_string()).unwrap_or_default());
        let is_folded = topology
            .view
            .get(id.as_str())
            .is_some_and(|it| it.collapsed == Some(true));
        let zone = document
            .availability_zone
            .clone()
            .or_else(|| document.availability_zone_id.clone())
            .unwrap_or_default();
        let order = format!(
            "{} {id}",
            range
                .map(|range| order_of(range.network()))
                .unwrap_or_default()
        );
        cells
            .entry((zone, tier))
            .or_default()
            .push((order, subnet(skin, inside, is_folded)));
    }
    let mut zones: BTreeMap<String, Vec<(usize, Block)>> = BTreeMap::new();
    let mut rows: Vec<f64> = Vec::new();
    let mut first_row = 0;
    for tier in [Tier::Public, Tier::Private, Tier::Endpoints] {
        let mut count = 0;
        for ((zone, _), column) in cells.iter_mut().filter(|((_, of), _)| *of == tier) {
            column.sort_by(|a, b| a.0.cmp(&b.0));
            count = count.max(column.len());
            for (number, (_, block)) in column.drain(..).enumerate() {
                let row = first_row + number;
                if rows.len() <= row {
                    rows.resize(row + 1, 0.0);
                }
                rows[row] = f64::max(rows[row], block.height_px);
                zones.entry(zone.clone()).or_default().push((row, block));
            }
        }
        first_row += count;
    }
    let tops: Vec<f64> = rows
        .iter()
        .scan(ZONE_HEADER_PX, |y, height_px| {
            let top = *y;
            *y += height_px + ROW_GAP_PX;
            Some(top)
        })
        .collect();
    let bottom = tops
        .last()
        .zip(rows.last())
        .map_or(0.0, |(top, height_px)| top + height_px);
    let mut matrix = Block::invisible();
    let mut x = 0.0;
    for (zone, subnets) in zones {
        let column = column(topology, vpc, &zone, subnets, &tops, &rows, bottom);
        let width_px = column.width_px;
        matrix.put(x, 0.0, column);
        x += width_px + SIDE_PX;
    }
    matrix.grow(0.0);
    matrix
}

fn column(
    topology: &net::Topology,
    vpc: &VpcId,
    zone: &str,
    subnets: Vec<(usize, Block)>,
    tops: &[f64],
    rows: &[f64],
    bottom: f64,
) -> Block {
    let width_px = subnets
        .iter()
        .map(|(_, block)| block.width_px)
        .fold(0.0, f64::max);
    let zone_id = topology
        .subnet
        .values()
        .filter(|subnet| subnet.vpc_id.as_ref() == Some(vpc))
        .find(|subnet| subnet.availability_zone.as_deref() == Some(zone))
        .and_then(|subnet| subnet.availability_zone_id.clone());
    let mut column = if zone.is_empty() {
        Block::invisible()
    } else {
        Skin::new(
            &format!("{vpc}.{zone}").into(),
            BoxKind::Zone,
            "availability_zone",
        )
        .named(zone)
        .detailed(zone_id.filter(|id| id != zone).unwrap_or_default())
        .sized(0.0, 0.0)
    };
    column.width_px = width_px + 2.0 * ZONE_SIDE_PX;
    column.height_px = bottom + ZONE_SIDE_PX;
    for (row, mut block) in subnets {
        block.width_px = width_px;
        block.height_px = rows.get(row).copied().unwrap_or(block.height_px);
        column.put(ZONE_SIDE_PX, tops.get(row).copied().unwrap_or(0.0), block);
    }
    column
}

/// Lets the zones share what room is left in a VPC that something else made wide.
fn stretch_zones(block: &mut Block) {
    let inner_px = block.width_px - 2.0 * SIDE_PX;
    for child in &mut block.children {
        let is_matrix = child.block.skin.is_none()
            && child.block.children.iter().any(|zone| {
                zone.block
                    .skin
                    .as_ref()
                    .is_none_or(|skin| skin.kind == BoxKind::Zone)
            });
        if !is_matrix || child.block.width_px >= inner_px {
            continue;
        }
        let count = child.block.children.len();
        let more_px = ((inner_px - child.block.width_px) / step(1.0, count.max(1))).floor();
        for (number, zone) in child.block.children.iter_mut().enumerate() {
            zone.x += step(more_px, number);
            zone.block.width_px += more_px;
            for subnet in &mut zone.block.children {
                subnet.block.width_px += more_px;
            }
        }
        child.block.width_px = inner_px;
    }
}

/// Whether the table in effect has a route to an internet gateway (R1.6).
fn is_public(network: &Network, id: &SubnetId) -> bool {
    network
        .subnet(id)
        .and_then(|place| network.table(&place.route_table))
        .is_some_and(|table| {
            table
                .routes
                .iter()
                .any(|route| matches!(route.target, RouteTarget::InternetGateway(_)))
        })
}

/// An address as a text that sorts as addresses do.
fn order_of(address: std::net::IpAddr) -> String {
    match address {
        std::net::IpAddr::V4(base) => format!("4 {:08x}", u32::from(base)),
        std::net::IpAddr::V6(base) => format!("6 {:032x}", u128::from(base)),
    }
}

/// A whole number of equal steps.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of boxes are far below 2^52"
)]
pub(crate) fn step(step_px: f64, count: usize) -> f64 {
    step_px * count as f64
}

/// Leaves without a subnet, in a box of their own.
pub(crate) fn unplaced(blocks: Vec<Block>, lang: Lang) -> Block {
    let mut block = Skin::new(&"unplaced".into(), BoxKind::Unplaced, "unplaced")
        .named(word::UNPLACED.in_lang(lang))
        .sized(0.0, 0.0);
    block.put(GAP_PX, 44.0, rows_and_columns(blocks));
    block.grow(GAP_PX);
    block
}
