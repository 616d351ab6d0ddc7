//! `sightline import`: inputs to one topology, and a report.

use crate::arguments::{Form, Import};
use crate::style::Style;
use crate::{Exit, Outcome, input, text};
use std::path::Path;

pub(crate) fn run(command: &Import) -> Result<Outcome, String> {
    let imported = input::read(&command.inputs)?;
    let topology = imported.topology.to_json();
    let mut out = String::new();
    let mut report = command.report;
    match &command.output {
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
            let lang = command.inputs.lang;
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
