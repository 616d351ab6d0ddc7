//! What must hold for any network, not only for those somebody thought of.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ipnet::{IpNet, Ipv4Net};
use net::network::Table;
use net::topology::Topology;
use net::trace::{Action, Outcome};
use net::{Network, Query, trace};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// A rule, an entry or a route drawn from few values, so that they meet each other often.
fn range() -> impl Strategy<Value = Ipv4Net> {
    (
        0_u8..4,
        0_u8..4,
        prop::sample::select(vec![0_u8, 8, 16, 20, 24, 28, 32]),
    )
        .prop_map(|(second, third, length)| {
            let address = Ipv4Addr::new(10, second, third, 0);
            Ipv4Net::new(address, length).unwrap().trunc()
        })
}

fn port() -> impl Strategy<Value = u16> {
    prop::sample::select(vec![22_u16, 80, 443, 50_000])
}

fn group_rule() -> impl Strategy<Value = Value> {
    (
        range(),
        port(),
        port(),
        prop::sample::select(vec!["tcp", "-1", "udp"]),
    )
        .prop_map(|(range, one, other, protocol)| {
            json!({
                "protocol": protocol,
                "from_port": one.min(other),
                "to_port": one.max(other),
                "cidr_blocks": [range.to_string()],
            })
        })
}

fn acl_entry() -> impl Strategy<Value = Value> {
    (1_u32..200, range(), any::<bool>(), group_rule()).prop_map(|(number, range, allows, rule)| {
        json!({
            "rule_no": number,
            "action": if allows { "allow" } else { "deny" },
            "protocol": rule["protocol"],
            "from_port": rule["from_port"],
            "to_port": rule["to_port"],
            "cidr_block": range.to_string(),
        })
    })
}

fn route() -> impl Strategy<Value = Value> {
    let target = prop::sample::select(vec![
        "igw-1", "vpce-gw", "nat-1", "nat-gone", "tgw-1", "vpce-g", "eni-app", "eni-gone",
    ]);
    (range(), target).prop_map(|(range, target)| match target {
        "igw-1" | "vpce-gw" => json!({ "cidr_block": range.to_string(), "gateway_id": target }),
        "tgw-1" => json!({ "cidr_block": range.to_string(), "transit_gateway_id": target }),
        "vpce-g" => json!({ "cidr_block": range.to_string(), "vpc_endpoint_id": target }),
        "eni-app" | "eni-gone" => {
            json!({ "cidr_block": range.to_string(), "network_interface_id": target })
        }
        _ => json!({ "cidr_block": range.to_string(), "nat_gateway_id": target }),
    })
}

