//! Rules, entries and routes, drawn from few values.

use super::Dice;
use serde_json::{Value, json};

const PORTS: &[i32] = &[22, 80, 443, 50_000];

/// A range of either family, and the key that its family has.
fn range(dice: &mut Dice) -> (bool, String) {
    if dice.chance(40) {
        let (hextet, length) = (dice.number(0..3), *dice.one_of(&[0, 32, 48, 56, 64, 128]));
        let text = match (length, dice.chance(50)) {
            (0, _) => "::/0".to_owned(),
            (32, _) => "2001:db8::/32".to_owned(),
            (48 | 56, _) => format!("2001:db8:{hextet}::/{length}"),
            (64, true) => format!("2001:db8:{hextet}:1::/64"),
            (64, false) => format!("2001:db8:{hextet}::/64"),
            (_, true) => format!("2001:db8:{hextet}:1::20/128"),
            (_, false) => format!("2001:db8:{hextet}::20/128"),
        };
        return (false, text);
    }
    let (second, third) = (dice.number(0..4), dice.number(0..4));
    let text = match dice.one_of(&[0, 8, 16, 20, 24, 28, 32]) {
        0 => "0.0.0.0/0".to_owned(),
        8 => "10.0.0.0/8".to_owned(),
        16 => format!("10.{second}.0.0/16"),
        20 => format!("10.{second}.0.0/20"),
        length => format!("10.{second}.{third}.0/{length}"),
    };
    (true, text)
}

fn ports(dice: &mut Dice) -> (i32, i32) {
    let (one, other) = (*dice.one_of(PORTS), *dice.one_of(PORTS));
    (one.min(other), one.max(other))
}

/// A security group of a VPC with a few rules each way.
pub(super) fn group(dice: &mut Dice, vpc: &str) -> Value {
    let mut group = json!({ "vpc_id": vpc });
    for direction in ["ingress", "egress"] {
        let rules: Vec<Value> = (0..dice.number(0..4)).map(|_| rule(dice)).collect();
        group[direction] = json!(rules);
    }
    group
}

fn rule(dice: &mut Dice) -> Value {
    let (from, to) = ports(dice);
    let mut rule = json!({
        "protocol": dice.one_of(&["tcp", "tcp", "-1", "-1", "udp"]),
        "from_port": from,
        "to_port": to,
    });
    match range(dice) {
        _ if dice.chance(20) => rule["security_groups"] = json!([dice.one_of(&["sg-1", "sg-3"])]),
        (true, range) => rule["cidr_blocks"] = json!([range]),
        (false, range) => rule["ipv6_cidr_blocks"] = json!([range]),
    }
    rule
}

/// The entries of one direction of a network ACL.
pub(super) fn acl(dice: &mut Dice) -> Vec<Value> {
    (0..dice.number(0..5))
        .map(|_| {
            let (from, to) = ports(dice);
            let (four, range) = range(dice);
            let of = if four {
                "cidr_block"
            } else {
                "ipv6_cidr_block"
            };
            json!({
                "rule_no": dice.number(1..200),
                "action": if dice.chance(60) { "allow" } else { "deny" },
                "protocol": dice.one_of(&["tcp", "-1", "udp"]),
                "from_port": from,
                "to_port": to,
                of: range,
            })
        })
        .collect()
}

/// Where routes lead, by the attribute that says it.
const WAYS: &[(&str, &str)] = &[
    ("gateway_id", "igw-1"),
    ("gateway_id", "vpce-gw"),
    ("gateway_id", "vgw-1"),
    ("nat_gateway_id", "nat-1"),
    ("nat_gateway_id", "nat-gone"),
    ("transit_gateway_id", "tgw-1"),
    ("vpc_peering_connection_id", "pcx-1"),
    ("vpc_endpoint_id", "vpce-g"),
    ("network_interface_id", "eni-app"),
    ("network_interface_id", "eni-gone"),
    ("egress_only_gateway_id", "eigw-1"),
];

/// A few routes of a table.
pub(super) fn routes(dice: &mut Dice) -> Vec<Value> {
    (0..dice.number(0..5))
        .map(|_| {
            let (attribute, target) = dice.one_of(WAYS);
            let (four, range) = range(dice);
            let to = if four {
                "cidr_block"
            } else {
                "ipv6_cidr_block"
            };
            json!({ to: range, *attribute: target })
        })
        .collect()
}
