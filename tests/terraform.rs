//! Plans and states of other people, counted twice: by the importer, and here, straight from the
//! JSON. Nothing is lost, and every network resource of the text is one of the topology.

#![allow(clippy::print_stdout, reason = "a test says what it skips")]

use import::{Class, Imported, Settings, Source, import};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tests::shared;

/// Types that are a resource of the topology each, and of which kind.
const KINDS: &[(&str, &str)] = &[
    ("aws_alb", "lb"),
    ("aws_default_security_group", "security_group"),
    ("aws_eip", "eip"),
    ("aws_instance", "instance"),
    ("aws_internet_gateway", "internet_gateway"),
    ("aws_lb", "lb"),
    ("aws_lb_listener", "lb_listener"),
    ("aws_lb_target_group", "lb_target_group"),
    ("aws_nat_gateway", "nat_gateway"),
    ("aws_network_acl", "network_acl"),
    ("aws_network_interface", "network_interface"),
    ("aws_route53_record", "route53_record"),
    ("aws_route53_zone", "route53_zone"),
    ("aws_route_table", "route_table"),
    ("aws_route_table_association", "route_table_association"),
    ("aws_security_group", "security_group"),
    ("aws_subnet", "subnet"),
    ("aws_vpc", "vpc"),
    ("aws_vpc_endpoint", "vpc_endpoint"),
    ("aws_vpc_endpoint_service", "vpc_endpoint_service"),
    ("aws_vpc_peering_connection", "vpc_peering_connection"),
    ("aws_vpn_gateway", "vpn_gateway"),
    ("aws_ec2_transit_gateway", "transit_gateway"),
];

/// Types that only change another resource, so they must not be left out.
const COMPANIONS: &[&str] = &[
    "aws_route",
    "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_network_acl_rule",
    "aws_main_route_table_association",
    "aws_vpc_endpoint_route_table_association",
    "aws_vpc_endpoint_subnet_association",
    "aws_route53_zone_association",
    "aws_eip_association",
];

/// A resource as its text has it.
#[derive(Debug)]
struct Written {
    address: String,
    kind: String,
    managed: bool,
}

fn text(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    let found = value.get(key).and_then(Value::as_array);
    found.map_or(&[], Vec::as_slice)
}

fn index(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(key) => format!("[{key}]"),
    }
}

fn module(module: &Value, found: &mut Vec<Written>) {
    for it in list(module, "resources") {
        let mut address = text(it, "address");
        if !address.ends_with(']') {
            address += &index(it.get("index"));
        }
        found.push(Written {
            address,
            kind: text(it, "type"),
            managed: text(it, "mode") != "data",
        });
    }
    list(module, "child_modules")
        .iter()
        .for_each(|it| self::module(it, found));
}

fn root(values: Option<&Value>, found: &mut Vec<Written>) {
    if let Some(root) = values.and_then(|it| it.get("root_module")) {
        module(root, found);
    }
}

/// Everything a text lists.
fn written(document: &Value) -> Vec<Written> {
    let mut found = Vec::new();
    if let Some(planned) = document.get("planned_values") {
        root(Some(planned), &mut found);
        let there: BTreeSet<String> = found.iter().map(|it| it.address.clone()).collect();
        let mut prior = Vec::new();
        root(
            document.get("prior_state").and_then(|it| it.get("values")),
            &mut prior,
        );
        prior.retain(|it| !it.managed && !there.contains(&it.address));
        found.append(&mut prior);
        for change in list(document, "resource_changes") {
            let actions = change.get("change").map(|it| it.get("actions").cloned());
            let deletes = actions.flatten() == Some(serde_json::json!(["delete"]));
            if deletes && !there.contains(&text(change, "address")) {
                found.push(Written {
                    address: text(change, "address"),
                    kind: "deleted".to_owned(),
                    managed: true,
                });
            }
        }
    } else if document.get("modules").is_some() {
        for module in list(document, "modules") {
            let path = list(module, "path")
                .iter()
                .skip(1)
                .filter_map(Value::as_str);
            let prefix: String = path.map(|it| format!("module.{it}.")).collect();
            let resources = module.get("resources").and_then(Value::as_object);
            for (key, it) in resources.into_iter().flatten() {
                let address = match key.rsplit_once('.') {
                    Some((it, n)) if n.parse::<usize>().is_ok() => format!("{prefix}{it}[{n}]"),
                    _ => format!("{prefix}{key}"),
                };
                found.push(Written {
                    address,
                    kind: text(it, "type"),
                    managed: !key.starts_with("data."),
                });
            }
        }
    } else if document.get("version").is_some() {
        for it in list(document, "resources") {
            let managed = text(it, "mode") != "data";
            let mut steps: Vec<String> = Vec::new();
            steps.extend(it.get("module").and_then(Value::as_str).map(str::to_owned));
            steps.extend((!managed).then(|| "data".to_owned()));
            steps.extend([text(it, "type"), text(it, "name")]);
            for instance in list(it, "instances") {
                let mut address = steps.join(".") + &index(instance.get("index_key"));
                let deposed = text(instance, "deposed");
                if !deposed.is_empty() {
                    address += &format!(" (deposed {deposed})");
                }
                let kind = match deposed.is_empty() {
                    true => text(it, "type"),
                    false => "deposed".to_owned(),
                };
                found.push(Written {
                    address,
                    kind,
                    managed,
                });
            }
        }
    } else {
        root(document.get("values"), &mut found);
    }
    found
}

