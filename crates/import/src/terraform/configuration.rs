//! The configuration that a plan carries: which expressions refer to what.
//!
//! Only the names that an expression mentions are there, not the expression, and nothing of local
//! values. A name is followed through variables to the caller of a module, and through outputs
//! into a module, until it is a resource.

use super::mention::{Found, most_exact, names_in};
use super::path::{index_of, module_of, parent_of, split, without_index, without_indexes};
use super::resource::{self, Bad};
use crate::limits::{ITEMS_A_STEP, MAX_CALLS, MAX_STEPS};
use crate::said::say;
use crate::tree::Node;
use crate::value::{Is, Refers, Unknown, Value};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The configuration of a plan.
#[derive(Debug)]
pub(super) struct Configuration<'d> {
    /// Modules by their names, without indexes: `module.a.module.b`; the root's is empty.
    modules: BTreeMap<String, Module<'d>>,
    /// Regions of provider configurations by their keys.
    regions: BTreeMap<&'d str, String>,
    /// The addresses of all modules there are, with their indexes.
    instances: BTreeSet<String>,
    /// The addresses of all resources there are.
    planned: &'d BTreeSet<String>,
    steps: Cell<usize>,
}

#[derive(Debug)]
struct Module<'d> {
    node: &'d Node,
    resources: BTreeMap<&'d str, &'d Node>,
}

/// A resource instance, or a call of a module, in its module.
#[derive(Clone, Debug)]
pub(super) struct Scope<'c, 'd> {
    configuration: &'c Configuration<'d>,
    address: String,
    /// What is written for it.
    node: Option<&'d Node>,
}

impl<'d> Configuration<'d> {
    pub(super) fn of(document: &'d Node, planned: &'d BTreeSet<String>) -> Result<Self, Bad> {
        let mut modules = BTreeMap::new();
        let configuration = document.get("configuration");
        if let Some(root) = configuration.and_then(|it| it.get("root_module")) {
            collect(root, String::new(), &mut modules)?;
        }
        let mut regions = BTreeMap::new();
        let providers = configuration.and_then(|it| it.get("provider_config"));
        for entry in providers.and_then(Node::entries).into_iter().flatten() {
            let region = entry
                .value
                .get("expressions")
                .and_then(|it| it.get("region"));
            if let Some(region) = region.and_then(|it| region_of(document, it)) {
                regions.insert(entry.key.as_str(), region);
            }
        }
        let mut instances = BTreeSet::new();
        for address in planned {
            let mut module = module_of(address);
            while !module.is_empty() && instances.insert(module.to_owned()) {
                module = parent_of(module).0;
            }
        }
        Ok(Self {
            modules,
            regions,
            instances,
            planned,
            steps: Cell::new(0),
        })
    }

    /// Counts a map that was looked through.
    fn searched(&self, map: &Node) {
        let items = map.entries().map_or(0, <[_]>::len);
        self.steps.set(self.steps.get() + items / ITEMS_A_STEP);
    }

    /// What is written for a resource.
    pub(super) fn scope(&self, address: &str) -> Scope<'_, 'd> {
        let module = module_of(address);
        let own = address.get(module.len()..).unwrap_or_default();
        let own = own.trim_start_matches('.');
        let index = index_of(own).map_or(0, |index| index.len() + 2);
        let bare = own.get(..own.len() - index).unwrap_or(own);
        let written = self.modules.get(&without_indexes(module));
        Scope {
            configuration: self,
            address: address.to_owned(),
            node: written.and_then(|it| it.resources.get(bare)).copied(),
        }
    }
}

fn collect<'d>(
    node: &'d Node,
    name: String,
    modules: &mut BTreeMap<String, Module<'d>>,
) -> Result<(), Bad> {
    let mut resources = BTreeMap::new();
    for it in resource::list(node, "resources")? {
        resources.insert(resource::needed(it, "address")?, it);
    }
    for call in resource::map(node, "module_calls")? {
        if let Some(module) = call.value.get("module") {
            let dot = if name.is_empty() { "" } else { "." };
            collect(module, format!("{name}{dot}module.{}", call.key), modules)?;
        }
    }
    modules.insert(name, Module { node, resources });
    Ok(())
}

/// The Region of a provider: written, or a variable of the root module.
fn region_of(document: &Node, expression: &Node) -> Option<String> {
    let written = expression.get("constant_value").and_then(Node::text);
    let variable = || {
        let names = expression.get("references").and_then(Node::items)?;
        let name = names.first()?.text()?.strip_prefix("var.")?;
        document.get("variables")?.get(name)?.get("value")?.text()
    };
    let region = written.or_else(variable)?;
    net::service::is_region(region).then(|| region.to_owned())
}

