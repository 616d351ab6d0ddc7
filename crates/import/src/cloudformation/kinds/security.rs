//! Security groups and network ACLs.

use super::Properties;
use crate::assume::defaults;
use crate::said::say;
use ipnet::IpNet;
use net::Topology;
use net::topology::{AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule};

/// Which way a rule is for.
#[derive(Clone, Copy)]
enum Way {
    In,
    Out,
}

/// `AWS::EC2::SecurityGroup`
pub(super) fn security_group(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let ingress = rules(p, "SecurityGroupIngress", Way::In);
    let mut egress = rules(p, "SecurityGroupEgress", Way::Out);
    // AWS: "Amazon EC2 creates a default egress rule … The default rule is removed only when you
    // specify one or more egress rules."
    if egress.is_empty() && !p.has_items("SecurityGroupEgress") {
        egress.push(defaults::anything_out());
        let world = p.context().world;
        world.default_egress.borrow_mut().insert(id.to_owned());
    }
    let group = SecurityGroup {
        name: p.label("GroupName"),
        description: p.label("GroupDescription"),
        vpc_id: p.id("VpcId"),
        ingress,
        egress,
        tags: p.tags(),
        more: p.unknown(),
        ..SecurityGroup::default()
    };
    topology.security_group.insert(id.into(), group);
}

/// `AWS::EC2::SecurityGroupIngress`
pub(super) fn ingress(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    add_rule(p, topology, Way::In);
}

/// `AWS::EC2::SecurityGroupEgress`
pub(super) fn egress(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    add_rule(p, topology, Way::Out);
}

fn add_rule(p: &Properties<'_>, topology: &mut Topology, way: Way) {
    let Some(group) = p.id::<String>("GroupId") else {
        if p.has("GroupName") {
            p.not_known(
                "GroupName",
                p.place(),
                &say!(
                    "groups of the default VPC are not simulated",
                    "デフォルト VPC のセキュリティグループはシミュレーションの対象外です"
                ),
            );
        }
        return;
    };
    defaults::make_group(topology, &group);
    let rule = rule(p, way);
    let Some(listed) = topology.security_group.get_mut(group.as_str()) else {
        p.not_among("GroupId", &group);
        return;
    };
    match way {
        Way::In => listed.ingress.push(rule),
        Way::Out => {
            // AWS: "When you use the AWS::EC2::SecurityGroupEgress resource, the default rule is
            // removed from the security group."
            let world = p.context().world;
            if world.default_egress.borrow_mut().remove(&group) {
                listed.egress.clear();
            }
            listed.egress.push(rule);
        }
    }
}

fn rules(p: &Properties<'_>, name: &str, way: Way) -> Vec<SecurityGroupRule> {
    p.parts(name).iter().map(|part| rule(part, way)).collect()
}

fn rule(p: &Properties<'_>, way: Way) -> SecurityGroupRule {
    let (group, list) = match way {
        Way::In => ("SourceSecurityGroupId", "SourcePrefixListId"),
        Way::Out => ("DestinationSecurityGroupId", "DestinationPrefixListId"),
    };
    if p.has("SourceSecurityGroupName") {
        p.not_known(
            "SourceSecurityGroupName",
            p.place(),
            &say!(
                "groups of the default VPC are not simulated",
                "デフォルト VPC のセキュリティグループはシミュレーションの対象外です"
            ),
        );
    }
    SecurityGroupRule {
        protocol: p.text("IpProtocol"),
        from_port: p.number("FromPort"),
        to_port: p.number("ToPort"),
        cidr_blocks: p.range("CidrIp").into_iter().collect(),
        ipv6_cidr_blocks: p.range("CidrIpv6").into_iter().collect(),
        prefix_list_ids: p.id(list).into_iter().collect(),
        security_groups: p.id(group).into_iter().collect(),
        self_: None,
        description: p.label("Description"),
        more: p.unknown(),
    }
}

/// `Custom::VpcRestrictDefaultSG`: the CDK's function takes the rules that AWS gives a VPC's default
/// group away.
/// <https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.Vpc.html#restrictdefaultsecuritygroup>
pub(super) fn restrict_default_group(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(group) = p.id::<String>("DefaultSecurityGroupId") else {
        return;
    };
    defaults::make_group(topology, &group);
    let Some(listed) = topology.security_group.get_mut(group.as_str()) else {
        p.not_among("DefaultSecurityGroupId", &group);
        return;
    };
    let anything = Some("-1");
    let is_inside =
        |it: &SecurityGroupRule| it.protocol.as_deref() == anything && it.self_ == Some(true);
    listed.ingress.retain(|it| !is_inside(it));
    let out = defaults::anything_out();
    listed.egress.retain(|it| *it != out);
}

/// `AWS::EC2::NetworkAcl`
pub(super) fn network_acl(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let acl = NetworkAcl {
        vpc_id: p.id("VpcId"),
        tags: p.tags(),
        more: p.unknown(),
        ..NetworkAcl::default()
    };
    topology.network_acl.insert(id.into(), acl);
}

/// `AWS::EC2::NetworkAclEntry`
pub(super) fn network_acl_entry(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(acl) = p.id::<String>("NetworkAclId") else {
        return;
    };
    let ports = p.part("PortRange");
    let icmp = p.part("Icmp");
    let mut entry = AclEntry {
        rule_no: p.number("RuleNumber"),
        action: p.text("RuleAction").map(|text| text.to_ascii_lowercase()),
        protocol: p.text("Protocol"),
        from_port: ports.as_ref().and_then(|ports| ports.number("From")),
        to_port: ports.as_ref().and_then(|ports| ports.number("To")),
        cidr_block: p.range("CidrBlock").filter(is_v4),
        ipv6_cidr_block: p.range("Ipv6CidrBlock"),
        icmp_type: icmp.as_ref().and_then(|icmp| icmp.number("Type")),
        icmp_code: icmp.as_ref().and_then(|icmp| icmp.number("Code")),
        ..AclEntry::default()
    };
    let egress = p.truth("Egress");
    entry.more = p.unknown();
    if let Some(ports) = &ports {
        entry.more.append(&mut ports.unknown());
    }
    defaults::make_acl(topology, &acl);
    let Some(acl) = topology.network_acl.get_mut(acl.as_str()) else {
        p.not_among("NetworkAclId", &acl);
        return;
    };
    let world = p.context().world;
    world.searched(acl.egress.len() + acl.ingress.len());
    if egress.unwrap_or(false) {
        acl.egress.push(entry);
        acl.egress.sort_by_key(|entry| entry.rule_no);
    } else {
        acl.ingress.push(entry);
        acl.ingress.sort_by_key(|entry| entry.rule_no);
    }
}

const fn is_v4(range: &IpNet) -> bool {
    matches!(range, IpNet::V4(_))
}

/// `AWS::EC2::SubnetNetworkAclAssociation`
pub(super) fn network_acl_association(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let (Some(acl), Some(subnet)) = (p.id::<String>("NetworkAclId"), p.id("SubnetId")) else {
        return;
    };
    defaults::make_acl(topology, &acl);
    if !topology.network_acl.contains_key(acl.as_str()) {
        p.not_among("NetworkAclId", &acl);
        let of_subnet = topology.subnet.get(&subnet);
        let vpc = of_subnet.and_then(|it: &net::topology::Subnet| it.vpc_id.clone());
        let made = defaults::unknown_acl(vpc, "not among the inputs");
        topology.network_acl.insert(acl.as_str().into(), made);
    }
    if let Some(acl) = topology.network_acl.get_mut(acl.as_str()) {
        acl.subnet_ids.push(subnet);
    }
}
