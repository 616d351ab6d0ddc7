//! The sections of a template, checked for their shape.

use super::environment::Environment;
use super::loops;
use super::nested::Parent;
use crate::bad_input::BadInput;
use crate::said::{Said, say};
use crate::source::Source;
use crate::tree::{Entry, Node, Place, Value};
use std::collections::BTreeMap;

/// A template: its sections by name, its resources in the order of the text.
#[derive(Clone, Debug)]
pub(crate) struct Template<'t> {
    pub(crate) file: &'t str,
    pub(crate) stack: String,
    /// Everything it says.
    pub(super) root: &'t Node,
    /// Where its stack is made.
    pub(super) environment: Environment,
    /// Its place among the templates of the import.
    pub(super) index: usize,
    /// Whose nested stack it is.
    pub(super) parent: Option<Parent<'t>>,
    /// The length of the text.
    pub(crate) bytes: usize,
    pub(crate) parameters: BTreeMap<&'t str, &'t Node>,
    /// The parameters as written, with their places.
    pub(crate) asks: &'t [Entry],
    pub(crate) mappings: BTreeMap<&'t str, &'t Node>,
    pub(crate) conditions: BTreeMap<&'t str, &'t Node>,
    pub(crate) outputs: BTreeMap<&'t str, &'t Node>,
    pub(crate) resources: Vec<Resource<'t>>,
    /// The identifiers of loops over lists that are not known.
    pub(super) identifiers: Vec<&'t str>,
    by_logical_id: BTreeMap<&'t str, usize>,
}

/// A resource as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resource<'t> {
    pub(crate) logical_id: &'t str,
    pub(crate) place: Place,
    pub(crate) kind: &'t str,
    pub(crate) condition: Option<&'t str>,
    pub(crate) properties: Option<&'t Node>,
    pub(super) metadata: Option<&'t Node>,
    /// The list of the loop that makes it, where that is not known.
    pub(super) of_loop: Option<&'t Node>,
}

/// Whether a text is a template: it says so, or has a map of resources with types.
#[must_use]
pub fn looks_like_one(root: &Node) -> bool {
    if root.get("AWSTemplateFormatVersion").is_some() {
        return true;
    }
    match root.get("Resources") {
        None => false,
        Some(resources) => resources.items().is_none() || root.get("Transform").is_some(),
    }
}

impl<'t> Template<'t> {
    /// Reads the sections.
    ///
    /// # Errors
    ///
    /// When one is not of the shape CloudFormation asks for.
    pub(crate) fn read(source: &'t Source, root: &'t Node) -> Result<Self, BadInput> {
        let stack = source.stack_name().to_owned();
        Self::of(&source.name, stack, source.text.len(), root)
    }

    /// The same template with its loops written out.
    pub(super) fn written(&self, root: &'t Node) -> Result<Self, BadInput> {
        Self::of(self.file, self.stack.clone(), self.bytes, root)
    }

    fn of(file: &'t str, stack: String, bytes: usize, root: &'t Node) -> Result<Self, BadInput> {
        let mut template = Self {
            file,
            stack,
            root,
            environment: Environment::default(),
            index: 0,
            parent: None,
            bytes,
            parameters: section(file, root, "Parameters")?,
            asks: root
                .get("Parameters")
                .and_then(Node::entries)
                .unwrap_or_default(),
            mappings: section(file, root, "Mappings")?,
            conditions: section(file, root, "Conditions")?,
            outputs: section(file, root, "Outputs")?,
            resources: Vec::new(),
            identifiers: Vec::new(),
            by_logical_id: BTreeMap::new(),
        };
        let Some(resources) = root.get("Resources") else {
            return Err(BadInput::at(
                file,
                root.place,
                say!(
                    "the template has no Resources",
                    "テンプレートに Resources がありません"
                ),
            ));
        };
        for entry in entries(file, &Said::plain("Resources"), resources)? {
            template.add(entry, None)?;
        }
        for parameter in template.parameters.values() {
            entries(file, &say!("a parameter", "パラメーター"), parameter)?;
        }
        Ok(template)
    }

