//! Modules as they are called.

use super::config::{Call, Config, literal};
use super::evaluate::{Scope, instance};
use super::path;
use super::registry;
use super::value::{Entries, Instance, Key, Value};
use super::world::{Answer, Bad, Caller, Child, Each, Memo, Module, World};
use crate::limits::MAX_MODULES;
use crate::said::{Said, say};
use crate::tree::Place;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How deep modules may call each other.
const MAX_NESTED: usize = 16;

impl World<'_> {
    /// `module.name` as a value: one instance, or all of them by their keys.
    pub(super) fn module_value(&self, scope: Scope<'_>, name: &Rc<str>) -> Value {
        let Some(call) = scope.module.config.calls.get(name) else {
            let why = say!(
                "module.{} is not declared",
                "module.{} が宣言されていません",
                name
            );
            return Value::symbol(why, &scope.module.address(&format!("module.{name}")));
        };
        let children = self.children(scope.module, call);
        let one = |(key, number): &Child| match number {
            Some(number) => instance(*number, None, key.clone()),
            None => {
                let address = format!("module.{name}{}", key.shown());
                Value::symbol(
                    say!(
                        "the module {} is not among the inputs",
                        "モジュール {} は入力にありません",
                        source_of(call)
                    ),
                    &scope.module.address(&address),
                )
            }
        };
        match &*children {
            [only @ (Key::Only | Key::Any, _)] => one(only),
            all => {
                let has = |name: &str| call.body.attribute(name).is_some();
                if has("for_each") && !has("count") {
                    let entries = all.iter().filter_map(|child| match &child.0 {
                        Key::Name(key) => Some((Rc::clone(key), one(child))),
                        _ => None,
                    });
                    return Value::object(entries.collect());
                }
                Value::tuple(all.iter().map(one).collect())
            }
        }
    }

    /// The modules a call makes, with their numbers; none where its text is not among the inputs.
    pub(super) fn children(&self, module: &Rc<Module>, call: &Rc<Call>) -> Rc<[Child]> {
        let found = self.remembered(&module.children, Rc::clone(&call.name), || {
            let scope = Scope::of(module, &call.file);
            let text = self.text_of(module, call);
            let instances = self.expanded(scope, &call.body).instances();
            let made = instances.into_iter().map(|(key, each)| {
                let number = text.as_ref().and_then(|(config, folder, is_ours)| {
                    self.made(module, call, (&key, each), (config, folder, *is_ours))
                });
                (key, number)
            });
            made.collect()
        });
        found.unwrap_or_else(|| Rc::from([]))
    }

    /// The source of a call. `OpenTofu` lets it be worked out of variables and local values.
    /// <https://opentofu.org/docs/language/modules/sources/>
    pub(super) fn source_of(&self, module: &Rc<Module>, call: &Call) -> Option<Rc<str>> {
        let source = &call.body.attribute("source")?.value;
        let scope = Scope::of(module, &call.file);
        match self.value(scope, source).ok()? {
            Value::Text(source) => Some(source),
            _ => None,
        }
    }

    /// The configuration a call means, its folder, and whether it is one of ours that stands for
    /// a module of the registry.
    fn text_of(&self, module: &Rc<Module>, call: &Call) -> Option<(Rc<Config>, String, bool)> {
        let source = self.source_of(module, call)?;
        if source.starts_with("./") || source.starts_with("../") || source.starts_with('/') {
            let folder = path::join(&module.folder, &source);
            let config = self.inputs.configs.get(&folder)?;
            return Some((Rc::clone(config), folder, false));
        }
        let calls = self.calls_to(module, call);
        if let Some(folder) = self.inputs.installed.folder(self.folder, &calls)
            && let Some(config) = self.inputs.configs.get(folder)
        {
            return Some((Rc::clone(config), folder.to_owned(), false));
        }
        let version = literal(&call.body, "version");
        let config = registry::of(&source, version.as_deref())?;
        Some((config, module.folder.clone(), true))
    }

    /// The names of the calls that lead to a module: `network.vpc`.
    fn calls_to(&self, module: &Rc<Module>, call: &Call) -> String {
        let mut names = (*call.name).to_owned();
        let mut above = Some(Rc::clone(module));
        while let Some(caller) = above.as_ref().and_then(|it| it.caller.as_ref()) {
            names = format!("{}.{names}", caller.call.name);
            above = self.module(caller.module);
        }
        names
    }

    fn made(
        &self,
        module: &Rc<Module>,
        call: &Rc<Call>,
        (key, each): (&Key, Each),
        (config, folder, is_ours): (&Rc<Config>, &str, bool),
    ) -> Option<usize> {
        let number = self.modules.borrow().len();
        if number >= MAX_MODULES || module.depth >= MAX_NESTED {
            return None;
        }
        let path = module.address(&format!("module.{}{}", call.name, key.shown()));
        let stands_at = match (&module.stands_at, is_ours) {
            (Some(place), _) => Some(place.clone()),
            (None, true) => Some((Rc::clone(&call.file), call.place)),
            (None, false) => None,
        };
        self.modules.borrow_mut().push(Rc::new(Module {
            number,
            config: Rc::clone(config),
            path,
            folder: folder.to_owned(),
            depth: module.depth + 1,
            caller: Some(Caller {
                module: module.number,
                call: Rc::clone(call),
                each,
            }),
            stands_at,
            ..Module::root(Rc::clone(config), String::new())
        }));
        Some(number)
    }

    /// An output of a module.
    pub(super) fn output(&self, module: &Rc<Module>, name: &Rc<str>) -> Answer {
        let Some(output) = module.config.outputs.get(name) else {
            let symbol = format!("{}.{name}", module.path);
            if module.stands_at.is_some() {
                return Ok(Value::symbol(
                    say!("an output that is not worked out", "評価されない出力です"),
                    &symbol,
                ));
            }
            let (file, place) = match &module.caller {
                Some(caller) => (Rc::clone(&caller.call.file), caller.call.place),
                None => ("".into(), Place::START),
            };
            let message = say!(
                "{} has no output {}",
                "{} に出力 {} がありません",
                module.path,
                name
            );
            return Err(Bad::at(&file, place, message));
        };
        let found = self.remembered(&module.outputs, Rc::clone(name), || {
            let scope = Scope::of(module, &output.file);
            self.value(scope, &output.value)
        });
        found.unwrap_or_else(|| {
            let what = format!("output.{name}");
            Err(Bad::circle(&output.file, output.place, what))
        })
    }

    /// All outputs of a module's instance.
    pub(super) fn outputs_of(&self, instance: &Instance) -> Option<Value> {
        if instance.resource.is_some() {
            return None;
        }
        let module = self.module(instance.module)?;
        let mut entries = Entries::new();
        for name in module.config.outputs.keys() {
            let value = self.output(&module, name);
            let value = value.unwrap_or_else(|bad| Value::unknown(bad.shown()));
            entries.insert(Rc::clone(name), value);
        }
        Some(Value::object(entries))
    }
}

impl Module {
    /// A root module.
    pub(super) fn root(config: Rc<Config>, folder: String) -> Self {
        Self {
            number: 0,
            config,
            path: String::new(),
            folder,
            depth: 0,
            caller: None,
            given: BTreeMap::new(),
            providers: Memo::default(),
            stands_at: None,
            variables: Memo::default(),
            locals: Memo::default(),
            outputs: Memo::default(),
            attributes: Memo::default(),
            expansions: Memo::default(),
            children: Memo::default(),
        }
    }
}

/// `source` of a call, as it is written.
pub(super) fn source_of(call: &Call) -> Said {
    match literal(&call.body, "source") {
        Some(source) => Said::plain(&*source),
        None => say!("without a source", "(source なし)"),
    }
}
