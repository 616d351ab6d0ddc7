//! The functions of templates, one plain table.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

use super::attribute;
use super::condition::Truth;
use super::evaluate::World;
use super::network_function;
use super::store;
use super::template::Template;
use crate::limits::MAX_TEXT;
use crate::said::{Said, say};
use crate::tree::{Node, Place};
use crate::value::{Is, Refers, Unknown, Value};

/// A function: its argument as written, to a value.
pub(super) type Function = fn(&World<'_>, &Template<'_>, &Node) -> Value;

const FUNCTIONS: &[(&str, Function)] = &[
    ("Fn::Base64", base64),
    ("Fn::Cidr", network_function::cidr),
    ("Fn::FindInMap", find_in_map),
    ("Fn::GetAZs", network_function::get_azs),
    ("Fn::GetAtt", attribute::get_att),
    ("Fn::GetStackOutput", not_known_here),
    ("Fn::If", if_),
    ("Fn::ImportValue", import_value),
    ("Fn::Join", join),
    ("Fn::Length", length),
    ("Fn::Select", select),
    ("Fn::Split", split),
    ("Fn::Sub", sub),
    ("Fn::ToJsonString", to_json_string),
    ("Fn::Transform", not_known_here),
    ("Ref", reference),
];

/// The function of a key, where it is one.
pub(super) fn of(key: &str) -> Option<Function> {
    FUNCTIONS
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, function)| *function)
}

/// What stands for an argument list of the wrong shape.
pub(super) fn misused(place: Place, form: &str) -> Value {
    Value::unknown(
        place,
        say!(
            "the function is written as {}",
            "関数の書き方は {} です",
            form
        ),
    )
}

fn reference(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    match attribute::name(world, template, node) {
        Is::Text(name) => attribute::named(world, template, &name, node.place),
        unknown @ Is::Unknown(_) => Value::new(node.place, unknown),
        Is::Nothing | Is::List(_) | Is::Map(_) => misused(node.place, "Ref: Name"),
    }
}

/// Nothing of the network is read from what is encoded, so it stays as it is.
fn base64(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    world.value(template, node)
}

fn if_(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let Some([condition, yes, no]) = node.items() else {
        return misused(node.place, "Fn::If: [Condition, if true, if false]");
    };
    let truth = match condition.text() {
        Some(name) => world.condition(template, name),
        None => super::condition::as_value(world, template, condition),
    };
    match truth {
        Truth::Yes => world.value(template, yes),
        Truth::No => world.value(template, no),
        Truth::Unknown(why) => {
            let (yes, no) = (world.value(template, yes), world.value(template, no));
            either(yes, no, node.place, &why)
        }
    }
}

/// One of two values: what both have in common is known.
fn either(one: Value, other: Value, place: Place, why: &Said) -> Value {
    if one.is == other.is {
        return one;
    }
    match (one.is, other.is) {
        (Is::List(one), Is::List(other)) if one.len() == other.len() => {
            let items = one.into_iter().zip(other);
            let items = items.map(|(one, other)| either(one, other, place, why));
            Value::new(place, Is::List(items.collect()))
        }
        (Is::Map(one), Is::Map(mut other)) => {
            let mut entries = Vec::new();
            for (key, one) in one {
                let its = other.iter().position(|(its, _)| *its == key);
                let value = match its.map(|at| other.remove(at)) {
                    Some((_, other)) => either(one, other, place, why),
                    None => Value::unknown(place, why.clone()),
                };
                entries.push((key, value));
            }
            let rest = other.into_iter();
            entries.extend(rest.map(|(key, _)| (key, Value::unknown(place, why.clone()))));
            Value::new(place, Is::Map(entries))
        }
        _ => Value::unknown(place, why.clone()),
    }
}

