//! Boxes and lines as elements.

use super::ink::Palette;
use super::xml::{element, escaped};
use crate::geometry::{CORNER_PX, Point, chevrons, number, path_data};
use crate::scene::{
    BoxKind, Edge, EdgeKind, Mark, MarkKind, SceneBox, Shape, Text, TextAnchor, TextRole,
};

/// How a box stands in the told trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Light {
    /// As it is.
    Plain,
    /// On the packet's way.
    Packet,
    /// On the name's way.
    Dns,
    /// Where it stops.
    Halt,
    /// Off the way.
    Faded,
}

/// The class of a lit outline.
pub(super) const fn ring(light: Light) -> Option<&'static str> {
    match light {
        Light::Plain | Light::Faded => None,
        Light::Packet => Some("lit"),
        Light::Dns => Some("lit-dns"),
        Light::Halt => Some("halt"),
    }
}

/// A container or a leaf with all that is in it, but not its children.
pub(super) fn scene_box(out: &mut String, scene_box: &SceneBox, light: Light) {
    let group = match (light, scene_box.kind) {
        (Light::Faded, BoxKind::Resolver | BoxKind::ResolverEndpoint) => "of-dns fade",
        (Light::Faded, _) => "fade",
        (_, BoxKind::Resolver | BoxKind::ResolverEndpoint) => "of-dns",
        _ => "",
    };
    out.push_str("<g");
    if !group.is_empty() {
        out.push_str(&format!(" class=\"{group}\""));
    }
    out.push_str(&format!(
        " data-resource=\"{}\" data-kind=\"{}\">",
        escaped(scene_box.resource.as_str()),
        scene_box.data_kind
    ));
    let tip = [
        scene_box.name.as_str(),
        scene_box.detail.as_str(),
        scene_box.resource.as_str(),
    ];
    let tip: Vec<&str> = tip.into_iter().filter(|part| !part.is_empty()).collect();
    out.push_str(&format!("<title>{}</title>", escaped(&tip.join(" · "))));
    let (class, radius) = look(scene_box.kind);
    let class = match ring(light) {
        Some(ring) => format!("{class} {ring}"),
        None => class.to_owned(),
    };
    rect(out, &class, scene_box.rect, radius);
    if let Some(glyph) = scene_box.glyph {
        rect(out, "glyph", glyph, 7.0);
    }
    if !scene_box.is_container() {
        for words in &scene_box.texts {
            text(out, words);
        }
    }
    for sign in &scene_box.marks {
        mark(out, sign);
    }
    out.push_str("</g>");
}

/// The words of a container, above the lines: a rim of the ground around the letters lets them
/// be read where a line runs under them.
pub(super) fn container_words(out: &mut String, scene_box: &SceneBox, light: Light) {
    let ground = match scene_box.kind {
        BoxKind::Vpc | BoxKind::Zone => "on-vpc",
        BoxKind::PublicSubnet => "on-public",
        BoxKind::PrivateSubnet => "on-private",
        _ => "on-ground",
    };
    let fade = if light == Light::Faded { " fade" } else { "" };
    out.push_str(&format!("<g class=\"words {ground}{fade}\">"));
    for words in &scene_box.texts {
        text(out, words);
    }
    out.push_str("</g>");
}

const fn look(kind: BoxKind) -> (&'static str, f64) {
    match kind.shape() {
        Shape::Strip => ("strip", 12.0),
        Shape::Group => ("account", 14.0),
        Shape::Unplaced => ("account", 12.0),
        Shape::Vpc => ("vpc", 10.0),
        Shape::Zone => ("zone", 8.0),
        Shape::PublicSubnet => ("public", 8.0),
        Shape::PrivateSubnet => ("private", 8.0),
        Shape::Services => ("services", 14.0),
        Shape::Pill => ("pill", 11.0),
        Shape::Site | Shape::Leaf => ("leaf", 8.0),
    }
}

/// A rounded rectangle.
pub(super) fn rect(out: &mut String, class: &str, rect: crate::geometry::Rect, radius: f64) {
    element(
        out,
        "rect",
        &[
            ("class", class),
            ("x", &number(rect.x)),
            ("y", &number(rect.y)),
            ("width", &number(rect.width_px)),
            ("height", &number(rect.height_px)),
            ("rx", &number(radius)),
        ],
    );
}

