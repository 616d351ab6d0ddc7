//! Names of containers that are seen from afar, at a size that is read; where a name says how much is hidden, it opens.

use crate::browser::page;
use crate::diagram::camera::{Camera, View};
use crate::shared::Shared;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use studio::geometry::Rect;
use studio::scene::afar::{Name, names};
use studio::scene::{BoxKind, Scene, TextRole};
use studio::words::Lang;
use yew::prelude::*;

/// How long the view stands still before names are fitted anew, in milliseconds.
const STILL_MILLIS: i32 = 90;
/// With more names than this the keyboard goes through the outline instead.
const MOST_REACHABLE: usize = 120;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NamesProps {
    pub(crate) scene: Shared<Scene>,
    pub(crate) camera: Shared<Camera>,
    /// Boxes on the path; names of others step back.
    pub(crate) lit: Option<Shared<BTreeSet<net::ResourceId>>>,
    /// Whether what closed subnets hold is not drawn now.
    pub(crate) hides: bool,
    pub(crate) lang: Lang,
}

/// The names, in a group that keeps its letters' size.
#[component]
pub(crate) fn Names(props: &NamesProps) -> Html {
    let shown = use_state_eq(Vec::<Name>::new);
    {
        let shown = shown.setter();
        let (camera, hides, lang) = (Rc::clone(&props.camera.0), props.hides, props.lang);
        use_effect_with((props.scene.clone(), hides, lang), move |(scene, ..)| {
            let fitter = Rc::new(Fitter {
                scene: scene.clone(),
                hides,
                lang,
                shown,
                last: RefCell::default(),
                view: Cell::default(),
                is_waiting: Cell::new(false),
            });
            let watching = camera.watch(Rc::new(move |view| fitter.moved(view)));
            move || drop(watching)
        });
    }
    let is_reachable = shown.len() <= MOST_REACHABLE;
    let of_name = |it: &Name| {
        let is_off = props.lit.as_ref().is_some_and(|lit| !lit.contains(&it.id));
        let opens = it.hidden > 0;
        let onclick = opens.then(|| {
            let (scene, camera, id) = (
                props.scene.clone(),
                Rc::clone(&props.camera.0),
                it.id.clone(),
            );
            Callback::from(move |event: MouseEvent| {
                event.stop_propagation();
                open(&scene, &camera, &id);
            })
        });
        let onkeydown = opens.then(|| {
            let (scene, camera, id) = (
                props.scene.clone(),
                Rc::clone(&props.camera.0),
                it.id.clone(),
            );
            Callback::from(move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    event.stop_propagation();
                    open(&scene, &camera, &id);
                }
            })
        });
        let class = classes!(
            "name",
            match it.kind {
                BoxKind::Vpc => Some("of-vpc"),
                BoxKind::PrivateSubnet => Some("of-private"),
                BoxKind::PublicSubnet => Some("of-public"),
                _ => None,
            },
            it.is_plate.then_some("plate"),
            is_off.then_some("faint"),
        );
        let (wide, high) = it.size_px;
        html! {
            <g key={it.id.to_string()} {class} data-name={it.id.to_string()} transform={format!("translate({:.2} {:.2})", it.at.x, it.at.y)}
                role={opens.then_some("button")} aria-label={opens.then(|| it.said.clone())} aria-hidden={(!opens).then_some("true")}
                data-action={opens.then_some("open-box")} tabindex={opens.then_some(if is_reachable { "0" } else { "-1" })} {onclick} {onkeydown}>
                <g class="steady">
                    <rect width={format!("{wide:.1}")} height={format!("{high:.1}")} rx="4" />
                    { for it.lines_at().map(|(at, role, line)| {
                        let class = match role {
                            TextRole::Title => "t-title",
                            TextRole::Mark => "t-mark",
                            _ => "t-caption",
                        };
                        html! { <text {class} x={format!("{:.1}", at.x)} y={format!("{:.1}", at.y)}>{ line }</text> }
                    }) }
                    if let Some((right, aside)) = &it.aside {
                        <text class="t-address" text-anchor="end" x={format!("{right:.1}")} y={format!("{:.1}", high * 0.5 + 4.0)}>{ aside.clone() }</text>
                    }
                </g>
            </g>
        }
    };
    html! { <g class="names">{ for shown.iter().map(of_name) }</g> }
}

/// Goes so near that what a container holds is drawn.
fn open(scene: &Scene, camera: &Rc<Camera>, id: &net::ResourceId) {
    if let Some(found) = scene.find(id.as_str()) {
        camera.enter(found.rect);
    }
}

struct Fitter {
    scene: Shared<Scene>,
    hides: bool,
    lang: Lang,
    shown: UseStateSetter<Vec<Name>>,
    /// What the names were fitted to: the scale, and the part they cover.
    last: RefCell<Option<(f64, Rect)>>,
    view: Cell<View>,
    is_waiting: Cell<bool>,
}

impl Fitter {
    /// Names follow once a while as long as the view moves, and at its end.
    fn moved(self: &Rc<Self>, view: View) {
        self.view.set(view);
        let is_known = self.last.borrow().is_some_and(|(scale, part)| {
            (scale / view.scale.max(0.0001) - 1.0).abs() < 0.001 && part.holds(&view.part())
        });
        if is_known || self.is_waiting.replace(true) {
            return;
        }
        let is_first = self.last.borrow().is_none();
        // Another scene, or another manner of drawing it, has a fitter of its own.
        let own = Rc::downgrade(self);
        page::after_millis(if is_first { 0 } else { STILL_MILLIS }, move || {
            if let Some(own) = own.upgrade() {
                own.fit();
            }
        });
    }

    fn fit(&self) {
        self.is_waiting.set(false);
        let view = self.view.get();
        let seen = view.part();
        let part = seen.grown(seen.width_px.min(seen.height_px) * 0.35);
        self.last.replace(Some((view.scale, part)));
        self.shown
            .set(names(&self.scene, view.scale, part, self.hides, self.lang));
    }
}
