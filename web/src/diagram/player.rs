//! Plays a timeline: one frame writes the dot's place and the line behind it, nothing else.

use crate::browser::media;
use crate::shared::Shared;
use crate::store::Store;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use studio::action::{Action, Move};
use studio::answer::Answer;
use studio::geometry::{CORNER_PX, beginning, length_px, number, path_data};
use studio::state::{Motion, Playhead};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::Element;
use yew::NodeRef;

/// A pause of the page is no leap of the animation.
const LONGEST_FRAME_MILLIS: f64 = 100.0;

/// What moves between two events. It has the clock, which the state has not.
pub(crate) struct Player {
    /// The group of the dot.
    pub(crate) dot: NodeRef,
    /// The line being drawn.
    pub(crate) line: NodeRef,
    /// The sign of the current event, shown on arrival.
    pub(crate) badge: NodeRef,
    store: Rc<Store>,
    playing: RefCell<Option<Playing>>,
    frame: Cell<Option<i32>>,
    tick: Closure<dyn FnMut(f64)>,
}

#[derive(Clone)]
struct Playing {
    answer: Shared<Answer>,
    playhead: Playhead,
    clock_millis: f64,
    last_frame_millis: Option<f64>,
}

impl std::fmt::Debug for Player {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Player").finish_non_exhaustive()
    }
}

impl Player {
    /// A player that plays nothing yet.
    pub(crate) fn new(store: Rc<Store>) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Self>| {
            let this = this.clone();
            Self {
                dot: NodeRef::default(),
                line: NodeRef::default(),
                badge: NodeRef::default(),
                store,
                playing: RefCell::new(None),
                frame: Cell::new(None),
                tick: Closure::new(move |now_millis| {
                    if let Some(player) = this.upgrade() {
                        player.frame(now_millis);
                    }
                }),
            }
        })
    }

    /// Does what the playhead says, from where the clock stands if that is within the event.
    pub(crate) fn follow(&self, answer: Option<&Shared<Answer>>, playhead: Playhead) {
        let Some(answer) = answer else {
            self.stop();
            return;
        };
        let Some(beat) = answer.timeline.beat(playhead.event) else {
            self.stop();
            return;
        };
        let before = self.playing.take().filter(|it| it.answer == *answer);
        let within = before.as_ref().filter(|it| {
            it.playhead.event == playhead.event
                || it.clock_millis >= beat.start_millis && it.clock_millis < beat.end_millis
        });
        let starts_over = playhead.event == 1
            && before
                .as_ref()
                .is_none_or(|it| it.playhead.motion == Motion::Resting);
        let clock_millis = match playhead.motion {
            Motion::Resting => beat.arrival_millis(),
            Motion::Running if starts_over => beat.start_millis,
            Motion::Running => within.map_or(beat.start_millis, |it| it.clock_millis),
            Motion::Stepping => beat.start_millis,
        };
        self.playing.replace(Some(Playing {
            answer: answer.clone(),
            playhead,
            clock_millis,
            last_frame_millis: None,
        }));
        self.draw();
        if playhead.motion == Motion::Resting {
            self.cancel();
        } else {
            self.request();
        }
    }

    /// Plays nothing any more.
    pub(crate) fn stop(&self) {
        self.playing.replace(None);
        self.cancel();
    }

    fn frame(&self, now_millis: f64) {
        self.frame.set(None);
        let Some(action) = self.advance(now_millis) else {
            return;
        };
        self.draw();
        match action {
            Next::Go => self.request(),
            Next::Arrived(event) => {
                self.request();
                self.store.dispatch(Action::Play(Move::Arrived(event)));
            }
            Next::Finished => self.store.dispatch(Action::Play(Move::Finished)),
            Next::Stop => self.store.dispatch(Action::Play(Move::Stop)),
        }
    }

    fn advance(&self, now_millis: f64) -> Option<Next> {
        let mut playing = self.playing.borrow_mut();
        let playing = playing.as_mut()?;
        let passed = playing.last_frame_millis.map_or(0.0, |last| {
            (now_millis - last).clamp(0.0, LONGEST_FRAME_MILLIS)
        });
        playing.last_frame_millis = Some(now_millis);
        playing.clock_millis += passed * playing.playhead.speed;
        let timeline = &playing.answer.timeline;
        let beat = timeline.beat(playing.playhead.event)?;
        match playing.playhead.motion {
            Motion::Resting => None,
            Motion::Stepping => {
                let is_there =
                    playing.clock_millis >= beat.arrival_millis() || media::wants_less_motion();
                Some(if is_there { Next::Stop } else { Next::Go })
            }
            Motion::Running if playing.clock_millis >= timeline.duration_millis => {
                Some(Next::Finished)
            }
            Motion::Running => {
                let now = timeline.beat_at(playing.clock_millis)?.event;
                Some(if now == playing.playhead.event {
                    Next::Go
                } else {
                    Next::Arrived(now)
                })
            }
        }
    }

    fn draw(&self) {
        let playing = self.playing.borrow();
        let Some(playing) = playing.as_ref() else {
            return;
        };
        let timeline = &playing.answer.timeline;
        let Some(beat) = timeline.beat(playing.playhead.event) else {
            return;
        };
        let millis = if media::wants_less_motion() {
            beat.arrival_millis()
        } else {
            playing
                .clock_millis
                .clamp(beat.start_millis, beat.end_millis)
        };
        let arrived = millis >= beat.arrival_millis();
        let point = timeline.dot_at(millis).map_or(beat.point, |dot| dot.point);
        set(
            &self.dot,
            "transform",
            &format!("translate({} {})", number(point.x), number(point.y)),
        );
        let line = if beat.motion.is_empty() {
            String::new()
        } else if arrived {
            path_data(&beat.motion, CORNER_PX)
        } else {
            let whole = length_px(&beat.motion);
            let gone = gone(&beat.motion, point).min(whole);
            path_data(&beginning(&beat.motion, gone), CORNER_PX)
        };
        set(&self.line, "d", &line);
        set(
            &self.badge,
            "visibility",
            if arrived { "visible" } else { "hidden" },
        );
    }

    fn request(&self) {
        if self.frame.get().is_some() {
            return;
        }
        let handle = web_sys::window().and_then(|window| {
            window
                .request_animation_frame(self.tick.as_ref().unchecked_ref())
                .ok()
        });
        self.frame.set(handle);
    }

    fn cancel(&self) {
        if let (Some(handle), Some(window)) = (self.frame.take(), web_sys::window()) {
            // A frame that has run already cannot be cancelled.
            let _ = window.cancel_animation_frame(handle);
        }
    }
}

enum Next {
    Go,
    Arrived(usize),
    Finished,
    Stop,
}

/// How far along a line a point on it is.
fn gone(line: &[studio::geometry::Point], point: studio::geometry::Point) -> f64 {
    let mut gone = 0.0;
    for pair in line.windows(2) {
        let (run, part) = (pair[0].distance_px(pair[1]), pair[0].distance_px(point));
        if (part + point.distance_px(pair[1]) - run).abs() < 0.01 {
            return gone + part;
        }
        gone += run;
    }
    gone
}

fn set(node: &NodeRef, name: &str, value: &str) {
    if let Some(element) = node.cast::<Element>() {
        // Setting an attribute of our own element cannot fail.
        let _ = element.set_attribute(name, value);
    }
}
