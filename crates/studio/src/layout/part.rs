//! Pieces of a box: where its words are.

use crate::geometry::Rect;
use crate::scene::{Text, TextAnchor};
use crate::text;

/// The room a text takes.
pub(crate) fn text_rect(text: &Text) -> Rect {
    let width_px = text::width_px(&text.content, text.role);
    let size_px = text::size_px(text.role);
    let x = match text.anchor {
        TextAnchor::Start => text.at.x,
        TextAnchor::Middle => text.at.x - width_px / 2.0,
        TextAnchor::End => text.at.x - width_px,
    };
    Rect::new(x, text.at.y - size_px, width_px, size_px * 1.3)
}
