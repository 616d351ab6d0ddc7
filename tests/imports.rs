//! Imports as data: `tests/imports/<case>/in` gives `tests/imports/<case>/out`.
//!
//! Every text in `in` is a source, by its file name; `settings.json` beside them says the Region
//! and the parameters. `UPDATE_EXPECT=1` writes what comes out. Every case is read a second time
//! with its YAML written as JSON, and a third time from its own topology: both must give the same.

#![allow(clippy::print_stdout, reason = "a test says what it skips")]

use import::tree::{self, Node, Value as Tree};
use import::{Class, Imported, Said, Settings, Source, import};
use net::lang::Lang;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tests::shared;

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("imports")
}

/// The entries of a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry of a folder").path())
        .collect();
    found.sort();
    found
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

struct Case {
    name: String,
    folder: PathBuf,
    sources: Vec<Source>,
    settings: Settings,
}

fn cases() -> Vec<Case> {
    entries(&home())
        .into_iter()
        .filter(|folder| folder.join("in").is_dir())
        .map(|folder| {
            let mut settings = Settings::default();
            let mut sources = Vec::new();
            let mut files = Vec::new();
            files_below(&folder.join("in"), &mut files);
            for path in files {
                let name = path.strip_prefix(folder.join("in")).expect("a file in it");
                match name.to_string_lossy().as_ref() {
                    "settings.json" => settings = settings_of(&read(&path)),
                    name => sources.push(Source::new(name, read(&path))),
                }
            }
            Case {
                name: file_name(&folder),
                folder,
                sources,
                settings,
            }
        })
        .collect()
}

fn settings_of(text: &str) -> Settings {
    let json: Value = serde_json::from_str(text).expect("settings are JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    Settings {
        region: json.get("region").map(text),
        parameters: json
            .get("parameters")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.clone(), text(value)))
            .collect(),
    }
}

fn imported(case: &Case) -> Imported {
    import(&case.sources, &case.settings).unwrap_or_else(|bad| panic!("{}: {bad}", case.name))
}

/// Compares with what is kept, or keeps it.
fn expect(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of what is kept");
        fs::write(path, found).expect("what is kept can be written");
        return;
    }
    let kept = read(path);
    if kept == found {
        return;
    }
    let differs = kept.lines().zip(found.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(found.lines().count()));
    panic!(
        "{}:{} differs (UPDATE_EXPECT=1 keeps what comes out)\n  kept:  {}\n  found: {}",
        path.display(),
        line + 1,
        kept.lines().nth(line).unwrap_or("the end"),
        found.lines().nth(line).unwrap_or("the end"),
    );
}

#[test]
fn every_case_gives_its_topology_and_report() {
    for case in cases() {
        let imported = imported(&case);
        let out = case.folder.join("out");
        expect(&out.join("topology.json"), &imported.topology.to_json());
        expect(&out.join("report.json"), &imported.report.to_json());
    }
}

/// A tree as JSON in the order of the text; what was not quoted and is a number or a truth stays
/// one.
fn to_json(node: &Node) -> String {
    let text = |text: &str| Value::from(text).to_string();
    match &node.value {
        Tree::Null => "null".to_owned(),
        Tree::Text { text: it, quoted } => match serde_json::from_str::<Value>(it) {
            Ok(Value::Bool(_) | Value::Number(_)) if !quoted => it.clone(),
            _ => text(it),
        },
        Tree::List(items) => {
            let items: Vec<String> = items.iter().map(to_json).collect();
            format!("[{}]", items.join(","))
        }
        Tree::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}:{}", text(&entry.key), to_json(&entry.value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}

#[test]
fn yaml_and_json_of_a_template_give_the_same_topology() {
    for case in cases() {
        let mut twin = Case {
            sources: case.sources.clone(),
            settings: case.settings.clone(),
            name: case.name.clone(),
            folder: case.folder.clone(),
        };
        for source in &mut twin.sources {
            if !source.name.ends_with("ml") || tree::is_json(&source.text) || source.text.is_empty()
            {
                continue;
            }
            let root = tree::read(&source.name, &source.text).expect("it was read before");
            source.text = to_json(&root);
        }
        let same = imported(&case).topology == imported(&twin).topology;
        assert!(same, "{}: the JSON differs from the YAML", case.name);
    }
}

#[test]
fn a_topology_read_again_is_the_same_bytes() {
    for case in cases() {
        let first = imported(&case);
        let text = first.topology.to_json();
        let again = import(
            &[Source::new("again.json", text.clone())],
            &Settings::default(),
        );
        let again = again.expect("our own document");
        for resource in &again.report.resources {
            let strange = |it: &&Said| it.en().contains("an attribute this version");
            for note in resource.notes.iter().filter(strange) {
                let mut first = first.report.resources.iter();
                let said = first.any(|it| it.id == resource.id && it.notes.contains(note));
                assert!(said, "{}: {}: {}", case.name, resource.id, note.en());
            }
        }
        let again = again.topology.to_json();
        assert!(again == text, "{}: reading it again changes it", case.name);
    }
}

#[test]
fn every_resource_is_in_exactly_one_class() {
    for case in cases() {
        check_classes(&case.name, &imported(&case));
    }
}

#[test]
fn a_parameter_of_an_existing_thing_is_offered_what_the_inputs_hold() {
    let network = "
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, Tags: [{Key: Name, Value: main}]}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
";
    let hosts = "
Parameters:
  Where: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Vpc: {Type: 'AWS::EC2::VPC::Id'}
  Name: {Type: String}
Resources:
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: x, VpcId: !Ref Vpc}}
  Host: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Select [0, !Ref Where]}}
