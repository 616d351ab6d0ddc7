//! The way there: which laws a packet meets, one after another.
//!
//! A blocker does not end the walk: it is noted, and the packet goes on as if it were lifted, so
//! that everything that must change is known (the complete blocked path).

use super::carry::{Arrival, Carried, Place};
use super::choices::Choices;
use super::passage::{Passage, Spot, Stretch};
use super::record::Outlook;
use super::vantage::{Host, Vantage, kind};
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::ResourceId;
use crate::laws::passage::ANSWERS;
use crate::laws::security::Leg;
use crate::laws::{Keep, ask, host as hosts, lattice, security};
use crate::network::{Interface, Network, Owner, RouteTarget};
use crate::query::{Protocol, Query};
use crate::topology::{EndpointType, Setting};
use crate::trace::{Action, Kind, Resolution};
use std::net::IpAddr;

/// How many times a packet may be forwarded before it is going in circles.
pub(super) const MAX_HOPS: usize = 32;

/// One packet on its way.
pub(super) struct Walk<'a, 'c> {
    pub(super) network: &'a Network,
    pub(super) query: &'a Query,
    pub(super) resolution: &'a Resolution,
    pub(super) choices: &'c mut Choices,
    pub(super) keep: Keep,
    pub(super) hops: usize,
    /// What has been met since the last end of a stretch.
    pub(super) stretch: Stretch<'a>,
    /// On the way back, what the request met on the same stretch.
    pub(super) request: Stretch<'a>,
    pub(super) passages: Vec<Passage<'a>>,
    pub(super) outlook: Outlook,
    /// The transit gateway a packet from a site came by.
    pub(super) came_through: Option<&'a ResourceId>,
    /// What was decided before the first step, and belongs to it.
    pub(super) preface: Vec<Evidence>,
}

impl<'a, 'c> Walk<'a, 'c> {
    pub(super) fn new(
        network: &'a Network,
        query: &'a Query,
        resolution: &'a Resolution,
        choices: &'c mut Choices,
        keep: Keep,
    ) -> Self {
        Self {
            network,
            query,
            resolution,
            choices,
            keep,
            hops: 0,
            stretch: Stretch::default(),
            request: Stretch::default(),
            passages: Vec::new(),
            outlook: Outlook::default(),
            came_through: None,
            preface: Vec::new(),
        }
    }

    /// Walks from a vantage to one of the addresses, and back.
    pub(super) fn run(mut self, from: &Vantage<'a>, addresses: &[IpAddr]) -> Outlook {
        let sources = from.sources(self.network, self.query);
        let resource = from.resource();
        let speaker = hosts::Speaker {
            network: self.network,
            from: &resource,
            subnet: match from {
                Vantage::Host(host) => Some(host.subnet),
                Vantage::Internet | Vantage::Site(_) => None,
            },
            sources,
            answers: addresses,
        };
        let ruling = ask(hosts::SPEAK, |judge| judge(&speaker));
        if ruling.stopped().is_some() {
            self.blocked_by(&ruling.evidence, &resource);
            return self.outlook;
        }
        self.preface = ruling.evidence;
        let usable = ruling.settled.as_deref().unwrap_or(addresses);
        let Some(destination) = self.choices.pick(usable, IpAddr::to_string).copied() else {
            self.unknown(Code::FactMissing, self.query.to.as_str().into());
            return self.outlook;
        };
        let Some(source) = sources.towards(destination) else {
            self.unknown(Code::FactMissing, resource);
            return self.outlook;
        };
        let arrived = match from {
            Vantage::Host(host) => {
                let host = Host {
                    address: source,
                    ..host.clone()
                };
                self.start_at_host(&host, destination)
            }
            Vantage::Internet => self.start_on_internet(source, destination),
            Vantage::Site(site) => self.start_at_site(site, source, destination),
        };
        if arrived {
            self.back();
        }
        self.outlook
    }