fn check(name: &str, document: &Value, imported: &Imported) -> (usize, usize) {
    let written = written(document);
    let report = &imported.report;
    // One entry a resource; one that stands twice says where else.
    let entries: usize = report
        .resources
        .iter()
        .map(|it| {
            1 + it
                .notes
                .iter()
                .filter(|note| note.en().starts_with("also at "))
                .count()
        })
        .sum();
    assert_eq!(entries, written.len(), "{name}: resources listed");
    let counts = &report.counts;
    let all = counts.understood + counts.assumed + counts.ignored + counts.unresolved;
    assert_eq!(all, report.resources.len(), "{name}: one class each");
    for it in &report.resources {
        assert!(
            it.line > 0 && it.column > 0,
            "{name}: {} has no place",
            it.id
        );
        let explained = it.class == Class::Understood || !it.notes.is_empty();
        assert!(explained, "{name}: nothing says why {}", it.id);
    }
    let classes: BTreeMap<&str, Class> = report
        .resources
        .iter()
        .map(|it| (it.id.as_str(), it.class))
        .collect();
    let topology = imported.topology.to_value();
    let mut network = 0;
    for it in written.iter().filter(|it| it.managed) {
        let kind = KINDS.iter().find(|(kind, _)| *kind == it.kind);
        if let Some((_, kind)) = kind {
            network += 1;
            let there = topology.get(kind).and_then(|kind| kind.get(&it.address));
            assert!(
                there.is_some(),
                "{name}: {} is not in the topology",
                it.address
            );
        }
        if kind.is_some() || COMPANIONS.contains(&it.kind.as_str()) {
            let class = classes.get(it.address.as_str());
            assert!(
                class.is_some_and(|it| *it != Class::Ignored),
                "{name}: {} is left out: {class:?}",
                it.address
            );
        }
    }
    (written.len(), network)
}

fn check_folder(folder: &Path) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        // Configuration, which is worked out and not listed.
        if name.ends_with(".tf.json") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let imported = import(&[Source::new(&name, text)], &Settings::default());
        let imported = imported.unwrap_or_else(|bad| panic!("{bad}"));
        let (all, network) = check(&name, &document, &imported);
        let it = &imported.report.counts;
        println!(
            "{name}: {all} resources, {network} of the network; {} understood, {} assumed, \
             {} ignored, {} unresolved",
            it.understood, it.assumed, it.ignored, it.unresolved
        );
    }
}

#[test]
fn plans_and_states_of_others_lose_nothing() {
    if let Some(folder) = shared("fixtures/tfjson") {
        check_folder(&folder);
    }
}

#[test]
fn our_own_plans_and_states_lose_nothing() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports");
    for case in [
        "terraform_plan",
        "terraform_show",
        "terraform_state",
        "terraform_state_3",
    ] {
        check_folder(&home.join(case).join("in"));
    }
}

