//! The resource being read: where notes about it go.

use super::evaluate::World;
use super::template::Template;
use crate::bad_input::BadInput;
use crate::report::{Class, Log, ResourceReport};
use crate::said::{Said, say};
use crate::tree::Place;
use std::cell::RefCell;

/// The resource being read, and what is to be said about it.
#[derive(Debug)]
pub(super) struct Context<'w> {
    pub(super) world: &'w World<'w>,
    pub(super) template: &'w Template<'w>,
    pub(super) id: &'w str,
    said: RefCell<Remarks>,
}

#[derive(Debug, Default)]
struct Remarks {
    assumed: Vec<Said>,
    unresolved: Vec<Said>,
    bad: Option<BadInput>,
}

impl<'w> Context<'w> {
    pub(super) fn new(world: &'w World<'w>, template: &'w Template<'w>, id: &'w str) -> Self {
        world.take_assumed();
        Self {
            world,
            template,
            id,
            said: RefCell::default(),
        }
    }

    /// The Region in which its stack is made.
    pub(super) fn region(&self) -> &'w str {
        self.world.region_of(self.template)
    }

    /// Says that something is assumed.
    pub(super) fn assume(&self, note: Said) {
        self.said.borrow_mut().assumed.push(note);
    }

    /// Says that something could not be worked out.
    pub(super) fn unresolved(&self, place: Place, note: &Said) {
        let note = say!(
            "{}:{}:{}: {}",
            "{}:{}:{}: {}",
            self.template.file,
            place.line,
            place.column,
            note
        );
        self.said.borrow_mut().unresolved.push(note);
    }

    /// Says that the input is bad; the first that says so counts.
    pub(super) fn bad(&self, place: Place, message: Said) {
        let bad = BadInput::at(self.template.file, place, message);
        let mut said = self.said.borrow_mut();
        said.bad.get_or_insert(bad);
    }

    /// Puts what was said into the entry of the resource.
    pub(super) fn into_report(self, entry: &mut ResourceReport) -> Result<(), BadInput> {
        let said = self.said.into_inner();
        if let Some(bad) = said.bad {
            return Err(bad);
        }
        let mut raise = |class: Class, notes: Vec<Said>| {
            if !notes.is_empty() {
                entry.class = entry.class.max(class);
            }
            for note in notes {
                if !entry.notes.contains(&note) {
                    entry.notes.push(note);
                }
            }
        };
        raise(Class::Assumed, said.assumed);
        raise(Class::Unresolved, said.unresolved);
        Ok(())
    }

    /// The same for a resource that is listed already.
    pub(super) fn into_log(self, log: &mut Log) -> Result<(), BadInput> {
        let said = self.said.into_inner();
        if let Some(bad) = said.bad {
            return Err(bad);
        }
        for note in said.assumed {
            log.assume(self.id, note);
        }
        for note in said.unresolved {
            log.unresolved(self.id, note);
        }
        Ok(())
    }
}
