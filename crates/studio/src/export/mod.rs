//! The diagram for other programs: Mermaid for texts, draw.io for going on by hand.
//!
//! Both are written from the same [`Scene`] as every other picture, so they show the same boxes and
//! lines. Names from files are text in them, never markup. The same input gives the same bytes.

mod drawio;
mod mermaid;

pub use drawio::drawio;
pub use mermaid::mermaid;

use crate::scene::{Edge, Scene, SceneBox};
use net::ResourceId;
use std::collections::{BTreeMap, BTreeSet};

/// The boxes of a scene by their number, and which of them hold others.
struct Numbers<'s> {
    scene: &'s Scene,
    by_id: BTreeMap<&'s ResourceId, usize>,
    parents: BTreeSet<&'s ResourceId>,
}

impl<'s> Numbers<'s> {
    fn of(scene: &'s Scene) -> Self {
        let boxes = scene.boxes.iter();
        Self {
            scene,
            by_id: boxes.enumerate().map(|(at, it)| (&it.id, at)).collect(),
            parents: scene
                .boxes
                .iter()
                .filter_map(|it| it.parent.as_ref())
                .collect(),
        }
    }

    fn number(&self, id: &ResourceId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Whether a box is drawn around others.
    fn is_around(&self, it: &SceneBox) -> bool {
        it.is_container() || self.parents.contains(&it.id)
    }

    /// The box around a box, where it is drawn.
    fn parent(&self, it: &SceneBox) -> Option<usize> {
        it.parent.as_ref().and_then(|id| self.number(id))
    }

    /// The ends of an edge. `None` for one between a box and what is around it, which neither
    /// program can draw.
    fn ends(&self, edge: &Edge) -> Option<(usize, usize)> {
        let within = |inner: &ResourceId, outer: &ResourceId| {
            let around = self.scene.around(inner.as_str());
            around.iter().any(|it| it.id == *outer)
        };
        let is_nested = within(&edge.from, &edge.to) || within(&edge.to, &edge.from);
        let ends = (self.number(&edge.from)?, self.number(&edge.to)?);
        (!is_nested).then_some(ends)
    }
}

/// The lines written in a box: what it is called, and its address.
fn lines(it: &SceneBox) -> Vec<String> {
    let mut name = it.name.clone();
    if !it.code.is_empty() {
        name = format!("{} {name}", it.code);
    }
    let lines = [name, it.detail.clone()].into_iter();
    lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}
