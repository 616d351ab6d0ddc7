//! Networks of any size: VPCs on one transit gateway, each with zones, gateways and endpoints.

use net::Topology;
use serde_json::{Value, json};

const REGION: &str = "eu-west-1";
const ZONES: [&str; 3] = ["a", "b", "c"];
/// Services with an endpoint in every VPC; a VPC has as many of them as it needs interfaces.
const SERVICES: &[&str] = &[
    "ssm",
    "ssmmessages",
    "ec2messages",
    "ec2",
    "logs",
    "monitoring",
    "kms",
    "sts",
    "sns",
    "sqs",
    "ecr.api",
    "ecr.dkr",
    "secretsmanager",
    "events",
    "states",
    "lambda",
    "glue",
    "athena",
];

/// A network of about so many interfaces.
pub(crate) struct Size {
    /// What the rows of the table call it.
    pub(crate) enis: usize,
    vpcs: usize,
    endpoints: usize,
}

/// The sizes of the budgets, and as many endpoints as make their pairs.
pub(crate) const SIZES: [Size; 3] = [
    Size {
        enis: 1_000,
        vpcs: 4,
        endpoints: 14,
    },
    Size {
        enis: 10_000,
        vpcs: 20,
        endpoints: 16,
    },
    Size {
        enis: 100_000,
        vpcs: 100,
        endpoints: 17,
    },
];

/// The document.
pub(crate) fn draw(size: &Size) -> Topology {
    let mut document = json!({
        "format": "sightline.topology/1",
        "transit_gateway": { "tgw-1": {} },
    });
    let attachments: Vec<String> = (0..size.vpcs)
        .map(|vpc| format!("tgw-attach-{vpc}"))
        .collect();
    document["transit_gateway_route_table"]["tgw-rtb-1"] = json!({
        "transit_gateway_id": "tgw-1",
        "associations": attachments,
        "propagations": attachments,
    });
    let instances = size.enis / size.vpcs - size.endpoints * ZONES.len() - 1;
    for vpc in 0..size.vpcs {
        roads(&mut document, vpc);
        guards(&mut document, vpc);
        for host in 0..instances {
            let zone = ZONES[host % 3];
            document["instance"][format!("i-{vpc}-{host}")] = json!({
                "subnet_id": format!("subnet-{vpc}-{zone}"),
                "private_ip": address(vpc, host % 3, 16 + host / 3),
                "vpc_security_group_ids": [format!("sg-{vpc}-{}", host % 7)],
            });
        }
        for (number, service) in SERVICES.iter().enumerate().take(size.endpoints) {
            endpoint(&mut document, vpc, number, service);
        }
    }
    // A document of this size is not written by hand: by text, as it is read.
    Topology::from_json(&document.to_string()).unwrap()
}

/// The address of a host: each zone of a VPC has a /19 for instances, and one for endpoints.
fn address(vpc: usize, part: usize, host: usize) -> String {
    format!("10.{vpc}.{}.{}", part * 32 + host / 256, host % 256)
}

