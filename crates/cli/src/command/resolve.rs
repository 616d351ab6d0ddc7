//! `sightline resolve`: what a name is, from one vantage or from all.

use crate::arguments::{Form, Resolve};
use crate::style::Style;
use crate::{Exit, Outcome, input, meant, text};
use net::laws::dns::RecordType;
use net::resolve::{Resolved, resolve};
use net::trace::{Resolution, Status};
use net::{Network, Topology};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The format of resolutions written as JSON.
const FORMAT: &str = "sightline.resolve/1";

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

pub(crate) fn run(command: &Resolve) -> Result<Outcome, String> {
    let imported = input::read(&command.inputs)?;
    let network = Network::new(Arc::new(imported.topology));
    let vantages = match &command.from {
        Some(from) => vec![from.clone()],
        None => all(network.topology()),
    };
    let record_type = if command.six {
        RecordType::Aaaa
    } else {
        RecordType::A
    };
    let resolved: Vec<Resolved> = vantages
        .iter()
        .map(|from| resolve(&network, from, &command.name, record_type))
        .collect();
    let nowhere = |it: &Resolved| {
        let code = it.trouble.as_ref().map(|trouble| trouble.code);
        code == Some(net::code::Code::UnknownVantage)
    };
    if let (Some(from), true) = (&command.from, resolved.iter().any(nowhere)) {
        return Err(meant::unknown(&network, "--from", from));
    }
    let entries = || vantages.iter().zip(&resolved);
    let out = match command.form {
        Form::Text => {
            let (style, lang) = (Style::of_stdout(), command.inputs.lang);
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
