//! VPC endpoints, endpoint services and the public sides of AWS services.

use super::{Attributes, Setting, Tags, is_unknown};
use crate::id::{
    AccountId, LbId, NetworkInterfaceId, PrefixListId, ResourceId, RouteTableId, SecurityGroupId,
    SubnetId, VpcId,
};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// A VPC endpoint. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct VpcEndpoint {
    /// `Interface`, `Gateway` (the default), `GatewayLoadBalancer`, `Resource`, `ServiceNetwork`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint_type: Option<String>,
    /// `com.amazonaws.<region>.<service>` or `com.amazonaws.vpce.<region>.vpce-svc-…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// The resource configuration of a resource endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_configuration_arn: Option<ResourceId>,
    /// The service network of a service network endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_network_arn: Option<ResourceId>,
    /// The Region of the service, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_region: Option<String>,
    /// The consumer's VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<VpcId>,
    /// AWS's state in any letter case; `available` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The subnets it has an interface in, at most one a zone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_ids: Vec<SubnetId>,
    /// Addresses chosen for its interfaces, where they were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subnet_configuration: Vec<SubnetConfiguration>,
    /// Its interfaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub network_interface_ids: Vec<NetworkInterfaceId>,
    /// The groups of its interfaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_group_ids: Vec<SecurityGroupId>,
    /// The tables a gateway endpoint puts its route into.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub route_table_ids: Vec<RouteTableId>,
    /// The prefix list a gateway endpoint stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix_list_id: Option<PrefixListId>,
    /// Whether the service's own names answer with the endpoint's addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_dns_enabled: Option<bool>,
    /// Details of its DNS.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub dns_options: Option<DnsOptions>,
    /// Its names: regional, zonal, then private ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dns_entry: Vec<DnsEntry>,
    /// `ipv4` (the default), `ipv6` or `dualstack`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<String>,
    /// The endpoint policy, a JSON text. Absent is full access.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// What the appliances behind a Gateway Load Balancer endpoint do with packets, where the
    /// topology does not hold them: `pass` or `drop`. Where nothing is said it is not known.
    /// Sightline's own; AWS does not know it.
    #[serde(skip_serializing_if = "Setting::is_unsaid")]
    pub appliance: Setting<String>,
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

/// The addresses chosen for an endpoint's interface in one subnet.
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SubnetConfiguration.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SubnetConfiguration {
    /// The subnet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    /// The IPv4 address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv4: Option<IpAddr>,
    /// The IPv6 address.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6: Option<IpAddr>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// A name of an endpoint and the zone it stands in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DnsEntry {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_name: Option<String>,
    /// The hosted zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosted_zone_id: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// DNS details of an endpoint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DnsOptions {
    /// `ipv4`, `ipv6`, `dualstack` or `service-defined`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_record_ip_type: Option<String>,
    /// Whether private names are for inbound resolver endpoints only (S3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_dns_only_for_inbound_resolver_endpoint: Option<bool>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// An endpoint service: what a provider offers through PrivateLink.
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct VpcEndpointService {
    /// The name consumers ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// `Available` where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Whether the provider must accept each endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance_required: Option<bool>,
    /// The Network Load Balancers in front.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub network_load_balancer_arns: Vec<LbId>,
    /// The Gateway Load Balancers in front.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gateway_load_balancer_arns: Vec<LbId>,
    /// Who may ask: ARNs or `*`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_principals: Vec<String>,
    /// The zones it is offered in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub availability_zones: Vec<String>,
    /// The name consumers may use instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_dns_name: Option<String>,
    /// Whether the provider proved that the domain of that name is its own.
    #[serde(
        deserialize_with = "super::block::once",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_dns_name_configuration: Option<PrivateDnsNameConfiguration>,
    /// `ipv4`, `ipv6`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supported_ip_address_types: Vec<String>,
    /// The other Regions it is offered in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supported_regions: Vec<String>,
    /// Its Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
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

/// How far the proof of a private name's domain is: a TXT record that the provider publishes.
/// <https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html>
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PrivateDnsNameConfiguration {
    /// `verified`, `pendingVerification` or `failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `TXT`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// The record's name in the domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the record must say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

impl VpcEndpointService {
    /// Whether it is known that the domain of the private name is not proven.
    #[must_use]
    pub fn lacks_proof(&self) -> bool {
        let proof = self.private_dns_name_configuration.as_ref();
        let state = proof.and_then(|it| it.state.as_deref());
        state.is_some_and(|state| !state.eq_ignore_ascii_case("verified"))
    }
}

/// The public side of an AWS service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct AwsService {
    /// Such as `com.amazonaws.ap-northeast-1.monitoring`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// Its Region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Its public names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dns_names: Vec<String>,
    /// The addresses those names answer with.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub public_ips: Vec<IpAddr>,
    /// Ranges of its addresses.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cidr_blocks: Vec<IpNet>,
    /// The prefix list that holds them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix_list_id: Option<ResourceId>,
    /// Attributes this version does not know.
    #[serde(flatten)]
    pub more: Attributes,
}

/// The kinds of VPC endpoint the network's laws tell apart (R2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointType {
    /// An interface in each chosen subnet, to a service behind PrivateLink.
    Interface,
    /// A route in route tables, to S3 or DynamoDB. AWS's default where no type is said.
    Gateway,
    /// A route target that leads through appliances and back.
    GatewayLoadBalancer,
    /// An interface in each chosen subnet, to a resource behind a resource gateway.
    Resource,
    /// An interface in each chosen subnet, to the services and resources of a service network.
    ServiceNetwork,
    /// Another kind, which is drawn but not simulated.
    Other,
}

/// Where an endpoint stands between being asked for and being deleted (R2.25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointState {
    /// The provider must accept it.
    PendingAcceptance,
    /// It is being built.
    Pending,
    /// It works.
    Available,
    /// The provider refused it.
    Rejected,
    /// The request expired.
    Expired,
    /// It could not be made.
    Failed,
    /// It is being deleted, or is.
    Deleting,
    /// Some interfaces work.
    Partial,
    /// A state AWS does not document.
    Other,
}

