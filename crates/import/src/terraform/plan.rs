//! Plans: what `terraform show -json` prints of one.
//! <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>
//!
//! What a plan does not know before it is applied is left out of its values. The configuration
//! beside them says what it refers to, and that is what such a value becomes.

use super::block::{Block, Form, Mode, Root};
use super::configuration::{Configuration, Scope};
use super::kinds;
use super::resource::{self, At, Bad, Resource, known};
use crate::report::{Action, Change};
use crate::said::{Said, say};
use crate::tree::{Node, Value as Tree};
use crate::value::{Is, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Attributes that say what a resource is in, the nearest first.
const AROUND: &[&str] = &[
    "subnet_id",
    "route_table_id",
    "security_group_id",
    "network_acl_id",
    "vpc_endpoint_id",
    "transit_gateway_id",
    "vpc_id",
];

/// Characters of a value that is shown as one that changes.
const SHOWN: usize = 120;

/// Reads a plan.
pub(super) fn planned(root: &mut Root, at: &At<'_>, document: &Node) -> Result<(), Bad> {
    root.form = Form::Plan;
    let mut resources = Vec::new();
    if let Some(values) = document.get("planned_values") {
        resource::of_values(values, &mut resources)?;
    }
    let mut changes: BTreeMap<String, &Node> = BTreeMap::new();
    let mut gone = Vec::new();
    let planned: BTreeSet<String> = resources.iter().map(|it| it.address.clone()).collect();
    for node in resource::list(document, "resource_changes")? {
        let module = resource::text(node, "module_address").unwrap_or_default();
        let it = Resource::of(node, module)?;
        let Some(change) = node.get("change") else {
            continue;
        };
        if resource::text(node, "deposed").is_some() {
            continue;
        }
        root.changes
            .insert(it.address.clone(), change_of(&it, change)?);
        if !planned.contains(&it.address) && change.get("before").is_some() {
            let values = change.get("before");
            gone.push(Resource {
                values,
                ..it.clone()
            });
        }
        changes.insert(it.address, change);
    }
    let configuration = Configuration::of(document, &planned)?;
    for it in &resources {
        let change = changes.get(&it.address).copied();
        root.blocks.push(block(at, it, change, &configuration));
    }
    // What was looked up before is no part of what is planned.
    let mut prior = Vec::new();
    if let Some(values) = document.get("prior_state").and_then(|it| it.get("values")) {
        resource::of_values(values, &mut prior)?;
    }
    for it in prior {
        if it.mode == Mode::Data && !planned.contains(&it.address) {
            root.blocks.push(it.block(at));
        }
    }
    for it in gone {
        let action = root.changes.get(&it.address).map(|it| it.action);
        match action {
            Some(Action::Delete) => root.gone.push(it.block(at)),
            // It stays, although Terraform no longer knows of it.
            Some(Action::Forget) => root.blocks.push(it.block(at)),
            _ => {}
        }
    }
    Ok(())
}

fn block(
    at: &At<'_>,
    it: &Resource<'_>,
    change: Option<&Node>,
    configuration: &Configuration<'_>,
) -> Block {
    let mut block = Resource {
        values: None,
        ..it.clone()
    }
    .block(at);
    let scope = configuration.scope(&it.address);
    block.region = scope.region();
    if kinds::of(it.mode, it.kind).is_none() {
        return block;
    }
    let unknown = change.and_then(|it| it.get("after_unknown"));
    let merge = Merge {
        scope: &scope,
        values: it.values,
        unknown,
        expressions: scope.expressions(),
        around: None,
    };
    block.attributes.is = Is::Map(merge.entries());
    block
}

/// Three trees side by side: what is known, what is not, and what it refers to.
struct Merge<'m, 'd> {
    scope: &'m Scope<'m, 'd>,
    values: Option<&'d Node>,
    unknown: Option<&'d Node>,
    expressions: Option<&'d Node>,
    /// The expression that all of this is a part of, where there is but one.
    around: Option<&'d Node>,
}

/// A map by its keys.
type Keyed<'d> = BTreeMap<&'d str, &'d Node>;

fn keyed(tree: Option<&Node>) -> Keyed<'_> {
    let entries = tree.and_then(Node::entries).into_iter().flatten();
    entries.map(|it| (it.key.as_str(), &it.value)).collect()
}

