//! What the importer says: one sentence in both languages, and the facts it is about.

use net::lang::{Lang, Says};
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt::{Debug, Display};

/// A sentence about facts.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    says: &'static Says,
    facts: Vec<Fact>,
}

/// What a sentence is about.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Fact {
    /// A name, a number or a text of the input: the same in every language.
    Text(String),
    /// Another sentence, such as the reason.
    Said(Said),
}

/// A sentence in English and in Japanese, with `{}` or `{0}` where its facts stand. Every fact
/// stands in both.
macro_rules! say {
    ($en:literal, $ja:literal $(, $fact:expr)* $(,)?) => {{
        static SAYS: net::lang::Says = net::lang::Says { en: $en, ja: $ja };
        const COUNT: usize = <[&str]>::len(&[$(stringify!($fact)),*]);
        const { assert!($crate::said::is_about($en, COUNT) && $crate::said::is_about($ja, COUNT)) };
        $crate::said::Said::new(&SAYS, &[$(&$fact),*])
    }};
}
pub(crate) use say;

impl Said {
    pub(crate) fn new(says: &'static Says, facts: &[&dyn About]) -> Self {
        Self {
            says,
            facts: facts.iter().map(|it| it.fact()).collect(),
        }
    }

    /// A text that is not ours, such as another library's message: the same in every language.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        static SAYS: Says = Says { en: "{}", ja: "{}" };
        Self {
            says: &SAYS,
            facts: vec![Fact::Text(text.into())],
        }
    }

    /// A sentence without facts.
    pub(crate) const fn of(says: &'static Says) -> Self {
        Self {
            says,
            facts: Vec::new(),
        }
    }

    /// Whether it is this sentence, whatever it is about.
    pub(crate) fn is(&self, says: &Says) -> bool {
        self.says == says
    }

    /// Whether it is another sentence, or one of its facts is, however deep.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        let inner = |fact: &Fact| matches!(fact, Fact::Said(said) if said.holds(other));
        self == other || self.facts.iter().any(inner)
    }

    /// The sentence in English.
    #[must_use]
    pub fn en(&self) -> String {
        self.in_lang(Lang::En)
    }

    /// The sentence in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> String {
        let mut text = String::new();
        self.write(lang, &mut text);
        text
    }

    fn write(&self, lang: Lang, text: &mut String) {
        let mut rest = self.says.in_lang(lang);
        let mut next = 0;
        while let Some(at) = rest.find('{') {
            let (before, slot) = rest.split_at(at);
            text.push_str(before);
            let (index, length) = match slot.as_bytes() {
                [b'{', b'}', ..] => (next, 2),
                [b'{', digit @ b'0'..=b'9', b'}', ..] => (usize::from(digit - b'0'), 3),
                _ => {
                    text.push('{');
                    rest = slot.get(1..).unwrap_or_default();
                    continue;
                }
            };
            match self.facts.get(index) {
                Some(Fact::Text(fact)) => text.push_str(fact),
                Some(Fact::Said(said)) => said.write(lang, text),
                None => {}
            }
            next = index + 1;
            rest = slot.get(length..).unwrap_or_default();
        }
        text.push_str(rest);
    }
}

impl Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en())
    }
}

/// As the English sentence, whatever the language of who reads it.
impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.en())
    }
}

impl PartialOrd for Said {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By the English sentence.
impl Ord for Said {
    fn cmp(&self, other: &Self) -> Ordering {
        self.en().cmp(&other.en())
    }
}

/// What a sentence may be about.
pub(crate) trait About {
    fn fact(&self) -> Fact;
}

impl<T: Display + ?Sized> About for T {
    fn fact(&self) -> Fact {
        Fact::Text(self.to_string())
    }
}

// A sentence does not say in which language it would be displayed, so it is none of the above.
impl About for Said {
    fn fact(&self) -> Fact {
        Fact::Said(self.clone())
    }
}

impl About for &Said {
    fn fact(&self) -> Fact {
        Fact::Said((*self).clone())
    }
}

/// A text of the input in quotes, with what cannot be seen in it made visible.
pub(crate) fn quoted(text: impl Debug) -> String {
    format!("{text:?}")
}

/// Several sentences as one, with something between them.
pub(crate) fn joined(parts: &[Said], between: &'static Says) -> Said {
    static PAIR: Says = Says {
        en: "{}{}{}",
        ja: "{}{}{}",
    };
    let between = Said::of(between);
    let mut parts = parts.iter().cloned();
    let first = parts.next().unwrap_or_else(|| Said::plain(""));
    parts.fold(first, |before, part| {
        Said::new(&PAIR, &[&before, &between, &part])
    })
}

/// Whether a sentence has a place for each of so many facts, and no other.
pub(crate) const fn is_about(sentence: &str, count: usize) -> bool {
    let bytes = sentence.as_bytes();
    let (mut at, mut next, mut seen) = (0, 0, 0_usize);
    while at + 1 < bytes.len() {
        let index = match (bytes[at], bytes[at + 1]) {
            (b'{', b'}') => next,
            (b'{', digit @ b'0'..=b'9') if at + 2 < bytes.len() && bytes[at + 2] == b'}' => {
                (digit - b'0') as usize
            }
            _ => {
                at += 1;
                continue;
            }
        };
        seen |= 1 << index;
        next = index + 1;
        at += 2;
    }
    seen + 1 == 1 << count
}

#[cfg(test)]
mod tests {
    use super::{Said, is_about};
    use net::lang::Lang;

    #[test]
    fn a_sentence_is_told_in_both_languages_with_its_facts() {
        let why = say!("the list is empty", "リストが空です");
        let said = say!("{}: {1} at {}, {\"a\": 1}", "{1}: {2} に {0}", "a", why, 3);
        assert_eq!(said.en(), "a: the list is empty at 3, {\"a\": 1}");
        assert_eq!(said.in_lang(Lang::Ja), "リストが空です: 3 に a");
        assert!(said.holds(&why) && !why.holds(&said));
        assert_eq!(Said::plain("{}").en(), "{}");
    }

    #[test]
    fn every_fact_has_its_place() {
        let check = |sentence, count| assert!(is_about(sentence, count), "{sentence}");
        check("", 0);
        check("{\"a\": 1}", 0);
        check("{} {}", 2);
        check("{1} {0}", 2);
        check("{0} {0}", 1);
        assert!(!is_about("{}", 2) && !is_about("{1}", 1) && !is_about("{}", 0));
    }
}
