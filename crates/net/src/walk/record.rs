//! Writing down what happens on the way, and asking the guards.

use super::forward::Walk;
use crate::code::Code;
use crate::evidence::{Decision, Evidence, Packet};
use crate::id::{ResourceId, SubnetId, VpcEndpointId};
use crate::laws::endpoint::{self, AtEndpoint, EndpointLaw};
use crate::laws::security::{Crossing, Guarded, Leg};
use crate::laws::{ask, security};
use crate::network::Interface;
use crate::query::Query;
use crate::resolve::unanswered;
use crate::topology::VpcEndpoint;
use crate::trace::{
    Action, Blocker, FORMAT, Kind, Observed, Outcome, Step, Trace, Verdict, Warning,
};
use std::collections::BTreeSet;

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Outlook {
    pub(super) forward: Vec<Step>,
    pub(super) back: Vec<Step>,
    pub(super) blockers: Vec<Blocker>,
    pub(super) warnings: BTreeSet<Warning>,
    pub(super) unknown: Option<(Code, ResourceId)>,
    /// Whether the way itself is unknown from some point on, so that what blocks there may not.
    pub(super) astray: bool,
}

impl<'a> Walk<'a, '_> {
    /// The name that was resolved, empty where an address was asked for.
    pub(super) fn asked_name(&self) -> String {
        match self.resolution.status {
            crate::trace::Status::Skipped => String::new(),
            _ => crate::laws::dns::canonical(&self.resolution.name),
        }
    }

    /// An endpoint of either kind, asked by the laws of its kind.
    pub(super) fn at_endpoint(
        &mut self,
        id: &ResourceId,
        laws: &'static [&'static EndpointLaw],
        packet: Packet,
    ) -> Option<(&'a VpcEndpointId, &'a VpcEndpoint)> {
        let network = self.network;
        let (id, endpoint) = network.topology().vpc_endpoint.get_key_value(id.as_str())?;
        let name = self.asked_name();
        let at = AtEndpoint {
            network,
            query: self.query,
            name: &name,
            id,
            endpoint,
            packet,
        };
        let mut evidence = ask(laws, |judge| judge(&at)).evidence;
        evidence.extend(ask(endpoint::REQUEST, |judge| judge(&at)).evidence);
        let resource = id.clone().into();
        self.step(
            resource,
            Kind::VpcEndpoint,
            Action::Forward,
            packet,
            evidence,
        );
        Some((id, endpoint))
    }

    pub(super) fn groups(
        &self,
        laws: &'static [&'static security::GroupLaw],
        interface: &Interface,
        packet: Packet,
        leg: Leg,
        references: bool,
    ) -> Vec<Evidence> {
        let guarded = Guarded {
            network: self.network,
            interface,
            packet,
            leg,
            references,
            keep: self.keep,
        };
        ask(laws, |judge| judge(&guarded)).evidence
    }

    /// A packet at the border of a subnet.
    pub(super) fn cross(
        &mut self,
        laws: &'static [&'static security::AclLaw],
        action: Action,
        subnet: &'a SubnetId,
        packet: Packet,
        leg: Leg,
    ) {
        let crossing = Crossing {
            network: self.network,
            subnet,
            packet,
            leg,
            keep: self.keep,
        };
        let ruling = ask(laws, |judge| judge(&crossing));
        if let Some(place) = self.network.subnet(subnet) {
            let back = leg == Leg::Return;
            let acl = place.network_acl.clone().into();
            self.guarded_step(acl, Kind::NetworkAcl, action, packet, ruling.evidence, back);
        }
    }

    /// The same on the way back, with a warning where other ephemeral ports would not pass.
    pub(super) fn cross_back(
        &mut self,
        laws: &'static [&'static security::AclLaw],
        action: Action,
        subnet: &'a SubnetId,
        packet: Packet,
    ) {
        let blocked_before = self.outlook.blockers.len();
        self.cross(laws, action, subnet, packet, Leg::Return);
        let direction = match action {
            Action::Enter => crate::evidence::Direction::Ingress,
            _ => crate::evidence::Direction::Egress,
        };
        let crossing = Crossing {
            network: self.network,
            subnet,
            packet,
            leg: Leg::Return,
            keep: self.keep,
        };
        if blocked_before == self.outlook.blockers.len()
            && packet.destination_port.is_some()
            && !security::covers_all_ephemeral_ports(self.network, &crossing, direction)
            && let Some(place) = self.network.subnet(subnet)
        {
            self.warn(Code::EphemeralRangeNarrow, place.network_acl.clone().into());
        }
    }

    pub(super) fn step(
        &mut self,
        resource: ResourceId,
        kind: Kind,
        action: Action,
        packet: Packet,
        evidence: Vec<Evidence>,
    ) {
        self.guarded_step(resource, kind, action, packet, evidence, false);
    }

    /// Adds a step, and notes what stopped or could not be said in it.
    pub(super) fn guarded_step(
        &mut self,
        resource: ResourceId,
        kind: Kind,
        action: Action,
        packet: Packet,
        mut evidence: Vec<Evidence>,
        back: bool,
    ) {
        if !self.preface.is_empty() {
            evidence.splice(0..0, std::mem::take(&mut self.preface));
        }
        let hypothetical = !self.outlook.blockers.is_empty() || self.outlook.astray;
        self.blocked_by(&evidence, &resource);
        let step = Step {
            resource,
            kind,
            action,
            packet,
            evidence,
            hypothetical,
        };
        if back {
            self.outlook.back.push(step);
        } else {
            self.outlook.forward.push(step);
        }
    }

    pub(super) fn blocked_by(&mut self, evidence: &[Evidence], resource: &ResourceId) {
        for it in evidence {
            match (it.decision, it.code) {
                (Decision::Stopped, Some(code)) => {
                    self.block(code, resource.clone(), vec![it.clone()]);
                }
                (Decision::Unknown, Some(code)) => self.unknown(code, resource.clone()),
                (Decision::Passed | Decision::Settled, Some(code)) => {
                    self.warn(code, resource.clone());
                }
                (_, None) => {}
            }
        }
    }

    /// Notes a blocker, once: what blocks request and reply alike is one thing to change.
    pub(super) fn block(&mut self, code: Code, resource: ResourceId, evidence: Vec<Evidence>) {
        let blocker = Blocker {
            code,
            resource,
            evidence,
        };
        if !self.outlook.blockers.contains(&blocker) {
            self.outlook.blockers.push(blocker);
        }
    }

    pub(super) fn unknown(&mut self, code: Code, at: ResourceId) {
        self.outlook.unknown.get_or_insert((code, at));
    }

    /// A route to something the document does not hold, or to an endpoint that is no route's target.
    pub(super) fn leads_to_unknown(&mut self, id: ResourceId) {
        let endpoints = &self.network.topology().vpc_endpoint;
        let code = match endpoints.contains_key(id.as_str()) {
            true => Code::NotModelled,
            false => Code::FactMissing,
        };
        self.unknown(code, id);
    }

    pub(super) fn warn(&mut self, code: Code, resource: ResourceId) {
        self.outlook.warnings.insert(Warning { code, resource });
    }
}

