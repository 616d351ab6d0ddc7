//! How far an import is, and whether it should go on.

use crate::bad_input::BadInput;
use std::fmt;
use std::ops::ControlFlow;

/// How far an import is. The same sources give the same sequence of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// What is being done.
    pub step: Step,
    /// The source at hand.
    pub file: &'a str,
    /// Bytes of all sources that this step is done with; never less than before within a step.
    pub done: usize,
    /// Bytes of all sources.
    pub all: usize,
}

/// What an import is doing. Steps follow each other in this order; the second may be done twice,
/// where templates ask for what only the first time can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Texts are read.
    Reading,
    /// Values of templates are worked out.
    WorkingOut,
}

/// Why an import ended without a result. Nothing is imported then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A source cannot be read.
    Bad(BadInput),
    /// Who watched wanted no more.
    Cancelled,
}

impl From<BadInput> for Stopped {
    fn from(bad: BadInput) -> Self {
        Self::Bad(bad)
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bad(bad) => bad.fmt(f),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl std::error::Error for Stopped {}

/// How many bytes are read between two looks at who watches: some milliseconds of work.
const BETWEEN: usize = 64 * 1024;

/// Who watches an import, and what it was told last.
pub(crate) struct Watch<'w> {
    tell: &'w mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    step: Step,
    all: usize,
    /// Bytes of the sources before the one at hand.
    before: usize,
    told: usize,
}

impl<'w> Watch<'w> {
    pub(crate) fn new(
        all: usize,
        tell: &'w mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    ) -> Self {
        Self {
            tell,
            step: Step::Reading,
            all,
            before: 0,
            told: 0,
        }
    }

    /// Begins a step.
    pub(crate) fn begin(&mut self, step: Step) {
        self.step = step;
        self.before = 0;
        self.told = 0;
    }

    /// Begins a source; the ones before it are done.
    pub(crate) fn open(&mut self, file: &str) -> Result<(), Stopped> {
        self.told = self.before;
        self.tell(file)
    }

    /// So many bytes of the source at hand are done.
    pub(crate) fn reached(&mut self, file: &str, at: usize) -> Result<(), Stopped> {
        let done = self.before.saturating_add(at).min(self.all);
        if done < self.told.saturating_add(BETWEEN) {
            return Ok(());
        }
        self.told = done;
        self.tell(file)
    }

    /// The source at hand is done.
    pub(crate) fn close(&mut self, bytes: usize) {
        self.before = self.before.saturating_add(bytes).min(self.all);
    }

    fn tell(&mut self, file: &str) -> Result<(), Stopped> {
        let progress = Progress {
            step: self.step,
            file,
            done: self.told,
            all: self.all,
        };
        match (self.tell)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stopped::Cancelled),
        }
    }
}
