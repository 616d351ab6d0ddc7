//! Redacted copies of what people bring (`imports/`): no word of theirs is left in one, and it
//! answers as the network does.

use net::query::{Protocol, Query};
use net::service::is_service_label;
use net::{Network, Topology, trace};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use studio::redact::Redactor;

/// Attributes whose texts are the owner's: names, sentences, accounts, names in DNS.
const THEIRS: &[&str] = &[
    "arn",
    "comment",
    "custom_domain_name",
    "description",
    "dns_name",
    "domain_name",
    "domains",
    "group_name",
    "name",
    "owner_id",
    "peer_owner_id",
    "private_dns_name",
    "records",
    "set_identifier",
    "tags",
];

/// Words in them that are AWS's or everybody's: they tell nothing of whose network it is.
const EVERYBODYS: &[&str] = &[
    "7d67968",
    "alias",
    "allow",
    "amazonaws",
    "amazonprovideddns",
    "association",
    "cloudformation",
    "cname",
    "default",
    "example",
    "false",
    "http",
    "inbound",
    "instance",
    "internal",
    "lattice",
    "listener",
    "loadbalancer",
    "local",
    "name",
    "outbound",
    "policy",
    "rcfg",
    "region",
    "regional",
    "root",
    "route",
    "rule",
    "snva",
    "svcs",
    "targetgroup",
    "test",
    "true",
    "user",
    "vpce",
];

/// How many hosts of a case are asked about each other: all pairs of more take long.
const MOST: usize = 8;

fn topologies() -> Vec<(String, Topology)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports");
    let mut found = Vec::new();
    for case in fs::read_dir(home).expect("cases") {
        let case = case.expect("a case").path();
        if let Ok(text) = fs::read_to_string(case.join("out/topology.json")) {
            let topology = Topology::from_json(&text).expect("a topology");
            found.push((case.display().to_string(), topology));
        }
    }
    assert!(found.len() > 10);
    found
}

/// The words of a text, in lower case; short ones and numbers tell nothing, an account's does.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|it: char| !it.is_alphanumeric());
    words
        .filter(|it| it.len() > 3 && (it.len() == 12 || it.parse::<u64>().is_err()))
        .map(str::to_lowercase)
}

/// What of a document tells whose it is.
fn telling(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if THEIRS.contains(&key) => found.extend(words(text)),
        Value::Array(items) => items.iter().for_each(|item| telling(item, key, found)),
        Value::Object(entries) if key == "tags" => {
            for (name, value) in entries {
                found.extend(words(name));
                telling(value, key, found);
            }
        }
        Value::Object(entries) => {
            // Why something is not known is told in the importer's words.
            let own = entries.iter().filter(|(key, _)| *key != "unknown");
            own.for_each(|(key, it)| telling(it, key, found));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The words that the format itself has: kinds, attributes, and AWS's places and services.
fn is_of_format(word: &str, document: &Value) -> bool {
    let places = net::service::REGIONS.iter().flat_map(|it| words(it));
    let mut known = format_words(document).into_iter().chain(places);
    EVERYBODYS.contains(&word) || is_service_label(word) || known.any(|it| it == word)
}

fn format_words(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (kind, resources) in document.as_object().into_iter().flatten() {
        found.extend(words(kind));
        for resource in resources.as_object().into_iter().flat_map(|it| it.values()) {
            keys(resource, &mut found);
        }
    }
    found
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                found.extend(words(key));
                if key != "tags" {
                    keys(value, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| keys(it, found)),
        _ => {}
    }
}

#[test]
fn a_redacted_copy_has_no_word_of_theirs() {
    let mut left = Vec::new();
    for (case, topology) in topologies() {
        let document = topology.to_value();
        let copy = Redactor::of(&topology).topology(&topology).to_json();
        let there: BTreeSet<String> = words(&copy).collect();
        let mut theirs = BTreeSet::new();
        telling(&document, "", &mut theirs);
        for (_, resources) in document.as_object().into_iter().flatten() {
            for id in resources.as_object().into_iter().flat_map(|it| it.keys()) {
                theirs.extend(words(id));
            }
        }
        for word in theirs.intersection(&there) {
            if !is_of_format(word, &document) {
                left.push(format!("{case}: {word}"));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn a_redacted_copy_answers_as_the_network_does() {
    let mut asked = 0;
    let mut reached = 0;
    for (case, topology) in topologies() {
        let mut redactor = Redactor::of(&topology);
        let copy = redactor.topology(&topology);
        let ids = topology.instance.keys().map(|it| it.as_str());
        let ids = ids.chain(topology.network_interface.keys().map(|it| it.as_str()));
        let ids: Vec<&str> = ids.take(MOST).collect();
        let names = topology.vpc_endpoint.values().flat_map(|it| &it.dns_entry);
        let names = names.filter_map(|it| it.dns_name.clone());
        let balancers = topology.lb.values().filter_map(|it| it.dns_name.clone());
        let targets: Vec<String> = ids
            .iter()
            .map(|it| (*it).to_owned())
            .chain(names.take(MOST))
            .chain(balancers.take(MOST))
            .collect();
        let (seen, blind) = (
            Network::new(Arc::new(topology.clone())),
            Network::new(Arc::new(copy)),
        );
        for from in &ids {
            for to in &targets {
                let ask = |network: &Network, from: &str, to: &str| {
                    let query = Query::new(from, &format!("{to}:443"), Protocol::TCP);
                    let verdict = trace(network, &query).verdict;
                    (verdict.outcome, verdict.code, verdict.observed)
                };
                let real = ask(&seen, from, to);
                let hidden = ask(&blind, &redactor.reference(from), &redactor.reference(to));
                assert_eq!(real, hidden, "{case}: {from} -> {to}");
                asked += 1;
                reached += usize::from(real.1 == net::code::Code::Ok);
            }
        }
    }
    assert!(
        asked > 100 && reached > 20,
        "{reached} of {asked} were reached"
    );
}
