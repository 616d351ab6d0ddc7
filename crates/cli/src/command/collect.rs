//! `sightline collect`: a shell script that makes a folder of AWS CLI outputs to import.

use crate::arguments::{Command, unknown};
use lexopt::{Arg, Parser};

/// The script. It only asks AWS, and is as readable as what runs in an account should be.
const SCRIPT: &str = include_str!("../collect.sh");

const COLLECT: &str = "\
usage: sightline collect

Prints a shell script that asks the AWS CLI for everything Sightline reads, with calls that only
read, and keeps the answers in a folder:

  sightline collect > collect.sh
  sh collect.sh FOLDER [REGION...]
  sightline import FOLDER -o network.json
";

pub(crate) fn parse(mut parser: Parser) -> Result<Command, String> {
    match parser.next().map_err(|error| error.to_string())? {
        None => Ok(Command::Say(SCRIPT.to_owned())),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Say(COLLECT.to_owned())),
        Some(Arg::Long(name)) => Err(unknown(&format!("--{name}"))),
        Some(other) => Err(other.unexpected().to_string()),
    }
}
