//! One line of the scene. PrivateLink is a tube with an arrow: it goes one way.

use crate::diagram::boxes::{Source, px, text_shape};
use crate::diagram::stage::Mood;
use studio::geometry::Point;
use studio::scene::{Edge, EdgeKind};
use yew::prelude::*;

/// A line and its mood.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct EdgeProps {
    /// Where it comes from.
    pub(crate) source: Source,
    /// Its place in the list there.
    pub(crate) at: usize,
    /// How it is lit.
    pub(crate) mood: Mood,
    /// What sets its gradient apart from others of the HTML page.
    pub(crate) gradient: AttrValue,
}

/// A line.
#[component]
pub(crate) fn EdgeShape(props: &EdgeProps) -> Html {
    let Some(edge) = props.source.edges().get(props.at) else {
        return Html::default();
    };
    let class = classes!("edge", kind_class(edge.kind), props.mood.class());
    html! {
        <g {class} data-edge={edge.id.clone()}>
            if edge.kind == EdgeKind::PrivateLink {
                { tube(edge, &props.gradient) }
            }
            <path key="line" class="line" d={path(&edge.points)} />
            <g key="labels">{ for edge.labels.iter().enumerate().map(|(at, text)| text_shape(at, text)) }</g>
        </g>
    }
}

fn tube(edge: &Edge, gradient: &AttrValue) -> Html {
    let (Some(first), Some(last)) = (edge.points.first(), edge.points.last()) else {
        return Html::default();
    };
    html! {
        <g key="tube">
            <linearGradient id={gradient.clone()} gradientUnits="userSpaceOnUse" x1={px(first.x)} y1={px(first.y)}
                x2={px(last.x)} y2={px(last.y + 0.01)}>
                <stop key="a" class="tube-a" offset="0" />
                <stop key="b" class="tube-b" offset="1" />
            </linearGradient>
            <path key="hull" class="hull" d={path(&edge.points)} stroke={format!("url(#{gradient})")}
                stroke-width={px(edge.width_px)} />
            <path key="arrow" class="arrow" d={arrow(&edge.points)} />
        </g>
    }
}

/// Two chevrons in the middle of the longest run.
fn arrow(points: &[Point]) -> String {
    let longest = points
        .windows(2)
        .max_by(|a, b| a[0].distance_px(a[1]).total_cmp(&b[0].distance_px(b[1])));
    let Some(run) = longest else {
        return String::new();
    };
    let (from, to) = (run[0], run[1]);
    let length = from.distance_px(to).max(0.01);
    let (right, down) = ((to.x - from.x) / length, (to.y - from.y) / length);
    let middle = Point::new(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
    let chevron = |along: f64| {
        let tip = middle.moved(right * along, down * along);
        let back = tip.moved(-right * 6.0, -down * 6.0);
        let (one, other) = (
            back.moved(-down * 5.0, right * 5.0),
            back.moved(down * 5.0, -right * 5.0),
        );
        path(&[one, tip, other])
    };
    format!("{} {}", chevron(-2.0), chevron(10.0))
}

/// A polyline with rounded corners as path data.
pub(crate) fn path(points: &[Point]) -> String {
    const RADIUS_PX: f64 = 7.0;
    let mut data = String::new();
    for (at, point) in points.iter().enumerate() {
        let verb = if at == 0 { 'M' } else { 'L' };
        let corner = at
            .checked_sub(1)
            .and_then(|before| points.get(before))
            .zip(points.get(at + 1));
        let Some((before, after)) = corner else {
            data.push_str(&format!("{verb}{} {}", px(point.x), px(point.y)));
            continue;
        };
        let (enter, leave) = (point.distance_px(*before), point.distance_px(*after));
        let radius = RADIUS_PX.min(enter / 2.0).min(leave / 2.0);
        if radius < 0.5 {
            data.push_str(&format!("{verb}{} {}", px(point.x), px(point.y)));
            continue;
        }
        let toward = |other: &Point, distance: f64| {
            let share = radius / distance;
            (
                point.x + (other.x - point.x) * share,
                point.y + (other.y - point.y) * share,
            )
        };
        let (start, end) = (toward(before, enter), toward(after, leave));
        data.push_str(&format!(
            "L{} {}Q{} {} {} {}",
            px(start.0),
            px(start.1),
            px(point.x),
            px(point.y),
            px(end.0),
            px(end.1)
        ));
    }
    data
}

const fn kind_class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::PrivateLink => "e-privatelink",
        EdgeKind::Target => "e-target",
        EdgeKind::GatewayService => "e-gateway",
        EdgeKind::NatExit => "e-nat",
        EdgeKind::InternetExit => "e-internet",
        EdgeKind::Attachment => "e-attachment",
        EdgeKind::Peering => "e-peering",
        EdgeKind::TransitAttachment => "e-transit",
        EdgeKind::SiteLink => "e-site",
        EdgeKind::NameForward => "e-name",
    }
}
