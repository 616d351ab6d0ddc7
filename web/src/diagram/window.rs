//! Which part of a large network is drawn in detail: what the window shows, once it stands still.

use crate::browser::page;
use crate::diagram::camera::{Camera, View};
use crate::diagram::overview::DETAIL_LEAF_PX;
use crate::shared::Shared;
use crate::store::Dispatch;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use studio::geometry::Rect;
use studio::scene::{BoxKind, Detail, LEAF_WIDTH_PX, Scene};
use yew::prelude::*;

/// How long the view stands still before details come, in milliseconds.
const STILL_MILLIS: i32 = 90;
/// Details stay until leaves are so much smaller than when they came.
const SLACK: f64 = 0.85;

/// What is drawn in detail.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Window {
    /// The part of the scene that is drawn; nothing while it is seen from afar.
    pub(crate) part: Option<Rect>,
    /// The insides of the VPCs in it.
    pub(crate) details: Vec<Shared<Detail>>,
}

struct Watcher {
    scene: Shared<Scene>,
    dispatch: Dispatch,
    window: UseStateHandle<Window>,
    part: Cell<Option<Rect>>,
    view: Cell<View>,
    moves: Cell<u32>,
    known: RefCell<BTreeMap<net::ResourceId, Shared<Detail>>>,
}

/// The window on a scene; all of a small one is always drawn.
#[hook]
pub(crate) fn use_window(
    dispatch: &Dispatch,
    camera: &Rc<Camera>,
    scene: &Shared<Scene>,
) -> Window {
    let window = use_state_eq(Window::default);
    {
        let (camera, dispatch, window) = (Rc::clone(camera), dispatch.clone(), window.clone());
        use_effect_with(scene.clone(), move |scene| {
            window.set(Window::default());
            let watching = scene.is_large().then(|| {
                let watcher = Rc::new(Watcher {
                    scene: scene.clone(),
                    dispatch,
                    window,
                    part: Cell::new(None),
                    view: Cell::new(View::default()),
                    moves: Cell::new(0),
                    known: RefCell::default(),
                });
                camera.watch(Rc::new(move |view| watcher.moved(view)))
            });
            move || drop(watching)
        });
    }
    (*window).clone()
}

impl Watcher {
    fn moved(self: &Rc<Self>, view: View) {
        self.view.set(view);
        let leaf_px = LEAF_WIDTH_PX * view.scale;
        if leaf_px < DETAIL_LEAF_PX * SLACK {
            if self.part.take().is_some() {
                self.window.set(Window::default());
            }
            return;
        }
        if self.part.get().is_some_and(|part| part.holds(&view.part()))
            || self.part.get().is_none() && leaf_px < DETAIL_LEAF_PX
        {
            return;
        }
        let number = self.moves.get().wrapping_add(1);
        self.moves.set(number);
        let own = Rc::clone(self);
        page::after_millis(STILL_MILLIS, move || {
            if own.moves.get() == number {
                own.look();
            }
        });
    }

    /// Draws what is seen now, and a little around it.
    fn look(&self) {
        let view = self.view.get();
        if LEAF_WIDTH_PX * view.scale < DETAIL_LEAF_PX * SLACK {
            return;
        }
        let seen = view.part();
        let part = seen.grown(seen.width_px.min(seen.height_px) * 0.35);
        self.part.set(Some(part));
        let state = self.dispatch.0.state();
        let vpcs = self
            .scene
            .boxes
            .iter()
            .filter(|it| it.kind == BoxKind::Vpc && it.rect.overlaps(&part));
        let mut known = self.known.borrow_mut();
        let details = vpcs
            .map(|vpc| {
                let network = &state.document().network;
                let make = || Shared(Rc::new(self.scene.detail(network, vpc.id.as_str())));
                known.entry(vpc.id.clone()).or_insert_with(make).clone()
            })
            .collect();
        self.window.set(Window {
            part: Some(part),
            details,
        });
    }
}
