//! References to what the document does not hold.

use super::{Finding, FindingCode, finding};
use crate::id::ResourceId;
use crate::topology::{Resources, Topology};

/// References to what is not there.
pub(super) fn dangling(topology: &Topology, findings: &mut Vec<Finding>) {
    let mut check = Checking { findings };
    let t = topology;
    for (id, it) in &t.subnet {
        check.all(id, "vpc_id", &it.vpc_id, &t.vpc);
    }
    for (id, it) in &t.route_table {
        check.all(id, "vpc_id", &it.vpc_id, &t.vpc);
        for route in &it.route {
            let gateways = route.nat_gateway_id.iter().cloned().map(Into::into);
            check.all(
                id,
                "nat_gateway_id",
                &gateways.collect::<Vec<_>>(),
                &t.nat_gateway,
            );
        }
    }
    for (id, it) in &t.route_table_association {
        check.all(id, "subnet_id", &it.subnet_id, &t.subnet);
        check.all(id, "route_table_id", &it.route_table_id, &t.route_table);
        if let Some(gateway) = &it.gateway_id
            && !t.internet_gateway.contains_key(gateway.as_str())
            && !t.vpn_gateway.contains_key(gateway)
        {
            check.found(&id.clone(), "gateway_id", gateway);
        }
    }
    for (id, it) in &t.network_interface {
        check.all(id, "subnet_id", &it.subnet_id, &t.subnet);
        check.all(
            id,
            "security_groups",
            &it.security_groups,
            &t.security_group,
        );
    }
    for (id, it) in &t.instance {
        check.all(id, "subnet_id", &it.subnet_id, &t.subnet);
        let groups = &it.vpc_security_group_ids;
        check.all(id, "vpc_security_group_ids", groups, &t.security_group);
    }
    for (id, it) in &t.vpc_endpoint {
        check.all(id, "vpc_id", &it.vpc_id, &t.vpc);
        check.all(id, "subnet_ids", &it.subnet_ids, &t.subnet);
        check.all(
            id,
            "security_group_ids",
            &it.security_group_ids,
            &t.security_group,
        );
        check.all(id, "route_table_ids", &it.route_table_ids, &t.route_table);
        let interfaces = &it.network_interface_ids;
        check.all(
            id,
            "network_interface_ids",
            interfaces,
            &t.network_interface,
        );
    }
    for (id, it) in &t.vpc_endpoint_service {
        let balancers = &it.network_load_balancer_arns;
        check.all(id, "network_load_balancer_arns", balancers, &t.lb);
        let balancers = &it.gateway_load_balancer_arns;
        check.all(id, "gateway_load_balancer_arns", balancers, &t.lb);
    }
    balancers(t, &mut check);
    for (id, it) in &t.nat_gateway {
        check.all(id, "subnet_id", &it.subnet_id, &t.subnet);
    }
    for (id, it) in &t.internet_gateway {
        check.all(id, "vpc_id", &it.vpc_id, &t.vpc);
    }
    for (id, it) in &t.egress_only_internet_gateway {
        check.all(id, "vpc_id", &it.vpc_id, &t.vpc);
    }
    for (id, it) in &t.vpc_block_public_access_exclusion {
        check.all(id, "vpc_id", &it.vpc_id, &t.vpc);
        check.all(id, "subnet_id", &it.subnet_id, &t.subnet);
    }
    for (id, it) in &t.route53_zone {
        for place in &it.vpc {
            check.all(id, "vpc", &place.vpc_id, &t.vpc);
        }
    }
    for (id, it) in &t.route53_record {
        check.all(id, "zone_id", &it.zone_id, &t.route53_zone);
    }
}

fn balancers(t: &Topology, check: &mut Checking<'_>) {
    for (id, it) in &t.lb {
        check.all(id, "subnets", &it.subnets, &t.subnet);
        check.all(
            id,
            "security_groups",
            &it.security_groups,
            &t.security_group,
        );
    }
    for (id, it) in &t.lb_listener {
        check.all(id, "load_balancer_arn", &it.load_balancer_arn, &t.lb);
        for action in &it.default_action {
            let groups = action.target_groups();
            check.all(id, "target_group_arn", groups, &t.lb_target_group);
        }
    }
    for (id, it) in &t.lb_listener_rule {
        check.all(id, "listener_arn", &it.listener_arn, &t.lb_listener);
        for action in &it.action {
            let groups = action.target_groups();
            check.all(id, "target_group_arn", groups, &t.lb_target_group);
        }
    }
    for (id, it) in &t.lb_target_group_attachment {
        check.all(
            id,
            "target_group_arn",
            &it.target_group_arn,
            &t.lb_target_group,
        );
        let address = |text: &str| text.parse::<std::net::IpAddr>().is_ok();
        if let Some(target) = it.target_id.as_deref().filter(|text| !address(text))
            && !t.instance.contains_key(target)
            && !t.lb.contains_key(target)
        {
            check.found(id, "target_id", &target.into());
        }
    }
}

struct Checking<'a> {
    findings: &'a mut Vec<Finding>,
}

impl Checking<'_> {
    /// Reports the targets of an attribute that their map does not hold.
    fn all<'t, Id, T, V>(
        &mut self,
        resource: &Id,
        attribute: &str,
        targets: impl IntoIterator<Item = &'t T>,
        there: &Resources<T, V>,
    ) where
        Id: Clone + Into<ResourceId>,
        T: Ord + Clone + Into<ResourceId> + 't,
    {
        for target in targets {
            if !there.contains_key(target) {
                let target = target.clone().into();
                self.found(&resource.clone().into(), attribute, &target);
            }
        }
    }

    fn found(&mut self, resource: &ResourceId, attribute: &str, target: &ResourceId) {
        let note = format!("{attribute}: {target}");
        let code = FindingCode::DanglingReference;
        self.findings.push(finding(code, resource, note));
    }
}