";
    let sources = [
        Source::new("network.yml", network),
        Source::new("hosts.yml", hosts),
    ];
    let imported = import(&sources, &Settings::default()).expect("two templates");
    let asked = imported.report.parameters.iter();
    let offered = asked.map(|it| {
        let choices = it.choices.iter();
        let choices = choices.map(|it| format!("{} {}", it.id, it.name.as_deref().unwrap_or("-")));
        (it.name.as_str(), choices.collect::<Vec<_>>())
    });
    assert_eq!(
        offered.collect::<Vec<_>>(),
        [
            ("Where", vec!["network.Subnet -".to_owned()]),
            ("Vpc", vec!["network.Vpc main".to_owned()]),
            ("Name", vec![]),
        ]
    );
}

#[test]
fn what_a_template_needs_is_what_the_network_rests_on() {
    let template = "
Parameters:
  Vpc: {Type: 'AWS::EC2::VPC::Id', Description: where}
  Size: {Type: String, AllowedValues: [small, large]}
  Zone: {Type: String, Default: a}
  Owner: {Type: String}
  Password: {Type: String, NoEcho: true}
Conditions:
  IsLarge: !Equals [!Ref Size, large]
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Condition: IsLarge
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, Tags: [{Key: by, Value: !Ref Owner}]}
";
    let asked = |given: &[(&str, &str)]| {
        let given = given
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let settings = Settings {
            parameters: given.collect(),
            ..Settings::default()
        };
        let sources = [Source::new("a.yml", template)];
        import(&sources, &settings)
            .expect("a template")
            .report
            .parameters
    };
    let needed = |parameters: &[import::Parameter]| {
        let needed = parameters.iter().filter(|it| it.needed);
        needed.map(|it| it.key.clone()).collect::<Vec<_>>()
    };
    // Whether there is a subnet hangs on the size; then only does it matter where.
    let first = asked(&[]);
    assert_eq!(needed(&first), ["a.Size"]);
    let large = asked(&[("a.Size", "large"), ("Password", "hush")]);
    assert_eq!(needed(&large), ["a.Vpc"]);
    assert_eq!(needed(&asked(&[("Size", "small")])), [""; 0]);
    let size = &large[1];
    assert_eq!(size.given.as_deref(), Some("large"));
    assert_eq!(size.allowed_values, ["small", "large"]);
    assert_eq!((size.line, size.column), (4, 3));
    assert_eq!(large[0].kind, "AWS::EC2::VPC::Id");
    assert_eq!(large[0].description.as_deref(), Some("where"));
    assert_eq!(large[2].default.as_deref(), Some("a"));
    assert!(large[4].secret && large[4].given.is_none());
}

