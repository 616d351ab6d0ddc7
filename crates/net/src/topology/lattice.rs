//! VPC Lattice: service networks, what is in them, and the VPCs that use them.
//! <https://docs.aws.amazon.com/vpc-lattice/latest/ug/how-it-works.html>

use super::{Attributes, Tags};
use crate::id::{AccountId, NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId, VpcId};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// A service network: what its services and resources are reached through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ServiceNetwork {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `NONE` (the default) or `AWS_IAM`: whether its auth policy is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
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

/// A name that VPC Lattice made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeName {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// The hosted zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosted_zone_id: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A service of VPC Lattice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeService {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `NONE` (the default) or `AWS_IAM`: whether its auth policy is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    /// The name its users may use where their DNS leads it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_domain_name: Option<String>,
    /// The name AWS gave it.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub dns_entry: Option<LatticeName>,
    /// `ACTIVE` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A VPC whose hosts may use a service network by addresses of VPC Lattice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ServiceNetworkVpcAssociation {
    /// The service network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_network_identifier: Option<ResourceId>,
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_identifier: Option<VpcId>,
    /// The groups its clients must pass; none where none is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_group_ids: Vec<SecurityGroupId>,
    /// Whether AWS keeps private zones for custom names of resources there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_dns_enabled: Option<bool>,
    /// `ACTIVE` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A service in a service network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ServiceNetworkServiceAssociation {
    /// The service network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_network_identifier: Option<ResourceId>,
    /// The service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_identifier: Option<ResourceId>,
    /// The name of the service in this network.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub dns_entry: Option<LatticeName>,
    /// `ACTIVE` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A resource in a service network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ServiceNetworkResourceAssociation {
    /// The service network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_network_identifier: Option<ResourceId>,
    /// The resource configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_configuration_identifier: Option<ResourceId>,
    /// The name of the resource in this network.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub dns_entry: Option<LatticeName>,
    /// Whether AWS keeps private zones for its custom name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_dns_enabled: Option<bool>,
    /// `ACTIVE` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// What of a VPC others may reach, and by which ports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ResourceConfiguration {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `SINGLE` (the default), `GROUP`, `CHILD` or `ARN`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// The resource gateway in front of it; a child has its group's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_gateway_identifier: Option<ResourceId>,
    /// The group a child belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_configuration_group_id: Option<ResourceId>,
    /// What it stands for; a group stands for its children.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub resource_configuration_definition: Option<ResourceDefinition>,
    /// The ports, such as `5432` or `80-81`; all where none is said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub port_ranges: Vec<String>,
    /// `TCP`, the only one there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The name its users may use with private DNS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_domain_name: Option<String>,
    /// `ACTIVE` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// What a resource configuration stands for: one of these.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ResourceDefinition {
    /// An address.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub ip_resource: Option<IpResource>,
    /// A name.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub dns_resource: Option<DnsResource>,
    /// A database of Amazon RDS.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub arn_resource: Option<ArnResource>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A resource by its address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct IpResource {
    /// The address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<IpAddr>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A resource by its name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DnsResource {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    /// `IPV4`, `IPV6` or `DUALSTACK`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A resource by its ARN.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ArnResource {
    /// The ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Where connections to resource configurations come into their VPC.
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ResourceGateway {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// The subnets it has an interface in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<SubnetId>,
    /// Its interfaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub network_interface_ids: Vec<NetworkInterfaceId>,
    /// Its groups, which its connections to resources must pass.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_group_ids: Vec<SecurityGroupId>,
    /// `IPV4`, `IPV6` or `DUALSTACK`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<String>,
    /// `PUBLIC` (the default) or `IN_VPC`: who answers for the names of resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_config_dns_resolution: Option<String>,
    /// `ACTIVE` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A port a service of VPC Lattice listens on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeListener {
    /// The service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_identifier: Option<ResourceId>,
    /// The port; 80 for HTTP and 443 for HTTPS where none is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// `HTTP`, `HTTPS` or `TLS_PASSTHROUGH`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// What it does with requests no rule is for.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub default_action: Option<LatticeAction>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A rule of a listener, for some of its requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeListenerRule {
    /// The service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_identifier: Option<ResourceId>,
    /// The listener.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listener_identifier: Option<ResourceId>,
    /// The lowest is tried first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// What it does with its requests.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub action: Option<LatticeAction>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// What a listener does with a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeAction {
    /// Sends it to targets.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub forward: Option<LatticeForward>,
    /// Answers it itself.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub fixed_response: Option<FixedResponse>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Where a listener forwards to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeForward {
    /// The target groups; each has its share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub target_groups: Vec<WeightedTargetGroup>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A target group and its share of requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct WeightedTargetGroup {
    /// The target group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group_identifier: Option<ResourceId>,
    /// Its share; none where it is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// An answer of a listener itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FixedResponse {
    /// The HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<u32>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A group of targets of VPC Lattice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeTargetGroup {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `INSTANCE`, `IP`, `ALB` or `LAMBDA`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// How its targets are spoken to.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub config: Option<LatticeTargetConfig>,
    /// Tags; `Name` is what people call it.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// How targets of VPC Lattice are spoken to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeTargetConfig {
    /// Their VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_identifier: Option<VpcId>,
    /// The port of targets that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// `HTTP`, `HTTPS` or `TCP`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// `IPV4` or `IPV6`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A target registered with a group of VPC Lattice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeTargetGroupAttachment {
    /// The group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group_identifier: Option<ResourceId>,
    /// The target.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub target: Option<LatticeTarget>,
    /// `HEALTHY` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// An instance, an address, a load balancer or a function.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeTarget {
    /// Its id, address or ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its port, where it differs from the group's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// Who may ask a service network or a service.
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LatticeAuthPolicy {
    /// The service network or service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_identifier: Option<ResourceId>,
    /// The policy, a JSON text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

impl LatticeListener {
    /// The port it listens on.
    #[must_use]
    pub fn listens_on(&self) -> Option<u16> {
        self.port.or(match self.protocol.as_deref() {
            Some("HTTP") => Some(80),
            Some("HTTPS") => Some(443),
            _ => None,
        })
    }
}

impl LatticeTargetGroupAttachment {
    /// Whether the target takes new requests; one whose health nobody said does.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        let status = self.status.as_deref();
        status
            .is_none_or(|it| matches!(it.to_ascii_uppercase().as_str(), "HEALTHY" | "UNAVAILABLE"))
    }
}

/// The thing a text names in a map, by its id or by an ARN that ends in it.
#[must_use]
pub fn named<'a, V>(
    map: &'a std::collections::BTreeMap<ResourceId, V>,
    id: &str,
) -> Option<(&'a ResourceId, &'a V)> {
    map.get_key_value(id).or_else(|| {
        let end = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
        let wanted = end(id);
        map.iter().find(|(its, _)| end(its.as_str()) == wanted)
    })
}

/// Whether two texts name one thing, one of them perhaps by its ARN.
#[must_use]
pub fn same(one: Option<&ResourceId>, other: &str) -> bool {
    let end = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
    one.is_some_and(|one| one.as_str() == other || end(one.as_str()) == end(other))
}
