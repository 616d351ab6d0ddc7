//! A measured piece of the picture: a size, a skin, and children at offsets inside.

use crate::geometry::Rect;
use crate::layout::part;
use crate::scene::{BoxKind, MarkKind, SceneBox, Ward};
use net::ResourceId;
use net::topology::Topology;
use std::collections::BTreeMap;

/// A piece of the picture before it has a place.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// What it shows; nothing, if it only holds others together.
    pub(crate) skin: Option<Skin>,
    pub(crate) width_px: f64,
    pub(crate) height_px: f64,
    pub(crate) children: Vec<Child>,
}

/// A block at its offset in its parent.
#[derive(Clone, Debug)]
pub(crate) struct Child {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) block: Block,
}

/// What a box shows.
#[derive(Clone, Debug)]
pub(crate) struct Skin {
    pub(crate) id: ResourceId,
    pub(crate) resource: ResourceId,
    pub(crate) kind: BoxKind,
    pub(crate) data_kind: &'static str,
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) code: &'static str,
    pub(crate) marks: Vec<(MarkKind, String)>,
    /// What a closed subnet holds.
    pub(crate) ward: Option<Ward>,
    /// How much room a container's name has, where something stands on its border.
    pub(crate) name_room_px: Option<f64>,
    /// How much lower than usual a container's name stands, where something on its border is in the way.
    pub(crate) name_down_px: f64,
}

pub(crate) const LEAF_WIDTH_PX: f64 = crate::scene::LEAF_WIDTH_PX;
pub(crate) const LEAF_HEIGHT_PX: f64 = 44.0;
pub(crate) const GAP_PX: f64 = 16.0;

impl Skin {
    pub(crate) fn new(id: &ResourceId, kind: BoxKind, data_kind: &'static str) -> Self {
        Self {
            id: id.clone(),
            resource: id.clone(),
            kind,
            data_kind,
            name: String::new(),
            detail: String::new(),
            code: "",
            marks: Vec::new(),
            ward: None,
            name_room_px: None,
            name_down_px: 0.0,
        }
    }

    pub(crate) fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    pub(crate) fn detailed(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub(crate) const fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    pub(crate) fn marked(mut self, kind: MarkKind, text: impl Into<String>) -> Self {
        self.marks.push((kind, text.into()));
        self
    }

    /// A leaf of the usual size; marks take a line of their own.
    pub(crate) fn leaf(self) -> Block {
        let height_px = if self.marks.is_empty() {
            LEAF_HEIGHT_PX
        } else {
            LEAF_HEIGHT_PX + GAP_PX
        };
        self.sized(LEAF_WIDTH_PX, height_px)
    }

    pub(crate) const fn sized(self, width_px: f64, height_px: f64) -> Block {
        Block {
            skin: Some(self),
            width_px,
            height_px,
            children: Vec::new(),
        }
    }
}

impl Block {
    /// A block that shows nothing itself.
    pub(crate) const fn invisible() -> Self {
        Self {
            skin: None,
            width_px: 0.0,
            height_px: 0.0,
            children: Vec::new(),
        }
    }

    /// The id of what it shows; of the first thing in it, if it only holds others together.
    pub(crate) fn shown(&self) -> Option<&ResourceId> {
        let own = self.skin.as_ref().map(|it| &it.id);
        own.or_else(|| self.children.first()?.block.shown())
    }

    /// Children that it only holds together, the last one on top.
    pub(crate) fn upside_down(mut self) -> Self {
        if self.skin.is_none() {
            for child in &mut self.children {
                child.y = self.height_px - child.y - child.block.height_px;
            }
        }
        self
    }

    pub(crate) fn put(&mut self, x: f64, y: f64, block: Self) {
        self.children.push(Child { x, y, block });
    }

    /// Grows to hold its children, with a margin to the right and below.
    pub(crate) fn grow(&mut self, margin_px: f64) {
        for child in &self.children {
            self.width_px = self
                .width_px
                .max(child.x + child.block.width_px + margin_px);
            self.height_px = self
                .height_px
                .max(child.y + child.block.height_px + margin_px);
        }
    }

    /// How far children reach beyond it: above, and below.
    pub(crate) fn overhang_px(&self) -> (f64, f64) {
        let children = self.children.iter();
        children.fold((0.0, 0.0), |(above_px, below_px), child| {
            let bottom = child.y + child.block.height_px;
            (
                f64::max(above_px, -child.y),
                f64::max(below_px, bottom - self.height_px),
            )
        })
    }

    /// Where the visible blocks inside are, by id, relative to this block.
    pub(crate) fn rects(&self) -> BTreeMap<&ResourceId, Rect> {
        let mut found = BTreeMap::new();
        self.collect_rects(0.0, 0.0, &mut found);
        found
    }

    fn collect_rects<'a>(&'a self, x: f64, y: f64, found: &mut BTreeMap<&'a ResourceId, Rect>) {
        if let Some(skin) = &self.skin {
            found.insert(&skin.id, Rect::new(x, y, self.width_px, self.height_px));
        }
        for child in &self.children {
            child.block.collect_rects(x + child.x, y + child.y, found);
        }
    }

    /// Boxes at their places, parents first, moved as the document's `view` says.
    pub(crate) fn place(self, topology: &Topology) -> Vec<SceneBox> {
        let mut boxes = Vec::new();
        self.place_at(Rect::default(), None, None, topology, &mut boxes);
        boxes
    }

    /// Boxes of a block whose upper left corner is that of `offset`.
    pub(crate) fn place_at(
        self,
        offset: Rect,
        parent: Option<&ResourceId>,
        room: Option<Rect>,
        topology: &Topology,
        boxes: &mut Vec<SceneBox>,
    ) {
        let mut rect = Rect::new(offset.x, offset.y, self.width_px, self.height_px);
        let mut own = None;
        let mut inside = room;
        if let Some(skin) = self.skin {
            rect = nudged(rect, &skin, room, topology);
            own = Some(skin.id.clone());
            inside = skin.kind.is_container().then_some(rect);
            boxes.push(part::dressed(skin, rect, parent.cloned()));
        }
        for child in self.children {
            let at = Rect::new(rect.x + child.x, rect.y + child.y, 0.0, 0.0);
            child
                .block
                .place_at(at, own.as_ref().or(parent), inside, topology, boxes);
        }
    }
}

/// A box moved by hand stays inside its parent.
fn nudged(rect: Rect, skin: &Skin, room: Option<Rect>, topology: &Topology) -> Rect {
    let Some([right, down]) = topology
        .view
        .get(&skin.id)
        .and_then(|placement| placement.nudge)
    else {
        return rect;
    };
    let moved = rect.moved(f64::from(right), f64::from(down));
    let Some(room) = room.filter(|_| !skin.kind.is_on_border()) else {
        return moved;
    };
    let low = |from: f64, to: f64, at: f64| at.max(from).min(to.max(from));
    Rect {
        x: low(room.x + 4.0, room.right() - rect.width_px - 4.0, moved.x),
        y: low(room.y + 24.0, room.bottom() - rect.height_px - 4.0, moved.y),
        ..rect
    }
}
