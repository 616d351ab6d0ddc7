//! Nested stacks: templates among the inputs that other templates of the inputs make stacks of.
//!
//! A nested template is found by its file name, the last part of `TemplateURL`; the CDK uploads it
//! under a name of its own, and says under `Metadata` which file that was. Each stack of it is
//! read on its own, with the values its parent passes, and is called `<parent>.<LogicalId>`: its
//! resources are `<parent>.<LogicalId>.<LogicalId>`. Such a template is no stack of its own then.

use super::condition::Truth;
use super::evaluate::World;
use super::loops;
use super::template::{Resource, Template};
use crate::bad_input::BadInput;
use crate::limits::MAX_STACKS;
use crate::said::say;
use crate::tree::{Node, Place};
use crate::value::{Is, Value};
use std::collections::BTreeMap;

/// The types that make a stack of a template, and where they say of which.
const KINDS: &[(&str, &str)] = &[
    ("AWS::CloudFormation::Stack", "TemplateURL"),
    ("AWS::Serverless::Application", "Location"),
];

/// Whether a resource of a type makes a stack of a template.
pub(super) fn makes_stacks(kind: &str) -> bool {
    KINDS.iter().any(|(its, _)| *its == kind)
}

/// Whose stack a nested one is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parent<'t> {
    /// The parent's place among the templates.
    template: usize,
    /// The resource of the parent.
    logical_id: &'t str,
    condition: Option<&'t str>,
    /// The list of the loop that makes the resource, where that is not known.
    of_loop: Option<&'t Node>,
    /// The values it passes.
    parameters: Option<&'t Node>,
}

impl<'t> World<'t> {
    /// Makes a stack for each use of a template that others nest, of the template as it is written
    /// for that stack where there is such a one.
    ///
    /// # Errors
    ///
    /// When one of those is no template.
    pub(crate) fn nest(&mut self, written: &'t BTreeMap<String, Node>) -> Result<(), BadInput> {
        let files: Vec<&str> = self.templates.iter().map(|it| base_name(it.file)).collect();
        let of_file = |name: &str| files.iter().position(|file| *file == name);
        let mut is_nested = vec![false; files.len()];
        for (at, template) in self.templates.iter().enumerate() {
            for (_, file) in self.nested_by(template) {
                if let Some(place) = of_file(&file).filter(|nested| *nested != at)
                    && let Some(is_nested) = is_nested.get_mut(place)
                {
                    *is_nested = true;
                }
            }
        }
        // Templates that only nest each other have no stack to begin with: each is one then.
        if is_nested.iter().all(|it| *it) || !is_nested.contains(&true) {
            return Ok(());
        }
        let given = std::mem::take(&mut self.templates);
        // Beside each stack, the templates it and its parents are of: none nests itself.
        let mut lines = Vec::new();
        for (at, template) in given.iter().enumerate() {
            if is_nested.get(at) == Some(&false) {
                self.templates.push(template.clone());
                lines.push(vec![at]);
            }
        }
        let mut next = 0;
        while let (Some(parent), Some(line)) = (self.templates.get(next), lines.get(next)) {
            let mut made = Vec::new();
            for (resource, file) in self.nested_by(parent) {
                let nested = of_file(&file).filter(|nested| !line.contains(nested));
                if let Some((nested, template)) = nested.and_then(|it| Some((it, given.get(it)?)))
                    && self.templates.len() + made.len() < MAX_STACKS
                {
                    let name = parent.id_of(resource.logical_id);
                    let mut stack = match written.get(&name) {
                        Some(root) => template.written(root)?,
                        None => template.clone(),
                    };
                    stack.stack = name;
                    // Nested stacks are made where their parents are.
                    if parent.environment.region.is_some() {
                        stack.environment = parent.environment.clone();
                    }
                    stack.parent = Some(Parent {
                        template: next,
                        logical_id: resource.logical_id,
                        condition: resource.condition,
                        of_loop: resource.of_loop,
                        parameters: resource.properties.and_then(|it| it.get("Parameters")),
                    });
                    made.push((stack, [line.as_slice(), &[nested]].concat()));
                }
            }
            for (stack, line) in made {
                self.templates.push(stack);
                lines.push(line);
            }
            next += 1;
        }
        for (at, template) in self.templates.iter_mut().enumerate() {
            template.index = at;
        }
        Ok(())
    }

