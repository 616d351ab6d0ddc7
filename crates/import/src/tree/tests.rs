use super::{Node, Value, read};
use std::fmt::Write as _;

/// A tree on one line: texts quoted, places left out.
fn show(node: &Node) -> String {
    let mut out = String::new();
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Text { text, quoted: true } => write!(out, "{text:?}").unwrap(),
        Value::Text { text, .. } => out.push_str(text),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(show).collect();
            write!(out, "[{}]", items.join(", ")).unwrap();
        }
        Value::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}: {}", entry.key, show(&entry.value)))
                .collect();
            write!(out, "{{{}}}", entries.join(", ")).unwrap();
        }
    }
    out
}

fn check(text: &str, expected: &str) {
    let shown = match read("f", text) {
        Ok(node) => show(&node),
        Err(bad) => bad.to_string(),
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn yaml_and_json_give_one_tree() {
    check("a: 1\nb: [x, 'y']", r#"{a: 1, b: [x, "y"]}"#);
    check(r#"{"a": 1, "b": ["x", "y"]}"#, r#"{a: 1, b: ["x", "y"]}"#);
    check("\u{feff}a: ~", "{a: null}");
    check("{\t\"a\": \"\\ud83d\\ude00\\n\"}", "{a: \"😀\\n\"}");
    check(
        "Version: 2012-10-17\nx: 010",
        "{Version: 2012-10-17, x: 010}",
    );
}

#[test]
fn short_tags_are_spelled_out() {
    check("!Ref Vpc", "{Ref: Vpc}");
    check("a: !GetAtt X.Y", "{a: {Fn::GetAtt: X.Y}}");
    check(
        "a: !If [C, !Ref B, !Sub 'x-${Y}']",
        r#"{a: {Fn::If: [C, {Ref: B}, {Fn::Sub: "x-${Y}"}]}}"#,
    );
    check("a: !Condition C", "{a: {Condition: C}}");
    check("a: !Base64 |\n  x\n", "{a: {Fn::Base64: \"x\\n\"}}");
    check("a: !!str 5", "{a: \"5\"}");
    check("a: !Nope 5", "f:1:4: unknown tag: !Nope");
}

#[test]
fn anchors_repeat_and_maps_merge() {
    check("a: &x [1]\nb: *x", "{a: [1], b: [1]}");
    check(
        "a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3",
        "{a: {p: 1, q: 2}, b: {q: 3, p: 1}}",
    );
}

#[test]
fn a_closing_bracket_may_stand_below_its_key() {
    check(
        "a:\n  b: {\n    c: 1\n  }\n  d: [\n    1\n  ]\ne: 2",
        "{a: {b: {c: 1}, d: [1]}, e: 2}",
    );
    check(
        "a:\n  b: {\n    c: 1\n  }\n  d: !No 1",
        "f:5:6: unknown tag: !No",
    );
}

#[test]
fn what_is_broken_says_where() {
    check("", "f:1:1: the file is empty");
    check(" \n\n", "f:1:1: the file is empty");
    check("# only a comment\n", "f:1:1: the file is empty");
    check("a: 1\na: 2", "f:2:1: the key \"a\" is given twice");
    check(
        "{\"a\": 1,\n \"a\": 2}",
        "f:2:2: the key \"a\" is given twice",
    );
    check(
        "{\"a\": 1,}",
        "f:1:9: expected a key in double quotes, found '}'",
    );
    check("{\"a\": tru}", "f:1:7: expected a value, found \"tru\"");
    check("{\"a\": 01}", "f:1:7: expected a value, found \"01\"");
    check(
        "[1, 2",
        "f:1:6: expected a comma or a closing bracket, found the end of the file",
    );
    check("{} x", "f:1:4: expected the end of the file, found 'x'");
    check(
        "a: 1\n---\nb: 2",
        "f:2:1: a second document starts here; one is expected",
    );
    check("? [a]\n: 1", "f:1:3: a key must be a text");
}

#[test]
fn hostile_texts_are_refused() {
    let starts = |text: &str, message: &str| {
        let bad = read("f", text).map(|node| show(&node)).unwrap_err();
        assert!(bad.message.en().contains(message), "{bad}");
    };
    starts(&"[".repeat(100_000), "nested more than 100 deep");
    starts(
        &format!("a: {}", "[".repeat(5_000)),
        "nested more than 100 deep",
    );
    starts(&"- ".repeat(50_000), "nested more than 100 deep");
    starts("a: &a [*a]", "");
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = level - 1;
        let items = vec![format!("*a{before}"); 10].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{items}]").unwrap();
    }
    starts(&bomb, "");
}
