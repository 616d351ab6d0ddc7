//! Network interfaces, the instances behind them and their public addresses.

use super::{Attributes, Setting, Tags};
use crate::id::{AccountId, InstanceId, NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr};

/// An elastic network interface. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NetworkInterface {
    /// The subnet its addresses come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    /// The primary private address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_ip: Option<IpAddr>,
    /// All private IPv4 addresses, the primary first.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub private_ips: Vec<IpAddr>,
    /// IPv6 addresses.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ipv6_addresses: Vec<IpAddr>,
    /// The public address an internet gateway maps to the primary one.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<Ipv4Addr>,
    /// The groups that guard it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_groups: Vec<SecurityGroupId>,
    /// Whether it drops what is not addressed to or from itself. Default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_dest_check: Option<bool>,
    /// `interface`, `vpc_endpoint`, `network_load_balancer`, `nat_gateway`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interface_type: Option<String>,
    /// Whether a service made it and its owner may not change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester_managed: Option<bool>,
    /// Whether internet gateways refuse it both ways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deny_all_igw_traffic: Option<bool>,
    /// The instance it is attached to.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub attachment: Option<Attachment>,
    /// AWS's description, which names the maker of a managed interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<AccountId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// `in-use`, `available`; another where an interface of a partial endpoint is down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Where a network interface is plugged in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Attachment {
    /// The instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<InstanceId>,
    /// 0 is the primary interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_index: Option<u32>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// An EC2 instance: a vantage, and what answers behind a load balancer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Instance {
    /// The subnet of its primary interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    /// The primary private address, where no interface is listed.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_ip: Option<IpAddr>,
    /// IPv6 addresses, where no interface is listed.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ipv6_addresses: Vec<IpAddr>,
    /// The public address, where no interface is listed.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<Ipv4Addr>,
    /// The groups of its primary interface, where none is listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vpc_security_group_ids: Vec<SecurityGroupId>,
    /// Its primary interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_network_interface_id: Option<NetworkInterfaceId>,
    /// As on an interface. Default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_dest_check: Option<bool>,
    /// `running` unless said otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_state: Option<String>,
    /// What it does, as an appliance, with packets that are not addressed to it: `pass` (where
    /// nothing is said), `drop`, or `nat` for a NAT instance; `null` where that is not known.
    /// Sightline's own; AWS does not know it.
    #[serde(skip_serializing_if = "Setting::is_unsaid")]
    pub appliance: Setting<String>,
    /// Ports nobody listens on. Sightline's own; AWS does not know it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed_ports: Vec<u16>,
    /// The account that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<AccountId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// An Elastic IP address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Eip {
    /// The address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<Ipv4Addr>,
    /// The instance it is associated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<InstanceId>,
    /// The interface it is associated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_interface: Option<NetworkInterfaceId>,
    /// `eipalloc-…`, where the map is keyed otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allocation_id: Option<ResourceId>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
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
