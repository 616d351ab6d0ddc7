//! Terraform's configuration: the seed's snippet, what is given beside it, hostile texts, speed.

#![allow(clippy::print_stdout, reason = "a test says what it skips")]

use import::{Class, Imported, Settings, Source, import};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

fn read(files: &[(&str, &str)]) -> Imported {
    let sources: Vec<Source> = files
        .iter()
        .map(|(name, text)| Source::new(*name, *text))
        .collect();
    import(&sources, &Settings::default()).unwrap_or_else(|bad| panic!("{bad}"))
}

/// The notes of a resource, in one text.
fn notes(imported: &Imported, id: &str) -> String {
    let resources = &imported.report.resources;
    let found = resources.iter().find(|it| it.id == id);
    found.map_or_else(
        || panic!("{id} is not listed"),
        |it| {
            it.notes
                .iter()
                .map(import::Said::en)
                .collect::<Vec<_>>()
                .join("\n")
        },
    )
}

/// A tag of the VPC called `it`.
fn tag<'i>(imported: &'i Imported, name: &str) -> Option<&'i str> {
    let vpc = imported.topology.vpc.get("aws_vpc.it")?;
    vpc.tags.get(name).map(String::as_str)
}

#[test]
fn the_snippet_of_the_seed_names_four_resources_that_it_does_not_declare() {
    let given = std::env::var_os("SIGHTLINE_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let file = given.unwrap_or(beside).join("fixtures/seed/main.tf");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("SKIPPED: {} is not there", file.display());
        return;
    };
    let imported = read(&[("main.tf", &text)]);
    let undeclared: Vec<&str> = imported
        .report
        .resources
        .iter()
        .filter(|it| {
            it.notes
                .iter()
                .any(|note| note.en().starts_with("not declared"))
        })
        .map(|it| it.id.as_str())
        .collect();
    let expected = [
        "aws_route_table.private",
        "aws_route_table.public",
        "aws_subnet.private",
        "aws_vpc.main",
    ];
    assert_eq!(undeclared, expected);
    let endpoints = imported.topology.vpc_endpoint.keys().map(|id| id.as_str());
    assert_eq!(endpoints.count(), 12, "nine by for_each, and three");
    let s3 = imported.topology.vpc_endpoint.get("aws_vpc_endpoint.s3");
    let tables = s3.map(|it| it.route_table_ids.iter().map(|id| id.as_str()).collect());
    let expected: Vec<&str> = vec!["aws_route_table.private", "aws_route_table.public"];
    assert_eq!(tables, Some(expected));
}

#[test]
fn a_variable_takes_the_last_value_that_is_given() {
    let main = "variable \"a\" { type = list(number) }\nvariable \"b\" {}\nresource \"aws_vpc\" \"it\" {\n tags = { a = jsonencode(var.a), b = jsonencode(var.b) }\n}";
    let files = [
        Source::new("x/main.tf", main),
        Source::new("x/terraform.tfvars", "a = [1]\nb = \"file\""),
        Source::new("x/z.auto.tfvars", "a = [\"2\"]"),
    ];
    let with = |key: &str, value: &str| {
        let mut settings = Settings::default();
        settings.parameters.insert(key.to_owned(), value.to_owned());
        import(&files, &settings).unwrap_or_else(|bad| panic!("{bad}"))
    };
    let imported = with("b", "[3]");
    assert_eq!(tag(&imported, "a"), Some("[2]"));
    // Without a type, what is given on the command line is a text.
    assert_eq!(tag(&imported, "b"), Some("\"[3]\""));
    let imported = with("x.a", "[4, 5]");
    assert_eq!(tag(&imported, "a"), Some("[4,5]"));
    assert_eq!(tag(&imported, "b"), Some("\"file\""));
}

#[test]
fn the_only_other_file_of_variables_is_taken() {
    let main = "variable \"a\" {}\nresource \"aws_vpc\" \"it\" {\n tags = { a = var.a }\n}";
    let imported = read(&[("main.tf", main), ("prod.tfvars", "a = \"prod\"")]);
    assert_eq!(tag(&imported, "a"), Some("prod"));
    let several = [
        ("main.tf", main),
        ("prod.tfvars", "a = \"p\""),
        ("dev.tfvars", "a = \"d\""),
    ];
    let imported = read(&several);
    assert!(notes(&imported, "prod.tfvars").contains("-var-file"));
    assert_eq!(tag(&imported, "a"), Some("${var.a}"));
}

