//! One box of the scene: a container or a leaf, with its words and marks.

use crate::diagram::stage::Mood;
use crate::shared::Shared;
use studio::geometry::number;
use studio::scene::{
    BoxKind, Detail, Edge, Mark, MarkKind, Scene, SceneBox, Shape, Text, TextAnchor, TextRole,
};
use yew::prelude::*;

/// Where a box comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// The scene itself.
    Scene(Shared<Scene>),
    /// The inside of one of its VPCs.
    Detail(Shared<Detail>),
}

impl Source {
    /// Its boxes.
    pub(crate) fn boxes(&self) -> &[SceneBox] {
        match self {
            Self::Scene(scene) => &scene.boxes,
            Self::Detail(detail) => &detail.boxes,
        }
    }

    /// Its lines.
    pub(crate) fn edges(&self) -> &[Edge] {
        match self {
            Self::Scene(scene) => &scene.edges,
            Self::Detail(detail) => &detail.edges,
        }
    }
}

/// A box and its mood.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct BoxProps {
    /// Where it comes from.
    pub(crate) source: Source,
    /// Its place in the list there.
    pub(crate) at: usize,
    /// How it is lit.
    pub(crate) mood: Mood,
    /// Whether the keyboard reaches it.
    pub(crate) is_reachable: bool,
}

/// A box.
#[component]
pub(crate) fn BoxShape(props: &BoxProps) -> Html {
    let Some(it) = props.source.boxes().get(props.at) else {
        return Html::default();
    };
    let class = classes!(
        "box",
        kind_class(it.kind),
        if it.is_container() {
            "container"
        } else {
            "leaf"
        },
        props.mood.class(),
    );
    let is_button = !it.is_container();
    let is_shortened = !it.texts.iter().any(|text| text.content.contains(&it.name));
    html! {
        <g {class} data-box={it.id.to_string()} data-resource={it.resource.to_string()} data-kind={it.data_kind}
            role={is_button.then_some("button")}
            tabindex={is_button.then_some(if props.is_reachable { "0" } else { "-1" })}>
            { shape(it) }
            if is_button {
                { texts(it) }
            }
            if !it.marks.is_empty() {
                <g>{ for it.marks.iter().enumerate().map(|(at, mark)| mark_shape(at, mark)) }</g>
            }
            if is_shortened {
                <title>{ it.name.clone() }</title>
            }
        </g>
    }
}

/// The words of a container, above the lines: a rim of its ground lets them be read where a line runs under them.
#[component]
pub(crate) fn Heading(props: &BoxProps) -> Html {
    let Some(it) = props.source.boxes().get(props.at) else {
        return Html::default();
    };
    let class = classes!("box", "heading", kind_class(it.kind), props.mood.class());
    html! {
        <g {class} data-of={it.resource.to_string()}>{ texts(it) }</g>
    }
}

fn texts(it: &SceneBox) -> Html {
    html! {
        <g>{ for it.texts.iter().enumerate().map(|(at, text)| text_shape(at, text)) }</g>
    }
}

fn shape(it: &SceneBox) -> Html {
    let radius = match it.kind.shape() {
        Shape::Group | Shape::Services | Shape::Unplaced => 14.0,
        Shape::Vpc | Shape::Strip | Shape::Site => 10.0,
        Shape::Pill => it.rect.height_px / 2.0,
        Shape::Zone | Shape::PublicSubnet | Shape::PrivateSubnet | Shape::Leaf => 8.0,
    };
    let rect = it.rect;
    html! {
        <>
            <rect key="body" class="body" x={number(rect.x)} y={number(rect.y)} width={number(rect.width_px)}
                height={number(rect.height_px)} rx={number(radius)} />
            if let Some(glyph) = it.glyph {
                <rect key="glyph" class="glyph" x={number(glyph.x)} y={number(glyph.y)} width={number(glyph.width_px)}
                    height={number(glyph.height_px)} rx="7" />
            }
        </>
    }
}

fn mark_shape(at: usize, mark: &Mark) -> Html {
    let class = match mark.kind {
        MarkKind::PrivateDns => "mark mark-private-dns",
        MarkKind::Waiting => "mark mark-waiting",
        MarkKind::Broken => "mark mark-broken",
        MarkKind::Count => "mark mark-count",
    };
    let (rect, sign) = (mark.rect, mark.sign_at());
    html! {
        <g key={at} {class}>
            <rect x={number(rect.x)} y={number(rect.y)} width={number(rect.width_px)} height={number(rect.height_px)}
                rx={number(rect.height_px / 2.0)} />
            <path fill-rule="evenodd" transform={format!("translate({} {})", number(sign.x), number(sign.y))} d={mark.kind.sign()} />
            { text_shape(0, &mark.text) }
        </g>
    }
}

/// A run of text. What a file says stays text here.
pub(crate) fn text_shape(at: usize, text: &Text) -> Html {
    let anchor = match text.anchor {
        TextAnchor::Start => None,
        TextAnchor::Middle => Some("middle"),
        TextAnchor::End => Some("end"),
    };
    let class = match text.role {
        TextRole::Title => "t-title",
        TextRole::Heading => "t-heading",
        TextRole::Caption => "t-caption",
        TextRole::Address => "t-address",
        TextRole::Code => "t-code",
        TextRole::Label => "t-label",
        TextRole::Mark => "t-mark",
    };
    html! {
        <text key={at} {class} x={number(text.at.x)} y={number(text.at.y)} text-anchor={anchor}>
            // The space keeps words apart for who hears them.
            { format!("{} ", text.content) }
        </text>
    }
}

const fn kind_class(kind: BoxKind) -> &'static str {
    match kind {
        BoxKind::Internet => "k-internet",
        BoxKind::Client => "k-client",
        BoxKind::Site => "k-site",
        BoxKind::Account => "k-account",
        BoxKind::Region => "k-region",
        BoxKind::Vpc => "k-vpc",
        BoxKind::Zone => "k-zone",
        BoxKind::PublicSubnet => "k-public",
        BoxKind::PrivateSubnet => "k-private",
        BoxKind::Services => "k-services",
        BoxKind::Unplaced => "k-unplaced",
        BoxKind::Instance => "k-instance",
        BoxKind::EndpointInterface => "k-endpoint",
        BoxKind::Interface => "k-interface",
        BoxKind::Balancer => "k-balancer",
        BoxKind::Nat => "k-nat",
        BoxKind::InternetGateway => "k-igw",
        BoxKind::GatewayEndpoint => "k-gateway-endpoint",
        BoxKind::Peering => "k-peering",
        BoxKind::VpnGateway => "k-vgw",
        BoxKind::TransitGateway => "k-tgw",
        BoxKind::DirectConnect => "k-dx",
        BoxKind::Resolver | BoxKind::ResolverEndpoint => "k-resolver",
        BoxKind::EndpointService => "k-endpoint-service",
        BoxKind::Service => "k-service",
        BoxKind::Folded => "k-folded",
    }
}
