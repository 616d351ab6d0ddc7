//! From one network to another: peering, transit gateways, VPN and Direct Connect.

use super::forward::{Passage, Spot, Walk};
use super::vantage::Host;
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::link::{AtPeering, AtSite, AtTransit, FROM_SITE, PEERING, SITE, TRANSIT};
use crate::laws::passage::ANSWERS;
use crate::laws::security::{self, Leg};
use crate::laws::{ask, gateway};
use crate::network::RouteTarget;
use crate::topology::Site;
use crate::trace::{Action, Kind};
use std::net::IpAddr;

/// Where a transit gateway leads.
enum Beyond<'a> {
    /// Into a VPC, by one of the attachment's subnets.
    Vpc(&'a VpcId, &'a SubnetId),
    /// To a site.
    Site(&'a ResourceId, &'a Site),
}

impl<'a> Walk<'a, '_> {
    /// Over a peering connection to an address of the peer VPC.
    pub(super) fn peer(
        &mut self,
        origin: Host<'a>,
        at: Spot<'a>,
        id: &ResourceId,
        packet: Packet,
        leg: Leg,
    ) -> bool {
        match self.over_peering(at.vpc, id, packet, false) {
            Some(vpc) => self.arrive(origin, vpc, packet, leg),
            None => false,
        }
    }

    /// Asks a peering connection; the VPC beyond where it leads there.
    fn over_peering(
        &mut self,
        from: &'a VpcId,
        id: &ResourceId,
        packet: Packet,
        back: bool,
    ) -> Option<&'a VpcId> {
        let network = self.network;
        let (id, peering) = network
            .topology()
            .vpc_peering_connection
            .get_key_value(id)?;
        let at = AtPeering {
            network,
            id,
            peering,
            from,
            packet,
        };
        let ruling = ask(PEERING, |judge| judge(&at));
        let kind = Kind::VpcPeeringConnection;
        self.guarded_step(
            id.clone(),
            kind,
            Action::Forward,
            packet,
            ruling.evidence,
            back,
        );
        let other = ruling.settled?;
        network
            .topology()
            .vpc
            .get_key_value(&other)
            .map(|(id, _)| id)
    }

    /// Over a transit gateway, to a VPC's attachment subnet and on from there, or to a site.
    pub(super) fn transit(
        &mut self,
        origin: Host<'a>,
        at: Spot<'a>,
        id: &ResourceId,
        packet: Packet,
    ) -> bool {
        // AWS: a transit gateway's subnet asks its inbound rules of what comes from the instances,
        // and its outbound rules of what goes to them, never the other way round.
        // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
        let attachment = self.attachment_of(id, at.vpc);
        if let Some(entrance) = self.entrance(attachment, at) {
            self.cross(
                security::ENTER,
                Action::Enter,
                entrance,
                packet,
                Leg::Transit,
            );
        }
        match self.over_transit(id, attachment, at.zone, packet, false) {
            None => false,
            Some(Beyond::Site(site_id, site)) => {
                self.reach_site(origin, site_id, site, id, Kind::TransitGateway, packet)
            }
            Some(Beyond::Vpc(vpc, entry)) => {
                let there = self.network.interface_at(vpc, packet.destination);
                if there.is_some_and(|it| it.subnet == *entry) {
                    self.cross(security::ENTER, Action::Enter, entry, packet, Leg::Client);
                }
                let zone = self.network.subnet(entry).and_then(|it| it.zone.as_deref());
                let entry = Spot {
                    subnet: entry,
                    vpc,
                    zone,
                };
                self.travel(origin, entry, packet, Leg::Transit)
            }
        }
    }

    /// The subnet a packet enters a transit gateway by, where that is not its own.
    fn entrance(&self, attachment: Option<&'a ResourceId>, at: Spot<'a>) -> Option<&'a SubnetId> {
        let attachments = &self.network.topology().transit_gateway_vpc_attachment;
        let subnets = &attachments.get(attachment?)?.subnet_ids;
        let zone = |subnet: &SubnetId| self.network.subnet(subnet)?.zone.as_deref();
        subnets
            .iter()
            .find(|subnet| zone(subnet) == at.zone)
            .filter(|subnet| *subnet != at.subnet)
    }

    fn attachment_of(&self, gateway: &ResourceId, vpc: &VpcId) -> Option<&'a ResourceId> {
        self.network
            .topology()
            .transit_gateway_vpc_attachment
            .iter()
            .find(|(_, it)| {
                it.transit_gateway_id.as_ref() == Some(gateway) && it.vpc_id.as_ref() == Some(vpc)
            })
            .map(|(id, _)| id)
    }

    /// Asks a transit gateway where a packet from one of its attachments goes.
    fn over_transit(
        &mut self,
        id: &ResourceId,
        attachment: Option<&'a ResourceId>,
        zone: Option<&str>,
        packet: Packet,
        back: bool,
    ) -> Option<Beyond<'a>> {
        let network = self.network;
        let topology = network.topology();
        let Some(attachment_id) = attachment else {
            let kind = Kind::TransitGateway;
            self.guarded_step(id.clone(), kind, Action::Forward, packet, Vec::new(), back);
            self.unknown(Code::FactMissing, id.clone());
            return None;
        };
        let at = AtTransit {
            network,
            id,
            attachment_id,
            attachment: topology.transit_gateway_vpc_attachment.get(attachment_id),
            zone,
            packet,
        };
        let ruling = ask(TRANSIT, |judge| judge(&at));
        let kind = Kind::TransitGateway;
        self.guarded_step(
            id.clone(),
            kind,
            Action::Forward,
            packet,
            ruling.evidence,
            back,
        );
        let beyond = ruling.settled?;
        if let Some(attached) = topology.transit_gateway_vpc_attachment.get(&beyond) {
            let (vpc, _) = topology.vpc.get_key_value(attached.vpc_id.as_ref()?)?;
            let in_zone = |subnet: &&SubnetId| {
                network.subnet(subnet).and_then(|it| it.zone.as_deref()) == zone
            };
            // A packet leaves by the attachment's subnet in its own zone where there is one.
            let subnets = attached.subnet_ids.iter();
            let entry = subnets
                .clone()
                .find(in_zone)
                .or(attached.subnet_ids.first())?;
            return Some(Beyond::Vpc(vpc, entry));
        }
        let site = topology
            .site
            .iter()
            .find(|(_, site)| site.attachments.contains(&beyond));
        match site {
            Some((id, site)) => Some(Beyond::Site(id, site)),
            None => {
                self.unknown(Code::NotModelled, beyond);
                None
            }
        }
    }

    /// Through a virtual private gateway to the site behind it.
    pub(super) fn over_vpn(&mut self, origin: Host<'a>, id: &ResourceId, packet: Packet) -> bool {
        let topology = self.network.topology();
        let behind = |site: &&(&'a ResourceId, &'a Site)| {
            site.1
                .cidr_blocks
                .iter()
                .any(|it| it.contains(&packet.destination))
        };
        let sites: Vec<_> = topology
            .site
            .iter()
            .filter(|(_, site)| site.attachments.contains(id))
            .collect();
        match sites.iter().find(behind).or(sites.first()) {
            Some((site_id, site)) => {
                self.reach_site(origin, site_id, site, id, Kind::VpnGateway, packet)
            }
            None => {
                self.step(
                    id.clone(),
                    Kind::VpnGateway,
                    Action::Forward,
                    packet,
                    Vec::new(),
                );
                self.unknown(Code::FactMissing, id.clone());
                false
            }
        }
    }

    fn reach_site(
        &mut self,
        origin: Host<'a>,
        site_id: &'a ResourceId,
        site: &'a Site,
        through: &ResourceId,
        kind: Kind,
        packet: Packet,
    ) -> bool {
        let evidence = self.line(site_id, site, origin.vpc, packet);
        if kind == Kind::VpnGateway {
            self.step(through.clone(), kind, Action::Forward, packet, evidence);
        } else {
            self.step(
                site_id.clone(),
                Kind::Site,
                Action::Receive,
                packet,
                evidence,
            );
        }
        self.passages.push(Passage::Out {
            from: origin,
            through: through.clone(),
            kind,
            packet,
        });
        self.serve(site_id.clone(), Kind::Site, packet, &ANSWERS);
        true
    }

    fn line(
        &self,
        id: &'a ResourceId,
        site: &'a Site,
        vpc: &'a VpcId,
        packet: Packet,
    ) -> Vec<Evidence> {
        let at = AtSite {
            network: self.network,
            id,
            site,
            vpc,
            packet,
        };
        ask(SITE, |judge| judge(&at)).evidence
    }

    /// From a site into the VPC that holds the destination, or out by the site's own internet.
    pub(super) fn start_at_site(
        &mut self,
        id: &ResourceId,
        source: IpAddr,
        destination: IpAddr,
    ) -> bool {
        let network = self.network;
        let Some((id, site)) = network.topology().site.get_key_value(id) else {
            return false;
        };
        let packet = self.packet(source, destination);
        let Some((through, vpc)) = self.way_in(site, destination) else {
            self.step(id.clone(), Kind::Site, Action::Send, packet, Vec::new());
            if gateway::is_private(destination) {
                self.block(Code::RouteNotFound, id.clone(), Vec::new());
                return false;
            }
            return self.beyond(packet);
        };
        let evidence = self.line(id, site, vpc, packet);
        self.step(id.clone(), Kind::Site, Action::Send, packet, evidence);
        if network.topology().vpn_gateway.contains_key(through) {
            let at = AtSite {
                network,
                id,
                site,
                vpc,
                packet,
            };
            let ruling = ask(FROM_SITE, |judge| judge(&at));
            let stopped = ruling.stopped().is_some();
            let kind = Kind::VpnGateway;
            self.step(
                through.clone(),
                kind,
                Action::Forward,
                packet,
                ruling.evidence,
            );
            if stopped {
                return false;
            }
            return self.enter_from_site(id, through, vpc, packet);
        }
        let gateway = network
            .topology()
            .transit_gateway_route_table
            .values()
            .find(|table| table.associations.contains(through))
            .and_then(|table| table.transit_gateway_id.as_ref());
        let Some(gateway) = gateway else {
            self.unknown(Code::NotModelled, through.clone());
            return false;
        };
        match self.over_transit(gateway, Some(through), None, packet, false) {
            Some(Beyond::Vpc(vpc, entry)) => {
                let there = self.network.interface_at(vpc, packet.destination);
                if there.is_none_or(|it| it.subnet != *entry) {
                    self.cross(security::LEAVE, Action::Leave, entry, packet, Leg::Transit);
                }
                self.enter_from_site(id, gateway, vpc, packet)
            }
            Some(Beyond::Site(..)) | None => false,
        }
    }

    /// The attachment a site sends a destination over, and the VPC it leads into.
    fn way_in(&self, site: &'a Site, destination: IpAddr) -> Option<(&'a ResourceId, &'a VpcId)> {
        let topology = self.network.topology();
        let holds = |vpc: &VpcId| {
            self.network
                .vpc_ranges(vpc)
                .any(|it| it.contains(&destination))
        };
        let routed = site.routes.iter().any(|range| range.contains(&destination));
        let holder = topology.vpc.keys().find(|vpc| holds(vpc));
        site.attachments
            .iter()
            .find_map(|attachment| match topology.vpn_gateway.get(attachment) {
                Some(gateway) => {
                    let (vpc, _) = topology.vpc.get_key_value(gateway.vpc_id.as_ref()?)?;
                    (holds(vpc) || routed).then_some((attachment, vpc))
                }
                None => Some((attachment, holder?)),
            })
    }

    fn enter_from_site(
        &mut self,
        site: &'a ResourceId,
        through: &ResourceId,
        vpc: &'a VpcId,
        packet: Packet,
    ) -> bool {
        let Some(to) = self.enter(vpc, packet, Leg::Client) else {
            return false;
        };
        self.passages.push(Passage::FromSite {
            site,
            through: through.clone(),
            to: to.clone(),
            packet,
        });
        self.receive(&to, packet, Leg::Client)
    }

    /// A reply from one VPC to another: routed on its own, not led back.
    pub(super) fn carry_back(&mut self, from: &Host<'a>, to: &Host<'a>, reply: Packet) {
        self.cross_back(security::LEAVE, Action::Leave, from.subnet, reply);
        // R1.18: over a peering connection a NAT gateway gets its replies without a route.
        let returned_to_sender = to.kind == Kind::NatGateway && self.peered(from.vpc, to.vpc);
        if !returned_to_sender {
            match self.route(from.spot(), reply, true) {
                Some(RouteTarget::Peering(id)) => {
                    self.over_peering(from.vpc, &id, reply, true);
                }
                Some(RouteTarget::TransitGateway(id)) => {
                    let attachment = self.attachment_of(&id, from.vpc);
                    if let Some(entrance) = self.entrance(attachment, from.spot()) {
                        self.cross_back(security::ENTER, Action::Enter, entrance, reply);
                    }
                    let beyond = self.over_transit(&id, attachment, from.zone, reply, true);
                    if let Some(Beyond::Vpc(_, entry)) = beyond
                        && entry != to.subnet
                    {
                        self.cross_back(security::LEAVE, Action::Leave, entry, reply);
                    }
                }
                Some(_) => self.lost_on_the_way_back(),
                None => {}
            }
        }
        self.cross_back(security::ENTER, Action::Enter, to.subnet, reply);
    }

    fn peered(&self, one: &VpcId, other: &VpcId) -> bool {
        let both = [Some(one), Some(other)];
        let peerings = self.network.topology().vpc_peering_connection.values();
        peerings.into_iter().any(|it| {
            let ends = [it.vpc_id.as_ref(), it.peer_vpc_id.as_ref()];
            ends == both || ends == [both[1], both[0]]
        })
    }

    /// A reply to a site leaves by the gateway it came through.
    pub(super) fn back_to_site(
        &mut self,
        site: &'a ResourceId,
        through: &ResourceId,
        from: &Host<'a>,
        reply: Packet,
    ) {
        self.cross_back(security::LEAVE, Action::Leave, from.subnet, reply);
        match self.route(from.spot(), reply, true) {
            Some(RouteTarget::VpnGateway(id)) if id == *through => {
                let kind = Kind::VpnGateway;
                self.guarded_step(id, kind, Action::Forward, reply, Vec::new(), true);
            }
            Some(RouteTarget::TransitGateway(id)) if id == *through => {
                let attachment = self.attachment_of(&id, from.vpc);
                self.over_transit(&id, attachment, from.zone, reply, true);
            }
            Some(_) => self.lost_on_the_way_back(),
            None => {}
        }
        let home = site.clone();
        self.guarded_step(home, Kind::Site, Action::Receive, reply, Vec::new(), true);
    }

    /// The reply's route leads elsewhere: what decided that is the last step's evidence.
    pub(super) fn lost_on_the_way_back(&mut self) {
        if let Some(step) = self.outlook.back.last() {
            let (resource, evidence) = (step.resource.clone(), step.evidence.clone());
            self.block(Code::ReturnRouteNotFound, resource, evidence);
        }
    }
}
