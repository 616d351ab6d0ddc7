//! A VPC: its resolver on top, zones side by side, tiers in rows that line up across zones.

use crate::layout::block::{Block, GAP_PX, LEAF_HEIGHT_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::endpoint::{endpoints_without_interface, gateway_endpoints};
use crate::layout::join::on_border;
use crate::layout::leaf::Leaves;
use crate::layout::manner::Flow;
use crate::layout::matrix::{ZONE_SIDE_PX, matrix};
use crate::layout::name::name_of;
use crate::layout::part::heading_px;
use crate::layout::subnet::{folded, rows_and_columns, usual_columns};
use crate::scene::{BoxKind, MarkKind, word};
use crate::thing::short;
use net::id::{SubnetId, VpcId};
use net::lang::Lang;
use net::{Network, ResourceId, Topology};

const HEADER_PX: f64 = 36.0;
pub(crate) const SIDE_PX: f64 = 18.0;
const BORDER_LEAF_PX: f64 = 40.0;
/// So much room at most a VPC's name has beside what stands on the border.
const MOST_BESIDE_PX: f64 = 240.0;
/// How much lower it stands where there is no room beside.
const UNDER_BORDER_PX: f64 = BORDER_LEAF_PX / 2.0 + 6.0;

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
    leaves: &Leaves,
    flow: Flow,
    lang: Lang,
) -> Block {
    let topology = network.topology();
    let document = topology.vpc.get(id);
    let name = document.map_or_else(
        || short(id.as_str()).to_owned(),
        |vpc| name_of(&vpc.tags, id.as_str()),
    );
    // What the name says already is not said twice.
    let says_it = name.to_lowercase().contains("vpc");
    let title = if says_it { name } else { format!("VPC {name}") };
    let ranges: Vec<String> = network
        .vpc_ranges(id)
        .map(|range| range.to_string())
        .collect();
    let is_folded = topology
        .view
        .get(id.as_str())
        .is_some_and(|it| it.collapsed == Some(true));
    let mut block = Skin::new(id.as_resource(), BoxKind::Vpc, "vpc")
        .named(title)
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
    let on_top = parts.internet_gateways.len();
    let on_top_px = step(LEAF_WIDTH_PX + GAP_PX, on_top);
    let y = HEADER_PX + strip.height_px + GAP_PX;
    block.put(inside_x, HEADER_PX, strip);

    if is_folded {
        let count = parts.subnets.iter().map(|id| count_of(leaves, id)).sum();
        block.put(
            inside_x,
            y,
            folded(&format!("{id}.folded").into(), count, lang),
        );
    } else if !parts.subnets.is_empty() {
        let matrix = matrix(network, id, parts, leaves, flow, lang);
        block.put(SIDE_PX, y, matrix);
    }
    block.grow(SIDE_PX);

    let on_bottom: Vec<Block> = gateway_endpoints(network, id, lang);
    let joints: Vec<Block> = on_border(topology, id);
    let count_below = on_bottom.len() + joints.len();
    let across_px = step(LEAF_WIDTH_PX + GAP_PX, count_below) + 2.0 * SIDE_PX - GAP_PX;
    let (name_px, range_px) = block.skin.as_ref().map_or((0.0, 0.0), heading_px);
    let said_px = name_px.min(MOST_BESIDE_PX) + range_px + 4.0 * GAP_PX;
    block.width_px = block.width_px.max(across_px).max(said_px.ceil());
    block.width_px = block.width_px.max(on_top_px + 3.0 * GAP_PX);
    stretch_zones(&mut block);
    put_on_top(topology, &mut block, &parts.internet_gateways);
    if count_below > 0 {
        block.height_px += 16.0;
        let bottom = block.height_px;
        for (number, leaf) in on_bottom.into_iter().enumerate() {
            let x = block.width_px - SIDE_PX - LEAF_WIDTH_PX - step(LEAF_WIDTH_PX + GAP_PX, number);
            block.put(x, bottom - LEAF_HEIGHT_PX / 2.0, leaf);
        }
        for (number, leaf) in joints.into_iter().enumerate() {
            let x = SIDE_PX + step(LEAF_WIDTH_PX + GAP_PX, number);
            block.put(x, bottom - LEAF_HEIGHT_PX / 2.0, leaf);
        }
    }
    block
}

/// Internet gateways across the upper border: in the middle, or as near to it as the name at the left and the range at the
/// right leave room; where there is none, name and range stand below.
fn put_on_top(topology: &Topology, block: &mut Block, gateways: &[(ResourceId, &'static str)]) {
    if gateways.is_empty() {
        return;
    }
    let top_px = step(LEAF_WIDTH_PX + GAP_PX, gateways.len()) - GAP_PX;
    let (name_px, range_px) = block.skin.as_ref().map_or((0.0, 0.0), heading_px);
    let least = name_px.min(MOST_BESIDE_PX) + 2.0 * GAP_PX;
    let most = block.width_px - top_px - range_px - 2.0 * GAP_PX;
    let middle = (block.width_px - top_px) / 2.0;
    let is_beside = least <= most;
    let left = if is_beside {
        middle.clamp(least, most).round()
    } else {
        // At the right, clear of the name of what is around.
        block.width_px - top_px - 2.0 * GAP_PX
    };
    if let Some(skin) = &mut block.skin {
        if is_beside {
            skin.name_room_px = Some(left - 2.0 * GAP_PX);
        } else {
            skin.name_down_px = UNDER_BORDER_PX;
        }
    }
    if !is_beside {
        for child in &mut block.children {
            child.y += UNDER_BORDER_PX;
        }
        block.height_px += UNDER_BORDER_PX;
    }
    for (number, (id, code)) in gateways.iter().enumerate() {
        let listed = topology.internet_gateway.get(id.as_str());
        let egress_only = topology.egress_only_internet_gateway.get(id.as_str());
        let tags = listed.map(|it| &it.tags).or(egress_only.map(|it| &it.tags));
        let name = tags.map_or_else(
            || short(id.as_str()).to_owned(),
            |tags| name_of(tags, id.as_str()),
        );
        let kind = if *code == "IGW" {
            "internet_gateway"
        } else {
            "egress_only_internet_gateway"
        };
        let skin = Skin::new(id, BoxKind::InternetGateway, kind);
        let leaf = skin.named(name).coded(code);
        let x = left + step(LEAF_WIDTH_PX + GAP_PX, number);
        block.put(
            x,
            -BORDER_LEAF_PX / 2.0,
            leaf.sized(LEAF_WIDTH_PX, BORDER_LEAF_PX),
        );
    }
}

/// How many leaves a subnet has.
fn count_of(leaves: &Leaves, id: &SubnetId) -> usize {
    match &leaves.closed {
        Some(closed) => closed.get(id).map_or(0, |counts| counts.iter().sum()),
        None => leaves.by_subnet.get(id.as_resource()).map_or(0, Vec::len),
    }
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
    let columns = usual_columns(blocks.len());
    block.put(GAP_PX, HEADER_PX, rows_and_columns(blocks, columns));
    block.grow(GAP_PX);
    block
}
