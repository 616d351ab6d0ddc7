//! What a text is: one plain table of formats.

use crate::bad_input::BadInput;
use crate::cloudformation;
use crate::describe;
use crate::terraform;
use crate::tree::{Node, Place};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own document, `sightline.topology/1`, as JSON.
    Document,
    /// A CloudFormation template, YAML or JSON.
    CloudFormation,
    /// A plan or a state of Terraform, as JSON.
    Terraform,
}

/// How a format is told, in the order in which it is tried.
struct Tell {
    format: Format,
    /// What it is, for people who gave something else.
    what: &'static str,
    tells: fn(&Node) -> bool,
}

const FORMATS: &[Tell] = &[
    Tell {
        format: Format::Document,
        what: "a Sightline topology (JSON with a \"format\" key)",
        tells: |root| {
            let format = root.get("format").and_then(Node::text);
            format.is_some_and(|text| text.starts_with("sightline."))
        },
    },
    Tell {
        format: Format::CloudFormation,
        what: "a CloudFormation template (with a Resources map)",
        tells: cloudformation::looks_like_one,
    },
    Tell {
        format: Format::Terraform,
        what: terraform::WHAT,
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
    let message = format!(
        "unknown format: {} that is neither {}",
        root.what(),
        whats()
    );
    Err(BadInput::at(file, root.place, message))
}

/// Whether a file's name says that it is no YAML or JSON.
#[must_use]
pub fn is_named_otherwise(file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some((_, extension)) = name.rsplit_once('.') else {
        return false;
    };
    let extension = extension.to_ascii_lowercase();
    !["yaml", "yml", "json", "template", "txt"].contains(&extension.as_str())
}

/// What is said of a text that is neither YAML nor JSON.
pub(crate) fn unknown(file: &str) -> BadInput {
    let message = format!("unknown format: a text that is neither {}", whats());
    BadInput::at(file, Place::START, message)
}

fn whats() -> String {
    let mut whats: Vec<&str> = FORMATS.iter().map(|tell| tell.what).collect();
    // These are told before they are read as a tree: by the name, and since they are too big for
    // one.
    whats.push(terraform::hcl::WHAT);
    whats.push(describe::WHAT);
    whats.join(" nor ")
}
