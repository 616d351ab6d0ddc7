//! Folders of Terraform's configuration language: `.tf`, `.tf.json`, `.tfvars`, and `.tofu` of `OpenTofu`.
//!
//! A folder is a module. One that no other folder among the inputs calls is a root, and everything
//! is worked out from there, as `terraform plan` would: variables, locals, `count` and `for_each`,
//! calls of modules. Only what AWS alone knows stays unknown, with a reference to what it is of.
//!
//! Read in this order: `parse` and `json` (texts to `syntax`), `config` (the files of a folder put
//! together), `folders` (which are roots, and what they are given), `value` and `kind` (values and
//! types), `evaluate`, `reference`, `expansion`, `attribute`, `module`, `provider` and `function`
//! with what they use (working out), `data` (what is known without AWS), `registry` (modules whose
//! text is not there), `list` and `statement` (the form in which all of Terraform arrives).
//!
//! What differs from Terraform: numbers have fifteen digits, not 512 bits; a wrong attribute is an
//! unknown with the reason, and the rest is read all the same; the working directory is the root
//! module's folder.

mod attribute;
mod config;
mod convert;
mod data;
mod evaluate;
mod expansion;
mod folders;
mod function;
mod installed;
mod json;
mod kept;
mod kind;
mod list;
mod module;
mod nested;
mod operator;
mod over;
mod parse;
mod path;
mod policy;
mod provider;
mod reference;
mod region;
mod registry;
mod statement;
mod syntax;
mod text;
mod value;
mod variable;
mod world;

use crate::report::{Class, ResourceReport};
use crate::said::{Said, say};
use crate::tree::Place;
pub(crate) use folders::{Folders, is_named, of_another_tool};

/// What it is, for people who gave something else.
pub(crate) const WHAT: net::lang::Says = net::lang::Says {
    en: "Terraform's configuration (a file called *.tf or *.tofu)",
    ja: "Terraform の設定 (*.tf または *.tofu ファイル)",
};

/// Why what is worked out of a variable is not known. The report is searched for it.
pub(crate) fn no_value(variable: &str) -> Said {
    say!(
        "the variable {} has no value",
        "変数 {} に値がありません",
        variable
    )
}

/// What stands for a resource that is not there.
fn listed(id: String, kind: &str, (file, place): (&str, Place), why: Said) -> ResourceReport {
    ResourceReport {
        id,
        kind: kind.to_owned(),
        class: Class::Unresolved,
        file: file.to_owned(),
        line: place.line,
        column: place.column,
        notes: vec![why],
        change: None,
    }
}
