//! May an instance's interface open a TCP connection to an interface endpoint's interface by its
//! address? The question other engines are compared on, asked of the laws.
//!
//! It is narrower than a trace: an endpoint counts as open where it is available and, for an
//! endpoint service of the topology, its load balancer listens on the port with a healthy target
//! anywhere. What a trace asks beyond that is left out here on purpose: names, endpoint policies
//! (which never stop a connection), zones behind `PrivateLink`, the load balancer's way to its target,
//! the subnets a transit gateway enters by. Nothing here judges by itself; every answer is a law's.

use crate::evidence::Packet;
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::balancer::health::Seen;
use crate::laws::endpoint::AtEndpoint;
use crate::laws::host::{Delivery, Host};
use crate::laws::link::{AtPeering, AtTransit, PEERING, TRANSIT};
use crate::laws::security::{AclLaw, Crossing, GroupLaw, Guarded, Leg};
use crate::laws::way::Way;
use crate::laws::{Keep, balancer, clear, endpoint, host, route, security};
use crate::network::{Interface, Network, Owner, RouteTarget};
use crate::query::{Protocol, Query, SOURCE_PORT};
use std::net::IpAddr;

/// The question about one network and port.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    pub(super) network: &'a Network,
    pub(super) port: u16,
}

/// One end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct End<'a> {
    pub(super) interface: &'a Interface,
    pub(super) vpc: &'a VpcId,
    pub(super) address: IpAddr,
}

impl<'a> Question<'a> {
    /// An interface as an end; none where it has no address or no VPC.
    pub(super) fn end(interface: &'a Interface) -> Option<End<'a>> {
        Self::end_towards(interface, interface.primary_address()?)
    }

    /// The same, with the address it speaks to another with.
    pub(super) fn end_towards(interface: &'a Interface, peer: IpAddr) -> Option<End<'a>> {
        Some(End {
            interface,
            vpc: interface.vpc.as_ref()?,
            address: interface.address_towards(peer)?,
        })
    }

    /// The whole question for one pair, with nothing remembered.
    pub(super) fn reaches(&self, from: End<'a>, to: End<'a>) -> bool {
        let same_subnet = from.interface.subnet == to.interface.subnet;
        from.address.is_ipv4() == to.address.is_ipv4()
            && self.open(to)
            && self.found(to)
            && self.sends(from, to.address)
            && self.receives(to, from.address)
            && (same_subnet
                || (self.leaves(&from.interface.subnet, self.there(from.address, to.address))
                    && self.carries(&from.interface.subnet, to.address) == Some(to.vpc)
                    && self.enters(&to.interface.subnet, self.there(from.address, to.address))
                    && self.returns(from, to)))
    }

    fn returns(&self, from: End<'a>, to: End<'a>) -> bool {
        let reply = self.there(from.address, to.address).reply();
        self.leaves(&to.interface.subnet, reply)
            && self.carries(&to.interface.subnet, from.address) == Some(from.vpc)
            && self.found(from)
            && self.enters(&from.interface.subnet, reply)
    }

    /// The packet that opens the connection.
    pub(super) const fn there(&self, source: IpAddr, destination: IpAddr) -> Packet {
        Packet {
            source,
            source_port: Some(SOURCE_PORT),
            destination,
            destination_port: Some(self.port),
            protocol: Protocol::TCP,
        }
    }

    /// Whether an endpoint takes connections.
    pub(super) fn open(&self, to: End<'a>) -> bool {
        let topology = self.network.topology();
        let Owner::Endpoint(id) = &to.interface.owner else {
            return false;
        };
        let Some((id, it)) = topology.vpc_endpoint.get_key_value(id.as_str()) else {
            return false;
        };
        let at = AtEndpoint {
            network: self.network,
            query: &Query::tcp("", ""),
            name: "",
            id,
            endpoint: it,
            packet: self.there(to.address, to.address),
        };
        if !clear(endpoint::INTERFACE, |judge| judge(&at)).0 {
            return false;
        }
        let service_name = it.service_name.as_deref().unwrap_or_default();
        match topology.service_named(service_name) {
            Some((_, service)) => service
                .network_load_balancer_arns
                .iter()
                .any(|id| self.balances(id, to.address)),
            // The other half of somebody else's service is not known to be there.
            None => !service_name.contains("vpce-svc-"),
        }
    }

    /// Whether a load balancer listens on the port and has a healthy target.
    fn balances(&self, id: &crate::id::LbId, address: IpAddr) -> bool {
        let topology = self.network.topology();
        let Some((id, it)) = topology.lb.get_key_value(id.as_str()) else {
            return false;
        };
        let at = balancer::AtBalancer {
            network: self.network,
            id,
            balancer: it,
            packet: self.there(address, address),
            host: None,
        };
        let (true, ways) = clear(balancer::FRONT, |judge| judge(&at)) else {
            return false;
        };
        let ways = ways.unwrap_or_default();
        let mut nodes = self.network.interfaces_of(id.as_resource());
        nodes.any(|node| {
            ways.iter().any(|way| {
                let Way::Group(group) = way else {
                    return false;
                };
                let choosing = balancer::Choosing {
                    network: self.network,
                    balancer: it,
                    node,
                    group,
                };
                balancer::health::seen(&choosing)
                    .iter()
                    .any(Seen::is_healthy)
            })
        })
    }

    /// Whether the VPC delivers the address to this interface and no other.
    pub(super) fn found(&self, end: End<'a>) -> bool {
        let delivery = Delivery {
            network: self.network,
            vpc: end.vpc,
            packet: self.there(end.address, end.address),
        };
        let (_, found) = clear(host::DELIVER, |judge| judge(&delivery));
        found.as_ref() == Some(&end.interface.id)
    }

    /// Whether a host sends to an address: it runs, and its groups let it out.
    pub(super) fn sends(&self, from: End<'a>, destination: IpAddr) -> bool {
        self.runs(from) && self.groups(security::SEND, from, from.address, destination)
    }

    /// Whether a host runs.
    pub(super) fn runs(&self, from: End<'a>) -> bool {
        let subject = Host {
            network: self.network,
            interface: from.interface,
            packet: self.there(from.address, from.address),
        };
        clear(host::SEND, |judge| judge(&subject)).0
    }

    /// Whether the groups of an interface let it send to an address.
    pub(super) fn lets_out(&self, from: End<'a>, destination: IpAddr) -> bool {
        self.groups(security::SEND, from, from.address, destination)
    }

    /// Whether the groups of an interface let an address in.
    pub(super) fn receives(&self, to: End<'a>, source: IpAddr) -> bool {
        self.groups(security::RECEIVE, to, source, to.address)
    }

    fn groups(
        &self,
        laws: &'static [&'static GroupLaw],
        at: End<'a>,
        source: IpAddr,
        destination: IpAddr,
    ) -> bool {
        let guarded = Guarded {
            network: self.network,
            interface: at.interface,
            packet: self.there(source, destination),
            leg: Leg::Client,
            references: true,
            keep: Keep::Verdict,
        };
        clear(laws, |judge| judge(&guarded)).0
    }

    /// Whether the ACL of a subnet lets a packet out.
    pub(super) fn leaves(&self, subnet: &SubnetId, packet: Packet) -> bool {
        self.crosses(security::LEAVE, subnet, packet)
    }

    /// Whether the ACL of a subnet lets a packet in.
    pub(super) fn enters(&self, subnet: &SubnetId, packet: Packet) -> bool {
        self.crosses(security::ENTER, subnet, packet)
    }

    fn crosses(&self, laws: &'static [&'static AclLaw], subnet: &SubnetId, packet: Packet) -> bool {
        let crossing = Crossing {
            network: self.network,
            subnet,
            packet,
            leg: Leg::Client,
            keep: Keep::Verdict,
        };
        clear(laws, |judge| judge(&crossing)).0
    }

