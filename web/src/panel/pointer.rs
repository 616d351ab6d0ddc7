//! Hands on the diagram: drag to pan, wheel and pinch to zoom, press to select.

use crate::diagram::camera::Camera;
use crate::panel::keys;
use crate::store::Dispatch;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use studio::action::{Action, Edit};
use studio::geometry::Point;
use studio::link::Embed;
use studio::question::Field;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

/// A press that moves less than this is no drag.
const STILL_PX: f64 = 4.0;

/// What the diagram does with each event.
#[derive(Clone)]
pub(crate) struct Hands {
    pub(crate) down: Callback<PointerEvent>,
    pub(crate) moved: Callback<PointerEvent>,
    pub(crate) up: Callback<PointerEvent>,
    pub(crate) wheel: Callback<WheelEvent>,
    pub(crate) click: Callback<MouseEvent>,
    pub(crate) double: Callback<MouseEvent>,
    pub(crate) key: Callback<KeyboardEvent>,
}

/// Fingers and mice that are down.
#[derive(Default)]
struct Touch {
    pointers: RefCell<Vec<(i32, Point)>>,
    start: Cell<Point>,
    is_drag: Cell<bool>,
    /// Whether the last press opened what was folded.
    has_opened: Cell<bool>,
    /// The leaf that is being moved, and where it is let go.
    held: RefCell<Option<Element>>,
}

/// Callbacks that stay the same from render to render.
#[hook]
pub(crate) fn use_pointer(dispatch: &Dispatch, camera: &Rc<Camera>, embed: Embed) -> Hands {
    let touch = use_memo((), |()| Touch::default());
    let down = use_callback((), {
        let touch = Rc::clone(&touch);
        move |event: PointerEvent, ()| touch.down(&event)
    });
    let moved = use_callback((), {
        let (touch, camera) = (Rc::clone(&touch), Rc::clone(camera));
        move |event: PointerEvent, ()| touch.moved(&event, &camera)
    });
    let up = use_callback(dispatch.clone(), {
        let (touch, camera) = (Rc::clone(&touch), Rc::clone(camera));
        move |event: PointerEvent, dispatch| touch.up(&event, &camera, dispatch)
    });
    let wheel = use_callback(embed, {
        let camera = Rc::clone(camera);
        move |event: WheelEvent, embed| wheel(&event, &camera, *embed)
    });
    let click = use_callback(dispatch.clone(), {
        let (touch, camera) = (Rc::clone(&touch), Rc::clone(camera));
        move |event: MouseEvent, dispatch| {
            if touch.is_drag.replace(false) {
                return;
            }
            // The second of two presses is on whatever stands there by now.
            if event.detail() > 1 && touch.has_opened.get() {
                return;
            }
            touch.has_opened.set(unfold(&event, dispatch));
            if !touch.has_opened.get() {
                let pressed = pressed(&event).or_else(|| under(&event, &camera, dispatch));
                press(pressed, event.shift_key(), dispatch);
            }
        }
    });
    let double = use_callback(dispatch.clone(), {
        let (touch, camera) = (Rc::clone(&touch), Rc::clone(camera));
        move |event: MouseEvent, dispatch| {
            // The first of two presses opened it; the second one does not close it again.
            if touch.has_opened.take() {
                return;
            }
            let state = dispatch.0.state();
            let folds = pressed_box(&event).and_then(|id| state.scene.foldable(&id));
            if let Some(id) = folds {
                dispatch.0.dispatch(Action::Edit(Edit::Fold(id)));
            } else if pressed(&event).is_none()
                && let Some(id) = under(&event, &camera, dispatch)
                && let Some(found) = state.scene.find(&id)
            {
                camera.fly(found.rect);
            }
        }
    });
    let key = use_callback(dispatch.clone(), |event: KeyboardEvent, dispatch| {
        let presses = matches!(event.key().as_str(), "Enter" | " ");
        if presses && unfold(&event, dispatch) {
            event.prevent_default();
            event.stop_propagation();
        } else if event.key() == "Enter" {
            press(pressed(&event), event.shift_key(), dispatch);
        } else if !dispatch.0.owns_address() {
            keys::press(dispatch, &event);
        }
    });
    Hands {
        down,
        moved,
        up,
        wheel,
        click,
        double,
        key,
    }
}

impl Touch {
    fn down(&self, event: &PointerEvent) {
        if event.button() > 1 {
            return;
        }
        let at = place(event);
        let mut pointers = self.pointers.borrow_mut();
        pointers.retain(|(id, _)| *id != event.pointer_id());
        if pointers.is_empty() {
            self.start.set(at);
            self.is_drag.set(false);
            // A finger pans, wherever it is put down.
            let leaf = (event.pointer_type() == "mouse").then(|| leaf_of(event));
            self.held.replace(leaf.flatten());
        }
        pointers.push((event.pointer_id(), at));
    }

    fn moved(&self, event: &PointerEvent, camera: &Camera) {
        let mut pointers = self.pointers.borrow_mut();
        let Some(at) = pointers
            .iter()
            .position(|(id, _)| *id == event.pointer_id())
        else {
            return;
        };
        let (before, now) = (pointers[at].1, place(event));
        if !self.is_drag.get() {
            if self.start.get().distance_px(now) < STILL_PX && pointers.len() == 1 {
                return;
            }
            self.is_drag.set(true);
            hold(event);
        }
        pointers[at].1 = now;
        match pointers[..] {
            [_] => {
                if let Some(leaf) = self.held.borrow().as_ref() {
                    let by = self.moved_by(now, camera);
                    // Setting an attribute of our own element cannot fail.
                    let _ =
                        leaf.set_attribute("transform", &format!("translate({} {})", by.x, by.y));
                } else {
                    camera.pan(now.x - before.x, now.y - before.y);
                }
            }
            [(first, a), (_, b)] => {
                let other = if first == event.pointer_id() { b } else { a };
                pinch(camera, other, before, now);
            }
            _ => {}
        }
    }

