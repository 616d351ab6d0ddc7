//! `sightline`: files and a terminal over `net`, `import` and `studio`. Knows no rule of the network.
//!
//! Exit codes: 0 reachable, resolved, imported or drawn; 1 blocked; 2 bad input or usage, with a message
//! on standard error and nothing written; 3 undetermined or ambiguous.

mod arguments;
mod command;
mod input;
mod meant;
mod question;
mod style;
mod text;
mod usage;

use arguments::Command;
use std::io::Write as _;
use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Reachable, resolved or imported.
    Good = 0,
    /// Blocked.
    Blocked = 1,
    /// Bad input or usage.
    Bad = 2,
    /// Undetermined or ambiguous.
    Undetermined = 3,
}

/// What a command prints and how it ends.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) out: String,
    /// What to know beside it, for standard error.
    pub(crate) aside: String,
    pub(crate) exit: Exit,
}

impl Outcome {
    pub(crate) const fn new(out: String, exit: Exit) -> Self {
        Self {
            out,
            aside: String::new(),
            exit,
        }
    }
}

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let outcome = arguments::parse(arguments).and_then(run);
    let exit = match outcome {
        Ok(outcome) => {
            // A reader that has seen enough is no failure.
            let _ = std::io::stdout().write_all(outcome.out.as_bytes());
            let _ = std::io::stderr().write_all(outcome.aside.as_bytes());
            outcome.exit
        }
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{}", message.trim_end());
            Exit::Bad
        }
    };
    ExitCode::from(exit as u8)
}

fn run(command: Command) -> Result<Outcome, String> {
    match command {
        Command::Say(text) => Ok(Outcome::new(text, Exit::Good)),
        Command::Import(ask) => command::import::run(&ask),
        Command::Trace(ask) => command::trace::run(&ask),
        Command::Resolve(ask) => command::resolve::run(&ask),
        Command::Render(ask) => command::render::run(&ask),
        Command::Check(ask) => command::check::run(&ask),
        Command::Matrix(ask) => command::matrix::run(&ask),
        Command::Cost(ask) => command::cost::run(&ask),
        Command::Redact(ask) => command::redact::run(&ask),
    }
}
