//! Where the animation stands, and its moves.

use crate::action::Move;

/// Where the animation stands. Time within an event belongs to whoever draws it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Playhead {
    /// The current event, from 1; 0 while there is none.
    pub event: usize,
    /// What it does there.
    pub motion: Motion,
    /// How fast, 1 being as designed.
    pub speed: f64,
    /// Whether it goes on from the last event to the first.
    pub is_loop: bool,
}

/// What the animation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// It stands at the end of the event.
    Resting,
    /// It plays this event, then stands.
    Stepping,
    /// It runs on to the last event.
    Running,
}

/// The animation after a move, with so many events.
pub(super) fn moved(playhead: Playhead, how: Move, count: usize) -> Playhead {
    let rest = |event: usize| Playhead {
        event: event.clamp(count.min(1), count),
        motion: Motion::Resting,
        ..playhead
    };
    let is_running = playhead.motion == Motion::Running;
    match how {
        Move::Toggle if is_running => rest(playhead.event),
        Move::Run | Move::Toggle => {
            let event = if playhead.event >= count {
                1
            } else {
                playhead.event
            };
            Playhead {
                event: event.min(count),
                motion: if count > 0 {
                    Motion::Running
                } else {
                    Motion::Resting
                },
                ..playhead
            }
        }
        Move::Stop => rest(playhead.event),
        Move::Step if playhead.event >= count => rest(count),
        Move::Step => Playhead {
            motion: Motion::Stepping,
            ..rest(playhead.event + 1)
        },
        Move::Back => rest(playhead.event.saturating_sub(1)),
        Move::To(event) => rest(event),
        Move::Start => rest(1),
        Move::End => rest(count),
        Move::Arrived(event) if is_running => Playhead {
            event: event.clamp(count.min(1), count),
            ..playhead
        },
        Move::Arrived(_) => playhead,
        Move::Finished if playhead.is_loop && is_running => Playhead {
            event: count.min(1),
            ..playhead
        },
        Move::Finished => rest(playhead.event),
        Move::Loop => Playhead {
            is_loop: !playhead.is_loop,
            ..playhead
        },
        Move::Speed(speed) => Playhead {
            speed: speed.clamp(0.25, 4.0),
            ..playhead
        },
    }
}
