//! What both ways of a connection make of the middleboxes they pass.

use super::forward::Walk;
use super::passage::{Middlebox, Spot};
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::ResourceId;
use crate::laws::ask;
use crate::laws::middlebox::{FLOW, Flow};
use crate::trace::Action;

impl<'a> Walk<'a, '_> {
    /// Middleboxes that the request passed and the reply did not.
    pub(super) fn missed_by_reply(&mut self, packet: Packet) {
        let told = |code| matches!(code, Code::GwlbAsymmetric | Code::TgwAsymmetricAz);
        if self.outlook.blockers.iter().any(|it| told(it.code)) {
            return;
        }
        let met: Vec<_> = self
            .stretch
            .middleboxes
            .iter()
            .map(|it| it.id.clone())
            .collect();
        for missed in self.request.middleboxes.clone() {
            if !met.contains(&missed.id) {
                let evidence = self.flow(&missed.id);
                self.guarded_step(
                    missed.at,
                    missed.kind,
                    Action::Inspect,
                    packet,
                    evidence,
                    true,
                );
            }
        }
    }

    /// What the laws say of both ways at a middlebox.
    pub(super) fn flow(&self, middlebox: &ResourceId) -> Vec<Evidence> {
        let ids = |all: &[Middlebox<'a>]| all.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        let (request, reply) = (&self.request.middleboxes, &self.stretch.middleboxes);
        let mut both = request.iter().chain(reply);
        let flow = Flow {
            middlebox,
            is_stateful: both
                .find(|it| it.id == *middlebox)
                .and_then(|it| it.is_stateful),
            request: &ids(request),
            reply: &ids(reply),
            parted_at: self.parted_at(),
        };
        ask(FLOW, |judge| judge(&flow)).evidence
    }

    /// The attachment by which request and reply entered one VPC in different zones.
    fn parted_at(&self) -> Option<&'a ResourceId> {
        let zone = |subnet| {
            self.network
                .subnet(subnet)
                .and_then(|it| it.zone.as_deref())
        };
        let mut entries = self.request.entries.iter();
        let parted = entries.find(|(attachment, subnet)| {
            let mut replies = self.stretch.entries.iter();
            replies.any(|(its, other)| its == attachment && zone(other) != zone(subnet))
        });
        parted.map(|(attachment, _)| *attachment)
    }

    pub(super) fn passed_before(&self, id: &ResourceId) -> bool {
        self.request.middleboxes.iter().any(|it| it.id == *id)
    }

    /// Whether a packet comes from the very middlebox it is sent to.
    pub(super) fn comes_from(
        &self,
        at: Option<Spot<'a>>,
        place: Spot<'a>,
        id: &ResourceId,
    ) -> bool {
        let last = self.stretch.middleboxes.last();
        at.is_some_and(|at| at.subnet == place.subnet) && last.is_some_and(|it| it.id == *id)
    }

    /// Warns of a transit gateway that leads to middleboxes without appliance mode (R1.21).
    pub(super) fn recommend_appliance_mode(&mut self, place: Spot<'a>) {
        let attachments = &self.network.topology().transit_gateway_vpc_attachment;
        let Some((id, _)) = self.stretch.entries.last() else {
            return;
        };
        let Some(attachment) = attachments.get(*id) else {
            return;
        };
        if attachment.vpc_id.as_ref() == Some(place.vpc)
            && attachment.subnet_ids.len() > 1
            && !attachment.has_appliance_mode()
        {
            self.warn(Code::TgwApplianceModeRecommended, (*id).clone());
        }
    }
}
