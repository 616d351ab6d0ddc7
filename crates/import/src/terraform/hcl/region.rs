//! The Region that a configuration speaks of.

use super::folders::Folders;
use super::syntax::{Body, Expression, Kind};
use super::value::Value;
use crate::assume::region::named_in;
use crate::source::Settings;
use std::collections::BTreeMap;

impl Folders<'_> {
    /// The Region that a provider says, or that names and texts speak of most.
    pub(crate) fn region(&self, settings: &Settings) -> Option<String> {
        for folder in self.roots_of() {
            let (world, root) = self.world(&folder, settings, (String::new(), true))?;
            if let Some(region) = world.provided(&root, "aws").region {
                return Some(region);
            }
        }
        let mut votes: BTreeMap<String, usize> = BTreeMap::new();
        for config in self.configs.values() {
            let locals = config.locals.values().map(|it| &it.value);
            locals.for_each(|it| count(it, &mut votes));
            config
                .resources
                .values()
                .for_each(|it| count_body(&it.body, &mut votes));
            config
                .calls
                .values()
                .for_each(|it| count_body(&it.body, &mut votes));
            let defaults = config
                .variables
                .values()
                .filter_map(|it| it.default.as_ref());
            defaults.for_each(|it| count(it, &mut votes));
        }
        let most = votes.values().copied().max()?;
        let mut votes = votes.into_iter();
        votes
            .find(|(_, count)| *count == most)
            .map(|(region, _)| region)
    }
}

fn count_body(body: &Body, votes: &mut BTreeMap<String, usize>) {
    body.attributes
        .iter()
        .for_each(|it| count(&it.value, votes));
    body.blocks
        .iter()
        .for_each(|it| count_body(&it.body, votes));
}

/// Counts the Regions that texts speak of.
fn count(expression: &Expression, votes: &mut BTreeMap<String, usize>) {
    match &expression.is {
        Kind::Literal(Value::Text(text)) => {
            if let Some(region) = named_in(text) {
                *votes.entry(region).or_default() += 1;
            }
        }
        Kind::Tuple(items) => items.iter().for_each(|it| count(it, votes)),
        Kind::Object(items) => items.iter().for_each(|(_, it)| count(it, votes)),
        Kind::Conditional(parts) => parts.iter().for_each(|it| count(it, votes)),
        Kind::Call { arguments, .. } => arguments.iter().for_each(|it| count(it, votes)),
        _ => {}
    }
}
