//! Middleboxes on the way: to the appliance behind a Gateway Load Balancer endpoint and back to
//! that; and what both ways of a connection make of the middleboxes they pass.

use super::carry::Carried;
use super::forward::Walk;
use super::passage::{Middlebox, Spot, Tunnel};
use super::vantage::{Host, kind};
use crate::code::Code;
use crate::evidence::{Evidence, Fact, Packet};
use crate::id::{ResourceId, VpcEndpointId};
use crate::laws::endpoint::{AtEndpoint, AtService};
use crate::laws::middlebox::{AtDetour, DETOUR, INSPECT, Inspecting, TUNNEL, Tunnelling};
use crate::laws::passage::{INSPECTED, PRIVATE_LINK, stated};
use crate::laws::security::{self, Leg};
use crate::laws::way::Way;
use crate::laws::{ask, balancer, endpoint, host as hosts};
use crate::network::{Interface, Owner};
use crate::topology::{Appliance, Setting, VpcEndpoint};
use crate::trace::{Action, Kind};

/// Where a packet is after a middlebox.
#[derive(Clone, Debug)]
pub(super) enum Detour<'a> {
    /// Routed on from a subnet.
    On(Spot<'a>),
    /// Sent to the middlebox it just came from.
    Round,
    /// At an appliance that sends on in its own name.
    Translated(Host<'a>),
    /// Nowhere.
    Nowhere,
}

impl<'a> Walk<'a, '_> {
    /// Through a Gateway Load Balancer endpoint to an appliance, and back to the endpoint.
    pub(super) fn inspect(
        &mut self,
        at: Option<Spot<'a>>,
        id: &ResourceId,
        packet: Packet,
        back: bool,
    ) -> Detour<'a> {
        let endpoints = &self.network.topology().vpc_endpoint;
        let Some((id, it)) = endpoints.get_key_value(id.as_str()) else {
            return Detour::Nowhere;
        };
        let Some(place) = self.place_of(id, it) else {
            let kind = Kind::VpcEndpoint;
            self.guarded_step(
                id.clone().into(),
                kind,
                Action::Forward,
                packet,
                Vec::new(),
                back,
            );
            self.unknown(Code::FactMissing, id.clone().into());
            return Detour::Nowhere;
        };
        let again = self.comes_from(at, place, id.as_resource());
        if !again {
            // Unlike between hosts, the ACL is asked even where both stand in one subnet (R1.25).
            self.border(
                security::ENTER,
                Action::Enter,
                place.subnet,
                on_the_way(packet, back),
            );
        }
        let detour = AtDetour {
            id,
            endpoint: it,
            subnet: place.subnet,
            again,
            packet,
        };
        // What was judged of the request is not judged again of its reply.
        let evidence = if back && self.passed_before(id.as_resource()) {
            Vec::new()
        } else {
            let endpoint = AtEndpoint {
                network: self.network,
                query: self.query,
                name: "",
                id,
                endpoint: it,
                packet,
            };
            let mut evidence =
                ask(endpoint::GATEWAY_LOAD_BALANCER, |judge| judge(&endpoint)).evidence;
            evidence.extend(ask(DETOUR, |judge| judge(&detour)).evidence);
            evidence
        };
        let (resource, kind) = (id.clone().into(), Kind::VpcEndpoint);
        self.guarded_step(resource, kind, Action::Forward, packet, evidence, back);
        if again {
            return Detour::Round;
        }
        self.recommend_appliance_mode(place);
        let passed = Middlebox {
            id: id.clone().into(),
            at: id.clone().into(),
            kind: Kind::VpcEndpoint,
            is_stateful: Some(true),
            tunnel: None,
        };
        self.stretch.middleboxes.push(passed);
        self.behind(id, it, place, packet, back);
        let reached = Fact::Reached {
            resource: id.clone().into(),
        };
        let evidence = vec![stated(&INSPECTED, reached)];
        self.guarded_step(
            id.clone().into(),
            Kind::VpcEndpoint,
            Action::Forward,
            packet,
            evidence,
            back,
        );
        Detour::On(place)
    }

    /// From an endpoint to the appliances of its service, as far as the topology holds them.
    fn behind(
        &mut self,
        id: &'a VpcEndpointId,
        it: &'a VpcEndpoint,
        place: Spot<'a>,
        packet: Packet,
        back: bool,
    ) {
        let network = self.network;
        let name = it.service_name.as_deref().unwrap_or_default();
        let known = network.topology().service_named(name);
        let known = known.filter(|(_, service)| !service.gateway_load_balancer_arns.is_empty());
        let reached = |resource: ResourceId| stated(&PRIVATE_LINK, Fact::Reached { resource });
        let kind = Kind::VpcEndpointService;
        let Some((service_id, service)) = known else {
            // The appliances are somebody else's, or AWS's own firewall.
            let owner = if name.is_empty() { id.as_str() } else { name };
            let service = ResourceId::from(owner);
            let mut evidence = vec![reached(service.clone())];
            if back {
                evidence.extend(self.flow(id.as_resource()));
            } else {
                evidence.extend(verdict(&service, Appliance::of(&it.appliance), false, true).1);
            }
            self.stands_at(&service, kind, None);
            self.guarded_step(service, kind, Action::Inspect, packet, evidence, back);
            return;
        };
        let at = AtService {
            network,
            id: service_id,
            service,
            zone: place.zone,
            gateway: true,
            across_regions: false,
        };
        let mut evidence = vec![reached(service_id.clone().into())];
        let service_id = ResourceId::from(service_id.clone());
        let tunnel = back.then(|| self.tunnel_of(id.as_resource())).flatten();
        if back {
            self.guarded_step(service_id, kind, Action::Forward, packet, evidence, back);
            self.back_through(id.as_resource(), tunnel, &at, packet);
            return;
        }
        let ruling = ask(endpoint::SERVICE, |judge| judge(&at));
        evidence.extend(ruling.evidence);
        self.step(service_id, kind, Action::Forward, packet, evidence);
        let nodes = ruling.settled.unwrap_or_default();
        let node = self.choices.pick(&nodes, ToString::to_string);
        if let Some(node) = node.and_then(|id| network.interface(id.as_str())) {
            self.through_appliance(node, packet);
        }
    }

    /// From a node of a Gateway Load Balancer to an appliance and back.
    fn through_appliance(&mut self, node: &'a Interface, packet: Packet) {
        let network = self.network;
        let Owner::LoadBalancer(id) = &node.owner else {
            return;
        };
        let Some((id, it)) = network.topology().lb.get_key_value(id.as_str()) else {
            return;
        };
        let at = balancer::AtBalancer {
            network,
            id,
            balancer: it,
            packet,
            host: None,
        };
        let front = ask(balancer::GATEWAY_FRONT, |judge| judge(&at));
        let mut evidence = front.evidence;
        let balancer = ResourceId::from(id.clone());
        self.stands_at(&balancer, Kind::Lb, None);
        let mut appliance = None;
        if let Some(Way::Group(group)) = self.way(id, front.settled) {
            let (chosen, more) = self.choose_target(it, node, &group);
            evidence.extend(more);
            appliance = chosen.and_then(|it| network.interface(it.interface.as_str()));
        }
        let Some(appliance) = appliance else {
            self.step(balancer, Kind::Lb, Action::Balance, packet, evidence);
            return;
        };
        let tunnelling = Tunnelling {
            node,
            appliance,
            packet,
        };
        let tunnel = ask(TUNNEL, |judge| judge(&tunnelling));
        evidence.extend(tunnel.evidence);
        self.step(
            balancer.clone(),
            Kind::Lb,
            Action::Balance,
            packet,
            evidence,
        );
        self.stands_at(&balancer, Kind::Lb, Some(Tunnel { node, appliance }));
        let outer = tunnel.settled;
        let mut evidence = Vec::new();
        if let Some(outer) = outer {
            self.cross_between(node, appliance, outer);
            evidence = self.groups(security::RECEIVE, appliance, outer, Leg::Target, false);
        }
        let subject = hosts::Host {
            network,
            interface: appliance,
            packet: outer.unwrap_or(packet),
        };
        evidence.extend(ask(hosts::SEND, |judge| judge(&subject)).evidence);
        let resource = appliance.known_as();
        evidence.extend(verdict(resource, self.appliance_said(appliance), true, true).1);
        self.step(
            resource.clone(),
            kind(appliance),
            Action::Inspect,
            packet,
            evidence,
        );
        if let Some(outer) = outer {
            // An appliance answers with the addresses changed over, to the same port.
            let answer = Packet {
                source: outer.destination,
                destination: outer.source,
                ..outer
            };
            self.cross_between(appliance, node, answer);
        }
        self.step(balancer, Kind::Lb, Action::Forward, packet, Vec::new());
    }

    /// A reply at the Gateway Load Balancer: to the appliance that saw its request.
    fn back_through(
        &mut self,
        id: &ResourceId,
        tunnel: Option<Tunnel<'a>>,
        at: &AtService<'a>,
        packet: Packet,
    ) {
        let mut evidence = self.flow(id);
        let Some(Tunnel { node, appliance }) = tunnel else {
            let balancer = at.service.gateway_load_balancer_arns.first();
            if let Some(balancer) = balancer.map(|it| ResourceId::from(it.clone())) {
                self.stands_at(&balancer, Kind::Lb, None);
                self.guarded_step(balancer, Kind::Lb, Action::Balance, packet, evidence, true);
            }
            return;
        };
        let tunnelling = Tunnelling {
            node,
            appliance,
            packet,
        };
        evidence.extend(ask(TUNNEL, |judge| judge(&tunnelling)).evidence);
        let balancer = node.known_as().clone();
        self.stands_at(&balancer, Kind::Lb, Some(Tunnel { node, appliance }));
        self.guarded_step(
            balancer.clone(),
            Kind::Lb,
            Action::Balance,
            packet,
            evidence,
            true,
        );
        let resource = appliance.known_as().clone();
        self.guarded_step(
            resource,
            kind(appliance),
            Action::Inspect,
            packet,
            Vec::new(),
            true,
        );
        self.guarded_step(
            balancer,
            Kind::Lb,
            Action::Forward,
            packet,
            Vec::new(),
            true,
        );
    }

    fn tunnel_of(&self, id: &ResourceId) -> Option<Tunnel<'a>> {
        let mut passed = self.request.middleboxes.iter();
        passed.find(|it| it.id == *id).and_then(|it| it.tunnel)
    }

    /// Says where the middlebox that is being passed judges, and by which tunnel.
    fn stands_at(&mut self, at: &ResourceId, kind: Kind, tunnel: Option<Tunnel<'a>>) {
        if let Some(passed) = self.stretch.middleboxes.last_mut() {
            passed.at = at.clone();
            passed.kind = kind;
            passed.tunnel = tunnel;
        }
    }

    pub(super) fn appliance_said(&self, interface: &Interface) -> Setting<Appliance> {
        let Owner::Instance(id) = &interface.owner else {
            return Setting::Unsaid;
        };
        let instance = self.network.topology().instance.get(id.as_str());
        instance.map_or(Setting::Unsaid, |it| Appliance::of(&it.appliance))
    }

    fn place_of(&self, id: &VpcEndpointId, it: &'a VpcEndpoint) -> Option<Spot<'a>> {
        let mut interfaces = self.network.interfaces_of(id.as_resource());
        let of_interface = interfaces.next().map(|it| &it.subnet);
        let subnet = of_interface.or(it.subnet_ids.first())?;
        let (subnet, place) = self.network.subnets().get_key_value(subnet)?;
        Some(Spot {
            subnet,
            vpc: &place.vpc,
            zone: place.zone.as_deref(),
        })
    }
}

/// What an appliance does, and why.
pub(super) fn verdict(
    resource: &ResourceId,
    said: Setting<Appliance>,
    is_known: bool,
    balanced: bool,
) -> (Option<Appliance>, Vec<Evidence>) {
    let inspecting = Inspecting {
        resource,
        said,
        is_known,
        balanced,
    };
    let ruling = ask(INSPECT, |judge| judge(&inspecting));
    (ruling.settled, ruling.evidence)
}

pub(super) const fn on_the_way<'g, 'a>(packet: Packet, back: bool) -> Carried<'g, 'a> {
    Carried {
        packet,
        leg: Leg::Transit,
        goal: None,
        back,
    }
}
