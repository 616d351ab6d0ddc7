//! Functions of lists.

use super::{Call, Outcome};
use crate::limits::MAX_VALUES;
use crate::said::{Said, say};
use crate::terraform::hcl::convert::{to_bool, to_number, to_text};
use crate::terraform::hcl::evaluate::{list_of, usize_of};
use crate::terraform::hcl::value::{Key, Shape, Value, equal};
use crate::value::Refers;

/// A list whose items may be unknown: the items, and whether there may be more.
fn open_items(value: &Value) -> Result<(Vec<Value>, bool), Said> {
    match value {
        Value::Seq(seq) => Ok((seq.items.clone(), seq.open)),
        Value::Unknown(_) => Ok((vec![value.clone()], true)),
        Value::Instance(it) if it.key == Key::Any => Ok((vec![value.clone()], true)),
        other => Err(say!(
            "a list is required, not {}",
            "{}ではなくリストが必要です",
            other.what()
        )),
    }
}

pub(super) fn alltrue(call: &Call<'_>) -> Outcome {
    truths(call, false)
}

pub(super) fn anytrue(call: &Call<'_>) -> Outcome {
    truths(call, true)
}

/// One item that is `settles` settles it, whatever is unknown beside it.
fn truths(call: &Call<'_>, settles: bool) -> Outcome {
    let (items, mut open) = open_items(call.value(0))?;
    for item in &items {
        match item {
            Value::Unknown(_) => open = true,
            Value::Null => {}
            item if to_bool(item)? == settles => return Ok(Value::Bool(settles)),
            _ => {}
        }
    }
    Ok(match open {
        true => Value::worked_out_of(&call.arguments, "${?}"),
        false => Value::Bool(!settles),
    })
}

pub(super) fn chunklist(call: &Call<'_>) -> Outcome {
    let size =
        usize::try_from(call.whole(1)?).map_err(|_| say!("a negative size", "大きさが負です"))?;
    let items = call.items(0)?;
    let chunks = items.chunks(if size == 0 { items.len().max(1) } else { size });
    Ok(Value::list(chunks.map(list_of).collect()))
}

pub(super) fn coalesce(call: &Call<'_>) -> Outcome {
    let known: Vec<Value> = call
        .arguments
        .iter()
        .filter(|it| !it.is_open())
        .cloned()
        .collect();
    let common = super::super::convert::alike(&known);
    let mut common = common.into_iter();
    for argument in &call.arguments {
        match argument {
            Value::Unknown(unknown) if matches!(unknown.refers, Refers::To(_)) => {
                return Ok(argument.clone());
            }
            argument if argument.is_open() => {
                return Ok(Value::worked_out_of(&call.arguments, "${?}"));
            }
            _ => {}
        }
        match common.next() {
            None | Some(Value::Null) => {}
            Some(Value::Text(text)) if text.is_empty() => {}
            Some(found) => return Ok(found),
        }
    }
    Err(say!(
        "no argument is neither null nor empty",
        "null でも空でもない引数がありません"
    ))
}

pub(super) fn coalescelist(call: &Call<'_>) -> Outcome {
    for argument in &call.arguments {
        match argument {
            Value::Null => return Err(say!("null is no list", "null はリストではありません")),
            Value::Seq(seq) if seq.items.is_empty() && !seq.open => {}
            Value::Seq(seq) if seq.items.is_empty() => {
                return Ok(Value::worked_out_of(&call.arguments, "${?}"));
            }
            argument => return Ok(argument.clone()),
        }
    }
    Err(say!("no argument has items", "要素のある引数がありません"))
}

pub(super) fn compact(call: &Call<'_>) -> Outcome {
    let (items, mut open) = open_items(call.value(0))?;
    let mut kept = Vec::new();
    for item in &items {
        match item {
            Value::Null => {}
            // What AWS gives is never empty.
            Value::Unknown(unknown) => {
                open |= !matches!(unknown.refers, Refers::To(_));
                kept.push(item.clone());
            }
            item => {
                let text = to_text(item)?;
                if !text.is_empty() {
                    kept.push(Value::Text(text));
                }
            }
        }
    }
    Ok(Value::seq(Shape::List, kept, open))
}

