//! Values kept in AWS's parameter store, as far as templates of the inputs put them there.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>

use super::evaluate::World;
use super::template::{Resource, Template};
use crate::said::say;
use crate::tree::{Node, Place};
use crate::value::{Is, Refers, Unknown, Value};

/// The type of a resource that puts a value into the store.
pub(super) const KIND: &str = "AWS::SSM::Parameter";

/// The value that a template puts into the store under a name.
pub(super) fn stored(world: &World<'_>, name: &str) -> Option<Value> {
    for template in &world.templates {
        world.searched(template.resources.len());
        for resource in template.resources.iter().filter(|it| it.kind == KIND) {
            if let Some(its) = property(resource, "Name")
                && world.value(template, its).is == Is::Text(name.to_owned())
            {
                return value(world, template, resource);
            }
        }
    }
    None
}

/// The value that a resource puts into the store.
pub(super) fn value(
    world: &World<'_>,
    template: &Template<'_>,
    resource: &Resource<'_>,
) -> Option<Value> {
    Some(world.value(template, property(resource, "Value")?))
}

fn property<'t>(resource: &Resource<'t>, name: &str) -> Option<&'t Node> {
    resource.properties?.get(name)
}

/// A text with a dynamic reference in it, such as `{{resolve:ssm:/network/vpc}}`. `None` where it
/// has none.
pub(super) fn dynamic(world: &World<'_>, place: Place, text: &str) -> Option<Value> {
    let (before, rest) = text.split_once("{{resolve:")?;
    let whole = rest.strip_suffix("}}").filter(|_| before.is_empty());
    let name = whole.and_then(|it| it.strip_prefix("ssm:")).map(|it| {
        let (name, version) = it.rsplit_once(':').unwrap_or((it, ""));
        let is_version = !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit());
        if is_version { name } else { it }
    });
    if let Some(stored) = name.and_then(|name| stored(world, name)) {
        return Some(stored);
    }
    Some(Value::new(
        place,
        Is::Unknown(Unknown {
            why: say!(
                "a dynamic reference is only known in AWS",
                "動的参照の値は AWS でしか分かりません"
            ),
            // The same reference stands for the same thing wherever it is used.
            symbol: whole.map(|_| text.to_owned()),
            shown: text.to_owned(),
            refers: Refers::Nowhere,
        }),
    ))
}
