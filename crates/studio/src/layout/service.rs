//! The services of AWS, each in line with the endpoints that lead to it.

use crate::geometry::Rect;
use crate::layout::block::{Block, Child, GAP_PX, LEAF_HEIGHT_PX, LEAF_WIDTH_PX, Skin};
use crate::layout::column::{BLOCK_GAP_PX, COLUMN_GAP_PX, NARROW_GAP_PX, middle};
use crate::layout::leaf::Leaves;
use crate::layout::link::Links;
use crate::layout::manner::{Flow, Manner, Standing};
use crate::layout::name::{name_of, service_label};
use crate::layout::vpc::step;
use crate::scene::{BoxKind, EdgeKind, SERVICES, word};
use crate::thing::short;
use net::lang::Lang;
use net::topology::Tags;
use net::{ResourceId, Topology};

/// A box for every service something leads to, except those that stand at a load balancer.
pub(crate) fn services(
    topology: &Topology,
    leaves: &Leaves,
    links: &Links,
) -> Vec<(ResourceId, Block)> {
    links
        .services
        .iter()
        .filter(|id| !leaves.fronted.contains(*id))
        .map(|id| {
            let service = topology.vpc_endpoint_service.get(id.as_str());
            let (name, detail, kind) = match service {
                Some(service) => (
                    name_of(&service.tags, id.as_str()),
                    service_label(id.as_str(), service.service_name.as_deref()),
                    "vpc_endpoint_service",
                ),
                None => (
                    net::service::short_name(id.as_str()).to_owned(),
                    net::service::region_of_service(id.as_str())
                        .unwrap_or_default()
                        .to_owned(),
                    "aws_service",
                ),
            };
            let name = if name.is_empty() {
                short(id.as_str()).to_owned()
            } else {
                name
            };
            let skin = Skin::new(id, BoxKind::Service, kind)
                .named(name)
                .detailed(detail);
            (id.clone(), skin.coded("SVC").leaf())
        })
        .chain(of_lattice(topology))
        .collect()
}

/// What VPC Lattice has: it stands in no VPC, so among the services.
fn of_lattice(topology: &Topology) -> Vec<(ResourceId, Block)> {
    let leaf = |id: &ResourceId, kind: &'static str, name: Option<&str>, tags: &Tags| {
        let named = match name {
            Some(name) if !tags.contains_key("Name") => name.to_owned(),
            _ => name_of(tags, id.as_str()),
        };
        let skin = Skin::new(id, BoxKind::Service, kind).named(named);
        (id.clone(), skin.coded("LAT").leaf())
    };
    let networks = topology.vpclattice_service_network.iter();
    let services = topology.vpclattice_service.iter();
    let resources = topology.vpclattice_resource_configuration.iter();
    let mut found: Vec<(ResourceId, Block)> = networks
        .map(|(id, it)| {
            leaf(
                id,
                "vpclattice_service_network",
                it.name.as_deref(),
                &it.tags,
            )
        })
        .collect();
    found.extend(
        services.map(|(id, it)| leaf(id, "vpclattice_service", it.name.as_deref(), &it.tags)),
    );
    found.extend(resources.map(|(id, it)| {
        let kind = "vpclattice_resource_configuration";
        leaf(id, kind, it.name.as_deref(), &it.tags)
    }));
    found
}

const SIDE_PX: f64 = 16.0;
const HEADER_PX: f64 = 34.0;
/// Up to so many services stand in one column.
const MOST_ROWS: usize = 12;

/// A service that waits for its place, and where in the picture what leads to it is.
struct Waiting {
    id: ResourceId,
    block: Block,
    x: f64,
    y: f64,
}

/// Puts the services where their manner says, each in line with its endpoints if it can be.
pub(crate) fn put_services(
    body: &mut Block,
    services: &[(ResourceId, Block)],
    links: &Links,
    manner: Manner,
    lang: Lang,
) {
    let waiting = waiting(body, services, links);
    let frame = Skin::new(&SERVICES.into(), BoxKind::Services, "services")
        .named(word::SERVICES.in_lang(lang))
        .sized(LEAF_WIDTH_PX + 2.0 * SIDE_PX, HEADER_PX + SIDE_PX);
    if manner.services == Standing::Foot && !links.is_large {
        put_below(body, frame, waiting);
    } else {
        put_beside(body, frame, waiting, links, manner);
    }
    body.grow(0.0);
}

