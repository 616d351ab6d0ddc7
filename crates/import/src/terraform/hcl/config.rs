//! A module's configuration: the files of one folder, as Terraform puts them together.

use super::kind::Type;
use super::statement::Statement;
use super::syntax::{Attribute, Block, Body, Expression, Kind};
use super::value::Value;
use crate::bad_input::BadInput;
use crate::said::{Said, say};
use crate::tree::Place;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the files of a folder declare.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) variables: BTreeMap<Rc<str>, Variable>,
    pub(super) locals: BTreeMap<Rc<str>, Stated>,
    pub(super) outputs: BTreeMap<Rc<str>, Stated>,
    /// By `aws_vpc.main` and `data.aws_vpc.main`.
    pub(super) resources: BTreeMap<Rc<str>, Rc<Resource>>,
    pub(super) calls: BTreeMap<Rc<str>, Rc<Call>>,
    pub(super) providers: Vec<Provider>,
    pub(super) statements: Vec<Rc<Statement>>,
    /// Where its state is kept: `backend` with its type, and `cloud`.
    pub(super) backends: Vec<Backend>,
    /// What is listed, in the order of the texts.
    pub(super) order: Vec<Item>,
}

/// An expression and the file it stands in.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) file: Rc<str>,
    pub(super) place: Place,
    pub(super) value: Expression,
}

#[derive(Debug)]
pub(super) struct Variable {
    pub(super) file: Rc<str>,
    pub(super) place: Place,
    pub(super) kind: Type,
    pub(super) default: Option<Expression>,
    /// Whether `null` is a value of its own, not the default.
    pub(super) nullable: bool,
    pub(super) description: Option<String>,
    pub(super) sensitive: bool,
}

/// A `resource` or a `data` source.
#[derive(Debug)]
pub(super) struct Resource {
    /// `aws_vpc.main` or `data.aws_vpc.main`.
    pub(super) address: Rc<str>,
    pub(super) is_data: bool,
    pub(super) kind: Rc<str>,
    pub(super) file: Rc<str>,
    pub(super) place: Place,
    pub(super) body: Body,
}

/// A call of a module.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: Rc<str>,
    pub(super) file: Rc<str>,
    pub(super) place: Place,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) struct Backend {
    pub(super) kind: Rc<str>,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) struct Provider {
    pub(super) name: Rc<str>,
    pub(super) alias: Option<Rc<str>>,
    pub(super) file: Rc<str>,
    pub(super) body: Body,
}

/// What is listed of a module.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Resource(Rc<Resource>),
    Call(Rc<Call>),
    Statement(Rc<Statement>),
}

impl Backend {
    fn of(block: Block) -> Option<Self> {
        let kind = match &*block.kind {
            "backend" => Rc::clone(block.labels.first()?),
            // Its successor, whose states are the same.
            "cloud" => "remote".into(),
            _ => return None,
        };
        let body = block.body;
        Some(Self { kind, body })
    }
}

impl Config {
    /// Puts the files of a folder together. Override files come last.
    ///
    /// # Errors
    ///
    /// When a block lacks its labels, or something is declared twice.
    pub(super) fn of(files: Vec<(Rc<str>, Body)>) -> Result<Self, BadInput> {
        let mut blocks: Vec<(Rc<str>, Block)> = Vec::new();
        let mut overrides = Vec::new();
        for (file, body) in files {
            if let Some(attribute) = body.attributes.first() {
                let message = say!(
                    "{} must stand in a block",
                    "{} はブロックの中に書く必要があります",
                    attribute.name
                );
                return Err(BadInput::at(&file, attribute.place, message));
            }
            let into = match is_override(&file) {
                true => &mut overrides,
                false => &mut blocks,
            };
            into.extend(body.blocks.into_iter().map(|it| (Rc::clone(&file), it)));
        }
        for (_, block) in overrides {
            let is_same = |(_, it): &&mut (Rc<str>, Block)| {
                it.kind == block.kind
                    && it.labels == block.labels
                    && (&*it.kind != "provider" || alias(it) == alias(&block))
            };
            if &*block.kind == "locals" {
                let all = blocks.iter_mut().filter(|(_, it)| &*it.kind == "locals");
                let mut bodies: Vec<&mut Body> = all.map(|(_, it)| &mut it.body).collect();
                for attribute in block.body.attributes {
                    let old = bodies.iter_mut().find_map(|body| {
                        let mut all = body.attributes.iter_mut();
                        all.find(|it| it.name == attribute.name)
                    });
                    if let Some(old) = old {
                        *old = attribute;
                    }
                }
            } else if let Some((_, original)) = blocks.iter_mut().find(is_same) {
                override_body(&mut original.body, block.body);
            }
        }
        let mut config = Self::default();
        for (file, block) in blocks {
            config.take(&file, block)?;
        }
        Ok(config)
    }

