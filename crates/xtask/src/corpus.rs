//! `cargo xtask corpus FOLDER`: how much of real inputs is understood, file by file.

use crate::process::{Done, cargo, run as run_program};

/// Runs the importer's example; its arguments are the task's.
pub(crate) fn run(arguments: &[String]) -> Done {
    let mut program = cargo(&[
        "run",
        "--quiet",
        "--locked",
        "--package",
        "import",
        "--example",
        "corpus",
        "--",
    ]);
    program.args(arguments);
    run_program(&mut program)
}
