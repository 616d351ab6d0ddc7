//! Networks of any size for the layout to prove itself on, the same for the same plan.

use net::{Network, Topology};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// What a made-up network is like.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// VPCs that use services.
    pub(crate) consumers: usize,
    /// VPCs that provide one each.
    pub(crate) providers: usize,
    /// Zones a VPC.
    pub(crate) zones: usize,
    /// Private rows of subnets; a public one is added with the gateways.
    pub(crate) tiers: usize,
    /// Instances a private subnet.
    pub(crate) hosts: usize,
    /// Endpoints to AWS services a consumer.
    pub(crate) endpoints: usize,
    /// Internet, NAT and S3 gateways.
    pub(crate) has_gateways: bool,
    /// Whether accounts are said.
    pub(crate) has_owners: bool,
    /// An on-premises network, a peering, an endpoint in trouble, a thing without a place.
    pub(crate) has_oddities: bool,
}

/// The plan of a number: plans that differ in everything, as their numbers do.
pub(crate) const fn sample(number: usize) -> Plan {
    Plan {
        consumers: number % 4,
        providers: (number / 4) % 3,
        zones: 1 + (number / 12) % 3,
        tiers: 1 + (number / 7) % 3,
        hosts: (number * 7 / 5) % 9,
        endpoints: (number * 3 / 2) % 6,
        has_gateways: number.is_multiple_of(2),
        has_owners: (number / 2).is_multiple_of(2),
        has_oddities: (number / 3).is_multiple_of(2),
    }
}

const NAMES: [&str; 6] = [
    "web",
    "prefix-application-server-production",
    "踏み台サーバー",
    "db",
    "東京リージョンの監視用インスタンス",
    "x",
];
const SERVICES: [&str; 8] = [
    "ssm",
    "ssmmessages",
    "ecr.api",
    "ecr.dkr",
    "logs",
    "monitoring",
    "kms",
    "secretsmanager",
];
const REGION: &str = "ap-northeast-1";

/// The network of a plan.
pub(crate) fn network(plan: &Plan) -> Network {
    Network::new(Arc::new(topology(plan)))
}

/// The document of a plan.
pub(crate) fn topology(plan: &Plan) -> Topology {
    let mut town = Town::default();
    for number in 0..plan.consumers {
        town.vpc(plan, number, false);
    }
    for number in 0..plan.providers {
        town.vpc(plan, plan.consumers + number, true);
    }
    if plan.has_oddities {
        town.put(
            "site",
            "tokyo-office",
            json!({ "cidr_blocks": ["192.168.0.0/16"], "tags": { "Name": "東京本社" } }),
        );
        town.put(
            "instance",
            "i-nowhere",
            json!({ "tags": { "Name": "lost" } }),
        );
        if plan.consumers > 1 {
            town.put(
                "vpc_peering_connection",
                "pcx-1",
                json!({ "vpc_id": "vpc-0", "peer_vpc_id": "vpc-1" }),
            );
        }
    }
    town.document
        .insert("format".into(), "sightline.topology/1".into());
    let text = Value::Object(town.document).to_string();
    Topology::from_json(&text).expect("a town is a document")
}

#[derive(Default)]
struct Town {
    document: Map<String, Value>,
}

impl Town {
    fn put(&mut self, kind: &str, id: &str, value: Value) {
        let map = self.document.entry(kind).or_insert_with(|| json!({}));
        map.as_object_mut()
            .expect("a map")
            .insert(id.to_owned(), value);
    }

    fn vpc(&mut self, plan: &Plan, number: usize, is_provider: bool) {
        let vpc = format!("vpc-{number}");
        let base = format!("10.{}", number % 250);
        let name = match number % 3 {
            0 => format!("net-{number}"),
            1 => format!("a-network-with-a-name-longer-than-its-box-{number}"),
            _ => "本番環境".to_owned(),
        };
        let mut document = json!({
            "cidr_block": format!("{base}.0.0/16"), "region": REGION, "tags": { "Name": name },
            "enable_dns_support": true, "enable_dns_hostnames": true,
        });
        if plan.has_owners {
            let owner = format!("{:012}", 111_111_111_111_u64 + (number as u64) / 2);
            document["owner_id"] = owner.into();
        }
        self.put("vpc", &vpc, document);
        let private = format!("rtb-{number}-private");
        self.put("route_table", &private, json!({ "vpc_id": vpc }));
        for zone in 0..plan.zones {
            for tier in 0..plan.tiers {
                let subnet = format!("subnet-{number}-{zone}-{tier}");
                let third = zone * 64 + tier * 16;
                self.subnet(
                    &vpc,
                    &subnet,
                    &format!("{base}.{third}.0/20"),
                    zone,
                    &private,
                );
                for host in 0..plan.hosts {
                    let id = format!("i-{number}-{zone}-{tier}-{host:04}");
                    let address = format!(
                        "{base}.{}.{}",
                        third + (host + 10) / 250,
                        (host + 10) % 250 + 4
                    );
                    let label = NAMES[(host + tier + zone) % NAMES.len()];
                    self.put("instance", &id, json!({ "subnet_id": subnet, "private_ip": address, "tags": { "Name": label } }));
                }
            }
        }
        if plan.has_gateways {
            self.gateways(plan, number, &vpc, &base, &private);
        }
        if is_provider {
            self.service(plan, number, &vpc, &base);
        } else {
            self.endpoints(plan, number, &vpc, &base);
        }
    }

