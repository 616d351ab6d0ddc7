//! Nested blocks, written and dynamic, as lists of objects.

use super::evaluate::{Names, Scope};
use super::reference::META_BLOCKS;
use super::syntax::{Block, Body, Kind};
use super::value::{Entries, Shape, Value};
use super::world::{Answer, Bad, World};
use crate::said::say;
use crate::tree::Place;
use std::rc::Rc;

/// Nested blocks of one kind, and whether there may be more.
type Blocks = Result<(Vec<Value>, bool), Rc<Bad>>;

impl World<'_> {
    /// The nested blocks of a body by their kind, with dynamic ones, each a list of objects.
    pub(super) fn blocks<'b>(
        &self,
        scope: Scope<'_>,
        blocks: impl IntoIterator<Item = &'b Block>,
    ) -> Vec<(Rc<str>, Answer)> {
        let mut kinds: Vec<(Rc<str>, Blocks)> = Vec::new();
        for block in blocks {
            if META_BLOCKS.contains(&&*block.kind) {
                continue;
            }
            let (kind, found) = match (&*block.kind, block.labels.first()) {
                ("dynamic", Some(kind)) => (Rc::clone(kind), self.dynamic(scope, kind, block)),
                _ => {
                    let object = self.inside(scope, &block.body);
                    (Rc::clone(&block.kind), object.map(|it| (vec![it], false)))
                }
            };
            match kinds.iter_mut().find(|it| it.0 == kind) {
                None => kinds.push((kind, found)),
                Some((_, all)) => match (&mut *all, found) {
                    (Ok((items, open)), Ok((more, more_open))) => {
                        items.extend(more);
                        *open |= more_open;
                    }
                    (Ok(_), Err(bad)) => *all = Err(bad),
                    (Err(_), _) => {}
                },
            }
        }
        kinds
            .into_iter()
            .map(|(kind, all)| {
                (
                    kind,
                    all.map(|(items, open)| Value::seq(Shape::List, items, open)),
                )
            })
            .collect()
    }

    fn dynamic(&self, scope: Scope<'_>, kind: &Rc<str>, block: &Block) -> Blocks {
        let content = block.body.blocks_of("content").next();
        let (Some(each), Some(content)) = (block.body.attribute("for_each"), content) else {
            let message = say!(
                "a dynamic block needs for_each and content",
                "dynamic ブロックには for_each と content が必要です"
            );
            return Err(scope.bad(block.place, message));
        };
        let name = match block.body.attribute("iterator").map(|it| &it.value.is) {
            Some(Kind::Name(name)) => Rc::clone(name),
            _ => Rc::clone(kind),
        };
        let value = self.value(scope, &each.value)?;
        let items = self
            .items(&value)
            .map_err(|why| scope.bad(each.value.place, why))?;
        let mut found = Vec::new();
        for (key, item) in items.pairs {
            self.step(0).map_err(|why| scope.bad(block.place, why))?;
            let pair = Entries::from([("key".into(), key), ("value".into(), item)]);
            let names = Names {
                pairs: vec![(&*name, Value::object(pair))],
                before: scope.names,
            };
            let inner = Scope {
                names: Some(&names),
                ..scope
            };
            found.push(self.inside(inner, &content.body)?);
        }
        Ok((found, items.open))
    }

    /// The inside of a nested block as an object.
    fn inside(&self, scope: Scope<'_>, body: &Body) -> Answer {
        let place = body.attributes.first().map_or(Place::START, |it| it.place);
        let found = self.nested(|| {
            let mut entries = Entries::new();
            for attribute in &body.attributes {
                let value = match self.value(scope, &attribute.value) {
                    Ok(value) => value,
                    Err(bad) => Value::unknown(bad.shown()),
                };
                entries.insert(Rc::clone(&attribute.name), value);
            }
            for (kind, blocks) in self.blocks(scope, &body.blocks) {
                entries.insert(
                    kind,
                    blocks.unwrap_or_else(|bad| Value::unknown(bad.shown())),
                );
            }
            Value::object(entries)
        });
        found.ok_or_else(|| {
            scope.bad(
                place,
                say!(
                    "the block is nested too deep",
                    "ブロックの入れ子が深すぎます"
                ),
            )
        })
    }
}
