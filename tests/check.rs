//! Expectations: what passes, what fails, what cannot be said, and why.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use net::check::{Check, Mark, check};
use net::lang::Lang;
use net::{Network, Topology};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The consumer of the scenarios, with an endpoint of `monitoring` and one expectation.
fn document(pieces: &[&str], expectation: &Value) -> Value {
    let mut document = json!({ "format": "sightline.topology/1" });
    for piece in pieces {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("scenarios/pieces")
            .join(format!("{piece}.json"));
        let piece: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for (kind, resources) in piece.as_object().unwrap() {
            let into = document.as_object_mut().unwrap();
            let into = into.entry(kind).or_insert_with(|| json!({}));
            for (id, resource) in resources.as_object().unwrap() {
                into[id] = resource.clone();
            }
        }
    }
    document["expectation"] = json!({ "e-1": expectation });
    document
}

fn checked(document: &Value) -> Check {
    let topology = Topology::from_json(&document.to_string()).unwrap();
    check(&Network::new(Arc::new(topology)))
}

/// The result of one expectation and its reasons in English.
fn of(expectation: &Value) -> (Mark, Vec<String>) {
    let check = checked(&document(&["consumer", "ep-monitoring"], expectation));
    let one = check.expectations.first().unwrap();
    assert_eq!(one.result, check.result);
    (
        one.result,
        one.reasons.iter().map(|it| it.says(Lang::En)).collect(),
    )
}

const MONITORING: &str = "monitoring.ap-northeast-1.amazonaws.com:443";

#[test]
fn an_expectation_that_holds_passes() {
    let (result, reasons) = of(&json!({
        "from": "I", "to": MONITORING, "protocol": "tcp", "outcome": "reachable",
        "through": ["vpce-monitoring", "eni-monitoring-a", "subnet-a", "rtb-a"],
        "not_through": ["igw-c"],
        "resolves_to": ["10.0.11.20", "10.0.10.20"],
    }));
    assert_eq!((result, reasons.len()), (Mark::Pass, 0), "{reasons:?}");
}

#[test]
fn every_part_that_does_not_hold_is_named() {
    let (result, reasons) = of(&json!({
        "from": "I", "to": MONITORING, "outcome": "blocked",
        "through": ["igw-c"], "not_through": ["vpce-monitoring"], "resolves_to": ["10.0.10.20"],
    }));
    assert_eq!(result, Mark::Fail);
    assert_eq!(
        reasons,
        [
            "expected blocked, is reachable: OK. The connection opens and the answer comes back.",
            "does not pass igw-c",
            "passes vpce-monitoring, which it must not",
            "expected 10.0.10.20, resolves to 10.0.10.20, 10.0.11.20",
        ]
    );
}

#[test]
fn what_lies_beyond_a_blocker_is_not_passed() {
    let expectation = json!({ "from": "I", "to": MONITORING, "outcome": "blocked", "through": ["vpce-monitoring"] });
    let mut document = document(&["consumer", "ep-monitoring"], &expectation);
    document["security_group"]["sg-i"]["egress"] = json!([]);
    let check = checked(&document);
    let one = check.expectations.first().unwrap();
    let reasons: Vec<_> = one.reasons.iter().map(|it| it.says(Lang::En)).collect();
    assert_eq!(reasons, ["does not pass vpce-monitoring"]);
    assert_eq!(one.code.unwrap().as_str(), "SRC_SG_EGRESS_DENIED");
}

#[test]
fn what_cannot_be_said_is_undetermined() {
    let (result, reasons) = of(
        &json!({ "from": "nobody", "to": MONITORING, "outcome": "reachable", "through": ["vpce-monitoring"], "resolves_to": ["10.0.10.20"] }),
    );
    assert_eq!(
        (result, reasons.len()),
        (Mark::Undetermined, 3),
        "{reasons:?}"
    );
    let (result, _) = of(&json!({ "from": "nobody", "to": MONITORING, "outcome": "undetermined" }));
    assert_eq!(result, Mark::Pass);
}

#[test]
fn an_address_stands_for_itself_and_a_name_without_answer_for_nothing() {
    let (result, _) =
        of(&json!({ "from": "I", "to": "10.0.10.20:443", "resolves_to": ["10.0.10.20"] }));
    assert_eq!(result, Mark::Pass);
    let (result, reasons) =
        of(&json!({ "from": "I", "to": MONITORING, "resolves_to": ["2001:db8::1"] }));
    assert_eq!(
        (result, reasons),
        (
            Mark::Fail,
            vec!["expected 2001:db8::1, resolves to -".to_owned()]
        )
    );
}

#[test]
fn an_expectation_that_is_no_question_fails() {
    let check = |expectation: &Value, expected: &str| {
        assert_eq!(of(expectation), (Mark::Fail, vec![expected.to_owned()]));
    };
    check(
        &json!({ "from": "I", "to": MONITORING }),
        "the expectation expects nothing",
    );
    check(
        &json!({ "to": MONITORING, "outcome": "reachable" }),
        "the expectation cannot be read: from \"\"",
    );
    check(
        &json!({ "from": "I", "to": "10.0.10.20", "outcome": "reachable" }),
        "the expectation cannot be read: to \"10.0.10.20\"",
    );
    check(
        &json!({ "from": "I", "to": "10.0.10.20:1", "protocol": "smoke", "outcome": "reachable" }),
        "the expectation cannot be read: protocol \"smoke\"",
    );
    check(
        &json!({ "from": "I", "to": MONITORING, "outcome": "open" }),
        "the expectation cannot be read: outcome \"open\"",
    );
}

#[test]
fn the_worst_result_is_the_result_of_all() {
    let mut document = document(
        &["consumer", "ep-monitoring"],
        &json!({ "from": "I", "to": MONITORING, "outcome": "reachable" }),
    );
    assert_eq!(checked(&document).result, Mark::Pass);
    document["expectation"]["e-2"] =
        json!({ "from": "nobody", "to": MONITORING, "outcome": "reachable" });
    assert_eq!(checked(&document).result, Mark::Undetermined);
    document["expectation"]["e-3"] = json!({ "from": "I", "to": MONITORING, "outcome": "blocked" });
    assert_eq!(checked(&document).result, Mark::Fail);
    document["expectation"] = json!({});
    assert_eq!(checked(&document).result, Mark::Pass);
}

#[test]
fn the_json_says_what_was_asked_and_why_it_failed() {
    let expectation = json!({ "from": "I", "to": MONITORING, "outcome": "blocked" });
    let check = checked(&document(&["consumer", "ep-monitoring"], &expectation));
    let value: Value = serde_json::from_str(&check.to_json()).unwrap();
    assert_eq!(
        value,
        json!({
            "format": "sightline.check/1",
            "result": "fail",
            "expectations": [{
                "expectation": "e-1",
                "query": { "from": "I", "to": "monitoring.ap-northeast-1.amazonaws.com", "protocol": "tcp", "port": 443 },
                "result": "fail",
                "outcome": "reachable",
                "code": "OK",
                "reasons": [{ "reason": "outcome", "expected": "blocked", "actual": "reachable", "code": "OK", "at": null }],
            }],
        })
    );
}
