//! Every folder of `scenarios/` asked and compared.
//!
//! A scenario is pieces of topology laid over each other, a JSON merge patch (RFC 7386), and
//! questions with the answers they must have. Only what a question names is compared.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use net::evidence::{Fact, Fared};
use net::lang::Lang;
use net::laws;
use net::query::Protocol;
use net::topology::FindingCode;
use net::trace::Trace;
use net::{Network, Query, Topology, trace_with_fixes};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use studio::answer::Answer;
use studio::redact::Redactor;
use studio::scene::Scene;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    says: String,
    rules: Vec<String>,
    with: Vec<String>,
    #[serde(default)]
    patch: Value,
    /// Attributes set to `null`, which a merge patch cannot do: the value is unknown.
    #[serde(default)]
    unknown: Vec<String>,
    /// What is wrong with the topology: `CODE resource`.
    #[serde(default)]
    findings: Option<Vec<String>>,
    #[serde(default)]
    queries: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    from: String,
    to: String,
    #[serde(default)]
    protocol: Option<String>,
    #[serde(default)]
    action: Option<String>,
    #[serde(default)]
    arn: Option<String>,
    #[serde(default)]
    principal: Option<String>,
    #[serde(default)]
    source_ip: Option<std::net::IpAddr>,
    #[serde(default)]
    says: Option<String>,
    expect: Expected,
    #[serde(default)]
    blockers: Option<Vec<String>>,
    /// What each fix says, edit by edit.
    #[serde(default)]
    fixes: Option<Vec<Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    outcome: String,
    code: String,
    observed: Option<String>,
    status: Option<String>,
    answers: Option<Vec<String>>,
    decided_by: Option<String>,
    /// What the packet passes, up to the first thing that blocks it.
    hops: Option<Vec<String>>,
    /// What it would pass beyond that.
    beyond: Option<Vec<String>>,
    warnings: Option<Vec<String>>,
    /// The statement of a policy that decided, or what was not said and would decide.
    statement: Option<String>,
    needs: Option<Vec<String>>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// RFC 7386.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(target) = target else {
        return;
    };
    for (key, value) in patch {
        if value.is_null() {
            target.remove(key);
        } else {
            merge(target.entry(key).or_insert(Value::Null), value);
        }
    }
}

fn topology(scenario: &Scenario) -> Topology {
    let mut document = serde_json::json!({ "format": "sightline.topology/1" });
    for piece in &scenario.with {
        let piece: Value = read(&folder().join("pieces").join(format!("{piece}.json")));
        merge(&mut document, &piece);
    }
    if !scenario.patch.is_null() {
        merge(&mut document, &scenario.patch);
    }
    for path in &scenario.unknown {
        let pointer = format!("/{}", path.replace('.', "/"));
        *document.pointer_mut(&pointer).unwrap() = Value::Null;
    }
    let topology = Topology::from_json(&document.to_string()).unwrap();
    let again = Topology::from_json(&topology.to_json()).unwrap();
    assert_eq!(again, topology, "the document survives a round trip");
    topology
}

fn scenarios() -> BTreeMap<String, Scenario> {
    fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("scenario.json").exists())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, read(&path.join("scenario.json")))
        })
        .collect()
}

fn ask(network: &Network, question: &Question) -> Trace {
    trace_with_fixes(network, &query(question))
}

fn query(question: &Question) -> Query {
    let protocol = question.protocol.as_deref().unwrap_or("tcp");
    let protocol = Protocol::parse(protocol).unwrap();
    let mut query = Query::new(&question.from, &question.to, protocol);
    query.action.clone_from(&question.action);
    query.arn.clone_from(&question.arn);
    query.principal.clone_from(&question.principal);
    query.source_ip = question.source_ip;
    query
}