    /// The resources of a template that make stacks, and the files they make them of.
    fn nested_by(&self, template: &Template<'t>) -> Vec<(Resource<'t>, String)> {
        let resources = template.resources.iter();
        resources
            .filter_map(|resource| {
                let (_, property) = KINDS.iter().find(|(kind, _)| *kind == resource.kind)?;
                if let Some(file) = asset(resource, property) {
                    return Some((*resource, base_name(file).to_owned()));
                }
                let address = resource.properties?.get(property)?;
                let address = match self.value(template, address).is {
                    Is::Text(text) => text,
                    // The bucket may be unknown; the file's name is told all the same.
                    Is::Unknown(unknown) => unknown.shown,
                    Is::Nothing | Is::List(_) | Is::Map(_) => return None,
                };
                Some((*resource, base_name(&address).to_owned()))
            })
            .collect()
    }

    /// The stack that a resource of a template makes, where its template is among the inputs.
    pub(super) fn stack_of(
        &self,
        template: &Template<'_>,
        logical_id: &str,
    ) -> Option<&Template<'t>> {
        self.searched(self.templates.len());
        self.templates.iter().find(|stack| {
            let parent = stack.parent.as_ref();
            parent.is_some_and(|it| it.template == template.index && it.logical_id == logical_id)
        })
    }

    /// Whether a stack is made: as far as its parents say.
    pub(super) fn is_made(&self, template: &Template<'_>) -> Truth {
        let Some(parent) = &template.parent else {
            return Truth::Yes;
        };
        let Some(above) = self.templates.get(parent.template) else {
            return Truth::Yes;
        };
        let own = match parent.condition {
            Some(condition) => self.condition(above, condition),
            None => Truth::Yes,
        };
        let own = match (own, parent.of_loop) {
            (Truth::Yes, Some(list)) => loops::unknown(self, above, list),
            (own, _) => own,
        };
        match own {
            Truth::Yes => self.is_made(above),
            other => other,
        }
    }

    /// The value a nested stack's parent passes for a parameter.
    pub(super) fn passed(&self, template: &Template<'_>, parameter: &str) -> Option<Value> {
        let parent = template.parent.as_ref()?;
        let above = self.templates.get(parent.template)?;
        let passed = parent.parameters?.get(parameter)?;
        Some(self.value(above, passed))
    }

    /// Whether a nested stack's parent passes a value for a parameter.
    pub(super) fn passes(&self, template: &Template<'_>, parameter: &str) -> bool {
        let passed = template.parent.as_ref().and_then(|it| it.parameters);
        passed.is_some_and(|it| it.get(parameter).is_some())
    }

    /// What a nested stack gives out under a name.
    pub(super) fn output(&self, stack: &Template<'_>, name: &str, place: Place) -> Value {
        match stack
            .outputs
            .get(name)
            .and_then(|output| output.get("Value"))
        {
            Some(value) => self.value(stack, value),
            None => {
                let why = say!(
                    "{} has no output {}",
                    "{} に出力 {} がありません",
                    stack.file,
                    name
                );
                let symbol = format!("{}.Outputs.{name}", stack.stack);
                Value::symbol(place, why, symbol, name)
            }
        }
    }
}

/// The file that the CDK uploads for a property of a resource.
/// <https://docs.aws.amazon.com/cdk/v2/guide/assets.html>
fn asset<'t>(resource: &Resource<'t>, property: &str) -> Option<&'t str> {
    let said = |key| resource.metadata?.get(key)?.text();
    said("aws:asset:property").filter(|its| *its == property)?;
    said("aws:asset:path")
}

/// The last part of an address or path, without a query.
fn base_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}
