//! `cargo xtask schema`: the JSON Schema of the topology document and the table of rules, generated.

use std::fs;

use crate::process::{Done, Failure, cargo, read, say};
use crate::project;

const FILE: &str = "schema/topology.schema.json";
const RULES: &str = "docs/rules.md";

/// Writes the schema, or with `--check` only compares.
pub(crate) fn run(arguments: &[String]) -> Done {
    if arguments.iter().any(|argument| argument == "--check") {
        check()?;
        say(&format!("{FILE} is current"));
        return Ok(());
    }
    let path = project::root().join(FILE);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    fs::write(&path, generate()?).map_err(|error| Failure::file(&path, &error))?;
    say(&format!("wrote {FILE}"));
    write_rules()?;
    say(&format!("wrote {RULES}"));
    Ok(())
}

/// A test makes the table of rules, since it knows the scenarios.
fn write_rules() -> Done {
    let mut command = cargo(&["test", "--quiet", "--locked", "--package", "tests"]);
    command.args(["--test", "rules", "the_table_of_rules"]);
    read(command.env("UPDATE_EXPECT", "1")).map(drop)
}

/// Fails where the committed schema is not what the types say.
pub(crate) fn check() -> Done {
    if project::read(FILE).unwrap_or_default().replace('\r', "") == generate()? {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "{FILE} is not what the types say: run `cargo xtask schema` and commit it"
        )))
    }
}

fn generate() -> Done<String> {
    read(&mut cargo(&[
        "run",
        "--quiet",
        "--locked",
        "--package",
        "net",
        "--features",
        "schema",
        "--example",
        "schema",
    ]))
}
