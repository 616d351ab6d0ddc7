//! What a worked-out value of HCL may be, with its type as far as Terraform's rules depend on it.
//!
//! A value that cannot be worked out is a value. So is a list that may have more or fewer items
//! than are known (`open`): what `[for s in aws_subnet.of_another_file : s.id]` gives.

use crate::said::{Said, say};
use crate::terraform::path::{module_of, without_index};
use crate::value::{Reference, Refers, Unknown};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A worked-out value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(Rc<str>),
    /// A tuple, a list or a set.
    Seq(Rc<Seq>),
    /// An object or a map.
    Map(Rc<Map>),
    Unknown(Rc<Unknown>),
    /// A resource's instance or a module's: its attributes are worked out when asked for.
    Instance(Rc<Instance>),
}

/// Items in order.
#[derive(Clone, Debug)]
pub(super) struct Seq {
    pub(super) shape: Shape,
    pub(super) items: Vec<Value>,
    /// Whether there may be more items, or fewer.
    pub(super) open: bool,
    weight: Weight,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Tuple,
    List,
    Set,
}

/// Values by name.
#[derive(Clone, Debug)]
pub(super) struct Map {
    /// Whether all values are of one type, as in a `map` and unlike in an object.
    pub(super) uniform: bool,
    pub(super) entries: Entries,
    weight: Weight,
}

pub(super) type Entries = BTreeMap<Rc<str>, Value>;

/// How deep and how large a value is, so that no walk over one can take long.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    pub(super) depth: usize,
    /// Values in it, and the bytes of its texts by [`crate::limits::BYTES_A_STEP`].
    pub(super) size: usize,
}

/// An instance of a resource or a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Instance {
    /// The number of the module it stands in, or that it is.
    pub(super) module: usize,
    /// `aws_vpc.main`; `None` for a module.
    pub(super) resource: Option<Rc<str>>,
    pub(super) key: Key,
}

/// Which instance of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The only one.
    Only,
    /// By `count`.
    Number(usize),
    /// By `for_each`.
    Name(Rc<str>),
    /// One of a number that is not known.
    Any,
}

impl Key {
    /// As it stands at the end of an address.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Only | Self::Any => String::new(),
            Self::Number(number) => format!("[{number}]"),
            Self::Name(name) => {
                format!("[\"{}\"]", name.replace('\\', "\\\\").replace('"', "\\\""))
            }
        }
    }
}

impl Value {
    pub(super) fn text(text: impl AsRef<str>) -> Self {
        Self::Text(text.as_ref().into())
    }

    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    pub(super) const fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    pub(super) fn tuple(items: Vec<Self>) -> Self {
        Self::seq(Shape::Tuple, items, false)
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::seq(Shape::List, items, false)
    }

    pub(super) fn seq(shape: Shape, items: Vec<Self>, open: bool) -> Self {
        let weight = Weight::of(items.iter());
        Self::Seq(Rc::new(Seq {
            shape,
            items,
            open,
            weight,
        }))
    }

    pub(super) fn object(entries: Entries) -> Self {
        Self::map(entries, false)
    }

    pub(super) fn map(entries: Entries, uniform: bool) -> Self {
        let mut weight = Weight::of(entries.values());
        weight.size += entries.keys().map(|key| bytes(key)).sum::<usize>();
        Self::Map(Rc::new(Map {
            uniform,
            entries,
            weight,
        }))
    }

    pub(super) fn unknown(why: Said) -> Self {
        Self::Unknown(Rc::new(Unknown {
            why,
            symbol: None,
            shown: "${?}".to_owned(),
            refers: Refers::Nowhere,
        }))
    }

    /// An unknown that a name stands for, such as `var.vpc_id`.
    pub(super) fn symbol(why: Said, name: &str) -> Self {
        Self::Unknown(Rc::new(Unknown {
            why,
            symbol: Some(name.to_owned()),
            shown: format!("${{{name}}}"),
            refers: Refers::Nowhere,
        }))
    }

    /// An attribute that only AWS gives.
    pub(super) fn reference(why: Said, to: Reference) -> Self {
        // The id of a resource is what the resource is called.
        let symbol = match to.attribute.as_str() {
            "id" => to.own_id(),
            _ => to.to_string(),
        };
        Self::Unknown(Rc::new(Unknown {
            why,
            symbol: Some(symbol),
            shown: format!("${{{to}}}"),
            refers: Refers::To(to),
        }))
    }