    fn subnet(&mut self, vpc: &str, id: &str, range: &str, zone: usize, table: &str) {
        let letter = ["a", "c", "d"][zone % 3];
        self.put("subnet", id, json!({
            "vpc_id": vpc, "cidr_block": range, "availability_zone": format!("{REGION}{letter}"),
            "availability_zone_id": format!("apne1-az{}", zone + 1), "tags": { "Name": format!("subnet-{letter}") },
        }));
        self.put(
            "route_table_association",
            &format!("{id}-table"),
            json!({ "subnet_id": id, "route_table_id": table }),
        );
    }

    fn gateways(&mut self, plan: &Plan, number: usize, vpc: &str, base: &str, private: &str) {
        let (igw, public) = (format!("igw-{number}"), format!("rtb-{number}-public"));
        self.put("internet_gateway", &igw, json!({ "vpc_id": vpc }));
        self.put(
            "route_table",
            &public,
            json!({ "vpc_id": vpc, "route": [{ "cidr_block": "0.0.0.0/0", "gateway_id": igw }] }),
        );
        for zone in 0..plan.zones {
            let subnet = format!("subnet-{number}-{zone}-public");
            self.subnet(
                vpc,
                &subnet,
                &format!("{base}.{}.0/24", 240 + zone),
                zone,
                &public,
            );
            self.put("nat_gateway", &format!("nat-{number}-{zone}"), json!({
                "subnet_id": subnet, "private_ip": format!("{base}.{}.10", 240 + zone), "public_ip": "203.0.113.9",
            }));
        }
        self.put("vpc_endpoint", &format!("vpce-{number}-s3"), json!({
            "vpc_endpoint_type": "Gateway", "service_name": format!("com.amazonaws.{REGION}.s3"), "vpc_id": vpc, "route_table_ids": [private],
        }));
    }

    fn endpoints(&mut self, plan: &Plan, number: usize, vpc: &str, base: &str) {
        let mut names: Vec<String> = (0..plan.endpoints)
            .map(|at| format!("com.amazonaws.{REGION}.{}", SERVICES[at % SERVICES.len()]))
            .collect();
        if plan.providers > 0 {
            let provider = plan.consumers + number % plan.providers;
            names.push(format!(
                "com.amazonaws.vpce.{REGION}.vpce-svc-{provider:017x}"
            ));
        }
        for (at, service) in names.into_iter().enumerate() {
            let id = format!("vpce-{number}-{at:03}");
            let interfaces: Vec<String> = (0..plan.zones)
                .map(|zone| format!("eni-{number}-{at:03}-{zone}"))
                .collect();
            for (zone, interface) in interfaces.iter().enumerate() {
                let third = zone * 64 + (plan.tiers - 1) * 16;
                self.put("network_interface", interface, json!({
                    "subnet_id": format!("subnet-{number}-{zone}-{}", plan.tiers - 1), "interface_type": "vpc_endpoint",
                    "private_ip": format!("{base}.{}.{}", third + 8 + at / 240, at % 240 + 5),
                }));
            }
            let state = if plan.has_oddities && at == 1 {
                "pendingAcceptance"
            } else {
                "available"
            };
            self.put("vpc_endpoint", &id, json!({
                "vpc_endpoint_type": "Interface", "service_name": service, "vpc_id": vpc, "state": state,
                "network_interface_ids": interfaces, "private_dns_enabled": at % 2 == 0,
            }));
        }
    }

    fn service(&mut self, plan: &Plan, number: usize, vpc: &str, base: &str) {
        let lb = format!(
            "arn:aws:elasticloadbalancing:{REGION}:111122223333:loadbalancer/net/nlb-{number}/0123456789abcdef"
        );
        let mapping: Vec<Value> = (0..plan.zones)
            .map(|zone| json!({ "subnet_id": format!("subnet-{number}-{zone}-0"), "private_ipv4_address": format!("{base}.{}.250", zone * 64) }))
            .collect();
        self.put("lb", &lb, json!({ "name": format!("nlb-{number}"), "load_balancer_type": "network", "vpc_id": vpc, "subnet_mapping": mapping }));
        let group = format!("tg-{number}");
        self.put(
            "lb_target_group",
            &group,
            json!({ "vpc_id": vpc, "port": 80, "protocol": "TCP" }),
        );
        self.put("lb_listener", &format!("listener-{number}"), json!({
            "load_balancer_arn": lb, "port": 80, "protocol": "TCP", "default_action": [{ "type": "forward", "target_group_arn": group }],
        }));
        for zone in 0..plan.zones {
            for host in 0..plan.hosts.min(2) {
                let state = if host == 1 { "unhealthy" } else { "healthy" };
                self.put("lb_target_group_attachment", &format!("{group}/{zone}/{host}"), json!({
                    "target_group_arn": group, "target_id": format!("i-{number}-{zone}-0-{host:04}"), "state": state,
                }));
            }
        }
        let id = format!("vpce-svc-{number:017x}");
        self.put("vpc_endpoint_service", &id, json!({
            "service_name": format!("com.amazonaws.vpce.{REGION}.{id}"), "network_load_balancer_arns": [lb],
        }));
    }
}
