//! `cargo xtask bench`: how long the engine and the picture take, beside the budgets, and how good the picture is;
//! `cargo xtask bench page FILE...`: the same of the built page. Measured and printed, never asserted.

use std::collections::BTreeMap;
use std::path::Path;

use crate::process::{self, Done, Failure, cargo, program, say, watch};

/// The sizes of network that are measured, in interfaces.
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

/// What is measured, what it is called, and its budget in nanoseconds at each size where it has one.
const ROWS: [(&str, &str, [Option<u64>; 3]); 13] = [
    ("trace/by name", "trace to an endpoint by name", TRACE),
    ("trace/by address", "trace to an endpoint by address", TRACE),
    ("trace/across VPCs", "trace over a transit gateway", TRACE),
    ("trace/to the internet", "trace through a NAT", TRACE),
    ("trace/blocked", "trace that is blocked", TRACE),
    ("names/resolve", "resolve", [None; 3]),
    ("network/read", "read the document", [None; 3]),
    ("network/index", "index it", [None; 3]),
    (
        "network/matrix",
        "matrix of all pairs",
        [Some(1_000_000), Some(10_000_000), Some(500_000_000)],
    ),
    (
        "import/dump",
        "import what the AWS CLI prints",
        [None, Some(400_000_000), None],
    ),
    ("picture/layout", "lay the picture out", PAINTED),
    ("picture/detail", "the inside of one VPC", [None; 3]),
    ("picture/timeline", "tell a trace on it", [None; 3]),
];

/// From data in memory to the painted diagram, of which the layout is a part.
const PAINTED: [Option<u64>; 3] = [Some(120_000_000), Some(250_000_000), Some(650_000_000)];

/// One trace with full evidence, native: said for 1,000 interfaces.
const TRACE: [Option<u64>; 3] = [Some(50_000), None, None];

/// Runs the benches; arguments are names to measure only some, as criterion takes them.
pub(crate) fn run(arguments: &[String]) -> Done {
    if arguments.first().is_some_and(|first| first == "page") {
        return page(&arguments[1..]);
    }
    let mut command = cargo(&[
        "bench",
        "--locked",
        "--package",
        "tests",
        "--bench",
        "engine",
    ]);
    command
        .args(["--", "--output-format", "bencher"])
        .args(arguments);
    let (succeeded, output) = watch(&mut command)?;
    if !succeeded {
        return Err(Failure::new("the benches failed"));
    }
    say(&table(&measured(&output)));
    for line in output.lines().filter(|line| line.starts_with("quality ")) {
        say(line);
    }
    Ok(())
}

/// Measures the page as `cargo xtask build` left it, on the documents given.
fn page(files: &[String]) -> Done {
    if files.is_empty() || !Path::new("dist/index.html").is_file() {
        return Err(Failure::new(
            "`cargo xtask bench page FILE...` measures the site of `cargo xtask build` on documents, templates, outputs of the AWS CLI or zips of them",
        ));
    }
    let mut command = program("node");
    process::run(command.arg("tests/browser/measure.js").args(files))
}

/// Nanoseconds by name and size, of lines such as `test trace/blocked/1000 ... bench:      41,259 ns/iter (+/- 3,718)`.
fn measured(output: &str) -> BTreeMap<(String, u64), u64> {
    output
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.strip_prefix("test ")?.split_once(" ... bench:")?;
            let (what, size) = name.rsplit_once('/')?;
            let nanos = rest.trim().split(' ').next()?.replace(',', "");
            Some(((what.to_owned(), size.parse().ok()?), nanos.parse().ok()?))
        })
        .collect()
}

fn table(measured: &BTreeMap<(String, u64), u64>) -> String {
    let mut text = format!("\n{:<32}", "interfaces");
    for size in SIZES {
        text += &format!("{size:>12}{:>12}", "budget");
    }
    for (name, says, budgets) in ROWS {
        text += &format!("\n{says:<32}");
        for (size, budget) in SIZES.into_iter().zip(budgets) {
            let time = measured.get(&(name.to_owned(), size)).copied();
            let over = matches!((time, budget), (Some(time), Some(budget)) if time > budget);
            let mark = if over { " !" } else { "" };
            let budget = budget.map_or_else(String::new, human);
            let time = time.map_or_else(|| "-".to_owned(), human);
            text += &format!("{time:>12}{:>12}", format!("{budget}{mark}"));
        }
    }
    text + "\n\n! is over budget. Machines differ: compare ratios, on a quiet one.\n"
}

fn human(nanos: u64) -> String {
    let (unit, name) = match nanos {
        0..1_000_000 => (1_000, "us"),
        1_000_000.. => (1_000_000, "ms"),
    };
    let tenths = nanos * 10 / unit;
    if tenths < 100 {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    } else {
        format!("{} {name}", tenths / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::{human, measured, table};

    #[test]
    fn what_criterion_prints_becomes_a_table() {
        let line = "test trace/blocked/1000 ... bench:      61,259 ns/iter (+/- 3,718)\n";
        let table = table(&measured(line));
        let row = table.lines().find(|line| line.contains("blocked"));
        let words: Vec<&str> = row.unwrap_or_default().split_whitespace().collect();
        assert_eq!(words.join(" "), "trace that is blocked 61 us 50 us ! - -");
    }

    #[test]
    fn times_are_told_in_the_unit_they_need() {
        assert_eq!(human(1_890_000), "1.8 ms");
        assert_eq!(human(41_259), "41 us");
    }
}
