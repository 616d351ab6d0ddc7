//! What a resource leaves open that may be there or not, since a condition or the list of a loop
//! is not known: one plain table.
//!
//! It is never simply absent: a table that may have one more route says so, and a name that an
//! endpoint may answer is left open. What other resources only refer to (a gateway, a group, a
//! subnet) needs no entry: to them it is something the inputs do not hold.

use super::kinds::{self, How};
use super::properties::{Properties, list_unknown};
use crate::assume::defaults;
use crate::said::Said;
use net::Topology;
use net::topology::{Attributes, EndpointType, TransitGatewayRouteTable, ZoneVpc};

/// How it is left open.
#[derive(Clone, Copy)]
enum Opens {
    /// It is held, without what is not certain of it.
    Held(fn(&mut Topology, &str, &str)),
    /// The lists, of the resource that a property names, that it may be an item of.
    Lists(&'static str, Find, &'static [&'static str]),
    /// In a way of its own, once all sources are one topology.
    Else(fn(&Properties<'_>, &str, &mut Topology, &str)),
}

/// The attributes of a resource.
type Find = for<'t> fn(&'t mut Topology, &str) -> Option<&'t mut Attributes>;

use Opens::{Else, Held, Lists};

const KINDS: &[(&str, Opens)] = &[
    (
        "AWS::EC2::GatewayRouteTableAssociation",
        Held(route_table_association),
    ),
    ("AWS::EC2::NetworkAclEntry", Else(network_acl_entry)),
    (
        "AWS::EC2::Route",
        Lists("RouteTableId", route_table, &["route"]),
    ),
    (
        "AWS::EC2::SecurityGroupEgress",
        Lists("GroupId", security_group, &["egress"]),
    ),
    (
        "AWS::EC2::SecurityGroupIngress",
        Lists("GroupId", security_group, &["ingress"]),
    ),
    (
        "AWS::EC2::SubnetCidrBlock",
        Lists("SubnetId", subnet, &["ipv6_cidr_block"]),
    ),
    (
        "AWS::EC2::SubnetNetworkAclAssociation",
        Else(network_acl_association),
    ),
    (
        "AWS::EC2::SubnetRouteTableAssociation",
        Held(route_table_association),
    ),
    ("AWS::EC2::TransitGatewayAttachment", Held(attachment)),
    (
        "AWS::EC2::TransitGatewayRoute",
        Lists("TransitGatewayRouteTableId", transit_table, &["route"]),
    ),
    (
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        Else(transit_association),
    ),
    (
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        Lists(
            "TransitGatewayRouteTableId",
            transit_table,
            &["propagations"],
        ),
    ),
    ("AWS::EC2::TransitGatewayVpcAttachment", Held(attachment)),
    ("AWS::EC2::VPCBlockPublicAccessOptions", Held(public_access)),
    (
        "AWS::EC2::VPCCidrBlock",
        Lists("VpcId", vpc, &["cidr_block", "ipv6_cidr_block"]),
    ),
    (
        "AWS::EC2::VPCDHCPOptionsAssociation",
        Else(dhcp_association),
    ),
    ("AWS::EC2::VPCEndpoint", Held(vpc_endpoint)),
    (
        "AWS::EC2::VPCGatewayAttachment",
        Lists("VpcId", vpc, &["internet_gateway"]),
    ),
    (
        "AWS::EC2::VPNGatewayRoutePropagation",
        Else(propagating_tables),
    ),
    ("AWS::ElasticLoadBalancingV2::Listener", Held(listener)),
    (
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        Lists("ListenerArn", listener_attributes, &["lb_listener_rule"]),
    ),
    ("AWS::Route53::HostedZone", Held(zone)),
    ("AWS::Route53::RecordSet", Held(records)),
    ("AWS::Route53::RecordSetGroup", Held(records)),
    (
        "AWS::Route53Resolver::FirewallRuleGroupAssociation",
        Held(firewall_association),
    ),
    (
        "AWS::Route53Resolver::ResolverRuleAssociation",
        Held(rule_association),
    ),
    (
        "AWS::VpcLattice::ServiceNetworkServiceAssociation",
        Lists(
            "ServiceNetworkIdentifier",
            service_network,
            &["vpclattice_service_network_service_association"],
        ),
    ),
    (
        "AWS::VpcLattice::ServiceNetworkVpcAssociation",
        Lists(
            "VpcIdentifier",
            vpc,
            &["vpclattice_service_network_vpc_association"],
        ),
    ),
];

fn of(kind: &str) -> Option<Opens> {
    let mut kinds = KINDS.iter();
    kinds.find(|(name, _)| *name == kind).map(|(_, it)| *it)
}

/// Holds a resource of a type that may be there.
pub(super) fn make(kind: &str, p: &Properties<'_>, id: &str, topology: &mut Topology, why: &Said) {
    if let (Some(Held(spoil)), Some(How::Makes(make) | How::Settles(make, _))) =
        (of(kind), kinds::of(kind))
    {
        make(p, id, topology);
        spoil(topology, id, &why.en());
    }
}

/// Leaves open what a resource of a type may add to others.
pub(super) fn add(kind: &str, p: &Properties<'_>, id: &str, topology: &mut Topology, why: &Said) {
    let why = why.en();
    match (of(kind), kinds::of(kind)) {
        (Some(Lists(property, find, attributes)), _) => {
            let named = p.id::<String>(property);
            if let Some(more) = named.and_then(|it| find(topology, &it)) {
                list_unknown(more, attributes, &why);
            }
        }
        (Some(Else(open)), _) => open(p, id, topology, &why),
        (Some(Held(spoil)), Some(How::Adds(add))) => {
            add(p, id, topology);
            spoil(topology, id, &why);
        }
        // Which targets it makes nobody knows either way.
        (None, Some(How::Fills(fill))) => fill(p, id, topology),
        _ => {}
    }
}

/// The id of what nobody knows whether it is meant.
fn unheld(id: &str, what: &str) -> String {
    format!("{id}.{what}")
}

fn vpc<'t>(topology: &'t mut Topology, id: &str) -> Option<&'t mut Attributes> {
    Some(&mut topology.vpc.get_mut(id)?.more)
}

fn subnet<'t>(topology: &'t mut Topology, id: &str) -> Option<&'t mut Attributes> {
    Some(&mut topology.subnet.get_mut(id)?.more)
}

