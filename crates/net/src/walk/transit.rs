//! Over transit gateways, and their peerings.

use super::carry::{Arrival, Carried};
use super::forward::{MAX_HOPS, Walk};
use super::passage::Spot;
use crate::code::Code;
use crate::evidence::Packet;
use crate::id::{ResourceId, SubnetId, VpcId};
use crate::laws::ask;
use crate::laws::link::{AtTransit, AtTransitPeering, TRANSIT, TRANSIT_PEERING};
use crate::laws::security::{self, Leg};
use crate::topology::{Site, TransitGatewayPeeringAttachment, TransitGatewayVpcAttachment};
use crate::trace::{Action, Kind};

/// Where a transit gateway leads.
pub(super) enum Beyond<'a> {
    /// Into a VPC, by one of the attachment's subnets.
    Vpc(&'a VpcId, &'a SubnetId),
    /// To a site, by the last transit gateway on the way.
    Site(ResourceId, &'a ResourceId, &'a Site),
}

impl<'a> Walk<'a, '_> {
    /// Over a transit gateway, to a VPC's attachment subnet, or to a site.
    pub(super) fn transit(
        &mut self,
        at: Spot<'a>,
        id: &ResourceId,
        carried: Carried<'_, 'a>,
    ) -> Result<Spot<'a>, Arrival<'a>> {
        // AWS: a transit gateway's subnet asks its inbound rules of what comes from the instances,
        // and its outbound rules of what goes to them, never the other way round.
        // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
        let attachment = self.attachment_of(id, at.vpc);
        if let Some(entrance) = self.entrance(attachment, at) {
            let carried = Carried {
                leg: Leg::Transit,
                ..carried
            };
            self.border(security::ENTER, Action::Enter, entrance, carried);
        }
        match self.over_transit(id, attachment, at.zone, carried.packet, carried.back) {
            None => Err(Arrival::Nowhere),
            Some(Beyond::Site(id, site_id, site)) => Err(Arrival::Site(id, site_id, site)),
            Some(Beyond::Vpc(vpc, entry)) => Ok(self.enter_by(vpc, entry, carried)),
        }
    }

    /// Into a VPC by an attachment's subnet.
    pub(super) fn enter_by(
        &mut self,
        vpc: &'a VpcId,
        entry: &'a SubnetId,
        carried: Carried<'_, 'a>,
    ) -> Spot<'a> {
        let there = match carried.goal {
            Some(goal) => (goal.vpc == vpc).then_some(goal.subnet),
            None => {
                let found = self.network.interface_at(vpc, carried.packet.destination);
                found.map(|it| &it.subnet)
            }
        };
        if there == Some(entry) {
            let carried = Carried {
                leg: Leg::Client,
                ..carried
            };
            self.border(security::ENTER, Action::Enter, entry, carried);
        }
        Spot {
            subnet: entry,
            vpc,
            zone: self.network.subnet(entry).and_then(|it| it.zone.as_deref()),
        }
    }

    /// The subnet a packet enters a transit gateway by, where that is not its own.
    fn entrance(&self, attachment: Option<&'a ResourceId>, at: Spot<'a>) -> Option<&'a SubnetId> {
        let attachments = &self.network.topology().transit_gateway_vpc_attachment;
        let subnets = &attachments.get(attachment?)?.subnet_ids;
        let zone = |subnet: &SubnetId| self.network.subnet(subnet)?.zone.as_deref();
        subnets
            .iter()
            .find(|subnet| zone(subnet) == at.zone)
            .filter(|subnet| *subnet != at.subnet)
    }

    fn attachment_of(&self, gateway: &ResourceId, vpc: &VpcId) -> Option<&'a ResourceId> {
        self.network
            .topology()
            .transit_gateway_vpc_attachment
            .iter()
            .find(|(_, it)| {
                it.transit_gateway_id.as_ref() == Some(gateway) && it.vpc_id.as_ref() == Some(vpc)
            })
            .map(|(id, _)| id)
    }

    /// Asks a transit gateway where a packet from one of its attachments goes.
    pub(super) fn over_transit(
        &mut self,
        id: &ResourceId,
        attachment: Option<&'a ResourceId>,
        zone: Option<&str>,
        packet: Packet,
        back: bool,
    ) -> Option<Beyond<'a>> {
        let network = self.network;
        let topology = network.topology();
        let Some(attachment_id) = attachment else {
            let kind = Kind::TransitGateway;
            self.guarded_step(id.clone(), kind, Action::Forward, packet, Vec::new(), back);
            self.unknown(Code::FactMissing, id.clone());
            return None;
        };
        let at = AtTransit {
            network,
            id,
            attachment_id,
            attachment: topology.transit_gateway_vpc_attachment.get(attachment_id),
            zone,
            packet,
        };
        let ruling = ask(TRANSIT, |judge| judge(&at));
        let kind = Kind::TransitGateway;
        self.guarded_step(
            id.clone(),
            kind,
            Action::Forward,
            packet,
            ruling.evidence,
            back,
        );
        let beyond = ruling.settled?;
        let attachments = &topology.transit_gateway_vpc_attachment;
        if let Some((beyond, attached)) = attachments.get_key_value(&beyond) {
            let (vpc, _) = topology.vpc.get_key_value(attached.vpc_id.as_ref()?)?;
            let entry = self.entry_of(beyond, attached, zone, back)?;
            self.stretch.entries.push((beyond, entry));
            return Some(Beyond::Vpc(vpc, entry));
        }
        let peerings = &topology.transit_gateway_peering_attachment;
        if let Some((beyond, peering)) = peerings.get_key_value(&beyond) {
            return self.over_transit_peering(id, beyond, peering, packet, back);
        }
        let mut sites = topology.site.iter();
        match sites.find(|(_, site)| site.attachments.contains(&beyond)) {
            Some((site_id, site)) => Some(Beyond::Site(id.clone(), site_id, site)),
            None => {
                self.unknown(Code::NotModelled, beyond);
                None
            }
        }
    }

    /// The subnet by which a transit gateway enters a VPC: in the packet's own zone where there is
    /// one; in appliance mode the one drawn for the flow, for both of its ways (R1.21).
    fn entry_of(
        &mut self,
        id: &ResourceId,
        attached: &'a TransitGatewayVpcAttachment,
        zone: Option<&str>,
        back: bool,
    ) -> Option<&'a SubnetId> {
        let subnets = &attached.subnet_ids;
        if attached.has_appliance_mode() {
            let mut drawn = self.request.entries.iter();
            let drawn = drawn.find(|(its, _)| back && *its == id);
            return match drawn {
                Some((_, subnet)) => Some(*subnet),
                None => self.choices.pick(subnets, SubnetId::to_string),
            };
        }
        let of = |subnet: &SubnetId| self.network.subnet(subnet)?.zone.as_deref();
        let mut own = subnets.iter().filter(|subnet| of(subnet) == zone);
        own.next().or(subnets.first())
    }

    /// Over a peering of transit gateways, and on by the other one's tables.
    fn over_transit_peering(
        &mut self,
        id: &ResourceId,
        attachment: &'a ResourceId,
        peering: &'a TransitGatewayPeeringAttachment,
        packet: Packet,
        back: bool,
    ) -> Option<Beyond<'a>> {
        let at = AtTransitPeering {
            id: attachment,
            peering,
        };
        let evidence = ask(TRANSIT_PEERING, |judge| judge(&at)).evidence;
        let kind = Kind::TransitGatewayPeering;
        self.guarded_step(
            attachment.clone(),
            kind,
            Action::Forward,
            packet,
            evidence,
            back,
        );
        let ends = [
            &peering.transit_gateway_id,
            &peering.peer_transit_gateway_id,
        ];
        let other = ends.into_iter().flatten().find(|end| *end != id);
        self.hops += 1;
        let tables = &self.network.topology().transit_gateway_route_table;
        let is_held = |other: &ResourceId| {
            let mut tables = tables.values();
            tables.any(|table| table.transit_gateway_id.as_ref() == Some(other))
        };
        match other {
            Some(other) if self.hops <= MAX_HOPS && is_held(other) => {
                self.over_transit(other, Some(attachment), None, packet, back)
            }
            Some(_) if self.hops > MAX_HOPS => {
                self.block(Code::RouteLoop, attachment.clone(), Vec::new());
                None
            }
            // The other half belongs to somebody else, and is not in the topology.
            _ => {
                self.unknown(Code::FactMissing, attachment.clone());
                None
            }
        }
    }
}
