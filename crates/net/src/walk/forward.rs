//! The way there: which laws a packet meets, one after another.
//!
//! A blocker does not end the walk: it is noted, and the packet goes on as if it were lifted, so
//! that everything that must change is known (the complete blocked path).

use super::choices::Choices;
use super::record::Outlook;
use super::vantage::{Host, Vantage, host, kind};
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::passage::ANSWERS;
use crate::laws::security::Leg;
use crate::laws::{ask, host as hosts, route, security};
use crate::network::{Network, Owner, RouteTarget};
use crate::query::{Protocol, Query};
use crate::trace::{Action, Kind, Resolution};
use std::net::IpAddr;

/// How many times a packet may be forwarded before it is going in circles.
const MAX_HOPS: usize = 32;

/// One packet on its way.
pub(super) struct Walk<'a, 'c> {
    pub(super) network: &'a Network,
    pub(super) query: &'a Query,
    pub(super) resolution: &'a Resolution,
    pub(super) choices: &'c mut Choices,
    pub(super) hops: usize,
    pub(super) passages: Vec<Passage<'a>>,
    pub(super) outlook: Outlook,
    /// What was decided before the first step, and belongs to it.
    pub(super) preface: Vec<Evidence>,
}

/// A stretch of the way, kept for the way back.
#[derive(Clone, Debug)]
pub(super) enum Passage<'a> {
    /// Inside a VPC, from one host to another.
    Inside {
        from: Host<'a>,
        to: Host<'a>,
        packet: Packet,
        leg: Leg,
    },
    /// Out of a VPC through a gateway or gateway endpoint.
    Out {
        from: Host<'a>,
        through: ResourceId,
        kind: Kind,
        packet: Packet,
    },
    /// Into a VPC from the internet.
    In {
        to: Host<'a>,
        through: ResourceId,
        kind: Kind,
        packet: Packet,
    },
    /// Into a VPC from a site.
    FromSite {
        site: &'a ResourceId,
        through: ResourceId,
        to: Host<'a>,
        packet: Packet,
    },
    /// Across `PrivateLink`.
    Tube {
        endpoint: ResourceId,
        packet: Packet,
    },
}

/// A place a packet is routed from: a host's subnet, or a gateway's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'a> {
    pub(super) subnet: &'a SubnetId,
    pub(super) vpc: &'a VpcId,
    pub(super) zone: Option<&'a str>,
}

impl<'a> Host<'a> {
    /// The place it sends from.
    pub(super) const fn spot(&self) -> Spot<'a> {
        Spot {
            subnet: self.subnet,
            vpc: self.vpc,
            zone: self.zone,
        }
    }
}

