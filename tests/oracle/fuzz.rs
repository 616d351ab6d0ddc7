//! Documents nobody would write: the engine answers every question about each of them.
//!
//! `corpus/` holds documents that were trouble once or look like it. They are asked as they are,
//! and again after some values were dropped, emptied or exchanged for others of the document. A
//! failure says its seed; what remains of it is worth a file in `corpus/`.

use crate::dice::Dice;
use net::laws::dns::RecordType;
use net::matrix::pairs;
use net::query::Protocol;
use net::resolve::resolve;
use net::{Network, Query, Topology, trace};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Damaged documents a run.
const DAMAGED: u64 = 400;
/// How many questions a document is asked at most.
const QUESTIONS: usize = 24;

#[test]
fn every_document_of_the_corpus_is_answered() {
    for (name, document) in corpus() {
        let asked = answer(&document, &mut Dice::new(1));
        assert!(asked.is_some(), "{name} is no topology");
    }
}

#[test]
fn a_damaged_document_is_answered_or_refused() {
    let corpus = corpus();
    let mut answered = 0;
    for seed in crate::seeds(DAMAGED) {
        let mut dice = Dice::new(seed);
        let (name, document) = dice.one_of(&corpus);
        let mut document = document.clone();
        for _ in 0..dice.number(1..8) {
            damage(&mut dice, &mut document);
        }
        let end = catch_unwind(AssertUnwindSafe(|| answer(&document, &mut dice)));
        match end {
            Ok(end) => answered += u32::from(end.is_some()),
            Err(_) => panic!("seed {seed}, from {name}:\n{document}"),
        }
    }
    assert!(answered > 100, "only {answered} documents could be read");
}

fn corpus() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&text).unwrap())
    };
    let mut corpus: Vec<_> = files.iter().map(read).collect();
    corpus.push((
        "drawn names".to_owned(),
        crate::dns::draw(&mut Dice::new(0)),
    ));
    corpus.push((
        "drawn paths".to_owned(),
        crate::kernel::draw(&mut Dice::new(0)),
    ));
    corpus
}

/// Asks what can be asked; `None` where the text is no topology.
fn answer(document: &Value, dice: &mut Dice) -> Option<()> {
    let text = document.to_string();
    let topology = Topology::from_json(&text).ok()?;
    let written = topology.to_json();
    assert_eq!(Topology::from_json(&written).as_ref().ok(), Some(&topology));
    let _ = topology.findings();
    let network = Network::new(Arc::new(topology));
    let mut texts = BTreeSet::from(["internet".to_owned(), String::new()]);
    collect(document, &mut texts);
    let texts: Vec<String> = texts.into_iter().collect();
    let ids: Vec<String> = kinds(document)
        .filter(|kind| kind.starts_with(['i', 's', 'n']))
        .flat_map(|kind| document[kind].as_object().into_iter().flatten())
        .map(|(id, _)| id.clone())
        .chain(["internet".to_owned()])
        .collect();
    for _ in 0..QUESTIONS {
        let from = dice.one_of(&ids);
        let to = format!("{}:{}", dice.one_of(&texts), dice.number(0..70_000));
        let protocols = ["tcp", "udp", "icmp", "58", "0"].map(Protocol::parse);
        let protocol = dice.one_of(&protocols).unwrap();
        let query = Query::new(from, &to, protocol);
        assert_eq!(
            trace(&network, &query),
            trace(&network, &query),
            "{query:?}"
        );
        let name = dice.one_of(&texts);
        let types = [RecordType::A, RecordType::Aaaa];
        let _ = resolve(&network, from, name, *dice.one_of(&types));
    }
    let _ = pairs(&network, 443);
    Some(())
}

fn kinds(document: &Value) -> impl Iterator<Item = &str> {
    let kinds = document.as_object().into_iter().flatten();
    kinds.map(|(kind, _)| kind.as_str())
}

/// Every key and text of a document.
fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            texts.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|it| collect(it, texts)),
        Value::Object(entries) => {
            for (key, value) in entries {
                texts.insert(key.clone());
                collect(value, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What a text may become besides another of the document.
const ODD: &[&str] = &[
    "",
    "0.0.0.0/0",
    "::/0",
    "255.255.255.255/32",
    "10.0.0.1",
    ".",
    "*.",
    "é.例",
];

/// One thing goes wrong somewhere, mostly so that the document can still be read.
fn damage(dice: &mut Dice, document: &mut Value) {
    let mut places = Vec::new();
    list(document, String::new(), &mut places);
    let mut texts = BTreeSet::new();
    collect(document, &mut texts);
    let texts: Vec<String> = texts.into_iter().collect();
    let place = dice.one_of(&places).clone();
    let Some((parent, key)) = place.rsplit_once('/') else {
        return;
    };
    let removed = dice.chance(20);
    let value = document.pointer_mut(&place).unwrap();
    match value {
        _ if dice.chance(4) => *value = Value::Null,
        Value::String(text) if !removed => {
            let like = |other: &&String| other.contains('/') == text.contains('/');
            let alike: Vec<&String> = texts.iter().filter(like).collect();
            *value = if dice.chance(10) {
                json!(dice.one_of(ODD))
            } else {
                json!(dice.one_of(&alike))
            };
        }
        Value::Number(_) if !removed => {
            *value = json!(dice.one_of(&[0_i64, 1, 443, 65_535, 65_536, i64::from(i32::MAX)]));
        }
        Value::Bool(on) if !removed => *on = !*on,
        Value::Array(values) if !removed => values.extend(values.clone()),
        Value::Object(entries) if !removed && dice.chance(10) => entries.clear(),
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => {
            let key = key.replace("~1", "/").replace("~0", "~");
            match document.pointer_mut(parent).unwrap() {
                Value::Object(entries) => drop(entries.remove(&key)),
                Value::Array(values) => drop(values.remove(key.parse().unwrap())),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }
}

/// The pointers of all values below one (RFC 6901).
fn list(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                list(value, format!("{at}/{index}"), places);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                list(value, format!("{at}/{key}"), places);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    places.push(at);
}
