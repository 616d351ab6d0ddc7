//! The group and the ACL that AWS makes with every VPC.

use super::table::{everything_v4, everything_v6};
use crate::id::VpcId;
use crate::topology::{AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule};

/// A VPC's default group: all from itself, all out (R1.23).
pub(super) fn default_group(vpc: &VpcId) -> SecurityGroup {
    let all = |rule: SecurityGroupRule| SecurityGroupRule {
        protocol: Some("-1".to_owned()),
        ..rule
    };
    SecurityGroup {
        name: Some("default".to_owned()),
        vpc_id: Some(vpc.clone()),
        ingress: vec![all(SecurityGroupRule {
            self_: Some(true),
            ..SecurityGroupRule::default()
        })],
        egress: vec![all(SecurityGroupRule {
            cidr_blocks: vec![everything_v4()],
            ipv6_cidr_blocks: vec![everything_v6()],
            ..SecurityGroupRule::default()
        })],
        ..SecurityGroup::default()
    }
}

/// A VPC's default ACL: everything passes (R1.25).
pub(super) fn allow_all_acl(vpc: &VpcId) -> NetworkAcl {
    let entry = |number: u32, v4: bool| AclEntry {
        rule_no: Some(number),
        action: Some("allow".to_owned()),
        protocol: Some("-1".to_owned()),
        cidr_block: v4.then(everything_v4),
        ipv6_cidr_block: (!v4).then(everything_v6),
        ..AclEntry::default()
    };
    let entries = vec![entry(100, true), entry(101, false)];
    NetworkAcl {
        vpc_id: Some(vpc.clone()),
        is_default: Some(true),
        ingress: entries.clone(),
        egress: entries,
        ..NetworkAcl::default()
    }
}
