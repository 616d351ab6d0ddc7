//! What a network costs: the bill of a document, and the table of seed 002 recomputed (R6.1-R6.5).

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use net::cost::{AlternativeName, Cost, Note, Prices, Quantity, Usd, cost, month};
use net::{Network, Topology};
use serde_json::{Value, json};
use std::sync::Arc;

fn of(document: &Value, gb: &str) -> Cost {
    let topology = Topology::from_json(&document.to_string()).unwrap();
    cost(&Network::new(Arc::new(topology)), gb.parse().unwrap())
}

fn gb(text: &str) -> Quantity {
    text.parse().unwrap()
}

/// Two zones, a NAT gateway in each, three interface endpoints in both, one for S3 on the table.
fn document(region: &str) -> Value {
    let interface = |service: &str| {
        json!({
            "vpc_endpoint_type": "Interface",
            "vpc_id": "vpc-1",
            "service_name": format!("com.amazonaws.{region}.{service}"),
            "subnet_ids": ["subnet-a", "subnet-c"],
        })
    };
    json!({
        "format": "sightline.topology/1",
        "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "region": region } },
        "subnet": {
            "subnet-a": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "availability_zone": format!("{region}a") },
            "subnet-c": { "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24", "availability_zone": format!("{region}c") },
        },
        "nat_gateway": {
            "nat-a": { "subnet_id": "subnet-a" },
            "nat-c": { "subnet_id": "subnet-c" },
        },
        "vpc_endpoint": {
            "vpce-logs": interface("logs"),
            "vpce-secrets": interface("secretsmanager"),
            "vpce-ssm": interface("ssm"),
            "vpce-s3": {
                "vpc_id": "vpc-1",
                "service_name": format!("com.amazonaws.{region}.s3"),
            },
        },
    })
}

/// `resource item quantity unit x price = monthly`, one line each.
fn lines(cost: &Cost) -> Vec<String> {
    let line = |it: &net::cost::Item| {
        format!(
            "{} {} {} {} x {} = {}",
            it.resource,
            it.item.as_str(),
            it.quantity,
            it.unit.as_str(),
            it.unit_price,
            it.monthly
        )
    };
    cost.items.iter().map(line).collect()
}

#[test]
fn the_bill_names_every_position() {
    let cost = of(&document("ap-northeast-1"), "10");
    assert_eq!(
        lines(&cost),
        [
            "nat-a nat_gateway_hour 730 hour x 0.062 = 45.26",
            "nat-a nat_gateway_gb 10 GB x 0.062 = 0.62",
            "nat-a public_ipv4_hour 730 hour x 0.005 = 3.65",
            "nat-c nat_gateway_hour 730 hour x 0.062 = 45.26",
            "nat-c nat_gateway_gb 10 GB x 0.062 = 0.62",
            "nat-c public_ipv4_hour 730 hour x 0.005 = 3.65",
            "vpce-logs interface_endpoint_hour 1460 AZ-hour x 0.014 = 20.44",
            "vpce-logs interface_endpoint_gb 10 GB x 0.01 = 0.10",
            "vpce-s3 gateway_endpoint_hour 730 hour x 0.00 = 0.00",
            "vpce-secrets interface_endpoint_hour 1460 AZ-hour x 0.014 = 20.44",
            "vpce-secrets interface_endpoint_gb 10 GB x 0.01 = 0.10",
            "vpce-ssm interface_endpoint_hour 1460 AZ-hour x 0.014 = 20.44",
            "vpce-ssm interface_endpoint_gb 10 GB x 0.01 = 0.10",
        ]
    );
    assert_eq!(cost.total.to_string(), "160.68");
}

