//! `sightline import`: inputs to one topology, and a report.

use crate::arguments::{Command, Form, Inputs, form, given, help, next, path, unknown, value};
use crate::style::Style;
use crate::{Exit, Outcome, input, text};
use lexopt::Parser;
use std::path::{Path, PathBuf};

const HELP: &str = "\
usage: sightline import INPUT... [-o FILE] [--report text|json]

Reads the inputs into one topology and says what was understood, assumed, ignored and unresolved.
Without -o and --report the topology goes to standard output, else the report does.

  -o, --output FILE      where the topology goes; - is standard output
  --report text|json     the form of the report
";

/// `sightline import`
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    output: Option<PathBuf>,
    report: Option<Form>,
}

/// Reads the arguments after the command's name.
pub(crate) fn parse(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut output, mut report) = (None, None);
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(help(HELP)),
            "-o" | "--output" => output = Some(path(&mut parser)?),
            "--report" => report = Some(form(&option, &value(&mut parser)?)?),
            _ => return Err(unknown(&option)),
        }
    }
    Ok(Command::Import(Ask {
        inputs: given(inputs)?,
        output,
        report,
    }))
}

pub(crate) fn run(ask: &Ask) -> Result<Outcome, String> {
    let imported = input::read(&ask.inputs)?;
    let topology = imported.topology.to_json();
    let mut out = String::new();
    let mut report = ask.report;
    match &ask.output {
        Some(path) if path != Path::new("-") => {
            std::fs::write(path, topology)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            report = report.or(Some(Form::Text));
        }
        Some(_) => out.push_str(&topology),
        None if report.is_none() => out.push_str(&topology),
        None => {}
    }
    match report {
        Some(Form::Text) => {
            let lang = ask.inputs.lang;
            out.push_str(&text::report::show(
                &imported.report,
                Style::of_stdout(),
                lang,
            ));
        }
        Some(Form::Json) => out.push_str(&imported.report.to_json()),
        None => {}
    }
    let mut outcome = Outcome::new(out, Exit::Good);
    // Nothing is dropped silently: where no report is printed, one line says that there is one.
    let unresolved = imported.report.counts.unresolved;
    let findings = imported.report.findings.len();
    if report.is_none() && unresolved + findings > 0 {
        outcome.aside =
            format!("{unresolved} unresolved, {findings} findings; --report text says which\n");
    }
    Ok(outcome)
}
