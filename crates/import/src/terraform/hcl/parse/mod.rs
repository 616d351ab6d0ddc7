//! HCL's native syntax, by hand: every attribute and expression has a place.
//!
//! The syntax is that of the specification, <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>.
//! Labels of blocks may stand without quotes, as Terraform takes them too.

mod body;
mod expression;
mod piece;
mod template;
mod token;

use super::syntax::{Body, Expression, Template};
use crate::bad_input::BadInput;
use crate::limits::{MAX_DEPTH, MAX_NODES, too_deep};
use crate::said::{Said, say};
use crate::tree::Place;

/// A message and its place, until the file's name is added.
pub(super) type Trouble = (Place, Said);

/// Reads a `.tf` or `.tfvars` file.
///
/// # Errors
///
/// When it is no HCL, or goes beyond the limits.
pub(super) fn file(name: &str, text: &str) -> Result<Body, BadInput> {
    let mut reader = Reader::new(text, Place::START);
    reader
        .body(None)
        .map_err(|(place, message)| BadInput::at(name, place, message))
}

/// Reads a text that is one expression, such as a value given on the command line.
pub(super) fn expression(text: &str, start: Place) -> Result<Expression, Trouble> {
    let mut reader = Reader::new(text, start);
    reader.lines = true;
    let expression = reader.expression()?;
    reader.space();
    match reader.peek() {
        None => Ok(expression),
        Some(_) => Err(reader.expected(&say!("the end of the expression", "式の終わり"))),
    }
}

/// Reads a text with `${}` and `%{}` but without quotes, such as a template file.
pub(super) fn template(text: &str, start: Place) -> Result<Template, Trouble> {
    Reader::new(text, start).whole_template()
}

/// Goes over a text.
#[derive(Debug)]
struct Reader<'t> {
    rest: &'t str,
    place: Place,
    /// Whether a line break is space, as it is within brackets.
    lines: bool,
    depth: usize,
    nodes: usize,
}

impl<'t> Reader<'t> {
    const fn new(rest: &'t str, place: Place) -> Self {
        Self {
            rest,
            place,
            lines: false,
            depth: 0,
            nodes: 0,
        }
    }

    /// Goes one deeper while `work` reads.
    fn nested<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.nodes += 1;
        if self.depth >= MAX_DEPTH {
            return Err(self.trouble(too_deep()));
        }
        if self.nodes > MAX_NODES {
            return Err(self.trouble(say!(
                "more than {} values",
                "値が {} 個を超えています",
                MAX_NODES
            )));
        }
        self.depth += 1;
        let found = work(self);
        self.depth -= 1;
        found
    }

    /// Reads with line breaks being space, or not.
    fn with_lines<T>(
        &mut self,
        lines: bool,
        work: impl FnOnce(&mut Self) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let before = std::mem::replace(&mut self.lines, lines);
        let found = work(self);
        self.lines = before;
        found
    }
}
