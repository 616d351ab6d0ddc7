//! How many instances a resource or a call of a module has: `count` and `for_each`.

use super::config::Resource;
use super::convert::to_text;
use super::evaluate::Scope;
use super::syntax::{Attribute, Body};
use super::value::{Key, Map, Shape, Value};
use super::world::{Expansion, Module, World};
use crate::limits::MAX_INSTANCES;
use crate::said::{Said, say};
use crate::value::Refers;
use std::rc::Rc;

impl World<'_> {
    /// How many instances a resource has.
    pub(super) fn expansion(&self, module: &Rc<Module>, resource: &Resource) -> Rc<Expansion> {
        let key = Rc::clone(&resource.address);
        let found = self.remembered(&module.expansions, key, || {
            let scope = Scope::of(module, &resource.file);
            Rc::new(self.expanded(scope, &resource.body))
        });
        found.unwrap_or_else(|| {
            let why = say!(
                "the number of {} refers to itself",
                "{} の数が自分自身を参照しています",
                resource.address
            );
            Rc::new(Expansion::Unknown(why))
        })
    }

    /// What `count` or `for_each` gives.
    pub(super) fn expanded(&self, scope: Scope<'_>, body: &Body) -> Expansion {
        let expansion = match (body.attribute("count"), body.attribute("for_each")) {
            (Some(count), _) => self.counted(scope, count),
            (None, Some(each)) => self.paired(scope, each),
            (None, None) => return Expansion::One,
        };
        let expansion = expansion.unwrap_or_else(Expansion::Unknown);
        let count = match &expansion {
            Expansion::Count(count) => *count,
            Expansion::Each(pairs) => pairs.len(),
            Expansion::One | Expansion::Unknown(_) => 0,
        };
        let all = self.instances.get().saturating_add(count);
        if all > MAX_INSTANCES {
            return Expansion::Unknown(say!(
                "more than {} instances",
                "インスタンスが {} を超えています",
                MAX_INSTANCES
            ));
        }
        self.instances.set(all);
        expansion
    }

    fn counted(&self, scope: Scope<'_>, count: &Attribute) -> Result<Expansion, Said> {
        let value = self.value(scope, &count.value).map_err(|bad| bad.shown())?;
        if let Value::Unknown(unknown) = &value {
            return Err(say!("count: {}", "count: {}", unknown.why));
        }
        let number = super::convert::to_number(&value);
        let count = number.ok().and_then(super::evaluate::usize_of);
        count.map(Expansion::Count).ok_or_else(|| {
            say!(
                "count: not a whole number: {}",
                "count: 整数ではありません: {}",
                super::convert::shown(&value)
            )
        })
    }

    fn paired(&self, scope: Scope<'_>, each: &Attribute) -> Result<Expansion, Said> {
        let value = self.value(scope, &each.value).map_err(|bad| bad.shown())?;
        let not_known = |why: Said| Err(say!("for_each: {}", "for_each: {}", why));
        let mut pairs = Vec::new();
        match &value {
            Value::Unknown(unknown) => return not_known(unknown.why.clone()),
            Value::Map(map) => pairs.extend(pairs_of(map)),
            Value::Seq(seq) if seq.open => {
                return not_known(say!(
                    "the number of items is not known",
                    "要素の数が不明です"
                ));
            }
            // Only a set will do in Terraform; an empty tuple is taken too.
            Value::Seq(seq) => {
                if seq.shape != Shape::Set && !seq.items.is_empty() {
                    return not_known(say!(
                        "a map or a set of strings is needed, not a list",
                        "リストではなく、マップまたは文字列のセットが必要です"
                    ));
                }
                for item in &seq.items {
                    match item {
                        // Ids of resources are not known yet, but each is another one's.
                        Value::Unknown(unknown) => match (&unknown.refers, &unknown.symbol) {
                            (Refers::To(_), Some(symbol)) => {
                                pairs.push((symbol.as_str().into(), item.clone()));
                            }
                            _ => return not_known(unknown.why.clone()),
                        },
                        item => {
                            let key = to_text(item)
                                .map_err(|why| say!("for_each: {}", "for_each: {}", why))?;
                            pairs.push((key, item.clone()));
                        }
                    }
                }
            }
            Value::Instance(it) => match self.outputs_of(it) {
                Some(Value::Map(map)) => {
                    pairs.extend(pairs_of(&map));
                }
                _ if it.key == Key::Any => {
                    return not_known(say!(
                        "the number of instances is not known",
                        "インスタンスの数が不明です"
                    ));
                }
                _ => {
                    return not_known(say!(
                        "a map or a set of strings is needed, not a resource",
                        "リソースではなく、マップまたは文字列のセットが必要です"
                    ));
                }
            },
            other => {
                return not_known(say!(
                    "a map or a set is needed, not {}",
                    "{}ではなく、マップまたはセットが必要です",
                    other.what()
                ));
            }
        }
        Ok(Expansion::Each(pairs))
    }
}

/// The entries of a map.
fn pairs_of(map: &Map) -> impl Iterator<Item = (Rc<str>, Value)> {
    let entries = map.entries.iter();
    entries.map(|(key, value)| (Rc::clone(key), value.clone()))
}
