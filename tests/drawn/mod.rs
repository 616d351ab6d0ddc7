//! Networks drawn from a seed, by the tests here and by those in a browser: guards, routes and names
//! of both families that meet each other often, parts of them dangling, contradictory or missing.

mod dice;
mod parts;

pub(crate) use dice::Dice;
use parts::{acl, group, routes};
use serde_json::{Value, json};

/// Who asks; the last one is nobody.
pub(crate) const VANTAGES: &[&str] = &[
    "i-1", "i-6", "i-2", "i-3", "i-4", "subnet-2", "site-1", "internet", "nobody",
];
/// What is asked for; the last ones are nobody's.
pub(crate) const TARGETS: &[&str] = &[
    "vpce-1:80",
    "vpce-1:443",
    "ssm.eu-west-1.amazonaws.com:443",
    "s3.eu-west-1.amazonaws.com:443",
    "app.corp.test:443",
    "deep.www.corp.test:443",
    "10.0.1.20:443",
    "[2001:db8:1:1::20]:443",
    "[2001:db8:2::20]:80",
    "i-2:80",
    "i-3:443",
    "8.8.8.8:443",
    "[2001:4860:4860::8888]:443",
    "203.0.113.11:80",
    "192.168.0.10:443",
    "vpce-g:443",
    "nowhere.example:1",
    "[3fff::1]:1",
];

/// A document of three VPCs: an endpoint with a service of the second one, inspection, peering and a
/// transit gateway, a site, zones and rules.
pub(crate) fn draw(dice: &mut Dice) -> Value {
    let mut document = json!({ "format": "sightline.topology/1" });
    places(dice, &mut document);
    gateways(dice, &mut document);
    tables(dice, &mut document);
    guards(dice, &mut document);
    hosts(dice, &mut document);
    endpoints(dice, &mut document);
    balancers(&mut document);
    names(dice, &mut document);
    document
}

fn places(dice: &mut Dice, document: &mut Value) {
    document["vpc"] = json!({
        "vpc-1": { "cidr_block": "10.0.0.0/16", "ipv6_cidr_block": "2001:db8:1::/56", "enable_dns_hostnames": dice.chance(70) },
        "vpc-2": { "cidr_block": "10.1.0.0/16", "ipv6_cidr_block": "2001:db8:2::/56", "enable_dns_hostnames": true },
        "vpc-3": { "cidr_block": dice.one_of(&["10.2.0.0/16", "10.2.0.0/16", "10.1.0.0/16"]) },
    });
    let mut zone = || *dice.one_of(&["eu-west-1a", "eu-west-1a", "eu-west-1c"]);
    document["subnet"] = json!({
        "subnet-1": { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "ipv6_cidr_block": "2001:db8:1::/64", "availability_zone": zone() },
        "subnet-2": { "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24", "ipv6_cidr_block": "2001:db8:1:1::/64", "availability_zone": zone() },
        "subnet-3": { "vpc_id": "vpc-2", "cidr_block": "10.1.0.0/24", "ipv6_cidr_block": "2001:db8:2::/64", "availability_zone": zone() },
        "subnet-g": { "vpc_id": "vpc-1", "cidr_block": "10.0.2.0/24", "availability_zone": zone() },
        "subnet-5": { "vpc_id": "vpc-3", "cidr_block": "10.2.0.0/24", "availability_zone": zone() },
        "subnet-4": { "vpc_id": "vpc-gone", "cidr_block": "10.9.0.0/24" },
    });
    if dice.chance(30) {
        document["subnet"]["subnet-1"]["enable_dns64"] = json!(true);
    }
}

