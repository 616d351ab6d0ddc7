//! VPCs and subnets.

use super::record::record;
use super::{Setting, Tags};
use crate::id::{AccountId, NetworkAclId, RouteTableId, SecurityGroupId, VpcId};
use ipnet::IpNet;

record! {
    /// A virtual private cloud. <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    pub struct Vpc {
        /// The primary IPv4 range, /16 to /28; the resolver answers at its base + 2.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub cidr_block: Option<IpNet>,
        /// Ranges added later (Terraform: `vpc_ipv4_cidr_block_association`, `vpc_ipv6_…`).
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub secondary_cidr_blocks: Vec<IpNet>,
        /// The IPv6 range.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ipv6_cidr_block: Option<IpNet>,
        /// Whether the resolver answers. AWS's default is true.
        pub enable_dns_support: Setting<bool>,
        /// Whether private hosted zones and private DNS apply. AWS's default is false.
        pub enable_dns_hostnames: Setting<bool>,
        /// The table of subnets that name none.
        pub main_route_table_id: Option<RouteTableId>,
        /// The network ACL of subnets that name none.
        pub default_network_acl_id: Option<NetworkAclId>,
        /// The group of interfaces that name none.
        pub default_security_group_id: Option<SecurityGroupId>,
        /// The DHCP option set.
        pub dhcp_options_id: Option<String>,
        /// The Region, such as `ap-northeast-1`.
        pub region: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A range of a VPC in one Availability Zone. <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    pub struct Subnet {
        /// The VPC it belongs to.
        pub vpc_id: Option<VpcId>,
        /// Its IPv4 range; the first four addresses and the last are AWS's.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub cidr_block: Option<IpNet>,
        /// Its IPv6 range, a /64.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ipv6_cidr_block: Option<IpNet>,
        /// The zone's name, which is each account's own, such as `ap-northeast-1a`.
        pub availability_zone: Option<String>,
        /// The zone's id, the same for all accounts, such as `apne1-az4`.
        pub availability_zone_id: Option<String>,
        /// Whether the resolver makes IPv6 answers out of IPv4 ones for the subnet's hosts.
        /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html>
        pub enable_dns64: Option<bool>,
        /// Whether instances get a public address by default.
        pub map_public_ip_on_launch: Option<bool>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

impl Vpc {
    /// All its ranges, canonical: the primary one, later ones, IPv6 (R1.1).
    pub fn ranges(&self) -> impl Iterator<Item = IpNet> + '_ {
        self.cidr_block
            .iter()
            .chain(&self.secondary_cidr_blocks)
            .chain(&self.ipv6_cidr_block)
            .map(IpNet::trunc)
    }
}

impl Vpc {
    /// Whether private hosted zones and private DNS apply: both DNS attributes are on (R4.7).
    /// `None` where an attribute is unknown and decides.
    #[must_use]
    pub fn private_zones_apply(&self) -> Option<bool> {
        let support = self.enable_dns_support.known_or(true);
        let hostnames = self.enable_dns_hostnames.known_or(false);
        match (support, hostnames) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }
}
