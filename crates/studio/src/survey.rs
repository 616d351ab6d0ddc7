//! Every vantage's verdict for every target, a piece at a time.

mod group;

use crate::outline;
use crate::thing;
use crate::words::outcome::outcome_says;
use crate::words::{self, Lang};
use net::matrix::{self, Cell};
use net::network::Lookup;
use net::topology::LbListener;
use net::trace::Outcome;
use net::{Network, service};
use std::collections::{BTreeMap, BTreeSet};

pub use group::{Grouping, SurveyGroup, Tally};

/// The most vantages of a piece.
pub const ROWS: usize = 50;
/// The most targets of a piece.
pub const COLUMNS: usize = 24;

/// Which piece is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Only vantages whose name or id holds this, in any letter case.
    pub filter: String,
    /// The first row, of those that fit.
    pub row: usize,
    /// The first column.
    pub column: usize,
    /// The port asked for; else each target's own.
    pub port: Option<u16>,
    /// By what vantages are put together.
    pub grouping: Grouping,
    /// The groups that are unfolded, by their ids.
    pub open: BTreeSet<String>,
}

impl Look {
    /// The same with a group unfolded, or folded again.
    #[must_use]
    pub fn turned(&self, key: &str) -> Self {
        let mut next = self.clone();
        if !next.open.remove(key) {
            next.open.insert(key.to_owned());
        }
        next
    }
}

/// A piece of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Which piece it is.
    pub look: Look,
    /// How many lines there are: vantages that fit the filter, and their groups.
    pub rows: usize,
    /// How many targets there are.
    pub columns: usize,
    /// What is asked for.
    pub targets: Vec<SurveyTarget>,
    /// The lines of the piece.
    pub lines: Vec<SurveyLine>,
}

/// What the vantages ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyTarget {
    /// Its id or name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// By which port.
    pub port: u16,
}

/// A line of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub enum SurveyLine {
    /// A group of vantages.
    Group(SurveyGroup),
    /// One of them.
    Vantage(SurveyRow),
}

/// A vantage and its verdicts.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyRow {
    /// What to ask from.
    pub from: String,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub detail: String,
    /// One for each target.
    pub cells: Vec<Cell>,
}

impl Survey {
    /// A piece of the matrix of a network.
    #[must_use]
    pub fn of(network: &Network, look: Look, lang: Lang) -> Self {
        let wanted = look.filter.trim().to_lowercase();
        let vantages: Vec<(String, String)> = matrix::vantages(network)
            .into_iter()
            .map(|id| (name_of(network, &id, lang), id))
            .filter(|(name, id)| {
                name.to_lowercase().contains(&wanted) || id.to_lowercase().contains(&wanted)
            })
            .collect();
        let all = matrix::targets(network);
        let columns = all.len();
        let targets: Vec<SurveyTarget> = all
            .into_iter()
            .skip(look.column)
            .take(COLUMNS)
            .map(|id| SurveyTarget {
                name: target_name(network, &id),
                port: look.port.unwrap_or_else(|| port_of(network, &id)),
                id,
            })
            .collect();
        let drafts = drafts(network, vantages, &look, lang);
        let rows = drafts.len();
        let drafts: Vec<Draft> = drafts.into_iter().skip(look.row).take(ROWS).collect();
        let ids: Vec<String> = drafts.iter().flat_map(Draft::ids).collect();
        let mut judged = judged(network, &ids, &targets).into_iter();
        let lines = drafts
            .into_iter()
            .map(|draft| {
                let cells: Vec<Vec<Cell>> = judged.by_ref().take(draft.count()).collect();
                draft.line(network, &cells, targets.len())
            })
            .collect();
        Self {
            rows,
            columns,
            targets,
            lines,
            look,
        }
    }
}

/// The verdicts of each vantage, in the order of the targets: those of one port are asked together.
fn judged(network: &Network, ids: &[String], targets: &[SurveyTarget]) -> Vec<Vec<Cell>> {
    let ports: BTreeSet<u16> = targets.iter().map(|it| it.port).collect();
    let mut rows: Vec<BTreeMap<usize, Cell>> = vec![BTreeMap::new(); ids.len()];
    for port in ports {
        let of_port = targets.iter().enumerate().filter(|(_, it)| it.port == port);
        let (columns, names): (Vec<usize>, Vec<String>) =
            of_port.map(|(column, it)| (column, it.id.clone())).unzip();
        let piece = matrix::matrix_of(network, port, ids.to_vec(), names);
        for (row, (_, cells)) in rows.iter_mut().zip(piece.rows()) {
            row.extend(columns.iter().copied().zip(cells.iter().cloned()));
        }
    }
    let in_order = |row: BTreeMap<usize, Cell>| row.into_values().collect();
    rows.into_iter().map(in_order).collect()
}

