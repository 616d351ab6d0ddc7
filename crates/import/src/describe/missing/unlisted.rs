//! What AWS could have and no output lists: noted as unknown where it belongs.

use super::{not_known, public_access_id, unknown, why};
use crate::describe::dump::Dump;
use crate::said::say;
use net::id::{AccountId, LbId, ResourceId, VpcId};
use net::topology::{
    LbListener, LbTargetGroupAttachment, PublicAccessMode, Route53Record,
    VpcBlockPublicAccessOptions,
};
use std::collections::BTreeSet;

/// Every VPC has a main table and a default ACL.
pub(super) fn defaults(dump: &mut Dump<'_>) {
    for (id, vpc) in &mut dump.topology.vpc {
        let missing = [
            (
                vpc.main_route_table_id.is_none(),
                "main_route_table_id",
                "describe-route-tables",
            ),
            (
                vpc.default_network_acl_id.is_none(),
                "default_network_acl_id",
                "describe-network-acls",
            ),
        ];
        for (_, attribute, output) in missing.into_iter().filter(|it| it.0) {
            let note = not_known(attribute, output);
            dump.log.unresolved(id.as_str(), note);
            unknown(&mut vpc.more, &[attribute], output);
        }
    }
}

/// Sets of DHCP options that VPCs name and no output lists: any server may answer there. Held, so
/// that an answer that hangs on it says why.
pub(super) fn dhcp_options(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    for (id, vpc) in &topology.vpc {
        let Some(set) = &vpc.dhcp_options_id else {
            continue;
        };
        if topology.vpc_dhcp_options.contains_key(set.as_str()) {
            continue;
        }
        let note = say!(
            "which servers answer names in it is not known: {} is not among the inputs; aws ec2 describe-dhcp-options prints it",
            "名前に応答するサーバーが分かりません。{} が入力にありません (aws ec2 describe-dhcp-options で出力できます)",
            set
        );
        dump.log.unresolved(id.as_str(), note);
    }
}

/// The VPCs whose account and Region no output of a key covers, with these two.
fn without(dump: &Dump<'_>, key: &str) -> Vec<(VpcId, Option<AccountId>, Option<String>)> {
    let vpcs = dump.topology.vpc.iter().filter(|(_, vpc)| {
        let owner = vpc.owner_id.as_ref().map(AccountId::as_str);
        !dump.lists(key, owner, vpc.region.as_deref())
    });
    vpcs.map(|(id, it)| (id.clone(), it.owner_id.clone(), it.region.clone()))
        .collect()
}

/// What a VPC holds: an address that no interface has may be that of one nobody listed, and a
/// gateway nobody listed may be its own.
pub(super) fn parts(dump: &mut Dump<'_>) {
    const PARTS: &[(&str, &str, &str)] = &[
        (
            "NetworkInterfaces",
            "network_interface",
            "describe-network-interfaces",
        ),
        (
            "InternetGateways",
            "internet_gateway",
            "describe-internet-gateways",
        ),
    ];
    for (key, kind, output) in PARTS {
        for (id, ..) in without(dump, key) {
            dump.log.unresolved(id.as_str(), not_known(kind, output));
            if let Some(vpc) = dump.topology.vpc.get_mut(&id) {
                unknown(&mut vpc.more, &[kind], output);
            }
        }
    }
}

/// Zones, rules and the like that would answer names in a VPC: where no output could list them,
/// none is assumed, since any name could be one of theirs.
pub(super) fn names(dump: &mut Dump<'_>) {
    const OUTPUTS: &[(&[&str], &str)] = &[
        (&["HostedZones", "HostedZoneSummaries"], "list-hosted-zones"),
        (
            &["ResolverRuleAssociations"],
            "list-resolver-rule-associations",
        ),
        (
            &["FirewallRuleGroupAssociations"],
            "list-firewall-rule-group-associations",
        ),
        (&["VpcEndpoints"], "describe-vpc-endpoints"),
    ];
    for (id, vpc) in &dump.topology.vpc {
        let owner = vpc.owner_id.as_ref().map(AccountId::as_str);
        let region = vpc.region.as_deref();
        let missing = OUTPUTS.iter().filter(|(keys, _)| {
            let mut keys = keys.iter();
            !keys.any(|key| dump.lists(key, owner, region))
        });
        let missing: Vec<&str> = missing.map(|(_, output)| *output).collect();
        if !missing.is_empty() {
            let note = say!(
                "nothing in it answers names but what the inputs list; not among them: {}",
                "名前に応答するのは入力にあるものだけとみなします。入力にないもの: {}",
                missing.join(", ")
            );
            dump.log.assume(id.as_str(), note);
        }
    }
}

