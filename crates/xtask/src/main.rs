//! The project's own tasks: `cargo xtask TASK`. Knows no crate but the standard library, so it builds in seconds.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a task talks to the person who started it"
)]

mod apt;
mod bench;
mod browser;
mod check;
mod corpus;
mod moto;
mod npm;
mod oracle;
mod process;
mod project;
mod schema;
mod serve;
mod shots;
mod site;
mod tally;
mod tool;

use std::process::ExitCode;

use process::Done;

struct Task {
    name: &'static str,
    says: &'static str,
    run: fn(&[String]) -> Done,
}

const TASKS: [Task; 8] = [
    Task {
        name: "serve",
        says: "open the page at http://127.0.0.1:8080/ and rebuild on change; arguments go to trunk (--port 8123)",
        run: serve::run,
    },
    Task {
        name: "test",
        says: "run every check, or only those named: fmt clippy unit wasm schema build e2e trunk",
        run: check::run,
    },
    Task {
        name: "build",
        says: "make the release site in dist/, for any folder of any host, and print its size",
        run: site::run_task,
    },
    Task {
        name: "schema",
        says: "write schema/topology.schema.json and docs/rules.md; with --check, say whether the schema is current",
        run: schema::run,
    },
    Task {
        name: "shots",
        says: "take pictures of the built page into target/shots/: wide and narrow, light and dark, en and ja",
        run: shots::run,
    },
    Task {
        name: "bench",
        says: "measure engine and picture on networks of 1,000 to 100,000 interfaces, beside the budgets; arguments choose benches, `page FILE...` measures the built page",
        run: bench::run,
    },
    Task {
        name: "corpus",
        says: "import every file of a folder and print how much of each is understood; --notes says what is not",
        run: corpus::run,
    },
    Task {
        name: "setup",
        says: "install everything the other tasks use, and run nothing",
        run: setup,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        help();
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        help();
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("no such task: {name}\n");
        help();
        return ExitCode::from(2);
    };
    match (task.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if failure.is_news() {
                eprintln!("cargo xtask {name}: {failure}");
            }
            ExitCode::FAILURE
        }
    }
}

fn help() {
    println!("cargo xtask TASK\n");
    for task in TASKS {
        println!("  {:<8}{}", task.name, task.says);
    }
    println!(
        "\nPrograms it installs are kept per user, outside the project: {}",
        tool::cache_folder().display()
    );
}

fn setup(_arguments: &[String]) -> Done {
    tool::wasm_target()?;
    tool::trunk()?.folder()?;
    tool::wasm_bindgen()?.folder()?;
    npm::packages()?;
    browser::find()?;
    oracle::install();
    moto::install();
    println!("everything is installed");
    Ok(())
}
