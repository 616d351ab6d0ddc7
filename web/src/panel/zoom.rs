//! Buttons over the diagram.

use crate::panel::glyph::{self, glyph};
use crate::panel::tool::Tool;
use studio::command::Command;
use studio::words::Lang;
use yew::prelude::*;

/// The language of the buttons.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ZoomProps {
    /// The language.
    pub(crate) lang: Lang,
}

/// Closer, further, everything.
#[component]
pub(crate) fn ZoomButtons(props: &ZoomProps) -> Html {
    let lang = props.lang;
    html! {
        <div class="zoom">
            <Tool command={Command::ZoomIn} class="small" {lang}>{ glyph(glyph::PLUS) }</Tool>
            <Tool command={Command::ZoomOut} class="small" {lang}>{ glyph(glyph::MINUS) }</Tool>
            <Tool command={Command::Fit} class="small" {lang}>{ glyph(glyph::FIT) }</Tool>
        </div>
    }
}
