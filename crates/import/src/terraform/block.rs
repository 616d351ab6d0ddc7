//! The form in which every kind of Terraform input arrives: resource instances with their values.
//!
//! A state, a plan and a folder of configuration all become a [`Root`]; `terraform` alone knows
//! what its blocks mean for the network, and a reader (`state`, `plan`, `hcl`) knows nothing of that.
//!
//! What a reader promises:
//!
//! - `count` and `for_each` are expanded, so an address names one instance. Where the number of
//!   instances is not known, there is one block with the address without an index and a note.
//! - `attributes` is a map of what the provider calls arguments and attributes. A nested block
//!   that may stand several times is a list of maps, whatever its number; `dynamic` is expanded.
//! - An attribute of another instance that the text gives (`aws_vpc.main.cidr_block`) is its value.
//!   One that only AWS gives (`aws_vpc.main.id`, `aws_lb.a.dns_name`) is
//!   [`Value::reference`](crate::value::Value::reference) to it; a text or an expression that mentions such
//!   attributes without being one of them is an unknown that refers
//!   [`Among`](crate::value::Refers::Among) them. A value with neither refers nowhere and has a
//!   symbol, such as `var.vpc_id`, so that two uses of it stay the same thing.
//! - A truth is the text `true` or `false`, a number is its shortest text.

use crate::report::{Change, Class, ResourceReport};
use crate::said::Said;
use crate::tree::Place;
use crate::value::Value;
use std::collections::BTreeMap;

/// One root module: a state, a plan, or a folder of configuration with the modules it calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root {
    /// The name of the stack the user gives it, else the stem of the file or folder.
    pub name: String,
    /// Whether the user gave the name, so that ids start with it.
    pub is_stack: bool,
    /// What it is.
    pub form: Form,
    /// Every resource instance, managed and data, network or not, in the order of the text.
    pub blocks: Vec<Block>,
    /// What stands for resources that cannot be listed, such as a call of a module whose text is
    /// not among the inputs.
    pub others: Vec<ResourceReport>,
    /// What a plan would do, by address.
    pub changes: BTreeMap<String, Change>,
    /// Resource instances that a plan would delete, with what they are before.
    pub gone: Vec<Block>,
}

/// What a root says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// What is written.
    #[default]
    Configuration,
    /// What there will be once it is applied.
    Plan,
    /// What there is.
    State,
}

/// A resource instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its address, such as `module.vpc.aws_subnet.private[0]` or `data.aws_vpc.main`.
    pub address: String,
    /// Whether Terraform makes it or only looks it up.
    pub mode: Mode,
    /// Its type, such as `aws_subnet`.
    pub kind: String,
    /// The Region it is in, as its provider or its own argument says; `None` where neither does.
    pub region: Option<String>,
    /// The file it stands in.
    pub file: String,
    /// Where it stands.
    pub place: Place,
    /// Its attributes: a map.
    pub attributes: Value,
    /// What else is to be said about it in the report.
    pub notes: Vec<(Class, Said)>,
}

/// Whether Terraform makes a resource or only looks it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A `resource`.
    Managed,
    /// A `data` source.
    Data,
}
