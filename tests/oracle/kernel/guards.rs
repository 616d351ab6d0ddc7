//! Security groups and network ACLs as nftables: the first with connection tracking, the second
//! without.

use net::Network;
use net::network::Interface;
use net::topology::{AclEntry, SecurityGroupRule};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// IPv6 finds its neighbours by packets that no group asks about.
const NEIGHBOURS: &str = " icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert } accept";

/// The firewall of a host: what its groups let in and out.
pub(crate) fn of_host(network: &Network, interface: &Interface) -> String {
    let mut text = String::from("table inet sg {\n");
    for (chain, hook, side) in [("in", "input", "saddr"), ("out", "output", "daddr")] {
        writeln!(text, "chain {chain} {{ type filter hook {hook} priority 0; policy drop;\n ct state established accept\n{NEIGHBOURS}").unwrap();
        for id in &interface.security_groups {
            let group = network.security_group(id).unwrap();
            let rules = if chain == "in" {
                &group.ingress
            } else {
                &group.egress
            };
            for rule in rules {
                for peer in peers(network, interface, id.as_str(), rule) {
                    let what = what(rule.protocol.as_deref(), rule.from_port, rule.to_port);
                    let family = family(&peer);
                    writeln!(text, " {family} {side} {peer} {what} accept").unwrap();
                }
            }
        }
        text.push_str("}\n");
    }
    text + "}\n"
}

/// The peers of a rule: ranges, and the addresses of the members of groups.
fn peers(
    network: &Network,
    interface: &Interface,
    own: &str,
    rule: &SecurityGroupRule,
) -> BTreeSet<String> {
    let ranges = rule.cidr_blocks.iter().chain(&rule.ipv6_cidr_blocks);
    let mut peers: BTreeSet<String> = ranges.map(ToString::to_string).collect();
    let mut groups: Vec<&str> = rule.security_groups.iter().map(|it| it.as_str()).collect();
    if rule.self_ == Some(true) {
        groups.push(own);
    }
    for member in network.interfaces() {
        let carries = |it: &str| groups.contains(&it);
        if member.vpc == interface.vpc
            && member.security_groups.iter().any(|it| carries(it.as_str()))
        {
            peers.extend(member.addresses.iter().map(ToString::to_string));
        }
    }
    peers
}

/// The router's firewall: each subnet's ACL at its border, in the order of the entries.
///
/// `doors` are the router's links into each subnet.
pub(crate) fn of_router(network: &Network, doors: &[(String, Vec<String>)]) -> String {
    let mut text = String::from("table inet acl {\n");
    let mut jumps = String::new();
    for (number, (subnet, links)) in doors.iter().enumerate() {
        let place = network.subnet(&subnet.as_str().into()).unwrap();
        let acl = network.network_acl(&place.network_acl).unwrap();
        let sides = [("out", &acl.egress, "daddr"), ("in", &acl.ingress, "saddr")];
        for (direction, entries, side) in sides {
            writeln!(text, "chain {direction}{number} {{").unwrap();
            let mut entries: Vec<&AclEntry> = entries.iter().collect();
            entries.sort_by_key(|it| it.rule_no);
            for entry in entries {
                let Some(range) = entry.cidr_block.or(entry.ipv6_cidr_block) else {
                    continue;
                };
                let range = range.to_string();
                let family = family(&range);
                let what = what(entry.protocol.as_deref(), entry.from_port, entry.to_port);
                let verdict = if entry.action.as_deref() == Some("allow") {
                    "return"
                } else {
                    "drop"
                };
                writeln!(text, " {family} {side} {range} {what} {verdict}").unwrap();
            }
            text.push_str(" drop\n}\n");
        }
        let inside = links.join(", ");
        jumps = format!(
            " iifname {{ {inside} }} oifname != {{ {inside} }} jump out{number}\n{jumps} oifname {{ {inside} }} iifname != {{ {inside} }} jump in{number}\n"
        );
    }
    writeln!(
        text,
        "chain border {{ type filter hook forward priority 0; policy accept;\n{jumps}}}\n}}"
    )
    .unwrap();
    text
}

/// What nftables calls the family of a range or an address.
fn family(range: &str) -> &'static str {
    if range.contains(':') { "ip6" } else { "ip" }
}

/// A protocol and ports.
fn what(protocol: Option<&str>, from: Option<i32>, to: Option<i32>) -> String {
    match (protocol, from, to) {
        (None | Some("-1"), ..) => String::new(),
        (Some(protocol), Some(from), Some(to)) => format!("{protocol} dport {from}-{to}"),
        (Some(protocol), ..) => format!("meta l4proto {protocol}"),
    }
}
