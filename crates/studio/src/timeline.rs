//! A trace as motion: when each decision happens, where, and how the dot gets there.
//!
//! One beat a decision. Time is data: nothing here has a clock, and every question takes the
//! time as an argument. Nothing here has words either; a [`Source`] leads to the step and the
//! evidence, which do.

mod journey;
mod sign;
mod telling;

use crate::geometry::{Point, beginning, length_px, point_along};
use crate::scene::Scene;
use net::evidence::Packet;
use net::{ResourceId, Trace};
use std::collections::BTreeSet;

pub use sign::Sign;

/// The beats of a trace, in the order they are told.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Beats; `event` is the position plus one.
    pub beats: Vec<Beat>,
    /// When the last beat ends.
    pub duration_millis: f64,
}

/// One decision, or one journey of a question or an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Beat {
    /// Its number from 1, for `data-event`.
    pub event: usize,
    /// Which lane it stands in.
    pub lane: Lane,
    /// Where in the trace it comes from.
    pub source: Source,
    /// When it begins.
    pub start_millis: f64,
    /// How long the dot travels; it rests, and judges, for what is left.
    pub travel_millis: f64,
    /// When it ends.
    pub end_millis: f64,
    /// The way of the dot; empty when it judges where it stands.
    pub motion: Vec<Point>,
    /// Where it happens: the end of the motion.
    pub point: Point,
    /// The box it happens at.
    pub at: Option<ResourceId>,
    /// How it went.
    pub mark: BeatMark,
    /// Whether it lies past a blocker: drawn dashed.
    pub hypothetical: bool,
    /// The headers in force.
    pub packet: Option<Packet>,
}

/// The two lanes of the timeline; the way back is the end of the packet's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Names.
    Dns,
    /// The packet.
    Packet,
}

/// Where in a trace a beat comes from. Indexes are into the trace's own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A question travels to `resolution.steps[step].resolver`.
    Question {
        /// The step.
        step: usize,
    },
    /// `resolution.steps[step].evidence[evidence]`.
    Resolution {
        /// The step.
        step: usize,
        /// The evidence; `None` where the step has none.
        evidence: Option<usize>,
    },
    /// The answer travels back to the vantage: `resolution.answers`.
    Answer,
    /// `forward[step].evidence[evidence]`.
    Forward {
        /// The step.
        step: usize,
        /// The evidence; `None` where the step has none.
        evidence: Option<usize>,
    },
    /// `back[step].evidence[evidence]`.
    Back {
        /// The step.
        step: usize,
        /// The evidence; `None` where the step has none.
        evidence: Option<usize>,
    },
    /// `verdict`, the last beat.
    Verdict,
}

/// How a beat went. Shape and words differ, never colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BeatMark {
    /// It only travels.
    Moved,
    /// A law let it pass.
    Passed,
    /// A law decided what comes next.
    Settled,
    /// It stops here.
    Stopped,
    /// It cannot be said.
    Unknown,
}

/// The dot at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Where it is.
    pub point: Point,
    /// What it carries: a question or answer, or a packet.
    pub lane: Lane,
    /// Whether it is past a blocker.
    pub hypothetical: bool,
}

/// A stretch of the path that looks the same throughout.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// A question's or a packet's.
    pub lane: Lane,
    /// Whether it leads back: an answer or a reply.
    pub is_return: bool,
    /// Whether it lies past a blocker: dashed.
    pub hypothetical: bool,
    /// The beat that began it.
    pub event: usize,
    /// Its corners.
    pub points: Vec<Point>,
}

impl Timeline {
    /// The beats of a trace over a scene of the same network.
    #[must_use]
    pub fn of(trace: &Trace, scene: &Scene) -> Self {
        telling::tell(trace, scene)
    }

    /// The beat that is told at a moment; the last one after the end, `None` only without beats.
    #[must_use]
    pub fn beat_at(&self, millis: f64) -> Option<&Beat> {
        let after = self
            .beats
            .partition_point(|beat| beat.start_millis <= millis);
        self.beats.get(after.saturating_sub(1))
    }

    /// The beat with a number from 1.
    #[must_use]
    pub fn beat(&self, event: usize) -> Option<&Beat> {
        self.beats.get(event.checked_sub(1)?)
    }

    /// Where the dot is at a moment; `None` before anything has a place.
    #[must_use]
    pub fn dot_at(&self, millis: f64) -> Option<Dot> {
        let beat = self.beat_at(millis)?;
        let point = if beat.motion.is_empty() {
            beat.point
        } else {
            let share = eased(share(millis - beat.start_millis, beat.travel_millis));
            point_along(&beat.motion, length_px(&beat.motion) * share)?
        };
        Some(Dot {
            point,
            lane: beat.lane,
            hypothetical: beat.hypothetical,
        })
    }

    /// The path drawn up to a moment, stretch by stretch.
    #[must_use]
    pub fn strokes_at(&self, millis: f64) -> Vec<Stroke> {
        let mut strokes: Vec<Stroke> = Vec::new();
        for beat in &self.beats {
            if beat.start_millis > millis {
                break;
            }
            if beat.motion.is_empty() {
                continue;
            }
            let share = eased(share(millis - beat.start_millis, beat.travel_millis));
            let points = if share < 1.0 {
                beginning(&beat.motion, length_px(&beat.motion) * share)
            } else {
                beat.motion.clone()
            };
            strokes.push(Stroke {
                lane: beat.lane,
                is_return: beat.is_return(),
                hypothetical: beat.hypothetical,
                event: beat.event,
                points,
            });
        }
        strokes
    }

    /// The whole path.
    #[must_use]
    pub fn strokes(&self) -> Vec<Stroke> {
        self.strokes_at(self.duration_millis)
    }

    /// Boxes the trace touches, to be lit while the rest fades.
    #[must_use]
    pub fn touched(&self) -> BTreeSet<ResourceId> {
        self.beats
            .iter()
            .filter_map(|beat| beat.at.clone())
            .collect()
    }
}

impl Beat {
    /// Whether the dot is on its way back: with an answer or a reply.
    #[must_use]
    pub const fn is_return(&self) -> bool {
        matches!(self.source, Source::Answer | Source::Back { .. })
    }

    /// When the dot has arrived and the judgement shows.
    #[must_use]
    pub const fn arrival_millis(&self) -> f64 {
        self.start_millis + self.travel_millis
    }
}

/// How far along a duration, from 0 to 1.
fn share(millis: f64, duration_millis: f64) -> f64 {
    if duration_millis <= 0.0 {
        return 1.0;
    }
    (millis / duration_millis).clamp(0.0, 1.0)
}

/// Slow, fast, slow: the curve a dot travels by. The animated picture uses the same.
fn eased(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}
