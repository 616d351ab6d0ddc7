//! The real binary, asked as people ask it: exit codes, standard output and standard error.

use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The hands-on of `tests/imports`: a client, a server, and what was made in the console.
const HANDS_ON: [&str; 3] = ["Client.yml", "Server.yml", "console.json"];

fn data(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/imports")
        .join(case)
}

fn sightline(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sightline"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the binary runs")
}

/// Runs on the hands-on and gives the exit code, standard output and standard error.
fn hands_on(command: &str, more: &[&str]) -> (i32, String, String) {
    let mut arguments = vec![command];
    arguments.extend(HANDS_ON);
    arguments.extend(more);
    told(&sightline(&data("hands_on/in"), &arguments))
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code().expect("an exit code"),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn import_prints_the_topology() {
    let (code, out, err) = hands_on("import", &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    let kept = std::fs::read_to_string(data("hands_on/out/topology.json")).expect("what is kept");
    assert!(out == kept, "the topology is the library's");
}

#[test]
fn what_is_unresolved_is_never_silent() {
    let (code, out, err) = told(&sightline(&data("unknown/in"), &["import", "Existing.yml"]));
    assert_eq!(code, 0);
    assert_eq!(json(&out)["format"], "sightline.topology/1");
    assert!(err.contains("unresolved, "), "{err}");
    let asked = ["import", "Existing.yml", "--report", "text"];
    let (_, out, err) = told(&sightline(&data("unknown/in"), &asked));
    assert_eq!(err, "");
    assert!(out.contains("Existing.yml:36:22: VpcEndpointId"), "{out}");
    assert!(out.contains("CFG_DANGLING_REFERENCE"), "{out}");
}

#[test]
fn import_writes_a_file_and_reports() {
    let file = std::env::temp_dir().join(format!("sightline-{}.json", std::process::id()));
    let path = file.to_string_lossy().into_owned();
    let (code, out, _) = hands_on("import", &["-o", &path]);
    assert_eq!(code, 0);
    assert!(out.starts_with("12 understood, "), "{out}");
    let written = std::fs::read_to_string(&file).expect("the file is written");
    std::fs::remove_file(&file).expect("it can go");
    assert_eq!(json(&written)["format"], "sightline.topology/1");
    let (code, out, _) = hands_on("import", &["--report", "json"]);
    let report = json(&out);
    assert_eq!(code, 0);
    assert_eq!(report["counts"]["unresolved"], 0);
    assert_eq!(report["resources"][0]["id"], "Client.Network");
    assert_eq!(report["resources"][0]["file"], "Client.yml");
    assert_eq!(report["resources"][0]["line"], 6);
}

#[test]
fn bad_input_names_the_place_and_writes_nothing() {
    let file = std::env::temp_dir().join(format!("sightline-bad-{}.json", std::process::id()));
    let path = file.to_string_lossy().into_owned();
    let check = |name: &str, message: &str| {
        let output = sightline(&data("bad"), &["import", name, "-o", &path]);
        assert_eq!(
            told(&output),
            (2, String::new(), format!("{message}\n")),
            "{name}"
        );
        assert!(!file.exists(), "{name}: something was written");
    };
    check(
        "unknown_tag.yml",
        "unknown_tag.yml:5:18: unknown tag: !Reff",
    );
    check("empty.yml", "empty.yml:1:1: the file is empty");
    check(
        "not_utf8.yml",
        "not_utf8.yml:1:4: the text is not UTF-8 here",
    );
    check(
        "key_twice.json",
        "key_twice.json:2:2: the key \"Resources\" is given twice",
    );
    check(
        "vpc_is_a_list.json",
        "vpc_is_a_list.json:2:9: invalid type: sequence, expected a map: vpc",
    );
}

#[test]
fn a_file_that_is_not_there_or_too_big_is_bad_input() {
    let (code, out, err) = told(&sightline(&data("bad"), &["import", "nowhere.yml"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("nowhere.yml: "), "{err}");
    let big = std::env::temp_dir().join(format!("sightline-big-{}.yml", std::process::id()));
    let file = std::fs::File::create(&big).expect("a file");
    file.set_len(150 * 1024 * 1024).expect("150 MB of nothing");
    let (code, _, err) = told(&sightline(
        &data("bad"),
        &["import", &big.to_string_lossy()],
    ));
    std::fs::remove_file(&big).expect("it can go");
    assert_eq!(code, 2);
    assert!(err.contains("150 MB; at most 128 MB"), "{err}");
}

#[test]
fn a_folder_is_all_the_files_in_it() {
    let folder = data("describe_hands_on");
    let ask = [
        "--from",
        "i-0host",
        "--to",
        "ssm.ap-northeast-1.amazonaws.com:443",
    ];
    let (code, out, err) = told(&sightline(&folder, &[&["trace", "in"], &ask[..]].concat()));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("REACHABLE"), "{out}");
    // One called after what a command was asked for has no ending.
    let (code, out, _) = told(&sightline(&data("describe_by_argument"), &["import", "in"]));
    assert_eq!(code, 0);
    let targets = &json(&out)["lb_target_group_attachment"];
    assert_eq!(targets.as_object().map(serde_json::Map::len), Some(1));
    assert!(targets.to_string().contains("10.0.0.20"), "{targets}");
    let empty = std::env::temp_dir().join(format!("sightline-empty-{}", std::process::id()));
    std::fs::create_dir_all(empty.join("deeper")).expect("a folder");
    let (code, _, err) = told(&sightline(&empty, &["import", "."]));
    std::fs::remove_dir_all(&empty).expect("it can go");
    assert_eq!(code, 2);
    assert!(err.starts_with(".: no file in it"), "{err}");
}

#[test]
#[cfg(unix)]
fn the_collecting_script_only_reads_and_makes_what_import_reads() {
    use std::os::unix::fs::PermissionsExt as _;
    let (code, script, _) = told(&sightline(&data("."), &["collect"]));
    assert_eq!(code, 0);
    // An AWS CLI that writes down what it is asked, and knows one VPC.
    let home = std::env::temp_dir().join(format!("sightline-collect-{}", std::process::id()));
    std::fs::create_dir_all(&home).expect("a folder");
    let aws = "#!/bin/sh\necho \"$*\" | tr '\\n' ' ' >> asked.txt\necho >> asked.txt\ncase \"$*\" in\n\
        sts*) echo 111122223333 ;;\n*describe-vpcs*text) echo vpc-1 ;;\n*text) ;;\n\
        *describe-vpcs*) echo '{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"}]}' ;;\n\
        *enableDnsSupport*) echo '{\"VpcId\": \"vpc-1\", \"EnableDnsSupport\": {\"Value\": true}}' ;;\n\
        *enableDnsHostnames*) exit 254 ;;\n*) echo '{}' ;;\nesac\n";
    std::fs::write(home.join("aws"), aws).expect("a program");
    let runs = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(home.join("aws"), runs).expect("it may run");
    std::fs::write(home.join("collect.sh"), script).expect("a script");
    let path = std::env::var("PATH").unwrap_or_default();
    let status = Command::new("sh")
        .args(["collect.sh", "here", "eu-west-1"])
        .env("PATH", format!("{}:{path}", home.display()))
        .current_dir(&home)
        .stderr(Stdio::null())
        .status();
    assert!(status.expect("a shell").success());
    let asked = std::fs::read_to_string(home.join("asked.txt")).expect("what was asked");
    for line in asked.lines() {
        let verb = line.split(' ').nth(1).unwrap_or_default();
        let reads = ["describe-", "list-", "get-", "search-"];
        assert!(reads.iter().any(|it| verb.starts_with(it)), "{line}");
        assert!(!line.contains("user"), "{line}");
    }
    let (code, out, _) = told(&sightline(&home, &["import", "here", "-o", "-"]));
    std::fs::remove_dir_all(&home).expect("it can go");
    assert_eq!(code, 0);
    assert!(out.contains("\"region\": \"eu-west-1\""), "{out}");
    assert!(out.contains("\"enable_dns_support\": true"), "{out}");
    assert!(out.contains("\"enable_dns_hostnames\": null"), "{out}");
}

#[test]
fn usage_errors_exit_with_2() {
    let check = |arguments: &[&str], message: &str| {
        let (code, out, err) = told(&sightline(&data("hands_on/in"), arguments));
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(message), "{arguments:?}: {err}");
    };
    check(&[], "no command");
    check(&["fly"], "no such command: fly");
    check(&["import"], "no input");
    check(
        &["import", "Client.yml", "--bogus"],
        "unknown option --bogus",
    );
    check(&["import", "Client.yml", "--report", "xml"], "text or json");
    check(&["import", "--stack", "Client.yml"], "--stack NAME=FILE");
    check(
        &["trace", "Client.yml", "--to", "10.0.0.1:80"],
        "--from is missing",
    );
    check(
        &["trace", "Client.yml", "--from", "Host", "--to", "x"],
        "needs a port",
    );
    check(
        &[
            "trace",
            "Client.yml",
            "--from",
            "Host",
            "--to",
            "x:1",
            "--protocol",
            "smoke",
        ],
        "--protocol",
    );
    let asked = ["trace", "Client.yml", "--from", "Host", "--to", "x:1"];
    check(
        &[&asked[..], &["--action", "GetObject"]].concat(),
        "as s3:GetObject",
    );
    check(&[&asked[..], &["--arn", "bucket"]].concat(), "is an ARN");
    check(
        &["render", "Client.yml", "--from", "Nobody", "--to", "x:1"],
        "--from Nobody: the topology has nothing by that name",
    );
    check(
        &["resolve", "Client.yml", "--name", "x"],
        "--from VANTAGE or --all",
    );
    check(
        &["import", "Client.yml", "--param", "Nope=1"],
        "Nope: no input",
    );
    check(
        &["import", "Client.yml", "--region", "tokyo"],
        "not the name of a Region",
    );
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["trace", "--help"], &["--version"]] {
        let (code, out, err) = told(&sightline(&data("."), arguments));
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("sightline"));
    }
}

