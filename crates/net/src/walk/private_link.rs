//! Across `PrivateLink`: endpoint, endpoint service, load balancer, target.

use super::forward::{Passage, Stretch, Walk};
use super::vantage::{Host, host};
use crate::code::Code;
use crate::evidence::{Evidence, Fact, Packet};
use crate::id::{LbId, LbTargetGroupId, NetworkInterfaceId, ResourceId, VpcId};
use crate::laws::endpoint::AtService;
use crate::laws::passage::{ANSWERS, PRIVATE_LINK, stated};
use crate::laws::security::Leg;
use crate::laws::{ask, balancer, endpoint, host as hosts, security};
use crate::network::{Interface, Owner};
use crate::query::Protocol;
use crate::topology::{EndpointType, Lb, VpcEndpoint};
use crate::trace::{Action, Kind};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

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

    /// A connection at a load balancer's node, straight or through `PrivateLink`.
    pub(super) fn balance(&mut self, node: &'a Interface, packet: Packet, straight: bool) -> bool {
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
        let (target, chosen) = self.choose_target(it, node, &group);
        evidence.extend(chosen);
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
            family: self.family_of(&group),
            keeps_client,
        };
        let source = ask(balancer::SOURCE, |judge| judge(&sending));
        let sent = source.settled.unwrap_or(packet);
        evidence.extend(source.evidence);
        // R3.13: behind an unenforced group, references to it do not match.
        let references = !it.security_groups.is_empty() && enforced || straight;
        evidence.extend(self.groups(security::SEND, node, sent, Leg::Target, true));
        self.step(id.clone().into(), Kind::Lb, Action::Balance, sent, evidence);
        self.cross_between(node, interface, sent);
        self.target(from, to, interface, sent, references)
    }

    /// The target a node sends to, of those it may choose, and why.
    pub(super) fn choose_target(
        &mut self,
        balancer: &Lb,
        node: &Interface,
        group: &LbTargetGroupId,
    ) -> (Option<balancer::Candidate>, Vec<Evidence>) {
        let choosing = balancer::Choosing {
            network: self.network,
            balancer,
            node,
            group,
        };
        let chosen = ask(balancer::CHOOSE, |judge| judge(&choosing));
        let candidates = chosen.settled;
        if candidates.as_ref().is_some_and(|it| it.fail_open) {
            self.warn(Code::NlbFailOpen, group.clone().into());
        }
        let targets = candidates.map(|it| it.targets).unwrap_or_default();
        let target = self
            .choices
            .pick(&targets, |target| target.interface.to_string())
            .cloned();
        (target, chosen.evidence)
    }

    /// From a load balancer's subnet to a target's, or back, where they differ.
    pub(super) fn cross_between(&mut self, from: &'a Interface, to: &'a Interface, packet: Packet) {
        let (from, to) = (&from.subnet, &to.subnet);
        if from != to {
            self.cross(security::LEAVE, Action::Leave, from, packet, Leg::Target);
            self.cross(security::ENTER, Action::Enter, to, packet, Leg::Target);
        }
    }

    pub(super) fn target(
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
            met: Stretch::default(),
        });
        self.step(id.clone(), kind, Action::Receive, packet, evidence);
        self.serve(id, kind, packet, &ANSWERS);
        true
    }

    /// The one target group a load balancer forwards to, for going on past a missing listener.
    pub(super) fn only_group(&self, id: &LbId) -> Option<LbTargetGroupId> {
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

    /// An address of the family a group speaks to its targets by: IPv4 unless it says otherwise.
    fn family_of(&self, group: &LbTargetGroupId) -> IpAddr {
        let group = self.network.topology().lb_target_group.get(group);
        match group.and_then(|it| it.ip_address_type.as_deref()) {
            Some("ipv6") => Ipv6Addr::UNSPECIFIED.into(),
            _ => Ipv4Addr::UNSPECIFIED.into(),
        }
    }

    /// AWS keeps the client's address for instance targets unless told otherwise.
    pub(super) fn keeps_client(&self, group: &LbTargetGroupId) -> bool {
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
