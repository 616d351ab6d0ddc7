//! `sightline matrix`: from everywhere to everything.

use crate::arguments::{self, Command, Inputs};
use crate::style::Style;
use crate::text::word;
use crate::{Exit, Outcome, input};
use net::Network;
use net::lang::Lang;
use net::matrix::{Matrix, PORT, Pairs};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

const HELP: &str = "\
usage: sightline matrix INPUT... [--port N] [--format text|json|csv|summary]

Asks from every vantage for every interface endpoint and service, names included.

  --port N               the TCP port, 443 unless given
  --format text|json|csv|summary
                         text is for people; json is sightline.matrix/1; csv has one row for each
                         vantage; summary counts the pairs of an instance's and an interface
                         endpoint's network interface that connect by address, on one line
";

/// `sightline matrix`
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    port: u16,
    form: MatrixForm,
}

#[derive(Clone, Copy, Debug)]
enum MatrixForm {
    Text,
    Json,
    Csv,
    Summary,
}

/// Reads the arguments after the command's name.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut port, mut form) = (PORT, MatrixForm::Text);
    while let Some(option) = arguments::next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(arguments::help(HELP)),
            "--port" => port = arguments::parsed(&option, &arguments::value(&mut parser)?)?,
            "--format" => {
                form = match arguments::value(&mut parser)?.as_str() {
                    "text" => MatrixForm::Text,
                    "json" => MatrixForm::Json,
                    "csv" => MatrixForm::Csv,
                    "summary" => MatrixForm::Summary,
                    other => {
                        return Err(format!(
                            "{option} is text, json, csv or summary, not {other}"
                        ));
                    }
                }
            }
            _ => return Err(arguments::unknown(&option)),
        }
    }
    let inputs = arguments::given(inputs)?;
    Ok(Command::Matrix(Ask { inputs, port, form }))
}

pub(crate) fn run(ask: &Ask) -> Result<Outcome, String> {
    let start = now();
    let imported = input::read(&ask.inputs)?;
    let network = Network::new(Arc::new(imported.topology));
    let load = start.elapsed();
    let out = match ask.form {
        MatrixForm::Summary => {
            let start = now();
            let pairs = net::matrix::pairs(&network, ask.port);
            summary(pairs, load, start.elapsed())
        }
        MatrixForm::Json => net::matrix::matrix(&network, ask.port).to_json(),
        MatrixForm::Csv => net::matrix::matrix(&network, ask.port).to_csv(),
        MatrixForm::Text => {
            let matrix = net::matrix::matrix(&network, ask.port);
            show(&matrix, ask.inputs.lang, Style::of_stdout())
        }
    };
    Ok(Outcome::new(out, Exit::Good))
}

#[expect(
    clippy::disallowed_methods,
    reason = "this program is never wasm, and measures itself for comparison with other engines"
)]
fn now() -> Instant {
    Instant::now()
}

fn summary(pairs: Pairs, load: Duration, all: Duration) -> String {
    format!(
        "{{\"engine\":\"sightline\",\"count\":{},\"pairs\":{},\"load_s\":{:.6},\"all_pairs_s\":{:.6}}}\n",
        pairs.reachable,
        pairs.all,
        load.as_secs_f64(),
        all.as_secs_f64()
    )
}

/// One line for each target of each vantage, what is alike counted at the end.
fn show(matrix: &Matrix, lang: Lang, style: Style) -> String {
    let mut out = String::new();
    let width = matrix.targets.iter().map(|it| it.chars().count()).max();
    let width = width.unwrap_or(0);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (vantage, cells) in matrix.rows() {
        out.push_str(&format!("{}\n", style.bold(vantage)));
        for cell in cells {
            let code = cell.code.as_str();
            *counts.entry(code).or_default() += 1;
            let (to, code) = (&cell.to, style.outcome(cell.outcome, code));
            out.push_str(&format!("  {to:width$}  {code}\n"));
        }
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(code, n)| format!("{code} {n}"))
        .collect();
    let cells = matrix.cells.len();
    let title = word(lang, "cells", "組");
    out.push_str(&format!("\n{cells} {title}: {}\n", counts.join(", ")));
    out
}
