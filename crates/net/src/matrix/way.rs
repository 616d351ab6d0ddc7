//! Which VPC a packet comes to, each route asked once for all addresses it covers.

use super::class::{Known, Numbered};
use super::mention::{Mentioned, narrowest};
use super::question::{End, Question};
use crate::id::{ResourceId, RouteTableId, SubnetId, VpcId};
use crate::network::RouteTarget;
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

/// What tells places apart that route: table, VPC and zone.
type Spot<'a> = (&'a RouteTableId, &'a VpcId, Option<&'a str>);

/// Where the route for a range leads.
#[derive(Clone, Copy, Debug)]
enum Hop {
    /// To a VPC, whatever the address.
    Vpc(usize),
    /// Over a connection that has to be asked, by number.
    Peering(usize),
    /// Over a transit gateway that has to be asked, by number.
    Transit(usize),
    /// Out of reach.
    Nowhere,
}

/// The ways of a network.
#[derive(Debug)]
pub(super) struct Ways<'a> {
    question: Question<'a>,
    pub(super) vpcs: Numbered<&'a VpcId>,
    spots: Numbered<Spot<'a>>,
    /// By spot: its table's ranges, the narrowest first, and where each leads once asked.
    hops: Vec<Vec<(IpNet, Option<Hop>)>>,
    peerings: Numbered<(ResourceId, &'a VpcId)>,
    over_peering: Known<Option<usize>>,
    transits: Numbered<(ResourceId, usize, Option<&'a str>)>,
    over_transit: Known<Option<usize>>,
    /// All ranges a transit gateway may route by.
    transit_ranges: Mentioned,
    transit_range_numbers: Numbered<IpNet>,
    attachments: Numbered<(Vec<&'a ResourceId>, BTreeSet<&'a str>)>,
    attachment_classes: BTreeMap<&'a ResourceId, usize>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(question: Question<'a>) -> Self {
        let topology = question.network.topology();
        let mut transit_ranges = Mentioned::of(&topology.transit_gateway_route_table);
        let of_sites = topology.site.values().flat_map(|it| &it.cidr_blocks);
        for range in of_sites {
            transit_ranges.add(range.trunc());
        }
        for attachment in topology.transit_gateway_vpc_attachment.values() {
            let vpcs = attachment.vpc_id.iter();
            for range in vpcs.flat_map(|vpc| question.network.vpc_ranges(vpc)) {
                transit_ranges.add(range);
            }
        }
        Self {
            question,
            vpcs: Numbered::new(),
            spots: Numbered::new(),
            hops: Vec::new(),
            peerings: Numbered::new(),
            over_peering: Known::new(),
            transits: Numbered::new(),
            over_transit: Known::new(),
            transit_ranges,
            transit_range_numbers: Numbered::new(),
            attachments: Numbered::new(),
            attachment_classes: BTreeMap::new(),
        }
    }

    /// The number of the place a subnet routes from.
    pub(super) fn spot(&mut self, subnet: &SubnetId) -> Option<usize> {
        let network = self.question.network;
        let place = network.subnet(subnet)?;
        let key = (&place.route_table, &place.vpc, place.zone.as_deref());
        let spot = self.spots.number(key);
        if spot == self.hops.len() {
            let routes = network.table(&place.route_table).into_iter();
            let routes = routes.flat_map(|it| &it.routes);
            let ranges = routes.flat_map(|it| it.ranges.iter().copied()).collect();
            let ranges = super::mention::narrow_first(ranges);
            self.hops
                .push(ranges.into_iter().map(|range| (range, None)).collect());
        }
        Some(spot)
    }

    /// The VPC that a packet comes to from a place; `range` numbers the class of the address.
    pub(super) fn carries(
        &mut self,
        spot: usize,
        subnet: &'a SubnetId,
        range: usize,
        end: End<'a>,
    ) -> Option<usize> {
        // Addresses with the same narrowest range of the table around them have all its wider
        // ranges around them as well, so one answer holds for all of them.
        let hops = self.hops.get(spot)?;
        let at = narrowest(hops.iter().map(|(range, _)| range), end.address)?;
        let hop = match hops.get(at)?.1 {
            Some(hop) => hop,
            None => {
                let hop = self.hop(subnet, end).unwrap_or(Hop::Nowhere);
                self.hops.get_mut(spot)?.get_mut(at)?.1 = Some(hop);
                hop
            }
        };
        match hop {
            Hop::Nowhere => None,
            Hop::Vpc(vpc) => Some(vpc),
            Hop::Peering(number) => {
                let (question, vpcs) = (self.question, &mut self.vpcs);
                let place = question.network.subnet(subnet)?;
                let peerings = &self.peerings;
                self.over_peering.get(number, range, || {
                    let (id, _) = peerings.key(number)?;
                    let vpc = question.over_peering(id, &place.vpc, end.address)?;
                    Some(vpcs.number(vpc))
                })
            }
            Hop::Transit(number) => {
                let (question, vpcs) = (self.question, &mut self.vpcs);
                let place = question.network.subnet(subnet)?;
                let around = self.transit_ranges.around(end.address);
                let range = self.transit_range_numbers.number(around);
                let transits = &self.transits;
                self.over_transit.get(number, range, || {
                    let (id, _, zone) = transits.key(number)?;
                    let attachment = question.attachment(id, &place.vpc)?;
                    let vpc = question.over_transit(id, attachment, *zone, end.address)?;
                    Some(vpcs.number(vpc))
                })
            }
        }
    }

    fn hop(&mut self, subnet: &'a SubnetId, end: End<'a>) -> Option<Hop> {
        let question = self.question;
        let place = question.network.subnet(subnet)?;
        Some(match question.route(subnet, end.address)? {
            RouteTarget::Local => Hop::Vpc(self.vpcs.number(&place.vpc)),
            RouteTarget::Peering(id) => Hop::Peering(self.peerings.number((id, &place.vpc))),
            RouteTarget::TransitGateway(id) => {
                let attachment = question.attachment(&id, &place.vpc)?;
                let class = self.attachment_class(attachment);
                Hop::Transit(self.transits.number((id, class, place.zone.as_deref())))
            }
            RouteTarget::InternetGateway(_)
            | RouteTarget::EgressOnlyInternetGateway(_)
            | RouteTarget::NatGateway(_)
            | RouteTarget::GatewayEndpoint(_)
            | RouteTarget::GatewayLoadBalancerEndpoint(_)
            | RouteTarget::Interface(_)
            | RouteTarget::VpnGateway(_)
            | RouteTarget::Other(_) => Hop::Nowhere,
        })
    }

    /// All VPCs that a route of a VPC could lead to; more than it does.
    pub(super) fn neighbours(&mut self, vpc: &'a VpcId) -> BTreeSet<usize> {
        let network = self.question.network;
        let topology = network.topology();
        let mut found = BTreeSet::from([vpc]);
        let peerings = topology.vpc_peering_connection.values();
        for ends in peerings.map(|it| [&it.vpc_id, &it.peer_vpc_id]) {
            if ends.into_iter().flatten().any(|it| it == vpc) {
                found.extend(ends.into_iter().flatten());
            }
        }
        let attachments = &topology.transit_gateway_vpc_attachment;
        let own: Vec<_> = attachments
            .iter()
            .filter(|(_, it)| it.vpc_id.as_ref() == Some(vpc))
            .map(|(id, _)| id)
            .collect();
        for table in topology.transit_gateway_route_table.values() {
            if own.iter().any(|id| table.associations.contains(id)) {
                let routed = table.route.iter();
                let routed = routed.filter_map(|it| it.transit_gateway_attachment_id.as_ref());
                let beyond = routed.chain(&table.propagations);
                found.extend(beyond.filter_map(|id| attachments.get(id)?.vpc_id.as_ref()));
            }
        }
        found.into_iter().map(|vpc| self.vpcs.number(vpc)).collect()
    }

    /// Attachments that stand in the same zones and in the same tables are alike.
    fn attachment_class(&mut self, id: &'a ResourceId) -> usize {
        if let Some(class) = self.attachment_classes.get(id) {
            return *class;
        }
        let network = self.question.network;
        let topology = network.topology();
        let tables = topology
            .transit_gateway_route_table
            .iter()
            .filter(|(_, table)| table.associations.contains(id))
            .map(|(table, _)| table)
            .collect();
        let zones = topology
            .transit_gateway_vpc_attachment
            .get(id)
            .into_iter()
            .flat_map(|it| &it.subnet_ids)
            .filter_map(|subnet| network.subnet(subnet)?.zone.as_deref())
            .collect();
        let class = self.attachments.number((tables, zones));
        self.attachment_classes.insert(id, class);
        class
    }
}
