//! Route tables with the routes AWS adds, as prefix tries.

use super::SubnetPlace;
use super::gateway_endpoint::{Gateway, gateway_endpoint_routes, gateway_endpoints};
use super::prefix_list::{is_prefix_list_known, prefix_list_ranges};
use super::route::{Rank, RouteEntry, RouteTarget};
use crate::id::{ResourceId, RouteTableId, SubnetId, VpcId};
use crate::service;
use crate::topology::{EndpointType, Route, Site, Topology, is_partly_unknown, is_unknown};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use prefix_trie::PrefixMap;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// A route table, ready to be asked.
#[derive(Debug)]
pub struct Table {
    /// The VPC it belongs to.
    pub vpc: VpcId,
    /// Its routes: `local` ones first, then as listed, then those of gateway endpoints.
    pub routes: Vec<RouteEntry>,
    /// Whether the table, some route or the VPC's own range is not known: another could win.
    pub uncertain: bool,
    v4: PrefixMap<Ipv4Net, Vec<usize>>,
    v6: PrefixMap<Ipv6Net, Vec<usize>>,
}

impl Table {
    /// Routes that cover an address, the most specific range first and by rank within a range.
    #[must_use]
    pub fn covering(&self, address: IpAddr) -> Vec<(IpNet, &RouteEntry)> {
        let mut covering: Vec<(IpNet, &RouteEntry)> = match address {
            IpAddr::V4(v4) => self
                .v4
                .cover(&Ipv4Net::from(v4))
                .flat_map(|(net, routes)| routes.iter().map(move |at| (IpNet::V4(net), *at)))
                .filter_map(|(net, at)| Some((net, self.routes.get(at)?)))
                .collect(),
            IpAddr::V6(v6) => self
                .v6
                .cover(&Ipv6Net::from(v6))
                .flat_map(|(net, routes)| routes.iter().map(move |at| (IpNet::V6(net), *at)))
                .filter_map(|(net, at)| Some((net, self.routes.get(at)?)))
                .collect(),
        };
        covering.sort_by_key(|(net, route)| (std::cmp::Reverse(net.prefix_len()), route.rank));
        covering
    }

    fn new(vpc: VpcId, routes: Vec<RouteEntry>, uncertain: bool) -> Self {
        let mut table = Self {
            vpc,
            uncertain,
            routes: Vec::new(),
            v4: PrefixMap::new(),
            v6: PrefixMap::new(),
        };
        for (index, route) in routes.iter().enumerate() {
            for range in &route.ranges {
                match range {
                    IpNet::V4(net) => table.v4.entry(*net).or_default().push(index),
                    IpNet::V6(net) => table.v6.entry(*net).or_default().push(index),
                }
            }
        }
        table.routes = routes;
        table
    }
}

/// `0.0.0.0/0`
pub(super) fn everything_v4() -> IpNet {
    IpNet::V4(Ipv4Net::default())
}

/// `::/0`
pub(super) fn everything_v6() -> IpNet {
    IpNet::V6(Ipv6Net::default())
}

/// The tables of a topology, the implied main ones included.
pub(super) fn all(
    topology: &Topology,
    subnets: &BTreeMap<SubnetId, SubnetPlace>,
    is_interface: impl Fn(&ResourceId) -> bool,
) -> BTreeMap<RouteTableId, Table> {
    let mut owners: BTreeMap<RouteTableId, VpcId> = topology
        .route_table
        .iter()
        .filter_map(|(id, table)| Some((id.clone(), table.vpc_id.clone()?)))
        .collect();
    for place in subnets.values() {
        owners
            .entry(place.route_table.clone())
            .or_insert_with(|| place.vpc.clone());
    }
    let gateways = gateway_endpoints(topology);
    owners
        .into_iter()
        .map(|(id, vpc)| {
            let gateways = gateways.get(&id).map_or(&[][..], Vec::as_slice);
            let listed = topology.route_table.get(&id);
            let listed = listed.map_or(&[][..], |table| &table.route);
            let others: Vec<RouteEntry> = listed
                .iter()
                .filter(|route| route.gateway_id.as_ref().map(ResourceId::as_str) != Some("local"))
                .filter_map(|route| entry(topology, &vpc, route, &is_interface))
                .collect();
            let mut routes = local_routes(topology, &vpc);
            routes.retain(|local| !others.iter().any(|other| replaces(other, local)));
            routes.extend(others);
            routes.extend(gateway_endpoint_routes(topology, gateways, listed));
            routes.extend(propagated_routes(topology, &id));
            let ranged = topology
                .vpc
                .get(&vpc)
                .is_some_and(|it| it.cidr_block.is_some());
            let implied = id.as_str() == format!("{vpc}.main") && !main_is_unknown(topology, &vpc);
            let held = implied || topology.route_table.contains_key(&id);
            let uncertain = !ranged
                || !held
                || hides_routes(topology, &id, gateways)
                || has_roaming_endpoint(topology, &vpc);
            (id, Table::new(vpc, routes, uncertain))
        })
        .collect()
}

