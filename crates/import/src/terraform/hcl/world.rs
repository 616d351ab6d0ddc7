//! What holds for all modules of one folder: texts, limits, what is remembered.

use super::config::{Call, Config, Resource};
use super::folders::Folders;
use super::provider::Provided;
use super::syntax::Expression;
use super::value::{Key, Value};
use crate::limits::{BYTES_A_STEP, MAX_CALLS, MAX_STEPS, MAX_TEXT, MAX_VALUES};
use crate::said::{Said, say};
use crate::source::Settings;
use crate::tree::Place;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::rc::Rc;

/// A value, or why there is none. An attribute without a value is an unknown in the end.
pub(super) type Answer = Result<Value, Rc<Bad>>;

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bad {
    pub(super) file: Rc<str>,
    pub(super) place: Place,
    pub(super) message: Said,
}

impl Bad {
    pub(super) fn at(file: &Rc<str>, place: Place, message: Said) -> Rc<Self> {
        Rc::new(Self {
            file: Rc::clone(file),
            place,
            message,
        })
    }

    /// Who asks for `what` is asked for by it.
    pub(super) fn circle(file: &Rc<str>, place: Place, what: impl Display) -> Rc<Self> {
        let message = say!("{} refers to itself", "{} が自分自身を参照しています", what);
        Self::at(file, place, message)
    }

    pub(super) fn shown(&self) -> Said {
        let Place { line, column } = self.place;
        say!(
            "{} ({}:{}:{})",
            "{} ({}:{}:{})",
            self.message,
            self.file,
            line,
            column
        )
    }
}

/// The world of one root module.
#[derive(Debug)]
pub(super) struct World<'t> {
    /// The root module's folder.
    pub(super) folder: &'t str,
    /// What is among the inputs.
    pub(super) inputs: &'t Folders<'t>,
    /// The Region where no provider says one, and whether it is only assumed.
    pub(super) region: String,
    pub(super) region_is_assumed: bool,
    /// What the user gives variables; nothing where only a name is asked for.
    pub(super) settings: Option<&'t Settings>,
    pub(super) modules: RefCell<Vec<Rc<Module>>>,
    /// Resources that are referred to and not declared, with the first reference.
    pub(super) undeclared: RefCell<BTreeMap<Rc<str>, Spot>>,
    /// Variables of the root module that were asked for and have no value.
    pub(super) needed: RefCell<BTreeSet<Rc<str>>>,
    /// Texts that were asked for, by their clean paths.
    pub(super) files_read: RefCell<BTreeSet<String>>,
    pub(super) instances: Cell<usize>,
    assumed: RefCell<BTreeSet<Said>>,
    steps: Cell<usize>,
    calls: Cell<usize>,
}

/// A module as it is called: the root has no call.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) number: usize,
    pub(super) config: Rc<Config>,
    /// `module.network[0]`; empty for the root.
    pub(super) path: String,
    pub(super) folder: String,
    pub(super) depth: usize,
    pub(super) caller: Option<Caller>,
    /// Values of the root's variables.
    pub(super) given: BTreeMap<Rc<str>, Given>,
    /// What is known of providers by their names: `aws`, `aws.east`.
    pub(super) providers: Memo<String, Provided>,
    /// Where its resources are said to stand, where its text is not among the inputs.
    pub(super) stands_at: Option<Spot>,
    pub(super) variables: Memo<Rc<str>, Answer>,
    pub(super) locals: Memo<Rc<str>, Answer>,
    pub(super) outputs: Memo<Rc<str>, Answer>,
    pub(super) attributes: Memo<(Rc<str>, Key, Rc<str>), Answer>,
    pub(super) expansions: Memo<Rc<str>, Rc<Expansion>>,
    pub(super) children: Memo<Rc<str>, Rc<[Child]>>,
}

/// An instance of a module that is called, and its number where its text is there.
pub(super) type Child = (Key, Option<usize>);

/// A file and a place in it.
pub(super) type Spot = (Rc<str>, Place);

/// Who calls a module.
#[derive(Debug)]
pub(super) struct Caller {
    pub(super) module: usize,
    pub(super) call: Rc<Call>,
    pub(super) each: Each,
}

/// A value of a variable, as it was given.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// In a file of variables.
    Written(Rc<str>, Expression),
    /// On the command line.
    Text(String),
}

/// What `count.index`, `each.key` and `each.value` are.
#[derive(Clone, Debug, Default)]
pub(super) struct Each {
    pub(super) index: Option<Value>,
    pub(super) pair: Option<(Value, Value)>,
}

/// How many instances there are.
#[derive(Clone, Debug)]
pub(super) enum Expansion {
    One,
    Count(usize),
    Each(Vec<(Rc<str>, Value)>),
    /// Why it is not known.
    Unknown(Said),
}

