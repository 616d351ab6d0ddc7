//! Terraform itself: `expressions.txt` is worked out by both, in the context of `context.tf`.
//!
//! Terraform works expressions out without a provider where they stand in outputs; Sightline shows
//! them as tags. Both write them as JSON, so that types differ where they do.

use crate::process::{Folder, on_path};
use crate::say;
use import::{Settings, Source, import};
use serde_json::Value as Json;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Runs Terraform in a folder and gives what it prints.
fn terraform(program: &Path, folder: &Folder, arguments: &[&str]) -> String {
    let ran = Command::new(program)
        .arg(format!("-chdir={}", folder.path().display()))
        .args(arguments)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "terraform {arguments:?}: {errors}");
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn expressions_are_worked_out_as_terraform_does() {
    let Some(program) = on_path("terraform") else {
        say("SKIPPED: terraform is not on PATH, so no expression is compared with it");
        return;
    };
    let context = include_str!("context.tf");
    let lines = include_str!("expressions.txt").lines();
    let lines: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let (mut ours, mut theirs) = (context.to_owned(), context.to_owned());
    for (at, line) in lines.iter().enumerate() {
        let expression = match line.strip_prefix("refused: ") {
            Some(bad) => format!("try(jsonencode({bad}), \"refused\")"),
            None => format!("jsonencode({line})"),
        };
        let _ = writeln!(theirs, "output \"e{at}\" {{\n  value = {expression}\n}}");
        let tags = format!("  tags = {{\n    it = {expression}\n  }}");
        let _ = writeln!(ours, "resource \"aws_vpc\" \"e{at}\" {{\n{tags}\n}}");
    }
    let folder = Folder::new("terraform");
    folder.write("main.tf", &theirs);
    terraform(&program, &folder, &["apply", "-auto-approve", "-no-color"]);
    let theirs = terraform(&program, &folder, &["output", "-json"]);
    let theirs: Json = serde_json::from_str(&theirs).unwrap();

    let imported = import(&[Source::new("main.tf", ours)], &Settings::default()).unwrap();
    let mut differences = String::new();
    for (at, line) in lines.iter().enumerate() {
        let vpc = imported.topology.vpc.get(format!("aws_vpc.e{at}").as_str());
        let ours = vpc.and_then(|vpc| vpc.tags.get("it")).map(String::as_str);
        let theirs = theirs[format!("e{at}")]["value"].as_str();
        if ours != theirs {
            let _ = writeln!(
                differences,
                "{line}\n  ours:   {ours:?}\n  theirs: {theirs:?}"
            );
        }
    }
    assert!(differences.is_empty(), "{differences}");
    say(&format!("{} expressions agree with terraform", lines.len()));
}
