//! Values as what a property must be, and a note where one is not.

use super::{From, Properties, attribute};
use crate::said::{Said, quoted, say};
use crate::tree::Place;
use crate::value::{self, Is, Unknown, Value};
use ipnet::IpNet;
use std::cell::RefCell;

impl Properties<'_> {
    pub(super) fn as_text(&self, name: &str, value: Value) -> Option<String> {
        let what = value.what();
        match value.is {
            Is::Text(text) => Some(text),
            Is::Unknown(unknown) => {
                self.not_known(name, value.place, &unknown.why);
                None
            }
            Is::Nothing => None,
            Is::List(_) | Is::Map(_) => {
                self.wrong(
                    name,
                    value.place,
                    value.literal,
                    &say!(
                        "must be a text, not {}",
                        "{}ではなく文字列でなければなりません",
                        what
                    ),
                );
                None
            }
        }
    }

    pub(super) fn as_id(&self, name: &str, value: Value) -> Option<String> {
        if let Is::Unknown(Unknown { why, symbol, .. }) = &value.is {
            self.context
                .unresolved(value.place, &say!("{}: {}", "{}: {}", name, why));
            // Something is referred to, so the reference stays, to an id that says what it is.
            // Without one it may be nothing, and several.
            return Some(symbol.clone().unwrap_or_else(|| {
                let mut unknown = self.unknown.borrow_mut();
                unknown.insert(attribute(name), why.en().into());
                format!("{}.{name}", self.context.id)
            }));
        }
        if matches!(&value.is, Is::Text(text) if text.trim().is_empty()) {
            // As a parameter's default often is, to be filled in by who makes the stack.
            let why = say!("an empty text is no id", "空の文字列は ID ではありません");
            self.not_known(name, value.place, &why);
            return Some(format!("{}.{name}", self.context.id));
        }
        self.as_text(name, value)
    }

    pub(super) fn as_truth(&self, name: &str, value: Value) -> Option<bool> {
        let (place, literal) = (value.place, value.literal);
        let text = self.as_text(name, value)?;
        let truth = value::truth(&text);
        if truth.is_none() {
            let why = say!(
                "neither true nor false: {}",
                "true でも false でもありません: {}",
                quoted(text)
            );
            self.wrong(name, place, literal, &why);
        }
        truth
    }

    pub(super) fn as_range(&self, name: &str, value: Value) -> Option<IpNet> {
        let place = value.place;
        let text = self.as_text(name, value)?;
        match text.trim().parse::<IpNet>() {
            Ok(range) => Some(range.trunc()),
            Err(_) => {
                self.not_known(
                    name,
                    place,
                    &say!("not a range: {}", "範囲ではありません: {}", quoted(text)),
                );
                None
            }
        }
    }

    pub(super) fn as_part(&self, name: &str, value: Value) -> Option<Self> {
        let what = value.what();
        match value.is {
            Is::Map(entries) => Some(Self {
                context: self.context,
                template: self.template,
                place: value.place,
                from: From::WorkedOut(entries),
                unknown: RefCell::default(),
            }),
            Is::Unknown(unknown) => {
                self.not_known(name, value.place, &unknown.why);
                None
            }
            Is::Nothing => None,
            Is::Text(_) | Is::List(_) => {
                self.wrong(
                    name,
                    value.place,
                    value.literal,
                    &say!(
                        "must be a map, not {}",
                        "{}ではなくマップでなければなりません",
                        what
                    ),
                );
                None
            }
        }
    }

    /// A value of the wrong type: bad input where it is written so, else not known.
    pub(super) fn wrong(&self, name: &str, place: Place, literal: bool, why: &Said) {
        if literal {
            self.context.bad(place, say!("{}: {}", "{}: {}", name, why));
        } else {
            self.not_known(name, place, why);
        }
    }
}