impl Outlook {
    /// A way that ends before it begins.
    pub(super) fn blocked_at(blocker: Blocker) -> Self {
        Self {
            blockers: vec![blocker],
            ..Self::default()
        }
    }

    /// How it ended.
    pub(super) fn verdict(&self) -> Verdict {
        let (outcome, code, at) = match (self.blockers.first(), &self.unknown) {
            (Some(first), _) if !self.astray => {
                (Outcome::Blocked, first.code, Some(first.resource.clone()))
            }
            (_, Some((code, at))) => (Outcome::Undetermined, *code, Some(at.clone())),
            // A way that ends without an answer is never green, whatever ended it.
            (_, None) if !self.forward.iter().any(|it| it.action == Action::Serve) => {
                let last = self.forward.last().map(|it| it.resource.clone());
                (Outcome::Undetermined, Code::NotModelled, last)
            }
            (_, None) => (Outcome::Reachable, Code::Ok, None),
        };
        Verdict {
            outcome,
            code,
            observed: observed(outcome, code, &self.blockers),
            at,
        }
    }

    /// The trace of it, without the resolution.
    pub(super) fn into_trace(self, query: &Query) -> Trace {
        Trace {
            format: FORMAT,
            query: query.clone(),
            verdict: self.verdict(),
            resolution: unanswered(&query.to).resolution,
            forward: self.forward,
            back: self.back,
            blockers: self.blockers,
            warnings: self.warnings.into_iter().collect(),
            fixes: Vec::new(),
        }
    }
}

/// What someone at the vantage sees. Drops are silent, so most blocks look like a timeout (R5.4),
/// and so does a reset that more blockers keep from coming back. A refusal of the request is only
/// seen where the connection opens (R2.26).
fn observed(outcome: Outcome, code: Code, blockers: &[Blocker]) -> Observed {
    match outcome {
        Outcome::Reachable => Observed::Connected,
        Outcome::Ambiguous | Outcome::Undetermined => Observed::Unknown,
        Outcome::Blocked if code.as_str().starts_with("DNS_") || code == Code::VpceNoSubnet => {
            Observed::DnsError
        }
        Outcome::Blocked => {
            let mut of_connection = blockers.iter().filter(|it| !refuses_request(it.code));
            match (of_connection.next(), of_connection.next()) {
                (None, _) => Observed::Http403,
                (Some(only), None) if only.code == Code::TargetPortClosed => Observed::Reset,
                _ => Observed::Timeout,
            }
        }
    }
}

/// Whether a code is of a request inside an open connection.
const fn refuses_request(code: Code) -> bool {
    matches!(
        code,
        Code::VpcePolicyDenied
            | Code::ResourcePolicyDenied
            | Code::SvcRejectsViaEndpoint
            | Code::LatticeAuthDenied
    )
}
