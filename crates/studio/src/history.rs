//! What was, what is, and what was undone.

use std::rc::Rc;

/// How many steps back are kept.
const DEPTH: usize = 50;

/// A value with its past and, after an undo, its future. Values are shared, so a step costs a pointer.
#[derive(Debug)]
pub struct History<T> {
    past: Vec<Rc<T>>,
    present: Rc<T>,
    future: Vec<Rc<T>>,
}

impl<T> History<T> {
    /// A history that begins here.
    #[must_use]
    pub const fn new(present: Rc<T>) -> Self {
        Self {
            past: Vec::new(),
            present,
            future: Vec::new(),
        }
    }

    /// The value as it is now.
    #[must_use]
    pub const fn present(&self) -> &Rc<T> {
        &self.present
    }

    /// Whether there is something to undo.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The history after an edit; what had been undone is gone.
    #[must_use]
    pub fn edited(&self, next: Rc<T>) -> Self {
        let mut past = self.past.clone();
        past.push(Rc::clone(&self.present));
        let surplus = past.len().saturating_sub(DEPTH);
        past.drain(..surplus);
        Self {
            past,
            present: next,
            future: Vec::new(),
        }
    }

    /// The history one step back, if there is one.
    #[must_use]
    pub fn undone(&self) -> Option<Self> {
        let mut history = self.clone();
        let before = history.past.pop()?;
        history.future.push(history.present);
        history.present = before;
        Some(history)
    }

    /// The history one step forward, if there is one.
    #[must_use]
    pub fn redone(&self) -> Option<Self> {
        let mut history = self.clone();
        let after = history.future.pop()?;
        history.past.push(history.present);
        history.present = after;
        Some(history)
    }
}

impl<T> Clone for History<T> {
    fn clone(&self) -> Self {
        Self {
            past: self.past.clone(),
            present: Rc::clone(&self.present),
            future: self.future.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::History;
    use std::rc::Rc;

    #[test]
    fn undo_and_redo_walk_the_same_way() {
        let history = History::new(Rc::new(1))
            .edited(Rc::new(2))
            .edited(Rc::new(3));
        let Some(back) = history.undone().and_then(|history| history.undone()) else {
            panic!("there are two steps to undo");
        };
        assert_eq!(
            (**back.present(), back.can_undo(), back.can_redo()),
            (1, false, true)
        );
        assert_eq!(back.redone().map(|history| **history.present()), Some(2));
    }

    #[test]
    fn an_edit_forgets_what_was_undone() {
        let history = History::new(Rc::new(1)).edited(Rc::new(2));
        let edited = history.undone().map(|history| history.edited(Rc::new(9)));
        assert_eq!(edited.map(|history| history.can_redo()), Some(false));
    }
}
