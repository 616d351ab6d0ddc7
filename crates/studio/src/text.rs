//! How wide a text is, without a font at hand.
//!
//! The same bytes must come out in a browser, in a test and on a command line, so nothing is
//! measured: widths are estimates from classes of letters, on the safe side of the system fonts
//! in use (`DejaVu Sans` is the widest of them). East Asian letters are one em.

use crate::scene::TextRole;
use unicode_width::UnicodeWidthChar;

/// What stands for the part of a name that did not fit.
pub const ELLIPSIS: char = '…';

/// How wide a text is painted, estimated.
#[must_use]
pub fn width_px(text: &str, role: TextRole) -> f64 {
    let font = Font::of(role);
    text.chars()
        .map(|letter| font.width_em(letter))
        .sum::<f64>()
        * font.size_px
}

/// A text that is at most so wide: itself, or its beginning and an ellipsis.
///
/// Names that differ at the end (`…-private-a`, `…-private-c`) keep some of the end.
#[must_use]
pub fn fitted(text: &str, role: TextRole, room_px: f64) -> String {
    if width_px(text, role) <= room_px {
        return text.to_owned();
    }
    let font = Font::of(role);
    let room_em = room_px / font.size_px - font.width_em(ELLIPSIS);
    if room_em <= 0.0 {
        return String::new();
    }
    let end = kept(text.chars().rev(), room_em * END_SHARE, font);
    let end_em: f64 = text
        .chars()
        .rev()
        .take(end)
        .map(|letter| font.width_em(letter))
        .sum();
    let start = kept(text.chars(), room_em - end_em, font);
    let letters = text.chars().count();
    let mut short: String = text.chars().take(start).collect();
    short.truncate(short.trim_end_matches(['-', '.', ' ', '/']).len());
    short.push(ELLIPSIS);
    short.extend(text.chars().skip(letters - end));
    short
}

/// The font size of a role.
#[must_use]
pub const fn size_px(role: TextRole) -> f64 {
    Font::of(role).size_px
}

/// How much of a shortened text is its end.
const END_SHARE: f64 = 0.38;

#[derive(Clone, Copy)]
struct Font {
    size_px: f64,
    is_mono: bool,
    weight: f64,
}

impl Font {
    const fn of(role: TextRole) -> Self {
        let (size_px, is_mono, weight) = match role {
            TextRole::Heading => (13.0, false, 1.16),
            TextRole::Title => (12.0, false, 1.16),
            TextRole::Caption | TextRole::Label => (11.0, false, 1.0),
            TextRole::Address => (11.0, true, 1.0),
            TextRole::Code => (9.5, false, 1.15),
            TextRole::Mark => (10.0, false, 1.0),
        };
        Self {
            size_px,
            is_mono,
            weight,
        }
    }

    fn width_em(self, letter: char) -> f64 {
        let columns = letter.width().unwrap_or(0);
        if self.is_mono {
            return match columns {
                0 => 0.0,
                1 => 0.602,
                _ => 1.0,
            };
        }
        let em = match letter {
            _ if columns == 0 => return 0.0,
            _ if columns > 1 => return 1.0,
            'i' | 'j' | 'l' | 'I' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' => 0.31,
            'f' | 't' | 'r' | ' ' | '-' | '(' | ')' | '[' | ']' | '/' | '·' => 0.38,
            'm' | 'M' | 'W' | '@' | '%' | ELLIPSIS => 0.97,
            'w' => 0.82,
            'A'..='Z' => 0.68,
            _ => 0.61,
        };
        em * self.weight
    }
}

fn kept(letters: impl Iterator<Item = char>, room_em: f64, font: Font) -> usize {
    let mut left_em = room_em;
    letters
        .take_while(|&letter| {
            left_em -= font.width_em(letter);
            left_em >= 0.0
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_does_not_fit_keeps_its_beginning_and_its_end() {
        let check = |text, room_px, expected: &str| {
            let short = fitted(text, TextRole::Title, room_px);
            assert_eq!(short, expected);
            assert!(width_px(&short, TextRole::Title) <= room_px);
        };
        check("consumer-ec2", 120.0, "consumer-ec2");
        check("prefix-consumer-private-subnet-a", 120.0, "prefix-co…net-a");
        check("東京リージョンの踏み台サーバー", 120.0, "東京リージ…ーバー");
        check("anything", 0.0, "");
    }

    #[test]
    fn east_asian_letters_are_an_em_wide() {
        assert!((width_px("東京", TextRole::Title) - 24.0).abs() < 0.01);
    }
}
