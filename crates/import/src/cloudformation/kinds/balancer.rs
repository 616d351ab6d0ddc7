//! Load balancers, listeners and target groups.

use super::Properties;
use net::Topology;
use net::id::{LbTargetGroupId, SubnetId};
use net::topology::balancer::ListenerAction;
use net::topology::{Lb, LbListener, LbTargetGroup, LbTargetGroupAttachment, SubnetMapping};

/// `AWS::ElasticLoadBalancingV2::LoadBalancer`
pub(super) fn load_balancer(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let subnet_mapping: Vec<SubnetMapping> = p
        .parts("SubnetMappings")
        .iter()
        .map(|part| SubnetMapping {
            subnet_id: part.id("SubnetId"),
            private_ipv4_address: part.address("PrivateIPv4Address"),
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
        Some(scheme) => scheme == "internal",
        None => kind == "gateway",
    };
    let balancer = Lb {
        name: p.label("Name"),
        load_balancer_type: Some(kind),
        internal: Some(internal),
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
    let mut default_action = Vec::new();
    for action in p.parts("DefaultActions") {
        let type_ = action.text("Type");
        let mut groups: Vec<LbTargetGroupId> = action.id("TargetGroupArn").into_iter().collect();
        if let Some(forward) = action.part("ForwardConfig") {
            for part in forward.parts("TargetGroups") {
                if let Some(group) = part.id("TargetGroupArn")
                    && !groups.contains(&group)
                {
                    groups.push(group);
                }
            }
        }
        let of = |group: Option<LbTargetGroupId>| ListenerAction {
            type_: type_.clone(),
            target_group_arn: group,
            more: action.unknown(),
        };
        if groups.is_empty() {
            default_action.push(of(None));
        }
        default_action.extend(groups.into_iter().map(|group| of(Some(group))));
    }
    let listener = LbListener {
        load_balancer_arn: p.id("LoadBalancerArn"),
        port: p.number("Port"),
        protocol: p.text("Protocol"),
        default_action,
        more: p.unknown(),
    };
    topology.lb_listener.insert(id.into(), listener);
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
}
