//! What is wrong with a document, and where. The sound rest is simulated all the same.

use super::{EndpointType, Topology};
use crate::id::ResourceId;
use crate::lang::Says;
use ipnet::IpNet;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// What kind of wrong.
    pub code: FindingCode,
    /// The resource it is about.
    pub resource: ResourceId,
    /// What exactly, in English: attribute and value.
    pub notes: Vec<String>,
}

macro_rules! finding_codes {
    ($($name:ident $text:literal $en:literal $ja:literal)*) => {
        /// Kinds of findings: what AWS's control plane would refuse.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FindingCode {
            $(#[doc = $en] $name,)*
        }

        impl FindingCode {
            /// The code as it is written in reports.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// One sentence that says what it means.
            #[must_use]
            pub const fn says(self) -> Says {
                match self { $(Self::$name => Says { en: $en, ja: $ja },)* }
            }
        }
    };
}

finding_codes! {
    DanglingReference "CFG_DANGLING_REFERENCE" "It refers to something the topology does not hold." "トポロジーにないものを参照しています。"
    CidrSize "CFG_CIDR_SIZE" "A VPC or subnet range must be /16 to /28." "VPC とサブネットの範囲は /16 から /28 です。"
    CidrOverlap "CFG_CIDR_OVERLAP" "Two ranges overlap that must not." "重なってはならない範囲が重なっています。"
    SubnetOutsideVpc "CFG_SUBNET_OUTSIDE_VPC" "The subnet's range lies outside its VPC's." "サブネットの範囲が VPC の範囲外です。"
    ReservedIp "CFG_RESERVED_IP" "The address is one AWS keeps: the first four of a subnet and the last." "サブネットの先頭 4 つと末尾のアドレスは AWS が予約しています。"
    AddressOutsideSubnet "CFG_ADDRESS_OUTSIDE_SUBNET" "The address lies outside its subnet." "アドレスがサブネットの範囲外です。"
    DupSubnetAz "CFG_DUP_SUBNET_AZ" "An interface endpoint takes one subnet an Availability Zone." "インターフェイスエンドポイントは、ゾーンごとに 1 つのサブネットだけを使えます。"
    PrivateDnsAttrs "CFG_PRIVATE_DNS_ATTRS" "Private DNS needs enableDnsSupport and enableDnsHostnames." "プライベート DNS には enableDnsSupport と enableDnsHostnames の両方が必要です。"
    PrivateDnsConflict "CFG_PRIVATE_DNS_CONFLICT" "Another endpoint or zone of the VPC has the same name." "同じ名前のエンドポイントまたはゾーンが VPC にあります。"
    PrivateDnsNotProvided "CFG_PRIVATE_DNS_NOT_PROVIDED" "The service provides no private DNS name." "サービスにプライベート DNS 名がありません。"
    ServiceNotFound "CFG_SERVICE_NOT_FOUND" "The topology holds no endpoint service of that name." "その名前のエンドポイントサービスがありません。"
}

impl Serialize for FindingCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Topology {
    /// Everything that is wrong, in a stable order.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        dangling(self, &mut findings);
        ranges(self, &mut findings);
        addresses(self, &mut findings);
        endpoints(self, &mut findings);
        findings.sort();
        findings.dedup();
        findings
    }
}

fn finding(code: FindingCode, resource: &ResourceId, note: String) -> Finding {
    Finding {
        code,
        resource: resource.clone(),
        notes: vec![note],
    }
}

