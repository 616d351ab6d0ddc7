//! Yes, no, or hanging on what was not said.

use std::collections::BTreeSet;

/// An answer of three values (Kleene's logic): what does not matter to it is not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It hangs on these, which nobody said: `action`, `principal`, `arn`, or a condition key.
    Hangs(BTreeSet<String>),
}

impl Answer {
    /// It hangs on one thing.
    #[must_use]
    pub fn hangs_on(what: &str) -> Self {
        Self::Hangs(BTreeSet::from([what.to_owned()]))
    }

    /// A certain answer.
    #[must_use]
    pub const fn certain(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// Whether all hold; of none, yes.
    pub fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        answers
            .into_iter()
            .fold(Self::Yes, |one, other| match (one, other) {
                (Self::No, _) | (_, Self::No) => Self::No,
                (Self::Yes, it) | (it, Self::Yes) => it,
                (Self::Hangs(one), Self::Hangs(other)) => {
                    Self::Hangs(one.into_iter().chain(other).collect())
                }
            })
    }

    /// Whether one holds; of none, no.
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::all(answers.into_iter().map(Self::opposite)).opposite()
    }

    /// The opposite.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Hangs(needs) => Self::Hangs(needs),
        }
    }

    /// What it hangs on.
    pub fn needs(&self) -> impl Iterator<Item = &String> {
        match self {
            Self::Hangs(needs) => Some(needs),
            Self::Yes | Self::No => None,
        }
        .into_iter()
        .flatten()
    }
}
