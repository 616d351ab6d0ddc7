//! Route tables and prefix lists.

use super::Tags;
use super::record::record;
use crate::id::{AccountId, PrefixListId, ResourceId, RouteTableId, SubnetId, VpcId};
use ipnet::IpNet;

record! {
    /// A route table. The `local` routes are implied by the VPC's ranges and need not be listed.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>
    pub struct RouteTable {
        /// The VPC it belongs to.
        pub vpc_id: Option<VpcId>,
        /// Its routes.
        pub route: Vec<Route>,
        /// Virtual private gateways that propagate into it.
        pub propagating_vgws: Vec<ResourceId>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// One route: a destination and where it leads. Exactly one of each is set.
    pub struct Route {
        /// An IPv4 destination.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub cidr_block: Option<IpNet>,
        /// An IPv6 destination.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ipv6_cidr_block: Option<IpNet>,
        /// A prefix list as destination.
        pub destination_prefix_list_id: Option<PrefixListId>,
        /// An internet or virtual private gateway, `local`, or a VPC endpoint.
        pub gateway_id: Option<ResourceId>,
        /// A NAT gateway.
        pub nat_gateway_id: Option<ResourceId>,
        /// A Gateway Load Balancer endpoint.
        pub vpc_endpoint_id: Option<ResourceId>,
        /// An interface, of an appliance.
        pub network_interface_id: Option<ResourceId>,
        /// A transit gateway.
        pub transit_gateway_id: Option<ResourceId>,
        /// A peering connection.
        pub vpc_peering_connection_id: Option<ResourceId>,
        /// An egress-only internet gateway.
        pub egress_only_gateway_id: Option<ResourceId>,
        /// `active`, or `blackhole` where the target is gone.
        pub state: Option<String>,
        /// `CreateRoute`, or `EnableVgwRoutePropagation` for a propagated one.
        pub origin: Option<String>,
    }
}

record! {
    /// Says which route table a subnet (or, as edge association, a gateway) uses.
    pub struct RouteTableAssociation {
        /// The table.
        pub route_table_id: Option<RouteTableId>,
        /// The subnet.
        pub subnet_id: Option<SubnetId>,
        /// The internet or virtual private gateway.
        pub gateway_id: Option<ResourceId>,
    }
}

record! {
    /// A named list of ranges.
    pub struct PrefixList {
        /// Such as `com.amazonaws.ap-northeast-1.s3`.
        pub name: Option<String>,
        /// The ranges.
        pub entry: Vec<PrefixListEntry>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// One range of a prefix list.
    pub struct PrefixListEntry {
        /// The range.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub cidr: Option<IpNet>,
        /// What it is for.
        pub description: Option<String>,
    }
}
