//! The panels around the diagram, and what hands do.

pub(crate) mod alert;
pub(crate) mod compare;
pub(crate) mod dialogs;
pub(crate) mod door;
pub(crate) mod events;
pub(crate) mod fix;
pub(crate) mod glyph;
pub(crate) mod header;
pub(crate) mod keys;
pub(crate) mod matrix;
pub(crate) mod outline;
pub(crate) mod parameters;
pub(crate) mod perspective;
pub(crate) mod pointer;
pub(crate) mod question;
pub(crate) mod report;
pub(crate) mod screens;
pub(crate) mod table;
pub(crate) mod tabs;
pub(crate) mod thing;
pub(crate) mod timeline;
pub(crate) mod tool;
pub(crate) mod transport;
pub(crate) mod vantage;
pub(crate) mod why;
pub(crate) mod zoom;
