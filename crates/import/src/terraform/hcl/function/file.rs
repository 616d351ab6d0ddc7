//! Files, as far as they are among the inputs, and their names.

use super::{Call, Outcome};
use crate::said::{Said, say};
use crate::source::is_read;
use crate::terraform::hcl::convert::set;
use crate::terraform::hcl::evaluate::{Names, Scope};
use crate::terraform::hcl::parse;
use crate::terraform::hcl::path;
use crate::terraform::hcl::value::Value;
use crate::terraform::hcl::world::World;
use crate::tree::Place;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeSet;
use std::rc::Rc;

/// How many patterns `{a,b}` may stand for.
const MAX_ALTERNATIVES: usize = 100;

pub(super) fn basename(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    let found = path::file_name(text.trim_end_matches('/'));
    Ok(Value::text(if found.is_empty() { "." } else { found }))
}

pub(super) fn dirname(call: &Call<'_>) -> Outcome {
    let found = path::folder(&call.text(0)?);
    Ok(Value::text(if found.is_empty() { "." } else { &found }))
}

/// Where the working directory is nobody knows; it is called `.` here.
pub(super) fn abspath(call: &Call<'_>) -> Outcome {
    Ok(Value::text(path::clean(&call.text(0)?)))
}

/// A text of the inputs; paths start at the root module's folder.
fn text_of<'c>(call: &Call<'c>) -> Result<Result<&'c str, Value>, Said> {
    let name = call.text(0)?;
    let path = path::join(call.world.folder, &name);
    let found = call.world.inputs.texts.get(&path);
    if found.is_some() {
        call.world.files_read.borrow_mut().insert(path);
    }
    let why = say!(
        "the file {} is not among the inputs",
        "ファイル {} は入力にありません",
        name
    );
    Ok(found.copied().ok_or_else(|| Value::unknown(why)))
}

pub(super) fn file(call: &Call<'_>) -> Outcome {
    Ok(match text_of(call)? {
        Ok(text) => Value::text(text),
        Err(unknown) => unknown,
    })
}

/// The files of a folder that a pattern fits, as far as files so called are among the inputs.
pub(super) fn fileset(call: &Call<'_>) -> Outcome {
    let (folder, pattern) = (call.text(0)?, call.text(1)?);
    let is_complete = |it: &str| is_read(it, true);
    let patterns = alternatives(&pattern);
    if !patterns.iter().all(|it| is_complete(it)) {
        let why = say!(
            "which files {} fits is not known: not all of them are read",
            "{} に合うファイルは、すべてが読み込まれるわけではないため不明です",
            pattern
        );
        return Ok(Value::unknown(why));
    }
    let folder = path::join(call.world.folder, &folder);
    let texts = call.world.inputs.texts.keys();
    call.world.step(texts.len())?;
    let inside = texts.filter_map(|it| path::inside(it, &folder));
    let found = inside.filter(|it| patterns.iter().any(|pattern| fits(it, pattern)));
    Ok(set(found.map(Value::text).collect(), false))
}

/// A pattern with `{a,b}` in it as several without.
fn alternatives(pattern: &str) -> Vec<String> {
    let parts = pattern
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    let Some((before, (inner, after))) = parts else {
        return vec![pattern.to_owned()];
    };
    inner
        .split(',')
        .take(MAX_ALTERNATIVES)
        .map(|it| format!("{before}{it}{after}"))
        .collect()
}

/// Whether a path fits a pattern: `*` and `?` within a name, `**` for any folders.
fn fits(path: &str, pattern: &str) -> bool {
    let path: Vec<&str> = path.split('/').collect();
    let pattern: Vec<&str> = pattern.split('/').collect();
    // How much of the pattern every beginning of the path fits.
    let mut at = BTreeSet::from([0]);
    for name in &path {
        let mut next = BTreeSet::new();
        for from in reachable(&at, &pattern) {
            match pattern.get(from) {
                Some(&"**") => {
                    next.insert(from);
                }
                Some(part) if name_fits(name.as_bytes(), part.as_bytes()) => {
                    next.insert(from + 1);
                }
                _ => {}
            }
        }
        at = next;
    }
    reachable(&at, &pattern).contains(&pattern.len())
}

