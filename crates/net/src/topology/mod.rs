//! The document `sightline.topology/1`: plain data, one map per kind of resource.
//!
//! Maps are named and attributes spelled as Terraform's AWS provider does, without the `aws_`
//! prefix. The document may be wrong (a reference to nothing, a range that does not fit);
//! [`findings`](mod@findings) lists what and where, and the sound rest is simulated. Keys nobody
//! knows survive a round trip in `more`.
//!
//! Invariant: nothing here decides anything. A document is not an answer.

pub mod account;
pub mod balancer;
mod datum;
pub mod dns;
pub mod document;
pub mod endpoint;
pub mod eni;
pub mod expectation;
pub mod findings;
pub mod firewall;
pub mod lattice;
pub mod link;
pub mod listener;
mod piece;
pub mod policy_text;
pub mod public_access;
mod reader;
mod record;
pub mod resource_policy;
mod resources;
pub mod route;
pub mod security;
pub mod setting;
pub mod site;
pub mod view;
pub mod vpc;
mod writer;

use crate::id::{
    AccountId, InstanceId, InternetGatewayId, LbId, LbListenerId, LbTargetGroupId, NatGatewayId,
    NetworkAclId, NetworkInterfaceId, PrefixListId, ResourceId, RouteTableId, SecurityGroupId,
    SubnetId, VpcEndpointId, VpcEndpointServiceId, VpcId, ZoneId,
};
use record::record;
use serde_json::Value;
use std::collections::BTreeMap;

pub use account::Account;
pub use balancer::{Lb, LbTargetGroup, LbTargetGroupAttachment, SubnetMapping};
pub use datum::Datum;
pub use dns::{
    Alias, ResolverAddress, ResolverTarget, Route53Record, Route53ResolverEndpoint,
    Route53ResolverRule, Route53ResolverRuleAssociation, Route53Zone, VpcDhcpOptions, ZoneVpc,
};
pub use document::{BadDocument, FORMAT};
pub use endpoint::{
    AwsService, DnsEntry, DnsOptions, EndpointState, EndpointType, PrivateDnsNameConfiguration,
    SubnetConfiguration, VpcEndpoint, VpcEndpointService,
};
pub use eni::{Appliance, Attachment, Eip, Instance, NetworkInterface};
pub use expectation::Expectation;
pub use findings::{Finding, FindingCode};
pub use firewall::{
    FirewallDomainList, FirewallRule, FirewallRuleGroup, FirewallRuleGroupAssociation,
};
pub use lattice::{
    LatticeAction, LatticeAuthPolicy, LatticeListener, LatticeListenerRule, LatticeService,
    LatticeTargetGroup, LatticeTargetGroupAttachment, ResourceConfiguration, ResourceGateway,
    ServiceNetwork, ServiceNetworkResourceAssociation, ServiceNetworkServiceAssociation,
    ServiceNetworkVpcAssociation,
};
pub use link::{
    EgressOnlyInternetGateway, InternetGateway, NatAddress, NatGateway, NatZone, TransitGateway,
    TransitGatewayPeeringAttachment, TransitGatewayRoute, TransitGatewayRouteTable,
    TransitGatewayVpcAttachment, VpcPeeringConnection, VpnGateway,
};
pub use listener::{LbListener, LbListenerRule, ListenerAction, ListenerCondition};
pub use policy_text::PolicyText;
pub use public_access::{
    ExclusionMode, PublicAccessMode, VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions,
};
pub use reader::{About, Read, Reader, Remark, Wrong};
pub use resource_policy::S3BucketPolicy;
pub use resources::Resources;
pub use route::{PrefixList, PrefixListEntry, Route, RouteTable, RouteTableAssociation};
pub use security::{AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule};
pub use setting::Setting;
pub use site::{Site, SiteDns};
pub use view::Placement;
pub use vpc::{Subnet, Vpc};
pub use writer::Writer;

/// Attributes this version does not know, kept as they came; of a document, kinds.
pub type Attributes = BTreeMap<String, Value>;

