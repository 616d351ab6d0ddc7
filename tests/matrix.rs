//! The matrix: what is alike is asked once, and the answer is as if each had been asked.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use net::matrix::{matrix, matrix_one_by_one, pairs, pairs_one_by_one};
use net::trace::Outcome;
use net::{Network, Query, Topology, trace};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Value, json};
use std::sync::Arc;

fn network(document: &Value) -> Network {
    let topology = Topology::from_json(&document.to_string()).unwrap();
    Network::new(Arc::new(topology))
}

/// Ranges that meet, contain and miss each other and the subnets below.
fn range() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "0.0.0.0/0",
        "0.0.0.0/0",
        "10.0.0.0/8",
        "10.0.0.0/8",
        "10.0.0.0/16",
        "10.1.0.0/16",
        "10.0.0.0/24",
        "10.0.1.0/24",
        "10.1.0.0/24",
        "10.1.1.0/24",
        "10.0.0.8/29",
        "10.0.0.12/32",
        "10.1.1.16/28",
    ])
    .prop_map(str::to_owned)
}

/// The same by IPv6.
fn six() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "::/0",
        "::/0",
        "2001:db8::/32",
        "2001:db8::/48",
        "2001:db8:1::/48",
        "2001:db8:0:1::/64",
        "2001:db8:1::10/124",
    ])
    .prop_map(str::to_owned)
}

fn rule() -> impl Strategy<Value = Value> {
    let protocol = prop::sample::select(vec!["tcp", "tcp", "tcp", "-1", "-1", "udp"]);
    let ports = prop::sample::select(vec![
        (443, 443),
        (443, 443),
        (0, 65_535),
        (0, 65_535),
        (22, 22),
    ]);
    let group = prop::option::weighted(
        0.3,
        prop::sample::select(vec!["sg-0", "sg-1", "sg-2", "sg-3"]),
    );
    (protocol, ports, range(), six(), group).prop_map(
        |(protocol, (from, to), range, six, group)| {
            let mut rule = json!({ "protocol": protocol, "from_port": from, "to_port": to });
            match group {
                Some(group) => rule["security_groups"] = json!([group]),
                None => {
                    rule["cidr_blocks"] = json!([range]);
                    rule["ipv6_cidr_blocks"] = json!([six]);
                }
            }
            rule
        },
    )
}

fn entries() -> impl Strategy<Value = Vec<Value>> {
    let entry = (1_u32..200, any::<bool>(), rule(), range());
    let entries = prop::collection::vec(entry, 0..2);
    (entries, prop::bool::weighted(0.9)).prop_map(|(entries, open)| {
        let mut entries: Vec<Value> = entries
            .into_iter()
            .map(|(number, allow, rule, range)| {
                json!({
                    "rule_no": number, "action": if allow { "allow" } else { "deny" },
                    "protocol": rule["protocol"], "from_port": rule["from_port"],
                    "to_port": rule["to_port"], "cidr_block": range,
                })
            })
            .collect();
        if open {
            entries.push(json!({ "rule_no": 300, "action": "allow", "protocol": "-1", "cidr_block": "0.0.0.0/0" }));
            entries.push(json!({ "rule_no": 301, "action": "allow", "protocol": "-1", "ipv6_cidr_block": "::/0" }));
        }
        entries
    })
}