/// Whether an account lets its VPCs speak to the internet, where one has a way there.
pub(super) fn public_access(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let gateways = topology.internet_gateway.values();
    let mut open: BTreeSet<VpcId> = gateways.filter_map(|it| it.vpc_id.clone()).collect();
    let gateways = topology.egress_only_internet_gateway.values();
    open.extend(gateways.filter_map(|it| it.vpc_id.clone()));
    let leads_out = |gateway: &ResourceId| gateway.as_str().starts_with("igw-");
    for table in topology.route_table.values() {
        let mut routes = table.route.iter();
        if routes.any(|it| {
            it.gateway_id.as_ref().is_some_and(leads_out) || it.egress_only_gateway_id.is_some()
        }) {
            open.extend(table.vpc_id.clone());
        }
    }
    let output = "describe-vpc-block-public-access-options";
    for (id, owner, region) in without(dump, "VpcBlockPublicAccessOptions") {
        if !open.contains(&id) {
            continue;
        }
        let note = say!(
            "whether VPC Block Public Access keeps it from the internet is not known, since {}",
            "VPC ブロックパブリックアクセスがインターネットとの通信を止めるかは分かりません。{}",
            why(output)
        );
        dump.log.unresolved(id.as_str(), note);
        let options = public_access_id(owner.as_ref().map(AccountId::as_str), region.as_deref());
        let map = &mut dump.topology.vpc_block_public_access_options;
        let options =
            map.entry(options.as_str().into())
                .or_insert_with(|| VpcBlockPublicAccessOptions {
                    aws_account_id: owner,
                    aws_region: region,
                    ..VpcBlockPublicAccessOptions::default()
                });
        unknown(&mut options.more, &["internet_gateway_block_mode"], output);
    }
    let blocks: Vec<ResourceId> = dump
        .topology
        .vpc_block_public_access_options
        .iter()
        .filter(|(_, it)| {
            let account = it.aws_account_id.as_ref().map(AccountId::as_str);
            let key = "VpcBlockPublicAccessExclusions";
            it.mode() != PublicAccessMode::Off
                && !dump.lists(key, account, it.aws_region.as_deref())
        })
        .map(|(id, _)| id.clone())
        .collect();
    for id in blocks {
        let output = "describe-vpc-block-public-access-exclusions";
        let note = say!(
            "which VPCs and subnets are excluded is not known, since {}",
            "除外される VPC とサブネットが分かりません。{}",
            why(output)
        );
        dump.log.unresolved(id.as_str(), note);
        let map = &mut dump.topology.vpc_block_public_access_options;
        if let Some(options) = map.get_mut(&id) {
            unknown(&mut options.more, &["exclusion"], output);
        }
    }
}

/// A load balancer whose listeners nobody listed has one that nobody knows.
pub(super) fn listeners(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let listeners = topology.lb_listener.values();
    let of_one = listeners.filter_map(|it| it.load_balancer_arn.clone());
    let known: BTreeSet<LbId> = of_one.chain(dump.listeners_known.iter().cloned()).collect();
    if dump.all_listeners_known {
        return;
    }
    for id in topology.lb.keys().filter(|id| !known.contains(*id)) {
        let mut listener = LbListener {
            load_balancer_arn: Some(id.clone()),
            ..LbListener::default()
        };
        let attributes = ["port", "protocol", "default_action"];
        unknown(&mut listener.more, &attributes, "describe-listeners");
        let map = &mut topology.lb_listener;
        map.insert(format!("{id}.listener.unknown").as_str().into(), listener);
        let note = say!(
            "its listeners are not known: describe-listeners is not among the inputs for it",
            "リスナーが分かりません (describe-listeners が入力にありません)"
        );
        dump.log.unresolved(id.as_str(), note);
    }
}

