//! Small drawings on buttons. Paths on a 16 by 16 ground, drawn in the ink of the button.

use yew::prelude::*;

/// The mark of the house.
pub(crate) fn brand() -> Html {
    html! {
        <svg class="mark-of-house" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
            <circle key="eye" class="brand-eye" cx="5" cy="16" r="3.2" />
            <circle key="goal" class="brand-goal" cx="17" cy="5" r="3.2" />
            <path key="line" class="brand-line" d="M7.4 13.8L14.6 7.2" />
        </svg>
    }
}

/// A drawing by its path.
pub(crate) fn glyph(path: &'static str) -> Html {
    html! {
        <svg class="glyph-icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d={path} />
        </svg>
    }
}

/// A filled drawing by its path.
pub(crate) fn solid(path: &'static str) -> Html {
    html! {
        <svg class="glyph-icon solid" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d={path} />
        </svg>
    }
}

pub(crate) const PLAY: &str = "M4.5 2.6v10.8L13.2 8z";
pub(crate) const PAUSE: &str = "M4 3h3v10H4zM9 3h3v10H9z";
pub(crate) const STEP: &str = "M6 3l5 5l-5 5";
pub(crate) const BACK: &str = "M10 3l-5 5l5 5";
pub(crate) const START: &str = "M4 3v10M12 3l-5 5l5 5";
pub(crate) const END: &str = "M12 3v10M4 3l5 5l-5 5";
pub(crate) const CHECK: &str = "M3 8.5l3.2 3.2L13 4.8";
pub(crate) const CROSS: &str = "M4 4l8 8M12 4l-8 8";
pub(crate) const DOWN: &str = "M4 6l4 4l4-4";
pub(crate) const UNDO: &str = "M6.5 3L3 6.5L6.5 10M3 6.5h6a4 4 0 0 1 0 8H7";
pub(crate) const REDO: &str = "M9.5 3L13 6.5L9.5 10M13 6.5H7a4 4 0 0 0 0 8h2";
pub(crate) const SUN: &str = "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13";
pub(crate) const MOON: &str = "M13.5 9.6A6 6 0 1 1 6.4 2.5A4.8 4.8 0 0 0 13.5 9.6z";
pub(crate) const AUTO: &str = "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 2v12M10 3v10M12 5v6";
pub(crate) const LOOP: &str = "M3 8V6.8A2.8 2.8 0 0 1 5.8 4H13M10.6 1.6L13 4L10.6 6.4M13 8v1.2A2.8 2.8 0 0 1 10.2 12H3M5.4 14.4L3 12L5.4 9.6";
pub(crate) const PLUS: &str = "M8 3v10M3 8h10";
pub(crate) const MINUS: &str = "M3 8h10";
pub(crate) const FIT: &str = "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10";
pub(crate) const KEYS: &str = "M5.8 6.2a2.3 2.3 0 1 1 3.4 2.1c-.8.4-1.2.9-1.2 1.7M8 12.4v.2";
pub(crate) const WARN: &str = "M8 2.5L14.5 13.5H1.5zM8 6.5v3.2M8 11.6v.2";
pub(crate) const IMPORT: &str = "M8 2.5v7M5 6.8L8 9.8L11 6.8M2.5 10.5v3h11v-3";
pub(crate) const EXPORT: &str = "M8 10V2.5M5 5.4L8 2.4L11 5.4M2.5 10.5v3h11v-3";
pub(crate) const SHARE: &str = "M6.6 9.4l2.8-2.8M7.4 4.6l1.7-1.7a2.8 2.8 0 0 1 4 4l-1.7 1.7M8.6 11.4l-1.7 1.7a2.8 2.8 0 0 1-4-4l1.7-1.7";