fn gateways(dice: &mut Dice, document: &mut Value) {
    document["internet_gateway"]["igw-1"] = json!({ "vpc_id": "vpc-1" });
    document["egress_only_internet_gateway"]["eigw-1"] = json!({ "vpc_id": "vpc-1" });
    document["vpn_gateway"]["vgw-1"] = json!({ "vpc_id": "vpc-1" });
    document["nat_gateway"]["nat-1"] = json!({
        "subnet_id": "subnet-2",
        "private_ip": "10.0.1.5",
        "public_ip": "203.0.113.5",
        "connectivity_type": dice.one_of(&["public", "public", "private"]),
    });
    document["vpc_peering_connection"]["pcx-1"] = json!({
        "vpc_id": "vpc-1",
        "peer_vpc_id": "vpc-3",
        "status": dice.one_of(&["active", "active", "pending-acceptance"]),
    });
    document["transit_gateway"]["tgw-1"] = json!({});
    let attachments = ["tgw-attach-1", "tgw-attach-2"];
    for (attachment, vpc, subnet) in [
        (attachments[0], "vpc-1", "subnet-2"),
        (attachments[1], "vpc-2", "subnet-3"),
    ] {
        document["transit_gateway_vpc_attachment"][attachment] =
            json!({ "transit_gateway_id": "tgw-1", "vpc_id": vpc, "subnet_ids": [subnet] });
    }
    document["transit_gateway_route_table"]["tgw-rtb-1"] = json!({
        "transit_gateway_id": "tgw-1",
        "associations": attachments,
        "propagations": if dice.chance(80) { &attachments[..] } else { &attachments[..1] },
    });
    document["site"]["site-1"] = json!({
        "cidr_blocks": ["192.168.0.0/16"],
        "attachments": ["vgw-1"],
        "state": dice.one_of(&["up", "up", "down"]),
        "dns": { "mode": "forward", "forward": { "amazonaws.com": ["10.0.1.53"] } },
    });
}

fn tables(dice: &mut Dice, document: &mut Value) {
    let usual = dice.chance(60);
    let (mut out, mut edge, mut onward, mut far) =
        (routes(dice), routes(dice), routes(dice), routes(dice));
    if usual {
        out.push(json!({ "cidr_block": "0.0.0.0/0", "vpc_endpoint_id": "vpce-g" }));
        edge.push(json!({ "cidr_block": "10.0.0.0/24", "vpc_endpoint_id": "vpce-g" }));
        onward.push(json!({ "cidr_block": "0.0.0.0/0", "gateway_id": "igw-1" }));
    }
    if dice.chance(60) {
        out.push(json!({ "cidr_block": "10.1.0.0/16", "transit_gateway_id": "tgw-1" }));
        out.push(json!({ "ipv6_cidr_block": "2001:db8:2::/56", "transit_gateway_id": "tgw-1" }));
        far.push(json!({ "cidr_block": "10.0.0.0/16", "transit_gateway_id": "tgw-1" }));
        far.push(json!({ "ipv6_cidr_block": "2001:db8:1::/56", "transit_gateway_id": "tgw-1" }));
    }
    let peer = json!([{ "cidr_block": "10.0.0.0/16", "vpc_peering_connection_id": "pcx-1" }]);
    document["route_table"] = json!({
        "rtb-1": { "vpc_id": "vpc-1", "route": out },
        "rtb-edge": { "vpc_id": "vpc-1", "route": edge },
        "rtb-g": { "vpc_id": "vpc-1", "route": onward, "propagating_vgws": ["vgw-1"] },
        "rtb-3": { "vpc_id": "vpc-2", "route": far },
        "rtb-5": { "vpc_id": "vpc-3", "route": peer },
    });
    document["route_table_association"] = json!({
        "a-1": { "subnet_id": "subnet-1", "route_table_id": "rtb-1" },
        "a-3": { "subnet_id": "subnet-3", "route_table_id": "rtb-3" },
        "a-5": { "subnet_id": "subnet-5", "route_table_id": "rtb-5" },
        "a-edge": { "gateway_id": "igw-1", "route_table_id": "rtb-edge" },
        "a-g": { "subnet_id": "subnet-g", "route_table_id": "rtb-g" },
        "a-2": { "subnet_id": "subnet-2", "route_table_id": "rtb-gone" },
    });
}