fn routes() -> impl Strategy<Value = Vec<Value>> {
    let target = prop::sample::select(vec![
        "pcx",
        "pcx",
        "tgw",
        "tgw",
        "tgw",
        "tgw",
        "nat",
        "igw",
        "gone",
        "gwlbe",
        "appliance",
    ]);
    let routes = prop::collection::vec((range(), target), 0..3);
    (routes, prop::bool::weighted(0.7)).prop_map(|(mut routes, usual)| {
        if usual {
            routes.push(("10.0.0.0/8".to_owned(), "tgw"));
        }
        let by_six = usual.then(|| json!({ "ipv6_cidr_block": "2001:db8::/32", "transit_gateway_id": "tgw-1" }));
        routes
            .into_iter()
            .map(|(range, target)| match target {
                "pcx" => json!({ "cidr_block": range, "vpc_peering_connection_id": "pcx-1" }),
                "tgw" => json!({ "cidr_block": range, "transit_gateway_id": "tgw-1" }),
                "nat" => json!({ "cidr_block": range, "nat_gateway_id": "nat-1" }),
                "igw" => json!({ "cidr_block": range, "gateway_id": "igw-1" }),
                "gwlbe" => json!({ "cidr_block": range, "vpc_endpoint_id": "vpce-g" }),
                "appliance" => json!({ "cidr_block": range, "network_interface_id": "i-app.eni" }),
                _ => json!({ "cidr_block": range, "network_interface_id": "eni-gone", "state": "blackhole" }),
            })
            .chain(by_six)
            .collect()
    })
}

/// A Gateway Load Balancer endpoint with a subnet, a table and a service of its own, a table of the
/// internet gateway, and an appliance that routes may name, in the first VPC.
fn put_middleboxes(document: &mut Value, middleboxes: &Middleboxes) {
    let Middleboxes {
        edge,
        onward,
        known,
        forwards,
        mode,
        verdict,
    } = middleboxes;
    let mut put = |kind: &str, id: &str, value: Value| document[kind][id] = value;
    put(
        "subnet",
        "subnet-g",
        json!({ "vpc_id": "vpc-0", "cidr_block": "10.0.9.0/28", "availability_zone": "us-east-1a" }),
    );
    put(
        "route_table",
        "rtb-g",
        json!({ "vpc_id": "vpc-0", "route": onward }),
    );
    put(
        "route_table",
        "rtb-edge",
        json!({ "vpc_id": "vpc-0", "route": edge }),
    );
    put(
        "route_table_association",
        "assoc-g",
        json!({ "subnet_id": "subnet-g", "route_table_id": "rtb-g" }),
    );
    put(
        "route_table_association",
        "assoc-edge",
        json!({ "gateway_id": "igw-1", "route_table_id": "rtb-edge" }),
    );
    put(
        "network_interface",
        "eni-g",
        json!({ "subnet_id": "subnet-g", "private_ip": "10.0.9.10" }),
    );
    put(
        "vpc_endpoint",
        "vpce-g",
        json!({
            "vpc_endpoint_type": "GatewayLoadBalancer", "vpc_id": "vpc-0", "subnet_ids": ["subnet-g"],
            "service_name": if *known { "com.amazonaws.vpce.us-east-1.vpce-svc-fw" } else { "com.amazonaws.vpce.us-east-1.vpce-svc-else" },
            "network_interface_ids": ["eni-g"], "appliance": "pass",
        }),
    );
    put(
        "vpc_endpoint_service",
        "vpce-svc-fw",
        json!({ "gateway_load_balancer_arns": ["lb-fw"] }),
    );
    put(
        "lb",
        "lb-fw",
        json!({ "load_balancer_type": "gateway", "subnet_mapping": [{ "subnet_id": "subnet-4", "private_ipv4_address": "10.2.0.210" }] }),
    );
    put(
        "lb_listener",
        "l-fw",
        json!({ "load_balancer_arn": "lb-fw", "default_action": [{ "target_group_arn": "tg-fw" }] }),
    );
    put(
        "lb_target_group",
        "tg-fw",
        json!({ "port": 6081, "protocol": "GENEVE" }),
    );
    put(
        "lb_target_group_attachment",
        "t-fw",
        json!({ "target_group_arn": "tg-fw", "target_id": "i-fw" }),
    );
    put(
        "instance",
        "i-fw",
        json!({ "subnet_id": "subnet-4", "private_ip": "10.2.0.211", "vpc_security_group_ids": ["sg-0"] }),
    );
    put(
        "instance",
        "i-app",
        json!({
            "subnet_id": "subnet-1", "private_ip": "10.0.1.212", "public_ip": "203.0.113.12", "vpc_security_group_ids": ["sg-1"],
            "source_dest_check": !forwards, "appliance": verdict,
        }),
    );
    document["transit_gateway_vpc_attachment"]["att-0"]["appliance_mode_support"] =
        json!(if *mode { "enable" } else { "disable" });
}

