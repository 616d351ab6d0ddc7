//! What a text of HCL says, before anything is worked out.

use super::value::Value;
use crate::tree::Place;
use std::rc::Rc;

/// The inside of a file or a block: attributes and blocks in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    pub(super) attributes: Vec<Attribute>,
    pub(super) blocks: Vec<Block>,
}

/// `name = value`
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: Rc<str>,
    pub(super) place: Place,
    pub(super) value: Expression,
}

/// `kind "label" "label" { ... }`
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Rc<str>,
    pub(super) labels: Vec<Rc<str>>,
    pub(super) place: Place,
    pub(super) body: Body,
}

/// An expression and where it starts.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub(super) place: Place,
    pub(super) is: Kind,
    /// How deep it is nested: at most [`crate::limits::MAX_DEPTH`].
    pub(super) height: usize,
}

/// The name under which a splat's expression finds the item.
pub(super) const ITEM: &str = "*";

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A number, a truth, `null`, or a text without parts.
    Literal(Value),
    /// A text with parts to be worked out.
    Template(Template),
    /// The first name of a reference, or of a `for`'s own.
    Name(Rc<str>),
    /// `of.name`
    Attribute(Box<Expression>, Rc<str>),
    /// `of[key]`
    Index(Box<Expression>, Box<Expression>),
    /// `of.*.x` and `of[*].x`: the second is worked out for every item, called [`ITEM`].
    Splat(Box<Expression>, Box<Expression>),
    /// `(inner)`
    Parens(Box<Expression>),
    Tuple(Vec<Expression>),
    Object(Vec<(Expression, Expression)>),
    For(Box<For>),
    /// `if ? then : else`
    Conditional(Box<[Expression; 3]>),
    /// `-x`
    Negative(Box<Expression>),
    /// `!x`
    Not(Box<Expression>),
    Binary(Operator, Box<[Expression; 2]>),
    /// `name(arguments)`; the last one is a list of arguments where `spread`.
    Call {
        name: Rc<str>,
        arguments: Vec<Expression>,
        spread: bool,
    },
}

/// `[for key, item in of : value if condition]` and `{for ... : key => value...}`
#[derive(Clone, Debug)]
pub(super) struct For {
    pub(super) key_name: Option<Rc<str>>,
    pub(super) item_name: Rc<str>,
    pub(super) of: Expression,
    /// Of an object only.
    pub(super) key: Option<Expression>,
    pub(super) value: Expression,
    pub(super) condition: Option<Expression>,
    /// Whether values of equal keys become a list: `...`.
    pub(super) groups: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// The parts of a text, in order.
pub(super) type Template = Vec<Part>;

/// A part of a text.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Text(Rc<str>),
    /// `${value}`
    Value(Expression),
    /// `%{if condition} ... %{else} ... %{endif}`
    If(Expression, Template, Template),
    /// `%{for key, item in of} ... %{endfor}`
    For {
        key_name: Option<Rc<str>>,
        item_name: Rc<str>,
        of: Expression,
        body: Template,
    },
}

impl Body {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|it| &*it.name == name)
    }

    pub(super) fn blocks_of<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = &'b Block> {
        self.blocks.iter().filter(move |it| &*it.kind == kind)
    }
}

impl Expression {
    pub(super) fn new(place: Place, is: Kind) -> Self {
        let height = 1 + is.height();
        Self { place, is, height }
    }
}

impl Kind {
    /// The height of the highest part.
    fn height(&self) -> usize {
        fn highest<'e>(parts: impl IntoIterator<Item = &'e Expression>) -> usize {
            parts.into_iter().map(|it| it.height).max().unwrap_or(0)
        }
        match self {
            Self::Literal(_) | Self::Name(_) => 0,
            Self::Template(parts) => height_of(parts),
            Self::Attribute(of, _) | Self::Parens(of) | Self::Negative(of) | Self::Not(of) => {
                of.height
            }
            Self::Index(a, b) | Self::Splat(a, b) => a.height.max(b.height),
            Self::Tuple(items) => highest(items),
            Self::Object(items) => highest(items.iter().flat_map(|(key, value)| [key, value])),
            Self::For(it) => highest(
                [&it.of, &it.value]
                    .into_iter()
                    .chain(&it.key)
                    .chain(&it.condition),
            ),
            Self::Conditional(parts) => highest(parts.iter()),
            Self::Binary(_, parts) => highest(parts.iter()),
            Self::Call { arguments, .. } => highest(arguments),
        }
    }
}

/// How deep a text's parts are nested.
pub(super) fn height_of(parts: &[Part]) -> usize {
    let of_part = |part: &Part| match part {
        Part::Text(_) => 0,
        Part::Value(value) => value.height,
        Part::If(condition, yes, no) => 1 + condition.height.max(height_of(yes)).max(height_of(no)),
        Part::For { of, body, .. } => 1 + of.height.max(height_of(body)),
    };
    parts.iter().map(of_part).max().unwrap_or(0)
}
