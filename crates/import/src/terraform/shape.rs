//! Values of one shape: what is written is checked, and made what the topology has.

use super::field::Shape;
use super::read::Reader;
use crate::said::{Said, quoted, say};
use crate::tree::Place;
use crate::value::{self, Is, Value};
use ipnet::IpNet;
use serde_json::{Map, Value as Json};
use std::net::IpAddr;

impl Reader<'_> {
    /// A single value: nothing where it is empty, and why where it is not known.
    pub(super) fn scalar(
        &self,
        shape: Shape,
        value: &Value,
    ) -> Result<Option<Json>, (Place, Said)> {
        let value = self.worked_out(value);
        let place = value.place;
        let bad = |why: Said| Err((place, why));
        let text = match &value.is {
            Is::Nothing => return Ok(None),
            Is::Text(text) => text.trim(),
            Is::Unknown(unknown) => return bad(unknown.why.clone()),
            Is::List(_) | Is::Map(_) => {
                return bad(say!(
                    "must be a text, not {}",
                    "{}ではなく文字列でなければなりません",
                    value.what()
                ));
            }
        };
        if text.is_empty() {
            return Ok(None);
        }
        let json = match shape {
            Shape::Truth | Shape::Setting => match value::truth(text) {
                Some(truth) => truth.into(),
                None => {
                    return bad(say!(
                        "neither true nor false: {}",
                        "true でも false でもありません: {}",
                        quoted(text)
                    ));
                }
            },
            Shape::Number(from, to) => match value::number(text) {
                Some(number) if (from..=to).contains(&number) => number.into(),
                _ => {
                    return bad(say!(
                        "not a number that fits: {}",
                        "使える数値ではありません: {}",
                        quoted(text)
                    ));
                }
            },
            Shape::Range => match text.parse::<IpNet>() {
                Ok(range) => range.trunc().to_string().into(),
                Err(_) => {
                    return bad(say!(
                        "not a range: {}",
                        "範囲ではありません: {}",
                        quoted(text)
                    ));
                }
            },
            Shape::Address | Shape::AddressV4 => match text.parse::<IpAddr>() {
                Ok(address) if address.is_ipv4() || matches!(shape, Shape::Address) => {
                    address.to_string().into()
                }
                _ => {
                    return bad(say!(
                        "not an address: {}",
                        "アドレスではありません: {}",
                        quoted(text)
                    ));
                }
            },
            _ => text.into(),
        };
        Ok(Some(json))
    }
}

pub(super) fn label(value: &Value) -> Option<String> {
    match &value.is {
        Is::Text(text) if text.is_empty() => None,
        Is::Text(text) => Some(text.clone()),
        Is::Unknown(unknown) => Some(unknown.shown.clone()),
        Is::Nothing | Is::List(_) | Is::Map(_) => None,
    }
}

pub(super) fn tags(value: &Value) -> Option<Json> {
    let entries = match &value.is {
        Is::Map(entries) => entries,
        // Before Terraform 0.12 they could be written as a block.
        Is::List(items) => match items.as_slice() {
            [
                Value {
                    is: Is::Map(entries),
                    ..
                },
            ] => entries,
            _ => return None,
        },
        Is::Nothing | Is::Text(_) | Is::Unknown(_) => return None,
    };
    let tags: Map<String, Json> = entries
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), label(value)?.into())))
        .collect();
    (!tags.is_empty()).then(|| tags.into())
}
