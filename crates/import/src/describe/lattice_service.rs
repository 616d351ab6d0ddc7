//! VPC Lattice: services with their listeners, rules, targets and policies.

use super::dump::{Dump, put};
use super::lattice::{name, unlisted};
use super::view::View;
use crate::said::say;
use net::id::ResourceId;
use net::topology::lattice::{
    FixedResponse, LatticeAction, LatticeAuthPolicy, LatticeForward, LatticeListener,
    LatticeListenerRule, LatticeService, LatticeTarget, LatticeTargetConfig, LatticeTargetGroup,
    LatticeTargetGroupAttachment, WeightedTargetGroup,
};
use net::topology::{Attributes, Topology};
use std::collections::BTreeSet;

/// What of VPC Lattice is among the inputs.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What a `get-*` output says all of.
    pub(super) whole: BTreeSet<ResourceId>,
    /// Services, listeners and target groups whose listeners, rules and targets are listed.
    listed: BTreeSet<ResourceId>,
}

/// A service or a part of one, by its id.
pub(super) fn item(at: &View<'_>, dump: &mut Dump<'_>, id: &str, kind: &str) -> Option<String> {
    let map = &mut dump.topology;
    match kind {
        "svc" => {
            let it = LatticeService {
                name: at.string("name"),
                auth_type: at.string("authType"),
                custom_domain_name: at.string("customDomainName"),
                dns_entry: name(at),
                status: at.string("status"),
                more: unlisted(at, "authType", "auth_type"),
                ..LatticeService::default()
            };
            put(&mut map.vpclattice_service, id, it, at);
        }
        "listener" => {
            let service = within(at, "service");
            dump.lattice.listed.extend(service.clone());
            let it = LatticeListener {
                service_identifier: service,
                port: at.number("port"),
                protocol: at.string("protocol"),
                default_action: action(&at.get("defaultAction")),
                more: unlisted(at, "defaultAction", "default_action"),
                ..LatticeListener::default()
            };
            put(&mut map.vpclattice_listener, id, it, at);
        }
        "rule" => {
            let listener = within(at, "listener");
            dump.lattice.listed.extend(listener.clone());
            if at.flag("isDefault") == Some(true) {
                dump.leave_out(
                    id,
                    say!(
                        "the default action of its listener",
                        "リスナーのデフォルトアクションです"
                    ),
                );
                return Some(id.to_owned());
            }
            let it = LatticeListenerRule {
                service_identifier: within(at, "service"),
                listener_identifier: listener,
                priority: at.number("priority"),
                action: action(&at.get("action")),
                more: unlisted(at, "action", "action"),
            };
            put(&mut map.vpclattice_listener_rule, id, it, at);
        }
        "tg" => {
            // `get-*` has under `config` what `list-*` has beside the name.
            let config = at.get("config");
            let config = if config.is_there() { config } else { *at };
            let it = LatticeTargetGroup {
                name: at.string("name"),
                type_: at.string("type"),
                config: Some(LatticeTargetConfig {
                    vpc_identifier: config.id("vpcIdentifier"),
                    port: config.number("port"),
                    protocol: config.string("protocol"),
                    ip_address_type: config.string("ipAddressType"),
                    ..LatticeTargetConfig::default()
                }),
                ..LatticeTargetGroup::default()
            };
            put(&mut map.vpclattice_target_group, id, it, at);
        }
        _ => {
            at.note(say!(
                "not simulated: a kind of VPC Lattice this version does not know",
                "シミュレートしません。このバージョンが対応していない VPC Lattice の種類です"
            ));
            return None;
        }
    }
    Some(id.to_owned())
}

/// What an ARN says something is in: `…:service/<id>/listener/<id>/rule/<id>`.
fn within(at: &View<'_>, kind: &str) -> Option<ResourceId> {
    let mut parts = at.text("arn")?.split(['/', ':']);
    parts.find(|it| *it == kind)?;
    parts.next().map(Into::into)
}

fn action(at: &View<'_>) -> Option<LatticeAction> {
    let (forward, fixed) = (at.get("forward"), at.get("fixedResponse"));
    let groups = forward.get("targetGroups");
    let groups = groups.items().map(|group| WeightedTargetGroup {
        target_group_identifier: group.id("targetGroupIdentifier"),
        weight: group.number("weight"),
        ..WeightedTargetGroup::default()
    });
    at.is_there().then(|| LatticeAction {
        forward: forward.is_there().then(|| LatticeForward {
            target_groups: groups.collect(),
            ..LatticeForward::default()
        }),
        fixed_response: fixed.is_there().then(|| FixedResponse {
            status_code: fixed.number("statusCode"),
            ..FixedResponse::default()
        }),
        ..LatticeAction::default()
    })
}

