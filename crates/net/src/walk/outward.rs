//! Out of a VPC: gateways and gateway endpoints.

use super::forward::Walk;
use super::passage::{Passage, Spot};
use super::vantage::Host;
use crate::code::Code;
use crate::evidence::{Direction, Fact, LawDoc, Packet};
use crate::id::{ResourceId, RouteTableId, VpcEndpointId, VpcId};
use crate::laws::passage::{ANSWERS, AWS_NETWORK, stated};
use crate::laws::service::{AtAwsService, SERVE};
use crate::laws::{ask, endpoint, gateway};
use crate::network::RouteTarget;
use crate::service;
use crate::topology::{EndpointType, VpcEndpoint};
use crate::trace::{Action, Kind};
use std::net::IpAddr;

impl<'a> Walk<'a, '_> {
    /// Out through an internet gateway.
    pub(super) fn leave_vpc(
        &mut self,
        from: &Host<'a>,
        at: Spot<'a>,
        id: &ResourceId,
        kind: Kind,
        packet: Packet,
    ) -> bool {
        // A source of another network has no public address here.
        let interface = from.interface.filter(|_| from.vpc == at.vpc);
        let leaving = gateway::AtGateway {
            network: self.network,
            gateway: id,
            vpc: at.vpc,
            subnet: Some(at.subnet),
            interface,
            translated: None,
            forwarder: self.forwarder(),
            inspected: self.is_inspected(),
            packet,
            direction: Direction::Egress,
        };
        let ruling = ask(gateway::INTERNET, |judge| judge(&leaving));
        let sent = ruling.settled.unwrap_or(packet);
        let action = translates(packet);
        self.step(id.clone(), kind, action, sent, ruling.evidence);
        let met = std::mem::take(&mut self.stretch);
        self.passages.push(Passage::Out {
            from: from.clone(),
            through: id.clone(),
            kind,
            packet,
            met,
        });
        if gateway::is_private(packet.destination) {
            return false;
        }
        self.beyond(sent)
    }

    /// On the internet, or on AWS's network for AWS's own addresses (R1.17). What the topology owns
    /// is reached there, too, by its public address.
    pub(super) fn beyond(&mut self, packet: Packet) -> bool {
        if let Some(arrived) = self.enter_vpc(packet, Action::Forward) {
            return arrived;
        }
        let arriving = gateway::Arriving {
            network: self.network,
            packet,
        };
        let ruling = ask(gateway::FROM_INTERNET, |judge| judge(&arriving));
        if ruling.stopped().or(ruling.unknown()).is_some() {
            let (id, kind) = ("internet".into(), Kind::Internet);
            self.step(id, kind, Action::Forward, packet, ruling.evidence);
            return false;
        }
        match self.service_at(packet.destination) {
            Some(service) => self.serve_request(&service, None, packet, &AWS_NETWORK),
            None => {
                self.warn(Code::InternetNotModelled, "internet".into());
                self.serve("internet".into(), Kind::Internet, packet, &ANSWERS);
            }
        }
        true
    }

    pub(super) fn gateway_endpoint(
        &mut self,
        from: Host<'a>,
        id: &ResourceId,
        packet: Packet,
    ) -> bool {
        let network = self.network;
        let Some((id, it)) = self.at_endpoint(id, endpoint::GATEWAY, packet) else {
            return false;
        };
        let attributes = network
            .topology()
            .vpc
            .get(from.vpc)
            .and_then(crate::topology::Vpc::private_zones_apply);
        if attributes == Some(false) {
            self.warn(Code::GwvpceDnsAttrsOff, from.vpc.clone().into());
        }
        let met = std::mem::take(&mut self.stretch);
        self.passages.push(Passage::Out {
            from,
            through: id.clone().into(),
            kind: Kind::VpcEndpoint,
            packet,
            met,
        });
        let service = it.service_name.clone().unwrap_or_default();
        self.serve_request(&service, Some((id, it)), packet, &AWS_NETWORK);
        true
    }

    /// R2.15: a table's gateway endpoint carries IPv4, so that IPv6 goes past it.
    pub(super) fn warn_bypass(&mut self, table: &RouteTableId, packet: Packet) {
        if packet.destination.is_ipv4() {
            return;
        }
        let network = self.network;
        let (Some(service), Some(table)) =
            (self.service_at(packet.destination), network.table(table))
        else {
            return;
        };
        let endpoints = &network.topology().vpc_endpoint;
        let passed = table.routes.iter().find_map(|route| match &route.target {
            RouteTarget::GatewayEndpoint(id) => {
                let endpoint = endpoints.get(id.as_str())?;
                let same = endpoint.service_name.as_ref() == Some(&service);
                let four = route.ranges.iter().all(|range| range.addr().is_ipv4());
                (same && four).then(|| id.clone())
            }
            _ => None,
        });
        if let Some(id) = passed {
            self.warn(Code::GwvpceIpv6Bypass, id);
        }
    }

    /// An AWS service takes a request, which its own policies may still refuse.
    pub(super) fn serve_request(
        &mut self,
        service_name: &str,
        by: Option<(&'a VpcEndpointId, &'a VpcEndpoint)>,
        packet: Packet,
        law: &'static LawDoc,
    ) {
        let name = self.asked_name();
        let at = AtAwsService {
            network: self.network,
            query: self.query,
            name: &name,
            service_name,
            by,
            packet,
        };
        let id = ResourceId::from(service_name);
        let reached = Fact::Reached {
            resource: id.clone(),
        };
        let mut evidence = vec![stated(law, reached)];
        evidence.extend(ask(SERVE, |judge| judge(&at)).evidence);
        self.step(id, Kind::AwsService, Action::Serve, packet, evidence);
    }

    pub(super) fn serve(
        &mut self,
        id: ResourceId,
        kind: Kind,
        packet: Packet,
        law: &'static LawDoc,
    ) {
        let reached = Fact::Reached {
            resource: id.clone(),
        };
        self.step(id, kind, Action::Serve, packet, vec![stated(law, reached)]);
    }

    /// The AWS service at a public address: by the name that led there, else by the topology's
    /// own services and prefix lists.
    pub(super) fn service_at(&self, destination: IpAddr) -> Option<String> {
        let names = |answer: IpAddr| match answer {
            IpAddr::V6(six) if destination.is_ipv4() => {
                gateway::nat64::inside(six).map(IpAddr::V4) == Some(destination)
            }
            other => other == destination,
        };
        let by_name = self
            .resolution
            .answers
            .iter()
            .find(|answer| answer.data.address().is_some_and(names))
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
                let found = self.network.ranged_service_at(destination);
                found.map(str::to_owned)
            })
    }

    fn link_target(&self, link: &ResourceId) -> RouteTarget {
        let topology = self.network.topology();
        if topology.vpc_peering_connection.contains_key(link) {
            RouteTarget::Peering(link.clone())
        } else if topology.vpn_gateway.contains_key(link) {
            RouteTarget::VpnGateway(link.clone())
        } else {
            RouteTarget::TransitGateway(link.clone())
        }
    }

    pub(super) fn internet_gateway(&self, vpc: &VpcId) -> Option<ResourceId> {
        self.network
            .topology()
            .internet_gateway
            .iter()
            .find(|(_, gateway)| gateway.vpc_id.as_ref() == Some(vpc))
            .map(|(id, _)| id.clone().into())
    }

    /// What would carry a packet that has no route: the link to the network that holds the
    /// address, else the gateway endpoint for its service, else the VPC's internet gateway.
    pub(super) fn would_carry(&self, vpc: &VpcId, destination: IpAddr) -> Option<RouteTarget> {
        if let Some(link) = self.network.link_towards(vpc, destination) {
            return Some(self.link_target(link));
        }
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
}

/// What an internet gateway does with a packet: IPv6 passes as it is.
pub(super) const fn translates(packet: Packet) -> Action {
    match packet.destination {
        IpAddr::V4(_) => Action::Translate,
        IpAddr::V6(_) => Action::Forward,
    }
}
