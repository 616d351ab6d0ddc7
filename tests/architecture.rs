//! The house keeps its doors: which crate may know which (ARCHITECTURE.md).

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may know.
const ARROWS: &[(&str, &[&str])] = &[
    ("crates/net", &[]),
    ("crates/import", &["net"]),
    ("crates/studio", &["net"]),
    ("crates/cli", &["import", "net", "studio"]),
    ("crates/xtask", &[]),
    ("web", &["net", "studio"]),
    ("web/importer", &["import", "net"]),
    ("tests", &["import", "net", "studio"]),
];

/// A workspace of its own, which the rooms do not know.
const OUTSIDE: &[(&str, &[&str])] = &[("fuzz", &["import", "net"])];

/// What only the screen may know.
const SCREEN_ONLY: &[&str] = &[
    "yew",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Names under `[dependencies]` and its kin of a manifest.
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(manifest).unwrap();
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if inside && let Some((name, _)) = line.split_once(['.', '=', ' ']) {
            found.insert(name.trim().to_owned());
        }
    }
    found
}

#[test]
fn no_crate_knows_more_than_it_may() {
    let rooms: BTreeSet<&str> =
        ["net", "import", "studio", "cli", "web", "importer", "xtask"].into();
    for (room, may_know) in ARROWS.iter().chain(OUTSIDE) {
        let manifest = root().join(room).join("Cargo.toml");
        for name in dependencies(&manifest) {
            let known_room = rooms.contains(name.as_str());
            assert!(
                !known_room || may_know.contains(&name.as_str()),
                "{room} may not know {name}"
            );
            let screen = SCREEN_ONLY.contains(&name.as_str());
            assert!(
                !screen || room.starts_with("web"),
                "only web may know {name}, not {room}"
            );
        }
    }
}

#[test]
fn every_member_of_the_workspace_is_a_room() {
    let text = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = text
        .lines()
        .find(|line| line.starts_with("members"))
        .unwrap();
    let named: BTreeSet<&str> = members.split('"').skip(1).step_by(2).collect();
    let rooms: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    assert_eq!(named, rooms);
}

#[test]
fn versions_live_in_the_workspace_manifest_only() {
    for (room, _) in ARROWS {
        let text = fs::read_to_string(root().join(room).join("Cargo.toml")).unwrap();
        for line in text.lines() {
            let versioned = line.contains("version = \"")
                || line
                    .split_once(" = \"")
                    .is_some_and(|(_, after)| after.starts_with(|c: char| c.is_ascii_digit()));
            assert!(!versioned, "{room}: {line}");
        }
    }
}
