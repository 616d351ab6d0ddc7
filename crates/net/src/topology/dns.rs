//! Hosted zones and records.

use super::Tags;
use super::record::record;
use crate::id::{NetworkInterfaceId, ResourceId, SecurityGroupId, SubnetId, VpcId, ZoneId};
use std::net::IpAddr;

record! {
    /// A Route 53 hosted zone; private where it names a VPC.
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html>
    pub struct Route53Zone {
        /// The domain.
        pub name: Option<String>,
        /// The VPCs it answers in.
        pub vpc: Vec<ZoneVpc>,
        /// What it is for.
        pub comment: Option<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A VPC a private hosted zone is associated with.
    pub struct ZoneVpc {
        /// The VPC.
        pub vpc_id: Option<VpcId>,
        /// Its Region.
        pub vpc_region: Option<String>,
    }
}

record! {
    /// A record set of a hosted zone.
    pub struct Route53Record {
        /// The zone.
        pub zone_id: Option<ZoneId>,
        /// Its name, in full or relative to its zone; `*` as first label is a wildcard.
        pub name: Option<String>,
        /// `A`, `AAAA`, `CNAME`, ...
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        pub type_: Option<String>,
        /// How long an answer may be kept, in seconds.
        pub ttl: Option<u32>,
        /// Its values.
        pub records: Vec<String>,
        /// What it stands for, instead of values.
        pub alias: Option<Alias>,
    }
}

record! {
    /// What an alias record stands for.
    pub struct Alias {
        /// The name answered for.
        pub name: Option<String>,
        /// The zone of that name.
        pub zone_id: Option<String>,
        /// Whether the target's health counts.
        pub evaluate_target_health: Option<bool>,
    }
}

record! {
    /// A Resolver endpoint: where queries enter a VPC, or leave it.
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html>
    pub struct Route53ResolverEndpoint {
        /// `INBOUND` or `OUTBOUND`.
        pub direction: Option<String>,
        /// The groups of its interfaces.
        pub security_group_ids: Vec<SecurityGroupId>,
        /// Its addresses, one a subnet.
        pub ip_address: Vec<ResolverAddress>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// An address of a Resolver endpoint.
    pub struct ResolverAddress {
        /// The subnet.
        pub subnet_id: Option<SubnetId>,
        /// The address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ip: Option<IpAddr>,
        /// Its interface, where it is listed.
        pub network_interface_id: Option<NetworkInterfaceId>,
    }
}

record! {
    /// A Resolver rule: where queries for a domain go.
    pub struct Route53ResolverRule {
        /// The domain; `.` is every name.
        pub domain_name: Option<String>,
        /// `FORWARD`, `SYSTEM` or `DELEGATE`.
        pub rule_type: Option<String>,
        /// The outbound endpoint a FORWARD rule leaves by.
        pub resolver_endpoint_id: Option<ResourceId>,
        /// The servers a FORWARD rule asks.
        pub target_ip: Vec<ResolverTarget>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}

record! {
    /// A DNS server.
    pub struct ResolverTarget {
        /// Its address.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        pub ip: Option<IpAddr>,
        /// Its port, 53 where nothing is said.
        pub port: Option<u16>,
    }
}

record! {
    /// Says in which VPC a Resolver rule holds.
    pub struct Route53ResolverRuleAssociation {
        /// The rule.
        pub resolver_rule_id: Option<ResourceId>,
        /// The VPC.
        pub vpc_id: Option<VpcId>,
    }
}

record! {
    /// What DHCP tells the hosts of a VPC.
    pub struct VpcDhcpOptions {
        /// DNS servers: `AmazonProvidedDNS`, or addresses.
        pub domain_name_servers: Vec<String>,
        /// Tags; `Name` is what people call it.
        pub tags: Tags,
    }
}