fn join(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let form = "Fn::Join: [delimiter, list]";
    let Some([delimiter, list]) = node.items() else {
        return misused(node.place, form);
    };
    let delimiter = match world.value(template, delimiter).is {
        Is::Text(text) => text,
        Is::Nothing => String::new(),
        Is::List(_) | Is::Map(_) | Is::Unknown(_) => return misused(node.place, form),
    };
    let list = world.value(template, list);
    match list.is {
        Is::List(items) => {
            let mut parts = Vec::new();
            for (index, item) in items.into_iter().enumerate() {
                if index > 0 {
                    parts.push(Value::text(node.place, delimiter.as_str()));
                }
                parts.push(item);
            }
            concatenate(world, node.place, parts)
        }
        Is::Text(_) | Is::Unknown(_) => list,
        Is::Nothing | Is::Map(_) => misused(node.place, form),
    }
}

/// One text of several; unknown where a part is, but still readable.
fn concatenate(world: &World<'_>, place: Place, parts: Vec<Value>) -> Value {
    let mut shown = String::new();
    let mut why = None;
    for part in parts {
        match part.is {
            Is::Text(text) => shown.push_str(&text),
            Is::Nothing => {}
            Is::Unknown(unknown) => {
                shown.push_str(&unknown.shown);
                why = why.or(Some(unknown.why));
            }
            Is::List(_) | Is::Map(_) => {
                why = why.or_else(|| {
                    Some(say!(
                        "{} stands inside a text",
                        "{} が文字列の中にあります",
                        part.what()
                    ))
                });
            }
        }
        if shown.len() > MAX_TEXT {
            return Value::unknown(
                place,
                say!(
                    "a text of more than {} bytes",
                    "{} バイトを超える文字列です",
                    MAX_TEXT
                ),
            );
        }
    }
    world.made(shown.len());
    match why {
        None => store::dynamic(world, place, &shown).unwrap_or_else(|| Value::text(place, shown)),
        Some(why) => Value::new(
            place,
            Is::Unknown(Unknown {
                why,
                symbol: None,
                shown,
                refers: Refers::Nowhere,
            }),
        ),
    }
}

fn split(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let form = "Fn::Split: [delimiter, text]";
    let Some([delimiter, text]) = node.items() else {
        return misused(node.place, form);
    };
    let text = world.value(template, text);
    match (world.value(template, delimiter).is, text.is) {
        (Is::Text(delimiter), Is::Text(text)) if !delimiter.is_empty() => {
            let parts = text
                .split(delimiter.as_str())
                .map(|part| Value::text(node.place, part))
                .collect::<Vec<_>>();
            world.made_values(parts.len());
            Value::new(node.place, Is::List(parts))
        }
        (_, unknown @ Is::Unknown(_)) => Value::new(node.place, unknown),
        _ => misused(node.place, form),
    }
}

fn select(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let form = "Fn::Select: [index, list]";
    let Some([index, list]) = node.items() else {
        return misused(node.place, form);
    };
    let index = match world.value(template, index).is {
        Is::Text(text) => match text.trim().parse::<usize>() {
            Ok(index) => index,
            Err(_) => return misused(node.place, form),
        },
        unknown @ Is::Unknown(_) => return Value::new(node.place, unknown),
        Is::Nothing | Is::List(_) | Is::Map(_) => return misused(node.place, form),
    };
    match world.value(template, list).is {
        Is::List(items) => {
            let length = items.len();
            items.into_iter().nth(index).unwrap_or_else(|| {
                let why = say!(
                    "item {} is asked for, of a list of {}",
                    "要素数 {1} のリストの {0} 番が求められています",
                    index,
                    length
                );
                Value::unknown(node.place, why)
            })
        }
        // One of an unknown list is an unknown of its own, the same wherever it is asked for.
        Is::Unknown(unknown) => Value::new(
            node.place,
            Is::Unknown(Unknown {
                symbol: unknown.symbol.map(|symbol| format!("{symbol}.{index}")),
                shown: unknown.shown,
                why: unknown.why,
                refers: Refers::Nowhere,
            }),
        ),
        Is::Nothing | Is::Text(_) | Is::Map(_) => misused(node.place, form),
    }
}

