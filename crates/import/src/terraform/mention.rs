//! The names that an expression of a plan mentions, and what they lead to.

use crate::tree::{Node, Value as Tree};
use crate::value::Reference;
use std::collections::BTreeSet;

/// What the names of an expression lead to.
#[derive(Default)]
pub(super) struct Found {
    pub(super) references: Vec<Reference>,
    seen: BTreeSet<Reference>,
    /// A local value that it is made of.
    pub(super) local: Option<String>,
}

impl Found {
    /// One of a list or map: where it is made of all instances of one resource, that instance.
    pub(super) fn pick(&mut self, from: usize, index: &str, planned: &BTreeSet<String>) {
        if let Some([one]) = self.references.get_mut(from..)
            && !index.is_empty()
        {
            let address = format!("{}{index}", one.address);
            if planned.contains(&address) {
                one.address = address;
            }
        }
    }

    pub(super) fn push(&mut self, address: String, attribute: &str) {
        let reference = Reference {
            address,
            root: None,
            attribute: attribute.to_owned(),
        };
        if self.seen.insert(reference.clone()) {
            self.references.push(reference);
        }
    }
}

/// All names that an expression mentions; nested blocks have several.
pub(super) fn names_in(expression: &Node) -> Vec<&str> {
    let mut names = Vec::new();
    collect_names(expression, &mut names);
    names
}

fn collect_names<'d>(expression: &'d Node, names: &mut Vec<&'d str>) {
    match &expression.value {
        Tree::List(items) => items.iter().for_each(|it| collect_names(it, names)),
        Tree::Map(entries) => {
            for entry in entries {
                if entry.key == "references" {
                    let items = entry.value.items().unwrap_or_default();
                    names.extend(items.iter().filter_map(Node::text));
                } else if entry.key != "constant_value" {
                    collect_names(&entry.value, names);
                }
            }
        }
        Tree::Null | Tree::Text { .. } => {}
    }
}

/// Every name is followed by what it is a part of (`aws_vpc.a.id`, then `aws_vpc.a`): only the
/// first of each says something.
pub(super) fn most_exact<'n>(names: &[&'n str]) -> Vec<&'n str> {
    let mut found: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut last = "";
    for name in names {
        let after = last.strip_prefix(name);
        let is_part = after.is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']));
        if !is_part && seen.insert(*name) {
            found.push(name);
        }
        last = name;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::most_exact;

    #[test]
    fn the_most_exact_name_counts() {
        assert_eq!(
            most_exact(&[
                "aws_vpc.a[0].id",
                "aws_vpc.a[0]",
                "aws_vpc.a",
                "var.x",
                "aws_vpc.ab"
            ]),
            ["aws_vpc.a[0].id", "var.x", "aws_vpc.ab"]
        );
    }
}
