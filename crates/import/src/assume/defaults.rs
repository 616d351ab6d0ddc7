//! Groups and ACLs that AWS makes with every VPC, written out once a template speaks of them.
//!
//! The network crate implies them where nobody does, under the same ids.

use super::transit::DEFAULT_TABLE;
use crate::report::Log;
use crate::said::say;
use net::Topology;
use net::id::{ResourceId, SecurityGroupId, VpcId};
use net::topology::{AclEntry, NetworkAcl, RouteTable, SecurityGroup, SecurityGroupRule};
use std::collections::BTreeSet;

/// The rule that lets everything out, as every new group has it.
pub(crate) fn anything_out() -> SecurityGroupRule {
    SecurityGroupRule {
        protocol: Some("-1".to_owned()),
        cidr_blocks: "0.0.0.0/0".parse().into_iter().collect(),
        ipv6_cidr_blocks: "::/0".parse().into_iter().collect(),
        ..SecurityGroupRule::default()
    }
}

/// Writes out the default group of a VPC, where the id is `<vpc>.default-sg` and it is not there.
pub(crate) fn make_group(topology: &mut Topology, id: &str) -> bool {
    let Some(vpc_id) = vpc_of(topology, id, ".default-sg") else {
        return false;
    };
    let group_id = SecurityGroupId::from(id);
    if topology.security_group.contains_key(&group_id) {
        return false;
    }
    let inside = SecurityGroupRule {
        protocol: Some("-1".to_owned()),
        self_: Some(true),
        ..SecurityGroupRule::default()
    };
    let group = SecurityGroup {
        name: Some("default".to_owned()),
        description: Some("default VPC security group".to_owned()),
        vpc_id: Some(vpc_id.clone()),
        ingress: vec![inside],
        egress: vec![anything_out()],
        ..SecurityGroup::default()
    };
    topology.security_group.insert(group_id.clone(), group);
    if let Some(vpc) = topology.vpc.get_mut(&vpc_id) {
        vpc.default_security_group_id = Some(group_id);
    }
    true
}

/// Writes out the default ACL of a VPC, where the id is `<vpc>.default-acl` and it is not there.
pub(crate) fn make_acl(topology: &mut Topology, id: &str) {
    let Some(vpc_id) = vpc_of(topology, id, ".default-acl") else {
        return;
    };
    if topology.network_acl.contains_key(id) {
        return;
    }
    let entry = AclEntry {
        rule_no: Some(100),
        action: Some("allow".to_owned()),
        protocol: Some("-1".to_owned()),
        cidr_block: "0.0.0.0/0".parse().ok(),
        ..AclEntry::default()
    };
    let acl = NetworkAcl {
        vpc_id: Some(vpc_id.clone()),
        is_default: Some(true),
        ingress: vec![entry.clone()],
        egress: vec![entry],
        ..NetworkAcl::default()
    };
    topology.network_acl.insert(id.into(), acl);
    if let Some(vpc) = topology.vpc.get_mut(&vpc_id) {
        vpc.default_network_acl_id = Some(id.into());
    }
}

/// An ACL of which nothing is known but that a subnet uses it.
pub(crate) fn unknown_acl(vpc_id: Option<VpcId>, why: &str) -> NetworkAcl {
    let entry = AclEntry {
        more: [("unknown".to_owned(), serde_json::json!({ "rule_no": why }))].into(),
        ..AclEntry::default()
    };
    NetworkAcl {
        vpc_id,
        ingress: vec![entry.clone()],
        egress: vec![entry],
        ..NetworkAcl::default()
    }
}

/// Writes out the main route table of a VPC, where the id is `<vpc>.main` and it is not there.
pub(crate) fn make_table(topology: &mut Topology, id: &str) {
    let Some(vpc_id) = vpc_of(topology, id, ".main") else {
        return;
    };
    if topology.route_table.contains_key(id) {
        return;
    }
    let table = RouteTable {
        vpc_id: Some(vpc_id.clone()),
        ..RouteTable::default()
    };
    topology.route_table.insert(id.into(), table);
    if let Some(vpc) = topology.vpc.get_mut(&vpc_id) {
        vpc.main_route_table_id = Some(id.into());
    }
}

/// Writes out the default table of a transit gateway, where the id is `<gateway>.default-rtb` and
/// it is not there.
pub(crate) fn make_transit_table(topology: &mut Topology, id: &str) {
    let gateway = id.strip_suffix(DEFAULT_TABLE).map(ResourceId::from);
    if let Some(gateway) = gateway.filter(|it| topology.transit_gateway.contains_key(it)) {
        let tables = &mut topology.transit_gateway_route_table;
        let table = tables.entry(id.into()).or_default();
        table.transit_gateway_id = Some(gateway);
    }
}

fn vpc_of(topology: &Topology, id: &str, suffix: &str) -> Option<VpcId> {
    let vpc = VpcId::from(id.strip_suffix(suffix)?);
    topology.vpc.contains_key(&vpc).then_some(vpc)
}

/// Writes out the main tables that endpoints and associations name.
pub(super) fn make_referenced_tables(topology: &mut Topology) {
    let endpoints = topology.vpc_endpoint.values();
    let associations = topology.route_table_association.values();
    let wanted: BTreeSet<_> = endpoints
        .flat_map(|it| it.route_table_ids.iter().cloned())
        .chain(associations.filter_map(|it| it.route_table_id.clone()))
        .collect();
    for table in wanted {
        make_table(topology, table.as_str());
    }
}

/// Writes out the default groups that something refers to.
pub(super) fn make_referenced_groups(topology: &mut Topology, log: &mut Log) {
    let mut wanted = BTreeSet::new();
    for group in topology.security_group.values() {
        for rule in group.ingress.iter().chain(&group.egress) {
            wanted.extend(rule.security_groups.iter().cloned());
        }
    }
    for instance in topology.instance.values() {
        wanted.extend(instance.vpc_security_group_ids.iter().cloned());
    }
    for interface in topology.network_interface.values() {
        wanted.extend(interface.security_groups.iter().cloned());
    }
    for endpoint in topology.vpc_endpoint.values() {
        wanted.extend(endpoint.security_group_ids.iter().cloned());
    }
    for balancer in topology.lb.values() {
        wanted.extend(balancer.security_groups.iter().cloned());
    }
    for group in wanted {
        if make_group(topology, group.as_str()) {
            let vpc = group.as_str().trim_end_matches(".default-sg");
            log.assume(vpc, say!("default group: {}, which lets its members talk to each other and everything out", "デフォルトのセキュリティグループ: {} (メンバー間の通信とすべてのアウトバウンドを許可)", group));
        }
    }
}
