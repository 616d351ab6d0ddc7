//! Hosted zones and records.

use super::Properties;
use crate::cloudformation::properties::list_unknown;
use crate::said::say;
use net::Topology;
use net::id::ZoneId;
use net::topology::{Alias, Route53Record, Route53Zone, Tags, ZoneVpc};

/// `AWS::Route53::HostedZone`
pub(super) fn hosted_zone(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let mut vpc: Vec<ZoneVpc> = p
        .parts("VPCs")
        .iter()
        .map(|part| ZoneVpc {
            vpc_id: part.id("VPCId"),
            vpc_region: part.text("VPCRegion"),
            more: part.unknown(),
        })
        .collect();
    if vpc.is_empty() && p.has_items("VPCs") {
        // It is private, in VPCs that nobody says.
        vpc.push(ZoneVpc::default());
    }
    let mut tags = Tags::new();
    for tag in p.parts("HostedZoneTags") {
        if let (Some(key), Some(value)) = (tag.text("Key"), tag.text("Value")) {
            tags.insert(key, value);
        }
    }
    let zone = Route53Zone {
        name: p.text("Name"),
        vpc,
        comment: p
            .part("HostedZoneConfig")
            .and_then(|config| config.label("Comment")),
        tags,
        more: p.unknown(),
    };
    topology.route53_zone.insert(id.into(), zone);
}

/// `AWS::ServiceDiscovery::PrivateDnsNamespace`: a private zone that AWS Cloud Map fills with the
/// instances that register there.
/// <https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html>
pub(super) fn private_namespace(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let zone = Route53Zone {
        name: p.text("Name"),
        vpc: vec![ZoneVpc {
            vpc_id: p.id("Vpc"),
            ..ZoneVpc::default()
        }],
        tags: p.tags(),
        more: p.unknown(),
        ..Route53Zone::default()
    };
    topology.route53_zone.insert(id.into(), zone);
    let note = say!(
        "AWS Cloud Map makes its records as instances register; which is not known",
        "レコードはインスタンスの登録時に AWS Cloud Map が作成します。どのレコードかは分かりません"
    );
    p.context().unresolved(p.place(), &note);
    let mut record = Route53Record {
        zone_id: Some(id.into()),
        ..Route53Record::default()
    };
    list_unknown(&mut record.more, &["name", "type", "records"], &note.en());
    let map = &mut topology.route53_record;
    map.insert(format!("{id}.unknown").into(), record);
}

/// `AWS::Route53::RecordSet`
pub(super) fn record_set(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let zone = zone(p, topology);
    record(p, id, zone, topology);
}

/// `AWS::Route53::RecordSetGroup`; its records are `<group>.<index>`.
pub(super) fn record_set_group(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let shared = zone(p, topology);
    for (index, part) in p.parts("RecordSets").iter().enumerate() {
        let own = zone(part, topology);
        let zone = own.or_else(|| shared.clone());
        record(part, &format!("{id}.{index}"), zone, topology);
    }
}

/// The zone a record names by its id or by its domain.
fn zone(p: &Properties<'_>, topology: &Topology) -> Option<ZoneId> {
    if let Some(id) = p.id("HostedZoneId") {
        return Some(id);
    }
    let name = p.text("HostedZoneName")?;
    p.context().world.searched(topology.route53_zone.len());
    let bare = |name: &str| name.trim_end_matches('.').to_ascii_lowercase();
    let mut zones = topology
        .route53_zone
        .iter()
        .filter(|(_, zone)| zone.name.as_deref().map(bare) == Some(bare(&name)));
    match (zones.next(), zones.next()) {
        (Some((id, _)), None) => Some(id.clone()),
        (None, _) => {
            p.not_among("HostedZoneName", &name);
            None
        }
        (Some(_), Some(_)) => {
            p.not_known(
                "HostedZoneName",
                p.place(),
                &say!(
                    "several zones are called {}",
                    "{} という名前のホストゾーンが複数あります",
                    name
                ),
            );
            None
        }
    }
}

fn record(p: &Properties<'_>, id: &str, zone_id: Option<ZoneId>, topology: &mut Topology) {
    let alias = p.part("AliasTarget").map(|target| Alias {
        name: target.text("DNSName"),
        zone_id: target.text("HostedZoneId"),
        evaluate_target_health: target.truth("EvaluateTargetHealth"),
        more: target.unknown(),
    });
    let mut record = Route53Record {
        zone_id,
        name: p.text("Name"),
        type_: p.text("Type"),
        ttl: p.number("TTL"),
        records: p.texts("ResourceRecords"),
        alias,
        more: p.unknown(),
    };
    if let Some(set) = p.text("SetIdentifier") {
        record.more.insert("set_identifier".to_owned(), set.into());
    }
    topology.route53_record.insert(id.into(), record);
}
