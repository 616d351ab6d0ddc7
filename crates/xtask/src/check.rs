//! `cargo xtask test`: every check of the project, one section after the other. A failure stops none of the rest.

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::process::{Done, Failure, cargo, program, run as run_program, say, watch};
use crate::tally::Tally;
use crate::{browser, npm, oracle, schema, site, tool};

/// One kind of check.
struct Section {
    name: &'static str,
    title: &'static str,
    run: fn() -> Done<Tally>,
}

const SECTIONS: [Section; 8] = [
    Section {
        name: "fmt",
        title: "formatting",
        run: fmt,
    },
    Section {
        name: "clippy",
        title: "lints, on this machine and for the browser",
        run: clippy,
    },
    Section {
        name: "unit",
        title: "unit, scenario, property and doc tests",
        run: unit,
    },
    Section {
        name: "wasm",
        title: "tests of the web crate in headless Chromium",
        run: wasm,
    },
    Section {
        name: "schema",
        title: "JSON Schema is current",
        run: schema_is_current,
    },
    Section {
        name: "build",
        title: "release site",
        run: build,
    },
    Section {
        name: "e2e",
        title: "the built site in a browser",
        run: end_to_end,
    },
    Section {
        name: "trunk",
        title: "what plain trunk builds starts too",
        run: trunk,
    },
];

/// Runs the sections named, or all.
pub(crate) fn run(names: &[String]) -> Done {
    if let Some(unknown) = names
        .iter()
        .find(|name| SECTIONS.iter().all(|section| section.name != **name))
    {
        return Err(Failure::new(format!("no such section: {unknown}")));
    }
    let named = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    // The end-to-end tests are of the site as it is now, so it is built for them.
    let wanted = |name: &str| named(name) || (name == "build" && named("e2e"));

    let mut report = Vec::new();
    for section in SECTIONS.iter().filter(|section| wanted(section.name)) {
        say(&format!("\n━━━ {}: {} ━━━\n", section.name, section.title));
        let start = now();
        let tally = (section.run)().unwrap_or_else(|failure| {
            say(&format!("{}: {failure}", section.name));
            Tally::of_one(false)
        });
        report.push((section.name, tally, start.elapsed()));
    }
    conclude(&report)
}

fn conclude(report: &[(&str, Tally, Duration)]) -> Done {
    let mut sum = Tally::default();
    let mut time = Duration::ZERO;
    say("\n━━━ result ━━━\n");
    for (name, tally, took) in report {
        let mark = if tally.failed == 0 { "ok  " } else { "FAIL" };
        say(&format!(
            "  {mark}  {name:<8} {:>6}  {tally}",
            minutes(*took)
        ));
        sum += *tally;
        time += *took;
    }
    say(&format!("\n  in {}\n\n{sum}", minutes(time)));
    if sum.failed == 0 {
        Ok(())
    } else {
        Err(Failure::already_said())
    }
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[expect(clippy::disallowed_methods, reason = "a task never runs in a browser")]
fn now() -> Instant {
    Instant::now()
}

fn fmt() -> Done<Tally> {
    Ok(passes(&mut cargo(&["fmt", "--all", "--check"])))
}

fn clippy() -> Done<Tally> {
    tool::wasm_target()?;
    let mut tally = passes(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--features",
        "net/schema",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ]));
    tally += passes(
        cargo(&[
            "clippy",
            "--package",
            "web",
            "--package",
            "importer",
            "--all-targets",
            "--locked",
        ])
        .args(["--target", tool::WASM, "--", "-D", "warnings"]),
    );
    Ok(tally)
}

fn unit() -> Done<Tally> {
    oracle::install();
    crate::moto::install();
    count(&mut cargo(&[
        "test",
        "--workspace",
        "--locked",
        "--no-fail-fast",
    ]))
}

fn wasm() -> Done<Tally> {
    tool::wasm_target()?;
    let runner = tool::wasm_bindgen()?
        .folder()?
        .join("wasm-bindgen-test-runner");
    let browser = browser::find()?;
    count(
        cargo(&[
            "test",
            "--package",
            "web",
            "--locked",
            "--lib",
            "--tests",
            "--target",
            tool::WASM,
        ])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

fn schema_is_current() -> Done<Tally> {
    schema::check()?;
    Ok(Tally::of_one(true))
}

fn build() -> Done<Tally> {
    site::run_task(&[])?;
    Ok(Tally::of_one(true))
}

fn end_to_end() -> Done<Tally> {
    count(&mut playwright(&["test"])?)
}

fn trunk() -> Done<Tally> {
    site::trunk_build(&[])?;
    let mut tally = Tally::of_one(true);
    tally += count(
        playwright(&["test", "--grep", "the page starts"])?.env("SIGHTLINE_SITE", "target/trunk"),
    )?;
    Ok(tally)
}

/// Playwright with the browser of this machine and a port that is free on it.
pub(crate) fn playwright(arguments: &[&str]) -> Done<Command> {
    npm::packages()?;
    let browser = browser::find()?;
    let mut node = program("node");
    node.arg("node_modules/@playwright/test/cli.js")
        .args(arguments)
        .args(["--config", "tests/browser"])
        .env("CHROMIUM", browser.chromium)
        .env("SIGHTLINE_PORT", free_port()?.to_string())
        .env_remove("FORCE_COLOR");
    Ok(node)
}

fn free_port() -> Done<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("no port is free: {error}")))
}

fn passes(command: &mut Command) -> Tally {
    match run_program(command) {
        Ok(()) => Tally::of_one(true),
        Err(failure) => {
            say(&failure.to_string());
            Tally::of_one(false)
        }
    }
}

fn count(command: &mut Command) -> Done<Tally> {
    let (succeeded, output) = watch(command)?;
    Ok(Tally::of_output(succeeded, &output))
}
