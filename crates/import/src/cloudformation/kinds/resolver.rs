//! Resolver endpoints and rules, and DHCP option sets.

use super::Properties;
use crate::said::say;
use net::Topology;
use net::topology::{
    FirewallDomainList, FirewallRule, FirewallRuleGroup, FirewallRuleGroupAssociation,
    ResolverAddress, ResolverTarget, Route53ResolverEndpoint, Route53ResolverRule,
    Route53ResolverRuleAssociation, VpcDhcpOptions,
};

/// `AWS::Route53Resolver::ResolverEndpoint`
pub(super) fn endpoint(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let ip_address = p
        .parts("IpAddresses")
        .iter()
        .map(|part| ResolverAddress {
            subnet_id: part.id("SubnetId"),
            ip: part.address("Ip").or_else(|| part.address("Ipv6")),
            more: part.unknown(),
            ..ResolverAddress::default()
        })
        .collect();
    let endpoint = Route53ResolverEndpoint {
        direction: p.text("Direction").map(|it| it.to_ascii_uppercase()),
        security_group_ids: p.ids("SecurityGroupIds"),
        ip_address,
        tags: p.tags(),
        more: p.unknown(),
    };
    topology
        .route53_resolver_endpoint
        .insert(id.into(), endpoint);
}

/// `AWS::Route53Resolver::ResolverRule`
pub(super) fn rule(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let target_ip = p
        .parts("TargetIps")
        .iter()
        .map(|part| ResolverTarget {
            ip: part.address("Ip").or_else(|| part.address("Ipv6")),
            port: part.number("Port"),
            more: part.unknown(),
        })
        .collect();
    let rule = Route53ResolverRule {
        domain_name: p.text("DomainName"),
        rule_type: p.text("RuleType").map(|it| it.to_ascii_uppercase()),
        resolver_endpoint_id: p.id("ResolverEndpointId"),
        target_ip,
        tags: p.tags(),
        more: p.unknown(),
    };
    topology.route53_resolver_rule.insert(id.into(), rule);
}

/// `AWS::Route53Resolver::ResolverRuleAssociation`
pub(super) fn rule_association(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let association = Route53ResolverRuleAssociation {
        resolver_rule_id: p.id("ResolverRuleId"),
        vpc_id: p.id("VPCId"),
        more: p.unknown(),
    };
    topology
        .route53_resolver_rule_association
        .insert(id.into(), association);
}

/// `AWS::Route53Profiles::ProfileAssociation`: zones and rules that the inputs do not put into words
/// answer in the VPC too, as a rule that is not held does.
pub(super) fn profile_association(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    p.context().unresolved(
        p.place(),
        &say!(
            "zones and rules of a profile are not simulated: any name may be one of theirs",
            "プロファイルのホストゾーンとルールはシミュレーションの対象外です。どの名前にも影響する可能性があります"
        ),
    );
    let association = Route53ResolverRuleAssociation {
        resolver_rule_id: p.id("ProfileId"),
        vpc_id: p.id("ResourceId"),
        more: p.unknown(),
    };
    topology
        .route53_resolver_rule_association
        .insert(id.into(), association);
}

/// `AWS::EC2::DHCPOptions`
pub(super) fn dhcp_options(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let options = VpcDhcpOptions {
        domain_name_servers: p.texts("DomainNameServers"),
        tags: p.tags(),
        more: p.unknown(),
    };
    topology.vpc_dhcp_options.insert(id.into(), options);
}

/// `AWS::EC2::VPCDHCPOptionsAssociation`. The id `default` takes a set away.
pub(super) fn dhcp_association(p: &Properties<'_>, _: &str, topology: &mut Topology) {
    let Some(vpc) = p.id::<String>("VpcId") else {
        return;
    };
    match topology.vpc.get_mut(vpc.as_str()) {
        Some(vpc) => vpc.dhcp_options_id = p.id("DhcpOptionsId").filter(|id| id != "default"),
        None => p.not_among("VpcId", &vpc),
    }
}

/// `AWS::Route53Resolver::FirewallRuleGroup`; its rules are `<group>.<priority>`.
pub(super) fn firewall_rule_group(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    for (index, part) in p.parts("FirewallRules").iter().enumerate() {
        let priority: Option<i64> = part.number("Priority");
        let rule = FirewallRule {
            firewall_rule_group_id: Some(id.into()),
            firewall_domain_list_id: part.id("FirewallDomainListId"),
            priority,
            action: part.text("Action"),
            block_response: part.text("BlockResponse"),
            block_override_domain: part.text("BlockOverrideDomain"),
            block_override_ttl: part.number("BlockOverrideTtl"),
            firewall_domain_redirection_action: part.text("FirewallDomainRedirectionAction"),
            q_type: part.text("Qtype"),
            more: part.unknown(),
            ..FirewallRule::default()
        };
        let place = priority.unwrap_or_else(|| i64::try_from(index).unwrap_or(i64::MAX));
        topology
            .route53_resolver_firewall_rule
            .insert(format!("{id}.{place}").into(), rule);
    }
    let group = FirewallRuleGroup {
        name: p.text("Name"),
        tags: p.tags(),
        more: p.unknown(),
    };
    topology
        .route53_resolver_firewall_rule_group
        .insert(id.into(), group);
}

/// `AWS::Route53Resolver::FirewallRuleGroupAssociation`
pub(super) fn firewall_association(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let association = FirewallRuleGroupAssociation {
        name: p.text("Name"),
        firewall_rule_group_id: p.id("FirewallRuleGroupId"),
        vpc_id: p.id("VpcId"),
        priority: p.number("Priority"),
        more: p.unknown(),
    };
    topology
        .route53_resolver_firewall_rule_group_association
        .insert(id.into(), association);
}

/// `AWS::Route53Resolver::FirewallDomainList`. One kept in a file of S3 is not known.
pub(super) fn firewall_domain_list(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let domains = p.texts("Domains");
    if p.has("DomainFileUrl") {
        p.not_known(
            "Domains",
            p.place(),
            &say!("they are in a file of S3", "S3 のファイルにあります"),
        );
    }
    let list = FirewallDomainList {
        name: p.text("Name"),
        domains,
        managed_owner_name: None,
        tags: p.tags(),
        more: p.unknown(),
    };
    topology
        .route53_resolver_firewall_domain_list
        .insert(id.into(), list);
}
