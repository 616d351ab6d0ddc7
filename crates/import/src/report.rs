//! What was understood, assumed, left out and not worked out: every resource in one class.

use crate::bad_input::BadInput;
use crate::parameter::Parameter;
use crate::said::{Said, say};
use crate::tree::Place;
use net::lang::Says;
use net::topology::Finding;
use serde::Serialize;
use std::collections::BTreeMap;

/// The format of a report written as JSON.
pub const FORMAT: &str = "sightline.import/1";

/// What became of the input, resource by resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// How many resources are in each class.
    pub counts: Counts,
    /// Every resource of the input, in the order of the sources and of each text.
    pub resources: Vec<ResourceReport>,
    /// What is wrong with the topology.
    pub findings: Vec<Finding>,
    /// What the inputs ask for: every parameter, in the order of the sources and of each text.
    pub parameters: Vec<Parameter>,
}

/// How many resources are in each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Read in full.
    pub understood: usize,
    /// Read, with something assumed.
    pub assumed: usize,
    /// Left out.
    pub ignored: usize,
    /// Read in part.
    pub unresolved: usize,
}

/// The resources of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport<'r> {
    /// The file; empty where nothing says.
    pub file: &'r str,
    /// How many are in each class.
    pub counts: Counts,
    /// The resources: those that need a look first, then in the order of their lines.
    pub resources: Vec<&'r ResourceReport>,
}

/// What became of one resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResourceReport {
    /// Its id in the topology.
    pub id: String,
    /// Its type, as the source spells it.
    #[serde(rename = "type")]
    pub kind: String,
    /// What became of it.
    pub class: Class,
    /// Where it stands.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column.
    pub column: usize,
    /// What was assumed, left out or not worked out, and why.
    pub notes: Vec<Said>,
    /// What a plan would do with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// What a plan would do with a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `create`, `update`, `replace`, `delete`, `read` or `none`.
    pub action: Action,
    /// The attributes that would be others, each as `name: before -> after`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Said>,
    /// Its id in AWS before.
    #[serde(skip)]
    pub id_before: Option<String>,
    /// What it is in before, as a subnet or a VPC: where a diagram may tell that it is gone.
    #[serde(skip)]
    pub within: Option<String>,
}

/// What a plan would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is made.
    Create,
    /// It is changed in place.
    Update,
    /// It is deleted and made anew.
    Replace,
    /// It is deleted.
    Delete,
    /// It is looked up.
    Read,
    /// Terraform forgets it, and it stays.
    Forget,
    /// Nothing.
    None,
}

impl Action {
    /// The action as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::Read => "read",
            Self::Forget => "forget",
            Self::None => "none",
        }
    }
}

/// What became of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Read in full.
    Understood,
    /// Read; a value that AWS would have given is assumed.
    Assumed,
    /// Left out, since it has no part in the network or is not simulated.
    Ignored,
    /// Read in part: a value could not be worked out.
    Unresolved,
}

impl Class {
    /// The class as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Understood => "understood",
            Self::Assumed => "assumed",
            Self::Ignored => "ignored",
            Self::Unresolved => "unresolved",
        }
    }
}

/// Why something with a part in the network is left out.
pub(crate) const NOT_SIMULATED: Says = Says {
    en: "has a part in the network that is not simulated",
    ja: "ネットワークに関係しますが、シミュレーションの対象外です",
};

impl ResourceReport {
    /// Whether it is left out although it has a part in the network.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.class == Class::Ignored && self.notes.iter().any(|note| note.is(&NOT_SIMULATED))
    }
}

impl Report {
    /// The report as pretty JSON with a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The resources by the file they stand in, in the order of the files.
    #[must_use]
    pub fn by_file(&self) -> Vec<FileReport<'_>> {
        let mut files: Vec<FileReport<'_>> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for resource in &self.resources {
            let at = *known.entry(&resource.file).or_insert_with(|| {
                files.push(FileReport {
                    file: &resource.file,
                    counts: Counts::default(),
                    resources: Vec::new(),
                });
                files.len() - 1
            });
            if let Some(file) = files.get_mut(at) {
                file.counts.add(resource.class);
                file.resources.push(resource);
            }
        }
        let urgency = |it: &ResourceReport| match it.class {
            Class::Unresolved => 0,
            Class::Assumed => 1,
            Class::Understood => 2,
            Class::Ignored => 3,
        };
        for file in &mut files {
            file.resources.sort_by_key(|it| (urgency(it), it.line));
        }
        files
    }
}

impl Counts {
    const fn add(&mut self, class: Class) {
        match class {
            Class::Understood => self.understood += 1,
            Class::Assumed => self.assumed += 1,
            Class::Ignored => self.ignored += 1,
            Class::Unresolved => self.unresolved += 1,
        }
    }
}

/// A report in the making: notes find their resource by its id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    resources: Vec<ResourceReport>,
    by_id: BTreeMap<String, usize>,
}

