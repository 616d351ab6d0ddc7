//! `sightline render`: the network as a picture, with an answer drawn over it.

use crate::arguments::{DrawingForm, Render};
use crate::{Exit, Outcome, input};
use net::lang::Lang;
use net::{Network, Trace};
use std::path::Path;
use std::sync::Arc;
use studio::export;
use studio::scene::Scene;
use studio::svg::{self, Style, Told};
use studio::timeline::Timeline;

pub(crate) fn run(command: &Render) -> Result<Outcome, String> {
    let imported = input::read(&command.inputs)?;
    let network = Network::new(Arc::new(imported.topology));
    let trace = command
        .query
        .as_ref()
        .map(|query| net::trace(&network, query));
    let style = Style {
        theme: command.theme,
        lang: command.inputs.lang,
        motion: command.motion,
    };
    let mut out = match command.form {
        DrawingForm::Svg => svg::with_document(
            &picture(&network, trace.as_ref(), style),
            &network.topology().to_json(),
        ),
        DrawingForm::Mermaid => export::mermaid(&Scene::of(&network, trace.as_ref(), style.lang)),
        DrawingForm::Drawio => export::drawio(&Scene::of(&network, trace.as_ref(), style.lang)),
    };
    if let Some(path) = command
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
    {
        std::fs::write(path, &out).map_err(|error| format!("{}: {error}", path.display()))?;
        out.clear();
    }
    Ok(Outcome::new(out, Exit::Good))
}

/// A picture of a trace in the reader's language.
pub(super) fn of_trace(network: &Network, trace: &Trace, lang: Lang) -> String {
    let style = Style {
        lang,
        ..Style::default()
    };
    picture(network, Some(trace), style)
}

fn picture(network: &Network, trace: Option<&Trace>, style: Style) -> String {
    let scene = Scene::of(network, trace, style.lang);
    let timeline = trace.map(|trace| (trace, Timeline::of(trace, &scene)));
    let told = timeline
        .as_ref()
        .map(|(trace, timeline)| Told { trace, timeline });
    svg::render(&scene, told, style)
}
