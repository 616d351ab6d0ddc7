//! The network: what exists, what is asked, what happens, why.
//!
//! This crate knows AWS's rules and nothing of files, formats other than its own document, or
//! pixels. Its heart is one total function, [`trace`](trace::trace): it takes a [`Network`] and a
//! [`Query`] and always answers.
//!
//! Read in this order: [`topology`] (the document), [`network`] (the same, indexed), [`query`],
//! [`laws`] (what AWS does, one file a law), [`resolve`] and [`walk`] (the order in which the
//! laws are asked), [`trace`] (the answer).

pub mod id;
pub mod topology;

pub mod network;

pub mod query;

pub mod lang;

pub mod code;
pub mod evidence;

pub mod policy;

pub mod laws;
pub mod resolve;
pub mod trace;
pub mod walk;

pub mod check;
pub mod cost;
pub mod matrix;

pub mod fix;
pub mod rules;
pub mod service;

pub use id::ResourceId;
pub use network::Network;
pub use query::Query;
pub use topology::Topology;
pub use trace::{Trace, trace, trace_with_fixes};
