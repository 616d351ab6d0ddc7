//! Files, as far as they are among the inputs, and their names.

use super::{Call, Outcome};
use crate::said::{Said, say};
use crate::terraform::hcl::evaluate::{Names, Scope};
use crate::terraform::hcl::parse;
use crate::terraform::hcl::path;
use crate::terraform::hcl::value::Value;
use crate::terraform::hcl::world::World;
use crate::tree::Place;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::rc::Rc;

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
