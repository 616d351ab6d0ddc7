//! Places for everything: a network in, a [`Scene`] out, the same bytes for the same input.
//!
//! Two passes. Measuring goes from the leaves up: leaves to subnets, subnets to a matrix of tiers
//! by zones, VPCs to accounts. Arranging goes down and only adds offsets. Lines come last and
//! run in the gutters that are left.

mod world;

mod column;

mod vpc;

mod join;

mod matrix;

mod subnet;

mod leaf;
mod name;

mod block;
mod part;

mod link;
mod place;
mod track;
mod wire;

pub(crate) mod gutter;
pub(crate) mod search;
mod tiles;

use crate::geometry::Rect;
use crate::scene::Scene;
use gutter::Gutters;
use net::lang::Lang;
use net::{Network, ResourceId, Trace};
use std::collections::BTreeMap;

/// Room left around everything.
const MARGIN_PX: f64 = 24.0;

impl Scene {
    /// The picture of a network. A trace adds the services it leads to that have no endpoint.
    #[must_use]
    pub fn of(network: &Network, trace: Option<&Trace>, lang: Lang) -> Self {
        let mut leaves = leaf::leaves(network, lang);
        let links = link::links(network, &leaves, trace);
        let of_leaves = std::mem::take(&mut leaves.places);
        let boxes = world::world(network, leaves, &links, lang).place(network.topology());
        let index: BTreeMap<ResourceId, usize> = boxes
            .iter()
            .enumerate()
            .map(|(at, it)| (it.id.clone(), at))
            .collect();
        let gutters = Gutters::between(&boxes);
        let edges = wire::edges(&links.wires, &boxes, &index, &gutters, lang);
        let places = place::places(network, of_leaves, &boxes, &index);
        let bounds = boxes
            .iter()
            .map(|it| it.rect)
            .chain(edges.iter().flat_map(|edge| {
                edge.points
                    .iter()
                    .map(|point| Rect::new(point.x, point.y, 0.0, 0.0))
            }))
            .reduce(Rect::around)
            .unwrap_or_default()
            .grown(MARGIN_PX);
        Self {
            bounds,
            boxes,
            edges,
            index,
            places,
            gutters,
        }
    }
}
