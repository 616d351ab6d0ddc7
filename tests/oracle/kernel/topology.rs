//! Small networks in which routes, groups and ACLs often matter: three VPCs in a row, peered, with
//! gateways and a NAT.

use super::host::{SERVED, SERVED_BY_UDP, Try};
use super::roads::addresses;
use crate::dice::Dice;
use net::Network;
use net::query::Protocol;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Ranges that rules are about.
const RANGES: &[&str] = &[
    "0.0.0.0/0",
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.1.0.0/16",
    "10.1.0.0/24",
    "10.2.0.0/16",
    "10.2.0.10/32",
    "10.3.0.0/16",
    "198.51.100.0/24",
    "203.0.113.0/24",
];
/// The same by IPv6.
const RANGES_SIX: &[&str] = &[
    "::/0",
    "::/0",
    "2001:db8::/32",
    "2001:db8:1::/56",
    "2001:db8:1::/64",
    "2001:db8:2::/56",
    "2001:db8:2::10/128",
    "2001:db8:3::/56",
    "3fff::/20",
];
/// Ports; no border lies within those that clients use, 50000 to 51000.
const PORTS: &[(i32, i32)] = &[
    (0, 65_535),
    (22, 22),
    (443, 443),
    (8080, 8080),
    (1, 1023),
    (400, 9000),
    (1024, 65_535),
    (32_768, 60_999),
    (40_000, 65_535),
];
/// Destinations of routes.
const ROUTED: &[&str] = &[
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.1.0.0/16",
    "10.2.0.0/16",
    "10.2.0.0/24",
    "10.2.0.10/32",
    "10.3.0.0/16",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "::/0",
    "2001:db8::/32",
    "2001:db8:1::/56",
    "2001:db8:2::/56",
    "2001:db8:2::10/128",
    "2001:db8:3::/56",
];

/// A network: VPC 1 with a NAT and a gateway, VPC 2 perhaps with one, VPC 3 beyond it.
pub(crate) fn draw(dice: &mut Dice) -> Value {
    let mut document = json!({ "format": "sightline.topology/1" });
    let status = |dice: &mut Dice| {
        if dice.chance(85) {
            "active"
        } else {
            "pending-acceptance"
        }
    };
    document["vpc_peering_connection"] = json!({
        "pcx-1": { "vpc_id": "vpc-1", "peer_vpc_id": "vpc-2", "status": status(dice) },
        "pcx-2": { "vpc_id": "vpc-2", "peer_vpc_id": "vpc-3", "status": status(dice) },
    });
    document["internet_gateway"]["igw-1"] = json!({ "vpc_id": "vpc-1" });
    document["egress_only_internet_gateway"]["eigw-3"] = json!({ "vpc_id": "vpc-3" });
    let second = dice.chance(60);
    if second {
        document["internet_gateway"]["igw-2"] = json!({ "vpc_id": "vpc-2" });
    }
    document["nat_gateway"]["nat-1"] = json!({
        "subnet_id": "subnet-1b",
        "private_ip": "10.1.1.5",
        "public_ip": "203.0.113.5",
    });
    for vpc in 1..4 {
        let public = vpc == 1 || (vpc == 2 && second);
        draw_vpc(dice, &mut document, vpc, public);
    }
    document
}

/// Everything a host may ask: the other hosts, and a server on the internet.
pub(crate) fn targets(network: &Network) -> Vec<Try> {
    let addresses = addresses(network);
    let tries = addresses.into_iter().flat_map(|address| {
        let by_tcp = SERVED.iter().map(|port| (Protocol::TCP, *port));
        let all = by_tcp.chain([(Protocol::UDP, SERVED_BY_UDP)]);
        all.map(move |(protocol, port)| Try {
            protocol,
            to: (address, port).into(),
        })
    });
    tries.collect()
}