    pub(super) fn weight(&self) -> Weight {
        let size = match self {
            Self::Seq(seq) => return seq.weight,
            Self::Map(map) => return map.weight,
            Self::Text(text) => bytes(text),
            Self::Unknown(unknown) => bytes(&unknown.shown),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Instance(_) => 1,
        };
        Weight { depth: 0, size }
    }

    /// What it is, for a message.
    pub(super) fn what(&self) -> Said {
        match self {
            Self::Null => say!("null", "null"),
            Self::Bool(_) => say!("a bool", "真偽値"),
            Self::Number(_) => say!("a number", "数値"),
            Self::Text(_) => say!("a string", "文字列"),
            Self::Seq(seq) => match seq.shape {
                Shape::Tuple => say!("a tuple", "タプル"),
                Shape::List => say!("a list", "リスト"),
                Shape::Set => say!("a set", "セット"),
            },
            Self::Map(map) if map.uniform => say!("a map", "マップ"),
            Self::Map(_) => say!("an object", "オブジェクト"),
            Self::Unknown(_) => say!("unknown", "不明な値"),
            Self::Instance(_) => say!("an object", "オブジェクト"),
        }
    }

    /// Whether it is unknown as a whole, or a list whose number of items is.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Unknown(_) => true,
            Self::Seq(seq) => seq.open,
            _ => false,
        }
    }

    /// Calls `see` for every unknown in it; false stops.
    pub(super) fn unknowns(&self, see: &mut dyn FnMut(&Unknown)) {
        match self {
            Self::Unknown(unknown) => see(unknown),
            Self::Seq(seq) => seq.items.iter().for_each(|item| item.unknowns(see)),
            Self::Map(map) => map.entries.values().for_each(|item| item.unknowns(see)),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Instance(_) => {}
        }
    }

    /// Whether nothing in it is unknown.
    pub(super) fn is_known(&self) -> bool {
        match self {
            Self::Unknown(_) | Self::Instance(_) => false,
            Self::Seq(seq) => !seq.open && seq.items.iter().all(Self::is_known),
            Self::Map(map) => map.entries.values().all(Self::is_known),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) => true,
        }
    }

    /// What is not known because these are not.
    pub(super) fn worked_out_of<'v>(
        parts: impl IntoIterator<Item = &'v Self>,
        shown: &str,
    ) -> Self {
        let mut among: Vec<Reference> = Vec::new();
        let (mut why, mut lost) = (None, None);
        for part in parts {
            part.unknowns(&mut |unknown| {
                // What refers to nothing is why; a resource that is referred to may have a name.
                if unknown.refers == Refers::Nowhere {
                    lost.get_or_insert_with(|| unknown.why.clone());
                }
                why.get_or_insert_with(|| unknown.why.clone());
                let refers: &[Reference] = match &unknown.refers {
                    Refers::Nowhere => &[],
                    Refers::To(to) => std::slice::from_ref(to),
                    Refers::Among(among) => among,
                };
                for reference in refers {
                    if !among.contains(reference) {
                        among.push(reference.clone());
                    }
                }
            });
            if part.is_open() {
                why.get_or_insert_with(|| {
                    say!("the number of items is not known", "要素の数が不明です")
                });
            }
        }
        Self::Unknown(Rc::new(Unknown {
            why: lost.or(why).unwrap_or_else(|| {
                say!("it depends on a whole resource", "リソース全体に依存します")
            }),
            symbol: None,
            shown: shown.to_owned(),
            refers: match among.is_empty() {
                true => Refers::Nowhere,
                false => Refers::Among(among),
            },
        }))
    }

    /// The part of an unknown under a name or an index, as Terraform writes it: `.id`, `[0]`.
    pub(super) fn part_of(unknown: &Unknown, step: &str) -> Self {
        let mut part = unknown.clone();
        match &mut part.refers {
            Refers::To(to) => {
                to.attribute = match (to.attribute.as_str(), step.strip_prefix('.')) {
                    ("", Some(name)) => name.to_owned(),
                    ("", None) => {
                        // An index of a resource, whose instances are not known.
                        return Self::Unknown(Rc::new(part));
                    }
                    (before, _) => format!("{before}{step}"),
                };
                return Self::reference(part.why.clone(), to.clone());
            }
            Refers::Nowhere | Refers::Among(_) => {}
        }
        if let Some(symbol) = &mut part.symbol {
            symbol.push_str(step);
            part.shown = format!("${{{symbol}}}");
        }
        Self::Unknown(Rc::new(part))
    }
}

