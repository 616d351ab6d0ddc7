//! Which part of the scene is seen, and how large. Written straight to the DOM: no frame renders.

use crate::browser::{media, page};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use studio::geometry::{Point, Rect};
use studio::scene::fit::{BUTTONS_PX, FARTHEST, Fit, LARGEST, Window, fit};
use web_sys::{Element, HtmlElement, SvgElement};
use yew::NodeRef;

const CLOSEST: f64 = 4.0;
/// Smaller than this nothing can be read, and a narrow place shows a part instead.
const SMALLEST_READABLE: f64 = 0.62;
const NARROW_PX: f64 = 480.0;
const LOW_PX: f64 = 340.0;
const READABLE: f64 = 0.82;
/// The least scale at which the leaves of a large network are drawn, and a little more.
const LEAST_NEAR: f64 = 0.37;
/// Seen smaller than this, containers are called by names of their own size.
const AFAR: f64 = studio::scene::afar::NEAR;
const GLIDE_MILLIS: f64 = 280.0;
/// The distance of the dots of the ground, in scene units.
const DOTS_PX: f64 = 16.0;

/// The view of one diagram.
pub(crate) struct Camera {
    /// The element that fills the place of the diagram.
    pub(crate) stage: NodeRef,
    /// The group that is moved.
    pub(crate) world: NodeRef,
    /// The group of what keeps its size on the screen.
    pub(crate) signs: NodeRef,
    /// The group of names seen from afar, which keep theirs too.
    pub(crate) names: NodeRef,
    place: Cell<Place>,
    /// The size of the place, as last measured: asking in every frame would lay the page out anew.
    measured: Cell<(f64, f64)>,
    bounds: Cell<Rect>,
    /// Where the current event is.
    focus: Cell<Option<Rect>>,
    mode: Cell<Mode>,
    /// Counts moves, so that a glide ends when another begins.
    moves: Cell<u32>,
    /// Who draws what is seen, besides the group that is moved.
    watchers: RefCell<Vec<Watcher>>,
}

/// Who is told of every move.
type Watcher = Rc<dyn Fn(View)>;

/// What is seen: `screen = scene * scale + offset`, and the size of the place in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct View {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) scale: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl View {
    /// The part of the scene that is seen.
    pub(crate) fn part(&self) -> Rect {
        let scale = self.scale.max(0.0001);
        Rect::new(
            -self.x / scale,
            -self.y / scale,
            self.width / scale,
            self.height / scale,
        )
    }

    /// A rectangle of the scene on the screen.
    pub(crate) fn on_screen(&self, rect: Rect) -> Rect {
        Rect::new(
            rect.x * self.scale + self.x,
            rect.y * self.scale + self.y,
            rect.width_px * self.scale,
            rect.height_px * self.scale,
        )
    }
}

/// A scene wider than this needs all the room there is: what is under the buttons is small.
const WIDE_SCENE_PX: f64 = 6_000.0;

/// Who chose the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It shows everything, whatever the size of the place.
    Everything,
    /// It shows the current event, where everything would be too small.
    Event,
    /// The person moved it.
    Free,
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
            signs: NodeRef::default(),
            names: NodeRef::default(),
            place: Cell::new(Place {
                x: 0.0,
                y: 0.0,
                scale: 1.0,
            }),
            measured: Cell::default(),
            bounds: Cell::new(Rect::default()),
            focus: Cell::default(),
            mode: Cell::new(Mode::Everything),
            moves: Cell::new(0),
            watchers: RefCell::default(),
        }
    }
}

impl std::fmt::Debug for Camera {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Camera").finish_non_exhaustive()
    }
}

impl Camera {
    /// Shows another scene: all of it, or where `focus` is if all would be too small to read.
    /// What the person moved stays where it is, unless it is of another network. Whether there is a place to show it in;
    /// those who draw what is seen are told by [`tell`](Self::tell).
    pub(crate) fn show(&self, bounds: Rect, focus: Option<Rect>, is_other: bool) -> bool {
        self.bounds.set(bounds);
        self.aim(focus);
        let Some((mode, place)) = self.best() else {
            return false;
        };
        if is_other || self.mode.get() != Mode::Free {
            self.mode.set(mode);
            self.moves.set(self.moves.get().wrapping_add(1));
            self.place.set(place);
        }
        self.move_world();
        true
    }

    /// Everything, or the current event where that would be too small to read.
    fn best(&self) -> Option<(Mode, Place)> {
        let (all, (width, height)) = (self.all()?, self.size()?);
        let is_small_place = width < NARROW_PX || height < LOW_PX;
        let is_too_small = is_small_place && all.scale < SMALLEST_READABLE;
        let place = match self.focus.get().filter(|_| is_too_small) {
            Some(focus) => {
                let near = Place {
                    scale: READABLE,
                    ..all
                };
                (Mode::Event, self.centred(focus, near))
            }
            None => (Mode::Everything, all),
        };
        Some(place)
    }

