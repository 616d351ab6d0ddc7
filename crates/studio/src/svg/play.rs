//! Motion without script: CSS keyframes over one loop.
//!
//! What is written without animation is the end of the story, and that is what someone sees who
//! asked for less motion. A dot's path is sampled from [`Timeline::dot_at`], so this picture and
//! the page cannot disagree; a stroke grows by the same curve, which as a Bezier curve is exactly
//! `(1/3, 0, 2/3, 1)`.

use super::Motion;
use crate::geometry::{length_px, number};
use crate::timeline::{Beat, Lane, Source, Timeline};

/// How long the end stands before the loop begins again.
const HOLD_MILLIS: f64 = 2_200.0;
const SAMPLES: usize = 6;

type IsShown = dyn Fn(&Beat) -> bool;
const EASE: &str = "animation-timing-function:cubic-bezier(.3333,0,.6667,1)";

/// Keyframes, gathered while the picture is written.
pub(super) struct Play<'a> {
    timeline: Option<&'a Timeline>,
    loop_millis: f64,
    rules: String,
    count: usize,
}

impl<'a> Play<'a> {
    /// A still picture, or one that plays a timeline.
    pub(super) fn of(timeline: Option<&'a Timeline>, motion: Motion) -> Self {
        let timeline = timeline.filter(|_| motion == Motion::Playing);
        let loop_millis = timeline.map_or(0.0, |it| it.duration_millis) + HOLD_MILLIS;
        Self {
            timeline,
            loop_millis,
            rules: String::new(),
            count: 0,
        }
    }

    /// Whether anything moves.
    pub(super) const fn is_playing(&self) -> bool {
        self.timeline.is_some()
    }

    /// A stroke that grows while the dot travels; a dotted one appears.
    pub(super) fn stroke(&mut self, beat: &Beat, is_solid: bool) -> String {
        if self.timeline.is_none() {
            return String::new();
        }
        let start = self.share(beat.start_millis);
        let end = self.share(beat.arrival_millis());
        let frames = if is_solid {
            format!(
                "0%,{start}{{opacity:0;stroke-dashoffset:1}}{}{{opacity:1;stroke-dashoffset:1;{EASE}}}{end},to{{opacity:1;stroke-dashoffset:0}}",
                self.share(beat.start_millis + 1.0)
            )
        } else {
            format!("0%,{start}{{opacity:0}}{end},to{{opacity:1}}")
        };
        self.rule(&frames)
    }

    /// A sign that appears when its judgement is made and stays.
    pub(super) fn sign(&mut self, beat: &Beat) -> String {
        if self.timeline.is_none() {
            return String::new();
        }
        let arrival_millis = beat.arrival_millis();
        let frames = format!(
            "0%,{}{{opacity:0}}{},to{{opacity:1}}",
            self.share(arrival_millis),
            self.share(arrival_millis + 180.0)
        );
        self.rule(&frames)
    }

    /// A sentence that stands for its beat; the verdict's stays.
    pub(super) fn sentence(&mut self, beat: &Beat) -> String {
        if self.timeline.is_none() {
            return String::new();
        }
        let (start, end) = (beat.start_millis, beat.end_millis);
        if beat.source == Source::Verdict {
            let frames = format!(
                "0%,{}{{opacity:0}}{},to{{opacity:1}}",
                self.share(start),
                self.share(start + 1.0)
            );
            return self.rule(&frames);
        }
        let frames = format!(
            "0%,{}{{opacity:0}}{},{}{{opacity:1}}{},to{{opacity:0}}",
            self.share(start),
            self.share(start + 1.0),
            self.share(end),
            self.share(end + 1.0)
        );
        // At rest only the verdict's sentence is seen.
        format!(" past{}", self.rule(&frames))
    }

