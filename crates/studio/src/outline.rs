//! The document as a list: where one can ask from, what there is, what it is called, what is wrong.

mod tree;

pub use tree::{Branch, Shown, Step, Tree, step, typed};

use crate::document::Document;
use crate::scene::{INTERNET, Scene, SceneBox};
use crate::thing;
use crate::vantage;
use crate::words::{self, Lang};
use net::network::Lookup;
use net::topology::EndpointType;
use net::{Network, ResourceId};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The most rows a section shows; the rest is found by searching.
const MOST_ROWS: usize = 200;

/// What the left panel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Where a question can start.
    pub vantages: Vec<Row>,
    /// The network as a tree.
    pub tree: Tree,
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
    /// What a question calls it.
    pub asked: String,
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
    /// The outline of a document, and of the scene drawn from it.
    #[must_use]
    pub fn of(document: &Document, scene: &Scene, lang: Lang) -> Self {
        let network = &document.network;
        Self {
            vantages: vantages(network, lang),
            tree: Tree::of(scene),
            names: names(network),
            findings: findings(document, lang),
        }
    }
}

/// What the text fits: ids, names, addresses, ranges and DNS names, in any letter case; the best
/// first. An address also finds the subnets and VPCs it lies in.
#[must_use]
pub fn search(network: &Network, scene: &Scene, text: &str) -> Vec<Row> {
    const MOST: usize = 50;
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, Row)> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for it in &scene.boxes {
        let texts = [it.name.as_str(), it.detail.as_str(), it.resource.as_str()];
        if let Some(place) = best_place(&texts, &wanted)
            && seen.insert(it.resource.to_string())
        {
            found.push((place, row(it, 0)));
        }
    }
    let address: Option<IpAddr> = wanted.parse().ok();
    if let Some(address) = address {
        let around = scene.boxes.iter().filter(|it| {
            let range: Option<ipnet::IpNet> = it.detail.parse().ok();
            it.is_container() && range.is_some_and(|range| range.contains(&address))
        });
        for it in around.filter(|it| seen.insert(it.resource.to_string())) {
            found.push((AROUND, row(it, 0)));
        }
    }
    // In a large network most interfaces have no box of their own yet.
    if scene.is_large() {
        for interface in network.interfaces() {
            if found.len() > MOST * 4 {
                break;
            }
            let id = interface.known_as();
            let addresses: Vec<String> = interface
                .addresses
                .iter()
                .map(ToString::to_string)
                .collect();
            let name = thing::named(network.topology(), id.as_str()).and_then(|it| it.1);
            let texts: Vec<&str> = [id.as_str(), interface.id.as_str()]
                .into_iter()
                .chain(name.as_deref())
                .chain(addresses.iter().map(String::as_str))
                .collect();
            if let Some(place) = best_place(&texts, &wanted)
                && seen.insert(id.to_string())
            {
                let row = Row {
                    id: id.to_string(),
                    asked: id.to_string(),
                    text: name.clone().unwrap_or_else(|| id.to_string()),
                    detail: addresses.first().cloned().unwrap_or_default(),
                    depth: 0,
                    is_container: false,
                };
                found.push((place, row));
            }
        }
    }
    for (name, id) in dns_names(network) {
        if let Some(place) = best_place(&[&name], &wanted)
            && seen.insert(name.clone())
        {
            let row = Row {
                detail: thing::name_of(network, &id),
                id,
                asked: name.clone(),
                text: name,
                depth: 0,
                is_container: false,
            };
            found.push((place, row));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, row)| row).take(MOST).collect()
}

/// Where an address lies comes after what has it.
const AROUND: usize = 1_000;

/// How early a text begins in any of several, in letters; the whole one is best.
fn best_place(texts: &[&str], wanted: &str) -> Option<usize> {
    let place = |text: &&str| {
        let text = text.to_lowercase();
        let at = text.find(wanted)?;
        Some(if text.len() == wanted.len() {
            0
        } else {
            at + 1
        })
    };
    texts.iter().filter_map(place).min()
}

