//! VPC Lattice: `list-*` and `get-*` outputs.

use super::dump::{Dump, put};
use super::lattice_service;
use super::view::View;
use net::topology::lattice::{
    ArnResource, DnsResource, IpResource, LatticeName, ResourceConfiguration, ResourceDefinition,
    ResourceGateway, ServiceNetwork, ServiceNetworkResourceAssociation,
    ServiceNetworkServiceAssociation, ServiceNetworkVpcAssociation,
};

/// One item of a list of VPC Lattice, which all stand under `items`, or what a `get-*` output has
/// of it alone: its id says what it is.
pub(super) fn item(at: &View<'_>, dump: &mut Dump<'_>) -> Option<String> {
    let id = at.text("id")?;
    if at.outer().is_none() && at.pointer().is_empty() {
        dump.lattice.whole.insert(id.into());
    }
    if at.text("arn").is_none() {
        return lattice_service::target(at, dump, id);
    }
    let map = &mut dump.topology;
    let (network, status) = (at.id("serviceNetworkId"), at.string("status"));
    let kind = id.rsplit_once('-').map_or(id, |(start, _)| start);
    match kind {
        "sn" => {
            let it = ServiceNetwork {
                name: at.string("name"),
                auth_type: at.string("authType"),
                more: unlisted(at, "authType", "auth_type"),
                ..ServiceNetwork::default()
            };
            put(&mut map.vpclattice_service_network, id, it, at);
        }
        "snva" => {
            let it = ServiceNetworkVpcAssociation {
                service_network_identifier: network,
                vpc_identifier: at.id("vpcId"),
                security_group_ids: at.ids("securityGroupIds"),
                private_dns_enabled: at.flag("privateDnsEnabled"),
                status,
                more: unlisted(at, "securityGroupIds", "security_group_ids"),
                ..ServiceNetworkVpcAssociation::default()
            };
            let map = &mut map.vpclattice_service_network_vpc_association;
            put(map, id, it, at);
        }
        "snsa" => {
            let it = ServiceNetworkServiceAssociation {
                service_network_identifier: network,
                service_identifier: at.id("serviceId"),
                dns_entry: name(at),
                status,
                ..ServiceNetworkServiceAssociation::default()
            };
            let map = &mut map.vpclattice_service_network_service_association;
            put(map, id, it, at);
        }
        "snra" => {
            let it = ServiceNetworkResourceAssociation {
                service_network_identifier: network,
                resource_configuration_identifier: at.id("resourceConfigurationId"),
                dns_entry: name(at),
                private_dns_enabled: at.flag("privateDnsEnabled"),
                status,
                ..ServiceNetworkResourceAssociation::default()
            };
            let map = &mut map.vpclattice_service_network_resource_association;
            put(map, id, it, at);
        }
        "rcfg" => {
            let it = ResourceConfiguration {
                name: at.string("name"),
                type_: at.string("type"),
                resource_gateway_identifier: at.id("resourceGatewayId"),
                resource_configuration_group_id: at.id("resourceConfigurationGroupId"),
                resource_configuration_definition: definition(at),
                port_ranges: at.ids("portRanges"),
                protocol: at.string("protocol"),
                custom_domain_name: at.string("customDomainName"),
                status,
                more: unlisted(at, "portRanges", "port_ranges"),
                ..ResourceConfiguration::default()
            };
            put(&mut map.vpclattice_resource_configuration, id, it, at);
        }
        "rgw" => {
            let it = ResourceGateway {
                name: at.string("name"),
                vpc_id: at.id("vpcIdentifier").or_else(|| at.id("vpcId")),
                subnet_ids: at.ids("subnetIds"),
                security_group_ids: at.ids("securityGroupIds"),
                ip_address_type: at.string("ipAddressType"),
                resource_config_dns_resolution: at.string("resourceConfigDnsResolution"),
                status,
                ..ResourceGateway::default()
            };
            put(&mut map.vpclattice_resource_gateway, id, it, at);
        }
        _ => return lattice_service::item(at, dump, id, kind),
    }
    Some(id.to_owned())
}

pub(super) fn name(at: &View<'_>) -> Option<LatticeName> {
    let entry = at.get("dnsEntry");
    entry.is_there().then(|| LatticeName {
        domain_name: entry.string("domainName"),
        hosted_zone_id: entry.string("hostedZoneId"),
        ..LatticeName::default()
    })
}

fn definition(at: &View<'_>) -> Option<ResourceDefinition> {
    let it = at.get("resourceConfigurationDefinition");
    it.is_there().then(|| ResourceDefinition {
        ip_resource: it.get("ipResource").is_there().then(|| IpResource {
            ip_address: it.get("ipResource").parsed("ipAddress"),
            ..IpResource::default()
        }),
        dns_resource: it.get("dnsResource").is_there().then(|| DnsResource {
            domain_name: it.get("dnsResource").string("domainName"),
            ip_address_type: it.get("dnsResource").string("ipAddressType"),
            ..DnsResource::default()
        }),
        arn_resource: it.get("arnResource").is_there().then(|| ArnResource {
            arn: it.get("arnResource").string("arn"),
            ..ArnResource::default()
        }),
        ..ResourceDefinition::default()
    })
}

/// What a `list-*` output leaves out, since only `get-*` prints it.
pub(super) fn unlisted(at: &View<'_>, key: &str, attribute: &str) -> net::topology::Attributes {
    if at.get(key).is_there() {
        return net::topology::Attributes::new();
    }
    let why = "only a get output of aws vpc-lattice prints it";
    [("unknown".to_owned(), serde_json::json!({ attribute: why }))].into()
}
