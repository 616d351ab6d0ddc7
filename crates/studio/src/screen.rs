//! What the middle of the page shows: one path, several in comparison, or every verdict at once.

use crate::words::{self, Says};

/// What the middle of the page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// One path, event by event.
    #[default]
    Path,
    /// One question from several vantages.
    Compare,
    /// Every vantage's verdict for every target.
    Matrix,
}

impl Screen {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Path, Self::Compare, Self::Matrix];

    /// Its word in a link, in style sheets and in tests.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Compare => "compare",
            Self::Matrix => "matrix",
        }
    }

    /// Reads what a link says: the screen, and for a comparison the vantages after a colon.
    #[must_use]
    pub fn parse(text: &str) -> Option<(Self, Vec<String>)> {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        let screen = Self::ALL.into_iter().find(|it| it.as_str() == name)?;
        let vantages = rest.split(',').filter(|it| !it.is_empty());
        Some((screen, vantages.map(str::to_owned).collect()))
    }

    /// What it is called.
    #[must_use]
    pub const fn says(self) -> Says {
        match self {
            Self::Path => words::PATH,
            Self::Compare => words::COMPARE,
            Self::Matrix => words::MATRIX,
        }
    }
}
