//! Which value of a text is not what the document asks for, and where it stands.
//!
//! Asked only after reading failed: the kinds, then the resources, then the attributes are read
//! one at a time until one fails.

use super::Topology;
use super::document::{BadDocument, FORMAT, Format};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The first value that cannot be read. `message` is what reading the whole said.
pub(super) fn find(text: &str, message: String) -> BadDocument {
    let (path, message) = search(text).unwrap_or((Vec::new(), message));
    let at = offset(text, &path).unwrap_or(0);
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    BadDocument {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        path: path.join("."),
        message,
    }
}

fn search(text: &str) -> Option<(Vec<String>, String)> {
    let document: Value = serde_json::from_str(text).ok()?;
    let Value::Object(document) = document else {
        return None;
    };
    let format = document.get("format")?;
    if let Err(error) = Format::deserialize(format) {
        return Some((vec!["format".to_owned()], error.to_string()));
    }
    let kinds = document.iter().filter(|(kind, _)| *kind != "format");
    for (kind, resources) in kinds {
        let Some(message) = fails(kind, resources.clone()) else {
            continue;
        };
        let Value::Object(resources) = resources else {
            return Some((vec![kind.clone()], message));
        };
        for (id, resource) in resources {
            let Some(message) = fails(kind, json!({ id: resource })) else {
                continue;
            };
            let attribute = resource
                .as_object()
                .into_iter()
                .flatten()
                .find_map(|(name, value)| {
                    fails(kind, json!({ id: { name: value } })).map(|message| (name, message))
                });
            return Some(match attribute {
                Some((name, message)) => (vec![kind.clone(), id.clone(), name.clone()], message),
                None => (vec![kind.clone(), id.clone()], message),
            });
        }
        return Some((vec![kind.clone()], message));
    }
    None
}

/// What is wrong with a document of one kind only, if anything is.
fn fails(kind: &str, resources: Value) -> Option<String> {
    let mut document = Map::new();
    document.insert("format".to_owned(), json!(FORMAT));
    document.insert(kind.to_owned(), resources);
    Topology::from_value(&Value::Object(document)).err()
}

/// Where the value at a path begins in a text that is valid JSON, in bytes.
fn offset(text: &str, path: &[String]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = skip_space(bytes, 0);
    for wanted in path {
        at = skip_space(bytes, at + 1);
        loop {
            if bytes.get(at) != Some(&b'"') {
                return None;
            }
            let end = skip_string(bytes, at);
            let key: String = serde_json::from_str(text.get(at..end)?).ok()?;
            let value = skip_space(bytes, skip_space(bytes, end) + 1);
            if key == *wanted {
                at = value;
                break;
            }
            at = skip_space(bytes, skip_value(bytes, value));
            at = skip_space(bytes, at + 1);
        }
    }
    Some(at)
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The end of the string that begins at a quote.
fn skip_string(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// The end of the value that begins here.
fn skip_value(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = skip_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::Topology;

    #[test]
    fn a_wrong_value_is_found_where_it_stands() {
        let check = |text: &str, expected: (usize, usize, &str, &str)| {
            let bad = Topology::from_json(text).unwrap_err();
            let found = (
                bad.line,
                bad.column,
                bad.path.as_str(),
                bad.message.as_str(),
            );
            assert_eq!(found, expected, "{text}");
        };
        let head = "{\n  \"format\": \"sightline.topology/1\",\n  ";
        check(
            &format!("{head}\"vpc\": {{ \"a, }}\": {{}}, \"vpc-1\": {{ \"cidr_block\": 7 }} }} }}"),
            (
                3,
                49,
                "vpc.vpc-1.cidr_block",
                "invalid type: integer `7`, expected IPv4 or IPv6 network address",
            ),
        );
        check(
            &format!("{head}\"subnet\": [] }}"),
            (3, 13, "subnet", "invalid type: sequence, expected a map"),
        );
        check(
            &format!("{head}\"subnet\": {{ \"s\": true }} }}"),
            (
                3,
                20,
                "subnet.s",
                "invalid type: boolean `true`, expected struct Subnet",
            ),
        );
        check(
            "[]",
            (1, 1, "", "invalid type: sequence, expected struct Topology"),
        );
        check("{}", (1, 1, "", "missing field `format`"));
        check("{ \"format\":", (1, 11, "", "EOF while parsing a value"));
        check(
            "{\"format\": \"sightline.topology/9\"}",
            (
                1,
                12,
                "format",
                "format \"sightline.topology/9\" is not one this version reads; it reads \"sightline.topology/1\"",
            ),
        );
    }
}
