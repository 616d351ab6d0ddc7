//! Node and the packages it runs: for tests and for the optimiser, never for serving.

use std::fs;

use crate::process::{Done, Failure, program, read, run, say};
use crate::project;

/// Whether node runs here.
pub(crate) fn node_is_there() -> bool {
    read(program("node").arg("--version")).is_ok()
}

/// Makes sure `node_modules/` is what package-lock.json says.
pub(crate) fn packages() -> Done {
    // A copy of the lock file is the last thing written, so an interrupted installation is done again.
    let installed = project::root().join("node_modules/.sightline-installed");
    let wanted = project::read("package-lock.json")?;
    if fs::read_to_string(&installed).is_ok_and(|had| had == wanted) {
        return Ok(());
    }
    if !node_is_there() {
        return Err(Failure::new(
            "node and npm are needed here: install Node.js 20 or later",
        ));
    }
    say("Installing the npm packages for tests and wasm-opt: under a minute.");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(program(npm).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
    .map_err(|failure| {
        Failure::new(format!(
            "{failure}; the packages come from the npm registry, which must be reachable"
        ))
    })?;
    fs::write(&installed, wanted).map_err(|error| Failure::file(&installed, &error))
}