    fn take(&mut self, file: &Rc<str>, block: Block) -> Result<(), BadInput> {
        let file = Rc::clone(file);
        let place = block.place;
        let bad = |message: Said| Err(BadInput::at(&file, place, message));
        let twice = |what: &str| {
            bad(say!(
                "{} is declared twice",
                "{} が 2 回宣言されています",
                what
            ))
        };
        match (&*block.kind, block.labels.as_slice()) {
            ("resource" | "data" | "ephemeral", [kind, name]) => {
                let kind = Rc::clone(kind);
                let is_data = &*block.kind != "resource";
                let address: Rc<str> = match &*block.kind {
                    "resource" => format!("{kind}.{name}"),
                    prefix => format!("{prefix}.{kind}.{name}"),
                }
                .into();
                if self.resources.contains_key(&address) {
                    return twice(&address);
                }
                let resource = Rc::new(Resource {
                    address: Rc::clone(&address),
                    is_data,
                    kind,
                    file,
                    place,
                    body: block.body,
                });
                self.order.push(Item::Resource(Rc::clone(&resource)));
                self.resources.insert(address, resource);
            }
            ("module", [name]) => {
                let name = Rc::clone(name);
                if self.calls.contains_key(&name) {
                    return twice(&format!("module.{name}"));
                }
                let call = Rc::new(Call {
                    name: Rc::clone(&name),
                    file,
                    place,
                    body: block.body,
                });
                self.order.push(Item::Call(Rc::clone(&call)));
                self.calls.insert(name, call);
            }
            ("variable", [name]) => {
                let variable = variable(&file, &block)?;
                if self.variables.insert(Rc::clone(name), variable).is_some() {
                    return twice(&format!("var.{name}"));
                }
            }
            ("output", [name]) => {
                if let Some(attribute) = block.body.attributes.into_iter().find(is_value) {
                    self.outputs
                        .insert(Rc::clone(name), stated(&file, attribute));
                }
            }
            ("provider", [name]) => self.providers.push(Provider {
                name: Rc::clone(name),
                alias: alias(&block),
                file,
                body: block.body,
            }),
            ("locals", []) => {
                for attribute in block.body.attributes {
                    let name = Rc::clone(&attribute.name);
                    if self
                        .locals
                        .insert(Rc::clone(&name), stated(&file, attribute))
                        .is_some()
                    {
                        return twice(&format!("local.{name}"));
                    }
                }
            }
            ("resource" | "data" | "ephemeral", _) => {
                return bad(say!(
                    "{} needs a type and a name",
                    "{} には型と名前が必要です",
                    block.kind
                ));
            }
            ("module" | "variable" | "output" | "provider", _) => {
                return bad(say!(
                    "{} needs one name",
                    "{} には名前が 1 つ必要です",
                    block.kind
                ));
            }
            ("check" | "moved" | "import" | "removed", labels) => {
                let name = labels.first().map(Rc::clone);
                let mut body = block.body;
                // A check may look something up for itself.
                let lookups = std::mem::take(&mut body.blocks);
                for inner in lookups.into_iter().filter(|it| &*it.kind == "data") {
                    self.take(&file, inner)?;
                }
                let statement = Rc::new(Statement {
                    kind: block.kind,
                    name,
                    file,
                    place,
                    body,
                });
                self.order.push(Item::Statement(Rc::clone(&statement)));
                self.statements.push(statement);
            }
            // Of the network `terraform` says no more than where others find what is kept of it.
            ("terraform", _) => {
                let backends = block.body.blocks.into_iter();
                self.backends.extend(backends.filter_map(Backend::of));
            }
            ("locals", _) => {}
            (kind, _) => {
                return bad(say!(
                    "no block is called {}",
                    "{} というブロックはありません",
                    kind
                ));
            }
        }
        Ok(())
    }
}

fn is_value(attribute: &Attribute) -> bool {
    &*attribute.name == "value"
}

fn stated(file: &Rc<str>, attribute: Attribute) -> Stated {
    Stated {
        file: Rc::clone(file),
        place: attribute.place,
        value: attribute.value,
    }
}

/// `override.tf`, `a_override.tf` and the same as JSON.
fn is_override(file: &str) -> bool {
    let name = super::path::file_name(file);
    let stem = name.split('.').next().unwrap_or_default();
    stem == "override" || stem.ends_with("_override")
}

/// What an override says replaces what it overrides: an attribute by its name, blocks by kind.
fn override_body(original: &mut Body, by: Body) {
    for attribute in by.attributes {
        match original
            .attributes
            .iter_mut()
            .find(|it| it.name == attribute.name)
        {
            Some(old) => *old = attribute,
            None => original.attributes.push(attribute),
        }
    }
    let kinds: Vec<Rc<str>> = by.blocks.iter().map(|it| Rc::clone(&it.kind)).collect();
    original.blocks.retain(|it| !kinds.contains(&it.kind));
    original.blocks.extend(by.blocks);
}

fn alias(block: &Block) -> Option<Rc<str>> {
    literal(&block.body, "alias")
}

/// An attribute that is a plain text.
pub(super) fn literal(body: &Body, name: &str) -> Option<Rc<str>> {
    match &body.attribute(name)?.value.is {
        Kind::Literal(Value::Text(text)) => Some(Rc::clone(text)),
        _ => None,
    }
}

fn variable(file: &Rc<str>, block: &Block) -> Result<Variable, BadInput> {
    let truth = |name: &str| match block.body.attribute(name).map(|it| &it.value.is) {
        Some(Kind::Literal(Value::Bool(truth))) => Some(*truth),
        _ => None,
    };
    let kind = match block.body.attribute("type") {
        None => Type::Any,
        Some(attribute) => Type::read(&attribute.value)
            .map_err(|why| BadInput::at(file, attribute.value.place, why))?,
    };
    let description = literal(&block.body, "description");
    Ok(Variable {
        file: Rc::clone(file),
        place: block.place,
        kind,
        default: block.body.attribute("default").map(|it| it.value.clone()),
        nullable: truth("nullable").unwrap_or(true),
        description: description.map(|it| (*it).to_owned()),
        sensitive: truth("sensitive").unwrap_or(false),
    })
}