#[test]
fn a_reachable_target_exits_with_0_and_says_why() {
    let (code, out, err) = hands_on(
        "trace",
        &["--from", "Client.Host", "--to", "Client.Endpoint:80"],
    );
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(
        out.starts_with("REACHABLE  Client.Host → Client.Endpoint:80  tcp\n"),
        "{out}"
    );
    assert!(!out.contains('\u{1b}'), "output to a pipe is plain");
    for needed in ["Way there", "Server.Web  receives", "Way back", "Assumed"] {
        assert!(out.contains(needed), "{needed}: {out}");
    }
}

#[test]
fn a_blocked_target_exits_with_1_and_names_the_rule() {
    let (code, out, _) = hands_on(
        "trace",
        &["--from", "Client.Host", "--to", "Client.Endpoint:22"],
    );
    assert_eq!(code, 1, "{out}");
    assert!(out.starts_with("BLOCKED"), "{out}");
    assert!(out.contains("DST_SG_INGRESS_DENIED"), "{out}");
    assert!(out.contains("(port differs)"), "{out}");
    assert!(out.contains("https://docs.aws.amazon.com/"), "{out}");
}

#[test]
fn an_answer_that_cannot_be_known_exits_with_3() {
    let asked = ["--from", "Client.Host", "--to", "www.example.com:443"];
    let (code, out, _) = hands_on("trace", &asked);
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("FACT_MISSING"), "{out}");
}

