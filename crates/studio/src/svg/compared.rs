//! Several answers on one picture: each vantage with a letter, a colour and a dash of its own.

use super::paint::text;
use super::told::Lights;
use super::{Palette, Style, Theme, Told, below, containers, head, ink};
use crate::compare::letter;
use crate::geometry::{CORNER_PX, Point, Rect, number, path_data};
use crate::scene::{Scene, Text, TextAnchor, TextRole};
use crate::svg::paint;
use crate::text::fitted;
use crate::words::outcome::in_short;

/// How far apart lines on one way are drawn.
const APART_PX: f64 = 4.0;
/// The room of a line below the picture.
const LINE_PX: f64 = 26.0;
const MARGIN_PX: f64 = 14.0;

/// Colours that people with any common colour vision tell apart, after Okabe and Ito, and their dashes.
const LINES: [(&str, &str, &str); 4] = [
    ("#0062ab", "#5cb3f5", "none"),
    ("#b8480a", "#ff9b63", "9 5"),
    ("#00704f", "#4fd1a5", "2 5"),
    ("#9a3f7c", "#eda3cf", "12 4 2 4"),
];

/// A self-contained SVG document of answers from several vantages over one scene.
#[must_use]
pub fn render_compared(scene: &Scene, told: &[Told<'_>], style: Style) -> String {
    let palette = Palette::of(style.theme);
    let lights = Lights::of(scene, told.iter().map(|it| it.timeline));
    #[expect(clippy::cast_precision_loss, reason = "there are four at most")]
    let footer_px = 2.0 * MARGIN_PX + LINE_PX * told.len() as f64;
    let bounds = Rect {
        height_px: scene.bounds.height_px + footer_px,
        ..scene.bounds
    };
    let lines: Vec<String> = told.iter().map(|it| said(*it, style)).collect();
    let sheet = format!("{}{}", ink::style_sheet(&palette), style_sheet(style.theme));
    let mut out = String::new();
    let title = told.first().map_or("", |it| it.trace.query.to.as_str());
    head(&mut out, bounds, title, &lines.join(" · "), &sheet, style);
    below(&mut out, scene, Some(&lights), &palette);
    for (at, it) in told.iter().enumerate() {
        let shift = number(shift(at, told.len()));
        out.push_str(&format!(
            "<g class=\"line-{at}\" transform=\"translate({shift} {shift})\">"
        ));
        for stroke in it.timeline.strokes() {
            let maybe = if stroke.hypothetical { " beyond" } else { "" };
            out.push_str(&format!(
                "<path class=\"way{maybe}\" d=\"{}\"/>",
                path_data(&stroke.points, CORNER_PX)
            ));
        }
        out.push_str("</g>");
    }
    containers(&mut out, scene, Some(&lights));
    for leaf in scene.boxes.iter().filter(|it| !it.is_container()) {
        paint::scene_box(&mut out, leaf, lights.on_box(leaf));
    }
    letters(&mut out, told);
    let mut y = scene.bounds.bottom() + MARGIN_PX + LINE_PX / 2.0;
    let left = bounds.x + 24.0;
    for (at, line) in lines.iter().enumerate() {
        out.push_str(&format!(
            "<path class=\"line-{at} way\" d=\"M{} {}h40\"/>",
            number(left + 10.0),
            number(y)
        ));
        sign(&mut out, at, Point::new(left, y));
        let words = Text {
            at: Point::new(left + 62.0, y + 4.0),
            anchor: TextAnchor::Start,
            role: TextRole::Title,
            content: fitted(line, TextRole::Title, bounds.width_px - 110.0),
        };
        text(&mut out, &words);
        y += LINE_PX;
    }
    out.push_str("</svg>\n");
    out
}

/// A vantage, what the name led to, and how it ended.
fn said(told: Told<'_>, style: Style) -> String {
    let trace = told.trace;
    let addresses = trace.resolution.addresses();
    let addresses: Vec<String> = addresses.map(|it| it.to_string()).collect();
    let query = &trace.query;
    let port = query.port.map(|it| format!(":{it}")).unwrap_or_default();
    let asked = format!("{} → {}{port}", query.from, query.to);
    let verdict = in_short(style.lang, &trace.verdict);
    let parts = [asked, addresses.join(", "), verdict];
    let parts = parts.into_iter().filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// Where each ended. Letters at one place stand beside each other.
fn letters(out: &mut String, told: &[Told<'_>]) {
    let mut taken: Vec<Point> = Vec::new();
    for (at, it) in told.iter().enumerate() {
        let Some(end) = it.timeline.beats.last() else {
            continue;
        };
        let beside = taken.iter().filter(|it| it.distance_px(end.point) < 12.0);
        #[expect(clippy::cast_precision_loss, reason = "there are four at most")]
        let right = beside.count() as f64 * 24.0;
        taken.push(end.point);
        sign(out, at, end.point.moved(right, 0.0));
    }
}

fn sign(out: &mut String, at: usize, point: Point) {
    out.push_str(&format!(
        "<g class=\"line-{at} letter\" transform=\"translate({} {})\"><circle r=\"11\"/><text y=\"4\" text-anchor=\"middle\">{}</text></g>",
        number(point.x),
        number(point.y),
        letter(at)
    ));
}

#[expect(clippy::cast_precision_loss, reason = "there are four at most")]
fn shift(at: usize, count: usize) -> f64 {
    (at as f64 - (count.max(1) - 1) as f64 / 2.0) * APART_PX
}

fn style_sheet(theme: Theme) -> String {
    let (ground, ink) = match theme {
        Theme::Light => ("#ffffff", "#ffffff"),
        Theme::Dark => ("#0f141d", "#0f141d"),
    };
    let mut sheet = format!(
        ".way{{fill:none;stroke-width:3;stroke-linejoin:round}}.beyond{{opacity:.45}}\
         .letter circle{{stroke:{ground};stroke-width:2}}.letter text{{fill:{ink};font-weight:700}}"
    );
    for (at, (light, dark, dash)) in LINES.iter().enumerate() {
        let tint = match theme {
            Theme::Light => light,
            Theme::Dark => dark,
        };
        sheet.push_str(&format!(
            ".line-{at} .way,.way.line-{at}{{stroke:{tint};stroke-dasharray:{dash}}}.line-{at} circle{{fill:{tint}}}"
        ));
    }
    sheet
}