pub(super) fn concat(call: &Call<'_>) -> Outcome {
    let mut all = Vec::new();
    let mut open = false;
    let mut is_list = true;
    for argument in &call.arguments {
        let (items, more) = open_items(argument)?;
        is_list &= matches!(argument, Value::Seq(seq) if seq.shape != Shape::Tuple);
        open |= more;
        all.extend(items);
        if all.len() > MAX_VALUES {
            return Err(say!(
                "more than {} items",
                "要素が {} を超えています",
                MAX_VALUES
            ));
        }
    }
    let shape = if is_list { Shape::List } else { Shape::Tuple };
    Ok(Value::seq(shape, all, open))
}

pub(super) fn contains(call: &Call<'_>) -> Outcome {
    let (items, open) = open_items(call.value(0))?;
    let found: Vec<Option<bool>> = items.iter().map(|it| equal(it, call.value(1))).collect();
    if found.contains(&Some(true)) {
        return Ok(Value::Bool(true));
    }
    Ok(match open || found.contains(&None) {
        true => Value::worked_out_of(&call.arguments, "${?}"),
        false => Value::Bool(false),
    })
}

pub(super) fn distinct(call: &Call<'_>) -> Outcome {
    let (items, open) = open_items(call.value(0))?;
    let items = super::super::convert::alike(&items);
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        call.world.step(kept.len() / 8)?;
        if !kept.iter().any(|it| equal(it, &item) == Some(true)) {
            kept.push(item);
        }
    }
    Ok(Value::seq(Shape::List, kept, open))
}

pub(super) fn element(call: &Call<'_>) -> Outcome {
    let (items, open) = open_items(call.value(0))?;
    let is_known = !matches!(call.value(1), Value::Unknown(_));
    match items.as_slice() {
        [] if open => Ok(Value::worked_out_of(&call.arguments, "${?}")),
        [] => Err(say!("the list is empty", "リストが空です")),
        [only] => Ok(only.clone()),
        items if open || !is_known => Ok(Value::worked_out_of(
            items.iter().chain([call.value(1)]),
            "${?}",
        )),
        items => {
            let at = usize::try_from(call.whole(1)?)
                .map_err(|_| say!("a negative index", "インデックスが負です"))?;
            let item = items.get(at % items.len());
            item.cloned()
                .ok_or_else(|| say!("there is no such item", "その要素はありません"))
        }
    }
}

/// Whether an unknown may well be a list itself.
fn may_be_list(value: &Value) -> bool {
    match value {
        Value::Unknown(unknown) => match &unknown.refers {
            Refers::To(to) => {
                let ends = ["ids", "arns", "names", "blocks", "addresses", "[*]"];
                ends.iter().any(|end| to.attribute.ends_with(end))
            }
            Refers::Nowhere | Refers::Among(_) => true,
        },
        _ => false,
    }
}

pub(super) fn flatten(call: &Call<'_>) -> Outcome {
    fn add(value: &Value, all: &mut Vec<Value>, open: &mut bool) {
        match value {
            Value::Seq(seq) => {
                *open |= seq.open;
                seq.items.iter().for_each(|item| add(item, all, open));
            }
            other => {
                *open |= may_be_list(other);
                all.push(other.clone());
            }
        }
    }
    let (items, mut open) = open_items(call.value(0))?;
    let mut all = Vec::new();
    items.iter().for_each(|item| add(item, &mut all, &mut open));
    Ok(Value::seq(Shape::Tuple, all, open))
}

pub(super) fn index(call: &Call<'_>) -> Outcome {
    let mut items = call.items(0)?.iter();
    let at = items.position(|it| equal(it, call.value(1)) == Some(true));
    at.map(Value::count)
        .ok_or_else(|| say!("the list has no such item", "リストにその要素はありません"))
}

pub(super) fn length(call: &Call<'_>) -> Outcome {
    match call.value(0) {
        value if value.is_open() => Ok(Value::worked_out_of(&call.arguments, "${?}")),
        Value::Seq(seq) => Ok(Value::count(seq.items.len())),
        Value::Map(map) => Ok(Value::count(map.entries.len())),
        Value::Text(text) => Ok(Value::count(text.chars().count())),
        value @ Value::Instance(it) => match call.world.outputs_of(it) {
            Some(Value::Map(map)) => Ok(Value::count(map.entries.len())),
            _ => Ok(Value::worked_out_of([value], "${?}")),
        },
        other => Err(say!(
            "{} has no length",
            "{}に長さはありません",
            other.what()
        )),
    }
}

/// `list(...)`, which is `[...]` since version 0.12.
pub(super) fn list(call: &Call<'_>) -> Outcome {
    Ok(list_of(&call.arguments))
}