/// Whether an importer noted that some of a thing's attributes have values it does not know: its
/// `unknown` key says which and why.
#[must_use]
pub fn is_partly_unknown(more: &Attributes) -> bool {
    more.contains_key("unknown")
}

/// Whether an importer noted that it does not know the value of an attribute, by one of the names
/// the attribute has in the formats it reads.
#[must_use]
pub fn is_unknown(more: &Attributes, names: &[&str]) -> bool {
    let unknown = more.get("unknown");
    unknown.is_some_and(|it| names.iter().any(|name| it.get(name).is_some()))
}

/// Tags by key; `Name` is what people call the thing.
pub type Tags = BTreeMap<String, String>;

record! {
    /// An AWS network, or several, as one document.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["format"])))]
    pub struct Topology {
        /// Always [`FORMAT`].
        pub format: document::Format,

        /// Accounts by their 12 digits.
        pub account: Resources<AccountId, Account>,
        /// VPCs.
        pub vpc: Resources<VpcId, Vpc>,
        /// Subnets.
        pub subnet: Resources<SubnetId, Subnet>,
        /// Route tables with their routes.
        pub route_table: Resources<RouteTableId, RouteTable>,
        /// Which route table a subnet or gateway uses.
        pub route_table_association: Resources<ResourceId, RouteTableAssociation>,
        /// Network ACLs with their entries and subnets.
        pub network_acl: Resources<NetworkAclId, NetworkAcl>,
        /// Security groups with their rules.
        pub security_group: Resources<SecurityGroupId, SecurityGroup>,
        /// Elastic network interfaces.
        pub network_interface: Resources<NetworkInterfaceId, NetworkInterface>,
        /// EC2 instances.
        pub instance: Resources<InstanceId, Instance>,
        /// Elastic IP addresses.
        pub eip: Resources<ResourceId, Eip>,
        /// VPC endpoints, the consumer's half of PrivateLink.
        pub vpc_endpoint: Resources<VpcEndpointId, VpcEndpoint>,
        /// Endpoint services, the provider's half of PrivateLink.
        pub vpc_endpoint_service: Resources<VpcEndpointServiceId, VpcEndpointService>,
        /// Load balancers.
        pub lb: Resources<LbId, Lb>,
        /// Listeners of load balancers.
        pub lb_listener: Resources<LbListenerId, LbListener>,
        /// Rules of listeners of Application Load Balancers.
        pub lb_listener_rule: Resources<ResourceId, LbListenerRule>,
        /// Target groups.
        pub lb_target_group: Resources<LbTargetGroupId, LbTargetGroup>,
        /// Targets registered with target groups, and their health.
        pub lb_target_group_attachment: Resources<ResourceId, LbTargetGroupAttachment>,
        /// NAT gateways.
        pub nat_gateway: Resources<NatGatewayId, NatGateway>,
        /// Internet gateways and the VPC each is attached to.
        pub internet_gateway: Resources<InternetGatewayId, InternetGateway>,
        /// Egress-only internet gateways.
        pub egress_only_internet_gateway: Resources<ResourceId, EgressOnlyInternetGateway>,
        /// What accounts and Regions let through to the internet.
        pub vpc_block_public_access_options: Resources<ResourceId, VpcBlockPublicAccessOptions>,
        /// VPCs and subnets that this leaves out.
        pub vpc_block_public_access_exclusion: Resources<ResourceId, VpcBlockPublicAccessExclusion>,
        /// VPC peering connections.
        pub vpc_peering_connection: Resources<ResourceId, VpcPeeringConnection>,
        /// Virtual private gateways.
        pub vpn_gateway: Resources<ResourceId, VpnGateway>,
        /// Transit gateways.
        pub transit_gateway: Resources<ResourceId, TransitGateway>,
        /// VPCs attached to transit gateways.
        pub transit_gateway_vpc_attachment: Resources<ResourceId, TransitGatewayVpcAttachment>,
        /// Peerings of transit gateways.
        pub transit_gateway_peering_attachment: Resources<ResourceId, TransitGatewayPeeringAttachment>,
        /// Route tables of transit gateways.
        pub transit_gateway_route_table: Resources<ResourceId, TransitGatewayRouteTable>,
        /// Route 53 hosted zones; one with a VPC is private.
        pub route53_zone: Resources<ZoneId, Route53Zone>,
        /// Records of hosted zones.
        pub route53_record: Resources<ResourceId, Route53Record>,
        /// Resolver endpoints.
        pub route53_resolver_endpoint: Resources<ResourceId, Route53ResolverEndpoint>,
        /// Resolver rules.
        pub route53_resolver_rule: Resources<ResourceId, Route53ResolverRule>,
        /// In which VPC each Resolver rule holds.
        pub route53_resolver_rule_association: Resources<ResourceId, Route53ResolverRuleAssociation>,
        /// Groups of DNS Firewall rules.
        pub route53_resolver_firewall_rule_group: Resources<ResourceId, FirewallRuleGroup>,
        /// DNS Firewall rules.
        pub route53_resolver_firewall_rule: Resources<ResourceId, FirewallRule>,
        /// In which VPC each group of DNS Firewall rules holds.
        pub route53_resolver_firewall_rule_group_association:
            Resources<ResourceId, FirewallRuleGroupAssociation>,
        /// Lists of domains for DNS Firewall rules.
        pub route53_resolver_firewall_domain_list: Resources<ResourceId, FirewallDomainList>,
        /// DHCP option sets.
        pub vpc_dhcp_options: Resources<ResourceId, VpcDhcpOptions>,
        /// Prefix lists, AWS's and the customer's.
        pub prefix_list: Resources<PrefixListId, PrefixList>,
        /// On-premises networks.
        pub site: Resources<ResourceId, Site>,
        /// Public sides of AWS services, where they differ from the built-in ones.
        pub aws_service: Resources<ResourceId, AwsService>,
        /// Policies of S3 buckets.
        pub s3_bucket_policy: Resources<ResourceId, S3BucketPolicy>,
        /// Service networks of VPC Lattice.
        pub vpclattice_service_network: Resources<ResourceId, ServiceNetwork>,
        /// Services of VPC Lattice.
        pub vpclattice_service: Resources<ResourceId, LatticeService>,
        /// VPCs that use service networks.
        pub vpclattice_service_network_vpc_association:
            Resources<ResourceId, ServiceNetworkVpcAssociation>,
        /// Services in service networks.
        pub vpclattice_service_network_service_association:
            Resources<ResourceId, ServiceNetworkServiceAssociation>,
        /// Resources in service networks.
        pub vpclattice_service_network_resource_association:
            Resources<ResourceId, ServiceNetworkResourceAssociation>,
        /// Resources that others may reach through VPC Lattice.
        pub vpclattice_resource_configuration: Resources<ResourceId, ResourceConfiguration>,
        /// Resource gateways of VPC Lattice.
        pub vpclattice_resource_gateway: Resources<ResourceId, ResourceGateway>,
        /// Listeners of services of VPC Lattice.
        pub vpclattice_listener: Resources<ResourceId, LatticeListener>,
        /// Rules of those listeners.
        pub vpclattice_listener_rule: Resources<ResourceId, LatticeListenerRule>,
        /// Target groups of VPC Lattice.
        pub vpclattice_target_group: Resources<ResourceId, LatticeTargetGroup>,
        /// Targets registered with those groups.
        pub vpclattice_target_group_attachment: Resources<ResourceId, LatticeTargetGroupAttachment>,
        /// Auth policies of service networks and services.
        pub vpclattice_auth_policy: Resources<ResourceId, LatticeAuthPolicy>,
        /// What must stay true.
        pub expectation: Resources<ResourceId, Expectation>,
        /// How the diagram was arranged by hand.
        pub view: Resources<ResourceId, Placement>,
    }
}