impl<'d> Scope<'_, 'd> {
    /// What is written for its attributes.
    pub(super) fn expressions(&self) -> Option<&'d Node> {
        self.node?.get("expressions")
    }

    /// The Region of its provider.
    pub(super) fn region(&self) -> Option<String> {
        let key = resource::text(self.node?, "provider_config_key")?;
        self.configuration.regions.get(key).cloned()
    }

    /// A value that is only known once the plan is applied. Where its expression leads to no
    /// resource, everything in it is known, so it gave nothing, and AWS gives the value.
    pub(super) fn unknown(&self, attribute: &str, expression: &Node) -> Option<Value> {
        let mut found = Found::default();
        self.follow(&names_in(expression), &mut found, 0);
        if found.references.is_empty() {
            return None;
        }
        let shown: Vec<String> = found
            .references
            .iter()
            .filter(|it| !it.attribute.is_empty() || it.address.contains('.'))
            .map(ToString::to_string)
            .collect();
        let why = match (&found.local, shown.as_slice()) {
            (Some(local), _) => say!(
                "only known once the plan is applied: made of {}, which a plan does not explain",
                "適用後に決まります: {0} から作られますが、プランには {0} の内容がありません",
                local
            ),
            (None, some) => say!(
                "only known once the plan is applied: {}",
                "適用後に決まります: {}",
                some.join(", ")
            ),
        };
        let symbol = match found.references.as_slice() {
            [one] if found.local.is_none() => one.to_string(),
            _ => format!("{}.{attribute}", self.address),
        };
        let unknown = Unknown {
            why,
            shown: format!("${{{symbol}}}"),
            symbol: Some(symbol),
            refers: Refers::Among(found.references),
        };
        Some(Value::new(expression.place, Is::Unknown(unknown)))
    }

    /// Where names lead from here.
    fn follow(&self, names: &[&str], found: &mut Found, calls: usize) {
        let configuration = self.configuration;
        for name in most_exact(names) {
            let steps = configuration.steps.get() + 1;
            configuration.steps.set(steps);
            if calls > MAX_CALLS || steps > MAX_STEPS {
                return;
            }
            let module = module_of(&self.address);
            let (first, rest) = split(name);
            match first {
                "count" | "path" | "terraform" | "self" => {}
                "each" => {
                    // What it iterates over, of which it has one.
                    let each = self.node.and_then(|it| it.get("for_each_expression"));
                    if let (Some(each), true) = (each, rest.starts_with("value")) {
                        self.follow(&names_in(each), found, calls + 1);
                    }
                }
                "local" => {
                    found.local = Some(name.to_owned());
                    found.push(module.to_owned(), "");
                }
                "var" => {
                    let (variable, index) = without_index(split(rest).0);
                    if let Some((call, expression)) = self.caller(module, variable) {
                        let from = found.references.len();
                        call.follow(&names_in(expression), found, calls + 1);
                        found.pick(from, index, configuration.planned);
                    }
                }
                "module" => self.follow_output(module, rest, names, found, calls),
                _ => {
                    let (kind, rest) = match first {
                        "data" => {
                            let (kind, rest) = split(rest);
                            (format!("data.{kind}"), rest)
                        }
                        kind => (kind.to_owned(), rest),
                    };
                    let (name, attribute) = split(rest);
                    let dot = if module.is_empty() { "" } else { "." };
                    let bare = format!("{module}{dot}{kind}.{name}");
                    found.push(bare, attribute);
                }
            }
        }
    }

    /// The call of this module, and what it gives a variable.
    fn caller(&self, module: &str, variable: &str) -> Option<(Self, &'d Node)> {
        let (parent, call) = parent_of(module);
        let name = call.strip_prefix("module.")?;
        let name = name.split('[').next().unwrap_or(name);
        let written = self.configuration.modules.get(&without_indexes(parent))?;
        let calls = written.node.get("module_calls")?;
        self.configuration.searched(calls);
        let call = calls.get(name)?;
        let expressions = call.get("expressions")?;
        self.configuration.searched(expressions);
        let expression = expressions.get(variable)?;
        let scope = Scope {
            configuration: self.configuration,
            address: module.to_owned(),
            node: Some(call),
        };
        Some((scope.in_parent(parent), expression))
    }

    /// A call stands in the module that makes it: an address there, with the index of the call.
    fn in_parent(self, parent: &str) -> Self {
        let dot = if parent.is_empty() { "" } else { "." };
        let index = index_of(&self.address).map(|it| format!("[{it}]"));
        let address = format!("{parent}{dot}call.of{}", index.unwrap_or_default());
        Self { address, ..self }
    }

    /// An output of a module called here.
    fn follow_output(
        &self,
        module: &str,
        rest: &str,
        names: &[&str],
        found: &mut Found,
        calls: usize,
    ) {
        let configuration = self.configuration;
        let (call, rest) = split(rest);
        let (output, index) = without_index(split(rest).0);
        let dot = if module.is_empty() { "" } else { "." };
        let child = format!("{module}{dot}module.{call}");
        let written = configuration.modules.get(&without_indexes(&child));
        let expression = written.and_then(|it| {
            let outputs = it.node.get("outputs")?;
            configuration.searched(outputs);
            outputs.get(output)?.get("expression")
        });
        let Some(expression) = expression else {
            return;
        };
        // Without an index all instances of the module are meant, or the one with the own index.
        let mut children: Vec<String> = Vec::new();
        if configuration.instances.contains(&child) || child.ends_with(']') {
            children.push(child);
        } else {
            let opened = format!("{child}[");
            let all = configuration.instances.range(opened.clone()..);
            let all = all.take_while(|it| it.starts_with(&opened));
            children.extend(all.filter(|it| parent_of(it).0 == module).cloned());
            let own = index_of(&self.address).map(|index| format!("{opened}{index}]"));
            let by_index = names
                .iter()
                .any(|it| it.starts_with("each.") || it.starts_with("count."));
            if let Some(own) = own.filter(|it| by_index && children.contains(it)) {
                children = vec![own];
            }
        }
        for child in children {
            let scope = Scope {
                configuration,
                address: format!("{child}.output.{output}"),
                node: None,
            };
            let from = found.references.len();
            scope.follow(&names_in(expression), found, calls + 1);
            found.pick(from, index, configuration.planned);
        }
    }
}
