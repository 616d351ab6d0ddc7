//! Through a load balancer: listener, rules, target, and in whose name it speaks.

use super::forward::Walk;
use super::passage::{Passage, Stretch};
use super::vantage::{Host, host};
use crate::code::Code;
use crate::evidence::{Evidence, Packet};
use crate::id::{LbId, LbTargetGroupId, ResourceId};
use crate::laws::dns::canonical;
use crate::laws::passage::{ANSWERS, stated};
use crate::laws::security::{self, Leg};
use crate::laws::way::{Way, answered};
use crate::laws::{ask, balancer, host as hosts};
use crate::network::{Interface, Owner};
use crate::query::Protocol;
use crate::topology::Lb;
use crate::trace::{Action, Kind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How many load balancers may stand behind each other.
const MAX_BALANCERS: usize = 8;

impl<'a> Walk<'a, '_> {
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
        let name = self.host_asked_for();
        let at = balancer::AtBalancer {
            network,
            id,
            balancer: it,
            packet,
            host: name.as_deref(),
        };
        let front = ask(balancer::FRONT, |judge| judge(&at));
        evidence.extend(front.evidence);
        let (group, answer) = match self.way(id, front.settled) {
            Some(Way::Group(group)) => match self.function_of(&group) {
                // A function is invoked, not connected to.
                Some(function) => (None, Some(("lambda", function))),
                None => (Some(group), None),
            },
            Some(Way::Answer { how, status }) => (None, Some((how, status))),
            Some(Way::Unsaid(who)) => {
                self.unknown(Code::FactMissing, who);
                (None, None)
            }
            None => (None, None),
        };
        let Some(group) = group else {
            let (at, kind) = (ResourceId::from(id.clone()), Kind::Lb);
            self.step(at.clone(), kind, Action::Balance, packet, evidence);
            let Some((how, status)) = answer else {
                return false;
            };
            let answer = vec![stated(&ANSWERS, answered(&at, how, &status))];
            self.step(at, kind, Action::Serve, packet, answer);
            return true;
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
        let keeps_client = straight && !it.is_application() && self.keeps_client(&group);
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

    /// A connection from a load balancer's node at a target: a host, another load balancer, or an
    /// endpoint's interface.
    fn target(
        &mut self,
        from: Host<'a>,
        to: Host<'a>,
        interface: &'a Interface,
        packet: Packet,
        references: bool,
    ) -> bool {
        let (id, kind) = (to.resource.clone(), to.kind);
        self.passages.push(Passage::Inside {
            from,
            to,
            packet,
            leg: Leg::Target,
            met: Stretch::default(),
        });
        // Load balancers and endpoints may lead to each other for ever.
        let balanced = |it: &&Passage<'_>| {
            matches!(
                it,
                Passage::Inside {
                    leg: Leg::Target,
                    ..
                }
            )
        };
        if self.passages.iter().filter(balanced).count() > MAX_BALANCERS {
            self.unknown(Code::NotModelled, id);
            return false;
        }
        if matches!(interface.owner, Owner::LoadBalancer(_)) {
            return self.balance(interface, packet, references);
        }
        let leg = Leg::Target;
        let mut evidence = self.groups(security::RECEIVE, interface, packet, leg, references);
        if let Owner::Endpoint(endpoint) = &interface.owner {
            let (id, kind) = (interface.id.clone(), Kind::NetworkInterface);
            self.step(id.into(), kind, Action::Receive, packet, evidence);
            return self.interface_endpoint(endpoint, interface, packet);
        }
        let subject = hosts::Host {
            network: self.network,
            interface,
            packet,
        };
        evidence.extend(ask(hosts::LISTEN, |judge| judge(&subject)).evidence);
        self.step(id.clone(), kind, Action::Receive, packet, evidence);
        self.serve(id, kind, packet, &ANSWERS);
        true
    }

    /// One of the ways a request may take at a load balancer.
    pub(super) fn way(
        &mut self,
        id: &LbId,
        ways: Option<Vec<Way<LbTargetGroupId>>>,
    ) -> Option<Way<LbTargetGroupId>> {
        match ways {
            Some(ways) => self.choices.pick(&ways, Way::label).cloned(),
            None => self.only_group(id).map(Way::Group),
        }
    }

    /// The function that is a group's target, where that is one; its ARN, else the group's id.
    fn function_of(&self, id: &LbTargetGroupId) -> Option<String> {
        let topology = self.network.topology();
        let group = topology.lb_target_group.get(id)?;
        let kind = group.target_type.as_deref()?;
        let mut targets = topology.lb_target_group_attachment.values();
        let target = targets.find(|it| it.target_group_arn.as_ref() == Some(id));
        let function = target.and_then(|it| it.target_id.clone());
        kind.eq_ignore_ascii_case("lambda")
            .then(|| function.unwrap_or_else(|| id.to_string()))
    }

    /// The host a client gives in its request: the name asked for, where it was asked by one.
    fn host_asked_for(&self) -> Option<String> {
        let name = self.asked_name();
        (!name.is_empty() && name == canonical(&self.query.to)).then_some(name)
    }

    /// The one target group a load balancer forwards to, for going on past a missing listener.
    fn only_group(&self, id: &LbId) -> Option<LbTargetGroupId> {
        let forwards = self.network.topology().forwards();
        let mut groups = forwards.filter(|(it, _)| *it == id).map(|(_, it)| it);
        let first = groups.next()?;
        groups.all(|group| group == first).then(|| first.clone())
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
    fn keeps_client(&self, group: &LbTargetGroupId) -> bool {
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
}
