//! Security groups and network ACLs.

use super::Tags;
use super::record::record;
use crate::id::{AccountId, PrefixListId, SecurityGroupId, SubnetId, VpcId};
use ipnet::IpNet;

record! {
    /// A security group: allow rules only, stateful. No egress rules means nothing may leave.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    pub struct SecurityGroup {
        /// Its group name.
        pub name: Option<String>,
        /// Its description.
        pub description: Option<String>,
        /// The VPC it belongs to.
        pub vpc_id: Option<VpcId>,
        /// What may come in.
        pub ingress: Vec<SecurityGroupRule>,
        /// What may go out.
        pub egress: Vec<SecurityGroupRule>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// One rule: a protocol, ports, and the peers it is for.
    pub struct SecurityGroupRule {
        /// `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all.
        pub protocol: Option<String>,
        /// First port, or ICMP type; absent or -1 is all.
        pub from_port: Option<i32>,
        /// Last port, or ICMP code; absent or -1 is all.
        pub to_port: Option<i32>,
        /// IPv4 peers.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub cidr_blocks: Vec<IpNet>,
        /// IPv6 peers.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub ipv6_cidr_blocks: Vec<IpNet>,
        /// Peers by prefix list.
        pub prefix_list_ids: Vec<PrefixListId>,
        /// Peers by the group their interfaces carry.
        pub security_groups: Vec<SecurityGroupId>,
        /// Whether members of this very group are peers.
        #[cfg_attr(feature = "schema", schemars(rename = "self"))]
        pub self_: Option<bool>,
        /// What it is for.
        pub description: Option<String>,
    }
}

record! {
    /// A network ACL: stateless, first match wins, and what matches nothing is denied.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>
    pub struct NetworkAcl {
        /// The VPC it belongs to.
        pub vpc_id: Option<VpcId>,
        /// The subnets it guards.
        pub subnet_ids: Vec<SubnetId>,
        /// Whether it guards the subnets that name none.
        pub is_default: Option<bool>,
        /// Entries for what comes in.
        pub ingress: Vec<AclEntry>,
        /// Entries for what goes out.
        pub egress: Vec<AclEntry>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// One numbered entry of a network ACL.
    pub struct AclEntry {
        /// Its number; the lowest matching one decides.
        pub rule_no: Option<u32>,
        /// `allow` or `deny`.
        pub action: Option<String>,
        /// As in a security group rule.
        pub protocol: Option<String>,
        /// First port; absent is all.
        pub from_port: Option<i32>,
        /// Last port; absent is all.
        pub to_port: Option<i32>,
        /// The IPv4 peers.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub cidr_block: Option<IpNet>,
        /// The IPv6 peers.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ipv6_cidr_block: Option<IpNet>,
        /// ICMP type; -1 is all.
        pub icmp_type: Option<i32>,
        /// ICMP code; -1 is all.
        pub icmp_code: Option<i32>,
    }
}