/// The port a target listens on: of an endpoint service HTTPS's, else the first its load balancers listen on; of
/// anything else HTTPS's.
fn port_of(network: &Network, id: &str) -> u16 {
    let topology = network.topology();
    let endpoint = topology.vpc_endpoint.get(id);
    let name = endpoint.and_then(|it| it.service_name.as_deref());
    let service = match name {
        Some(name) => topology.service_named(name).map(|(_, it)| it),
        None => {
            let mut services = topology.vpc_endpoint_service.values();
            services.find(|it| it.private_names().any(|name| name == id))
        }
    };
    let Some(service) = service else {
        return matrix::PORT;
    };
    let of_service = |it: &LbListener| {
        let balancer = it.load_balancer_arn.as_ref();
        balancer.is_some_and(|it| service.network_load_balancer_arns.contains(it))
    };
    let listeners = topology.lb_listener.values().filter(|it| of_service(it));
    let ports: BTreeSet<u16> = listeners.filter_map(|it| it.port).collect();
    match ports.first() {
        Some(first) if !ports.contains(&matrix::PORT) => *first,
        Some(_) | None => matrix::PORT,
    }
}

/// A line whose verdicts are still to be asked for.
enum Draft {
    Group {
        key: String,
        name: String,
        ids: Vec<String>,
        is_open: bool,
    },
    Vantage {
        name: String,
        id: String,
    },
}

impl Draft {
    fn ids(&self) -> Vec<String> {
        match self {
            Self::Group { ids, .. } => ids.clone(),
            Self::Vantage { id, .. } => vec![id.clone()],
        }
    }

    const fn count(&self) -> usize {
        match self {
            Self::Group { ids, .. } => ids.len(),
            Self::Vantage { .. } => 1,
        }
    }

    fn line(self, network: &Network, cells: &[Vec<Cell>], columns: usize) -> SurveyLine {
        match self {
            Self::Group {
                key,
                name,
                ids,
                is_open,
            } => SurveyLine::Group(SurveyGroup {
                key,
                name,
                count: ids.len(),
                is_open,
                tallies: (0..columns)
                    .map(|column| Tally::of(cells.iter().filter_map(|row| row.get(column))))
                    .collect(),
            }),
            Self::Vantage { name, id } => SurveyLine::Vantage(SurveyRow {
                detail: detail(network, &id),
                from: askable(network, &id),
                name,
                cells: cells.first().cloned().unwrap_or_default(),
            }),
        }
    }
}

/// All lines: the vantages as they come, or each group with those of it that are unfolded.
fn drafts(
    network: &Network,
    vantages: Vec<(String, String)>,
    look: &Look,
    lang: Lang,
) -> Vec<Draft> {
    let one = |(name, id)| Draft::Vantage { name, id };
    if look.grouping == Grouping::Apart {
        return vantages.into_iter().map(one).collect();
    }
    // By name, and what is outside of every VPC last.
    let mut groups: BTreeMap<(bool, String, String), Vec<(String, String)>> = BTreeMap::new();
    for (name, id) in vantages {
        let (key, called) = look.grouping.of(network, &id, lang);
        let group = groups.entry((key.is_empty(), called, key)).or_default();
        group.push((name, id));
    }
    groups
        .into_iter()
        .flat_map(|((_, name, key), members)| {
            let is_open = look.open.contains(&key);
            let head = Draft::Group {
                ids: members.iter().map(|(_, id)| id.clone()).collect(),
                key,
                name,
                is_open,
            };
            let shown = if is_open { members } else { Vec::new() };
            std::iter::once(head).chain(shown.into_iter().map(one))
        })
        .collect()
}

/// A sign that tells an outcome without colour.
#[must_use]
pub const fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reachable => "✓",
        Outcome::Blocked => "✕",
        Outcome::Ambiguous => "≠",
        Outcome::Undetermined => "?",
    }
}

/// A verdict in full: from, to, outcome, and what the code means.
#[must_use]
pub fn spoken(cell: &Cell, from: &str, to: &str, lang: Lang) -> String {
    let outcome = outcome_says(cell.outcome).in_lang(lang);
    let code = cell.code.says().in_lang(lang);
    format!("{from} → {to}: {outcome}. {code}")
}

fn name_of(network: &Network, id: &str, lang: Lang) -> String {
    if id == crate::scene::INTERNET {
        return words::INTERNET.in_lang(lang).to_owned();
    }
    thing::name_of(network, id)
}

fn target_name(network: &Network, id: &str) -> String {
    if service::region_of_service(id).is_some() && !id.starts_with("vpce-") {
        return service::short_name(id).to_owned();
    }
    thing::name_of(network, id)
}

fn askable(network: &Network, id: &str) -> String {
    match network.find(id) {
        Lookup::Found(found) => outline::askable(network, &found),
        Lookup::Several(_) | Lookup::Nothing => id.to_owned(),
    }
}

/// The address of an instance, the range of a subnet.
fn detail(network: &Network, id: &str) -> String {
    let topology = network.topology();
    if let Some(subnet) = topology.subnet.get(id) {
        return subnet
            .cidr_block
            .map_or_else(String::new, |range| range.to_string());
    }
    let address = network
        .interfaces_of(&id.into())
        .find_map(net::network::Interface::primary_address);
    address.map_or_else(String::new, |it| it.to_string())
}