/// Attributes of load balancers and target groups, which AWS prints with commands of their own.
pub(super) fn attributes(dump: &mut Dump<'_>) {
    for (id, balancer) in &mut dump.topology.lb {
        if dump.attributes_known.contains(id.as_str()) || balancer.is_application() {
            continue;
        }
        let (attribute, output) = (
            "enable_cross_zone_load_balancing",
            "describe-load-balancer-attributes",
        );
        unknown(&mut balancer.more, &[attribute], output);
        dump.log
            .unresolved(id.as_str(), not_known(attribute, output));
    }
    for (id, group) in &mut dump.topology.lb_target_group {
        if dump.attributes_known.contains(id.as_str()) {
            continue;
        }
        let attributes = ["load_balancing_cross_zone_enabled", "preserve_client_ip"];
        let output = "describe-target-group-attributes";
        unknown(&mut group.more, &attributes, output);
        let note = not_known(&attributes.join(", "), output);
        dump.log.unresolved(id.as_str(), note);
    }
}

/// A listener of an Application Load Balancer may have rules nobody listed.
pub(super) fn rules(dump: &mut Dump<'_>) {
    for (id, listener) in &mut dump.topology.lb_listener {
        let held = listener.protocol.as_deref();
        let has_rules = held.is_some_and(|it| it.starts_with("HTTP"));
        if !has_rules || dump.rules_known.contains(id) {
            continue;
        }
        let output = "describe-rules";
        unknown(&mut listener.more, &["lb_listener_rule"], output);
        let note = not_known("lb_listener_rule", output);
        dump.log.unresolved(id.as_str(), note);
    }
}

/// A group whose targets nobody listed has one that nobody knows: it is not empty.
pub(super) fn targets(dump: &mut Dump<'_>) {
    for id in dump.topology.lb_target_group.keys() {
        if !dump.targets_known.contains(id) {
            let target = LbTargetGroupAttachment {
                target_group_arn: Some(id.clone()),
                ..LbTargetGroupAttachment::default()
            };
            let map = &mut dump.topology.lb_target_group_attachment;
            map.insert(format!("{id}.target.unknown").into(), target);
            let note = say!(
                "its targets are not known: describe-target-health is not among the inputs for it",
                "ターゲットが分かりません (describe-target-health が入力にありません)"
            );
            dump.log.unresolved(id.as_str(), note.to_owned());
        }
    }
}

/// A zone whose records nobody listed has some that nobody knows; every zone has records.
pub(super) fn records(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    let records = topology.route53_record.values();
    let known: BTreeSet<_> = records.filter_map(|it| it.zone_id.clone()).collect();
    for id in topology
        .route53_zone
        .keys()
        .filter(|id| !known.contains(*id))
    {
        let mut record = Route53Record {
            zone_id: Some(id.clone()),
            ..Route53Record::default()
        };
        let output = "list-resource-record-sets";
        unknown(&mut record.more, &["name", "type", "records"], output);
        let map = &mut topology.route53_record;
        map.insert(format!("{id}_unknown").into(), record);
        let note = say!(
            "its records are not known: list-resource-record-sets-{}.json is not among the inputs",
            "レコードが分かりません (list-resource-record-sets-{}.json が入力にありません)",
            id
        );
        dump.log.unresolved(id.as_str(), note);
    }
}

/// Beside service networks and services of VPC Lattice, associations of which none is listed.
pub(super) fn associations(dump: &mut Dump<'_>) {
    let topology = &mut dump.topology;
    if topology.vpclattice_service_network.is_empty() && topology.vpclattice_service.is_empty() {
        return;
    }
    let log = &mut dump.log;
    let of_vpcs = &topology.vpclattice_service_network_vpc_association;
    for (id, vpc) in topology.vpc.iter_mut().filter(|_| of_vpcs.is_empty()) {
        let kind = "vpclattice_service_network_vpc_association";
        let output = "list-service-network-vpc-associations";
        log.unresolved(id.as_str(), not_known(kind, output));
        unknown(&mut vpc.more, &[kind], output);
    }
    let of_services = &topology.vpclattice_service_network_service_association;
    let networks = topology.vpclattice_service_network.iter_mut();
    for (id, network) in networks.filter(|_| of_services.is_empty()) {
        let kind = "vpclattice_service_network_service_association";
        let output = "list-service-network-service-associations";
        log.unresolved(id.as_str(), not_known(kind, output));
        unknown(&mut network.more, &[kind], output);
    }
}
