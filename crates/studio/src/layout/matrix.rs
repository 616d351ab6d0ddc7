//! The subnets of a VPC: zones as columns, tiers as rows that line up across zones.

use crate::layout::block::{Block, Skin};
use crate::layout::census::Counts;
use crate::layout::leaf::Leaves;
use crate::layout::manner::Flow;
use crate::layout::name::name_of;
use crate::layout::subnet::{Leaf, Rank, folded_subnet, subnet};
use crate::layout::vpc::{SIDE_PX, VpcParts};
use crate::layout::ward;
use crate::scene::{BoxKind, word};
use net::Network;
use net::id::{SubnetId, VpcId};
use net::lang::Lang;
use net::network::RouteTarget;
use std::collections::{BTreeMap, BTreeSet};

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

/// A zone, empty where nobody knows it, and which of its columns.
type Column = (String, usize);

/// A subnet that waits for its width.
struct Cell {
    /// Subnets of a tier and zone stand in this order.
    order: String,
    skin: Skin,
    inside: Inside,
    is_folded: bool,
}

/// What a subnet holds.
enum Inside {
    /// Leaves that are drawn.
    Open(Vec<Leaf>),
    /// So many of each rank, drawn when someone comes near.
    Closed(Counts),
}

impl Cell {
    /// The last letter or digit of its id.
    fn end(&self) -> Option<char> {
        let mut letters = self.skin.id.as_str().chars().rev();
        letters.find(|it| it.is_alphanumeric())
    }

    fn measured(&self, room_px: f64, flow: Flow, lang: Lang) -> Block {
        let skin = self.skin.clone();
        match &self.inside {
            inside if self.is_folded => folded_subnet(skin, inside.count(), lang),
            Inside::Open(leaves) => subnet(skin, leaves.clone(), room_px, flow),
            Inside::Closed(counts) => ward::measured(skin, *counts, room_px),
        }
    }
}

impl Inside {
    fn count(&self) -> usize {
        match self {
            Self::Open(leaves) => leaves.len(),
            Self::Closed(counts) => counts.iter().sum(),
        }
    }

    fn is_only_endpoints(&self) -> bool {
        match self {
            Self::Open(leaves) => {
                !leaves.is_empty() && leaves.iter().all(|leaf| leaf.rank == Rank::Endpoint)
            }
            Self::Closed([balancers, hosts, endpoints]) => *endpoints > 0 && balancers + hosts == 0,
        }
    }
}

const ZONE_HEADER_PX: f64 = 26.0;
pub(crate) const ZONE_SIDE_PX: f64 = 12.0;
const ZONE_FOOT_PX: f64 = 16.0;
/// Between rows of subnets; lines run along its middle.
const ROW_GAP_PX: f64 = 24.0;

