//! The diagram: boxes and lines by Yew, the view and the moving dot by hand.

pub(crate) mod boxes;
pub(crate) mod camera;
pub(crate) mod edges;
pub(crate) mod follow;
pub(crate) mod lines;
pub(crate) mod minimap;
mod names;
pub(crate) mod notes;
pub(crate) mod overview;
pub(crate) mod plan;
pub(crate) mod player;
pub(crate) mod stage;
pub(crate) mod trail;
pub(crate) mod window;
