//! From one VPC to another: peering.

use super::forward::Walk;
use crate::evidence::Packet;
use crate::id::{ResourceId, VpcId};
use crate::laws::ask;
use crate::laws::link::{AtPeering, PEERING};
use crate::trace::{Action, Kind};

impl<'a> Walk<'a, '_> {
    /// Asks a peering connection; the VPC beyond where it leads there.
    pub(super) fn over_peering(
        &mut self,
        from: &'a VpcId,
        id: &ResourceId,
        packet: Packet,
        back: bool,
    ) -> Option<&'a VpcId> {
        let network = self.network;
        let (id, peering) = network
            .topology()
            .vpc_peering_connection
            .get_key_value(id)?;
        let at = AtPeering {
            network,
            id,
            peering,
            from,
            packet,
        };
        let ruling = ask(PEERING, |judge| judge(&at));
        let kind = Kind::VpcPeeringConnection;
        self.guarded_step(
            id.clone(),
            kind,
            Action::Forward,
            packet,
            ruling.evidence,
            back,
        );
        let other = ruling.settled?;
        network
            .topology()
            .vpc
            .get_key_value(&other)
            .map(|(id, _)| id)
    }

    pub(super) fn peered(&self, one: &VpcId, other: &VpcId) -> bool {
        let both = [Some(one), Some(other)];
        let peerings = self.network.topology().vpc_peering_connection.values();
        peerings.into_iter().any(|it| {
            let ends = [it.vpc_id.as_ref(), it.peer_vpc_id.as_ref()];
            ends == both || ends == [both[1], both[0]]
        })
    }
}
