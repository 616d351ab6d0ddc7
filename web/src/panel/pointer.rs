//! Hands on the diagram: drag to pan, wheel and pinch to zoom, press to select.

use crate::diagram::camera::Camera;
use crate::panel::keys;
use crate::store::Dispatch;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use studio::action::Action;
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
    pub(crate) key: Callback<KeyboardEvent>,
}

/// Fingers and mice that are down.
#[derive(Default)]
struct Touch {
    pointers: RefCell<Vec<(i32, Point)>>,
    start: Cell<Point>,
    is_drag: Cell<bool>,
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
    let up = use_callback((), {
        let touch = Rc::clone(&touch);
        move |event: PointerEvent, ()| touch.up(&event)
    });
    let wheel = use_callback(embed, {
        let camera = Rc::clone(camera);
        move |event: WheelEvent, embed| wheel(&event, &camera, *embed)
    });
    let click = use_callback(dispatch.clone(), {
        let touch = Rc::clone(&touch);
        move |event: MouseEvent, dispatch| {
            if !touch.is_drag.replace(false) {
                press(&event, event.shift_key(), dispatch);
            }
        }
    });
    let key = use_callback(dispatch.clone(), |event: KeyboardEvent, dispatch| {
        if event.key() == "Enter" {
            press(&event, event.shift_key(), dispatch);
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
            [_] => camera.pan(now.x - before.x, now.y - before.y),
            [(first, a), (_, b)] => {
                let other = if first == event.pointer_id() { b } else { a };
                pinch(camera, other, before, now);
            }
            _ => {}
        }
    }

    fn up(&self, event: &PointerEvent) {
        self.pointers
            .borrow_mut()
            .retain(|(id, _)| *id != event.pointer_id());
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

/// Selects what was pressed; with Shift, asks from what was selected to it.
fn press(event: &Event, shift: bool, dispatch: &Dispatch) {
    let pressed = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("[data-resource]").ok().flatten())
        .and_then(|target| target.get_attribute("data-resource"));
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
            let question = state.question.with(Field::From, &from).with(Field::To, &id);
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

/// A drag goes on outside the diagram.
fn hold(event: &PointerEvent) {
    let target = event
        .current_target()
        .or_else(|| event.target())
        .and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(target) = target {
        // Some pointers cannot be held; then the drag ends at the border.
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}
