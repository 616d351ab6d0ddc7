//! `sightline trace`: one question, one answer.

use crate::arguments::{Command, Inputs, given, help, next, unknown, value};
use crate::question::Question;
use crate::style::Style;
use crate::{Exit, input, meant, text};
use lexopt::Parser;
use net::Network;
use net::trace::Outcome;
use std::sync::Arc;

const HELP: &str = "\
usage: sightline trace INPUT... --from VANTAGE --to TARGET[:PORT]

Answers whether a packet gets there and back, and names the rule behind every decision.

  --from VANTAGE         a resource's id, name or the end of its id, a subnet, a site, or internet
  --to TARGET[:PORT]     a DNS name, an address, or a resource
  --port PORT            the port, where it is not in the target
  --protocol PROTOCOL    tcp (the default), udp, icmp or a number
  --source-ip ADDRESS    the source address of internet or a site
  --source-port PORT     the source port, 50000 unless given
  --action ACTION        what is asked of an AWS service, as s3:GetObject; policies judge it
  --arn ARN              the resource it is asked for, as arn:aws:s3:::bucket/key
  --principal WHO        who asks: an ARN, an account's number, a service's name, or anonymous
  --format text|json|svg text is for people; json is sightline.trace/1; svg is a picture
";

/// `sightline trace`
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    query: net::Query,
    form: Form,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Json,
    Picture,
}

/// Reads the arguments after the command's name.
pub(crate) fn parse(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let mut question = Question::default();
    let mut form = Form::Text;
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(help(HELP)),
            "--format" => {
                form = match value(&mut parser)?.as_str() {
                    "text" => Form::Text,
                    "json" => Form::Json,
                    "svg" => Form::Picture,
                    other => return Err(format!("{option} is text, json or svg, not {other}")),
                }
            }
            _ if question.take(&option, &mut parser)? => {}
            _ => return Err(unknown(&option)),
        }
    }
    Ok(Command::Trace(Ask {
        inputs: given(inputs)?,
        query: question.query()?,
        form,
    }))
}

pub(crate) fn run(ask: &Ask) -> Result<crate::Outcome, String> {
    let imported = input::read(&ask.inputs)?;
    let network = Network::new(Arc::new(imported.topology));
    let trace = net::trace_with_fixes(&network, &ask.query);
    if let Some(message) = meant::unknown_end(&network, &trace) {
        return Err(message);
    }
    let out = match ask.form {
        Form::Json => trace.to_json(),
        Form::Picture => super::render::of_trace(&network, &trace, ask.inputs.lang),
        Form::Text => {
            let lang = ask.inputs.lang;
            let style = Style::of_stdout();
            let mut out = text::trace::show(&trace, &imported.report, style, lang);
            text::unknown::list(&mut out, &trace, network.topology(), style, lang);
            out
        }
    };
    let exit = match trace.verdict.outcome {
        Outcome::Reachable => Exit::Good,
        Outcome::Blocked => Exit::Blocked,
        Outcome::Ambiguous | Outcome::Undetermined => Exit::Undetermined,
    };
    Ok(crate::Outcome::new(out, exit))
}
