//! Network interfaces, the instances behind them and their public addresses.

use super::record::record;
use super::{Setting, Tags};
use crate::id::{AccountId, InstanceId, NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId};
use std::net::{IpAddr, Ipv4Addr};

record! {
    /// An elastic network interface. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html>
    pub struct NetworkInterface {
        /// The subnet its addresses come from.
        pub subnet_id: Option<SubnetId>,
        /// The primary private address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub private_ip: Option<IpAddr>,
        /// All private IPv4 addresses, the primary first.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub private_ips: Vec<IpAddr>,
        /// IPv6 addresses.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub ipv6_addresses: Vec<IpAddr>,
        /// The public address an internet gateway maps to the primary one.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub public_ip: Option<Ipv4Addr>,
        /// The groups that guard it.
        pub security_groups: Vec<SecurityGroupId>,
        /// Whether it drops what is not addressed to or from itself. Default true.
        pub source_dest_check: Option<bool>,
        /// `interface`, `vpc_endpoint`, `network_load_balancer`, `nat_gateway`, ...
        pub interface_type: Option<String>,
        /// Whether a service made it and its owner may not change it.
        pub requester_managed: Option<bool>,
        /// Whether internet gateways refuse it both ways.
        pub deny_all_igw_traffic: Option<bool>,
        /// The instance it is attached to.
        pub attachment: Option<Attachment>,
        /// AWS's description, which names the maker of a managed interface.
        pub description: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
        /// `in-use`, `available`; another where an interface of a partial endpoint is down.
        pub status: Option<String>,
    }
}

record! {
    /// Where a network interface is plugged in.
    pub struct Attachment {
        /// The instance.
        pub instance: Option<InstanceId>,
        /// 0 is the primary interface.
        pub device_index: Option<u32>,
    }
}

record! {
    /// An EC2 instance: a vantage, and what answers behind a load balancer.
    pub struct Instance {
        /// The subnet of its primary interface.
        pub subnet_id: Option<SubnetId>,
        /// The primary private address, where no interface is listed.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub private_ip: Option<IpAddr>,
        /// IPv6 addresses, where no interface is listed.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub ipv6_addresses: Vec<IpAddr>,
        /// The public address, where no interface is listed.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub public_ip: Option<Ipv4Addr>,
        /// The groups of its primary interface, where none is listed.
        pub vpc_security_group_ids: Vec<SecurityGroupId>,
        /// Its primary interface.
        pub primary_network_interface_id: Option<NetworkInterfaceId>,
        /// As on an interface. Default true.
        pub source_dest_check: Option<bool>,
        /// `running` unless said otherwise.
        pub instance_state: Option<String>,
        /// What it does, as an appliance, with packets that are not addressed to it: `pass` (where
        /// nothing is said), `drop`, or `nat` for a NAT instance; `null` where that is not known.
        /// Sightline's own; AWS does not know it.
        pub appliance: Setting<String>,
        /// Ports nobody listens on. Sightline's own; AWS does not know it.
        pub closed_ports: Vec<u16>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// An Elastic IP address.
    pub struct Eip {
        /// The address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub public_ip: Option<Ipv4Addr>,
        /// The instance it is associated with.
        pub instance: Option<InstanceId>,
        /// The interface it is associated with.
        pub network_interface: Option<NetworkInterfaceId>,
        /// `eipalloc-…`, where the map is keyed otherwise.
        pub allocation_id: Option<ResourceId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

/// What an appliance does with packets of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appliance {
    /// It lets them pass unchanged.
    Passes,
    /// It drops them.
    Drops,
    /// It sends them on in its own name.
    Translates,
}

impl Appliance {
    /// What a document says; a word nobody knows is not known.
    #[must_use]
    pub fn of(said: &Setting<String>) -> Setting<Self> {
        match said {
            Setting::Unsaid => Setting::Unsaid,
            Setting::Unknown => Setting::Unknown,
            Setting::Is(text) => match text.as_str() {
                "pass" => Setting::Is(Self::Passes),
                "drop" => Setting::Is(Self::Drops),
                "nat" => Setting::Is(Self::Translates),
                _ => Setting::Unknown,
            },
        }
    }

    /// As the document spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passes => "pass",
            Self::Drops => "drop",
            Self::Translates => "nat",
        }
    }
}