/// Services in the order in which they are led to; those of gateway endpoints last, as their lines come from below.
fn waiting(body: &Block, services: &[(ResourceId, Block)], links: &Links) -> Vec<Waiting> {
    let users = body.rects();
    let mut waiting: Vec<(bool, Waiting)> = services
        .iter()
        .map(|(id, block)| {
            let leading: Vec<(EdgeKind, &Rect)> = links
                .wires
                .iter()
                .filter(|wire| wire.to == *id)
                .filter_map(|wire| Some((wire.kind, users.get(&wire.from)?)))
                .collect();
            let is_gateway = |(kind, _): &(EdgeKind, &Rect)| *kind == EdgeKind::GatewayService;
            let heights = leading.iter().map(|it| match it {
                (EdgeKind::GatewayService, rect) => rect.bottom() + 8.0,
                (_, rect) => rect.center().y,
            });
            let x = middle(leading.iter().map(|(_, rect)| rect.center().x).collect());
            let y = middle(heights.collect());
            let found = Waiting {
                id: id.clone(),
                block: block.clone(),
                x: x.unwrap_or(f64::INFINITY),
                y: y.map_or(f64::INFINITY, |it| it - block.height_px / 2.0),
            };
            (leading.iter().any(is_gateway), found)
        })
        .collect();
    waiting.sort_by(|(last, a), (other_last, b)| {
        let by_height = last.cmp(other_last).then(a.y.total_cmp(&b.y));
        by_height.then_with(|| a.id.cmp(&b.id))
    });
    waiting.into_iter().map(|(_, it)| it).collect()
}

/// A row below everything, under what leads there; several where one is too wide.
fn put_below(body: &mut Block, mut frame: Block, mut waiting: Vec<Waiting>) {
    const PITCH_PX: f64 = LEAF_WIDTH_PX + GAP_PX;
    waiting.sort_by(|a, b| {
        a.x.total_cmp(&b.x)
            .then(a.y.total_cmp(&b.y))
            .then_with(|| a.id.cmp(&b.id))
    });
    let fits = |count: &usize| step(PITCH_PX, *count) - GAP_PX + 2.0 * SIDE_PX <= body.width_px;
    let columns = (1..=waiting.len()).take_while(fits).last().unwrap_or(1);
    let wanted = middle(waiting.iter().map(|it| it.x).collect());
    for (number, it) in waiting.into_iter().enumerate() {
        let x = SIDE_PX + step(PITCH_PX, number % columns);
        let y = HEADER_PX + step(LEAF_HEIGHT_PX + GAP_PX, number / columns);
        frame.put(x, y, it.block);
    }
    frame.grow(SIDE_PX);
    let most = (body.width_px - frame.width_px).max(0.0);
    let x = wanted.filter(|it| it.is_finite()).unwrap_or_default() - frame.width_px / 2.0;
    let y = body.height_px + BLOCK_GAP_PX;
    body.put(x.clamp(0.0, most).round(), y, frame);
}

/// A column of its own; or in the last column, above the providers where there is room, else below them.
fn put_beside(
    body: &mut Block,
    mut frame: Block,
    waiting: Vec<Waiting>,
    links: &Links,
    manner: Manner,
) {
    let pitch_px = LEAF_HEIGHT_PX + GAP_PX;
    let rows = if waiting.len() <= MOST_ROWS || links.is_large {
        waiting.len()
    } else {
        waiting.len().div_ceil(3).max(MOST_ROWS)
    };
    let is_below = body.children.len() > 1
        && manner.columns == Flow::Across
        && manner.services == Standing::LastColumn;
    let (x, floor) = if links.is_large {
        (body.width_px + NARROW_GAP_PX, 0.0)
    } else if is_below {
        let height_px = HEADER_PX + step(pitch_px, rows) - GAP_PX + SIDE_PX;
        in_last_column(body, height_px)
    } else {
        (body.width_px + COLUMN_GAP_PX, 0.0)
    };
    let is_alone = body.children.len() < 2 || !is_below && !links.is_large;
    let is_aligned = waiting.len() <= rows && is_alone;
    let first = waiting.first().map_or(0.0, |it| it.y);
    let top = if first.is_finite() && is_alone {
        (first - HEADER_PX).max(floor).round()
    } else {
        floor
    };
    let mut y = HEADER_PX;
    for (number, it) in waiting.into_iter().enumerate() {
        if is_aligned {
            let at = if it.y.is_finite() {
                y.max((it.y - top).round())
            } else {
                y
            };
            y = at + pitch_px;
            frame.put(SIDE_PX, at, it.block);
        } else {
            let (column, row) = (number / rows.max(1), number % rows.max(1));
            let x = SIDE_PX + step(LEAF_WIDTH_PX + GAP_PX, column);
            frame.put(x, HEADER_PX + step(pitch_px, row), it.block);
        }
    }
    frame.grow(SIDE_PX);
    body.put(x, top, frame);
}

/// The last column and its free height for so high a box.
fn in_last_column(body: &Block, height_px: f64) -> (f64, f64) {
    let Some(last) = body.children.last() else {
        return (0.0, 0.0);
    };
    let column: Vec<&Child> = body
        .children
        .iter()
        .filter(|child| child.x >= last.x)
        .collect();
    let top = column
        .iter()
        .map(|child| child.y)
        .fold(f64::INFINITY, f64::min);
    let bottom = column
        .iter()
        .map(|child| child.y + child.block.height_px)
        .fold(0.0, f64::max);
    if top >= height_px + BLOCK_GAP_PX {
        (last.x, top - height_px - BLOCK_GAP_PX)
    } else {
        (last.x, bottom + BLOCK_GAP_PX)
    }
}