impl Log {
    /// Lists a resource. One that stands in two sources is listed once, with a note.
    pub(crate) fn list(&mut self, resource: ResourceReport) {
        if let Some(first) = self.get(&resource.id) {
            first.notes.push(say!(
                "also at {}:{}:{}",
                "{}:{}:{} にもあります",
                resource.file,
                resource.line,
                resource.column
            ));
            first.class = first.class.max(resource.class);
            first.notes.extend(resource.notes);
            return;
        }
        self.by_id.insert(resource.id.clone(), self.resources.len());
        self.resources.push(resource);
    }

    /// Lists texts of no known format that came along with others.
    pub(crate) fn set_aside(&mut self, texts: Vec<BadInput>) {
        for bad in texts {
            self.list(ResourceReport {
                id: bad.file.clone(),
                kind: "file".to_owned(),
                class: Class::Ignored,
                file: bad.file,
                line: bad.line,
                column: bad.column,
                notes: vec![bad.message],
                change: None,
            });
        }
    }

    /// Notes that something was assumed. False where nothing is listed by that id.
    pub(crate) fn assume(&mut self, id: &str, note: Said) -> bool {
        self.note(id, Class::Assumed, note)
    }

    /// Notes that something could not be worked out.
    pub(crate) fn unresolved(&mut self, id: &str, note: Said) -> bool {
        self.note(id, Class::Unresolved, note)
    }

    /// Notes what a plan would do with a resource.
    pub(crate) fn change(&mut self, id: &str, change: Change) {
        if let Some(resource) = self.get(id) {
            resource.change.get_or_insert(change);
        }
    }

    /// Notes something of a class.
    pub(crate) fn note(&mut self, id: &str, class: Class, note: Said) -> bool {
        let Some(resource) = self.get(id) else {
            return false;
        };
        resource.class = resource.class.max(class);
        if !resource.notes.contains(&note) {
            resource.notes.push(note);
        }
        true
    }

    fn get(&mut self, id: &str) -> Option<&mut ResourceReport> {
        let at = *self.by_id.get(id)?;
        self.resources.get_mut(at)
    }

    /// Where a resource stands.
    pub(crate) fn place_of(&self, id: &str) -> Option<(String, Place)> {
        let it = self.resources.get(*self.by_id.get(id)?)?;
        let (line, column) = (it.line, it.column);
        Some((it.file.clone(), Place { line, column }))
    }

    /// Whether a resource is listed.
    pub(crate) fn lists(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Whether a note of something unresolved says this.
    pub(crate) fn says(&self, what: &Said) -> bool {
        let unresolved = self
            .resources
            .iter()
            .filter(|it| it.class == Class::Unresolved);
        unresolved.flat_map(|it| &it.notes).any(|it| it.holds(what))
    }

    /// Whether a resource is listed as one of a template: of CloudFormation, or of Terraform
    /// before it is applied.
    pub(crate) fn is_from_template(&mut self, id: &str) -> bool {
        self.get(id)
            .is_some_and(|it| it.kind.contains("::") || it.kind.starts_with("aws_"))
    }

    /// The report, counted.
    pub(crate) fn finish(self, findings: Vec<Finding>, parameters: Vec<Parameter>) -> Report {
        let mut counts = Counts::default();
        for resource in &self.resources {
            counts.add(resource.class);
        }
        Report {
            format: FORMAT,
            counts,
            resources: self.resources,
            findings,
            parameters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Log, ResourceReport};

    #[test]
    fn a_file_lists_what_needs_a_look_first() {
        let mut log = Log::default();
        for (id, class, file, line) in [
            ("a.Vpc", Class::Understood, "a.yml", 3),
            ("b.Vpc", Class::Understood, "b.yml", 3),
            ("a.Role", Class::Ignored, "a.yml", 9),
            ("a.Eni", Class::Assumed, "a.yml", 30),
            ("a.Route", Class::Unresolved, "a.yml", 20),
            ("a.Link", Class::Unresolved, "a.yml", 10),
        ] {
            log.list(ResourceReport {
                id: id.to_owned(),
                kind: String::new(),
                class,
                file: file.to_owned(),
                line,
                column: 1,
                notes: Vec::new(),
                change: None,
            });
        }
        let report = log.finish(Vec::new(), Vec::new());
        let told: Vec<(&str, usize, Vec<&str>)> = report
            .by_file()
            .into_iter()
            .map(|it| {
                let ids = it.resources.iter().map(|it| it.id.as_str());
                (it.file, it.counts.unresolved, ids.collect())
            })
            .collect();
        let first = vec!["a.Link", "a.Route", "a.Eni", "a.Vpc", "a.Role"];
        assert_eq!(told, [("a.yml", 2, first), ("b.yml", 0, vec!["b.Vpc"])]);
    }
}
