//! Which part of the scene is seen, and how large. Written straight to the DOM: no frame renders.

use std::cell::Cell;
use studio::geometry::{Point, Rect};
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

const CLOSEST: f64 = 4.0;
const FARTHEST: f64 = 0.02;
/// A small network is not blown up beyond this.
const LARGEST_FIT: f64 = 1.35;
const MARGIN_PX: f64 = 20.0;
/// The distance of the dots of the ground, in scene units.
const DOTS_PX: f64 = 16.0;

/// The view of one diagram.
#[derive(Debug)]
pub(crate) struct Camera {
    /// The element that fills the place of the diagram.
    pub(crate) stage: NodeRef,
    /// The group that is moved.
    pub(crate) world: NodeRef,
    place: Cell<Place>,
    bounds: Cell<Rect>,
    follows_size: Cell<bool>,
}

/// `screen = scene * scale + offset`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    x: f64,
    y: f64,
    scale: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            stage: NodeRef::default(),
            world: NodeRef::default(),
            place: Cell::new(Place {
                x: 0.0,
                y: 0.0,
                scale: 1.0,
            }),
            bounds: Cell::new(Rect::default()),
            follows_size: Cell::new(true),
        }
    }
}

impl Camera {
    /// Shows all of another scene.
    pub(crate) fn show(&self, bounds: Rect) {
        self.bounds.set(bounds);
        self.fit();
    }

    /// Shows everything.
    pub(crate) fn fit(&self) {
        let (Some((width, height)), bounds) = (self.size(), self.bounds.get()) else {
            return;
        };
        if bounds.width_px <= 0.0 || bounds.height_px <= 0.0 {
            return;
        }
        let margin = MARGIN_PX.min(width / 20.0);
        let scale = ((width - 2.0 * margin) / bounds.width_px)
            .min((height - 2.0 * margin) / bounds.height_px)
            .clamp(FARTHEST, LARGEST_FIT);
        let center = bounds.center();
        self.place.set(Place {
            x: width / 2.0 - center.x * scale,
            y: height / 2.0 - center.y * scale,
            scale,
        });
        self.follows_size.set(true);
        self.write();
    }

    /// The place of the diagram has another size: a view of everything stays one.
    pub(crate) fn resized(&self) {
        if self.follows_size.get() {
            self.fit();
        } else {
            self.write();
        }
    }

    /// Moves the picture by so much of the screen.
    pub(crate) fn pan(&self, right_px: f64, down_px: f64) {
        let mut place = self.place.get();
        place.x += right_px;
        place.y += down_px;
        self.place.set(place);
        self.follows_size.set(false);
        self.write();
    }

    /// Zooms around a point of the place of the diagram.
    pub(crate) fn zoom_at(&self, factor: f64, at: Point) {
        let place = self.place.get();
        let scale = (place.scale * factor).clamp(FARTHEST, CLOSEST);
        let factor = scale / place.scale;
        self.place.set(Place {
            x: at.x - (at.x - place.x) * factor,
            y: at.y - (at.y - place.y) * factor,
            scale,
        });
        self.follows_size.set(false);
        self.write();
    }

    /// Zooms around the middle.
    pub(crate) fn zoom(&self, factor: f64) {
        if let Some((width, height)) = self.size() {
            self.zoom_at(factor, Point::new(width / 2.0, height / 2.0));
        }
    }

    /// Brings a box into view, if it is not.
    pub(crate) fn reveal(&self, rect: Rect) {
        let Some((width, height)) = self.size() else {
            return;
        };
        let mut place = self.place.get();
        let center = rect.center();
        let (x, y) = (
            center.x * place.scale + place.x,
            center.y * place.scale + place.y,
        );
        let margin = 24.0;
        if x > margin && y > margin && x < width - margin && y < height - margin {
            return;
        }
        place.x += width / 2.0 - x;
        place.y += height / 2.0 - y;
        self.place.set(place);
        self.follows_size.set(false);
        self.write();
    }

    /// How large one scene unit is on the screen, in pixels.
    pub(crate) const fn scale(&self) -> f64 {
        self.place.get().scale
    }

    /// A point of the window as a point of the place of the diagram.
    pub(crate) fn from_window(&self, x: f64, y: f64) -> Point {
        let corner = self
            .stage
            .cast::<Element>()
            .map(|stage| stage.get_bounding_client_rect());
        corner.map_or(Point::new(x, y), |corner| {
            Point::new(x - corner.left(), y - corner.top())
        })
    }

    fn size(&self) -> Option<(f64, f64)> {
        let stage = self.stage.cast::<Element>()?;
        let (width, height) = (stage.client_width(), stage.client_height());
        (width > 0 && height > 0).then(|| (f64::from(width), f64::from(height)))
    }

    fn write(&self) {
        let Place { x, y, scale } = self.place.get();
        if let Some(world) = self.world.cast::<Element>() {
            // Setting an attribute of our own element cannot fail.
            let _ = world.set_attribute(
                "transform",
                &format!("translate({x:.2} {y:.2}) scale({scale:.4})"),
            );
        }
        if let Some(stage) = self.stage.cast::<HtmlElement>() {
            let dots = DOTS_PX * scale.clamp(0.6, 2.0);
            let style = stage.style();
            // A ground without dots is a ground all the same.
            let _ = style.set_property("background-position", &format!("{x:.1}px {y:.1}px"));
            let _ = style.set_property("background-size", &format!("{dots:.2}px {dots:.2}px"));
        }
    }
}