fn route_table<'t>(topology: &'t mut Topology, id: &str) -> Option<&'t mut Attributes> {
    Some(&mut topology.route_table.get_mut(id)?.more)
}

fn security_group<'t>(topology: &'t mut Topology, id: &str) -> Option<&'t mut Attributes> {
    defaults::make_group(topology, id);
    Some(&mut topology.security_group.get_mut(id)?.more)
}

fn transit_table<'t>(topology: &'t mut Topology, id: &str) -> Option<&'t mut Attributes> {
    Some(&mut topology.transit_gateway_route_table.get_mut(id)?.more)
}

fn listener_attributes<'t>(topology: &'t mut Topology, id: &str) -> Option<&'t mut Attributes> {
    Some(&mut topology.lb_listener.get_mut(id)?.more)
}

fn service_network<'t>(topology: &'t mut Topology, id: &str) -> Option<&'t mut Attributes> {
    Some(&mut topology.vpclattice_service_network.get_mut(id)?.more)
}

fn route_table_association(topology: &mut Topology, id: &str, _: &str) {
    if let Some(it) = topology.route_table_association.get_mut(id) {
        it.route_table_id = Some(unheld(id, "route_table").as_str().into());
    }
}

fn network_acl_entry(p: &Properties<'_>, _: &str, topology: &mut Topology, why: &str) {
    let Some(acl) = p.id::<String>("NetworkAclId") else {
        return;
    };
    defaults::make_acl(topology, &acl);
    let lists: &[&str] = match p.truth("Egress") {
        Some(true) => &["egress"],
        Some(false) => &["ingress"],
        None if p.has("Egress") => &["egress", "ingress"],
        None => &["ingress"],
    };
    if let Some(acl) = topology.network_acl.get_mut(acl.as_str()) {
        list_unknown(&mut acl.more, lists, why);
    }
}

fn network_acl_association(p: &Properties<'_>, id: &str, topology: &mut Topology, why: &str) {
    let Some(subnet) = p.id("SubnetId") else {
        return;
    };
    let of_subnet = topology.subnet.get(&subnet);
    let vpc = of_subnet.and_then(|it: &net::topology::Subnet| it.vpc_id.clone());
    let mut acl = defaults::unknown_acl(vpc, why);
    acl.subnet_ids.push(subnet);
    let acl_id = unheld(id, "network_acl");
    topology.network_acl.insert(acl_id.as_str().into(), acl);
}

