//! `cargo xtask shots`: pictures of the built page, to be looked at by a person.
//! With `SIGHTLINE_SITE=target/trunk` they are of what trunk built last, and nothing is built.

use crate::process::{Done, run as run_program, say};
use crate::{check, site};

/// Builds the site and takes the pictures.
pub(crate) fn run(arguments: &[String]) -> Done {
    if std::env::var_os("SIGHTLINE_SITE").is_none() {
        site::build()?;
    }
    let mut command = check::playwright(&["test"])?;
    run_program(command.args(arguments).env("SIGHTLINE_SHOTS", "1"))?;
    say("The pictures are in target/shots/.");
    Ok(())
}
