//! What a person is promised is tried: every line of `browser/README.md` names a test there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_promise_names_a_test_there_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let browser = root.join("tests/browser");
    let list = fs::read_to_string(browser.join("README.md")).expect("the list is there");
    let mut named = BTreeSet::new();
    let mut points = 0;
    for line in list.lines() {
        points += usize::from(line.starts_with(|it: char| it.is_ascii_digit()));
        let Some((file, title)) = line
            .trim_start()
            .strip_prefix("- `")
            .and_then(|it| it.split_once("`: "))
        else {
            continue;
        };
        let is_spec = !file.contains('/');
        let path = if is_spec {
            browser.join(file)
        } else {
            root.join(file)
        };
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let is_there = if is_spec {
            let quoted = |mark: char| text.contains(&format!("test({mark}{title}{mark}, "));
            quoted('"') || quoted('`')
        } else {
            text.contains(&format!("fn {title}("))
        };
        assert!(is_there, "{file} has no test called {title}");
        named.insert(file.to_owned());
    }
    assert_eq!(points, 12, "points of the list");
    // What is not a promise to a person at the page: how it starts, and what it reads.
    let apart = ["boot.spec.js", "import.spec.js"];
    for entry in fs::read_dir(&browser).expect("the folder is there") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        let is_listed = named.contains(name.as_ref()) || apart.contains(&name.as_ref());
        assert!(
            !name.ends_with(".spec.js") || is_listed,
            "{name} proves nothing"
        );
    }
}