    /// The dots: one for names, one for the packet, one for what would be.
    pub(super) fn dots(&mut self, out: &mut String) {
        let Some(timeline) = self.timeline else {
            return;
        };
        let moves = self.moves(timeline);
        let name = self.count;
        self.count += 1;
        self.rules.push_str(&format!(
            "@keyframes k{name}{{{moves}}}.move{{animation:k{name} {} linear infinite}}",
            self.duration()
        ));
        let Some(last) = timeline.dot_at(timeline.duration_millis) else {
            return;
        };
        out.push_str(&format!(
            "<g class=\"move\" style=\"transform:translate({}px,{}px)\">",
            number(last.point.x),
            number(last.point.y)
        ));
        let kinds: [(&str, &str, &IsShown); 3] = [
            ("halo halo-dns", "dot dot-dns", &|beat| {
                beat.lane == Lane::Dns && beat.source != Source::Verdict
            }),
            ("halo", "dot", &|beat| {
                beat.lane == Lane::Packet && !beat.hypothetical && beat.source != Source::Verdict
            }),
            ("halo halo-stop", "dot dot-stop", &|beat| beat.hypothetical),
        ];
        for (halo, dot, is_shown) in kinds {
            let frames = self.windows(timeline, is_shown);
            let moving = self.rule(&frames);
            out.push_str(&format!(
                "<g class=\"past{moving}\"><circle class=\"{halo}\" r=\"12\"/><circle class=\"{dot}\" r=\"6.5\"/></g>"
            ));
        }
        out.push_str("</g>");
    }

    /// The rules gathered, with the end for those who want no motion.
    pub(super) fn style_sheet(self) -> String {
        if self.timeline.is_none() {
            return String::new();
        }
        format!(
            "{}.past{{opacity:0}}@media(prefers-reduced-motion:reduce){{*{{animation:none!important}}}}",
            self.rules
        )
    }

    fn moves(&self, timeline: &Timeline) -> String {
        let mut frames = String::new();
        let mut push = |millis: f64| {
            if let Some(dot) = timeline.dot_at(millis) {
                frames.push_str(&format!(
                    "{}{{transform:translate({}px,{}px)}}",
                    self.share(millis),
                    number(dot.point.x),
                    number(dot.point.y)
                ));
            }
        };
        for beat in &timeline.beats {
            if beat.motion.is_empty() {
                push(beat.start_millis);
                continue;
            }
            for millis in moments(beat) {
                push(millis);
            }
        }
        push(timeline.duration_millis);
        frames
    }

    /// When something is shown: the spans of the beats it belongs to, joined.
    fn windows(&self, timeline: &Timeline, is_shown: &IsShown) -> String {
        let mut frames = String::from("0%{opacity:0}");
        let mut spans: Vec<(f64, f64)> = Vec::new();
        for beat in timeline.beats.iter().filter(|beat| is_shown(beat)) {
            match spans.last_mut() {
                Some((_, end)) if (*end - beat.start_millis).abs() < 1.0 => *end = beat.end_millis,
                _ => spans.push((beat.start_millis, beat.end_millis)),
            }
        }
        for (start, end) in spans {
            frames.push_str(&format!(
                "{}{{opacity:0}}{},{}{{opacity:1}}{}{{opacity:0}}",
                self.share(start),
                self.share(start + 1.0),
                self.share(end),
                self.share(end + 1.0)
            ));
        }
        frames.push_str("to{opacity:0}");
        frames
    }

    fn rule(&mut self, frames: &str) -> String {
        let name = self.count;
        self.count += 1;
        self.rules.push_str(&format!(
            "@keyframes k{name}{{{frames}}}.k{name}{{animation:k{name} {} linear infinite}}",
            self.duration()
        ));
        format!(" k{name}")
    }

    fn share(&self, millis: f64) -> String {
        let share = (millis / self.loop_millis * 100_000.0).round() / 1_000.0;
        format!("{}%", share.min(100.0))
    }

    fn duration(&self) -> String {
        format!("{}ms", self.loop_millis.round())
    }
}

/// When a travelling dot is looked at: at even times, and at every corner so that none is cut.
fn moments(beat: &Beat) -> Vec<f64> {
    let total_px = length_px(&beat.motion);
    let mut shares: Vec<f64> = (0..=SAMPLES).map(|at| even(at, SAMPLES)).collect();
    let mut done_px = 0.0;
    for pair in beat.motion.windows(2) {
        done_px += pair[0].distance_px(pair[1]);
        shares.push(time_of(done_px / total_px.max(0.01)));
    }
    shares.sort_by(f64::total_cmp);
    shares.dedup_by(|a, b| (*a - *b).abs() < 0.004);
    shares
        .into_iter()
        .map(|share| beat.start_millis + share * beat.travel_millis)
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "a handful of samples")]
fn even(at: usize, of: usize) -> f64 {
    at as f64 / of as f64
}

/// The time share at which the eased way share is reached, by halving.
fn time_of(way_share: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..24 {
        let middle = f64::midpoint(low, high);
        if middle * middle * (3.0 - 2.0 * middle) < way_share {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
