//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod collect;
pub(crate) mod cost;
pub(crate) mod import;
pub(crate) mod matrix;
pub(crate) mod redact;
pub(crate) mod render;
pub(crate) mod resolve;
pub(crate) mod trace;
