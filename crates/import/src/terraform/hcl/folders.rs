//! The folders of configuration among the inputs: which of them are roots, and what those are given.

use super::config::{self, Config};
use super::installed::Installed;
use super::kept::Kept;
use super::syntax::Body;
use super::variable::asked;
use super::world::{Given, Module, World};
use super::{json, listed, parse, path};
use crate::bad_input::BadInput;
use crate::parameter::Parameter;
use crate::report::{Class, ResourceReport};
use crate::said::{Said, say};
use crate::source::{CONFIGURATIONS, Settings, Source};
use crate::terraform::block::{Form, Root};
use crate::tree::Place;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Whether a file's name says that it is one of Terraform's language.
pub(crate) fn is_named(file: &str) -> bool {
    is_configuration(file) || is_variables(file)
}

/// What is said of HCL that Terraform does not load: Terragrunt's, which gives modules their values.
pub(crate) fn of_another_tool(file: &str) -> Option<BadInput> {
    file.ends_with(".hcl").then(|| {
        let message = say!(
            "HCL of another tool, such as Terragrunt, is not read; give its inputs with --param",
            "Terragrunt など別のツールの HCL は読み込みません。入力値は --param で指定してください"
        );
        BadInput::at(file, Place::START, message)
    })
}

fn is_configuration(file: &str) -> bool {
    let file = file.strip_suffix(".json").unwrap_or(file);
    let ending = file.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|it| CONFIGURATIONS.contains(&it))
}

/// The name under which `OpenTofu` would find a file before this one; nothing where it is no such file.
/// <https://opentofu.org/docs/language/files/>
fn as_tofu(file: &str) -> String {
    let (stem, json) = match file.strip_suffix(".json") {
        Some(stem) => (stem, ".json"),
        None => (file, ""),
    };
    match stem.strip_suffix(".tf") {
        Some(stem) => format!("{stem}.tofu{json}"),
        None => String::new(),
    }
}

fn is_variables(file: &str) -> bool {
    file.ends_with(".tfvars") || file.ends_with(".tfvars.json")
}

/// The folders of configuration among the inputs.
#[derive(Debug, Default)]
pub(crate) struct Folders<'t> {
    pub(super) configs: BTreeMap<String, Rc<Config>>,
    /// Files of variables by their folder, in the order in which they are loaded.
    variables: BTreeMap<String, Vec<(Rc<str>, Body)>>,
    /// Every text among the inputs by its clean path.
    pub(super) texts: BTreeMap<String, &'t str>,
    pub(super) installed: Installed,
    /// What root modules keep for others, by their folders; nothing while it is being worked out.
    pub(super) kept: RefCell<BTreeMap<String, Option<Rc<Kept>>>>,
    /// Files that are not loaded, and why.
    left_out: Vec<(String, Said)>,
    /// Texts that the configuration read, by their clean paths.
    files_read: RefCell<BTreeSet<String>>,
}

impl<'t> Folders<'t> {
    /// Reads the files of Terraform's language; the other texts are there for `file`.
    ///
    /// # Errors
    ///
    /// When a file is no HCL, or what the files of a folder say does not fit together.
    pub(crate) fn read(sources: &'t [Source]) -> Result<Self, BadInput> {
        let mut folders = Self {
            installed: Installed::read(sources),
            ..Self::default()
        };
        let mut bodies: BTreeMap<String, Vec<(Rc<str>, Body)>> = BTreeMap::new();
        let mut sorted: Vec<&Source> = Vec::new();
        for source in sources {
            let path = path::clean(&source.name);
            // Of what Terraform downloaded, examples and tests are nobody's modules.
            let is_called =
                !folders.installed.holds(&path) || folders.installed.has(&path::folder(&path));
            let is_new = folders.texts.insert(path, source.body()).is_none();
            if is_new && is_called && is_named(&source.name) {
                sorted.push(source);
            }
        }
        // Terraform reads a folder by the names of its files.
        sorted.sort_by(|a, b| path::file_name(&a.name).cmp(path::file_name(&b.name)));
        let mut others: BTreeMap<String, Vec<(Rc<str>, Body)>> = BTreeMap::new();
        let names: BTreeSet<&str> = sorted.iter().map(|it| it.name.as_str()).collect();
        for source in sorted {
            if let Some(instead) = names.get(as_tofu(&source.name).as_str()) {
                let why = say!(
                    "OpenTofu loads {} instead",
                    "OpenTofu は代わりに {} を読み込みます",
                    instead
                );
                folders.left_out.push((source.name.clone(), why));
                continue;
            }
            let (name, text) = (source.name.as_str(), source.body());
            let folder = path::folder(name);
            let file: Rc<str> = name.into();
            if is_configuration(name) {
                let body = match name.ends_with(".json") {
                    true => json::file(name, text)?,
                    false => parse::file(name, text)?,
                };
                bodies.entry(folder).or_default().push((file, body));
            } else {
                let body = match name.ends_with(".json") {
                    true => json::variables(name, text)?,
                    false => parse::file(name, text)?,
                };
                let into = match loads_itself(name) {
                    true => &mut folders.variables,
                    false => &mut others,
                };
                into.entry(folder).or_default().push((file, body));
            }
        }
        for (folder, files) in bodies {
            folders.configs.insert(folder, Rc::new(Config::of(files)?));
        }
        for files in folders.variables.values_mut() {
            files.sort_by_key(|(file, _)| !path::file_name(file).starts_with("terraform.tfvars"));
        }
        folders.choose(others);
        Ok(folders)
    }

