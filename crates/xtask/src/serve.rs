//! `cargo xtask serve`: trunk's development server, with all it needs. Needs Rust alone.

use crate::process::{Done, Failure, path_with, program, say};
use crate::tool;

/// Installs what is missing and becomes `trunk serve`.
pub(crate) fn run(arguments: &[String]) -> Done {
    tool::wasm_target()?;
    let trunk_folder = tool::trunk()?.folder()?;
    let path = path_with(&[tool::wasm_bindgen()?.folder()?]);
    say(
        "Compiling Sightline: one to three minutes the first time, seconds after a change. The address follows.",
    );
    let mut trunk = program(trunk_folder.join("trunk"));
    trunk
        .arg("serve")
        .args(arguments)
        .env("PATH", path)
        .env_remove("NO_COLOR"); // trunk 0.21 takes its value for an argument and stops
    become_program(&mut trunk)
}

/// Replaces this process, so that whoever ends the task ends the server.
#[cfg(unix)]
fn become_program(command: &mut std::process::Command) -> Done {
    use std::os::unix::process::CommandExt;
    Err(Failure::new(format!(
        "could not start trunk: {}",
        command.exec()
    )))
}

#[cfg(not(unix))]
fn become_program(command: &mut std::process::Command) -> Done {
    crate::process::run(command)
}
