//! Ids and references: one way or another, a reference stays a reference.

use super::field::{Field, Shape};
use super::follow::Candidate;
use super::path::index_of;
use super::read::Reader;
use crate::limits::MAX_ITEMS;
use crate::report::Class;
use crate::said::say;
use crate::value::{Is, Reference, Refers, Unknown, Value};
use std::collections::BTreeSet;

impl Reader<'_> {
    /// What an unknown stands for, where another block or the reading before says so.
    pub(super) fn worked_out(&self, value: &Value) -> Value {
        let Is::Unknown(unknown) = &value.is else {
            return value.clone();
        };
        let names = self.around.names;
        let found = match &unknown.refers {
            Refers::To(to) => names.value(self.around.root, to),
            // The names an expression mentions are known, and not what it does with them.
            Refers::Among(among) => match among.as_slice() {
                [one] if !one.attribute.is_empty() && !self.around.is_exact => {
                    let found = names.value(self.around.root, one);
                    if found.is_some() {
                        self.assume(say!(
                            "{}: taken as it is, as all that is referred to",
                            "{}: 参照されるすべてとみなし、そのまま使います",
                            one
                        ));
                    }
                    found
                }
                _ => None,
            },
            Refers::Nowhere => None,
        };
        found.unwrap_or_else(|| value.clone())
    }

    /// Ids, one way or another: a reference stays a reference.
    pub(super) fn ids_of(
        &self,
        field: &Field,
        kinds: &'static [&'static str],
        value: &Value,
    ) -> Vec<String> {
        let many = matches!(field.shape, Shape::List(_));
        let names = self.around.names;
        match &value.is {
            Is::Nothing => Vec::new(),
            Is::Text(text) if text.trim().is_empty() => Vec::new(),
            Is::Text(text) => vec![names.of_text(text).unwrap_or(text).to_owned()],
            Is::List(items) if many => {
                let mut found: Vec<String> = Vec::new();
                for item in items.iter().take(MAX_ITEMS) {
                    for id in self.ids_of(field, kinds, item) {
                        if !found.contains(&id) {
                            found.push(id);
                        }
                    }
                }
                found
            }
            Is::Unknown(unknown) if unknown.refers == Refers::Among(Vec::new()) => Vec::new(),
            Is::Unknown(unknown) => {
                let (found, named) = match &unknown.refers {
                    Refers::To(to) => self.exactly(to, many),
                    Refers::Among(among) => self.among(field, among, kinds, many),
                    Refers::Nowhere => (Vec::new(), true),
                };
                if !found.is_empty() {
                    return found;
                }
                let why = match named {
                    true => unknown.why.clone(),
                    false => say!(
                        "{}: it may be several resources",
                        "{}: 複数のリソースの可能性があります",
                        unknown.why
                    ),
                };
                self.note(
                    Class::Unresolved,
                    self.placed(value.place, field.from, &why),
                );
                // Something is referred to, so the reference stays, to an id that says what it is.
                let own = || format!("{}.{}", self.id, field.from);
                vec![unknown.symbol.clone().unwrap_or_else(own)]
            }
            Is::List(_) | Is::Map(_) => {
                let why = say!(
                    "must be an id, not {}",
                    "{}ではなく ID でなければなりません",
                    value.what()
                );
                self.note(
                    Class::Unresolved,
                    self.placed(value.place, field.from, &why),
                );
                Vec::new()
            }
        }
    }

    /// What a reference leads to that is the value itself.
    fn exactly(&self, to: &Reference, many: bool) -> (Vec<String>, bool) {
        let (names, root) = (self.around.names, self.around.root);
        let found = names.of_reference(root, to, &[]);
        if !found.is_empty() && (many || found.len() == 1) {
            return (found.into_iter().map(|it| it.id).collect(), true);
        }
        let ids = match names.value(root, to).map(|it| it.is) {
            Some(Is::Text(text)) => vec![text],
            Some(Is::List(items)) if many => items
                .into_iter()
                .filter_map(|it| match it.is {
                    Is::Text(text) => Some(text),
                    _ => None,
                })
                .collect(),
            _ => return (Vec::new(), found.is_empty()),
        };
        let called = |id: String| names.of_text(&id).map_or(id, str::to_owned);
        (ids.into_iter().map(called).collect(), true)
    }

    /// What an expression with several references leads to. The second is false where it may be
    /// one of several.
    fn among(
        &self,
        field: &Field,
        among: &[Reference],
        kinds: &'static [&'static str],
        many: bool,
    ) -> (Vec<String>, bool) {
        let mut found: Vec<Candidate> = Vec::new();
        let mut seen = BTreeSet::new();
        for reference in among {
            let names = self.around.names;
            for candidate in names.of_reference(self.around.root, reference, kinds) {
                if seen.insert(candidate.id.clone()) {
                    found.push(candidate);
                }
            }
        }
        // Itself is no candidate for what it refers to.
        found.retain(|it| it.id != self.id);
        let said: Vec<&Candidate> = found.iter().filter(|it| !it.guessed).collect();
        let what = field.from;
        match (said.as_slice(), many) {
            ([one], _) => return (vec![one.id.clone()], true),
            ([], _) => {}
            (several, true) => {
                let ids: Vec<String> = several.iter().map(|it| it.id.clone()).collect();
                self.assume(say!(
                    "{}: {}, all that its expression refers to",
                    "{}: {} (式が参照するすべて)",
                    what,
                    ids.join(", ")
                ));
                return (ids, true);
            }
            (several, false) => {
                // `aws_subnet.a[count.index]` and the like: the same index.
                let own = index_of(&self.block.address);
                let mut same = several.iter().filter(|it| it.index.as_deref() == own);
                if let (Some(_), Some(one), None) = (own, same.next(), same.next()) {
                    self.assume(say!(
                        "{}: {}, by its index",
                        "{}: {} (インデックスによる)",
                        what,
                        one.id
                    ));
                    return (vec![one.id.clone()], true);
                }
                return (Vec::new(), false);
            }
        }
        match found.as_slice() {
            [one] => {
                self.assume(say!(
                    "{}: {}, the only one in the module whose local values it is made of",
                    "{}: {} (元になるローカル値のモジュールにある唯一のもの)",
                    what,
                    one.id
                ));
                (vec![one.id.clone()], true)
            }
            [] => (Vec::new(), true),
            _ => (Vec::new(), false),
        }
    }

    /// Ids of resources that are among the inputs; the others are AWS's own affair.
    pub(super) fn held_of(&self, kinds: &'static [&'static str], value: &Value) -> Vec<String> {
        let names = self.around.names;
        let called = |text: &str| names.of_text(text).unwrap_or(text).to_owned();
        let found: Vec<String> = match &value.is {
            Is::Text(text) => vec![called(text)],
            Is::List(items) => {
                let items = items.iter().take(MAX_ITEMS);
                items.flat_map(|it| self.held_of(kinds, it)).collect()
            }
            Is::Unknown(Unknown {
                refers: Refers::To(to),
                ..
            }) => self.exactly(to, true).0,
            Is::Unknown(Unknown {
                refers: Refers::Among(among),
                ..
            }) => {
                let all = among
                    .iter()
                    .flat_map(|it| names.of_reference(self.around.root, it, kinds));
                let said = all.filter(|it| !it.guessed);
                said.map(|it| it.id).collect()
            }
            Is::Nothing | Is::Map(_) | Is::Unknown(_) => Vec::new(),
        };
        let mut found: Vec<String> = found;
        found.retain(|id| names.holds(kinds, id));
        found
    }
}
