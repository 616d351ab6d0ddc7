//! The way there: which laws a packet meets, one after another.
//!
//! A blocker does not end the walk: it is noted, and the packet goes on as if it were lifted, so
//! that everything that must change is known (the complete blocked path).

use super::choices::Choices;
use super::vantage::{Host, Vantage, host, kind};
use crate::code::Code;
use crate::evidence::{Decision, Evidence, Fact, Packet};
use crate::id::{LbId, NetworkInterfaceId, ResourceId, SubnetId, VpcId};
use crate::laws::endpoint::{AtEndpoint, AtService};
use crate::laws::passage::{ANSWERS, AWS_NETWORK, PRIVATE_LINK, stated};
use crate::laws::security::{Crossing, Guarded, Leg};
use crate::laws::{ask, balancer, endpoint, gateway, host as hosts, route, security};
use crate::network::{Interface, Network, Owner, RouteTarget};
use crate::query::{Protocol, Query};
use crate::resolve::unanswered;
use crate::service;
use crate::topology::{EndpointType, VpcEndpoint};
use crate::trace::{
    Action, Blocker, FORMAT, Kind, Observed, Outcome, Resolution, Step, Trace, Verdict, Warning,
};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// How many times a packet may be forwarded before it is going in circles.
const MAX_HOPS: usize = 32;

