//! Through private networks, there and back: subnets and their ACLs, route tables, middleboxes,
//! peering and transit gateways, until somebody has the packet or it leaves by a gateway.

use super::forward::{MAX_HOPS, Walk};
use super::middlebox::Detour;
use super::passage::Spot;
use super::vantage::{Host, host};
use crate::code::Code;
use crate::evidence::{Evidence, Fact, Packet};
use crate::id::{ResourceId, RouteTableId, SubnetId, VpcId};
use crate::laws::passage::{GATEWAY_TABLE, stated};
use crate::laws::security::Leg;
use crate::laws::{Ruling, ask, host as hosts, route, security};
use crate::network::RouteTarget;
use crate::topology::Site;
use crate::trace::{Action, Kind};

/// Where a packet is routed from.
#[derive(Clone, Debug)]
pub(super) enum Place<'a> {
    /// A subnet.
    Subnet(Spot<'a>),
    /// An internet or virtual private gateway of a VPC.
    Gateway(ResourceId, &'a VpcId),
}

/// Where a packet comes to.
#[derive(Clone, Debug)]
pub(super) enum Arrival<'a> {
    /// To the subnet of the host that has the address.
    Host(Host<'a>),
    /// To an on-premises network, behind a transit gateway.
    Site(ResourceId, &'a ResourceId, &'a Site),
    /// To an appliance that sends on in its own name.
    Translator(Host<'a>),
    /// To a gateway out of private networks.
    Exit(RouteTarget, Place<'a>),
    /// Nowhere; what is in the way is noted.
    Nowhere,
}

/// One packet under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Carried<'g, 'a> {
    pub(super) packet: Packet,
    /// The subnet it first leaves, in terms of codes.
    pub(super) leg: Leg,
    /// Of a reply, the host it has to come to.
    pub(super) goal: Option<&'g Host<'a>>,
    /// Whether it is a reply.
    pub(super) back: bool,
}

impl<'a> Place<'a> {
    const fn vpc(&self) -> &'a VpcId {
        match self {
            Self::Subnet(at) => at.vpc,
            Self::Gateway(_, vpc) => vpc,
        }
    }

    pub(super) const fn spot(&self) -> Option<Spot<'a>> {
        match self {
            Self::Subnet(at) => Some(*at),
            Self::Gateway(..) => None,
        }
    }
}

