//! The modules that `terraform init` downloaded: their texts lie in `.terraform/modules`, and a list
//! beside them says which call means which folder.

use super::path;
use crate::source::Source;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where Terraform keeps its own things, in the folder of a root module.
const OWN: &str = ".terraform";

/// The list that Terraform writes.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Manifest {
    #[serde(default)]
    modules: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Record {
    /// The names of the calls that lead to it: `network.vpc`. The root has none.
    key: String,
    /// Its folder, as the root module sees it.
    dir: String,
}

/// The folders of downloaded modules by the root's folder and the calls that lead there.
#[derive(Debug, Default)]
pub(crate) struct Installed(BTreeMap<String, BTreeMap<String, String>>);

impl Installed {
    /// Reads the lists among the inputs. One that is none says nothing: the modules are unknown then.
    pub(super) fn read(sources: &[Source]) -> Self {
        let mut roots = BTreeMap::new();
        for source in sources {
            let name = path::clean(&source.name);
            let Some(inside) = name.strip_suffix("modules/modules.json") else {
                continue;
            };
            let Some(folder) = inside.strip_suffix(&format!("{OWN}/")) else {
                continue;
            };
            let folder = folder.trim_end_matches('/');
            let Ok(manifest) = serde_json::from_str::<Manifest>(source.body()) else {
                continue;
            };
            let records = manifest.modules.into_iter();
            let folders = records.map(|it| (it.key, path::join(folder, &it.dir)));
            roots.insert(folder.to_owned(), folders.collect());
        }
        Self(roots)
    }

    /// The folder of the module that calls lead to from a root.
    pub(super) fn folder(&self, root: &str, calls: &str) -> Option<&str> {
        Some(self.0.get(root)?.get(calls)?)
    }

    /// Whether a clean path lies among what Terraform downloaded: it is no input of its own.
    pub(super) fn holds(&self, path: &str) -> bool {
        let mut roots = self.0.keys();
        roots.any(|root| {
            let inside = path::inside(path, root);
            inside.is_some_and(|it| it.split('/').next() == Some(OWN))
        })
    }

    /// Whether a call means the files of a folder.
    pub(super) fn has(&self, folder: &str) -> bool {
        let mut all = self.0.values().flat_map(BTreeMap::values);
        all.any(|it| it == folder)
    }
}
