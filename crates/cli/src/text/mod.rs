//! Answers for people, in two languages.

pub(crate) mod fact;
pub(crate) mod report;
pub(crate) mod resolution;
pub(crate) mod trace;
pub(crate) mod unknown;

use net::lang::{Lang, Says};

/// One of our own words, in the reader's language.
pub(crate) const fn word(lang: Lang, en: &'static str, ja: &'static str) -> &'static str {
    Says { en, ja }.in_lang(lang)
}
