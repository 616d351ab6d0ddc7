//! What a perspective notes beside boxes.

use crate::diagram::boxes::text_shape;
use studio::geometry::number;
use studio::perspective::Note;
use yew::prelude::*;

/// How many colours there are for owners.
const OWNERS: usize = 4;

/// Pills on the upper borders of boxes, above everything.
pub(crate) fn notes_shape(notes: &[Note]) -> Html {
    html! {
        <g class="notes">{ for notes.iter().map(|note| {
            let rect = note.rect;
            let owner = note.owner.map(|number| format!("owner-{}", number % OWNERS));
            let class = classes!("note", note.is_warning.then_some("warning"), owner);
            html! {
                <g key={note.at.to_string()} {class} data-note={note.at.to_string()}>
                    if let Some(frame) = note.frame {
                        <rect key="frame" class="frame" x={number(frame.x)} y={number(frame.y)} width={number(frame.width_px)} height={number(frame.height_px)} rx="10" />
                    }
                    <rect key="ground" x={number(rect.x)} y={number(rect.y)} width={number(rect.width_px)} height={number(rect.height_px)} rx="8" />
                    { text_shape(0, &note.text) }
                </g>
            }
        }) }</g>
    }
}
