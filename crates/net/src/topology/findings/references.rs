//! References to what the document does not hold.

use super::{Finding, FindingCode, finding};
use crate::id::ResourceId;
use crate::topology::Topology;

/// References to what is not there.
pub(super) fn dangling(topology: &Topology, findings: &mut Vec<Finding>) {
    let mut check =
        |resource: &ResourceId, attribute: &str, target: Option<&ResourceId>, there: bool| {
            if let Some(target) = target
                && !there
            {
                findings.push(finding(
                    FindingCode::DanglingReference,
                    resource,
                    format!("{attribute}: {target}"),
                ));
            }
        };
    let vpc =
        |id: &Option<crate::id::VpcId>| id.as_ref().is_none_or(|id| topology.vpc.contains_key(id));
    let subnet = |id: &crate::id::SubnetId| topology.subnet.contains_key(id);
    let group = |id: &crate::id::SecurityGroupId| topology.security_group.contains_key(id);
    for (id, it) in &topology.subnet {
        check(
            id.as_resource(),
            "vpc_id",
            it.vpc_id.as_ref().map(crate::id::VpcId::as_resource),
            vpc(&it.vpc_id),
        );
    }
    for (id, it) in &topology.route_table {
        check(
            id.as_resource(),
            "vpc_id",
            it.vpc_id.as_ref().map(crate::id::VpcId::as_resource),
            vpc(&it.vpc_id),
        );
        for route in &it.route {
            if let Some(target) = &route.nat_gateway_id {
                let there = topology.nat_gateway.contains_key(target.as_str());
                check(id.as_resource(), "nat_gateway_id", Some(target), there);
            }
        }
    }
    for (id, it) in &topology.route_table_association {
        if let Some(target) = &it.subnet_id {
            check(id, "subnet_id", Some(target.as_resource()), subnet(target));
        }
        if let Some(target) = &it.route_table_id {
            check(
                id,
                "route_table_id",
                Some(target.as_resource()),
                topology.route_table.contains_key(target),
            );
        }
    }
    for (id, it) in &topology.network_interface {
        if let Some(target) = &it.subnet_id {
            check(
                id.as_resource(),
                "subnet_id",
                Some(target.as_resource()),
                subnet(target),
            );
        }
        for target in &it.security_groups {
            check(
                id.as_resource(),
                "security_groups",
                Some(target.as_resource()),
                group(target),
            );
        }
    }
    for (id, it) in &topology.instance {
        if let Some(target) = &it.subnet_id {
            check(
                id.as_resource(),
                "subnet_id",
                Some(target.as_resource()),
                subnet(target),
            );
        }
        for target in &it.vpc_security_group_ids {
            check(
                id.as_resource(),
                "vpc_security_group_ids",
                Some(target.as_resource()),
                group(target),
            );
        }
    }
    for (id, it) in &topology.vpc_endpoint {
        check(
            id.as_resource(),
            "vpc_id",
            it.vpc_id.as_ref().map(crate::id::VpcId::as_resource),
            vpc(&it.vpc_id),
        );
        for target in &it.subnet_ids {
            check(
                id.as_resource(),
                "subnet_ids",
                Some(target.as_resource()),
                subnet(target),
            );
        }
        for target in &it.security_group_ids {
            check(
                id.as_resource(),
                "security_group_ids",
                Some(target.as_resource()),
                group(target),
            );
        }
        for target in &it.route_table_ids {
            check(
                id.as_resource(),
                "route_table_ids",
                Some(target.as_resource()),
                topology.route_table.contains_key(target),
            );
        }
        for target in &it.network_interface_ids {
            check(
                id.as_resource(),
                "network_interface_ids",
                Some(target.as_resource()),
                topology.network_interface.contains_key(target),
            );
        }
    }
    for (id, it) in &topology.vpc_endpoint_service {
        for target in &it.network_load_balancer_arns {
            check(
                id.as_resource(),
                "network_load_balancer_arns",
                Some(target.as_resource()),
                topology.lb.contains_key(target),
            );
        }
    }
    for (id, it) in &topology.lb {
        for target in &it.subnets {
            check(
                id.as_resource(),
                "subnets",
                Some(target.as_resource()),
                subnet(target),
            );
        }
        for target in &it.security_groups {
            check(
                id.as_resource(),
                "security_groups",
                Some(target.as_resource()),
                group(target),
            );
        }
    }
    for (id, it) in &topology.lb_listener {
        if let Some(target) = &it.load_balancer_arn {
            check(
                id.as_resource(),
                "load_balancer_arn",
                Some(target.as_resource()),
                topology.lb.contains_key(target),
            );
        }
        for action in &it.default_action {
            if let Some(target) = &action.target_group_arn {
                check(
                    id.as_resource(),
                    "target_group_arn",
                    Some(target.as_resource()),
                    topology.lb_target_group.contains_key(target),
                );
            }
        }
    }
    for (id, it) in &topology.lb_target_group_attachment {
        if let Some(target) = &it.target_group_arn {
            check(
                id,
                "target_group_arn",
                Some(target.as_resource()),
                topology.lb_target_group.contains_key(target),
            );
        }
        if let Some(target) = it
            .target_id
            .as_deref()
            .filter(|target| target.parse::<std::net::IpAddr>().is_err())
        {
            let there = topology.instance.contains_key(target) || topology.lb.contains_key(target);
            check(id, "target_id", Some(&ResourceId::from(target)), there);
        }
    }
    for (id, it) in &topology.nat_gateway {
        if let Some(target) = &it.subnet_id {
            check(
                id.as_resource(),
                "subnet_id",
                Some(target.as_resource()),
                subnet(target),
            );
        }
    }
    for (id, it) in &topology.internet_gateway {
        check(
            id.as_resource(),
            "vpc_id",
            it.vpc_id.as_ref().map(crate::id::VpcId::as_resource),
            vpc(&it.vpc_id),
        );
    }
    for (id, it) in &topology.route53_zone {
        for place in &it.vpc {
            check(
                id.as_resource(),
                "vpc",
                place.vpc_id.as_ref().map(crate::id::VpcId::as_resource),
                vpc(&place.vpc_id),
            );
        }
    }
    for (id, it) in &topology.route53_record {
        if let Some(target) = &it.zone_id {
            check(
                id,
                "zone_id",
                Some(target.as_resource()),
                topology.route53_zone.contains_key(target),
            );
        }
    }
}
