//! VPC Lattice.

use super::Properties;
use net::Topology;
use net::topology::lattice::{
    ArnResource, DnsResource, FixedResponse, IpResource, LatticeAction, LatticeAuthPolicy,
    LatticeForward, LatticeListener, LatticeListenerRule, LatticeService, LatticeTarget,
    LatticeTargetConfig, LatticeTargetGroup, LatticeTargetGroupAttachment, ResourceConfiguration,
    ResourceDefinition, ResourceGateway, ServiceNetwork, ServiceNetworkResourceAssociation,
    ServiceNetworkServiceAssociation, ServiceNetworkVpcAssociation, WeightedTargetGroup,
};

/// `AWS::VpcLattice::ServiceNetwork`
pub(super) fn service_network(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let network = ServiceNetwork {
        name: p.label("Name"),
        auth_type: p.text("AuthType"),
        tags: p.tags(),
        more: p.unknown(),
        ..ServiceNetwork::default()
    };
    topology
        .vpclattice_service_network
        .insert(id.into(), network);
}

/// `AWS::VpcLattice::Service`
pub(super) fn service(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let service = LatticeService {
        name: p.label("Name"),
        auth_type: p.text("AuthType"),
        custom_domain_name: p.text("CustomDomainName"),
        tags: p.tags(),
        more: p.unknown(),
        ..LatticeService::default()
    };
    topology.vpclattice_service.insert(id.into(), service);
}

/// `AWS::VpcLattice::ServiceNetworkVpcAssociation`
pub(super) fn vpc_association(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let association = ServiceNetworkVpcAssociation {
        service_network_identifier: p.id("ServiceNetworkIdentifier"),
        vpc_identifier: p.id("VpcIdentifier"),
        security_group_ids: p.ids("SecurityGroupIds"),
        private_dns_enabled: p.truth("PrivateDnsEnabled"),
        tags: p.tags(),
        more: p.unknown(),
        ..ServiceNetworkVpcAssociation::default()
    };
    let map = &mut topology.vpclattice_service_network_vpc_association;
    map.insert(id.into(), association);
}

/// `AWS::VpcLattice::ServiceNetworkServiceAssociation`
pub(super) fn service_association(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let association = ServiceNetworkServiceAssociation {
        service_network_identifier: p.id("ServiceNetworkIdentifier"),
        service_identifier: p.id("ServiceIdentifier"),
        tags: p.tags(),
        more: p.unknown(),
        ..ServiceNetworkServiceAssociation::default()
    };
    let map = &mut topology.vpclattice_service_network_service_association;
    map.insert(id.into(), association);
}

/// `AWS::VpcLattice::ServiceNetworkResourceAssociation`
pub(super) fn resource_association(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let association = ServiceNetworkResourceAssociation {
        service_network_identifier: p.id("ServiceNetworkId"),
        resource_configuration_identifier: p.id("ResourceConfigurationId"),
        private_dns_enabled: p.truth("PrivateDnsEnabled"),
        tags: p.tags(),
        more: p.unknown(),
        ..ServiceNetworkResourceAssociation::default()
    };
    let map = &mut topology.vpclattice_service_network_resource_association;
    map.insert(id.into(), association);
}

/// `AWS::VpcLattice::ResourceConfiguration`
pub(super) fn resource_configuration(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let definition = p.part("ResourceConfigurationDefinition").map(|it| {
        let address = it.address("IpResource");
        ResourceDefinition {
            ip_resource: address.map(|ip_address| IpResource {
                ip_address: Some(ip_address),
                ..IpResource::default()
            }),
            dns_resource: it.part("DnsResource").map(|it| DnsResource {
                domain_name: it.text("DomainName"),
                ip_address_type: it.text("IpAddressType"),
                more: it.unknown(),
            }),
            arn_resource: it.text("ArnResource").map(|arn| ArnResource {
                arn: Some(arn),
                ..ArnResource::default()
            }),
            more: it.unknown(),
        }
    });
    let resource = ResourceConfiguration {
        name: p.label("Name"),
        type_: p.text("ResourceConfigurationType"),
        resource_gateway_identifier: p.id("ResourceGatewayId"),
        resource_configuration_group_id: p.id("ResourceConfigurationGroupId"),
        resource_configuration_definition: definition,
        port_ranges: p.texts("PortRanges"),
        protocol: p.text("ProtocolType"),
        custom_domain_name: p.text("CustomDomainName"),
        tags: p.tags(),
        more: p.unknown(),
        ..ResourceConfiguration::default()
    };
    let map = &mut topology.vpclattice_resource_configuration;
    map.insert(id.into(), resource);
}

