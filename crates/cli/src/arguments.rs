//! The command line, read into a command.

use crate::usage::{IMPORT, INPUT, RENDER, RESOLVE, TRACE, USAGE};
use lexopt::{Arg, Parser, ValueExt as _};
use net::lang::Lang;
use net::query::{Protocol, SOURCE_PORT};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use studio::svg::{Motion, Theme};

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    /// Print a text and leave.
    Say(String),
    Import(Import),
    Trace(Trace),
    Resolve(Resolve),
    Render(Render),
    Check(crate::command::check::Ask),
    Cost(crate::command::cost::Ask),
    Redact(crate::command::redact::Ask),
    Matrix(crate::command::matrix::Ask),
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

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerForm {
    Text,
    Json,
    Picture,
}

/// The form of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DrawingForm {
    Svg,
    Mermaid,
    Drawio,
}

/// `sightline import`
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) inputs: Inputs,
    pub(crate) output: Option<PathBuf>,
    pub(crate) report: Option<Form>,
}

/// `sightline trace`
#[derive(Debug)]
pub(crate) struct Trace {
    pub(crate) inputs: Inputs,
    pub(crate) query: net::Query,
    pub(crate) form: AnswerForm,
}

/// `sightline resolve`
#[derive(Debug)]
pub(crate) struct Resolve {
    pub(crate) inputs: Inputs,
    /// `None` is every vantage.
    pub(crate) from: Option<String>,
    pub(crate) name: String,
    /// Whether IPv6 addresses are asked for.
    pub(crate) six: bool,
    pub(crate) form: Form,
}

/// `sightline render`
#[derive(Debug)]
pub(crate) struct Render {
    pub(crate) inputs: Inputs,
    pub(crate) output: Option<PathBuf>,
    pub(crate) form: DrawingForm,
    pub(crate) query: Option<net::Query>,
    pub(crate) theme: Theme,
    pub(crate) motion: Motion,
}

/// Reads the arguments after the program's name.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    let first = parser.next().map_err(usage)?;
    let command = match first {
        None => return Err(format!("no command is given\n\n{USAGE}")),
        Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Command::Say(USAGE.to_owned())),
        Some(Arg::Short('V') | Arg::Long("version")) => {
            let version = concat!("sightline ", env!("CARGO_PKG_VERSION"), "\n");
            return Ok(Command::Say(version.to_owned()));
        }
        Some(Arg::Value(command)) => command.string().map_err(usage)?,
        Some(unknown) => return Err(usage(unknown.unexpected())),
    };
    match command.as_str() {
        "import" => import(parser),
        "trace" => trace(parser),
        "resolve" => resolve(parser),
        "render" => render(parser),
        "check" => crate::command::check::parse(parser),
        "cost" => crate::command::cost::parse(parser),
        "redact" => crate::command::redact::parse(parser),
        "collect" => crate::command::collect::parse(parser),
        "matrix" => crate::command::matrix::parse(parser),
        "help" => Ok(Command::Say(USAGE.to_owned())),
        _ => Err(format!("no such command: {command}\n\n{USAGE}")),
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

fn answer_form(option: &str, text: &str) -> Result<AnswerForm, String> {
    match text {
        "text" => Ok(AnswerForm::Text),
        "json" => Ok(AnswerForm::Json),
        "svg" => Ok(AnswerForm::Picture),
        other => Err(format!("{option} is text, json or svg, not {other}")),
    }
}

fn drawing_form(option: &str, text: &str) -> Result<DrawingForm, String> {
    match text {
        "svg" => Ok(DrawingForm::Svg),
        "mermaid" => Ok(DrawingForm::Mermaid),
        "drawio" => Ok(DrawingForm::Drawio),
        other => Err(format!("{option} is svg, mermaid or drawio, not {other}")),
    }
}

/// The form that a file's ending asks for.
fn drawing_of(output: Option<&Path>) -> DrawingForm {
    let ending = output.and_then(Path::extension).unwrap_or_default();
    match ending.to_string_lossy().to_ascii_lowercase().as_str() {
        "mmd" | "mermaid" => DrawingForm::Mermaid,
        "drawio" => DrawingForm::Drawio,
        _ => DrawingForm::Svg,
    }
}

pub(crate) fn unknown(option: &str) -> String {
    format!("unknown option {option}; sightline --help says how it is used")
}

fn needed<T>(given: Option<T>, option: &str) -> Result<T, String> {
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

fn import(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut output, mut report) = (None, None);
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(Command::Say(format!("{IMPORT}{INPUT}"))),
            "-o" | "--output" => output = Some(parser.value().map_err(usage)?.into()),
            "--report" => report = Some(form(&option, &value(&mut parser)?)?),
            _ => return Err(unknown(&option)),
        }
    }
    Ok(Command::Import(Import {
        inputs: given(inputs)?,
        output,
        report,
    }))
}

/// The parts of a question, as they come.
#[derive(Debug, Default)]
struct Question {
    from: Option<String>,
    to: Option<String>,
    port: Option<u16>,
    protocol: Option<Protocol>,
    source_ip: Option<IpAddr>,
    source_port: Option<u16>,
    action: Option<String>,
    arn: Option<String>,
    principal: Option<String>,
}

