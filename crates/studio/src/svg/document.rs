//! The document inside of its picture, so that the picture opens again as what it shows.

/// The start of the element that holds it.
const OPEN: &str = "<metadata id=\"sightline-topology\"><![CDATA[";
/// Its end.
const CLOSE: &str = "]]></metadata>";

/// A picture with the document it shows in it. `json` is one line or many, of any JSON.
#[must_use]
pub fn with_document(svg: &str, json: &str) -> String {
    // In JSON these stand in texts alone, where they may be written otherwise.
    let json = json
        .replace("]]>", "]]\\u003e")
        .replace('\u{fffe}', "\\ufffe")
        .replace('\u{ffff}', "\\uffff");
    let start = svg.find("<svg").unwrap_or_default();
    let after = svg
        .get(start..)
        .and_then(|rest| rest.find('>'))
        .map_or(svg.len(), |end| start + end + 1);
    let (head, tail) = svg.split_at(after);
    format!("{head}{OPEN}{}{CLOSE}{tail}", json.trim())
}

#[cfg(test)]
mod tests {
    use super::with_document;

    #[test]
    fn a_document_cannot_leave_its_element() {
        let svg = with_document(
            "<svg viewBox=\"0 0 1 1\"><g/></svg>",
            r#"{"a":"]]></metadata><script>"}"#,
        );
        assert_eq!(
            svg,
            "<svg viewBox=\"0 0 1 1\"><metadata id=\"sightline-topology\"><![CDATA[{\"a\":\"]]\\u003e</metadata><script>\"}]]></metadata><g/></svg>"
        );
    }
}