impl<'d> Merge<'_, 'd> {
    fn entries(&self) -> Vec<(String, Value)> {
        let trees = [self.values, self.unknown, self.expressions].map(keyed);
        let [values, unknown, expressions] = &trees;
        let keys: BTreeSet<&str> = trees.iter().flat_map(|it| it.keys().copied()).collect();
        let found = keys.into_iter().filter_map(|key| {
            let get = |tree: &Keyed<'d>| tree.get(key).copied();
            let value = self.entry(key, get(values), get(unknown), get(expressions))?;
            (value.is != Is::Nothing).then(|| (key.to_owned(), value))
        });
        found.collect()
    }

    fn entry(
        &self,
        key: &str,
        value: Option<&'d Node>,
        unknown: Option<&'d Node>,
        expression: Option<&'d Node>,
    ) -> Option<Value> {
        let expression = expression.or(self.around);
        let written = value.filter(|it| it.value != Tree::Null);
        if is_true(unknown) {
            // Where nothing is written for it, AWS gives it.
            return expression.and_then(|it| self.scope.unknown(key, it));
        }
        match written {
            Some(value) => Some(self.value(key, value, unknown, expression)),
            None if value.is_some() || self.around.is_some() => None,
            // Plans of some tools do not say what is unknown.
            None => {
                let expression = expression?;
                match expression.get("constant_value") {
                    Some(constant) => Some(known(constant)),
                    None if expression.get("references").is_some() => {
                        self.scope.unknown(key, expression)
                    }
                    None => None,
                }
            }
        }
    }

    fn value(
        &self,
        key: &str,
        value: &'d Node,
        unknown: Option<&'d Node>,
        expression: Option<&'d Node>,
    ) -> Value {
        match &value.value {
            Tree::Map(_) => Value::new(
                value.place,
                Is::Map(self.part(value, unknown, expression).entries()),
            ),
            Tree::List(items) => {
                let item = |at: usize| {
                    let unknown = unknown.and_then(Node::items).and_then(|it| it.get(at));
                    let blocks = expression.and_then(Node::items);
                    let expression = match blocks {
                        Some(blocks) => blocks.get(at),
                        None => expression,
                    };
                    (unknown, expression)
                };
                let mut found: Vec<Value> = Vec::new();
                for (at, value) in items.iter().enumerate() {
                    let (unknown, expression) = item(at);
                    if is_true(unknown) || value.value == Tree::Null {
                        found.extend(expression.and_then(|it| self.scope.unknown(key, it)));
                    } else {
                        found.push(self.value(key, value, unknown, expression));
                    }
                }
                let all = unknown.and_then(Node::items).unwrap_or_default();
                for (at, rest) in all.iter().enumerate().skip(items.len()) {
                    if is_true(Some(rest)) {
                        let expression = item(at).1;
                        found.extend(expression.and_then(|it| self.scope.unknown(key, it)));
                    }
                }
                Value::new(value.place, Is::List(found))
            }
            Tree::Null | Tree::Text { .. } => known(value),
        }
    }

    /// A part of these trees. An expression for the whole is one for its parts.
    fn part(
        &self,
        value: &'d Node,
        unknown: Option<&'d Node>,
        expression: Option<&'d Node>,
    ) -> Self {
        let is_whole = |it: &&Node| it.get("references").is_some();
        Merge {
            scope: self.scope,
            values: Some(value),
            unknown,
            expressions: expression.filter(|it| !is_whole(it)),
            around: expression.filter(is_whole),
        }
    }
}

fn is_true(node: Option<&Node>) -> bool {
    node.and_then(Node::text) == Some("true")
}

/// What would be done, and what of it would be seen in the network.
fn change_of(it: &Resource<'_>, change: &Node) -> Result<Change, Bad> {
    let actions: Vec<&str> = resource::list(change, "actions")?
        .iter()
        .filter_map(Node::text)
        .collect();
    let action = match actions.as_slice() {
        ["create"] => Action::Create,
        ["read"] => Action::Read,
        ["update"] => Action::Update,
        ["delete"] => Action::Delete,
        ["forget"] => Action::Forget,
        ["no-op"] | [] => Action::None,
        [_, _] => Action::Replace,
        _ => {
            let place = change.get("actions").map_or(change.place, |it| it.place);
            return Err((
                place,
                say!(
                    "unknown actions: {}",
                    "未知のアクション: {}",
                    actions.join(", ")
                ),
            ));
        }
    };
    let before = change.get("before");
    let mut attributes = Vec::new();
    if matches!(action, Action::Update | Action::Replace)
        && let Some(kind) = kinds::of(it.mode, it.kind)
    {
        for name in kind.attributes() {
            let get = |tree: &str| change.get(tree).and_then(|it| it.get(name));
            let is_secret = ["before_sensitive", "after_sensitive"]
                .iter()
                .any(|tree| is_true(get(tree)));
            let (was, will) = (get("before"), get("after"));
            let text = |node: Option<&Node>| match node {
                _ if is_secret => Said::plain("(sensitive)"),
                Some(node) => shown(node),
                None => nothing(),
            };
            if is_true(get("after_unknown")) {
                attributes.push(say!(
                    "{}: {} -> known once applied",
                    "{}: {} -> 適用後に決まります",
                    name,
                    text(was)
                ));
            } else if was.map(brief).unwrap_or_default() != will.map(brief).unwrap_or_default() {
                attributes.push(say!(
                    "{}: {} -> {}",
                    "{}: {} -> {}",
                    name,
                    text(was),
                    text(will)
                ));
            }
        }
    }
    let id = before.and_then(|it| resource::text(it, "id"));
    let around = before.and_then(|it| AROUND.iter().find_map(|name| resource::text(it, name)));
    Ok(Change {
        action,
        attributes,
        id_before: id.map(str::to_owned),
        within: around.map(str::to_owned),
    })
}

/// A value in one short line, without what says nothing.
fn shown(node: &Node) -> Said {
    let text = brief(node);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Said::plain(format!("{}...", text.get(..end).unwrap_or_default())),
        None if text.is_empty() => nothing(),
        None => Said::plain(text),
    }
}

fn nothing() -> Said {
    say!("nothing", "なし")
}

fn brief(node: &Node) -> String {
    let joined = |items: Vec<String>, open: &str, close: &str| match items.is_empty() {
        true => String::new(),
        false => format!("{open}{}{close}", items.join(", ")),
    };
    match &node.value {
        Tree::Null => String::new(),
        Tree::Text { text, .. } => text.clone(),
        Tree::List(items) => {
            let items = items.iter().map(brief).filter(|it| !it.is_empty());
            joined(items.collect(), "[", "]")
        }
        Tree::Map(entries) => {
            let entries = entries.iter().filter_map(|entry| {
                let value = brief(&entry.value);
                let says = !value.is_empty() && value != "false";
                says.then(|| format!("{}: {value}", entry.key))
            });
            joined(entries.collect(), "{", "}")
        }
    }
}