impl Expansion {
    /// The instances and what they see.
    pub(super) fn instances(&self) -> Vec<(Key, Each)> {
        match self {
            Self::One => vec![(Key::Only, Each::default())],
            Self::Count(count) => (0..*count)
                .map(|at| {
                    let index = Some(Value::count(at));
                    (Key::Number(at), Each { index, pair: None })
                })
                .collect(),
            Self::Each(pairs) => pairs
                .iter()
                .map(|(key, value)| {
                    let pair = Some((Value::Text(Rc::clone(key)), value.clone()));
                    (Key::Name(Rc::clone(key)), Each { index: None, pair })
                })
                .collect(),
            Self::Unknown(why) => {
                let pair = (
                    Value::symbol(why.clone(), "each.key"),
                    Value::symbol(why.clone(), "each.value"),
                );
                let each = Each {
                    index: Some(Value::symbol(why.clone(), "count.index")),
                    pair: Some(pair),
                };
                vec![(Key::Any, each)]
            }
        }
    }
}

/// What was worked out already.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RefCell<BTreeMap<K, Slot<V>>>);

#[derive(Debug)]
enum Slot<V> {
    /// It is being worked out: asking again would never end.
    Working,
    Done(V, BTreeSet<Said>),
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::new(BTreeMap::new()))
    }
}

impl<'t> World<'t> {
    pub(super) fn new(folder: &'t str, inputs: &'t Folders<'t>, region: (String, bool)) -> Self {
        Self {
            folder,
            inputs,
            region: region.0,
            region_is_assumed: region.1,
            settings: None,
            modules: RefCell::default(),
            undeclared: RefCell::default(),
            needed: RefCell::default(),
            files_read: RefCell::default(),
            instances: Cell::new(0),
            assumed: RefCell::default(),
            steps: Cell::new(0),
            calls: Cell::new(0),
        }
    }

    /// A module by its number.
    pub(super) fn module(&self, number: usize) -> Option<Rc<Module>> {
        self.modules.borrow().get(number).map(Rc::clone)
    }

    /// What was worked out under a key, or the work. `None` where the work asks for itself.
    pub(super) fn remembered<K: Ord + Clone, V: Clone>(
        &self,
        memo: &Memo<K, V>,
        key: K,
        work: impl FnOnce() -> V,
    ) -> Option<V> {
        match memo.0.borrow().get(&key) {
            Some(Slot::Working) => return None,
            Some(Slot::Done(value, assumed)) => {
                self.assumed.borrow_mut().extend(assumed.iter().cloned());
                return Some(value.clone());
            }
            None => {}
        }
        memo.0.borrow_mut().insert(key.clone(), Slot::Working);
        let before = self.assumed.take();
        let value = work();
        let assumed = self.assumed.replace(before);
        self.assumed.borrow_mut().extend(assumed.iter().cloned());
        memo.0
            .borrow_mut()
            .insert(key, Slot::Done(value.clone(), assumed));
        Some(value)
    }

    /// Works out what is said elsewhere: what it rests on is noted there.
    pub(super) fn quietly<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = self.assumed.take();
        let found = work();
        self.assumed.replace(before);
        found
    }

    /// Remembers that the value being worked out rests on an assumption.
    pub(super) fn assume(&self, what: Said) {
        self.assumed.borrow_mut().insert(what);
    }

    /// What was assumed since this was asked last.
    pub(super) fn take_assumed(&self) -> BTreeSet<Said> {
        self.assumed.take()
    }

    /// Counts work. What takes too long is an error at the place that asked for it.
    pub(super) fn step(&self, steps: usize) -> Result<(), Said> {
        let all = self.steps.get().saturating_add(1).saturating_add(steps);
        self.steps.set(all);
        match all > MAX_STEPS {
            true => Err(say!(
                "the configuration takes too long to work out",
                "設定の評価が長すぎます"
            )),
            false => Ok(()),
        }
    }

    /// Works out something that may ask for more of its kind, unless it has done so too deep.
    pub(super) fn nested<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        let calls = self.calls.get();
        if calls >= MAX_CALLS {
            return None;
        }
        self.calls.set(calls + 1);
        let found = work();
        self.calls.set(calls);
        Some(found)
    }

    /// A value that is not too large.
    pub(super) fn fits(&self, value: Value) -> Result<Value, Said> {
        let weight = value.weight();
        if weight.depth > crate::limits::MAX_DEPTH {
            return Err(say!(
                "a value nested more than {} deep",
                "値の入れ子が {} 段を超えています",
                crate::limits::MAX_DEPTH
            ));
        }
        if weight.size > MAX_VALUES {
            return Err(say!(
                "a value of more than {} parts",
                "値の要素が {} を超えています",
                MAX_VALUES
            ));
        }
        if let Value::Text(text) = &value {
            self.step(text.len() / BYTES_A_STEP)?;
            if text.len() > MAX_TEXT {
                return Err(say!(
                    "a text of more than {} bytes",
                    "{} バイトを超える文字列です",
                    MAX_TEXT
                ));
            }
        }
        Ok(value)
    }
}

impl Module {
    /// An address in it.
    pub(super) fn address(&self, address: &str) -> String {
        match self.path.as_str() {
            "" => address.to_owned(),
            path => format!("{path}.{address}"),
        }
    }

    /// A resource it declares.
    pub(super) fn resource(&self, address: &str) -> Option<&Rc<Resource>> {
        self.config.resources.get(address)
    }
}
