//! Attributes and blocks.

use super::super::syntax::{Attribute, Block, Body};
use super::{Reader, Trouble};
use crate::said::say;
use std::collections::BTreeSet;
use std::rc::Rc;

impl Reader<'_> {
    /// The inside of a file, or of a block up to its closing brace.
    pub(super) fn body(&mut self, close: Option<char>) -> Result<Body, Trouble> {
        let mut body = Body::default();
        let mut names = BTreeSet::new();
        loop {
            self.space_and_lines();
            let next = self.peek();
            if next.is_none() && close.is_none() {
                return Ok(body);
            }
            if next.is_some() && next == close {
                self.skip(1);
                return Ok(body);
            }
            let place = self.place;
            let name = self.expected_name(&match close {
                None => say!("an attribute or a block", "属性またはブロック"),
                Some(_) => say!(
                    "an attribute, a block or \"}\"",
                    "属性、ブロックまたは「}」"
                ),
            })?;
            self.space();
            if self.rest.starts_with('=') && !self.rest.starts_with("==") {
                self.skip(1);
                let value = self.expression()?;
                if !names.insert(Rc::clone(&name)) {
                    return Err((
                        place,
                        say!(
                            "the attribute {} is given twice",
                            "属性 {} が 2 回指定されています",
                            name
                        ),
                    ));
                }
                body.attributes.push(Attribute { name, place, value });
                self.end_of_line(close)?;
            } else {
                body.blocks.push(self.block(name, place)?);
            }
        }
    }

    fn block(&mut self, kind: Rc<str>, place: crate::tree::Place) -> Result<Block, Trouble> {
        let mut labels = Vec::new();
        loop {
            self.space();
            if self.sign("{") {
                let body = self.with_lines(false, |it| it.nested(|it| it.body(Some('}'))))?;
                return Ok(Block {
                    kind,
                    labels,
                    place,
                    body,
                });
            }
            if self.rest.starts_with('"') {
                labels.push(self.plain_string()?);
            } else {
                labels.push(
                    self.expected_name(&say!(
                        "\"=\", a label or \"{\"",
                        "「=」、ラベルまたは「{」"
                    ))?,
                );
            }
        }
    }

    /// An attribute ends with its line, or with its block.
    fn end_of_line(&mut self, close: Option<char>) -> Result<(), Trouble> {
        self.space();
        match self.peek() {
            None | Some('\n') => Ok(()),
            // A comma is forgiven in a block of one line only.
            found if found == close => Ok(()),
            Some(_) => Err(self.expected(&say!("the end of the line", "行末"))),
        }
    }
}
