//! How attributes are copied: the topology is spelled as Terraform spells it, so a resource type
//! is mostly a list of names.

/// An attribute: what it is called, what it holds, and what the topology calls it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Its name in Terraform.
    pub(super) from: &'static str,
    /// Its name in the topology.
    pub(super) to: &'static str,
    /// What it holds.
    pub(super) shape: Shape,
}

/// What an attribute holds. An empty text is as if it were not there, as the provider has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// A text.
    Text,
    /// A text nothing rests on: what is unknown in it stays readable.
    Label,
    /// `true` or `false`.
    Truth,
    /// The same, where unsaid and unknown differ.
    Setting,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// A range, made canonical.
    Range,
    /// An address.
    Address,
    /// An IPv4 address.
    AddressV4,
    /// The id of a resource of one of these kinds of the topology; any where the list is empty.
    Id(&'static [&'static str]),
    /// The same, left out where no such resource is among the inputs: AWS made it unasked.
    Held(&'static [&'static str]),
    /// JSON as a text.
    Json,
    /// Texts by key.
    Tags,
    /// A list; a lone value is a list of one.
    List(&'static Self),
    /// A nested block that stands at most once.
    Part(&'static [Field]),
    /// Nested blocks.
    Parts(&'static [Field]),
}

impl Field {
    const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            from: name,
            to: name,
            shape,
        }
    }

    /// The same under another name in the topology.
    pub(super) const fn to(self, name: &'static str) -> Self {
        Self { to: name, ..self }
    }
}

pub(super) const fn text(name: &'static str) -> Field {
    Field::new(name, Shape::Text)
}

pub(super) const fn texts(name: &'static str) -> Field {
    Field::new(name, Shape::List(&Shape::Text))
}

pub(super) const fn label(name: &'static str) -> Field {
    Field::new(name, Shape::Label)
}

pub(super) const fn truth(name: &'static str) -> Field {
    Field::new(name, Shape::Truth)
}

pub(super) const fn setting(name: &'static str) -> Field {
    Field::new(name, Shape::Setting)
}

/// A number that is counted with.
pub(super) const fn number(name: &'static str) -> Field {
    Field::new(name, Shape::Number(0, i32::MAX as i64))
}

/// A port.
pub(super) const fn port(name: &'static str) -> Field {
    Field::new(name, Shape::Number(0, 65_535))
}

/// An end of a range of ports, or a type of ICMP; -1 is all.
pub(super) const fn port_or_all(name: &'static str) -> Field {
    Field::new(name, Shape::Number(-1, 65_535))
}

pub(super) const fn range(name: &'static str) -> Field {
    Field::new(name, Shape::Range)
}

pub(super) const fn ranges(name: &'static str) -> Field {
    Field::new(name, Shape::List(&Shape::Range))
}

pub(super) const fn address(name: &'static str) -> Field {
    Field::new(name, Shape::Address)
}

/// A public address.
pub(super) const fn public(name: &'static str) -> Field {
    Field::new(name, Shape::AddressV4)
}

pub(super) const fn addresses(name: &'static str) -> Field {
    Field::new(name, Shape::List(&Shape::Address))
}

pub(super) const fn id(name: &'static str, kinds: &'static [&'static str]) -> Field {
    Field::new(name, Shape::Id(kinds))
}

pub(super) const fn held(name: &'static str, kinds: &'static [&'static str]) -> Field {
    Field::new(name, Shape::Held(kinds))
}

/// A list of ids or of other values.
pub(super) const fn list(name: &'static str, of: &'static Shape) -> Field {
    Field::new(name, Shape::List(of))
}

pub(super) const fn json(name: &'static str) -> Field {
    Field::new(name, Shape::Json)
}

pub(super) const fn tags() -> Field {
    Field::new("tags", Shape::Tags)
}

pub(super) const fn part(name: &'static str, fields: &'static [Field]) -> Field {
    Field::new(name, Shape::Part(fields))
}

pub(super) const fn parts(name: &'static str, fields: &'static [Field]) -> Field {
    Field::new(name, Shape::Parts(fields))
}
