//! Every output that is read, by AWS's key.

use super::super::{
    balancer, dns, endpoint, eni, firewall, lattice, lattice_service, link, route, security, site,
    transit, vpc,
};
use super::{Does, Holds, LATTICE, Output, each, ignored, later, whole};
use crate::report::NOT_SIMULATED;
use net::lang::Says;

const OTHER_SIDE: &Says = &Says {
    en: "what is on its other side is a site of the topology, to be said there",
    ja: "反対側はトポロジーのサイトです。サイトとして指定してください",
};
const NO_PART: &Says = &Says {
    en: "it has no part in the network",
    ja: "ネットワークに関係しません",
};
const BY_ITS_INTERFACE: &Says = &Says {
    en: "not simulated; its network interface is, where it is listed",
    ja: "シミュレーションの対象外です。一覧にあれば、そのネットワークインターフェイスは対象です",
};

/// Every output that is known. The order is the order in which marks are tried.
pub(super) static OUTPUTS: &[Output] = &[
    later(
        "VpcEndpointConnections",
        endpoint::connection,
        &["VpcEndpointId", "VpcEndpointOwner"],
    ),
    each(
        "NetworkInterfaces",
        eni::network_interface,
        &["NetworkInterfaceId", "PrivateIpAddresses"],
    ),
    each("Subnets", vpc::subnet, &["SubnetId", "CidrBlock"]),
    each("Vpcs", vpc::vpc, &["VpcId", "CidrBlock"]),
    each(
        "RouteTables",
        route::route_table,
        &["RouteTableId", "Routes"],
    ),
    each(
        "NetworkAcls",
        security::network_acl,
        &["NetworkAclId", "Entries"],
    ),
    each(
        "SecurityGroups",
        security::security_group,
        &["GroupId", "IpPermissions"],
    ),
    Output {
        key: "Reservations",
        holds: Holds::Inner("Instances"),
        does: Does::Makes(eni::instance),
        empty: None,
        marks: &["ReservationId", "Instances"],
    },
    each("Instances", eni::instance, &["InstanceId", "ImageId"]),
    each("Addresses", eni::address, &["PublicIp", "Domain"]),
    each(
        "VpcEndpoints",
        endpoint::endpoint,
        &["VpcEndpointId", "ServiceName"],
    ),
    each(
        "ServiceConfigurations",
        endpoint::service,
        &["ServiceId", "ServiceState"],
    ),
    each(
        "ServiceDetails",
        endpoint::service_detail,
        &["ServiceName", "BaseEndpointDnsNames"],
    ),
    each(
        "NatGateways",
        link::nat_gateway,
        &["NatGatewayId", "NatGatewayAddresses"],
    ),
    each(
        "InternetGateways",
        link::internet_gateway,
        &["InternetGatewayId", "Attachments"],
    ),
    each(
        "EgressOnlyInternetGateways",
        link::egress_only,
        &["EgressOnlyInternetGatewayId", "Attachments"],
    ),
    each(
        "VpcPeeringConnections",
        link::peering,
        &["VpcPeeringConnectionId", "AccepterVpcInfo"],
    ),
    each(
        "VpcBlockPublicAccessOptions",
        link::public_access,
        &["InternetGatewayBlockMode"],
    ),
    each(
        "VpcBlockPublicAccessExclusions",
        link::public_access_exclusion,
        &["ExclusionId", "InternetGatewayExclusionMode"],
    ),
    each(
        "VpnGateways",
        link::vpn_gateway,
        &["VpnGatewayId", "VpcAttachments"],
    ),
    each(
        "CustomerGateways",
        site::customer_gateway,
        &["CustomerGatewayId", "BgpAsn"],
    ),
    each(
        "VpnConnections",
        site::vpn_connection,
        &["VpnConnectionId", "CustomerGatewayId"],
    ),
    each(
        "PrefixLists",
        route::prefix_list,
        &["PrefixListId", "PrefixListName"],
    ),
    each(
        "DhcpOptions",
        vpc::dhcp_options,
        &["DhcpOptionsId", "DhcpConfigurations"],
    ),
    each(
        "TransitGateways",
        transit::gateway,
        &["TransitGatewayId", "TransitGatewayArn"],
    ),
    each(
        "TransitGatewayPeeringAttachments",
        transit::peering_attachment,
        &["TransitGatewayAttachmentId", "RequesterTgwInfo"],
    ),
    each(
        "TransitGatewayVpcAttachments",
        transit::vpc_attachment,
        &["TransitGatewayAttachmentId", "SubnetIds"],
    ),
    each(
        "TransitGatewayRouteTables",
        transit::route_table,
        &["TransitGatewayRouteTableId", "TransitGatewayId"],
    ),
    each(
        "LoadBalancers",
        balancer::load_balancer,
        &["LoadBalancerArn", "DNSName"],
    ),
    Output {
        empty: Some(balancer::no_listeners),
        ..each("Listeners", balancer::listener, &["ListenerArn", "Port"])
    },
    each("Rules", balancer::rule, &["RuleArn", "Priority"]),
    each(
        "TargetGroups",
        balancer::target_group,
        &["TargetGroupArn", "TargetGroupName"],
    ),
    Output {
        key: "LoadBalancerListeners",
        holds: Holds::Inner("Listeners"),
        does: Does::Makes(balancer::listener),
        empty: None,
        marks: &[],
    },
    each("HostedZones", dns::zone, &["Id", "CallerReference"]),
    each(
        "ResolverEndpoints",
        dns::resolver_endpoint,
        &["Id", "HostVPCId"],
    ),
    each("ResolverRules", dns::resolver_rule, &["Id", "RuleType"]),
    each(
        "ResolverRuleAssociations",
        dns::resolver_association,
        &["ResolverRuleId", "VPCId"],
    ),
    each(
        "FirewallRuleGroups",
        firewall::rule_group,
        &["Id", "ShareStatus", "CreatorRequestId"],
    ),
    each(
        "FirewallRules",
        firewall::rule,
        &["FirewallRuleGroupId", "Action"],
    ),
    each(
        "FirewallRuleGroupAssociations",
        firewall::association,
        &["Id", "FirewallRuleGroupId", "VpcId"],
    ),
    each(
        "FirewallDomainLists",
        firewall::domain_list,
        &["Id", "ManagedOwnerName"],
    ),
    // What says something of the above.
    later("EnableDnsSupport", vpc::dns_support, &[]),
    later("EnableDnsHostnames", vpc::dns_hostnames, &[]),
    later(
        "TransitGatewayAttachments",
        transit::attachment,
        &["TransitGatewayAttachmentId", "ResourceType"],
    ),
    Output {
        empty: Some(balancer::no_targets),
        ..later(
            "TargetHealthDescriptions",
            balancer::target_health,
            &["Target", "TargetHealth"],
        )
    },
    Output {
        key: "LoadBalancerTargetHealth",
        holds: Holds::Inner("TargetHealthDescriptions"),
        does: Does::Adds(balancer::target_health),
        empty: None,
        marks: &["TargetGroupArn", "TargetHealthDescriptions"],
    },
    later(
        "LoadBalancerAttributes",
        balancer::attributes_of_one,
        &["LoadBalancerArn", "Attributes"],
    ),
    whole("Attributes", balancer::attributes),
    whole("Entries", route::prefix_list_entries),
    whole("AllowedPrincipals", endpoint::principals),
    whole("Routes", transit::routes),
    whole("Associations", transit::associations),
    whole(
        "TransitGatewayRouteTablePropagations",
        transit::propagations,
    ),
    later("TransitGatewayStaticRoutes", transit::routes_of_one, &[]),
    later(
        "TransitGatewayPropagations",
        transit::propagations_of_one,
        &[],
    ),
    Output {
        empty: Some(lattice_service::none),
        ..each(LATTICE, lattice::item, &["arn", "id", "createdAt"])
    },
    each(
        "get-auth-policy",
        lattice_service::auth_policy,
        &["policy", "state", "lastUpdatedAt"],
    ),
    whole("VPCs", dns::zone_vpcs),
    later(
        "HostedZoneSummaries",
        dns::zone_summary,
        &["HostedZoneId", "Owner"],
    ),
    later(
        "ResourceRecordSets",
        dns::record,
        &["Name", "Type", "ResourceRecords"],
    ),
    whole("IpAddresses", dns::resolver_addresses),
    whole("Domains", firewall::domains),
    // What is known and left out.
    ignored(
        "AvailabilityZones",
        "ZoneName",
        &Says {
            en: "subnets say their zones themselves",
            ja: "ゾーンはサブネットに示されています",
        },
    ),
    ignored("Regions", "RegionName", NO_PART),
    ignored("EnableNetworkAddressUsageMetrics", "VpcId", NO_PART),
    ignored(
        "SecurityGroupRules",
        "SecurityGroupRuleId",
        &Says {
            en: "describe-security-groups has the rules, each with its group",
            ja: "ルールは describe-security-groups にグループごとにあります",
        },
    ),
    ignored(
        "DirectConnectGateways",
        "directConnectGatewayId",
        OTHER_SIDE,
    ),
    ignored(
        "DirectConnectGatewayAssociations",
        "associationId",
        OTHER_SIDE,
    ),
    ignored("VirtualInterfaces", "virtualInterfaceId", OTHER_SIDE),
    ignored(
        "TransitGatewayConnects",
        "TransitGatewayAttachmentId",
        OTHER_SIDE,
    ),
    ignored("CarrierGateways", "CarrierGatewayId", &NOT_SIMULATED),
    ignored("Firewalls", "FirewallArn", &NOT_SIMULATED),
    ignored(
        "FirewallConfigs",
        "Id",
        &Says {
            en: "says what happens while DNS Firewall is impaired, which is not simulated",
            ja: "DNS Firewall の障害時の動作で、シミュレーションの対象外です",
        },
    ),
    ignored(
        "LoadBalancerDescriptions",
        "LoadBalancerName",
        &Says {
            en: "a Classic Load Balancer, which cannot serve PrivateLink",
            ja: "Classic Load Balancer です。PrivateLink には使えません",
        },
    ),
    ignored("DBInstances", "DBInstanceIdentifier", BY_ITS_INTERFACE),
    ignored("DomainStatusList", "ARN", BY_ITS_INTERFACE),
    ignored("Functions", "FunctionArn", BY_ITS_INTERFACE),
    ignored("Snapshots", "SnapshotId", NO_PART),
    ignored("Volumes", "VolumeId", NO_PART),
    ignored("Images", "ImageId", NO_PART),
    ignored("KeyPairs", "KeyPairId", NO_PART),
    ignored("FlowLogs", "FlowLogId", NO_PART),
    ignored("ResourceTagSets", "ResourceId", NO_PART),
];
