//! How a trace becomes beats: first the name, then the packet, then its reply, then the verdict.

use super::journey::{Journey, Leg};
use super::{Beat, BeatMark, Lane, Source, Timeline};
use crate::geometry::{Point, length_px};
use crate::scene::{BoxKind, CLIENT, INTERNET, Scene, SceneBox};
use net::ResourceId;
use net::evidence::{Decision, Evidence, Fact, Packet};
use net::trace::{Kind, Outcome, Step, Trace};

/// A question and its answer keep to their own side of the lane, and so does a reply.
const DNS_SIDE_PX: f64 = 4.0;
const REPLY_SIDE_PX: f64 = 7.0;

const JUDGE_MILLIS: f64 = 520.0;
const REST_MILLIS: f64 = 160.0;
const VERDICT_MILLIS: f64 = 1_800.0;
const LEAST_TRAVEL_MILLIS: f64 = 320.0;
const MOST_TRAVEL_MILLIS: f64 = 1_300.0;
const MILLIS_PER_PX: f64 = 2.4;
const REPLY_HASTE: f64 = 0.6;

/// The beats of a trace.
pub(super) fn tell(trace: &Trace, scene: &Scene) -> Timeline {
    let mut telling = Telling {
        scene,
        beats: Vec::new(),
        now_millis: 0.0,
        is_past_stop: false,
        client: None,
    };
    let vantage = vantage(trace, scene);
    telling.client = vantage.filter(|it| it.kind == BoxKind::Client);
    let asked_from = telling.tell_name(trace, vantage);
    let mut journey = Journey::from(scene, vantage, 0.0);
    if let (Some(point), true) = (asked_from, vantage.is_some_and(SceneBox::is_container)) {
        // Someone in a wide box sends from where the answer reached them.
        journey.point = point;
    }
    let arrived = telling.tell_packet(&trace.forward, journey, &|step, evidence| Source::Forward {
        step,
        evidence,
    });
    let back = arrived.beside(REPLY_SIDE_PX);
    telling.tell_packet(&trace.back, back, &|step, evidence| Source::Back {
        step,
        evidence,
    });
    telling.tell_verdict(trace, vantage);
    Timeline {
        duration_millis: telling.now_millis,
        beats: telling.beats,
    }
}

struct Telling<'a> {
    scene: &'a Scene,
    beats: Vec<Beat>,
    now_millis: f64,
    is_past_stop: bool,
    /// Who asks from the internet.
    client: Option<&'a SceneBox>,
}

/// What a beat says besides its time.
struct Event {
    lane: Lane,
    source: Source,
    mark: BeatMark,
    hypothetical: bool,
    packet: Option<Packet>,
    at: Option<ResourceId>,
}

impl<'a> Telling<'a> {
    fn tell_name(&mut self, trace: &'a Trace, vantage: Option<&'a SceneBox>) -> Option<Point> {
        let steps = &trace.resolution.steps;
        if steps.is_empty() {
            return None;
        }
        let mut journey = Journey::from(self.scene, vantage, DNS_SIDE_PX);
        if let Some(resolver) = self.scene.find(steps[0].resolver.as_str()) {
            journey.face(resolver);
        }
        let mut asked: Vec<&SceneBox> = vantage.into_iter().collect();
        // Without an address the question ends where the last resolver decided so.
        let is_lost = trace.verdict.outcome == Outcome::Blocked
            && trace.resolution.addresses().next().is_none();
        for (number, step) in steps.iter().enumerate() {
            let mut motion = Vec::new();
            if let Some(resolver) = self.scene.find(step.resolver.as_str()) {
                if let Some(leg) = journey.leg_to(resolver) {
                    motion = journey.finish(&leg);
                }
                match asked.iter().position(|it| it.id == resolver.id) {
                    // A name that leads to another is asked for where the first was.
                    Some(again) => asked.truncate(again + 1),
                    None => asked.push(resolver),
                }
            }
            let at = journey.at_id();
            let event = |source, mark, hypothetical| Event {
                lane: Lane::Dns,
                source,
                mark,
                hypothetical,
                packet: None,
                at: at.clone(),
            };
            let is_past = self.is_past_stop;
            let question = event(Source::Question { step: number }, BeatMark::Moved, is_past);
            self.push(question, motion, journey.point);
            for (index, evidence) in step.evidence.iter().enumerate() {
                let source = Source::Resolution {
                    step: number,
                    evidence: Some(index),
                };
                let is_last = (number + 1, index + 1) == (steps.len(), step.evidence.len());
                let ends = is_lost && is_last && !self.is_past_stop;
                let mark = if ends {
                    BeatMark::Stopped
                } else {
                    mark_of(evidence)
                };
                let judged = event(source, mark, self.is_past_stop);
                self.push(judged, Vec::new(), journey.point);
                self.is_past_stop |= ends || evidence.decision == Decision::Stopped;
            }
        }
        let mut motion: Vec<Point> = Vec::new();
        asked.pop();
        while let Some(before) = asked.pop() {
            if let Some(leg) = journey.leg_to(before) {
                motion.extend(journey.finish(&leg));
            }
        }
        let mark = if self.is_past_stop {
            BeatMark::Stopped
        } else {
            BeatMark::Settled
        };
        let answer = Event {
            lane: Lane::Dns,
            source: Source::Answer,
            mark,
            hypothetical: false,
            packet: None,
            at: journey.at_id(),
        };
        self.push(answer, motion, journey.point);
        Some(journey.point)
    }