    /// A file of variables that Terraform loads only where it is told to: the only one there is.
    fn choose(&mut self, others: BTreeMap<String, Vec<(Rc<str>, Body)>>) {
        for (mut folder, mut files) in others {
            let roots = self.roots_of();
            // It may stand in a folder of its own, beside the only configuration.
            if !self.configs.contains_key(&folder)
                && let [root] = roots.as_slice()
            {
                folder.clone_from(root);
            }
            match files.len() {
                1 => self.variables.entry(folder).or_default().append(&mut files),
                _ => self.left_out.extend(files.into_iter().map(|(file, _)| {
                    let why = say!(
                        "Terraform loads it only with -var-file, and there are several; give one",
                        "Terraform が -var-file の指定でのみ読み込むファイルが複数あります。1 つを指定してください"
                    );
                    ((*file).to_owned(), why)
                })),
            }
        }
    }

    /// Whether a file lies among the modules that Terraform downloaded: it is no input of its own.
    pub(crate) fn downloaded(&self, file: &str) -> bool {
        self.installed.holds(&path::clean(file))
    }

    /// Whether the configuration read a file.
    pub(crate) fn has_read(&self, file: &str) -> bool {
        self.files_read.borrow().contains(&path::clean(file))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.configs.is_empty()
    }

    /// The folders that no other one calls.
    pub(super) fn roots_of(&self) -> Vec<String> {
        let mut called = BTreeSet::new();
        for (folder, config) in &self.configs {
            for call in config.calls.values() {
                if let Some(source) = self.source_of(folder, config, call)
                    && source.starts_with('.')
                {
                    let to = path::join(folder, &source);
                    if to != *folder {
                        called.insert(to);
                    }
                }
            }
        }
        let own = self.configs.keys();
        let own = own.filter(|folder| !self.installed.holds(folder));
        let roots = own.filter(|folder| !called.contains(*folder));
        let roots: Vec<String> = roots.cloned().collect();
        match roots.is_empty() {
            // Folders that call each other in a ring.
            true => self.configs.keys().take(1).cloned().collect(),
            false => roots,
        }
    }

    /// The source of a call, worked out where `OpenTofu` would: of variables and local values.
    fn source_of(&self, folder: &str, config: &Rc<Config>, call: &config::Call) -> Option<Rc<str>> {
        if let Some(source) = config::literal(&call.body, "source") {
            return Some(source);
        }
        let world = World::new(folder, self, (String::new(), true));
        let mut root = Module::root(Rc::clone(config), folder.to_owned());
        root.given = self.given(folder);
        let root = Rc::new(root);
        world.modules.borrow_mut().push(Rc::clone(&root));
        world.source_of(&root, call)
    }

    /// What the files of variables say.
    fn given(&self, folder: &str) -> BTreeMap<Rc<str>, Given> {
        let files = self.variables.get(folder).into_iter().flatten();
        let all = files.flat_map(|(file, body)| {
            let attributes = body.attributes.iter();
            attributes.map(|it| {
                let given = Given::Written(Rc::clone(file), it.value.clone());
                (Rc::clone(&it.name), given)
            })
        });
        all.collect()
    }