    fn up(&self, event: &PointerEvent, camera: &Camera, dispatch: &Dispatch) {
        self.pointers
            .borrow_mut()
            .retain(|(id, _)| *id != event.pointer_id());
        let Some(leaf) = self.held.take().filter(|_| self.is_drag.get()) else {
            return;
        };
        // A box that has none stands where it is drawn.
        let _ = leaf.remove_attribute("transform");
        let by = self.moved_by(place(event), camera);
        let id = leaf.get_attribute("data-box");
        if let Some(id) = id.filter(|_| event.type_() == "pointerup") {
            let by = [whole(by.x), whole(by.y)];
            let id = id.as_str().into();
            dispatch.0.dispatch(Action::Edit(Edit::Move { id, by }));
        }
    }

    /// How far the pointer is from where it was put down, in scene units.
    fn moved_by(&self, now: Point, camera: &Camera) -> Point {
        let start = self.start.get();
        let scale = camera.scale().max(0.001);
        Point::new((now.x - start.x) / scale, (now.y - start.y) / scale)
    }
}

fn pinch(camera: &Camera, other: Point, before: Point, now: Point) {
    let (was, is) = (
        other.distance_px(before).max(1.0),
        other.distance_px(now).max(1.0),
    );
    let middle = Point::new(f64::midpoint(other.x, now.x), f64::midpoint(other.y, now.y));
    camera.pan((now.x - before.x) / 2.0, (now.y - before.y) / 2.0);
    camera.zoom_at(is / was, camera.place_of_window(middle.x, middle.y));
}

fn wheel(event: &WheelEvent, camera: &Camera, embed: Embed) {
    let wants_zoom = event.ctrl_key() || event.meta_key();
    if embed != Embed::Page && !wants_zoom && !has_focus(camera) {
        return;
    }
    event.prevent_default();
    let lines = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE {
        18.0
    } else {
        1.0
    };
    let amount = (event.delta_y() * lines).clamp(-240.0, 240.0);
    let speed = if wants_zoom { 0.006 } else { 0.0018 };
    let at = camera.place_of_window(f64::from(event.client_x()), f64::from(event.client_y()));
    camera.zoom_at((-amount * speed).exp(), at);
}

fn has_focus(camera: &Camera) -> bool {
    let active = crate::browser::page::document().and_then(|document| document.active_element());
    match (active, camera.stage.cast::<Element>()) {
        (Some(active), Some(stage)) => stage.contains(Some(&active)),
        _ => false,
    }
}

/// The leaf an event happened on.
fn leaf_of(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("g.leaf[data-box]").ok().flatten()
}

/// Opens a folded container whose sign an event happened on.
fn unfold(event: &Event, dispatch: &Dispatch) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let sign = target.and_then(|it| it.closest("g.k-folded[data-box]").ok().flatten());
    let id = sign.and_then(|it| it.get_attribute("data-box"));
    let folded = id.and_then(|id| dispatch.0.state().scene.foldable(&id));
    match folded {
        Some(id) => dispatch.0.dispatch(Action::Edit(Edit::Fold(id))),
        None => return false,
    }
    true
}

/// The container, or the sign of a folded one, an event happened on.
fn pressed_box(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let found = target.closest("g.container[data-box], g.k-folded[data-box]");
    found.ok().flatten()?.get_attribute("data-box")
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a scene is far smaller than 2^31 units"
)]
fn whole(length: f64) -> i32 {
    length.round() as i32
}

/// The drawn resource an event happened on.
fn pressed(event: &Event) -> Option<String> {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("[data-resource]").ok().flatten())
        .and_then(|target| target.get_attribute("data-resource"))
}

/// What of a large network's canvas lies under the pointer.
fn under(event: &MouseEvent, camera: &Camera, dispatch: &Dispatch) -> Option<String> {
    let state = dispatch.0.state();
    let scene = state.scene.is_large().then_some(&state.scene)?;
    let at = camera.place_of_window(f64::from(event.client_x()), f64::from(event.client_y()));
    let found = scene.at(camera.scene_of_place(at))?;
    Some(found.resource.to_string())
}

/// Selects what was pressed; with Shift, asks from what was selected to it.
fn press(pressed: Option<String>, shift: bool, dispatch: &Dispatch) {
    let store = &dispatch.0;
    if pressed.is_some() {
        // Whoever presses a box wants to read of it.
        store.dispatch(Action::Report(false));
    }
    let state = store.state();
    match (pressed, &state.selection) {
        (Some(id), Some(from)) if shift && from.as_str() != id => {
            let network = &state.document().network;
            let from = studio::outline::askable(network, from);
            let to = studio::outline::askable_target(network, &id.as_str().into());
            let question = state.question.with(Field::From, &from).with(Field::To, &to);
            store.dispatch(Action::AskThis(question));
        }
        (Some(id), _) => store.dispatch(Action::Pick(id.as_str().into())),
        (None, Some(_)) => store.dispatch(Action::Select(None)),
        (None, None) => {}
    }
}

fn place(event: &PointerEvent) -> Point {
    Point::new(f64::from(event.client_x()), f64::from(event.client_y()))
}

/// A drag goes on outside the diagram. The diagram itself holds the pointer: events of what is
/// around it, where Yew listens, would not come back here.
fn hold(event: &PointerEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("svg.diagram").ok().flatten());
    if let Some(target) = target {
        // Some pointers cannot be held; then the drag ends at the border.
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}
