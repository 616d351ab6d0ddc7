//! The command line, read into a command.

use lexopt::{Arg, Parser, ValueExt as _};
use net::lang::Lang;
use net::query::{Protocol, SOURCE_PORT};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

const USAGE: &str = "\
Sightline shows what a name resolves to and where the packet goes in an AWS network with VPC
endpoints and PrivateLink, from any vantage point, and why.

usage:
  sightline import  INPUT... [-o FILE] [--report text|json]
  sightline trace   INPUT... --from VANTAGE --to TARGET[:PORT] [--format text|json]
  sightline resolve INPUT... --from VANTAGE|--all --name NAME [--type A|AAAA] [--format text|json]

  sightline COMMAND --help says more; sightline --version says which one this is.

exit codes: 0 reachable, resolved or imported; 1 blocked or not resolved;
            2 bad input or usage; 3 undetermined or ambiguous
";

const INPUT: &str = "
INPUT is a Sightline topology (JSON) or a CloudFormation template (YAML or JSON); - is standard
input. Several inputs become one network.
  --stack NAME=FILE      a template as the stack NAME; else a stack is called after its file
  --region REGION        the Region of the templates
  --param KEY=VALUE      a parameter's value; STACK.KEY=VALUE for one stack only
  --lang en|ja           the language of texts
";

const IMPORT: &str = "\
usage: sightline import INPUT... [-o FILE] [--report text|json]

Reads the inputs into one topology and says what was understood, assumed, ignored and unresolved.
Without -o and --report the topology goes to standard output, else the report does.

  -o, --output FILE      where the topology goes; - is standard output
  --report text|json     the form of the report
";

const TRACE: &str = "\
usage: sightline trace INPUT... --from VANTAGE --to TARGET[:PORT]

Answers whether a packet gets there and back, and names the rule behind every decision.

  --from VANTAGE         a resource's id, name or the end of its id, a subnet, a site, or internet
  --to TARGET[:PORT]     a DNS name, an address, or a resource
  --port PORT            the port, where it is not in the target
  --protocol PROTOCOL    tcp (the default), udp, icmp or a number
  --source-ip ADDRESS    the source address of internet or a site
  --source-port PORT     the source port, 50000 unless given
  --format text|json     text is for people; json is sightline.trace/1
";

const RESOLVE: &str = "\
usage: sightline resolve INPUT... --from VANTAGE|--all --name NAME

Answers what a name resolves to, from one vantage or from all.

  --from VANTAGE         as in sightline trace
  --all                  every instance and site, a subnet of each VPC without instances, internet
  --name NAME            the name
  --type A|AAAA          the type of record, A unless given
  --format text|json     text is for people
";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    /// Print a text and leave.
    Say(String),
    Import(Import),
    Trace(Trace),
    Resolve(Resolve),
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
    pub(crate) form: Form,
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
fn next(inputs: &mut Inputs, parser: &mut Parser) -> Result<Option<String>, String> {
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

fn value(parser: &mut Parser) -> Result<String, String> {
    let value = parser.value().map_err(usage)?;
    value.string().map_err(usage)
}

fn pair(form: &str, text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(format!("expected {form}, not {text}")),
    }
}

fn parsed<T: std::str::FromStr>(option: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{option} cannot be {text}; sightline --help says how it is used"))
}

fn form(option: &str, text: &str) -> Result<Form, String> {
    match text {
        "text" => Ok(Form::Text),
        "json" => Ok(Form::Json),
        other => Err(format!("{option} is text or json, not {other}")),
    }
}

fn unknown(option: &str) -> String {
    format!("unknown option {option}; sightline --help says how it is used")
}

fn needed<T>(given: Option<T>, option: &str) -> Result<T, String> {
    given.ok_or_else(|| format!("{option} is missing; sightline --help says how it is used"))
}

/// The inputs, of which there must be one.
fn given(inputs: Inputs) -> Result<Inputs, String> {
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

fn trace(mut parser: Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut from, mut to, mut port) = (None, None, None);
    let (mut source_ip, mut source_port) = (None::<IpAddr>, SOURCE_PORT);
    let (mut protocol, mut form_) = (Protocol::TCP, Form::Text);
    while let Some(option) = next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(Command::Say(format!("{TRACE}{INPUT}"))),
            "--from" => from = Some(value(&mut parser)?),
            "--to" => to = Some(value(&mut parser)?),
            "--port" => port = Some(parsed(&option, &value(&mut parser)?)?),
            "--source-ip" => source_ip = Some(parsed(&option, &value(&mut parser)?)?),
            "--source-port" => source_port = parsed(&option, &value(&mut parser)?)?,
            "--protocol" => {
                let text = value(&mut parser)?;
                protocol = Protocol::parse(&text)
                    .ok_or_else(|| format!("{option} is tcp, udp, icmp or a number, not {text}"))?;
            }
            "--format" => form_ = form(&option, &value(&mut parser)?)?,
            _ => return Err(unknown(&option)),
        }
    }
    let inputs = given(inputs)?;
    let to = needed(to, "--to")?;
    let mut query = net::Query::new(&needed(from, "--from")?, &to, protocol);
    query.port = port.or(query.port);
    query.source_ip = source_ip;
    query.source_port = source_port;
    if protocol.has_ports() && query.port.is_none() {
        return Err(format!(
            "{protocol} needs a port: --to {to}:PORT or --port PORT"
        ));
    }
    Ok(Command::Trace(Trace {
        inputs,
        query,
        form: form_,
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
