//! `format` and `formatlist`: the verbs of Go as far as Terraform has them.

use super::{Call, Outcome};
use crate::limits::MAX_TEXT;
use crate::said::{Said, say};
use crate::terraform::hcl::convert::{to_bool, to_number, to_text};
use crate::terraform::hcl::value::{Value, number_text};

pub(super) fn format(call: &Call<'_>) -> Outcome {
    let arguments: Vec<&Value> = call.arguments.iter().skip(1).collect();
    formatted(&call.text(0)?, &arguments).map(Value::text)
}

pub(super) fn formatlist(call: &Call<'_>) -> Outcome {
    let is_list = |value: &&Value| matches!(value, Value::Seq(_));
    let mut length = None;
    for list in call.arguments.iter().skip(1).filter(is_list) {
        let found = super::items(list)?.len();
        if length.is_some_and(|length| length != found) {
            return Err(say!(
                "the lists are not of the same length",
                "リストの長さが異なります"
            ));
        }
        length = Some(found);
    }
    let form = call.text(0)?;
    let mut all = Vec::new();
    let mut total = 0;
    for at in 0..length.unwrap_or(1) {
        let arguments: Vec<&Value> = call
            .arguments
            .iter()
            .skip(1)
            .map(|value| match value {
                Value::Seq(seq) => seq.items.get(at).unwrap_or(&Value::Null),
                other => other,
            })
            .collect();
        let text = formatted(&form, &arguments)?;
        total += text.len();
        if total > MAX_TEXT {
            return Err(say!(
                "texts of more than {} bytes",
                "文字列が合計 {} バイトを超えます",
                MAX_TEXT
            ));
        }
        all.push(Value::text(text));
    }
    Ok(Value::list(all))
}

/// How a value is to be written.
#[derive(Debug, Default)]
struct Verb {
    minus: bool,
    plus: bool,
    zero: bool,
    sharp: bool,
    space: bool,
    width: usize,
    precision: Option<usize>,
}

fn formatted(form: &str, arguments: &[&Value]) -> Result<String, Said> {
    let mut out = String::new();
    let mut rest = form;
    let mut next = 0;
    while let Some(at) = rest.find('%') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let mut verb = Verb::default();
        loop {
            match rest.chars().next() {
                Some('-') => verb.minus = true,
                Some('+') => verb.plus = true,
                Some('0') => verb.zero = true,
                Some('#') => verb.sharp = true,
                Some(' ') => verb.space = true,
                _ => break,
            }
            rest = rest.get(1..).unwrap_or_default();
        }
        verb.width = digits(&mut rest)?.unwrap_or(0);
        if let Some(after) = rest.strip_prefix('.') {
            rest = after;
            verb.precision = Some(digits(&mut rest)?.unwrap_or(0));
        }
        if let Some((number, after)) = rest.strip_prefix('[').and_then(|it| it.split_once(']')) {
            let number: usize = number
                .parse()
                .map_err(|_| say!("a bad argument number", "引数の番号が正しくありません"))?;
            next = number.checked_sub(1).ok_or(say!(
                "arguments are counted from 1",
                "引数は 1 から数えます"
            ))?;
            rest = after;
        }
        let Some(letter) = rest.chars().next() else {
            return Err(say!(
                "the format ends within a verb",
                "書式指定の途中で終わっています"
            ));
        };
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        if letter == '%' {
            out.push('%');
            continue;
        }
        let Some(value) = arguments.get(next) else {
            return Err(say!(
                "there is no argument for %{}",
                "%{} に対する引数がありません",
                letter
            ));
        };
        next += 1;
        out.push_str(&verb.written(letter, value)?);
        if out.len() > MAX_TEXT {
            return Err(say!(
                "a text of more than {} bytes",
                "{} バイトを超える文字列です",
                MAX_TEXT
            ));
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// A number at the start of a text.
fn digits(rest: &mut &str) -> Result<Option<usize>, Said> {
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    *rest = after;
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.parse().ok().filter(|number| *number <= 10_000);
    number
        .map(Some)
        .ok_or_else(|| say!("a width of {} is too much", "幅 {} は大きすぎます", digits))
}

impl Verb {
    fn written(&self, letter: char, value: &Value) -> Result<String, Said> {
        let text = match letter {
            'v' => match value {
                Value::Null => "null".to_owned(),
                Value::Text(text) if self.sharp => super::encode::json(&Value::Text(text.clone()))?,
                Value::Number(number) => number_text(*number),
                Value::Text(text) => (**text).to_owned(),
                Value::Bool(truth) => truth.to_string(),
                other => super::encode::json(other)?,
            },
            't' => to_bool(value)?.to_string(),
            's' => self.cut(&to_text(value)?),
            'q' => super::encode::json(&Value::Text(to_text(value)?))?,
            'd' => self.signed(value, |it| format!("{:.0}", it.trunc()))?,
            'b' => self.whole(value, |it| format!("{it:b}"))?,
            'o' => self.whole(value, |it| format!("{it:o}"))?,
            'x' => match value {
                Value::Text(text) if text.parse::<f64>().is_err() => {
                    text.bytes().map(|byte| format!("{byte:02x}")).collect()
                }
                value => self.whole(value, |it| format!("{it:x}"))?,
            },
            'X' => self.whole(value, |it| format!("{it:X}"))?,
            'f' | 'F' => {
                let precision = self.precision.unwrap_or(6);
                self.signed(value, |it| format!("{it:.precision$}"))?
            }
            'e' => {
                let precision = self.precision.unwrap_or(6);
                self.signed(value, |it| exponent(&format!("{it:.precision$e}")))?
            }
            'g' | 'G' => self.signed(value, number_text)?,
            other => {
                return Err(say!(
                    "there is no verb %{}",
                    "%{} という書式はありません",
                    other
                ));
            }
        };
        Ok(self.padded(&text))
    }

    fn cut(&self, text: &str) -> String {
        match self.precision {
            Some(most) => text.chars().take(most).collect(),
            None => text.to_owned(),
        }
    }

    fn signed(&self, value: &Value, write: impl Fn(f64) -> String) -> Result<String, Said> {
        let number = to_number(value)?;
        let text = write(number.abs());
        let sign = match number {
            _ if number < 0.0 => "-",
            _ if self.plus => "+",
            _ if self.space => " ",
            _ => "",
        };
        Ok(format!("{sign}{text}"))
    }

    fn whole(&self, value: &Value, write: impl Fn(u64) -> String) -> Result<String, Said> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast from a float ends at the largest number"
        )]
        self.signed(value, |it| write(it as u64))
    }

    fn padded(&self, text: &str) -> String {
        let missing = self.width.saturating_sub(text.chars().count());
        match (self.minus, self.zero) {
            (true, _) => format!("{text}{}", " ".repeat(missing)),
            (false, true) => match text.strip_prefix(['-', '+']) {
                Some(number) => {
                    let sign = text.get(..1).unwrap_or_default();
                    format!("{sign}{}{number}", "0".repeat(missing))
                }
                None => format!("{}{text}", "0".repeat(missing)),
            },
            (false, false) => format!("{}{text}", " ".repeat(missing)),
        }
    }
}

/// An exponent the way Go writes it: `1.5e+00`.
fn exponent(text: &str) -> String {
    let Some((digits, exponent)) = text.split_once('e') else {
        return text.to_owned();
    };
    match exponent.strip_prefix('-') {
        Some(exponent) => format!("{digits}e-{exponent:0>2}"),
        None => format!("{digits}e+{exponent:0>2}"),
    }
}
