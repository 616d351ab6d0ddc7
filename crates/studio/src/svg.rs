//! The one writer of SVG: files, the command line, golden tests and the animated picture.

use crate::scene::Scene;
use crate::timeline::Timeline;
use net::Trace;
use net::lang::Lang;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light ground.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// Whether a trace is drawn at its end or plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// Its end, still.
    #[default]
    Still,
    /// It plays in a loop, without script; those who want no motion see the end.
    Playing,
}

/// How a picture is to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Light or dark.
    pub theme: Theme,
    /// The language of its words.
    pub lang: Lang,
    /// Still or playing.
    pub motion: Motion,
}

/// A trace to draw over a scene.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The trace.
    pub trace: &'a Trace,
    /// Its timeline over the same scene.
    pub timeline: &'a Timeline,
}

/// A self-contained SVG document: one style sheet inside, no script, names as text.
#[must_use]
pub fn render(_scene: &Scene, _told: Option<Told<'_>>, _style: Style) -> String {
    String::new()
}
