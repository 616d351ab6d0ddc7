//! Terraform: what `terraform show -json` prints of a plan or a state, raw states, and folders of
//! configuration.
//!
//! All of them become [`block::Root`]s, and everything after that is the same for all.

pub mod block;
