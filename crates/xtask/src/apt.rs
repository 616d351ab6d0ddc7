//! Debian's packages, where this machine takes them and this user may install them.

use std::process::Command;

use crate::process::{Done, on_path, program, read, run};

/// Whether packages may be installed without asking anybody.
pub(crate) fn may() -> bool {
    on_path("apt-get").is_some()
        && read(program("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

/// Installs packages and what they need.
pub(crate) fn install(packages: &[&str]) -> Done {
    run(&mut apt(&["update", "-qq"]))?;
    let options = ["install", "-qq", "--yes", "--no-install-recommends"];
    run(apt(&options).args(packages))
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = program("apt-get");
    command
        .args(["-o", "DPkg::Lock::Timeout=600"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
