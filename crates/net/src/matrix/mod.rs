//! From everywhere to everything: one cell for each vantage and target.
//!
//! A cell is a trace, reduced to its verdict. Vantages that nothing in the document can tell apart
//! are asked once ([`matrix`]); asking each on its own ([`matrix_one_by_one`]) gives the same.
//!
//! Invariant: no law is written here. What decides is asked of [`trace`](crate::trace::trace) or of
//! the laws themselves.

mod class;
mod mention;
mod pairs;
mod question;
mod vantage;
mod way;

use crate::code::Code;
use crate::network::Network;
use crate::query::{Protocol, Query};
use crate::service;
use crate::topology::EndpointType;
use crate::trace::{self, Outcome};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

pub use pairs::{Pairs, pairs, pairs_one_by_one};
pub use vantage::vantages;

/// The format of a matrix written as JSON.
pub const FORMAT: &str = "sightline.matrix/1";

/// The port asked for unless another is said.
pub const PORT: u16 = 443;

/// Every vantage's answer for every target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matrix {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// The protocol: TCP.
    pub protocol: Protocol,
    /// The port.
    pub port: u16,
    /// The vantages, in order: instances, hosts in subnets, sites, the internet.
    pub vantages: Vec<String>,
    /// The targets, in order: interface endpoints by id, then services by name.
    pub targets: Vec<String>,
    /// The answers, vantage by vantage, each in the order of the targets.
    pub cells: Vec<Cell>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The vantage.
    pub from: String,
    /// The target.
    pub to: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why.
    pub code: Code,
}

/// Asks every vantage for every target, vantages that are alike only once.
#[must_use]
pub fn matrix(network: &Network, port: u16) -> Matrix {
    matrix_of(network, port, vantages(network), targets(network))
}

/// The same for some of the vantages and targets: a piece of the whole.
#[must_use]
pub fn matrix_of(
    network: &Network,
    port: u16,
    vantages: Vec<String>,
    targets: Vec<String>,
) -> Matrix {
    let alike = vantage::Alike::new(network);
    let mut known = BTreeMap::new();
    fill(port, vantages, targets, |from, to| {
        let class = alike.class(network, from);
        *known
            .entry((class, to.to_owned()))
            .or_insert_with(|| verdict(network, from, to, port))
    })
}

/// Asks every vantage for every target, each on its own: what [`matrix`] must equal, slowly.
#[must_use]
pub fn matrix_one_by_one(network: &Network, port: u16) -> Matrix {
    fill(port, vantages(network), targets(network), |from, to| {
        verdict(network, from, to, port)
    })
}

fn fill(
    port: u16,
    vantages: Vec<String>,
    targets: Vec<String>,
    mut ask: impl FnMut(&str, &str) -> (Outcome, Code),
) -> Matrix {
    let mut cells = Vec::with_capacity(vantages.len().saturating_mul(targets.len()));
    for from in &vantages {
        for to in &targets {
            let (outcome, code) = ask(from, to);
            cells.push(Cell {
                from: from.clone(),
                to: to.clone(),
                outcome,
                code,
            });
        }
    }
    Matrix {
        format: FORMAT,
        protocol: Protocol::TCP,
        port,
        vantages,
        targets,
        cells,
    }
}

fn verdict(network: &Network, from: &str, to: &str, port: u16) -> (Outcome, Code) {
    let mut query = Query::tcp(from, to);
    query.to = to.to_owned();
    query.port = Some(port);
    let verdict = trace::verdict(network, &query);
    (verdict.outcome, verdict.code)
}

/// What is asked for: every interface endpoint by its own name, then every service an endpoint or
/// the document names by the name its users know.
#[must_use]
pub fn targets(network: &Network) -> Vec<String> {
    let topology = network.topology();
    let mut endpoints = Vec::new();
    let mut services = BTreeSet::new();
    for (id, endpoint) in &topology.vpc_endpoint {
        let name = endpoint.service_name.as_deref().unwrap_or_default();
        if endpoint.kind() == EndpointType::Interface {
            endpoints.push(id.to_string());
        }
        if let Some((_, service)) = topology.service_named(name) {
            services.extend(service.private_names().cloned());
        } else if !service::private_names(name).is_empty() {
            services.insert(name.to_owned());
        }
    }
    services.extend(topology.aws_service.keys().map(ToString::to_string));
    endpoints.extend(services);
    endpoints
}

impl Matrix {
    /// The matrix as pretty JSON with a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .unwrap_or_else(|error| unreachable!("a matrix is plain data: {error}"));
        text.push('\n');
        text
    }

    /// One row for each vantage, one column for each target, the code in each field (RFC 4180).
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = String::from("from");
        for target in &self.targets {
            text.push(',');
            text.push_str(&field(target));
        }
        text.push_str("\r\n");
        let mut cells = self.cells.iter();
        for vantage in &self.vantages {
            text.push_str(&field(vantage));
            for cell in cells.by_ref().take(self.targets.len()) {
                text.push(',');
                text.push_str(cell.code.as_str());
            }
            text.push_str("\r\n");
        }
        text
    }

    /// The cells of each vantage, in the order of the targets.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &[Cell])> {
        let width = self.targets.len().max(1);
        let rows = self.cells.chunks(width).chain(std::iter::repeat(&[][..]));
        self.vantages.iter().map(String::as_str).zip(rows)
    }
}

/// A field of CSV. A leading `=`, `+`, `-` or `@` would be a formula in a spreadsheet.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@']);
    if formula || text.contains([',', '"', '\n', '\r']) {
        let mark = if formula { "'" } else { "" };
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
