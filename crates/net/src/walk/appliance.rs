//! Through an appliance that a route names by its interface.

use super::forward::Walk;
use super::middlebox::{Detour, on_the_way, verdict};
use super::passage::{Middlebox, Spot};
use super::vantage::host;
use crate::code::Code;
use crate::evidence::{Fact, Packet};
use crate::id::ResourceId;
use crate::laws::middlebox::{FORWARD, Forwarding};
use crate::laws::passage::{NAT_INSTANCE, stated};
use crate::laws::security::{self, Leg};
use crate::laws::{ask, host as hosts};
use crate::topology::{Appliance, Setting};
use crate::trace::{Action, Kind};

impl<'a> Walk<'a, '_> {
    /// Through an appliance that a route names by its interface.
    pub(super) fn pass_on(
        &mut self,
        at: Option<Spot<'a>>,
        id: &ResourceId,
        packet: Packet,
        back: bool,
    ) -> Detour<'a> {
        let network = self.network;
        let found = network.interface(id.as_str());
        let Some((interface, mut to)) = found.and_then(|it| Some((it, host(network, it)?))) else {
            self.guarded_step(
                id.clone(),
                Kind::NetworkInterface,
                Action::Inspect,
                packet,
                Vec::new(),
                back,
            );
            self.unknown(Code::FactMissing, id.clone());
            return Detour::Nowhere;
        };
        if self.comes_from(at, to.spot(), id) {
            self.block(Code::RouteLoop, to.resource, Vec::new());
            return Detour::Round;
        }
        if at.is_none_or(|at| at.subnet != to.subnet) {
            self.border(
                security::ENTER,
                Action::Enter,
                to.subnet,
                on_the_way(packet, back),
            );
        }
        self.recommend_appliance_mode(to.spot());
        let said = self.appliance_said(interface);
        let direct = self.stretch.middleboxes.is_empty();
        self.stretch.middleboxes.push(Middlebox {
            id: id.clone(),
            at: to.resource.clone(),
            kind: to.kind,
            is_stateful: (said == Setting::Is(Appliance::Passes)).then_some(false),
            tunnel: None,
        });
        let subject = hosts::Host {
            network,
            interface,
            packet,
        };
        let forwarding = Forwarding {
            network,
            interface,
            packet,
        };
        let leg = if back { Leg::Return } else { Leg::Transit };
        let known = back && self.passed_before(id);
        let mut astray = false;
        let mut evidence = if known {
            self.groups(security::REPLY, interface, packet, leg, true)
        } else {
            let mut evidence = self.groups(security::RECEIVE, interface, packet, leg, direct);
            evidence.extend(ask(hosts::SEND, |judge| judge(&subject)).evidence);
            let forward = ask(FORWARD, |judge| judge(&forwarding));
            astray = forward.unknown().is_some() && self.outlook.blockers.is_empty();
            evidence.extend(forward.evidence);
            evidence
        };
        let mut does = Some(Appliance::Passes);
        if back {
            evidence.extend(self.flow(id));
        } else {
            let (settled, more) = verdict(&to.resource, said, true, false);
            evidence.extend(more);
            does = settled;
        }
        if !known {
            evidence.extend(self.groups(security::SEND, interface, packet, leg, true));
        }
        let (mut action, mut sent) = (Action::Inspect, packet);
        if does == Some(Appliance::Translates) {
            action = Action::Translate;
            // Of its addresses the one of the packet's family.
            let family = |it: &&std::net::IpAddr| it.is_ipv4() == packet.source.is_ipv4();
            match interface.addresses.iter().find(family) {
                Some(own) => to.address = *own,
                None => self.unknown(Code::NotModelled, to.resource.clone()),
            }
            sent.source = to.address;
            let rewrite = Fact::Rewrite {
                before: packet,
                after: sent,
            };
            evidence.push(stated(&NAT_INSTANCE, rewrite));
            // It is an end of its own: its replies come to it, whatever else they pass.
            self.stretch.middleboxes.pop();
        }
        self.guarded_step(to.resource.clone(), to.kind, action, sent, evidence, back);
        self.outlook.astray |= astray;
        if action == Action::Translate {
            Detour::Translated(to)
        } else {
            Detour::On(to.spot())
        }
    }
}