/// Where the pattern may go on: `**` may also stand for no folder.
fn reachable(at: &BTreeSet<usize>, pattern: &[&str]) -> BTreeSet<usize> {
    let mut all = at.clone();
    for from in at {
        let mut from = *from;
        while pattern.get(from) == Some(&"**") {
            from += 1;
            all.insert(from);
        }
    }
    all
}

fn name_fits(name: &[u8], pattern: &[u8]) -> bool {
    let (mut at, mut of) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match (pattern.get(of), name.get(at)) {
            (Some(b'*'), _) => {
                star = Some((of, at));
                of += 1;
            }
            (Some(b'?'), Some(_)) => {
                at += 1;
                of += 1;
            }
            (Some(a), Some(b)) if a == b => {
                at += 1;
                of += 1;
            }
            _ => {
                let Some((back, from)) = star else {
                    return false;
                };
                star = Some((back, from + 1));
                of = back + 1;
                at = from + 1;
            }
        }
    }
    pattern
        .get(of..)
        .is_some_and(|rest| rest.iter().all(|it| *it == b'*'))
}

pub(super) fn filebase64(call: &Call<'_>) -> Outcome {
    Ok(match text_of(call)? {
        Ok(text) => Value::text(STANDARD.encode(text)),
        Err(unknown) => unknown,
    })
}

pub(super) fn fileexists(call: &Call<'_>) -> Outcome {
    Ok(match text_of(call)? {
        Ok(_) => Value::Bool(true),
        Err(unknown) => unknown,
    })
}

pub(super) fn templatefile(call: &Call<'_>) -> Outcome {
    if let Value::Unknown(_) = call.value(0) {
        return Ok(Value::worked_out_of(&call.arguments, "${?}"));
    }
    let text = match text_of(call)? {
        Ok(text) => text,
        Err(unknown) => return Ok(unknown),
    };
    rendered(call.world, call.scope, text, &call.text(0)?, call.value(1))
}

/// A template with its variables.
pub(in crate::terraform::hcl) fn rendered(
    world: &World<'_>,
    scope: Scope<'_>,
    text: &str,
    name: &Rc<str>,
    variables: &Value,
) -> Outcome {
    let parts = parse::template(text, Place::START);
    let parts = parts.map_err(|(place, message)| {
        say!(
            "{} ({}:{}:{})",
            "{} ({}:{}:{})",
            message,
            name,
            place.line,
            place.column
        )
    })?;
    let Value::Map(variables) = variables else {
        return Ok(Value::worked_out_of([variables], "${?}"));
    };
    let pairs = variables.entries.iter();
    let names = Names {
        pairs: pairs
            .map(|(name, value)| (&**name, value.clone()))
            .collect(),
        before: None,
    };
    let scope = Scope {
        file: name,
        names: Some(&names),
        ..scope
    };
    world.template(scope, &parts).map_err(|bad| bad.shown())
}

#[cfg(test)]
mod tests {
    use super::{alternatives, fits};

    #[test]
    fn a_pattern_fits_paths() {
        let check = |path: &str, pattern: &str, is: bool| {
            assert_eq!(fits(path, pattern), is, "{path} {pattern}");
        };
        check("a.yaml", "*.yaml", true);
        check("x/a.yaml", "*.yaml", false);
        check("x/a.yaml", "**/*.yaml", true);
        check("a.yaml", "**/*.yaml", true);
        check("x/y/a.yaml", "x/**", true);
        check("x/a.yml", "x/?.y*l", true);
        check("a.yaml.bak", "*.yaml", false);
        assert_eq!(alternatives("*.{yml,yaml}"), ["*.yml", "*.yaml"]);
    }
}
