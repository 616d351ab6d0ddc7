//! Load balancers, listeners, target groups and the health of targets.

use super::dump::{Dump, put};
use super::view::View;
use crate::said::say;
use net::id::LbListenerId;
use net::topology::balancer::HealthCheck;
use net::topology::listener::{
    ConditionHeader, ConditionQuery, ConditionValues, ListenerCondition, ListenerForward,
    ListenerResponse, ListenerTargetGroup,
};
use net::topology::{
    Lb, LbListener, LbListenerRule, LbTargetGroup, LbTargetGroupAttachment, ListenerAction,
    SubnetMapping,
};

/// `elbv2 describe-load-balancers`
pub(super) fn load_balancer(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("LoadBalancerArn")?;
    let zones = at.get("AvailabilityZones");
    let mut mappings = Vec::new();
    for zone in zones.items() {
        for address in zone.get("LoadBalancerAddresses").items() {
            let four = address.parsed("PrivateIPv4Address");
            let six = address.parsed("IPv6Address");
            if four.is_some() || six.is_some() {
                mappings.push(SubnetMapping {
                    subnet_id: zone.id("SubnetId"),
                    private_ipv4_address: four,
                    ipv6_address: six,
                    public_ip: address.parsed("IpAddress"),
                    allocation_id: address.id("AllocationId"),
                    ..SubnetMapping::default()
                });
            }
        }
    }
    let enforce = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic";
    let balancer = Lb {
        name: at.string("LoadBalancerName"),
        load_balancer_type: at.string("Type"),
        internal: at
            .text("Scheme")
            .map(|scheme| scheme.eq_ignore_ascii_case("internal")),
        vpc_id: at.id("VpcId"),
        subnets: at.ids_in("AvailabilityZones", "SubnetId"),
        subnet_mapping: mappings,
        security_groups: at.ids("SecurityGroups"),
        enforce_security_group_inbound_rules_on_private_link_traffic: at.string(enforce),
        dns_name: at.string("DNSName"),
        state: at.get("State").string("Code"),
        owner_id: dump.owner(at).or_else(|| account_of(id).map(Into::into)),
        tags: at.tags(),
        ..Lb::default()
    };
    dump.remember_folder(id);
    put(&mut dump.topology.lb, id, balancer, at);
    Some(id.to_owned())
}

/// The account in an ARN.
pub(super) fn account_of(arn: &str) -> Option<&str> {
    let account = arn.split(':').nth(4)?;
    let digits = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(account)
}

/// `elbv2 describe-listeners`
pub(super) fn listener(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("ListenerArn")?;
    let actions = at.get("DefaultActions");
    let default_action = actions.items().map(|it| action(&it)).collect();
    let listener = LbListener {
        load_balancer_arn: at.id("LoadBalancerArn"),
        port: at.number("Port"),
        protocol: at.string("Protocol"),
        default_action,
        ..LbListener::default()
    };
    dump.note_listener(listener.load_balancer_arn.as_ref());
    put(&mut dump.topology.lb_listener, id, listener, at);
    Some(id.to_owned())
}

fn action(at: &View<'_>) -> ListenerAction {
    let response = |key| {
        let config = at.get(key);
        config.is_there().then(|| ListenerResponse {
            status_code: config.string("StatusCode"),
            ..ListenerResponse::default()
        })
    };
    let forward = at.get("ForwardConfig");
    let groups = forward.get("TargetGroups");
    let groups = groups.items().map(|group| ListenerTargetGroup {
        arn: group.id("TargetGroupArn"),
        weight: group.number("Weight"),
        ..ListenerTargetGroup::default()
    });
    ListenerAction {
        type_: at.string("Type"),
        target_group_arn: at.id("TargetGroupArn"),
        forward: forward.is_there().then(|| ListenerForward {
            target_group: groups.collect(),
            ..ListenerForward::default()
        }),
        fixed_response: response("FixedResponseConfig"),
        redirect: response("RedirectConfig"),
        ..ListenerAction::default()
    }
}

/// `elbv2 describe-listeners` of a load balancer without listeners.
pub(super) fn no_listeners(_: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let balancer = dump.load_balancer("describe-listeners")?;
    dump.listeners_known.insert(balancer.as_str().into());
    Some(balancer)
}

/// `elbv2 describe-rules`
pub(super) fn rule(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("RuleArn");
    // `…:listener-rule/app/<name>/<id>/<listener>/<rule>`
    let of_listener = id.and_then(|id| {
        let (before, end) = id.split_once(":listener-rule/")?;
        let (listener, _) = end.rsplit_once('/')?;
        Some(LbListenerId::from(
            format!("{before}:listener/{listener}").as_str(),
        ))
    });
    let (Some(id), Some(listener)) = (id, of_listener) else {
        let id = at.text("Arn").or_else(|| at.text("RuleId"))?;
        let why = say!(
            "rules of something else than a load balancer",
            "ロードバランサー以外のルールです"
        );
        dump.leave_out(id, why);
        return Some(id.to_owned());
    };
    dump.rules_known.insert(listener.clone());
    if at.flag("IsDefault") == Some(true) {
        dump.leave_out(
            id,
            say!(
                "the default action of its listener",
                "リスナーのデフォルトアクションです"
            ),
        );
        return Some(id.to_owned());
    }
    let (actions, conditions) = (at.get("Actions"), at.get("Conditions"));
    let rule = LbListenerRule {
        listener_arn: Some(listener),
        priority: at.number("Priority"),
        action: actions.items().map(|it| action(&it)).collect(),
        condition: conditions.items().map(|it| condition(&it)).collect(),
        ..LbListenerRule::default()
    };
    put(&mut dump.topology.lb_listener_rule, id, rule, at);
    Some(id.to_owned())
}

