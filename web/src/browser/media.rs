//! What the person has told the system they like.

use studio::link::Theme;

/// Whether they ask for less motion.
pub(crate) fn wants_less_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether a theme comes out dark.
pub(crate) fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Auto => matches("(prefers-color-scheme: dark)"),
        Theme::Light => false,
        Theme::Dark => true,
    }
}

fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}
