//! To and from on-premises networks, by virtual private and transit gateways.

use super::carry::{Arrival, Carried, Place};
use super::forward::Walk;
use super::passage::Passage;
use super::transit::Beyond;
use super::vantage::Host;
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::{ResourceId, VpcId};
use crate::laws::ask;
use crate::laws::gateway::{self, CameBy};
use crate::laws::link::{AtSite, FROM_SITE, SITE};
use crate::laws::passage::ANSWERS;
use crate::laws::security::Leg;
use crate::topology::Site;
use crate::trace::{Action, Kind};
use std::net::IpAddr;

impl<'a> Walk<'a, '_> {
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
        let by_vpn = kind == Kind::VpnGateway;
        let evidence = self.line(site_id, site, by_vpn, Some(origin.vpc), packet);
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
        through_vpn_gateway: bool,
        vpc: Option<&'a VpcId>,
        packet: Packet,
    ) -> Vec<Evidence> {
        let at = AtSite {
            network: self.network,
            id,
            site,
            through_vpn_gateway,
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
        let by_vpn = network.topology().vpn_gateway.contains_key(through);
        let evidence = self.line(id, site, by_vpn, vpc, packet);
        self.step(id.clone(), Kind::Site, Action::Send, packet, evidence);
        if let Some(vpc) = vpc.filter(|_| by_vpn) {
            let at = AtSite {
                network,
                id,
                site,
                through_vpn_gateway: by_vpn,
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
}