#[test]
fn the_json_is_the_one_the_design_promises() {
    let cost = of(&document("us-east-1"), "0.5");
    let value: Value = serde_json::from_str(&cost.to_json()).unwrap();
    assert_eq!(value["region"], "us-east-1");
    assert_eq!(value["currency"], "USD");
    assert_eq!(value["hours_per_month"], 730);
    assert_eq!(value["priced_on"], net::cost::PRICED_ON);
    assert_eq!(
        value["items"][1],
        json!({
            "resource": "nat-a", "item": "nat_gateway_gb", "quantity": 0.5, "unit": "GB",
            "unit_price": 0.045, "monthly": 0.0225,
        })
    );
    assert_eq!(value["total"].as_f64(), Some(116.86));
    let names: Vec<&str> = AlternativeName::ALL.map(AlternativeName::as_str).to_vec();
    let said: Vec<&str> = value["alternatives"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(said, names);
}

#[test]
fn alternatives_carry_the_same_traffic() {
    // Six carriers of 10 GB each; nobody's own endpoint service.
    let cost = of(&document("ap-northeast-1"), "10");
    let totals: Vec<String> = cost
        .alternatives
        .iter()
        .map(|it| format!("{} {}", it.name.as_str(), it.total))
        .collect();
    assert_eq!(
        totals,
        [
            // 2 gateways and their addresses, 60 GB.
            "nat_only 101.54",
            // 4 services in 2 zones, 60 GB.
            "interface_endpoints 82.36",
            // 3 services in 2 zones, 50 GB; S3's 10 GB are free.
            "gateway_endpoints 61.82",
            // The same, and two attachments with 50 GB.
            "hub_and_spoke 165.02",
        ]
    );
    assert_eq!(cost.notes, [Note::TrafficAssumed]);
}

#[test]
fn a_hub_pays_once_for_many_vpcs() {
    let mut document = document("us-east-1");
    document["nat_gateway"] = json!({});
    for vpc in 2..=9 {
        let of = |service: &str| {
            json!({
                "vpc_endpoint_type": "Interface",
                "vpc_id": format!("vpc-{vpc}"),
                "service_name": format!("com.amazonaws.us-east-1.{service}"),
                "subnet_ids": [format!("subnet-{vpc}a"), format!("subnet-{vpc}c")],
            })
        };
        document["vpc"][format!("vpc-{vpc}")] = json!({ "region": "us-east-1" });
        for zone in ["a", "c"] {
            document["subnet"][format!("subnet-{vpc}{zone}")] = json!({ "vpc_id": format!("vpc-{vpc}"), "availability_zone": format!("us-east-1{zone}") });
        }
        for service in ["logs", "secretsmanager", "ssm", "kms", "sts", "sqs"] {
            document["vpc_endpoint"][format!("vpce-{vpc}-{service}")] = of(service);
        }
    }
    let cost = of(&document, "0");
    let total = |name| {
        let found = cost.alternatives.iter().find(|it| it.name == name);
        found.unwrap().total.to_string()
    };
    // 8 VPCs with six services and one with three, in two zones each.
    assert_eq!(total(AlternativeName::GatewayEndpoints), "744.60");
    // Six services in two zones once, ten attachments.
    assert_eq!(total(AlternativeName::HubAndSpoke), "452.60");
}

/// R6.4: the table of seed 002 as it should have been.
#[test]
fn the_table_of_the_seed_recomputed() {
    let check = |amount: Usd, expected: &str| assert_eq!(amount.to_string(), expected);
    let (virginia, tokyo) = (Prices::of("us-east-1"), Prices::of("ap-northeast-1"));
    let none = Quantity::ZERO;
    let hour = Usd::from_micros(virginia.interface_endpoint_hour);
    // (a) "$33" counts 730 hours of NAT gateway, "$7.2" only 720 of endpoint.
    check(virginia.nat_gateways(1, none), "32.85");
    check(hour.times(Quantity::whole(720)), "7.20");
    check(virginia.interface_endpoints(1, none), "7.30");
    check(virginia.interface_endpoints(3, none), "21.90");
    check(virginia.interface_endpoints(3 * 2, none), "43.80");
    // (b) It lists one gateway, totals two, and forgets the data.
    let gateway: Quantity = gb("10");
    check(
        virginia.nat_gateways(1, gateway) - virginia.nat_gateways(1, none),
        "0.45",
    );
    check(virginia.nat_gateways(2, gateway), "66.15");
    // (c) The endpoints' data is forgotten as well.
    check(
        virginia.interface_endpoints(6, gb("10")) - virginia.interface_endpoints(6, none),
        "0.10",
    );
    // (d) "Save $66" forgets the endpoints; by its own figures it is 22.8.
    let own_endpoints = hour.times(Quantity::whole(720).times(6));
    check(own_endpoints, "43.20");
    check(Usd::from_micros(66_000_000) - own_endpoints, "22.80");
    // (e) With one shared gateway the endpoints are dearer.
    let (nat, endpoints) = (
        virginia.nat_gateways(1, gb("10")),
        virginia.interface_endpoints(6, gb("10")),
    );
    check(nat, "33.30");
    check(endpoints, "43.90");
    assert!(endpoints > nat);
    // (f) The nine endpoints of its Terraform in two zones: twice the NAT gateways' bill.
    check(virginia.interface_endpoints(9 * 2, none), "131.40");
    check(virginia.nat_gateways(2, none), "65.70");
    // Its names are Tokyo's, so its prices should have been.
    check(tokyo.nat_gateways(2, gb("10")), "91.14");
    check(tokyo.interface_endpoints(3 * 2, gb("10")), "61.42");
    check(
        tokyo.nat_gateways(2, gb("10")) - tokyo.interface_endpoints(3 * 2, gb("10")),
        "29.72",
    );
    check(tokyo.interface_endpoints(9 * 2, none), "183.96");
}

/// R6.5.
#[test]
fn endpoints_beside_a_nat_gateway_break_even() {
    let (virginia, tokyo) = (Prices::of("us-east-1"), Prices::of("ap-northeast-1"));
    let ratio = |prices: &Prices| prices.nat_hour_in_endpoint_hours().unwrap().to_string();
    assert_eq!(
        (ratio(virginia), ratio(tokyo)),
        ("4.5".into(), "4.429".into())
    );
    let above = |prices: &Prices| prices.break_even_gb(6).unwrap();
    assert_eq!(above(virginia).to_string(), "1251.429");
    assert_eq!(above(tokyo).to_string(), "1179.231");
    assert_eq!(virginia.break_even_gb(0), None);
    // Just below it the endpoints cost more than they save, just above it less.
    for (traffic, pays) in [("1251", false), ("1252", true)] {
        let with = virginia.interface_endpoints(6, gb(traffic));
        let saved =
            virginia.nat_gateways(1, gb(traffic)) - virginia.nat_gateways(1, Quantity::ZERO);
        assert_eq!(saved > with, pays, "{traffic} GB");
    }
}

#[test]
fn the_petabytes_of_all_endpoints_count_together() {
    let mut document = document("us-east-1");
    document["nat_gateway"] = json!({});
    document["vpc_endpoint"]
        .as_object_mut()
        .unwrap()
        .remove("vpce-s3");
    let cost = of(&document, "2000000");
    let data: Vec<String> = lines(&cost)
        .into_iter()
        .filter(|it| it.contains("_gb"))
        .collect();
    assert_eq!(
        data,
        [
            "vpce-logs interface_endpoint_gb 1048576 GB x 0.01 = 10485.76",
            "vpce-logs interface_endpoint_gb 951424 GB x 0.006 = 5708.544",
            "vpce-secrets interface_endpoint_gb 2000000 GB x 0.006 = 12000.00",
            "vpce-ssm interface_endpoint_gb 1242880 GB x 0.006 = 7457.28",
            "vpce-ssm interface_endpoint_gb 757120 GB x 0.004 = 3028.48",
        ]
    );
    let together = Prices::of("us-east-1").interface_endpoints(6, gb("6000000"));
    assert_eq!(cost.total, together);
}

#[test]
fn another_region_is_assumed_and_said_so() {
    let cost = of(&document("eu-west-1"), "0");
    assert_eq!(cost.region, "eu-west-1");
    assert_eq!(cost.total, of(&document("us-east-1"), "0").total);
    assert!(cost.notes.contains(&Note::PricesAssumed {
        region: "eu-west-1".to_owned(),
        from: "us-east-1",
    }));
}

#[test]
fn what_is_gone_costs_nothing_and_what_was_rejected_still_does() {
    let mut document = document("us-east-1");
    document["nat_gateway"]["nat-a"]["state"] = json!("deleted");
    document["vpc_endpoint"]["vpce-ssm"]["state"] = json!("deleted");
    document["vpc_endpoint"]["vpce-logs"]["state"] = json!("rejected");
    let cost = of(&document, "0");
    let mut billed: Vec<&str> = cost.items.iter().map(|it| it.resource.as_str()).collect();
    billed.dedup();
    assert_eq!(billed, ["nat-c", "vpce-logs", "vpce-s3", "vpce-secrets"]);
    assert_eq!(
        cost.notes
            .iter()
            .filter(|it| matches!(it, Note::NotBilled { .. }))
            .count(),
        2
    );
}

#[test]
fn a_nat_gateway_that_serves_another_zone_is_noted() {
    let mut document = document("us-east-1");
    document["route_table"] = json!({ "rtb-1": { "vpc_id": "vpc-1", "route": [{ "cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-a" }] } });
    document["route_table_association"] = json!({
        "a": { "subnet_id": "subnet-a", "route_table_id": "rtb-1" },
        "c": { "subnet_id": "subnet-c", "route_table_id": "rtb-1" },
    });
    let cost = of(&document, "0");
    assert!(cost.notes.contains(&Note::CrossZone {
        resource: "nat-a".into(),
        subnets: vec!["subnet-c".into()],
        unit_price: Usd::from_micros(10_000),
    }));
}

#[test]
fn nothing_costs_nothing() {
    let cost = of(&json!({ "format": "sightline.topology/1" }), "1000");
    assert_eq!((cost.items.len(), cost.total), (0, Usd::ZERO));
    assert!(cost.alternatives.iter().all(|it| it.total == Usd::ZERO));
    assert_eq!(month(2), Quantity::whole(1460));
}