/// A small state with some resources in it.
fn state(resources: &str) -> String {
    format!(
        "{{\"format_version\":\"1.0\",\"terraform_version\":\"1.11.4\",\
         \"values\":{{\"root_module\":{{\"resources\":[{resources}]}}}}}}"
    )
}

fn of(text: String) -> Imported {
    let imported = import(&[Source::new("a.json", text)], &Settings::default());
    imported.unwrap_or_else(|bad| panic!("{bad}"))
}

#[test]
fn wrong_types_of_attributes_are_noted_and_the_rest_is_read() {
    let wrong = [
        "7",
        "true",
        "[]",
        "[7,[7]]",
        "{}",
        "{\"a\":{}}",
        "\"x\"",
        "null",
        "[null]",
    ];
    let kinds = KINDS
        .iter()
        .map(|(kind, _)| *kind)
        .chain(COMPANIONS.iter().copied());
    for kind in kinds {
        for value in wrong {
            let names = [
                "cidr_block",
                "vpc_id",
                "subnet_id",
                "subnet_ids",
                "route",
                "ingress",
                "egress",
                "tags",
                "policy",
                "private_ip",
                "default_action",
                "alias",
                "records",
                "ttl",
                "port",
                "vpc",
                "subnet_mapping",
                "network_interface",
                "route_table_id",
                "id",
                "security_group_id",
                "type",
                "enable_dns_support",
                "allocation_id",
            ];
            let values: Vec<String> = names.iter().map(|it| format!("\"{it}\":{value}")).collect();
            let values = values.join(",");
            let imported = of(state(&format!(
                "{{\"address\":\"{kind}.a\",\"mode\":\"managed\",\"type\":\"{kind}\",\
                 \"name\":\"a\",\"values\":{{{values}}}}}"
            )));
            assert_eq!(imported.report.resources.len(), 1, "{kind} {value}");
        }
    }
}

#[test]
fn references_that_lead_in_circles_or_multiply_come_to_an_end() {
    let resource = |n: usize| {
        format!(
            "{{\"address\":\"aws_subnet.s[{n}]\",\"mode\":\"managed\",\"type\":\"aws_subnet\",\
             \"name\":\"s\",\"index\":{n},\"values\":{{}}}}"
        )
    };
    let resources: Vec<String> = (0..3_000).map(resource).collect();
    let change = |n: usize| {
        format!(
            "{{\"address\":\"aws_subnet.s[{n}]\",\"mode\":\"managed\",\"type\":\"aws_subnet\",\
             \"name\":\"s\",\"index\":{n},\"change\":{{\"actions\":[\"create\"],\
             \"after_unknown\":{{\"vpc_id\":true}}}}}}"
        )
    };
    let changes: Vec<String> = (0..3_000).map(change).collect();
    let text = format!(
        "{{\"format_version\":\"1.2\",\"planned_values\":{{\"root_module\":{{\"resources\":[{}]}}}},\
         \"resource_changes\":[{}],\"configuration\":{{\"root_module\":{{\"resources\":[\
         {{\"address\":\"aws_subnet.s\",\"mode\":\"managed\",\"type\":\"aws_subnet\",\"name\":\"s\",\
         \"expressions\":{{\"vpc_id\":{{\"references\":[\"aws_subnet.s\",\"module.m.o\"]}}}}}}],\
         \"module_calls\":{{\"m\":{{\"expressions\":{{\"v\":{{\"references\":[\"module.m.o\"]}}}},\
         \"module\":{{\"outputs\":{{\"o\":{{\"expression\":{{\"references\":[\"var.v\",\"local.x\"]\
         }}}}}}}}}}}}}}}}}}",
        resources.join(","),
        changes.join(",")
    );
    let imported = of(text);
    assert_eq!(imported.report.resources.len(), 3_000);
}

#[test]
fn names_from_files_stay_text() {
    let odd = "aws_vpc.a[\\\"<script>\\u0000 ].x\\\"]";
    let imported = of(state(&format!(
        "{{\"address\":\"{odd}\",\"mode\":\"managed\",\"type\":\"aws_vpc\",\"name\":\"a\",\
         \"index\":\"<script>\",\"values\":{{\"cidr_block\":\"10.0.0.0/16\"}}}}"
    )));
    assert_eq!(imported.topology.vpc.len(), 1);
}
