//! Load balancers and targets.

use super::record::record;
use super::{Tags, is_unknown};
use crate::id::{
    AccountId, LbTargetGroupId, NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId, VpcId,
};
use std::net::{IpAddr, Ipv4Addr};

record! {
    /// A load balancer. <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html>
    pub struct Lb {
        /// Its name, which works wherever its id does.
        pub name: Option<String>,
        /// `network`, `gateway` or `application`.
        pub load_balancer_type: Option<String>,
        /// Whether it has private addresses only.
        pub internal: Option<bool>,
        /// Its VPC.
        pub vpc_id: Option<VpcId>,
        /// The subnets it has a node in.
        pub subnets: Vec<SubnetId>,
        /// The same with each node's address.
        pub subnet_mapping: Vec<SubnetMapping>,
        /// Its groups; a Network Load Balancer may have none.
        pub security_groups: Vec<SecurityGroupId>,
        /// `on` (the default) or `off`.
        pub enforce_security_group_inbound_rules_on_private_link_traffic: Option<String>,
        /// Whether a node sends to targets of other zones. Default false.
        pub enable_cross_zone_load_balancing: Option<bool>,
        /// Its name in DNS.
        pub dns_name: Option<String>,
        /// `active` where nothing is said.
        pub state: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

impl Lb {
    /// Whether it is an Application Load Balancer.
    #[must_use]
    pub fn is_application(&self) -> bool {
        let kind = self.load_balancer_type.as_deref();
        kind.is_some_and(|it| it.eq_ignore_ascii_case("application"))
    }

    /// Whether its nodes send to targets of other zones, where their group says nothing else. An
    /// Application Load Balancer's do, the others' where that is turned on; `None` where nobody
    /// knows.
    #[must_use]
    pub fn crosses_zones(&self) -> Option<bool> {
        match self.enable_cross_zone_load_balancing {
            _ if self.is_application() => Some(true),
            None if is_unknown(&self.more, &["enable_cross_zone_load_balancing"]) => None,
            said => Some(said == Some(true)),
        }
    }
}

record! {
    /// A node of a load balancer.
    pub struct SubnetMapping {
        /// The node's subnet.
        pub subnet_id: Option<SubnetId>,
        /// The node's address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub private_ipv4_address: Option<IpAddr>,
        /// The node's IPv6 address, of a dual-stack load balancer.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ipv6_address: Option<IpAddr>,
        /// The node's public address, of a load balancer that faces the internet.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub public_ip: Option<Ipv4Addr>,
        /// The allocation of the Elastic IP that is its public address.
        pub allocation_id: Option<ResourceId>,
        /// The node's interface, where it is listed.
        pub network_interface_id: Option<NetworkInterfaceId>,
    }
}

record! {
    /// A group of targets.
    pub struct LbTargetGroup {
        /// Its name.
        pub name: Option<String>,
        /// Its VPC.
        pub vpc_id: Option<VpcId>,
        /// The protocol spoken to targets.
        pub protocol: Option<String>,
        /// The port of targets that name none.
        pub port: Option<u16>,
        /// `instance` (the default), `ip` or `alb`.
        pub target_type: Option<String>,
        /// `ipv4` (the default) or `ipv6`: how its targets are spoken to.
        pub ip_address_type: Option<String>,
        /// `true`, `false` or `use_load_balancer_configuration` (the default).
        pub load_balancing_cross_zone_enabled: Option<String>,
        /// `true` or `false`.
        pub preserve_client_ip: Option<String>,
        /// How its targets are checked.
        pub health_check: Option<HealthCheck>,
        /// Whether a target that the check cannot reach (groups, network ACLs, a stopped instance, a
        /// closed port) is unhealthy, whatever its `state` says. Ours; without it health is what
        /// `state` says.
        pub derive_health: Option<bool>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// How the targets of a group are checked.
    pub struct HealthCheck {
        /// A port, or `traffic-port` (the default): the target's own.
        pub port: Option<String>,
    }
}

record! {
    /// A target registered with a group.
    pub struct LbTargetGroupAttachment {
        /// The group.
        pub target_group_arn: Option<LbTargetGroupId>,
        /// An instance id or an address.
        pub target_id: Option<String>,
        /// Its port, where it differs from the group's.
        pub port: Option<u16>,
        /// Its zone, for an address outside the VPC.
        pub availability_zone: Option<String>,
        /// Health: `healthy` where nothing is said.
        pub state: Option<String>,
        /// AWS's reason for that health.
        pub reason: Option<String>,
    }
}

impl LbTargetGroup {
    /// Whether the nodes of a load balancer send to this group's targets of other zones; `None`
    /// where nobody knows.
    #[must_use]
    pub fn crosses_zones(&self, balancer: &Lb) -> Option<bool> {
        match self.load_balancing_cross_zone_enabled.as_deref() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            None if is_unknown(&self.more, &["load_balancing_cross_zone_enabled"]) => None,
            _ => balancer.crosses_zones(),
        }
    }
}

impl LbTargetGroupAttachment {
    /// Whether the target takes new connections; one whose health nobody said does.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.state
            .as_deref()
            .is_none_or(|state| state.eq_ignore_ascii_case("healthy"))
    }
}
