//! Working out values: what holds for all templates of one import, and the walk over a value.

use super::condition::Truth;
use super::function;
use super::loops;
use super::store;
use super::template::Template;
use crate::limits::{BYTES_A_STEP, ITEMS_A_STEP, MAX_CALLS, MAX_STEPS};
use crate::said::{Said, say};
use crate::source::Settings;
use crate::tree::{Node, Place, Value as Tree};
use crate::value::{Is, Refers, Unknown, Value};
use net::Topology;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// The templates of one import and what is known beside them.
#[derive(Debug)]
pub(crate) struct World<'t> {
    pub(crate) templates: Vec<Template<'t>>,
    pub(crate) settings: &'t Settings,
    /// The Region, and whether it is only assumed.
    pub(crate) region: String,
    pub(crate) region_is_assumed: bool,
    /// The topology of the reading before, which knows what was assumed there.
    pub(crate) before: Option<Topology>,
    /// Whether something was asked for that only the next reading can know.
    pub(crate) asks_for_more: Cell<bool>,
    /// Groups whose egress is AWS's default, not written down.
    pub(crate) default_egress: RefCell<BTreeSet<String>>,
    assumed: RefCell<Vec<Said>>,
    /// Parameters without a value that something of the network rests on, by their keys.
    needed: RefCell<BTreeSet<String>>,
    steps: Cell<usize>,
    calls: Cell<usize>,
}

impl<'t> World<'t> {
    pub(crate) const fn new(
        templates: Vec<Template<'t>>,
        settings: &'t Settings,
        region: String,
        region_is_assumed: bool,
    ) -> Self {
        Self {
            templates,
            settings,
            region,
            region_is_assumed,
            before: None,
            asks_for_more: Cell::new(false),
            default_egress: RefCell::new(BTreeSet::new()),
            assumed: RefCell::new(Vec::new()),
            needed: RefCell::new(BTreeSet::new()),
            steps: Cell::new(0),
            calls: Cell::new(0),
        }
    }

    /// The Region in which the stack of a template is made.
    pub(crate) fn region_of<'w>(&'w self, template: &'w Template<'_>) -> &'w str {
        let own = template.environment.region.as_deref();
        own.unwrap_or(&self.region)
    }

    /// Whether no input says that Region.
    pub(crate) const fn assumes_region_of(&self, template: &Template<'_>) -> bool {
        template.environment.region.is_none() && self.region_is_assumed
    }

    /// Makes ready for a second reading that knows what the first one assumed.
    pub(crate) fn read_again(&mut self, before: Topology) {
        self.before = Some(before);
        self.asks_for_more.set(false);
        self.default_egress.borrow_mut().clear();
        self.steps.set(0);
    }

    /// Works out a value.
    pub(crate) fn value(&self, template: &Template<'_>, node: &Node) -> Value {
        let place = node.place;
        if let Some(refusal) = self.step(place) {
            return refusal;
        }
        self.nested(place, || self.value_of(template, node))
    }

    fn value_of(&self, template: &Template<'_>, node: &Node) -> Value {
        let place = node.place;
        match &node.value {
            Tree::Null => Value::new(place, Is::Nothing),
            Tree::Text { text, .. } => {
                self.made(text.len());
                if loops::has_identifier(text, &template.identifiers) {
                    return of_loop(place, text);
                }
                if let Some(value) = store::dynamic(self, place, text) {
                    return value;
                }
                Value {
                    place,
                    literal: true,
                    is: Is::Text(text.clone()),
                }
            }
            Tree::List(items) => {
                let items = items
                    .iter()
                    .map(|item| self.value(template, item))
                    .filter(|item| item.is != Is::Nothing)
                    .collect();
                Value {
                    place,
                    literal: true,
                    is: Is::List(items),
                }
            }
            Tree::Map(entries) => {
                if let [entry] = entries.as_slice()
                    && let Some(call) = function::of(&entry.key)
                {
                    let mut value = call(self, template, &entry.value);
                    value.place = place;
                    value.literal = false;
                    return value;
                }
                let entries = entries
                    .iter()
                    .map(|entry| (entry.key.clone(), self.value(template, &entry.value)))
                    .filter(|(_, value)| value.is != Is::Nothing)
                    .collect();
                Value {
                    place,
                    literal: true,
                    is: Is::Map(entries),
                }
            }
        }
    }

    /// Whether a condition of a template holds.
    pub(crate) fn condition(&self, template: &Template<'_>, name: &str) -> Truth {
        super::condition::named(self, template, name)
    }

    /// Counts a step; an unknown where there have been too many.
    fn step(&self, place: Place) -> Option<Value> {
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        (steps > MAX_STEPS).then(|| {
            Value::unknown(
                place,
                say!(
                    "the templates take too long to work out",
                    "テンプレートの評価が長すぎます"
                ),
            )
        })
    }

    /// Counts text that was made.
    pub(crate) fn made(&self, bytes: usize) {
        self.steps.set(self.steps.get() + bytes / BYTES_A_STEP);
    }

    /// Counts values that were made beside the one asked for.
    pub(crate) fn made_values(&self, values: usize) {
        self.steps.set(self.steps.get() + values);
    }

    /// Counts things that were looked through.
    pub(crate) fn searched(&self, items: usize) {
        self.steps.set(self.steps.get() + items / ITEMS_A_STEP);
    }

    /// Works out something that may call itself, unless it has done so too deep.
    fn nested(&self, place: Place, work: impl FnOnce() -> Value) -> Value {
        let calls = self.calls.get();
        if calls >= MAX_CALLS {
            return Value::unknown(
                place,
                say!(
                    "the value refers to itself, or is nested too deep",
                    "値が自分自身を参照しているか、入れ子が深すぎます"
                ),
            );
        }
        self.calls.set(calls + 1);
        let value = work();
        self.calls.set(calls);
        value
    }

    /// The same for a condition.
    pub(crate) fn nested_truth(&self, work: impl FnOnce() -> Truth) -> Truth {
        let calls = self.calls.get();
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        if calls >= MAX_CALLS || steps > MAX_STEPS {
            return Truth::Unknown(say!(
                "the condition refers to itself, or is nested too deep",
                "条件が自分自身を参照しているか、入れ子が深すぎます"
            ));
        }
        self.calls.set(calls + 1);
        let truth = work();
        self.calls.set(calls);
        truth
    }

    /// Remembers that a parameter without a value was asked for.
    pub(crate) fn need(&self, parameter: String) {
        self.needed.borrow_mut().insert(parameter);
    }

    /// Works out what nothing rests on, such as a label: it needs no parameter.
    pub(crate) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        let needed = self.needed.borrow().clone();
        let value = work();
        self.needed.replace(needed);
        value
    }

    /// Whether something of the network is not known for want of a parameter's value.
    pub(crate) fn is_needed(&self, parameter: &str) -> bool {
        self.needed.borrow().contains(parameter)
    }

    /// Remembers that the value being worked out rests on an assumption.
    pub(crate) fn assume(&self, what: Said) {
        self.assumed.borrow_mut().push(what);
    }

    /// What was assumed since this was asked last.
    pub(crate) fn take_assumed(&self) -> Vec<Said> {
        self.assumed.take()
    }
}

/// A value that is another one for each item of a list that is not known.
pub(super) fn of_loop(place: Place, shown: &str) -> Value {
    let why = say!(
        "another one for each item of a list that is not known",
        "未知のリストの要素ごとに異なる値です"
    );
    Value::new(
        place,
        Is::Unknown(Unknown {
            why,
            symbol: None,
            shown: shown.to_owned(),
            refers: Refers::Nowhere,
        }),
    )
}
