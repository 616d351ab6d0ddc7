//! Something that follows from what is beside it, made when it is first asked for.

use std::cell::OnceCell;

/// A value that is made at most once. What it follows from is compared; it is not.
#[derive(Clone, Debug)]
pub(crate) struct Derived<T>(OnceCell<T>);

impl<T> Derived<T> {
    /// One that is known already.
    pub(crate) fn known(value: T) -> Self {
        Self(OnceCell::from(value))
    }

    /// The value.
    pub(crate) fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

impl<T> Default for Derived<T> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<T> PartialEq for Derived<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