/// A condition says its kind, and its values in either of two places.
fn condition(at: &View<'_>) -> ListenerCondition {
    let of_kind = |kind: &str, config| {
        at.is("Field", &[kind]).then(|| {
            let config = at.get(config);
            let config = if config.is_there() { config } else { *at };
            ConditionValues {
                values: config.ids("Values"),
                regex_values: config.ids("RegexValues"),
                ..ConditionValues::default()
            }
        })
    };
    let header = at.get("HttpHeaderConfig");
    let query = at.get("QueryStringConfig");
    let queries = query.get("Values");
    let queries = queries.items().map(|it| ConditionQuery {
        key: it.string("Key"),
        value: it.string("Value"),
        ..ConditionQuery::default()
    });
    ListenerCondition {
        host_header: of_kind("host-header", "HostHeaderConfig"),
        path_pattern: of_kind("path-pattern", "PathPatternConfig"),
        source_ip: of_kind("source-ip", "SourceIpConfig"),
        http_request_method: of_kind("http-request-method", "HttpRequestMethodConfig"),
        http_header: header.is_there().then(|| ConditionHeader {
            http_header_name: header.string("HttpHeaderName"),
            values: header.ids("Values"),
            ..ConditionHeader::default()
        }),
        query_string: queries.collect(),
        ..ListenerCondition::default()
    }
}

/// `elbv2 describe-target-groups`
pub(super) fn target_group(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("TargetGroupArn")?;
    let group = LbTargetGroup {
        name: at.string("TargetGroupName"),
        vpc_id: at.id("VpcId"),
        protocol: at.string("Protocol"),
        port: at.number("Port"),
        target_type: at.string("TargetType"),
        ip_address_type: at.string("IpAddressType"),
        health_check: at.string("HealthCheckPort").map(|port| HealthCheck {
            port: Some(port),
            ..HealthCheck::default()
        }),
        tags: at.tags(),
        ..LbTargetGroup::default()
    };
    dump.remember_folder(id);
    put(&mut dump.topology.lb_target_group, id, group, at);
    Some(id.to_owned())
}

/// `elbv2 describe-target-health`: one target of the group the file's name says.
pub(super) fn target_health(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let around = at.outer().and_then(View::outer);
    let said = around.and_then(|it| it.string("TargetGroupArn"));
    let group = said.or_else(|| dump.target_group("describe-target-health"));
    let target = at.get("Target");
    let target_id = target.string("Id")?;
    let Some(group) = group else {
        at.note(say!("the target group of {} is not known: the file's name does not say one of the inputs, as in describe-target-health-<target group>.json", "{} のターゲットグループが分かりません。describe-target-health-<target group>.json のように、入力にあるものをファイル名で示してください", target_id));
        return None;
    };
    dump.targets_known.insert(group.as_str().into());
    let health = at.get("TargetHealth");
    let port: Option<u16> = target.number("Port");
    let id = match port {
        Some(port) => format!("{group}.target.{target_id}:{port}"),
        None => format!("{group}.target.{target_id}"),
    };
    let attachment = LbTargetGroupAttachment {
        target_group_arn: Some(group.as_str().into()),
        target_id: Some(target_id),
        port,
        availability_zone: target
            .string("AvailabilityZone")
            .filter(|zone| zone != "all"),
        state: health.string("State"),
        reason: health.string("Reason"),
        ..LbTargetGroupAttachment::default()
    };
    put(
        &mut dump.topology.lb_target_group_attachment,
        &id,
        attachment,
        at,
    );
    Some(id)
}

/// `elbv2 describe-target-health` of a group without targets.
pub(super) fn no_targets(_: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let group = dump.target_group("describe-target-health")?;
    dump.targets_known.insert(group.as_str().into());
    Some(group)
}

/// `elbv2 describe-target-group-attributes`, `describe-load-balancer-attributes`
pub(super) fn attributes(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let group = || dump.target_group("describe-target-group-attributes");
    let balancer = || dump.load_balancer("describe-load-balancer-attributes");
    let id = match dump.named.stem.contains("load-balancer") {
        true => balancer().or_else(group),
        false => group().or_else(balancer),
    };
    let Some(id) = id else {
        at.note(
            say!("whose attributes they are is not known: the file's name does not say, as in describe-target-group-attributes-<target group>.json", "どのターゲットグループの属性か分かりません。describe-target-group-attributes-<target group>.json のようにファイル名で示してください"),
        );
        return None;
    };
    set_attributes(at, &id, dump);
    Some(id)
}

/// The same with the load balancer's ARN beside, as one list for all.
pub(super) fn attributes_of_one(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("LoadBalancerArn")?;
    set_attributes(&at.get("Attributes"), id, dump);
    Some(id.to_owned())
}

fn set_attributes(list: &View<'_>, id: &str, dump: &mut Dump<'_>) {
    dump.attributes_known.insert(id.to_owned());
    for item in list.items() {
        let value = item.string("Value");
        match item.text("Key") {
            Some("preserve_client_ip.enabled") => {
                if let Some(group) = dump.topology.lb_target_group.get_mut(id) {
                    group.preserve_client_ip = value;
                }
            }
            Some("load_balancing.cross_zone.enabled") => {
                if let Some(balancer) = dump.topology.lb.get_mut(id) {
                    balancer.enable_cross_zone_load_balancing = item.flag("Value");
                } else if let Some(group) = dump.topology.lb_target_group.get_mut(id) {
                    group.load_balancing_cross_zone_enabled = value;
                }
            }
            _ => {}
        }
    }
}