/// A run of text.
pub(super) fn text(out: &mut String, text: &Text) {
    let class = match text.role {
        TextRole::Title => "title",
        TextRole::Heading => "heading",
        TextRole::Caption => "caption",
        TextRole::Address => "address",
        TextRole::Code => "code",
        TextRole::Label => "label",
        TextRole::Mark => "mark",
    };
    let anchor = match text.anchor {
        TextAnchor::Start => "",
        TextAnchor::Middle => " text-anchor=\"middle\"",
        TextAnchor::End => " text-anchor=\"end\"",
    };
    out.push_str(&format!(
        "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>",
        number(text.at.x),
        number(text.at.y),
        escaped(&text.content)
    ));
}

/// A pill with a shape and a word.
fn mark(out: &mut String, mark: &Mark) {
    let class = match mark.kind {
        MarkKind::PrivateDns => "note note-dns",
        MarkKind::Waiting => "note note-warn",
        MarkKind::Broken => "note note-stop",
        MarkKind::Count => "note",
    };
    out.push_str(&format!("<g class=\"{class}\">"));
    rect(out, "", mark.rect, mark.rect.height_px / 2.0);
    let at = mark.sign_at();
    out.push_str(&format!(
        "<path fill-rule=\"evenodd\" transform=\"translate({} {})\" d=\"{}\"/>",
        number(at.x),
        number(at.y),
        mark.kind.sign()
    ));
    text(out, &mark.text);
    out.push_str("</g>");
}

/// All tubes of a width in one group, so that where they run together they do not darken.
pub(super) fn tubes(out: &mut String, edges: &[(&Edge, bool)], palette: &Palette) {
    for (class, is_wide, is_faded) in [
        ("tube dim-tube", false, true),
        ("tube", false, false),
        ("tube wide dim-tube", true, true),
        ("tube wide", true, false),
    ] {
        let mut group = String::new();
        for (number_of, (edge, edge_is_faded)) in edges.iter().enumerate() {
            let edge_is_wide = edge.width_px > 10.0;
            if edge.kind != EdgeKind::PrivateLink
                || edge_is_wide != is_wide
                || *edge_is_faded != is_faded
            {
                continue;
            }
            let stroke = match (edge.points.first(), edge.points.last()) {
                (Some(first), Some(last)) if is_wide => {
                    gradient(&mut group, palette, number_of, *first, *last);
                    format!(" style=\"stroke:url(#tube{number_of})\"")
                }
                _ => String::new(),
            };
            group.push_str(&format!(
                "<path d=\"{}\" stroke-width=\"{}\"{stroke}/>",
                path_data(&edge.points, CORNER_PX),
                number(edge.width_px)
            ));
        }
        if !group.is_empty() {
            out.push_str(&format!("<g class=\"{class}\">{group}</g>"));
        }
    }
}

/// The cores of tubes, in one group for the same reason, with arrows that say they are one way.
pub(super) fn cores(out: &mut String, edges: &[(&Edge, bool)]) {
    for (class, is_faded) in [("core dim", true), ("core", false)] {
        let mut group = String::new();
        for (edge, edge_is_faded) in edges {
            if edge.kind != EdgeKind::PrivateLink || *edge_is_faded != is_faded {
                continue;
            }
            let arrows = if edge.width_px > 10.0 {
                chevrons(&edge.points)
            } else {
                String::new()
            };
            let data = path_data(&edge.points, CORNER_PX);
            group.push_str(&format!("<path d=\"{data}{arrows}\"/>"));
        }
        if !group.is_empty() {
            out.push_str(&format!("<g class=\"{class}\">{group}</g>"));
        }
    }
}

/// A line that is no tube, and the words beside any.
pub(super) fn edge(out: &mut String, edge: &Edge, is_faded: bool) {
    let class = match edge.kind {
        EdgeKind::PrivateLink => None,
        EdgeKind::Peering => Some("wire peering"),
        EdgeKind::SiteLink => Some("wire site"),
        EdgeKind::NameForward => Some("wire names"),
        EdgeKind::Target
        | EdgeKind::GatewayService
        | EdgeKind::NatExit
        | EdgeKind::InternetExit
        | EdgeKind::Attachment
        | EdgeKind::TransitAttachment => Some("wire"),
    };
    if let Some(class) = class {
        let fade = if is_faded { " dim" } else { "" };
        let data = path_data(&edge.points, CORNER_PX);
        out.push_str(&format!("<path class=\"{class}{fade}\" d=\"{data}\"/>"));
    }
    for label in &edge.labels {
        text(out, label);
    }
}

fn gradient(out: &mut String, palette: &Palette, number_of: usize, first: Point, last: Point) {
    let (start, end) = palette.tube();
    out.push_str(&format!(
        "<linearGradient id=\"tube{number_of}\" gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"><stop stop-color=\"{start}\"/><stop offset=\"1\" stop-color=\"{end}\"/></linearGradient>",
        number(first.x),
        number(first.y),
        number(last.x),
        number(last.y)
    ));
}