impl<'a, 'c> Walk<'a, 'c> {
    pub(super) fn new(
        network: &'a Network,
        query: &'a Query,
        resolution: &'a Resolution,
        choices: &'c mut Choices,
    ) -> Self {
        Self {
            network,
            query,
            resolution,
            choices,
            hops: 0,
            passages: Vec::new(),
            outlook: Outlook::default(),
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

    /// From a place a packet has come to, to wherever the subnet's table leads.
    pub(super) fn travel(
        &mut self,
        origin: Host<'a>,
        at: Spot<'a>,
        packet: Packet,
        leg: Leg,
    ) -> bool {
        self.hops += 1;
        if self.hops > MAX_HOPS {
            self.block(Code::RouteLoop, origin.resource, Vec::new());
            return false;
        }
        let neighbour = self
            .network
            .interface_at(at.vpc, packet.destination)
            .filter(|interface| interface.subnet == *at.subnet)
            .and_then(|interface| host(self.network, interface));
        if let Some(to) = neighbour {
            // Two hosts of one subnet meet without ACL and without route (R1.25).
            return self.deliver(origin, &to, packet, leg);
        }
        self.cross(security::LEAVE, Action::Leave, at.subnet, packet, leg);
        match self.route(at, packet, false) {
            None => false,
            Some(RouteTarget::Local) => self.arrive(origin, at.vpc, packet, leg),
            Some(RouteTarget::InternetGateway(id)) => {
                self.leave_vpc(&origin, at, &id, Kind::InternetGateway, packet)
            }
            Some(RouteTarget::EgressOnlyInternetGateway(id)) => {
                self.leave_vpc(&origin, at, &id, Kind::EgressOnlyInternetGateway, packet)
            }
            Some(RouteTarget::NatGateway(id)) => self.translate(origin, &id, packet),
            Some(RouteTarget::GatewayEndpoint(id)) => self.gateway_endpoint(origin, &id, packet),
            Some(RouteTarget::Peering(id)) => self.peer(origin, at, &id, packet, leg),
            Some(RouteTarget::TransitGateway(id)) => self.transit(origin, at, &id, packet),
            Some(RouteTarget::VpnGateway(id)) => self.over_vpn(origin, &id, packet),
            Some(RouteTarget::Other(id)) => {
                self.step(id.clone(), Kind::Other, Action::Forward, packet, Vec::new());
                self.unknown(Code::NotModelled, id);
                false
            }
        }
    }

    /// Asks the subnet's route table; past a dead end the target that would carry it, if any.
    pub(super) fn route(
        &mut self,
        at: Spot<'a>,
        packet: Packet,
        back: bool,
    ) -> Option<RouteTarget> {
        let id = &self.network.subnet(at.subnet)?.route_table;
        let table = self.network.table(id)?;
        let lookup = route::Lookup::new(self.network, id, table, packet.destination, back);
        let ruling = ask(route::ROUTE, |judge| judge(&lookup));
        let astray = ruling.unknown().is_some() && self.outlook.blockers.is_empty();
        self.guarded_step(
            id.clone().into(),
            Kind::RouteTable,
            Action::Route,
            packet,
            ruling.evidence,
            back,
        );
        self.outlook.astray |= astray;
        if back {
            return ruling.settled;
        }
        ruling
            .settled
            .or_else(|| self.would_carry(at.vpc, packet.destination))
    }

    /// Delivery to an address of a VPC, in another subnet than the sender's.
    pub(super) fn arrive(
        &mut self,
        origin: Host<'a>,
        vpc: &'a VpcId,
        packet: Packet,
        leg: Leg,
    ) -> bool {
        match self.enter(vpc, packet, leg) {
            Some(to) => self.deliver(origin, &to, packet, leg),
            None => false,
        }
    }

    /// Into the subnet of whoever has the destination in a VPC; `None` where nobody has it.
    pub(super) fn enter(&mut self, vpc: &'a VpcId, packet: Packet, leg: Leg) -> Option<Host<'a>> {
        let delivery = hosts::Delivery {
            network: self.network,
            vpc,
            packet,
        };
        let ruling = ask(hosts::DELIVER, |judge| judge(&delivery));
        let found = ruling
            .settled
            .and_then(|id| self.network.interface(id.as_str()))
            .and_then(|interface| host(self.network, interface));
        match &found {
            Some(to) => self.cross(security::ENTER, Action::Enter, to.subnet, packet, leg),
            None => {
                let vpc = vpc.clone().into();
                self.step(vpc, Kind::Vpc, Action::Forward, packet, ruling.evidence);
            }
        }
        found
    }

    /// A packet at the interface it is addressed to.
    pub(super) fn deliver(
        &mut self,
        from: Host<'a>,
        to: &Host<'a>,
        packet: Packet,
        leg: Leg,
    ) -> bool {
        if let (Some(here), Some(there)) = (from.zone, to.zone)
            && here != there
        {
            self.warn(Code::CrossAz, to.resource.clone());
        }
        self.passages.push(Passage::Inside {
            from,
            to: to.clone(),
            packet,
            leg,
        });
        self.receive(to, packet, leg)
    }

    /// The interface takes the packet in, and hands it to what it belongs to.
    pub(super) fn receive(&mut self, to: &Host<'a>, packet: Packet, leg: Leg) -> bool {
        let Some(interface) = to.interface else {
            return true;
        };
        match &interface.owner {
            Owner::Endpoint(id) => {
                let evidence = self.groups(security::RECEIVE, interface, packet, leg, true);
                self.step(
                    interface.id.clone().into(),
                    Kind::NetworkInterface,
                    Action::Receive,
                    packet,
                    evidence,
                );
                self.interface_endpoint(id, interface, packet)
            }
            Owner::LoadBalancer(_) => self.balance(interface, packet, true, None),
            Owner::Instance(_) | Owner::NatGateway(_) | Owner::Resolver(_) | Owner::Nothing => {
                let mut evidence = self.groups(security::RECEIVE, interface, packet, leg, true);
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
}
