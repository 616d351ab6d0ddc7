//! Where the project is and which versions it names.

use std::path::{Path, PathBuf};

use crate::process::{Done, Failure};

/// The project's folder: where cargo runs this from, since a checkout may have moved since it was compiled.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors().nth(2).unwrap_or(&here).to_path_buf()
}

/// The text of a file of the project.
pub(crate) fn read(file: impl AsRef<Path>) -> Done<String> {
    let path = root().join(file);
    std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))
}

/// The version of a crate in Cargo.lock.
pub(crate) fn locked_version(crate_name: &str) -> Done<String> {
    after(
        &read("Cargo.lock")?,
        &format!("name = \"{crate_name}\"\nversion = \""),
    )
    .ok_or_else(|| Failure::new(format!("Cargo.lock names no {crate_name}")))
}

/// The version of a program in the `[workspace.metadata.tools]` table of Cargo.toml.
pub(crate) fn pinned_version(program: &str) -> Done<String> {
    let manifest = read("Cargo.toml")?;
    manifest
        .split_once("[workspace.metadata.tools]")
        .and_then(|(_, table)| after(table, &format!("\n{program} = \"")))
        .ok_or_else(|| Failure::new(format!("Cargo.toml pins no {program}")))
}

fn after(text: &str, opening: &str) -> Option<String> {
    let (_, rest) = text.split_once(opening)?;
    rest.split('"').next().map(str::to_owned)
}