fn attachment(topology: &mut Topology, id: &str, why: &str) {
    if let Some(it) = topology.transit_gateway_vpc_attachment.get_mut(id) {
        it.subnet_ids.clear();
        list_unknown(&mut it.more, &["subnet_ids"], why);
    }
}

fn transit_association(p: &Properties<'_>, id: &str, topology: &mut Topology, why: &str) {
    let Some(attachment) = p.id("TransitGatewayAttachmentId") else {
        return;
    };
    let tables = &mut topology.transit_gateway_route_table;
    let named = p.id::<String>("TransitGatewayRouteTableId");
    let named = named.and_then(|it| tables.get(it.as_str()));
    let mut table = TransitGatewayRouteTable {
        transit_gateway_id: named.and_then(|it| it.transit_gateway_id.clone()),
        associations: vec![attachment],
        ..TransitGatewayRouteTable::default()
    };
    list_unknown(&mut table.more, &["route"], why);
    tables.insert(unheld(id, "route_table").as_str().into(), table);
}

fn public_access(topology: &mut Topology, id: &str, why: &str) {
    let map = &mut topology.vpc_block_public_access_options;
    if let Some(it) = map.get_mut(id) {
        it.internet_gateway_block_mode = None;
        list_unknown(&mut it.more, &["internet_gateway_block_mode"], why);
    }
}

fn dhcp_association(p: &Properties<'_>, id: &str, topology: &mut Topology, _: &str) {
    let vpc = p.id::<String>("VpcId");
    if let Some(vpc) = vpc.and_then(|it| topology.vpc.get_mut(it.as_str())) {
        vpc.dhcp_options_id = Some(unheld(id, "dhcp_options").as_str().into());
    }
}

fn vpc_endpoint(topology: &mut Topology, id: &str, why: &str) {
    let Some(it) = topology.vpc_endpoint.get_mut(id) else {
        return;
    };
    it.state = Some("unknown".to_owned());
    list_unknown(&mut it.more, &["state"], why);
    if it.kind() == EndpointType::Gateway {
        it.route_table_ids.clear();
        list_unknown(&mut it.more, &["route_table_ids"], why);
    } else if it.private_dns_enabled.take() == Some(true) {
        list_unknown(&mut it.more, &["private_dns_enabled"], why);
    }
}

fn propagating_tables(p: &Properties<'_>, _: &str, topology: &mut Topology, why: &str) {
    for id in p.ids::<String>("RouteTableIds") {
        if let Some(more) = route_table(topology, &id) {
            list_unknown(more, &["propagating_vgws"], why);
        }
    }
}

fn listener(topology: &mut Topology, id: &str, why: &str) {
    if let Some(it) = topology.lb_listener.get_mut(id) {
        it.port = None;
        it.protocol = None;
        it.default_action.clear();
        let attributes = ["port", "protocol", "default_action"];
        list_unknown(&mut it.more, &attributes, why);
    }
}

fn zone(topology: &mut Topology, id: &str, why: &str) {
    if let Some(it) = topology.route53_zone.get_mut(id) {
        // It may answer in any VPC.
        it.vpc = vec![ZoneVpc::default()];
        list_unknown(&mut it.more, &["vpc"], why);
    }
}

/// A record, or those of a group.
fn records(topology: &mut Topology, id: &str, why: &str) {
    let of_group = format!("{id}.");
    let all = topology.route53_record.iter_mut();
    for (its, record) in all {
        if its.as_str() == id || its.as_str().starts_with(&of_group) {
            record.records.clear();
            record.alias = None;
            list_unknown(&mut record.more, &["records"], why);
        }
    }
}

fn rule_association(topology: &mut Topology, id: &str, _: &str) {
    let map = &mut topology.route53_resolver_rule_association;
    if let Some(it) = map.get_mut(id) {
        it.resolver_rule_id = Some(unheld(id, "rule").as_str().into());
    }
}

fn firewall_association(topology: &mut Topology, id: &str, _: &str) {
    let map = &mut topology.route53_resolver_firewall_rule_group_association;
    if let Some(it) = map.get_mut(id) {
        it.firewall_rule_group_id = Some(unheld(id, "rule_group").as_str().into());
    }
}
