//! One line of the scene. PrivateLink is a tube with an arrow: it goes one way.

use crate::diagram::boxes::{Source, text_shape};
use crate::diagram::stage::Mood;
use studio::geometry::{CORNER_PX, chevrons, number, path_data};
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
            <path key="line" class="line" d={path_data(&edge.points, CORNER_PX)} />
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
            <linearGradient id={gradient.clone()} gradientUnits="userSpaceOnUse" x1={number(first.x)} y1={number(first.y)}
                x2={number(last.x)} y2={number(last.y + 0.01)}>
                <stop key="a" class="tube-a" offset="0" />
                <stop key="b" class="tube-b" offset="1" />
            </linearGradient>
            <path key="hull" class="hull" d={path_data(&edge.points, CORNER_PX)} stroke={format!("url(#{gradient})")}
                stroke-width={number(edge.width_px)} />
            <path key="arrow" class="arrow" d={chevrons(&edge.points)} />
        </g>
    }
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
