//! JSON, YAML, Base64, CSV.

use super::{Call, Outcome};
use crate::limits::MAX_TEXT;
use crate::said::{Said, say};
use crate::terraform::hcl::json::value;
use crate::terraform::hcl::value::{Entries, Value, number_text};
use crate::tree;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write as _;
use std::rc::Rc;

pub(super) fn base64encode(call: &Call<'_>) -> Outcome {
    Ok(Value::text(STANDARD.encode(call.text(0)?.as_bytes())))
}

pub(super) fn base64decode(call: &Call<'_>) -> Outcome {
    let bytes = STANDARD.decode(call.text(0)?.as_bytes());
    let bytes = bytes.map_err(|_| say!("the text is not Base64", "Base64 ではありません"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| say!("the result is not UTF-8", "結果が UTF-8 ではありません"))?;
    Ok(Value::text(text))
}

pub(super) fn jsonencode(call: &Call<'_>) -> Outcome {
    let text = json(call.value(0))?;
    Ok(match call.value(0).is_known() {
        true => Value::text(text),
        false => Value::worked_out_of(&call.arguments, &text),
    })
}

pub(super) fn jsondecode(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    let text = text.trim();
    // A scalar is JSON too; the reader of trees takes it as YAML.
    if !tree::is_json(text) {
        let found: Result<serde_json::Value, _> = serde_json::from_str(text);
        return Ok(
            match found.map_err(|_| say!("the text is not JSON", "JSON ではありません"))? {
                serde_json::Value::String(text) => Value::text(text),
                serde_json::Value::Bool(truth) => Value::Bool(truth),
                serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(0.0)),
                _ => Value::Null,
            },
        );
    }
    decoded(text)
}

pub(super) fn yamldecode(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    match text.trim().is_empty() {
        true => Ok(Value::Null),
        false => decoded(&text),
    }
}

fn decoded(text: &str) -> Outcome {
    tree::read("it", text)
        .map(|node| value(&node))
        .map_err(|bad| say!("{}:{}: {}", "{}:{}: {}", bad.line, bad.column, bad.message))
}

pub(super) fn csvdecode(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    let mut rows = rows(&text).into_iter();
    let header = rows.next().unwrap_or_default();
    let mut found = Vec::new();
    for row in rows {
        if row.len() != header.len() {
            return Err(say!(
                "a row of {} cells under {}",
                "見出し {1} 列に対して {0} 列の行があります",
                row.len(),
                header.len()
            ));
        }
        let cells = header.iter().map(|name| Rc::from(name.as_str()));
        let cells: Entries = cells.zip(row.iter().map(Value::text)).collect();
        found.push(Value::object(cells));
    }
    Ok(Value::list(found))
}

/// The cells of a text (RFC 4180).
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                if !row.is_empty() || !cell.is_empty() {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
            }
            c => cell.push(c),
        }
    }
    if !row.is_empty() || !cell.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

pub(super) fn urlencode(call: &Call<'_>) -> Outcome {
    let mut out = String::new();
    for byte in call.text(0)?.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    Ok(Value::text(out))
}

/// A value as JSON in one line, the way Terraform writes it. An unknown reads as its name.
pub(super) fn json(value: &Value) -> Result<String, Said> {
    let mut out = String::new();
    write_json(value, &mut out)?;
    Ok(out)
}

fn write_json(value: &Value, out: &mut String) -> Result<(), Said> {
    if out.len() > MAX_TEXT {
        return Err(say!(
            "a text of more than {} bytes",
            "{} バイトを超える文字列です",
            MAX_TEXT
        ));
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number_text(*number)),
        Value::Text(text) => write_text(text, out),
        Value::Seq(seq) => {
            out.push('[');
            for (at, item) in seq.items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_json(item, out)?;
            }
            out.push(']');
        }
        Value::Map(map) => {
            out.push('{');
            for (at, (key, item)) in map.entries.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write_json(item, out)?;
            }
            out.push('}');
        }
        Value::Unknown(unknown) => write_text(&unknown.shown, out),
        Value::Instance(_) => write_text("${?}", out),
    }
    Ok(())
}

/// Go writes signs of markup as escapes.
fn write_text(text: &str, out: &mut String) {
    let quoted = serde_json::Value::from(text).to_string();
    for c in quoted.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
}