impl Question {
    /// Takes an option that belongs to a question. False where it does not.
    fn take(&mut self, option: &str, parser: &mut Parser) -> Result<bool, String> {
        match option {
            "--from" => self.from = Some(value(parser)?),
            "--to" => self.to = Some(value(parser)?),
            "--port" => self.port = Some(parsed(option, &value(parser)?)?),
            "--source-ip" => self.source_ip = Some(parsed(option, &value(parser)?)?),
            "--source-port" => self.source_port = Some(parsed(option, &value(parser)?)?),
            "--action" => self.action = Some(action(option, &value(parser)?)?),
            "--arn" => self.arn = Some(arn(option, &value(parser)?)?),
            "--principal" => self.principal = Some(value(parser)?),
            "--protocol" => {
                let text = value(parser)?;
                self.protocol = Protocol::parse(&text);
                if self.protocol.is_none() {
                    return Err(format!(
                        "{option} is tcp, udp, icmp or a number, not {text}"
                    ));
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn query(self) -> Result<net::Query, String> {
        let to = needed(self.to, "--to")?;
        let protocol = self.protocol.unwrap_or(Protocol::TCP);
        let mut query = net::Query::new(&needed(self.from, "--from")?, &to, protocol);
        query.port = self.port.or(query.port);
        query.source_ip = self.source_ip;
        query.action = self.action;
        query.arn = self.arn;
        query.principal = self.principal;
        query.source_port = self.source_port.unwrap_or(SOURCE_PORT);
        if protocol.has_ports() && query.port.is_none() {
            return Err(format!(
                "{protocol} needs a port: --to {to}:PORT or --port PORT"
            ));
        }
        Ok(query)
    }
}

/// An action of IAM: a service and what it does.
fn action(option: &str, text: &str) -> Result<String, String> {
    match text.split_once(':') {
        Some((service, does)) if !service.is_empty() && !does.is_empty() => Ok(text.to_owned()),
        _ => Err(format!(
            "{option} is a service and an action, as s3:GetObject, not {text}"
        )),
    }
}

fn arn(option: &str, text: &str) -> Result<String, String> {
    if text.starts_with("arn:") && text.split(':').count() >= 6 {
        return Ok(text.to_owned());
    }
    Err(format!(
        "{option} is an ARN, as arn:aws:s3:::bucket/key, not {text}"
    ))
}

fn trace(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let mut question = Question::default();
    let mut form_ = AnswerForm::Text;
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(Command::Say(format!("{TRACE}{INPUT}"))),
            "--format" => form_ = answer_form(&option, &value(&mut parser)?)?,
            _ if question.take(&option, &mut parser)? => {}
            _ => return Err(unknown(&option)),
        }
    }
    Ok(Command::Trace(Trace {
        inputs: given(inputs)?,
        query: question.query()?,
        form: form_,
    }))
}

fn render(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let mut question = Question::default();
    let (mut output, mut theme, mut motion) = (None, Theme::Light, Motion::Still);
    let mut form = None;
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(Command::Say(format!("{RENDER}{INPUT}"))),
            "-o" | "--output" => output = Some(parser.value().map_err(usage)?.into()),
            "--animate" => motion = Motion::Playing,
            "--format" => form = Some(drawing_form(&option, &value(&mut parser)?)?),
            "--theme" => {
                theme = match value(&mut parser)?.as_str() {
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    other => return Err(format!("{option} is light or dark, not {other}")),
                }
            }
            _ if question.take(&option, &mut parser)? => {}
            _ => return Err(unknown(&option)),
        }
    }
    let query = match (&question.from, &question.to, motion) {
        (None, None, Motion::Still) => None,
        _ => Some(question.query()?),
    };
    Ok(Command::Render(Render {
        inputs: given(inputs)?,
        form: form.unwrap_or_else(|| drawing_of(output.as_deref())),
        output,
        query,
        theme,
        motion,
    }))
}

fn resolve(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut from, mut all, mut name) = (None, false, None);
    let (mut six, mut form_) = (false, Form::Text);
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(Command::Say(format!("{RESOLVE}{INPUT}"))),
            "--from" => from = Some(value(&mut parser)?),
            "--all" => all = true,
            "--name" => name = Some(value(&mut parser)?),
            "--type" => {
                six = match value(&mut parser)?.to_ascii_uppercase().as_str() {
                    "A" => false,
                    "AAAA" => true,
                    other => return Err(format!("--type is A or AAAA, not {other}")),
                }
            }
            "--format" => form_ = form(&option, &value(&mut parser)?)?,
            _ => return Err(unknown(&option)),
        }
    }
    let inputs = given(inputs)?;
    let name = needed(name, "--name")?;
    if all == from.is_some() {
        return Err("either --from VANTAGE or --all is needed".to_owned());
    }
    Ok(Command::Resolve(Resolve {
        inputs,
        from,
        name,
        six,
        form: form_,
    }))
}