    /// What a root is called: the last part of its folder, or all of it where two share that.
    pub(super) fn name_of<'f>(&self, folder: &'f str) -> &'f str {
        let name = stem(folder);
        let alike = self.roots_of().iter().filter(|it| stem(it) == name).count();
        if alike > 1 { folder } else { name }
    }

    /// The world of a root module, and that module.
    pub(super) fn world<'f>(
        &'f self,
        folder: &'f str,
        settings: &'f Settings,
        region: (String, bool),
    ) -> Option<(World<'f>, Rc<Module>)> {
        let config = self.configs.get(folder)?;
        let mut world = World::new(folder, self, region);
        world.settings = Some(settings);
        let mut root = Module::root(Rc::clone(config), folder.to_owned());
        root.given = self.given(folder);
        for name in config.variables.keys() {
            let keys = [
                format!("{}.{name}", self.name_of(folder)),
                (**name).to_owned(),
            ];
            let given = keys.iter().find_map(|key| settings.parameters.get(key));
            if let Some(given) = given {
                root.given
                    .insert(Rc::clone(name), Given::Text(given.clone()));
            }
        }
        let root = Rc::new(root);
        world.modules.borrow_mut().push(Rc::clone(&root));
        Some((world, root))
    }

    /// Whether a setting is a variable of a root module.
    pub(crate) fn has_variable(&self, key: &str) -> bool {
        self.roots_of().iter().any(|folder| {
            let config = self.configs.get(folder);
            config.is_some_and(|config| {
                let mut names = config.variables.keys();
                names
                    .any(|name| **name == *key || format!("{}.{name}", self.name_of(folder)) == key)
            })
        })
    }

    /// Works out every root module: what is in it, and what it asks for.
    pub(crate) fn work_out(
        &self,
        settings: &Settings,
        region: &str,
        region_is_assumed: bool,
    ) -> (Vec<Root>, Vec<Parameter>) {
        // What was kept while the Region was looked for may rest on it.
        self.kept.borrow_mut().clear();
        let mut roots = Vec::new();
        let mut parameters = Vec::new();
        let folders = self.roots_of();
        for folder in &folders {
            let region = (region.to_owned(), region_is_assumed);
            let Some((world, module)) = self.world(folder, settings, region) else {
                continue;
            };
            let mut root = Root {
                name: self.name_of(folder).to_owned(),
                // Addresses of several roots are told apart by the names of their folders.
                is_stack: folders.len() > 1,
                form: Form::Configuration,
                ..Root::default()
            };
            world.list(&module, &mut root);
            self.files_read.borrow_mut().extend(world.files_read.take());
            let prefix = match root.is_stack {
                true => format!("{}.", root.name),
                false => String::new(),
            };
            for (address, (file, place)) in world.undeclared.borrow().iter() {
                root.others.push(undeclared(&prefix, address, file, *place));
            }
            for other in &mut root.others {
                if !other.id.starts_with(&prefix) {
                    other.id.insert_str(0, &prefix);
                }
            }
            parameters.extend(asked(&world, &module, &prefix));
            roots.push(root);
        }
        if let Some(root) = roots.first_mut() {
            root.others.extend(self.left_out.iter().map(|(file, why)| {
                let spot = (file.as_str(), Place::START);
                let mut listed = listed(file.clone(), "file", spot, why.clone());
                listed.class = Class::Ignored;
                listed
            }));
        }
        (roots, parameters)
    }
}

/// `terraform.tfvars` and `*.auto.tfvars`.
fn loads_itself(file: &str) -> bool {
    let name = path::file_name(file);
    let name = name.strip_suffix(".json").unwrap_or(name);
    name == "terraform.tfvars" || name.ends_with(".auto.tfvars")
}

/// The last part of a folder's path.
fn stem(folder: &str) -> &str {
    match path::file_name(folder) {
        "" | "." | ".." => "root",
        stem => stem,
    }
}

fn undeclared(prefix: &str, address: &str, file: &str, place: Place) -> ResourceReport {
    let mut parts: Vec<&str> = address.split('.').collect();
    while let [first, _, ..] = parts.as_slice() {
        let is_prefix = first.starts_with("module") || *first == "data";
        if !is_prefix {
            break;
        }
        let drop = if *first == "data" { 1 } else { 2 };
        parts.drain(..drop.min(parts.len()));
    }
    let kind = parts.first().copied().unwrap_or_default();
    let why = say!(
        "not declared in the inputs; this is the first reference to it",
        "入力に宣言がありません。ここが最初の参照です"
    );
    listed(
        format!("{prefix}{address}"),
        kind,
        (file, place),
        why.to_owned(),
    )
}
