//! The way back, walked stretch by stretch: security groups let replies pass, network ACLs and
//! route tables are asked again (R1.25, R1.26).

use super::carry::{Arrival, Carried, Place};
use super::forward::Walk;
use super::outward::translates;
use super::passage::{Passage, Stretch};
use super::vantage::Host;
use crate::code::Code;
use crate::evidence::Packet;
use crate::id::ResourceId;
use crate::laws::security::{self, Guarded, Leg};
use crate::laws::{ask, passage};
use crate::network::RouteTarget;
use crate::trace::{Action, Kind};
use std::net::IpAddr;

impl<'a> Walk<'a, '_> {
    /// Walks back from where the packet arrived to where it came from.
    pub(super) fn back(&mut self) {
        let Some(last) = self.outlook.forward.last() else {
            return;
        };
        let (id, kind, reply) = (last.resource.clone(), last.kind, last.packet.reply());
        self.guarded_step(id, kind, Action::Send, reply, Vec::new(), true);
        let passages = std::mem::take(&mut self.passages);
        // From the internet to the public side of a service there is nothing between.
        let first = self.outlook.forward.first();
        if let Some(Kind::Internet) = first.map(|it| it.kind).filter(|_| passages.is_empty()) {
            let (home, kind) = ("internet".into(), Kind::Internet);
            self.guarded_step(home, kind, Action::Receive, reply, Vec::new(), true);
        }
        for stretch in passages.into_iter().rev() {
            match stretch {
                Passage::Inside {
                    from,
                    to,
                    packet,
                    leg,
                    met,
                } => {
                    self.over_stretch(met);
                    self.back_inside(&from, &to, packet.reply(), leg);
                }
                Passage::Out {
                    from,
                    through,
                    kind,
                    packet,
                    met,
                } => {
                    self.over_stretch(met);
                    let reply = packet.reply();
                    if kind == Kind::VpcEndpoint {
                        let action = Action::Forward;
                        self.guarded_step(through, kind, action, reply, Vec::new(), true);
                        self.cross_back(security::ENTER, Action::Enter, from.subnet, reply);
                    } else {
                        self.back_from_internet(&from, through, kind, reply);
                    }
                    self.take_back(&from, reply);
                }
                Passage::ToSite {
                    from,
                    through,
                    site,
                    packet,
                    met,
                } => {
                    self.over_stretch(met);
                    let carried = reply_to(&from, packet.reply());
                    let arrival = self.reply_from_site(site, &through, carried);
                    self.back_to_host(&from, &arrival, carried);
                    self.take_back(&from, carried.packet);
                }
                Passage::In {
                    to,
                    through,
                    kind,
                    packet,
                    met,
                } => {
                    self.over_stretch(met);
                    self.back_to_internet(&to, through, kind, packet.reply());
                }
                Passage::FromSite {
                    site,
                    through,
                    to,
                    packet,
                    met,
                } => {
                    self.over_stretch(met);
                    self.back_to_site(site, &through, &to, packet.reply());
                }
                Passage::Through {
                    resource,
                    kind,
                    packet,
                } => {
                    let (reply, action) = (packet.reply(), Action::Forward);
                    self.guarded_step(resource, kind, action, reply, Vec::new(), true);
                }
                Passage::ToLattice {
                    from,
                    through,
                    packet,
                } => {
                    let (reply, kind) = (packet.reply(), Kind::ServiceNetwork);
                    self.guarded_step(through, kind, Action::Forward, reply, Vec::new(), true);
                    self.cross_back(security::ENTER, Action::Enter, from.subnet, reply);
                    self.take_back(&from, reply);
                }
                Passage::FromLattice {
                    to,
                    service,
                    packet,
                } => {
                    let (reply, kind) = (packet.reply(), Kind::LatticeService);
                    self.cross_back(security::LEAVE, Action::Leave, to.subnet, reply);
                    self.guarded_step(service, kind, Action::Forward, reply, Vec::new(), true);
                }
                Passage::Tube { endpoint, packet } => {
                    let reached = crate::evidence::Fact::Reached {
                        resource: endpoint.clone(),
                    };
                    let evidence = vec![passage::stated(&passage::PRIVATE_LINK, reached)];
                    let kind = Kind::NetworkInterface;
                    self.guarded_step(
                        endpoint,
                        kind,
                        Action::Forward,
                        packet.reply(),
                        evidence,
                        true,
                    );
                }
            }
        }
    }

    /// Begins the way back over a stretch.
    fn over_stretch(&mut self, met: Stretch<'a>) {
        self.request = met;
        self.stretch = Stretch::default();
        self.hops = 0;
    }

    fn back_inside(&mut self, from: &Host<'a>, to: &Host<'a>, reply: Packet, leg: Leg) {
        let carried = reply_to(from, reply);
        // A load balancer and its target share a VPC, where `local` always leads back; and over a
        // peering connection a NAT gateway gets its replies without a route (R1.18).
        let nat = from.kind == Kind::NatGateway && self.peered(from.vpc, to.vpc);
        if leg == Leg::Target || nat && from.vpc != to.vpc {
            if from.subnet != to.subnet {
                self.border(security::LEAVE, Action::Leave, to.subnet, carried);
                self.border(security::ENTER, Action::Enter, from.subnet, carried);
            }
        } else {
            let arrival = self.carry(Place::Subnet(to.spot()), carried);
            self.back_to_host(from, &arrival, carried);
        }
        self.take_back(from, reply);
    }

    /// Notes where a reply to a host came to instead of there, and what it passed on the way.
    fn back_to_host(&mut self, host: &Host<'a>, arrival: &Arrival<'a>, carried: Carried<'_, 'a>) {
        match arrival {
            Arrival::Host(_) => self.missed_by_reply(carried.packet),
            Arrival::Nowhere => {
                self.border(security::ENTER, Action::Enter, host.subnet, carried);
            }
            Arrival::Site(..) | Arrival::Translator(_) | Arrival::Exit(..) => {
                self.lost_on_the_way_back(arrival, carried.packet);
                self.border(security::ENTER, Action::Enter, host.subnet, carried);
            }
        }
    }

    /// A reply from the internet comes in by the gateway, and by the gateway's own table.
    fn back_from_internet(
        &mut self,
        from: &Host<'a>,
        through: ResourceId,
        kind: Kind,
        reply: Packet,
    ) {
        let carried = reply_to(from, reply);
        let evidence = self.gateway_evidence(&through).into_iter().collect();
        let action = translates(reply);
        self.guarded_step(through.clone(), kind, action, reply, evidence, true);
        let place = Place::Gateway(through, from.vpc);
        let arrival = self.carry(place, carried);
        self.back_to_host(from, &arrival, carried);
    }

    /// A reply to the internet leaves by its own route, which has to lead to the gateway.
    fn back_to_internet(&mut self, to: &Host<'a>, through: ResourceId, kind: Kind, reply: Packet) {
        let same_door = |target: &RouteTarget| match target {
            RouteTarget::InternetGateway(_) => kind == Kind::InternetGateway,
            RouteTarget::EgressOnlyInternetGateway(id) => *id == through,
            _ => false,
        };
        match self.carry(Place::Subnet(to.spot()), reply_home(reply)) {
            Arrival::Exit(target, _) if same_door(&target) => self.missed_by_reply(reply),
            Arrival::Nowhere => {}
            astray @ (Arrival::Host(_)
            | Arrival::Site(..)
            | Arrival::Translator(_)
            | Arrival::Exit(..)) => self.lost_on_the_way_back(&astray, reply),
        }
        let action = translates(reply);
        // Out there the reply comes from the address that was asked.
        let asked = self
            .outlook
            .forward
            .first()
            .filter(|it| it.kind == Kind::Internet);
        let reply = asked.map_or(reply, |it| it.packet.reply());
        self.guarded_step(through, kind, action, reply, Vec::new(), true);
        let (home, kind) = ("internet".into(), Kind::Internet);
        self.guarded_step(home, kind, Action::Receive, reply, Vec::new(), true);
    }

    /// A reply to a site leaves by the gateway it came through.
    fn back_to_site(
        &mut self,
        site: &'a ResourceId,
        through: &ResourceId,
        to: &Host<'a>,
        reply: Packet,
    ) {
        match self.carry(Place::Subnet(to.spot()), reply_home(reply)) {
            Arrival::Exit(RouteTarget::VpnGateway(id), _) if id == *through => {
                let kind = Kind::VpnGateway;
                self.guarded_step(id, kind, Action::Forward, reply, Vec::new(), true);
                self.missed_by_reply(reply);
            }
            Arrival::Site(_, id, _) if id == site => self.missed_by_reply(reply),
            Arrival::Nowhere => {}
            astray @ (Arrival::Host(_)
            | Arrival::Site(..)
            | Arrival::Translator(_)
            | Arrival::Exit(..)) => self.lost_on_the_way_back(&astray, reply),
        }
        let home = site.clone();
        self.guarded_step(home, Kind::Site, Action::Receive, reply, Vec::new(), true);
    }

    /// The reply's route leads elsewhere: what decided that is the last step's evidence.
    fn lost_on_the_way_back(&mut self, arrival: &Arrival<'a>, reply: Packet) {
        if let Arrival::Exit(RouteTarget::Other(id), _) = arrival {
            self.leads_to_unknown(id.clone());
            return;
        }
        // IPv6 is translated nowhere, so a reply may come home over the internet although the request
        // came over a link, or the other way round. Whether it does, AWS does not say.
        let home = match arrival {
            Arrival::Exit(RouteTarget::InternetGateway(_), _) => {
                self.network.interface_at_public(reply.destination)
            }
            Arrival::Exit(RouteTarget::Local, Place::Gateway(_, vpc)) => {
                self.network.interface_at(vpc, reply.destination)
            }
            _ => None,
        };
        if let (IpAddr::V6(_), Some(interface)) = (reply.destination, home) {
            self.unknown(Code::NotModelled, interface.known_as().clone());
            return;
        }
        if let Some(step) = self.outlook.back.last() {
            let (resource, evidence) = (step.resource.clone(), step.evidence.clone());
            self.block(Code::ReturnRouteNotFound, resource, evidence);
        }
    }

    /// A host takes a reply in: its groups remember the packet it answers.
    fn take_back(&mut self, host: &Host<'a>, reply: Packet) {
        let evidence = match host.interface {
            Some(interface) if !interface.security_groups.is_empty() => {
                let guarded = Guarded {
                    network: self.network,
                    interface,
                    packet: reply,
                    leg: Leg::Return,
                    references: true,
                    keep: self.keep,
                };
                ask(security::REPLY, |judge| judge(&guarded)).evidence
            }
            _ => Vec::new(),
        };
        let (id, kind) = (host.resource.clone(), host.kind);
        self.guarded_step(id, kind, Action::Receive, reply, evidence, true);
    }
}

/// A reply that has to come to a host.
const fn reply_to<'g, 'a>(host: &'g Host<'a>, packet: Packet) -> Carried<'g, 'a> {
    Carried {
        packet,
        leg: Leg::Return,
        goal: Some(host),
        back: true,
    }
}

/// A reply that has to leave private networks.
const fn reply_home<'g, 'a>(packet: Packet) -> Carried<'g, 'a> {
    Carried {
        packet,
        leg: Leg::Return,
        goal: None,
        back: true,
    }
}
