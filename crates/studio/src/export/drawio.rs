//! The diagram as a draw.io file: mxGraph XML, with our places, boxes in boxes and lines.
//! <https://www.drawio.com/doc/faq/diagram-source-edit>
//!
//! Labels are plain text there (`html=0`). Each box keeps the resource it stands for as an
//! attribute, which draw.io shows under Edit Data.

use super::{Numbers, lines};
use crate::geometry::{Point, Rect, number};
use crate::scene::{BoxKind, Edge, EdgeKind, Scene, SceneBox};
use crate::svg::escaped;
use std::fmt::Write as _;

/// The diagram as a draw.io file.
#[must_use]
pub fn drawio(scene: &Scene) -> String {
    let numbers = Numbers::of(scene);
    let Rect {
        width_px,
        height_px,
        ..
    } = scene.bounds;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <mxfile host=\"Sightline\">\n<diagram id=\"network\" name=\"network\">\n\
         <mxGraphModel grid=\"1\" gridSize=\"10\" page=\"0\" pageWidth=\"{}\" pageHeight=\"{}\">\n\
         <root>\n<mxCell id=\"0\"/>\n<mxCell id=\"1\" parent=\"0\"/>\n",
        number(width_px),
        number(height_px),
    );
    for (at, it) in scene.boxes.iter().enumerate() {
        write_box(&numbers, at, it, &mut out);
    }
    for (at, edge) in scene.edges.iter().enumerate() {
        write_edge(&numbers, at, edge, &mut out);
    }
    out.push_str("</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n");
    out
}

fn write_box(numbers: &Numbers<'_>, at: usize, it: &SceneBox, out: &mut String) {
    let lines: Vec<String> = lines(it).iter().map(|line| escaped(line).into()).collect();
    let around = numbers.parent(it);
    let origin = around
        .and_then(|parent| numbers.scene.boxes.get(parent))
        .map_or(Point::new(0.0, 0.0), |it| Point::new(it.rect.x, it.rect.y));
    let parent = around.map_or_else(|| "1".to_owned(), |parent| format!("b{parent}"));
    let _ = writeln!(
        out,
        "<object id=\"b{at}\" label=\"{}\" resource=\"{}\" kind=\"{}\">\
         <mxCell style=\"{}\" vertex=\"1\" parent=\"{parent}\">\
         <mxGeometry x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" as=\"geometry\"/></mxCell></object>",
        lines.join("&#10;"),
        escaped(it.resource.as_str()),
        escaped(it.data_kind),
        style(numbers, it),
        number(it.rect.x - origin.x),
        number(it.rect.y - origin.y),
        number(it.rect.width_px),
        number(it.rect.height_px),
    );
}

/// How a box looks: what is around others has its words at the top left.
fn style(numbers: &Numbers<'_>, it: &SceneBox) -> String {
    let colours = match it.kind {
        BoxKind::Vpc => "fillColor=#f0f3f9;strokeColor=#4a5d85;fontColor=#4a5d85;fontStyle=1;",
        BoxKind::PublicSubnet => "fillColor=#fbf4e6;strokeColor=#d9c391;",
        BoxKind::PrivateSubnet => "fillColor=#eaeff7;strokeColor=#b9c1ce;",
        BoxKind::Account | BoxKind::Region | BoxKind::Zone | BoxKind::Services => {
            "fillColor=none;strokeColor=#b9c1ce;dashed=1;"
        }
        _ => "fillColor=#ffffff;strokeColor=#b9c1ce;fontColor=#172033;",
    };
    let words = match numbers.is_around(it) {
        true => "container=1;collapsible=0;align=left;verticalAlign=top;spacingLeft=6;",
        false => "align=center;verticalAlign=middle;",
    };
    format!("rounded=1;arcSize=4;html=0;whiteSpace=wrap;fontSize=11;{words}{colours}")
}

fn write_edge(numbers: &Numbers<'_>, at: usize, edge: &Edge, out: &mut String) {
    let Some((from, to)) = numbers.ends(edge) else {
        return;
    };
    let words: Vec<&str> = edge.labels.iter().map(|it| it.content.as_str()).collect();
    let line = match edge.kind {
        EdgeKind::PrivateLink => "strokeColor=#0068b5;strokeWidth=3;endArrow=block;",
        EdgeKind::Target
        | EdgeKind::GatewayService
        | EdgeKind::NatExit
        | EdgeKind::InternetExit => "strokeColor=#6b768d;endArrow=block;",
        EdgeKind::Attachment | EdgeKind::TransitAttachment => "strokeColor=#6b768d;endArrow=none;",
        EdgeKind::Peering => "strokeColor=#6b768d;endArrow=none;dashed=1;",
        EdgeKind::SiteLink => "strokeColor=#6b768d;endArrow=none;strokeWidth=2;",
        EdgeKind::NameForward => "strokeColor=#7a4fd0;endArrow=block;dashed=1;",
    };
    let _ = write!(
        out,
        "<mxCell id=\"e{at}\" value=\"{}\" style=\"html=0;rounded=1;fontSize=10;{line}\" edge=\"1\" \
         parent=\"1\" source=\"b{from}\" target=\"b{to}\"><mxGeometry relative=\"1\" as=\"geometry\">",
        escaped(&words.join(" ")),
    );
    // Both ends are where draw.io meets the boxes; the corners between them are ours.
    let corners = edge.points.get(1..edge.points.len().saturating_sub(1));
    if let Some(corners) = corners.filter(|it| !it.is_empty()) {
        out.push_str("<Array as=\"points\">");
        for corner in corners {
            let (x, y) = (number(corner.x), number(corner.y));
            let _ = write!(out, "<mxPoint x=\"{x}\" y=\"{y}\"/>");
        }
        out.push_str("</Array>");
    }
    out.push_str("</mxGeometry></mxCell>\n");
}