    pub(super) fn packet(&self, source: IpAddr, destination: IpAddr) -> Packet {
        let ports = self.query.protocol.has_ports();
        Packet {
            source,
            source_port: ports.then_some(self.query.source_port),
            destination,
            destination_port: self.query.port.filter(|_| ports),
            // Each family has an ICMP of its own.
            protocol: match (self.query.protocol, destination) {
                (Protocol::ICMP, IpAddr::V6(_)) => Protocol::ICMPV6,
                (Protocol::ICMPV6, IpAddr::V4(_)) => Protocol::ICMP,
                (other, _) => other,
            },
        }
    }

    pub(super) fn start_at_host(&mut self, from: &Host<'a>, destination: IpAddr) -> bool {
        let packet = self.packet(from.address, destination);
        let mut evidence = Vec::new();
        if let Some(interface) = from.interface {
            let subject = hosts::Host {
                network: self.network,
                interface,
                packet,
            };
            evidence.extend(ask(hosts::SEND, |judge| judge(&subject)).evidence);
        }
        if lattice::is_lattice(destination) {
            return self.lattice_association(from, packet, evidence);
        }
        let near = hosts::Delivery {
            network: self.network,
            vpc: from.vpc,
            packet,
        };
        let near = ask(hosts::NEAR, |judge| judge(&near));
        if !near.evidence.is_empty() {
            evidence.extend(near.evidence);
            let (id, kind) = (from.resource.clone(), from.kind);
            self.step(id, kind, Action::Send, packet, evidence);
            if let Some(provided) = near.settled {
                let kind = if provided == *from.vpc.as_resource() {
                    Kind::Vpc
                } else {
                    Kind::Other
                };
                self.serve(provided, kind, packet, &ANSWERS);
            }
            return false;
        }
        if let Some(interface) = from.interface {
            evidence.extend(self.groups(security::SEND, interface, packet, Leg::Client, true));
        }
        self.step(
            from.resource.clone(),
            from.kind,
            Action::Send,
            packet,
            evidence,
        );
        self.travel(from.clone(), from.spot(), packet, Leg::Client)
    }

    /// From a place a packet has come to, to wherever the routes lead.
    pub(super) fn travel(
        &mut self,
        origin: Host<'a>,
        at: Spot<'a>,
        packet: Packet,
        leg: Leg,
    ) -> bool {
        let carried = Carried {
            packet,
            leg,
            goal: None,
            back: false,
        };
        match self.carry(Place::Subnet(at), carried) {
            Arrival::Host(to) => self.deliver(origin, &to, packet),
            Arrival::Site(through, id, site) => {
                self.reach_site(origin, id, site, &through, Kind::TransitGateway, packet)
            }
            Arrival::Translator(to) => self.by_nat_instance(origin, to, packet),
            Arrival::Exit(target, place) => self.exit(origin, target, &place, packet),
            Arrival::Nowhere => false,
        }
    }

    /// Out of private networks by a gateway.
    fn exit(
        &mut self,
        origin: Host<'a>,
        target: RouteTarget,
        place: &Place<'a>,
        packet: Packet,
    ) -> bool {
        match (target, place.spot()) {
            (RouteTarget::InternetGateway(id), Some(at)) => {
                self.leave_vpc(&origin, at, &id, Kind::InternetGateway, packet)
            }
            (RouteTarget::EgressOnlyInternetGateway(id), Some(at)) => {
                self.leave_vpc(&origin, at, &id, Kind::EgressOnlyInternetGateway, packet)
            }
            (RouteTarget::NatGateway(id), Some(at)) => self.translate(origin, at, &id, packet),
            (RouteTarget::GatewayEndpoint(id), _) => self.gateway_endpoint(origin, &id, packet),
            (RouteTarget::VpnGateway(id), _) => self.over_vpn(origin, &id, packet),
            (other, _) => {
                let id = ResourceId::from(other.as_str());
                self.step(id.clone(), Kind::Other, Action::Forward, packet, Vec::new());
                self.leads_to_unknown(id);
                false
            }
        }
    }

    /// On from a NAT instance, in its name.
    fn by_nat_instance(&mut self, from: Host<'a>, to: Host<'a>, packet: Packet) -> bool {
        let sent = Packet {
            source: to.address,
            ..packet
        };
        let met = std::mem::take(&mut self.stretch);
        self.passages.push(Passage::Inside {
            from,
            to: to.clone(),
            packet,
            leg: Leg::Transit,
            met,
        });
        let at = to.spot();
        self.travel(to, at, sent, Leg::Transit)
    }

