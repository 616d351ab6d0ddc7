//! Texts.

use super::{Call, Outcome, items};
use crate::limits::{MAX_TEXT, MAX_VALUES};
use crate::said::{Said, quoted, say};
use crate::terraform::hcl::convert::to_text;
use crate::terraform::hcl::value::{Entries, Value};
use crate::value::{Refers, Unknown};
use regex_lite::{Captures, Regex, RegexBuilder};
use std::rc::Rc;

/// Bytes a compiled expression may take.
const MAX_REGEX: usize = 256 * 1024;

pub(super) fn chomp(call: &Call<'_>) -> Outcome {
    Ok(Value::text(call.text(0)?.trim_end_matches(['\n', '\r'])))
}

pub(super) fn startswith(call: &Call<'_>) -> Outcome {
    Ok(Value::Bool(call.text(0)?.starts_with(&*call.text(1)?)))
}

pub(super) fn endswith(call: &Call<'_>) -> Outcome {
    Ok(Value::Bool(call.text(0)?.ends_with(&*call.text(1)?)))
}

pub(super) fn strcontains(call: &Call<'_>) -> Outcome {
    Ok(Value::Bool(call.text(0)?.contains(&*call.text(1)?)))
}

pub(super) fn lower(call: &Call<'_>) -> Outcome {
    Ok(Value::text(call.text(0)?.to_lowercase()))
}

pub(super) fn upper(call: &Call<'_>) -> Outcome {
    Ok(Value::text(call.text(0)?.to_uppercase()))
}

pub(super) fn title(call: &Call<'_>) -> Outcome {
    let mut before = ' ';
    let mut title = String::new();
    for c in call.text(0)?.chars() {
        if before.is_alphanumeric() || before == '_' {
            title.push(c);
        } else {
            title.extend(c.to_uppercase());
        }
        before = c;
    }
    Ok(Value::text(title))
}

pub(super) fn strrev(call: &Call<'_>) -> Outcome {
    Ok(Value::text(call.text(0)?.chars().rev().collect::<String>()))
}

pub(super) fn trim(call: &Call<'_>) -> Outcome {
    let cut = call.text(1)?;
    Ok(Value::text(call.text(0)?.trim_matches(|c| cut.contains(c))))
}

pub(super) fn trimprefix(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    Ok(Value::text(
        text.strip_prefix(&*call.text(1)?).unwrap_or(&text),
    ))
}

pub(super) fn trimsuffix(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    Ok(Value::text(
        text.strip_suffix(&*call.text(1)?).unwrap_or(&text),
    ))
}

pub(super) fn trimspace(call: &Call<'_>) -> Outcome {
    Ok(Value::text(call.text(0)?.trim()))
}

pub(super) fn indent(call: &Call<'_>) -> Outcome {
    let (spaces, text) = (call.whole(0)?, call.text(1)?);
    let spaces = usize::try_from(spaces)
        .map_err(|_| say!("a negative number of spaces", "空白の数が負です"))?;
    let breaks = text.matches('\n').count().max(1);
    if spaces.saturating_mul(breaks) > MAX_TEXT {
        return Err(say!(
            "a text of more than {} bytes",
            "{} バイトを超える文字列です",
            MAX_TEXT
        ));
    }
    Ok(Value::text(
        text.replace('\n', &format!("\n{}", " ".repeat(spaces))),
    ))
}

pub(super) fn join(call: &Call<'_>) -> Outcome {
    let by = call.text(0)?;
    let mut all = Vec::new();
    for list in call.arguments.iter().skip(1) {
        for item in items(list)? {
            all.push(to_text(item)?);
        }
    }
    let length: usize = all.iter().map(|it| it.len() + by.len()).sum();
    if length > MAX_TEXT {
        return Err(say!(
            "a text of more than {} bytes",
            "{} バイトを超える文字列です",
            MAX_TEXT
        ));
    }
    Ok(Value::text(all.join(&*by)))
}

pub(super) fn split(call: &Call<'_>) -> Outcome {
    if let (Value::Text(by), Value::Unknown(unknown)) = (call.value(0), call.value(1)) {
        let ids = joined_ids(by, unknown);
        return Ok(ids.unwrap_or_else(|| Value::worked_out_of(&call.arguments, "${?}")));
    }
    if !call.arguments.iter().all(Value::is_known) {
        return Ok(Value::worked_out_of(&call.arguments, "${?}"));
    }
    let (by, text) = (call.text(0)?, call.text(1)?);
    let parts = if by.is_empty() {
        text.chars().map(|c| Value::text(c.to_string())).collect()
    } else {
        text.split(&*by)
            .take(MAX_VALUES + 1)
            .map(Value::text)
            .collect()
    };
    Ok(Value::list(parts))
}