/// DNS names, and the resource each leads to: an endpoint where its private DNS answers, else the service itself.
fn dns_names(network: &Network) -> impl Iterator<Item = (String, String)> {
    let topology = network.topology();
    let endpoints = topology.vpc_endpoint.iter().flat_map(|(id, endpoint)| {
        let is_gateway = endpoint.kind() == EndpointType::Gateway;
        let own = network.endpoint_names(id).into_iter();
        let own = own.take(if is_gateway { 0 } else { usize::MAX });
        let is_private = is_gateway || endpoint.private_dns_enabled == Some(true);
        let service = endpoint.service_name.clone().unwrap_or_default();
        let to = if is_private {
            id.to_string()
        } else {
            service.clone()
        };
        let of_service = topology.private_names_of(endpoint).into_iter();
        let of_service = of_service.chain(public_name(&service));
        own.map(|name| (name, id.to_string()))
            .chain(of_service.map(move |name| (name, to.clone())))
    });
    let services = topology.aws_service.iter().flat_map(|(id, service)| {
        let names = service.dns_names.iter().cloned();
        names.map(|name| (name, id.to_string()))
    });
    let balancers = topology
        .lb
        .iter()
        .filter_map(|(id, lb)| Some((lb.dns_name.clone()?, id.to_string())));
    let records = topology.route53_record.values().filter_map(|record| {
        let zone = record.zone_id.as_ref()?;
        Some((record.name.clone()?, zone.to_string()))
    });
    endpoints
        .chain(services)
        .chain(balancers)
        .chain(records)
        .map(|(name, id)| (name.trim_end_matches('.').to_owned(), id))
}

/// The name by which an AWS service is usually asked for.
fn public_name(service: &str) -> Option<String> {
    net::service::private_names(service)
        .into_iter()
        .chain(plain_name(service))
        .find(|name| !name.starts_with('*'))
}

/// The text by which a resource is asked for from: its name or the end of its id where that is
/// unique, else its id. A name that says its stack first is longer than the id's end.
#[must_use]
pub fn askable(network: &Network, id: &ResourceId) -> String {
    let name = thing::named(network.topology(), id.as_str()).and_then(|it| it.1);
    let short = Some(thing::short(id.as_str()).to_owned());
    let is_of_stack = |name: &String| thing::without_stack(name, id.as_str()) != name;
    let texts = if name.as_ref().is_some_and(is_of_stack) {
        [short, name]
    } else {
        [name, short]
    };
    let mut texts = texts.into_iter().flatten();
    texts
        .find(|text| leads_to(network, text, id))
        .unwrap_or_else(|| id.to_string())
}

/// The text by which a resource is asked for as a target: its id, or the end of it where that is
/// unique and no DNS name. Names are left alone: what a target is called may be one.
#[must_use]
pub fn askable_target(network: &Network, id: &ResourceId) -> String {
    let short = thing::short(id.as_str());
    let is_word = |text: &str| text.chars().all(|it| it.is_alphanumeric());
    if is_word(short) && leads_to(network, short, id) {
        short.to_owned()
    } else {
        id.to_string()
    }
}

fn leads_to(network: &Network, text: &str, id: &ResourceId) -> bool {
    network.find(text) == Lookup::Found(id.clone())
}

fn vantages(network: &Network, lang: Lang) -> Vec<Row> {
    let known = vantage::vantages(network).take(MOST_ROWS).map(|id| Row {
        asked: askable(network, &id),
        text: thing::name_of(network, id.as_str()),
        detail: vantage::place_of(network, &id).unwrap_or_default(),
        id: id.to_string(),
        depth: 0,
        is_container: false,
    });
    let internet = Row {
        id: INTERNET.to_owned(),
        asked: INTERNET.to_owned(),
        text: words::INTERNET.in_lang(lang).to_owned(),
        detail: String::new(),
        depth: 0,
        is_container: false,
    };
    known.chain([internet]).collect()
}

fn row(it: &SceneBox, depth: usize) -> Row {
    Row {
        id: it.resource.to_string(),
        asked: it.resource.to_string(),
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
            names.extend(public_name(service).map(|name| (name, String::new())));
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
            asked: name.clone(),
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

fn findings(document: &Document, lang: Lang) -> Vec<Row> {
    let network = &document.network;
    document
        .findings()
        .iter()
        .take(MOST_ROWS)
        .map(|finding| Row {
            id: finding.resource.to_string(),
            asked: finding.resource.to_string(),
            text: format!(
                "{}: {}",
                thing::name_of(network, finding.resource.as_str()),
                finding.code.says().in_lang(lang)
            ),
            detail: finding.code.as_str().to_owned(),
            depth: 0,
            is_container: false,
        })
        .collect()
}