#[test]
fn roots_of_several_folders_are_told_apart() {
    let vpc = "resource \"aws_vpc\" \"it\" {\n cidr_block = \"10.0.0.0/16\"\n}";
    let call = "module \"m\" {\n source = \"../modules/m\"\n}";
    let imported = read(&[
        ("envs/dev/main.tf", call),
        ("envs/prod/main.tf", call),
        ("envs/prod/more.tf", vpc),
        ("envs/modules/m/main.tf", vpc),
    ]);
    let ids: Vec<&str> = imported.topology.vpc.keys().map(|id| id.as_str()).collect();
    let expected = [
        "dev.module.m.aws_vpc.it",
        "prod.aws_vpc.it",
        "prod.module.m.aws_vpc.it",
    ];
    assert_eq!(ids, expected);
}

/// Works out one expression and gives why it has no value.
fn refused(context: &str, expression: &str) -> String {
    let text = format!("{context}\nresource \"aws_vpc\" \"it\" {{\n cidr_block = {expression}\n}}");
    let before = SystemTime::now();
    let imported = read(&[("main.tf", &text)]);
    let took = before.elapsed().unwrap_or_default();
    assert!(took < Duration::from_secs(20), "{expression} took {took:?}");
    let vpc = imported.topology.vpc.get("aws_vpc.it").expect("the VPC");
    assert!(vpc.cidr_block.is_none(), "{expression} has a value");
    notes(&imported, "aws_vpc.it")
}

#[test]
fn what_grows_without_end_is_refused_at_its_place() {
    let check = |context: &str, expression: &str, why: &str| {
        let found = refused(context, expression);
        assert!(found.contains(why), "{expression}: {found}");
        assert!(found.contains("main.tf:"), "{expression}: {found}");
    };
    check("", "join(\"\", range(1e9))", "more than 1024 numbers");
    let five = "[for i in range(1000) : i]";
    let product = format!("setproduct({five}, {five}, {five})[0]");
    check("", &product, "more than 100000 items");
    check(
        "",
        &format!("jsonencode({}1{})", "[".repeat(90), "]".repeat(90)),
        "",
    );
    check("", "format(\"%100000d\", 1)", "too much");
    check("", "indent(1e15, \"a\")", "more than");
    check(
        "",
        "\"${join(\"\", [for i in range(1000) : join(\"\", [for j in range(1000) : \"0123456789\"])])}\"",
        "",
    );

    // Each is twice the one before.
    let mut doubling = "locals {\n l0 = \"0123456789abcdef\"\n".to_owned();
    for at in 1..40 {
        let before = at - 1;
        let _ = writeln!(
            doubling,
            " l{at} = \"${{local.l{before}}}${{local.l{before}}}\""
        );
    }
    check(
        &format!("{doubling}}}"),
        "local.l39",
        "more than 1048576 bytes",
    );
    let doubling = doubling
        .replace("\"${", "[")
        .replace("}${", ", ")
        .replace("}\"", "]");
    check(&format!("{doubling}}}"), "jsonencode(local.l39)", "parts");

    // Each refers to the next one.
    let mut chain = "locals {\n".to_owned();
    for at in 0..5000 {
        let _ = writeln!(chain, " l{at} = [local.l{}]", at + 1);
    }
    check(
        &format!("{chain} l5000 = 1\n}}"),
        "jsonencode(local.l0)",
        "too deep",
    );
    check(
        "locals {\n a = local.b\n b = [local.a]\n}",
        "local.a",
        "refers to itself",
    );
    check(
        "resource \"aws_subnet\" \"a\" {\n count = length(aws_subnet.b)\n}\nresource \"aws_subnet\" \"b\" {\n count = length(aws_subnet.a)\n}",
        "aws_subnet.a[0].cidr_block",
        "",
    );
    let loops = "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a * b * c]]][0][0]";
    check("", loops, "");
    let text = "%{ for a in range(1000) }%{ for b in range(1000) }%{ for c in range(1000) }x%{ endfor }%{ endfor }%{ endfor }";
    check("", &format!("\"{text}\""), "");
    check(
        "",
        &format!("regexall(\"{}\", \"a\")", "(a*)*".repeat(2000)),
        "",
    );
}

