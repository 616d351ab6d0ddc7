//! What a text is: one plain table of formats.

use crate::bad_input::BadInput;
use crate::cloudformation;
use crate::describe;
use crate::document;
use crate::said::{self, Said, say};
use crate::terraform;
use crate::tree::{Node, Place};
use net::lang::Says;

/// The formats that are read as a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A CloudFormation template, YAML or JSON.
    CloudFormation,
    /// A plan or a state of Terraform, as JSON.
    Terraform,
}

/// How a format is told, in the order in which it is tried.
struct Tell {
    format: Format,
    /// What it is, for people who gave something else.
    what: &'static Says,
    tells: fn(&Node) -> bool,
}

const FORMATS: &[Tell] = &[
    Tell {
        format: Format::CloudFormation,
        what: &Says {
            en: "a CloudFormation template (with a Resources map)",
            ja: "CloudFormation テンプレート (Resources マップがあるもの)",
        },
        tells: cloudformation::looks_like_one,
    },
    Tell {
        format: Format::Terraform,
        what: &terraform::WHAT,
        tells: terraform::looks_like_one,
    },
];

/// Tells the format of a text that was read.
///
/// # Errors
///
/// When it is none of the table.
pub fn of(file: &str, root: &Node) -> Result<Format, BadInput> {
    if let Some(tell) = FORMATS.iter().find(|tell| (tell.tells)(root)) {
        return Ok(tell.format);
    }
    let message = say!(
        "unknown format: {} that is neither {}",
        "未知の形式の{}です。対応している形式: {}",
        root.what(),
        whats()
    );
    Err(BadInput::at(file, root.place, message))
}

/// Whether a file's name promises YAML or JSON, so that a text which is neither is a fault of its
/// author's and no note that lies beside.
#[must_use]
pub fn is_named_so(file: &str) -> bool {
    extension(file).is_some_and(|it| ["yaml", "yml", "json", "template"].contains(&it.as_str()))
}

/// Whether a file's name says that it is no YAML or JSON.
#[must_use]
pub fn is_named_otherwise(file: &str) -> bool {
    extension(file).is_some_and(|it| it != "txt") && !is_named_so(file)
}

fn extension(file: &str) -> Option<String> {
    let name = file.rsplit(['/', '\\']).next()?;
    let (_, extension) = name.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

/// What is said of a text that is neither YAML nor JSON.
pub(crate) fn unknown(file: &str) -> BadInput {
    let message = say!(
        "unknown format: a text that is neither {}",
        "未知の形式のテキストです。対応している形式: {}",
        whats()
    );
    BadInput::at(file, Place::START, message)
}

fn whats() -> Said {
    // The others are told before they are read as a tree: by the name, or since they are too big
    // for one.
    let trees = FORMATS.iter().map(|tell| tell.what);
    let others = [&terraform::hcl::WHAT, &describe::WHAT];
    let whats = [&document::WHAT].into_iter().chain(trees).chain(others);
    let whats: Vec<Said> = whats.map(Said::of).collect();
    said::joined(
        &whats,
        &Says {
            en: " nor ",
            ja: "、",
        },
    )
}