/// Whether the document says that a VPC has a main table, and that it does not know which.
fn main_is_unknown(topology: &Topology, vpc: &VpcId) -> bool {
    let vpc = topology.vpc.get(vpc);
    vpc.is_some_and(|it| is_unknown(&it.more, &["main_route_table_id"]))
}

/// Whether a table has routes of which the document does not say all: a part of one, the ranges of
/// a prefix list, or what a virtual private gateway propagates.
fn hides_routes(topology: &Topology, id: &RouteTableId, gateways: &[Gateway<'_>]) -> bool {
    let listed = topology.route_table.get(id);
    let partly = |route: &Route| {
        let list = route.destination_prefix_list_id.as_ref();
        is_partly_unknown(&route.more)
            || list.is_some_and(|list| {
                !is_prefix_list_known(topology, list)
                    && ranges_of_service(topology, route).is_empty()
            })
    };
    let behind = |gateway: &ResourceId| {
        let sites = topology.site.values();
        let unsaid = |site: &Site| is_unknown(&site.more, &["cidr_blocks"]);
        let mut sites = sites.filter(|site| site.attachments.contains(gateway));
        !topology.vpn_gateway.contains_key(gateway) || sites.any(unsaid)
    };
    let listed_routes = listed.map_or(&[][..], |table| &table.route);
    let by_endpoint = gateway_endpoint_routes(topology, gateways, listed_routes);
    by_endpoint.iter().any(|route| route.ranges.is_empty())
        || listed.is_some_and(|table| {
            is_unknown(&table.more, &["route", "propagating_vgws"])
                || table.route.iter().any(partly)
                || table.propagating_vgws.iter().any(behind)
        })
}

/// Whether a VPC has a gateway endpoint of which the document does not say in which tables it is.
fn has_roaming_endpoint(topology: &Topology, vpc: &VpcId) -> bool {
    let mut endpoints = topology.vpc_endpoint.values();
    endpoints.any(|it| {
        it.vpc_id.as_ref() == Some(vpc)
            && it.kind() == EndpointType::Gateway
            && is_unknown(&it.more, &["route_table_ids"])
    })
}

fn local_routes(topology: &Topology, vpc: &VpcId) -> Vec<RouteEntry> {
    topology
        .vpc
        .get(vpc)
        .into_iter()
        .flat_map(crate::topology::Vpc::ranges)
        .map(|range| RouteEntry {
            destination: range.to_string(),
            ranges: vec![range],
            target: RouteTarget::Local,
            blackhole: false,
            rank: Rank::Local,
        })
        .collect()
}

/// Whether a route stands in the place of a `local` one: AWS lets the target of that be replaced by
/// a middlebox. <https://docs.aws.amazon.com/vpc/latest/userguide/replace-local-route-target.html>
fn replaces(route: &RouteEntry, local: &RouteEntry) -> bool {
    let middlebox = matches!(
        route.target,
        RouteTarget::GatewayLoadBalancerEndpoint(_)
            | RouteTarget::Interface(_)
            | RouteTarget::NatGateway(_)
    );
    middlebox && route.rank == Rank::Static && route.ranges == local.ranges
}

fn entry(
    topology: &Topology,
    vpc: &VpcId,
    route: &Route,
    is_interface: impl Fn(&ResourceId) -> bool,
) -> Option<RouteEntry> {
    let (target, gone) = target(topology, vpc, route, is_interface)?;
    let mut rank = Rank::Static;
    let (destination, ranges) = if let Some(list) = &route.destination_prefix_list_id {
        rank = Rank::PrefixList;
        let listed = prefix_list_ranges(topology, list);
        let ranges = if listed.is_empty() {
            ranges_of_service(topology, route)
        } else {
            listed
        };
        (list.to_string(), ranges)
    } else {
        let range = route.cidr_block.or(route.ipv6_cidr_block)?.trunc();
        (range.to_string(), vec![range])
    };
    if route.origin.as_deref() == Some("EnableVgwRoutePropagation") {
        rank = Rank::Propagated;
    }
    let said = route
        .state
        .as_deref()
        .is_some_and(|state| state.eq_ignore_ascii_case("blackhole"));
    Some(RouteEntry {
        destination,
        ranges,
        target,
        blackhole: said || gone,
        rank,
    })
}

/// The ranges of the service that a route to a gateway endpoint is for.
fn ranges_of_service(topology: &Topology, route: &Route) -> Vec<IpNet> {
    let id = route.gateway_id.as_ref().or(route.vpc_endpoint_id.as_ref());
    let endpoint = id.and_then(|id| topology.vpc_endpoint.get(id.as_str()));
    endpoint
        .filter(|it| it.kind() == EndpointType::Gateway)
        .and_then(|it| it.service_name.as_deref())
        .map(service::prefix_list_ranges)
        .unwrap_or_default()
}

/// Where a route leads, and whether that is known to be gone.
fn target(
    topology: &Topology,
    vpc: &VpcId,
    route: &Route,
    is_interface: impl Fn(&ResourceId) -> bool,
) -> Option<(RouteTarget, bool)> {
    if let Some(id) = &route.nat_gateway_id {
        let Some(gateway) = topology.nat_gateway.get(id.as_str()) else {
            return Some((RouteTarget::Other(id.clone()), false));
        };
        let gone = gateway
            .state
            .as_deref()
            .is_some_and(|state| state.eq_ignore_ascii_case("deleted"));
        return Some((RouteTarget::NatGateway(id.clone()), gone));
    }
    if let Some(id) = &route.gateway_id {
        if let Some(gateway) = topology.internet_gateway.get(id.as_str()) {
            // An internet gateway that is attached to no VPC, or to another one, is a blackhole.
            let gone = gateway.vpc_id.as_ref() != Some(vpc);
            return Some((RouteTarget::InternetGateway(id.clone()), gone));
        }
        if let Some(endpoint) = topology.vpc_endpoint.get(id.as_str())
            && endpoint.kind() == EndpointType::Gateway
        {
            return Some((RouteTarget::GatewayEndpoint(id.clone()), false));
        }
        if topology.vpn_gateway.contains_key(id) {
            return Some((RouteTarget::VpnGateway(id.clone()), false));
        }
        // The AWS CLI prints a Gateway Load Balancer endpoint as a gateway, too.
        return Some((inspected(topology, vpc, id), false));
    }
    if let Some(id) = &route.vpc_endpoint_id {
        return Some((inspected(topology, vpc, id), false));
    }
    if let Some(id) = &route.network_interface_id
        && is_interface(id)
    {
        return Some((RouteTarget::Interface(id.clone()), false));
    }
    if let Some(id) = &route.egress_only_gateway_id
        && let Some(gateway) = topology.egress_only_internet_gateway.get(id)
    {
        let gone = gateway.vpc_id.as_ref() != Some(vpc);
        return Some((RouteTarget::EgressOnlyInternetGateway(id.clone()), gone));
    }
    if let Some(id) = &route.vpc_peering_connection_id
        && topology.vpc_peering_connection.contains_key(id)
    {
        return Some((RouteTarget::Peering(id.clone()), false));
    }
    // A transit gateway may belong to another account and be known by its attachments only.
    if let Some(id) = &route.transit_gateway_id
        && topology
            .transit_gateway_vpc_attachment
            .values()
            .any(|it| it.transit_gateway_id.as_ref() == Some(id))
    {
        return Some((RouteTarget::TransitGateway(id.clone()), false));
    }
    let other = route
        .network_interface_id
        .as_ref()
        .or(route.transit_gateway_id.as_ref())
        .or(route.vpc_peering_connection_id.as_ref())
        .or(route.egress_only_gateway_id.as_ref())?;
    Some((RouteTarget::Other(other.clone()), false))
}

/// A Gateway Load Balancer endpoint of the VPC as a target; what else it may be is not simulated.
fn inspected(topology: &Topology, vpc: &VpcId, id: &ResourceId) -> RouteTarget {
    let endpoint = topology.vpc_endpoint.get(id.as_str());
    let fits = endpoint.is_some_and(|it| {
        it.kind() == EndpointType::GatewayLoadBalancer && it.vpc_id.as_ref() == Some(vpc)
    });
    if fits {
        RouteTarget::GatewayLoadBalancerEndpoint(id.clone())
    } else {
        RouteTarget::Other(id.clone())
    }
}

/// The routes a virtual private gateway propagates: the ranges of the sites it joins (R1.22).
fn propagated_routes(topology: &Topology, table: &RouteTableId) -> Vec<RouteEntry> {
    let listed = topology.route_table.get(table);
    let gateways = listed.map_or(&[][..], |table| &table.propagating_vgws);
    let already = |range: &IpNet| {
        listed.is_some_and(|table| {
            table
                .route
                .iter()
                .any(|route| route.cidr_block.or(route.ipv6_cidr_block) == Some(*range))
        })
    };
    let mut routes = Vec::new();
    for gateway in gateways {
        for site in topology
            .site
            .values()
            .filter(|site| site.attachments.contains(gateway))
        {
            for range in site
                .cidr_blocks
                .iter()
                .map(IpNet::trunc)
                .filter(|it| !already(it))
            {
                routes.push(RouteEntry {
                    destination: range.to_string(),
                    ranges: vec![range],
                    target: RouteTarget::VpnGateway(gateway.clone()),
                    blackhole: false,
                    rank: Rank::Propagated,
                });
            }
        }
    }
    routes
}