#[test]
fn too_many_instances_and_modules_are_one_that_is_unresolved() {
    let imported = read(&[(
        "main.tf",
        "resource \"aws_subnet\" \"many\" {\n count = 1000000\n}\nresource \"aws_subnet\" \"half\" {\n count = 1.5\n}",
    )]);
    assert!(notes(&imported, "aws_subnet.many").contains("more than 20000 instances"));
    assert!(notes(&imported, "aws_subnet.half").contains("not a whole number"));
    // A module that calls itself.
    let call = "module \"again\" {\n source = \"./\"\n count  = 2\n}";
    let imported = read(&[("main.tf", call)]);
    assert!(imported.report.counts.unresolved > 0);
    let ring = [
        (
            "a/main.tf",
            "module \"b\" {\n source = \"../b\"\n count = 3\n}",
        ),
        (
            "b/main.tf",
            "module \"a\" {\n source = \"../a\"\n count = 3\n}",
        ),
    ];
    assert!(read(&ring).report.counts.unresolved > 0);
}

#[test]
fn deep_and_long_texts_are_refused_or_read() {
    let refused = |text: String| {
        let imported = import(&[Source::new("main.tf", text)], &Settings::default());
        let bad = imported.expect_err("a text that is nested too deep");
        assert!(bad.line > 0, "{bad}");
    };
    let nest = |open: &str, close: &str| {
        let deep = 100_000;
        format!(
            "locals {{\n a = {}1{}\n}}",
            open.repeat(deep),
            close.repeat(deep)
        )
    };
    refused(nest("[", "]"));
    refused(nest("(", ")"));
    refused(nest("{ a = ", "}"));
    refused(nest("!", ""));
    refused(nest("-", ""));
    refused(nest("\"${", "}\""));
    refused(nest("abs(", ")"));
    refused(nest("true ? 1 : ", ""));
    refused(nest("1 + ", ""));
    refused(nest("[for a in ", ": a]"));
    refused(format!("locals {{\n a = b{}\n}}", ".c".repeat(100_000)));
    refused(format!("locals {{\n a = b{}\n}}", "[*]".repeat(100_000)));
    refused("a {\n".repeat(100_000));
    let marks = "%{ if true }".repeat(100_000);
    refused(format!("locals {{\n a = \"{marks}\"\n}}"));
    // Long is not deep.
    let mut long = "locals {\n".to_owned();
    for at in 0..20_000 {
        let _ = writeln!(long, " a{at} = \"text ${{1 + {at}}}\" # {at}");
    }
    read(&[("main.tf", &format!("{long}}}"))]);
    let lines = "line of a text\n".repeat(100_000);
    read(&[(
        "main.tf",
        &format!("locals {{\n a = <<-END\n{lines}END\n}}\n"),
    )]);
}

#[test]
fn two_hundred_files_are_read_in_no_time() {
    let mut files = Vec::new();
    for at in 0..200 {
        let mut text = String::new();
        for n in 0..10 {
            let _ = writeln!(
                text,
                "resource \"aws_subnet\" \"s{at}_{n}\" {{\n  count      = 3\n  vpc_id     = aws_vpc.it.id\n  cidr_block = cidrsubnet(local.range, 8, {n} + count.index)\n  tags       = merge(local.tags, {{ Name = \"s-${{count.index}}\" }})\n}}"
            );
        }
        files.push(Source::new(format!("main{at}.tf"), text));
    }
    files.push(Source::new(
        "common.tf",
        "resource \"aws_vpc\" \"it\" {\n cidr_block = local.range\n}\nlocals {\n range = \"10.0.0.0/8\"\n tags = { for k in [\"a\", \"b\"] : k => upper(k) }\n}",
    ));
    let before = SystemTime::now();
    let imported = import(&files, &Settings::default()).unwrap_or_else(|bad| panic!("{bad}"));
    let took = before.elapsed().unwrap_or_default();
    assert_eq!(imported.topology.subnet.len(), 6000);
    assert!(
        imported
            .report
            .resources
            .iter()
            .all(|it| it.class != Class::Unresolved)
    );
    println!("200 files, 6000 subnets: {took:?}");
    // A debug build on a busy machine.
    assert!(took < Duration::from_secs(30), "{took:?}");
}

