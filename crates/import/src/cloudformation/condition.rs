//! Conditions: true, false, or not known.

use super::evaluate::World;
use super::template::Template;
use crate::said::{Said, say};
use crate::tree::{Node, Value as Tree};
use crate::value::Is;

/// Whether something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    Yes,
    No,
    /// It cannot be said, and why.
    Unknown(Said),
}

/// Whether the condition of that name holds.
pub(super) fn named(world: &World<'_>, template: &Template<'_>, name: &str) -> Truth {
    match template.conditions.get(name) {
        Some(node) => world.nested_truth(|| truth(world, template, node)),
        None => Truth::Unknown(say!(
            "the template has no condition {}",
            "テンプレートに条件 {} がありません",
            name
        )),
    }
}

/// Whether a condition as written holds.
fn truth(world: &World<'_>, template: &Template<'_>, node: &Node) -> Truth {
    if let Tree::Map(entries) = &node.value
        && let [entry] = entries.as_slice()
    {
        let all = |from: Truth, decides: &Truth| {
            let parts = entry.value.items().unwrap_or_default();
            connect(world, template, parts, from, decides)
        };
        match (entry.key.as_str(), entry.value.items(), entry.value.text()) {
            ("Condition", _, Some(name)) => return named(world, template, name),
            ("Fn::Not", Some([part]), _) => {
                return match world.nested_truth(|| truth(world, template, part)) {
                    Truth::Yes => Truth::No,
                    Truth::No => Truth::Yes,
                    unknown @ Truth::Unknown(_) => unknown,
                };
            }
            ("Fn::And", Some(_), _) => return all(Truth::Yes, &Truth::No),
            ("Fn::Or", Some(_), _) => return all(Truth::No, &Truth::Yes),
            ("Fn::Equals", Some([left, right]), _) => return equals(world, template, left, right),
            _ => {}
        }
    }
    let value = world.value(template, node);
    match value.is {
        Is::Text(text) if text.eq_ignore_ascii_case("true") => Truth::Yes,
        Is::Text(text) if text.eq_ignore_ascii_case("false") => Truth::No,
        Is::Unknown(unknown) => Truth::Unknown(unknown.why),
        Is::Nothing | Is::Text(_) | Is::List(_) | Is::Map(_) => Truth::Unknown(say!(
            "it is written in no form of a condition",
            "条件として正しい書き方ではありません"
        )),
    }
}

/// `And` starts from yes and is decided by a no; `Or` the other way round.
fn connect(
    world: &World<'_>,
    template: &Template<'_>,
    parts: &[Node],
    from: Truth,
    decides: &Truth,
) -> Truth {
    let mut result = from;
    for part in parts {
        let part = world.nested_truth(|| truth(world, template, part));
        if part == *decides {
            return part;
        }
        if matches!(part, Truth::Unknown(_)) {
            result = part;
        }
    }
    result
}

fn equals(world: &World<'_>, template: &Template<'_>, left: &Node, right: &Node) -> Truth {
    let left = world.value(template, left);
    let right = world.value(template, right);
    if let Some(unknown) = left.first_unknown().or_else(|| right.first_unknown()) {
        return Truth::Unknown(unknown.why.clone());
    }
    if left.to_json() == right.to_json() {
        Truth::Yes
    } else {
        Truth::No
    }
}

impl From<bool> for Truth {
    fn from(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }
}

/// A condition function used as a value, such as `Fn::Equals` inside a property.
pub(super) fn as_value(world: &World<'_>, template: &Template<'_>, node: &Node) -> Truth {
    world.nested_truth(|| truth(world, template, node))
}
