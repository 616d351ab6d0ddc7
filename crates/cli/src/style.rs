//! Colour, on a terminal that wants it.

use net::evidence::Decision;
use net::trace::Outcome;
use std::io::IsTerminal as _;

/// How text is dressed: with colour on a terminal, plain to a pipe or under `NO_COLOR`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    colour: bool,
}

impl Style {
    /// As standard output asks for.
    pub(crate) fn of_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            colour: !refused && std::io::stdout().is_terminal(),
        }
    }

    /// A heading.
    pub(crate) fn bold(self, text: &str) -> String {
        self.dress(text, "1")
    }

    /// What matters less.
    pub(crate) fn dim(self, text: &str) -> String {
        self.dress(text, "2")
    }

    /// An outcome's own colour.
    pub(crate) fn outcome(self, outcome: Outcome, text: &str) -> String {
        self.dress(
            text,
            match outcome {
                Outcome::Reachable => "1;32",
                Outcome::Blocked => "1;31",
                Outcome::Ambiguous | Outcome::Undetermined => "1;33",
            },
        )
    }

    /// The mark of a decision.
    pub(crate) fn mark(self, decision: Decision) -> String {
        match decision {
            Decision::Passed => self.dress("✓", "32"),
            Decision::Settled => self.dress("→", "36"),
            Decision::Stopped => self.dress("✗", "1;31"),
            Decision::Unknown => self.dress("?", "1;33"),
        }
    }

    fn dress(self, text: &str, code: &str) -> String {
        if self.colour {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