    /// Tells one way of the packet; returns where it ended.
    fn tell_packet(
        &mut self,
        steps: &'a [Step],
        mut journey: Journey<'a>,
        source: &dyn Fn(usize, Option<usize>) -> Source,
    ) -> Journey<'a> {
        let mut leg: Option<Leg<'a>> = None;
        let first = (0..steps.len())
            .filter_map(|number| self.stop_of(steps, number, journey.at))
            .find(|stop| journey.at.is_some_and(|at| at.id != stop.id));
        if let Some(first) = first {
            journey.face(first);
        }
        for (number, step) in steps.iter().enumerate() {
            let mut at = journey.at_id();
            let mut motion = Vec::new();
            if let Some(stop) = self.stop_of(steps, number, journey.at) {
                motion = match leg.take().or_else(|| journey.leg_to(stop)) {
                    Some(leg) => journey.finish(&leg),
                    None => Vec::new(),
                };
                journey.at = Some(stop);
                at = Some(stop.id.clone());
            } else if matches!(step.kind, Kind::NetworkAcl | Kind::RouteTable) {
                // On the way: the leg to the next box is begun and done up to the border.
                if leg.is_none() {
                    let next = (number + 1..steps.len())
                        .find_map(|after| self.stop_of(steps, after, journey.at));
                    leg = next.and_then(|next| journey.leg_to(next));
                }
                let subnet = step.evidence.iter().find_map(subnet_of);
                if let Some(subnet) = subnet.and_then(|id| self.scene.find(id)) {
                    let is_way_out = step.action == net::trace::Action::Leave;
                    if let Some(leg) = &mut leg {
                        motion = journey.cross(leg, subnet.rect, is_way_out);
                    }
                    at = Some(subnet.id.clone());
                }
            }
            let rewrite = step
                .evidence
                .iter()
                .find_map(|evidence| match &evidence.fact {
                    Fact::Rewrite { before, .. } => Some(*before),
                    _ => None,
                });
            let mut packet = rewrite.unwrap_or(step.packet);
            let count = step.evidence.len().max(1);
            for index in 0..count {
                let evidence = step.evidence.get(index);
                if let Some(Evidence {
                    fact: Fact::Rewrite { after, .. },
                    ..
                }) = evidence
                {
                    packet = *after;
                }
                let event = Event {
                    lane: Lane::Packet,
                    source: source(number, evidence.map(|_| index)),
                    mark: evidence.map_or(BeatMark::Moved, mark_of),
                    hypothetical: step.hypothetical || self.is_past_stop,
                    packet: Some(packet),
                    at: at.clone(),
                };
                self.push(event, std::mem::take(&mut motion), journey.point);
                self.is_past_stop |=
                    evidence.is_some_and(|evidence| evidence.decision == Decision::Stopped);
            }
        }
        journey
    }

    fn tell_verdict(&mut self, trace: &Trace, vantage: Option<&SceneBox>) {
        let stopped = self
            .beats
            .iter()
            .find(|beat| beat.mark == BeatMark::Stopped);
        let arrived = self.beats.iter().rfind(|beat| !beat.hypothetical);
        let place = stopped
            .or(arrived)
            .map(|beat| (beat.point, beat.at.clone(), beat.lane, beat.packet));
        let (mut point, mut at, lane, packet) = place.unwrap_or_else(|| {
            let point = vantage.map_or(self.scene.bounds.center(), |it| it.rect.center());
            (point, vantage.map(|it| it.id.clone()), Lane::Dns, None)
        });
        // A question that never reached a resolver stops where the verdict says.
        let mut motion = Vec::new();
        let culprit = trace.verdict.at.as_ref().filter(|_| self.beats.is_empty());
        if let Some(culprit) = culprit.and_then(|id| self.scene.find(id.as_str())) {
            let mut journey = Journey::from(self.scene, vantage, 0.0);
            journey.face(culprit);
            if let Some(leg) = journey.leg_to(culprit) {
                motion = journey.finish(&leg);
            }
            (point, at) = (journey.point, Some(culprit.id.clone()));
        }
        let mark = match trace.verdict.outcome {
            Outcome::Reachable => BeatMark::Passed,
            Outcome::Blocked => BeatMark::Stopped,
            Outcome::Ambiguous | Outcome::Undetermined => BeatMark::Unknown,
        };
        let event = Event {
            lane,
            source: Source::Verdict,
            mark,
            hypothetical: false,
            packet,
            at,
        };
        self.push(event, motion, point);
    }

    fn push(&mut self, event: Event, motion: Vec<Point>, point: Point) {
        let (travel_millis, rest_millis) = pace(&event, &motion);
        let start_millis = self.now_millis;
        self.now_millis = start_millis + travel_millis + rest_millis;
        self.beats.push(Beat {
            event: self.beats.len() + 1,
            lane: event.lane,
            source: event.source,
            start_millis,
            travel_millis,
            end_millis: self.now_millis,
            motion,
            point,
            at: event.at,
            mark: event.mark,
            hypothetical: event.hypothetical,
            packet: event.packet,
        });
    }

    /// The box a step happens in; `None` where it happens on the way to the next one.
    fn stop_of(
        &self,
        steps: &[Step],
        number: usize,
        at: Option<&'a SceneBox>,
    ) -> Option<&'a SceneBox> {
        let step = steps.get(number)?;
        match step.kind {
            Kind::NetworkAcl | Kind::RouteTable => None,
            Kind::Lb => self.node_of(step),
            Kind::VpcEndpointService => match steps.get(number + 1) {
                // The tube ends at the load balancer; the service is what it is called there.
                Some(next) if next.kind == Kind::Lb => self.node_of(next),
                _ => self.scene.find(step.resource.as_str()),
            },
            Kind::VpcEndpoint => at
                .filter(|at| self.scene.stands_for(step.resource.as_str(), &at.id))
                .or_else(|| self.scene.find(step.resource.as_str())),
            Kind::Internet => self
                .client
                .or_else(|| self.scene.find(step.resource.as_str())),
            Kind::Instance
            | Kind::Subnet
            | Kind::NetworkInterface
            | Kind::NatGateway
            | Kind::Vpc
            | Kind::VpcPeeringConnection
            | Kind::TransitGateway
            | Kind::TransitGatewayPeering
            | Kind::VpnGateway
            | Kind::InternetGateway
            | Kind::EgressOnlyInternetGateway
            | Kind::ServiceNetwork
            | Kind::LatticeService
            | Kind::ResourceConfiguration
            | Kind::AwsService
            | Kind::Site
            | Kind::Other => self.scene.find(step.resource.as_str()),
        }
    }

    /// The node of a load balancer whose address the packet carries.
    fn node_of(&self, step: &Step) -> Option<&'a SceneBox> {
        // Around a packet in a tunnel, the headers outside tell the node.
        let outer = step.evidence.iter().find_map(|it| match &it.fact {
            Fact::Encapsulation { outer, .. } => Some(*outer),
            _ => None,
        });
        let packet = outer.unwrap_or(step.packet);
        let addresses = [packet.source, packet.destination].map(|it| it.to_string());
        self.scene
            .boxes
            .iter()
            .filter(|it| it.kind == BoxKind::Balancer && it.resource == step.resource)
            .find(|it| {
                it.detail
                    .split(' ')
                    .next()
                    .is_some_and(|own| addresses.iter().any(|at| at == own))
            })
            .or_else(|| self.scene.find(step.resource.as_str()))
    }
}

