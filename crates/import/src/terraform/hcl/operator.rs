//! Operators.

use super::convert::{to_bool, to_number};
use super::syntax::Operator;
use super::value::{Value, equal};
use crate::said::{Said, say};

/// Works out an operator with two sides.
pub(super) fn binary(sign: Operator, left: &Value, right: &Value) -> Result<Value, Said> {
    match sign {
        Operator::Equal | Operator::NotEqual => Ok(match equal(left, right) {
            Some(same) => Value::Bool(same == (sign == Operator::Equal)),
            None => Value::worked_out_of([left, right], "${?}"),
        }),
        Operator::And | Operator::Or => logic(sign == Operator::Or, left, right),
        Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual
        | Operator::Add
        | Operator::Subtract
        | Operator::Multiply
        | Operator::Divide
        | Operator::Remainder => {
            let is_unknown = |it: &Value| matches!(it, Value::Unknown(_) | Value::Instance(_));
            if is_unknown(left) || is_unknown(right) {
                return Ok(Value::worked_out_of([left, right], "${?}"));
            }
            arithmetic(sign, to_number(left)?, to_number(right)?)
        }
    }
}

/// One side settles it where it can, whatever is unknown on the other.
fn logic(is_or: bool, left: &Value, right: &Value) -> Result<Value, Said> {
    let side = |value: &Value| match value {
        Value::Unknown(_) | Value::Instance(_) => Ok(None),
        value => to_bool(value).map(Some),
    };
    let (a, b) = (side(left)?, side(right)?);
    if a == Some(is_or) || b == Some(is_or) {
        return Ok(Value::Bool(is_or));
    }
    if a.is_none() || b.is_none() {
        return Ok(Value::worked_out_of([left, right], "${?}"));
    }
    Ok(Value::Bool(!is_or))
}

fn arithmetic(sign: Operator, left: f64, right: f64) -> Result<Value, Said> {
    let order = left.total_cmp(&right);
    let by_zero = right.abs().total_cmp(&0.0).is_eq();
    let number = match sign {
        Operator::Less => return Ok(Value::Bool(order.is_lt())),
        Operator::LessOrEqual => return Ok(Value::Bool(order.is_le())),
        Operator::Greater => return Ok(Value::Bool(order.is_gt())),
        Operator::GreaterOrEqual => return Ok(Value::Bool(order.is_ge())),
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide | Operator::Remainder if by_zero => {
            return Err(say!("a division by zero", "ゼロ除算です"));
        }
        Operator::Divide => left / right,
        Operator::Remainder => left % right,
        Operator::Or | Operator::And | Operator::Equal | Operator::NotEqual => {
            return Err(say!(
                "not an operator of numbers",
                "数値の演算子ではありません"
            ));
        }
    };
    match number.is_finite() {
        true => Ok(Value::Number(number)),
        false => Err(say!("a number that is too large", "数値が大きすぎます")),
    }
}

/// `-x`
pub(super) fn negative(of: &Value) -> Result<Value, Said> {
    match of {
        Value::Unknown(_) | Value::Instance(_) => Ok(Value::worked_out_of([of], "${?}")),
        of => Ok(Value::Number(-to_number(of)?)),
    }
}

/// `!x`
pub(super) fn not(of: &Value) -> Result<Value, Said> {
    match of {
        Value::Unknown(_) | Value::Instance(_) => Ok(Value::worked_out_of([of], "${?}")),
        of => Ok(Value::Bool(!to_bool(of)?)),
    }
}