#[test]
fn an_import_says_how_far_it_is_and_can_be_cancelled() {
    use std::ops::ControlFlow;
    for case in cases() {
        let mut told = Vec::new();
        let watched = import::import_watched(&case.sources, &case.settings, &mut |it| {
            assert!(case.sources.iter().any(|source| source.name == it.file));
            told.push((it.step, it.done, it.all));
            ControlFlow::Continue(())
        });
        assert_eq!(watched.expect("a case").topology, imported(&case).topology);
        for pair in told.windows(2) {
            let is_later = pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1 || pair[1].1 == 0;
            assert!(is_later, "{}: {pair:?}", case.name);
        }
        assert!(told.iter().all(|(_, done, all)| done <= all));
        for enough in 0..told.len() {
            let mut looks = 0;
            let stopped = import::import_watched(&case.sources, &case.settings, &mut |_| {
                looks += 1;
                match looks > enough {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            assert_eq!(
                stopped.err(),
                Some(import::Stopped::Cancelled),
                "{}",
                case.name
            );
        }
    }
}

fn check_classes(name: &str, imported: &Imported) {
    let report = &imported.report;
    let mut seen: BTreeMap<&str, Class> = BTreeMap::new();
    for resource in &report.resources {
        let before = seen.insert(&resource.id, resource.class);
        assert_eq!(before, None, "{name}: {} is listed twice", resource.id);
        assert!(
            resource.line > 0 && resource.column > 0,
            "{name}: {}",
            resource.id
        );
        let explained = resource.class == Class::Understood || !resource.notes.is_empty();
        assert!(explained, "{name}: nothing says why {}", resource.id);
        for note in &resource.notes {
            let told = note.in_lang(Lang::Ja);
            assert!(!told.is_ascii(), "{name}: only in English: {told}");
        }
    }
    let counts = &report.counts;
    let all = counts.understood + counts.assumed + counts.ignored + counts.unresolved;
    assert_eq!(all, report.resources.len(), "{name}");
}

#[test]
fn what_cannot_be_read_says_why_and_where() {
    let mut found = String::new();
    for path in entries(&home().join("bad")) {
        let bytes = fs::read(&path).expect("a file");
        let outcome = Source::from_bytes(file_name(&path), bytes)
            .and_then(|source| import(&[source], &Settings::default()));
        match outcome {
            Ok(_) => panic!("{} was read", path.display()),
            Err(bad) => writeln!(found, "{bad}").expect("a text"),
        }
    }
    expect(&home().join("bad.txt"), &found);
}

#[test]
fn settings_that_fit_nothing_are_refused() {
    let template = "Parameters: {A: {Type: String}}\nResources: {}\n";
    let with = |settings: &Settings| {
        import(&[Source::new("t.yml", template)], settings)
            .map(|_| ())
            .map_err(|bad| bad.to_string())
    };
    let parameter = |key: &str| Settings {
        parameters: BTreeMap::from([(key.to_owned(), "1".to_owned())]),
        ..Settings::default()
    };
    assert_eq!(with(&parameter("A")), Ok(()));
    assert_eq!(with(&parameter("t.A")), Ok(()));
    assert!(with(&parameter("B")).is_err());
    let region = Settings {
        region: Some("tokyo".to_owned()),
        ..Settings::default()
    };
    assert!(with(&region).is_err());
}

#[test]
fn two_templates_of_one_name_need_names() {
    let source = |folder: &str, kind: &str| {
        let text = format!("Resources: {{X: {{Type: {kind}}}}}");
        Source::new(format!("{folder}/template.yml"), text)
    };
    let (a, b) = (source("a", "AWS::EC2::VPC"), source("b", "AWS::EC2::EIP"));
    let bad = import(&[a.clone(), b.clone()], &Settings::default()).map(|_| ());
    assert!(bad.is_err_and(|bad| bad.message.en().contains("--stack")));
    let same = import(&[a.clone(), a.clone()], &Settings::default()).expect("the same twice");
    assert_eq!(same.report.resources.len(), 1);
    let named = import(&[a, b.as_stack("other")], &Settings::default()).expect("named apart");
    assert_eq!(named.report.resources.len(), 2);
}

#[test]
fn the_seeds_are_understood_in_full() {
    let Some(folder) = shared("fixtures/seed") else {
        return;
    };
    let sources: Vec<Source> = ["Consumer.yml", "Provider.yml"]
        .map(|name| Source::new(name, read(&folder.join(name))))
        .to_vec();
    let imported = import(&sources, &Settings::default()).expect("the seeds are templates");
    check_classes("the seeds", &imported);
    assert_eq!(imported.report.counts.unresolved, 0);
    let ignored: Vec<&str> = imported
        .report
        .resources
        .iter()
        .filter(|resource| resource.class == Class::Ignored)
        .map(|resource| resource.id.as_str())
        .collect();
    assert_eq!(ignored, ["Consumer.Ec2Role", "Consumer.Ec2InstanceProfile"]);
    assert_eq!(imported.report.findings, []);
}

#[test]
fn real_templates_are_read() {
    let Some(folder) = shared("fixtures/cfn") else {
        return;
    };
    let (mut read_files, mut files) = (0, 0);
    let mut counts = import::Counts::default();
    for path in entries(&folder) {
        files += 1;
        let source = Source::new(file_name(&path), read(&path));
        match import(&[source], &Settings::default()) {
            Ok(imported) => {
                read_files += 1;
                check_classes(&file_name(&path), &imported);
                counts.understood += imported.report.counts.understood;
                counts.assumed += imported.report.counts.assumed;
                counts.ignored += imported.report.counts.ignored;
                counts.unresolved += imported.report.counts.unresolved;
            }
            Err(bad) => println!("{bad}"),
        }
    }
    println!("{read_files} of {files} templates: {counts:?}");
    assert!(
        read_files + 2 >= files,
        "more than two templates are refused"
    );
}

/// The files below a folder.
fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn sources_below(folder: &Path) -> Vec<Source> {
    let mut paths = Vec::new();
    files_below(folder, &mut paths);
    paths.retain(|path| path.extension().is_some_and(|it| it == "json"));
    let source = |path: &PathBuf| Source::new(path.display().to_string(), read(path));
    paths.iter().map(source).collect()
}

#[test]
fn real_dumps_are_read() {
    let (Some(real), Some(moto)) = (shared("fixtures/awscli"), shared("fixtures/moto")) else {
        return;
    };
    // Each file alone, whatever it is.
    for source in sources_below(&real).into_iter().chain(sources_below(&moto)) {
        let name = source.name.clone();
        match import(&[source], &Settings::default()) {
            Ok(imported) => check_classes(&name, &imported),
            Err(bad) => println!("{bad}"),
        }
    }
    // Each folder that is one dump.
    let mut folders = vec![moto.join("out"), moto.join("out-corrected/accepted")];
    for folder in ["batfish", "custodian"] {
        folders.extend(
            entries(&real.join(folder))
                .into_iter()
                .filter(|it| it.is_dir()),
        );
    }
    folders.push(real.join("cloudmapper"));
    for folder in folders {
        match import(&sources_below(&folder), &Settings::default()) {
            Ok(imported) => {
                check_classes(&file_name(&folder), &imported);
                let counts = imported.report.counts;
                let findings = imported.report.findings.len();
                println!("{}: {counts:?}, {findings} findings", file_name(&folder));
            }
            Err(bad) => println!("{bad}"),
        }
    }
}

/// Numbers that look drawn at random and are the same every time (xorshift).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).expect("it is below the bound")
    }
}

#[test]
fn damaged_texts_never_panic() {
    let pieces = [
        "",
        " ",
        "\n",
        "\t",
        ":",
        "-",
        "{",
        "}",
        "[",
        "]",
        "!",
        "!Ref ",
        "!GetAtt ",
        "&a ",
        "*a",
        "\"",
        "'",
        "${",
        "}",
        "|",
        "null",
        "-1",
        "999999999999999999999",
        "10.0.0.0/0",
        "::/0",
        "é",
        "\u{0}",
        "Fn::If: ",
        "Fn::Sub: ",
        "<<: ",
        "AWS::NoValue",
        "Resources",
        "Type",
        "!Cidr [",
        "0.0.0.0/33",
        ",",
    ];
    let rounds = std::env::var("SIGHTLINE_ROUNDS")
        .ok()
        .and_then(|it| it.parse().ok());
    let mut draw = Draw(0x5eed);
    for case in cases() {
        for _ in 0..rounds.unwrap_or(20) {
            let mut sources = case.sources.clone();
            let chosen = draw.below(sources.len());
            let source = sources.get_mut(chosen).expect("one of them");
            let mut letters: Vec<char> = source.text.chars().collect();
            for _ in 0..=draw.below(3) {
                let from = draw.below(letters.len());
                let to = (from + draw.below(12)).min(letters.len());
                let piece = pieces.get(draw.below(pieces.len())).expect("one of them");
                letters.splice(from..to, piece.chars());
            }
            source.text = letters.into_iter().collect();
            // Whatever comes out, something does, and it is the same twice.
            let shown = || match import(&sources, &case.settings) {
                Ok(imported) => imported.topology.to_json() + &imported.report.to_json(),
                Err(bad) => bad.to_string(),
            };
            assert!(shown() == shown(), "{}", case.name);
        }
    }
}

/// The reasons under `unknown`, however deep, and of which resource.
fn reasons(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::Object(noted) if key == "unknown" => {
                        let texts = noted.iter().filter(|(key, _)| *key != "filled_by");
                        into.extend(texts.filter_map(|(_, why)| Some(why.as_str()?.to_owned())));
                    }
                    _ => reasons(value, into),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|it| reasons(it, into)),
        _ => {}
    }
}

#[test]
fn why_a_value_is_not_known_is_told_in_japanese_as_the_report_tells_it() {
    for case in cases() {
        let name = &case.name;
        // What the evaluator of Terraform's language refuses is told in the report alone.
        if name.starts_with("hcl_") {
            continue;
        }
        let imported = import(&case.sources, &case.settings).expect("a case");
        let document = serde_json::from_str(&imported.topology.to_json()).expect("JSON");
        let mut all = Vec::new();
        reasons(&document, &mut all);
        let notes = imported.report.resources.iter().flat_map(|it| &it.notes);
        let notes: Vec<(String, String)> =
            notes.map(|it| (it.en(), it.in_lang(Lang::Ja))).collect();
        for why in all.into_iter().filter(|it| it != "null") {
            let told = studio::words::unknown::reason(Lang::Ja, &why);
            assert_ne!(told, why, "{name}: no Japanese");
            for (en, ja) in notes.iter().filter(|(en, _)| en.ends_with(&why)) {
                assert!(ja.ends_with(&told), "{name}: {en}: {ja}, and {told}");
            }
        }
    }
}
