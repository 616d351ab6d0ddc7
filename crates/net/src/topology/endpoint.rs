//! VPC endpoints, endpoint services and the public sides of AWS services.

use super::record::record;
use super::{PolicyText, Setting, Tags, is_unknown};
use crate::id::{
    AccountId, LbId, NetworkInterfaceId, PrefixListId, ResourceId, RouteTableId, SecurityGroupId,
    SubnetId, VpcId,
};
use ipnet::IpNet;
use std::net::IpAddr;

record! {
    /// A VPC endpoint. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html>
    pub struct VpcEndpoint {
        /// `Interface`, `Gateway` (the default), `GatewayLoadBalancer`, `Resource`, `ServiceNetwork`.
        pub vpc_endpoint_type: Option<String>,
        /// `com.amazonaws.<region>.<service>` or `com.amazonaws.vpce.<region>.vpce-svc-…`.
        pub service_name: Option<String>,
        /// The resource configuration of a resource endpoint.
        pub resource_configuration_arn: Option<ResourceId>,
        /// The service network of a service network endpoint.
        pub service_network_arn: Option<ResourceId>,
        /// The Region of the service, where it is another one.
        pub service_region: Option<String>,
        /// The consumer's VPC.
        pub vpc_id: Option<VpcId>,
        /// AWS's state in any letter case; `available` where nothing is said.
        pub state: Option<String>,
        /// The subnets it has an interface in, at most one a zone.
        pub subnet_ids: Vec<SubnetId>,
        /// Addresses chosen for its interfaces, where they were.
        pub subnet_configuration: Vec<SubnetConfiguration>,
        /// Its interfaces.
        pub network_interface_ids: Vec<NetworkInterfaceId>,
        /// The groups of its interfaces.
        pub security_group_ids: Vec<SecurityGroupId>,
        /// The tables a gateway endpoint puts its route into.
        pub route_table_ids: Vec<RouteTableId>,
        /// The prefix list a gateway endpoint stands for.
        pub prefix_list_id: Option<PrefixListId>,
        /// Whether the service's own names answer with the endpoint's addresses.
        pub private_dns_enabled: Option<bool>,
        /// Details of its DNS.
        pub dns_options: Option<DnsOptions>,
        /// Its names: regional, zonal, then private ones.
        pub dns_entry: Vec<DnsEntry>,
        /// `ipv4` (the default), `ipv6` or `dualstack`.
        pub ip_address_type: Option<String>,
        /// The endpoint policy, a JSON text or the JSON itself. Absent is full access.
        pub policy: Option<PolicyText>,
        /// What the appliances behind a Gateway Load Balancer endpoint do with packets, where the
        /// topology does not hold them: `pass` or `drop`. Where nothing is said it is not known.
        /// Sightline's own; AWS does not know it.
        pub appliance: Setting<String>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// The addresses chosen for an endpoint's interface in one subnet.
    /// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SubnetConfiguration.html>
    pub struct SubnetConfiguration {
        /// The subnet.
        pub subnet_id: Option<SubnetId>,
        /// The IPv4 address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ipv4: Option<IpAddr>,
        /// The IPv6 address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ipv6: Option<IpAddr>,
    }
}

record! {
    /// A name of an endpoint and the zone it stands in.
    pub struct DnsEntry {
        /// The name.
        pub dns_name: Option<String>,
        /// The hosted zone.
        pub hosted_zone_id: Option<String>,
    }
}

record! {
    /// DNS details of an endpoint.
    pub struct DnsOptions {
        /// `ipv4`, `ipv6`, `dualstack` or `service-defined`.
        pub dns_record_ip_type: Option<String>,
        /// Whether private names are for inbound resolver endpoints only (S3).
        pub private_dns_only_for_inbound_resolver_endpoint: Option<bool>,
    }
}

record! {
    /// An endpoint service: what a provider offers through PrivateLink.
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>
    pub struct VpcEndpointService {
        /// The name consumers ask for.
        pub service_name: Option<String>,
        /// `Available` where nothing is said.
        pub state: Option<String>,
        /// Whether the provider must accept each endpoint.
        pub acceptance_required: Option<bool>,
        /// The Network Load Balancers in front.
        pub network_load_balancer_arns: Vec<LbId>,
        /// The Gateway Load Balancers in front.
        pub gateway_load_balancer_arns: Vec<LbId>,
        /// Who may ask: ARNs or `*`.
        pub allowed_principals: Vec<String>,
        /// The zones it is offered in.
        pub availability_zones: Vec<String>,
        /// The name consumers may use instead.
        pub private_dns_name: Option<String>,
        /// All of those, where there are several.
        pub private_dns_names: Vec<String>,
        /// Whether the provider proved that the domain of that name is its own.
        pub private_dns_name_configuration: Option<PrivateDnsNameConfiguration>,
        /// `ipv4`, `ipv6`.
        pub supported_ip_address_types: Vec<String>,
        /// The other Regions it is offered in.
        pub supported_regions: Vec<String>,
        /// Its Region.
        pub region: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// How far the proof of a private name's domain is: a TXT record that the provider publishes.
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html>
    pub struct PrivateDnsNameConfiguration {
        /// `verified`, `pendingVerification` or `failed`.
        pub state: Option<String>,
        /// `TXT`.
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        pub type_: Option<String>,
        /// The record's name in the domain.
        pub name: Option<String>,
        /// What the record must say.
        pub value: Option<String>,
    }
}

impl VpcEndpointService {
    /// The names that consumers may use instead.
    pub fn private_names(&self) -> impl Iterator<Item = &String> {
        let first = self.private_dns_name.iter();
        let others = self.private_dns_names.iter();
        first.chain(others.filter(|it| self.private_dns_name.as_ref() != Some(*it)))
    }

    /// Whether it is known that the domain of the private name is not proven.
    #[must_use]
    pub fn lacks_proof(&self) -> bool {
        self.proof_state().is_some() && !self.is_proven()
    }

    /// Whether it is known that it is.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        let state = self.proof_state();
        state.is_some_and(|state| state.eq_ignore_ascii_case("verified"))
    }

    fn proof_state(&self) -> Option<&str> {
        let proof = self.private_dns_name_configuration.as_ref();
        proof.and_then(|it| it.state.as_deref())
    }
}

record! {
    /// The public side of an AWS service.
    pub struct AwsService {
        /// Such as `com.amazonaws.ap-northeast-1.monitoring`.
        pub service_name: Option<String>,
        /// Its Region.
        pub region: Option<String>,
        /// Its public names.
        pub dns_names: Vec<String>,
        /// The addresses those names answer with.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub public_ips: Vec<IpAddr>,
        /// Ranges of its addresses.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub cidr_blocks: Vec<IpNet>,
        /// The prefix list that holds them.
        pub prefix_list_id: Option<ResourceId>,
    }
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
            Some((_, service)) => service.private_names().cloned().collect(),
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
