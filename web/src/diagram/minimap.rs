//! Everything in a corner, and which part of it is seen; a press goes there.

use crate::diagram::camera::{Camera, View};
use crate::shared::Shared;
use std::rc::Rc;
use studio::geometry::{Point, Rect};
use studio::scene::{BoxKind, Scene};
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

/// With fewer boxes everything is seen anyway.
pub(crate) const LEAST_BOXES: usize = 150;
const NEAR_PX: f64 = 200.0;
const WIDE_PX: f64 = 150.0;
const HIGH_PX: f64 = 110.0;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MinimapProps {
    pub(crate) scene: Shared<Scene>,
    pub(crate) camera: Shared<Camera>,
    pub(crate) label: AttrValue,
}

/// The map in the corner.
#[component]
pub(crate) fn Minimap(props: &MinimapProps) -> Html {
    let frame = use_node_ref();
    let bounds = props.scene.bounds;
    {
        let frame = frame.clone();
        use_effect_with(
            (props.scene.clone(), props.camera.clone()),
            move |(_, camera)| {
                let watching = camera.0.watch(Rc::new(move |view: View| {
                    let Some(frame) = frame.cast::<Element>() else {
                        return;
                    };
                    let part = view.part();
                    // Where everything is seen, a map of it only hides some.
                    let is_whole = part.grown(NEAR_PX).holds(&bounds);
                    if let Some(map) = frame.parent_element() {
                        let shown = if is_whole { "hidden" } else { "visible" };
                        // Setting an attribute of our own element cannot fail.
                        let _ = map.set_attribute("visibility", shown);
                    }
                    let (x, y) = (part.x.max(bounds.x), part.y.max(bounds.y));
                    let right = part.right().min(bounds.right()).max(x);
                    let bottom = part.bottom().min(bounds.bottom()).max(y);
                    for (name, value) in [
                        ("x", x),
                        ("y", y),
                        ("width", right - x),
                        ("height", bottom - y),
                    ] {
                        // Setting an attribute of our own element cannot fail.
                        let _ = frame.set_attribute(name, &format!("{value:.0}"));
                    }
                }));
                move || drop(watching)
            },
        );
    }
    let go = move |camera: &Shared<Camera>, event: &PointerEvent| {
        let place = event
            .current_target()
            .and_then(|it| wasm_bindgen::JsCast::dyn_into::<Element>(it).ok());
        let (Some(place), true) = (place, event.buttons() > 0) else {
            return;
        };
        let corner = place.get_bounding_client_rect();
        let scale = scale_of(bounds);
        let (wide, high) = (bounds.width_px * scale, bounds.height_px * scale);
        let x = f64::from(event.client_x()) - corner.left() - (corner.width() - wide) / 2.0;
        let y = f64::from(event.client_y()) - corner.top() - (corner.height() - high) / 2.0;
        camera.look_at(Point::new(bounds.x + x / scale, bounds.y + y / scale));
    };
    let onpointerdown = {
        let camera = props.camera.clone();
        Callback::from(move |event: PointerEvent| {
            event.stop_propagation();
            go(&camera, &event);
        })
    };
    let onpointermove = {
        let camera = props.camera.clone();
        Callback::from(move |event: PointerEvent| go(&camera, &event))
    };
    let view_box = format!(
        "{} {} {} {}",
        bounds.x, bounds.y, bounds.width_px, bounds.height_px
    );
    let drawn = use_memo(props.scene.clone(), |scene| shapes(scene));
    html! {
        <svg class="minimap" role="img" aria-label={props.label.clone()} viewBox={view_box} {onpointerdown} {onpointermove}>
            <g key="shapes">{ (*drawn).clone() }</g>
            <rect key="frame" ref={frame} class="frame" />
        </svg>
    }
}

fn scale_of(bounds: Rect) -> f64 {
    (WIDE_PX / bounds.width_px).min(HIGH_PX / bounds.height_px)
}

/// Accounts and VPCs, each kind as one path.
fn shapes(scene: &Scene) -> Html {
    let path = |wanted: &dyn Fn(BoxKind) -> bool| -> String {
        let boxes = scene.boxes.iter().filter(|it| wanted(it.kind));
        boxes
            .map(|it| {
                let Rect {
                    x,
                    y,
                    width_px,
                    height_px,
                } = it.rect;
                format!("M{x:.0} {y:.0}h{width_px:.0}v{height_px:.0}h-{width_px:.0}z")
            })
            .collect()
    };
    html! {
        <>
            <path key="around" class="around" d={path(&|kind| matches!(kind, BoxKind::Account | BoxKind::Region | BoxKind::Services))} />
            <path key="vpcs" class="vpcs" d={path(&|kind| kind == BoxKind::Vpc)} />
        </>
    }
}
