//! The door in.