    /// The whole picture on paper, whatever size that is; of what is too large for that, what is seen.
    pub(crate) fn print(&self, is_printing: bool) {
        let Some(picture) = self
            .world
            .cast::<Element>()
            .and_then(|it| it.parent_element())
        else {
            return;
        };
        let view = self.view();
        let seen = if self.bounds.get().width_px < WIDE_SCENE_PX {
            view.on_screen(self.bounds.get())
        } else {
            Rect::new(0.0, 0.0, view.width, view.height)
        };
        // Changing an attribute of our own element cannot fail.
        let _ = if is_printing {
            let Rect {
                x,
                y,
                width_px,
                height_px,
            } = seen;
            picture.set_attribute(
                "viewBox",
                &format!("{x:.1} {y:.1} {width_px:.1} {height_px:.1}"),
            )
        } else {
            picture.remove_attribute("viewBox")
        };
    }

    /// Where the current event is, to be kept in sight when the place gets smaller.
    pub(crate) fn aim(&self, at: Option<Rect>) {
        self.focus.set(at);
    }

    /// Shows everything.
    pub(crate) fn fit(&self) {
        self.mode.set(Mode::Everything);
        if let Some(all) = self.all() {
            self.put(all);
        }
    }

    fn all(&self) -> Option<Place> {
        let ((width_px, height_px), bounds) = (self.size()?, self.bounds.get());
        if bounds.width_px <= 0.0 || bounds.height_px <= 0.0 {
            return None;
        }
        // The buttons in the corner cover nothing of a whole view.
        let has_buttons = width_px > NARROW_PX && bounds.width_px < WIDE_SCENE_PX;
        let corner_px = if has_buttons { BUTTONS_PX } else { (0.0, 0.0) };
        let Fit { x, y, scale } = fit(
            bounds,
            &Window {
                width_px,
                height_px,
                corner_px,
            },
        );
        Some(Place { x, y, scale })
    }

    /// A rectangle in the middle, as far as the scene goes: beyond its border there is nothing to see.
    fn centred(&self, rect: Rect, place: Place) -> Place {
        let Some((width, height)) = self.size() else {
            return place;
        };
        let (center, scale) = (rect.center(), place.scale);
        let bounds = self.bounds.get().around(rect);
        Place {
            x: within(
                width / 2.0 - center.x * scale,
                width - bounds.right() * scale,
                -bounds.x * scale,
            ),
            y: within(
                height / 2.0 - center.y * scale,
                height - bounds.bottom() * scale,
                -bounds.y * scale,
            ),
            scale,
        }
    }

    /// The place of the diagram has another size: a view of everything stays one as long as it can be read, and the
    /// current event stays in the middle.
    pub(crate) fn resized(&self) {
        self.size();
        match (self.mode.get(), self.best()) {
            (Mode::Everything | Mode::Event, Some((mode, place))) => {
                self.mode.set(mode);
                self.put(place);
            }
            (Mode::Everything | Mode::Event | Mode::Free, _) => self.write(),
        }
    }

    /// Moves the picture by so much of the screen.
    pub(crate) fn pan(&self, right_px: f64, down_px: f64) {
        let mut place = self.place.get();
        place.x += right_px;
        place.y += down_px;
        self.mode.set(Mode::Free);
        self.put(place);
    }

    /// Zooms around a point of the place of the diagram.
    pub(crate) fn zoom_at(&self, factor: f64, at: Point) {
        let place = self.place.get();
        let scale = (place.scale * factor).clamp(FARTHEST, CLOSEST);
        let factor = scale / place.scale;
        self.mode.set(Mode::Free);
        self.put(Place {
            x: at.x - (at.x - place.x) * factor,
            y: at.y - (at.y - place.y) * factor,
            scale,
        });
    }

    /// Zooms around the middle.
    pub(crate) fn zoom(&self, factor: f64) {
        if let Some((width, height)) = self.size() {
            self.zoom_at(factor, Point::new(width / 2.0, height / 2.0));
        }
    }

    /// Brings a box into view, if it is not.
    pub(crate) fn reveal(self: &Rc<Self>, rect: Rect) {
        let Some((width, height)) = self.size() else {
            return;
        };
        if self.mode.get() == Mode::Everything {
            return;
        }
        let place = self.place.get();
        let center = rect.center();
        let (x, y) = (
            center.x * place.scale + place.x,
            center.y * place.scale + place.y,
        );
        let margin = 48.0_f64.min(width / 6.0).min(height / 6.0);
        let is_seen = x > margin && y > margin && x < width - margin && y < height - margin;
        if !is_seen || self.mode.get() == Mode::Event {
            self.glide(self.centred(rect, place));
        }
    }

    fn glide(self: &Rc<Self>, to: Place) {
        if media::wants_less_motion() {
            self.put(to);
            return;
        }
        let number = self.moves.get().wrapping_add(1);
        self.moves.set(number);
        let from = self.place.get();
        glide_on(Rc::clone(self), number, from, to, None);
    }

