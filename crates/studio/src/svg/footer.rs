//! Below the picture: the question, the sentence of the moment, and the verdict.

use super::paint::text;
use super::play::Play;
use super::told::badge;
use super::xml::escaped;
use super::{Motion, Style, Told};
use crate::geometry::{Point, Rect, number};
use crate::scene::{Text, TextAnchor, TextRole};
use crate::text::{fitted, width_px};
use crate::timeline::{BeatMark, Source};
use crate::words::outcome::in_short;
use net::lang::Lang;
use net::trace::{Outcome, Trace};

/// Room below the picture for the verdict and the sentence of the moment.
pub(super) const FOOTER_PX: f64 = 64.0;

/// The verdict, the question, and the sentence of the moment.
pub(super) fn footer(
    out: &mut String,
    bounds: Rect,
    told: Told<'_>,
    style: Style,
    play: &mut Play<'_>,
) {
    let left = bounds.x + 24.0;
    let top = bounds.bottom();
    let mark = match told.trace.verdict.outcome {
        Outcome::Reachable => BeatMark::Passed,
        Outcome::Blocked => BeatMark::Stopped,
        Outcome::Ambiguous | Outcome::Undetermined => BeatMark::Unknown,
    };
    let verdict = in_short(style.lang, &told.trace.verdict);
    let verdict_px = width_px(&verdict, TextRole::Title) + 30.0;
    let room_px = bounds.width_px - 48.0 - verdict_px - 24.0;
    let query = &told.trace.query;
    let port = query
        .port
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let question = format!("{} → {}{port} {}", query.from, query.to, query.protocol);
    line(
        out,
        Point::new(left, top + 40.0),
        TextRole::Address,
        &question,
        room_px,
        "",
    );
    let last = told.timeline.beats.last();
    let moving = last.map(|beat| play.sign(beat)).unwrap_or_default();
    let right = bounds.right() - 24.0 - verdict_px;
    out.push_str(&format!("<g class=\"verdict{moving}\">"));
    badge(out, Point::new(right + 10.0, top + 24.0), mark, "");
    let at = Point::new(right + 26.0, top + 28.5);
    line(out, at, TextRole::Title, &verdict, verdict_px, "");
    out.push_str("</g>");
    let at = Point::new(left, top + 20.0);
    for beat in &told.timeline.beats {
        let is_last = beat.source == Source::Verdict;
        if style.motion == Motion::Still && !is_last {
            continue;
        }
        let sentence = sentence(told.trace, beat.source, style.lang);
        if let Some(sentence) = sentence {
            let moving = play.sentence(beat);
            line(out, at, TextRole::Title, &sentence, room_px, &moving);
        }
    }
}

fn line(out: &mut String, at: Point, role: TextRole, words: &str, room_px: f64, moving: &str) {
    let content = fitted(words, role, room_px);
    if moving.is_empty() {
        text(
            out,
            &Text {
                at,
                anchor: TextAnchor::Start,
                role,
                content,
            },
        );
    } else {
        out.push_str(&format!(
            "<text class=\"title{moving}\" x=\"{}\" y=\"{}\">{}</text>",
            number(at.x),
            number(at.y),
            escaped(&content)
        ));
    }
}

/// What is said at a beat: the law's sentence, the question, the answer, or the verdict's.
fn sentence(trace: &Trace, source: Source, lang: Lang) -> Option<String> {
    let law = |evidence: Option<&net::evidence::Evidence>| {
        evidence.map(|evidence| evidence.law.says.in_lang(lang).to_owned())
    };
    match source {
        Source::Question { step } => trace
            .resolution
            .steps
            .get(step)
            .map(|step| format!("{}?", step.question)),
        Source::Resolution { step, evidence } => {
            law(trace.resolution.steps.get(step)?.evidence.get(evidence?))
        }
        Source::Answer => {
            let addresses = trace.resolution.addresses();
            let addresses: Vec<String> = addresses.map(|it| it.to_string()).collect();
            (!addresses.is_empty())
                .then(|| format!("{} → {}", trace.resolution.name, addresses.join(", ")))
        }
        Source::Forward { step, evidence } => law(trace.forward.get(step)?.evidence.get(evidence?)),
        Source::Back { step, evidence } => law(trace.back.get(step)?.evidence.get(evidence?)),
        Source::Verdict => Some(trace.verdict.code.says().in_lang(lang).to_owned()),
    }
}