/// References to what is not there.
fn dangling(topology: &Topology, findings: &mut Vec<Finding>) {
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

/// Sizes and overlaps of VPC and subnet ranges (R1.1, R1.2, R1.4).
fn ranges(topology: &Topology, findings: &mut Vec<Finding>) {
    let bad_size =
        |range: &IpNet| matches!(range, IpNet::V4(net) if !(16..=28).contains(&net.prefix_len()));
    for (id, vpc) in &topology.vpc {
        for range in vpc.ranges().filter(bad_size) {
            findings.push(finding(
                FindingCode::CidrSize,
                id.as_resource(),
                range.to_string(),
            ));
        }
    }
    let mut siblings: BTreeMap<&crate::id::VpcId, Vec<(&ResourceId, IpNet)>> = BTreeMap::new();
    for (id, subnet) in &topology.subnet {
        let (Some(vpc_id), Some(range)) = (&subnet.vpc_id, subnet.cidr_block) else {
            continue;
        };
        let range = range.trunc();
        if bad_size(&range) {
            findings.push(finding(
                FindingCode::CidrSize,
                id.as_resource(),
                range.to_string(),
            ));
        }
        if let Some(vpc) = topology.vpc.get(vpc_id)
            && vpc.cidr_block.is_some()
            && !vpc.ranges().any(|outer| outer.contains(&range))
        {
            findings.push(finding(
                FindingCode::SubnetOutsideVpc,
                id.as_resource(),
                range.to_string(),
            ));
        }
        siblings
            .entry(vpc_id)
            .or_default()
            .push((id.as_resource(), range));
    }
    for subnets in siblings.into_values() {
        overlaps(subnets, findings);
    }
}

/// Ranges that overlap: each with the smallest one that holds it. Two ranges are apart or one
/// holds the other, so that in order of their first address the holders are a stack.
fn overlaps(mut ranges: Vec<(&ResourceId, IpNet)>, findings: &mut Vec<Finding>) {
    ranges.sort_by_key(|(id, range)| (range.network(), range.prefix_len(), *id));
    let mut holders: Vec<(&ResourceId, IpNet)> = Vec::new();
    for (id, range) in ranges {
        while holders.pop_if(|(_, its)| !its.contains(&range)).is_some() {}
        if let Some((other, its)) = holders.last() {
            findings.push(finding(
                FindingCode::CidrOverlap,
                id,
                format!("{range} and {its} of {other}"),
            ));
        }
        holders.push((id, range));
    }
}

/// Addresses of interfaces and instances that their subnet cannot give (R1.4).
fn addresses(topology: &Topology, findings: &mut Vec<Finding>) {
    let listed = topology
        .network_interface
        .iter()
        .map(|(id, it)| (id.as_resource(), &it.subnet_id, it.private_ip));
    let of_instances = topology
        .instance
        .iter()
        .map(|(id, it)| (id.as_resource(), &it.subnet_id, it.private_ip));
    for (id, subnet, address) in listed.chain(of_instances) {
        let (Some(subnet), Some(address)) = (subnet, address) else {
            continue;
        };
        let Some(range) = topology.subnet.get(subnet).and_then(|it| it.cidr_block) else {
            continue;
        };
        let range = range.trunc();
        if !range.contains(&address) {
            findings.push(finding(
                FindingCode::AddressOutsideSubnet,
                id,
                format!("{address} and {range}"),
            ));
        } else if is_reserved(range, address) {
            findings.push(finding(FindingCode::ReservedIp, id, address.to_string()));
        }
    }
}

/// Whether an address is one of the five of its subnet that AWS keeps.
#[must_use]
pub fn is_reserved(range: IpNet, address: std::net::IpAddr) -> bool {
    match (range, address) {
        (IpNet::V4(range), std::net::IpAddr::V4(address)) => {
            let offset = u32::from(address).wrapping_sub(u32::from(range.network()));
            offset < 4 || address == range.broadcast()
        }
        (IpNet::V6(range), std::net::IpAddr::V6(address)) => {
            let offset = u128::from(address).wrapping_sub(u128::from(range.network()));
            offset < 4 || address == range.broadcast()
        }
        _ => false,
    }
}

/// Interface endpoints that AWS would refuse (R2.2, R4.15).
fn endpoints(topology: &Topology, findings: &mut Vec<Finding>) {
    let mut private_names: BTreeMap<(&crate::id::VpcId, String), &ResourceId> = BTreeMap::new();
    for (id, endpoint) in &topology.vpc_endpoint {
        if endpoint.kind() != EndpointType::Interface {
            continue;
        }
        let mut zones = BTreeMap::new();
        for subnet_id in &endpoint.subnet_ids {
            let zone = topology
                .subnet
                .get(subnet_id)
                .and_then(|it| it.availability_zone.as_ref());
            if let Some(zone) = zone
                && let Some(other) = zones.insert(zone, subnet_id)
            {
                findings.push(finding(
                    FindingCode::DupSubnetAz,
                    id.as_resource(),
                    format!("{other} and {subnet_id} are both in {zone}"),
                ));
            }
        }
        let service_name = endpoint.service_name.as_deref().unwrap_or_default();
        if endpoint.private_dns_enabled == Some(true)
            && let Some(vpc_id) = &endpoint.vpc_id
            && let Some(vpc) = topology.vpc.get(vpc_id)
        {
            if vpc.private_zones_apply() == Some(false) {
                findings.push(finding(
                    FindingCode::PrivateDnsAttrs,
                    id.as_resource(),
                    vpc_id.to_string(),
                ));
            }
            let names = topology.private_names_of(endpoint);
            if names.is_empty() && !service_name.is_empty() {
                findings.push(finding(
                    FindingCode::PrivateDnsNotProvided,
                    id.as_resource(),
                    service_name.to_owned(),
                ));
            }
            for name in names {
                if let Some(other) = private_names.insert((vpc_id, name.clone()), id.as_resource())
                {
                    findings.push(finding(
                        FindingCode::PrivateDnsConflict,
                        id.as_resource(),
                        format!("{name}, as {other}"),
                    ));
                }
            }
        }
        let is_custom = service_name.contains("vpce-svc-");
        if is_custom && topology.service_named(service_name).is_none() {
            findings.push(finding(
                FindingCode::ServiceNotFound,
                id.as_resource(),
                service_name.to_owned(),
            ));
        }
    }
}