/// A document of two VPCs with guards, routes, an endpoint and a load balancer, parts of it
/// dangling, contradictory or missing.
fn topology() -> impl Strategy<Value = Value> {
    let rules = || prop::collection::vec(group_rule(), 0..4);
    let entries = || prop::collection::vec(acl_entry(), 0..5);
    let routes = || prop::collection::vec(route(), 0..4);
    let verdict = prop::sample::select(vec![
        json!("pass"),
        json!("drop"),
        json!("nat"),
        Value::Null,
    ]);
    let boxes = (
        routes(),
        routes(),
        verdict,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(mut edge, mut onward, verdict, checked, known, usual)| {
            let mut out = Vec::new();
            if usual {
                out.push(json!({ "cidr_block": "0.0.0.0/0", "vpc_endpoint_id": "vpce-g" }));
                edge.push(json!({ "cidr_block": "10.0.0.0/24", "vpc_endpoint_id": "vpce-g" }));
                onward.push(json!({ "cidr_block": "0.0.0.0/0", "gateway_id": "igw-1" }));
            }
            (
                edge,
                onward,
                out,
                verdict,
                checked,
                if known { "vpce-svc-2" } else { "vpce-svc-else" },
            )
        });
    let state = prop::sample::select(vec!["available", "pendingAcceptance", "Rejected", "odd"]);
    let zone = || prop::sample::select(vec!["a", "c"]);
    (
        (rules(), rules(), rules()),
        (entries(), entries(), any::<bool>()),
        (routes(), boxes),
        (state, any::<bool>(), any::<bool>()),
        (zone(), zone(), zone()),
    )
        .prop_map(|((out, to_endpoint, to_target), (acl_in, acl_out, guarded), (mut routes, (edge, onward, usual, verdict, checked, inspects)), (state, private, hostnames), (one, two, three))| {
            routes.extend(usual);
            json!({
                "format": "sightline.topology/1",
                "vpc": {
                    "vpc-1": { "cidr_block": "10.0.0.0/16", "enable_dns_hostnames": hostnames },
                    "vpc-2": { "cidr_block": "10.1.0.0/16" },
                },
                "subnet": {
                    "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "availability_zone": one },
                    "subnet-2": { "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24", "availability_zone": two },
                    "subnet-3": { "vpc_id": "vpc-2", "cidr_block": "10.1.0.0/24", "availability_zone": three },
                    "subnet-g": { "vpc_id": "vpc-1", "cidr_block": "10.0.2.0/24", "availability_zone": one },
                    "subnet-4": { "vpc_id": "vpc-gone", "cidr_block": "10.9.0.0/24" },
                },
                "internet_gateway": { "igw-1": { "vpc_id": "vpc-1" } },
                "nat_gateway": { "nat-1": { "subnet_id": "subnet-2", "private_ip": "10.0.1.5", "public_ip": "203.0.113.5" } },
                "route_table": {
                    "rtb-1": { "vpc_id": "vpc-1", "route": routes },
                    "rtb-edge": { "vpc_id": "vpc-1", "route": edge },
                    "rtb-g": { "vpc_id": "vpc-1", "route": onward },
                },
                "route_table_association": {
                    "a-1": { "subnet_id": "subnet-1", "route_table_id": "rtb-1" },
                    "a-edge": { "gateway_id": "igw-1", "route_table_id": "rtb-edge" },
                    "a-g": { "subnet_id": "subnet-g", "route_table_id": "rtb-g" },
                    "a-2": { "subnet_id": "subnet-2", "route_table_id": "rtb-gone" },
                },
                "network_acl": { "acl-1": {
                    "vpc_id": "vpc-1",
                    "subnet_ids": if guarded { vec!["subnet-1"] } else { vec![] },
                    "ingress": acl_in, "egress": acl_out,
                } },
                "security_group": {
                    "sg-1": { "vpc_id": "vpc-1", "egress": out },
                    "sg-2": { "vpc_id": "vpc-1", "ingress": to_endpoint },
                    "sg-3": { "vpc_id": "vpc-2", "ingress": to_target },
                },
                "instance": {
                    "i-1": { "subnet_id": "subnet-1", "private_ip": "10.0.0.10", "vpc_security_group_ids": ["sg-1"] },
                    "i-2": { "subnet_id": "subnet-3", "private_ip": "10.1.0.20", "vpc_security_group_ids": ["sg-3"] },
                    "i-4": { "subnet_id": "subnet-4", "private_ip": "10.9.0.20", "vpc_security_group_ids": ["sg-gone"] },
                    "i-pub": { "subnet_id": "subnet-1", "private_ip": "10.0.0.11", "public_ip": "203.0.113.11", "vpc_security_group_ids": ["sg-2"] },
                    "i-app": { "vpc_security_group_ids": ["sg-2"], "primary_network_interface_id": "eni-app", "appliance": verdict },
                },
                "network_interface": {
                    "eni-1": { "subnet_id": "subnet-2", "private_ip": "10.0.1.20" },
                    "eni-g": { "subnet_id": "subnet-g", "private_ip": "10.0.2.10" },
                    "eni-app": { "subnet_id": "subnet-2", "private_ip": "10.0.1.99", "security_groups": ["sg-2"], "source_dest_check": checked },
                },
                "vpc_endpoint": {
                    "vpce-1": {
                        "vpc_endpoint_type": "Interface", "vpc_id": "vpc-1", "state": state,
                        "service_name": if private { "com.amazonaws.eu-west-1.ssm" } else { "com.amazonaws.vpce.eu-west-1.vpce-svc-1" },
                        "subnet_ids": ["subnet-2"], "network_interface_ids": ["eni-1"],
                        "security_group_ids": ["sg-2"], "private_dns_enabled": private,
                    },
                    "vpce-g": {
                        "vpc_endpoint_type": "GatewayLoadBalancer", "vpc_id": "vpc-1", "subnet_ids": ["subnet-g"],
                        "service_name": format!("com.amazonaws.vpce.eu-west-1.{inspects}"), "network_interface_ids": ["eni-g"],
                    },
                    "vpce-gw": { "vpc_id": "vpc-1", "service_name": "com.amazonaws.eu-west-1.s3", "route_table_ids": ["rtb-1"] },
                },
                "vpc_endpoint_service": { "vpce-svc-1": { "network_load_balancer_arns": ["lb-1"] }, "vpce-svc-2": { "gateway_load_balancer_arns": ["lb-2"] } },
                "lb": { "lb-2": { "load_balancer_type": "gateway", "subnet_mapping": [{ "subnet_id": "subnet-3", "private_ipv4_address": "10.1.0.31" }] }, "lb-1": { "subnet_mapping": [{ "subnet_id": "subnet-3", "private_ipv4_address": "10.1.0.30" }] } },
                "lb_listener": { "l-2": { "load_balancer_arn": "lb-2", "default_action": [{ "target_group_arn": "tg-2" }] }, "l-1": { "load_balancer_arn": "lb-1", "port": 80, "protocol": "TCP", "default_action": [{ "target_group_arn": "tg-1" }] } },
                "lb_target_group": { "tg-1": { "port": 80 }, "tg-2": { "protocol": "GENEVE", "port": 6081 } },
                "lb_target_group_attachment": { "t-1": { "target_group_arn": "tg-1", "target_id": "i-2" }, "t-2": { "target_group_arn": "tg-2", "target_id": "i-2" } },
            })
        })
}

