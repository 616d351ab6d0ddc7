//! Files to sources, and sources to a topology.

use crate::arguments::{File, Inputs};
use import::source::{ENDINGS, check_size, configures, is_entered, is_read};
use import::{Imported, Settings, Source};
use net::lang::Lang;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Reads and imports all inputs.
pub(crate) fn read(inputs: &Inputs) -> Result<Imported, String> {
    let lang = inputs.lang;
    let mut sources = Vec::new();
    for file in &inputs.files {
        if file.path.is_dir() {
            let mut found = Vec::new();
            files_in(&file.path, "", &mut found)?;
            let has_configuration = found.iter().any(|it| configures(&it.to_string_lossy()));
            let inside = |path: &Path| {
                let inside = path.strip_prefix(&file.path).unwrap_or(path);
                inside.to_string_lossy().into_owned()
            };
            found.retain(|it| is_read(&inside(it), has_configuration));
            // A file of variables that is given by name is the one that is meant.
            let given = |path: &Path| {
                inputs
                    .files
                    .iter()
                    .any(|it| has_ending(&it.path, &["tfvars"]) && it.path != path)
            };
            found.retain(|it| !(has_ending(it, &["tfvars"]) && given(it) && !loads_itself(it)));
            if found.is_empty() {
                let (name, endings) = (file.path.display(), ENDINGS.join(", ."));
                return Err(format!("{name}: no file in it that is read (.{endings})"));
            }
            for path in found {
                let stack = file.stack.clone();
                sources.extend(sources_of(&File { path, stack }, lang)?);
            }
        } else {
            sources.extend(sources_of(file, lang)?);
        }
    }
    let settings = Settings {
        region: inputs.region.clone(),
        parameters: inputs.parameters.clone(),
    };
    import::import(&sources, &settings).map_err(|bad| bad.in_lang(lang))
}

/// The files of a folder that may be read, by name, then those of the folders in it. `inside` is the
/// folder as seen from the one that was given.
fn files_in(folder: &Path, inside: &str, found: &mut Vec<PathBuf>) -> Result<(), String> {
    let trouble = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut folders = Vec::new();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let path = entry.path();
        // A link to a folder is not followed, since it may lead back.
        if entry.file_type().map_err(trouble)?.is_dir() {
            let inside = format!("{inside}{}", name_of(&path));
            if is_entered(&inside) {
                folders.push((path, format!("{inside}/")));
            }
        } else if path.is_file() && is_read(&format!("{inside}{}", name_of(&path)), true) {
            files.push(path);
        }
    }
    files.sort();
    folders.sort();
    found.append(&mut files);
    let mut folders = folders.iter();
    folders.try_for_each(|(path, inside)| files_in(path, inside, found))
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    endings.iter().any(|it| ending.eq_ignore_ascii_case(it))
}

/// Whether Terraform loads a file of variables without being told to.
fn loads_itself(path: &Path) -> bool {
    let name = name_of(path);
    name == "terraform.tfvars" || name.ends_with(".auto.tfvars")
}

/// The text of a file, or the texts of an archive.
fn sources_of(file: &File, lang: Lang) -> Result<Vec<Source>, String> {
    let name = file.path.display().to_string();
    let bytes = if file.path == Path::new("-") {
        let mut bytes = Vec::new();
        // One byte over the limit is enough to refuse it.
        let limit = import::limits::MAX_BYTES as u64 + 1;
        std::io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("{name}: {error}"))?;
        bytes
    } else {
        let about = std::fs::metadata(&file.path).map_err(|error| format!("{name}: {error}"))?;
        check_size(&name, about.len()).map_err(|bad| bad.in_lang(lang))?;
        std::fs::read(&file.path).map_err(|error| format!("{name}: {error}"))?
    };
    let name = if name == "-" {
        "stdin".to_owned()
    } else {
        name
    };
    let sources = Source::all_from_bytes(name, bytes).map_err(|bad| bad.in_lang(lang))?;
    Ok(match &file.stack {
        Some(stack) => sources.into_iter().map(|it| it.as_stack(stack)).collect(),
        None => sources,
    })
}
