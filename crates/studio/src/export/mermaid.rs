//! The diagram as a Mermaid flowchart. <https://mermaid.js.org/syntax/flowchart.html>

use super::{Numbers, lines};
use crate::scene::{Edge, EdgeKind, Scene};
use std::fmt::Write as _;

/// The diagram as Mermaid text. Mermaid lays it out itself.
#[must_use]
pub fn mermaid(scene: &Scene) -> String {
    let numbers = Numbers::of(scene);
    let mut out = String::from("flowchart LR\n");
    for (at, it) in scene.boxes.iter().enumerate() {
        if numbers.parent(it).is_none() {
            write_box(&numbers, at, 1, &mut out);
        }
    }
    for edge in &scene.edges {
        if let Some((from, to)) = numbers.ends(edge) {
            let words: Vec<&str> = edge.labels.iter().map(|it| it.content.as_str()).collect();
            let label = match words.join(" ") {
                words if words.trim().is_empty() => String::new(),
                words => format!("|{}|", quoted(&words)),
            };
            let _ = writeln!(out, "  n{from} {}{label} n{to}", arrow(edge));
        }
    }
    out
}

fn write_box(numbers: &Numbers<'_>, at: usize, depth: usize, out: &mut String) {
    let Some(it) = numbers.scene.boxes.get(at) else {
        return;
    };
    let indent = "  ".repeat(depth);
    if !numbers.is_around(it) {
        let label = quoted(&lines(it).join("\n"));
        let _ = writeln!(out, "{indent}n{at}[{label}]");
        return;
    }
    // Mermaid keeps room for one line above what is in it.
    let label = quoted(&lines(it).join("  "));
    let _ = writeln!(out, "{indent}subgraph n{at} [{label}]");
    for (inner, its) in numbers.scene.boxes.iter().enumerate().skip(at + 1) {
        if numbers.parent(its) == Some(at) {
            write_box(numbers, inner, depth + 1, out);
        }
    }
    let _ = writeln!(out, "{indent}end");
}

const fn arrow(edge: &Edge) -> &'static str {
    match edge.kind {
        EdgeKind::PrivateLink => "==>",
        EdgeKind::Target
        | EdgeKind::GatewayService
        | EdgeKind::NatExit
        | EdgeKind::InternetExit => "-->",
        EdgeKind::Attachment | EdgeKind::Peering | EdgeKind::TransitAttachment => "---",
        EdgeKind::SiteLink => "-.-",
        EdgeKind::NameForward => "-.->",
    }
}

/// A text in quotes. Everything that means something to Mermaid or to HTML is written by its
/// number, as Mermaid has it: `#35;`.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("<br/>"),
            ' ' | '-' | '.' | ',' | '/' | '_' | '(' | ')' | '+' | '=' | ':' => out.push(letter),
            _ if letter.is_control() => {}
            _ if letter.is_ascii() && !letter.is_ascii_alphanumeric() => {
                let _ = write!(out, "#{};", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_name_never_becomes_markup() {
        let check = |text, expected: &str| assert_eq!(quoted(text), expected);
        check("web 10.0.0.0/16", "\"web 10.0.0.0/16\"");
        check("a\"]; end\nb", "\"a#34;#93;#59; end<br/>b\"");
        check("<b>&#x`", "\"#60;b#62;#38;#35;x#96;\"");
        check("東京\u{0}", "\"東京\"");
    }
}
