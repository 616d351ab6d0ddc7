//! What must hold for any network, not only for those somebody thought of.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod drawn;

use drawn::{Dice, TARGETS, VANTAGES, draw};
use ipnet::IpNet;
use net::code::Code;
use net::evidence::Evidence;
use net::network::Table;
use net::topology::Topology;
use net::trace::{Action, Outcome, Trace, trace_with_fixes, verdict};
use net::{Network, Query, fix, trace};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

/// A network from a seed, which a failure shows with the network.
fn topology() -> impl Strategy<Value = Value> {
    let seeds = any::<u64>().no_shrink();
    seeds.prop_map(|seed| draw(&mut Dice::new(seed)))
}

fn network(document: &Value) -> Network {
    Network::new(Arc::new(
        Topology::from_json(&document.to_string()).unwrap(),
    ))
}

/// Every question there is here, in every order of who and what.
fn questions() -> impl Iterator<Item = Query> {
    let all = VANTAGES
        .iter()
        .flat_map(|from| TARGETS.iter().map(move |to| (from, to)));
    all.map(|(from, to)| Query::tcp(from, to))
}

fn longest_by_scan(table: &Table, address: IpAddr) -> Option<u8> {
    let ranges = table.routes.iter().flat_map(|route| &route.ranges);
    ranges
        .filter(|range| range.contains(&address))
        .map(IpNet::prefix_len)
        .max()
}

