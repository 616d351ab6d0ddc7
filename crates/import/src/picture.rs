//! A picture that Sightline drew carries its document: the picture is read as that.

/// The start of the element that holds it, as `studio` writes it.
const OPEN: &str = "<metadata id=\"sightline-topology\"><![CDATA[";
/// Its end, which a document cannot hold.
const CLOSE: &str = "]]></metadata>";

/// The document inside of a picture; `None` where the text is no such picture.
#[must_use]
pub fn document_in(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with("<svg") && !text.starts_with("<?xml") {
        return None;
    }
    let (_, rest) = text.split_once(OPEN)?;
    let (document, _) = rest.split_once(CLOSE)?;
    Some(document)
}

#[cfg(test)]
mod tests {
    use super::document_in;

    #[test]
    fn only_a_picture_with_a_document_is_read_as_one() {
        let check = |text: &str, expected| assert_eq!(document_in(text), expected, "{text}");
        check(
            "<svg a=\"b\"><metadata id=\"sightline-topology\"><![CDATA[{}]]></metadata><g/></svg>",
            Some("{}"),
        );
        check("<svg><g/></svg>", None);
        check(
            "a: <metadata id=\"sightline-topology\"><![CDATA[{}]]></metadata>",
            None,
        );
    }
}