fn draw_vpc(dice: &mut Dice, document: &mut Value, vpc: usize, public: bool) {
    let id = format!("vpc-{vpc}");
    document["vpc"][&id] = json!({
        "cidr_block": format!("10.{vpc}.0.0/16"),
        "ipv6_cidr_block": format!("2001:db8:{vpc}::/56"),
    });
    for number in 0..2 {
        let rules = |dice: &mut Dice, count| -> Vec<Value> {
            (0..count).map(|_| group_rule(dice, vpc)).collect()
        };
        let count = dice.number(1..4);
        let mut ingress = rules(dice, count);
        let count = dice.number(0..2);
        let mut egress = rules(dice, count);
        if dice.chance(70) {
            egress.push(json!({ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"] }));
        }
        if dice.chance(40) {
            ingress.push(json!({ "protocol": "tcp", "from_port": 0, "to_port": 65535, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"] }));
        }
        document["security_group"][format!("sg-{vpc}{number}")] =
            json!({ "vpc_id": id, "ingress": ingress, "egress": egress });
    }
    for (third, letter) in ["a", "b"].into_iter().enumerate() {
        let subnet = format!("subnet-{vpc}{letter}");
        document["subnet"][&subnet] = json!({
            "vpc_id": id,
            "cidr_block": format!("10.{vpc}.{third}.0/24"),
            "ipv6_cidr_block": format!("2001:db8:{vpc}:{third}::/64"),
            "availability_zone": format!("eu-west-1{letter}"),
        });
        let table = format!("rtb-{vpc}{letter}");
        document["route_table"][&table] =
            json!({ "vpc_id": id, "route": routes(dice, vpc, letter, public) });
        document["route_table_association"][format!("rtbassoc-{vpc}{letter}")] =
            json!({ "subnet_id": subnet, "route_table_id": table });
        if dice.chance(35) {
            document["network_acl"][format!("acl-{vpc}{letter}")] = json!({
                "vpc_id": id,
                "subnet_ids": [subnet],
                "ingress": acl(dice),
                "egress": acl(dice),
            });
        }
        // Two hosts in the first subnet, so that some are neighbours.
        for host in 0..2 - third {
            let instance = format!("i-{vpc}{letter}{host}");
            let mut groups = vec![format!("sg-{vpc}{}", dice.number(0..2))];
            if dice.chance(20) {
                groups = vec![format!("sg-{vpc}0"), format!("sg-{vpc}1")];
            }
            document["instance"][&instance] = json!({
                "subnet_id": subnet,
                "private_ip": format!("10.{vpc}.{third}.{}", 10 + host),
                "vpc_security_group_ids": groups,
                "closed_ports": if dice.chance(40) { vec![8080] } else { vec![] },
            });
            if dice.chance(75) {
                let address = format!("2001:db8:{vpc}:{third}::{}", 10 + host);
                document["instance"][&instance]["ipv6_addresses"] = json!([address]);
            }
            if public && dice.chance(60) {
                document["instance"][&instance]["public_ip"] =
                    json!(format!("203.0.113.{vpc}{third}{host}"));
            }
        }
    }
}

fn group_rule(dice: &mut Dice, vpc: usize) -> Value {
    let (from, to) = *dice.one_of(PORTS);
    let protocol = *dice.one_of(&["tcp", "tcp", "tcp", "udp", "-1"]);
    let mut rule = match protocol {
        "-1" => json!({ "protocol": "-1" }),
        _ => json!({ "protocol": protocol, "from_port": from, "to_port": to }),
    };
    match dice.number(0..10) {
        0 | 1 => rule["self"] = json!(true),
        2 | 3 => rule["security_groups"] = json!([format!("sg-{vpc}{}", dice.number(0..2))]),
        4..6 => rule["cidr_blocks"] = json!([dice.one_of(RANGES)]),
        6..8 => rule["ipv6_cidr_blocks"] = json!([dice.one_of(RANGES_SIX)]),
        _ => {
            rule["cidr_blocks"] = json!([dice.one_of(RANGES)]);
            rule["ipv6_cidr_blocks"] = json!([dice.one_of(RANGES_SIX)]);
        }
    }
    rule
}

fn acl(dice: &mut Dice) -> Vec<Value> {
    let mut entries: Vec<Value> = (0..dice.number(0..4))
        .map(|number| {
            let (from, to) = *dice.one_of(PORTS);
            let mut entry = json!({
                "rule_no": 200 - number * 10,
                "action": if dice.chance(50) { "allow" } else { "deny" },
            });
            if dice.chance(50) {
                entry["cidr_block"] = json!(dice.one_of(RANGES));
            } else {
                entry["ipv6_cidr_block"] = json!(dice.one_of(RANGES_SIX));
            }
            if dice.chance(20) {
                entry["protocol"] = json!("-1");
            } else {
                entry["protocol"] = json!(dice.one_of(&["tcp", "tcp", "udp"]));
                entry["from_port"] = json!(from);
                entry["to_port"] = json!(to);
            }
            entry
        })
        .collect();
    if dice.chance(75) {
        entries.push(json!({ "rule_no": 300, "action": "allow", "protocol": "-1", "cidr_block": "0.0.0.0/0" }));
        entries.push(json!({ "rule_no": 301, "action": "allow", "protocol": "-1", "ipv6_cidr_block": "::/0" }));
    }
    entries
}

fn routes(dice: &mut Dice, vpc: usize, letter: &str, public: bool) -> Vec<Value> {
    let own = format!("10.{vpc}.0.0/16");
    let within = |range: &str| {
        let own = [format!("10.{vpc}."), format!("2001:db8:{vpc}:")];
        own.iter().any(|own| range.starts_with(own))
    };
    let mut taken = BTreeSet::from([own]);
    let mut routes = Vec::new();
    let mut add = |range: &str, target: (&str, &str), state: &str| {
        let six = range.contains(':');
        let carries = match target.0 {
            "nat_gateway_id" => !six,
            "egress_only_gateway_id" => six,
            _ => true,
        };
        if !within(range) && carries && taken.insert(range.to_owned()) {
            let of = if six { "ipv6_cidr_block" } else { "cidr_block" };
            let mut route = json!({ of: range, "state": state });
            route[target.0] = json!(target.1);
            routes.push(route);
        }
    };
    let mut targets: Vec<(&str, &str)> = match vpc {
        1 => vec![("vpc_peering_connection_id", "pcx-1")],
        2 => vec![
            ("vpc_peering_connection_id", "pcx-1"),
            ("vpc_peering_connection_id", "pcx-2"),
        ],
        _ => vec![("vpc_peering_connection_id", "pcx-2")],
    };
    if public {
        let gateway = if vpc == 1 { "igw-1" } else { "igw-2" };
        targets.push(("gateway_id", gateway));
    }
    if vpc == 3 {
        targets.push(("egress_only_gateway_id", "eigw-3"));
    }
    // A NAT gateway's own subnet leads to the internet, not back to the gateway.
    if vpc == 1 && letter == "a" {
        targets.push(("nat_gateway_id", "nat-1"));
    }
    for _ in 0..dice.number(0..3) {
        let state = if dice.chance(10) {
            "blackhole"
        } else {
            "active"
        };
        let (range, target) = (*dice.one_of(ROUTED), *dice.one_of(&targets));
        add(range, target, state);
    }
    // What makes sense, so that not everything ends here.
    if dice.chance(80) {
        match vpc {
            1 => {
                add("10.2.0.0/16", targets[0], "active");
                add("2001:db8:2::/56", targets[0], "active");
            }
            2 => {
                add("10.1.0.0/16", targets[0], "active");
                add("10.3.0.0/16", targets[1], "active");
                add("2001:db8:1::/56", targets[0], "active");
                add("2001:db8:3::/56", targets[1], "active");
            }
            _ => {
                add("10.2.0.0/16", targets[0], "active");
                add("2001:db8:2::/56", targets[0], "active");
            }
        }
    }
    if dice.chance(80) && public {
        add("0.0.0.0/0", *targets.last().unwrap(), "active");
    }
    let out = targets
        .iter()
        .find(|(attribute, _)| matches!(*attribute, "gateway_id" | "egress_only_gateway_id"));
    if let Some(out) = out.filter(|_| dice.chance(80)) {
        add("::/0", *out, "active");
    }
    routes
}