/// One packet on its way.
pub(super) struct Walk<'a, 'c> {
    pub(super) network: &'a Network,
    query: &'a Query,
    resolution: &'a Resolution,
    choices: &'c mut Choices,
    hops: usize,
    pub(super) passages: Vec<Passage<'a>>,
    pub(super) outlook: Outlook,
}

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Outlook {
    pub(super) forward: Vec<Step>,
    pub(super) back: Vec<Step>,
    pub(super) blockers: Vec<Blocker>,
    pub(super) warnings: BTreeSet<Warning>,
    pub(super) unknown: Option<(Code, ResourceId)>,
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
        packet: Packet,
    },
    /// Across `PrivateLink`.
    Tube {
        endpoint: ResourceId,
        packet: Packet,
    },
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
        }
    }

    /// Walks from a vantage to one of the addresses, and back.
    pub(super) fn run(mut self, from: &Vantage<'a>, addresses: &[IpAddr]) -> Outlook {
        let Some(destination) = self.choices.pick(addresses, IpAddr::to_string).copied() else {
            self.unknown(Code::FactMissing, self.query.to.as_str().into());
            return self.outlook;
        };
        let arrived = match from {
            Vantage::Host(host) => self.from_host(host, destination),
            Vantage::Internet(source) => self.from_internet(*source, destination),
            Vantage::Site(site) => {
                self.unknown(Code::NotModelled, site.clone());
                false
            }
        };
        if arrived {
            self.back();
        }
        self.outlook
    }

    fn packet(&self, source: IpAddr, destination: IpAddr) -> Packet {
        let ports = self.query.protocol.has_ports();
        Packet {
            source,
            source_port: ports.then_some(self.query.source_port),
            destination,
            destination_port: self.query.port.filter(|_| ports),
            protocol: self.query.protocol,
        }
    }

    fn from_host(&mut self, from: &Host<'a>, destination: IpAddr) -> bool {
        let packet = self.packet(from.address, destination);
        if from.address.is_ipv4() != destination.is_ipv4() {
            self.unknown(Code::AddressFamilyUnavailable, from.resource.clone());
            return false;
        }
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
        self.travel(from.clone(), packet, Leg::Client)
    }

    /// From a host that has sent, to wherever its subnet's table leads.
    fn travel(&mut self, from: Host<'a>, packet: Packet, leg: Leg) -> bool {
        self.hops += 1;
        if self.hops > MAX_HOPS {
            self.block(Code::RouteLoop, from.resource, Vec::new());
            return false;
        }
        let destination = packet.destination;
        let neighbour = self
            .network
            .interface_at(from.vpc, destination)
            .filter(|interface| interface.subnet == *from.subnet)
            .and_then(|interface| host(self.network, interface));
        if let Some(to) = neighbour {
            // Two hosts of one subnet meet without ACL and without route (R1.25).
            return self.deliver(from, to, packet, leg);
        }
        self.cross(security::LEAVE, Action::Leave, from.subnet, packet, leg);
        match self.route(&from, packet, false) {
            None => false,
            Some(RouteTarget::Local) => self.local(from, packet, leg),
            Some(RouteTarget::InternetGateway(id)) => self.leave_vpc(&from, &id, packet),
            Some(RouteTarget::NatGateway(id)) => self.translate(from, &id, packet),
            Some(RouteTarget::GatewayEndpoint(id)) => self.gateway_endpoint(from, &id, packet),
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
        from: &Host<'a>,
        packet: Packet,
        back: bool,
    ) -> Option<RouteTarget> {
        let id = &self.network.subnet(from.subnet)?.route_table;
        let table = self.network.table(id)?;
        let lookup = route::Lookup {
            network: self.network,
            id,
            table,
            destination: packet.destination,
            back,
        };
        let ruling = ask(route::ROUTE, |judge| judge(&lookup));
        self.guarded_step(
            id.clone().into(),
            Kind::RouteTable,
            Action::Route,
            packet,
            ruling.evidence,
            back,
        );
        if back {
            return ruling.settled;
        }
        ruling
            .settled
            .or_else(|| self.would_carry(from.vpc, packet.destination))
    }

    /// What would carry a packet that has no route: the gateway endpoint for its service, else
    /// the VPC's internet gateway.
    fn would_carry(&self, vpc: &VpcId, destination: IpAddr) -> Option<RouteTarget> {
        if gateway::is_private(destination) {
            return None;
        }
        let service = self.service_at(destination);
        let endpoint = self.network.endpoints_of(vpc).find(|(_, endpoint)| {
            endpoint.kind() == EndpointType::Gateway && endpoint.service_name == service
        });
        if let Some((id, _)) = endpoint {
            return Some(RouteTarget::GatewayEndpoint(id.clone().into()));
        }
        self.internet_gateway(vpc).map(RouteTarget::InternetGateway)
    }

    fn internet_gateway(&self, vpc: &VpcId) -> Option<ResourceId> {
        self.network
            .topology()
            .internet_gateway
            .iter()
            .find(|(_, gateway)| gateway.vpc_id.as_ref() == Some(vpc))
            .map(|(id, _)| id.clone().into())
    }

    /// Delivery inside the VPC, to another subnet.
    fn local(&mut self, from: Host<'a>, packet: Packet, leg: Leg) -> bool {
        let delivery = hosts::Delivery {
            network: self.network,
            vpc: from.vpc,
            packet,
        };
        let ruling = ask(hosts::DELIVER, |judge| judge(&delivery));
        let found = ruling
            .settled
            .and_then(|id| self.network.interface(id.as_str()))
            .and_then(|interface| host(self.network, interface));
        match found {
            Some(to) => {
                self.cross(security::ENTER, Action::Enter, to.subnet, packet, leg);
                self.deliver(from, to, packet, leg)
            }
            None => {
                self.blocked_by(&ruling.evidence, from.vpc.as_resource());
                false
            }
        }
    }

    /// A packet at the interface it is addressed to.
    fn deliver(&mut self, from: Host<'a>, to: Host<'a>, packet: Packet, leg: Leg) -> bool {
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
        self.receive(&to, packet, leg)
    }

    /// The interface takes the packet in, and hands it to what it belongs to.
    fn receive(&mut self, to: &Host<'a>, packet: Packet, leg: Leg) -> bool {
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
            Owner::Instance(_) | Owner::NatGateway(_) | Owner::Nothing => {
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

    fn interface_endpoint(
        &mut self,
        id: &ResourceId,
        entered: &'a Interface,
        packet: Packet,
    ) -> bool {
        let network = self.network;
        let Some((id, it)) = network.topology().vpc_endpoint.get_key_value(id.as_str()) else {
            return false;
        };
        let subject = AtEndpoint {
            id,
            endpoint: it,
            packet,
        };
        let evidence = ask(endpoint::INTERFACE, |judge| judge(&subject)).evidence;
        self.step(
            id.clone().into(),
            Kind::VpcEndpoint,
            Action::Forward,
            packet,
            evidence,
        );
        self.warn_single_zone(id.as_resource(), it);
        self.passages.push(Passage::Tube {
            endpoint: entered.id.clone().into(),
            packet,
        });
        let service_name = it.service_name.clone().unwrap_or_default();
        if let Some((service_id, service)) = network.topology().service_named(&service_name) {
            let at = AtService {
                network,
                id: service_id,
                service,
                entered,
            };
            return self.endpoint_service(at, packet);
        }
        if service_name.contains("vpce-svc-") || service_name.is_empty() {
            // The other half belongs to somebody else, and is not in the topology.
            let id = ResourceId::from(service_name);
            self.step(
                id.clone(),
                Kind::VpcEndpointService,
                Action::Forward,
                packet,
                Vec::new(),
            );
            self.unknown(Code::FactMissing, id);
            return false;
        }
        self.serve(service_name.into(), Kind::AwsService, packet, &PRIVATE_LINK);
        true
    }

    fn endpoint_service(&mut self, at: AtService<'a>, packet: Packet) -> bool {
        if at.service.acceptance_required == Some(false)
            && at.service.allowed_principals.iter().any(|it| it == "*")
        {
            self.warn(Code::ServiceOpenToAll, at.id.clone().into());
        }
        let reached = Fact::Reached {
            resource: at.id.clone().into(),
        };
        let mut evidence = vec![stated(&PRIVATE_LINK, reached)];
        let ruling = ask(endpoint::SERVICE, |judge| judge(&at));
        evidence.extend(ruling.evidence);
        self.step(
            at.id.clone().into(),
            Kind::VpcEndpointService,
            Action::Forward,
            packet,
            evidence,
        );
        let nodes = ruling.settled.unwrap_or_default();
        let node = self
            .choices
            .pick(&nodes, NetworkInterfaceId::to_string)
            .and_then(|id| self.network.interface(id.as_str()));
        match node {
            Some(node) => self.balance(node, packet, false, Some(at.entered)),
            None => false,
        }
    }

    /// A connection at a load balancer's node, straight or through `PrivateLink`.
    fn balance(
        &mut self,
        node: &'a Interface,
        packet: Packet,
        straight: bool,
        entered: Option<&'a Interface>,
    ) -> bool {
        let network = self.network;
        let Owner::LoadBalancer(id) = &node.owner else {
            return false;
        };
        let Some((id, it)) = network.topology().lb.get_key_value(id.as_str()) else {
            return false;
        };
        let enforced = it
            .enforce_security_group_inbound_rules_on_private_link_traffic
            .as_deref()
            != Some("off");
        let mut evidence = Vec::new();
        // R3.12: through PrivateLink the client's own address is judged, unless that is off.
        if straight || enforced {
            evidence.extend(self.groups(security::RECEIVE, node, packet, Leg::Client, straight));
        }
        let at = balancer::AtBalancer {
            network,
            id,
            balancer: it,
            packet,
        };
        let front = ask(balancer::FRONT, |judge| judge(&at));
        evidence.extend(front.evidence);
        let Some(group) = front.settled.or_else(|| self.only_group(id)) else {
            self.step(
                id.clone().into(),
                Kind::Lb,
                Action::Balance,
                packet,
                evidence,
            );
            return false;
        };
        let choosing = balancer::Choosing {
            network,
            balancer: it,
            node,
            group: &group,
        };
        let chosen = ask(balancer::CHOOSE, |judge| judge(&choosing));
        evidence.extend(chosen.evidence);
        let candidates = chosen.settled;
        if candidates.as_ref().is_some_and(|it| it.fail_open) {
            self.warn(Code::NlbFailOpen, group.clone().into());
        }
        let targets = candidates.map(|it| it.targets).unwrap_or_default();
        let target = self
            .choices
            .pick(&targets, |target| target.interface.to_string())
            .cloned();
        let found = target.as_ref().and_then(|target| {
            let interface = network.interface(target.interface.as_str())?;
            Some((host(network, interface)?, host(network, node)?, interface))
        });
        let (Some(target), Some((to, from, interface))) = (target, found) else {
            self.step(
                id.clone().into(),
                Kind::Lb,
                Action::Balance,
                packet,
                evidence,
            );
            return false;
        };
        let keeps_client = straight && self.keeps_client(&group);
        let sending = balancer::Sending {
            node,
            target: interface,
            port: target.port,
            packet,
            keeps_client,
        };
        let source = ask(balancer::SOURCE, |judge| judge(&sending));
        let sent = source.settled.unwrap_or(packet);
        evidence.extend(source.evidence);
        // R3.13: behind an unenforced group, references to it do not match.
        let references = !it.security_groups.is_empty() && enforced || entered.is_none();
        evidence.extend(self.groups(security::SEND, node, sent, Leg::Target, true));
        self.step(id.clone().into(), Kind::Lb, Action::Balance, sent, evidence);
        if from.subnet != to.subnet {
            self.cross(
                security::LEAVE,
                Action::Leave,
                from.subnet,
                sent,
                Leg::Target,
            );
            self.cross(security::ENTER, Action::Enter, to.subnet, sent, Leg::Target);
        }
        self.target(from, to, interface, sent, references)
    }

    fn target(
        &mut self,
        from: Host<'a>,
        to: Host<'a>,
        interface: &'a Interface,
        packet: Packet,
        references: bool,
    ) -> bool {
        let mut evidence = self.groups(
            security::RECEIVE,
            interface,
            packet,
            Leg::Target,
            references,
        );
        let subject = hosts::Host {
            network: self.network,
            interface,
            packet,
        };
        evidence.extend(ask(hosts::LISTEN, |judge| judge(&subject)).evidence);
        let (id, kind) = (to.resource.clone(), to.kind);
        self.passages.push(Passage::Inside {
            from,
            to,
            packet,
            leg: Leg::Target,
        });
        self.step(id.clone(), kind, Action::Receive, packet, evidence);
        self.serve(id, kind, packet, &ANSWERS);
        true
    }

    /// The one target group a load balancer forwards to, for going on past a missing listener.
    fn only_group(&self, id: &LbId) -> Option<crate::id::LbTargetGroupId> {
        let mut groups = self
            .network
            .topology()
            .lb_listener
            .values()
            .filter(|listener| listener.load_balancer_arn.as_ref() == Some(id))
            .flat_map(|listener| &listener.default_action)
            .filter_map(|action| action.target_group_arn.clone());
        let first = groups.next()?;
        groups.all(|group| group == first).then_some(first)
    }

    /// AWS keeps the client's address for instance targets unless told otherwise.
    fn keeps_client(&self, group: &crate::id::LbTargetGroupId) -> bool {
        let Some(group) = self.network.topology().lb_target_group.get(group) else {
            return true;
        };
        match group.preserve_client_ip.as_deref() {
            Some(said) => said == "true",
            None => {
                group.target_type.as_deref() != Some("ip") || self.query.protocol == Protocol::UDP
            }
        }
    }

    /// Out through an internet gateway.
    fn leave_vpc(&mut self, from: &Host<'a>, id: &ResourceId, packet: Packet) -> bool {
        let leaving = gateway::Leaving {
            gateway: id,
            interface: from.interface,
            packet,
        };
        let ruling = ask(gateway::INTERNET, |judge| judge(&leaving));
        let sent = ruling.settled.unwrap_or(packet);
        self.step(
            id.clone(),
            Kind::InternetGateway,
            Action::Translate,
            sent,
            ruling.evidence,
        );
        self.passages.push(Passage::Out {
            from: from.clone(),
            through: id.clone(),
            kind: Kind::InternetGateway,
            packet,
        });
        if gateway::is_private(packet.destination) {
            return false;
        }
        self.beyond(sent)
    }

    /// On the internet, or on AWS's network for AWS's own addresses (R1.17).
    fn beyond(&mut self, packet: Packet) -> bool {
        match self.service_at(packet.destination) {
            Some(service) => self.serve(service.into(), Kind::AwsService, packet, &AWS_NETWORK),
            None => {
                self.warn(Code::InternetNotModelled, "internet".into());
                self.serve("internet".into(), Kind::Internet, packet, &ANSWERS);
            }
        }
        true
    }

    fn translate(&mut self, from: Host<'a>, id: &ResourceId, packet: Packet) -> bool {
        let network = self.network;
        let nat = network
            .interfaces_of(id)
            .next()
            .and_then(|interface| host(network, interface));
        let Some(nat) = nat else {
            self.step(
                id.clone(),
                Kind::NatGateway,
                Action::Translate,
                packet,
                Vec::new(),
            );
            self.unknown(Code::FactMissing, id.clone());
            return false;
        };
        if nat.subnet != from.subnet {
            self.cross(
                security::ENTER,
                Action::Enter,
                nat.subnet,
                packet,
                Leg::Transit,
            );
        }
        if let (Some(here), Some(there)) = (from.zone, nat.zone)
            && here != there
        {
            self.warn(Code::CrossAz, id.clone());
        }
        let gateway_id = id.clone().into();
        let translating = gateway::Translating {
            network,
            gateway: &gateway_id,
            address: nat.address,
            packet,
        };
        let ruling = ask(gateway::NAT, |judge| judge(&translating));
        let sent = ruling.settled.unwrap_or(packet);
        self.step(
            id.clone(),
            Kind::NatGateway,
            Action::Translate,
            sent,
            ruling.evidence,
        );
        if self.service_at(packet.destination).is_some() {
            self.warn(Code::NatCost, id.clone());
        }
        self.passages.push(Passage::Inside {
            from,
            to: nat.clone(),
            packet,
            leg: Leg::Transit,
        });
        self.travel(nat, sent, Leg::Transit)
    }

    fn gateway_endpoint(&mut self, from: Host<'a>, id: &ResourceId, packet: Packet) -> bool {
        let network = self.network;
        let Some((id, it)) = network.topology().vpc_endpoint.get_key_value(id.as_str()) else {
            return false;
        };
        let subject = AtEndpoint {
            id,
            endpoint: it,
            packet,
        };
        let evidence = ask(endpoint::GATEWAY, |judge| judge(&subject)).evidence;
        self.step(
            id.clone().into(),
            Kind::VpcEndpoint,
            Action::Forward,
            packet,
            evidence,
        );
        let attributes = network
            .topology()
            .vpc
            .get(from.vpc)
            .and_then(crate::topology::Vpc::private_zones_apply);
        if attributes == Some(false) {
            self.warn(Code::GwvpceDnsAttrsOff, from.vpc.clone().into());
        }
        self.passages.push(Passage::Out {
            from,
            through: id.clone().into(),
            kind: Kind::VpcEndpoint,
            packet,
        });
        let service = it.service_name.clone().unwrap_or_default();
        self.serve(service.into(), Kind::AwsService, packet, &AWS_NETWORK);
        true
    }

    fn from_internet(&mut self, source: IpAddr, destination: IpAddr) -> bool {
        let packet = self.packet(source, destination);
        let arriving = gateway::Arriving {
            network: self.network,
            packet,
        };
        let ruling = ask(gateway::FROM_INTERNET, |judge| judge(&arriving));
        let blocked = ruling.stopped().is_some();
        let interface = ruling
            .settled
            .and_then(|id| self.network.interface(id.as_str()));
        let Some(to) = interface.and_then(|interface| host(self.network, interface)) else {
            self.step(
                "internet".into(),
                Kind::Internet,
                Action::Send,
                packet,
                ruling.evidence,
            );
            return !blocked && self.beyond(packet);
        };
        self.step(
            "internet".into(),
            Kind::Internet,
            Action::Send,
            packet,
            Vec::new(),
        );
        let Some(through) = self.internet_gateway(to.vpc) else {
            self.block(Code::IgwIngressNotPublic, to.resource, ruling.evidence);
            return false;
        };
        let sent = Packet {
            destination: to.address,
            ..packet
        };
        self.step(
            through.clone(),
            Kind::InternetGateway,
            Action::Translate,
            sent,
            ruling.evidence,
        );
        self.cross(security::ENTER, Action::Enter, to.subnet, sent, Leg::Client);
        self.passages.push(Passage::In {
            to: to.clone(),
            through,
            packet: sent,
        });
        self.receive(&to, sent, Leg::Client)
    }

    fn serve(
        &mut self,
        id: ResourceId,
        kind: Kind,
        packet: Packet,
        law: &'static crate::evidence::LawDoc,
    ) {
        let reached = Fact::Reached {
            resource: id.clone(),
        };
        self.step(id, kind, Action::Serve, packet, vec![stated(law, reached)]);
    }

    /// The AWS service at a public address: by the name that led there, else by the topology's
    /// own services and prefix lists.
    fn service_at(&self, destination: IpAddr) -> Option<String> {
        let by_name = self
            .resolution
            .answers
            .iter()
            .find(|answer| answer.data.address() == Some(destination))
            .and_then(|answer| service::of_public_name(&answer.name))
            .map(|name| name.service_name());
        let topology = self.network.topology();
        by_name
            .or_else(|| {
                let owner = topology.aws_service.iter().find(|(_, service)| {
                    service.public_ips.contains(&destination)
                        || service
                            .cidr_blocks
                            .iter()
                            .any(|it| it.contains(&destination))
                });
                owner.map(|(id, service)| {
                    service
                        .service_name
                        .clone()
                        .unwrap_or_else(|| id.to_string())
                })
            })
            .or_else(|| {
                let lists = topology.prefix_list.values();
                lists
                    .filter(|list| {
                        list.entry
                            .iter()
                            .any(|it| it.cidr.is_some_and(|it| it.contains(&destination)))
                    })
                    .find_map(|list| {
                        list.name
                            .clone()
                            .filter(|name| name.starts_with("com.amazonaws."))
                    })
            })
            .or_else(|| {
                let endpoints = topology.vpc_endpoint.values();
                endpoints
                    .filter_map(|endpoint| endpoint.service_name.clone())
                    .find(|name| {
                        service::prefix_list_ranges(name)
                            .iter()
                            .any(|it| it.contains(&destination))
                    })
            })
    }

    fn groups(
        &self,
        laws: &'static [&'static security::GroupLaw],
        interface: &Interface,
        packet: Packet,
        leg: Leg,
        references: bool,
    ) -> Vec<Evidence> {
        let guarded = Guarded {
            network: self.network,
            interface,
            packet,
            leg,
            references,
        };
        ask(laws, |judge| judge(&guarded)).evidence
    }

    /// A packet at the border of a subnet.
    fn cross(
        &mut self,
        laws: &'static [&'static security::AclLaw],
        action: Action,
        subnet: &'a SubnetId,
        packet: Packet,
        leg: Leg,
    ) {
        let crossing = Crossing {
            network: self.network,
            subnet,
            packet,
            leg,
        };
        let ruling = ask(laws, |judge| judge(&crossing));
        if let Some(place) = self.network.subnet(subnet) {
            let back = leg == Leg::Return;
            let acl = place.network_acl.clone().into();
            self.guarded_step(acl, Kind::NetworkAcl, action, packet, ruling.evidence, back);
        }
    }

    /// The same on the way back, with a warning where other ephemeral ports would not pass.
    pub(super) fn cross_back(
        &mut self,
        laws: &'static [&'static security::AclLaw],
        action: Action,
        subnet: &'a SubnetId,
        packet: Packet,
    ) {
        let blocked_before = self.outlook.blockers.len();
        self.cross(laws, action, subnet, packet, Leg::Return);
        let direction = match action {
            Action::Enter => crate::evidence::Direction::Ingress,
            _ => crate::evidence::Direction::Egress,
        };
        let crossing = Crossing {
            network: self.network,
            subnet,
            packet,
            leg: Leg::Return,
        };
        if blocked_before == self.outlook.blockers.len()
            && packet.destination_port.is_some()
            && !security::covers_all_ephemeral_ports(self.network, &crossing, direction)
            && let Some(place) = self.network.subnet(subnet)
        {
            self.warn(Code::EphemeralRangeNarrow, place.network_acl.clone().into());
        }
    }

    fn step(
        &mut self,
        resource: ResourceId,
        kind: Kind,
        action: Action,
        packet: Packet,
        evidence: Vec<Evidence>,
    ) {
        self.guarded_step(resource, kind, action, packet, evidence, false);
    }

    /// Adds a step, and notes what stopped or could not be said in it.
    pub(super) fn guarded_step(
        &mut self,
        resource: ResourceId,
        kind: Kind,
        action: Action,
        packet: Packet,
        evidence: Vec<Evidence>,
        back: bool,
    ) {
        let hypothetical = !self.outlook.blockers.is_empty();
        self.blocked_by(&evidence, &resource);
        let step = Step {
            resource,
            kind,
            action,
            packet,
            evidence,
            hypothetical,
        };
        if back {
            self.outlook.back.push(step);
        } else {
            self.outlook.forward.push(step);
        }
    }

    fn blocked_by(&mut self, evidence: &[Evidence], resource: &ResourceId) {
        for it in evidence {
            match (it.decision, it.code) {
                (Decision::Stopped, Some(code)) => {
                    self.block(code, resource.clone(), vec![it.clone()]);
                }
                (Decision::Unknown, Some(code)) => self.unknown(code, resource.clone()),
                _ => {}
            }
        }
    }

    fn block(&mut self, code: Code, resource: ResourceId, evidence: Vec<Evidence>) {
        self.outlook.blockers.push(Blocker {
            code,
            resource,
            evidence,
        });
    }

    fn unknown(&mut self, code: Code, at: ResourceId) {
        self.outlook.unknown.get_or_insert((code, at));
    }

    fn warn(&mut self, code: Code, resource: ResourceId) {
        self.outlook.warnings.insert(Warning { code, resource });
    }

    fn warn_single_zone(&mut self, id: &ResourceId, endpoint: &VpcEndpoint) {
        let zones: BTreeSet<_> = self
            .network
            .interfaces_of(id)
            .filter_map(|interface| interface.zone.clone())
            .collect();
        if endpoint.kind() == EndpointType::Interface && zones.len() == 1 {
            self.warn(Code::SingleAzEndpoint, id.clone());
        }
    }
}

