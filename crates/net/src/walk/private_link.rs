//! Across `PrivateLink`: endpoint, endpoint service, load balancer, target.

use super::forward::Walk;
use super::passage::Passage;
use crate::code::Code;
use crate::evidence::{Fact, Packet};
use crate::id::{NetworkInterfaceId, ResourceId, VpcId};
use crate::laws::endpoint::AtService;
use crate::laws::passage::{PRIVATE_LINK, stated};
use crate::laws::{ask, endpoint};
use crate::network::Interface;
use crate::topology::{EndpointType, VpcEndpoint};
use crate::trace::{Action, Kind};
use std::collections::BTreeSet;

impl<'a> Walk<'a, '_> {
    pub(super) fn interface_endpoint(
        &mut self,
        id: &ResourceId,
        entered: &'a Interface,
        packet: Packet,
    ) -> bool {
        let network = self.network;
        let Some((id, it)) = self.at_endpoint(id, endpoint::INTERFACE, packet) else {
            return false;
        };
        if matches!(
            it.kind(),
            EndpointType::Resource | EndpointType::ServiceNetwork
        ) {
            return self.lattice_endpoint(id, it, entered, packet);
        }
        if it.kind() == EndpointType::Other {
            // R2.24: a tunnel endpoint takes packets in packets.
            self.unknown(Code::NotModelled, id.clone().into());
            return false;
        }
        self.warn_single_zone(id.as_resource(), it);
        self.passages.push(Passage::Tube {
            endpoint: entered.id.clone().into(),
            packet,
        });
        let service_name = it.service_name.clone().unwrap_or_default();
        if let Some((service_id, service)) = network.topology().service_named(&service_name) {
            let region = |vpc: &VpcId| network.region_of(vpc);
            let here = entered.vpc.as_ref().and_then(region);
            let at = AtService {
                across_regions: here.is_some()
                    && service.region.is_some()
                    && here != service.region,
                network,
                id: service_id,
                service,
                zone: entered.zone.as_deref(),
                gateway: false,
            };
            return self.endpoint_service(at, packet);
        }
        if service_name.is_empty() {
            self.unknown(Code::FactMissing, id.clone().into());
            return false;
        }
        if service_name.contains("vpce-svc-") {
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
        self.serve_request(&service_name, Some((id, it)), packet, &PRIVATE_LINK);
        true
    }

    pub(super) fn endpoint_service(&mut self, at: AtService<'a>, packet: Packet) -> bool {
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
            Some(node) => self.balance(node, packet, false),
            None => false,
        }
    }

    pub(super) fn warn_single_zone(&mut self, id: &ResourceId, endpoint: &VpcEndpoint) {
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
