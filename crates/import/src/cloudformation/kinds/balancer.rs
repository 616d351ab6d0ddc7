//! Load balancers, listeners and target groups.

use super::Properties;
use crate::assume::{note_of_targets, unknown_target};
use net::Topology;
use net::id::{LbTargetGroupId, SubnetId};
use net::topology::balancer::HealthCheck;
use net::topology::listener::{
    ConditionHeader, ConditionQuery, ConditionValues, ListenerForward, ListenerResponse,
    ListenerTargetGroup,
};
use net::topology::{
    Lb, LbListener, LbListenerRule, LbTargetGroup, LbTargetGroupAttachment, ListenerAction,
    ListenerCondition, SubnetMapping,
};

/// `AWS::ElasticLoadBalancingV2::LoadBalancer`
pub(super) fn load_balancer(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let subnet_mapping: Vec<SubnetMapping> = p
        .parts("SubnetMappings")
        .iter()
        .map(|part| SubnetMapping {
            subnet_id: part.id("SubnetId"),
            private_ipv4_address: part.address("PrivateIPv4Address"),
            ipv6_address: part.address("IPv6Address"),
            allocation_id: part.id("AllocationId"),
            more: part.unknown(),
            ..SubnetMapping::default()
        })
        .collect();
    let mut subnets: Vec<SubnetId> = p.ids("Subnets");
    for mapping in &subnet_mapping {
        if let Some(subnet) = &mapping.subnet_id
            && !subnets.contains(subnet)
        {
            subnets.push(subnet.clone());
        }
    }
    let kind = p.text("Type").unwrap_or_else(|| "application".to_owned());
    let internal = match p.text("Scheme") {
        Some(scheme) => Some(scheme == "internal"),
        None if p.is_open("Scheme") => None,
        None => Some(kind == "gateway"),
    };
    let balancer = Lb {
        name: p.label("Name"),
        load_balancer_type: Some(kind),
        internal,
        subnets,
        subnet_mapping,
        security_groups: p.ids("SecurityGroups"),
        enforce_security_group_inbound_rules_on_private_link_traffic: p
            .text("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"),
        enable_cross_zone_load_balancing: attribute(
            p,
            "LoadBalancerAttributes",
            "load_balancing.cross_zone.enabled",
        )
        .map(|text| text.eq_ignore_ascii_case("true")),
        tags: p.tags(),
        more: p.unknown(),
        ..Lb::default()
    };
    topology.lb.insert(id.into(), balancer);
}

/// A value of a list of keys and values.
fn attribute(p: &Properties<'_>, list: &str, key: &str) -> Option<String> {
    p.parts(list)
        .iter()
        .find(|part| part.text("Key").as_deref() == Some(key))
        .and_then(|part| part.text("Value"))
}

/// `AWS::ElasticLoadBalancingV2::Listener`
pub(super) fn listener(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let listener = LbListener {
        load_balancer_arn: p.id("LoadBalancerArn"),
        port: p.number("Port"),
        protocol: p.text("Protocol"),
        default_action: p.parts("DefaultActions").iter().map(action).collect(),
        more: p.unknown(),
    };
    topology.lb_listener.insert(id.into(), listener);
}

/// `AWS::ElasticLoadBalancingV2::ListenerRule`
pub(super) fn listener_rule(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let rule = LbListenerRule {
        listener_arn: p.id("ListenerArn"),
        priority: p.number("Priority"),
        action: p.parts("Actions").iter().map(action).collect(),
        condition: p.parts("Conditions").iter().map(condition).collect(),
        tags: p.tags(),
        more: p.unknown(),
    };
    topology.lb_listener_rule.insert(id.into(), rule);
}

fn action(p: &Properties<'_>) -> ListenerAction {
    let response = |it: Properties<'_>| ListenerResponse {
        status_code: it.text("StatusCode"),
        more: it.unknown(),
    };
    ListenerAction {
        type_: p.text("Type"),
        target_group_arn: p.id("TargetGroupArn"),
        forward: p.part("ForwardConfig").map(|it| ListenerForward {
            target_group: it
                .parts("TargetGroups")
                .iter()
                .map(|group| ListenerTargetGroup {
                    arn: group.id("TargetGroupArn"),
                    weight: group.number("Weight"),
                    more: group.unknown(),
                })
                .collect(),
            more: it.unknown(),
        }),
        fixed_response: p.part("FixedResponseConfig").map(response),
        redirect: p.part("RedirectConfig").map(response),
        more: p.unknown(),
    }
}

