//! The screen: the only crate that knows Yew, the DOM and JavaScript.
//!
//! One way round: an event becomes an [`Action`](studio::action::Action), the reducer in `studio`
//! makes the next state, `studio::view` puts it into words, and the components here show it.
//! Effects live in [`browser`] and come back as actions. Animation frames do not enter this loop;
//! [`diagram::player`] writes a few attributes by itself.

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the screen runs in browsers alone")
)]

mod app;
mod browser;
mod command;
mod diagram;
mod embed;
mod mount;
mod panel;
mod shared;
mod store;

pub use mount::{Handle, mount};
