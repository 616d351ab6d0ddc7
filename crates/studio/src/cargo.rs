//! What the dot carries at an event: a question, its answer, headers where they are chosen or written anew.

use crate::answer::Answer;
use crate::geometry::{Point, Rect};
use crate::scene::{Scene, TextRole};
use crate::text::width_px;
use crate::timeline::{Lane, Source};
use crate::words::{self, Lang};
use net::evidence::Fact;
use std::net::IpAddr;

/// What is carried, in the words of the sign beside the dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cargo {
    /// How it looks.
    pub kind: CargoKind,
    /// Its lines.
    pub lines: Vec<String>,
}

/// How a sign of what is carried looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CargoKind {
    /// A question or its answer.
    Name,
    /// The headers a packet starts with, or what was put around it.
    Packet,
    /// Headers that differ from those before.
    Rewritten,
}

impl Cargo {
    /// What is carried at an event; nothing where it is what it was.
    #[must_use]
    pub fn of(answer: &Answer, number: usize, lang: Lang) -> Option<Self> {
        let beat = answer.timeline.beat(number)?;
        let (kind, lines) = match beat.source {
            Source::Question { step } => {
                let question = &answer.trace.resolution.steps.get(step)?.question;
                let kind = question.rsplit(' ').next().filter(|it| it.len() <= 5);
                (CargoKind::Name, vec![format!("{}?", kind.unwrap_or("A"))])
            }
            Source::Answer => (CargoKind::Name, vec![answered(answer)]),
            Source::Forward { .. } | Source::Back { .. } => headers(answer, number, lang)?,
            Source::Resolution { .. } | Source::Verdict => return None,
        };
        Some(Self { kind, lines })
    }
}

/// How far apart the lines of a sign are.
pub const LINE_PX: f64 = 14.0;

impl Cargo {
    /// The room its sign takes beside a point of a scene, where it hides the least.
    #[must_use]
    pub fn room(&self, scene: &Scene, point: Point) -> Rect {
        let widths = self.lines.iter();
        let widest = widths
            .map(|line| width_px(line, TextRole::Address))
            .fold(0.0, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "there are two lines at most")]
        let height_px = 6.0 + LINE_PX * self.lines.len() as f64;
        let width_px = widest + 16.0;
        let at = scene.clear_beside(point, width_px, height_px);
        let middle = point.moved(at.x, at.y);
        Rect::new(
            middle.x - width_px / 2.0,
            middle.y - height_px / 2.0,
            width_px,
            height_px,
        )
    }
}

fn answered(answer: &Answer) -> String {
    let resolution = &answer.trace.resolution;
    let address = resolution.answers.iter().find_map(|it| it.data.address());
    address.map_or_else(
        || words::outcome::status_name(resolution.status).to_owned(),
        |address| address.to_string(),
    )
}

fn headers(answer: &Answer, number: usize, lang: Lang) -> Option<(CargoKind, Vec<String>)> {
    if let Some(Fact::Encapsulation { outer, .. }) = answer.evidence(number).map(|it| &it.fact) {
        let around = format!("{} → {}", outer.source, outer.destination);
        return Some((CargoKind::Packet, vec!["GENEVE".to_owned(), around]));
    }
    let headers = answer.headers(number)?;
    let Some(before) = headers.before else {
        let beats = answer.timeline.beats.iter();
        let first = beats
            .filter(|it| it.lane == Lane::Packet)
            .map(|it| it.event);
        // The address that the name led to, or that was asked for, is where the packet goes.
        return (first.min() == Some(number)).then(|| {
            let chosen = format!("→ {}", headers.now.destination);
            (CargoKind::Packet, vec![chosen])
        });
    };
    let changed = |says: words::Says, was: IpAddr, is: IpAddr| {
        (was != is).then(|| format!("{} {was} → {is}", says.in_lang(lang)))
    };
    let source = changed(words::FROM_HEADER, before.source, headers.now.source);
    let destination = changed(
        words::TO_HEADER,
        before.destination,
        headers.now.destination,
    );
    let lines: Vec<String> = source.into_iter().chain(destination).collect();
    (!lines.is_empty()).then_some((CargoKind::Rewritten, lines))
}
