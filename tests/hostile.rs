//! Texts that are meant to harm: each is refused with its place, or ends as an unknown, within the
//! limits of time, memory and depth.

use import::{BadInput, Settings, Source, import};
use std::fmt::Write as _;

fn refusal(text: String) -> BadInput {
    match import(&[Source::new("f", text)], &Settings::default()) {
        Ok(_) => panic!("it was read"),
        Err(bad) => bad,
    }
}

#[test]
fn hostile_texts_are_refused() {
    let refused = |text: String, message: &str| {
        let bad = refusal(text);
        assert!(bad.to_string().contains(message), "{bad}");
    };
    refused("x".repeat(import::limits::MAX_BYTES + 1), "at most 128 MB");
    let too_large = "x".repeat(import::limits::MAX_TREE_BYTES + 1);
    refused(too_large, "f:1:1: the text has 32 MB");
    refused("{\"a\":".repeat(50_000), "nested more than");
    refused("[".repeat(200_000), "nested more than");
    refused(format!("a: {}", "{a: ".repeat(20_000)), "nested more than");
    refused(
        (0..2_000).fold(String::new(), |text, depth| {
            format!("{text}{}a:\n", " ".repeat(depth))
        }),
        "nested more than",
    );
    let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (before, letter) in ('a'..'n').zip('b'..'o') {
        let items = vec![format!("*{before}"); 10].join(",");
        writeln!(bomb, "{letter}: &{letter} [{items}]").expect("a text");
    }
    refused(bomb, "f:");
    refused(
        format!("{{\"Vpcs\":[{}", "{},".repeat(450_000)),
        "more objects",
    );
    refused("{\"Vpcs\":[{}]}".repeat(450_000), "more objects");
    refused(format!("{{\"Vpcs\":{}", "[".repeat(200_000)), "not closed");
    let deep = "[".repeat(5_000) + &"]".repeat(5_000);
    refused(
        format!("{{\"Vpcs\":[{{\"a\":{deep}}}]}}"),
        "recursion limit",
    );
    refused(
        "{\"Vpcs\":[{\"VpcId\":\"a\",\n\"VpcId\":\"b\"}]}".to_owned(),
        "f:2:12: the key \"VpcId\" is given twice",
    );
    refused(
        "{\"format\":\"sightline.topology/1\",\n\"vpc\":{\"a\":{},\"a\":{}}}".to_owned(),
        "f:2:17: the key \"a\" is given twice",
    );
    let long = "a".repeat(import::limits::MAX_OBJECT);
    refused(
        format!("{{\"Vpcs\":[{{\"a\":\"{long}\"}}]}}"),
        "more than 8 MB",
    );
    let folder = import(&[], &Settings::default()).expect("nothing is an empty topology");
    assert_eq!(folder.report.resources.len(), 0);
}

#[test]
fn values_that_refer_to_themselves_or_grow_are_unknown() {
    let resource = |name: &str, range: &str| {
        format!("  {name}: {{Type: AWS::EC2::VPC, Properties: {{CidrBlock: {range}}}}}\n")
    };
    let mut text = String::from("Resources:\n");
    text += &resource("Self", "!GetAtt Self.CidrBlock");
    text += &resource("Ping", "!GetAtt Pong.CidrBlock");
    text += &resource("Pong", "!GetAtt Ping.CidrBlock");
    text += &resource("V0", "10.0.0.0/16");
    for n in 1..60 {
        let before = format!("!GetAtt V{}.CidrBlock", n - 1);
        text += &resource(
            &format!("V{n}"),
            &format!("!Join ['', [{before}, {before}]]"),
        );
    }
    let imported = import(&[Source::new("grow.yml", text)], &Settings::default());
    let report = imported.expect("unknowns are no failure").report;
    assert_eq!(report.counts.unresolved, 62);
}

