//! What is drawn and where: an immutable display list.
//!
//! A scene knows no colours and no DOM. A painter chooses a class by [`BoxKind`], [`EdgeKind`],
//! [`TextRole`] and [`MarkKind`], and puts every [`Text`] where it says. Parents come before
//! their children, so painting in order is right.
//!
//! Not everything has a box. A subnet's network ACL, a route table or an endpoint stands for a
//! place all the same: [`Scene::place`] finds it.

pub mod afar;
pub mod fit;
mod kind;
pub mod quality;
pub(crate) mod word;

pub use kind::{BoxKind, Shape};

use crate::geometry::{Point, Rect};
use crate::layout::derived::Derived;
use crate::layout::gutter::Gutters;
use crate::layout::manner::Manner;
use crate::layout::search::Scratch;
use crate::text;
use net::ResourceId;
use net::lang::Lang;
use std::collections::BTreeMap;

/// The id of the box across the top.
pub const INTERNET: &str = "internet";
/// The id of the box of someone on the internet.
pub const CLIENT: &str = "internet.client";
/// The id of the box around AWS services.
pub const SERVICES: &str = "services";
/// The id of the public DNS.
pub const PUBLIC_RESOLVER: &str = "internet.resolver";

/// Room left around everything.
pub(crate) const MARGIN_PX: f64 = 24.0;

/// How wide a leaf is, in scene units.
pub const LEAF_WIDTH_PX: f64 = 152.0;

/// A drawn network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Around everything, with a margin.
    pub bounds: Rect,
    /// Boxes, parents before children.
    pub boxes: Vec<SceneBox>,
    /// Lines between boxes, painted above containers and below leaves.
    pub edges: Vec<Edge>,
    pub(crate) index: BTreeMap<ResourceId, usize>,
    pub(crate) places: BTreeMap<ResourceId, Place>,
    pub(crate) gutters: Derived<Gutters>,
    pub(crate) manner: Manner,
    pub(crate) lang: Lang,
}

/// A container or a leaf.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneBox {
    /// Unique in the scene; mostly the resource's id.
    pub id: ResourceId,
    /// The resource it stands for, for `data-resource`; nodes of one load balancer share it.
    pub resource: ResourceId,
    /// What it is.
    pub kind: BoxKind,
    /// The resource's kind as the document's maps are named, for `data-kind`.
    pub data_kind: &'static str,
    /// Where it is.
    pub rect: Rect,
    /// The box around it.
    pub parent: Option<ResourceId>,
    /// Its name in full, for a tooltip.
    pub name: String,
    /// Its address or range in full; empty where it has none.
    pub detail: String,
    /// Up to three letters that stand for its kind: `EC2`, `ENI`; empty on containers.
    pub code: &'static str,
    /// The square behind `code`.
    pub glyph: Option<Rect>,
    /// What is written in it, shortened to fit.
    pub texts: Vec<Text>,
    /// What must be seen at a glance.
    pub marks: Vec<Mark>,
    /// What it holds, where that is drawn only when someone comes near.
    pub ward: Option<Ward>,
}

/// The inside of a VPC of a large network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    /// Leaves, at their places in the scene.
    pub boxes: Vec<SceneBox>,
    /// Lines between them.
    pub edges: Vec<Edge>,
}

/// What a closed subnet of a large network holds: load balancers, hosts and endpoints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ward {
    /// How many of each.
    pub counts: [usize; 3],
    /// In how many columns they stand.
    pub(crate) columns: usize,
}

/// A run of text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The baseline at its anchor.
    pub at: Point,
    /// Which end `at` is.
    pub anchor: TextAnchor,
    /// How it looks.
    pub role: TextRole,
    /// What it says.
    pub content: String,
}

/// Which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAnchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextRole {
    /// A leaf's name: 12 px, semi-bold.
    Title,
    /// A VPC's name: 13 px, semi-bold.
    Heading,
    /// A container's name: 11 px.
    Caption,
    /// An address or a range: 11 px, monospaced.
    Address,
    /// The letters of a kind: 9.5 px, bold.
    Code,
    /// A word on a line: 11 px, faint.
    Label,
    /// A mark's words: 10 px.
    Mark,
}

/// A small sign with words at a box's edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it says.
    pub kind: MarkKind,
    /// The pill; its words are in the box's language.
    pub rect: Rect,
    /// Where its words are.
    pub text: Text,
}

