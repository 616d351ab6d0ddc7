//! From one network to another: peering, transit gateways, VPN and Direct Connect.

use super::carry::{Arrival, Carried, Place};
use super::forward::{MAX_HOPS, Passage, Spot, Walk};
use super::vantage::Host;
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::ask;
use crate::laws::gateway::{self, CameBy};
use crate::laws::link::{
    AtPeering, AtSite, AtTransit, AtTransitPeering, FROM_SITE, PEERING, SITE, TRANSIT,
    TRANSIT_PEERING,
};
use crate::laws::passage::ANSWERS;
use crate::laws::security::{self, Leg};
use crate::topology::{Site, TransitGatewayPeeringAttachment, TransitGatewayVpcAttachment};
use crate::trace::{Action, Kind};
use std::net::IpAddr;

/// Where a transit gateway leads.
enum Beyond<'a> {
    /// Into a VPC, by one of the attachment's subnets.
    Vpc(&'a VpcId, &'a SubnetId),
    /// To a site, by the last transit gateway on the way.
    Site(ResourceId, &'a ResourceId, &'a Site),
}

impl<'a> Walk<'a, '_> {
    /// Asks a peering connection; the VPC beyond where it leads there.
    pub(super) fn over_peering(
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

    /// Over a transit gateway, to a VPC's attachment subnet, or to a site.
    pub(super) fn transit(
        &mut self,
        at: Spot<'a>,
        id: &ResourceId,
        carried: Carried<'_, 'a>,
    ) -> Result<Spot<'a>, Arrival<'a>> {
        // AWS: a transit gateway's subnet asks its inbound rules of what comes from the instances,
        // and its outbound rules of what goes to them, never the other way round.
        // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
        let attachment = self.attachment_of(id, at.vpc);
        if let Some(entrance) = self.entrance(attachment, at) {
            let carried = Carried {
                leg: Leg::Transit,
                ..carried
            };
            self.border(security::ENTER, Action::Enter, entrance, carried);
        }
        match self.over_transit(id, attachment, at.zone, carried.packet, carried.back) {
            None => Err(Arrival::Nowhere),
            Some(Beyond::Site(id, site_id, site)) => Err(Arrival::Site(id, site_id, site)),
            Some(Beyond::Vpc(vpc, entry)) => Ok(self.enter_by(vpc, entry, carried)),
        }
    }

    /// Into a VPC by an attachment's subnet.
    fn enter_by(
        &mut self,
        vpc: &'a VpcId,
        entry: &'a SubnetId,
        carried: Carried<'_, 'a>,
    ) -> Spot<'a> {
        let there = match carried.goal {
            Some(goal) => (goal.vpc == vpc).then_some(goal.subnet),
            None => {
                let found = self.network.interface_at(vpc, carried.packet.destination);
                found.map(|it| &it.subnet)
            }
        };
        if there == Some(entry) {
            let carried = Carried {
                leg: Leg::Client,
                ..carried
            };
            self.border(security::ENTER, Action::Enter, entry, carried);
        }
        Spot {
            subnet: entry,
            vpc,
            zone: self.network.subnet(entry).and_then(|it| it.zone.as_deref()),
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
        let attachments = &topology.transit_gateway_vpc_attachment;
        if let Some((beyond, attached)) = attachments.get_key_value(&beyond) {
            let (vpc, _) = topology.vpc.get_key_value(attached.vpc_id.as_ref()?)?;
            let entry = self.entry_of(beyond, attached, zone, back)?;
            self.stretch.entries.push((beyond, entry));
            return Some(Beyond::Vpc(vpc, entry));
        }
        let peerings = &topology.transit_gateway_peering_attachment;
        if let Some((beyond, peering)) = peerings.get_key_value(&beyond) {
            return self.over_transit_peering(id, beyond, peering, packet, back);
        }
        let mut sites = topology.site.iter();
        match sites.find(|(_, site)| site.attachments.contains(&beyond)) {
            Some((site_id, site)) => Some(Beyond::Site(id.clone(), site_id, site)),
            None => {
                self.unknown(Code::NotModelled, beyond);
                None
            }
        }
    }

    /// The subnet by which a transit gateway enters a VPC: in the packet's own zone where there is
    /// one; in appliance mode the one drawn for the flow, for both of its ways (R1.21).
    fn entry_of(
        &mut self,
        id: &ResourceId,
        attached: &'a TransitGatewayVpcAttachment,
        zone: Option<&str>,
        back: bool,
    ) -> Option<&'a SubnetId> {
        let subnets = &attached.subnet_ids;
        if attached.has_appliance_mode() {
            let mut drawn = self.request.entries.iter();
            let drawn = drawn.find(|(its, _)| back && *its == id);
            return match drawn {
                Some((_, subnet)) => Some(*subnet),
                None => self.choices.pick(subnets, SubnetId::to_string),
            };
        }
        let of = |subnet: &SubnetId| self.network.subnet(subnet)?.zone.as_deref();
        let mut own = subnets.iter().filter(|subnet| of(subnet) == zone);
        own.next().or(subnets.first())
    }

    /// Over a peering of transit gateways, and on by the other one's tables.
    fn over_transit_peering(
        &mut self,
        id: &ResourceId,
        attachment: &'a ResourceId,
        peering: &'a TransitGatewayPeeringAttachment,
        packet: Packet,
        back: bool,
    ) -> Option<Beyond<'a>> {
        let at = AtTransitPeering {
            id: attachment,
            peering,
        };
        let evidence = ask(TRANSIT_PEERING, |judge| judge(&at)).evidence;
        let kind = Kind::TransitGatewayPeering;
        self.guarded_step(
            attachment.clone(),
            kind,
            Action::Forward,
            packet,
            evidence,
            back,
        );
        let ends = [
            &peering.transit_gateway_id,
            &peering.peer_transit_gateway_id,
        ];
        let other = ends.into_iter().flatten().find(|end| *end != id);
        self.hops += 1;
        let tables = &self.network.topology().transit_gateway_route_table;
        let is_held = |other: &ResourceId| {
            let mut tables = tables.values();
            tables.any(|table| table.transit_gateway_id.as_ref() == Some(other))
        };
        match other {
            Some(other) if self.hops <= MAX_HOPS && is_held(other) => {
                self.over_transit(other, Some(attachment), None, packet, back)
            }
            Some(_) if self.hops > MAX_HOPS => {
                self.block(Code::RouteLoop, attachment.clone(), Vec::new());
                None
            }
            // The other half belongs to somebody else, and is not in the topology.
            _ => {
                self.unknown(Code::FactMissing, attachment.clone());
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

    pub(super) fn reach_site(
        &mut self,
        origin: Host<'a>,
        site_id: &'a ResourceId,
        site: &'a Site,
        through: &ResourceId,
        kind: Kind,
        packet: Packet,
    ) -> bool {
        let evidence = self.line(site_id, site, Some(origin.vpc), packet);
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
        let met = std::mem::take(&mut self.stretch);
        self.passages.push(Passage::ToSite {
            from: origin,
            through: through.clone(),
            site: site_id,
            packet,
            met,
        });
        self.serve(site_id.clone(), Kind::Site, packet, &ANSWERS);
        true
    }

    fn line(
        &self,
        id: &'a ResourceId,
        site: &'a Site,
        vpc: Option<&'a VpcId>,
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
        if let Some(vpc) = vpc
            && network.topology().vpn_gateway.contains_key(through)
        {
            let at = AtSite {
                network,
                id,
                site,
                vpc: Some(vpc),
                packet,
            };
            let ruling = ask(FROM_SITE, |judge| judge(&at));
            let stopped = ruling.stopped().is_some();
            let mut evidence = ruling.evidence;
            evidence.extend(self.gateway_evidence(through));
            let kind = Kind::VpnGateway;
            self.step(through.clone(), kind, Action::Forward, packet, evidence);
            if stopped {
                self.nat_beyond(vpc, CameBy::VpnGateway, packet);
                return false;
            }
            let found = self.come_in(through, vpc, packet);
            return self.enter_from_site(id, through, found, packet);
        }
        let Some(gateway) = self.transit_gateway_of(through) else {
            self.unknown(Code::NotModelled, through.clone());
            return false;
        };
        match self.over_transit(gateway, Some(through), None, packet, false) {
            Some(Beyond::Vpc(vpc, entry))
                if !network.vpc_ranges(vpc).any(|it| it.contains(&destination)) =>
            {
                // On by the table of the attachment's subnet, as to a NAT gateway.
                self.came_through = Some(gateway);
                let zone = network.subnet(entry).and_then(|it| it.zone.as_deref());
                let origin = Host {
                    resource: id.clone(),
                    kind: Kind::Site,
                    interface: None,
                    subnet: entry,
                    vpc,
                    zone,
                    address: source,
                };
                let at = origin.spot();
                self.travel(origin, at, packet, Leg::Transit)
            }
            Some(Beyond::Vpc(vpc, entry)) => {
                let carried = Carried {
                    packet,
                    leg: Leg::Transit,
                    goal: None,
                    back: false,
                };
                let entry = self.enter_by(vpc, entry, carried);
                let found = self.carry_to_host(Place::Subnet(entry), carried);
                self.enter_from_site(id, gateway, found, packet)
            }
            Some(Beyond::Site(..)) | None => false,
        }
    }

    /// The transit gateway an attachment that is no VPC's is associated with.
    fn transit_gateway_of(&self, attachment: &ResourceId) -> Option<&'a ResourceId> {
        let mut tables = self.network.topology().transit_gateway_route_table.values();
        let table = tables.find(|table| table.associations.contains(attachment));
        table.and_then(|table| table.transit_gateway_id.as_ref())
    }

    /// The attachment a site sends a destination over, and the VPC beyond where it is known
    /// before the packet is sent.
    fn way_in(
        &self,
        site: &'a Site,
        destination: IpAddr,
    ) -> Option<(&'a ResourceId, Option<&'a VpcId>)> {
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
                    (holds(vpc) || routed).then_some((attachment, Some(vpc)))
                }
                None => (holder.is_some() || routed).then_some((attachment, holder)),
            })
    }

    fn enter_from_site(
        &mut self,
        site: &'a ResourceId,
        through: &ResourceId,
        found: Option<Host<'a>>,
        packet: Packet,
    ) -> bool {
        let Some(to) = found else {
            return false;
        };
        let met = std::mem::take(&mut self.stretch);
        let direct = met.middleboxes.is_empty();
        self.passages.push(Passage::FromSite {
            site,
            through: through.clone(),
            to: to.clone(),
            packet,
            met,
        });
        self.receive(&to, packet, direct)
    }

    /// From a site, a reply to a host of a VPC.
    pub(super) fn reply_from_site(
        &mut self,
        site: &'a ResourceId,
        through: &ResourceId,
        carried: Carried<'_, 'a>,
    ) -> Arrival<'a> {
        let network = self.network;
        let topology = network.topology();
        let packet = carried.packet;
        if let Some(gateway) = topology.vpn_gateway.get(through) {
            let evidence = self.gateway_evidence(through).into_iter().collect();
            let kind = Kind::VpnGateway;
            self.guarded_step(
                through.clone(),
                kind,
                Action::Forward,
                packet,
                evidence,
                true,
            );
            let Some(vpc) = gateway.vpc_id.as_ref() else {
                return Arrival::Nowhere;
            };
            return self.carry(Place::Gateway(through.clone(), vpc), carried);
        }
        let attachments = topology.site.get(site).map(|it| &it.attachments);
        let own = |it: &&ResourceId| self.transit_gateway_of(it) == Some(through);
        let attachment = attachments.into_iter().flatten().find(own);
        match self.over_transit(through, attachment, None, packet, true) {
            Some(Beyond::Vpc(vpc, entry)) => {
                let entry = self.enter_by(vpc, entry, carried);
                self.carry(Place::Subnet(entry), carried)
            }
            Some(Beyond::Site(..)) | None => Arrival::Nowhere,
        }
    }

    pub(super) fn peered(&self, one: &VpcId, other: &VpcId) -> bool {
        let both = [Some(one), Some(other)];
        let peerings = self.network.topology().vpc_peering_connection.values();
        peerings.into_iter().any(|it| {
            let ends = [it.vpc_id.as_ref(), it.peer_vpc_id.as_ref()];
            ends == both || ends == [both[1], both[0]]
        })
    }
}