#[derive(Debug)]
struct Middleboxes {
    edge: Vec<Value>,
    onward: Vec<Value>,
    known: bool,
    forwards: bool,
    mode: bool,
    verdict: &'static str,
}

fn middleboxes() -> impl Strategy<Value = Middleboxes> {
    let verdict = prop::sample::select(vec!["pass", "pass", "drop", "nat", "odd"]);
    let flags = (any::<bool>(), prop::bool::weighted(0.8), any::<bool>());
    (routes(), routes(), flags, verdict).prop_map(
        |(edge, onward, (known, forwards, mode), verdict)| Middleboxes {
            edge,
            onward,
            known,
            forwards,
            mode,
            verdict,
        },
    )
}

/// Three VPCs, two of which may use the same addresses, with instances and endpoints in all.
fn topology() -> impl Strategy<Value = Value> {
    let groups = prop::collection::vec(
        (
            prop::collection::vec(rule(), 1..5),
            prop::collection::vec(rule(), 1..5),
        ),
        4,
    );
    let acls = prop::collection::vec((entries(), entries(), any::<bool>()), 3);
    let tables = prop::collection::vec(routes(), 3);
    let hosts = prop::collection::vec(
        (
            0_usize..6,
            4_u8..24,
            0_usize..4,
            prop::option::weighted(0.3, 0_usize..4),
            0_u8..12,
        ),
        8..24,
    );
    let endpoints = prop::collection::vec(
        (
            0_usize..6,
            100_u8..104,
            0_usize..4,
            prop::sample::select(vec!["available", "available", "available", "pending"]),
            0_u8..8,
        ),
        3..8,
    );
    (groups, acls, tables, hosts, endpoints, (any::<bool>(), any::<bool>(), range(), middleboxes()))
        .prop_map(|(groups, acls, tables, hosts, endpoints, (same, healthy, over, middleboxes))| {
            let third = if same { 1 } else { 2 };
            let second = [0, 1, third];
            let mut document = json!({
                "format": "sightline.topology/1",
                "internet_gateway": { "igw-1": { "vpc_id": "vpc-0" } },
                "nat_gateway": { "nat-1": { "subnet_id": "subnet-0", "private_ip": "10.0.0.200", "public_ip": "203.0.113.5" } },
                "vpc_peering_connection": { "pcx-1": { "vpc_id": "vpc-0", "peer_vpc_id": "vpc-1", "status": "active" } },
                "transit_gateway": { "tgw-1": { "security_group_referencing_support": if healthy { "enable" } else { "disable" } } },
                "transit_gateway_vpc_attachment": {
                    "att-0": { "transit_gateway_id": "tgw-1", "ipv6_support": "enable", "vpc_id": "vpc-0", "subnet_ids": ["subnet-0", "subnet-1"] },
                    "att-1": { "transit_gateway_id": "tgw-1", "ipv6_support": "enable", "vpc_id": "vpc-1", "subnet_ids": ["subnet-2", "subnet-3"] },
                    "att-2": { "transit_gateway_id": "tgw-1", "ipv6_support": "enable", "vpc_id": "vpc-2", "subnet_ids": ["subnet-4"] },
                },
                "transit_gateway_route_table": { "rtb-t": {
                    "transit_gateway_id": "tgw-1", "associations": ["att-0", "att-1", "att-2"],
                    "propagations": ["att-0", "att-1"],
                    "route": [{ "destination_cidr_block": over, "transit_gateway_attachment_id": "att-2" }],
                } },
                "vpc_endpoint_service": { "vpce-svc-1": { "network_load_balancer_arns": ["lb-1"] } },
                "lb": { "lb-1": { "subnet_mapping": [{ "subnet_id": "subnet-2", "private_ipv4_address": "10.1.0.201" }] } },
                "lb_listener": { "l-1": { "load_balancer_arn": "lb-1", "port": 443, "protocol": "TCP", "default_action": [{ "target_group_arn": "tg-1" }] } },
                "lb_target_group": { "tg-1": { "port": 443 } },
                "lb_target_group_attachment": { "t-1": { "target_group_arn": "tg-1", "target_id": "i-0", "state": if healthy { "healthy" } else { "unhealthy" } } },
            });
            for (index, second) in second.iter().enumerate() {
                document["vpc"][format!("vpc-{index}")] = json!({ "cidr_block": format!("10.{second}.0.0/16"), "ipv6_cidr_block": format!("2001:db8:{second}::/48"), "region": "us-east-1" });
                let (egress, ingress, used) = &acls[index];
                let guarded = if *used { vec![format!("subnet-{}", index * 2)] } else { vec![] };
                document["network_acl"][format!("acl-{index}")] = json!({ "vpc_id": format!("vpc-{index}"), "subnet_ids": guarded, "ingress": ingress, "egress": egress });
                document["route_table"][format!("rtb-{index}")] = json!({ "vpc_id": format!("vpc-{index}"), "route": tables[index] });
                for zone in 0..2 {
                    let subnet = format!("subnet-{}", index * 2 + zone);
                    document["subnet"][&subnet] = json!({ "vpc_id": format!("vpc-{index}"), "cidr_block": format!("10.{second}.{zone}.0/24"), "ipv6_cidr_block": format!("2001:db8:{second}:{zone}::/64"), "availability_zone": format!("us-east-1{}", ["a", "c"][zone]) });
                    document["route_table_association"][format!("assoc-{subnet}")] = json!({ "subnet_id": subnet, "route_table_id": format!("rtb-{index}") });
                }
            }
            for (index, (ingress, egress)) in groups.iter().enumerate() {
                document["security_group"][format!("sg-{index}")] = json!({ "vpc_id": "vpc-0", "ingress": ingress, "egress": egress });
            }
            for (index, (subnet, last, group, other, odd)) in hosts.iter().enumerate() {
                let mut named = vec![format!("sg-{group}")];
                named.extend(other.map(|other| format!("sg-{other}")));
                // Now and then an address that is not the network's, or a host that does not run.
                let address = if *odd == 0 { format!("10.9.0.{last}") } else { format!("10.{}.{}.{last}", second[subnet / 2], subnet % 2) };
                document["instance"][format!("i-{index}")] = json!({
                    "subnet_id": format!("subnet-{subnet}"), "private_ip": address, "vpc_security_group_ids": named,
                    "ipv6_addresses": if odd % 2 == 0 { vec![format!("2001:db8:{}:{}::{last}", second[subnet / 2], subnet % 2)] } else { vec![] },
                    "instance_state": if *odd == 1 { "stopped" } else { "running" },
                });
            }
            for (index, (subnet, last, group, state, service)) in endpoints.iter().enumerate() {
                // Some endpoints have IPv6 only, some have both.
                let six = vec![format!("2001:db8:{}:{}::{last}", second[subnet / 2], subnet % 2)];
                let (four, six) = match service { 2 => (false, six), 3 => (true, six), _ => (true, vec![]) };
                let service = match service { 0 => "com.amazonaws.vpce.us-east-1.vpce-svc-1", 1 => "com.amazonaws.vpce.us-east-1.vpce-svc-9", _ => "com.amazonaws.us-east-1.ssm" };
                document["network_interface"][format!("eni-{index}")] = json!({ "subnet_id": format!("subnet-{subnet}"), "private_ip": four.then(|| format!("10.{}.{}.{last}", second[subnet / 2], subnet % 2)), "ipv6_addresses": six });
                document["vpc_endpoint"][format!("vpce-{index}")] = json!({
                    "vpc_endpoint_type": "Interface", "vpc_id": format!("vpc-{}", subnet / 2), "service_name": service, "state": state,
                    "subnet_ids": [format!("subnet-{subnet}")], "network_interface_ids": [format!("eni-{index}")], "security_group_ids": [format!("sg-{group}")],
                });
            }
            put_middleboxes(&mut document, &middleboxes);
            document
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn pairs_by_class_are_the_pairs_one_by_one(document in topology()) {
        let network = network(&document);
        prop_assert_eq!(pairs(&network, 443), pairs_one_by_one(&network, 443));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_matrix_by_class_is_the_matrix_one_by_one(document in topology()) {
        let network = network(&document);
        prop_assert_eq!(matrix(&network, 443), matrix_one_by_one(&network, 443));
    }

    /// Inside one VPC, to AWS's own services, the narrow question is the trace's.
    #[test]
    fn near_pairs_are_what_a_trace_says(mut document in topology()) {
        for kind in ["vpc_endpoint", "network_interface", "instance"] {
            let kept = document[kind].as_object().unwrap().clone().into_iter().filter(|(_, it)| {
                let subnet = it["subnet_id"].as_str().or(it["subnet_ids"][0].as_str()).unwrap();
                let strange = it["private_ip"].as_str().is_some_and(|it| it.starts_with("10.9."));
                ["subnet-0", "subnet-1"].contains(&subnet) && !strange && it["service_name"].as_str().is_none_or(|it| it.ends_with("ssm"))
            });
            document[kind] = Value::Object(kept.collect());
        }
        // A route inside the VPC's own range can lead out by a transit gateway and in again, where
        // the narrow question asks only whether the packet comes to the VPC. AWS takes no such route
        // but to a middlebox, and the narrow question knows none.
        let routes = document["route_table"]["rtb-0"]["route"].as_array_mut().unwrap();
        routes.retain(|route| !["10.0.0.0/16", "10.0.0.0/24", "10.0.1.0/24", "10.0.0.8/29", "10.0.0.12/32"].contains(&route["cidr_block"].as_str().unwrap_or("::/0")));
        let network = network(&document);
        let mut reachable = 0;
        for from in network.topology().instance.keys() {
            for (_, endpoint) in network.interface_endpoints() {
                let eni = endpoint.network_interface_ids.first().unwrap();
                let Some(eni) = network.interface(eni.as_str()) else { continue };
                let to = format!("[{}]:443", eni.primary_address().unwrap());
                let outcome = trace(&network, &Query::tcp(from.as_str(), &to)).verdict.outcome;
                // Of two interfaces with one address the trace meets the first.
                let met = network.interface_at(eni.vpc.as_ref().unwrap(), eni.primary_address().unwrap());
                reachable += u64::from(outcome == Outcome::Reachable && met == Some(eni));
            }
        }
        let unique = network.interfaces().iter().all(|it| network.interface_at(it.vpc.as_ref().unwrap(), it.primary_address().unwrap()) == Some(it));
        prop_assume!(unique);
        prop_assert_eq!(pairs(&network, 443).reachable, reachable);
    }
}

/// The properties above would hold of networks where nothing connects.
#[test]
fn enough_of_what_is_generated_connects() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut reachable, mut all, mut abroad) = (0, 0, 0);
    for _ in 0..40 {
        let mut document = topology().new_tree(&mut runner).unwrap().current();
        let pairs_of = |document: &Value| pairs(&network(document), 443);
        let counted = pairs_of(&document);
        reachable += counted.reachable;
        all += counted.all;
        for kind in ["transit_gateway_vpc_attachment", "vpc_peering_connection"] {
            document[kind] = json!({});
        }
        abroad += counted.reachable - pairs_of(&document).reachable;
    }
    assert!(reachable * 20 > all, "{reachable} of {all}");
    assert!(
        abroad * 20 > reachable,
        "{abroad} of {reachable} leave their VPC"
    );
}

fn small() -> Value {
    json!({
        "format": "sightline.topology/1",
        "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "region": "us-east-1", "enable_dns_hostnames": true }, "vpc-2": { "cidr_block": "10.1.0.0/16", "region": "us-east-1" } },
        "subnet": {
            "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "availability_zone": "us-east-1a" },
            "subnet-2": { "vpc_id": "vpc-2", "cidr_block": "10.1.0.0/24", "availability_zone": "us-east-1a" },
        },
        "security_group": { "sg-open": { "vpc_id": "vpc-1", "ingress": [{ "protocol": "-1", "cidr_blocks": ["10.0.0.0/16"] }], "egress": [{ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"] }] }, "sg-shut": { "vpc_id": "vpc-1" } },
        "instance": {
            "i-1": { "subnet_id": "subnet-1", "private_ip": "10.0.0.10", "vpc_security_group_ids": ["sg-open"] },
            "i-2": { "subnet_id": "subnet-1", "private_ip": "10.0.0.11", "vpc_security_group_ids": ["sg-open"] },
            "i-shut": { "subnet_id": "subnet-1", "private_ip": "10.0.0.12", "vpc_security_group_ids": ["sg-shut"] },
        },
        "network_interface": { "eni-1": { "subnet_id": "subnet-1", "private_ip": "10.0.0.20" } },
        "vpc_endpoint": { "vpce-1": { "vpc_endpoint_type": "Interface", "vpc_id": "vpc-1", "service_name": "com.amazonaws.us-east-1.ssm", "private_dns_enabled": true, "subnet_ids": ["subnet-1"], "network_interface_ids": ["eni-1"], "security_group_ids": ["sg-open"] } },
    })
}

#[test]
fn a_matrix_asks_from_everywhere_for_endpoints_and_services() {
    let matrix = matrix(&network(&small()), 443);
    assert_eq!(
        matrix.vantages,
        ["i-1", "i-2", "i-shut", "subnet-2", "internet"]
    );
    assert_eq!(matrix.targets, ["vpce-1", "com.amazonaws.us-east-1.ssm"]);
    let lines: Vec<String> = matrix
        .rows()
        .map(|(from, cells)| {
            let codes: Vec<&str> = cells.iter().map(|it| it.code.as_str()).collect();
            format!("{from} {}", codes.join(" "))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "i-1 OK OK",
            "i-2 OK OK",
            "i-shut SRC_SG_EGRESS_DENIED SRC_SG_EGRESS_DENIED",
            "subnet-2 ROUTE_NOT_FOUND ROUTE_NOT_FOUND",
            "internet DST_PRIVATE_FROM_INTERNET OK",
        ]
    );
    assert_eq!(
        matrix.to_csv().lines().take(2).collect::<Vec<_>>(),
        ["from,vpce-1,com.amazonaws.us-east-1.ssm", "i-1,OK,OK"]
    );
    let value: Value = serde_json::from_str(&matrix.to_json()).unwrap();
    assert_eq!(
        value["cells"][0],
        json!({ "from": "i-1", "to": "vpce-1", "outcome": "reachable", "code": "OK" })
    );
}

#[test]
fn pairs_are_counted_by_address() {
    let pairs = pairs(&network(&small()), 443);
    assert_eq!((pairs.reachable, pairs.all), (2, 3));
}

#[test]
fn a_name_cannot_break_a_table() {
    let mut document = small();
    document["instance"]["=cmd(),\"x\""] = json!({ "subnet_id": "subnet-1", "private_ip": "10.0.0.13", "vpc_security_group_ids": ["sg-open"] });
    let csv = matrix(&network(&document), 443).to_csv();
    assert!(csv.contains("\r\n\"'=cmd(),\"\"x\"\"\",OK,OK\r\n"), "{csv}");
}
