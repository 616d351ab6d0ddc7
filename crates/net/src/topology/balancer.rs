//! Load balancers, listeners and targets.

use super::Tags;
use super::record::record;
use crate::id::{
    AccountId, LbId, LbTargetGroupId, NetworkInterfaceId, SecurityGroupId, SubnetId, VpcId,
};
use std::net::IpAddr;

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
        /// The node's interface, where it is listed.
        pub network_interface_id: Option<NetworkInterfaceId>,
    }
}

record! {
    /// A port a load balancer listens on.
    pub struct LbListener {
        /// The load balancer.
        pub load_balancer_arn: Option<LbId>,
        /// The port.
        pub port: Option<u16>,
        /// `TCP`, `UDP`, `TCP_UDP`, `TLS`, ...
        pub protocol: Option<String>,
        /// What it does with a connection.
        pub default_action: Vec<ListenerAction>,
    }
}

record! {
    /// What a listener does with a connection.
    pub struct ListenerAction {
        /// `forward`, ...
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        pub type_: Option<String>,
        /// Where it forwards to.
        pub target_group_arn: Option<LbTargetGroupId>,
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
        /// `true` or `false`.
        pub preserve_client_ip: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
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

impl LbTargetGroupAttachment {
    /// Whether the target takes new connections; one whose health nobody said does.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.state
            .as_deref()
            .is_none_or(|state| state.eq_ignore_ascii_case("healthy"))
    }
}