impl Outlook {
    /// A way that ends before it begins.
    pub(super) fn blocked_at(blocker: Blocker) -> Self {
        Self {
            blockers: vec![blocker],
            ..Self::default()
        }
    }

    /// The trace of it, without the resolution.
    pub(super) fn into_trace(self, query: &Query) -> Trace {
        let (outcome, code, at) = match (self.blockers.first(), &self.unknown) {
            (Some(first), _) => (Outcome::Blocked, first.code, Some(first.resource.clone())),
            (None, Some((code, at))) => (Outcome::Undetermined, *code, Some(at.clone())),
            (None, None) => (Outcome::Reachable, Code::Ok, None),
        };
        Trace {
            format: FORMAT,
            query: query.clone(),
            verdict: Verdict {
                outcome,
                code,
                observed: observed(outcome, code),
                at,
            },
            resolution: unanswered(&query.to).resolution,
            forward: self.forward,
            back: self.back,
            blockers: self.blockers,
            warnings: self.warnings.into_iter().collect(),
            fixes: Vec::new(),
        }
    }
}

/// What someone at the vantage sees. Drops are silent, so most blocks look like a timeout (R5.4).
fn observed(outcome: Outcome, code: Code) -> Observed {
    match outcome {
        Outcome::Reachable => Observed::Connected,
        Outcome::Ambiguous | Outcome::Undetermined => Observed::Unknown,
        Outcome::Blocked if code.as_str().starts_with("DNS_") => Observed::DnsError,
        Outcome::Blocked => match code {
            Code::TargetPortClosed => Observed::Reset,
            Code::VpcePolicyDenied => Observed::Http403,
            _ => Observed::Timeout,
        },
    }
}