/// Pieces of HCL, right and wrong.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\t",
    "\"",
    "\\",
    "\\u00e",
    "${",
    "%{",
    "}",
    "~",
    "{",
    "[",
    "]",
    "(",
    ")",
    "=",
    "==",
    "=>",
    "...",
    ",",
    ".",
    ":",
    "?",
    "!",
    "-",
    "*",
    "%",
    "&&",
    "||",
    "<",
    "<<EOT\n",
    "<<-EOT\n",
    "\nEOT\n",
    "#",
    "/*",
    "*/",
    "//",
    "for ",
    " in ",
    " if ",
    "if true",
    "else",
    "endif",
    "endfor",
    "null",
    "true",
    "1",
    "-1",
    "1e400",
    "0.5",
    "9999999999999999999",
    "a",
    "é",
    "\u{0}",
    "each.key",
    "count.index",
    "var.a",
    "local.l",
    "local.object",
    "aws_vpc.it",
    "aws_subnet.s[0].id",
    "data.aws_region.r.name",
    "module.m.x",
    "path.module",
    "self.x",
    "[*]",
    ".*",
    ".0",
    "[0]",
    "[\"a\"]",
    "[-1]",
    "cidrsubnet(\"10.0.0.0/8\", 8, ",
    "cidrhost(\"::/0\", ",
    "cidrsubnets(\"::/0\", ",
    "format(\"%-*5.3[9]d%v\", ",
    "regex(\"(\", ",
    "regexall(\".*\", ",
    "replace(\"aaa\", \"/a/\", ",
    "substr(\"abc\", ",
    "slice([1, 2], ",
    "element([], ",
    "range(",
    "setproduct([1, 2], ",
    "merge(",
    "flatten([",
    "toset(",
    "tomap(",
    "jsondecode(",
    "yamldecode(",
    "chunklist([1], ",
    "zipmap([\"a\"], ",
    "try(",
    "can(",
    "templatefile(\"a.tpl\", ",
    "parseint(\"zz\", ",
    "indent(",
    "resource \"aws_vpc\" \"b\" {",
    "dynamic \"ingress\" {",
    "locals {",
    "variable \"v\" {",
    "module \"m\" {",
    "source = \"./m\"",
    "count = ",
    "for_each = ",
    "content {",
    "iterator = ",
    "default = ",
    "type = ",
    "optional(",
    "list(object({",
];

fn survives(text: &str) {
    let files = [
        Source::new("main.tf", text),
        Source::new("a.tpl", "${a}%{ for x in y }${x}%{ endfor }"),
        Source::new(
            "m/main.tf",
            "variable \"in\" {}\noutput \"x\" { value = var.in }\n",
        ),
    ];
    let shown = || match import(&files, &Settings::default()) {
        Ok(imported) => imported.topology.to_json() + &imported.report.to_json(),
        Err(bad) => bad.to_string(),
    };
    assert_eq!(shown(), shown(), "{text}");
}

proptest! {
    #[test]
    fn any_pieces_give_something_and_twice_the_same(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
    ) {
        let soup = pieces.concat();
        survives(&soup);
        survives(&format!("resource \"aws_vpc\" \"it\" {{\n tags = {{ a = {soup} }}\n}}\nlocals {{\n l = {soup}\n}}"));
    }

    #[test]
    fn any_text_gives_something(text in "\\PC{0,60}", tail in prop::collection::vec(any::<char>(), 0..30)) {
        let tail: String = tail.into_iter().collect();
        survives(&format!("{text}{tail}"));
        survives(&format!("locals {{\n l = \"{text}{tail}\"\n}}"));
    }

    #[test]
    fn expressions_cut_and_joined_give_something(
        lines in prop::collection::vec(prop::sample::select(expressions()), 2),
        cut in 0_usize..80,
        piece in prop::sample::select(PIECES),
    ) {
        let cut_at = |line: &str| line.char_indices().nth(cut).map_or(line.len(), |(at, _)| at);
        let (start, _) = lines[0].split_at(cut_at(lines[0]));
        let (_, end) = lines[1].split_at(cut_at(lines[1]));
        survives(&format!("resource \"aws_vpc\" \"it\" {{\n tags = {{ a = {start}{piece}{end} }}\n}}"));
    }
}

/// What is compared with Terraform in `oracle`.
fn expressions() -> Vec<&'static str> {
    let lines = include_str!("oracle/terraform/expressions.txt").lines();
    lines
        .map(|line| line.trim_start_matches("refused: "))
        .collect()
}
