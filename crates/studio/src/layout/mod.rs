//! Places for everything: a network in, a [`Scene`] out, the same bytes for the same input.
//!
//! Two passes. Measuring goes from the leaves up: leaves to subnets, subnets to a matrix of tiers
//! by zones, VPCs to accounts. Arranging goes down and only adds offsets. Lines come last and
//! run in the gutters that are left.

mod world;

mod column;

mod vpc;

mod join;

pub(crate) mod manner;

mod matrix;

pub(crate) mod subnet;

mod census;
mod channel;
pub(crate) mod derived;
mod endpoint;
mod leaf;
mod name;
pub(crate) mod ward;

mod block;
mod part;

mod large;
mod link;
mod owner;
mod place;
mod service;
mod track;
mod wire;

pub(crate) mod gutter;
pub(crate) mod search;
mod tiles;

use crate::geometry::Rect;
use crate::scene::{Detail, Edge, MARGIN_PX, Scene, SceneBox};
use derived::Derived;
use gutter::Gutters;
use net::lang::Lang;
use net::{Network, ResourceId, Trace};
use std::collections::{BTreeMap, BTreeSet};

impl Scene {
    /// The picture of a network. A trace adds the services it leads to that have no endpoint.
    #[must_use]
    pub fn of(network: &Network, trace: Option<&Trace>, lang: Lang) -> Self {
        Self::drawn(network, trace, lang, None)
    }

    /// The picture after this one, of a network that was edited: a small edit moves little. It is all drawn, or drawn
    /// where someone looks, until the network is well past the limit between the two; it keeps its arrangement until
    /// another is far better; and what is new in a subnet stands behind what is there. None of this is in the document:
    /// one that is opened anew is drawn as if nothing had been before.
    #[must_use]
    pub fn next(&self, network: &Network, trace: Option<&Trace>, lang: Lang) -> Self {
        // Where nothing was drawn, nothing is kept.
        let before = Some(self).filter(|it| !it.boxes.is_empty());
        Self::drawn(network, trace, lang, before)
    }

    fn drawn(network: &Network, trace: Option<&Trace>, lang: Lang, before: Option<&Self>) -> Self {
        let most = match before.map(Self::is_large) {
            None => large::MOST_DRAWN,
            Some(true) => large::MOST_DRAWN - large::SLACK,
            Some(false) => large::MOST_DRAWN + large::SLACK,
        };
        let census = census::census(network, None);
        if census.len() > most {
            return large::scene(network, &census, trace, lang);
        }
        let mut leaves = leaf::leaves(network, &census, &|_| true, lang);
        if let Some(before) = before {
            leaves.stand_as_in(before);
        }
        let links = link::links(network, &leaves, trace);
        let of_leaves = std::mem::take(&mut leaves.places);
        let kept = before.map(|it| it.manner);
        let (world, manner) = world::world(network, leaves, &links, kept, lang);
        let boxes = world.place(network.topology());
        let index = indexed(&boxes);
        let gutters = Gutters::between(&boxes);
        let edges = wire::edges(&links.wires, &boxes, &index, &gutters, lang);
        let places = place::places(network, of_leaves, &boxes, &index, false);
        let bounds = bounds_of(&boxes, &edges);
        Self {
            bounds,
            boxes,
            edges,
            index,
            places,
            gutters: Derived::known(gutters),
            manner,
            lang,
        }
    }

    /// Leaves of a VPC whose subnets are closed, and the lines between them; see [`SceneBox::ward`].
    #[must_use]
    pub fn detail(&self, network: &Network, vpc: &str) -> Detail {
        large::detail(self, network, &vpc.into())
    }

    /// Where a resource stands, also where it is drawn only when someone comes near.
    #[must_use]
    pub fn locate(&self, network: &Network, id: &str) -> Option<Rect> {
        large::locate(self, network, id)
    }

    /// A box and all that is drawn in it, parents first.
    #[must_use]
    pub fn inside(&self, id: &ResourceId) -> Vec<&SceneBox> {
        let Some(&first) = self.index.get(id) else {
            return Vec::new();
        };
        // A box and what is in it follow each other; opened leaves come at the end.
        let mut within: BTreeSet<&ResourceId> = BTreeSet::new();
        let mut found = Vec::new();
        for it in self.boxes.iter().skip(first) {
            let is_inside = it.parent.as_ref().is_some_and(|it| within.contains(it));
            if found.is_empty() || is_inside {
                within.insert(&it.id);
                found.push(it);
            }
        }
        found
    }

    /// The leaves of a closed subnet as bare rectangles.
    pub fn leaf_rects(&self, subnet: &SceneBox) -> impl Iterator<Item = Rect> + use<> {
        let ward = subnet.ward.unwrap_or_default();
        ward::cells(&ward, subnet.rect).map(|(rank, cell)| Rect {
            height_px: ward::leaf_height_px(rank),
            ..cell
        })
    }
}

fn indexed(boxes: &[SceneBox]) -> BTreeMap<ResourceId, usize> {
    let numbered = boxes.iter().enumerate();
    numbered.map(|(at, it)| (it.id.clone(), at)).collect()
}

/// Around all boxes and lines.
fn bounds_of(boxes: &[SceneBox], edges: &[Edge]) -> Rect {
    boxes
        .iter()
        .map(|it| it.rect)
        .chain(edges.iter().flat_map(|edge| {
            edge.points
                .iter()
                .map(|point| Rect::new(point.x, point.y, 0.0, 0.0))
        }))
        .reduce(Rect::around)
        .unwrap_or_default()
        .grown(MARGIN_PX)
}
