//! What may let a name be resolved.

use super::edit::Edit;
use super::guard;
use crate::evidence::{Direction, Fared, FirewallRow, Packet};
use crate::id::{NetworkInterfaceId, ResourceId, VpcId};
use crate::network::{Network, Owner};
use crate::query::Protocol;
use crate::topology::Datum;
use crate::trace::Trace;
use crate::walk::vantage::{Vantage, vantage};
use serde_json::json;
use std::net::IpAddr;

/// A rule that lets the questions of the vantage into an inbound Resolver endpoint.
pub(super) fn let_questions_in(
    network: &Network,
    trace: &Trace,
    interface: &NetworkInterfaceId,
    direction: Direction,
) -> Option<Edit> {
    let destination = network.interface(interface.as_str())?.primary_address()?;
    let vantage = vantage(network, &trace.query)?;
    let source = vantage
        .sources(network, &trace.query)
        .towards(destination)?;
    let packet = Packet {
        source,
        source_port: None,
        destination,
        destination_port: Some(53),
        protocol: Protocol::UDP,
    };
    guard::group_rule(network, &trace.query, interface, direction, packet)
}

/// Forwards a site's questions to the inbound endpoints of the VPC whose resolver it asks, which
/// answers only inside that VPC.
pub(super) fn forward_inbound(
    network: &Network,
    trace: &Trace,
    asked: &ResourceId,
) -> Option<Edit> {
    let topology = network.topology();
    let Vantage::Site(id) = vantage(network, &trace.query)? else {
        return None;
    };
    let asked: IpAddr = asked.as_str().parse().ok()?;
    let vpcs = topology.vpc.keys();
    let mut vpcs = vpcs.filter(|vpc| network.is_resolver_of(vpc, asked));
    let inbound: Vec<IpAddr> = vpcs.find_map(|vpc| {
        let of_vpc = network
            .interfaces()
            .iter()
            .filter(|it| it.vpc.as_ref() == Some(vpc));
        let inbound: Vec<IpAddr> = of_vpc
            .filter(|it| is_inbound(network, &it.owner))
            .filter_map(|it| it.primary_address())
            .collect();
        (!inbound.is_empty()).then_some(inbound)
    })?;
    let mut dns = topology.site.get(&id)?.dns.clone()?;
    for servers in dns.forward.values_mut() {
        if servers.contains(&asked) {
            servers.clone_from(&inbound);
        }
    }
    let servers: Vec<String> = inbound.iter().map(IpAddr::to_string).collect();
    let servers = servers.join(", ");
    Some(Edit::new(
        "site",
        id.as_str(),
        "dns",
        dns.to_value(),
        format!("forward the questions of {id} to the inbound Resolver endpoint: {servers}"),
        format!("{id} の問い合わせをインバウンドリゾルバーエンドポイントへ転送する: {servers}"),
    ))
}

fn is_inbound(network: &Network, owner: &Owner) -> bool {
    let Owner::Resolver(id) = owner else {
        return false;
    };
    let endpoint = network.topology().route53_resolver_endpoint.get(id);
    let direction = endpoint.and_then(|it| it.direction.as_deref());
    direction.is_some_and(|it| it.eq_ignore_ascii_case("INBOUND"))
}

/// Takes away the Resolver rule that sends a VPC's questions for a name elsewhere.
pub(super) fn without_rule(network: &Network, trace: &Trace, vpc: &VpcId) -> Option<Edit> {
    let associations = &network.topology().route53_resolver_rule_association;
    let mut deciding = trace.resolution.steps.iter();
    let (id, rule) = deciding.find_map(|step| {
        let mut own = associations.iter().filter(|(_, it)| {
            it.vpc_id.as_ref() == Some(vpc)
                && it.resolver_rule_id.is_some()
                && it.resolver_rule_id == step.decided_by
        });
        let (id, _) = own.next()?;
        Some((id, step.decided_by.as_ref()?))
    })?;
    Some(Edit::removing(
        "route53_resolver_rule_association",
        id.as_str(),
        format!("disassociate the Resolver rule {rule} from {vpc}"),
        format!("リゾルバールール {rule} と {vpc} の関連付けを解除する"),
    ))
}

/// A rule of DNS Firewall that allows just this name, before the one that blocks it.
pub(super) fn allow_name(network: &Network, name: &str, rows: &[FirewallRow]) -> Option<Edit> {
    let topology = network.topology();
    let blocks = rows.iter().find(|row| row.fared == Fared::Won)?;
    let group = &blocks.rule_group;
    let (_, place) = blocks.priority.split_once('.')?;
    let place: i64 = place.parse().ok()?;
    let rules = topology.route53_resolver_firewall_rule.values();
    let taken: Vec<i64> = rules
        .filter(|it| it.firewall_rule_group_id.as_ref() == Some(group))
        .filter_map(|it| it.priority)
        .collect();
    let priority = (1..place).rev().find(|it| !taken.contains(it))?;
    let name = crate::laws::dns::canonical(name);
    let (list, rule) = (
        format!("{group}.allowed.{priority}"),
        format!("{group}.{priority}"),
    );
    let patch = json!({
        "route53_resolver_firewall_domain_list": { &list: { "domains": [name] } },
        "route53_resolver_firewall_rule": { rule: {
            "firewall_rule_group_id": group,
            "firewall_domain_list_id": list,
            "priority": priority,
            "action": "ALLOW",
        }},
    });
    Some(Edit::making(
        &[
            "route53_resolver_firewall_domain_list",
            "route53_resolver_firewall_rule",
        ],
        patch,
        format!("add a rule {priority} to {group} that allows {name}"),
        format!("{group} に {name} を許可するルール {priority} を追加する"),
    ))
}
