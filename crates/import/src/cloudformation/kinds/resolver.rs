//! Resolver endpoints and rules, and DHCP option sets.

use super::Properties;
use net::Topology;
use net::topology::{
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
