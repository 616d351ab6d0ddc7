//! The application without a screen.

pub mod geometry;
pub mod layout;
pub mod scene;
pub mod svg;
pub mod text;
pub mod timeline;