fn guards(dice: &mut Dice, document: &mut Value) {
    let guarded = dice.chance(50);
    document["network_acl"]["acl-1"] = json!({
        "vpc_id": "vpc-1",
        "subnet_ids": if guarded { vec!["subnet-1"] } else { vec![] },
        "ingress": acl(dice),
        "egress": acl(dice),
    });
    for (id, vpc) in [
        ("sg-1", "vpc-1"),
        ("sg-2", "vpc-1"),
        ("sg-3", "vpc-2"),
        ("sg-5", "vpc-3"),
    ] {
        document["security_group"][id] = group(dice, vpc);
    }
}

fn hosts(dice: &mut Dice, document: &mut Value) {
    let appliance = [json!("pass"), json!("drop"), json!("nat"), Value::Null];
    let verdict = dice.one_of(&appliance).clone();
    document["instance"] = json!({
        "i-1": { "subnet_id": "subnet-1", "private_ip": "10.0.0.10", "vpc_security_group_ids": ["sg-1"] },
        "i-6": { "subnet_id": "subnet-1", "private_ip": "10.0.0.16", "ipv6_addresses": ["2001:db8:1::16"], "vpc_security_group_ids": ["sg-1"] },
        "i-2": { "subnet_id": "subnet-3", "private_ip": "10.1.0.20", "ipv6_addresses": ["2001:db8:2::20"], "vpc_security_group_ids": ["sg-3"] },
        "i-3": { "subnet_id": "subnet-5", "private_ip": "10.2.0.20", "vpc_security_group_ids": ["sg-5"] },
        "i-4": { "subnet_id": "subnet-4", "private_ip": "10.9.0.20", "vpc_security_group_ids": ["sg-gone"] },
        "i-pub": { "subnet_id": "subnet-1", "private_ip": "10.0.0.11", "public_ip": "203.0.113.11", "vpc_security_group_ids": ["sg-2"] },
        "i-app": { "vpc_security_group_ids": ["sg-2"], "primary_network_interface_id": "eni-app", "appliance": verdict },
    });
    document["network_interface"] = json!({
        "eni-1": { "subnet_id": "subnet-2", "private_ip": "10.0.1.20" },
        "eni-g": { "subnet_id": "subnet-g", "private_ip": "10.0.2.10" },
        "eni-app": { "subnet_id": "subnet-2", "private_ip": "10.0.1.99", "ipv6_addresses": ["2001:db8:1:1::99"], "security_groups": ["sg-2"], "source_dest_check": dice.chance(30) },
    });
    if dice.chance(60) {
        document["network_interface"]["eni-1"]["ipv6_addresses"] = json!(["2001:db8:1:1::20"]);
    }
    // With two, AWS chooses.
    if dice.chance(40) {
        document["network_interface"]["eni-1b"] =
            json!({ "subnet_id": "subnet-1", "private_ip": "10.0.0.20" });
    }
}

fn endpoints(dice: &mut Dice, document: &mut Value) {
    let of_aws = dice.chance(50);
    let second = document["network_interface"]
        .get("eni-1b")
        .map(|_| "eni-1b");
    let interfaces: Vec<&str> = ["eni-1"].into_iter().chain(second).collect();
    let inspects = dice.one_of(&["vpce-svc-2", "vpce-svc-2", "vpce-svc-else"]);
    document["vpc_endpoint"] = json!({
        "vpce-1": {
            "vpc_endpoint_type": "Interface", "vpc_id": "vpc-1",
            "state": dice.one_of(&["available", "available", "pendingAcceptance", "Rejected", "odd"]),
            "service_name": if of_aws { "com.amazonaws.eu-west-1.ssm" } else { "com.amazonaws.vpce.eu-west-1.vpce-svc-1" },
            "ip_address_type": dice.one_of(&["ipv4", "dualstack"]),
            "subnet_ids": ["subnet-2"], "network_interface_ids": interfaces,
            "security_group_ids": ["sg-2"], "private_dns_enabled": of_aws,
        },
        "vpce-g": {
            "vpc_endpoint_type": "GatewayLoadBalancer", "vpc_id": "vpc-1", "subnet_ids": ["subnet-g"],
            "service_name": format!("com.amazonaws.vpce.eu-west-1.{inspects}"), "network_interface_ids": ["eni-g"],
        },
        "vpce-gw": { "vpc_id": "vpc-1", "service_name": "com.amazonaws.eu-west-1.s3", "route_table_ids": ["rtb-1"] },
    });
}

