//! VPC Lattice: service networks, what is in them, and the VPCs that use them.
//! <https://docs.aws.amazon.com/vpc-lattice/latest/ug/how-it-works.html>

use super::record::record;
use super::{PolicyText, Resources, Tags};
use crate::id::{AccountId, NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId, VpcId};
use std::net::IpAddr;

record! {
    /// A service network: what its services and resources are reached through.
    pub struct ServiceNetwork {
        /// Its name.
        pub name: Option<String>,
        /// `NONE` (the default) or `AWS_IAM`: whether its auth policy is asked.
        pub auth_type: Option<String>,
        /// The account that owns it.
        pub owner_id: Option<AccountId>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A name that VPC Lattice made.
    pub struct LatticeName {
        /// The name.
        pub domain_name: Option<String>,
        /// The hosted zone.
        pub hosted_zone_id: Option<String>,
    }
}

record! {
    /// A service of VPC Lattice.
    pub struct LatticeService {
        /// Its name.
        pub name: Option<String>,
        /// `NONE` (the default) or `AWS_IAM`: whether its auth policy is asked.
        pub auth_type: Option<String>,
        /// The name its users may use where their DNS leads it there.
        pub custom_domain_name: Option<String>,
        /// The name AWS gave it.
        pub dns_entry: Option<LatticeName>,
        /// `ACTIVE` where nothing is said.
        pub status: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A VPC whose hosts may use a service network by addresses of VPC Lattice.
    pub struct ServiceNetworkVpcAssociation {
        /// The service network.
        pub service_network_identifier: Option<ResourceId>,
        /// The VPC.
        pub vpc_identifier: Option<VpcId>,
        /// The groups its clients must pass; none where none is named.
        pub security_group_ids: Vec<SecurityGroupId>,
        /// Whether AWS keeps private zones for custom names of resources there.
        pub private_dns_enabled: Option<bool>,
        /// `ACTIVE` where nothing is said.
        pub status: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A service in a service network.
    pub struct ServiceNetworkServiceAssociation {
        /// The service network.
        pub service_network_identifier: Option<ResourceId>,
        /// The service.
        pub service_identifier: Option<ResourceId>,
        /// The name of the service in this network.
        pub dns_entry: Option<LatticeName>,
        /// `ACTIVE` where nothing is said.
        pub status: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A resource in a service network.
    pub struct ServiceNetworkResourceAssociation {
        /// The service network.
        pub service_network_identifier: Option<ResourceId>,
        /// The resource configuration.
        pub resource_configuration_identifier: Option<ResourceId>,
        /// The name of the resource in this network.
        pub dns_entry: Option<LatticeName>,
        /// Whether AWS keeps private zones for its custom name.
        pub private_dns_enabled: Option<bool>,
        /// `ACTIVE` where nothing is said.
        pub status: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// What of a VPC others may reach, and by which ports.
    pub struct ResourceConfiguration {
        /// Its name.
        pub name: Option<String>,
        /// `SINGLE` (the default), `GROUP`, `CHILD` or `ARN`.
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        pub type_: Option<String>,
        /// The resource gateway in front of it; a child has its group's.
        pub resource_gateway_identifier: Option<ResourceId>,
        /// The group a child belongs to.
        pub resource_configuration_group_id: Option<ResourceId>,
        /// What it stands for; a group stands for its children.
        pub resource_configuration_definition: Option<ResourceDefinition>,
        /// The ports, such as `5432` or `80-81`; all where none is said.
        pub port_ranges: Vec<String>,
        /// `TCP`, the only one there is.
        pub protocol: Option<String>,
        /// The name its users may use with private DNS.
        pub custom_domain_name: Option<String>,
        /// `ACTIVE` where nothing is said.
        pub status: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// What a resource configuration stands for: one of these.
    pub struct ResourceDefinition {
        /// An address.
        pub ip_resource: Option<IpResource>,
        /// A name.
        pub dns_resource: Option<DnsResource>,
        /// A database of Amazon RDS.
        pub arn_resource: Option<ArnResource>,
    }
}

record! {
    /// A resource by its address.
    pub struct IpResource {
        /// The address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ip_address: Option<IpAddr>,
    }
}

record! {
    /// A resource by its name.
    pub struct DnsResource {
        /// The name.
        pub domain_name: Option<String>,
        /// `IPV4`, `IPV6` or `DUALSTACK`.
        pub ip_address_type: Option<String>,
    }
}

record! {
    /// A resource by its ARN.
    pub struct ArnResource {
        /// The ARN.
        pub arn: Option<String>,
    }
}

record! {
    /// Where connections to resource configurations come into their VPC.
    /// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html>
    pub struct ResourceGateway {
        /// Its name.
        pub name: Option<String>,
        /// Its VPC.
        pub vpc_id: Option<VpcId>,
        /// The subnets it has an interface in.
        pub subnet_ids: Vec<SubnetId>,
        /// Its interfaces.
        pub network_interface_ids: Vec<NetworkInterfaceId>,
        /// Its groups, which its connections to resources must pass.
        pub security_group_ids: Vec<SecurityGroupId>,
        /// `IPV4`, `IPV6` or `DUALSTACK`.
        pub ip_address_type: Option<String>,
        /// `PUBLIC` (the default) or `IN_VPC`: who answers for the names of resources.
        pub resource_config_dns_resolution: Option<String>,
        /// `ACTIVE` where nothing is said.
        pub status: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A port a service of VPC Lattice listens on.
    pub struct LatticeListener {
        /// The service.
        pub service_identifier: Option<ResourceId>,
        /// The port; 80 for HTTP and 443 for HTTPS where none is said.
        pub port: Option<u16>,
        /// `HTTP`, `HTTPS` or `TLS_PASSTHROUGH`.
        pub protocol: Option<String>,
        /// What it does with requests no rule is for.
        pub default_action: Option<LatticeAction>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A rule of a listener, for some of its requests.
    pub struct LatticeListenerRule {
        /// The service.
        pub service_identifier: Option<ResourceId>,
        /// The listener.
        pub listener_identifier: Option<ResourceId>,
        /// The lowest is tried first.
        pub priority: Option<u32>,
        /// What it does with its requests.
        pub action: Option<LatticeAction>,
    }
}

record! {
    /// What a listener does with a request.
    pub struct LatticeAction {
        /// Sends it to targets.
        pub forward: Option<LatticeForward>,
        /// Answers it itself.
        pub fixed_response: Option<FixedResponse>,
    }
}

record! {
    /// Where a listener forwards to.
    pub struct LatticeForward {
        /// The target groups; each has its share.
        pub target_groups: Vec<WeightedTargetGroup>,
    }
}

record! {
    /// A target group and its share of requests.
    pub struct WeightedTargetGroup {
        /// The target group.
        pub target_group_identifier: Option<ResourceId>,
        /// Its share; none where it is 0.
        pub weight: Option<u32>,
    }
}

record! {
    /// An answer of a listener itself.
    pub struct FixedResponse {
        /// The HTTP status.
        pub status_code: Option<u32>,
    }
}

record! {
    /// A group of targets of VPC Lattice.
    pub struct LatticeTargetGroup {
        /// Its name.
        pub name: Option<String>,
        /// `INSTANCE`, `IP`, `ALB` or `LAMBDA`.
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        pub type_: Option<String>,
        /// How its targets are spoken to.
        pub config: Option<LatticeTargetConfig>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// How targets of VPC Lattice are spoken to.
    pub struct LatticeTargetConfig {
        /// Their VPC.
        pub vpc_identifier: Option<VpcId>,
        /// The port of targets that name none.
        pub port: Option<u16>,
        /// `HTTP`, `HTTPS` or `TCP`.
        pub protocol: Option<String>,
        /// `IPV4` or `IPV6`.
        pub ip_address_type: Option<String>,
    }
}

record! {
    /// A target registered with a group of VPC Lattice.
    pub struct LatticeTargetGroupAttachment {
        /// The group.
        pub target_group_identifier: Option<ResourceId>,
        /// The target.
        pub target: Option<LatticeTarget>,
        /// `HEALTHY` where nothing is said.
        pub status: Option<String>,
    }
}

record! {
    /// An instance, an address, a load balancer or a function.
    pub struct LatticeTarget {
        /// Its id, address or ARN.
        pub id: Option<String>,
        /// Its port, where it differs from the group's.
        pub port: Option<u16>,
    }
}

record! {
    /// Who may ask a service network or a service.
    /// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html>
    pub struct LatticeAuthPolicy {
        /// The service network or service.
        pub resource_identifier: Option<ResourceId>,
        /// The policy, a JSON text or the JSON itself.
        pub policy: Option<PolicyText>,
    }
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
    map: &'a Resources<ResourceId, V>,
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
