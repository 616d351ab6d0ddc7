//! Through NAT gateways, those of a zone and regional ones.

use super::carry::Carried;
use super::forward::Walk;
use super::passage::{Passage, Spot};
use super::vantage::{Host, host};
use crate::code::Code;
use crate::evidence::{Direction, Packet};
use crate::id::{NatGatewayId, ResourceId, RouteTableId, VpcId};
use crate::laws::ask;
use crate::laws::gateway::{self, CameBy};
use crate::laws::security::{self, Leg};
use crate::network::RouteTarget;
use crate::topology::NatGateway;
use crate::trace::{Action, Kind};
use std::net::{IpAddr, Ipv4Addr};

/// The public address of a regional NAT gateway where the topology does not say it:
/// documentation's own (RFC 5737).
const REGIONAL_NAT_SOURCE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

impl<'a> Walk<'a, '_> {
    /// Through a NAT gateway, and on from there in its name.
    pub(super) fn translate(
        &mut self,
        from: Host<'a>,
        at: Spot<'a>,
        id: &ResourceId,
        packet: Packet,
    ) -> bool {
        let gateways = &self.network.topology().nat_gateway;
        match gateways.get_key_value(id.as_str()) {
            Some((id, gateway)) if gateway.is_regional() => {
                self.translate_regionally(from, at, id, gateway, packet)
            }
            _ => self.translate_in_zone(from, at, id, packet),
        }
    }

    fn translate_in_zone(
        &mut self,
        from: Host<'a>,
        at: Spot<'a>,
        id: &ResourceId,
        packet: Packet,
    ) -> bool {
        let network = self.network;
        let interface = network.interfaces_of(id).next();
        let four = |it: &&IpAddr| it.is_ipv4();
        let addresses = interface.into_iter().flat_map(|it| &it.addresses);
        let addresses: Vec<IpAddr> = addresses.filter(four).copied().collect();
        let address = self.choices.pick(&addresses, IpAddr::to_string).copied();
        let nat = interface.and_then(|interface| host(network, interface));
        let (Some(nat), Some(address)) = (nat, address) else {
            let kind = Kind::NatGateway;
            self.step(id.clone(), kind, Action::Translate, packet, Vec::new());
            self.unknown(Code::FactMissing, id.clone());
            return false;
        };
        if nat.subnet != at.subnet {
            let leg = Leg::Transit;
            self.cross(security::ENTER, Action::Enter, nat.subnet, packet, leg);
        }
        if let (Some(here), Some(there)) = (from.zone, nat.zone)
            && here != there
        {
            self.warn(Code::CrossAz, id.clone());
        }
        let came_by = Self::came_by(&from, nat.vpc);
        let sent = self.at_nat(&id.clone().into(), at, address, came_by, packet);
        let met = std::mem::take(&mut self.stretch);
        self.passages.push(match self.site_of(&from) {
            Some((site, through)) => Passage::FromSite {
                site,
                through: through.clone(),
                to: nat.clone(),
                packet,
                met,
            },
            None => Passage::Inside {
                from,
                to: nat.clone(),
                packet,
                leg: Leg::Transit,
                met,
            },
        });
        let at = nat.spot();
        self.travel(nat, at, sent, Leg::Transit)
    }

    /// A regional NAT gateway is in no subnet: its own table leads on, which AWS makes with a
    /// route to the internet gateway.
    fn translate_regionally(
        &mut self,
        from: Host<'a>,
        at: Spot<'a>,
        id: &NatGatewayId,
        gateway: &'a NatGateway,
        packet: Packet,
    ) -> bool {
        let address = self.regional_address(gateway, at);
        let came_by = Self::came_by(&from, at.vpc);
        let sent = self.at_nat(id, at, address, came_by, packet);
        let met = std::mem::take(&mut self.stretch);
        self.passages.push(Passage::Out {
            from,
            through: id.clone().into(),
            kind: Kind::NatGateway,
            packet,
            met,
        });
        let own = gateway.route_table_id.as_ref();
        let own = own.filter(|id| self.network.table(id).is_some());
        let target = match own {
            Some(table) => self.by_own_table(id, table, sent),
            None => self
                .internet_gateway(at.vpc)
                .map(RouteTarget::InternetGateway),
        };
        match target {
            Some(RouteTarget::InternetGateway(gateway)) => {
                self.leave_translated(at.vpc, &gateway, sent)
            }
            Some(_) => {
                self.unknown(Code::NotModelled, id.clone().into());
                false
            }
            None => {
                if own.is_none() {
                    self.unknown(Code::FactMissing, id.clone().into());
                }
                false
            }
        }
    }

    /// Where a regional gateway's own table leads, which is asked in the gateway's name.
    fn by_own_table(
        &mut self,
        id: &NatGatewayId,
        table: &'a RouteTableId,
        packet: Packet,
    ) -> Option<RouteTarget> {
        let carried = Carried {
            packet,
            leg: Leg::Transit,
            goal: None,
            back: false,
        };
        let ruling = self.look_up(table, carried)?;
        let (resource, kind) = (id.clone().into(), Kind::NatGateway);
        self.step(resource, kind, Action::Route, packet, ruling.evidence);
        ruling.settled
    }

    /// Out through an internet gateway with the public address of a regional NAT gateway.
    fn leave_translated(&mut self, vpc: &'a VpcId, id: &ResourceId, packet: Packet) -> bool {
        let leaving = gateway::AtGateway {
            network: self.network,
            gateway: id,
            vpc,
            subnet: None,
            interface: None,
            translated: Some(packet.source),
            forwarder: None,
            inspected: self.is_inspected(),
            packet,
            direction: Direction::Egress,
        };
        let evidence = ask(gateway::INTERNET, |judge| judge(&leaving)).evidence;
        let kind = Kind::InternetGateway;
        self.step(id.clone(), kind, Action::Forward, packet, evidence);
        self.passages.push(Passage::Through {
            resource: id.clone(),
            kind,
            packet,
        });
        !gateway::is_private(packet.destination) && self.beyond(packet)
    }

    /// Asks a NAT gateway; the packet as it leaves it.
    fn at_nat(
        &mut self,
        id: &NatGatewayId,
        at: Spot<'a>,
        address: IpAddr,
        came_by: CameBy,
        packet: Packet,
    ) -> Packet {
        let translating = gateway::Translating {
            network: self.network,
            gateway: id,
            address,
            subnet: at.subnet,
            came_by,
            packet,
        };
        let ruling = ask(gateway::NAT, |judge| judge(&translating));
        let sent = ruling.settled.unwrap_or(packet);
        let (resource, kind) = (id.clone().into(), Kind::NatGateway);
        self.step(resource, kind, Action::Translate, sent, ruling.evidence);
        if self.service_at(sent.destination).is_some() {
            self.warn(Code::NatCost, id.clone().into());
        }
        sent
    }

    /// The same of the VPC on the other side of a peering connection.
    pub(super) fn nat_of_peer(&mut self, from: &VpcId, id: &ResourceId, packet: Packet) {
        let peerings = &self.network.topology().vpc_peering_connection;
        let peering = peerings.get(id).into_iter();
        let mut ends = peering.flat_map(|it| it.vpc_id.iter().chain(&it.peer_vpc_id));
        if let Some(other) = ends.find(|vpc| *vpc != from) {
            self.nat_beyond(other, CameBy::Peering, packet);
        }
    }

    /// The site a packet came from over a transit gateway, and that gateway.
    fn site_of(&self, from: &Host<'_>) -> Option<(&'a ResourceId, &'a ResourceId)> {
        let gateway = self.came_through.filter(|_| from.kind == Kind::Site)?;
        let sites = &self.network.topology().site;
        let (site, _) = sites.get_key_value(&from.resource)?;
        Some((site, gateway))
    }

    /// Past a link that leads to a VPC's own addresses only: what its NAT gateway would say to a
    /// packet for the internet.
    pub(super) fn nat_beyond(&mut self, vpc: &VpcId, came_by: CameBy, packet: Packet) {
        let network = self.network;
        let of_vpc = |subnet| network.subnet(subnet).filter(|it| it.vpc == *vpc);
        let found = network.topology().nat_gateway.iter().find_map(|(id, it)| {
            let subnet = it.subnet_id.as_ref()?;
            of_vpc(subnet)?;
            let interface = network.interfaces_of(id.as_resource()).next()?;
            Some((id, host(network, interface)?))
        });
        if let Some((id, nat)) = found
            && !gateway::is_private(packet.destination)
            && packet.destination.is_ipv4()
        {
            self.at_nat(id, nat.spot(), nat.address, came_by, packet);
        }
    }

    fn came_by(from: &Host<'_>, vpc: &VpcId) -> CameBy {
        if from.vpc == vpc && from.kind != Kind::Site {
            CameBy::Inside
        } else {
            CameBy::Transit
        }
    }

    /// The public address of a regional gateway for a zone.
    fn regional_address(&self, gateway: &NatGateway, at: Spot<'_>) -> IpAddr {
        let topology = self.network.topology();
        let subnet = topology.subnet.get(at.subnet);
        let mut zones = gateway.availability_zone_address.iter();
        let zone = zones.find(|zone| subnet.is_some_and(|subnet| zone.holds(subnet)));
        let mut allocations = zone.into_iter().flat_map(|zone| &zone.allocation_ids);
        let known = allocations.find_map(|allocation| {
            let addresses = topology.eip.iter();
            let mut matching = addresses.filter(|(id, it)| {
                *id == allocation || it.allocation_id.as_ref() == Some(allocation)
            });
            matching.find_map(|(_, it)| it.public_ip)
        });
        let mut given = gateway.regional_nat_gateway_address.iter();
        let given = given.find(|it| subnet.is_some_and(|subnet| it.serves(subnet)));
        known
            .or_else(|| given?.public_ip)
            .or(gateway.public_ip)
            .map_or(REGIONAL_NAT_SOURCE, IpAddr::V4)
    }
}