/// What differs from what was expected, one line each.
fn differences(question: &Question, trace: &Trace) -> Vec<String> {
    let json = serde_json::to_value(trace).unwrap();
    let text = |pointer: &str| {
        json.pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or("null")
            .to_owned()
    };
    let list = |pointer: &str, key: &str| -> Vec<String> {
        json.pointer(pointer)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|it| it[key].as_str().unwrap_or("null").to_owned())
            .collect()
    };
    let mut found = Vec::new();
    let mut check = |what: &str, expected: Option<String>, actual: String| {
        if let Some(expected) = expected
            && expected != actual
        {
            found.push(format!("{what}: expected {expected}, got {actual}"));
        }
    };
    let expect = &question.expect;
    check(
        "outcome",
        Some(expect.outcome.clone()),
        text("/verdict/outcome"),
    );
    check("code", Some(expect.code.clone()), text("/verdict/code"));
    check(
        "observed",
        expect.observed.clone(),
        text("/verdict/observed"),
    );
    check("status", expect.status.clone(), text("/resolution/status"));
    let addresses: Vec<String> = trace
        .resolution
        .answers
        .iter()
        .filter_map(|answer| answer.data.address())
        .map(|address| address.to_string())
        .collect();
    check(
        "answers",
        expect.answers.as_ref().map(|it| it.join(" ")),
        addresses.join(" "),
    );
    let decided = trace
        .resolution
        .steps
        .iter()
        .find_map(|step| step.decided_by.clone());
    check(
        "decided_by",
        expect.decided_by.clone(),
        decided.map_or("null".to_owned(), |it| it.to_string()),
    );
    let hops = |hypothetical: bool| {
        let steps = trace
            .forward
            .iter()
            .filter(|step| step.hypothetical == hypothetical);
        let mut hops: Vec<&str> = steps.map(|step| step.resource.as_str()).collect();
        hops.dedup();
        hops.join(" > ")
    };
    check(
        "hops",
        expect.hops.as_ref().map(|it| it.join(" > ")),
        hops(false),
    );
    check(
        "beyond",
        expect.beyond.as_ref().map(|it| it.join(" > ")),
        hops(true),
    );
    check(
        "warnings",
        expect.warnings.as_ref().map(|it| it.join(" ")),
        list("/warnings", "code").join(" "),
    );
    let policies = || {
        let steps = trace.forward.iter().flat_map(|step| &step.evidence);
        steps.filter_map(|evidence| match &evidence.fact {
            Fact::Policy { rows, needs, .. } => Some((rows, needs)),
            _ => None,
        })
    };
    let mut decided = policies().flat_map(|(rows, _)| rows);
    let decided = decided.rfind(|row| row.fared == Fared::Won);
    check(
        "statement",
        expect.statement.clone(),
        decided.map_or("null".to_owned(), |row| row.statement.clone()),
    );
    let needs: Vec<&str> = policies()
        .flat_map(|(_, needs)| needs.iter().map(String::as_str))
        .collect();
    check(
        "needs",
        expect.needs.as_ref().map(|it| it.join(" ")),
        needs.join(" "),
    );
    check(
        "blockers",
        question.blockers.as_ref().map(|it| it.join(" ")),
        list("/blockers", "code").join(" "),
    );
    let said = |fix: &net::trace::Fix| -> Vec<String> {
        assert!(fix.verified, "only what was tried is proposed");
        fix.edits.iter().map(|edit| edit.en.clone()).collect()
    };
    let fixes: Vec<Vec<String>> = trace.fixes.iter().map(said).collect();
    let text = |fixes: &Vec<Vec<String>>| format!("{fixes:?}");
    check("fixes", question.fixes.as_ref().map(text), text(&fixes));
    found
}