/// `AWS::VpcLattice::ResourceGateway`
pub(super) fn resource_gateway(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let gateway = ResourceGateway {
        name: p.label("Name"),
        vpc_id: p.id("VpcIdentifier"),
        subnet_ids: p.ids("SubnetIds"),
        security_group_ids: p.ids("SecurityGroupIds"),
        ip_address_type: p.text("IpAddressType"),
        resource_config_dns_resolution: p.text("ResourceConfigDnsResolution"),
        tags: p.tags(),
        more: p.unknown(),
        ..ResourceGateway::default()
    };
    topology
        .vpclattice_resource_gateway
        .insert(id.into(), gateway);
}

/// `AWS::VpcLattice::Listener`
pub(super) fn listener(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let listener = LatticeListener {
        service_identifier: p.id("ServiceIdentifier"),
        port: p.number("Port"),
        protocol: p.text("Protocol"),
        default_action: p.part("DefaultAction").map(|it| action(&it)),
        tags: p.tags(),
        more: p.unknown(),
    };
    topology.vpclattice_listener.insert(id.into(), listener);
}

/// `AWS::VpcLattice::Rule`
pub(super) fn rule(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let rule = LatticeListenerRule {
        service_identifier: p.id("ServiceIdentifier"),
        listener_identifier: p.id("ListenerIdentifier"),
        priority: p.number("Priority"),
        action: p.part("Action").map(|it| action(&it)),
        more: p.unknown(),
    };
    topology.vpclattice_listener_rule.insert(id.into(), rule);
}

fn action(p: &Properties<'_>) -> LatticeAction {
    LatticeAction {
        forward: p.part("Forward").map(|it| LatticeForward {
            target_groups: it
                .parts("TargetGroups")
                .iter()
                .map(|group| WeightedTargetGroup {
                    target_group_identifier: group.id("TargetGroupIdentifier"),
                    weight: group.number("Weight"),
                    more: group.unknown(),
                })
                .collect(),
            more: it.unknown(),
        }),
        fixed_response: p.part("FixedResponse").map(|it| FixedResponse {
            status_code: it.number("StatusCode"),
            more: it.unknown(),
        }),
        more: p.unknown(),
    }
}

/// `AWS::VpcLattice::TargetGroup`, with its targets.
pub(super) fn target_group(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    for (index, target) in p.parts("Targets").iter().enumerate() {
        let attachment = LatticeTargetGroupAttachment {
            target_group_identifier: Some(id.into()),
            target: Some(LatticeTarget {
                id: target.id("Id"),
                port: target.number("Port"),
                more: target.unknown(),
            }),
            ..LatticeTargetGroupAttachment::default()
        };
        let map = &mut topology.vpclattice_target_group_attachment;
        map.insert(format!("{id}.target.{index}").into(), attachment);
    }
    let group = LatticeTargetGroup {
        name: p.label("Name"),
        type_: p.text("Type"),
        config: p.part("Config").map(|it| LatticeTargetConfig {
            vpc_identifier: it.id("VpcIdentifier"),
            port: it.number("Port"),
            protocol: it.text("Protocol"),
            ip_address_type: it.text("IpAddressType"),
            more: it.unknown(),
        }),
        tags: p.tags(),
        more: p.unknown(),
    };
    topology.vpclattice_target_group.insert(id.into(), group);
}

/// `AWS::VpcLattice::AuthPolicy`
pub(super) fn auth_policy(p: &Properties<'_>, id: &str, topology: &mut Topology) {
    let policy = LatticeAuthPolicy {
        resource_identifier: p.id("ResourceIdentifier"),
        policy: p.policy("Policy").map(Into::into),
        more: p.unknown(),
    };
    topology.vpclattice_auth_policy.insert(id.into(), policy);
}