/// A condition says its kind, and its values in either of two places.
fn condition(p: &Properties<'_>) -> ListenerCondition {
    let field = p.text("Field");
    let of_kind = |kind: &str, config: &str| {
        if field.as_deref() != Some(kind) {
            return None;
        }
        let part = p.part(config);
        let config = part.as_ref().unwrap_or(p);
        Some(ConditionValues {
            values: config.texts("Values"),
            regex_values: config.texts("RegexValues"),
            more: config.unknown(),
        })
    };
    ListenerCondition {
        host_header: of_kind("host-header", "HostHeaderConfig"),
        path_pattern: of_kind("path-pattern", "PathPatternConfig"),
        source_ip: of_kind("source-ip", "SourceIpConfig"),
        http_request_method: of_kind("http-request-method", "HttpRequestMethodConfig"),
        http_header: p.part("HttpHeaderConfig").map(|it| ConditionHeader {
            http_header_name: it.text("HttpHeaderName"),
            values: it.texts("Values"),
            more: it.unknown(),
        }),
        query_string: p
            .part("QueryStringConfig")
            .map(|it| it.parts("Values"))
            .unwrap_or_default()
            .iter()
            .map(|it| ConditionQuery {
                key: it.text("Key"),
                value: it.text("Value"),
                more: it.unknown(),
            })
            .collect(),
        more: p.unknown(),
    }
}

/// `AWS::ElasticLoadBalancingV2::TargetGroup`; its targets are `<group>.target.<index>`.
pub(super) fn target_group(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let group = LbTargetGroup {
        name: p.label("Name"),
        vpc_id: p.id("VpcId"),
        protocol: p.text("Protocol"),
        port: p.number("Port"),
        target_type: p.text("TargetType"),
        ip_address_type: p.text("IpAddressType"),
        load_balancing_cross_zone_enabled: attribute(
            p,
            "TargetGroupAttributes",
            "load_balancing.cross_zone.enabled",
        ),
        health_check: p.text("HealthCheckPort").map(|port| HealthCheck {
            port: Some(port),
            ..HealthCheck::default()
        }),
        derive_health: None,
        preserve_client_ip: attribute(p, "TargetGroupAttributes", "preserve_client_ip.enabled"),
        tags: p.tags(),
        more: p.unknown(),
    };
    topology.lb_target_group.insert(id.into(), group);
    for (index, target) in p.parts("Targets").iter().enumerate() {
        let attachment = LbTargetGroupAttachment {
            target_group_arn: Some(id.into()),
            target_id: target.id("Id"),
            port: target.number("Port"),
            availability_zone: target.text("AvailabilityZone").filter(|zone| zone != "all"),
            more: target.unknown(),
            ..LbTargetGroupAttachment::default()
        };
        topology
            .lb_target_group_attachment
            .insert(format!("{id}.target.{index}").into(), attachment);
    }
    if p.is_open("Targets") {
        let (target_id, target) = unknown_target(id, &id.into());
        topology
            .lb_target_group_attachment
            .insert(target_id, target);
    }
}

/// `AWS::AutoScaling::AutoScalingGroup`
pub(super) fn scaling_group(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    fill(p, id, &p.ids("TargetGroupARNs"), topology);
}

/// `AWS::ECS::Service`
pub(super) fn container_service(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let balancers = p.parts("LoadBalancers");
    let groups = balancers.iter().filter_map(|it| it.id("TargetGroupArn"));
    fill(p, id, &groups.collect::<Vec<_>>(), topology);
}

/// Puts what only AWS makes into target groups.
fn fill(p: &Properties<'_>, id: &str, groups: &[LbTargetGroupId], topology: &mut Topology) {
    for group in groups {
        p.context()
            .unresolved(p.place(), &note_of_targets(id, group.as_str()));
        let (target_id, target) = unknown_target(id, group);
        let map = &mut topology.lb_target_group_attachment;
        map.insert(target_id, target);
    }
}
