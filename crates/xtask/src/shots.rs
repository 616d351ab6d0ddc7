//! `cargo xtask shots`: pictures of the built page, to be looked at by a person.

use crate::process::{Done, run as run_program, say};
use crate::{check, project, site};

/// Builds the site where there is none and takes the pictures.
pub(crate) fn run(arguments: &[String]) -> Done {
    if !project::root().join(site::SITE).is_dir() {
        site::build()?;
    }
    let mut command = check::playwright(&["test"])?;
    run_program(command.args(arguments).env("SIGHTLINE_SHOTS", "1"))?;
    say("The pictures are in target/shots/.");
    Ok(())
}
