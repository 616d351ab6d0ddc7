//! Numbers.

use super::{Call, Outcome};
use crate::said::{quoted, say};
use crate::terraform::hcl::convert::to_number;
use crate::terraform::hcl::value::Value;

pub(super) fn abs(call: &Call<'_>) -> Outcome {
    call.number(0).map(|it| Value::Number(it.abs()))
}

pub(super) fn ceil(call: &Call<'_>) -> Outcome {
    call.number(0).map(|it| Value::Number(it.ceil() + 0.0))
}

pub(super) fn floor(call: &Call<'_>) -> Outcome {
    call.number(0).map(|it| Value::Number(it.floor()))
}

pub(super) fn signum(call: &Call<'_>) -> Outcome {
    let number = call.number(0)?;
    let is_zero = number.abs().total_cmp(&0.0).is_eq();
    Ok(Value::Number(if is_zero { 0.0 } else { number.signum() }))
}

pub(super) fn log(call: &Call<'_>) -> Outcome {
    finite(call.number(0)?.ln() / call.number(1)?.ln())
}

pub(super) fn pow(call: &Call<'_>) -> Outcome {
    finite(call.number(0)?.powf(call.number(1)?))
}

fn finite(number: f64) -> Outcome {
    match number.is_finite() {
        true => Ok(Value::Number(number)),
        false => Err(say!("the result is no number", "結果が数値ではありません")),
    }
}

pub(super) fn max(call: &Call<'_>) -> Outcome {
    extreme(call, f64::max)
}

pub(super) fn min(call: &Call<'_>) -> Outcome {
    extreme(call, f64::min)
}

fn extreme(call: &Call<'_>, choose: fn(f64, f64) -> f64) -> Outcome {
    let mut numbers = Vec::new();
    for argument in &call.arguments {
        numbers.push(to_number(argument)?);
    }
    let found = numbers.into_iter().reduce(choose);
    found
        .map(Value::Number)
        .ok_or_else(|| say!("no number is given", "数値がありません"))
}

pub(super) fn parseint(call: &Call<'_>) -> Outcome {
    let (text, base) = (call.text(0)?, call.whole(1)?);
    let base = u32::try_from(base)
        .ok()
        .filter(|base| (2..=36).contains(base));
    let number = base.and_then(|base| i64::from_str_radix(&text, base).ok());
    #[expect(clippy::cast_precision_loss, reason = "numbers are floating here")]
    let number = number.map(|number| Value::Number(number as f64));
    number.ok_or_else(|| {
        say!(
            "not a number in that base: {}",
            "その基数の数値ではありません: {}",
            quoted(text)
        )
    })
}