/// The second VPC's services: a network load balancer's, and a gateway one's.
fn balancers(document: &mut Value) {
    document["vpc_endpoint_service"] = json!({
        "vpce-svc-1": { "network_load_balancer_arns": ["lb-1"] },
        "vpce-svc-2": { "gateway_load_balancer_arns": ["lb-2"] },
    });
    let node =
        |address: &str| json!([{ "subnet_id": "subnet-3", "private_ipv4_address": address }]);
    document["lb"] = json!({
        "lb-1": { "subnet_mapping": node("10.1.0.30") },
        "lb-2": { "load_balancer_type": "gateway", "subnet_mapping": node("10.1.0.31") },
    });
    let to = |group: &str| json!([{ "target_group_arn": group }]);
    document["lb_listener"] = json!({
        "l-1": { "load_balancer_arn": "lb-1", "port": 80, "protocol": "TCP", "default_action": to("tg-1") },
        "l-2": { "load_balancer_arn": "lb-2", "default_action": to("tg-2") },
    });
    document["lb_target_group"] =
        json!({ "tg-1": { "port": 80 }, "tg-2": { "protocol": "GENEVE", "port": 6081 } });
    document["lb_target_group_attachment"] = json!({
        "t-1": { "target_group_arn": "tg-1", "target_id": "i-2" },
        "t-2": { "target_group_arn": "tg-2", "target_id": "i-2" },
    });
}

fn names(dice: &mut Dice, document: &mut Value) {
    document["route53_zone"] = json!({
        "zone-1": { "name": "corp.test", "vpc": [{ "vpc_id": "vpc-1" }, { "vpc_id": "vpc-2" }] },
        "zone-2": { "name": dice.one_of(&["www.corp.test", "amazonaws.com", "corp.test"]), "vpc": [{ "vpc_id": "vpc-1" }] },
    });
    let values = ["10.0.1.20", "10.1.0.20", "10.2.0.20", "192.168.0.10"];
    document["route53_record"] = json!({
        "r-1": { "zone_id": "zone-1", "name": "app", "type": "A", "ttl": 60, "records": [dice.one_of(&values)] },
        "r-2": { "zone_id": "zone-1", "name": "app.corp.test", "type": "AAAA", "ttl": 60, "records": ["2001:db8:2::20"] },
        "r-3": { "zone_id": "zone-1", "name": "*.www", "type": "CNAME", "ttl": 60, "records": [dice.one_of(&["app.corp.test", "a.www.corp.test", "ssm.eu-west-1.amazonaws.com"])] },
    });
    document["route53_resolver_endpoint"] = json!({
        "in-1": { "direction": "INBOUND", "security_group_ids": ["sg-2"], "ip_address": [{ "subnet_id": "subnet-2", "ip": "10.0.1.53" }] },
        "out-1": { "direction": "OUTBOUND", "security_group_ids": ["sg-1"], "ip_address": [{ "subnet_id": "subnet-2", "ip": "10.0.1.54" }] },
    });
    document["route53_resolver_rule"]["rule-1"] = json!({
        "domain_name": dice.one_of(&[".", "corp.test", "eu-west-1.amazonaws.com"]),
        "rule_type": dice.one_of(&["FORWARD", "SYSTEM"]),
        "resolver_endpoint_id": "out-1",
        "target_ip": [{ "ip": dice.one_of(&["192.168.0.53", "10.0.1.53"]) }],
    });
    if dice.chance(50) {
        document["route53_resolver_rule_association"]["assoc-1"] =
            json!({ "resolver_rule_id": "rule-1", "vpc_id": "vpc-1" });
    }
}