/// What a mark says. Shape and words differ, never colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// The service's own names answer with the endpoint's addresses.
    PrivateDns,
    /// An endpoint waits for the provider or is being built.
    Waiting,
    /// It does not work: an endpoint rejected, a target unhealthy, an instance stopped.
    Broken,
    /// A plain count.
    Count,
}

/// A line between two boxes.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Stable and unique in the scene.
    pub id: String,
    /// What it is.
    pub kind: EdgeKind,
    /// The box it starts at.
    pub from: ResourceId,
    /// The box it ends at.
    pub to: ResourceId,
    /// Its corners, the first and last on the borders of the boxes.
    pub points: Vec<Point>,
    /// How wide it is drawn.
    pub width_px: f64,
    /// How many lines it stands for; more than one where a large network's are bundled.
    pub count: usize,
    /// Words beside it.
    pub labels: Vec<Text>,
}

/// What an edge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// From an endpoint's interface through PrivateLink, one way: a tube.
    PrivateLink,
    /// From a load balancer to a target.
    Target,
    /// From a gateway endpoint to its service.
    GatewayService,
    /// From a NAT gateway to the internet gateway.
    NatExit,
    /// From an internet gateway to the internet.
    InternetExit,
    /// From an instance to its further interfaces.
    Attachment,
    /// From a peering connection to the VPC at its other end.
    Peering,
    /// From a VPC to a transit gateway it is attached to.
    TransitAttachment,
    /// From an on-premises network by VPN or Direct Connect.
    SiteLink,
    /// From one DNS server to the one it forwards to.
    NameForward,
}

/// Where something without a box of its own is found.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In, or as, this box.
    Box(ResourceId),
    /// On the border of this box, where traffic crosses it.
    Border(ResourceId),
    /// On any of these boxes.
    Boxes(Vec<ResourceId>),
}