impl<'a> Walk<'a, '_> {
    /// Follows the routes from a place.
    pub(super) fn carry(
        &mut self,
        mut place: Place<'a>,
        mut carried: Carried<'_, 'a>,
    ) -> Arrival<'a> {
        loop {
            self.hops += 1;
            if self.hops > MAX_HOPS {
                let at = place
                    .spot()
                    .map_or_else(|| place.vpc().clone().into(), |at| at.subnet.clone().into());
                self.block(Code::RouteLoop, at, Vec::new());
                return Arrival::Nowhere;
            }
            if let Some(to) = self.neighbour(&place, carried) {
                // Two hosts of one subnet meet without ACL and without route (R1.25).
                return Arrival::Host(to);
            }
            let target = match &place {
                Place::Subnet(at) => self.depart(*at, carried),
                Place::Gateway(id, vpc) => match self.network.gateway_table(id) {
                    Some(table) => self.by_gateway_table(table, vpc, carried),
                    None => Some(RouteTarget::Local),
                },
            };
            match self.follow(place, target, carried) {
                Ok(next) => place = next,
                Err(arrival) => return arrival,
            }
            carried.leg = match carried.leg {
                Leg::Return => Leg::Return,
                Leg::Client | Leg::Transit | Leg::Target => Leg::Transit,
            };
        }
    }

    /// To where a route leads: the next place, or the arrival.
    fn follow(
        &mut self,
        place: Place<'a>,
        target: Option<RouteTarget>,
        carried: Carried<'_, 'a>,
    ) -> Result<Place<'a>, Arrival<'a>> {
        let Carried { packet, back, .. } = carried;
        let vpc = place.vpc();
        match target {
            None => Err(Arrival::Nowhere),
            Some(RouteTarget::Local) => Err(self.arrive(vpc, carried)),
            Some(RouteTarget::GatewayLoadBalancerEndpoint(id)) => {
                match self.inspect(place.spot(), &id, packet, back) {
                    Detour::On(at) => Ok(Place::Subnet(at)),
                    Detour::Round if !back => {
                        let inside = |range: ipnet::IpNet| range.contains(&packet.destination);
                        let past = if self.network.vpc_ranges(vpc).any(inside) {
                            Some(RouteTarget::Local)
                        } else {
                            self.would_carry(vpc, packet.destination)
                        };
                        self.follow(place, past, carried)
                    }
                    Detour::Round | Detour::Nowhere => Err(Arrival::Nowhere),
                    Detour::Translated(to) => Err(Arrival::Translator(to)),
                }
            }
            Some(RouteTarget::Interface(id)) => {
                match self.pass_on(place.spot(), &id, packet, back) {
                    Detour::On(at) => Ok(Place::Subnet(at)),
                    Detour::Round | Detour::Nowhere => Err(Arrival::Nowhere),
                    Detour::Translated(to) => Err(Arrival::Translator(to)),
                }
            }
            Some(RouteTarget::Peering(id)) => match self.over_peering(vpc, &id, packet, back) {
                Some(vpc) => Err(self.arrive(vpc, carried)),
                None => {
                    if !back {
                        self.nat_of_peer(vpc, &id, packet);
                    }
                    Err(Arrival::Nowhere)
                }
            },
            Some(RouteTarget::TransitGateway(id)) => match place.spot() {
                Some(at) => self.transit(at, &id, carried).map(Place::Subnet),
                None => Err(Arrival::Exit(RouteTarget::TransitGateway(id), place)),
            },
            Some(
                exit @ (RouteTarget::InternetGateway(_)
                | RouteTarget::EgressOnlyInternetGateway(_)
                | RouteTarget::NatGateway(_)
                | RouteTarget::GatewayEndpoint(_)
                | RouteTarget::VpnGateway(_)
                | RouteTarget::Other(_)),
            ) => Err(Arrival::Exit(exit, place)),
        }
    }

    /// The host with the address in the subnet a packet is in.
    fn neighbour(&self, place: &Place<'a>, carried: Carried<'_, 'a>) -> Option<Host<'a>> {
        let at = place.spot()?;
        if let Some(goal) = carried.goal {
            let here = goal.vpc == at.vpc && goal.subnet == at.subnet;
            return here.then(|| goal.clone());
        }
        self.network
            .interface_at(at.vpc, carried.packet.destination)
            .filter(|interface| interface.subnet == *at.subnet)
            .and_then(|interface| host(self.network, interface))
    }

    /// Out of a subnet: its ACL, then its route table.
    fn depart(&mut self, at: Spot<'a>, carried: Carried<'_, 'a>) -> Option<RouteTarget> {
        let id = &self.network.subnet(at.subnet)?.route_table;
        let Some(ruling) = self.look_up(id, carried) else {
            self.unknown(Code::FactMissing, id.clone().into());
            return None;
        };
        if !self.is_next_door(at, ruling.settled.as_ref()) {
            self.border(security::LEAVE, Action::Leave, at.subnet, carried);
        }
        self.routed(id, at.vpc, ruling, carried)
    }

    /// Where the route table of a gateway sends what comes in.
    fn by_gateway_table(
        &mut self,
        table: &'a RouteTableId,
        vpc: &'a VpcId,
        carried: Carried<'_, 'a>,
    ) -> Option<RouteTarget> {
        let Some(ruling) = self.look_up(table, carried) else {
            self.unknown(Code::FactMissing, table.clone().into());
            return None;
        };
        self.routed(table, vpc, ruling, carried)
    }

    /// A gateway's own table as evidence of what it does, where it has one.
    pub(super) fn gateway_evidence(&self, gateway: &ResourceId) -> Option<Evidence> {
        let table = self.network.gateway_table(gateway)?;
        let fact = Fact::Attribute {
            resource: gateway.clone(),
            attribute: "route_table",
            value: table.to_string(),
        };
        Some(stated(&GATEWAY_TABLE, fact))
    }

    pub(super) fn look_up(
        &self,
        id: &'a RouteTableId,
        carried: Carried<'_, 'a>,
    ) -> Option<Ruling<RouteTarget>> {
        let table = self.network.table(id)?;
        let destination = carried.packet.destination;
        let lookup = route::Lookup::new(
            self.network,
            id,
            table,
            destination,
            carried.back,
            self.keep,
        );
        Some(ask(route::ROUTE, |judge| judge(&lookup)))
    }

    /// Notes what a table said; past a dead end the target that would carry the packet, if any.
    fn routed(
        &mut self,
        id: &RouteTableId,
        vpc: &VpcId,
        ruling: Ruling<RouteTarget>,
        carried: Carried<'_, 'a>,
    ) -> Option<RouteTarget> {
        let astray = ruling.unknown().is_some() && self.outlook.blockers.is_empty();
        self.guarded_step(
            id.clone().into(),
            Kind::RouteTable,
            Action::Route,
            carried.packet,
            ruling.evidence,
            carried.back,
        );
        self.outlook.astray |= astray;
        if carried.back {
            return ruling.settled;
        }
        self.warn_bypass(id, carried.packet);
        ruling
            .settled
            .or_else(|| self.would_carry(vpc, carried.packet.destination))
    }

    /// Whether a route leads to an interface of the same subnet, which is met without an ACL.
    fn is_next_door(&self, at: Spot<'a>, target: Option<&RouteTarget>) -> bool {
        let interface = match target {
            Some(RouteTarget::Interface(id)) => self.network.interface(id.as_str()),
            Some(RouteTarget::NatGateway(id)) => self.network.interfaces_of(id).next(),
            _ => None,
        };
        interface.is_some_and(|it| it.subnet == *at.subnet)
    }

    /// Into the subnet of whoever has the destination in a VPC.
    fn arrive(&mut self, vpc: &'a VpcId, carried: Carried<'_, 'a>) -> Arrival<'a> {
        let found = match carried.goal {
            Some(goal) if goal.vpc == vpc => Some(goal.clone()),
            Some(_) => None,
            None if carried.back => None,
            None => self.addressed(vpc, carried.packet),
        };
        match found {
            Some(to) => {
                let carried = Carried {
                    leg: if carried.back {
                        Leg::Return
                    } else {
                        Leg::Client
                    },
                    ..carried
                };
                self.border(security::ENTER, Action::Enter, to.subnet, carried);
                Arrival::Host(to)
            }
            None if carried.back => {
                Arrival::Exit(RouteTarget::Local, Place::Gateway(vpc.clone().into(), vpc))
            }
            None => Arrival::Nowhere,
        }
    }

    /// Whoever has the destination in a VPC; noted where nobody has it.
    fn addressed(&mut self, vpc: &'a VpcId, packet: Packet) -> Option<Host<'a>> {
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
        if found.is_none() {
            let vpc = vpc.clone().into();
            self.step(vpc, Kind::Vpc, Action::Forward, packet, ruling.evidence);
        }
        found
    }

    /// At the border of a subnet, on either way.
    pub(super) fn border(
        &mut self,
        laws: &'static [&'static security::AclLaw],
        action: Action,
        subnet: &'a SubnetId,
        carried: Carried<'_, 'a>,
    ) {
        if carried.back {
            self.cross_back(laws, action, subnet, carried.packet);
        } else {
            self.cross(laws, action, subnet, carried.packet, carried.leg);
        }
    }
}
