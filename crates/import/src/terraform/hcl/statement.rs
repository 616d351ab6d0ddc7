//! Blocks that say how the state goes along with the configuration, and what is to hold: `moved`,
//! `import`, `removed` and `check`. They are listed, and an `import` says a resource's id.

use super::evaluate::Scope;
use super::syntax::{Body, Expression, Kind};
use super::value::Value;
use super::world::{Module, World};
use crate::report::Class;
use crate::said::{Said, say};
use crate::terraform::block::Root;
use crate::tree::Place;
use crate::value::{Is, Value as Found};
use std::rc::Rc;

/// A block that makes no resource.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) kind: Rc<str>,
    /// Of a `check`.
    pub(super) name: Option<Rc<str>>,
    pub(super) file: Rc<str>,
    pub(super) place: Place,
    pub(super) body: Body,
}

impl Statement {
    /// The address that an attribute names.
    fn address(&self, attribute: &str) -> Option<String> {
        address_of(&self.body.attribute(attribute)?.value)
    }

    /// What it is about, and what it says.
    fn told(&self) -> (String, Said) {
        let of = |attribute| self.address(attribute).unwrap_or_default();
        match &*self.kind {
            "moved" => (
                of("from"),
                say!(
                    "says that {} is called {} from now on",
                    "{} の名前が {} に変わることを示します",
                    of("from"),
                    of("to")
                ),
            ),
            "import" => (
                of("to"),
                say!(
                    "says that {} is there already",
                    "{} が既に存在することを示します",
                    of("to")
                ),
            ),
            "removed" => (
                of("from"),
                say!(
                    "says that {} is not managed here any more",
                    "{} を管理対象から外すことを示します",
                    of("from")
                ),
            ),
            _ => (
                self.name.as_deref().unwrap_or_default().to_owned(),
                say!(
                    "checks something and makes nothing",
                    "検査のみで、リソースは作りません"
                ),
            ),
        }
    }
}

impl World<'_> {
    pub(super) fn list_statement(&self, module: &Module, statement: &Statement, root: &mut Root) {
        let (what, why) = statement.told();
        let id = module.address(&format!("{}.{what}", statement.kind));
        let spot = (&*statement.file, statement.place);
        let mut listed = super::listed(id, &statement.kind, spot, why);
        listed.class = Class::Ignored;
        root.others.push(listed);
    }

    /// The id in AWS that an `import` block gives the resource of an address.
    pub(super) fn imported_id(&self, address: &str) -> Option<Found> {
        let root = self.module(0)?;
        let mut imports = root
            .config
            .statements
            .iter()
            .filter(|it| &*it.kind == "import");
        let import = imports.find(|it| it.address("to").as_deref() == Some(address))?;
        let scope = Scope::of(&root, &import.file);
        let id = import.body.attribute("id")?;
        match self.value(scope, &id.value).ok()? {
            Value::Text(text) => Some(Found::new(id.place, Is::Text((*text).to_owned()))),
            _ => None,
        }
    }
}

/// `module.a["x"].aws_vpc.main[0]`
fn address_of(expression: &Expression) -> Option<String> {
    match &expression.is {
        Kind::Name(name) => Some((**name).to_owned()),
        Kind::Attribute(of, name) => Some(format!("{}.{name}", address_of(of)?)),
        Kind::Index(of, key) => match &key.is {
            Kind::Literal(Value::Text(key)) => Some(format!("{}[\"{key}\"]", address_of(of)?)),
            Kind::Literal(Value::Number(key)) => Some(format!("{}[{key}]", address_of(of)?)),
            _ => None,
        },
        // As JSON has it.
        Kind::Literal(Value::Text(address)) => Some((**address).to_owned()),
        _ => None,
    }
}
