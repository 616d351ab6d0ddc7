//! How much an input may ask for.

use crate::said::{Said, say};

/// Bytes of one file: an output of the AWS CLI, a document of our own, or a zip archive.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;

/// Bytes of one text that is read with a place for every part: a template, a plan, a state or a
/// configuration. CloudFormation itself takes templates of up to one megabyte.
pub const MAX_TREE_BYTES: usize = 32 * 1024 * 1024;

/// Files of one zip archive, folders and what is not read included.
pub const MAX_FILES: usize = 20_000;

/// Bytes that all files of a zip archive unpack to.
pub const MAX_UNPACKED: usize = 512 * 1024 * 1024;

/// How many times its packed size a zip archive may unpack to. Outputs of the AWS CLI repeat
/// themselves and pack fifty times smaller; the format itself ends at a thousand.
pub const MAX_RATIO: usize = 200;

/// Nodes of one text; an alias counts for everything it repeats.
pub const MAX_NODES: usize = 2_000_000;

/// How deep a text may be nested.
pub const MAX_DEPTH: usize = 100;

/// What is said of a text that is nested deeper.
pub(crate) fn too_deep() -> Said {
    say!(
        "nested more than {} deep",
        "入れ子が {} 段を超えています",
        MAX_DEPTH
    )
}

/// Steps the working out of all values of one import may take. A value is one step, and so are
/// [`BYTES_A_STEP`] bytes of text or [`ITEMS_A_STEP`] things looked through.
pub const MAX_STEPS: usize = 1_000_000;

/// Bytes of worked-out text that count as one step. It bounds the memory values may take.
pub const BYTES_A_STEP: usize = 64;

/// Things looked through that count as one step. It bounds the time a search may take.
pub const ITEMS_A_STEP: usize = 8;

/// Stacks of one import, those nested in others included.
pub const MAX_STACKS: usize = 1_000;

/// Items of a list that is read as a property.
pub const MAX_ITEMS: usize = 10_000;

/// How deep the working out of a value may go, through lists, functions, attributes of other
/// resources and conditions. It bounds the stack, which is small in a browser.
pub const MAX_CALLS: usize = 200;

/// Objects of one text of AWS CLI outputs.
pub const MAX_OBJECTS: usize = 400_000;

/// Bytes of one object of an AWS CLI output, such as one security group with all its rules.
pub const MAX_OBJECT: usize = 8 * 1024 * 1024;

/// Bytes of a worked-out text.
pub const MAX_TEXT: usize = 1024 * 1024;

/// Parts of a worked-out value of Terraform's language, with [`BYTES_A_STEP`] bytes of text as one.
pub const MAX_VALUES: usize = 100_000;

/// Instances of resources and modules that one configuration may count up to.
pub const MAX_INSTANCES: usize = 20_000;

/// Modules that one configuration may call, each instance counted.
pub const MAX_MODULES: usize = 1_000;