    /// The VPC that a packet for an address comes to from a subnet.
    pub(super) fn carries(&self, from: &SubnetId, destination: IpAddr) -> Option<&'a VpcId> {
        let place = self.network.subnet(from)?;
        match self.route(from, destination)? {
            RouteTarget::Local => Some(&place.vpc),
            RouteTarget::Peering(id) => self.over_peering(&id, &place.vpc, destination),
            RouteTarget::TransitGateway(id) => {
                let attachment = self.attachment(&id, &place.vpc)?;
                self.over_transit(&id, attachment, place.zone.as_deref(), destination)
            }
            RouteTarget::InternetGateway(_)
            | RouteTarget::EgressOnlyInternetGateway(_)
            | RouteTarget::NatGateway(_)
            | RouteTarget::GatewayEndpoint(_)
            | RouteTarget::GatewayLoadBalancerEndpoint(_)
            | RouteTarget::Interface(_)
            | RouteTarget::VpnGateway(_)
            | RouteTarget::Other(_) => None,
        }
    }

    /// Where the route table of a subnet sends an address.
    pub(super) fn route(&self, from: &SubnetId, destination: IpAddr) -> Option<RouteTarget> {
        let id = &self.network.subnet(from)?.route_table;
        let table = self.network.table(id)?;
        let lookup = route::Lookup::new(self.network, id, table, destination, true, Keep::Verdict);
        let (is_clear, target) = clear(route::ROUTE, |judge| judge(&lookup));
        target.filter(|_| is_clear)
    }

    /// The VPC beyond a peering connection.
    pub(super) fn over_peering(
        &self,
        id: &ResourceId,
        from: &VpcId,
        destination: IpAddr,
    ) -> Option<&'a VpcId> {
        let topology = self.network.topology();
        let (id, peering) = topology.vpc_peering_connection.get_key_value(id)?;
        let at = AtPeering {
            network: self.network,
            id,
            peering,
            from,
            packet: self.there(destination, destination),
        };
        let (true, beyond) = clear(PEERING, |judge| judge(&at)) else {
            return None;
        };
        let (vpc, _) = topology.vpc.get_key_value(&beyond?)?;
        Some(vpc)
    }

    /// The attachment of a VPC to a transit gateway.
    pub(super) fn attachment(&self, gateway: &ResourceId, vpc: &VpcId) -> Option<&'a ResourceId> {
        let attachments = &self.network.topology().transit_gateway_vpc_attachment;
        let mut found = attachments.iter().filter(|(_, it)| {
            it.transit_gateway_id.as_ref() == Some(gateway) && it.vpc_id.as_ref() == Some(vpc)
        });
        found.next().map(|(id, _)| id)
    }

    /// The VPC beyond a transit gateway.
    pub(super) fn over_transit(
        &self,
        id: &ResourceId,
        attachment_id: &ResourceId,
        zone: Option<&str>,
        destination: IpAddr,
    ) -> Option<&'a VpcId> {
        let topology = self.network.topology();
        let at = AtTransit {
            network: self.network,
            id,
            attachment_id,
            attachment: topology.transit_gateway_vpc_attachment.get(attachment_id),
            zone,
            packet: self.there(destination, destination),
        };
        let (true, beyond) = clear(TRANSIT, |judge| judge(&at)) else {
            return None;
        };
        let attached = topology.transit_gateway_vpc_attachment.get(&beyond?)?;
        let (vpc, _) = topology.vpc.get_key_value(attached.vpc_id.as_ref()?)?;
        Some(vpc)
    }
}