impl Weight {
    fn of<'v>(parts: impl Iterator<Item = &'v Value>) -> Self {
        let mut weight = Self { depth: 1, size: 1 };
        for part in parts {
            let part = part.weight();
            weight.depth = weight.depth.max(1 + part.depth);
            weight.size = weight.size.saturating_add(part.size);
        }
        weight
    }
}

fn bytes(text: &str) -> usize {
    1 + text.len() / crate::limits::BYTES_A_STEP
}

/// Whether an unknown is the id of a resource, or its ARN.
fn is_id(unknown: &Unknown) -> bool {
    match &unknown.refers {
        Refers::To(to) => is_id_of(to),
        Refers::Nowhere | Refers::Among(_) => false,
    }
}

fn is_id_of(to: &Reference) -> bool {
    matches!(to.attribute.as_str(), "id" | "arn")
}

/// Whether two unknowns are the ids of two resources of one type, each made by the configuration.
fn are_two(a: &Unknown, b: &Unknown) -> bool {
    let (Refers::To(a), Refers::To(b)) = (&a.refers, &b.refers) else {
        return false;
    };
    let own = |it: &Reference| {
        let inside = module_of(&it.address).len();
        let own = it.address.get(inside..)?.trim_start_matches('.').to_owned();
        (!own.starts_with("data.")).then_some(own)
    };
    let (Some(first), Some(second)) = (own(a), own(b)) else {
        return false;
    };
    // Without an index it may be any instance of the resource.
    let is_instance = |it: &str| it.ends_with(']');
    let apart = without_index(&a.address).0 != without_index(&b.address).0
        || is_instance(&a.address) && is_instance(&b.address);
    let kind = |it: &str| it.split('.').next().map(str::to_owned);
    is_id_of(a)
        && a.attribute == b.attribute
        && a.root == b.root
        && kind(&first) == kind(&second)
        && apart
}

/// Terraform's `==`: values of different types are never equal. `None` where it is not known.
pub(super) fn equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Unknown(a), Value::Unknown(b)) => {
            // The same unknown twice is one value.
            match a.symbol.is_some() && a.symbol == b.symbol {
                true => Some(true),
                false => are_two(a, b).then_some(false),
            }
        }
        // An id that AWS gives is neither null nor empty: `var.vpc_id == ""`.
        (Value::Unknown(it), Value::Null) | (Value::Null, Value::Unknown(it)) => {
            is_id(it).then_some(false)
        }
        (Value::Unknown(it), Value::Text(text)) | (Value::Text(text), Value::Unknown(it))
            if text.is_empty() =>
        {
            is_id(it).then_some(false)
        }
        (Value::Unknown(_), _) | (_, Value::Unknown(_)) => None,
        (Value::Instance(a), Value::Instance(b)) => (a == b).then_some(true),
        (Value::Instance(_), Value::Null) | (Value::Null, Value::Instance(_)) => Some(false),
        (Value::Instance(_), _) | (_, Value::Instance(_)) => None,
        (Value::Null, Value::Null) => Some(true),
        (Value::Bool(a), Value::Bool(b)) => Some(a == b),
        (Value::Number(a), Value::Number(b)) => Some(same_number(*a, *b)),
        (Value::Text(a), Value::Text(b)) => Some(a == b),
        (Value::Seq(a), Value::Seq(b)) => {
            if a.open || b.open {
                return None;
            }
            if a.shape != b.shape || a.items.len() != b.items.len() {
                return Some(false);
            }
            all(a.items.iter().zip(&b.items))
        }
        (Value::Map(a), Value::Map(b)) => {
            if a.uniform != b.uniform || !a.entries.keys().eq(b.entries.keys()) {
                return Some(false);
            }
            all(a.entries.values().zip(b.entries.values()))
        }
        _ => Some(false),
    }
}

/// Whether all are equal: one that is not settles it, whatever is unknown beside it.
fn all<'v>(pairs: impl Iterator<Item = (&'v Value, &'v Value)>) -> Option<bool> {
    let mut found = Some(true);
    for (a, b) in pairs {
        match equal(a, b) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => found = None,
        }
    }
    found
}

/// Whether two numbers are the same as far as a decimal of fifteen digits tells.
pub(super) fn same_number(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq() || number_text(a) == number_text(b)
}

/// A number as Terraform writes it: no exponent, no needless fraction. Terraform counts with 512
/// bits; fifteen decimal digits are kept here.
pub(super) fn number_text(number: f64) -> String {
    if number.trunc().total_cmp(&number).is_eq() && number.abs() < 1e21 {
        let text = format!("{number:.0}");
        return if text == "-0" { "0".to_owned() } else { text };
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}
