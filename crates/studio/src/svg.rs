//! The one writer of SVG: files, the command line, golden tests and the animated picture.
//!
//! A picture stands alone: one style sheet inside, no script, nothing fetched. Names from files
//! are text, never markup. The same input gives the same bytes.

mod compared;
mod document;
mod footer;
mod ink;
mod paint;
mod play;
mod told;
mod xml;

use crate::geometry::{Rect, number};
use crate::scene::{BoxKind, Edge, Scene, SceneBox};
use crate::timeline::Timeline;
use ink::Palette;
use net::Trace;
use net::lang::Lang;
use paint::Light;
use play::Play;
use told::Lights;
pub(crate) use xml::escaped;

pub use compared::render_compared;
pub use document::with_document;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light ground.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// Whether a trace is drawn at its end or plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// Its end, still.
    #[default]
    Still,
    /// It plays in a loop, without script; those who want no motion see the end.
    Playing,
}

/// How a picture is to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Light or dark.
    pub theme: Theme,
    /// The language of its words.
    pub lang: Lang,
    /// Still or playing.
    pub motion: Motion,
}

/// A trace to draw over a scene.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The trace.
    pub trace: &'a Trace,
    /// Its timeline over the same scene.
    pub timeline: &'a Timeline,
}

/// A self-contained SVG document: one style sheet inside, no script, names as text.
#[must_use]
pub fn render(scene: &Scene, told: Option<Told<'_>>, style: Style) -> String {
    let palette = Palette::of(style.theme);
    let footer_px = if told.is_some() {
        footer::FOOTER_PX
    } else {
        0.0
    };
    let bounds = Rect {
        height_px: scene.bounds.height_px + footer_px,
        ..scene.bounds
    };
    let lights = told.map(|told| Lights::of(scene, [told.timeline]));
    let mut play = Play::of(told.map(|told| told.timeline), style.motion);
    let mut out = String::new();
    let (title, description) = words(scene, told);
    let sheet = ink::style_sheet(&palette);
    head(&mut out, bounds, &title, &description, &sheet, style);
    below(&mut out, scene, lights.as_ref(), &palette);
    if let Some(told) = told {
        told::path(&mut out, told.timeline, &mut play);
        if let Some(lights) = &lights {
            told::arrows_on_way(&mut out, scene, lights);
        }
    }
    containers(&mut out, scene, lights.as_ref());
    for scene_box in scene.boxes.iter().filter(|it| !it.is_container()) {
        let light = light_on(lights.as_ref(), scene_box);
        match (play.is_playing(), paint::ring(light)) {
            // A box lights up when the dot comes to it.
            (true, Some(ring)) => {
                paint::scene_box(&mut out, scene_box, Light::Plain);
                let moving = told.map(|told| told::arrival(told.timeline, scene_box, &mut play));
                let class = format!("ring {ring}{}", moving.unwrap_or_default());
                paint::rect(&mut out, &class, scene_box.rect, 8.0);
            }
            _ => paint::scene_box(&mut out, scene_box, light),
        }
    }
    if let Some(told) = told {
        told::signs(&mut out, scene, told, &mut play);
        footer::footer(&mut out, scene.bounds, told, style, &mut play);
    }
    let motion = play.style_sheet();
    if !motion.is_empty() {
        out.push_str(&format!("<style>{motion}</style>"));
    }
    out.push_str("</svg>\n");
    out
}

/// The beginning of a document: its size, its words for those who do not see it, its style, its ground.
fn head(out: &mut String, bounds: Rect, title: &str, description: &str, sheet: &str, style: Style) {
    let lang = match style.lang {
        Lang::En => "en",
        Lang::Ja => "ja",
    };
    let [x, y] = [bounds.x, bounds.y].map(number);
    let [width, height] = [bounds.width_px, bounds.height_px].map(number);
    out.push_str(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"{lang}\" role=\"img\" aria-labelledby=\"title desc\" viewBox=\"{x} {y} {width} {height}\" width=\"{width}\" height=\"{height}\">"
    ));
    out.push_str(&format!(
        "<title id=\"title\">{}</title><desc id=\"desc\">{}</desc><style>{sheet}</style>",
        escaped(title),
        escaped(description)
    ));
    out.push_str(
        "<pattern id=\"grid\" width=\"16\" height=\"16\" patternUnits=\"userSpaceOnUse\"><circle class=\"grid\" cx=\"8\" cy=\"8\" r=\"1\"/></pattern>",
    );
    paint::rect(out, "ground", bounds, 0.0);
    out.push_str(&format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"url(#grid)\"/>"
    ));
}

/// What lies below a path: containers and lines.
fn below(out: &mut String, scene: &Scene, lights: Option<&Lights>, palette: &Palette) {
    for scene_box in scene.boxes.iter().filter(|it| it.is_container()) {
        paint::scene_box(out, scene_box, light_on(lights, scene_box));
    }
    let edges: Vec<(&Edge, bool)> = scene
        .edges
        .iter()
        .map(|edge| (edge, lights.is_some_and(|lights| lights.is_faded(edge))))
        .collect();
    paint::tubes(out, &edges, palette);
    paint::cores(out, &edges);
    for (edge, is_faded) in &edges {
        paint::edge(out, edge, *is_faded);
    }
}

/// The words of containers, which a path does not hide.
fn containers(out: &mut String, scene: &Scene, lights: Option<&Lights>) {
    for scene_box in scene.boxes.iter().filter(|it| it.is_container()) {
        paint::container_words(out, scene_box, light_on(lights, scene_box));
    }
}

fn light_on(lights: Option<&Lights>, scene_box: &SceneBox) -> Light {
    lights.map_or(Light::Plain, |lights| lights.on_box(scene_box))
}

/// The title and the description, for those who do not see the picture.
fn words(scene: &Scene, told: Option<Told<'_>>) -> (String, String) {
    let vpcs: Vec<&str> = scene
        .boxes
        .iter()
        .filter(|it| it.kind == BoxKind::Vpc)
        .map(|it| it.name.as_str())
        .collect();
    let title = match told {
        Some(told) => format!("{} → {}", told.trace.query.from, told.trace.query.to),
        None => "Sightline".to_owned(),
    };
    let verdict = told.map(|told| told.trace.verdict.code.as_str());
    let parts = verdict.into_iter().chain(vpcs);
    (title, parts.collect::<Vec<_>>().join(" · "))
}