#[test]
fn what_an_answer_hangs_on_is_told_with_the_reason() {
    let folder = std::env::temp_dir().join(format!("sightline-hangs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
    write(
        "describe-vpcs.json",
        r#"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "DhcpOptionsId": "dopt-1"}]}"#,
    );
    write(
        "describe-subnets.json",
        r#"{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a"}]}"#,
    );
    let ask = |to: &str, lang: &str| {
        let asked = [
            "trace", ".", "--from", "subnet-1", "--to", to, "--lang", lang,
        ];
        told(&sightline(&folder, &asked))
    };
    let holds = |text: &str, line: &str| assert!(text.contains(line), "{text}");
    let (code, english, _) = ask("s3.eu-west-1.amazonaws.com:443", "en");
    assert_eq!(code, 3, "{english}");
    holds(
        &english,
        "dopt-1  the DNS servers: aws ec2 describe-dhcp-options prints it",
    );
    let (_, japanese, _) = ask("198.51.100.1:443", "ja");
    holds(&japanese, "が入力にありません");
    std::fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn a_vantage_nobody_knows_is_a_usage_error_that_says_what_there_is() {
    for asked in [
        &["trace", "--to", "Client.Endpoint:80"],
        &["resolve", "--name", "a.example"],
    ] {
        let (code, out, err) = hands_on(asked[0], &["--from", "Nobody", asked[1], asked[2]]);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("Client.Host, Server.Web"), "{err}");
    }
}

#[test]
fn a_trace_as_json_has_its_format() {
    let asked = [
        "--from",
        "Client.Host",
        "--to",
        "Client.Endpoint",
        "--port",
        "80",
        "--format",
        "json",
    ];
    let (code, out, _) = hands_on("trace", &asked);
    let trace = json(&out);
    assert_eq!(code, 0);
    assert_eq!(trace["format"], "sightline.trace/1");
    assert_eq!(trace["verdict"]["outcome"], "reachable");
    assert_eq!(trace["query"]["port"], 80);
    let (_, again, _) = hands_on("trace", &asked);
    assert!(out == again, "the same question has the same bytes");
}

#[test]
fn a_network_and_an_answer_are_drawn() {
    let (code, out, err) = hands_on("render", &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("<svg"), "{out}");
    assert!(!out.contains("<script"));
    let question = ["--from", "Client.Host", "--to", "Client.Endpoint:80"];
    let (code, still, _) = hands_on("trace", &[&question[..], &["--format", "svg"]].concat());
    assert_eq!(code, 0);
    assert!(still.starts_with("<svg") && still != out);
    let file = std::env::temp_dir().join(format!("sightline-{}.svg", std::process::id()));
    let path = file.to_string_lossy().into_owned();
    let more = ["--animate", "--theme", "dark", "-o", &path];
    let (code, out, _) = hands_on("render", &[&question[..], &more].concat());
    assert_eq!((code, out.as_str()), (0, ""));
    let playing = std::fs::read_to_string(&file).expect("the picture is written");
    std::fs::remove_file(&file).expect("it can go");
    assert!(playing.starts_with("<svg"));
    let (code, _, err) = hands_on("render", &["--animate"]);
    assert_eq!(code, 2);
    assert!(err.contains("--to is missing"), "{err}");
}

#[test]
fn several_vantages_are_drawn_as_the_page_compares_them() {
    let to = ["--to", "Client.Endpoint:80"];
    let both = ["--from", "Client.Host", "--from", "internet"];
    let (code, compared, err) = hands_on("render", &[&both[..], &to].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    for line in ["line-0", "line-1"] {
        assert!(compared.contains(&format!("class=\"{line}\"")), "{line}");
    }
    let (_, alone, _) = hands_on("render", &[&both[..2], &to].concat());
    assert!(!alone.contains("line-1"));
    let (code, _, err) = hands_on("render", &[&both[..], &to, &["--animate"]].concat());
    assert_eq!(code, 2);
    assert!(err.contains("--from once"), "{err}");
    let (code, _, err) = hands_on("trace", &[&both[..], &to].concat());
    assert_eq!(code, 2);
    assert!(err.contains("--from is given once"), "{err}");
    let many = [&both[..], &both, &both[..2], &to].concat();
    assert_eq!(
        hands_on("render", &many).0,
        2,
        "as many as the page tells apart"
    );
}

#[test]
fn names_resolve_by_where_they_are_asked() {
    let asked = [
        "--all",
        "--name",
        "ssm.ap-northeast-1.amazonaws.com",
        "--format",
        "json",
    ];
    let (code, out, _) = hands_on("resolve", &asked);
    let document = json(&out);
    assert_eq!(code, 0);
    assert_eq!(document["format"], "sightline.resolve/1");
    let from: Vec<&str> = document["resolutions"]
        .as_array()
        .expect("resolutions")
        .iter()
        .filter_map(|it| it["from"].as_str())
        .collect();
    assert_eq!(from, ["Client.Host", "Server.Web", "internet"]);
    assert_eq!(
        document["resolutions"][0]["answers"][0]["value"],
        "10.0.0.6"
    );
    let (code, out, _) = hands_on(
        "resolve",
        &["--from", "Client.Host", "--name", "no.such.name.invalid"],
    );
    assert!(code == 1 || code == 3, "{out}");
}

#[test]
fn texts_come_in_japanese() {
    let (code, out, _) = hands_on(
        "trace",
        &[
            "--from",
            "Client.Host",
            "--to",
            "Client.Endpoint:80",
            "--lang",
            "ja",
        ],
    );
    assert_eq!(code, 0);
    assert!(out.starts_with("到達可能"), "{out}");
}

#[test]
fn a_stack_may_be_named_and_come_from_standard_input() {
    let output = sightline(
        &data("hands_on/in"),
        &[
            "import",
            "--stack",
            "Left=Client.yml",
            "--stack",
            "Right=Client.yml",
        ],
    );
    let (code, out, _) = told(&output);
    assert_eq!(code, 0);
    let vpcs = json(&out)["vpc"].as_object().map(serde_json::Map::len);
    assert_eq!(vpcs, Some(2));

    let mut child = Command::new(env!("CARGO_BIN_EXE_sightline"))
        .args(["import", "--stack", "Piped=-", "--param", "Name=piped"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let text = std::fs::read(data("hands_on/in/Client.yml")).expect("a template");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(&text).expect("it reads");
    drop(stdin);
    let (code, out, _) = told(&child.wait_with_output().expect("it ends"));
    assert_eq!(code, 0);
    assert_eq!(
        json(&out)["vpc"]["Piped.Network"]["tags"]["Name"],
        "piped-vpc"
    );
}

#[test]
fn cost_adds_up_and_refuses_half_numbers() {
    let (code, out, err) = hands_on("cost", &["--gb-per-month", "2.5", "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let cost = json(&out);
    assert_eq!(cost["format"], "sightline.cost/1");
    assert_eq!(cost["alternatives"].as_array().map(Vec::len), Some(4));
    let (code, out, _) = hands_on("cost", &["--lang", "ja"]);
    assert_eq!(code, 0);
    assert!(out.contains("料金の基準日"), "{out}");
    let (code, out, err) = hands_on("cost", &["--gb-per-month", "-3"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("--gb-per-month"), "{err}");
}

#[test]
fn check_exits_by_the_worst_expectation() {
    let endpoint = r#""from": "Client.Host", "to": "Client.Endpoint:80""#;
    let cases = [
        (
            0,
            r#""outcome": "reachable", "through": ["Client.Endpoint"]"#,
        ),
        (1, r#""outcome": "blocked""#),
        (3, r#""outcome": "reachable", "from": "nobody""#),
    ];
    for (expected, says) in cases {
        let from = if says.contains("nobody") {
            r#""to": "Client.Endpoint:80""#
        } else {
            endpoint
        };
        let document = format!(
            r#"{{ "format": "sightline.topology/1", "expectation": {{ "e": {{ {from}, {says} }} }} }}"#
        );
        let name = format!("sightline-check-{}-{expected}.json", std::process::id());
        let file = std::env::temp_dir().join(name);
        std::fs::write(&file, document).expect("a file to read");
        let path = file.to_string_lossy().into_owned();
        let (code, out, err) = hands_on("check", &[&path]);
        let (also, written, _) = hands_on("check", &[&path, "--format", "json"]);
        std::fs::remove_file(&file).expect("it can go");
        assert_eq!(
            (code, also, err.as_str()),
            (expected, expected, ""),
            "{out}"
        );
        assert_eq!(json(&written)["format"], "sightline.check/1");
    }
}

#[test]
fn a_matrix_has_four_forms() {
    let (code, out, err) = hands_on("matrix", &["--port", "80"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Client.Endpoint"), "{out}");
    let (_, out, _) = hands_on("matrix", &["--port", "80", "--format", "json"]);
    let matrix = json(&out);
    let count = |key: &str| matrix[key].as_array().map_or(0, Vec::len);
    assert_eq!(count("cells"), count("vantages") * count("targets"));
    let (_, out, _) = hands_on("matrix", &["--port", "80", "--format", "csv"]);
    assert!(out.starts_with("from,"), "{out}");
    let (code, out, _) = hands_on("matrix", &["--port", "80", "--format", "summary"]);
    assert_eq!((code, out.lines().count()), (0, 1));
    let summary = json(&out);
    assert_eq!(summary["engine"], "sightline");
    assert!(summary["count"].as_u64() <= summary["pairs"].as_u64());
    let (code, _, err) = hands_on("matrix", &["--format", "picture"]);
    assert_eq!(code, 2);
    assert!(err.contains("text, json, csv or summary"), "{err}");
}
