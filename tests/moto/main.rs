//! The importer against a real client and server: moto (`PyPI`) answers as AWS does, boto3 builds the
//! hands-on in it, and the script of `sightline collect` asks it with the AWS CLI.
//!
//! moto gives addresses and DNS names that AWS would not: shapes are compared with it, never truth.
//! `cargo xtask setup` installs it; where it is not there, the test says so and passes.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use import::{Class, Settings, Source, import};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The Python of the environment that `cargo xtask setup` makes.
fn python() -> Option<PathBuf> {
    let given = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = std::env::home_dir()?;
    let caches = [home.join(".cache"), home.join("Library/Caches")];
    let mut caches = given.into_iter().chain(caches);
    caches.find_map(|cache| {
        let python = cache.join("sightline/moto/bin/python");
        python.is_file().then_some(python)
    })
}

/// moto, until this goes.
struct Account {
    server: Child,
    folder: PathBuf,
}

impl Account {
    fn open(python: &Path) -> Self {
        let folder = std::env::temp_dir().join(format!("sightline-moto-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("moto/serve.py");
        let server = Command::new(python)
            .arg(script)
            .arg(&folder)
            // It ends when this end of the pipe does, however that happens.
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut account = Self { server, folder };
        for _ in 0..1000 {
            if account.folder.join("built.json").is_file() {
                return account;
            }
            let ended = account.server.try_wait().unwrap();
            assert!(ended.is_none(), "moto ended: {ended:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("moto does not start");
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, and what stays is left for who cleans up.
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The files of a folder, as the command line reads them.
fn sources(folder: &Path, found: &mut Vec<Source>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.push(Source::new(path.display().to_string(), text));
        }
    }
}

/// What of the expected is not in the found, with the way to it.
fn missing(expected: &Value, found: &Value, way: &str, out: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                let found = found.get(key).unwrap_or(&Value::Null);
                missing(value, found, &format!("{way}.{key}"), out);
            }
        }
        // AWS adds routes and rules of its own.
        (Value::Array(expected), Value::Array(found)) => {
            for (at, expected) in expected.iter().enumerate() {
                let fits = |found: &Value| {
                    let mut differences = Vec::new();
                    missing(expected, found, way, &mut differences);
                    differences.is_empty()
                };
                if !found.iter().any(fits) {
                    out.push(format!("{way}[{at}]: none is {expected}"));
                }
            }
        }
        _ if expected == found => {}
        _ => out.push(format!("{way} is {found}, not {expected}")),
    }
}

#[test]
fn what_the_collect_script_asks_a_server_is_what_was_built_there() {
    let Some(python) = python() else {
        eprintln!("SKIPPED: moto is not installed; cargo xtask setup installs it");
        return;
    };
    let account = Account::open(&python);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/cli/src/collect.sh");
    let out = account.folder.join("out");
    let path = std::env::var("PATH").unwrap();
    let ran = Command::new("sh")
        .arg(script)
        .arg(&out)
        .arg("ap-northeast-1")
        .env(
            "PATH",
            format!("{}:{path}", account.folder.join("bin").display()),
        )
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    let mut files = Vec::new();
    sources(&out, &mut files);
    let imported = import(&files, &Settings::default()).unwrap_or_else(|bad| panic!("{bad}"));

    let built: Value =
        serde_json::from_str(&fs::read_to_string(account.folder.join("built.json")).unwrap())
            .unwrap();
    let topology = imported.topology.to_value();
    let mut differences = Vec::new();
    missing(&built, &topology, "", &mut differences);
    assert!(differences.is_empty(), "{}\n{said}", differences.join("\n"));

    // The link that only another output tells: the target of the group is the provider's server.
    let attachments = topology["lb_target_group_attachment"].as_object().unwrap();
    let targets: Vec<&str> = attachments
        .values()
        .filter_map(|it| it["target_id"].as_str())
        .collect();
    let server = built["instance"].as_object().unwrap().keys();
    assert!(
        server.clone().any(|id| targets == [id.as_str()]),
        "{targets:?}"
    );
    let record = topology["route53_record"].as_object().unwrap().values();
    let mut names = record.filter_map(|it| it["name"].as_str());
    assert!(names.any(|name| name.trim_end_matches('.') == "api.web.internal"));

    // moto knows nothing of VPC Block Public Access, so what hangs on that stays unknown.
    let known = |note: &import::Said| {
        let note = note.en();
        let aside = [
            "also at",
            "nothing in it answers",
            "whether VPC Block Public Access",
        ];
        aside.iter().any(|start| note.starts_with(start))
    };
    let unresolved: Vec<_> = imported
        .report
        .resources
        .iter()
        .filter(|it| it.class == Class::Unresolved && !it.notes.iter().all(known))
        .map(|it| format!("{} {}: {:?}", it.kind, it.id, it.notes))
        .collect();
    assert!(unresolved.is_empty(), "{}", unresolved.join("\n"));
}