    /// What is seen now.
    pub(crate) fn view(&self) -> View {
        let Place { x, y, scale } = self.place.get();
        let (width, height) = self.measured.get();
        View {
            x,
            y,
            scale,
            width,
            height,
        }
    }

    /// Tells of every move from now on, until the guard is dropped.
    pub(crate) fn watch(self: &Rc<Self>, watcher: Watcher) -> Watching {
        watcher(self.view());
        self.watchers.borrow_mut().push(Rc::clone(&watcher));
        Watching {
            camera: Rc::clone(self),
            watcher,
        }
    }

    /// Goes to a box, near enough to read it.
    pub(crate) fn fly(self: &Rc<Self>, rect: Rect) {
        let place = self.place.get();
        if place.scale >= SMALLEST_READABLE * 0.6 {
            self.reveal(rect);
            return;
        }
        self.mode.set(Mode::Free);
        let near = Place {
            scale: READABLE,
            ..place
        };
        self.glide(self.centred(rect, near));
    }

    /// Goes into a container: all of it, and so near that its leaves are drawn.
    pub(crate) fn enter(self: &Rc<Self>, rect: Rect) {
        let Some((width, height)) = self.size() else {
            return;
        };
        self.mode.set(Mode::Free);
        let whole = (width / rect.width_px.max(1.0)).min(height / rect.height_px.max(1.0));
        let near = Place {
            scale: (whole * 0.94).clamp(LEAST_NEAR, LARGEST),
            ..self.place.get()
        };
        self.glide(self.centred(rect, near));
    }

    /// Puts a point of the scene into the middle.
    pub(crate) fn look_at(&self, point: Point) {
        self.mode.set(Mode::Free);
        let rect = Rect::new(point.x, point.y, 0.0, 0.0);
        self.put(self.centred(rect, self.place.get()));
    }

    /// A point of the place of the diagram as one of the scene.
    pub(crate) fn scene_of_place(&self, at: Point) -> Point {
        let Place { x, y, scale } = self.place.get();
        Point::new((at.x - x) / scale, (at.y - y) / scale)
    }

    /// How large one scene unit is on the screen, in pixels.
    pub(crate) const fn scale(&self) -> f64 {
        self.place.get().scale
    }

    /// A point of the window as a point of the place of the diagram.
    pub(crate) fn place_of_window(&self, x: f64, y: f64) -> Point {
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
        let size = (f64::from(width), f64::from(height));
        self.measured.set(size);
        (width > 0 && height > 0).then_some(size)
    }

    fn put(&self, place: Place) {
        self.moves.set(self.moves.get().wrapping_add(1));
        self.place.set(place);
        self.write();
    }

    fn write(&self) {
        self.move_world();
        self.tell();
    }

    /// Tells those who draw what is seen.
    pub(crate) fn tell(&self) {
        let watchers = self.watchers.borrow().clone();
        if !watchers.is_empty() {
            let view = self.view();
            for watcher in watchers {
                watcher(view);
            }
        }
    }

    fn move_world(&self) {
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
        // There and no further up: a property of all elements would be worked out for all of them.
        let far = format!("{:.3}", (1.0 / scale).max(1.0));
        for group in [&self.signs, &self.names] {
            if let Some(group) = group.cast::<SvgElement>() {
                let _ = group.style().set_property("--far", &far);
            }
        }
        if let Some(world) = self.world.cast::<Element>() {
            // Setting an attribute of our own element cannot fail.
            let _ = world.toggle_attribute_with_force("data-afar", scale < AFAR);
        }
    }
}

/// An offset at which the scene fills the place from the least to the most; in the middle where it is smaller.
fn within(offset: f64, least: f64, most: f64) -> f64 {
    if least <= most {
        offset.clamp(least, most)
    } else {
        f64::midpoint(least, most)
    }
}

/// Someone who is told of moves, as long as this lives.
pub(crate) struct Watching {
    camera: Rc<Camera>,
    watcher: Watcher,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let own = Rc::as_ptr(&self.watcher).cast::<()>();
        self.camera
            .watchers
            .borrow_mut()
            .retain(|it| Rc::as_ptr(it).cast::<()>() != own);
    }
}

fn glide_on(camera: Rc<Camera>, number: u32, from: Place, to: Place, began: Option<f64>) {
    page::next_frame(move |now_millis| {
        if camera.moves.get() != number {
            return;
        }
        let began = began.unwrap_or(now_millis);
        let share = ((now_millis - began) / GLIDE_MILLIS).clamp(0.0, 1.0);
        let eased = share * share * (3.0 - 2.0 * share);
        let between = |a: f64, b: f64| a + (b - a) * eased;
        camera.place.set(Place {
            x: between(from.x, to.x),
            y: between(from.y, to.y),
            scale: between(from.scale, to.scale),
        });
        camera.write();
        if share < 1.0 {
            glide_on(camera, number, from, to, Some(began));
        }
    });
}
