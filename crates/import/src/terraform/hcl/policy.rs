//! `aws_iam_policy_document`: a policy's JSON is what its statements say.

use super::config::Resource;
use super::convert::to_text;
use super::data::argument;
use super::evaluate::Scope;
use super::value::{Entries, Value};
use super::world::{Answer, World};
use serde_json::{Value as Json, json};

/// A policy's JSON is what its statements say: nobody needs to be asked.
pub(super) fn policy(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
) -> Option<Answer> {
    if !matches!(name, "json" | "minified_json") {
        return None;
    }
    let mut statements = Vec::new();
    let mut parts = Vec::new();
    for others in ["source_json", "source_policy_documents"] {
        merge(
            world,
            scope,
            resource,
            others,
            (&mut statements, &mut parts),
        )?;
    }
    let blocks = world.blocks(scope, &resource.body.blocks);
    for (kind, found) in blocks {
        let found = match found {
            Ok(found) if &*kind == "statement" => found,
            Ok(_) => continue,
            Err(bad) => return Some(Err(bad)),
        };
        if let Value::Seq(seq) = &found {
            for item in &seq.items {
                put(&mut statements, statement(item));
            }
        }
        parts.push(found);
    }
    for others in ["override_policy_documents", "override_json"] {
        merge(
            world,
            scope,
            resource,
            others,
            (&mut statements, &mut parts),
        )?;
    }
    let version = argument(world, scope, resource, "version")
        .map_or_else(|| json!("2012-10-17"), |it| plain(&it));
    let mut document = json!({ "Version": version });
    if let Some(id) = argument(world, scope, resource, "policy_id") {
        document["Id"] = plain(&id);
    }
    document["Statement"] = Json::Array(statements);
    let text = match name {
        "json" => serde_json::to_string_pretty(&document).unwrap_or_default(),
        _ => document.to_string(),
    };
    Some(Ok(match parts.iter().all(Value::is_known) {
        true => Value::text(text),
        false => Value::worked_out_of(&parts, &text),
    }))
}

/// Adds the statements of other policies; `None` where those are not known to be some.
/// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document>
fn merge(
    world: &World<'_>,
    scope: Scope<'_>,
    resource: &Resource,
    name: &str,
    (statements, parts): (&mut Vec<Json>, &mut Vec<Value>),
) -> Option<()> {
    let Some(given) = argument(world, scope, resource, name) else {
        return Some(());
    };
    let texts = match &given {
        Value::Seq(seq) if !seq.open => seq.items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for text in texts {
        let text = match text {
            Value::Text(text) => &**text,
            // What is unknown in it stands in its text, as in this one's.
            Value::Unknown(unknown) => &unknown.shown,
            Value::Null => continue,
            _ => return None,
        };
        if text.is_empty() {
            continue;
        }
        match serde_json::from_str::<Json>(text)
            .ok()?
            .get_mut("Statement")?
            .take()
        {
            Json::Array(all) => all.into_iter().for_each(|it| put(statements, it)),
            one => put(statements, one),
        }
    }
    parts.push(given);
    Some(())
}

/// A statement stands in place of an earlier one of its name.
fn put(statements: &mut Vec<Json>, statement: Json) {
    let sid = statement
        .get("Sid")
        .and_then(Json::as_str)
        .unwrap_or_default();
    let of_name =
        |it: &&mut Json| !sid.is_empty() && it.get("Sid").and_then(Json::as_str) == Some(sid);
    match statements.iter_mut().find(of_name) {
        Some(there) => *there = statement,
        None => statements.push(statement),
    }
}

fn entries(value: &Value) -> Entries {
    match value {
        Value::Map(map) => map.entries.clone(),
        _ => Entries::new(),
    }
}

fn blocks_in(of: &Entries, kind: &str) -> Vec<Entries> {
    match of.get(kind) {
        Some(Value::Seq(seq)) => seq.items.iter().map(entries).collect(),
        _ => Vec::new(),
    }
}

fn statement(value: &Value) -> Json {
    let of = entries(value);
    let mut out = json!({});
    if let Some(sid) = of.get("sid").filter(|it| !matches!(it, Value::Null)) {
        out["Sid"] = plain(sid);
    }
    out["Effect"] = of.get("effect").map_or_else(|| json!("Allow"), plain);
    let lists = [
        ("actions", "Action"),
        ("not_actions", "NotAction"),
        ("resources", "Resource"),
        ("not_resources", "NotResource"),
    ];
    for (from, to) in lists {
        if let Some(list) = of.get(from).filter(|it| !matches!(it, Value::Null)) {
            out[to] = single(list);
        }
    }
    for (from, to) in [
        ("principals", "Principal"),
        ("not_principals", "NotPrincipal"),
    ] {
        let mut all = json!({});
        for block in blocks_in(&of, from) {
            let kind = block.get("type").map_or(Json::Null, plain);
            let identifiers = block.get("identifiers").map_or(Json::Null, single);
            if kind == "*" {
                all = identifiers;
            } else if let Some(kind) = kind.as_str().filter(|_| all.is_object()) {
                all[kind] = identifiers;
            }
        }
        if all != json!({}) {
            out[to] = all;
        }
    }
    let mut conditions = json!({});
    for block in blocks_in(&of, "condition") {
        let text = |name: &str| block.get(name).map(plain).unwrap_or_default();
        if let (Some(test), Some(variable)) = (text("test").as_str(), text("variable").as_str()) {
            conditions[test][variable] = block.get("values").map_or(Json::Null, single);
        }
    }
    if conditions != json!({}) {
        out["Condition"] = conditions;
    }
    out
}

/// A list of one is its item, as the provider writes it.
fn single(value: &Value) -> Json {
    match plain(value) {
        Json::Array(mut items) if items.len() == 1 => items.pop().unwrap_or_default(),
        other => other,
    }
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Seq(seq) => Json::Array(seq.items.iter().map(plain).collect()),
        Value::Unknown(unknown) => Json::from(unknown.shown.clone()),
        other => to_text(other).map_or(Json::Null, |text| Json::from(&*text)),
    }
}
