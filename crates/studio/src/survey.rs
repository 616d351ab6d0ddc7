//! Every vantage's verdict for every target, a piece at a time.

use crate::outline;
use crate::thing;
use crate::words::outcome::outcome_says;
use crate::words::{self, Lang};
use net::matrix::{self, Cell};
use net::network::Lookup;
use net::trace::Outcome;
use net::{Network, service};

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
    /// The port asked for.
    pub port: u16,
}

/// A piece of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Which piece it is.
    pub look: Look,
    /// How many vantages fit the filter.
    pub rows: usize,
    /// How many targets there are.
    pub columns: usize,
    /// What is asked for: id or name, and what it is called.
    pub targets: Vec<(String, String)>,
    /// The vantages of the piece.
    pub vantages: Vec<SurveyRow>,
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
        let targets = matrix::targets(network);
        let (rows, columns) = (vantages.len(), targets.len());
        let vantages: Vec<_> = vantages.into_iter().skip(look.row).take(ROWS).collect();
        let targets: Vec<_> = targets
            .into_iter()
            .skip(look.column)
            .take(COLUMNS)
            .collect();
        let ids: Vec<String> = vantages.iter().map(|(_, id)| id.clone()).collect();
        let piece = matrix::matrix_of(network, look.port, ids, targets.clone());
        let cells: Vec<Vec<Cell>> = piece.rows().map(|(_, cells)| cells.to_vec()).collect();
        Self {
            rows,
            columns,
            targets: targets
                .into_iter()
                .map(|id| {
                    let name = target_name(network, &id);
                    (id, name)
                })
                .collect(),
            vantages: vantages
                .into_iter()
                .zip(cells)
                .map(|((name, id), cells)| SurveyRow {
                    detail: detail(network, &id),
                    from: askable(network, &id),
                    name,
                    cells,
                })
                .collect(),
            look,
        }
    }
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
