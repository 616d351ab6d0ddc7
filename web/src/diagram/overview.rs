//! A large network from afar, on a canvas: containers by tint and line, leaves as chips. It draws what the window shows,
//! once a frame; what containers are called and hide is said above it, by `names`.

use crate::browser::page;
use crate::diagram::camera::{Camera, View};
use crate::shared::Shared;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use studio::geometry::Rect;
use studio::scene::{BoxKind, EdgeKind, LEAF_WIDTH_PX, Scene, SceneBox, TextRole};
use studio::text::fitted;
use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, Path2d};
use yew::prelude::*;

/// A leaf narrower than this on the screen is no chip any more.
const LEAST_CHIP_PX: f64 = 2.5;
/// From this width on a leaf is drawn with its words, by the detailed picture.
pub(crate) const DETAIL_LEAF_PX: f64 = 51.0;

/// What the overview shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct OverviewProps {
    pub(crate) scene: Shared<Scene>,
    pub(crate) camera: Shared<Camera>,
    /// Boxes on the path; the rest steps back.
    pub(crate) lit: Option<Shared<BTreeSet<net::ResourceId>>>,
    /// Changes with the colours.
    pub(crate) theme: &'static str,
    /// Whether the detailed picture is shown instead.
    pub(crate) is_covered: bool,
}

/// The canvas under the picture.
#[component]
pub(crate) fn Overview(props: &OverviewProps) -> Html {
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with(props.clone(), move |props| {
            let painter = place
                .cast::<HtmlCanvasElement>()
                .and_then(|canvas| Painter::new(canvas, props));
            let watching = painter.map(|painter| {
                let painter = Rc::new(painter);
                props.camera.0.watch(Rc::new(move |view| {
                    painter.view.set(view);
                    if !painter.is_waiting.replace(true) {
                        let painter = Rc::clone(&painter);
                        page::next_frame(move |_| {
                            painter.is_waiting.set(false);
                            painter.paint();
                        });
                    }
                }))
            });
            move || drop(watching)
        });
    }
    html! { <canvas ref={place} class="overview" aria-hidden="true" hidden={props.is_covered} /> }
}

/// What is drawn with one colour.
#[derive(Clone, Copy)]
enum Ink {
    Line,
    Text,
    Soft,
    Vpc,
    VpcGround,
    Private,
    Public,
    Leaf,
    Chip,
    Packet,
    Dns,
}

const INKS: [&str; 11] = [
    "var(--line-strong)",
    "var(--ink)",
    "var(--ink-2)",
    "var(--vpc)",
    "var(--vpc-soft)",
    "var(--private)",
    "var(--public)",
    "var(--leaf)",
    "color-mix(in srgb, var(--vpc) 42%, var(--leaf))",
    "var(--packet)",
    "var(--dns)",
];

struct Painter {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    props: OverviewProps,
    inks: Vec<String>,
    font: String,
    /// The chips of each closed subnet, made when they are first seen.
    chips: RefCell<Vec<Option<Path2d>>>,
    view: Cell<View>,
    is_waiting: Cell<bool>,
}

