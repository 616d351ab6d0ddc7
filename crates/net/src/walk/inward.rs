//! In from the internet: by the gateway of whoever has the public address.

use super::carry::{Arrival, Carried, Place};
use super::forward::Walk;
use super::outward::translates;
use super::passage::Passage;
use super::vantage::{Host, host};
use crate::code::Code;
use crate::evidence::{Direction, Packet};
use crate::id::{ResourceId, VpcId};
use crate::laws::security::Leg;
use crate::laws::{ask, gateway};
use crate::network::RouteTarget;
use crate::topology::is_unknown;
use crate::trace::{Action, Kind};
use std::net::IpAddr;

impl<'a> Walk<'a, '_> {
    /// A packet of somebody on the internet.
    pub(super) fn start_on_internet(&mut self, source: IpAddr, destination: IpAddr) -> bool {
        let packet = self.packet(source, destination);
        if let Some(arrived) = self.enter_vpc(packet, Action::Send) {
            return arrived;
        }
        let arriving = gateway::Arriving {
            network: self.network,
            packet,
        };
        let ruling = ask(gateway::FROM_INTERNET, |judge| judge(&arriving));
        let blocked = ruling.stopped().is_some();
        self.step(
            "internet".into(),
            Kind::Internet,
            Action::Send,
            packet,
            ruling.evidence,
        );
        !blocked && self.beyond(packet)
    }

    /// In through the internet gateway of whoever has the public address; `None` where nobody has.
    pub(super) fn enter_vpc(&mut self, packet: Packet, action: Action) -> Option<bool> {
        let arriving = gateway::Arriving {
            network: self.network,
            packet,
        };
        let ruling = ask(gateway::FROM_INTERNET, |judge| judge(&arriving));
        let interface = self.network.interface(ruling.settled?.as_str())?;
        let to = host(self.network, interface)?;
        self.step(
            "internet".into(),
            Kind::Internet,
            action,
            packet,
            Vec::new(),
        );
        let Some((through, kind)) = self.door(&to, packet) else {
            if let Some(unheld) = self.unheld_door(&to, packet) {
                self.unknown(Code::FactMissing, unheld);
                return Some(false);
            }
            self.block(Code::IgwIngressNotPublic, to.resource, ruling.evidence);
            return Some(false);
        };
        let sent = match packet.destination {
            IpAddr::V4(_) => Packet {
                destination: to.address,
                ..packet
            },
            IpAddr::V6(_) => packet,
        };
        let entering = gateway::AtGateway {
            network: self.network,
            gateway: &through,
            vpc: to.vpc,
            subnet: Some(to.subnet),
            interface: to.interface,
            translated: None,
            forwarder: None,
            inspected: false,
            packet: sent,
            direction: Direction::Ingress,
        };
        let mut evidence = ruling.evidence;
        evidence.extend(ask(gateway::INBOUND, |judge| judge(&entering)).evidence);
        evidence.extend(self.gateway_evidence(&through));
        self.step(through.clone(), kind, translates(packet), sent, evidence);
        let Some(to) = self.come_in(&through, to.vpc, sent) else {
            return Some(false);
        };
        let met = std::mem::take(&mut self.stretch);
        let direct = met.middleboxes.is_empty();
        self.passages.push(Passage::In {
            to: to.clone(),
            through,
            kind,
            packet: sent,
            met,
        });
        Some(self.receive(&to, sent, direct))
    }

    /// From a gateway to the host a packet is for, by the gateway's own table where it has one.
    pub(super) fn come_in(
        &mut self,
        gateway: &ResourceId,
        vpc: &'a VpcId,
        packet: Packet,
    ) -> Option<Host<'a>> {
        let carried = Carried {
            packet,
            leg: Leg::Client,
            goal: None,
            back: false,
        };
        let place = Place::Gateway(gateway.clone(), vpc);
        self.carry_to_host(place, carried)
    }

    /// From a place to a host of private networks; what else a route leads to is not simulated for
    /// a packet from outside.
    pub(super) fn carry_to_host(
        &mut self,
        place: Place<'a>,
        carried: Carried<'_, 'a>,
    ) -> Option<Host<'a>> {
        match self.carry(place, carried) {
            Arrival::Host(to) => Some(to),
            Arrival::Nowhere => None,
            Arrival::Site(id, ..) => {
                self.unknown(Code::NotModelled, id);
                None
            }
            Arrival::Translator(at) => {
                self.unknown(Code::NotModelled, at.resource);
                None
            }
            Arrival::Exit(target, _) => {
                let id = ResourceId::from(target.as_str());
                self.step(
                    id.clone(),
                    Kind::Other,
                    Action::Forward,
                    carried.packet,
                    Vec::new(),
                );
                self.unknown(Code::NotModelled, id);
                None
            }
        }
    }

    /// What a host's table leads to the internet by, where the document does not hold that: it may
    /// be the VPC's internet gateway.
    fn unheld_door(&self, to: &Host<'a>, packet: Packet) -> Option<ResourceId> {
        let network = self.network;
        let vpc = network.topology().vpc.get(to.vpc)?;
        if is_unknown(&vpc.more, &["internet_gateway"]) {
            return Some(to.vpc.clone().into());
        }
        let table = network.table(&network.subnet(to.subnet)?.route_table)?;
        match &table.covering(packet.source).first()?.1.target {
            RouteTarget::Other(id) => Some(id.clone()),
            _ => None,
        }
    }

    /// The gateway a packet from the internet comes to a host by. One whose route back is an
    /// egress-only gateway is behind that.
    fn door(&self, to: &Host<'a>, packet: Packet) -> Option<(ResourceId, Kind)> {
        let network = self.network;
        let egress_only = |id: &ResourceId| Some((id.clone(), Kind::EgressOnlyInternetGateway));
        if packet.destination.is_ipv6() {
            let table = network.table(&network.subnet(to.subnet)?.route_table);
            let back = table.and_then(|it| it.covering(packet.source).first().map(|it| it.1));
            if let Some(RouteTarget::EgressOnlyInternetGateway(id)) = back.map(|it| &it.target) {
                return egress_only(id);
            }
        }
        if let Some(id) = self.internet_gateway(to.vpc) {
            return Some((id, Kind::InternetGateway));
        }
        let gateways = &network.topology().egress_only_internet_gateway;
        let own = gateways
            .iter()
            .find(|(_, gateway)| gateway.vpc_id.as_ref() == Some(to.vpc));
        let (id, _) = own.filter(|_| packet.destination.is_ipv6())?;
        egress_only(id)
    }
}