/// The ids that a text joins by a comma, which no id has in it.
fn joined_ids(by: &str, unknown: &Unknown) -> Option<Value> {
    let among = match &unknown.refers {
        Refers::To(to) => std::slice::from_ref(to),
        Refers::Among(among) => among,
        Refers::Nowhere => return None,
    };
    let id_of = |part: &str| {
        let inner = part.strip_prefix("${")?.strip_suffix('}')?;
        let to = among.iter().find(|it| it.to_string() == inner)?;
        (to.attribute == "id").then(|| Value::reference(unknown.why.clone(), to.clone()))
    };
    let is_plain = |part: &str| !part.contains("${");
    let parts = unknown.shown.split(by).map(|part| match is_plain(part) {
        true => Some(Value::text(part)),
        false => id_of(part),
    });
    (by == ",").then(|| parts.collect::<Option<_>>().map(Value::list))?
}

pub(super) fn substr(call: &Call<'_>) -> Outcome {
    let (text, start, length) = (call.text(0)?, call.whole(1)?, call.whole(2)?);
    let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let start = if start < 0 { start + count } else { start };
    let start = usize::try_from(start)
        .map_err(|_| say!("the start is before the text", "開始位置が文字列より前です"))?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    Ok(Value::text(
        text.chars().skip(start).take(length).collect::<String>(),
    ))
}

pub(super) fn replace(call: &Call<'_>) -> Outcome {
    let (text, of, by) = (call.text(0)?, call.text(1)?, call.text(2)?);
    let pattern = of.strip_prefix('/').and_then(|it| it.strip_suffix('/'));
    let replaced = match pattern {
        Some(pattern) if of.len() > 1 => {
            let regex = compiled(pattern)?;
            // A `$` may stand for all that matched.
            let groups = by.matches('$').count().saturating_mul(text.len());
            let plain = regex.find_iter(&text).count().saturating_mul(by.len());
            if plain.saturating_add(groups) > 16 * MAX_TEXT {
                return Err(say!(
                    "a text of more than {} bytes",
                    "{} バイトを超える文字列です",
                    MAX_TEXT
                ));
            }
            regex.replace_all(&text, &*by).into_owned()
        }
        _ => {
            let more = text.matches(&*of).count().saturating_mul(by.len());
            if more > MAX_TEXT {
                return Err(say!(
                    "a text of more than {} bytes",
                    "{} バイトを超える文字列です",
                    MAX_TEXT
                ));
            }
            text.replace(&*of, &by)
        }
    };
    Ok(Value::text(replaced))
}

pub(super) fn regex(call: &Call<'_>) -> Outcome {
    let (regex, text) = (compiled(&call.text(0)?)?, call.text(1)?);
    let found = regex.captures(&text);
    let found = found.map(|found| matched(&regex, &found));
    found.ok_or_else(|| say!("the text does not match", "文字列が一致しません"))
}

pub(super) fn regexall(call: &Call<'_>) -> Outcome {
    let (regex, text) = (compiled(&call.text(0)?)?, call.text(1)?);
    let all = regex.captures_iter(&text).take(MAX_VALUES + 1);
    Ok(Value::list(
        all.map(|found| matched(&regex, &found)).collect(),
    ))
}

fn compiled(pattern: &str) -> Result<Regex, Said> {
    let built = RegexBuilder::new(pattern).size_limit(MAX_REGEX).build();
    built.map_err(|error| {
        say!(
            "the regular expression {}: {}",
            "正規表現 {}: {}",
            quoted(pattern),
            error
        )
    })
}

/// What matched: a text without groups, an object of named ones, a tuple of the others.
fn matched(regex: &Regex, found: &Captures<'_>) -> Value {
    let group = |at: usize| match found.get(at) {
        Some(group) => Value::text(group.as_str()),
        None => Value::Null,
    };
    if regex.captures_len() == 1 {
        return group(0);
    }
    let names = regex.capture_names().enumerate().skip(1);
    let named: Entries = names
        .filter_map(|(at, name)| Some((Rc::from(name?), group(at))))
        .collect();
    match named.is_empty() {
        true => Value::tuple((1..regex.captures_len()).map(group).collect()),
        false => Value::object(named),
    }
}