#[test]
fn every_scenario_is_answered_as_expected() {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for (name, scenario) in scenarios() {
        let topology = topology(&scenario);
        let findings = topology.findings();
        let found: Vec<String> = findings
            .iter()
            .map(|it| format!("{} {}", it.code.as_str(), it.resource))
            .collect();
        if let Some(expected) = &scenario.findings
            && *expected != found
        {
            wrong.push(format!(
                "{name}\n  findings: expected {expected:?}, got {found:?}"
            ));
        }
        let network = Network::new(Arc::new(topology));
        for question in &scenario.queries {
            asked += 1;
            let trace = ask(&network, question);
            for difference in differences(question, &trace) {
                let says = question.says.as_ref().unwrap_or(&scenario.says);
                wrong.push(format!(
                    "{name} ({says})\n  {} to {}\n  {difference}",
                    question.from, question.to
                ));
            }
        }
    }
    assert!(asked > 50, "only {asked} questions were found");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_law_has_a_scenario_and_both_languages() {
    let mut exercised = BTreeSet::new();
    for scenario in scenarios().values() {
        let network = Network::new(Arc::new(topology(scenario)));
        for question in &scenario.queries {
            let trace = ask(&network, question);
            let steps = trace
                .resolution
                .steps
                .iter()
                .flat_map(|step| &step.evidence);
            let path = trace.forward.iter().chain(&trace.back);
            let blockers = trace.blockers.iter().flat_map(|it| &it.evidence);
            exercised.extend(
                steps
                    .chain(path.flat_map(|step| &step.evidence))
                    .chain(blockers)
                    .map(|evidence| evidence.law.id),
            );
        }
    }
    let mut ids = BTreeSet::new();
    for law in laws::all() {
        assert!(
            law.says.en.ends_with('.') && law.says.ja.ends_with('。'),
            "{} lacks a language",
            law.id
        );
        assert!(
            law.source.starts_with("https://"),
            "{} names no source",
            law.id
        );
        assert!(!law.rules.is_empty(), "{} names no rule", law.id);
        ids.insert(law.id);
    }
    let unasked: Vec<_> = ids.difference(&exercised).collect();
    assert!(unasked.is_empty(), "no scenario exercises {unasked:?}");
    let unlisted: Vec<_> = exercised.difference(&ids).collect();
    assert!(unlisted.is_empty(), "not in laws::all: {unlisted:?}");
}

#[test]
fn what_is_missing_has_a_word_in_both_languages() {
    let mut wordless = BTreeSet::new();
    for scenario in scenarios().values() {
        let network = Network::new(Arc::new(topology(scenario)));
        for question in &scenario.queries {
            let trace = ask(&network, question);
            let steps = trace.resolution.steps.iter().map(|it| &it.evidence);
            let hops = trace
                .forward
                .iter()
                .chain(&trace.back)
                .map(|it| &it.evidence);
            for evidence in steps.chain(hops).flatten() {
                if let Fact::Missing { what, .. } = evidence.fact {
                    let languages = [Lang::En, Lang::Ja];
                    let is_bare = |lang| studio::words::missing::word(lang, what) == what;
                    wordless.extend(languages.into_iter().any(is_bare).then_some(what));
                }
            }
        }
    }
    assert!(wordless.is_empty(), "no word for {wordless:?}");
}

#[test]
fn a_trace_is_the_same_bytes_every_time() {
    for scenario in scenarios().values() {
        let topology = topology(scenario);
        for question in &scenario.queries {
            let once = ask(&Network::new(Arc::new(topology.clone())), question).to_json();
            let again = ask(&Network::new(Arc::new(topology.clone())), question).to_json();
            assert_eq!(once, again);
        }
    }
}

#[test]
fn scenarios_name_rules_that_exist() {
    for (name, scenario) in scenarios() {
        for rule in &scenario.rules {
            assert!(
                rule.starts_with('R') || rule.starts_with('C'),
                "{name}: {rule}"
            );
        }
    }
}

#[test]
fn every_kind_of_finding_has_a_scenario() {
    let found: BTreeSet<_> = scenarios()
        .values()
        .filter(|scenario| scenario.findings.is_some())
        .flat_map(|scenario| topology(scenario).findings())
        .map(|finding| finding.code)
        .collect();
    let missing: Vec<_> = FindingCode::ALL
        .iter()
        .filter(|code| !found.contains(code))
        .collect();
    assert!(missing.is_empty(), "no scenario finds {missing:?}");
}

/// Whatever a trace names is found in the picture: it has a box, or stands at a border or at the
/// boxes it guards ([`studio::scene::Place`]).
#[test]
fn every_event_of_every_scenario_has_a_place_in_the_picture() {
    let mut missing = BTreeSet::new();
    for (name, scenario) in scenarios() {
        let network = Network::new(Arc::new(topology(&scenario)));
        for question in &scenario.queries {
            let trace = ask(&network, question);
            let scene = Scene::of(&network, Some(&trace), Lang::En);
            let steps = trace.forward.iter().chain(&trace.back);
            let resolvers = trace.resolution.steps.iter().map(|step| &step.resolver);
            let blockers = trace.blockers.iter().map(|it| &it.resource);
            let named = steps
                .map(|step| &step.resource)
                .chain(resolvers)
                .chain(blockers);
            for id in named {
                if scene.place(id.as_str()).is_none() {
                    missing.insert(format!("{name}: {id}"));
                } else if scene.find(id.as_str()).is_none() {
                    missing.insert(format!("{name}: the box of {id}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The texts of a document that tell whose it is: what no copy may keep.
fn telling(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let digits = |it: char| it.is_ascii_digit();
            if key == "Name" && text.len() > 4 {
                found.insert(text.clone());
            }
            let words = text.split(|it: char| !it.is_ascii_alphanumeric() && it != '-');
            found.extend(
                words
                    .filter(|word| word.len() == 12 && word.chars().all(digits))
                    .map(str::to_owned),
            );
        }
        Value::Array(items) => items.iter().for_each(|item| telling(item, key, found)),
        Value::Object(entries) => {
            for (key, value) in entries {
                telling(value, key, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn a_redacted_copy_answers_every_question_alike_and_tells_nothing() {
    let mut failures = Vec::new();
    for (name, scenario) in scenarios() {
        let topology = topology(&scenario);
        let mut redactor = Redactor::of(&topology);
        let copy = redactor.topology(&topology);
        let text = copy.to_json();
        let mut secrets = BTreeSet::new();
        telling(&topology.to_value(), "", &mut secrets);
        for secret in secrets {
            if text.contains(&format!("\"{secret}\""))
                || secret.len() == 12 && text.contains(&secret)
            {
                failures.push(format!("{name}: the copy still has {secret}"));
            }
        }
        let codes = |topology: &Topology| {
            let findings = topology.findings().into_iter().map(|it| it.code);
            findings.collect::<Vec<_>>()
        };
        let sorted = |mut codes: Vec<FindingCode>| {
            codes.sort_by_key(|it| format!("{it:?}"));
            codes
        };
        if sorted(codes(&topology)) != sorted(codes(&copy)) {
            failures.push(format!("{name}: other findings"));
        }
        let (network, blind) = (
            Network::new(Arc::new(topology)),
            Network::new(Arc::new(copy)),
        );
        for question in &scenario.queries {
            let redacted = Question {
                from: redactor.reference(&question.from),
                to: redactor.reference(&question.to),
                protocol: question.protocol.clone(),
                action: question.action.clone(),
                arn: question.arn.as_deref().map(|it| redactor.arn(it)),
                principal: question.principal.as_deref().map(|it| redactor.arn(it)),
                source_ip: question
                    .source_ip
                    .map(|it| redactor.reference(&it.to_string()).parse().unwrap()),
                says: None,
                expect: Expected {
                    outcome: String::new(),
                    code: String::new(),
                    observed: None,
                    status: None,
                    answers: None,
                    decided_by: None,
                    hops: None,
                    beyond: None,
                    warnings: None,
                    statement: None,
                    needs: None,
                },
                blockers: None,
                fixes: None,
            };
            let verdict = |trace: Trace| {
                let verdict = trace.verdict;
                (verdict.outcome, verdict.code, verdict.observed)
            };
            let (seen, found) = (
                verdict(ask(&network, question)),
                verdict(ask(&blind, &redacted)),
            );
            if seen != found {
                failures.push(format!(
                    "{name}: {} -> {} is {seen:?}, as {} -> {} {found:?}",
                    question.from, question.to, redacted.from, redacted.to
                ));
            }
        }
        let again = Redactor::of(network.topology()).topology(network.topology());
        assert_eq!(
            again.to_json(),
            text,
            "{name}: the same pseudonyms every time"
        );
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Attributes that decide are told in sentences, not by their names in the document, no label is as long as a sentence,
/// and every table has a head for each of its columns.
#[test]
fn every_event_of_every_scenario_is_told_in_words() {
    let mut wrong = BTreeSet::new();
    for (name, scenario) in scenarios() {
        let network = Network::new(Arc::new(topology(&scenario)));
        for question in &scenario.queries {
            let trace = net::trace(&network, &query(question));
            let scene = Scene::of(&network, Some(&trace), Lang::En);
            for lang in [Lang::En, Lang::Ja] {
                let asked = studio::question::Question::default();
                let answer = Answer::told(asked, trace.clone(), &network, &scene, lang);
                for event in &answer.events {
                    let evidence = answer.evidence(event.number);
                    let attribute = evidence.and_then(|it| match &it.fact {
                        Fact::Attribute { attribute, .. } => Some(attribute.replace('_', " ")),
                        _ => None,
                    });
                    let bare = attribute.is_some_and(|it| {
                        event.title.contains(&format!(": {it} is "))
                            || event.title.contains(&format!(" の {it} は "))
                    });
                    let table = answer.table(event.number, &network, lang);
                    let ragged = table.is_some_and(|it| {
                        it.rows
                            .iter()
                            .any(|row| row.cells.len() != it.columns.len())
                    });
                    if ragged || bare || event.label.is_empty() || event.label.chars().count() > 32
                    {
                        wrong.insert(format!("{name}: {} / {}", event.label, event.title));
                    }
                }
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
