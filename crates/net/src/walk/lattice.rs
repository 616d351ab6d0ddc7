//! Through VPC Lattice: by an endpoint or a VPC's association to a resource or a service.

use super::forward::Walk;
use super::passage::Passage;
use super::vantage::{Host, Vantage, host};
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::{NetworkInterfaceId, ResourceId, VpcEndpointId, VpcId};
use crate::laws::ask;
use crate::laws::dns::{RecordType, canonical};
use crate::laws::lattice::{AtResource, Entrance, Found, RESOURCE, WANTED, Wanted};
use crate::laws::security::{self, Leg};
use crate::network::{Interface, Owner};
use crate::resolve::resolve_from;
use crate::topology::lattice::{named, same};
use crate::topology::{ResourceConfiguration, VpcEndpoint, is_unknown};
use crate::trace::{Action, Kind, RecordData};
use std::net::IpAddr;

/// Where a connection comes to VPC Lattice from.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) vpc: Option<&'a VpcId>,
    pub(super) zone: Option<&'a str>,
}

impl<'a> Walk<'a, '_> {
    /// From a resource or service network endpoint.
    pub(super) fn lattice_endpoint(
        &mut self,
        id: &'a VpcEndpointId,
        endpoint: &'a VpcEndpoint,
        entered: &'a Interface,
        packet: Packet,
    ) -> bool {
        self.passages.push(Passage::Tube {
            endpoint: entered.id.clone().into(),
            packet,
        });
        let wanted = Wanted {
            network: self.network,
            names: self.lattice_names(),
            entrance: Entrance::Endpoint(endpoint),
        };
        let ruling = ask(WANTED, |judge| judge(&wanted));
        let zones = self.network.interfaces_of(id.as_resource());
        let zones: Vec<&str> = zones.filter_map(|it| it.zone.as_deref()).collect();
        let side = Side {
            vpc: entered.vpc.as_ref(),
            zone: entered.zone.as_deref(),
        };
        let Some(found) = ruling.settled else {
            let at = id.clone().into();
            self.step(
                at,
                Kind::VpcEndpoint,
                Action::Forward,
                packet,
                ruling.evidence,
            );
            return false;
        };
        self.reach_found(found, ruling.evidence, side, &zones, packet)
    }

    /// From a host to an address of VPC Lattice, by its VPC's association with a service network.
    pub(super) fn lattice_association(
        &mut self,
        from: &Host<'a>,
        packet: Packet,
        mut evidence: Vec<Evidence>,
    ) -> bool {
        if let Some(interface) = from.interface {
            evidence.extend(self.groups(security::SEND, interface, packet, Leg::Client, false));
        }
        let (id, kind) = (from.resource.clone(), from.kind);
        self.step(id, kind, Action::Send, packet, evidence);
        let leg = Leg::Client;
        self.cross(security::LEAVE, Action::Leave, from.subnet, packet, leg);
        let wanted = Wanted {
            network: self.network,
            names: self.lattice_names(),
            entrance: Entrance::Vpc(from.vpc),
        };
        let ruling = ask(WANTED, |judge| judge(&wanted));
        let mut evidence = ruling.evidence;
        let Some(found) = ruling.settled else {
            let vpc = from.vpc.clone().into();
            self.step(vpc, Kind::Vpc, Action::Forward, packet, evidence);
            return false;
        };
        let network = match &found {
            Found::Resource(_, network) => network.clone(),
            Found::Service(_, network) => Some(network.clone()),
        };
        if let Some(network) = network {
            evidence.extend(self.association_groups(from, &network, packet));
            self.passages.push(Passage::ToLattice {
                from: from.clone(),
                through: network,
                packet,
            });
        }
        let subnets = self.network.subnets().values();
        let own = subnets.filter(|it| it.vpc == *from.vpc);
        let zones: Vec<&str> = own.filter_map(|it| it.zone.as_deref()).collect();
        let side = Side {
            vpc: Some(from.vpc),
            zone: from.zone,
        };
        self.reach_found(found, evidence, side, &zones, packet)
    }

    /// The name asked for and all it led to; none where an address was asked for.
    fn lattice_names(&self) -> Vec<String> {
        let asked = self.asked_name();
        if asked.is_empty() {
            return Vec::new();
        }
        let mut names = vec![asked];
        for answer in &self.resolution.answers {
            names.push(canonical(&answer.name));
            if let RecordData::Cname(target) = &answer.data {
                names.push(canonical(target));
            }
        }
        names
    }

    /// What the groups of an association say, which are asked as those of an interface would be.
    fn association_groups(
        &self,
        from: &Host<'a>,
        network: &ResourceId,
        packet: Packet,
    ) -> Vec<Evidence> {
        let associations = &self
            .network
            .topology()
            .vpclattice_service_network_vpc_association;
        let found = associations.iter().find(|(_, it)| {
            it.vpc_identifier.as_ref() == Some(from.vpc)
                && same(it.service_network_identifier.as_ref(), network.as_str())
        });
        let Some((id, association)) = found else {
            return Vec::new();
        };
        let interface = Interface {
            id: id.as_str().into(),
            owner: Owner::Nothing,
            subnet: from.subnet.clone(),
            vpc: Some(from.vpc.clone()),
            zone: None,
            addresses: Vec::new(),
            public_address: None,
            security_groups: association.security_group_ids.clone(),
            unknown_groups: is_unknown(&association.more, &["security_group_ids"]),
            source_dest_check: false,
            deny_all_igw_traffic: false,
        };
        self.groups(security::RECEIVE, &interface, packet, Leg::Client, true)
    }

    fn reach_found(
        &mut self,
        found: Found,
        evidence: Vec<Evidence>,
        side: Side<'a>,
        zones: &[&str],
        packet: Packet,
    ) -> bool {
        match found {
            Found::Resource(id, network) => {
                if let Some(network) = network {
                    let kind = Kind::ServiceNetwork;
                    self.step(network, kind, Action::Forward, packet, evidence);
                    return self.reach_resource(&id, Vec::new(), side, zones, packet);
                }
                self.reach_resource(&id, evidence, side, zones, packet)
            }
            Found::Service(id, network) => {
                self.reach_lattice_service(&id, &network, evidence, side, packet)
            }
        }
    }

    /// To a resource, by its gateway, in the gateway's name.
    fn reach_resource(
        &mut self,
        id: &ResourceId,
        mut evidence: Vec<Evidence>,
        side: Side<'a>,
        zones: &[&str],
        packet: Packet,
    ) -> bool {
        let network = self.network;
        let all = &network.topology().vpclattice_resource_configuration;
        let kind = Kind::ResourceConfiguration;
        let Some((id, resource)) = named(all, id.as_str()) else {
            self.step(id.clone(), kind, Action::Forward, packet, evidence);
            self.unknown(Code::FactMissing, id.clone());
            return false;
        };
        let at = AtResource {
            network,
            id,
            resource,
            zone: side.zone,
            shared: zones,
            packet,
        };
        let ruling = ask(RESOURCE, |judge| judge(&at));
        evidence.extend(ruling.evidence);
        self.step(id.clone(), kind, Action::Forward, packet, evidence);
        let nodes = ruling.settled.unwrap_or_default();
        let node = self
            .choices
            .pick(&nodes, NetworkInterfaceId::to_string)
            .and_then(|id| network.interface(id.as_str()));
        let Some((node, from)) = node.and_then(|it| Some((it, host(network, it)?))) else {
            return false;
        };
        let addresses = self.addresses_of(resource, &from);
        let destination = self.choices.pick(&addresses, IpAddr::to_string).copied();
        let speaks = destination.and_then(|it| Some((it, node.address_towards(it)?)));
        let Some((destination, source)) = speaks else {
            self.unknown(Code::FactMissing, id.clone());
            return false;
        };
        let sent = Packet {
            source,
            destination,
            ..packet
        };
        let evidence = self.groups(security::SEND, node, sent, Leg::Target, true);
        let resource = node.id.clone().into();
        let kind = Kind::NetworkInterface;
        self.step(resource, kind, Action::Translate, sent, evidence);
        let from = Host {
            address: source,
            ..from
        };
        let at = from.spot();
        self.travel(from, at, sent, Leg::Transit)
    }

    /// The addresses a resource has, as its gateway sees them.
    fn addresses_of(&self, resource: &ResourceConfiguration, gateway: &Host<'a>) -> Vec<IpAddr> {
        let definition = resource.resource_configuration_definition.as_ref();
        let address = definition.and_then(|it| it.ip_resource.as_ref()?.ip_address);
        let name = definition.and_then(|it| it.dns_resource.as_ref()?.domain_name.as_deref());
        let Some(name) = name.filter(|_| address.is_none()) else {
            return address.into_iter().collect();
        };
        let owner = gateway.interface.and_then(|it| it.owner.resource());
        let gateways = &self.network.topology().vpclattice_resource_gateway;
        let said = owner.and_then(|id| gateways.get(id));
        let said = said.and_then(|it| it.resource_config_dns_resolution.as_deref());
        let vantage = match said {
            Some("IN_VPC") => Vantage::Host(gateway.clone()),
            _ => Vantage::Internet,
        };
        let resolved = resolve_from(self.network, &vantage, name, RecordType::A);
        resolved.resolution.addresses().collect()
    }
}
