//! `sightline trace`: one question, one answer.

use crate::arguments::{AnswerForm, Trace};
use crate::style::Style;
use crate::{Exit, input, meant, text};
use net::Network;
use net::trace::Outcome;
use std::sync::Arc;

pub(crate) fn run(command: &Trace) -> Result<crate::Outcome, String> {
    let imported = input::read(&command.inputs)?;
    let network = Network::new(Arc::new(imported.topology));
    let trace = net::trace_with_fixes(&network, &command.query);
    if let Some(message) = meant::unknown_end(&network, &trace) {
        return Err(message);
    }
    let out = match command.form {
        AnswerForm::Json => trace.to_json(),
        AnswerForm::Picture => super::render::of_trace(&network, &trace, command.inputs.lang),
        AnswerForm::Text => {
            let lang = command.inputs.lang;
            text::trace::show(&trace, &imported.report, Style::of_stdout(), lang)
        }
    };
    let exit = match trace.verdict.outcome {
        Outcome::Reachable => Exit::Good,
        Outcome::Blocked => Exit::Blocked,
        Outcome::Ambiguous | Outcome::Undetermined => Exit::Undetermined,
    };
    Ok(crate::Outcome::new(out, exit))
}
