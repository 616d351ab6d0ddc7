//! What a dump leaves out is unknown, and is never taken for something that is not there.
//!
//! A whole dump answers every question. Without one of its outputs, or two, a question has the same
//! outcome or none that is certain: what is missing cannot turn a yes into a no. `left-out.txt` beside
//! the dump keeps the answers, and which of them hang on which output.

use import::{Settings, Source, import};
use net::trace::Outcome;
use net::{Network, Query, trace};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const QUESTIONS: &[(&str, &str)] = &[
    ("i-0app", "203.0.113.99:443"),
    ("i-0app", "sqs.us-east-1.amazonaws.com:443"),
    ("i-0app", "s3.us-east-1.amazonaws.com:443"),
    ("i-0app", "vpce-0svc:443"),
    ("i-0app", "vpce-0svc:80"),
    (
        "i-0app",
        "web-0123456789abcdef.elb.us-east-1.amazonaws.com:443",
    ),
    ("i-0app", "10.1.0.50:443"),
    ("i-0app", "10.1.0.10:443"),
    ("i-0app", "10.2.0.10:5432"),
    ("i-0app", "10.2.0.10:22"),
    ("i-0app", "db.corp.example:5432"),
    ("i-0app", "nobody.corp.example:5432"),
    ("i-0app", "10.0.1.77:443"),
    ("i-0bast", "203.0.113.99:443"),
    ("i-0web", "i-0app:443"),
    ("i-0web", "203.0.113.99:443"),
    ("i-0db", "i-0web:443"),
    ("internet", "203.0.113.10:22"),
    ("internet", "10.0.1.10:22"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("imports/describe_whole")
}

fn sources() -> Vec<Source> {
    let entries = fs::read_dir(folder().join("in")).expect("the dump");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("a file").path()).collect();
    paths.sort();
    let source = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy();
        Source::new(name, fs::read_to_string(path).expect("a text"))
    };
    paths.iter().map(source).collect()
}

/// The outcome of each question, with its code.
fn answers(sources: &[Source]) -> Vec<(Outcome, String)> {
    let imported = import(sources, &Settings::default()).expect("a dump");
    let network = Network::new(imported.topology.into());
    let answer = |(from, to): &(&str, &str)| {
        let verdict = trace(&network, &Query::tcp(from, to)).verdict;
        (verdict.outcome, verdict.code.as_str().to_owned())
    };
    QUESTIONS.iter().map(answer).collect()
}

/// Whether nothing certain was made of what is missing.
fn keeps(whole: &[(Outcome, String)], part: &[(Outcome, String)]) -> Result<(), String> {
    for ((question, whole), part) in QUESTIONS.iter().zip(whole).zip(part) {
        if part.0 != Outcome::Undetermined && part.0 != whole.0 {
            return Err(format!("{question:?} is {whole:?}, then {part:?}"));
        }
    }
    Ok(())
}

#[test]
fn what_is_left_out_is_never_taken_for_nothing() {
    let sources = sources();
    let whole = answers(&sources);
    let mut told = String::new();
    for ((from, to), (outcome, code)) in QUESTIONS.iter().zip(&whole) {
        let _ = writeln!(told, "{from} to {to}: {outcome:?} {code}");
    }
    for left_out in &sources {
        let mut rest = sources.clone();
        rest.retain(|it| it.name != left_out.name);
        let part = answers(&rest);
        keeps(&whole, &part).unwrap_or_else(|why| panic!("without {}: {why}", left_out.name));
        let _ = writeln!(told, "\nwithout {}", left_out.name);
        for ((from, to), (outcome, _)) in QUESTIONS.iter().zip(&part) {
            if *outcome == Outcome::Undetermined {
                let _ = writeln!(told, "  {from} to {to}");
            }
        }
    }
    let kept = folder().join("left-out.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&kept, &told).expect("what is kept can be written");
    }
    let kept = fs::read_to_string(&kept).expect("what is kept");
    assert!(kept == told, "left-out.txt differs; found:\n{told}");
}

#[test]
fn nor_is_what_two_outputs_would_say() {
    let sources = sources();
    let whole = answers(&sources);
    for (at, one) in sources.iter().enumerate() {
        for other in sources.iter().skip(at + 1) {
            let mut rest = sources.clone();
            rest.retain(|it| it.name != one.name && it.name != other.name);
            keeps(&whole, &answers(&rest))
                .unwrap_or_else(|why| panic!("without {} and {}: {why}", one.name, other.name));
        }
    }
}
