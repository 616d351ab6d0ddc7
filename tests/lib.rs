//! Behaviour as data.

use std::path::{Path, PathBuf};

/// A folder of real inputs nobody here wrote: below `../shared`, or where `SIGHTLINE_SHARED` says.
/// Absent on a machine of its own, which is said.
#[must_use]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
pub fn shared(path: &str) -> Option<PathBuf> {
    let given = std::env::var_os("SIGHTLINE_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = given.unwrap_or(beside).join(path);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}