/// Opens every guard of a document.
fn open_guards(document: &mut Value) {
    let all =
        json!([{ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"] }]);
    for (_, group) in document["security_group"].as_object_mut().unwrap() {
        group["ingress"] = all.clone();
        group["egress"] = all.clone();
    }
    document["network_acl"] = json!({});
}

/// Whether a code is of a security group or a network ACL.
fn of_guards(code: Code) -> bool {
    code.as_str().contains("SG_") || code.as_str().contains("NACL_")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_question_has_an_answer_and_it_is_the_same_again(document in topology()) {
        let (one, two) = (network(&document), network(&document));
        for query in questions() {
            let trace = trace(&one, &query);
            prop_assert_eq!(&trace, &net::trace(&two, &query));
            prop_assert_eq!(&verdict(&one, &query), &trace.verdict, "{:?}", query);
            let blocked = trace.verdict.outcome == Outcome::Blocked;
            prop_assert!(!blocked || trace.blockers.first().is_some_and(|it| it.code == trace.verdict.code));
            prop_assert!(trace.verdict.outcome != Outcome::Reachable || trace.blockers.is_empty());
        }
    }

    #[test]
    fn a_document_survives_a_round_trip(document in topology()) {
        let read = Topology::from_json(&document.to_string()).unwrap();
        prop_assert_eq!(&Topology::from_json(&read.to_json()).unwrap(), &read);
        prop_assert_eq!(read.findings(), Topology::from_json(&read.to_json()).unwrap().findings());
    }

    #[test]
    fn the_trie_finds_what_a_scan_finds(document in topology(), last in any::<[u8; 4]>()) {
        let network = network(&document);
        let four = Ipv4Addr::new(10, last[0] % 4, last[1] % 4, last[2]);
        let [second, third, fourth] = [last[0] % 4, last[1] % 3, last[2] % 0x21].map(u16::from);
        let six = Ipv6Addr::new(0x2001, 0xdb8, second, third, 0, 0, 0, fourth);
        for place in network.subnets().values() {
            let table = network.table(&place.route_table).unwrap();
            for address in [IpAddr::V4(four), IpAddr::V6(six)] {
                let by_trie = table.covering(address).first().map(|(range, _)| range.prefix_len());
                prop_assert_eq!(by_trie, longest_by_scan(table, address), "{}", address);
            }
        }
    }

    #[test]
    fn widening_a_security_group_never_blocks(mut document in topology(), which in 0_usize..4) {
        let before = network(&document);
        let everything = json!({ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"] });
        let group = ["sg-1", "sg-2", "sg-3", "sg-5"][which];
        for direction in ["ingress", "egress"] {
            document["security_group"][group][direction].as_array_mut().unwrap().push(everything.clone());
        }
        let after = network(&document);
        for query in questions() {
            if verdict(&before, &query).outcome == Outcome::Reachable {
                prop_assert_eq!(verdict(&after, &query).outcome, Outcome::Reachable, "{:?}", query);
            }
        }
    }

    #[test]
    fn lifting_the_guards_that_block_leaves_what_else_blocks(mut document in topology()) {
        let before = network(&document);
        open_guards(&mut document);
        let after = network(&document);
        let codes = |trace: &Trace| -> Vec<Code> { trace.blockers.iter().map(|it| it.code).collect() };
        let literal = |query: &Query| query.to.parse::<IpAddr>().is_ok();
        for query in questions().filter(literal) {
            let (one, other) = (trace(&before, &query), trace(&after, &query));
            let mut rest = codes(&one);
            rest.retain(|code| !of_guards(*code));
            prop_assert_eq!(&codes(&other), &rest, "{:?}", query);
            if one.verdict.outcome == Outcome::Blocked && rest.is_empty() {
                prop_assert!(other.verdict.outcome != Outcome::Blocked, "{:?}", query);
            }
        }
    }

    #[test]
    fn an_unrelated_resource_changes_nothing(mut document in topology()) {
        let before = network(&document);
        document["vpc"]["vpc-other"] = json!({ "cidr_block": "172.16.0.0/16", "ipv6_cidr_block": "2001:db8:f::/56" });
        document["subnet"]["subnet-other"] = json!({ "vpc_id": "vpc-other", "cidr_block": "172.16.0.0/24" });
        document["instance"]["i-other"] = json!({ "subnet_id": "subnet-other", "private_ip": "172.16.0.10" });
        document["route53_zone"]["zone-other"] = json!({ "name": "app.corp.test", "vpc": [{ "vpc_id": "vpc-other" }] });
        let after = network(&document);
        for query in questions() {
            prop_assert_eq!(trace(&before, &query), trace(&after, &query));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn lifting_all_blockers_reaches(document in topology()) {
        let network = network(&document);
        for from in ["i-1", "i-6", "site-1"] {
            for to in TARGETS {
                let answer = trace_with_fixes(&network, &Query::tcp(from, to));
                for it in &answer.fixes {
                    prop_assert!(it.verified);
                    let mended = fix::applied(network.topology(), &it.edits).unwrap();
                    let again = verdict(&Network::new(Arc::new(mended)), &answer.query);
                    prop_assert_eq!(again.outcome, Outcome::Reachable, "{:?}", it.edits);
                }
            }
        }
    }
}

/// The properties above would hold of networks where little happens.
#[test]
fn enough_happens_in_what_is_generated() {
    let (mut inspected, mut by_six, mut blocked, mut fixed) = (0, 0, 0, 0);
    let mut laws = BTreeSet::new();
    let mut outcomes = [0; 4];
    for seed in 0..200 {
        let mut document = draw(&mut Dice::new(seed));
        if seed % 2 == 0 {
            open_guards(&mut document);
        }
        let network = network(&document);
        for query in questions() {
            let trace = trace(&network, &query);
            outcomes[trace.verdict.outcome as usize] += 1;
            let reached = trace.verdict.outcome == Outcome::Reachable;
            let passed = trace.forward.iter().any(|it| it.action == Action::Inspect);
            inspected += u32::from(passed && reached);
            let six = trace
                .forward
                .last()
                .is_some_and(|it| it.packet.source.is_ipv6());
            by_six += u32::from(six && reached);
            blocked += u32::from(trace.blockers.len() > 1);
            let of_path = trace
                .forward
                .iter()
                .chain(&trace.back)
                .flat_map(|it| &it.evidence);
            let of_name = trace.resolution.steps.iter().flat_map(|it| &it.evidence);
            laws.extend(of_path.chain(of_name).map(|it: &Evidence| it.law.id));
        }
        if seed < 20 {
            let answer = trace_with_fixes(&network, &Query::tcp("i-1", "10.0.1.20:443"));
            fixed += answer.fixes.len();
        }
    }
    let said = format!(
        "{outcomes:?} outcomes, {inspected} inspected, {by_six} by IPv6, {blocked} with several blockers, {fixed} fixes, {} laws",
        laws.len()
    );
    assert!(outcomes.iter().all(|it| *it > 50), "{said}");
    assert!(
        inspected > 5 && by_six > 100 && blocked > 500 && fixed > 2,
        "{said}"
    );
    assert!(laws.len() > 50, "{said}: {laws:?}");
}
