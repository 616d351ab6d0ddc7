//! The application without a screen.

pub mod geometry;
mod layout;
pub mod scene;
pub mod svg;
pub mod text;
pub mod timeline;
