//! The command line, read into a command.

use crate::command;
use crate::usage::{INPUT, USAGE};
use lexopt::{Arg, Parser, ValueExt as _};
use net::lang::Lang;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    /// Print a text and leave.
    Say(String),
    Import(command::import::Ask),
    Trace(command::trace::Ask),
    Resolve(command::resolve::Ask),
    Render(command::render::Ask),
    Check(command::check::Ask),
    Matrix(command::matrix::Ask),
    Cost(command::cost::Ask),
    Redact(command::redact::Ask),
}

/// What all commands read.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) files: Vec<File>,
    pub(crate) region: Option<String>,
    pub(crate) parameters: BTreeMap<String, String>,
    pub(crate) lang: Lang,
}

/// A file, perhaps as a stack of a name.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) stack: Option<String>,
}

/// The form of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
}

/// Reads the arguments after the program's name.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    let first = parser.next().map_err(usage)?;
    let name = match first {
        None => return Err(format!("no command is given\n\n{USAGE}")),
        Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Command::Say(USAGE.to_owned())),
        Some(Arg::Short('V') | Arg::Long("version")) => {
            let version = concat!("sightline ", env!("CARGO_PKG_VERSION"), "\n");
            return Ok(Command::Say(version.to_owned()));
        }
        Some(Arg::Value(word)) => word.string().map_err(usage)?,
        Some(unknown) => return Err(usage(unknown.unexpected())),
    };
    match name.as_str() {
        "import" => command::import::parse(parser),
        "trace" => command::trace::parse(parser),
        "resolve" => command::resolve::parse(parser),
        "render" => command::render::parse(parser),
        "check" => command::check::parse(parser),
        "matrix" => command::matrix::parse(parser),
        "cost" => command::cost::parse(parser),
        "redact" => command::redact::parse(parser),
        "collect" => command::collect::parse(parser),
        "help" => Ok(Command::Say(USAGE.to_owned())),
        _ => Err(format!("no such command: {name}\n\n{USAGE}")),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape map_err asks for")]
fn usage(error: lexopt::Error) -> String {
    format!("{error}; sightline --help says how it is used")
}

/// The next option that is a command's own, as `--name` or `-n`. Inputs and the options that all
/// commands take are put into `inputs`.
pub(crate) fn next(inputs: &mut Inputs, parser: &mut Parser) -> Result<Option<String>, String> {
    loop {
        let name = match parser.next().map_err(usage)? {
            None => return Ok(None),
            Some(Arg::Value(path)) => {
                inputs.files.push(File {
                    path: path.into(),
                    stack: None,
                });
                continue;
            }
            Some(Arg::Long(name)) => format!("--{name}"),
            Some(Arg::Short(name)) => format!("-{name}"),
        };
        match name.as_str() {
            "--region" => inputs.region = Some(value(parser)?),
            "--lang" => {
                inputs.lang = match value(parser)?.as_str() {
                    "en" => Lang::En,
                    "ja" => Lang::Ja,
                    other => return Err(format!("--lang is en or ja, not {other}")),
                }
            }
            "--stack" => {
                let (stack, path) = pair("--stack NAME=FILE", &value(parser)?)?;
                inputs.files.push(File {
                    path: path.into(),
                    stack: Some(stack),
                });
            }
            "--param" => {
                let (key, value) = pair("--param KEY=VALUE", &value(parser)?)?;
                inputs.parameters.insert(key, value);
            }
            _ => return Ok(Some(name)),
        }
    }
}

/// The path after an option.
pub(crate) fn path(parser: &mut Parser) -> Result<PathBuf, String> {
    parser.value().map(PathBuf::from).map_err(usage)
}

/// The text after an option.
pub(crate) fn value(parser: &mut Parser) -> Result<String, String> {
    let value = parser.value().map_err(usage)?;
    value.string().map_err(usage)
}

fn pair(form: &str, text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(format!("expected {form}, not {text}")),
    }
}

pub(crate) fn parsed<T: std::str::FromStr>(option: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{option} cannot be {text}; sightline --help says how it is used"))
}

pub(crate) fn form(option: &str, text: &str) -> Result<Form, String> {
    match text {
        "text" => Ok(Form::Text),
        "json" => Ok(Form::Json),
        other => Err(format!("{option} is text or json, not {other}")),
    }
}

pub(crate) fn unknown(option: &str) -> String {
    format!("unknown option {option}; sightline --help says how it is used")
}

pub(crate) fn needed<T>(given: Option<T>, option: &str) -> Result<T, String> {
    given.ok_or_else(|| format!("{option} is missing; sightline --help says how it is used"))
}

/// What a command says of itself.
pub(crate) fn help(of_command: &str) -> Command {
    Command::Say(format!("{of_command}{INPUT}"))
}

/// The inputs, of which there must be one.
pub(crate) fn given(inputs: Inputs) -> Result<Inputs, String> {
    if inputs.files.is_empty() {
        return Err("no input is given; sightline --help says how it is used".to_owned());
    }
    Ok(inputs)
}
