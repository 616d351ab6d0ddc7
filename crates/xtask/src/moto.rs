//! moto, boto3 and the AWS CLI from `PyPI`, in an environment of their own: a server and clients the
//! importer is tried with.

use crate::process::{on_path, program, read, say};
use crate::tool::cache_folder;

/// What is installed. moto's shapes are compared with, so its version is fixed.
const PACKAGES: [&str; 3] = ["moto[server]==5.2.5", "boto3==1.44.5", "awscli==1.46.3"];

/// Installs what is missing where Python may. The test that finds no moto says so and passes.
pub(crate) fn install() {
    let folder = cache_folder().join("moto");
    let versions = folder.join("versions");
    let wanted = PACKAGES.join(" ");
    if std::fs::read_to_string(&versions).is_ok_and(|it| it == wanted) {
        return;
    }
    let Some(python) = on_path("python3") else {
        say("python3 is not there; the test that needs moto will be skipped");
        return;
    };
    say(&format!(
        "Installing {wanted} with pip, to try the importer with."
    ));
    let made = read(program(python).args(["-m", "venv"]).arg(&folder));
    let pip = folder.join("bin/pip");
    let installed = made.and_then(|_| {
        read(
            program(pip)
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .args(PACKAGES),
        )
    });
    match installed.map(|_| std::fs::write(&versions, wanted)) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => say(&format!("{}: {error}", versions.display())),
        Err(failure) => say(&format!(
            "{failure}; the test that needs moto will be skipped"
        )),
    }
}