    /// Adds a resource, or those a loop makes of each item of a list.
    fn add(&mut self, entry: &'t Entry, of_loop: Option<&'t Node>) -> Result<(), BadInput> {
        if let Some((identifier, list, body)) = loops::parts(entry) {
            self.identifiers.push(identifier);
            for entry in body {
                self.add(entry, of_loop.or(Some(list)))?;
            }
            return Ok(());
        }
        let resource = resource(self.file, entry, of_loop)?;
        self.by_logical_id
            .insert(resource.logical_id, self.resources.len());
        self.resources.push(resource);
        Ok(())
    }

    /// The resource of a logical id.
    pub(crate) fn resource(&self, logical_id: &str) -> Option<&Resource<'t>> {
        self.resources.get(*self.by_logical_id.get(logical_id)?)
    }

    /// The id of a resource in the topology.
    pub(crate) fn id_of(&self, logical_id: &str) -> String {
        format!("{}.{logical_id}", self.stack)
    }
}

fn section<'t>(
    file: &str,
    root: &'t Node,
    name: &str,
) -> Result<BTreeMap<&'t str, &'t Node>, BadInput> {
    let Some(node) = root.get(name) else {
        return Ok(BTreeMap::new());
    };
    Ok(entries(file, &Said::plain(name), node)?
        .iter()
        .map(|entry| (entry.key.as_str(), &entry.value))
        .collect())
}

/// The entries of what must be a map; nothing is an empty one.
fn entries<'t>(file: &str, what: &Said, node: &'t Node) -> Result<&'t [Entry], BadInput> {
    match &node.value {
        Value::Map(entries) => Ok(entries),
        Value::Null => Ok(&[]),
        Value::Text { .. } | Value::List(_) => Err(BadInput::at(
            file,
            node.place,
            say!(
                "{} must be a map, not {}",
                "{} は{}ではなくマップでなければなりません",
                what,
                node.what()
            ),
        )),
    }
}

fn resource<'t>(
    file: &str,
    entry: &'t Entry,
    of_loop: Option<&'t Node>,
) -> Result<Resource<'t>, BadInput> {
    let logical_id = entry.key.as_str();
    // A loop or a macro in place of a resource has no type of its own.
    if logical_id.starts_with("Fn::") {
        let kind = logical_id
            .splitn(3, "::")
            .take(2)
            .map(str::len)
            .sum::<usize>()
            + 2;
        return Ok(Resource {
            logical_id,
            place: entry.place,
            kind: logical_id.get(..kind).unwrap_or(logical_id),
            condition: None,
            properties: Some(&entry.value),
            metadata: None,
            of_loop,
        });
    }
    entries(
        file,
        &say!("the resource {}", "リソース {}", logical_id),
        &entry.value,
    )?;
    let Some(kind) = entry.value.get("Type") else {
        return Err(BadInput::at(
            file,
            entry.place,
            say!(
                "the resource {} has no Type",
                "リソース {} に Type がありません",
                logical_id
            ),
        ));
    };
    let text = |node: &'t Node, what: &str| {
        node.text().ok_or_else(|| {
            BadInput::at(
                file,
                node.place,
                say!(
                    "{} of {} must be a text, not {}",
                    "{1} の {0} は{2}ではなく文字列でなければなりません",
                    what,
                    logical_id,
                    node.what()
                ),
            )
        })
    };
    let properties = entry.value.get("Properties");
    if let Some(properties) = properties {
        entries(
            file,
            &say!("Properties of {}", "{} の Properties", logical_id),
            properties,
        )?;
    }
    let condition = entry.value.get("Condition");
    Ok(Resource {
        logical_id,
        place: entry.place,
        kind: text(kind, "Type")?,
        condition: condition.map(|node| text(node, "Condition")).transpose()?,
        properties,
        metadata: entry.value.get("Metadata"),
        of_loop,
    })
}