    /// Whether the packet passed a Gateway Load Balancer endpoint since it set out.
    pub(super) fn is_inspected(&self) -> bool {
        let endpoints = &self.network.topology().vpc_endpoint;
        let mut passed = self.stretch.middleboxes.iter();
        passed.any(|it| endpoints.contains_key(it.id.as_str()))
    }

    /// The appliance that sent a packet on, where it may be one that translates.
    pub(super) fn forwarder(&self) -> Option<&'a Interface> {
        let last = self.stretch.middleboxes.last()?;
        let interface = self.network.interface(last.id.as_str())?;
        let Owner::Instance(id) = &interface.owner else {
            return Some(interface);
        };
        let instance = self.network.topology().instance.get(id.as_str())?;
        (!matches!(instance.appliance, Setting::Is(_))).then_some(interface)
    }

    /// A packet at the interface it is addressed to.
    pub(super) fn deliver(&mut self, from: Host<'a>, to: &Host<'a>, packet: Packet) -> bool {
        if let (Some(here), Some(there)) = (from.zone, to.zone)
            && here != there
        {
            self.warn(Code::CrossAz, to.resource.clone());
        }
        let met = std::mem::take(&mut self.stretch);
        let direct = met.middleboxes.is_empty();
        self.passages.push(Passage::Inside {
            from,
            to: to.clone(),
            packet,
            leg: Leg::Client,
            met,
        });
        self.receive(to, packet, direct)
    }

    /// The interface takes the packet in, and hands it to what it belongs to. Past a middlebox it
    /// is no longer `direct`: references to the sender's groups do not match (R1.24).
    pub(super) fn receive(&mut self, to: &Host<'a>, packet: Packet, direct: bool) -> bool {
        let leg = Leg::Client;
        let Some(interface) = to.interface else {
            return true;
        };
        match &interface.owner {
            Owner::Endpoint(id) if self.is_route_target(id) => {
                // A Gateway Load Balancer endpoint is a route's target, and nobody's address.
                let (id, kind) = (interface.id.clone(), Kind::NetworkInterface);
                self.step(id.clone().into(), kind, Action::Receive, packet, Vec::new());
                self.unknown(Code::NotModelled, id.into());
                false
            }
            Owner::Endpoint(id) => {
                let evidence = self.groups(security::RECEIVE, interface, packet, leg, direct);
                self.step(
                    interface.id.clone().into(),
                    Kind::NetworkInterface,
                    Action::Receive,
                    packet,
                    evidence,
                );
                self.interface_endpoint(id, interface, packet)
            }
            Owner::LoadBalancer(_) => self.balance(interface, packet, true),
            Owner::ResourceGateway(_) => {
                // A resource gateway takes connections from VPC Lattice; it is nobody's address.
                let (id, kind) = (interface.id.clone(), Kind::NetworkInterface);
                self.step(id.clone().into(), kind, Action::Receive, packet, Vec::new());
                self.unknown(Code::NotModelled, id.into());
                false
            }
            Owner::Instance(_) | Owner::NatGateway(_) | Owner::Resolver(_) | Owner::Nothing => {
                let mut evidence = self.groups(security::RECEIVE, interface, packet, leg, direct);
                let subject = hosts::Host {
                    network: self.network,
                    interface,
                    packet,
                };
                evidence.extend(ask(hosts::LISTEN, |judge| judge(&subject)).evidence);
                let id = interface.known_as().clone();
                self.step(
                    id.clone(),
                    kind(interface),
                    Action::Receive,
                    packet,
                    evidence,
                );
                self.serve(id, kind(interface), packet, &ANSWERS);
                true
            }
        }
    }

    fn is_route_target(&self, endpoint: &ResourceId) -> bool {
        let endpoints = &self.network.topology().vpc_endpoint;
        let found = endpoints.get(endpoint.as_str());
        found.is_some_and(|it| it.kind() == EndpointType::GatewayLoadBalancer)
    }
}