fn roads(document: &mut Value, vpc: usize) {
    let id = format!("vpc-{vpc}");
    document["vpc"][&id] = json!({
        "cidr_block": format!("10.{vpc}.0.0/16"),
        "enable_dns_support": true,
        "enable_dns_hostnames": true,
        "region": REGION,
    });
    document["internet_gateway"][format!("igw-{vpc}")] = json!({ "vpc_id": id });
    document["nat_gateway"][format!("nat-{vpc}")] = json!({
        "subnet_id": format!("subnet-{vpc}-public"),
        "private_ip": format!("10.{vpc}.224.5"),
        "public_ip": format!("203.0.113.{vpc}"),
    });
    document["vpc_endpoint"][format!("vpce-{vpc}-s3")] = json!({
        "vpc_id": id,
        "service_name": format!("com.amazonaws.{REGION}.s3"),
        "route_table_ids": [format!("rtb-{vpc}-private")],
    });
    let out = |target: &str, id: String| json!({ "cidr_block": "0.0.0.0/0", target: id });
    let hub = json!({ "cidr_block": "10.0.0.0/8", "transit_gateway_id": "tgw-1" });
    document["route_table"][format!("rtb-{vpc}-private")] = json!({
        "vpc_id": id,
        "route": [hub, out("nat_gateway_id", format!("nat-{vpc}"))],
    });
    document["route_table"][format!("rtb-{vpc}-public")] = json!({
        "vpc_id": id,
        "route": [hub, out("gateway_id", format!("igw-{vpc}"))],
    });
    let mut subnet = |name: String, part: usize, zone: &str, table: &str| {
        document["subnet"][&name] = json!({
            "vpc_id": id,
            "cidr_block": format!("10.{vpc}.{}.0/19", part * 32),
            "availability_zone": format!("{REGION}{zone}"),
        });
        document["route_table_association"][format!("rtbassoc-{name}")] = json!({
            "subnet_id": name,
            "route_table_id": format!("rtb-{vpc}-{table}"),
        });
    };
    for (part, zone) in ZONES.into_iter().enumerate() {
        subnet(format!("subnet-{vpc}-{zone}"), part, zone, "private");
        subnet(format!("subnet-{vpc}-e{zone}"), part + 3, zone, "private");
    }
    subnet(format!("subnet-{vpc}-public"), 7, "a", "public");
    document["transit_gateway_vpc_attachment"][format!("tgw-attach-{vpc}")] = json!({
        "transit_gateway_id": "tgw-1",
        "vpc_id": id,
        "subnet_ids": ZONES.map(|zone| format!("subnet-{vpc}-e{zone}")),
    });
}

/// Seven groups for instances, of several rules each, and one for endpoints.
fn guards(document: &mut Value, vpc: usize) {
    let rule = |port: u16, peer: &str| json!({ "protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [peer] });
    for number in 0..7 {
        document["security_group"][format!("sg-{vpc}-{number}")] = json!({
            "vpc_id": format!("vpc-{vpc}"),
            "ingress": [
                rule(22, "10.0.0.0/16"),
                rule(443, if number < 5 { "10.0.0.0/8" } else { "10.0.0.0/24" }),
                rule(8080, "10.0.0.0/8"),
                { "protocol": "-1", "self": true },
            ],
            "egress": [{ "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"] }],
        });
    }
    document["security_group"][format!("sg-{vpc}-e")] = json!({
        "vpc_id": format!("vpc-{vpc}"),
        "ingress": (0..6).map(|group| json!({
            "protocol": "tcp", "from_port": 443, "to_port": 443,
            "security_groups": [format!("sg-{vpc}-{group}")],
        })).collect::<Vec<_>>(),
    });
    let entry = |number: u32, range: &str| json!({ "rule_no": number, "action": "allow", "protocol": "-1", "cidr_block": range });
    let entries = [
        json!({ "rule_no": 90, "action": "deny", "protocol": "tcp", "from_port": 3389, "to_port": 3389, "cidr_block": "0.0.0.0/0" }),
        entry(100, "10.0.0.0/8"),
        entry(200, "0.0.0.0/0"),
    ];
    document["network_acl"][format!("acl-{vpc}")] = json!({
        "vpc_id": format!("vpc-{vpc}"),
        "subnet_ids": ZONES.map(|zone| format!("subnet-{vpc}-{zone}")),
        "ingress": entries,
        "egress": entries,
    });
}

fn endpoint(document: &mut Value, vpc: usize, number: usize, service: &str) {
    let interfaces = ZONES.map(|zone| format!("eni-{vpc}-{number}-{zone}"));
    for (part, (zone, interface)) in ZONES.iter().zip(&interfaces).enumerate() {
        document["network_interface"][interface] = json!({
            "subnet_id": format!("subnet-{vpc}-e{zone}"),
            "private_ip": address(vpc, part + 3, 16 + number),
            "interface_type": "vpc_endpoint",
        });
    }
    document["vpc_endpoint"][format!("vpce-{vpc}-{number}")] = json!({
        "vpc_endpoint_type": "Interface",
        "service_name": format!("com.amazonaws.{REGION}.{service}"),
        "vpc_id": format!("vpc-{vpc}"),
        "state": "available",
        "subnet_ids": ZONES.map(|zone| format!("subnet-{vpc}-e{zone}")),
        "network_interface_ids": interfaces,
        "security_group_ids": [format!("sg-{vpc}-e")],
        "private_dns_enabled": true,
    });
}
