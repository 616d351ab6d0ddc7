//! Security groups and network ACLs.

use super::dump::{Dump, put};
use super::view::View;
use ipnet::IpNet;
use net::topology::{AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule};

/// `describe-security-groups`
pub(super) fn security_group(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("GroupId")?;
    let group = SecurityGroup {
        name: at.string("GroupName"),
        description: at.string("Description"),
        vpc_id: at.id("VpcId"),
        ingress: rules(&at.get("IpPermissions")),
        egress: rules(&at.get("IpPermissionsEgress")),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..SecurityGroup::default()
    };
    if group.name.as_deref() == Some("default")
        && let Some(vpc) = &group.vpc_id
    {
        dump.default_groups.insert(vpc.clone(), id.into());
    }
    put(&mut dump.topology.security_group, id, group, at);
    Some(id.to_owned())
}

fn rules(list: &View<'_>) -> Vec<SecurityGroupRule> {
    list.items()
        .map(|it| SecurityGroupRule {
            protocol: it.word("IpProtocol"),
            from_port: it.number("FromPort"),
            to_port: it.number("ToPort"),
            cidr_blocks: ranges(&it, "IpRanges", "CidrIp"),
            ipv6_cidr_blocks: ranges(&it, "Ipv6Ranges", "CidrIpv6"),
            prefix_list_ids: it.ids_in("PrefixListIds", "PrefixListId"),
            security_groups: it.ids_in("UserIdGroupPairs", "GroupId"),
            description: description(&it),
            ..SecurityGroupRule::default()
        })
        .collect()
}

fn ranges<'v>(at: &View<'v>, list: &'v str, key: &str) -> Vec<IpNet> {
    let list = at.get(list);
    list.items().filter_map(|it| it.parsed(key)).collect()
}

/// AWS describes each peer; one that describes all of them describes the rule.
fn description(at: &View<'_>) -> Option<String> {
    let mut found: Option<String> = None;
    for list in [
        "IpRanges",
        "Ipv6Ranges",
        "PrefixListIds",
        "UserIdGroupPairs",
    ] {
        let list = at.get(list);
        for text in list.items().filter_map(|it| it.text("Description")) {
            if found.as_ref().is_some_and(|first| first != text) {
                return None;
            }
            found = Some(text.to_owned());
        }
    }
    found
}

/// `describe-network-acls`
pub(super) fn network_acl(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("NetworkAclId")?;
    let entries = at.get("Entries");
    let of = |egress: bool| {
        let mut found: Vec<AclEntry> = entries
            .items()
            .filter(|it| it.flag("Egress") == Some(egress))
            .map(|it| entry(&it))
            .collect();
        found.sort_by_key(|it| it.rule_no);
        found
    };
    let acl = NetworkAcl {
        vpc_id: at.id("VpcId"),
        subnet_ids: at.ids_in("Associations", "SubnetId"),
        is_default: at.flag("IsDefault"),
        ingress: of(false),
        egress: of(true),
        owner_id: dump.owner(at),
        tags: at.tags(),
        ..NetworkAcl::default()
    };
    if acl.is_default == Some(true)
        && let Some(vpc) = &acl.vpc_id
    {
        dump.default_acls.insert(vpc.clone(), id.into());
    }
    put(&mut dump.topology.network_acl, id, acl, at);
    Some(id.to_owned())
}

fn entry(at: &View<'_>) -> AclEntry {
    let ports = at.get("PortRange");
    let icmp = at.get("IcmpTypeCode");
    AclEntry {
        rule_no: at.number("RuleNumber"),
        action: at.string("RuleAction"),
        protocol: at.word("Protocol"),
        from_port: ports.number("From"),
        to_port: ports.number("To"),
        cidr_block: at.parsed("CidrBlock"),
        ipv6_cidr_block: at.parsed("Ipv6CidrBlock"),
        icmp_type: icmp.number("Type"),
        icmp_code: icmp.number("Code"),
        ..AclEntry::default()
    }
}
