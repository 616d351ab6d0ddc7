//! The way back, walked stretch by stretch: security groups let replies pass, network ACLs and
//! route tables are asked again (R1.25, R1.26).

use super::forward::{Passage, Walk};
use super::vantage::Host;
use crate::evidence::Packet;
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
        for stretch in std::mem::take(&mut self.passages).into_iter().rev() {
            match stretch {
                Passage::Inside {
                    from,
                    to,
                    packet,
                    leg,
                } => {
                    let reply = packet.reply();
                    if from.vpc != to.vpc {
                        self.carry_back(&to, &from, reply);
                    } else if from.subnet != to.subnet {
                        self.cross_back(security::LEAVE, Action::Leave, to.subnet, reply);
                        // A load balancer and its target share a VPC, where `local` always leads back.
                        if leg != Leg::Target {
                            self.route(to.spot(), reply, true);
                        }
                        self.cross_back(security::ENTER, Action::Enter, from.subnet, reply);
                    }
                    self.take_back(&from, reply);
                }
                Passage::Out {
                    from,
                    through,
                    kind,
                    packet,
                } => {
                    let reply = packet.reply();
                    let action = match kind {
                        Kind::InternetGateway if reply.source.is_ipv4() => Action::Translate,
                        _ => Action::Forward,
                    };
                    self.guarded_step(through, kind, action, reply, Vec::new(), true);
                    self.cross_back(security::ENTER, Action::Enter, from.subnet, reply);
                    self.take_back(&from, reply);
                }
                Passage::In {
                    to,
                    through,
                    kind,
                    packet,
                } => {
                    let reply = packet.reply();
                    self.cross_back(security::LEAVE, Action::Leave, to.subnet, reply);
                    let route = self.route(to.spot(), reply, true);
                    let same_door = |it: &RouteTarget| match it {
                        RouteTarget::InternetGateway(_) => kind == Kind::InternetGateway,
                        RouteTarget::EgressOnlyInternetGateway(id) => *id == through,
                        _ => false,
                    };
                    if route.is_some_and(|it| !same_door(&it)) {
                        self.lost_on_the_way_back();
                    }
                    let action = match reply.source {
                        IpAddr::V4(_) => Action::Translate,
                        IpAddr::V6(_) => Action::Forward,
                    };
                    self.guarded_step(through, kind, action, reply, Vec::new(), true);
                    let home = "internet".into();
                    self.guarded_step(
                        home,
                        Kind::Internet,
                        Action::Receive,
                        reply,
                        Vec::new(),
                        true,
                    );
                }
                Passage::FromSite {
                    site,
                    through,
                    to,
                    packet,
                } => self.back_to_site(site, &through, &to, packet.reply()),
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
                };
                ask(security::REPLY, |judge| judge(&guarded)).evidence
            }
            _ => Vec::new(),
        };
        let (id, kind) = (host.resource.clone(), host.kind);
        self.guarded_step(id, kind, Action::Receive, reply, evidence, true);
    }
}