/// `list-targets`: a target of the group the file's name says.
pub(super) fn target(at: &View<'_>, dump: &mut Dump<'_>, id: &str) -> Option<String> {
    let Some(group) = dump.named.id("tg-").map(str::to_owned) else {
        at.note(say!(
            "the target group of {} is not known: the file's name does not say it, as in list-targets-<target group>.json",
            "{} のターゲットグループが分かりません。list-targets-<ターゲットグループ>.json のようにファイル名で示してください",
            id
        ));
        return None;
    };
    let port: Option<u16> = at.number("port");
    dump.lattice.listed.insert(group.as_str().into());
    let own = match port {
        Some(port) => format!("{group}.target.{id}:{port}"),
        None => format!("{group}.target.{id}"),
    };
    let it = LatticeTargetGroupAttachment {
        target_group_identifier: Some(group.as_str().into()),
        target: Some(LatticeTarget {
            id: Some(id.to_owned()),
            port,
            ..LatticeTarget::default()
        }),
        status: at.string("status"),
        ..LatticeTargetGroupAttachment::default()
    };
    let map = &mut dump.topology.vpclattice_target_group_attachment;
    put(map, &own, it, at);
    Some(own)
}

/// An empty list of what something has: what the file's name says after the command has none.
pub(super) fn none(_: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    const LISTS: &[(&str, &str)] = &[
        ("list-listeners", "svc-"),
        ("list-rules", "listener-"),
        ("list-targets", "tg-"),
    ];
    let found = LISTS.iter().find(|it| dump.named.stem.contains(it.0));
    let Some(id) = found.and_then(|it| dump.named.id(it.1)).map(str::to_owned) else {
        let list = dump.named.stem.clone();
        dump.leave_out(&list, say!("an empty list", "空の一覧です"));
        return Some(list);
    };
    dump.lattice.listed.insert(id.as_str().into());
    Some(id)
}

/// `get-auth-policy`: the policy of what the file's name says.
pub(super) fn auth_policy(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let named = &dump.named;
    let id = named
        .id("svc-")
        .or_else(|| named.id("sn-"))
        .map(str::to_owned);
    let Some(id) = id else {
        at.note(say!(
            "whose policy it is is not known: the file's name does not say it, as in get-auth-policy-<service>.json",
            "どのリソースのポリシーか分かりません。get-auth-policy-<サービス>.json のようにファイル名で示してください"
        ));
        return None;
    };
    let policy = LatticeAuthPolicy {
        resource_identifier: Some(id.as_str().into()),
        policy: at.string("policy").map(Into::into),
        ..LatticeAuthPolicy::default()
    };
    let own = format!("{id}.auth-policy");
    put(&mut dump.topology.vpclattice_auth_policy, &own, policy, at);
    Some(own)
}

/// Notes what nobody listed, and drops what was only not listed.
pub(super) fn join(dump: &mut Dump<'_>) {
    let Topology {
        vpclattice_service: services,
        vpclattice_listener: listeners,
        vpclattice_listener_rule: rules,
        vpclattice_target_group: groups,
        vpclattice_target_group_attachment: attachments,
        vpclattice_service_network: networks,
        vpclattice_service_network_vpc_association: associations,
        vpclattice_resource_configuration: resources,
        ..
    } = &mut dump.topology;
    let known = &dump.lattice;
    let said = |id: &ResourceId, more: &mut Attributes| {
        if known.whole.contains(id) {
            more.remove("unknown");
        }
    };
    services
        .iter_mut()
        .for_each(|(id, it)| said(id, &mut it.more));
    listeners
        .iter_mut()
        .for_each(|(id, it)| said(id, &mut it.more));
    rules.iter_mut().for_each(|(id, it)| said(id, &mut it.more));
    networks
        .iter_mut()
        .for_each(|(id, it)| said(id, &mut it.more));
    associations
        .iter_mut()
        .for_each(|(id, it)| said(id, &mut it.more));
    resources
        .iter_mut()
        .for_each(|(id, it)| said(id, &mut it.more));
    let unlisted = |ids: Vec<ResourceId>| {
        let ids = ids.into_iter();
        ids.filter(|id| !known.listed.contains(id))
            .collect::<Vec<_>>()
    };
    for id in unlisted(services.keys().cloned().collect()) {
        let it = LatticeListener {
            service_identifier: Some(id.clone()),
            ..LatticeListener::default()
        };
        let own = format!("{id}.listener.unknown");
        listeners.insert(own.as_str().into(), it);
        let note = say!(
            "its listeners are not known: vpc-lattice list-listeners is not among the inputs for it",
            "リスナーが分かりません (vpc-lattice list-listeners が入力にありません)"
        );
        dump.log.unresolved(id.as_str(), note);
    }
    let held = listeners.iter().filter(|(_, it)| it.port.is_some());
    for id in unlisted(held.map(|it| it.0.clone()).collect()) {
        let it = LatticeListenerRule {
            listener_identifier: Some(id.clone()),
            ..LatticeListenerRule::default()
        };
        rules.insert(format!("{id}.rule.unknown").as_str().into(), it);
        let note = say!(
            "its rules are not known: vpc-lattice list-rules is not among the inputs for it",
            "ルールが分かりません (vpc-lattice list-rules が入力にありません)"
        );
        dump.log.unresolved(id.as_str(), note);
    }
    for id in unlisted(groups.keys().cloned().collect()) {
        let it = LatticeTargetGroupAttachment {
            target_group_identifier: Some(id.clone()),
            ..LatticeTargetGroupAttachment::default()
        };
        attachments.insert(format!("{id}.target.unknown").as_str().into(), it);
        let note = say!(
            "its targets are not known: vpc-lattice list-targets is not among the inputs for it",
            "ターゲットが分かりません (vpc-lattice list-targets が入力にありません)"
        );
        dump.log.unresolved(id.as_str(), note);
    }
}
