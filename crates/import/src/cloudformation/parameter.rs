//! The parameters of templates: their values, and what is to be asked of the user.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>

use super::evaluate::World;
use super::template::Template;
use crate::parameter::Parameter;
use crate::source::Settings;
use crate::tree::{Entry, Node};

/// What a template asks for. What its parent passes is not asked.
/// Parameters are needed as far as the reading of the template told.
pub(crate) fn parameters(world: &World<'_>, template: &Template<'_>) -> Vec<Parameter> {
    let asks = template.asks.iter();
    asks.filter(|entry| !world.passes(template, &entry.key))
        .map(|entry| parameter(world, template, entry))
        .collect()
}

fn parameter(world: &World<'_>, template: &Template<'_>, entry: &Entry) -> Parameter {
    let text = |name: &str| {
        entry
            .value
            .get(name)
            .and_then(Node::text)
            .map(str::to_owned)
    };
    let key = template.id_of(&entry.key);
    let allowed = entry.value.get("AllowedValues").and_then(Node::items);
    let secret = text("NoEcho").is_some_and(|it| it.eq_ignore_ascii_case("true"));
    let given = given(world.settings, template, &entry.key).filter(|_| !secret);
    Parameter {
        name: entry.key.clone(),
        kind: kind(&entry.value).to_owned(),
        description: text("Description"),
        allowed_values: allowed
            .into_iter()
            .flatten()
            .filter_map(Node::text)
            .map(str::to_owned)
            .collect(),
        choices: Vec::new(),
        default: text("Default"),
        given: given.map(str::to_owned),
        needed: world.is_needed(&key),
        secret,
        example: None,
        wrong: None,
        file: template.file.to_owned(),
        line: entry.place.line,
        column: entry.place.column,
        key,
    }
}

/// The type of a parameter.
pub(super) fn kind(parameter: &Node) -> &str {
    let kind = parameter.get("Type").and_then(Node::text);
    kind.unwrap_or("String")
}

/// The value that was given for a parameter of a template.
pub(super) fn given<'s>(
    settings: &'s Settings,
    template: &Template<'_>,
    name: &str,
) -> Option<&'s str> {
    let parameters = &settings.parameters;
    let own = parameters.get(&template.id_of(name));
    own.or_else(|| parameters.get(name)).map(String::as_str)
}
