//! What a plan would do, as pills on the borders of boxes.

use crate::diagram::boxes::text_shape;
use studio::geometry::number;
use studio::plan::PlanMark;
use yew::prelude::*;

/// Pills with a sign and a word: shape and text tell it, colour only helps.
pub(crate) fn plan_shape(marks: &[PlanMark]) -> Html {
    html! {
        <g class="plan">{ for marks.iter().map(|mark| {
            let rect = mark.rect;
            let class = classes!("plan-mark", mark.deed.map(studio::plan::Deed::as_str));
            html! {
                <g key={mark.at.to_string()} {class} data-plan={mark.at.to_string()}>
                    <rect key="ground" x={number(rect.x)} y={number(rect.y)} width={number(rect.width_px)} height={number(rect.height_px)} rx="3" />
                    { text_shape(0, &mark.text) }
                    <title>{ mark.title.clone() }</title>
                </g>
            }
        }) }</g>
    }
}