pub(super) fn matchkeys(call: &Call<'_>) -> Outcome {
    let (values, keys, wanted) = (call.items(0)?, call.items(1)?, call.items(2)?);
    if values.len() != keys.len() {
        return Err(say!(
            "the lists are not of the same length",
            "リストの長さが異なります"
        ));
    }
    call.world
        .step(keys.len().saturating_mul(wanted.len()) / 8)?;
    let is_wanted = |key: &Value| wanted.iter().any(|it| equal(it, key) == Some(true));
    let pairs = values.iter().zip(keys).filter(|(_, key)| is_wanted(key));
    let found: Vec<Value> = pairs.map(|(value, _)| value.clone()).collect();
    Ok(list_of(&found))
}

pub(super) fn one(call: &Call<'_>) -> Outcome {
    if let Value::Null = call.value(0) {
        return Ok(Value::Null);
    }
    let (items, open) = open_items(call.value(0))?;
    match items.as_slice() {
        [] if open => Ok(Value::worked_out_of(&call.arguments, "${?}")),
        [] => Ok(Value::Null),
        [only] => Ok(only.clone()),
        _ if open => Ok(Value::worked_out_of(&items, "${?}")),
        items => Err(say!(
            "there are {} items, not one",
            "要素が 1 つではなく {} 個あります",
            items.len()
        )),
    }
}

pub(super) fn range(call: &Call<'_>) -> Outcome {
    let number = |at: usize| call.number(at);
    let (start, end, step) = match call.arguments.len() {
        1 => (0.0, number(0)?, None),
        2 => (number(0)?, number(1)?, None),
        _ => (number(0)?, number(1)?, Some(number(2)?)),
    };
    let down = end < start;
    let step = step.unwrap_or(if down { -1.0 } else { 1.0 });
    if step.abs().total_cmp(&0.0).is_eq() || (step < 0.0) != down && start.total_cmp(&end).is_ne() {
        return Err(say!(
            "the step does not lead from the start to the end",
            "その増分では開始から終了に至りません"
        ));
    }
    // Terraform's own limit.
    if ((end - start) / step) > 1024.0 {
        return Err(say!("more than 1024 numbers", "数値が 1024 個を超えます"));
    }
    let mut found = Vec::new();
    let mut next = start;
    while if down { next > end } else { next < end } {
        found.push(Value::Number(next));
        next += step;
    }
    Ok(Value::list(found))
}

pub(super) fn reverse(call: &Call<'_>) -> Outcome {
    let mut items = call.items(0)?.to_vec();
    items.reverse();
    Ok(match call.value(0) {
        Value::Seq(seq) if seq.shape == Shape::Tuple => Value::tuple(items),
        _ => Value::list(items),
    })
}

pub(super) fn slice(call: &Call<'_>) -> Outcome {
    let at = |number: usize| -> Result<usize, Said> {
        if let Value::Unknown(_) = call.value(number) {
            return Err(say!("an index is not known", "インデックスが不明です"));
        }
        let found = usize_of(call.number(number)?);
        found.ok_or_else(|| {
            say!(
                "an index must be a whole number",
                "インデックスは整数でなければなりません"
            )
        })
    };
    if call
        .arguments
        .iter()
        .skip(1)
        .any(|it| matches!(it, Value::Unknown(_)))
    {
        return Ok(Value::worked_out_of(&call.arguments, "${?}"));
    }
    let (items, start, end) = (call.items(0)?, at(1)?, at(2)?);
    let Some(part) = items.get(start..end) else {
        return Err(say!(
            "there are no items {} to {} among {}",
            "{2} 個の要素に {0} から {1} はありません",
            start,
            end,
            items.len()
        ));
    };
    Ok(match call.value(0) {
        Value::Seq(seq) if seq.shape == Shape::Tuple => Value::tuple(part.to_vec()),
        _ => Value::list(part.to_vec()),
    })
}

pub(super) fn sort(call: &Call<'_>) -> Outcome {
    let mut texts = call.texts(0)?;
    texts.sort();
    Ok(Value::list(texts.into_iter().map(Value::Text).collect()))
}

pub(super) fn sum(call: &Call<'_>) -> Outcome {
    let items = call.items(0)?;
    if items.is_empty() {
        return Err(say!("the list is empty", "リストが空です"));
    }
    let mut sum = 0.0;
    for item in items {
        sum += to_number(item)?;
    }
    Ok(Value::Number(sum))
}