impl Painter {
    fn new(canvas: HtmlCanvasElement, props: &OverviewProps) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let (inks, font) = inks(&canvas);
        let count = props.scene.boxes.len();
        Some(Self {
            canvas,
            context,
            inks,
            font,
            chips: RefCell::new(vec![None; count]),
            view: Cell::new(View::default()),
            is_waiting: Cell::new(false),
            props: props.clone(),
        })
    }

    fn ink(&self, ink: Ink) -> &str {
        self.inks.get(ink as usize).map_or("#888", String::as_str)
    }

    fn paint(&self) {
        if self.props.is_covered {
            return;
        }
        let view = self.view.get();
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        resize(&self.canvas, view, ratio);
        let context = &self.context;
        // Of a canvas without memory nothing is drawn, and nothing else breaks.
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, view.width, view.height);
        let part = view.part();
        let mut seen: Vec<(usize, Rect)> = Vec::new();
        for (at, it) in self.props.scene.boxes.iter().enumerate() {
            if !it.rect.overlaps(&part) {
                continue;
            }
            let rect = view.on_screen(it.rect);
            if rect.width_px < 2.0 || rect.height_px < 1.5 {
                continue;
            }
            context.set_global_alpha(self.strength(it));
            self.body(it, rect);
            seen.push((at, rect));
        }
        self.chips(&view, &seen, ratio);
        self.edges(&view, ratio);
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        for (at, rect) in seen {
            if let Some(it) = self.props.scene.boxes.get(at) {
                context.set_global_alpha(self.strength(it));
                self.words(it, rect);
            }
        }
        context.set_global_alpha(1.0);
    }

    fn strength(&self, it: &SceneBox) -> f64 {
        match &self.props.lit {
            Some(lit) if !lit.contains(&it.id) => 0.6,
            Some(_) | None => 1.0,
        }
    }

    fn body(&self, it: &SceneBox, rect: Rect) {
        let context = &self.context;
        let (fill, line) = match it.kind {
            BoxKind::Vpc => (Some(Ink::VpcGround), Some(Ink::Vpc)),
            BoxKind::PublicSubnet => (Some(Ink::Public), Some(Ink::Line)),
            BoxKind::PrivateSubnet => (Some(Ink::Private), Some(Ink::Line)),
            BoxKind::Account | BoxKind::Region | BoxKind::Services => (None, Some(Ink::Line)),
            BoxKind::Zone => return,
            _ => (Some(Ink::Leaf), Some(Ink::Line)),
        };
        let Rect {
            x,
            y,
            width_px,
            height_px,
        } = rect;
        if let Some(fill) = fill {
            context.set_fill_style_str(self.ink(fill));
            context.fill_rect(x, y, width_px, height_px);
        }
        if let Some(line) = line.filter(|_| width_px > 5.0) {
            context.set_stroke_style_str(self.ink(line));
            context.set_line_width(1.0);
            context.stroke_rect(
                x.round() + 0.5,
                y.round() + 0.5,
                width_px.round(),
                height_px.round(),
            );
        }
    }

    fn chips(&self, view: &View, seen: &[(usize, Rect)], ratio: f64) {
        if LEAF_WIDTH_PX * view.scale < LEAST_CHIP_PX {
            return;
        }
        let mut chips = self.chips.borrow_mut();
        let scale = view.scale * ratio;
        let _ = self
            .context
            .set_transform(scale, 0.0, 0.0, scale, view.x * ratio, view.y * ratio);
        self.context.set_fill_style_str(self.ink(Ink::Chip));
        for (at, _) in seen {
            let Some(subnet) = self
                .props
                .scene
                .boxes
                .get(*at)
                .filter(|it| it.ward.is_some())
            else {
                continue;
            };
            self.context.set_global_alpha(self.strength(subnet) * 0.8);
            let Some(slot) = chips.get_mut(*at) else {
                continue;
            };
            if slot.is_none() {
                *slot = Path2d::new().ok().inspect(|path| {
                    for rect in self.props.scene.leaf_rects(subnet) {
                        path.rect(rect.x, rect.y, rect.width_px, rect.height_px);
                    }
                });
            }
            if let Some(path) = slot {
                self.context.fill_with_path_2d(path);
            }
        }
    }

    fn edges(&self, view: &View, ratio: f64) {
        let context = &self.context;
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        let part = view.part();
        let is_quiet = self.props.lit.is_some();
        context.set_global_alpha(if is_quiet { 0.35 } else { 0.8 });
        for edge in &self.props.scene.edges {
            let reach = edge.points.iter().fold(None, |reach: Option<Rect>, point| {
                let point = Rect::new(point.x, point.y, 0.0, 0.0);
                Some(reach.map_or(point, |reach| reach.around(point)))
            });
            if !reach.is_some_and(|it| it.grown(1.0).overlaps(&part)) {
                continue;
            }
            let (ink, wide_px) = match edge.kind {
                EdgeKind::PrivateLink => (Ink::Packet, 1.5),
                EdgeKind::NameForward => (Ink::Dns, 1.5),
                EdgeKind::SiteLink => (Ink::Soft, 2.0),
                _ => (Ink::Line, 1.25),
            };
            context.set_stroke_style_str(self.ink(ink));
            context.set_line_width(wide_px);
            context.begin_path();
            for (number, point) in edge.points.iter().enumerate() {
                let (x, y) = (point.x * view.scale + view.x, point.y * view.scale + view.y);
                if number == 0 {
                    context.move_to(x, y);
                } else {
                    context.line_to(x, y);
                }
            }
            context.stroke();
        }
    }

    /// The name of a leaf, where there is room for letters of a size to read.
    fn words(&self, it: &SceneBox, rect: Rect) {
        const SIZE_PX: f64 = 11.0;
        let room_px = rect.width_px - 10.0;
        if it.is_container() || room_px <= 34.0 || rect.height_px <= SIZE_PX {
            return;
        }
        let context = &self.context;
        context.set_fill_style_str(self.ink(Ink::Text));
        context.set_font(&format!("400 {SIZE_PX}px {}", self.font));
        let text = fitted(&it.name, TextRole::Caption, room_px);
        let middle = rect.center().y + SIZE_PX * 0.36;
        // A word that cannot be drawn is still in the outline.
        let _ = context.fill_text(&text, rect.x + 5.0, middle);
    }
}

fn resize(canvas: &HtmlCanvasElement, view: View, ratio: f64) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a window is far smaller than 2^32 pixels"
    )]
    let (width, height) = (
        (view.width * ratio).max(1.0) as u32,
        (view.height * ratio).max(1.0) as u32,
    );
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

/// The colours and the font as they are in the theme: asked of the element's own style.
fn inks(canvas: &HtmlCanvasElement) -> (Vec<String>, String) {
    let element: &HtmlElement = canvas;
    let style = element.style();
    let computed = || {
        web_sys::window()?
            .get_computed_style(element)
            .ok()
            .flatten()
    };
    let read = |property: &str| {
        computed()
            .and_then(|it| it.get_property_value(property).ok())
            .unwrap_or_default()
    };
    let colours = INKS
        .iter()
        .map(|ink| {
            // A colour the browser does not know stays the one before.
            let _ = style.set_property("color", ink);
            read("color")
        })
        .collect();
    (colours, read("font-family"))
}
