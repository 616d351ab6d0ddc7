//! Patterns of policies: wildcards, and the six parts of an ARN.

use super::answer::Answer;
use super::request::{Key, Request};

/// Whether a pattern holds for a text: `*` is any text, `?` any one character.
pub(super) fn holds(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut here) = (0, 0);
    // Where the last `*` stood, and up to where it is taken to reach.
    let mut star: Option<(usize, usize)> = None;
    while let Some(character) = text.get(here) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, here));
                at += 1;
            }
            Some(it) if *it == '?' || it == character => {
                at += 1;
                here += 1;
            }
            _ => match star {
                Some((before, reached)) => {
                    star = Some((before, reached + 1));
                    at = before + 1;
                    here = reached + 1;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(|it| *it == '*')
}

/// The same without regard to letter case, as actions are compared.
pub(crate) fn holds_in_any_case(pattern: &str, text: &str) -> bool {
    holds(&pattern.to_ascii_lowercase(), &text.to_ascii_lowercase())
}

/// Whether a pattern holds for an ARN part by part, as `ArnLike` compares: no wildcard reaches
/// over one of the first five colons.
pub(super) fn holds_for_arn(pattern: &str, arn: &str) -> bool {
    let (patterns, parts): (Vec<&str>, Vec<&str>) = (
        pattern.splitn(6, ':').collect(),
        arn.splitn(6, ':').collect(),
    );
    if patterns.len() != 6 || parts.len() != 6 {
        return pattern == "*" || pattern == arn;
    }
    patterns
        .iter()
        .zip(&parts)
        .all(|(pattern, part)| holds(pattern, part))
}

/// Whether a pattern holds for every text that begins so, for none (`Some(false)`), or for some.
pub(super) fn holds_for_all(pattern: &str, beginning: &str) -> Option<bool> {
    // What the last star stands for may begin anywhere in the known part.
    let every = pattern.strip_suffix('*').is_some_and(|before| {
        (0..=beginning.len())
            .filter_map(|end| beginning.get(..end))
            .any(|known| holds(before, known))
    });
    if every {
        return Some(true);
    }
    let literal: String = pattern
        .chars()
        .take_while(|it| !matches!(it, '*' | '?'))
        .collect();
    let open = pattern.len() > literal.len();
    let some = literal.starts_with(beginning) || (open && beginning.starts_with(&literal));
    if some { None } else { Some(false) }
}

/// A pattern with its variables filled in: `${aws:PrincipalAccount}`, `${*}`. What nobody said
/// leaves it open.
pub(super) fn filled(pattern: &str, request: &Request) -> Result<String, Answer> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push_str("${");
            out.push_str(after);
            return Ok(out);
        };
        // A default stands behind a comma: `${aws:PrincipalTag/team, 'none'}`.
        let (key, default) = match name.split_once(',') {
            Some((key, default)) => (key.trim(), Some(default.trim().trim_matches('\''))),
            None => (name.trim(), None),
        };
        match key {
            "*" | "?" | "$" => out.push_str(key),
            key => match (request.key(key), default) {
                (Key::Is(values), _) if values.len() == 1 => out.push_str(&values.concat()),
                (Key::Absent, Some(default)) => out.push_str(default),
                // A variable of which there is nothing matches nothing.
                (Key::Absent, None) => return Err(Answer::No),
                (Key::Is(_) | Key::Unsaid, _) => return Err(Answer::hangs_on(key)),
            },
        }
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{holds, holds_for_all, holds_for_arn};

    #[test]
    fn a_star_is_any_text_and_a_question_mark_one_character() {
        let check = |pattern, text, expected| {
            assert_eq!(holds(pattern, text), expected, "{pattern} for {text}");
        };
        check("*", "", true);
        check("s3:*", "s3:GetObject", true);
        check("s3:Get*", "s3:PutObject", false);
        check("s3:?etObject", "s3:GetObject", true);
        check("a*b*c", "aXbYbZc", true);
        check("a*b*c", "aXbYbZ", false);
        check("", "x", false);
        check("arn:aws:s3:::b/*", "arn:aws:s3:::b/k", true);
        check("arn:aws:s3:::b/*", "arn:aws:s3:::b", false);
    }

    #[test]
    fn the_parts_of_an_arn_are_compared_one_by_one() {
        let role = "arn:aws:iam::111122223333:role/app/reader";
        assert!(holds_for_arn("arn:aws:iam::*:role/app/*", role));
        assert!(holds_for_arn("arn:*:iam::111122223333:role/*", role));
        assert!(!holds_for_arn("arn:aws:iam::*role/app/*", role));
        assert!(holds_for_arn("*", role));
    }

    #[test]
    fn of_what_is_in_a_bucket_some_patterns_are_certain() {
        let check = |pattern, expected| {
            let inside = "arn:aws:s3:::photos/";
            assert_eq!(holds_for_all(pattern, inside), expected, "{pattern}");
        };
        check("*", Some(true));
        check("arn:aws:s3:::*", Some(true));
        check("arn:aws:s3:::photos*", Some(true));
        check("arn:aws:s3:::photos/*", Some(true));
        check("arn:aws:s3:::photos", Some(false));
        check("arn:aws:s3:::photos/a/*", None);
        check("arn:aws:s3:::*/a", None);
        check("arn:aws:s3:::other/*", Some(false));
        check("arn:aws:s3:::photos-of-others", Some(false));
    }
}
