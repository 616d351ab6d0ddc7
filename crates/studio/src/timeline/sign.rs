//! Signs where something was judged: one a place, as the page and a picture in a file show them.

use super::{Beat, BeatMark, Timeline};
use crate::geometry::Point;

/// Judgements closer than this share a sign: a request and its reply pass the same guard side by side.
const SHARED_PX: f64 = 10.0;

/// A judgement at a place of the scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    /// Where it stands.
    pub point: Point,
    /// How it was judged.
    pub mark: BeatMark,
    /// Whether that lies past a blocker.
    pub hypothetical: bool,
    /// The event that judged so first.
    pub event: usize,
}

impl Timeline {
    /// The signs of the judgements up to an event, in the order they are made: at each place the worst.
    #[must_use]
    pub fn signs(&self, upto: usize, judges: impl Fn(&Beat) -> bool) -> Vec<Sign> {
        let mut signs: Vec<Sign> = Vec::new();
        for beat in self
            .beats
            .iter()
            .filter(|it| it.event <= upto && judges(it))
        {
            let is_here = |it: &&mut Sign| it.point.distance_px(beat.point) < SHARED_PX;
            match signs.iter_mut().find(is_here) {
                Some(sign) if severity(beat.mark) > severity(sign.mark) => {
                    sign.mark = beat.mark;
                    sign.hypothetical = beat.hypothetical;
                    sign.event = beat.event;
                }
                Some(_) => {}
                None => signs.push(Sign {
                    point: beat.point,
                    mark: beat.mark,
                    hypothetical: beat.hypothetical,
                    event: beat.event,
                }),
            }
        }
        signs
    }
}

const fn severity(mark: BeatMark) -> u8 {
    match mark {
        BeatMark::Moved => 0,
        BeatMark::Passed | BeatMark::Settled => 1,
        BeatMark::Unknown => 2,
        BeatMark::Stopped => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::{Lane, Source};

    fn beat(event: usize, x: f64, mark: BeatMark) -> Beat {
        Beat {
            event,
            lane: Lane::Packet,
            source: Source::Verdict,
            start_millis: 0.0,
            travel_millis: 0.0,
            end_millis: 0.0,
            motion: Vec::new(),
            point: Point::new(x, 0.0),
            at: None,
            mark,
            hypothetical: false,
            packet: None,
        }
    }

    #[test]
    fn a_reply_beside_its_request_adds_no_sign_unless_it_is_stopped() {
        let timeline = Timeline {
            beats: vec![
                beat(1, 0.0, BeatMark::Passed),
                beat(2, 40.0, BeatMark::Passed),
                beat(3, 44.0, BeatMark::Passed),
                beat(4, 4.0, BeatMark::Stopped),
            ],
            duration_millis: 0.0,
        };
        let seen = |upto| -> Vec<(f64, BeatMark, usize)> {
            let signs = timeline.signs(upto, |_| true);
            signs
                .iter()
                .map(|it| (it.point.x, it.mark, it.event))
                .collect()
        };
        let passed = [(0.0, BeatMark::Passed, 1), (40.0, BeatMark::Passed, 2)];
        assert_eq!(seen(3), passed);
        assert_eq!(seen(4), [(0.0, BeatMark::Stopped, 4), passed[1]]);
    }
}
