//! Hosted zones, records and the Resolver.

use super::dump::{Dump, put};
use super::view::View;
use crate::said::say;
use net::id::{ResourceId, ZoneId};
use net::topology::{
    Alias, ResolverAddress, ResolverTarget, Route53Record, Route53ResolverEndpoint,
    Route53ResolverRule, Route53ResolverRuleAssociation, Route53Zone,
};

/// A zone's id without `/hostedzone/`.
fn bare(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// `route53 list-hosted-zones`, `get-hosted-zone`
pub(super) fn zone(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = bare(at.text("Id")?);
    let config = at.get("Config");
    let zone = Route53Zone {
        name: at.string("Name"),
        comment: config.string("Comment"),
        ..Route53Zone::default()
    };
    if config.flag("PrivateZone") == Some(true) {
        dump.private_zones.insert(id.into());
    }
    put(&mut dump.topology.route53_zone, id, zone, at);
    Some(id.to_owned())
}

/// `route53 get-hosted-zone`: the VPCs beside the zone.
pub(super) fn zone_vpcs(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let beside = dump.beside_in("HostedZone", "Id").map(bare);
    let id = beside
        .or_else(|| dump.named.after("get-hosted-zone"))?
        .to_owned();
    for item in at.items() {
        let region = item.string("VPCRegion");
        if let Some(vpc) = item.text("VPCId") {
            dump.join_zone(&id, vpc, region);
        }
    }
    Some(id)
}

/// `route53 list-hosted-zones-by-vpc`: a zone of the VPC the file's name says.
pub(super) fn zone_summary(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = bare(at.text("HostedZoneId")?);
    // Zones that belong to a service, such as an endpoint's, are made from what they are for.
    if let Some(service) = at.get("Owner").text("OwningService") {
        let why = say!(
            "a zone {} keeps; endpoint zones are rebuilt from the endpoints",
            "{} が管理するホストゾーンです。エンドポイントのゾーンはエンドポイントから再構成されます",
            service
        );
        dump.leave_out(id, why);
        return Some(id.to_owned());
    }
    let Some(vpc) = dump.named.id("vpc-").map(str::to_owned) else {
        at.note(say!(
            "its VPC is not known: the file's name does not say it",
            "VPC が分かりません (ファイル名に示されていません)"
        ));
        return Some(id.to_owned());
    };
    let zone = dump
        .topology
        .route53_zone
        .entry(ZoneId::from(id))
        .or_default();
    if zone.name.is_none() {
        zone.name = at.string("Name");
    }
    dump.join_zone(id, &vpc, dump.named.region.clone());
    Some(id.to_owned())
}

/// `route53 list-resource-record-sets`: a record of the zone the file's name says.
pub(super) fn record(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let name = at.text("Name")?;
    let kind = at.text("Type")?;
    let Some(zone) = dump.zone_of_records(name) else {
        at.note(say!("the zone of {} is not known: the file's name does not say one of the inputs, as in list-resource-record-sets-<zone>.json", "{} のホストゾーンが分かりません。list-resource-record-sets-<zone>.json のように、入力にあるものをファイル名で示してください", name));
        return None;
    };
    let alias = at.get("AliasTarget");
    let mut record = Route53Record {
        zone_id: Some(zone.clone()),
        name: Some(plain_name(name)),
        type_: Some(kind.to_owned()),
        ttl: at.number("TTL"),
        records: at.ids_in("ResourceRecords", "Value"),
        alias: alias.is_there().then(|| Alias {
            name: alias.string("DNSName"),
            zone_id: alias.string("HostedZoneId"),
            evaluate_target_health: alias.flag("EvaluateTargetHealth"),
            ..Alias::default()
        }),
        ..Route53Record::default()
    };
    // The id Terraform gives it.
    let mut id = format!("{zone}_{}_{kind}", plain_name(name).trim_end_matches('.'));
    if let Some(set) = at.text("SetIdentifier") {
        record.more.insert("set_identifier".to_owned(), set.into());
        id = format!("{id}_{set}");
    }
    put(&mut dump.topology.route53_record, &id, record, at);
    Some(id)
}

/// Route 53 prints `*` as `\052`.
fn plain_name(name: &str) -> String {
    name.replace("\\052", "*")
}

/// `route53resolver list-resolver-endpoints`
pub(super) fn resolver_endpoint(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("Id")?;
    let mut endpoint = Route53ResolverEndpoint {
        direction: at.string("Direction"),
        security_group_ids: at.ids("SecurityGroupIds"),
        tags: named(at),
        ..Route53ResolverEndpoint::default()
    };
    if let Some(vpc) = at.text("HostVPCId") {
        endpoint.more.insert("host_vpc_id".to_owned(), vpc.into());
    }
    put(
        &mut dump.topology.route53_resolver_endpoint,
        id,
        endpoint,
        at,
    );
    Some(id.to_owned())
}

/// Resolver resources have a name of their own, which people know them by.
fn named(at: &View<'_>) -> net::topology::Tags {
    let mut tags = at.tags();
    if let Some(name) = at.text("Name") {
        tags.entry("Name".to_owned())
            .or_insert_with(|| name.to_owned());
    }
    tags
}

/// `route53resolver list-resolver-endpoint-ip-addresses`
pub(super) fn resolver_addresses(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = dump
        .named
        .id("rslvr-in-")
        .or_else(|| dump.named.id("rslvr-out-"))?
        .to_owned();
    let key = ResourceId::from(id.as_str());
    let Some(endpoint) = dump.topology.route53_resolver_endpoint.get_mut(&key) else {
        at.note(say!(
            "{} is not among the inputs",
            "{} は入力にありません",
            id
        ));
        return Some(id);
    };
    for item in at.items() {
        let address = ResolverAddress {
            subnet_id: item.id("SubnetId"),
            ip: item.parsed("Ip"),
            ..ResolverAddress::default()
        };
        if !endpoint.ip_address.contains(&address) {
            endpoint.ip_address.push(address);
        }
    }
    Some(id)
}

/// `route53resolver list-resolver-rules`
pub(super) fn resolver_rule(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("Id")?;
    if id.starts_with("rslvr-autodefined") || at.is("RuleType", &["RECURSIVE"]) {
        dump.leave_out(
            id,
            say!(
                "a rule AWS makes by itself, which always holds",
                "AWS が自動で作成し、常に有効なルールです"
            ),
        );
        return Some(id.to_owned());
    }
    let targets = at.get("TargetIps");
    let rule = Route53ResolverRule {
        domain_name: at.string("DomainName"),
        rule_type: at.string("RuleType"),
        resolver_endpoint_id: at.id("ResolverEndpointId"),
        target_ip: targets
            .items()
            .map(|it| ResolverTarget {
                ip: it.parsed("Ip").or_else(|| it.parsed("Ipv6")),
                port: it.number("Port"),
                ..ResolverTarget::default()
            })
            .collect(),
        tags: named(at),
        ..Route53ResolverRule::default()
    };
    put(&mut dump.topology.route53_resolver_rule, id, rule, at);
    Some(id.to_owned())
}

/// `route53resolver list-resolver-rule-associations`
pub(super) fn resolver_association(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("Id")?;
    if at
        .text("ResolverRuleId")
        .is_some_and(|rule| rule.starts_with("rslvr-autodefined"))
    {
        dump.leave_out(
            id,
            say!(
                "of a rule AWS makes by itself, which always holds",
                "AWS が自動で作成し、常に有効なルールのものです"
            ),
        );
        return Some(id.to_owned());
    }
    let association = Route53ResolverRuleAssociation {
        resolver_rule_id: at.id("ResolverRuleId"),
        vpc_id: at.id("VPCId"),
        ..Route53ResolverRuleAssociation::default()
    };
    let map = &mut dump.topology.route53_resolver_rule_association;
    put(map, id, association, at);
    Some(id.to_owned())
}