fn pace(event: &Event, motion: &[Point]) -> (f64, f64) {
    let is_back = matches!(event.source, Source::Back { .. });
    let haste = if is_back { REPLY_HASTE } else { 1.0 };
    let travel_millis = if motion.is_empty() {
        0.0
    } else {
        (length_px(motion) * MILLIS_PER_PX).clamp(LEAST_TRAVEL_MILLIS, MOST_TRAVEL_MILLIS) * haste
    };
    let rest_millis = match (event.source, event.mark) {
        (Source::Verdict, _) => VERDICT_MILLIS,
        (_, BeatMark::Moved) => REST_MILLIS,
        (_, BeatMark::Stopped | BeatMark::Unknown) => JUDGE_MILLIS * 2.0,
        (_, BeatMark::Passed | BeatMark::Settled) => JUDGE_MILLIS * haste,
    };
    (travel_millis.round(), rest_millis.round())
}

const fn mark_of(evidence: &Evidence) -> BeatMark {
    match evidence.decision {
        Decision::Passed => BeatMark::Passed,
        Decision::Settled => BeatMark::Settled,
        Decision::Stopped => BeatMark::Stopped,
        Decision::Unknown => BeatMark::Unknown,
    }
}

fn subnet_of(evidence: &Evidence) -> Option<&str> {
    match &evidence.fact {
        Fact::NetworkAcl { subnet, .. } => Some(subnet.as_str()),
        _ => None,
    }
}

/// The box a trace starts at.
fn vantage<'a>(trace: &Trace, scene: &'a Scene) -> Option<&'a SceneBox> {
    let from = trace.query.from.as_str();
    if from == INTERNET {
        return scene.find(CLIENT);
    }
    trace
        .forward
        .first()
        .and_then(|step| scene.find(step.resource.as_str()))
        .or_else(|| scene.find(from))
        .or_else(|| {
            scene
                .boxes
                .iter()
                .find(|it| !it.is_container() && it.name == from)
        })
        .or_else(|| {
            scene
                .boxes
                .iter()
                .find(|it| it.resource.as_str().ends_with(from))
        })
}