/// Zones as columns, tiers as rows. All subnets of a row are as high as the highest.
pub(crate) fn matrix(
    network: &Network,
    vpc: &VpcId,
    parts: &VpcParts,
    leaves: &Leaves,
    flow: Flow,
    lang: Lang,
) -> Block {
    let topology = network.topology();
    let mut cells: BTreeMap<(Column, Tier), Vec<Cell>> = BTreeMap::new();
    for id in &parts.subnets {
        let Some(document) = topology.subnet.get(id) else {
            continue;
        };
        let inside = match &leaves.closed {
            Some(closed) => Inside::Closed(closed.get(id).copied().unwrap_or_default()),
            None => Inside::Open(
                leaves
                    .by_subnet
                    .get(id.as_resource())
                    .cloned()
                    .unwrap_or_default(),
            ),
        };
        let access = access(network, id);
        let tier = if access == Access::Public {
            Tier::Public
        } else if inside.is_only_endpoints() {
            Tier::Endpoints
        } else {
            Tier::Private
        };
        let (kind, tier_word) = match access {
            Access::Public => (BoxKind::PublicSubnet, word::PUBLIC),
            Access::Private => (BoxKind::PrivateSubnet, word::PRIVATE),
            Access::Unknown => (BoxKind::PrivateSubnet, word::ROUTES_UNKNOWN),
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
        cells.entry(((zone, 0), tier)).or_default().push(Cell {
            order,
            skin,
            inside,
            is_folded,
        });
    }
    merge_endpoints(&mut cells);
    for column in cells.values_mut() {
        column.sort_by(|a, b| a.order.cmp(&b.order));
    }
    let mut cells = spread(cells);
    // A zone is as wide as its widest subnet needs; the others use that width.
    let mut widths: BTreeMap<Column, f64> = BTreeMap::new();
    for ((zone, _), column) in &cells {
        let width_px = widths.entry(zone.clone()).or_default();
        for cell in column {
            *width_px = width_px.max(cell.measured(0.0, flow, lang).width_px);
        }
    }
    let mut zones: BTreeMap<Column, Vec<(usize, Block)>> = BTreeMap::new();
    let mut rows: Vec<f64> = Vec::new();
    let mut first_row = 0;
    for tier in [Tier::Public, Tier::Private, Tier::Endpoints] {
        let mut count = 0;
        for ((zone, _), column) in cells.iter_mut().filter(|((_, of), _)| *of == tier) {
            let width_px = widths.get(zone).copied().unwrap_or_default();
            count = count.max(column.len());
            for (number, cell) in column.drain(..).enumerate() {
                let block = cell.measured(width_px, flow, lang);
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
    for ((zone, _), subnets) in zones {
        let column = column(topology, vpc, &zone, subnets, &tops, &rows, bottom);
        let width_px = column.width_px;
        matrix.put(x, 0.0, column);
        x += width_px + SIDE_PX;
    }
    matrix.grow(0.0);
    matrix
}

/// Endpoints have a row of their own only where their zone has other private subnets beside theirs.
fn merge_endpoints(cells: &mut BTreeMap<(Column, Tier), Vec<Cell>>) {
    let of_tier = |tier| {
        let keys = cells.keys().filter(move |(_, of)| *of == tier);
        keys.map(|(zone, _)| zone.clone()).collect::<BTreeSet<_>>()
    };
    let endpoints = of_tier(Tier::Endpoints);
    if !endpoints.is_disjoint(&of_tier(Tier::Private)) {
        return;
    }
    for zone in endpoints {
        if let Some(own) = cells.remove(&(zone.clone(), Tier::Endpoints)) {
            cells.insert((zone, Tier::Private), own);
        }
    }
}

/// At most so many columns of subnets whose zone nobody knows.
const MOST_UNKNOWN: usize = 3;

/// Where no zone is known, as with a template that asks for them, the subnets of a tier stand side
/// by side as they would in zones: in as many columns as the tier with the fewest has, if several.
fn spread(cells: BTreeMap<(Column, Tier), Vec<Cell>>) -> BTreeMap<(Column, Tier), Vec<Cell>> {
    let several = cells.values().map(Vec::len).filter(|count| *count > 1);
    let columns = several.min().unwrap_or(1).min(MOST_UNKNOWN);
    if cells.keys().any(|((zone, _), _)| !zone.is_empty()) {
        return cells;
    }
    let mut spread: BTreeMap<(Column, Tier), Vec<Cell>> = BTreeMap::new();
    for (((zone, _), tier), subnets) in cells {
        let ends: BTreeSet<Option<char>> = subnets.iter().map(Cell::end).collect();
        let ends: Vec<Option<char>> = ends.into_iter().collect();
        for (number, cell) in subnets.into_iter().enumerate() {
            // `PublicA` and `PrivateA` are of one zone, most likely; else they take turns.
            let by_name = ends.iter().position(|end| *end == cell.end());
            let column = by_name.filter(|_| ends.len() == columns);
            let key = ((zone.clone(), column.unwrap_or(number % columns)), tier);
            spread.entry(key).or_default().push(cell);
        }
    }
    spread
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
    column.height_px = bottom + ZONE_FOOT_PX;
    for (row, mut block) in subnets {
        block.width_px = width_px;
        block.height_px = rows.get(row).copied().unwrap_or(block.height_px);
        column.put(ZONE_SIDE_PX, tops.get(row).copied().unwrap_or(0.0), block);
    }
    column
}

/// How a subnet stands to the internet (R1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    /// The table in effect has a route to an internet gateway.
    Public,
    /// It has none.
    Private,
    /// It may have one: the table is not known, or neither are all of its routes.
    Unknown,
}

fn access(network: &Network, id: &SubnetId) -> Access {
    let place = network.subnet(id);
    let Some(table) = place.and_then(|place| network.table(&place.route_table)) else {
        return Access::Unknown;
    };
    let mut routes = table.routes.iter();
    if routes.any(|it| matches!(it.target, RouteTarget::InternetGateway(_))) {
        return Access::Public;
    }
    let is_default = |range: &ipnet::IpNet| range.prefix_len() == 0;
    let mut ranges = table.routes.iter().flat_map(|it| &it.ranges);
    if table.uncertain && !ranges.any(is_default) {
        return Access::Unknown;
    }
    Access::Private
}

/// An address as a text that sorts as addresses do.
fn order_of(address: std::net::IpAddr) -> String {
    match address {
        std::net::IpAddr::V4(base) => format!("4 {:08x}", u32::from(base)),
        std::net::IpAddr::V6(base) => format!("6 {:032x}", u128::from(base)),
    }
}

#[cfg(test)]
mod tests {
    use crate::scene::Scene;
    use net::lang::Lang;
    use net::{Network, Topology};
    use std::sync::Arc;

    /// The columns in which four subnets stand, called so; the first two are public.
    fn across(names: [&str; 4], zone: &str) -> Vec<Vec<usize>> {
        let [first, second, ..] = names;
        let subnet = |number: usize| {
            let name = names[number - 1];
            format!(r#""{name}": {{ "vpc_id": "v", "cidr_block": "10.0.{number}.0/24"{zone} }}"#)
        };
        let subnets: Vec<String> = (1..=4).map(subnet).collect();
        let text = format!(
            r#"{{ "format": "sightline.topology/1", "vpc": {{ "v": {{ "cidr_block": "10.0.0.0/16" }} }},
                "subnet": {{ {} }}, "internet_gateway": {{ "igw": {{ "vpc_id": "v" }} }},
                "route_table": {{ "t": {{ "vpc_id": "v", "route": [ {{ "cidr_block": "0.0.0.0/0", "gateway_id": "igw" }} ] }} }},
                "route_table_association": {{ "a": {{ "subnet_id": "{first}", "route_table_id": "t" }},
                    "b": {{ "subnet_id": "{second}", "route_table_id": "t" }} }} }}"#,
            subnets.join(", ")
        );
        let Ok(topology) = Topology::from_json(&text) else {
            panic!("the document is sound");
        };
        let scene = Scene::of(&Network::new(Arc::new(topology)), None, Lang::En);
        let place = |number: usize| scene.find(names[number - 1]).map(|it| it.rect.x);
        let mut columns: Vec<(Option<f64>, Vec<usize>)> = Vec::new();
        for number in 1..=4 {
            match columns.iter_mut().find(|it| it.0 == place(number)) {
                Some(column) => column.1.push(number),
                None => columns.push((place(number), vec![number])),
            }
        }
        columns.into_iter().map(|it| it.1).collect()
    }

    #[test]
    fn subnets_of_unknown_zones_stand_as_in_zones() {
        let in_turn = ["s.Front", "s.Edge", "s.Shop", "s.Stock"];
        assert_eq!(across(in_turn, ""), [[1, 3], [2, 4]]);
        let by_name = ["s.PublicA", "s.PublicB", "s.PrivateB", "s.PrivateA"];
        assert_eq!(across(by_name, ""), [[1, 4], [2, 3]]);
        let zone = r#", "availability_zone": "eu-west-1a""#;
        assert_eq!(across(in_turn, zone), [[1, 2, 3, 4]]);
    }
}