const TARGETS: &[&str] = &[
    "vpce-1:80",
    "vpce-1:443",
    "ssm.eu-west-1.amazonaws.com:443",
    "s3.eu-west-1.amazonaws.com:443",
    "10.0.1.20:443",
    "i-2:80",
    "8.8.8.8:443",
    "203.0.113.11:80",
    "vpce-g:443",
    "nowhere.example:1",
];
const VANTAGES: &[&str] = &["i-1", "i-2", "i-4", "subnet-2", "internet", "nobody"];

fn network(document: &Value) -> Network {
    Network::new(Arc::new(
        Topology::from_json(&document.to_string()).unwrap(),
    ))
}

fn longest_by_scan(table: &Table, address: IpAddr) -> Option<u8> {
    let ranges = table.routes.iter().flat_map(|route| &route.ranges);
    ranges
        .filter(|range| range.contains(&address))
        .map(IpNet::prefix_len)
        .max()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_question_has_an_answer_and_it_is_the_same_again(document in topology()) {
        let (one, two) = (network(&document), network(&document));
        for from in VANTAGES {
            for to in TARGETS {
                let query = Query::tcp(from, to);
                let trace = trace(&one, &query);
                prop_assert_eq!(trace.to_json(), net::trace(&two, &query).to_json());
                let blocked = trace.verdict.outcome == Outcome::Blocked;
                prop_assert!(!blocked || trace.blockers.first().is_some_and(|it| it.code == trace.verdict.code));
                prop_assert!(trace.verdict.outcome != Outcome::Reachable || trace.blockers.is_empty());
            }
        }
    }

    #[test]
    fn a_document_survives_a_round_trip(document in topology()) {
        let read = Topology::from_json(&document.to_string()).unwrap();
        prop_assert_eq!(&Topology::from_json(&read.to_json()).unwrap(), &read);
        prop_assert_eq!(read.findings(), Topology::from_json(&read.to_json()).unwrap().findings());
    }

    #[test]
    fn the_trie_finds_what_a_scan_finds(document in topology(), last in any::<[u8; 3]>()) {
        let network = network(&document);
        let address = IpAddr::V4(Ipv4Addr::new(10, last[0] % 4, last[1] % 4, last[2]));
        for place in network.subnets().values() {
            let table = network.table(&place.route_table).unwrap();
            let by_trie = table.covering(address).first().map(|(range, _)| range.prefix_len());
            prop_assert_eq!(by_trie, longest_by_scan(table, address));
        }
    }

    #[test]
    fn widening_a_security_group_never_blocks(mut document in topology()) {
        let before = network(&document);
        let everything = json!({ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"] });
        for (group, direction) in [("sg-1", "egress"), ("sg-2", "ingress"), ("sg-3", "ingress")] {
            document["security_group"][group][direction].as_array_mut().unwrap().push(everything.clone());
        }
        let after = network(&document);
        for to in TARGETS {
            let query = Query::tcp("i-1", to);
            if trace(&before, &query).verdict.outcome == Outcome::Reachable {
                prop_assert_eq!(trace(&after, &query).verdict.outcome, Outcome::Reachable);
            }
        }
    }

    #[test]
    fn an_unrelated_resource_changes_nothing(mut document in topology()) {
        let before = network(&document);
        document["vpc"]["vpc-other"] = json!({ "cidr_block": "172.16.0.0/16" });
        document["subnet"]["subnet-other"] = json!({ "vpc_id": "vpc-other", "cidr_block": "172.16.0.0/24" });
        document["instance"]["i-other"] = json!({ "subnet_id": "subnet-other", "private_ip": "172.16.0.10" });
        let after = network(&document);
        for to in TARGETS {
            let query = Query::tcp("i-1", to);
            prop_assert_eq!(trace(&before, &query).to_json(), trace(&after, &query).to_json());
        }
    }
}

/// The properties above would hold of networks where nothing is inspected.
#[test]
fn enough_of_what_is_generated_passes_a_middlebox() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let everything = json!([{ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"] }]);
    let (mut inspected, mut reachable) = (0, 0);
    for _ in 0..300 {
        let mut document = topology().new_tree(&mut runner).unwrap().current();
        document["network_acl"] = json!({});
        for group in ["sg-1", "sg-2", "sg-3"] {
            document["security_group"][group] =
                json!({ "ingress": everything, "egress": everything });
        }
        let network = network(&document);
        for (from, to) in [
            ("i-1", "8.8.8.8:443"),
            ("internet", "203.0.113.11:80"),
            ("i-1", "10.0.1.20:443"),
        ] {
            let trace = trace(&network, &Query::tcp(from, to));
            let mut steps = trace.forward.iter();
            if steps.any(|step| step.action == Action::Inspect) {
                inspected += 1;
                reachable += u32::from(trace.verdict.outcome == Outcome::Reachable);
            }
        }
    }
    assert!(
        inspected > 20 && reachable > 5,
        "{inspected} inspected, {reachable} of them reachable"
    );
}
