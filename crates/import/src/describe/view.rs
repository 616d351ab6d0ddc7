//! A part of a dump with the way to it, so that a wrong value says where it stands.

use super::json::Json;
use crate::said::{Said, say};
use net::topology::Tags;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::str::FromStr;

/// A value, perhaps absent, and the way to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'v> {
    json: Option<&'v Json<'v>>,
    up: Option<&'v Self>,
    step: Step<'v>,
    troubles: &'v RefCell<Vec<Said>>,
}

/// The last part of the way.
#[derive(Clone, Copy, Debug)]
enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

impl<'v> View<'v> {
    /// An object of a dump; `pointer` is the way to it, such as `/Vpcs/0`.
    pub(super) const fn new(
        json: &'v Json<'v>,
        pointer: &'v str,
        troubles: &'v RefCell<Vec<Said>>,
    ) -> Self {
        Self {
            json: Some(json),
            up: None,
            step: Step::Key(pointer),
            troubles,
        }
    }

    /// The value of a key; absent where there is none.
    pub(super) fn get(&self, key: &'v str) -> View<'_> {
        View {
            json: self.value(key),
            up: Some(self),
            step: Step::Key(key),
            troubles: self.troubles,
        }
    }

    /// The items of the list this is.
    pub(super) fn items(&self) -> impl Iterator<Item = View<'_>> {
        let items = match self.json {
            Some(Json::List(items)) => items.as_slice(),
            _ => &[],
        };
        items.iter().enumerate().map(|(index, item)| View {
            json: Some(item),
            up: Some(self),
            step: Step::Index(index),
            troubles: self.troubles,
        })
    }

    /// Whether there is something.
    pub(super) const fn is_there(&self) -> bool {
        !matches!(self.json, None | Some(Json::Null))
    }

    /// What is around it.
    pub(super) const fn outer(&self) -> Option<&'v Self> {
        self.up
    }

    /// The value itself.
    pub(super) const fn json(&self) -> Option<&'v Json<'v>> {
        self.json
    }

    fn value(&self, key: &str) -> Option<&'v Json<'v>> {
        match self.json? {
            Json::Map(entries) => entries
                .iter()
                .find(|(its, _)| its == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &str) -> Option<&'v str> {
        match self.value(key)? {
            Json::Text(text) if text.is_empty() => None,
            Json::Text(text) => Some(text),
            Json::Null => None,
            other => {
                self.trouble(
                    key,
                    &say!(
                        "{} where a text belongs",
                        "文字列であるべき箇所が{}です",
                        other.what()
                    ),
                );
                None
            }
        }
    }

    /// A text of its own.
    pub(super) fn string(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// An id.
    pub(super) fn id<T: From<&'v str>>(&self, key: &str) -> Option<T> {
        self.text(key).map(T::from)
    }

    /// The ids of a list of texts.
    pub(super) fn ids<T: for<'a> From<&'a str>>(&self, key: &'v str) -> Vec<T> {
        let list = self.get(key);
        list.items()
            .filter_map(|item| match item.json? {
                Json::Text(text) if !text.is_empty() => Some(T::from(text)),
                _ => None,
            })
            .collect()
    }

    /// The texts of the list this is.
    pub(super) fn texts(&self) -> Vec<&'v str> {
        match self.json {
            Some(Json::List(items)) => items
                .iter()
                .filter_map(|item| match item {
                    Json::Text(text) => Some(&**text),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The ids under a key of each item of a list.
    pub(super) fn ids_in<T: for<'a> From<&'a str>>(&self, list: &'v str, key: &str) -> Vec<T> {
        let list = self.get(list);
        list.items()
            .filter_map(|item| item.text(key).map(T::from))
            .collect()
    }

    /// A truth, perhaps written as a text.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.value(key)? {
            Json::Flag(it) => Some(*it),
            Json::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Json::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Json::Null => None,
            _ => {
                self.trouble(
                    key,
                    &say!("neither true nor false", "true でも false でもありません"),
                );
                None
            }
        }
    }

    /// A number, perhaps written as a text.
    pub(super) fn number<T: FromStr>(&self, key: &str) -> Option<T> {
        let text = match self.value(key)? {
            Json::Number(it) => it.to_string(),
            Json::Text(text) if text.is_empty() => return None,
            Json::Text(text) => text.to_string(),
            Json::Null => return None,
            other => {
                self.trouble(
                    key,
                    &say!(
                        "{} where a number belongs",
                        "数値であるべき箇所が{}です",
                        other.what()
                    ),
                );
                return None;
            }
        };
        let number = text.parse().ok();
        if number.is_none() {
            self.trouble(
                key,
                &say!(
                    "not a number that fits: {}",
                    "使える数値ではありません: {}",
                    text
                ),
            );
        }
        number
    }

    /// A number or a text, as a text: protocols are both.
    pub(super) fn word(&self, key: &str) -> Option<String> {
        match self.value(key)? {
            Json::Number(it) => Some(it.to_string()),
            _ => self.string(key),
        }
    }

    /// An address or a range.
    pub(super) fn parsed<T: FromStr>(&self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        let value = text.trim().parse().ok();
        if value.is_none() {
            self.trouble(
                key,
                &say!(
                    "not an address or range: {}",
                    "アドレスでも範囲でもありません: {}",
                    text
                ),
            );
        }
        value
    }

    /// Tags, under either of AWS's keys.
    pub(super) fn tags(&self) -> Tags {
        let mut tags = Tags::new();
        for key in ["Tags", "TagSet"] {
            for tag in self.get(key).items() {
                if let Some(key) = tag.text("Key") {
                    tags.insert(key.to_owned(), tag.string("Value").unwrap_or_default());
                }
            }
        }
        tags
    }

    /// Whether a state is one of those given, in any letter case.
    pub(super) fn is(&self, key: &str, states: &[&str]) -> bool {
        self.text(key)
            .is_some_and(|state| states.iter().any(|it| it.eq_ignore_ascii_case(state)))
    }

    /// Notes that the value of a key could not be read.
    pub(super) fn trouble(&self, key: &str, message: &Said) {
        let note = say!("{}/{}: {}", "{}/{}: {}", self.pointer(), key, message);
        self.note(note);
    }

    /// Notes that something could not be worked out.
    pub(super) fn note(&self, note: Said) {
        self.troubles.borrow_mut().push(note);
    }

    /// The way to it, as a JSON pointer.
    pub(super) fn pointer(&self) -> String {
        let mut text = self.up.map(Self::pointer).unwrap_or_default();
        match self.step {
            Step::Key(key) if self.up.is_some() => {
                let _ = write!(text, "/{key}");
            }
            Step::Key(pointer) => text.push_str(pointer),
            Step::Index(index) => {
                let _ = write!(text, "/{index}");
            }
        }
        text
    }
}
