//! A network too large to be drawn at once: VPCs and subnets at their places, leaves where someone
//! looks or a trace leads, lines bundled by VPC.

use crate::geometry::Rect;
use crate::layout::census::{self, Place as Standing, census, counts};
use crate::layout::channel::Channels;
use crate::layout::derived::Derived;
use crate::layout::gutter::Gutters;
use crate::layout::{leaf, link, place, ward, wire, world};
use crate::scene::{Detail, Edge, EdgeKind, Scene, SceneBox};
use net::id::{SubnetId, VpcId};
use net::lang::Lang;
use net::trace::Trace;
use net::{Network, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// With more leaves than this a network is drawn where someone looks.
pub(crate) const MOST_DRAWN: usize = 400;

/// So many leaves past that limit, a picture that is edited changes its manner.
pub(crate) const SLACK: usize = 100;

/// With more lines than this inside a VPC none are drawn: they would tell nothing.
const MOST_LINES: usize = 160;

/// The picture of a large network.
pub(crate) fn scene(
    network: &Network,
    census: &[Standing<'_>],
    trace: Option<&Trace>,
    lang: Lang,
) -> Scene {
    let topology = network.topology();
    let counts = counts(census);
    let strays: BTreeSet<&SubnetId> = counts
        .keys()
        .filter(|id| !topology.subnet.contains_key(**id))
        .copied()
        .collect();
    let mut leaves = leaf::leaves(network, census, &|id| strays.contains(id), lang);
    leaves.closed = Some(
        counts
            .into_iter()
            .map(|(id, it)| (id.clone(), it))
            .collect(),
    );
    let links = link::bundles(network, trace);
    let (world, manner) = world::world(network, leaves, &links, None, lang);
    let mut boxes = world.place(topology);

    let asked = trace
        .map(|trace| touched(network, trace))
        .unwrap_or_default();
    let mut open = leaf::leaves(network, census, &|id| asked.contains(id), lang);
    let found = std::mem::take(&mut open.places);
    let mut inside: Vec<SceneBox> = Vec::new();
    for subnet in &mut boxes {
        if let Some(own) = open.by_subnet.remove(&subnet.id) {
            inside.extend(ward::opened(subnet, own, topology));
            subnet.ward = None;
        }
    }
    boxes.extend(inside);
    let index = crate::layout::indexed(&boxes);
    let edges = bundled(&links, &boxes, &index);
    let places = place::places(network, found, &boxes, &index, true);
    let bounds = crate::layout::bounds_of(&boxes, &edges);
    Scene {
        bounds,
        boxes,
        edges,
        index,
        places,
        gutters: Derived::default(),
        manner,
        lang,
    }
}

/// Subnets a trace passes: their leaves are drawn.
fn touched(network: &Network, trace: &Trace) -> BTreeSet<SubnetId> {
    let steps = trace
        .forward
        .iter()
        .chain(&trace.back)
        .map(|it| &it.resource);
    let from = match network.find(&trace.query.from) {
        net::network::Lookup::Found(id) => Some(id),
        net::network::Lookup::Several(_) | net::network::Lookup::Nothing => None,
    };
    let others = from.iter().chain(&trace.verdict.at);
    let blockers = trace.blockers.iter().map(|it| &it.resource);
    steps
        .chain(others)
        .chain(blockers)
        .flat_map(|id| subnets_of(network, id))
        .collect()
}

/// The subnets in which a resource has interfaces.
fn subnets_of(network: &Network, id: &ResourceId) -> Vec<SubnetId> {
    match network.interface(id.as_str()) {
        Some(own) => vec![own.subnet.clone()],
        None => network
            .interfaces_of(id)
            .map(|it| it.subnet.clone())
            .collect(),
    }
}

/// The bundles whose two ends are drawn.
fn bundled(
    links: &link::Links,
    boxes: &[SceneBox],
    index: &BTreeMap<ResourceId, usize>,
) -> Vec<Edge> {
    let channels = Channels::between(boxes, index);
    let find = |id: &ResourceId| index.get(id).and_then(|at| boxes.get(*at));
    let mut bundles: BTreeMap<&link::Wire, usize> = BTreeMap::new();
    for wire in &links.wires {
        *bundles.entry(wire).or_default() += 1;
    }
    bundles
        .into_iter()
        .filter_map(|(wire, count)| {
            let (from, to) = (find(&wire.from)?, find(&wire.to)?);
            let points = channels.route(from, to);
            Some(Edge {
                id: format!("{} > {} {:?}", wire.from, wire.to, wire.kind),
                kind: wire.kind,
                from: wire.from.clone(),
                to: wire.to.clone(),
                points,
                width_px: match wire.kind {
                    EdgeKind::PrivateLink => 6.0,
                    _ => 1.25,
                },
                count,
                labels: Vec::new(),
            })
        })
        .filter(|edge| edge.points.len() > 1)
        .collect()
}

/// What is inside a VPC: leaves of its closed subnets, and the lines between them.
pub(crate) fn detail(scene: &Scene, network: &Network, vpc: &VpcId) -> Detail {
    let topology = network.topology();
    let taken: Vec<census::Place<'_>> = census(network, Some(vpc));
    let mut leaves = leaf::leaves(network, &taken, &|_| true, scene.lang);
    let around: Vec<&SceneBox> = scene.inside(vpc.as_resource());
    let wires = link::within(network, &leaves, vpc);
    let mut opened: Vec<SceneBox> = Vec::new();
    for subnet in &around {
        if let Some(own) = leaves.by_subnet.remove(&subnet.id) {
            opened.extend(ward::opened(subnet, own, topology));
        }
    }
    if wires.len() > MOST_LINES {
        return Detail {
            boxes: opened,
            edges: Vec::new(),
        };
    }
    let all: Vec<SceneBox> = around
        .into_iter()
        .cloned()
        .chain(opened.iter().cloned())
        .collect();
    let index = crate::layout::indexed(&all);
    let gutters = Gutters::between(&all);
    let edges = wire::edges(&wires, &all, &index, &gutters, scene.lang);
    Detail {
        boxes: opened,
        edges,
    }
}

/// Where a resource stands, also where it is not drawn.
pub(crate) fn locate(scene: &Scene, network: &Network, id: &str) -> Option<Rect> {
    let rect_of = |it: &SceneBox| it.rect;
    if let Some(found) = scene.find(id) {
        return Some(found.rect);
    }
    let interface = network
        .interface(id)
        .or_else(|| network.interfaces_of(&id.into()).next());
    let subnet = match interface {
        Some(interface) => interface.subnet.clone(),
        None => network.topology().instance.get(id)?.subnet_id.clone()?,
    };
    let vpc = network.topology().subnet.get(&subnet)?.vpc_id.clone()?;
    let known = interface.map(|it| it.known_as().clone());
    let is_it = |it: &&SceneBox| {
        it.id.as_str() == id || it.resource.as_str() == id || known.as_ref() == Some(&it.id)
    };
    let detail = detail(scene, network, &vpc);
    let leaf = detail.boxes.iter().find(is_it).map(rect_of);
    leaf.or_else(|| scene.find(subnet.as_str()).map(rect_of))
}
