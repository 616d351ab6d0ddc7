//! Elements and escaped text. Names from a file are text, never markup.

use std::borrow::Cow;

/// A text for an element's content or an attribute's value. What XML cannot hold is left out.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let is_special = |letter: char| {
        matches!(letter, '&' | '<' | '>' | '"' | '\'') || (letter < ' ') || is_forbidden(letter)
    };
    if !text.contains(is_special) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            letter if letter < ' ' || is_forbidden(letter) => {}
            letter => safe.push(letter),
        }
    }
    Cow::Owned(safe)
}

const fn is_forbidden(letter: char) -> bool {
    matches!(letter, '\u{fffe}' | '\u{ffff}')
}

/// An empty element; attributes without a value are left out.
pub(super) fn element(out: &mut String, name: &str, attributes: &[(&str, &str)]) {
    out.push('<');
    out.push_str(name);
    for (attribute, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(' ');
        out.push_str(attribute);
        out.push_str("=\"");
        out.push_str(&escaped(value));
        out.push('"');
    }
    out.push_str("/>");
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_name_never_becomes_markup() {
        let check = |text, expected: &str| assert_eq!(escaped(text), expected);
        check("web & db", "web &amp; db");
        check("<script>\"x'", "&lt;script&gt;&quot;x&#39;");
        check("a\u{0}\u{8}b\nc", "ab c");
        check("東京", "東京");
    }
}