fn sub(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let (text, variables) = match (node.text(), node.items()) {
        (Some(text), _) => (text, None),
        (None, Some([text, variables])) => match text.text() {
            Some(text) => (text, Some(variables)),
            None => return misused(node.place, "Fn::Sub: [text, map]"),
        },
        _ => return misused(node.place, "Fn::Sub: text or [text, map]"),
    };
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        parts.push(Value::text(node.place, before));
        let Some((name, after)) = after.split_once('}') else {
            parts.push(Value::text(node.place, "${"));
            rest = after;
            continue;
        };
        rest = after;
        let given = variables.and_then(|variables| {
            world.searched(variables.entries().map_or(0, <[_]>::len));
            variables.get(name.trim())
        });
        parts.push(match (name.strip_prefix('!'), given) {
            (Some(literal), _) => Value::text(node.place, format!("${{{literal}}}")),
            (None, Some(given)) => world.value(template, given),
            (None, None) => match name.trim().split_once('.') {
                Some((resource, attribute)) => {
                    attribute::of(world, template, resource, attribute, node.place)
                }
                None => attribute::named(world, template, name.trim(), node.place),
            },
        });
        if parts.len() > MAX_TEXT {
            break;
        }
    }
    parts.push(Value::text(node.place, rest));
    concatenate(world, node.place, parts)
}

fn find_in_map(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let Some([map, first, second, more @ ..]) = node.items() else {
        return misused(node.place, "Fn::FindInMap: [map, first key, second key]");
    };
    let mut keys = Vec::new();
    for key in [map, first, second] {
        match world.value(template, key).is {
            Is::Text(key) => keys.push(key),
            unknown @ Is::Unknown(_) => return Value::new(node.place, unknown),
            Is::Nothing | Is::List(_) | Is::Map(_) => {
                return misused(node.place, "Fn::FindInMap: [map, first key, second key]");
            }
        }
    }
    let mut keys = keys.into_iter();
    let found = keys
        .next()
        .and_then(|key| template.mappings.get(key.as_str()).copied());
    let found = keys.fold(found, |found, key| {
        world.searched(found?.entries().map_or(0, <[_]>::len));
        found?.get(&key)
    });
    if let Some(found) = found {
        return world.value(template, found);
    }
    if let Some(default) = more.first().and_then(|more| more.get("DefaultValue")) {
        return world.value(template, default);
    }
    Value::unknown(
        node.place,
        say!(
            "the mappings have no such entry",
            "Mappings にその項目がありません"
        ),
    )
}

fn import_value(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let name = world.value(template, node);
    let Is::Text(name) = name.is else {
        return match name.is {
            Is::Unknown(_) => name,
            Is::Nothing | Is::Text(_) | Is::List(_) | Is::Map(_) => {
                misused(node.place, "Fn::ImportValue: name")
            }
        };
    };
    for exporter in &world.templates {
        for output in exporter.outputs.values() {
            let export = output.get("Export").and_then(|export| export.get("Name"));
            let Some(export) = export else { continue };
            if world.value(exporter, export).is != Is::Text(name.clone()) {
                continue;
            }
            if let Some(value) = output.get("Value") {
                return world.value(exporter, value);
            }
        }
    }
    let why = say!(
        "no stack among the inputs exports {}",
        "{} をエクスポートするスタックが入力にありません",
        name
    );
    Value::symbol(node.place, why, name.clone(), &name)
}

fn length(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let list = world.value(template, node);
    match list.is {
        Is::List(items) => Value::text(node.place, items.len().to_string()),
        Is::Unknown(_) => list,
        Is::Nothing | Is::Text(_) | Is::Map(_) => misused(node.place, "Fn::Length: list"),
    }
}

fn to_json_string(world: &World<'_>, template: &Template<'_>, node: &Node) -> Value {
    let value = world.value(template, node);
    match value.first_unknown() {
        Some(unknown) => Value::unknown(node.place, unknown.why.clone()),
        None => Value::text(node.place, value.to_json().to_string()),
    }
}

fn not_known_here(_: &World<'_>, _: &Template<'_>, node: &Node) -> Value {
    Value::unknown(
        node.place,
        say!(
            "the value is only known in AWS",
            "値は AWS でしか分かりません"
        ),
    )
}
