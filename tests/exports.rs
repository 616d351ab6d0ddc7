//! What goes out again: Mermaid and draw.io show what the scene shows, and nothing in a name breaks
//! them.

use net::lang::Lang;
use net::{Network, Topology};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use studio::export::{drawio, mermaid};
use studio::scene::Scene;

/// Topologies of all kinds: what the import cases give.
fn topologies() -> Vec<(PathBuf, Topology)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports");
    let mut found = Vec::new();
    for case in fs::read_dir(home).expect("cases") {
        let path = case.expect("a case").path().join("out/topology.json");
        if let Ok(text) = fs::read_to_string(&path) {
            found.push((path, Topology::from_json(&text).expect("a topology")));
        }
    }
    assert!(found.len() > 10);
    found
}

fn scene(topology: &Topology) -> Scene {
    Scene::of(&Network::new(Arc::new(topology.clone())), None, Lang::En)
}

/// A topology whose names try to be markup.
fn hostile() -> Topology {
    let name = "\"]; end\n<script>alert(1)</script> &#x22; --> n0 `%%{init}%%`";
    let json = serde_json::json!({
        "format": "sightline.topology/1",
        "vpc": { "vpc-1": { "cidr_block": "10.0.0.0/16", "tags": { "Name": name } } },
        "subnet": { name: { "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "tags": { "Name": name } } },
        "instance": { "i-1": { "subnet_id": name, "private_ip": "10.0.0.4", "tags": { "Name": name } } }
    });
    Topology::from_value(&json).expect("a topology")
}

#[test]
fn a_drawio_file_has_every_box_at_its_place() {
    let mut all = topologies();
    all.push((PathBuf::from("hostile"), hostile()));
    for (path, topology) in all {
        let scene = scene(&topology);
        let text = drawio(&scene);
        let document = roxmltree::Document::parse(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut places = BTreeMap::from([("1".to_owned(), (0.0, 0.0))]);
        let mut boxes = 0;
        let mut ids = BTreeSet::new();
        for object in document
            .descendants()
            .filter(|it| it.has_tag_name("object"))
        {
            let id = object.attribute("id").expect("an id").to_owned();
            assert!(ids.insert(id.clone()), "{id} is there twice");
            let cell = object.first_element_child().expect("a cell");
            let geometry = cell.first_element_child().expect("a geometry");
            let side = |name: &str| -> f64 {
                let value = geometry.attribute(name).expect("a side");
                value.parse().expect("a number")
            };
            let parent = cell.attribute("parent").expect("a parent");
            let (x, y) = places[parent];
            let it = &scene.boxes[boxes];
            // Places are written with two decimals, and those of a box add up.
            assert!((x + side("x") - it.rect.x).abs() < 0.1, "{}", it.id);
            assert!((y + side("y") - it.rect.y).abs() < 0.1, "{}", it.id);
            assert!((side("width") - it.rect.width_px).abs() < 0.01);
            let label = object.attribute("label").expect("a label");
            let squeezed = it.name.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(label.contains(&squeezed), "{label:?} of {squeezed:?}");
            let resource = object.attribute("resource").expect("a resource");
            assert_eq!(resource, it.resource.as_str().replace('\n', " "));
            places.insert(id, (x + side("x"), y + side("y")));
            boxes += 1;
        }
        assert_eq!(boxes, scene.boxes.len(), "{}", path.display());
        let edges = document
            .descendants()
            .filter(|it| it.attribute("edge") == Some("1"));
        for edge in edges {
            for end in ["source", "target"] {
                let id = edge.attribute(end).expect("an end");
                assert!(ids.contains(id), "{}: no box {id}", path.display());
            }
        }
        assert_eq!(text, drawio(&scene));
    }
}

#[test]
fn a_mermaid_flowchart_has_every_box_and_line_once() {
    let mut all = topologies();
    all.push((PathBuf::from("hostile"), hostile()));
    for (path, topology) in all {
        let scene = scene(&topology);
        let text = mermaid(&scene);
        let mut open = 0;
        let mut boxes = BTreeSet::new();
        let mut lines = 0;
        for line in text.lines().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["end"] => open -= 1,
                ["subgraph", id, ..] => {
                    open += 1;
                    assert!(boxes.insert((*id).to_owned()), "{line}");
                }
                [from, .., to] if boxes.contains(*from) && boxes.contains(*to) => lines += 1,
                [first, ..] => {
                    let (id, label) = first.split_once('[').expect("a box");
                    assert!(label.starts_with('"') && line.ends_with("\"]"), "{line}");
                    assert!(boxes.insert(id.to_owned()), "{line}");
                }
                [] => panic!("an empty line"),
            }
            let label = line.split_once('"').map_or("", |(_, rest)| rest);
            let label = label.rsplit_once('"').map_or("", |(label, _)| label);
            let without = label.replace("<br/>", "");
            assert!(
                !without.contains(['"', '<', '>', '&', '`', '[', ']']),
                "{line}"
            );
        }
        assert_eq!(open, 0, "{}", path.display());
        assert_eq!(boxes.len(), scene.boxes.len(), "{}", path.display());
        assert!(lines <= scene.edges.len());
        assert_eq!(text, mermaid(&scene));
    }
}
