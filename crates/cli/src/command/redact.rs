//! `sightline redact`: a copy of the network that may be shown to others.

use crate::arguments::{Command, Inputs, given, help, next, path, unknown};
use crate::{Exit, Outcome, input};
use lexopt::Parser;
use std::path::{Path, PathBuf};
use studio::redact::Redactor;

const HELP: &str = "\
usage: sightline redact INPUT... [-o FILE] [--mapping FILE]

Writes the topology with pseudonyms for ids, accounts, names, texts, ARNs and public addresses. The
same thing has the same pseudonym everywhere, so every question has the answer it had.

  -o, --output FILE      where the copy goes, instead of standard output
  --mapping FILE         where the pseudonyms and what they stand for go; keep this one
";

/// What to redact, and where it goes.
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    output: Option<PathBuf>,
    mapping: Option<PathBuf>,
}

pub(crate) fn parse(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut output, mut mapping) = (None, None);
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(help(HELP)),
            "-o" | "--output" => output = Some(path(&mut parser)?),
            "--mapping" => mapping = Some(path(&mut parser)?),
            _ => return Err(unknown(&option)),
        }
    }
    Ok(Command::Redact(Ask {
        inputs: given(inputs)?,
        output,
        mapping,
    }))
}

pub(crate) fn run(ask: &Ask) -> Result<Outcome, String> {
    let topology = input::read(&ask.inputs)?.topology;
    let mut redactor = Redactor::of(&topology);
    let mut out = redactor.topology(&topology).to_json();
    let write = |path: &Path, text: &str| {
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    // The mapping first: a copy nobody can read back is of no use.
    if let Some(path) = &ask.mapping {
        write(path, &redactor.mapping())?;
    }
    if let Some(path) = ask.output.as_deref().filter(|path| *path != Path::new("-")) {
        write(path, &out)?;
        out.clear();
    }
    Ok(Outcome::new(out, Exit::Good))
}
