//! Gateways and other ways out of a VPC.

use super::record::record;
use super::{Subnet, Tags};
use crate::id::{AccountId, NetworkInterfaceId, ResourceId, RouteTableId, SubnetId, VpcId};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr};

record! {
    /// An internet gateway. <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    pub struct InternetGateway {
        /// The VPC it is attached to.
        pub vpc_id: Option<VpcId>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A way out for IPv6 only, closed to what comes from the internet.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
    pub struct EgressOnlyInternetGateway {
        /// The VPC it is attached to.
        pub vpc_id: Option<VpcId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A NAT gateway. <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    pub struct NatGateway {
        /// The subnet it lives in.
        pub subnet_id: Option<SubnetId>,
        /// `public` (the default) or `private`.
        pub connectivity_type: Option<String>,
        /// Its private address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub private_ip: Option<IpAddr>,
        /// Its Elastic IP address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub public_ip: Option<Ipv4Addr>,
        /// The Elastic IP's allocation.
        pub allocation_id: Option<ResourceId>,
        /// Its interface.
        pub network_interface_id: Option<NetworkInterfaceId>,
        /// Further private addresses it sends from.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub secondary_private_ip_addresses: Vec<IpAddr>,
        /// `zonal` (the default), or `regional`: one gateway for all zones, in no subnet.
        /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>
        pub availability_mode: Option<String>,
        /// The VPC of a regional one.
        pub vpc_id: Option<VpcId>,
        /// The table of a regional one, which AWS makes with a route to the internet gateway.
        pub route_table_id: Option<RouteTableId>,
        /// The zones a regional one serves where they are chosen by hand; none where AWS chooses.
        pub availability_zone_address: Vec<NatZone>,
        /// The public addresses of a regional one, which AWS gives it in each of its zones.
        pub regional_nat_gateway_address: Vec<NatAddress>,
        /// `available` where nothing is said.
        pub state: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A zone of a regional NAT gateway.
    pub struct NatZone {
        /// The zone's name.
        pub availability_zone: Option<String>,
        /// The zone's id.
        pub availability_zone_id: Option<String>,
        /// Its Elastic IP addresses' allocations.
        pub allocation_ids: Vec<ResourceId>,
    }
}

impl NatGateway {
    /// Whether it serves all zones of its VPC and stands in no subnet.
    #[must_use]
    pub fn is_regional(&self) -> bool {
        let mode = self.availability_mode.as_deref();
        mode.is_some_and(|mode| mode.eq_ignore_ascii_case("regional"))
    }
}

record! {
    /// A public address of a regional NAT gateway.
    pub struct NatAddress {
        /// The zone's name.
        pub availability_zone: Option<String>,
        /// The zone's id.
        pub availability_zone_id: Option<String>,
        /// The Elastic IP's allocation.
        pub allocation_id: Option<ResourceId>,
        /// The address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub public_ip: Option<Ipv4Addr>,
    }
}

impl NatZone {
    /// Whether it is the zone of a subnet.
    #[must_use]
    pub fn holds(&self, subnet: &Subnet) -> bool {
        is_zone_of(&self.availability_zone, &self.availability_zone_id, subnet)
    }
}

impl NatAddress {
    /// Whether it is for the zone of a subnet.
    #[must_use]
    pub fn serves(&self, subnet: &Subnet) -> bool {
        is_zone_of(&self.availability_zone, &self.availability_zone_id, subnet)
    }
}

fn is_zone_of(name: &Option<String>, id: &Option<String>, subnet: &Subnet) -> bool {
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    same(name, &subnet.availability_zone) || same(id, &subnet.availability_zone_id)
}

record! {
    /// A peering of two VPCs.
    pub struct VpcPeeringConnection {
        /// The requester's VPC.
        pub vpc_id: Option<VpcId>,
        /// The accepter's VPC.
        pub peer_vpc_id: Option<VpcId>,
        /// The accepter's Region.
        pub peer_region: Option<String>,
        /// `active` where nothing is said.
        pub accept_status | status: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A virtual private gateway: where VPN and Direct Connect enter a VPC.
    pub struct VpnGateway {
        /// The VPC it is attached to.
        pub vpc_id: Option<VpcId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A transit gateway. <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
    pub struct TransitGateway {
        /// `enable` or `disable` (the default): whether inbound rules may name groups of other
        /// attached VPCs.
        pub security_group_referencing_support: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A VPC attached to a transit gateway, by one subnet a zone.
    pub struct TransitGatewayVpcAttachment {
        /// The transit gateway.
        pub transit_gateway_id: Option<ResourceId>,
        /// The VPC.
        pub vpc_id: Option<VpcId>,
        /// The subnets it has an interface in.
        pub subnet_ids: Vec<SubnetId>,
        /// `enable` or `disable` (the default).
        pub appliance_mode_support: Option<String>,
        /// `enable` (the default) or `disable`: whether the VPC takes part in that of its gateway.
        pub security_group_referencing_support: Option<String>,
        /// `enable` or `disable` (the default): whether the VPC's IPv6 ranges are propagated. It
        /// filters no packets.
        pub ipv6_support: Option<String>,
        /// `available` where nothing is said.
        pub state: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

impl TransitGatewayVpcAttachment {
    /// Whether it keeps both ways of a flow in one zone.
    #[must_use]
    pub fn has_appliance_mode(&self) -> bool {
        self.appliance_mode_support.as_deref() == Some("enable")
    }
}

record! {
    /// A peering of two transit gateways, of one Region or two. Its routes are static.
    /// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
    pub struct TransitGatewayPeeringAttachment {
        /// The requester's transit gateway.
        pub transit_gateway_id: Option<ResourceId>,
        /// The accepter's transit gateway.
        pub peer_transit_gateway_id: Option<ResourceId>,
        /// The accepter's Region.
        pub peer_region: Option<String>,
        /// The accepter's account.
        pub peer_account_id: Option<AccountId>,
        /// `available` where nothing is said.
        pub state: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A route table of a transit gateway.
    pub struct TransitGatewayRouteTable {
        /// The transit gateway.
        pub transit_gateway_id: Option<ResourceId>,
        /// Its routes.
        pub route: Vec<TransitGatewayRoute>,
        /// Attachments whose traffic it routes.
        pub associations: Vec<ResourceId>,
        /// Attachments whose ranges are routes of it.
        pub propagations: Vec<ResourceId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// One route of a transit gateway.
    pub struct TransitGatewayRoute {
        /// The destination.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub destination_cidr_block: Option<IpNet>,
        /// The attachment it leads to.
        pub transit_gateway_attachment_id: Option<ResourceId>,
        /// Whether it drops.
        pub blackhole: Option<bool>,
        /// `static` (the default) or `propagated`.
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        pub type_: Option<String>,
    }
}