impl VpcEndpoint {
    /// Whether its names answer with an address of that family (R2.4): as its DNS record type
    /// says, else as its address type does, else with whatever its interfaces have.
    #[must_use]
    pub fn publishes(&self, address: IpAddr) -> bool {
        let options = self.dns_options.as_ref();
        let records = options.and_then(|it| it.dns_record_ip_type.as_deref());
        match records.or(self.ip_address_type.as_deref()) {
            Some("ipv6") => address.is_ipv6(),
            Some("ipv4") => address.is_ipv4(),
            _ => true,
        }
    }

    /// Its kind; a type nobody wrote is a gateway endpoint.
    #[must_use]
    pub fn kind(&self) -> EndpointType {
        match self.vpc_endpoint_type.as_deref() {
            None if is_unknown(&self.more, &["vpc_endpoint_type"]) => EndpointType::Other,
            None => EndpointType::Gateway,
            Some(text) if text.eq_ignore_ascii_case("gateway") => EndpointType::Gateway,
            Some(text) if text.eq_ignore_ascii_case("interface") => EndpointType::Interface,
            Some(text) if text.eq_ignore_ascii_case("gatewayloadbalancer") => {
                EndpointType::GatewayLoadBalancer
            }
            Some(text) if text.eq_ignore_ascii_case("resource") => EndpointType::Resource,
            Some(text) if text.eq_ignore_ascii_case("servicenetwork") => {
                EndpointType::ServiceNetwork
            }
            Some(_) => EndpointType::Other,
        }
    }

    /// Its state; one nobody wrote is available.
    #[must_use]
    pub fn lifecycle(&self) -> EndpointState {
        match self
            .state
            .as_deref()
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            None | Some("available") => EndpointState::Available,
            Some("pendingacceptance") => EndpointState::PendingAcceptance,
            Some("pending") => EndpointState::Pending,
            Some("rejected") => EndpointState::Rejected,
            Some("expired") => EndpointState::Expired,
            Some("failed") => EndpointState::Failed,
            Some("deleting" | "deleted") => EndpointState::Deleting,
            Some("partial") => EndpointState::Partial,
            Some(_) => EndpointState::Other,
        }
    }

    /// The last part of the service's name: `monitoring`, `ecr.dkr`, `vpce-svc-…`.
    #[must_use]
    pub fn short_service_name(&self) -> &str {
        self.service_name
            .as_deref()
            .map_or("", crate::service::short_name)
    }
}

impl super::Topology {
    /// The endpoint service of a name, by its `service_name` or by the id in the name.
    #[must_use]
    pub fn service_named(
        &self,
        service_name: &str,
    ) -> Option<(&crate::id::VpcEndpointServiceId, &VpcEndpointService)> {
        let services = &self.vpc_endpoint_service;
        services
            .get_key_value(crate::service::short_name(service_name))
            .or_else(|| services.get_key_value(service_name))
            .or_else(|| {
                let named = |service: &VpcEndpointService| {
                    service.service_name.as_deref() == Some(service_name)
                };
                services.iter().find(|(_, service)| named(service))
            })
    }

    /// The private DNS names an endpoint would answer for: AWS's list, or the provider's name, as
    /// its service says it, or the endpoint's own names.
    #[must_use]
    pub fn private_names_of(&self, endpoint: &VpcEndpoint) -> Vec<String> {
        let Some(service_name) = endpoint.service_name.as_deref() else {
            return Vec::new();
        };
        match self.service_named(service_name) {
            Some((_, service)) => service.private_dns_name.iter().cloned().collect(),
            None if service_name.contains("vpce-svc-") => endpoint
                .dns_entry
                .iter()
                .filter_map(|entry| entry.dns_name.clone())
                .filter(|name| !name.contains("vpce-"))
                .collect(),
            None => crate::service::private_names(service_name),
        }
    }
}
