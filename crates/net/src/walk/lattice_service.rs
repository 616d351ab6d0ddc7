//! Through VPC Lattice to a service: who may ask, which listener takes it, and to which target.

use super::forward::Walk;
use super::lattice::Side;
use super::passage::Passage;
use super::vantage::host;
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::ResourceId;
use crate::laws::lattice::{
    AUTH, AtGroup, AtPolicy, AtService, LISTEN, SERVICE_ADDRESS, TARGETS, Target,
};
use crate::laws::passage::{ANSWERS, stated};
use crate::laws::security::{self, Leg};
use crate::laws::way::{Way, answered};
use crate::laws::{ask, host as hosts};
use crate::network::Owner;
use crate::topology::lattice::named;
use crate::trace::{Action, Kind};
use std::net::IpAddr;

impl<'a> Walk<'a, '_> {
    /// To a service, by its listener, to a target.
    pub(super) fn reach_lattice_service(
        &mut self,
        id: &ResourceId,
        service_network: &ResourceId,
        mut evidence: Vec<Evidence>,
        side: Side<'a>,
        packet: Packet,
    ) -> bool {
        let network = self.network;
        let topology = network.topology();
        let held = named(
            &topology.vpclattice_service_network,
            service_network.as_str(),
        );
        let auth_type = held.and_then(|(_, it)| it.auth_type.as_deref());
        evidence.extend(self.auth(service_network, auth_type, side, packet));
        let kind = Kind::ServiceNetwork;
        self.step(
            service_network.clone(),
            kind,
            Action::Forward,
            packet,
            evidence,
        );
        let kind = Kind::LatticeService;
        let Some((id, service)) = named(&topology.vpclattice_service, id.as_str()) else {
            self.step(id.clone(), kind, Action::Forward, packet, Vec::new());
            self.unknown(Code::FactMissing, id.clone());
            return false;
        };
        let mut evidence = self.auth(id, service.auth_type.as_deref(), side, packet);
        let at = AtService {
            network,
            id,
            packet,
        };
        let ruling = ask(LISTEN, |judge| judge(&at));
        evidence.extend(ruling.evidence);
        let ways = ruling.settled.unwrap_or_default();
        let way = self.choices.pick(&ways, Way::label);
        match way {
            None => {
                self.step(id.clone(), kind, Action::Balance, packet, evidence);
                false
            }
            Some(Way::Unsaid(who)) => {
                self.step(id.clone(), kind, Action::Balance, packet, evidence);
                self.unknown(Code::FactMissing, who.clone());
                false
            }
            Some(Way::Answer { how, status }) => {
                self.step(id.clone(), kind, Action::Balance, packet, evidence);
                let answer = vec![stated(&ANSWERS, answered(id, how, status))];
                self.step(id.clone(), kind, Action::Serve, packet, answer);
                true
            }
            Some(Way::Group(group)) => {
                let at = AtGroup { network, id: group };
                let ruling = ask(TARGETS, |judge| judge(&at));
                evidence.extend(ruling.evidence);
                let targets = ruling.settled.unwrap_or_default();
                let target = self.choices.pick(&targets, |it| it.id.clone()).cloned();
                self.step(id.clone(), kind, Action::Balance, packet, evidence);
                target.is_some_and(|target| self.reach_lattice_target(id, group, &target, packet))
            }
        }
    }

    fn auth(
        &self,
        id: &ResourceId,
        auth_type: Option<&str>,
        side: Side<'a>,
        packet: Packet,
    ) -> Vec<Evidence> {
        let at = AtPolicy {
            network: self.network,
            query: self.query,
            id,
            auth_type,
            vpc: side.vpc,
            packet,
        };
        ask(AUTH, |judge| judge(&at)).evidence
    }

    /// From VPC Lattice to a target, which sees one of VPC Lattice's own addresses.
    fn reach_lattice_target(
        &mut self,
        service: &ResourceId,
        group: &ResourceId,
        target: &Target,
        packet: Packet,
    ) -> bool {
        let network = self.network;
        let topology = network.topology();
        let held = named(&topology.vpclattice_target_group, group.as_str());
        let kind = held.and_then(|(_, it)| it.type_.as_deref());
        if kind == Some("LAMBDA") {
            // A function is invoked, not connected to: what answers is the service, with what it says.
            let answer = vec![stated(&ANSWERS, answered(service, "lambda", &target.id))];
            let (service, kind) = (service.clone(), Kind::LatticeService);
            self.step(service, kind, Action::Serve, packet, answer);
            return true;
        }
        let vpc = held.and_then(|(_, it)| it.config.as_ref()?.vpc_identifier.as_ref());
        let interface = match target.id.parse::<IpAddr>() {
            Ok(address) => vpc.and_then(|vpc| network.interface_at(vpc, address)),
            Err(_) => network.interfaces_of(&target.id.as_str().into()).next(),
        };
        let Some((interface, to)) = interface.and_then(|it| Some((it, host(network, it)?))) else {
            self.unknown(Code::FactMissing, target.id.as_str().into());
            return false;
        };
        let source = IpAddr::V4(SERVICE_ADDRESS);
        let Some(destination) = interface.address_towards(source) else {
            self.unknown(Code::NotModelled, interface.id.clone().into());
            return false;
        };
        let sent = Packet {
            source,
            destination,
            destination_port: target.port.or(packet.destination_port),
            ..packet
        };
        self.passages.push(Passage::FromLattice {
            to: to.clone(),
            service: service.clone(),
            packet: sent,
        });
        self.cross(security::ENTER, Action::Enter, to.subnet, sent, Leg::Target);
        if matches!(interface.owner, Owner::LoadBalancer(_)) {
            return self.balance(interface, sent, true);
        }
        let mut evidence = self.groups(security::RECEIVE, interface, sent, Leg::Target, false);
        let subject = hosts::Host {
            network,
            interface,
            packet: sent,
        };
        evidence.extend(ask(hosts::LISTEN, |judge| judge(&subject)).evidence);
        let (id, kind) = (to.resource.clone(), to.kind);
        self.step(id.clone(), kind, Action::Receive, sent, evidence);
        self.serve(id, kind, sent, &ANSWERS);
        true
    }
}
