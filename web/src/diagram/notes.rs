//! What a perspective notes beside boxes.

use crate::diagram::boxes::{px, text_shape};
use studio::perspective::Note;
use yew::prelude::*;

/// Pills on the upper borders of boxes, above everything.
pub(crate) fn notes_shape(notes: &[Note]) -> Html {
    html! {
        <g class="notes">{ for notes.iter().map(|note| {
            let rect = note.rect;
            let class = classes!("note", note.is_warning.then_some("warning"));
            html! {
                <g key={note.at.to_string()} {class} data-note={note.at.to_string()}>
                    <rect key="ground" x={px(rect.x)} y={px(rect.y)} width={px(rect.width_px)} height={px(rect.height_px)} rx="8" />
                    { text_shape(0, &note.text) }
                </g>
            }
        }) }</g>
    }
}
