//! The open document: a topology, its index, and where it came from.

use crate::question::Question;
use crate::scenario::Scenario;
use crate::vantage;
use crate::words::{self, Lang};
use net::topology::{Finding, Placement, Resources};
use net::{Network, ResourceId, Topology};
use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

/// A topology as it is open on the screen. It never changes; an edit makes another.
#[derive(Debug)]
pub struct Document {
    /// The topology, indexed.
    pub network: Network,
    /// Where it came from.
    pub origin: Origin,
    /// The question it opens with.
    pub opening: Question,
    /// Shared by a document and what edits made of it.
    kin: Rc<()>,
    /// Whether boxes were moved or folded since it was opened.
    pub is_arranged: bool,
    /// Shared by all arrangements of one network.
    content: Rc<()>,
    findings: OnceCell<Vec<Finding>>,
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One of Sightline's own scenarios.
    Scenario(&'static str),
    /// Files, or a link that carried it.
    Given {
        /// What to call it: a file's name without its ending; empty where nothing says.
        name: String,
    },
    /// An address.
    Address(String),
}

impl Document {
    /// A scenario, opened. A scenario that does not read is our bug and shows as an empty network.
    #[must_use]
    pub fn of_scenario(scenario: &'static Scenario) -> Self {
        let topology = Topology::from_json(scenario.json).unwrap_or_default();
        let from = scenario.vantages.first().copied().unwrap_or("internet");
        Self {
            network: Network::new(Arc::new(topology)),
            origin: Origin::Scenario(scenario.id),
            opening: Question::of_target(from, scenario.target, "tcp"),
            kin: Rc::default(),
            is_arranged: false,
            content: Rc::default(),
            findings: OnceCell::new(),
        }
    }

    /// A topology from elsewhere, with a question that fits it.
    #[must_use]
    pub fn of_topology(topology: Topology, origin: Origin) -> Self {
        Self::of_network(Network::new(Arc::new(topology)), None, origin)
    }

    /// The same, indexed already; what is wrong with it may be known, too.
    #[must_use]
    pub fn of_network(network: Network, findings: Option<Vec<Finding>>, origin: Origin) -> Self {
        let opening = vantage::opening(&network);
        Self {
            network,
            origin,
            opening,
            kin: Rc::default(),
            is_arranged: false,
            content: Rc::default(),
            findings: findings.map_or_else(OnceCell::new, OnceCell::from),
        }
    }

    /// The same network after an edit. It is nobody's scenario any more, only called like one.
    #[must_use]
    pub fn edited(&self, topology: Topology, opening: Question, lang: Lang) -> Self {
        Self {
            network: Network::new(Arc::new(topology)),
            origin: Origin::Given {
                name: self.title(lang),
            },
            opening,
            is_arranged: self.is_arranged,
            content: Rc::default(),
            kin: Rc::clone(&self.kin),
            findings: OnceCell::new(),
        }
    }

    /// The same network with its boxes arranged otherwise.
    #[must_use]
    pub fn arranged(&self, arrange: impl FnOnce(&mut Resources<ResourceId, Placement>)) -> Self {
        let mut topology = self.network.topology().clone();
        arrange(&mut topology.view);
        Self {
            network: Network::new(Arc::new(topology)),
            origin: self.origin.clone(),
            opening: self.opening.clone(),
            is_arranged: true,
            content: Rc::clone(&self.content),
            kin: Rc::clone(&self.kin),
            findings: OnceCell::new(),
        }
    }

    /// Whether one was made of the other by edits.
    #[must_use]
    pub fn is_kin(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.kin, &other.kin)
    }

    /// Whether another document differs at most in how its boxes are arranged.
    #[must_use]
    pub fn is_same_network(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.content, &other.content)
    }

    /// What is wrong with it, looked for when it is first asked.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.findings
            .get_or_init(|| self.network.topology().findings())
    }

    /// The scenario it is, if it is one.
    #[must_use]
    pub fn scenario(&self) -> Option<&'static Scenario> {
        match &self.origin {
            Origin::Scenario(id) => crate::scenario::find(id),
            Origin::Given { .. } | Origin::Address(_) => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        match &self.origin {
            Origin::Scenario(id) => crate::scenario::find(id)
                .map_or_else(String::new, |it| it.title.in_lang(lang).to_owned()),
            Origin::Given { name } if name.is_empty() => {
                words::YOUR_DOCUMENT.in_lang(lang).to_owned()
            }
            Origin::Given { name } => name.clone(),
            Origin::Address(address) => address.rsplit('/').next().unwrap_or(address).to_owned(),
        }
    }
}
