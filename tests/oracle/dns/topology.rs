//! Networks with much DNS in them: zones that overlap, records that lead to each other, endpoints,
//! rules that forward.

use super::views::is_within;
use crate::dice::Dice;
use net::Network;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const REGION: &str = "eu-west-1";
/// Domains of private zones, near enough to each other to overlap.
const DOMAINS: &[&str] = &[
    "test",
    "internal.test",
    "corp.internal.test",
    "a.internal.test",
    "example.com",
    "corp.example.com",
    "a.corp.example.com",
    "amazonaws.com",
    "eu-west-1.amazonaws.com",
    "ssm.eu-west-1.amazonaws.com",
    "s3.eu-west-1.amazonaws.com",
    "monitoring.eu-west-1.amazonaws.com",
];
const PUBLIC_DOMAINS: &[&str] = &["example.com", "pub.example.com", "corp.internal.test"];
/// Domains that rules and the site forward.
const FORWARDED: &[&str] = &[
    ".",
    ".",
    ".",
    "internal.test",
    "example.com",
    "corp.example.com",
    "amazonaws.com",
    "eu-west-1.amazonaws.com",
    "s3.eu-west-1.amazonaws.com",
    "eu-west-1.vpce.amazonaws.com",
];
const LABELS: &[&str] = &["a", "b", "c", "corp", "www", "pub"];
/// Services, their public names and address, and what private DNS puts a zone over.
const SERVICES: &[(&str, &[&str], &str)] = &[
    ("ssm", &["ssm.eu-west-1.amazonaws.com"], "52.119.200.1"),
    (
        "monitoring",
        &[
            "monitoring.eu-west-1.amazonaws.com",
            "monitoring.eu-west-1.api.aws",
            "monitoring-fips.eu-west-1.amazonaws.com",
            "monitoring-fips.eu-west-1.api.aws",
        ],
        "52.119.200.2",
    ),
    (
        "s3",
        &[
            "s3.eu-west-1.amazonaws.com",
            "*.s3.eu-west-1.amazonaws.com",
            "s3-control.eu-west-1.amazonaws.com",
            "*.s3-control.eu-west-1.amazonaws.com",
            "s3-accesspoint.eu-west-1.amazonaws.com",
            "*.s3-accesspoint.eu-west-1.amazonaws.com",
        ],
        "52.218.0.9",
    ),
    (
        "ecr.dkr",
        &["*.dkr.ecr.eu-west-1.amazonaws.com"],
        "52.119.200.3",
    ),
    (
        "ecr.api",
        &["api.ecr.eu-west-1.amazonaws.com"],
        "52.119.200.4",
    ),
    (
        "execute-api",
        &["*.execute-api.eu-west-1.amazonaws.com"],
        "52.119.200.5",
    ),
];

/// A network: a hub, two more VPCs peered with it, a site behind the hub. All guards are open, so
/// that only the DNS decides.
pub(crate) fn draw(dice: &mut Dice) -> Value {
    let mut document = roads(dice);
    services(&mut document);
    // A domain may be taken once in a VPC (R4.10, R4.15).
    let mut taken = vec![BTreeSet::new(); 3];
    endpoints(dice, &mut document, &mut taken);
    zones(dice, &mut document, &mut taken);
    rules(dice, &mut document);
    document
}

/// A name somebody might ask: one of the network's, one near it, or one of nobody's.
pub(crate) fn name(dice: &mut Dice, network: &Network) -> String {
    let topology = network.topology();
    let mut known: Vec<String> = topology
        .route53_record
        .values()
        .filter_map(|it| it.name.clone())
        .collect();
    let records = known.len();
    for (id, endpoint) in network.interface_endpoints() {
        known.extend(network.endpoint_names(id));
        known.extend(topology.private_names_of(endpoint));
    }
    known.extend(topology.lb.values().filter_map(|it| it.dns_name.clone()));
    for (_, names, _) in SERVICES {
        known.extend(names.iter().map(|it| (*it).to_owned()));
    }
    known.extend(
        ["ip-10-1-0-10", "ip-10-2-1-20", "ip-10-9-9-9"]
            .map(|host| format!("{host}.{REGION}.compute.internal")),
    );
    known.extend(DOMAINS.iter().map(|it| (*it).to_owned()));
    let among = if dice.chance(60) && records > 0 {
        records
    } else {
        known.len()
    };
    let mut name = known[dice.number(0..among)].clone();
    while name.contains('*') {
        name = name.replacen('*', dice.one_of::<&str>(LABELS), 1);
    }
    match dice.number(0..10) {
        0 => format!("{}.{name}", dice.one_of(LABELS)),
        1 => format!("{}.{}.{name}", dice.one_of(LABELS), dice.one_of(LABELS)),
        2 => name
            .split_once('.')
            .map_or(name.clone(), |(_, parent)| parent.to_owned()),
        _ => name,
    }
}

