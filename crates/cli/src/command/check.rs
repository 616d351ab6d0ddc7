//! `sightline check`: what the document says must stay true.

use crate::arguments::{self, Command, Form, Inputs};
use crate::style::Style;
use crate::text::word;
use crate::{Exit, Outcome, input};
use net::Network;
use net::check::{Check, Checked, Mark};
use net::lang::Lang;
use std::sync::Arc;

const HELP: &str = "\
usage: sightline check INPUT... [--format text|json]

Asks every expectation of the document and says which hold. Exits with 0 where all hold, with 1
where one does not, with 3 where that cannot be said.

  --format text|json     text is for people; json is sightline.check/1
";

/// `sightline check`
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    form: Form,
}

/// Reads the arguments after the command's name.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let mut form = Form::Text;
    while let Some(option) = arguments::next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(arguments::help(HELP)),
            "--format" => form = arguments::form(&option, &arguments::value(&mut parser)?)?,
            _ => return Err(arguments::unknown(&option)),
        }
    }
    let inputs = arguments::given(inputs)?;
    Ok(Command::Check(Ask { inputs, form }))
}

pub(crate) fn run(ask: &Ask) -> Result<Outcome, String> {
    let imported = input::read(&ask.inputs)?;
    let check = net::check::check(&Network::new(Arc::new(imported.topology)));
    let out = match ask.form {
        Form::Json => check.to_json(),
        Form::Text => show(&check, ask.inputs.lang, Style::of_stdout()),
    };
    let exit = match check.result {
        Mark::Pass => Exit::Good,
        Mark::Fail => Exit::Blocked,
        Mark::Undetermined => Exit::Undetermined,
    };
    Ok(Outcome::new(out, exit))
}

fn show(check: &Check, lang: Lang, style: Style) -> String {
    let mut out = String::new();
    for it in &check.expectations {
        out.push_str(&one(it, lang, style));
    }
    let count = |mark| {
        let all = check.expectations.iter();
        all.filter(|it| it.result == mark).count()
    };
    let (pass, fail, open) = (
        count(Mark::Pass),
        count(Mark::Fail),
        count(Mark::Undetermined),
    );
    let summary = match lang {
        Lang::En => format!("{pass} passed, {fail} failed, {open} undetermined\n"),
        Lang::Ja => format!("成功 {pass}、失敗 {fail}、判定不能 {open}\n"),
    };
    out.push_str(&summary);
    out
}

fn one(it: &Checked, lang: Lang, style: Style) -> String {
    use net::trace::Outcome;
    let (colour, name) = match it.result {
        Mark::Pass => (Outcome::Reachable, word(lang, "pass", "成功")),
        Mark::Fail => (Outcome::Blocked, word(lang, "fail", "失敗")),
        Mark::Undetermined => (
            Outcome::Undetermined,
            word(lang, "undetermined", "判定不能"),
        ),
    };
    let mut out = format!("{} {}", style.outcome(colour, name), it.expectation);
    if let Some(query) = &it.query {
        let port = query
            .port
            .map_or_else(String::new, |port| format!(":{port}"));
        out.push_str(&format!(": {} -> {}{port}", query.from, query.to));
        out.push_str(&format!(" {}", query.protocol));
    }
    out.push('\n');
    for reason in &it.reasons {
        out.push_str(&format!("  {}\n", reason.says(lang)));
    }
    out
}
