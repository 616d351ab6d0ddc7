//! The document as a list: where one can ask from, what there is, what it is called, what is wrong.

use crate::scene::{BoxKind, Scene, SceneBox};
use crate::words::{self, Lang};
use net::topology::EndpointType;
use net::{Network, ResourceId};
use std::collections::BTreeSet;

/// The most rows a section shows; the rest is found by searching.
const MOST_ROWS: usize = 200;

/// What the left panel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Where a question can start.
    pub vantages: Vec<Row>,
    /// The network as a tree, parents before children.
    pub tree: Vec<Row>,
    /// Rows of the tree that are not shown.
    pub hidden: usize,
    /// Names that can be asked for.
    pub names: Vec<Row>,
    /// What is wrong with the document.
    pub findings: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for: a resource's id, or a name to ask for.
    pub id: String,
    /// What it says.
    pub text: String,
    /// What it says besides, at the right.
    pub detail: String,
    /// How deep in the tree, from 0.
    pub depth: usize,
    /// Whether it holds others.
    pub is_container: bool,
}

impl Outline {
    /// The outline of a network, and of the scene drawn from it.
    #[must_use]
    pub fn of(network: &Network, scene: &Scene, lang: Lang) -> Self {
        let tree: Vec<Row> = tree(scene);
        let hidden = tree.len().saturating_sub(MOST_ROWS);
        Self {
            vantages: vantages(network, lang),
            tree: tree.into_iter().take(MOST_ROWS).collect(),
            hidden,
            names: names(network),
            findings: findings(network, lang),
        }
    }
}

/// Boxes whose id, name or address holds the text, in any letter case; the best first.
#[must_use]
pub fn search(scene: &Scene, outline: &Outline, text: &str) -> Vec<Row> {
    const MOST: usize = 50;
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut found: Vec<(usize, Row)> = scene
        .boxes
        .iter()
        .filter(|it| seen.insert(it.id.clone()))
        .filter_map(|it| {
            let place = [it.name.as_str(), it.detail.as_str(), it.resource.as_str()]
                .iter()
                .filter_map(|text| text.to_lowercase().find(&wanted))
                .min()?;
            Some((place, row(it, 0)))
        })
        .collect();
    found.sort_by_key(|(place, _)| *place);
    let names = outline
        .names
        .iter()
        .filter(|row| row.text.to_lowercase().contains(&wanted))
        .cloned();
    found
        .into_iter()
        .map(|(_, row)| row)
        .chain(names)
        .take(MOST)
        .collect()
}

/// The text by which a resource is asked for: its name where that is unique, else its id.
#[must_use]
pub fn askable(network: &Network, id: &ResourceId) -> String {
    let name = crate::thing::named(network.topology(), id.as_str()).and_then(|it| it.1);
    match name {
        Some(name) if network.find(&name) == net::network::Lookup::Found(id.clone()) => name,
        Some(_) | None => id.to_string(),
    }
}

fn vantages(network: &Network, lang: Lang) -> Vec<Row> {
    let topology = network.topology();
    let instances = topology.instance.iter().map(|(id, it)| {
        let address = network
            .interfaces_of(id.as_resource())
            .find_map(net::network::Interface::primary_address)
            .or(it.private_ip);
        Row {
            id: id.to_string(),
            text: askable(network, id.as_resource()),
            detail: address.map_or_else(String::new, |address| address.to_string()),
            depth: 0,
            is_container: false,
        }
    });
    let sites = topology.site.keys().map(|id| Row {
        id: id.to_string(),
        text: askable(network, id),
        detail: String::new(),
        depth: 0,
        is_container: false,
    });
    let internet = Row {
        id: "internet".to_owned(),
        text: words::INTERNET.in_lang(lang).to_owned(),
        detail: String::new(),
        depth: 0,
        is_container: false,
    };
    instances
        .chain(sites)
        .take(MOST_ROWS)
        .chain([internet])
        .collect()
}

/// Accounts, Regions and zones are left out: they say where, which the picture shows.
fn tree(scene: &Scene) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut children: std::collections::BTreeMap<Option<&ResourceId>, Vec<&SceneBox>> =
        std::collections::BTreeMap::new();
    for it in &scene.boxes {
        children.entry(it.parent.as_ref()).or_default().push(it);
    }
    let mut open: Vec<(&SceneBox, usize)> = Vec::new();
    if let Some(roots) = children.get(&None) {
        open.extend(roots.iter().rev().map(|it| (*it, 0)));
    }
    while let Some((it, depth)) = open.pop() {
        let shown = !matches!(
            it.kind,
            BoxKind::Account | BoxKind::Region | BoxKind::Zone | BoxKind::Internet
        );
        if shown {
            rows.push(row(it, depth));
        }
        if let Some(inside) = children.get(&Some(&it.id)) {
            let depth = if shown { depth + 1 } else { depth };
            open.extend(inside.iter().rev().map(|child| (*child, depth)));
        }
    }
    rows
}

fn row(it: &SceneBox, depth: usize) -> Row {
    Row {
        id: it.resource.to_string(),
        text: it.name.clone(),
        detail: it.detail.clone(),
        depth,
        is_container: it.is_container(),
    }
}

/// Names worth asking for: those of endpoints, of the services they stand for, and of records.
fn names(network: &Network) -> Vec<Row> {
    let topology = network.topology();
    let mut names: Vec<(String, String)> = Vec::new();
    for (id, endpoint) in &topology.vpc_endpoint {
        if endpoint.kind() == EndpointType::Interface {
            names.extend(
                network
                    .endpoint_names(id)
                    .into_iter()
                    .take(1)
                    .map(|name| (name, String::new())),
            );
        }
        if let Some(service) = &endpoint.service_name {
            let public = net::service::private_names(service)
                .into_iter()
                .chain(plain_name(service))
                .find(|name| !name.starts_with('*'));
            names.extend(public.map(|name| (name, String::new())));
        }
    }
    for record in topology.route53_record.values() {
        let kind = record.type_.clone().unwrap_or_default();
        names.extend(record.name.clone().map(|name| (name, kind)));
    }
    for lb in topology.lb.values() {
        names.extend(lb.dns_name.clone().map(|name| (name, String::new())));
    }
    names.sort();
    names.dedup_by(|a, b| a.0 == b.0);
    names
        .into_iter()
        .take(MOST_ROWS)
        .map(|(name, detail)| Row {
            text: name.trim_end_matches('.').to_owned(),
            id: name,
            detail,
            depth: 0,
            is_container: false,
        })
        .collect()
}

/// The usual public name of an AWS service, for those whose endpoint has no private names.
fn plain_name(service: &str) -> Option<String> {
    let region = net::service::region_of_service(service)?;
    let short = net::service::short_name(service);
    (!short.starts_with("vpce-svc-")).then(|| format!("{short}.{region}.amazonaws.com"))
}

fn findings(network: &Network, lang: Lang) -> Vec<Row> {
    network
        .topology()
        .findings()
        .into_iter()
        .take(MOST_ROWS)
        .map(|finding| Row {
            id: finding.resource.to_string(),
            text: format!(
                "{}: {}",
                crate::thing::name_of(network, finding.resource.as_str()),
                finding.code.says().in_lang(lang)
            ),
            detail: finding.code.as_str().to_owned(),
            depth: 0,
            is_container: false,
        })
        .collect()
}
