//! Sets, and the conversions of types.

use super::{Call, Outcome, items};
use crate::limits::MAX_VALUES;
use crate::said::{Said, say};
use crate::terraform::hcl::convert::{alike, convert, no_constant, set};
use crate::terraform::hcl::kind::Type;
use crate::terraform::hcl::value::{Key, Shape, Value, equal};

/// All arguments as sets of one type, so that their items can be compared.
fn sets(call: &Call<'_>) -> Result<Vec<Vec<Value>>, Said> {
    let mut all = Vec::new();
    let mut lengths = Vec::new();
    for argument in &call.arguments {
        let items = items(argument)?;
        lengths.push(items.len());
        all.extend_from_slice(items);
    }
    let mut all = alike(&all).into_iter();
    Ok(lengths
        .into_iter()
        .map(|length| all.by_ref().take(length).collect())
        .collect())
}

fn has(items: &[Value], value: &Value) -> bool {
    items.iter().any(|it| equal(it, value) == Some(true))
}

pub(super) fn setunion(call: &Call<'_>) -> Outcome {
    let mut open = false;
    for argument in &call.arguments {
        match argument {
            Value::Seq(seq) => open |= seq.open,
            Value::Unknown(_) | Value::Instance(_) => {
                return Ok(Value::worked_out_of(&call.arguments, "${?}"));
            }
            _ => {}
        }
    }
    Ok(set(sets(call)?.concat(), open))
}

pub(super) fn setintersection(call: &Call<'_>) -> Outcome {
    let sets = sets(call)?;
    let (first, others) = sets
        .split_first()
        .ok_or(say!("no set is given", "セットがありません"))?;
    let size: usize = others.iter().map(Vec::len).sum();
    call.world.step(size.saturating_mul(first.len()) / 8)?;
    let kept = first
        .iter()
        .filter(|item| others.iter().all(|other| has(other, item)));
    Ok(set(kept.cloned().collect(), false))
}

pub(super) fn setsubtract(call: &Call<'_>) -> Outcome {
    let sets = sets(call)?;
    let [first, other] = sets.as_slice() else {
        return Err(say!("two sets are needed", "セットが 2 つ必要です"));
    };
    call.world
        .step(first.len().saturating_mul(other.len()) / 8)?;
    let kept = first.iter().filter(|item| !has(other, item));
    Ok(set(kept.cloned().collect(), false))
}

pub(super) fn setproduct(call: &Call<'_>) -> Outcome {
    let mut product: Vec<Vec<Value>> = vec![Vec::new()];
    let mut is_set = true;
    for argument in &call.arguments {
        let items = items(argument)?;
        is_set &= matches!(argument, Value::Seq(seq) if seq.shape == Shape::Set);
        let size = product
            .len()
            .saturating_mul(items.len())
            .saturating_mul(call.arguments.len());
        if size > MAX_VALUES {
            return Err(say!(
                "more than {} items",
                "要素が {} を超えています",
                MAX_VALUES
            ));
        }
        call.world.step(size)?;
        let longer = product.iter().flat_map(|before| {
            items.iter().map(move |item| {
                let mut tuple = before.clone();
                tuple.push(item.clone());
                tuple
            })
        });
        product = longer.collect();
    }
    let tuples: Vec<Value> = product.into_iter().map(Value::tuple).collect();
    Ok(match is_set {
        true => set(tuples, false),
        false => Value::list(tuples),
    })
}

fn converted(call: &Call<'_>, to: &Type) -> Outcome {
    match call.value(0) {
        // Every instance of a number that is not known.
        value @ Value::Instance(it)
            if it.key == Key::Any && matches!(to, Type::List(_) | Type::Set(_)) =>
        {
            Ok(Value::seq(Shape::List, vec![value.clone()], true))
        }
        value => convert(value, to, &no_constant),
    }
}

pub(super) fn tobool(call: &Call<'_>) -> Outcome {
    converted(call, &Type::Bool)
}

pub(super) fn tonumber(call: &Call<'_>) -> Outcome {
    converted(call, &Type::Number)
}

pub(super) fn tostring(call: &Call<'_>) -> Outcome {
    converted(call, &Type::Text)
}

pub(super) fn tolist(call: &Call<'_>) -> Outcome {
    converted(call, &Type::List(Box::new(Type::Any)))
}

pub(super) fn toset(call: &Call<'_>) -> Outcome {
    converted(call, &Type::Set(Box::new(Type::Any)))
}

pub(super) fn tomap(call: &Call<'_>) -> Outcome {
    converted(call, &Type::Map(Box::new(Type::Any)))
}