impl Scene {
    /// Whether it is too large to be drawn at once: its subnets are closed, see [`SceneBox::ward`].
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.boxes.iter().any(|it| it.ward.is_some())
    }

    /// The container that folds with a box: itself, the one it is a sign of, else the nearest
    /// around it.
    #[must_use]
    pub fn foldable(&self, id: &str) -> Option<ResourceId> {
        let found = self.find(id)?;
        if let Some(container) = found.id.as_str().strip_suffix(".folded") {
            return Some(container.into());
        }
        std::iter::once(found)
            .chain(self.around(found.id.as_str()))
            .find(|it| {
                matches!(
                    it.kind,
                    BoxKind::Vpc | BoxKind::PublicSubnet | BoxKind::PrivateSubnet
                )
            })
            .map(|it| it.id.clone())
    }

    /// The innermost box at a point.
    #[must_use]
    pub fn at(&self, point: Point) -> Option<&SceneBox> {
        let leaves = self.boxes.iter().rev().filter(|it| !it.is_container());
        let containers = self.boxes.iter().rev().filter(|it| it.is_container());
        leaves.chain(containers).find(|it| it.rect.contains(point))
    }

    /// The box with this id, or the box that stands for this resource.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&SceneBox> {
        if let Some(&at) = self.index.get(id) {
            return self.boxes.get(at);
        }
        match self.places.get(id)? {
            Place::Box(other) | Place::Border(other) => self.own(other),
            Place::Boxes(others) => others.iter().find_map(|other| self.own(other)),
        }
    }

    /// Where a resource is found; itself where it has a box.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<Place> {
        match self.index.get_key_value(id) {
            Some((own, _)) => Some(Place::Box(own.clone())),
            None => self.places.get(id).cloned(),
        }
    }

    /// Whether a box is one of those a resource is found at.
    #[must_use]
    pub fn stands_for(&self, resource: &str, at: &ResourceId) -> bool {
        match self.place(resource) {
            Some(Place::Box(only) | Place::Border(only)) => only == *at,
            Some(Place::Boxes(several)) => several.contains(at),
            None => false,
        }
    }

    /// The boxes around a box, nearest first.
    #[must_use]
    pub fn around(&self, id: &str) -> Vec<&SceneBox> {
        let mut found = Vec::new();
        let mut next = self.find(id).and_then(|child| child.parent.clone());
        while let Some(parent) = next.and_then(|id| self.own(&id)) {
            found.push(parent);
            next = parent.parent.clone();
        }
        found
    }

    /// Boxes that overlap a part of the scene, in painting order.
    pub fn visible_in(&self, part: Rect) -> impl Iterator<Item = &SceneBox> {
        self.boxes
            .iter()
            .filter(move |scene_box| scene_box.rect.overlaps(&part))
    }

    /// The way of a dot between two boxes: along the edge that joins them, else in the gutters.
    /// Starts and ends on borders; empty where either has no place.
    #[must_use]
    pub fn route(&self, from: &str, to: &str) -> Vec<Point> {
        let (Some(from), Some(to)) = (self.find(from), self.find(to)) else {
            return Vec::new();
        };
        for edge in &self.edges {
            if edge.from == from.id && edge.to == to.id {
                return edge.points.clone();
            }
            if edge.from == to.id && edge.to == from.id {
                return edge.points.iter().rev().copied().collect();
            }
        }
        let gutters = self.gutters.get(|| Gutters::between(&self.boxes));
        // There and back is one way.
        if self.index.get(&from.id) <= self.index.get(&to.id) {
            gutters.route(from, to, &mut Scratch::default())
        } else {
            let mut line = gutters.route(to, from, &mut Scratch::default());
            line.reverse();
            line
        }
    }

    /// Where a sign of so much room goes beside a point: the offset of its middle that hides
    /// the least of what is drawn, above it if that is as good as elsewhere.
    #[must_use]
    pub fn clear_beside(&self, point: Point, width_px: f64, height_px: f64) -> Point {
        const AWAY_PX: f64 = 11.0;
        // A sign on the side of a leaf is off its corners as well.
        const OFF_PX: f64 = 25.0;
        let (aside_px, along_px) = (width_px / 2.0 + AWAY_PX, height_px / 2.0 + AWAY_PX);
        let places = [
            Point::new(0.0, -along_px),
            Point::new(0.0, along_px),
            Point::new(aside_px, 0.0),
            Point::new(-aside_px, 0.0),
            Point::new(aside_px, -along_px),
            Point::new(-aside_px, -along_px),
            Point::new(aside_px, along_px),
            Point::new(-aside_px, along_px),
            Point::new(0.0, -height_px / 2.0 - OFF_PX),
            Point::new(0.0, height_px / 2.0 + OFF_PX),
        ];
        let room_of = |at: Point| {
            let middle = point.moved(at.x, at.y);
            let (left, top) = (middle.x - width_px / 2.0, middle.y - height_px / 2.0);
            Rect::new(left, top, width_px, height_px)
        };
        let near = places.map(room_of).into_iter().reduce(Rect::around);
        let taken: Vec<Rect> = near
            .into_iter()
            .flat_map(|near| self.visible_in(near))
            .flat_map(|it| {
                let own = (!it.is_container()).then_some(it.rect);
                let words = it.texts.iter().filter(move |_| own.is_none());
                own.into_iter().chain(words.map(Text::rect))
            })
            .chain(
                self.edges
                    .iter()
                    .flat_map(|edge| &edge.labels)
                    .map(Text::rect),
            )
            .collect();
        let hidden = |at: &Point| -> f64 {
            let room = room_of(*at);
            taken.iter().map(|it| it.shared_with(&room)).sum()
        };
        let best = places
            .iter()
            .min_by(|a, b| hidden(a).total_cmp(&hidden(b)))
            .copied();
        best.unwrap_or_default()
    }

    fn own(&self, id: &ResourceId) -> Option<&SceneBox> {
        self.boxes.get(*self.index.get(id)?)
    }
}

impl Text {
    /// The room it takes, estimated.
    #[must_use]
    pub fn rect(&self) -> Rect {
        let width_px = text::width_px(&self.content, self.role);
        let size_px = text::size_px(self.role);
        let x = match self.anchor {
            TextAnchor::Start => self.at.x,
            TextAnchor::Middle => self.at.x - width_px / 2.0,
            TextAnchor::End => self.at.x - width_px,
        };
        Rect::new(x, self.at.y - size_px, width_px, size_px * 1.3)
    }
}

impl SceneBox {
    /// Whether other boxes may lie in it.
    #[must_use]
    pub const fn is_container(&self) -> bool {
        self.kind.is_container()
    }
}
