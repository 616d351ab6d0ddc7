//! `sightline resolve`: what a name is, from one vantage or from all.

use crate::arguments::{Command, Form, Inputs, form, given, help, needed, next, unknown, value};
use crate::style::Style;
use crate::{Exit, Outcome, input, meant, text};
use lexopt::Parser;
use net::laws::dns::RecordType;
use net::resolve::{Resolved, resolve};
use net::trace::{Resolution, Status};
use net::{Network, Topology};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The format of resolutions written as JSON.
const FORMAT: &str = "sightline.resolve/1";

const HELP: &str = "\
usage: sightline resolve INPUT... --from VANTAGE|--all --name NAME

Answers what a name resolves to, from one vantage or from all.

  --from VANTAGE         as in sightline trace
  --all                  every instance and site, a subnet of each VPC without instances, internet
  --name NAME            the name
  --type A|AAAA          the type of record, A unless given
  --format text|json     text is for people
";

/// `sightline resolve`
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    /// `None` is every vantage.
    from: Option<String>,
    name: String,
    record_type: RecordType,
    form: Form,
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    resolutions: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    from: &'a str,
    #[serde(flatten)]
    resolution: &'a Resolution,
}

/// Reads the arguments after the command's name.
pub(crate) fn parse(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut from, mut all, mut name) = (None, false, None);
    let (mut record_type, mut form_) = (RecordType::A, Form::Text);
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(help(HELP)),
            "--from" => from = Some(value(&mut parser)?),
            "--all" => all = true,
            "--name" => name = Some(value(&mut parser)?),
            "--type" => {
                record_type = match value(&mut parser)?.to_ascii_uppercase().as_str() {
                    "A" => RecordType::A,
                    "AAAA" => RecordType::Aaaa,
                    other => return Err(format!("--type is A or AAAA, not {other}")),
                }
            }
            "--format" => form_ = form(&option, &value(&mut parser)?)?,
            _ => return Err(unknown(&option)),
        }
    }
    if all == from.is_some() {
        return Err("either --from VANTAGE or --all is needed".to_owned());
    }
    Ok(Command::Resolve(Ask {
        inputs: given(inputs)?,
        from,
        name: needed(name, "--name")?,
        record_type,
        form: form_,
    }))
}

pub(crate) fn run(ask: &Ask) -> Result<Outcome, String> {
    let imported = input::read(&ask.inputs)?;
    let network = Network::new(Arc::new(imported.topology));
    let vantages = match &ask.from {
        Some(from) => vec![from.clone()],
        None => all(network.topology()),
    };
    let resolved: Vec<Resolved> = vantages
        .iter()
        .map(|from| resolve(&network, from, &ask.name, ask.record_type))
        .collect();
    let nowhere = |it: &Resolved| {
        let code = it.trouble.as_ref().map(|trouble| trouble.code);
        code == Some(net::code::Code::UnknownVantage)
    };
    if let (Some(from), true) = (&ask.from, resolved.iter().any(nowhere)) {
        return Err(meant::unknown(&network, "--from", from));
    }
    let entries = || vantages.iter().zip(&resolved);
    let out = match ask.form {
        Form::Text => {
            let (style, lang) = (Style::of_stdout(), ask.inputs.lang);
            entries()
                .map(|(from, it)| text::resolution::show(from, it, style, lang))
                .collect::<Vec<_>>()
                .join("\n")
        }
        Form::Json => {
            let resolutions = entries()
                .map(|(from, it)| Entry {
                    from,
                    resolution: &it.resolution,
                })
                .collect();
            let document = Document {
                format: FORMAT,
                resolutions,
            };
            let json =
                serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
            format!("{json}\n")
        }
    };
    let exit = if resolved.iter().any(is_unknown) {
        Exit::Undetermined
    } else if resolved.iter().any(is_answered) {
        Exit::Good
    } else {
        Exit::Blocked
    };
    Ok(Outcome::new(out, exit))
}

fn is_unknown(it: &Resolved) -> bool {
    it.trouble.as_ref().is_some_and(|trouble| trouble.unknown)
}

fn is_answered(it: &Resolved) -> bool {
    it.trouble.is_none() && matches!(it.resolution.status, Status::NoError | Status::Skipped)
}

/// Every instance and site, the first subnet of each VPC without instances, and the internet.
fn all(topology: &Topology) -> Vec<String> {
    let mut vantages: Vec<String> = topology.instance.keys().map(ToString::to_string).collect();
    let mut seen: BTreeSet<_> = topology
        .instance
        .values()
        .filter_map(|instance| topology.subnet.get(instance.subnet_id.as_ref()?))
        .filter_map(|subnet| subnet.vpc_id.clone())
        .collect();
    for (id, subnet) in &topology.subnet {
        if let Some(vpc) = &subnet.vpc_id
            && seen.insert(vpc.clone())
        {
            vantages.push(id.to_string());
        }
    }
    vantages.extend(topology.site.keys().map(ToString::to_string));
    vantages.push("internet".to_owned());
    vantages
}
