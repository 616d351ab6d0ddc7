use super::Folders;
use crate::source::{Settings, Source};
use crate::terraform::block::Root;
use crate::value::Is;
use std::fmt::Write as _;

fn root_of(sources: &[Source]) -> Root {
    let folders = Folders::read(sources).unwrap();
    let (mut roots, _) = folders.work_out(&Settings::default(), "eu-west-1", false);
    roots.remove(0)
}

#[test]
fn dev_oracle() {
    let home =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/terraform");
    let context = std::fs::read_to_string(home.join("context.tf")).unwrap();
    let lines = std::fs::read_to_string(home.join("expressions.txt")).unwrap();
    let lines: Vec<&str> = lines
        .lines()
        .filter(|it| !it.is_empty() && !it.starts_with("# "))
        .collect();
    let mut ours = context.clone();
    let mut theirs = context.clone();
    for (at, line) in lines.iter().enumerate() {
        match line.strip_prefix("refused: ") {
            Some(bad) => {
                let _ = writeln!(
                    ours,
                    "resource \"x\" \"e{at}\" {{\n v = try(jsonencode({bad}), \"refused\")\n}}"
                );
                let _ = writeln!(
                    theirs,
                    "output \"e{at}\" {{\n value = try(jsonencode({bad}), \"refused\")\n}}"
                );
            }
            None => {
                let _ = writeln!(
                    ours,
                    "resource \"x\" \"e{at}\" {{\n v = jsonencode({line})\n}}"
                );
                let _ = writeln!(
                    theirs,
                    "output \"e{at}\" {{\n value = jsonencode({line})\n}}"
                );
            }
        }
    }
    let root = root_of(&[Source::new("main.tf", ours)]);
    let dir = std::env::temp_dir().join("sl-dev-oracle");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("main.tf"), theirs).unwrap();
    let _ = std::fs::remove_file(dir.join("terraform.tfstate"));
    let out = std::process::Command::new("terraform")
        .arg(format!("-chdir={}", dir.display()))
        .args(["apply", "-auto-approve", "-no-color"])
        .output()
        .unwrap();
    if !out.status.success() {
        println!("{}", String::from_utf8_lossy(&out.stderr));
    }
    let out = std::process::Command::new("terraform")
        .arg(format!("-chdir={}", dir.display()))
        .args(["output", "-json"])
        .output()
        .unwrap();
    let theirs: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut bad = 0;
    for (at, line) in lines.iter().enumerate() {
        let ours = root
            .blocks
            .iter()
            .find(|it| it.address == format!("x.e{at}"))
            .unwrap();
        let ours = match &ours.attributes.is {
            Is::Map(all) => match all.iter().find(|it| it.0 == "v").map(|it| &it.1.is) {
                Some(Is::Text(text)) => text.clone(),
                other => format!("{other:?}"),
            },
            _ => String::new(),
        };
        let theirs = theirs[format!("e{at}")]["value"].as_str().unwrap_or("-");
        if ours != theirs {
            bad += 1;
            println!("{line}\n   ours   {ours}\n   theirs {theirs}");
        }
    }
    assert_eq!(bad, 0);
}
