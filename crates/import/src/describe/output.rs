//! The outputs that are read: one plain table of AWS's keys.

use super::dump::Dump;
use super::view::View;
use super::{
    balancer, dns, endpoint, eni, firewall, lattice, lattice_service, link, route, security, site,
    transit, vpc,
};
use crate::report::NOT_SIMULATED;
use net::lang::Says;

/// Reads one object, and gives the id it is listed by.
pub(super) type Read = fn(&View<'_>, &mut Dump<'_>) -> Option<String>;

/// An output of the AWS CLI.
pub(super) struct Output {
    /// The key its objects stand under.
    pub(super) key: &'static str,
    /// What its objects are.
    pub(super) holds: Holds,
    /// What is done with them.
    pub(super) does: Does,
    /// What is done where the list is empty, which says something too.
    pub(super) empty: Option<Read>,
    /// Keys that tell one of its objects where nothing is around it.
    marks: &'static [&'static str],
}

/// What stands under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A list of objects, or one object.
    Each,
    /// A list of objects that hold a list of objects.
    Inner(&'static str),
    /// Parts of one thing.
    Whole,
}

/// What is done with an object.
#[derive(Clone, Copy)]
pub(super) enum Does {
    /// It is a resource.
    Makes(Read),
    /// It says something of a resource, which is read first.
    Adds(Read),
    /// It has no part in the topology. The key of its id, and why.
    Ignores(&'static str, &'static Says),
}

const fn each(key: &'static str, read: Read, marks: &'static [&'static str]) -> Output {
    Output {
        key,
        holds: Holds::Each,
        does: Does::Makes(read),
        empty: None,
        marks,
    }
}

const fn later(key: &'static str, read: Read, marks: &'static [&'static str]) -> Output {
    Output {
        key,
        holds: Holds::Each,
        does: Does::Adds(read),
        empty: None,
        marks,
    }
}

const fn whole(key: &'static str, read: Read) -> Output {
    Output {
        key,
        holds: Holds::Whole,
        does: Does::Adds(read),
        empty: None,
        marks: &[],
    }
}

const fn ignored(key: &'static str, id: &'static str, why: &'static Says) -> Output {
    Output {
        key,
        holds: Holds::Each,
        does: Does::Ignores(id, why),
        empty: None,
        marks: &[],
    }
}

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

/// What VPC Lattice lists, whatever it is, stands under this key.
const LATTICE: &str = "items";

/// Outputs of commands that give one object, with nothing around it.
const BARE: &[&str] = &[LATTICE, "get-auth-policy"];

/// Outputs of commands that give one object, under its own key.
const ALONE: &[(&str, &str)] = &[
    ("Vpc", "Vpcs"),
    ("Subnet", "Subnets"),
    ("VpcEndpoint", "VpcEndpoints"),
    ("ServiceConfiguration", "ServiceConfigurations"),
    ("HostedZone", "HostedZones"),
    ("ResolverEndpoint", "ResolverEndpoints"),
    ("ResolverRule", "ResolverRules"),
    ("FirewallRuleGroup", "FirewallRuleGroups"),
    (
        "FirewallRuleGroupAssociation",
        "FirewallRuleGroupAssociations",
    ),
    ("FirewallDomainList", "FirewallDomainLists"),
    ("ResolverRuleAssociation", "ResolverRuleAssociations"),
];

impl Output {
    /// The output of a key: as AWS prints it, or as some tools have it, in `snake_case`.
    pub(super) fn of(key: &str) -> Option<&'static Self> {
        let alone = ALONE.iter().find(|(alone, _)| *alone == key);
        let key = alone.map_or(key, |(_, list)| *list);
        OUTPUTS.iter().find(|it| {
            it.key == key || matches!(it.does, Does::Makes(_)) && is_snake_of(key, it.key)
        })
    }

    /// The output that a document is of alone, by its keys.
    pub(super) fn alone(keys: &[&str]) -> Option<&'static Self> {
        Self::marked(keys).filter(|it| BARE.contains(&it.key))
    }

    /// The output an object is of, by its keys.
    pub(super) fn marked(keys: &[&str]) -> Option<&'static Self> {
        OUTPUTS
            .iter()
            .find(|it| !it.marks.is_empty() && it.marks.iter().all(|mark| keys.contains(mark)))
    }
}

fn is_snake_of(key: &str, pascal: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.split('_').map(str::len).sum::<usize>() == pascal.len()
        && key.replace('_', "").eq_ignore_ascii_case(pascal)
}
