//! `sightline render`: the network as a picture, with an answer drawn over it.

use crate::arguments::{Command, Inputs, given, help, next, path, unknown, value};
use crate::question::Question;
use crate::{Exit, Outcome, input, meant};
use lexopt::Parser;
use net::lang::Lang;
use net::{Network, Trace};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use studio::compare::{MOST, scene_of};
use studio::export;
use studio::scene::Scene;
use studio::svg::{self, Motion, Style, Theme, Told};
use studio::timeline::Timeline;

const HELP: &str = "\
usage: sightline render INPUT... [-o FILE] [--from VANTAGE... --to TARGET[:PORT] [--animate]]

Draws the network as an SVG that stands alone; with a question, the answer is drawn over it, and
from several vantages (--from up to four times) all answers are, as the page compares them. For other programs it draws the same network as a Mermaid flowchart or a draw.io file, without answer.

  -o, --output FILE      where the picture goes, instead of standard output
  --format svg|mermaid|drawio
                         what is drawn; else FILE says so (.mmd, .drawio)
  --from, --to, --port, --protocol, --source-ip, --source-port, --action, --arn, --principal
                         a question, as in sightline trace
  --animate              the one answer plays, without script
  --theme light|dark     light unless given
";

/// `sightline render`
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    output: Option<PathBuf>,
    form: Form,
    /// The question from each vantage.
    queries: Vec<net::Query>,
    theme: Theme,
    motion: Motion,
}

/// The form of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Svg,
    Mermaid,
    Drawio,
}

impl Form {
    /// The form that a file's ending asks for.
    fn of(output: Option<&Path>) -> Self {
        let ending = output.and_then(Path::extension).unwrap_or_default();
        match ending.to_string_lossy().to_ascii_lowercase().as_str() {
            "mmd" | "mermaid" => Self::Mermaid,
            "drawio" => Self::Drawio,
            _ => Self::Svg,
        }
    }
}

/// Reads the arguments after the command's name.
pub(crate) fn parse(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let mut question = Question::default();
    let (mut output, mut theme, mut motion) = (None, Theme::Light, Motion::Still);
    let mut form = None;
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(help(HELP)),
            "-o" | "--output" => output = Some(path(&mut parser)?),
            "--animate" => motion = Motion::Playing,
            "--format" => {
                form = Some(match value(&mut parser)?.as_str() {
                    "svg" => Form::Svg,
                    "mermaid" => Form::Mermaid,
                    "drawio" => Form::Drawio,
                    other => {
                        return Err(format!("{option} is svg, mermaid or drawio, not {other}"));
                    }
                });
            }
            "--theme" => {
                theme = match value(&mut parser)?.as_str() {
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    other => return Err(format!("{option} is light or dark, not {other}")),
                }
            }
            _ if question.take(&option, &mut parser)? => {}
            _ => return Err(unknown(&option)),
        }
    }
    let queries = if question.is_empty() && motion == Motion::Still {
        Vec::new()
    } else {
        question.queries()?
    };
    if queries.len() > MOST {
        return Err(format!("--from is given {MOST} times at most"));
    }
    if queries.len() > 1 && motion == Motion::Playing {
        return Err("--animate plays one answer: give --from once".to_owned());
    }
    Ok(Command::Render(Ask {
        inputs: given(inputs)?,
        form: form.unwrap_or_else(|| Form::of(output.as_deref())),
        output,
        queries,
        theme,
        motion,
    }))
}

pub(crate) fn run(ask: &Ask) -> Result<Outcome, String> {
    let imported = input::read(&ask.inputs)?;
    let network = Network::new(Arc::new(imported.topology));
    let asked = ask.queries.iter();
    let traces: Vec<Trace> = asked.map(|query| net::trace(&network, query)).collect();
    let unknown = |trace: &Trace| meant::unknown_end(&network, trace);
    if let Some(message) = traces.iter().find_map(unknown) {
        return Err(message);
    }
    let style = Style {
        theme: ask.theme,
        lang: ask.inputs.lang,
        motion: ask.motion,
    };
    let mut out = match ask.form {
        Form::Svg => svg::with_document(
            &picture(&network, &traces, style),
            &network.topology().to_json(),
        ),
        Form::Mermaid => export::mermaid(&drawn(&network, &traces, style.lang)),
        Form::Drawio => export::drawio(&drawn(&network, &traces, style.lang)),
    };
    if let Some(path) = ask.output.as_deref().filter(|path| *path != Path::new("-")) {
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
    picture(network, std::slice::from_ref(trace), style)
}

fn drawn(network: &Network, traces: &[Trace], lang: Lang) -> Scene {
    scene_of(network, &Scene::default(), traces, lang)
}

fn picture(network: &Network, traces: &[Trace], style: Style) -> String {
    let scene = drawn(network, traces, style.lang);
    let timelines: Vec<Timeline> = traces
        .iter()
        .map(|trace| Timeline::of(trace, &scene))
        .collect();
    let told: Vec<Told<'_>> = traces
        .iter()
        .zip(&timelines)
        .map(|(trace, timeline)| Told { trace, timeline })
        .collect();
    match told.as_slice() {
        [] => svg::render(&scene, None, style),
        [only] => svg::render(&scene, Some(*only), style),
        several => svg::render_compared(&scene, several, style),
    }
}
