//! The door in: texts of other formats to a topology and a report. No files, no clock, no network.
//!
//! [`import`] reads any number of [`Source`]s and gives one [`net::Topology`], with a [`Report`]
//! that puts every resource of the input into exactly one class. What cannot be worked out is a
//! value of its own and is reported with its place; only a text that is no document at all is
//! [`BadInput`].
//!
//! The way of a text: [`format`](mod@format) tells what it is, [`tree`] reads it with a line and
//! a column for every part, [`cloudformation`] works out its values and turns resources into the
//! topology's; [`terraform`] does the same for plans, states and configurations; [`describe`]
//! reads what the AWS CLI prints; [`merge`] joins the sources, [`assume`] gives what only AWS would
//! have given.
//!
//! # Limits
//!
//! A file has at most [`limits::MAX_BYTES`] bytes. A template, a plan, a state or a configuration has
//! at most [`limits::MAX_TREE_BYTES`] bytes and [`limits::MAX_NODES`] nodes (aliases count as often
//! as they are used) and is nested at most [`limits::MAX_DEPTH`] deep. An output of the AWS
//! CLI has at most [`limits::MAX_OBJECTS`] objects of at most [`limits::MAX_OBJECT`] bytes each.
//! A zip archive has at most [`limits::MAX_FILES`] files, which together unpack to at most
//! [`limits::MAX_UNPACKED`] bytes and [`limits::MAX_RATIO`] times their packed size.
//! Working out a template's values takes at most [`limits::MAX_STEPS`] steps, and no worked-out
//! text is longer than [`limits::MAX_TEXT`] bytes. So it is for a configuration of Terraform, whose
//! values have at most [`limits::MAX_VALUES`] parts each, and which has at most
//! [`limits::MAX_INSTANCES`] counted instances and [`limits::MAX_MODULES`] modules.
//!
//! Invariant: nothing here knows what a packet does, and nothing panics, whatever the text.

pub mod archive;
pub mod assume;
pub mod bad_input;
pub mod bilingual;
pub mod cloudformation;
pub mod describe;
pub mod document;
pub mod format;
pub mod limits;
pub mod merge;
pub mod parameter;
pub mod picture;
pub mod progress;
pub mod report;
pub mod said;
pub mod source;
pub mod terraform;
pub mod tree;
pub mod value;

pub use bad_input::BadInput;
pub use parameter::{Choice, Parameter};
pub use progress::{Progress, Step, Stopped};
pub use report::{Action, Change, Class, Counts, Report, ResourceReport};
pub use said::Said;
pub use source::{Settings, Source};

mod import;
pub use import::{Imported, import, import_watched};