#[test]
fn deep_chains_of_deep_values_do_not_exhaust_the_stack() {
    let mut text = String::from("{\"Resources\": {");
    for n in 0..300 {
        let before = format!("{{\"Fn::GetAtt\": [\"V{}\", \"CidrBlock\"]}}", n + 1);
        let (open, close) = ("{\"Fn::Join\": [\"\", [", "]]}".repeat(24));
        let value = format!("{}{before}{close}", open.repeat(24));
        let comma = if n == 0 { "" } else { "," };
        write!(
            text,
            "{comma}\"V{n}\": {{\"Type\": \"AWS::EC2::VPC\", \"Properties\": {{\"CidrBlock\": {value}}}}}"
        )
        .expect("a text");
    }
    text += "}}";
    let imported = import(&[Source::new("deep.json", text)], &Settings::default());
    let report = imported.expect("unknowns are no failure").report;
    assert_eq!(report.counts.unresolved, 300);
}

#[test]
fn templates_that_grow_or_search_without_end_come_to_an_end() {
    let read = |text: String| {
        let imported = import(&[Source::new("bomb.yml", text)], &Settings::default());
        imported.expect("unknowns are no failure").report.counts
    };
    // A text of 300 kB, asked for nine thousand times.
    let refs = vec!["!Ref B"; 9_000].join(",");
    let endpoint =
        format!("E: {{Type: AWS::EC2::VPCEndpoint, Properties: {{SubnetIds: [{refs}]}}}}");
    let text = "x".repeat(300_000);
    let counts = read(format!(
        "Parameters: {{B: {{Type: String, Default: {text}}}}}\nResources:\n  {endpoint}\n"
    ));
    assert_eq!(counts.unresolved, 1);
    // A map of twenty thousand keys, searched for the last one two thousand times.
    let mut text = String::from("Mappings:\n  M:\n    A:\n");
    for key in 0..20_000 {
        writeln!(text, "      k{key}: 10.0.0.0/16").expect("a text");
    }
    text += "Resources:\n";
    for id in 0..2_000 {
        let range = "!FindInMap [M, A, k19999]";
        writeln!(
            text,
            "  V{id}: {{Type: AWS::EC2::VPC, Properties: {{CidrBlock: {range}}}}}"
        )
        .expect("a text");
    }
    let counts = read(text);
    assert!(counts.unresolved > 1_000, "{counts:?}");
}

#[test]
fn loops_in_loops_end_at_the_limit() {
    let long = "x".repeat(1_000_000);
    let mut body = format!(
        r#"{{"V${{I0}}${{I1}}${{I2}}": {{"Type": "AWS::EC2::VPC", "Properties": {{"CidrBlock": "{long}"}}}}}}"#
    );
    for depth in 0..3 {
        let items = r#"["a","b","c","d","e","f","g","h","i","j"]"#;
        body = format!(r#"{{"Fn::ForEach::L{depth}": ["I{depth}", {items}, {body}]}}"#);
    }
    let bad = refusal(format!(
        r#"{{"Transform": "AWS::LanguageExtensions", "Resources": {body}}}"#
    ));
    assert!(bad.to_string().contains("make more than is read"), "{bad}");
}

#[test]
fn a_dump_as_yaml_has_the_limits_of_a_tree() {
    let refused = |text: &str, message: &str| {
        let bad = refusal(text.to_owned());
        assert!(bad.to_string().contains(message), "{bad}");
    };
    refused(
        "Vpcs:\n- VpcId: vpc-1\n  VpcId: vpc-2\n",
        "f:3:3: the key \"VpcId\" is given twice",
    );
    refused(
        &format!("Vpcs: {}", "[".repeat(100_000)),
        "nested more than",
    );
    refused("Vpcs:\n- &a {VpcId: vpc-1}\n- *b\n", "f:3:3");
    let mut bomb = String::from("Vpcs:\n- &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (before, letter) in ('a'..'n').zip('b'..'o') {
        let items = vec![format!("*{before}"); 10].join(",");
        writeln!(bomb, "- &{letter} [{items}]").expect("a text");
    }
    refused(&bomb, "more than 2000000 values");
}
