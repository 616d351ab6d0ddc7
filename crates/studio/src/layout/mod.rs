//! Places for everything: a topology in, a [`Scene`] out, the same bytes for the same input.
//!
//! Two passes. Measuring goes from the leaves up: leaves to subnets, subnets to a matrix of tiers
//! by zones, VPCs to accounts. Arranging goes down and only adds offsets. Lines come last and
//! run in the gutters that are left.

pub(crate) mod gutter;
pub(crate) mod part;
mod search;
mod tiles;

use crate::geometry::Rect;
use crate::scene::Scene;
use gutter::Gutters;
use net::lang::Lang;
use net::{Topology, Trace};
use std::collections::BTreeMap;

impl Scene {
    /// The picture of a topology. A trace adds the services it leads to that have no endpoint.
    #[must_use]
    pub fn of(_topology: &Topology, _trace: Option<&Trace>, _lang: Lang) -> Self {
        let boxes = Vec::new();
        let gutters = Gutters::between(&boxes);
        Self {
            bounds: Rect::new(0.0, 0.0, 640.0, 400.0),
            boxes,
            edges: Vec::new(),
            index: BTreeMap::new(),
            places: BTreeMap::new(),
            gutters,
        }
    }
}
