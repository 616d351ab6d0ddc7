//! Behaviour as data.