/// Everything but the DNS.
fn roads(dice: &mut Dice) -> Value {
    let mut document = json!({
        "format": "sightline.topology/1",
        "vpn_gateway": { "vgw-1": { "vpc_id": "vpc-1" } },
        "site": { "site-1": {
            "cidr_blocks": ["192.168.0.0/16"],
            "attachments": ["vgw-1"],
            "dns": { "mode": "forward", "forward": { *dice.one_of(&FORWARDED[3..]): ["10.1.0.53"] } },
        } },
        "vpc_peering_connection": {
            "pcx-2": { "vpc_id": "vpc-1", "peer_vpc_id": "vpc-2", "status": "active" },
            "pcx-3": { "vpc_id": "vpc-1", "peer_vpc_id": "vpc-3", "status": "active" },
        },
    });
    for number in 1..4 {
        let vpc = format!("vpc-{number}");
        document["vpc"][&vpc] = json!({
            "cidr_block": format!("10.{number}.0.0/16"),
            "enable_dns_support": true,
            "enable_dns_hostnames": dice.chance(85),
            "main_route_table_id": format!("rtb-{number}"),
            "region": REGION,
        });
        for (third, zone) in ["a", "b"].iter().enumerate() {
            document["subnet"][format!("subnet-{number}{zone}")] = json!({
                "vpc_id": vpc,
                "cidr_block": format!("10.{number}.{third}.0/24"),
                "availability_zone": format!("{REGION}{zone}"),
            });
        }
        let routes = match number {
            1 => json!([
                { "cidr_block": "10.2.0.0/16", "vpc_peering_connection_id": "pcx-2" },
                { "cidr_block": "10.3.0.0/16", "vpc_peering_connection_id": "pcx-3" },
                { "cidr_block": "192.168.0.0/16", "gateway_id": "vgw-1" },
            ]),
            _ => {
                json!([{ "cidr_block": "10.1.0.0/16", "vpc_peering_connection_id": format!("pcx-{number}") }])
            }
        };
        document["route_table"][format!("rtb-{number}")] =
            json!({ "vpc_id": vpc, "route": routes });
        let all = json!([{ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"] }]);
        document["security_group"][format!("sg-{number}")] =
            json!({ "vpc_id": vpc, "ingress": all, "egress": all });
        document["instance"][format!("i-{number}")] = json!({
            "subnet_id": format!("subnet-{number}a"),
            "private_ip": format!("10.{number}.0.10"),
            "vpc_security_group_ids": [format!("sg-{number}")],
        });
        let ip = format!("10.{number}.0.41");
        document["route53_resolver_endpoint"][format!("rslvr-out-{number}")] = json!({
            "direction": "OUTBOUND",
            "security_group_ids": [format!("sg-{number}")],
            "ip_address": [{ "subnet_id": format!("subnet-{number}a"), "ip": ip }],
        });
    }
    document["route53_resolver_endpoint"]["rslvr-in-1"] = json!({
        "direction": "INBOUND",
        "security_group_ids": ["sg-1"],
        "ip_address": [{ "subnet_id": "subnet-1a", "ip": "10.1.0.53" }],
    });
    document["lb"]["lb-1"] = json!({
        "load_balancer_type": "network",
        "internal": true,
        "dns_name": "nlb-1.elb.eu-west-1.amazonaws.com",
        "subnet_mapping": [
            { "subnet_id": "subnet-3a", "private_ipv4_address": "10.3.0.30" },
            { "subnet_id": "subnet-3b", "private_ipv4_address": "10.3.1.30" },
        ],
    });
    document
}

fn services(document: &mut Value) {
    for (service, names, address) in SERVICES {
        let service_name = format!("com.amazonaws.{REGION}.{service}");
        document["aws_service"][&service_name] = json!({
            "service_name": service_name,
            "dns_names": names,
            "public_ips": [address],
        });
    }
}

fn endpoints(dice: &mut Dice, document: &mut Value, taken: &mut [BTreeSet<String>]) {
    let custom = *dice.one_of(&["*.api.example.com", "api.internal.test", "*.saas.test"]);
    document["vpc_endpoint_service"]["vpce-svc-1"] = json!({
        "service_name": format!("com.amazonaws.vpce.{REGION}.vpce-svc-1"),
        "private_dns_name": custom,
    });
    for number in 0..dice.number(2..6) {
        let vpc = dice.number(0..3);
        let (service, names) = if dice.chance(25) {
            ("vpce-svc-1", vec![custom])
        } else {
            let (service, names, _) = dice.one_of(SERVICES);
            (*service, names.to_vec())
        };
        let domains: BTreeSet<String> = names
            .iter()
            .map(|name| name.strip_prefix("*.").unwrap_or(name).to_owned())
            .collect();
        let private = dice.chance(75) && domains.is_disjoint(&taken[vpc]);
        if private {
            taken[vpc].extend(domains);
        }
        let id = format!("vpce-{number}");
        let mut interfaces = Vec::new();
        let zones = if dice.chance(60) {
            &["a", "b"][..]
        } else {
            &["b"][..]
        };
        for (third, zone) in ["a", "b"].iter().enumerate() {
            if !zones.contains(zone) {
                continue;
            }
            let interface = format!("eni-{number}{zone}");
            document["network_interface"][&interface] = json!({
                "subnet_id": format!("subnet-{}{zone}", vpc + 1),
                "private_ip": format!("10.{}.{third}.{}", vpc + 1, 20 + number),
                "interface_type": "vpc_endpoint",
            });
            if dice.chance(30) {
                document["network_interface"][&interface]["ipv6_addresses"] =
                    json!([format!("2001:db8:{}:{third}::{number}", vpc + 1)]);
            }
            interfaces.push(interface);
        }
        let is_custom = service == "vpce-svc-1";
        let owner = if is_custom {
            "com.amazonaws.vpce"
        } else {
            "com.amazonaws"
        };
        let star = if service == "s3" { "*." } else { "" };
        let of_zone = |zone: &str| json!({ "dns_name": format!("{star}vpce-{number}-x{zone}.{service}.{REGION}.vpce.amazonaws.com") });
        let names: Vec<Value> = std::iter::once(of_zone(""))
            .chain(
                zones
                    .iter()
                    .map(|zone| of_zone(&format!("-{REGION}{zone}"))),
            )
            .collect();
        document["vpc_endpoint"][&id] = json!({
            "vpc_endpoint_type": "Interface",
            "service_name": format!("{owner}.{REGION}.{service}"),
            "vpc_id": format!("vpc-{}", vpc + 1),
            "state": "available",
            "network_interface_ids": interfaces,
            "subnet_ids": zones.iter().map(|zone| format!("subnet-{}{zone}", vpc + 1)).collect::<Vec<_>>(),
            "security_group_ids": [format!("sg-{}", vpc + 1)],
            "private_dns_enabled": private,
            "dns_entry": names,
            "dns_options": { "private_dns_only_for_inbound_resolver_endpoint": service == "s3" && dice.chance(50) },
        });
    }
}

fn zones(dice: &mut Dice, document: &mut Value, taken: &mut [BTreeSet<String>]) {
    let mut public = BTreeSet::new();
    for number in 0..dice.number(4..9) {
        let id = format!("zone-{number}");
        let domain = if dice.chance(25) {
            let domain = *dice.one_of(PUBLIC_DOMAINS);
            if !public.insert(domain) {
                continue;
            }
            document["route53_zone"][&id] = json!({ "name": domain });
            domain
        } else {
            let domain = *dice.one_of(DOMAINS);
            let vpcs: Vec<Value> = (0..3)
                .filter(|vpc| dice.chance(60) && taken[*vpc].insert(domain.to_owned()))
                .map(|vpc| json!({ "vpc_id": format!("vpc-{}", vpc + 1) }))
                .collect();
            if vpcs.is_empty() {
                continue;
            }
            document["route53_zone"][&id] = json!({ "name": domain, "vpc": vpcs });
            domain
        };
        records(dice, document, &id, domain);
    }
}

fn records(dice: &mut Dice, document: &mut Value, zone: &str, domain: &str) {
    let mut types: BTreeSet<(String, &str)> = BTreeSet::new();
    for number in 0..dice.number(2..10) {
        let mut labels: Vec<&str> = (0..dice.number(0..4))
            .map(|_| *dice.one_of(LABELS))
            .collect();
        if dice.chance(35) {
            labels.insert(0, "*");
        }
        labels.push(domain);
        let name = labels.join(".");
        let kind = *dice.one_of(&["A", "A", "A", "AAAA", "CNAME", "CNAME", "TXT"]);
        let has = |kind: &str, types: &BTreeSet<(String, &str)>| {
            types
                .iter()
                .any(|(its, its_kind)| *its == name && *its_kind == kind)
        };
        let alone =
            kind == "CNAME" && (name == domain || types.iter().any(|(its, _)| *its == name));
        if alone || has("CNAME", &types) || has(kind, &types) {
            continue;
        }
        types.insert((name.clone(), kind));
        let mut record = json!({ "zone_id": zone, "name": name, "type": kind });
        if matches!(kind, "A" | "AAAA") && dice.chance(30) {
            let alias = alias(dice, document, zone, kind);
            record["alias"] = json!({ "name": alias });
        } else {
            record["ttl"] = json!(dice.number(1..10) * 30);
            record["records"] = match kind {
                "A" => json!(
                    (0..dice.number(1..4))
                        .map(|it| format!("10.1.{number}.{it}"))
                        .collect::<Vec<_>>()
                ),
                "AAAA" => json!([format!("2001:db8::{number}")]),
                "CNAME" => json!([target(dice, domain)]),
                _ => json!(["\"text\""]),
            };
        }
        document["route53_record"][format!("{zone}-{number}")] = record;
    }
}

/// What an alias stands for: an endpoint, a load balancer, or a record of the zone.
fn alias(dice: &mut Dice, document: &Value, zone: &str, kind: &str) -> String {
    let mut all = vec!["nlb-1.elb.eu-west-1.amazonaws.com".to_owned()];
    let endpoints = document["vpc_endpoint"].as_object();
    for endpoint in endpoints.into_iter().flat_map(|it| it.values()) {
        let name = endpoint["dns_entry"][0]["dns_name"].as_str().unwrap();
        if !name.starts_with('*') {
            all.push(name.to_owned());
        }
    }
    let records = document["route53_record"].as_object();
    for record in records.into_iter().flat_map(|it| it.values()) {
        let name = record["name"].as_str().unwrap();
        let plain = record["records"].is_array() && !name.starts_with('*');
        if plain && record["zone_id"] == zone && record["type"] == kind {
            all.push(name.to_owned());
        }
    }
    dice.one_of(&all).clone()
}

/// What a CNAME leads to: mostly names of the same or of other zones.
fn target(dice: &mut Dice, domain: &str) -> String {
    let labels = |dice: &mut Dice| {
        let labels: Vec<&str> = (0..dice.number(1..3))
            .map(|_| *dice.one_of(LABELS))
            .collect();
        labels.join(".")
    };
    match dice.number(0..10) {
        0..4 => format!("{}.{domain}", labels(dice)),
        4..7 => format!("{}.{}", labels(dice), dice.one_of(DOMAINS)),
        7 => "ssm.eu-west-1.amazonaws.com".to_owned(),
        8 => "nlb-1.elb.eu-west-1.amazonaws.com".to_owned(),
        _ => format!("{}.api.example.com", labels(dice)),
    }
}

fn rules(dice: &mut Dice, document: &mut Value) {
    for vpc in 1..4 {
        let mut domains: Vec<&str> = Vec::new();
        for number in 0..dice.number(0..3) {
            let domain = *dice.one_of(FORWARDED);
            let is_within = |name: &str, of: &str| is_within(name, of.trim_matches('.'));
            // The server forwards by zone, and a zone cannot lie within one it forwards.
            if domains
                .iter()
                .any(|it| is_within(it, domain) || is_within(domain, it))
            {
                continue;
            }
            domains.push(domain);
            let server = if vpc == 1 {
                "192.168.0.53"
            } else {
                "10.1.0.53"
            };
            let id = format!("rslvr-rr-{vpc}{number}");
            document["route53_resolver_rule"][&id] = json!({
                "domain_name": domain,
                "rule_type": "FORWARD",
                "resolver_endpoint_id": format!("rslvr-out-{vpc}"),
                "target_ip": [{ "ip": server }],
            });
            document["route53_resolver_rule_association"][format!("rslvr-a-{vpc}{number}")] =
                json!({ "resolver_rule_id": id, "vpc_id": format!("vpc-{vpc}") });
        }
        // What lies below a domain that is forwarded may be left to the VPC after all.
        let below = |it: &&&str| {
            let parent = |of: &&&str| **of == "." || (*of != *it && is_within(it, of));
            domains.iter().any(|of| parent(&of))
        };
        let below: Vec<&str> = DOMAINS.iter().filter(below).copied().collect();
        if !below.is_empty() && dice.chance(60) {
            let id = format!("rslvr-rr-{vpc}-system");
            document["route53_resolver_rule"][&id] =
                json!({ "domain_name": dice.one_of(&below), "rule_type": "SYSTEM" });
            document["route53_resolver_rule_association"][format!("rslvr-a-{vpc}-system")] =
                json!({ "resolver_rule_id": id, "vpc_id": format!("vpc-{vpc}") });
        }
    }
}
