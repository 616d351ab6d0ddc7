//! `sightline cost`: what the network costs a month, and what else it could.

use crate::arguments::{self, Command, Form, Inputs};
use crate::style::Style;
use crate::text::word;
use crate::{Exit, Outcome, input};
use net::Network;
use net::cost::{Cost, Quantity};
use net::lang::Lang;
use std::sync::Arc;

const HELP: &str = "\
usage: sightline cost INPUT... [--gb-per-month N] [--format text|json]

Adds up what NAT gateways and VPC endpoints cost a month, and compares other ways to carry the
same traffic. Prices are On-Demand, in US dollars, and dated.

  --gb-per-month N       the traffic of each endpoint and NAT gateway, both directions; 0 unless given
  --format text|json     text is for people; json is sightline.cost/1
";

/// `sightline cost`
#[derive(Debug)]
pub(crate) struct Ask {
    inputs: Inputs,
    gb: Quantity,
    form: Form,
}

/// Reads the arguments after the command's name.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command, String> {
    let mut inputs = Inputs::default();
    let (mut gb, mut form) = (Quantity::ZERO, Form::Text);
    while let Some(option) = arguments::next(&mut inputs, &mut parser)? {
        match option.as_str() {
            "-h" | "--help" => return Ok(arguments::help(HELP)),
            "--gb-per-month" => {
                let text = arguments::value(&mut parser)?;
                gb = text
                    .parse()
                    .map_err(|error| format!("{option} is {error}: {text}"))?;
            }
            "--format" => form = arguments::form(&option, &arguments::value(&mut parser)?)?,
            _ => return Err(arguments::unknown(&option)),
        }
    }
    let inputs = arguments::given(inputs)?;
    Ok(Command::Cost(Ask { inputs, gb, form }))
}

pub(crate) fn run(ask: &Ask) -> Result<Outcome, String> {
    let imported = input::read(&ask.inputs)?;
    let cost = net::cost::cost(&Network::new(Arc::new(imported.topology)), ask.gb);
    let out = match ask.form {
        Form::Json => cost.to_json(),
        Form::Text => show(&cost, ask, Style::of_stdout()),
    };
    let exit = Exit::Good;
    Ok(Outcome::new(out, exit))
}

fn show(cost: &Cost, ask: &Ask, style: Style) -> String {
    let lang = ask.inputs.lang;
    let (hours, gb) = (cost.hours_per_month, ask.gb);
    let each = match lang {
        Lang::En => format!(
            "{} for a month of {hours} hours, {gb} GB each",
            cost.currency
        ),
        Lang::Ja => format!("{}、1 か月 {hours} 時間、各 {gb} GB", cost.currency),
    };
    let mut out = format!("{}: {each}\n\n", style.bold(&cost.region));
    let rows: Vec<[String; 6]> = cost
        .items
        .iter()
        .map(|it| {
            [
                it.resource.to_string(),
                it.item.as_str().to_owned(),
                it.quantity.to_string(),
                it.unit.as_str().to_owned(),
                it.unit_price.to_string(),
                it.monthly.to_string(),
            ]
        })
        .collect();
    let width = |column: fn(&[String; 6]) -> &String| {
        rows.iter()
            .map(|row| column(row).chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths = [
        width(|row| &row[0]),
        width(|row| &row[1]),
        width(|row| &row[2]),
        width(|row| &row[3]),
        width(|row| &row[4]),
    ];
    for [resource, item, quantity, unit, price, monthly] in &rows {
        let [a, b, c, d, e] = widths;
        out.push_str(&format!(
            "{resource:a$}  {item:b$}  {quantity:>c$} {unit:d$} x {price:e$}  {monthly:>12}\n"
        ));
    }
    let total = format!("{} {}", cost.total, cost.currency);
    let name = word(lang, "total", "合計");
    out.push_str(&format!("{}  {}\n", style.bold(name), style.bold(&total)));
    out.push_str(&format!(
        "\n{}\n",
        word(
            lang,
            "The same traffic otherwise:",
            "同じ通信を別の構成で運ぶと:"
        )
    ));
    for it in &cost.alternatives {
        let (total, name) = (it.total.to_string(), it.name.as_str());
        let says = it.name.says().in_lang(lang);
        out.push_str(&format!("{total:>12}  {name:19}  {}\n", style.dim(says)));
    }
    for it in &cost.break_even {
        out.push_str(&break_even(it, lang));
    }
    if !cost.notes.is_empty() {
        out.push('\n');
    }
    for note in &cost.notes {
        out.push_str(&format!("- {}\n", note.says(lang)));
    }
    out.push_str(&style.dim(&format!(
        "\n{} {}\n{}",
        word(lang, "Prices as of", "料金の基準日:"),
        cost.priced_on,
        word(
            lang,
            "Not counted: load balancers, transit gateways, traffic between zones and to the internet.",
            "ロードバランサー、Transit Gateway、ゾーン間およびインターネットへの通信は含みません。"
        )
    )));
    out.push('\n');
    out
}

fn break_even(it: &net::cost::BreakEven, lang: Lang) -> String {
    let (region, zones, gb) = (&it.region, it.endpoint_zones, it.gb_per_month);
    match lang {
        Lang::En => format!(
            "\nWhere a NAT gateway must stay, the {zones} endpoint zones of {region} pay above {gb} GB a month.\n"
        ),
        Lang::Ja => format!(
            "\nNAT ゲートウェイを残す場合、{region} のエンドポイント (延べ {zones} ゾーン) は月 {gb} GB を超えると得になります。\n"
        ),
    }
}
